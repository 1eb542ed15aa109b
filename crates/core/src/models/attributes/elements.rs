//! The links, buttons, panels and screens that are documented, each with what shows it.

/// A part of the screens.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// my homepage.
    Homepage,
    /// What opens a screen or a tool of its own.
    Screens,
    /// The Actions panel of a client record.
    Actions,
    /// The sections of a client record beside those of the families.
    Record,
    /// The search for clients.
    Search,
    /// The Bulk Updates screen.
    BulkUpdates,
    /// A youth justice case.
    Case,
    /// The AssetPlus section of a case.
    AssetPlus,
}

/// Something that is shown.
#[derive(Debug)]
pub struct Element {
    /// Where.
    pub part: Part,
    /// What it is called there.
    pub name: &'static str,
    /// The attribute that shows it.
    pub attribute: &'static str,
}

const fn element(part: Part, name: &'static str, attribute: &'static str) -> Element {
    Element { part, name, attribute }
}

use Part::{Actions, AssetPlus, BulkUpdates, Case, Homepage, Record, Screens, Search};

// R19
/// All of them; those with more to them than their attribute are panels.
pub const ELEMENTS: &[Element] = &[
    element(Homepage, "Key Clients list", "a-key-client"),
    element(Homepage, "Referrals Awaiting and Outcome", "a-referral-change-outcome-conclusion"),
    element(Homepage, "My Saved Client Lists: create a list", "a-create-saved-list"),
    element(Homepage, "My Saved Client Lists: upload a list (.csv, .xls)", "a-upload-client-list"),
    element(Homepage, "IYSS Links: Statistical Reporting tool", "a-statistical-reporting-tool"),
    element(Screens, "Client search", "a-client-search"),
    element(Screens, "Bulk Updates", "a-bulk-update-client"),
    element(Screens, "Child in Danger", "a-child-in-danger-link"),
    element(Screens, "Cohort Management", "a-cohort-management"),
    element(Screens, "Caseload tools: own caseload", "a-view-my-caseload-tools"),
    element(Screens, "Youth Service MI reports", "a-youth-service-mi-reports"),
    element(Screens, "Statistical Output Status panel", "a-check-stats-status"),
    element(Screens, "DX Monitoring tool", "a-dx"),
    element(Screens, "Submit data export jobs", "a-dx-submit"),
    element(Screens, "System Administration Client", "a-system-admin"),
    element(Actions, "Add Appointment", "a-add-appointment-link"),
    element(
        Actions,
        "Set Student to Inactive / Deceased",
        "a-update-inactive-deceased-person-details",
    ),
    element(
        Actions,
        "Send Message, with a mobile number or e-mail on record",
        "a-send-message-link",
    ),
    element(Actions, "Add to and take off Key Clients", "a-key-clients-links"),
    element(Actions, "Set Client Inactive", "a-set-client-inactive"),
    element(Record, "YS Sessions", "a-client-and-search-ys-sessions-section"),
    element(Record, "Substance misuse sections", "a-substance-misuse-client-sections-visible"),
    element(Record, "Substance misuse: More", "a-substance-misuse-client-sections-more"),
    element(Search, "Basic", "a-basic-section"),
    element(Search, "Box IYSS Records (Person Inactive)", "a-search-inactive-people"),
    element(Search, "General", "a-general-section"),
    element(Search, "Location", "a-location-section"),
    element(Search, "Caseload", "a-caseload-section"),
    element(Search, "Situations", "a-situations-section"),
    element(Search, "Additional Needs", "a-additional-needs-section"),
    element(Search, "Aspirations & Qualification", "a-aspirations-qualification-section"),
    element(Search, "Baselines", "a-client-search-baselines-section"),
    element(Search, "Individual Circumstances", "a-client-search-individual-circumstances"),
    element(Search, "Occupational Areas", "a-client-search-occupational-areas-section"),
    element(Search, "With Contact", "a-with-contact-section"),
    element(Search, "Inactive Clients", "a-inactive-clients"),
    element(Search, "Targeted Youth Support", "a-tys-client-search-criteria"),
    element(Search, "YS Sessions", "a-client-and-search-ys-sessions-section"),
    element(Search, "Substance Misuse", "a-substance-misuse-client-search-criteria"),
    element(BulkUpdates, "Lead Worker", "a-bulk-update-lead-worker"),
    element(BulkUpdates, "Actively Seeking Flag", "a-bulk-update-actively-seeking-flag"),
    element(BulkUpdates, "Actual Qualification Level", "a-bulk-update-actual-qualification-level"),
    element(BulkUpdates, "Attributes", "a-bulk-update-attributes"),
    element(BulkUpdates, "Base Line Status", "a-bulk-update-base-line-status"),
    element(BulkUpdates, "Assign Caseload Type", "a-bulk-update-assign-caseload-type"),
    element(BulkUpdates, "Active or inactive", "a-client-bulk-update-inactive"),
    element(BulkUpdates, "Consent", "a-bulk-update-consent"),
    element(BulkUpdates, "Situation Currency", "a-bulk-update-situation-currency"),
    element(BulkUpdates, "Individual Circumstances", "a-bulk-update-individual-circumstances"),
    element(BulkUpdates, "Interactions", "a-bulk-update-interactions"),
    element(BulkUpdates, "Level of Need", "a-bulk-update-level-of-need"),
    element(BulkUpdates, "Send Message", "a-bulk-update-send-message"),
    element(BulkUpdates, "Situations", "a-bulk-update-situations"),
    element(BulkUpdates, "Submissions", "a-bulk-update-submissions"),
    element(BulkUpdates, "Team/Centre", "a-bulk-update-team-centre"),
    element(
        BulkUpdates,
        "Assign Yr11 Intended Destination",
        "a-bulk-update-assign-yr11-intended-destination",
    ),
    element(BulkUpdates, "YJ Events", "a-bu-yj-events"),
    element(Case, "New in the ASB Incidents panel", "a-yj-case-asb-incident"),
    element(Case, "Lock / Unlock", "a-yj-case-lock-unlock"),
    element(AssetPlus, "AssetPlus section", "a-yj-case-assetplus-view"),
    element(AssetPlus, "New in the AssetPlus Stages panel", "a-yj-case-assetplus-stage-open"),
    element(AssetPlus, "Change a stage", "a-yj-case-assetplus-stage-change"),
    element(AssetPlus, "Sign a stage off", "a-yj-case-assetplus-stage-sign"),
    element(AssetPlus, "Stop a stage", "a-yj-case-assetplus-stage-stop"),
    element(AssetPlus, "Cancel (delete) a stage", "a-yj-case-assetplus-stage-cancel"),
    element(AssetPlus, "Work on stages of others", "a-yj-case-assetplus-stage-proxy"),
    element(AssetPlus, "Audit", "a-yj-case-assetplus-view-audit"),
    element(
        AssetPlus,
        "Make fields mandatory that the YJB does not control",
        "a-yj-asset-plus-admin",
    ),
];

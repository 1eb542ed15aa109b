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

impl Part {
    /// All parts.
    #[cfg(test)]
    pub(super) const ALL: [Self; 8] = [
        Self::Homepage,
        Self::Screens,
        Self::Actions,
        Self::Record,
        Self::Search,
        Self::BulkUpdates,
        Self::Case,
        Self::AssetPlus,
    ];

    // R19
    /// What is shown there: what it is called, and the attribute that shows it. What has more to it than
    /// its attribute is a panel.
    pub const fn elements(self) -> &'static [(&'static str, &'static str)] {
        match self {
            Self::Homepage => &[
                ("Key Clients list", "a-key-client"),
                ("Referrals Awaiting and Outcome", "a-referral-change-outcome-conclusion"),
                ("My Saved Client Lists: create a list", "a-create-saved-list"),
                ("My Saved Client Lists: upload a list (.csv, .xls)", "a-upload-client-list"),
                ("IYSS Links: Statistical Reporting tool", "a-statistical-reporting-tool"),
            ],
            Self::Screens => &[
                ("Client search", "a-client-search"),
                ("Bulk Updates", "a-bulk-update-client"),
                ("Child in Danger", "a-child-in-danger-link"),
                ("Cohort Management", "a-cohort-management"),
                ("Caseload tools: own caseload", "a-view-my-caseload-tools"),
                ("Youth Service MI reports", "a-youth-service-mi-reports"),
                ("Statistical Output Status panel", "a-check-stats-status"),
                ("DX Monitoring tool", "a-dx"),
                ("Submit data export jobs", "a-dx-submit"),
                ("System Administration Client", "a-system-admin"),
            ],
            Self::Actions => &[
                ("Add Appointment", "a-add-appointment-link"),
                ("Set Student to Inactive / Deceased", "a-update-inactive-deceased-person-details"),
                ("Send Message, with a mobile number or e-mail on record", "a-send-message-link"),
                ("Add to and take off Key Clients", "a-key-clients-links"),
                ("Set Client Inactive", "a-set-client-inactive"),
            ],
            Self::Record => &[
                ("YS Sessions", "a-client-and-search-ys-sessions-section"),
                ("Substance misuse sections", "a-substance-misuse-client-sections-visible"),
                ("Substance misuse: More", "a-substance-misuse-client-sections-more"),
            ],
            Self::Search => &[
                ("Basic", "a-basic-section"),
                ("Box IYSS Records (Person Inactive)", "a-search-inactive-people"),
                ("General", "a-general-section"),
                ("Location", "a-location-section"),
                ("Caseload", "a-caseload-section"),
                ("Situations", "a-situations-section"),
                ("Additional Needs", "a-additional-needs-section"),
                ("Aspirations & Qualification", "a-aspirations-qualification-section"),
                ("Baselines", "a-client-search-baselines-section"),
                ("Individual Circumstances", "a-client-search-individual-circumstances"),
                ("Occupational Areas", "a-client-search-occupational-areas-section"),
                ("With Contact", "a-with-contact-section"),
                ("Inactive Clients", "a-inactive-clients"),
                ("Targeted Youth Support", "a-tys-client-search-criteria"),
                ("YS Sessions", "a-client-and-search-ys-sessions-section"),
                ("Substance Misuse", "a-substance-misuse-client-search-criteria"),
            ],
            Self::BulkUpdates => &[
                ("Lead Worker", "a-bulk-update-lead-worker"),
                ("Actively Seeking Flag", "a-bulk-update-actively-seeking-flag"),
                ("Actual Qualification Level", "a-bulk-update-actual-qualification-level"),
                ("Attributes", "a-bulk-update-attributes"),
                ("Base Line Status", "a-bulk-update-base-line-status"),
                ("Assign Caseload Type", "a-bulk-update-assign-caseload-type"),
                ("Active or inactive", "a-client-bulk-update-inactive"),
                ("Consent", "a-bulk-update-consent"),
                ("Situation Currency", "a-bulk-update-situation-currency"),
                ("Individual Circumstances", "a-bulk-update-individual-circumstances"),
                ("Interactions", "a-bulk-update-interactions"),
                ("Level of Need", "a-bulk-update-level-of-need"),
                ("Send Message", "a-bulk-update-send-message"),
                ("Situations", "a-bulk-update-situations"),
                ("Submissions", "a-bulk-update-submissions"),
                ("Team/Centre", "a-bulk-update-team-centre"),
                (
                    "Assign Yr11 Intended Destination",
                    "a-bulk-update-assign-yr11-intended-destination",
                ),
                ("YJ Events", "a-bu-yj-events"),
            ],
            Self::Case => &[
                ("New in the ASB Incidents panel", "a-yj-case-asb-incident"),
                ("Lock / Unlock", "a-yj-case-lock-unlock"),
            ],
            Self::AssetPlus => &[
                ("AssetPlus section", "a-yj-case-assetplus-view"),
                ("New in the AssetPlus Stages panel", "a-yj-case-assetplus-stage-open"),
                ("Change a stage", "a-yj-case-assetplus-stage-change"),
                ("Sign a stage off", "a-yj-case-assetplus-stage-sign"),
                ("Stop a stage", "a-yj-case-assetplus-stage-stop"),
                ("Cancel (delete) a stage", "a-yj-case-assetplus-stage-cancel"),
                ("Work on stages of others", "a-yj-case-assetplus-stage-proxy"),
                ("Audit", "a-yj-case-assetplus-view-audit"),
                ("Make fields mandatory that the YJB does not control", "a-yj-asset-plus-admin"),
            ],
        }
    }
}

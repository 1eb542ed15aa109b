//! What the shipped explanations and warnings have to say and must not say, where a word more or less
//! would make something else of the product's documentation.

use super::policy::{Policy, Section};
use super::{Attributes, Part};
use crate::model::{Model, Source};

/// An attribute, words that its explanation has, and words that it must not have.
type Row = (&'static str, &'static [&'static str], &'static [&'static str]);

const EXPLANATIONS: &[Row] = &[
    ("a-assign-yj-users-to-manager", &["managers assign", "users"], &["themselves", "staff"]),
    ("a-client-caseload-points-change", &["standard", "Managers", "intensive"], &[]),
    ("a-change-client-type", &["does not use"], &[]),
    ("a-change-user-security-details", &["others", "memorable words", "web application"], &[]),
    ("a-cohort-management", &["cohort", "totals"], &["whole"]),
    ("a-create-shared-search", &["Creates", "others"], &[]),
    ("a-grant-full-access", &["relevant details of clients"], &["matter"]),
    ("a-view-my-caseload-tools", &["own caseload"], &["only"]),
    ("a-team-manager", &["allocates staff", "supervision notes"], &[]),
    ("a-client-change-hold-ypi", &["Connexions"], &[]),
    ("a-referral-change-outcome-conclusion", &["Referrals Awaiting and Outcome"], &[]),
    ("a-summary-change-practitioner", &["Everybody has it", "only reads"], &[]),
    ("a-bulk-update-consent", &["limits"], &[]),
    ("a-bulk-update-situation-currency", &["current situations"], &[]),
    ("a-bulk-update-client", &["Bulk Updates screen"], &["only through"]),
    ("a-create-saved-list", &["My Saved Client Lists"], &["update"]),
    ("a-create-shared-saved-list", &["Shares"], &["update"]),
    ("a-upload-client-list", &["numeric ids", ".csv", ".xls"], &["update"]),
    ("a-add-client-request-link", &["told", "accept or reject", "not active"], &[]),
    ("a-change-client-request-link", &["only read", "told"], &[]),
    ("a-client-search", &["search"], &["only through"]),
    ("a-client-change-net", &["all the screens"], &["only through"]),
    ("a-client-view-net", &["client records"], &["only through"]),
    ("a-set-client-inactive", &["told", "approved", "look exchanged"], &[]),
    ("a-set-client-inactive-request", &["Archives", "look exchanged"], &[]),
    ("a-key-clients-links", &["Key Client must be selected"], &[]),
    ("a-key-client", &["must be selected", "my homepage"], &["advised"]),
    ("a-my-assets", &["AssetPlus"], &[]),
    ("a-opportunity-change-provider", &["linked"], &[]),
    (
        "a-prov-opp-net-change-health-and-safety",
        &["opportunities", "providers", "Change H&S Info", "PDA"],
        &[],
    ),
    ("a-substance-misuse-dx", &["NDTMS"], &[]),
    ("a-crime-prevention-client-visible", &["the client"], &["service"]),
    ("a-other-client-more", &["hidden"], &["at first"]),
    ("a-other-case-close", &["closed"], &[]),
    (
        "a-yj-accept-reject-caretaking-updates",
        &[
            "caretaking arrangement",
            "left-hand menu",
            "panel header",
            "another YOT",
            "none of these",
        ],
        &[],
    ),
    (
        "a-yj-accept-reject-initial-transfer-request",
        &["summary screens", "in full or for caretaking", "another YOT"],
        &[],
    ),
    ("a-yj-initiate-transfer", &["panel header", "case view"], &[]),
    ("a-yj-all-case-transfer-notifications", &["top right"], &[]),
    ("a-yj-my-case-transfer-notifications", &["top right"], &[]),
    ("a-yj-asset-plus-admin", &["mandatory", "YJB does not control"], &["leaves open"]),
    ("a-yj-case-assetplus-stage-proxy", &["for others", "owner"], &[]),
    ("a-yj-case-victim", &["notes"], &[]),
    ("a-yj-case-view-victim-summary", &["without notes", "RJ", "offences"], &[]),
    ("a-yj-plan-add", &["Asset was switched off"], &["AssetPlus"]),
    ("a-system-admin", &["System Administration Client"], &[]),
    ("a-client-merge", &["duplicate", "linked youth justice case", "3.81"], &[]),
];

const WARNINGS: &[Row] = &[
    ("a-youth-service-mi-reports", &["can take much"], &[]),
    ("a-set-opportunity-inactive", &["providers and clients"], &[]),
    ("a-set-provider-inactive", &["opportunities and clients"], &[]),
    ("a-system-admin", &["adds, changes and deletes", "only system administrators"], &[]),
    ("a-client-merge", &["inactive", "permission or consent", "only system administrators"], &[]),
];

#[track_caller]
fn has(id: &str, text: &str, must: &[&str], must_not: &[&str]) {
    for words in must {
        assert!(text.contains(words), "{id} does not say `{words}`: {text}");
    }
    for words in must_not {
        assert!(!text.contains(words), "{id} says `{words}`: {text}");
    }
}

fn section(id: &str) -> &'static Section {
    Policy::shipped().catalogue.with_outer(&id.into()).unwrap().1
}

#[test]
fn explanations_say_what_the_documentation_says() {
    let catalogue = &Policy::shipped().catalogue;
    for (id, must, must_not) in EXPLANATIONS {
        let attribute = catalogue.item(&(*id).into()).unwrap_or_else(|| panic!("{id}"));
        has(id, attribute.description.as_deref().unwrap(), must, must_not);
    }
    for (id, must, must_not) in WARNINGS {
        let attribute = catalogue.item(&(*id).into()).unwrap_or_else(|| panic!("{id}"));
        has(id, attribute.warn.as_deref().unwrap(), must, must_not);
    }
}

#[test]
fn sections_say_what_goes_for_all_of_them() {
    let says = |id: &str| section(id).description.as_deref().unwrap();
    let aspire = says("s-my-aspire-sections");
    has("My Aspire", aspire, &["sections my homepage shows", "match"], &[]);
    let reports = says("s-report-permissions");
    has("Reports", reports, &["View Reports", "clients, opportunities or providers"], &[]);
    has("TYS", says("s-tys-sections"), &["referral", "signed on"], &[]);
}

#[test]
fn only_updates_are_irreversible() {
    let bulk = section("s-client-bulk-updates");
    let lists = ["a-create-saved-list", "a-create-shared-saved-list", "a-upload-client-list"];
    for attribute in &bulk.attributes {
        let warned = bulk.warnings(attribute).any(|warn| warn.starts_with("irreversible"));
        assert_eq!(warned, !lists.contains(&attribute.id.as_str()), "{}", attribute.id);
    }
    // Nothing else is left out of a warning.
    let all = Policy::shipped().catalogue.items();
    assert_eq!(all.filter(|attribute| attribute.unwarned).count(), lists.len());
}

#[test]
fn what_was_worked_out_is_marked() {
    // R10, R13, R22
    for id in ["R10", "R13", "R22"] {
        let rule = Attributes::INFO.rule(id).unwrap();
        assert!(matches!(rule.source, Source::Inferred(why) if !why.is_empty()), "{id}");
    }
    let only = "People sign on only under services that they work in.";
    assert!(Attributes::INFO.rule("R22").unwrap().says.starts_with(only));
}

#[test]
fn screens_name_what_the_documentation_names() {
    let mut all = Part::ALL.into_iter().flat_map(Part::elements);
    let mut name = |id: &str| all.find(|it| it.1 == id).unwrap().0;
    has("cohort", name("a-cohort-management"), &["Cohort Management"], &["whole"]);
    has("admin", name("a-yj-asset-plus-admin"), &["YJB does not control"], &["open fields"]);
}

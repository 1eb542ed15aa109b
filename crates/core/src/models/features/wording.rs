//! What the shipped descriptions have to say and must not say, where a word more or less would make
//! something else of the product's documentation.

use super::policy::{Feature, Kind, Policy};

/// A feature, words that its description has, and words that it must not have.
type Row = (&'static str, &'static [&'static str], &'static [&'static str]);

const DESCRIPTIONS: &[Row] = &[
    ("f-core-module", &["core", "reports library"], &[]),
    ("f-process-designer", &["process designer"], &["Drawing"]),
    ("f-ilr-management", &["export the ILR"], &[]),
    ("f-profiling-module", &["profiling module"], &["funding"]),
    ("f-sales-pipeline", &["sales pipeline"], &["contract"]),
    ("f-access-report-centre-batches", &["scheduling of batches"], &["See"]),
    ("f-add-or-edit-report-centre-reports", &["settings of reports"], &[]),
    ("f-add-report-centre-batch", &["schedules", "can be run", "no new ones"], &[]),
    ("f-delete-report-from-reports-centre", &["instances", "themselves stay"], &[]),
    ("f-import-reports", &["into the system"], &["files"]),
    ("f-publish-reports-centre-report-globally", &["every user"], &[]),
    ("f-view-user-contact-log", &["user contact log"], &["own"]),
    ("f-view-user-pipeline", &["of a user"], &["own"]),
    ("f-view-system-pipeline", &["whole system"], &[]),
    ("f-vacancy-mailmerges", &["mail merges"], &["letters"]),
    ("f-vacancy-templates", &["Apply"], &[]),
    ("f-batch-profiling", &["batch profiling"], &["many at once"]),
    ("f-create-measurements", &["Create"], &["anew"]),
    ("f-update-er-funding-cache", &["button", "cache", "ER funding"], &["employer responsive"]),
    ("f-export-templates", &["Export"], &["files"]),
    ("f-import-screens", &["Import"], &["files"]),
    ("f-finalise-pay-runs", &["Finalise"], &["for good"]),
    ("f-finalise-invoice-runs", &["Finalise"], &["for good"]),
    ("f-delete-invoice-runs", &["not finalised"], &[]),
    ("f-create-pay-runs", &["Create"], &["Start"]),
    ("f-banks", &["details"], &[]),
    ("f-show-ilr-exports", &["module"], &[]),
    ("f-manipulate-permissions", &["of Maytas"], &[]),
    ("f-delete-trainee-pot", &["POTs"], &[]),
    ("f-edit-terminated-pot", &["POTs", "terminated"], &[]),
    ("f-edit-lookups", &["schema"], &[]),
    ("f-maytas-wiki", &["wiki"], &[]),
    ("f-force-sync", &["button", "Support ribbon", "every other client"], &[]),
    ("f-show-lrs-tools", &["LRS Export button"], &["Learning Records"]),
    ("f-show-lis-import", &["Upload LIS DB button"], &[]),
    ("f-view-server-jobs", &["queued or active"], &[]),
    ("f-view-server-tasks", &["queued or active"], &[]),
];

#[test]
fn descriptions_say_what_the_documentation_says() {
    let shipped = Policy::shipped();
    for (id, must, must_not) in DESCRIPTIONS {
        let feature = shipped.feature(&(*id).into()).unwrap_or_else(|| panic!("{id}"));
        let text = &feature.description;
        for words in *must {
            assert!(text.contains(words), "{id} does not say `{words}`: {text}");
        }
        for words in *must_not {
            assert!(!text.contains(words), "{id} says `{words}`: {text}");
        }
    }
    // Each has a description, without the full stop that the screen puts.
    for feature in shipped.features() {
        assert!(!feature.description.is_empty(), "{}", feature.id);
        assert!(!feature.description.ends_with('.'), "{}", feature.id);
    }
}

#[track_caller]
fn check(kind: Kind, description: &str, expected: &str) {
    let mut feature = Feature::new("f", "F", kind);
    feature.description = description.to_owned();
    assert_eq!(feature.says(), expected);
}

#[test]
fn a_kind_says_what_it_opens() {
    check(Kind::Tabs, "", "Opens this tab.");
    check(Kind::Centres, "", "Opens this centre.");
    check(Kind::Controls, "", "Opens this control in the screen designer.");
    check(Kind::Processes, "", "Opens this process.");
    check(Kind::Templates, "", "Opens this template.");
    check(Kind::Contractors, "", "Opens the trainees on this contractor.");
    check(Kind::Tabs, "Progress reviews", "Opens this tab. Progress reviews.");
    check(Kind::Commands, "Apply templates", "Apply templates.");
}

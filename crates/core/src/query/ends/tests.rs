//! What ends when, against a comparison of every day with the one before it.

use std::collections::BTreeSet;

use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};

use super::*;
use crate::document::{Document, read};
use crate::models::Resources;
use crate::models::conformance::ModelUnderTest;
use crate::models::resources::Target;
use crate::query::dead_weight::tests::documents;

fn day(day: u8) -> Date {
    Date::new(2026, 1, day).unwrap()
}

/// Everything that comes out otherwise for anybody on a day than on the one before it, by the slow
/// reference.
fn slowly(document: &Document, today: Date) -> BTreeSet<(String, String)> {
    let Document { directory, policies, .. } = document;
    let decide = |user, target: &Target, on: Date| {
        let asked = Circumstances { on: Some(on), ..Circumstances::default() };
        Resources::oracle(directory, &policies.resources, user, &asked, target)
    };
    let mut found = BTreeSet::new();
    for user in directory.users.iter() {
        for head in <Resources as crate::model::Model>::targets(&policies.resources) {
            let target =
                <Resources as crate::model::Model>::target(&policies.resources, &head.key).unwrap();
            let yesterday = today.previous().unwrap();
            if decide(user, &target, today) != decide(user, &target, yesterday) {
                found.insert((user.id.to_string(), head.key));
            }
        }
    }
    found
}

#[test]
fn what_turns_is_what_differs_from_the_day_before() {
    let mut runner = TestRunner::new(Config { cases: 300, ..Config::with_source_file(file!()) });
    let spans = (1_u8..6, 0_u8..6);
    let outcome = runner.run(&(documents(), spans), |(document, (first, length))| {
        let snapshot = Snapshot::new(&document, None);
        let (from, to) = (day(first), day(first + length));
        let found = ends(&snapshot, from, to, usize::MAX);
        prop_assert!(found.complete);
        // What turns on a day: what begins on it, and what had its last day on the one before.
        for today in (first..=first + length).map(day) {
            let turns = found.turns.iter().filter(|turn| match turn.event {
                Event::Begins => turn.day == today,
                Event::Ends => turn.day.next() == Some(today),
            });
            let pairs = turns.flat_map(|turn| &turn.changes);
            let pairs = pairs.map(|change| (change.user.to_string(), change.target.clone()));
            let pairs: BTreeSet<_> = pairs.collect();
            let expected = slowly(&document, today);
            if today == from {
                // What ended with the day before the span is none of it.
                prop_assert!(pairs.is_subset(&expected));
            } else {
                prop_assert_eq!(pairs, expected, "on {}", today);
            }
        }
        // Each date of the span is said once, in order.
        let entries = document.policies.resources.entries.iter();
        let dates = entries.flat_map(|entry| [entry.period.from, entry.period.to]);
        let dates = dates.flatten().filter(|day| (from..=to).contains(day)).count();
        prop_assert_eq!(found.turns.len(), dates);
        let firsts = found.turns.iter().map(|turn| match turn.event {
            Event::Begins => turn.day,
            Event::Ends => turn.day.next().unwrap(),
        });
        prop_assert!(firsts.is_sorted());
        Ok(())
    });
    if let Err(failure) = outcome {
        panic!("{failure}");
    }
}

const FILE: &str = r#"{"format":"whocan","version":1,
    "directory":{"users":[{"id":"u-amy","name":"Amy","groups":["g"]},{"id":"u-bo","name":"Bo"}],
        "groups":[{"id":"g","name":"Coaches"}]},
    "models":{"resources":{
        "items":[{"id":"o","name":"Club","type":"Org Unit"}],
        "admins":["u-bo"],
        "entries":[
            {"id":"e-1","who":"g","on":"o","set":["Read"],"to":"2026-01-31"},
            {"id":"e-2","who":"u-amy","on":"o","set":["Read","Update"],"from":"2026-02-10"},
            {"id":"e-3","who":"u-bo","on":"o","set":["Read"],"from":"2026-02-10","to":"2026-03-01"}
        ]}}}"#;

#[test]
fn each_date_says_whom_it_reaches() {
    let (document, _) = read(FILE.as_bytes()).unwrap();
    let snapshot = Snapshot::new(&document, None);
    let span = |text: &str| Date::parse(text).unwrap();
    let found = ends(&snapshot, span("2026-01-01"), span("2026-02-28"), usize::MAX);
    let lines: Vec<String> = found
        .turns
        .iter()
        .map(|turn| {
            let changes = turn.changes.iter().map(|change| {
                let (before, after) = (&change.before.name, &change.after.name);
                format!("; {} {}: {before} -> {after}", change.user, change.target)
            });
            let changes: String = changes.collect();
            format!("{} {}: {}{changes}", turn.event.name(), turn.day, turn.what)
        })
        .collect();
    assert_eq!(
        lines,
        [
            "ends 2026-01-31: Coaches, Club: Read to 31 January 2026; u-amy o: Read -> nothing",
            "begins 2026-02-10: Amy, Club: Read, Update from 10 February 2026; \
             u-amy o: nothing -> Read, Update",
            // An admin account has everything anyway.
            "begins 2026-02-10: Bo, Club: Read from 10 February 2026 to 1 March 2026",
        ]
    );
    assert!(!ends(&snapshot, span("2026-01-01"), span("2026-02-28"), 1).complete);
    let nothing = ends(&snapshot, span("2026-04-01"), span("2026-04-30"), 1);
    assert_eq!(nothing, Ends { turns: Vec::new(), complete: true });
}

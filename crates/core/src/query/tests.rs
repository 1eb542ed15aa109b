//! What a person can do with a record in the end, list and process together: tried on random
//! documents against the rules worked out slowly, and who gains and loses by it.

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;
use proptest::test_runner::{Config, TestRunner};

use super::{Counting, Snapshot, Sums, diff, diff_in, may_differ, outcome_of};
use crate::directory::{Circumstances, Directory, Group, Table, User};
use crate::document::{Command, Document};
use crate::model::Section as _;
use crate::models::acl::{Access, List, Member, Priority, Record, RecordType, State};
use crate::models::conformance::{ModelUnderTest, counts, directories, gap};
use crate::models::processes::{Level, Offered};
use crate::models::{Acl, ModelKind, PolicyEdit, Processes, acl, processes};
use crate::shared::Shared;
use crate::verdict::{Decision, Grants, Outcome, Tone, plain};

/// The processes that records are edited through, by their types, as the rule has them.
const THROUGH: [(RecordType, &str); 6] = [
    (RecordType::Student, "b-student-data"),
    (RecordType::PersonDetails, "b-person-details"),
    (RecordType::CommunicationLog, "b-communication-log"),
    (RecordType::Exclusions, "b-exclusions"),
    (RecordType::Involvements, "b-involvement"),
    (RecordType::CaseNotes, "b-csc-case-notes"),
];

fn process_edits() -> impl Strategy<Value = processes::Edit> {
    use processes::Edit::{
        Assign, ClearGroup, RemoveProcess, Restrict, Secure, SecureProcess, SystemAdmin,
    };
    let ids = || select(THROUGH.map(|(_, id)| processes::ProcessId::new(id)).to_vec());
    let groups = || (0_usize..5).prop_map(|at| format!("g-{at}").as_str().into());
    let users = || (0_usize..5).prop_map(|at| format!("u-{at}").as_str().into());
    let levels = || select(Level::ALL.to_vec());
    prop_oneof![
        12 => (groups(), ids(), levels())
            .prop_map(|(group, process, level)| Assign(group, process, level)),
        3 => (groups(), levels())
            .prop_map(|(group, level)| Secure(group, "b-csc-case-notes".into(), level)),
        1 => groups().prop_map(ClearGroup),
        1 => users().prop_map(|user| SystemAdmin(user, true)),
        1 => users().prop_map(|user| SystemAdmin(user, false)),
        1 => ids().prop_map(RemoveProcess),
        1 => ids().prop_map(|id| SecureProcess(id, true)),
        1 => ids().prop_map(|id| SecureProcess(id, false)),
        1 => ids().prop_map(|id| Restrict(id, Offered::of([Level::Read]))),
    ]
}

fn edits(directory: &Directory, policy: &acl::Policy) -> impl Strategy<Value = PolicyEdit> + use<> {
    prop_oneof![
        Acl::edits(directory, policy).prop_map(PolicyEdit::Acl),
        process_edits().prop_map(PolicyEdit::Processes),
    ]
}

/// A document whose processes are blank, or set by some edits; and edits of both models.
pub(super) fn cases() -> impl Strategy<Value = (Document, Vec<PolicyEdit>)> {
    let policy = |directory: Directory| {
        let policy = Acl::policies(&directory);
        let first = prop_oneof![1 => Just(Vec::new()), 4 => vec(process_edits(), 1..9)];
        (Just(directory), policy, first)
    };
    directories().prop_flat_map(policy).prop_flat_map(|(directory, policy, first)| {
        let later = vec(edits(&directory, &policy), 0..5);
        let mut document = Document { directory, ..Document::default() };
        document.policies.acl = policy.into();
        for edit in first {
            let command = Command::Policy(PolicyEdit::Processes(edit));
            document = document.apply(&command).unwrap_or(document);
        }
        (Just(document), later)
    })
}

/// R13 and R16, straight from the rules.
fn slowly(
    document: &Document,
    user: &User,
    asked: &Circumstances,
    record: &Record,
) -> (&'static str, u32) {
    let Document { directory, policies, .. } = document;
    let access = Acl::oracle(directory, &policies.acl, user, asked, &record.id);
    let through = THROUGH.iter().find(|(kind, _)| *kind == record.kind);
    let through = through.map(|(_, id)| processes::ProcessId::new(id));
    let through = through.filter(|id| {
        let is_set = policies.processes.section().is_some();
        is_set && policies.processes.catalogue.item(id).is_some()
    });
    let level = match &through {
        Some(id) => Processes::oracle(directory, &policies.processes, user, asked, id),
        None if access == Access::NoList => return ("no restriction", 0b0111),
        None => Level::ReadWrite,
    };
    let may = |wanted| access.may(wanted);
    let (summary, details, write) =
        (may(acl::Level::Summary), may(acl::Level::Details), may(acl::Level::Write));
    if !summary || level == Level::Deny {
        ("not listed", 0)
    } else if !details {
        ("listed", 0b0001)
    } else if !write || level == Level::Read {
        ("opened", 0b0011)
    } else if level == Level::ReadWrite {
        ("edited", 0b0111)
    } else {
        ("deleted", 0b1111)
    }
}

/// Every way of asking comes to what the rules say, and the reasons say the same.
fn agrees(document: &Document) -> Result<(), TestCaseError> {
    let snapshot = Snapshot::new(document, None);
    let resolver = snapshot.in_the_end(ModelKind::Acl);
    for (user, members) in document.directory.users.iter().zip(snapshot.roster().people()) {
        for sign_on in resolver.identities(members) {
            let asked = Circumstances { sign_on, ..Circumstances::default() };
            let row = resolver.row(members, &asked);
            let records = &document.policies.acl.records;
            prop_assert_eq!(row.len(), records.len());
            let part = resolver.part_of_row(members, &asked, 1..3);
            prop_assert_eq!(Some(part.as_slice()), row.get(1.min(row.len())..3.min(row.len())));
            for (record, outcome) in records.iter().zip(&row) {
                let (name, grants) = slowly(document, user, &asked, record);
                prop_assert_eq!((&*outcome.name, outcome.grants), (name, Grants(grants)));
                let key = record.id.as_str();
                prop_assert_eq!(resolver.decide(members, &asked, key), Some(outcome.clone()));
                let verdict = resolver.explain(members, &asked, key).unwrap();
                prop_assert_eq!(&verdict.decision, outcome);
                prop_assert_eq!(&*verdict.because.outcome, name);
                sound(document, &verdict.because)?;
                let named = outcome_of(ModelKind::Acl, name).unwrap();
                prop_assert_eq!(named.tone, outcome.tone, "the legend shows it as the cell does");
            }
        }
    }
    Ok(())
}

/// Each step cites a rule of the model that it says it is of, and makes a sentence.
fn sound(document: &Document, because: &crate::verdict::Reason) -> Result<(), TestCaseError> {
    fn step(
        document: &Document,
        reason: &crate::verdict::Reason,
        above: &'static crate::model::ModelInfo,
    ) -> Result<(), TestCaseError> {
        let about = ModelKind::of_step(reason, above);
        prop_assert!(about.rule(reason.rule).is_some(), "{} has no {}", about.key, reason.rule);
        let sentence = plain(reason, document);
        prop_assert!(gap(document, &sentence).is_none() && sentence.ends_with('.'), "`{sentence}`");
        reason.steps.iter().try_for_each(|below| step(document, below, about))
    }
    step(document, because, ModelKind::Acl.info())
}

/// What differs is exactly what comes out differently, for everybody under every identity.
fn says_what_differs(before: &Snapshot, after: &Snapshot) -> Result<(), TestCaseError> {
    let found = diff_in(ModelKind::Acl, before, after, &Circumstances::default());
    let (was, is) = (before.in_the_end(ModelKind::Acl), after.in_the_end(ModelKind::Acl));
    let told = may_differ(before, after, ModelKind::Acl);
    let people = (0..).zip(after.document().directory.users.iter());
    for ((at, user), (then, now)) in
        people.zip(before.roster().people().zip(after.roster().people()))
    {
        let mut expected: Vec<(String, Option<Outcome>, Option<Outcome>)> = Vec::new();
        for sign_on in is.identities(now) {
            let asked = Circumstances { sign_on, ..Circumstances::default() };
            let keys = was.targets().into_iter().chain(is.targets()).map(|target| target.key);
            for key in keys {
                let (before, after) =
                    (was.decide(then, &asked, &key), is.decide(now, &asked, &key));
                let cell = (key, before, after);
                if cell.1 != cell.2 && !expected.contains(&cell) {
                    expected.push(cell);
                }
            }
        }
        let is_told = told.as_ref().is_none_or(|told| told.contains(&at));
        prop_assert!(expected.is_empty() || is_told, "{:?} is not told", user.id);
        let cells = found.iter().find(|person| person.user == user.id);
        let cells = cells.map(|person| person.cells.as_slice()).unwrap_or_default();
        prop_assert_eq!(cells.len(), expected.len(), "{:?} {:?}", cells, expected);
        for cell in cells {
            let cell = (cell.target.clone(), cell.before.clone(), cell.after.clone());
            prop_assert!(expected.contains(&cell), "{:?}", cell);
        }
    }
    Ok(())
}

#[test]
fn what_comes_out_in_the_end_is_what_the_rules_say() {
    let mut runner = TestRunner::new(Config { cases: 384, ..Config::with_source_file(file!()) });
    let outcome = runner.run(&cases(), |(document, edits)| {
        agrees(&document)?;
        let first = Snapshot::new(&document, None);
        let mut snapshot = first.clone();
        for edit in edits {
            let Ok(next) = snapshot.document().apply(&Command::Policy(edit)) else { continue };
            let next = Snapshot::new(&next, Some(&snapshot));
            agrees(next.document())?;
            counts(&snapshot, &next)?;
            counts(&first, &next)?;
            says_what_differs(&first, &next)?;
            snapshot = next;
        }
        Ok(())
    });
    if let Err(failure) = outcome {
        panic!("{failure}");
    }
}

/// A user `u` in the group `g`; a record `r` of a type with this list, where it has one.
fn document(kind: RecordType, list: Option<&[&str]>) -> Document {
    let mut document = Document::default();
    document.directory.groups = Table::new([Group::new("g", "Group")]);
    document.directory.users =
        Table::new([User { groups: vec!["g".into()], ..User::new("u", "User") }]);
    let state = list.map_or(State::None, |denied| {
        let member = Member {
            denied: acl::Levels::of(
                acl::Level::ALL.into_iter().filter(|level| denied.contains(&level.name())),
            ),
            ..Member::new("u")
        };
        let members = vec![member];
        let priority = Priority::FavourAllow;
        let list =
            List { description: "For a test".to_owned(), priority, members, ..List::default() };
        State::Customised(list.into())
    });
    let record = Record { state, ..Record::new("r", "Record", kind) };
    document.policies.acl =
        acl::Policy { records: Table::new([record]), ..acl::Policy::default() }.into();
    document
}

fn with_level(document: &Document, process: &str, level: Level) -> Document {
    let edit = processes::Edit::Assign("g".into(), process.into(), level);
    document.apply(&Command::Policy(PolicyEdit::Processes(edit))).unwrap()
}

fn outcome(document: &Document) -> Outcome {
    let snapshot = Snapshot::new(document, None);
    let column = snapshot.in_the_end(ModelKind::Acl).column(&Circumstances::default(), "r");
    column.unwrap().remove(0)
}

fn sums(before: &Document, after: &Document) -> Sums {
    let snapshot = |document: &Document| Shared::new(Snapshot::new(document, None));
    let (before, after) = (snapshot(before), snapshot(after));
    let none = Circumstances::default();
    let counted = Counting::new(before.clone(), after.clone(), none.clone()).step(9).unwrap();
    assert_eq!(counted, Sums::of(&diff(&before, &after, &none)));
    counted
}

#[test]
fn a_record_without_a_list_is_open_only_as_far_as_the_process_is() {
    // R2, R13: who is denied the process sees none of it, whatever no list denies.
    let bare = document(RecordType::PersonDetails, None);
    let denied = with_level(&bare, "b-bases", Level::Read);
    let found = outcome(&denied);
    assert_eq!((&*found.name, found.tone, found.grants), ("not listed", Tone::None, Grants(0)));
    for (level, name) in
        [(Level::Read, "opened"), (Level::ReadWrite, "edited"), (Level::ReadWriteDelete, "deleted")]
    {
        assert_eq!(outcome(&with_level(&bare, "b-person-details", level)).name, name);
    }
}

#[test]
fn the_list_alone_counts_where_no_process_does() {
    // R16
    let reason = |document: &Document| {
        let snapshot = Snapshot::new(document, None);
        let resolver = snapshot.in_the_end(ModelKind::Acl);
        let members = snapshot.roster().nth(0).unwrap();
        let verdict = resolver.explain(members, &Circumstances::default(), "r").unwrap();
        plain(&verdict.because, document)
    };
    let blank = document(RecordType::PersonDetails, Some(&[]));
    assert_eq!(
        reason(&blank),
        "Nothing is set in User Group Processes, so the list alone counts: edited."
    );
    let other =
        with_level(&document(RecordType::Fostering, Some(&["Write"])), "b-bases", Level::Read);
    assert_eq!(
        reason(&other),
        "No process is known for the type Fostering, so the list alone counts: opened."
    );
    let bare = with_level(&document(RecordType::Fostering, None), "b-bases", Level::Read);
    assert_eq!(outcome(&bare).name, "no restriction");
    let both = with_level(&blank, "b-person-details", Level::Read);
    assert_eq!(
        reason(&both),
        "The list alone gives edited, and the level on Person Details is Read: opened."
    );
}

#[test]
fn nobody_gains_what_they_cannot_do_in_the_end() {
    let set = |document: &Document| with_level(document, "b-bases", Level::Read);
    let none = Sums::default();
    // R13: full access by a list, with the process denied.
    let closed =
        set(&document(RecordType::PersonDetails, Some(&["Read Summary", "Read Details", "Write"])));
    let open = set(&document(RecordType::PersonDetails, Some(&[])));
    assert_eq!(sums(&closed, &open), none);
    // The process alone, with everything denied by the list.
    let level = with_level(&closed, "b-person-details", Level::Read);
    let cells = diff_in(
        ModelKind::Acl,
        &Snapshot::new(&closed, None),
        &Snapshot::new(&level, None),
        &Circumstances::default(),
    );
    assert_eq!(cells, [], "the level is a gain on the process, and none on the record");
    // Write without Read Summary is for updates that the system makes.
    let levels = |denied: &[&str]| {
        let document = document(RecordType::PersonDetails, Some(denied));
        with_level(&document, "b-person-details", Level::ReadWriteDelete)
    };
    let system = levels(&["Read Summary", "Read Details"]);
    let all = levels(&["Read Summary", "Read Details", "Write"]);
    assert_eq!(sums(&all, &system), none);
    assert_eq!(outcome(&system).name, "not listed");
    // Both together are one gain of one person.
    let gained = sums(&closed, &set(&levels(&[])));
    assert_eq!(gained, Sums { gain: 1, lose: 0 });
    // A level that opens records is a gain there too, counted once.
    let opened = with_level(&open, "b-person-details", Level::Read);
    assert_eq!(sums(&open, &opened), Sums { gain: 1, lose: 0 });
    let kinds: Vec<ModelKind> =
        diff(&Snapshot::new(&open, None), &Snapshot::new(&opened, None), &Circumstances::default())
            .iter()
            .flat_map(|person| person.cells.iter().map(|cell| cell.kind))
            .collect();
    assert_eq!(kinds, [ModelKind::Processes, ModelKind::Acl]);
}

#[test]
fn the_legend_has_every_outcome_once() {
    let names: Vec<&str> = Snapshot::new(&Document::default(), None)
        .in_the_end(ModelKind::Acl)
        .outcomes()
        .iter()
        .map(|it| it.name)
        .collect();
    let mut reaches: Vec<&str> = acl::Reach::ALL.iter().map(|reach| reach.name()).collect();
    reaches.push("no restriction");
    assert_eq!(names, reaches);
    for reach in acl::Reach::ALL {
        let named = outcome_of(ModelKind::Acl, reach.name()).unwrap();
        assert_eq!((named.short, named.tone), (reach.name(), reach.tone()));
    }
}

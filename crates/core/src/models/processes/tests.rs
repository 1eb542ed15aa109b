//! The golden cases U1-U19, and what Save has to keep on random policies.

use proptest::collection::vec;
use proptest::prelude::*;

use super::*;
use crate::directory::{Circumstances, Directory, Group, Members, Principal, Table, User};
use crate::document::{Command, Document, History};
use crate::examples;
use crate::format::Extra;
use crate::model::{Conflict, Index as _, Place, Policy as _, Section as _};
use crate::models::PolicyEdit;
use crate::models::conformance::verdict;
use crate::query::{Counting, Snapshot, Sums};
use crate::shared::Shared;

use Level::{Deny, Read, ReadWrite, ReadWriteDelete};

/// A main process with these processes, named by their ids.
fn main_of(id: &str, processes: &[(&str, &[Level])]) -> MainProcess {
    let process = |(id, levels): &(&str, &[Level])| Process {
        offered: if levels.is_empty() { Offered::ALL } else { Offered::of(levels.to_vec()) },
        ..Process::new(id, id)
    };
    MainProcess { processes: processes.iter().map(process).collect(), ..MainProcess::new(id, id) }
}

/// A group `g` and a user `u` in it, over a catalogue.
fn document(mains: Vec<MainProcess>) -> Document {
    let policy = Policy {
        catalogue: Catalogue::new(mains).into(),
        needs: Shared::default(),
        ..Policy::default()
    };
    let mut document = Document {
        directory: Directory {
            groups: Table::new([Group::new("g", "Group"), Group::new("h", "Other")]),
            users: Table::new([User { groups: vec!["g".into()], ..User::new("u", "User") }]),
            ..Directory::default()
        },
        ..Document::default()
    };
    document.policies.processes = policy.into();
    document
}

fn shipped() -> Document {
    let mut document = document(Vec::new());
    document.policies.processes = Shared::default();
    document
}

fn assign(process: &str, level: Level) -> Command {
    assign_to("g", process, level)
}

fn assign_to(group: &str, process: &str, level: Level) -> Command {
    let (group, process) = (group.into(), process.into());
    Command::Policy(PolicyEdit::Processes(Edit::Assign(group, process, level)))
}

fn assign_main(main: &str, level: Level) -> Command {
    let (group, main) = ("g".into(), main.into());
    Command::Policy(PolicyEdit::Processes(Edit::AssignMain(group, main, level)))
}

fn secure(process: &str, level: Level) -> Command {
    let (group, process) = ("g".into(), process.into());
    Command::Policy(PolicyEdit::Processes(Edit::Secure(group, process, level)))
}

fn edit(edit: Edit) -> Command {
    Command::Policy(PolicyEdit::Processes(edit))
}

#[track_caller]
fn after(document: &Document, commands: &[Command]) -> Document {
    commands.iter().fold(document.clone(), |document, command| document.apply(command).unwrap())
}

fn level(document: &Document, process: &str) -> Level {
    document.policies.processes.level(&"g".into(), &process.into())
}

fn mark(document: &Document, main: &str) -> Mark {
    let policy = &document.policies.processes;
    policy.mark(&"g".into(), policy.catalogue.heading(&main.into()).unwrap())
}

fn administration() -> Document {
    document(vec![main_of("adm", &[("att1", &[]), ("att2", &[]), ("att3", &[]), ("log", &[])])])
}

fn u3() -> Document {
    let denied = ["att1", "att2", "att3"].map(|process| assign(process, Deny));
    after(&after(&administration(), &[assign_main("adm", ReadWrite)]), &denied)
}

#[test]
fn u1_a_new_group_is_denied_everything() {
    // R1
    let document = shipped();
    for main in document.policies.processes.catalogue.headings() {
        assert_eq!(mark(&document, main.id.as_str()), Mark::Cross);
        for process in &main.processes {
            assert_eq!(verdict::<Processes>(&document, "u", process.id.as_str()).decision, Deny);
        }
    }
    // What nobody has spoken of is denied beside what somebody has.
    let other = after(&document, &[assign("b-bases", Read)]);
    assert_eq!([level(&other, "b-bases"), level(&other, "b-student-data")], [Read, Deny]);
}

#[test]
fn u2_u3_u4_u5_the_mark_follows_the_highest_level() {
    // R3, R4
    let u2 = after(&administration(), &[assign_main("adm", ReadWrite)]);
    assert_eq!(["att1", "att2", "att3", "log"].map(|id| level(&u2, id)), [ReadWrite; 4]);
    assert_eq!(mark(&u2, "adm"), Mark::Tick(ReadWrite));
    assert_eq!(mark(&u3(), "adm"), Mark::PermitDeny(ReadWrite));
    let u4 = after(&u3(), &[assign("log", ReadWriteDelete)]);
    assert_eq!(mark(&u4, "adm"), Mark::PermitDeny(ReadWriteDelete));
    assert_eq!(mark(&after(&u4, &[assign("log", Deny)]), "adm"), Mark::Cross);
}

#[test]
fn u6_mixed_permits_without_a_denial_are_a_tick() {
    let document = document(vec![main_of("m", &[("a", &[]), ("b", &[])])]);
    let mixed = after(&document, &[assign("a", Read), assign("b", ReadWrite)]);
    assert_eq!(mark(&mixed, "m"), Mark::Mixed(ReadWrite));
}

#[test]
fn u7_u8_what_is_not_offered_goes_to_the_next_level_down() {
    // R2
    let restricted = document(vec![main_of(
        "m",
        &[("two", &[Read, ReadWrite]), ("gap", &[Read, ReadWriteDelete]), ("high", &[ReadWrite])],
    )]);
    let done = after(
        &restricted,
        &[assign("two", ReadWriteDelete), assign("gap", ReadWrite), assign("high", Read)],
    );
    assert_eq!(["two", "gap", "high"].map(|id| level(&done, id)), [ReadWrite, Read, Deny]);
}

#[test]
fn u9_a_main_process_cascades_to_what_each_offers() {
    // R2, R3
    let document =
        document(vec![main_of("m", &[("a", &[]), ("b", &[Read, ReadWrite]), ("c", &[Read])])]);
    let done = after(&document, &[assign_main("m", ReadWriteDelete)]);
    assert_eq!(["a", "b", "c"].map(|id| level(&done, id)), [ReadWriteDelete, ReadWrite, Read]);
    let stored = |id: &str| done.policies.processes.stored(&"g".into(), &id.into());
    assert_eq!(["a", "b", "c"].map(stored), [ReadWriteDelete, ReadWrite, Read]);
    assert_eq!(mark(&done, "m"), Mark::Mixed(ReadWriteDelete));
}

/// Saves the first levels, stages the second, and says what goes on raises; none for no dialog.
#[track_caller]
fn save(
    saved: &[(&str, Level)],
    staged: &[(&str, Level)],
) -> (History, Option<Vec<(String, Level)>>) {
    let commands = |cells: &[(&str, Level)]| -> Vec<Command> {
        cells.iter().map(|(process, level)| assign(process, *level)).collect()
    };
    let mut history = History::new(after(&shipped(), &commands(saved)));
    for command in commands(staged) {
        history.run(&command).unwrap();
    }
    let conflicts = history.conflicts();
    assert!(conflicts.len() <= 1, "one group, one dialog");
    let raised = conflicts.into_iter().next().map(|conflict| {
        conflict
            .settle
            .into_iter()
            .map(|edit| match edit {
                PolicyEdit::Processes(Edit::Assign(_, process, level)) => {
                    (process.to_string(), level)
                }
                other => panic!("{other:?}"),
            })
            .collect()
    });
    (history, raised)
}

#[test]
fn u10_a_denial_that_invalidates_another_process() {
    // R6
    let saved = [("b-student-data", ReadWriteDelete), ("b-bases", Read), ("b-core-data", Read)];
    let (mut history, raised) = save(&saved, &[("b-bases", Deny)]);
    assert_eq!(raised, Some(vec![("b-bases".to_owned(), Read)]));
    history.save_settled().unwrap();
    assert_eq!(level(history.saved(), "b-bases"), Read);
    assert_eq!(level(history.saved(), "b-student-data"), ReadWriteDelete);
    assert!(!history.is_changed());
}

#[test]
fn u11_no_saves_nothing_and_keeps_the_draft() {
    let saved = [("b-student-data", ReadWriteDelete), ("b-bases", Read)];
    let (mut history, _) = save(&saved, &[("b-bases", Deny)]);
    assert!(history.save().is_err());
    assert_eq!(level(history.saved(), "b-bases"), Read);
    assert_eq!(level(history.draft(), "b-bases"), Deny);
}

#[test]
fn u12_lowering_both_ends_is_legal() {
    let saved = [("b-student-data", ReadWriteDelete), ("b-bases", Read)];
    let (mut history, raised) = save(&saved, &[("b-bases", Deny), ("b-student-data", Deny)]);
    assert_eq!(raised, None);
    history.save().unwrap();
    assert_eq!(level(history.saved(), "b-student-data"), Deny);
}

#[test]
fn u13_what_does_not_conflict_is_saved_as_asked() {
    let all = ["b-bases", "b-core-data", "b-attendance-marks"];
    let saved = [
        ("b-student-data", ReadWriteDelete),
        ("b-bases", ReadWriteDelete),
        ("b-core-data", ReadWriteDelete),
        ("b-attendance-marks", ReadWrite),
    ];
    let (mut history, _) = save(&saved, &all.map(|process| (process, Deny)));
    history.save_settled().unwrap();
    assert_eq!(all.map(|process| level(history.saved(), process)), [Read, Read, Deny]);
}

#[test]
fn u14_a_raised_prerequisite_can_need_another() {
    let saved = [
        ("b-exclusions", ReadWrite),
        ("b-student-data", ReadWriteDelete),
        ("b-bases", ReadWrite),
        ("b-core-data", Read),
    ];
    let (mut history, _) = save(&saved, &[("b-student-data", Deny), ("b-bases", Deny)]);
    history.save_settled().unwrap();
    let now = ["b-student-data", "b-bases"].map(|process| level(history.saved(), process));
    assert_eq!(now, [Read, Read]);
}

/// A catalogue of processes that offer everything, with these needs and these levels of `g-0`.
fn needing(needs: &[(&str, &str, Level)], levels: &[(&str, Level)]) -> Document {
    let processes: Vec<(&str, &[Level])> =
        levels.iter().map(|(id, _)| (*id, [Read, ReadWrite, ReadWriteDelete].as_slice())).collect();
    let mut document = document(vec![main_of("m", &processes)]);
    document.directory.groups.add(Group::new("g-0", "Group"));
    let mut policy = Policy::clone(&document.policies.processes);
    let need = |(process, needs, at_least): &(&str, &str, Level)| Need {
        process: (*process).into(),
        needs: (*needs).into(),
        at_least: *at_least,
        inferred: false,
        extra: Extra::new(),
    };
    policy.needs = Shared::new(needs.iter().map(need).collect());
    document.policies.processes = policy.into();
    let assign = |(process, level): &(&str, Level)| assign_to("g-0", process, *level);
    after(&document, &levels.iter().map(assign).collect::<Vec<_>>())
}

#[track_caller]
fn check_yes(document: Document, denied: &str, expected: Option<Level>) {
    let mut history = History::new(document);
    history.run(&assign_to("g-0", denied, Deny)).unwrap();
    assert_eq!(history.conflicts().is_empty(), expected.is_none());
    history.save_settled().unwrap();
    assert_eq!(level_of(history.saved(), &denied.into()), expected.unwrap_or(Deny));
}

#[test]
fn yes_raises_to_the_highest_minimum_and_never_above_what_was() {
    // R6
    let needs = [("b-x", "b-p", Read), ("b-y", "b-p", ReadWrite)];
    let levels = [("b-p", ReadWriteDelete), ("b-x", ReadWrite), ("b-y", ReadWrite)];
    check_yes(needing(&needs, &levels), "b-p", Some(ReadWrite));
    check_yes(needing(&[needs[1], needs[0]], &levels), "b-p", Some(ReadWrite));
    // A need that was not met before is no conflict, and raises nothing.
    let unmet = [("b-x", "b-p", ReadWriteDelete)];
    check_yes(needing(&unmet, &[("b-p", Read), ("b-x", Read)]), "b-p", None);
    let both = [("b-x", "b-p", ReadWriteDelete), ("b-y", "b-p", Read)];
    let levels = [("b-p", ReadWrite), ("b-x", Read), ("b-y", Read)];
    check_yes(needing(&both, &levels), "b-p", Some(Read));
}

#[test]
fn all_secured_data_is_lowered_to_what_is_offered() {
    // R11
    let cells = r#"{"catalogue":[{"id":"m","name":"M","processes":[{"id":"b","name":"B",
        "levels":["Read","Read-Write-Delete"],"secured":true}]}],
        "levels":{"g":{"b":"Read-Write-Delete"}},"secured":{"g":{"b":"Read-Write"}}}"#;
    let file = format!(
        r#"{{"format":"whocan","version":1,"directory":{{"users":[{{"id":"u","name":"U",
            "groups":["g"]}}],"groups":[{{"id":"g","name":"G"}}]}},"models":{{"processes":{cells}}}}}"#
    );
    let (document, findings) = crate::document::read(file.as_bytes()).unwrap();
    let verdict = verdict::<Processes>(&document, "u", "b");
    assert_eq!(verdict.decision, Read);
    let rules: Vec<&str> = verdict.because.all().iter().map(|step| step.rule).collect();
    assert!(rules.contains(&"R11"), "{rules:?}");
    let found: Vec<&str> = findings.iter().map(|finding| finding.code).collect();
    assert_eq!(found, ["not-offered"]);
    // What is set is what is offered.
    let secure = Edit::Secure("g".into(), "b".into(), ReadWrite);
    let next = after(&document, &[edit(secure)]);
    assert_eq!(next.policies.processes.secured_level(&"g".into(), &"b".into()), Read);
}

#[test]
fn what_cannot_be_read_gives_nothing_and_is_replaced_by_what_is_set() {
    // R13
    let file = r#"{"format":"whocan","version":1,"directory":{"users":[{"id":"u","name":"U",
        "groups":["g","h"]}],"groups":[{"id":"g","name":"G"},{"id":"h","name":"H"}]},"models":{
        "processes":{"catalogue":[{"id":"m","name":"M","processes":[{"id":"b","name":"B",
        "secured":"yes","levels":7}]}],"levels":{"g":{"b":"read"},"h":5}}}}"#;
    let (mut document, _) = crate::document::read(file.as_bytes()).unwrap();
    assert_eq!(verdict::<Processes>(&document, "u", "b").decision, Deny);
    let snapshot = Snapshot::new(&document, None);
    let resolver = snapshot.resolver(crate::models::ModelKind::Processes);
    let (members, asked) = (snapshot.roster().of(&"u".into()).unwrap(), Circumstances::default());
    assert!(resolver.row(members, &asked).iter().all(|outcome| outcome.doubtful));
    let explained = resolver.explain(members, &asked, "b").unwrap();
    assert!(explained.decision.doubtful);
    assert_eq!(explained.because.steps.first().map(|step| step.rule), Some("R13"));
    let edits = [
        Edit::Restrict("b".into(), Offered::ALL),
        Edit::SecureProcess("b".into(), false),
        Edit::Assign("g".into(), "b".into(), Deny),
        Edit::Assign("h".into(), "b".into(), Read),
    ];
    for one in edits {
        assert!(Snapshot::new(&document, None).generous().is_some());
        document = after(&document, &[edit(one)]);
    }
    assert!(Snapshot::new(&document, None).generous().is_none(), "nothing is in doubt any more");
    let written = crate::document::write(&document);
    assert!(!written.contains("yes") && !written.contains("\"read\""), "{written}");
    assert_eq!(verdict::<Processes>(&document, "u", "b").decision, Read);
}

#[test]
fn whatever_cannot_be_read_leaves_a_doubt() {
    // R13
    let doubtful = |groups: &str, level: &str, process: &str| {
        let file = format!(
            r#"{{"format":"whocan","version":1,"directory":{{"users":[{{"id":"u","name":"U",
                "groups":{groups}}}],"groups":[{{"id":"g","name":"G"}}]}},"models":{{"processes":{{
                "catalogue":[{{"id":"m","name":"M","processes":[{{"id":"b","name":"B"{process}}}]}}],
                "levels":{{"g":{{"b":{level}}}}}}}}}}}"#
        );
        let (document, _) = crate::document::read(file.as_bytes()).unwrap();
        let snapshot = Snapshot::new(&document, None);
        let members = snapshot.roster().of(&"u".into()).unwrap();
        let resolver = snapshot.resolver(crate::models::ModelKind::Processes);
        resolver.decide(members, &Circumstances::default(), "b").unwrap().doubtful
    };
    let (mine, read) = (r#"["g"]"#, r#""Read""#);
    assert!(!doubtful(mine, read, ""));
    assert!(doubtful(mine, r#""read""#, ""), "a cell");
    assert!(doubtful(mine, read, r#","levels":7"#), "what a process offers");
    assert!(doubtful("7", read, ""), "who is in which group");
}

#[test]
fn u15_lowering_is_no_denial() {
    let saved = [("b-student-data", ReadWriteDelete), ("b-bases", ReadWriteDelete)];
    assert_eq!(save(&saved, &[("b-bases", Read)]).1, None);
}

#[test]
fn u16_u17_all_secured_data_is_not_overridden() {
    // R9
    let memos = "b-sen-memos";
    let full = after(&shipped(), &[assign(memos, ReadWriteDelete)]);
    let effective = |document: &Document| verdict::<Processes>(document, "u", memos).decision;
    assert_eq!(effective(&full), Deny);
    assert_eq!(effective(&after(&full, &[secure(memos, Read)])), Read);
    assert_eq!(effective(&after(&full, &[secure(memos, ReadWriteDelete)])), ReadWriteDelete);
    let low = after(&shipped(), &[assign(memos, Read), secure(memos, ReadWriteDelete)]);
    assert_eq!(effective(&low), Read);
}

#[test]
fn the_process_levels_are_what_all_secured_data_lowers() {
    // R9, R10
    let memos = "b-sen-memos";
    let full = after(&shipped(), &[assign(memos, ReadWriteDelete), assign("b-bases", Read)]);
    let levels = |document: &Document, process: &str| {
        let snapshot = Snapshot::new(document, None);
        let members = snapshot.roster().of(&"u".into()).unwrap();
        let processes = snapshot.processes();
        let mut all = processes.policy.catalogue.items();
        let at = all.position(|it| it.id.as_str() == process).unwrap();
        let found = processes.index.process_levels(members, at..at + 1);
        (found, processes.index.row(members, &Circumstances::default())[at])
    };
    assert_eq!(levels(&full, memos), (vec![ReadWriteDelete], Deny));
    assert_eq!(levels(&full, "b-bases"), (vec![Read], Read));
    let admin = after(&full, &[edit(Edit::SystemAdmin("u".into(), true))]);
    assert_eq!(levels(&admin, memos), (vec![ReadWriteDelete], Deny));
    let snapshot = Snapshot::new(&full, None);
    let members = snapshot.roster().of(&"u".into()).unwrap();
    assert_eq!(snapshot.processes().index.process_levels(members, 9_999..10_000), []);
}

#[test]
fn u18_the_highest_of_the_groups_counts() {
    // R8
    let mut document =
        after(&shipped(), &[assign("b-bases", Read), assign_to("h", "b-bases", ReadWriteDelete)]);
    document.directory.users.edit(&"u".into(), |user| user.groups.push("h".into()));
    let verdict = verdict::<Processes>(&document, "u", "b-bases");
    assert_eq!(verdict.decision, ReadWriteDelete);
    assert_eq!(
        crate::verdict::plain(&verdict.because, &document),
        "Other gives Read-Write-Delete on Bases, the highest of the groups."
    );
    let snapshot = Snapshot::new(&document, None);
    let resolver = snapshot.resolver(crate::models::ModelKind::Processes);
    let members = snapshot.roster().of(&"u".into()).unwrap();
    let at = resolver.targets().iter().position(|target| target.key == "b-bases").unwrap();
    let row = resolver.row(members, &Circumstances::default());
    assert_eq!(row.get(at).map(|outcome| &*outcome.name), Some(ReadWriteDelete.name()));
}

#[test]
fn u19_a_search_needs_a_letter() {
    let document = shipped();
    let found = |text: &str| {
        let found = find_groups(&document.directory, text, SearchBy::NameContains);
        found.map(|groups| groups.iter().map(|group| group.name.clone()).collect::<Vec<_>>())
    };
    assert_eq!(found(""), None);
    assert_eq!(found("  "), None);
    assert_eq!(found("12"), None);
    assert_eq!(found("o"), Some(vec!["Group".to_owned(), "Other".to_owned()]));
    assert_eq!(found(" OTH "), Some(vec!["Other".to_owned()]));
    assert_eq!(found("x"), Some(vec![]));
}

#[test]
fn search_by_start_and_by_description() {
    let mut directory = shipped().directory;
    directory.groups.edit(&"h".into(), |group| group.description = Some("Exams office".into()));
    let names = |text: &str, by: SearchBy| -> Vec<String> {
        let found = find_groups(&directory, text, by).unwrap_or_default();
        found.iter().map(|group| group.name.clone()).collect()
    };
    assert_eq!(names("o", SearchBy::NameStartsWith), ["Other"]);
    assert_eq!(names("exam", SearchBy::Description), ["Other"]);
    assert!(names("exam", SearchBy::NameContains).is_empty());
}

#[test]
fn system_admin_reaches_the_highest_level_but_not_everything() {
    // R10
    let admin = after(&shipped(), &[edit(Edit::SystemAdmin("u".into(), true))]);
    let effective = |process: &str| verdict::<Processes>(&admin, "u", process).decision;
    assert_eq!(effective("b-bases"), ReadWriteDelete);
    assert_eq!(effective("b-system-configuration"), ReadWriteDelete);
    assert_eq!(effective("b-archive-delete"), Deny, "Data Management keeps the groups' level");
    assert_eq!(effective("b-sen-memos"), Deny, "All Secured Data is not lifted");
}

#[test]
fn a_level_no_longer_offered_counts_as_assigned_anew() {
    // R11
    let full = after(&shipped(), &[assign("b-bases", ReadWriteDelete)]);
    let less = edit(Edit::Restrict("b-bases".into(), Offered::of([Read])));
    let restricted = after(&full, &[less]);
    let verdict = verdict::<Processes>(&restricted, "u", "b-bases");
    assert_eq!(verdict.decision, Read);
    let step = verdict.because.steps.first().unwrap();
    assert_eq!(
        crate::verdict::plain(step, &restricted),
        "Group is set to Read-Write-Delete, which Bases does not offer: Read counts."
    );
    let codes: Vec<_> = restricted.findings().into_iter().map(|finding| finding.code).collect();
    assert_eq!(codes, ["not-offered"]);
    let back = edit(Edit::Restrict("b-bases".into(), Offered::ALL));
    assert_eq!(level(&after(&restricted, &[back]), "b-bases"), ReadWriteDelete);
}

#[test]
fn a_cell_is_found_whether_a_group_has_few_or_many() {
    let shipped = shipped();
    let catalogue = shipped.policies.processes.catalogue.clone();
    let count = catalogue.items().count();
    let members = Members::of_group(&shipped.directory, &"g".into());
    for step in [1, 2, 7, 9, count / 2, count - 1, count] {
        // The ids' own order, as cells are kept, is not the catalogue's.
        let is_set = |at: usize| at % step == step - 1;
        let set = catalogue.items().enumerate().filter(|(at, _)| is_set(*at));
        let commands: Vec<_> = set.map(|(_, it)| assign(it.id.as_str(), ReadWrite)).collect();
        let document = after(&shipped, &commands);
        let policy = &document.policies.processes;
        let index = Index::compile(policy, &document.directory, None);
        let found = index.row(&members, &Circumstances::default());
        let expected = catalogue.items().enumerate().map(|(at, process)| {
            if is_set(at) && !process.secured { process.offered.assign(ReadWrite) } else { Deny }
        });
        assert_eq!(found, expected.collect::<Vec<_>>(), "each {step}th of {count}");
    }
}

#[test]
fn a_prerequisite_that_offers_nothing_is_left_alone() {
    // R12
    let saved = after(
        &shipped(),
        &[assign("b-student-data", Read), assign("b-bases", Read), assign("b-core-data", Read)],
    );
    let mut history = History::new(saved);
    let nothing = Offered::of([]);
    history.run(&edit(Edit::Restrict("b-bases".into(), nothing))).unwrap();
    history.run(&assign("b-bases", Deny)).unwrap();
    assert!(history.conflicts().is_empty());
    let codes: Vec<_> =
        history.draft().findings().into_iter().map(|finding| finding.code).collect();
    assert_eq!(codes, ["unmeetable-need"]);
    // One that offers less than what is needed is raised as far as it goes.
    let needing = needing(&[("b-x", "b-p", ReadWrite)], &[("b-p", Read), ("b-x", Read)]);
    let less = after(&needing, &[edit(Edit::Restrict("b-p".into(), Offered::of([Read])))]);
    check_yes(less, "b-p", Some(Read));
}

#[test]
fn a_grant_without_its_prerequisite_is_flagged_with_its_fix() {
    // R5, R7
    let document = after(&shipped(), &[assign("b-data-importing", Read)]);
    assert!(document.findings().is_empty());
    let granted = after(&document, &[assign("b-exclusions", Read)]);
    let messages: Vec<_> = granted.findings().into_iter().map(|f| f.message).collect();
    assert_eq!(messages, ["`Group` has `Exclusions` without the `Student Data` it needs"]);
    let group = "g".into();
    let policy = &granted.policies.processes;
    // Both processes of it say so, and no other.
    let says = |process: &str| {
        let unmet = unmet_about(policy, &group, &process.into()).into_iter();
        unmet.map(|unmet| unmet.sentence(policy, "Group")).collect::<Vec<String>>()
    };
    let sentence = "Exclusions needs Student Data at Read, which Group does not have.";
    assert_eq!([says("b-exclusions"), says("b-student-data")], [[sentence], [sentence]]);
    assert_eq!(says("b-data-importing"), [""; 0]);
    let fix = unmet(policy, &group).remove(0).fix(&group);
    let fixed = after(&granted, &[edit(fix)]);
    let left: Vec<_> = fixed.findings().into_iter().map(|f| f.message).collect();
    assert_eq!(
        left,
        [
            "`Group` has `Student Data` without the `Bases` it needs",
            "`Group` has `Student Data` without the `Core Data` it needs"
        ]
    );
}

#[test]
fn a_group_whose_levels_were_all_taken_back_has_said_nothing() {
    let blank = |document: &Document| document.policies.processes.is_blank();
    assert!(blank(&shipped()));
    let set = after(&shipped(), &[assign("b-bases", Read)]);
    assert!(!blank(&set));
    let empty = Row::default();
    let mut taken = shipped();
    let mut policy = Policy::clone(&taken.policies.processes);
    policy.levels.edit().insert("g".into(), empty.into());
    taken.policies.processes = policy.into();
    assert!(blank(&taken));
    assert!(blank(&after(&set, &[assign("b-bases", Deny)])));
}

#[test]
fn a_cell_says_what_its_group_lacks() {
    // R7
    let granted = after(&shipped(), &[assign("b-student-data", Read)]);
    let policy = &granted.policies.processes;
    let dependents = Dependents::of(policy);
    let lacking =
        |policy: &Policy, process: &str| dependents.lacking(policy, &"g".into(), &process.into());
    let words = lacking(policy, "b-student-data");
    assert_eq!(words.as_deref(), Some("needs Bases at Read, needs Core Data at Read"));
    assert_eq!(lacking(policy, "b-bases"), None);
    let main = policy.catalogue.with_heading(&"b-student-data".into()).unwrap().0;
    let below = dependents.lacking_below(policy, &"g".into(), main);
    assert_eq!(below.as_deref(), Some("1 process lacks what it needs"));
    let mended = after(&granted, &[assign("b-bases", Read), assign("b-core-data", Read)]);
    let policy = &mended.policies.processes;
    assert!(dependents.are_of(policy));
    assert_eq!(lacking(policy, "b-student-data"), None);
    assert_eq!(dependents.lacking_below(policy, &"g".into(), main), None);
    // Its places are those of its findings.
    let paths: Vec<String> = granted.findings().into_iter().map(|it| it.path).collect();
    let places = unmet_places(&granted.policies.processes, &granted.directory);
    assert_eq!(places.iter().map(|(path, _)| path.clone()).collect::<Vec<_>>(), paths);
    assert!(places.iter().all(|(_, at)| crate::verdict::Names::name(&granted, at).is_some()));
}

#[test]
fn one_edit_recompiles_one_row() {
    let before = after(&shipped(), &[assign("b-bases", Read), assign_to("h", "b-bases", Read)]);
    let index = Index::compile(&before.policies.processes, &before.directory, None);
    let next = after(&before, &[assign("b-bases", ReadWrite)]);
    let again = Index::compile(&next.policies.processes, &next.directory, Some(&index));
    assert_eq!(again.rows_shared_with(&index), 1, "of two rows one is kept");
}

#[test]
fn of_the_large_example_an_edit_recompiles_one_row_of_two_hundred() {
    let document = examples::large(examples::Size::default(), examples::large::SEED);
    let (policy, directory) = (&document.policies.processes, &document.directory);
    let index = Index::compile(policy, directory, None);
    let group = directory.groups.iter().nth(77).unwrap().id.clone();
    let process = policy.catalogue.items().nth(33).unwrap().id.clone();
    let level = if policy.stored(&group, &process) == Deny { Read } else { Deny };
    let edit = PolicyEdit::Processes(Edit::Assign(group, process, level));
    let edited = document.apply(&Command::Policy(edit)).unwrap();
    let again = Index::compile(&edited.policies.processes, &edited.directory, Some(&index));
    assert_eq!((directory.groups.iter().count(), again.rows_shared_with(&index)), (200, 199));
    // Who is in which group is not gone through again either.
    let before = Snapshot::new(&document, None);
    let after = Snapshot::new(&edited, Some(&before));
    assert!(before.roster().same(after.roster()));
}

#[test]
fn removing_a_group_or_a_person_leaves_nothing_about_them() {
    let document = after(
        &shipped(),
        &[
            assign("b-bases", Read),
            secure("b-sen-memos", Read),
            edit(Edit::SystemAdmin("u".into(), true)),
        ],
    );
    let remove = |who| Command::Directory(crate::directory::DirectoryEdit::Remove(who));
    let empty = after(
        &document,
        &[remove(Principal::Group("g".into())), remove(Principal::User("u".into()))],
    );
    assert_eq!(empty.policies.processes.section(), None);
    assert!(empty.findings().is_empty());
}

#[test]
fn the_shipped_catalogue_reads_without_findings() {
    let reading = crate::format::Reading::new();
    let json = crate::format::parse(include_bytes!("catalogue/one-1.json")).unwrap();
    let policy = <Policy as crate::format::Codec>::read(&reading.root(), &json).unwrap();
    assert_eq!(reading.into_findings().into_list(), []);
    assert_eq!(policy.catalogue.headings().len(), 15);
    assert_eq!(policy.catalogue.items().count(), 24);
    assert_eq!(policy.needs.len(), 5);
}

/// What differs after these commands, in words.
#[track_caller]
fn changed(before: &Document, commands: &[Command]) -> Vec<String> {
    let found = crate::document::changes(before, &after(before, commands));
    found.into_iter().map(|change| change.words).collect()
}

#[test]
fn cells_that_differ_are_named_with_both_levels() {
    let before = after(&shipped(), &[assign("b-bases", Read), assign("b-core-data", ReadWrite)]);
    assert_eq!(
        changed(
            &before,
            &[
                assign("b-core-data", Deny),
                assign("b-bases", ReadWriteDelete),
                assign_to("h", "b-exclusions", Read),
                secure("b-sen-memos", ReadWrite),
                edit(Edit::SystemAdmin("u".into(), true)),
            ]
        ),
        [
            "Group: Bases, Read → Read-Write-Delete",
            "Group: Core Data, Read-Write → Deny",
            "Group: All Secured Data of SEN Memos, Deny → Read-Write",
            "Other: Exclusions, Deny → Read",
            "User: now System Admin",
        ]
    );
    let back = [assign("b-bases", Deny), assign("b-bases", Read)];
    assert_eq!(changed(&before, &back), [] as [&str; 0], "there and back is no change");
    let admin = after(&before, &[edit(Edit::SystemAdmin("u".into(), true))]);
    let removal = [edit(Edit::SystemAdmin("u".into(), false))];
    assert_eq!(changed(&admin, &removal), ["User: no longer System Admin"]);
}

#[test]
fn changes_of_the_catalogue_are_named() {
    let mains =
        vec![main_of("m", &[("a", &[]), ("b", &[]), ("c", &[])]), main_of("n", &[("d", &[])])];
    let before = after(&document(mains), &[assign("b", Read), assign("d", Read)]);
    let need = |process: &str, needs: &str, at_least| Need {
        process: process.into(),
        needs: needs.into(),
        at_least,
        inferred: false,
        extra: Extra::new(),
    };
    let edits = [
        Edit::AddMain(main_of("o", &[("e", &[])]), 9),
        Edit::RenameMain("m".into(), "Main".to_owned()),
        Edit::AddProcess("m".into(), Process::new("f", "New"), 0),
        Edit::RenameProcess("a".into(), "First".to_owned()),
        Edit::Restrict("a".into(), Offered::of([Read])),
        Edit::SecureProcess("a".into(), true),
        Edit::MoveProcess("c".into(), "m".into(), 0),
        Edit::RemoveProcess("b".into()),
        Edit::AddNeed(need("a", "c", ReadWrite)),
    ];
    let once = after(&before, &edits.map(edit));
    let words = |before: &Document, after: &Document| -> Vec<String> {
        let found = crate::document::changes(before, after);
        found.into_iter().map(|change| change.words).collect()
    };
    assert_eq!(
        words(&before, &once),
        [
            "m: renamed to Main",
            "o: added as a main process",
            "b: removed from m",
            "c: moved within Main",
            "New: added to Main",
            "a: renamed to First",
            "First: offers Read, Read-Write, Read-Write-Delete → Read",
            "First: now under field level security",
            "e: added to o",
            "First: needs c, at least Read-Write",
        ],
        "the cell of the removed process goes without saying"
    );
    let edits = [
        Edit::MoveMain("o".into(), 0),
        Edit::RemoveMain("n".into()),
        Edit::MoveProcess("e".into(), "m".into(), 0),
        Edit::SecureProcess("a".into(), false),
        Edit::AddNeed(need("a", "c", Read)),
    ];
    let twice = after(&once, &edits.map(edit));
    assert_eq!(
        words(&once, &twice),
        [
            "n: removed from the processes",
            "o: moved among the main processes",
            "e: moved from o to Main",
            "First: no longer under field level security",
            "First: needs c, at least Read-Write → Read",
        ]
    );
    let last = after(&twice, &[edit(Edit::RemoveNeed("a".into(), "c".into()))]);
    assert_eq!(words(&twice, &last), ["First: no longer needs c"]);
}

#[test]
fn places_of_the_policy_have_a_screen() {
    let document = after(&shipped(), &[secure("b-sen-memos", Read)]);
    let place = |part: &str, keys: &[&str]| {
        let keys: Vec<String> = keys.iter().map(|key| (*key).to_owned()).collect();
        document.policies.processes.place(part, &keys)
    };
    let texts = |texts: &[&str]| texts.iter().map(|text| (*text).to_owned()).collect::<Vec<_>>();
    let level = Place::Overview("b-bases".to_owned(), "g".to_owned());
    assert_eq!(place("levels", &["g", "b-bases"]), Some(level));
    let steps = texts(&["g", "m-sen", "b-sen-memos", "Read"]);
    assert_eq!(place("secured", &["g", "b-sen-memos"]), Some(Place::Editor(steps)));
    let (key, steps) = ("b-bases".to_owned(), texts(&["m-bases", "b-bases"]));
    assert_eq!(place("catalogue", &["b-bases"]), Some(Place::Target { key, steps }));
    assert_eq!(place("systemAdmins", &["u"]), Some(Place::Editor(Vec::new())));
    assert_eq!(place("catalogue", &["m-bases"]), None, "a heading is no target");
    assert_eq!(place("no such part", &["g"]), None);
}

#[test]
fn the_cells_of_a_removed_group_go_without_saying() {
    let before =
        after(&shipped(), &[assign("b-bases", Read), edit(Edit::SystemAdmin("u".into(), true))]);
    let remove = |who| Command::Directory(crate::directory::DirectoryEdit::Remove(who));
    let group = remove(Principal::Group("g".into()));
    assert_eq!(changed(&before, &[group]), ["Removed group: Group"]);
    let user = remove(Principal::User("u".into()));
    assert_eq!(changed(&before, &[user]), ["Removed person: User"]);
}

/// A policy, and what is staged over it: some levels of group `g-0`.
fn staged() -> impl Strategy<Value = (Policy, Vec<(usize, Level)>)> {
    (oracle::policies(), vec((0_usize..9, oracle::levels()), 0..6))
}

fn random_history(policy: Policy, staged: &[(usize, Level)]) -> History {
    let mut document = shipped();
    document.directory.groups = Table::new([Group::new("g-0", "Group")]);
    document.policies.processes = policy.into();
    let mut history = History::new(document);
    for (process, level) in staged {
        // Refused where there is no such process.
        history.run(&assign_to("g-0", &format!("b-{process}"), *level)).ok();
    }
    history
}

fn level_of(document: &Document, process: &ProcessId) -> Level {
    document.policies.processes.level(&"g-0".into(), process)
}

/// The least that a prerequisite may have; none where it offers nothing.
fn minimum_of(policy: &Policy, need: &Need) -> Option<Level> {
    let offered = policy.catalogue.item(&need.needs)?.offered;
    let mut above = [Read, ReadWrite, ReadWriteDelete].into_iter().filter(|it| offered.has(*it));
    let enough = above.clone().find(|level| *level >= need.at_least);
    enough.or(above.next_back())
}

/// Whether a prerequisite had in the saved document what its dependent needs.
fn was_met(saved: &Document, policy: &Policy, need: &Need) -> bool {
    minimum_of(policy, need).is_some_and(|minimum| level_of(saved, &need.needs) >= minimum)
}

/// What *Yes* comes to, found by trying: of all levels up to those before for what is denied, the least
/// that leave everything valid that was.
fn settled_by_trying(history: &History) -> Vec<(ProcessId, Level)> {
    let (saved, draft) = (history.saved(), history.draft());
    let policy = &draft.policies.processes;
    let denied: Vec<ProcessId> = policy
        .catalogue
        .items()
        .map(|process| process.id.clone())
        .filter(|id| policy.stored(&"g-0".into(), id) == Deny && level_of(saved, id) > Deny)
        .collect();
    let mut best: Option<Vec<Level>> = None;
    let mut tried = vec![Deny; denied.len()];
    loop {
        let now = |id: &ProcessId| match denied.iter().position(|other| other == id) {
            Some(at) => tried[at],
            None => level_of(draft, id),
        };
        let valid = policy.needs.iter().all(|need| {
            let asked = denied.contains(&need.needs) && was_met(saved, policy, need);
            !asked
                || now(&need.process) == Deny
                || Some(now(&need.needs)) >= minimum_of(policy, need)
        });
        let within = denied.iter().zip(&tried).all(|(id, level)| *level <= level_of(saved, id));
        let less = |best: &Vec<Level>| tried.iter().zip(best).all(|(one, other)| one <= other);
        if valid && within && best.as_ref().is_none_or(less) {
            best = Some(tried.clone());
        }
        // The next combination.
        let Some(at) = tried.iter().position(|level| *level < ReadWriteDelete) else { break };
        tried[..at].fill(Deny);
        tried[at] = Level::ALL[tried[at] as usize + 1];
    }
    let best = best.expect("what was before is valid");
    denied.into_iter().zip(best).filter(|(_, level)| *level > Deny).collect()
}

/// The pairs whose prerequisite this save denies while something above Deny needs it, that were valid
/// before.
fn invalid_pairs(saved: &Document, next: &Document) -> Vec<Need> {
    let policy = &next.policies.processes;
    let lowered = |process: &ProcessId| {
        level_of(next, process) == Deny
            && policy.stored(&"g-0".into(), process) == Deny
            && level_of(saved, process) > Deny
    };
    let broken = |need: &&Need| {
        level_of(next, &need.process) > Deny && lowered(&need.needs) && was_met(saved, policy, need)
    };
    policy.needs.iter().filter(broken).cloned().collect()
}

proptest! {
    #[test]
    fn no_save_leaves_a_pair_invalid_through_its_own_denial((policy, staged) in staged()) {
        let mut history = random_history(policy, &staged);
        let before = history.saved().clone();
        history.save_settled().unwrap();
        prop_assert_eq!(invalid_pairs(&before, history.saved()), vec![]);
    }

    #[test]
    fn a_dialog_comes_exactly_when_a_pair_is_invalid((policy, staged) in staged()) {
        let history = random_history(policy, &staged);
        let invalid = invalid_pairs(history.saved(), history.draft());
        prop_assert_eq!(history.conflicts().is_empty(), invalid.is_empty());
    }

    #[test]
    fn saving_twice_changes_nothing((policy, staged) in staged()) {
        let mut history = random_history(policy, &staged);
        history.save_settled().unwrap();
        let once = history.saved().clone();
        history.save().unwrap();
        prop_assert!(history.saved().same(&once));
        history.save_settled().unwrap();
        prop_assert!(history.saved().same(&once));
    }

    #[test]
    fn nothing_is_raised_that_need_not_be((policy, staged) in staged()) {
        let history = random_history(policy, &staged);
        let mut settled = history.clone();
        settled.save_settled().unwrap();
        for conflict in history.conflicts() {
            for raised in conflict.settle {
                let PolicyEdit::Processes(Edit::Assign(_, process, level)) = raised else {
                    panic!("{raised:?}");
                };
                prop_assert!(level > Deny);
                let back = assign_to("g-0", process.as_str(), Deny);
                let without = settled.saved().apply(&back).unwrap();
                prop_assert_ne!(invalid_pairs(history.saved(), &without), vec![]);
            }
        }
        // What was not asked for and not raised is as it was; what was asked for and is not
        // raised is as asked.
        for process in history.draft().policies.processes.catalogue.items() {
            let now = level_of(settled.saved(), &process.id);
            let asked = level_of(history.draft(), &process.id);
            prop_assert!(now == asked || asked == Deny && now > Deny);
        }
    }

    #[test]
    fn the_order_of_interdependencies_does_not_matter((mut policy, staged) in staged()) {
        let forwards = random_history(policy.clone(), &staged).conflicts();
        policy.needs.edit().reverse();
        let backwards = random_history(policy, &staged).conflicts();
        let raised = |conflicts: &[Conflict<PolicyEdit>]| -> Vec<String> {
            let edits = conflicts.iter().flat_map(|conflict| &conflict.settle);
            edits.map(|edit| match edit {
                PolicyEdit::Processes(Edit::Assign(_, process, level)) => {
                    format!("{process} {}", level.name())
                }
                other => format!("{other:?}"),
            }).collect()
        };
        prop_assert_eq!(raised(&forwards), raised(&backwards));
    }

    #[test]
    fn what_yes_raises_is_the_least_in_any_order(
        (mut policy, staged) in staged(),
        order in vec(any::<u16>(), 6),
    ) {
        let expected = settled_by_trying(&random_history(policy.clone(), &staged));
        let mut needs: Vec<(u16, Need)> = order.into_iter().zip(policy.needs.iter().cloned()).collect();
        needs.sort_by_key(|(place, _)| *place);
        *policy.needs.edit() = needs.into_iter().map(|(_, need)| need).collect();
        let history = random_history(policy, &staged);
        let raised = history.conflicts().into_iter().flat_map(|conflict| conflict.settle);
        let mut raised: Vec<(ProcessId, Level)> = raised.map(|edit| match edit {
            PolicyEdit::Processes(Edit::Assign(_, process, level)) => (process, level),
            other => panic!("{other:?}"),
        }).collect();
        let place = |id: &ProcessId| {
            history.draft().policies.processes.catalogue.items().position(|it| it.id == *id)
        };
        raised.sort_by_key(|(id, _)| place(id));
        prop_assert_eq!(&raised, &expected);
        for (id, level) in &raised {
            prop_assert!(*level <= level_of(history.saved(), id), "never above what it was");
        }
    }

    #[test]
    fn sums_in_slices_are_those_of_the_whole((policy, staged) in staged(), slice in 1_usize..4) {
        let history = random_history(policy, &staged);
        let snapshot = |document: &Document| Shared::new(Snapshot::new(document, None));
        let (before, after) = (snapshot(history.saved()), snapshot(history.draft()));
        let circumstances = Circumstances::default();
        let whole = Sums::of(&crate::query::diff(&before, &after, &circumstances));
        let mut counting = Counting::new(before, after, circumstances);
        let sums = (0..99).find_map(|_| counting.step(slice));
        prop_assert_eq!(sums, Some(whole));
    }

    #[test]
    fn undo_of_do_is_identity((policy, staged) in staged()) {
        let mut history = random_history(policy, &staged);
        let end = history.draft().clone();
        let start = history.saved().clone();
        let mut steps = 0;
        while history.undo().is_some() { steps += 1; }
        prop_assert!(history.draft().same(&start));
        for _ in 0..steps { history.redo(); }
        prop_assert!(history.draft().same(&end));
    }

    #[test]
    fn a_diff_is_empty_for_equals_and_turns_around((policy, staged) in staged()) {
        let history = random_history(policy, &staged);
        let (a, b) = (Snapshot::new(history.saved(), None), Snapshot::new(history.draft(), None));
        let circumstances = Circumstances::default();
        prop_assert!(crate::query::diff(&a, &a, &circumstances).is_empty());
        let there = crate::query::diff(&a, &b, &circumstances);
        let back = crate::query::diff(&b, &a, &circumstances);
        prop_assert_eq!(there.len(), back.len());
        for (there, back) in there.iter().zip(&back) {
            for (there, back) in there.cells.iter().zip(&back.cells) {
                prop_assert_eq!(&there.before, &back.after);
                prop_assert_eq!(there.gains(), back.loses());
            }
        }
    }
}

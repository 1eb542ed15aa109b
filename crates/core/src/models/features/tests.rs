//! The golden cases, and what must hold of every policy.

use proptest::prelude::*;
use proptest::sample::select;

use super::oracle::{entries, resolve, values};
use super::policy::{Entry, Feature, FeatureId, Kind, Policy, Visibility};
use super::{Edit, Features, Shown};
use crate::diff::PolicyDiff;
use crate::directory::{
    Circumstances, Directory, DirectoryEdit, Group, GroupId, Principal, Table, User, UserId,
};
use crate::document::{Command, Document};
use crate::model::{Answers, Ask, Changes, Diff, Index as _, ModelSnapshot};
use crate::models::PolicyEdit;
use crate::models::conformance::{ModelUnderTest, verdict};
use crate::query::Snapshot;
use crate::verdict::plain;

use Visibility::{Hidden, ReadOnly, Visible};

/// A user `u` in the groups `a` and `b`, another `v` in none; a tab `tab`, a centre `centre`, and
/// the shipped modules and commands.
fn document() -> Document {
    let mut u = User::new("u", "Ursula");
    u.groups = vec!["a".into(), "b".into()];
    let mut document = Document {
        directory: Directory {
            users: Table::new([u, User::new("v", "Victor")]),
            groups: Table::new([Group::new("a", "Group A"), Group::new("b", "Group B")]),
            ..Directory::default()
        },
        ..Document::default()
    };
    for (id, kind) in [("tab", Kind::Tabs), ("centre", Kind::Centres)] {
        document = run(&document, Edit::Add(Feature::new(id, id, kind)));
    }
    document
}

fn run(document: &Document, edit: Edit) -> Document {
    document.apply(&Command::Policy(PolicyEdit::Features(edit))).unwrap()
}

fn refused(document: &Document, edit: Edit) -> String {
    document.apply(&Command::Policy(PolicyEdit::Features(edit))).unwrap_err().0
}

fn put(who: &str, feature: &str, entry: Entry) -> Edit {
    Edit::Put(who.into(), feature.into(), entry)
}

/// `V`, `R` and `H` are set; with a dot before them they are not.
fn entry(text: &str) -> Entry {
    let value = match text.trim_start_matches('·') {
        "V" => Visible,
        "R" => ReadOnly,
        _ => Hidden,
    };
    if text.starts_with('·') { Entry::unset(value) } else { Entry::set(value) }
}

fn model(snapshot: &Snapshot) -> ModelSnapshot<'_, Features> {
    let Document { policies, directory, as_of, .. } = snapshot.document();
    snapshot.indexes().features(policies, directory, snapshot.roster(), *as_of)
}

fn shown(document: &Document, user: &str, feature: &str) -> &'static str {
    shown_with(document, user, feature, None)
}

fn shown_with(
    document: &Document,
    user: &str,
    feature: &str,
    licences: Option<Vec<String>>,
) -> &'static str {
    let circumstances = Circumstances { licences, ..Circumstances::default() };
    let snapshot = Snapshot::new(document, None);
    let model = model(&snapshot);
    let members = snapshot.roster().of(&UserId::new(user)).unwrap();
    let feature = FeatureId::new(feature);
    let found = model.index.decide(members, &circumstances, &feature);
    let user = document.directory.users.find(user).unwrap();
    let (directory, policy) = (&document.directory, &document.policies.features);
    let slow = Features::oracle(directory, policy, user, &circumstances, &feature);
    assert_eq!(found, slow);
    let at = policy.features().position(|it| it.id == feature).unwrap();
    let row = model.index.row(members, &circumstances);
    assert_eq!(row.get(at), Some(&found), "in a row of decisions");
    found.name()
}

/// A row of the documentation's table: the user, group A, group B, the default, what comes out.
#[track_caller]
fn row(user: &str, a: &str, b: &str, default: &str, expected: &str) {
    let mut found = run(&document(), Edit::SetDefault("tab".into(), entry(default).value));
    for (who, text) in [("u", user), ("a", a), ("b", b)] {
        found = run(&found, put(who, "tab", entry(text)));
    }
    let expected = Shown::from(entry(expected).value).name();
    assert_eq!(shown(&found, "u", "tab"), expected, "{user} {a} {b} {default}");
}

#[test]
fn m1_to_m9_the_table_of_the_documentation() {
    // R1, R2, R4
    row("·V", "·V", "·V", "H", "H");
    row("V", "·V", "·V", "H", "V");
    row("·V", "V", "·V", "H", "V");
    row("·H", "·H", "·H", "V", "V");
    row("H", "·H", "·H", "V", "H");
    row("·H", "V", "·H", "H", "V");
    row("H", "V", "·H", "H", "H");
    row("V", "V", "H", "V", "H");
    row("H", "V", "V", "V", "H");
}

#[test]
fn m10_to_m12_groups_disagree_and_read_only_stands_between() {
    row("·V", "V", "H", "V", "H");
    // R3
    row("R", "V", "·V", "V", "R");
    row("R", "H", "·V", "V", "H");
    row("V", "R", "·V", "V", "R");
    row("·V", "·V", "·V", "R", "R");
}

#[test]
fn m13_a_group_has_no_say_in_a_centre() {
    // R5
    let with = |user: &str, a: &str| {
        let found = run(&document(), put("u", "centre", entry(user)));
        let found = run(&found, put("a", "centre", entry(a)));
        (shown(&found, "u", "centre"), found)
    };
    assert_eq!(with("·V", "H").0, "Visible");
    assert_eq!(with("V", "H").0, "Visible");
    assert_eq!(with("H", "V").0, "Hidden");
    let findings = with("·V", "H").1.findings();
    assert_eq!(findings.iter().map(|it| it.code).collect::<Vec<_>>(), ["no-effect"]);
    assert_eq!(with("·V", "·H").1.findings(), []);
}

fn install(document: &Document, licences: &[&str]) -> Document {
    let licences = licences.iter().map(|name| (*name).to_owned()).collect();
    document.apply(&Command::Directory(DirectoryEdit::SetLicences(licences))).unwrap()
}

#[test]
fn m14_a_missing_licence_and_its_return() {
    // R6
    let set = run(&document(), put("u", "f-vacancy", Entry::set(Visible)));
    assert_eq!(shown(&set, "u", "f-vacancy"), "Unavailable");
    let there = install(&set, &["Vacancy"]);
    assert_eq!(shown(&there, "u", "f-vacancy"), "Visible");
    assert_eq!(shown(&install(&there, &[]), "u", "f-vacancy"), "Unavailable");
    // Assumed instead of the installation's.
    assert_eq!(shown_with(&there, "u", "f-vacancy", Some(Vec::new())), "Unavailable");
    let assumed = Some(vec!["Vacancy".to_owned()]);
    assert_eq!(shown_with(&set, "u", "f-vacancy", assumed), "Visible");
    let reason = verdict::<Features>(&set, "u", "f-vacancy").because;
    assert_eq!(reason.rule, "R6");
    assert_eq!(
        plain(&reason, &set),
        "Vacancy needs the licence Vacancy, which is not installed. With it: Visible."
    );
}

#[test]
fn m15_and_m16_a_group_based_on_another() {
    // R10
    let mut before = run(&document(), put("a", "tab", Entry::set(Hidden)));
    before = run(&before, put("a", "centre", Entry::unset(Hidden)));
    let new = DirectoryEdit::AddGroup(Group::new("n", "New"));
    let before = before.apply(&Command::Directory(new)).unwrap();
    let copy = Edit::CopyEntries("a".into(), "n".into());
    let after = run(&before, copy.clone());
    let policy = &after.policies.features;
    assert_eq!(policy.entry("n", &"tab".into()), Entry::set(Hidden));
    assert_eq!(policy.entry("n", &"centre".into()), Entry::unset(Hidden));
    let members = after.directory.users.iter().filter(|it| it.groups.contains(&"n".into()));
    assert_eq!(members.count(), 0);
    assert!(after.same(&run(&after, copy)), "again changes nothing");
    let nothing = run(&after, Edit::CopyEntries("b".into(), "n".into()));
    assert_eq!(nothing.policies.features.entry("n", &"tab".into()), Entry::unset(Visible));

    let later = run(&after, put("a", "tab", Entry::set(Visible)));
    assert_eq!(later.policies.features.entry("n", &"tab".into()), Entry::set(Hidden));
    let other = run(&later, put("n", "tab", Entry::unset(Visible)));
    assert_eq!(other.policies.features.entry("a", &"tab".into()), Entry::set(Visible));
}

/// `u1` shows Visible without the tick, `u2` is set to Hidden, `u3` is in a group that is.
fn people() -> Document {
    let mut u3 = User::new("u3", "Three");
    u3.groups = vec!["a".into()];
    let mut document = document();
    document.directory.users = Table::new([User::new("u1", "One"), User::new("u2", "Two"), u3]);
    document = run(&document, Edit::SetDefault("tab".into(), Hidden));
    document = run(&document, put("u1", "tab", Entry::unset(Visible)));
    document = run(&document, put("u2", "tab", Entry::set(Hidden)));
    run(&document, put("a", "tab", Entry::set(Hidden)))
}

#[test]
fn m17_to_m20_set_all() {
    // R11
    let everybody = |document: &Document| ["u1", "u2", "u3"].map(|id| shown(document, id, "tab"));
    let locked = run(&people(), Edit::SetAll("tab".into(), ReadOnly));
    let entries = ["u1", "u2", "u3"].map(|id| locked.policies.features.entry(id, &"tab".into()));
    assert_eq!(entries, [Entry::set(ReadOnly); 3]);
    assert_eq!(locked.policies.features.entry("a", &"tab".into()), Entry::set(Hidden));
    assert_eq!(everybody(&locked), ["Read only", "Read only", "Hidden"]);

    let open = run(&locked, Edit::SetAll("tab".into(), Visible));
    assert_eq!(everybody(&open), ["Visible", "Visible", "Hidden"]);
    assert!(open.same(&run(&open, Edit::SetAll("tab".into(), Visible))));

    let unset = run(&open, put("u1", "tab", Entry::unset(Visible)));
    assert_eq!(everybody(&unset), ["Hidden", "Visible", "Hidden"]);

    let late = DirectoryEdit::AddUser(User::new("u4", "Four"));
    let late = open.apply(&Command::Directory(late)).unwrap();
    assert_eq!(late.policies.features.entry("u4", &"tab".into()), Entry::unset(Hidden));
}

#[test]
fn the_shipped_list() {
    // R7
    let shipped = Policy::shipped();
    assert_eq!(shipped.of_kind(Kind::Modules).count(), 10);
    assert_eq!(shipped.of_kind(Kind::Commands).count(), 127);
    let mut categories: Vec<&str> =
        shipped.of_kind(Kind::Commands).map(|feature| feature.category.as_str()).collect();
    categories.dedup();
    assert_eq!(categories.len(), 30);
    assert!(shipped.features().all(|feature| !feature.description.is_empty()));
    for (id, licence) in [
        ("f-core-module", "Core"),
        ("f-report-mailmerges", "Report Generator"),
        ("f-view-user-pipeline", "Sales Pipeline"),
        ("f-add-merge", "Contact Management"),
        ("f-suspend-activities", "ILR Management"),
        ("f-contracts", "Profiling Module"),
        ("f-move-trainee", "Core"),
    ] {
        let feature = shipped.feature(&id.into()).unwrap();
        assert_eq!(shipped.licence(feature), licence, "{id}");
        assert_eq!(shipped.default(feature), Visible, "R9");
    }
    for feature in shipped.features() {
        assert!(
            shipped
                .of_kind(Kind::Modules)
                .any(|it| shipped.licence(it) == shipped.licence(feature))
        );
    }
}

#[test]
fn a_licence_of_this_installation_replaces_the_lists() {
    // R7
    let other = run(&document(), Edit::SetLicence("tab".into(), Some("Vacancy".into())));
    assert_eq!(shown(&other, "u", "tab"), "Unavailable");
    assert_eq!(shown(&install(&other, &["Vacancy"]), "u", "tab"), "Visible");
    let core = run(&document(), Edit::SetLicence("f-vacancy".into(), Some("Core".into())));
    assert_eq!(shown(&core, "u", "f-vacancy"), "Visible");
    let back = run(&core, Edit::SetLicence("f-vacancy".into(), Some("Vacancy".into())));
    assert!(back.policies.features.licences.is_empty(), "what the list says leaves no trace");
}

#[test]
fn read_only_is_for_tabs_and_controls() {
    // R8
    let why = refused(&document(), put("u", "f-vacancy", Entry::set(ReadOnly)));
    assert_eq!(why, "Modules are never Read only");
    let text = r#"{"format": "whocan", "version": 1,
        "directory": {"users": [{"id": "u", "name": "Ursula"}]},
        "models": {"features": {"entries": {"u": {"f-edit-config": "Read only"}}}}}"#;
    let (read, findings) = crate::document::read(text.as_bytes()).unwrap();
    assert_eq!(findings.iter().map(|it| it.code).collect::<Vec<_>>(), ["not-for-kind"]);
    assert_eq!(shown(&read, "u", "f-edit-config"), "Hidden");
    let steps = verdict::<Features>(&read, "u", "f-edit-config").because;
    assert!(steps.all().iter().any(|step| step.rule == "R8"));
}

#[test]
fn what_is_not_set_shows_the_default() {
    // R9
    let before = run(&document(), put("u", "tab", Entry::unset(Hidden)));
    let tab = FeatureId::new("tab");
    assert_eq!(before.policies.features.entry("u", &tab), Entry::unset(Hidden));
    let after = run(&before, Edit::SetDefault(tab.clone(), Hidden));
    assert!(after.policies.features.entries.is_empty(), "an entry that says nothing is not kept");
    let back = run(&after, Edit::SetDefault(tab.clone(), Visible));
    assert_eq!(back.policies.features.entry("u", &tab), Entry::unset(Visible));
}

/// What is asked of the editor, of a document.
fn may_edit(document: &Document, user: &str) -> String {
    let mut ask = Ask::default();
    ask.circumstances.acting_as = Some(user.into());
    ask.about.push("may", "edit permissions");
    let snapshot = Snapshot::new(document, None);
    let answer = Features::answer(model(&snapshot), &ask).unwrap();
    assert_eq!(answer.because.unwrap().outcome, answer.outcome);
    answer.outcome.into_owned()
}

#[test]
fn the_editor_is_open_to_whoever_is_shown_its_command() {
    // R13
    let before = document();
    assert_eq!(may_edit(&before, "u"), "yes");
    let closed = run(&before, put("b", "f-manipulate-permissions", Entry::set(Hidden)));
    assert_eq!([may_edit(&closed, "u"), may_edit(&closed, "v")], ["no", "yes"]);
    let gone = run(&closed, Edit::Remove("f-manipulate-permissions".into()));
    assert_eq!(may_edit(&gone, "u"), "yes");
}

#[test]
fn a_command_of_a_module_that_is_hidden_is_hard_to_reach() {
    // R14
    let all = install(&document(), &["Vacancy"]);
    let hidden = run(&all, put("a", "f-vacancy", Entry::set(Hidden)));
    let found = verdict::<Features>(&hidden, "u", "f-add-new-vacancy");
    assert_eq!(found.decision, Shown::Visible, "it decides nothing");
    let last = found.because.steps.last().unwrap();
    assert_eq!(last.rule, "R14");
    assert_eq!(
        plain(last, &hidden),
        "The module Vacancy is Hidden here, so this command is hard to reach. That is not enforced."
    );
    let hints = |document: &Document, user: &str, feature: &str| {
        let because = verdict::<Features>(document, user, feature).because;
        because.all().iter().any(|step| step.rule == "R14")
    };
    assert!(!hints(&hidden, "v", "f-add-new-vacancy"));
    let licensed = run(&hidden, Edit::SetLicence("tab".into(), Some("Vacancy".to_owned())));
    assert!(!hints(&licensed, "u", "tab"), "a tab is not reached through a module");
}

/// The sentences of an explanation, in reading order.
fn sentences(document: &Document, user: &str, feature: &str) -> Vec<String> {
    let because = verdict::<Features>(document, user, feature).because;
    because.all().into_iter().map(|step| plain(step, document)).collect()
}

#[test]
fn reasons_say_who_decides_what_the_others_say_and_what_would_change_it() {
    let mut found = document();
    for (who, text) in [("u", "V"), ("a", "H"), ("b", "·H")] {
        found = run(&found, put(who, "tab", entry(text)));
    }
    assert_eq!(
        sentences(&found, "u", "tab"),
        [
            "Group A has tab set to Hidden, the most restrictive entry.",
            "Group A is set to Hidden.",
            "Ursula is set to Visible, which is less restrictive.",
            "Without Group A's entry: Visible.",
            "Group B shows Hidden, but Is Set is not ticked.",
        ]
    );
    let both = run(&found, put("b", "tab", Entry::set(Hidden)));
    assert_eq!(sentences(&both, "u", "tab").last().unwrap(), "Without these 2: Visible.");
    let same = run(&document(), put("u", "tab", Entry::set(Visible)));
    assert_eq!(
        sentences(&same, "u", "tab"),
        [
            "Only Ursula has tab set: Visible.",
            "Ursula is set to Visible.",
            "Without Is Set the default says the same. One entry set to Hidden would change it.",
        ]
    );
    assert_eq!(
        sentences(&document(), "v", "tab"),
        [
            "Nothing is set on tab for Victor, who is in no group: the default, Visible, counts. One \
         set entry is enough to take its place.",
        ]
    );
}

/// A tab with what the user and both groups are set to, and its default.
fn tab(of: &[Entry], default: Visibility) -> Document {
    let mut found = run(&document(), Edit::SetDefault("tab".into(), default));
    for (who, entry) in ["u", "a", "b"].iter().zip(of) {
        found = run(&found, put(who, "tab", *entry));
    }
    found
}

/// The name of what comes out, as a value.
fn value(document: &Document) -> Visibility {
    Visibility::parse(shown(document, "u", "tab")).unwrap()
}

#[test]
fn an_edit_of_one_group_compiles_one_row() {
    let mut before = tab(&[Entry::set(Visible); 3], Hidden);
    for at in 0..20 {
        let id = format!("g{at}");
        let new = DirectoryEdit::AddGroup(Group::new(&id, &id));
        before = before.apply(&Command::Directory(new)).unwrap();
        before = run(&before, put(&id, "tab", Entry::set(Hidden)));
    }
    let one = Snapshot::new(&before, None);
    let after = run(&before, put("g7", "tab", Entry::set(ReadOnly)));
    let two = Snapshot::new(&after, Some(&one));
    assert_eq!(model(&two).index.rows_shared_with(model(&one).index), 21);
    let other = run(&after, Edit::SetDefault("tab".into(), Visible));
    let three = Snapshot::new(&other, Some(&two));
    assert_eq!(model(&three).index.rows_shared_with(model(&two).index), 22);
}

#[test]
fn a_restart_is_due_while_what_runs_differs_from_what_is_stored() {
    // R12
    let running = tab(&[Entry::set(Visible)], Visible);
    let stored = run(&running, put("u", "tab", Entry::set(Hidden)));
    assert_eq!(running.policies.restarts(&stored.policies), Some("Maytas"));
    assert_eq!(stored.policies.restarts(&stored.policies), None);
    let due = |stored: &Document| {
        let (was, is) = (&running.policies.features, &stored.policies.features);
        let mut found = Changes::up_to(usize::MAX);
        Policy::changes(&mut PolicyDiff {
            saved: was,
            draft: is,
            saved_directory: &running.directory,
            directory: &stored.directory,
            found: &mut found,
        });
        found.into_lines().into_iter().map(|change| change.words).collect::<Vec<_>>()
    };
    assert_eq!(due(&stored), ["Ursula: tab, Visible → Hidden"]);
    let back = run(&stored, put("u", "tab", Entry::set(Visible)));
    assert_eq!(due(&back), [] as [String; 0], "set back before the restart nothing is due");
}

#[test]
fn refusals() {
    let before = document();
    let why = |edit| refused(&before, edit);
    assert_eq!(why(put("x", "tab", Entry::set(Hidden))), "there is no user or group `x`");
    assert_eq!(why(put("u", "x", Entry::set(Hidden))), "there is no feature `x`");
    assert_eq!(why(Edit::Rename("tab".into(), " ".into())), "a name cannot be blank");
    let blank = Edit::SetLicence("tab".into(), Some(" ".into()));
    assert_eq!(why(blank), "a licence cannot be blank");
    let taken = |id: &str| format!("the id `{id}` is taken");
    assert_eq!(why(Edit::Add(Feature::new("u", "U", Kind::Tabs))), taken("u"));
    assert_eq!(why(Edit::Add(Feature::new("tab", "Tab", Kind::Modules))), taken("tab"));
    let copy = Edit::CopyEntries("a".into(), "x".into());
    assert_eq!(why(copy), "there is no group `x`");
}

#[test]
fn who_leaves_takes_their_entries_along() {
    let before = tab(&[Entry::set(Hidden); 3], Visible);
    let gone = DirectoryEdit::Remove(Principal::Group(GroupId::new("a")));
    let after = before.apply(&Command::Directory(gone)).unwrap();
    assert_eq!(after.policies.features.entries.len(), 2);
    let removed = run(&after, Edit::Remove("tab".into()));
    assert!(removed.policies.features.entries.is_empty());
    assert_eq!(removed.findings(), []);
}

/// Three entries and a default.
fn settings() -> impl Strategy<Value = ([Entry; 3], Visibility)> {
    ([entries(), entries(), entries()], values())
}

proptest! {
    /// R2: once anything is set, setting something more never shows more.
    #[test]
    fn a_further_set_entry_never_widens((of, default) in settings(), more in values()) {
        prop_assume!(of[..2].iter().any(|entry| entry.counting().is_some()));
        let before = tab(&[of[0], of[1], Entry::unset(of[2].value)], default);
        let after = run(&before, put("b", "tab", Entry::set(more)));
        prop_assert!(value(&after) >= value(&before));
    }

    /// R2: who says it, and in which order, is all the same.
    #[test]
    fn order_never_matters(
        (of, default) in settings(),
        places in select(vec![[0, 2, 1], [1, 0, 2], [1, 2, 0], [2, 0, 1], [2, 1, 0]]),
    ) {
        let other = places.map(|at| of[at]);
        prop_assert_eq!(value(&tab(&of, default)), value(&tab(&other, default)));
        let set: Vec<Visibility> = of.iter().filter_map(|entry| entry.counting()).collect();
        prop_assert_eq!(value(&tab(&of, default)), resolve(&set, default));
    }

    /// R1: whatever an unset entry shows, it counts for nothing.
    #[test]
    fn an_unset_entry_never_counts((of, default) in settings(), shows in values()) {
        let before = tab(&[of[0], of[1], Entry::unset(default)], default);
        let after = tab(&[of[0], of[1], Entry::unset(shows)], default);
        prop_assert_eq!(value(&before), value(&after));
    }

    /// What the explanation says would come out does, once that is done.
    #[test]
    fn the_nearest_change_flips_it((of, default) in settings()) {
        let before = tab(&of, default);
        let because = verdict::<Features>(&before, "u", "tab").because;
        let now = Visibility::parse(&because.outcome).unwrap();
        let Some(change) = because.steps.iter().find(|step| step.says.starts_with("Without ")) else {
            prop_assert_eq!(because.rule, "R4", "only what is not set has none");
            return Ok(());
        };
        let then = Visibility::parse(&change.outcome).unwrap();
        prop_assert_ne!(now, then);
        let deciding = ["u", "a", "b"].into_iter().zip(of);
        let deciding = deciding.filter(|(_, entry)| entry.counting() == Some(now));
        let mut after = before.clone();
        for (who, _) in deciding {
            let entry = match change.says.starts_with("Without Is Set") {
                true => Entry::set(then),
                false => Entry::unset(now),
            };
            after = run(&after, put(who, "tab", entry));
        }
        prop_assert_eq!(value(&after), then);
    }
}

/// The edits mend what the file says and nobody can read.
#[track_caller]
fn mended(file: &str, edits: impl IntoIterator<Item = Edit>) -> Document {
    crate::models::conformance::mended(file, edits.into_iter().map(PolicyEdit::Features))
}

#[test]
fn what_is_set_takes_the_place_of_what_cannot_be_read() {
    // R15
    let file = r#"{"format":"whocan","version":1,"directory":{"users":[{"id":"u","name":"U",
        "groups":["a"]}],"groups":[{"id":"a","name":"A"},{"id":"b","name":"B"}]},
        "models":{"features":{"catalogue":[{"id":"jobs","name":"Jobs","kind":"Modules",
        "licence":7}],"items":[{"id":"tab","name":"Tab","kind":"Tabs"}],
        "licences":{"tab":false},"defaults":{"tab":"hidden"},
        "entries":{"a":{"tab":"hidden","jobs":"No"},"b":"Hidden","u":{"jobs":{"unset":"hidden"}}}}}}"#;
    let (read, _) = crate::document::read(file.as_bytes()).unwrap();
    assert_eq!([shown(&read, "u", "jobs"), shown(&read, "u", "tab")], ["Unavailable"; 2]);
    let document = mended(
        file,
        [
            Edit::SetLicence("jobs".into(), Some("Core".to_owned())),
            Edit::SetLicence("tab".into(), None),
            Edit::SetDefault("tab".into(), Hidden),
            put("a", "tab", entry("R")),
            put("b", "jobs", entry("V")),
            put("u", "jobs", entry("·H")),
            put("a", "jobs", entry("H")),
        ],
    );
    assert_eq!(
        [shown(&document, "u", "jobs"), shown(&document, "u", "tab")],
        ["Hidden", "Read only"]
    );
}

#[test]
fn what_cannot_be_read_shows_the_least() {
    // R15
    let file = r#"{"format":"whocan","version":1,"directory":{"users":[{"id":"u","name":"U"},
        {"id":"w","name":"W","groups":7}],"groups":[{"id":"a","name":"A"}],
        "licences":["(cannot be read)"]},"models":{"features":{"catalogue":[
        {"id":"jobs","name":"Jobs","kind":"Modules","licence":7}],"items":[
        {"id":"one","name":"One","kind":"Tabs"},{"id":"two","name":"Two","kind":"Tabs"},
        {"id":"three","name":"Three","kind":"Tabs"}],"defaults":{"one":7},
        "entries":{"u":{"two":7},"a":{"three":"Hidden"}}}}}"#;
    let (document, _) = crate::document::read(file.as_bytes()).unwrap();
    let shown =
        |user: &str, feature: &str| verdict::<Features>(&document, user, feature).decision.name();
    assert_eq!(shown("u", "jobs"), "Unavailable", "no licence is called that");
    assert_eq!(shown("u", "one"), "Hidden", "the default");
    assert_eq!(shown("u", "two"), "Hidden", "the entry");
    assert_eq!(shown("u", "three"), "Visible");
    assert_eq!(shown("w", "three"), "Hidden", "who may be in any group");
    let file = file.replace(r#""defaults":{"one":7}"#, r#""defaults":7"#);
    let (document, _) = crate::document::read(file.as_bytes()).unwrap();
    let verdict = verdict::<Features>(&document, "u", "three");
    assert_eq!(verdict.decision, Shown::Hidden, "whatever its default is");
}

#[test]
fn the_editor_is_closed_where_its_command_may_be_what_cannot_be_read() {
    // R13, R15
    let editor = |catalogue: &str| {
        let file = format!(
            r#"{{"format":"whocan","version":1,"directory":{{"users":[{{"id":"u","name":"U"}}]}},
                "models":{{"features":{{"catalogue":{catalogue}}}}}}}"#
        );
        let (document, _) = crate::document::read(file.as_bytes()).unwrap();
        let snapshot = Snapshot::new(&document, None);
        let members = snapshot.roster().of(&"u".into()).unwrap();
        let (model, circumstances) = (model(&snapshot), &Circumstances::default());
        let asked = crate::model::Asked { model, members, circumstances };
        let reason = super::explain::editor(asked);
        (reason.outcome.into_owned(), snapshot.generous().is_some())
    };
    assert_eq!(editor("[]"), ("yes".to_owned(), false));
    for catalogue in ["7", "[7]", "\"maytas-4\""] {
        assert_eq!(editor(catalogue), ("no".to_owned(), true), "{catalogue}");
    }
}

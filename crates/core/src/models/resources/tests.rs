//! The golden cases with steps, and what holds whatever is set: J1 to J22 as single questions are
//! scenarios.

use proptest::prelude::*;

use super::oracle::{days, periods, sets};
use super::*;
use crate::directory::{
    Circumstances, Date, Directory, DirectoryEdit, Group, Leaning, Principal, Table, User,
};
use crate::document::{Command, Document};
use crate::format::{Json, Object};
use crate::model::{Answers, Ask, Holding, Index as _, Model as _, ModelSnapshot, Refusal};
use crate::models::PolicyEdit;
use crate::models::conformance::{self, ModelUnderTest};
use crate::query::Snapshot;
use crate::shared::Shared;
use crate::verdict::{Decision, plain};

fn unit(id: &str, parent: Option<&str>) -> Resource {
    let name = id.to_uppercase();
    let parent = parent.map(Into::into);
    Resource { parent, ..Resource::new(id, &name, ResourceType::OrgUnit) }
}

/// Kim in the group `g`, Ada an admin; a unit `top` over `north` and `south`, `pier` below `south`; a
/// role; Jo in `south` and the role.
fn document() -> Document {
    let mut document = Document {
        directory: Directory {
            groups: Table::new([Group::new("g", "Group"), Group::new("h", "Other")]),
            users: Table::new([
                User { groups: vec!["g".into(), "h".into()], ..User::new("kim", "Kim") },
                User::new("ada", "Ada"),
            ]),
            ..Directory::default()
        },
        ..Document::default()
    };
    let of = vec!["south".into(), "role".into()];
    document.policies.resources = Policy {
        resources: Table::new([
            unit("top", None),
            unit("north", Some("top")),
            unit("south", Some("top")),
            unit("pier", Some("south")),
            Resource::new("role", "Coach", ResourceType::Role),
            Resource::new("kind", "Safety", ResourceType::RequirementType),
        ]),
        people: Table::new([Classified { of, ..Classified::new("jo", "Jo") }]),
        admins: Shared::new(["ada".into()].into()),
        ..Policy::default()
    }
    .into();
    document
}

fn model(snapshot: &Snapshot) -> ModelSnapshot<'_, Resources> {
    let Document { policies, directory, as_of, .. } = snapshot.document();
    snapshot.indexes().resources(policies, directory, snapshot.roster(), *as_of)
}

fn set(permissions: &[Permission]) -> Given {
    Given::Set(Permissions::of(permissions.iter().copied()))
}

const READ: Permission = Permission::Read;
const GAIN: Permission = Permission::GainAccess;
const UPDATE: Permission = Permission::Update;

fn give(who: &str, on: &str, given: Given) -> Edit {
    Edit::Set(EntryKey::new(who, on), given)
}

#[track_caller]
fn run(document: &Document, edits: impl IntoIterator<Item = Edit>) -> Document {
    let mut next = document.clone();
    for edit in edits {
        next = next.apply(&Command::Policy(PolicyEdit::Resources(edit))).unwrap();
    }
    next
}

#[track_caller]
fn refused(document: &Document, edit: Edit, why: &str) {
    let found = document.apply(&Command::Policy(PolicyEdit::Resources(edit)));
    assert_eq!(found.unwrap_err().to_string(), why);
}

/// The outcome for a user, quickly and slowly.
#[track_caller]
fn outcome(document: &Document, user: &str, target: &str, on: Option<&str>) -> String {
    let snapshot = Snapshot::new(document, None);
    let model = model(&snapshot);
    let circumstances =
        Circumstances { on: on.map(|day| Date::parse(day).unwrap()), ..Circumstances::default() };
    let members = snapshot.roster().of(&user.into()).unwrap();
    let target = Resources::target(model.policy, target).unwrap();
    let found = model.index.decide(members, &circumstances, &target);
    let user = document.directory.users.find(user).unwrap();
    let slow = Resources::oracle(&document.directory, model.policy, user, &circumstances, &target);
    assert_eq!(found, slow);
    found.outcome().into_owned()
}

#[track_caller]
fn check(document: &Document, target: &str, expected: &str) {
    assert_eq!(outcome(document, "kim", target, None), expected);
}

#[test]
fn j3_defaults_are_stamped_on_new_resources_and_only_there() {
    // R1, R15
    let default = Permissions::of([READ, UPDATE]);
    let set_up = run(&document(), [Edit::SetDefault("g".into(), ResourceType::OrgUnit, default)]);
    check(&set_up, "north", "nothing");
    let added = run(&set_up, [Edit::AddResource(unit("x", None))]);
    check(&added, "x", "Read, Update");
    check(&added, "north", "nothing");
    let entry = added.policies.resources.entry(&EntryKey::new("g", "x")).unwrap();
    assert_eq!(entry.id.as_str(), "e-x-g");
    let none = Edit::SetDefault("g".into(), ResourceType::OrgUnit, Permissions::NONE);
    let later = run(&added, [none, Edit::AddResource(unit("y", None))]);
    check(&later, "x", "Read, Update");
    check(&later, "y", "nothing");
    let role = Resource::new("z", "Cook", ResourceType::Role);
    check(&run(&added, [Edit::AddResource(role)]), "z", "nothing");
}

#[test]
fn a_default_without_read_gives_nothing() {
    // R2, R15
    let only = Permissions::of([UPDATE]);
    let edit = Edit::SetDefault("g".into(), ResourceType::Role, only);
    refused(&document(), edit, "Read is part of every permission");
    let mut from_file = document();
    let by_type = [(ResourceType::Role, only)].into();
    let policy = from_file.policies.resources.edit();
    policy.defaults.edit().insert("g".into(), Shared::new(by_type));
    let role = Resource::new("z", "Cook", ResourceType::Role);
    let added = run(&from_file, [Edit::AddResource(role)]);
    assert!(added.policies.resources.entries.is_empty());
}

#[test]
fn j17_an_admin_has_everything_until_the_account_is_a_standard_one() {
    // R3, R17
    let two =
        run(&document(), [Edit::Admin("kim".into(), true), give("kim", "north", Given::Block)]);
    check(&two, "north", "everything");
    check(&two, "jo", "everything");
    check(&run(&two, [Edit::Admin("kim".into(), false)]), "north", "nothing");
    let last = run(&two, [Edit::Admin("kim".into(), false)]);
    let edit = Edit::Admin("ada".into(), false);
    refused(&last, edit, "the last admin account has to stay one");
}

#[test]
fn new_users_join_the_groups_that_are_flagged() {
    // R16
    let flagged = run(&document(), [Edit::NewUsers("g".into(), true)]);
    let add = |document: &Document, id: &str| {
        let user = User { groups: vec!["h".into()], ..User::new(id, "New") };
        document.apply(&Command::Directory(DirectoryEdit::AddUser(user))).unwrap()
    };
    let groups = |document: &Document, id: &str| -> Vec<String> {
        let user = document.directory.users.find(id).unwrap();
        user.groups.iter().map(ToString::to_string).collect()
    };
    let joined = add(&flagged, "new");
    assert_eq!(groups(&joined, "new"), ["h", "g"]);
    let stopped = run(&joined, [Edit::NewUsers("g".into(), false)]);
    assert_eq!(groups(&add(&stopped, "next"), "next"), ["h"]);
}

#[test]
fn a_unit_that_moves_takes_with_it_what_is_below() {
    // R7
    let given = run(&document(), [give("g", "north", set(&[READ, GAIN]))]);
    check(&given, "pier", "nothing");
    check(&given, "jo", "nothing");
    let moved = run(&given, [Edit::Move("south".into(), Some("north".into()))]);
    check(&moved, "pier", "Read, Gain Access");
    check(&moved, "jo", "see");
    let below_itself = Edit::Move("south".into(), Some("pier".into()));
    refused(&given, below_itself, "an org unit cannot stand below itself");
    let role = Edit::Move("role".into(), Some("top".into()));
    refused(&given, role, "only an org unit stands below another one");
}

#[test]
fn units_below_one_that_is_removed_move_up() {
    let given = run(
        &document(),
        [give("g", "top", set(&[READ])), give("g", "south", set(&[READ, UPDATE]))],
    );
    check(&given, "pier", "Read, Update");
    let without = run(&given, [Edit::RemoveResource("south".into())]);
    check(&without, "pier", "Read");
    let policy = &without.policies.resources;
    assert_eq!(policy.resources.find("pier").unwrap().parent, Some("top".into()));
    assert_eq!(policy.people.find("jo").unwrap().of, ["role".into()]);
    assert_eq!(policy.entries.len(), 1);
}

#[test]
fn entries_that_cannot_be() {
    let document = document();
    // R2, R18
    refused(&document, give("g", "role", set(&[UPDATE])), "Read is part of every permission");
    let assign = give("g", "kind", set(&[READ, Permission::Assign]));
    refused(&document, assign, "Assign means nothing on a Requirement Type");
    refused(&document, give("nobody", "role", set(&[READ])), "there is no user or group `nobody`");
    refused(&document, give("g", "nowhere", set(&[READ])), "there is no resource `nowhere`");
    refused(&document, Edit::Clear(EntryKey::new("g", "role")), "`g` has no entry on `role`");
    let own = Classified { of: vec!["kind".into()], ..Classified::new("al", "Al") };
    refused(&document, Edit::Add(Kind::Person, own), "a person belongs to no Requirement Type");
}

#[test]
fn an_entry_that_is_set_again_keeps_its_notes_and_days() {
    // R4
    let seat = EntryKey::new("g", "role");
    let period = Period { from: None, to: Date::new(2026, 1, 31) };
    let noted = [
        give("g", "role", set(&[READ])),
        Edit::Detail(seat.clone(), "until she is back".to_owned(), period),
        give("g", "role", Given::Block),
    ];
    let entry = run(&document(), noted).policies.resources.entry(&seat).unwrap().clone();
    assert_eq!(entry.notes, "until she is back");
    assert_eq!((entry.period, entry.given), (period, Given::Block));
}

#[test]
fn what_turns_on_days_to_come() {
    // R4, R10
    let day = |day: u8| Date::new(2026, 1, day);
    let document = run(
        &document(),
        [
            give("g", "role", set(&[READ, GAIN])),
            Edit::Detail(
                EntryKey::new("g", "role"),
                String::new(),
                Period { from: day(10), to: day(20) },
            ),
        ],
    );
    let snapshot = Snapshot::new(&document, None);
    let members = snapshot.roster().of(&"kim".into()).unwrap();
    let circumstances = Circumstances { on: day(1), ..Circumstances::default() };
    let outcome_change = future(model(&snapshot), members, &circumstances);
    let told: Vec<String> = outcome_change
        .iter()
        .map(|turn| {
            let key = turn.target.to_string();
            format!("{} {key}: {} → {}", turn.on, turn.before.outcome(), turn.after.outcome())
        })
        .collect();
    assert_eq!(
        told,
        [
            "2026-01-10 role: nothing → Read, Gain Access",
            "2026-01-10 jo: nothing → see",
            "2026-01-21 role: Read, Gain Access → nothing",
            "2026-01-21 jo: see → nothing",
        ]
    );
    assert_eq!(future(model(&snapshot), members, &Circumstances::default()), []);
    // Where no day is asked for, only what always counts does.
    check(&document, "role", "nothing");
}

#[test]
fn it_counts_on_the_days_of_all_that_contributes() {
    // R10
    let day = |month: u8, day: u8| Date::new(2026, month, day);
    let days = |who: &str, on: &str, from: Option<Date>, to: Option<Date>| {
        Edit::Detail(EntryKey::new(who, on), String::new(), Period { from, to })
    };
    let document = run(
        &document(),
        [
            give("g", "south", set(&[READ])),
            days("g", "south", day(1, 1), day(6, 30)),
            give("h", "south", set(&[READ, UPDATE])),
            days("h", "south", day(2, 1), day(9, 30)),
            give("g", "top", Given::Block),
            days("g", "top", day(3, 1), day(4, 30)),
        ],
    );
    let snapshot = Snapshot::new(&document, None);
    let validity = |resource: &str| {
        let mut about = Object::new();
        about.push("resource", resource).push("validity", Json::Bool(true));
        let circumstances = Circumstances { on: day(3, 15), ..Circumstances::default() };
        let ask = Ask { user: Some("kim".into()), circumstances, about, ..Ask::default() };
        Resources::answer(model(&snapshot), &ask).unwrap().outcome.into_owned()
    };
    assert_eq!(validity("south"), "from 2026-02-01 to 2026-06-30");
    assert_eq!(validity("top"), "nothing");
}

#[test]
fn a_row_of_decisions_hears_what_a_single_one_does() {
    // R5, R7, R8
    let document = run(
        &document(),
        [
            give("g", "top", set(&[READ, GAIN])),
            give("g", "south", set(&[READ, UPDATE])),
            give("kim", "south", set(&[READ])),
            give("h", "pier", Given::Block),
        ],
    );
    let both = Permissions::of([READ, GAIN]);
    let row = all(&document, None);
    assert_eq!(row.get(..4), Some([both, both, both, Permissions::NONE].as_slice()));
    check(&document, "south", "Read, Gain Access");
    check(&document, "pier", "nothing");
}

#[test]
fn the_reason_names_where_a_block_cuts() {
    // R8
    let document =
        run(&document(), [give("g", "top", set(&[READ])), give("kim", "south", Given::Block)]);
    let verdict = conformance::verdict::<Resources>(&document, "kim", "pier");
    let said: Vec<String> =
        verdict.because.all().iter().map(|step| plain(step, &document)).collect();
    assert_eq!(
        said,
        [
            "A Block leaves nothing on PIER.",
            "A Block of Kim on SOUTH ends the way up: nothing comes from there or above.",
        ]
    );
}

#[test]
fn an_edit_of_an_entry_keeps_the_tree() {
    let before = Snapshot::new(&document(), None);
    let after = run(before.document(), [give("g", "top", set(&[READ]))]);
    let after = Snapshot::new(&after, Some(&before));
    assert!(model(&after).index.shares_tree_with(model(&before).index));
    let moved = run(after.document(), [Edit::Move("pier".into(), None)]);
    let moved = Snapshot::new(&moved, Some(&after));
    assert!(!model(&moved).index.shares_tree_with(model(&after).index));
}

#[test]
fn who_gains_and_who_loses_is_known_before_it_is_done() {
    // R7
    let document = run(
        &document(),
        [give("g", "north", set(&[READ, GAIN])), give("h", "south", set(&[READ, UPDATE]))],
    );
    let snapshot = Snapshot::new(&document, None);
    let ask = |edits: &[Edit]| {
        let model = model(&snapshot);
        let policy = &document.policies.resources;
        let none = Circumstances::default();
        effects(policy, model.index, &document.directory, edits, &none)
    };
    let moved = ask(&[Edit::Move("south".into(), Some("north".into()))]).unwrap();
    assert_eq!((moved.gain, moved.lose), (vec!["kim".into()], vec![]));
    let removed = ask(&[Edit::RemoveResource("south".into())]).unwrap();
    assert_eq!(removed.lose, ["kim".into(), "ada".into()]);
    assert_eq!(removed.gain, []);
    let nothing = ask(&[Edit::Rename("south".into(), "Other".to_owned())]).unwrap();
    assert_eq!(nothing, Effects::default());
    let why = ask(&[Edit::Move("south".into(), Some("pier".into()))]).unwrap_err();
    assert_eq!(why.to_string(), "an org unit cannot stand below itself");
}

/// A period within January, or none.
fn entry() -> impl Strategy<Value = (Option<Permissions>, Period)> {
    (proptest::option::of(sets()), periods())
}

/// The document with entries of Kim's groups on all resources.
fn with(entries: &[(Option<Permissions>, Period)]) -> Document {
    let mut document = document();
    let seats = ["top", "north", "south", "pier", "role"].into_iter();
    let seats = seats.flat_map(|on| ["g", "h"].map(|who| EntryKey::new(who, on)));
    for (seat, (given, period)) in seats.zip(entries) {
        let given = given.map_or(Given::Block, Given::Set);
        document = run(
            &document,
            [Edit::Set(seat.clone(), given), Edit::Detail(seat, String::new(), *period)],
        );
    }
    document
}

/// What Kim has on everything on a day.
fn all(document: &Document, on: Option<Date>) -> Vec<Permissions> {
    let snapshot = Snapshot::new(document, None);
    let members = snapshot.roster().of(&"kim".into()).unwrap();
    let circumstances = Circumstances { on, ..Circumstances::default() };
    let row = model(&snapshot).index.row(members, &circumstances);
    row.into_iter().map(Access::set).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    /// R6, R8: a Block more never gives anybody more.
    #[test]
    fn a_block_never_gives(
        entries in proptest::collection::vec(entry(), 0..10),
        on in proptest::option::of(days()),
        at in 0_usize..5,
    ) {
        let before = with(&entries);
        let place = ["top", "north", "south", "pier", "role"][at];
        let after = run(&before, [give("kim", place, Given::Block)]);
        for (was, is) in all(&before, on).into_iter().zip(all(&after, on)) {
            prop_assert_eq!(is.without(was), Permissions::NONE);
        }
    }

    /// R6, R7: an entry more of a group, unless it is a Block, never takes anything.
    #[test]
    fn an_entry_more_of_a_group_never_takes(
        entries in proptest::collection::vec(entry(), 0..9),
        more in sets(),
        on in proptest::option::of(days()),
    ) {
        let before = with(&entries);
        // The last seat, which nobody has an entry on yet.
        let after = run(&before, [give("h", "role", Given::Set(more))]);
        for (was, is) in all(&before, on).into_iter().zip(all(&after, on)) {
            prop_assert_eq!(was.without(is), Permissions::NONE);
        }
    }

    /// R4: what does not count on a day might as well not be there.
    #[test]
    fn what_does_not_count_today_can_go(
        entries in proptest::collection::vec(entry(), 0..10),
        on in days(),
    ) {
        let whole = with(&entries);
        let policy = &whole.policies.resources;
        let idle = policy.entries.iter().filter(|entry| !entry.period.has(Some(on)));
        let idle = idle.map(|entry| Edit::Clear(EntryKey { who: entry.who.clone(), on: entry.on.clone() }));
        let without = run(&whole, idle.collect::<Vec<_>>());
        prop_assert_eq!(all(&whole, Some(on)), all(&without, Some(on)));
    }

    /// R3: an admin has everything, and being one again takes nothing from anybody.
    #[test]
    fn an_admin_has_everything(entries in proptest::collection::vec(entry(), 0..10)) {
        let before = with(&entries);
        let after = run(&before, [Edit::Admin("kim".into(), true)]);
        for (was, is) in all(&before, None).into_iter().zip(all(&after, None)) {
            prop_assert_eq!(was.without(is), Permissions::NONE);
        }
        check(&after, "pier", "everything");
    }
}

fn one(document: &Document, edit: Edit) -> Document {
    run(document, [edit])
}

/// What the scene of a document says to whoever edits as a user.
fn acting_as(document: &Document, user: &str, edit: &Edit) -> Result<(), String> {
    let snapshot = Snapshot::new(document, None);
    let asked = Circumstances { acting_as: Some(user.into()), ..Circumstances::default() };
    Resources::withheld(model(&snapshot), &asked, edit).map_or(Ok(()), |Refusal(why)| Err(why))
}

fn permitted(document: &Document, on: &str, permission: Permission) -> Document {
    let set = Given::Set(Permission::Read.alone().with(permission));
    one(document, Edit::Set(EntryKey::new("kim", on), set))
}

#[test]
fn whoever_edits_does_with_each_permission_what_it_is_for() {
    // R19
    let south = || ResourceId::from("south");
    let jo = || ClassifiedId::from("jo");
    let takes = [
        (Permission::Update, Edit::Rename(south(), "South Gym".to_owned())),
        (Permission::Update, Edit::Note(south(), "Closed on Mondays".to_owned())),
        (Permission::Manage, Edit::Classify(Kind::Person, jo(), vec!["role".into()])),
        (Permission::Manage, Edit::RenameClassified(Kind::Person, jo(), "Joan".to_owned())),
        (
            Permission::Manage,
            Edit::Add(
                Kind::Person,
                Classified { of: vec![south()], ..Classified::new("lee", "Lee") },
            ),
        ),
        (Permission::Secure, Edit::Set(EntryKey::new("h", "south"), set(&[Permission::Read]))),
        (Permission::Secure, Edit::Clear(EntryKey::new("h", "south"))),
        (
            Permission::Secure,
            Edit::Detail(EntryKey::new("h", "south"), "note".to_owned(), Period::default()),
        ),
    ];
    for (needed, edit) in &takes {
        for held in Permission::ALL {
            let found = acting_as(&permitted(&document(), "south", held), "kim", edit);
            assert_eq!(found.is_ok(), held == *needed, "{held:?} {edit:?} {found:?}");
        }
        assert_eq!(acting_as(&document(), "ada", edit), Ok(()), "an admin: {edit:?}");
        assert!(acting_as(&document(), "nobody at all", edit).is_ok(), "no lens: {edit:?}");
    }
    let rename = &takes[0].1;
    let why = acting_as(&document(), "kim", rename).unwrap_err();
    assert_eq!(
        why,
        "Kim has no Update on SOUTH: without it it is neither renamed nor given notes."
    );
    // Each of those that it is put into or taken out of.
    let moves = Edit::Classify(Kind::Person, jo(), vec!["south".into(), "north".into()]);
    let one = permitted(&document(), "north", Permission::Manage);
    let why = acting_as(&one, "kim", &moves).unwrap_err();
    assert_eq!(why, "Kim has no Manage on Coach: without it nobody is put in or taken out.");
    let both = permitted(&one, "role", Permission::Manage);
    assert_eq!(acting_as(&both, "kim", &moves), Ok(()));
    // R14
    let own = Edit::Set(EntryKey::new("kim", "south"), Given::Block);
    let holder = permitted(&document(), "south", Permission::Secure);
    let why = acting_as(&holder, "kim", &own).unwrap_err();
    assert_eq!(why, "Kim cannot set an entry for themselves.");
    let of_an_admin = Edit::Set(EntryKey::new("ada", "south"), Given::Block);
    assert_eq!(acting_as(&document(), "ada", &of_an_admin), Ok(()), "an admin sets every entry");
}

#[test]
fn what_is_for_admins_is_refused_to_others() {
    // R20
    let all =
        one(&document(), Edit::Set(EntryKey::new("kim", "top"), Given::Set(Permissions::ALL)));
    for edit in [
        Edit::AddResource(unit("new", Some("top"))),
        Edit::Move("pier".into(), Some("north".into())),
        Edit::RemoveResource("pier".into()),
        Edit::Add(Kind::Person, Classified::new("lee", "Lee")),
        Edit::Admin("kim".into(), true),
        Edit::Admin("ada".into(), false),
        Edit::NewUsers("g".into(), true),
        Edit::NewUsers("g".into(), false),
        Edit::SetDefault("g".into(), ResourceType::Role, Permission::Read.alone()),
        Edit::Forget(Principal::Group("g".into())),
        Edit::CopyEntries("g".into(), "h".into()),
    ] {
        let why = acting_as(&all, "kim", &edit).unwrap_err();
        assert!(why.starts_with("Only an admin "), "{why}");
        if edit != Edit::Admin("ada".into(), false) {
            assert_eq!(acting_as(&all, "ada", &edit), Ok(()), "{edit:?}");
        }
    }
    // R17
    let why = acting_as(&all, "ada", &Edit::Admin("ada".into(), false)).unwrap_err();
    assert_eq!(why, "Nobody makes their own account a standard one.");
}

#[test]
fn whoever_is_no_admin_changes_neither_groups_nor_who_is_in_them() {
    // R20
    let group = || Principal::Group("g".into());
    let of_groups = [
        DirectoryEdit::AddGroup(Group::new("new", "New")),
        DirectoryEdit::AddUser(User { groups: vec!["g".into()], ..User::new("lee", "Lee") }),
        DirectoryEdit::Rename(group(), "Staff".to_owned()),
        DirectoryEdit::Describe("g".into(), None),
        DirectoryEdit::Join("ada".into(), group()),
        DirectoryEdit::Leave("kim".into(), group()),
        DirectoryEdit::Remove(group()),
    ];
    let copy = Command::CopyGrants { from: "g".into(), to: "h".into() };
    let mut commands: Vec<Command> = of_groups.into_iter().map(Command::Directory).collect();
    commands.push(Command::Batch("both".to_owned(), vec![copy.clone()]));
    commands.push(copy);
    let others = [
        DirectoryEdit::AddUser(User::new("lee", "Lee")),
        DirectoryEdit::Rename(Principal::User("kim".into()), "Kimberly".to_owned()),
        DirectoryEdit::SetLogin("kim".into(), None),
    ];
    let others: Vec<Command> = others.into_iter().map(Command::Directory).collect();
    let acting =
        |user: &str| Circumstances { acting_as: Some(user.into()), ..Circumstances::default() };
    let snapshot = Snapshot::new(&document(), None);
    let why = "Acting as Kim: only an admin changes groups.";
    for command in &commands {
        let found = snapshot.withheld(&acting("kim"), command);
        assert_eq!(found, Some(Refusal(why.to_owned())), "{command:?}");
        assert_eq!(snapshot.withheld(&acting("ada"), command), None, "an admin: {command:?}");
        assert_eq!(snapshot.withheld(&Circumstances::default(), command), None, "{command:?}");
    }
    for command in &others {
        assert_eq!(snapshot.withheld(&acting("kim"), command), None, "{command:?}");
    }
    // Where nothing is said in Resource Access, it holds nobody back.
    let mut blank = document();
    blank.policies.resources = Policy::default().into();
    let blank = Snapshot::new(&blank, None);
    assert!(commands.iter().all(|command| blank.withheld(&acting("kim"), command).is_none()));
}

#[test]
fn a_users_page_lists_own_entries_and_what_is_inherited() {
    let period = Period { from: None, to: Date::parse("2026-05-31").ok() };
    let all = run(
        &document(),
        [
            give("kim", "south", set(&[READ, UPDATE])),
            Edit::Detail(EntryKey::new("kim", "south"), "Cover".to_owned(), period),
            give("g", "top", set(&[READ])),
            give("h", "north", Given::Block),
            give("g", "south", set(&[READ, GAIN])),
        ],
    );
    let listed = |all: &Document, user: &str| {
        let snapshot = Snapshot::new(all, None);
        let members = snapshot.roster().of(&user.into()).unwrap();
        let found = Resources::holdings(model(&snapshot), members).unwrap();
        let line = |one: &Holding| {
            let from = one.inherited.as_deref().unwrap_or("Own");
            format!("{}: {} | {from} | {}", one.on, one.what, one.about)
        };
        (found.note, found.list.iter().map(line).collect::<Vec<_>>())
    };
    let mut may = all.clone();
    may.as_of = Date::parse("2026-05-01").ok();
    let (note, lines) = listed(&may, "kim");
    assert_eq!(note, "");
    assert_eq!(
        lines,
        [
            "SOUTH: Read, Update | Own | to 31 May 2026 · Cover",
            "PIER: Read, Update | Inherited from SOUTH | to 31 May 2026 · Cover",
            "TOP: Read | Inherited from the group Group | ",
            "SOUTH, PIER: Read | Inherited from TOP, through the group Group | ",
            "NORTH: Block | Inherited from the group Other | ",
            "SOUTH: Read, Gain Access | Inherited from the group Group | replaced by their own entry",
        ]
    );
    // Once it is over it replaces nothing.
    may.as_of = Date::parse("2026-06-01").ok();
    let (_, lines) = listed(&may, "kim");
    assert_eq!(lines[0], "SOUTH: Read, Update | Own | to 31 May 2026 (over) · Cover");
    assert!(
        lines.contains(&"SOUTH: Read, Gain Access | Inherited from the group Group | ".to_owned())
    );
    let (note, lines) = listed(&may, "ada");
    assert!(note.starts_with("An admin account"), "{note}");
    assert!(lines.is_empty());
}

/// What somebody finds, by ids.
fn found(document: &Document, user: &str) -> (Vec<String>, Vec<String>, VisibleResources) {
    let snapshot = Snapshot::new(document, None);
    let members = snapshot.roster().of(&user.into()).unwrap();
    let asked = Circumstances::default();
    let seen = Acting::new(model(&snapshot), members, &asked).seen();
    let policy = &document.policies.resources;
    let resources = policy.resources.iter().enumerate().filter(|(at, _)| seen.resource(*at));
    let resources = resources.map(|(_, it)| it.id.to_string()).collect();
    let of = |kind: Kind| {
        let all = policy.classified(kind).iter().enumerate();
        let seen = all.filter(|(at, _)| seen.classified(kind, *at));
        seen.map(|(_, one)| one.id.to_string()).collect::<Vec<_>>()
    };
    let people = Kind::ALL.into_iter().flat_map(of).collect();
    (resources, people, seen)
}

#[test]
fn without_read_nothing_is_listed_and_nothing_opened() {
    // R19
    let (resources, people, _) = found(&document(), "kim");
    assert_eq!((resources.len(), people.len()), (0, 0));
    let reads = permitted(&document(), "south", Permission::Update);
    let (resources, people, seen) = found(&reads, "kim");
    assert_eq!(resources, ["south", "pier"]);
    assert!(people.is_empty(), "they take Gain Access");
    // What stands below what is not seen stands in its place.
    let parents = reads.policies.resources.parents();
    assert_eq!(parents[..4], [None, Some(0), Some(0), Some(2)]);
    assert_eq!(seen.parents(&parents)[..4], [None, None, None, Some(2)]);
    let gains = permitted(&reads, "role", Permission::GainAccess);
    assert_eq!(found(&gains, "kim").1, ["jo"]);
    let (resources, people, _) = found(&document(), "ada");
    assert_eq!((resources.len(), people.len()), (6, 1));
    let snapshot = Snapshot::new(&reads, None);
    let asked = Circumstances::default();
    let acting =
        Acting::new(model(&snapshot), snapshot.roster().of(&"kim".into()).unwrap(), &asked);
    let resource = |id: &str| reads.policies.resources.resources.find(id).unwrap();
    assert_eq!(acting.may(Permission::Read, resource("pier")), Ok(()));
    let Refusal(why) = acting.may(Permission::Read, resource("north")).unwrap_err();
    assert_eq!(why, "Kim has no Read on NORTH: without it it is neither listed nor opened.");
    let Refusal(why) = acting.may(Permission::Assign, resource("south")).unwrap_err();
    assert_eq!(why, "Kim has no Assign on SOUTH: without it nobody in it is given a requirement.");
    let jo = reads.policies.resources.people.find("jo").unwrap();
    let Refusal(why) = acting.sees(Kind::Person, jo).unwrap_err();
    assert_eq!(
        why,
        "Kim has no Gain Access on anything that Jo belongs to: Jo is neither listed nor opened."
    );
}

#[test]
fn an_admin_has_every_permission_wherever_it_is_asked() {
    // R3, R18: the cell says everything, and so does the question.
    let category = Resource::new("cat", "Yearly", ResourceType::Category);
    let document = one(&document(), Edit::AddResource(category));
    let snapshot = Snapshot::new(&document, None);
    let model = model(&snapshot);
    let ask = |user: &str, resource: &str, permission: Permission| {
        let mut about = Object::new();
        about.push("resource", resource).push("permission", permission.name());
        let ask = Ask { user: Some(user.into()), about, ..Ask::default() };
        Resources::answer(model, &ask).unwrap().outcome
    };
    for resource in document.policies.resources.resources.iter() {
        for permission in Permission::ALL {
            assert_eq!(ask("ada", resource.id.as_str(), permission), "yes", "{permission:?}");
        }
    }
    let given = one(&document, Edit::Set(EntryKey::new("kim", "cat"), set(&[Permission::Read])));
    assert_eq!(ask("kim", "cat", Permission::Assign), "no");
    let why = given
        .apply(&Command::Policy(PolicyEdit::Resources(Edit::Set(
            EntryKey::new("kim", "cat"),
            set(&[Permission::Read, Permission::Assign]),
        ))))
        .unwrap_err();
    assert_eq!(why.0, "Assign means nothing on a Category");
    let from_file = Entry::new("kim", &"cat".into(), set(&[READ, Permission::Assign]));
    assert_eq!(from_file.counts(ResourceType::Category), Some(set(&[READ])));
}

#[test]
fn what_is_assigned_to_the_people_of_a_resource_they_need_a_record_of() {
    // R22, R23
    let safety = |id: &str| Classified { of: vec!["kind".into()], ..Classified::new(id, id) };
    let set_up = run(
        &document(),
        [
            Edit::Add(Kind::Requirement, safety("wwcc")),
            Edit::Add(Kind::Requirement, safety("aid")),
            Edit::Require("role".into(), "wwcc".into(), true),
            Edit::Require("top".into(), "aid".into(), true),
        ],
    );
    let needs = |document: &Document| -> Vec<(String, String, bool)> {
        let policy = &document.policies.resources;
        let jo = policy.people.find("jo").unwrap();
        let all = Compliance::new(policy).needs(jo).into_iter();
        all.map(|it| (it.requirement.to_string(), it.through.to_string(), it.met)).collect()
    };
    let need = |requirement: &str, through: &str, met| (requirement.into(), through.into(), met);
    assert_eq!(needs(&set_up), [need("aid", "top", false), need("wwcc", "role", false)]);
    let of = |document: &Document, on: &str| -> Vec<String> {
        let policy = &document.policies.resources;
        Compliance::new(policy).people(&on.into()).map(|it| it.name.clone()).collect()
    };
    assert_eq!(of(&set_up, "top"), ["Jo"]);
    assert_eq!(of(&set_up, "north"), [] as [&str; 0]);
    let met = run(
        &set_up,
        [
            Edit::Record("jo".into(), "aid".into(), true),
            Edit::Require("role".into(), "wwcc".into(), false),
        ],
    );
    assert_eq!(needs(&met), [need("aid", "top", true)]);
    let policy = &met.policies.resources;
    let all = Compliance::new(policy).needs(policy.people.find("jo").unwrap());
    assert!(all.iter().all(|need| need.met));
    // A requirement that goes takes all that is said of it along.
    let gone = one(&met, Edit::Remove(Kind::Requirement, "aid".into()));
    let policy = &gone.policies.resources;
    assert!(needs(&gone).is_empty());
    assert!(policy.people.find("jo").unwrap().records.is_empty());
    assert!(policy.resources.find("top").unwrap().requires.is_empty());
    let why = "a Requirement Type holds no people to assign to";
    refused(&set_up, Edit::Require("kind".into(), "aid".into(), true), why);
    refused(
        &set_up,
        Edit::Record("jo".into(), "gone".into(), true),
        "there is no requirement `gone`",
    );
}

#[test]
fn who_assigns_and_who_changes_details() {
    // R19: J7, J8
    let wwcc = Classified { of: vec!["kind".into()], ..Classified::new("wwcc", "WWCC") };
    let set_up = one(&document(), Edit::Add(Kind::Requirement, wwcc));
    let may = |document: &Document, edit: &Edit| {
        let snapshot = Snapshot::new(document, None);
        let asked = Circumstances::default();
        let members = snapshot.roster().of(&"kim".into()).unwrap();
        Acting::new(model(&snapshot), members, &asked).does(edit).is_ok()
    };
    let assign = Edit::Require("role".into(), "wwcc".into(), true);
    let email = Edit::Email("jo".into(), "jo@example.org".to_owned());
    let record = Edit::Record("jo".into(), "wwcc".into(), true);
    assert!(!may(&set_up, &assign) && !may(&set_up, &email) && !may(&set_up, &record));
    let assigns = permitted(&set_up, "role", Permission::Assign);
    assert!(may(&assigns, &assign) && !may(&assigns, &email) && !may(&assigns, &record));
    let manages = permitted(&set_up, "role", Permission::Manage);
    assert!(!may(&manages, &assign) && may(&manages, &email) && may(&manages, &record));
    let done = run(&set_up, [assign, email, record]);
    let words = turned(
        &"role".into(),
        (&set_up.policies.resources, &set_up.directory),
        (&done.policies.resources, &done.directory),
    );
    assert_eq!(
        words,
        ["Coach: its people now need WWCC", "Jo: e-mail", "Jo: now has a record of WWCC"]
    );
}

#[test]
fn the_log_of_a_resource_says_who_changed_what_and_when() {
    // R13
    let first = document();
    let south = ResourceId::from("south");
    let second = one(&first, Edit::Rename(south.clone(), "South Gym".to_owned()));
    let second = one(&second, Edit::Rename("north".into(), "North Pool".to_owned()));
    let third = one(&second, Edit::Set(EntryKey::new("kim", "south"), Given::Block));
    let third = one(&third, Edit::Classify(Kind::Person, "jo".into(), vec!["role".into()]));
    let fourth = one(&third, Edit::Clear(EntryKey::new("kim", "south")));
    let fifth = one(&fourth, Edit::Note("north".into(), "Elsewhere".to_owned()));
    fn state<'a>(when: &'a str, who: &'a str, of: &'a Document) -> Saved<'a> {
        Saved { when, who, state: Some((&of.policies.resources, &of.directory)) }
    }
    let saved = [
        state("Monday", "", &first),
        state("Tuesday", "Ada", &second),
        state("Wednesday", "Ben", &third),
        state("Thursday", "", &fourth),
        state("Friday", "Cara", &fifth),
    ];
    let line = |when: &str, who: &str, words: &[&str]| Line {
        when: when.to_owned(),
        who: who.to_owned(),
        words: words.iter().map(|it| (*it).to_owned()).collect(),
    };
    assert_eq!(
        log(&south, &saved),
        [
            line("Thursday", "", &["Kim on South Gym: Block removed"]),
            line("Wednesday", "Ben", &["Jo: no longer in South Gym", "Kim on South Gym: Block"]),
            line("Tuesday", "Ada", &["SOUTH: renamed to South Gym"]),
        ]
    );
    // Beside a state that cannot be read nothing is told, and nothing is laid at the wrong door.
    let mut damaged = saved;
    damaged[2].state = None;
    assert_eq!(log(&south, &damaged), [line("Tuesday", "Ada", &["SOUTH: renamed to South Gym"])]);
    assert_eq!(log(&"pier".into(), &saved), []);
    let unsaved = |document: &'_ Document| {
        turned(
            &south,
            (&first.policies.resources, &first.directory),
            (&document.policies.resources, &document.directory),
        )
    };
    assert_eq!(unsaved(&second), ["SOUTH: renamed to South Gym"]);
    assert_eq!(unsaved(&first), Vec::<String>::new());
}

/// The edits mend what the file says and nobody can read.
#[track_caller]
fn mended(file: &str, edits: impl IntoIterator<Item = Edit>) -> Document {
    crate::models::conformance::mended(file, edits.into_iter().map(PolicyEdit::Resources))
}

#[test]
fn what_is_set_takes_the_place_of_what_cannot_be_read() {
    // R21
    let file = r#"{"format":"whocan","version":1,"directory":{"users":[{"id":"kim","name":"Kim",
        "groups":["g"]},{"id":"ada","name":"Ada"}],"groups":[{"id":"g","name":"G"}]},
        "models":{"resources":{"items":[{"id":"top","name":"Top","type":"Org Unit"},
        {"id":"south","name":"South","type":"Org Unit","parent":7},
        {"id":"role","name":"Role","type":"Role"}],
        "people":[{"id":"jo","name":"Jo","in":"south"}],
        "entries":[{"id":"e-1","who":"g","on":"top","set":["Read","Gain Access"]},
        {"id":"e-2","who":"kim","on":"top","set":"block"},
        {"id":"e-3","who":"g","on":"role","set":["Read"],"to":"31/12/2026"}],
        "admins":["ada",7]}}}"#;
    let on = |document: &Document, resource: &str| {
        let snapshot = Snapshot::new(document, None);
        let members = snapshot.roster().of(&"kim".into()).unwrap();
        let target = Target::Resource(resource.into());
        model(&snapshot).index.decide(members, &Circumstances::default(), &target).set()
    };
    let (read, _) = crate::document::read(file.as_bytes()).unwrap();
    assert_eq!(["top", "south", "role"].map(|id| on(&read, id)), [Permissions::NONE; 3]);
    let document = mended(
        file,
        [
            Edit::Move("south".into(), Some("top".into())),
            Edit::Classify(Kind::Person, "jo".into(), vec!["south".into(), "role".into()]),
            Edit::Clear(EntryKey::new("kim", "top")),
            give("g", "role", set(&[READ, UPDATE])),
            Edit::Admin("ada".into(), true),
        ],
    );
    let both = Permissions::of([READ, GAIN]);
    let role = Permissions::of([READ, UPDATE]);
    assert_eq!(["top", "south", "role"].map(|id| on(&document, id)), [both, both, role]);
}

#[test]
fn a_parent_that_cannot_be_read_may_cut_what_stands_below() {
    // R21: had `top` named `south` or `pier`, the last link of that circle would count for nothing.
    let on = |parent: &str, resource: &str| {
        let file = r#"{"format":"whocan","version":1,"directory":{"users":[{"id":"kim","name":"Kim"}]},
            "models":{"resources":{"items":[{"id":"top","name":"Top","type":"Org Unit"PARENT},
            {"id":"pier","name":"Pier","type":"Org Unit","parent":"south"},
            {"id":"south","name":"South","type":"Org Unit","parent":"top"}],
            "entries":[{"id":"e-1","who":"kim","on":"top","set":["Read","Assign"]},
            {"id":"e-2","who":"kim","on":"south","set":["Read"]}]}}}"#;
        let file = file.replace("PARENT", parent);
        let (document, _) = crate::document::read(file.as_bytes()).unwrap();
        let snapshot = Snapshot::new(&document, None);
        let resolver = snapshot.resolver(crate::models::ModelKind::Resources);
        let members = snapshot.roster().of(&"kim".into()).unwrap();
        let target = Target::Resource(resource.into()).to_string();
        let decision = resolver.decide(members, &Circumstances::default(), &target).unwrap();
        (decision.name.to_string(), decision.doubtful)
    };
    let reads = || "Read".to_owned();
    let both = || "Read, Assign".to_owned();
    assert_eq!(on("", "south"), (both(), false));
    assert_eq!(on("", "pier"), (both(), false));
    assert_eq!(on(r#","parent":"pier""#, "south"), (reads(), false));
    assert_eq!(on(r#","parent":[]"#, "south"), (reads(), true));
    assert_eq!(on(r#","parent":[]"#, "pier"), (reads(), true));
}

#[test]
fn on_a_day_that_cannot_be_read_a_block_is_in_force() {
    // R21
    let period = Period { from: Date::new(2026, 1, 1), to: None };
    let block = EntryKey::new("g", "south");
    let document = run(
        &document(),
        [
            give("g", "top", set(&[READ])),
            give("g", "south", Given::Block),
            Edit::Detail(block, String::new(), period),
        ],
    );
    let snapshot = Snapshot::new(&document, None);
    let members = snapshot.roster().of(&"kim".into()).unwrap();
    let on = |any_day: Option<Leaning>| {
        let circumstances = Circumstances { any_day, ..Circumstances::default() };
        let target = Target::Resource("pier".into());
        model(&snapshot).index.decide(members, &circumstances, &target).set()
    };
    assert_eq!(on(Some(Leaning::Strict)), Permissions::NONE);
    assert_eq!(on(Some(Leaning::Generous)), Permissions::of([READ]));
}

#[test]
fn an_entry_of_ones_own_that_cannot_be_read_leaves_the_less_of_the_two() {
    // R21
    let file = r#"{"format":"whocan","version":1,"directory":{"users":[{"id":"kim","name":"Kim",
        "groups":["g"]}],"groups":[{"id":"g","name":"G"}]},"models":{"resources":{
        "items":[{"id":"role","name":"Role","type":"Role"}],"entries":[
        {"id":"e-1","who":"g","on":"role","set":["Read","Update"]},
        {"id":"e-2","who":"kim","on":"role","set":["Read"],"to":"31/12/2026"}]}}}"#;
    let (document, _) = crate::document::read(file.as_bytes()).unwrap();
    let snapshot = Snapshot::new(&document, None);
    let members = snapshot.roster().of(&"kim".into()).unwrap();
    let target = Target::Resource("role".into());
    let found = model(&snapshot).index.decide(members, &Circumstances::default(), &target);
    assert_eq!(found.set(), Permissions::of([READ]));
}

#[test]
fn an_admin_who_cannot_be_told_is_not_secured_by_others() {
    // R14, R21
    let file = r#"{"format":"whocan","version":1,"directory":{"users":[{"id":"kim","name":"Kim"},
        {"id":"ada","name":"Ada"},{"id":"bo","name":"Bo"}]},"models":{"resources":{
        "items":[{"id":"top","name":"Top","type":"Role"}],"entries":[{"id":"e-1","who":"kim",
        "on":"top","set":["Read","Secure"]}],"admins":["ada",7]}}}"#;
    let (document, _) = crate::document::read(file.as_bytes()).unwrap();
    let snapshot = Snapshot::new(&document, None);
    let may = |whose: &str| {
        let about = [("resource", "top"), ("may", "secure")];
        let about = about.map(|(key, value)| (key.to_owned(), Json::from(value)));
        let circumstances =
            Circumstances { acting_as: Some("kim".into()), ..Circumstances::default() };
        let ask = Ask {
            user: Some(whose.into()),
            group: None,
            circumstances,
            about: about.into_iter().collect(),
        };
        snapshot.resolver(crate::models::ModelKind::Resources).answer(&ask).unwrap().outcome
    };
    assert_eq!([may("ada"), may("bo")], ["no", "yes"]);
}

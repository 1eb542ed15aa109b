//! The golden cases A1-A20, the tables of scenarios over all pairs of rows, and what becomes of
//! records when a team's default changes.

use proptest::prelude::*;

use super::oracle::levels;
use super::*;
use crate::directory::{
    Circumstances, Directory, Group, GroupId, Post, Principal, Table, Team, User, UserId,
};
use crate::document::{Command, Document};
use crate::format::Object;
use crate::model::{Answers, Ask, Explain, Index as _};
use crate::models::ModelKind;
use crate::models::PolicyEdit;
use crate::models::conformance::ModelUnderTest;
use crate::query::{Snapshot, process_of};
use crate::verdict::{Decision, Grants, plain};

use Priority::{FavourAllow, FavourDeny};

/// Levels that are allowed, written as the source's tables have them: `SRW`, `S--`.
#[track_caller]
fn of(text: &str) -> Levels {
    let mut levels = Levels::NONE;
    for (letter, (level, name)) in text.chars().zip(Level::ALL.into_iter().zip("SRW".chars())) {
        assert!(letter == name || letter == '-', "`{text}`");
        if letter == name {
            levels = levels.with(level);
        }
    }
    levels
}

fn list(priority: Priority, rows: &[(&str, &str)]) -> List {
    let member = |(who, allowed): &(&str, &str)| Member {
        denied: Levels::ALL.without(of(allowed)),
        ..Member::new(who)
    };
    let members = rows.iter().map(member).collect();
    List { description: "For a test".to_owned(), priority, members, ..List::default() }
}

/// A user `u` in the groups `g` and `h` and the posts `p` and `q`, of which `q` is in the team `t`;
/// and a record `r` with this list.
fn document(list: Option<List>) -> Document {
    let mut document = Document {
        directory: Directory {
            groups: Table::new([Group::new("g", "Group"), Group::new("h", "Other")]),
            posts: Table::new([
                Post::new("p", "Post"),
                Post { teams: vec!["t".into()], ..Post::new("q", "Team's post") },
            ]),
            teams: Table::new([Team::new("t", "Team"), Team::new("s", "Second team")]),
            users: Table::new([
                User {
                    groups: vec!["g".into(), "h".into()],
                    posts: vec!["p".into(), "q".into()],
                    ..User::new("u", "User")
                },
                User { teams: vec!["t".into()], ..User::new("v", "Team member") },
            ]),
            ..Directory::default()
        },
        ..Document::default()
    };
    let state = list.map_or(State::None, |list| State::Customised(list.into()));
    let record = Record { state, ..Record::new("r", "Record", RecordType::PersonDetails) };
    let records = Table::new([record]);
    document.policies.acl = Policy { records, ..Policy::default() }.into();
    document
}

fn signed_on(as_what: Option<Principal>) -> Circumstances {
    Circumstances { sign_on: as_what, ..Circumstances::default() }
}

fn access(document: &Document, user: &str, sign_on: Option<Principal>, record: &str) -> Access {
    let snapshot = Snapshot::new(document, None);
    let model = snapshot.acl();
    let members = snapshot.roster().of(&user.into()).unwrap();
    let circumstances = signed_on(sign_on);
    let found = model.index.decide(members, &circumstances, &record.into());
    let user = document.directory.users.get(&user.into()).unwrap();
    let policy = &document.policies.acl;
    let slow = Acl::oracle(&document.directory, policy, user, &circumstances, &record.into());
    assert_eq!(found, slow);
    found
}

fn group(id: &str) -> Option<Principal> {
    Some(Principal::Group(GroupId::new(id)))
}

fn post(id: &str) -> Option<Principal> {
    Some(Principal::Post(id.into()))
}

/// What a row of the group signed on as and a row of the user come to, in words.
#[track_caller]
fn check(priority: Priority, group_row: &str, user_row: &str, expected: &str) {
    let document = document(Some(list(priority, &[("g", group_row), ("u", user_row)])));
    let found = access(&document, "u", group("g"), "r").outcome();
    assert_eq!(found, expected, "{priority:?} {group_row} {user_row}");
}

#[test]
fn a1_to_a4_favour_allow() {
    // R5, R8
    check(FavourAllow, "SRW", "---", "full access");
    check(FavourAllow, "---", "SRW", "full access");
    check(FavourAllow, "SR-", "---", "read only");
    check(FavourAllow, "---", "---", "not selectable");
    // What each lets a person do: find it in lists, open it, change it.
    let grants = ["SRW", "SR-", "S--", "---"].map(|allowed| Access::Levels(of(allowed)).grants());
    assert_eq!(grants, [0b0111, 0b0011, 0b0001, 0].map(Grants));
}

#[test]
fn a5_to_a8_favour_deny() {
    // R6, R8
    check(FavourDeny, "---", "SRW", "not selectable");
    check(FavourDeny, "SRW", "---", "not selectable");
    check(FavourDeny, "SR-", "SRW", "read only");
    check(FavourDeny, "S--", "SRW", "opening refused");
}

#[test]
fn a9_whoever_no_row_matches_is_denied_everything() {
    // R3
    let document = document(Some(list(FavourAllow, &[("v", "SRW")])));
    assert_eq!(access(&document, "u", None, "r").outcome(), "not selectable");
}

#[test]
fn a10_without_a_list_nothing_is_restricted() {
    // R2
    assert_eq!(access(&document(None), "u", None, "r"), Access::NoList);
}

#[test]
fn a11_rows_that_are_not_there_say_nothing() {
    // R7
    let document = document(Some(list(FavourDeny, &[("u", "SRW")])));
    assert_eq!(access(&document, "u", post("p"), "r").outcome(), "full access");
}

#[test]
fn a12_it_depends_on_the_post_signed_on_as() {
    // R4, R14
    let document = document(Some(list(FavourAllow, &[("p", "SRW"), ("q", "---")])));
    assert_eq!(access(&document, "u", post("q"), "r").outcome(), "not selectable");
    assert_eq!(access(&document, "u", post("p"), "r").outcome(), "full access");
    assert_eq!(access(&document, "u", None, "r").outcome(), "not selectable");
    // A post of somebody else brings nothing.
    assert_eq!(access(&document, "v", post("p"), "r").outcome(), "not selectable");
    let snapshot = Snapshot::new(&document, None);
    let ask = |user: &str| {
        let mut about = Object::new();
        about.push("record", "r");
        let circumstances = signed_on(post("p"));
        let ask = Ask { user: Some(user.into()), circumstances, about, ..Ask::default() };
        Acl::answer(snapshot.acl(), &ask).map(|answer| answer.outcome.into_owned())
    };
    assert_eq!(ask("u").unwrap(), "full access");
    assert!(ask("v").is_err(), "nobody is asked as what is not theirs");
}

#[test]
fn a13_to_a15_levels_by_themselves() {
    check(FavourAllow, "S--", "-R-", "read only");
    let alone = |allowed: &str| document(Some(list(FavourAllow, &[("u", allowed)])));
    let system = access(&alone("--W"), "u", None, "r");
    assert_eq!(system.outcome(), "not selectable, system update");
    assert!(!system.is_listed());
    assert_eq!(access(&alone("-R-"), "u", None, "r").outcome(), "senseless, not selectable");
    // R9
    assert_eq!(access(&alone("-RW"), "u", None, "r").outcome(), "senseless, system update");
    assert_eq!(access(&alone("S-W"), "u", None, "r").outcome(), "opening refused, system update");
    let findings = alone("-R-").findings();
    assert_eq!(findings.iter().map(|it| it.code).collect::<Vec<_>>(), ["details-alone"]);
}

fn run(document: &Document, edit: Edit) -> Document {
    document.apply(&Command::Policy(PolicyEdit::Acl(edit))).unwrap()
}

fn refused(document: &Document, edit: Edit) -> String {
    document.apply(&Command::Policy(PolicyEdit::Acl(edit))).unwrap_err().0
}

fn own() -> Owner {
    Owner::Record("r".into())
}

#[test]
fn a16_a_new_member_is_allowed_everything() {
    // R1
    let before = document(Some(list(FavourAllow, &[("v", "---")])));
    let after = run(&before, Edit::AddMembers(own(), vec!["u".into()]));
    assert_eq!(access(&after, "u", None, "r").outcome(), "full access");
    let again = run(&after, Edit::AddMembers(own(), vec!["u".into()]));
    assert!(after.same(&again), "who is a member already is not added");
    let why = refused(&before, Edit::AddMembers(own(), vec!["nobody".into()]));
    assert_eq!(why, "there is no user, group, post or service team `nobody`");
}

#[test]
fn a17_the_other_priority() {
    let of = |priority| document(Some(list(priority, &[("g", "SRW"), ("u", "SR-")])));
    assert_eq!(access(&of(FavourAllow), "u", group("g"), "r").outcome(), "full access");
    assert_eq!(access(&of(FavourDeny), "u", group("g"), "r").outcome(), "read only");
}

/// Involvements `i1` (follows) and `i2` (customised) of the team `t`, with log items `c1` and `c2`.
fn team() -> Document {
    let mut document = document(None);
    let record = |id: &str, kind, team: Option<&str>, of: Option<&str>| Record {
        team: team.map(Into::into),
        of: of.map(Into::into),
        ..Record::new(id, id, kind)
    };
    for new in [
        record("i1", RecordType::Involvements, Some("t"), None),
        record("i2", RecordType::Involvements, Some("t"), None),
        record("c1", RecordType::CommunicationLog, None, Some("i1")),
        record("c2", RecordType::CommunicationLog, None, Some("i2")),
    ] {
        document = run(&document, Edit::AddRecord(new));
    }
    let default = list(FavourAllow, &[("t", "SRW")]);
    let document = run(&document, Edit::SetList(Owner::Team("t".into()), default));
    run(&document, Edit::SetList(Owner::Record("i2".into()), list(FavourAllow, &[("u", "S--")])))
}

fn state(document: &Document, record: &str) -> &'static str {
    document.policies.acl.records.find(record).unwrap().state.name()
}

#[test]
fn a18_a_changed_default_reaches_whatever_follows_it() {
    // R10, R11, R12
    let before = team();
    let states = ["i1", "i2", "c1", "c2"].map(|id| state(&before, id));
    let follows = "inherited from the team";
    assert_eq!(states, [follows, "customised", follows, follows]);
    let late =
        Record { team: Some("t".into()), ..Record::new("i3", "Late", RecordType::Involvements) };
    assert_eq!(state(&run(&before, Edit::AddRecord(late)), "i3"), follows);
    let second = list(FavourAllow, &[("t", "SR-")]);
    let after = run(&before, Edit::SetList(Owner::Team("t".into()), second));
    let outcomes = |document: &Document| {
        ["i1", "i2", "c1", "c2"].map(|id| access(document, "v", None, id).outcome())
    };
    assert_eq!(outcomes(&before), ["full access", "not selectable", "full access", "full access"]);
    assert_eq!(outcomes(&after), ["read only", "not selectable", "read only", "read only"]);
    // R15
    let cleared = run(&after, Edit::Clear(Owner::Record("i2".into())));
    assert_eq!(outcomes(&cleared), ["read only"; 4]);
    let none = run(&cleared, Edit::Clear(Owner::Team("t".into())));
    assert_eq!(outcomes(&none), ["no restriction"; 4]);
    assert_eq!(state(&none, "c1"), "none");
}

#[test]
fn records_that_change_their_team_follow_the_new_one() {
    let before = team();
    let moved = run(&before, Edit::SetTeam("i1".into(), Some("s".into())));
    assert_eq!(["i1", "c1"].map(|id| state(&moved, id)), ["none", "none"]);
    let back = run(&moved, Edit::SetTeam("i1".into(), Some("t".into())));
    assert_eq!(["i1", "c1"].map(|id| state(&back, id)), ["inherited from the team"; 2]);
    // R11
    let own = run(&before, Edit::SetTeam("i2".into(), Some("s".into())));
    assert_eq!(state(&own, "i2"), "customised");
    let why = refused(&before, Edit::SetTeam("c1".into(), Some("t".into())));
    assert_eq!(why, "an item's team is that of the record it belongs to");
    let why = refused(&before, Edit::SetOf("i1".into(), Some("i2".into())));
    assert_eq!(why, "an item belongs to a record that is no item itself");
    let removed = run(&before, Edit::RemoveRecord("i1".into()));
    assert_eq!(state(&removed, "c1"), "none");
}

#[test]
fn a_team_that_leaves_takes_its_default_along() {
    let before = team();
    let edit = crate::directory::DirectoryEdit::Remove(Principal::Team("t".into()));
    let after = before.apply(&Command::Directory(edit)).unwrap();
    assert_eq!(
        ["i1", "i2", "c1", "c2"].map(|id| state(&after, id)),
        ["none", "customised", "none", "none"]
    );
    assert!(after.policies.acl.defaults.is_empty());
    assert_eq!(after.findings(), []);
}

#[test]
fn a20_a_list_without_members_denies_everybody() {
    let document = document(Some(list(FavourAllow, &[])));
    assert_eq!(access(&document, "u", group("g"), "r").outcome(), "not selectable");
    let findings = document.findings();
    assert_eq!(findings.iter().map(|it| it.code).collect::<Vec<_>>(), ["denies-everybody"]);
}

/// What the source says of its scenarios holds for exactly the ticks that can stand behind them.
#[test]
fn the_scenarios_tables_over_all_pairs_of_rows() {
    let pairs = || Levels::every().flat_map(|one| Levels::every().map(move |two| (one, two)));
    let count = |priority: Priority, outcome: &str| {
        let access = |(one, two)| Access::Levels(resolve(priority, [one, two]));
        pairs().filter(|pair| access(*pair).outcome() == outcome).count()
    };
    assert_eq!(count(FavourAllow, "full access"), 27);
    assert_eq!(count(FavourAllow, "read only"), 9);
    let refused =
        count(FavourAllow, "not selectable") + count(FavourAllow, "senseless, not selectable");
    assert_eq!(refused, 4);
    assert_eq!(count(FavourDeny, "read only"), 3);
    assert_eq!(count(FavourDeny, "opening refused"), 9);
    let refused =
        count(FavourDeny, "not selectable") + count(FavourDeny, "senseless, not selectable");
    assert_eq!(refused, 36);
    for (one, two) in pairs() {
        let allow = resolve(FavourAllow, [one, two]);
        let deny = resolve(FavourDeny, [one, two]);
        for level in Level::ALL {
            assert_eq!(allow.has(level), one.has(level) || two.has(level));
            assert_eq!(deny.has(level), one.has(level) && two.has(level));
        }
        assert_eq!(allow, resolve(FavourAllow, [two, one]), "neither kind of row goes before");
    }
}

#[test]
fn reasons_name_the_row() {
    let document = document(Some(list(FavourDeny, &[("q", "SR-"), ("u", "SRW")])));
    let snapshot = Snapshot::new(&document, None);
    let members = snapshot.roster().of(&UserId::new("u")).unwrap();
    let verdict = Acl::explain(snapshot.acl(), members, &signed_on(post("q")), &"r".into());
    let steps = verdict.because.all().into_iter().map(|step| plain(step, &document));
    let steps: Vec<String> = steps.collect();
    assert!(
        steps.contains(&"Favour Deny: the Post row Team's post denies Write.".to_owned()),
        "{steps:?}"
    );
    let stranger = Acl::explain(snapshot.acl(), members, &signed_on(group("nobody")), &"r".into());
    assert_eq!(stranger.decision.outcome(), "full access");
}

#[test]
fn a_post_brings_its_teams_and_a_group_none() {
    // R4
    let document = document(Some(list(FavourAllow, &[("t", "SRW")])));
    assert_eq!(access(&document, "u", post("q"), "r").outcome(), "full access");
    assert_eq!(access(&document, "u", post("p"), "r").outcome(), "not selectable");
    assert_eq!(access(&document, "u", group("g"), "r").outcome(), "not selectable");
    assert_eq!(access(&document, "v", None, "r").outcome(), "full access");
}

#[test]
fn record_and_process_must_both_permit() {
    // R13
    let reach =
        |allowed: &str, level: u32| together(Access::Levels(of(allowed)), Grants(level)).name();
    assert_eq!(reach("SRW", 0b111), "deleted");
    assert_eq!(reach("SRW", 0b011), "edited");
    assert_eq!(reach("SRW", 0b001), "opened");
    assert_eq!(reach("SR-", 0b111), "opened");
    assert_eq!(reach("S-W", 0b111), "listed");
    assert_eq!(reach("-RW", 0b111), "not listed");
    assert_eq!(reach("SRW", 0), "not listed");
    assert_eq!(together(Access::NoList, Grants(0b111)), Reach::Deleted);
    let document = document(Some(list(FavourAllow, &[("u", "SRW")])));
    assert!(process_of(&document.policies, RecordType::PersonDetails).is_some());
    let snapshot = Snapshot::new(&document, None);
    let ask = |process: bool| {
        let mut about = Object::new();
        about.push("record", "r");
        about.push_some("process", process.then_some("b-person-details"));
        let ask = Ask { user: Some("u".into()), about, ..Ask::default() };
        snapshot.in_the_end(ModelKind::Acl).answer(&ask).unwrap()
    };
    let both = ask(true);
    assert_eq!(both.outcome, "not listed");
    assert_eq!(both.because.unwrap().steps.len(), 2);
    assert_eq!(ask(false).outcome, "full access", "a question that names no process");
    assert_eq!(process_of(&document.policies, RecordType::Adoption), None);
}

#[test]
fn a_list_alone_comes_to_edited_at_most() {
    // R16
    let alone = |allowed: &str| alone(Access::Levels(of(allowed))).name();
    assert_eq!(
        ["SRW", "SR-", "S-W", "-RW"].map(alone),
        ["edited", "opened", "listed", "not listed"]
    );
    // What only the system does is nothing that anybody can do.
    for allowed in ["--W", "-RW", "---", "-R-"] {
        assert!(Access::Levels(of(allowed)).grants().is_empty(), "{allowed}");
    }
    assert_eq!(Access::Levels(of("S-W")).grants(), Access::Levels(of("S--")).grants());
}

#[test]
fn an_edit_of_one_list_compiles_one() {
    let mut before = team();
    for at in 0..20 {
        let id = format!("x{at}");
        let record = Record {
            state: State::Customised(list(FavourAllow, &[("u", "SRW")]).into()),
            ..Record::new(&id, &id, RecordType::Risks)
        };
        before = run(&before, Edit::AddRecord(record));
    }
    let one = Snapshot::new(&before, None);
    let after = run(&before, Edit::Deny(Owner::Record("x7".into()), "u".into(), Levels::ALL));
    let two = Snapshot::new(&after, Some(&one));
    let (one, two) = (one.acl().index, two.acl().index);
    assert_eq!(two.lists_shared_with(one), 21);
    let shorter = run(&after, Edit::RemoveRecord("x0".into()));
    let three = Snapshot::new(&shorter, Some(&Snapshot::new(&after, None)));
    let four = Snapshot::new(&shorter, None);
    assert_eq!(three.acl().index.lists_shared_with(four.acl().index), 0);
    assert_eq!(three.resolver(crate::models::ModelKind::Acl).targets().len(), 24);
}

proptest! {
    /// Whatever is edited, a customised record keeps its list when its team's default changes, and
    /// one that follows has its team's.
    #[test]
    fn defaults_reach_followers_and_nobody_else(rows in proptest::collection::vec(levels(), 0..3)) {
        let members = ["t", "u", "v"].iter().zip(&rows).map(|(who, denied)| Member {
            denied: *denied,
            ..Member::new(who)
        });
        let default = List {
            description: "Another".to_owned(),
            members: members.collect(),
            ..List::default()
        };
        let before = team();
        let after = run(&before, Edit::SetList(Owner::Team("t".into()), default.clone()));
        let policy = &after.policies.acl;
        for record in policy.records.iter() {
            let old = before.policies.acl.records.get(&record.id).unwrap();
            prop_assert_eq!(&record.state, &old.state);
            if record.state == State::Inherited {
                let (owner, list) = policy.list_of(&after.directory, record).unwrap();
                prop_assert_eq!(owner, Owner::Team("t".into()));
                prop_assert_eq!(&**list, &default);
            }
        }
    }
}

/// The edits mend what the file says and nobody can read.
#[track_caller]
fn mended(file: &str, edits: impl IntoIterator<Item = Edit>) -> Document {
    crate::models::conformance::mended(file, edits.into_iter().map(PolicyEdit::Acl))
}

#[test]
fn what_is_set_takes_the_place_of_what_cannot_be_read() {
    // R17
    let file = r#"{"format":"whocan","version":1,"directory":{"users":[{"id":"u","name":"U",
        "groups":["g"]}],"groups":[{"id":"g","name":"G"}],"teams":[{"id":"t","name":"T"}]},
        "models":{"acl":{"records":[
        {"id":"r","name":"R","type":"Risks","acl":{"description":"D","priority":"deny","members":[
        {"who":"g","deny":"all"},{"who":"u","deny":["write"]}]}},
        {"id":"s","name":"S","type":"Risks","acl":"mine"},
        {"id":"q","name":"Q","type":"Risks","acl":["x"]},
        {"id":"p","name":"P","type":"Risks","acl":"team","team":7},
        {"id":"o","name":"O","type":"Risks","acl":"team","of":7}],
        "teamDefaults":{"t":"nobody"}}}}"#;
    let (read, _) = crate::document::read(file.as_bytes()).unwrap();
    for record in ["r", "s", "q", "p", "o"] {
        assert_eq!(access(&read, "u", None, record), Access::Levels(Levels::NONE), "{record}");
    }
    let owner = |id: &str| Owner::Record(id.into());
    let allow = List { priority: FavourAllow, ..list(FavourAllow, &[("g", "SRW"), ("u", "SRW")]) };
    let document = mended(
        file,
        [
            Edit::Deny(owner("r"), "g".into(), Levels::NONE),
            Edit::SetList(owner("r"), allow),
            Edit::SetList(owner("s"), list(FavourDeny, &[("u", "S--")])),
            Edit::Clear(owner("q")),
            Edit::SetList(Owner::Team("t".into()), list(FavourAllow, &[("u", "SR-")])),
            Edit::SetTeam("p".into(), Some("t".into())),
            Edit::SetOf("o".into(), Some("p".into())),
        ],
    );
    let found = ["r", "s", "q", "p", "o"].map(|record| access(&document, "u", None, record));
    let levels = |text: &str| Access::Levels(of(text));
    assert_eq!(found, [levels("SRW"), levels("S--"), Access::NoList, levels("SR-"), levels("SR-")]);
}

#[test]
fn a_dialog_that_changes_something_else_leaves_what_cannot_be_read() {
    // R17
    let file = r#"{"format":"whocan","version":1,"directory":{"users":[{"id":"u","name":"U"}]},
        "models":{"acl":{"records":[{"id":"r","name":"R","type":"Risks","acl":{"description":"D",
        "priority":"deny","members":[{"who":"u","deny":"all"},7]}}]}}}"#;
    let (document, _) = crate::document::read(file.as_bytes()).unwrap();
    let owner = Owner::Record("r".into());
    let list = document.policies.acl.list(&owner).unwrap();
    let renamed = List { description: "Other".to_owned(), ..List::clone(list) };
    let edit = PolicyEdit::Acl(Edit::SetList(owner, renamed));
    let written = crate::document::write(&document.apply(&Command::Policy(edit)).unwrap());
    for kept in ["\"Other\"", "\"priority\": \"deny\"", "\"deny\": \"all\"", "7\n"] {
        assert!(written.contains(kept), "{kept} in {written}");
    }
}

#[test]
fn a_row_that_cannot_be_read_may_deny_everything_to_anybody() {
    // R17
    let file = r#"{"format":"whocan","version":1,"directory":{"users":[{"id":"u","name":"U"}]},
        "models":{"acl":{"records":[{"id":"r","name":"R","type":"Risks","acl":{"description":"D",
        "priority":"Favour Deny","members":[{"who":"u"},7]}}]}}}"#;
    let (read, _) = crate::document::read(file.as_bytes()).unwrap();
    let edited = run(&read, Edit::Deny(own(), "u".into(), of("--W")));
    for document in [read, edited] {
        assert_eq!(access(&document, "u", None, "r"), Access::Levels(Levels::NONE));
    }
}

#[test]
fn rows_of_what_somebody_may_belong_to_deny_what_they_can() {
    // R17
    let found = |priority: &str| {
        let file = format!(
            r#"{{"format":"whocan","version":1,"directory":{{"users":[{{"id":"u","name":"U",
                "teams":7,"groups":7}}],"groups":[{{"id":"g","name":"G"}}],
                "teams":[{{"id":"t","name":"T"}}]}},"models":{{"acl":{{"records":[
                {{"id":"r","name":"R","type":"Risks","acl":{{"description":"D",
                "priority":"{priority}","members":[{{"who":"u"}},{{"who":"t","deny":["Write"]}},
                {{"who":"g","deny":["Read Details"]}}]}}}}]}}}}}}"#
        );
        let (document, _) = crate::document::read(file.as_bytes()).unwrap();
        let snapshot = Snapshot::new(&document, None);
        let members = snapshot.roster().of(&"u".into()).unwrap();
        [None, group("g")].map(|sign_on| {
            let asked = signed_on(sign_on);
            snapshot.acl().index.decide(members, &asked, &"r".into()).outcome().into_owned()
        })
    };
    assert_eq!(found("Favour Deny"), ["read only", "opening refused"]);
    assert_eq!(found("Favour Allow"), ["full access", "full access"]);
}

#[test]
fn a_record_whose_record_is_nowhere_follows_its_own_team() {
    // R18
    let record = |members: &str| {
        let file = format!(
            r#"{{"format":"whocan","version":1,"directory":{{"users":[{{"id":"u","name":"U"}}],
                "teams":[{{"id":"t","name":"T"}}]}},"models":{{"acl":{{"records":[
                {{"id":"r","name":"R","type":"Risks","acl":"team",{members}}},
                {{"id":"s","name":"S","type":"Risks","of":"r"}}],
                "teamDefaults":{{"t":{{"description":"D","members":[{{"who":"t"}}]}}}}}}}}}}"#
        );
        let (document, findings) = crate::document::read(file.as_bytes()).unwrap();
        let snapshot = Snapshot::new(&document, None);
        let members = snapshot.roster().of(&"u".into()).unwrap();
        let resolver = snapshot.resolver(crate::models::ModelKind::Acl);
        let found = resolver.explain(members, &Circumstances::default(), "r").unwrap();
        let rules: Vec<&str> = found.because.all().iter().map(|step| step.rule).collect();
        assert!(rules.contains(&"R18"), "{rules:?}");
        let codes = ["unknown-reference", "item-of-item"];
        assert!(findings.iter().any(|it| codes.contains(&it.code)), "{findings:?}");
        (found.decision.name.into_owned(), found.decision.doubtful)
    };
    let hidden = |doubtful: bool| ("not selectable".to_owned(), doubtful);
    assert_eq!(record(r#""of":"gone","team":"t""#), hidden(false));
    assert_eq!(record(r#""of":"r","team":"t""#), hidden(false), "round in a circle");
    assert_eq!(record(r#""of":"s","team":"t""#), hidden(false), "round in a longer one");
    assert_eq!(record(r#""of":"gone""#), hidden(true), "it has no team of its own");
}

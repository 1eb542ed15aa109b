//! Dead weight, tried on random documents of all models against the table of everything that everybody
//! has, worked out by the models' slow references; and each reason on a small document.

use std::cell::RefCell;

use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};

use super::*;
use crate::directory::{Directory, Leaning, User};
use crate::document::read;
use crate::models::conformance::{ModelUnderTest, directories, gap};
use crate::models::{Acl, Attributes, Features, Processes, Resources, Toy};
use crate::verdict::Decision;

/// A document with something of each of some models.
pub(in crate::query) fn documents() -> impl Strategy<Value = Document> {
    let which = proptest::collection::vec(any::<bool>(), 6);
    let today = proptest::option::of((1_u8..5).prop_map(|day| Date::new(2026, 1, day).unwrap()));
    let installed = proptest::sample::select(vec![vec![], vec!["TYS".to_owned()]]);
    (directories(), which, today, installed).prop_flat_map(|(directory, which, today, licences)| {
        let directory = Directory { licences, ..directory };
        let policies = (
            Processes::policies(&directory),
            Acl::policies(&directory),
            Attributes::policies(&directory),
            Resources::policies(&directory),
            Features::policies(&directory),
            Toy::policies(&directory),
        );
        (Just((directory, which, today)), policies).prop_map(|((directory, which, today), all)| {
            let mut document = Document { directory, as_of: today, ..Document::default() };
            let has = |at: usize| which[at];
            let policies = &mut document.policies;
            if has(0) {
                policies.processes = all.0.into();
            }
            if has(1) {
                policies.acl = all.1.into();
            }
            // The shipped catalogues are long.
            let mut attributes = all.2;
            if !has(2) {
                attributes.ticks = Shared::default();
                attributes.reports = crate::directory::Table::default();
            }
            policies.attributes = attributes.into();
            if has(3) {
                policies.resources = all.3.into();
            }
            let mut features = all.4;
            if !has(4) {
                features.entries = Shared::default();
            }
            policies.features = features.into();
            if has(5) {
                policies.toy = all.5.into();
            }
            document
        })
    })
}

/// Every day that can make a difference, on each of which it is asked.
fn all_days(today: Option<Date>) -> Vec<Option<Date>> {
    let mut days: Vec<Option<Date>> = (1..8).map(|day| Date::new(2026, 1, day)).collect();
    match today {
        Some(today) => days.retain(|day| *day >= Some(today)),
        None => days.extend([None, Date::new(2025, 12, 31)]),
    }
    days
}

struct Table<'a> {
    /// Whose identities are asked for.
    original: &'a Document,
    document: &'a Document,
    lines: Vec<String>,
}

impl Table<'_> {
    fn identities(&self, user: &User) -> Vec<Option<Principal>> {
        let directory = &self.original.directory;
        let groups = user.groups.iter().filter(|id| directory.groups.has(id));
        let posts = user.posts.iter().filter(|id| directory.posts.has(id));
        let groups = groups.cloned().map(Principal::Group);
        let all = groups.chain(posts.cloned().map(Principal::Post));
        std::iter::once(None).chain(all.map(Some)).collect()
    }

    fn add<M: ModelUnderTest>(&mut self, worlds: &[Circumstances], by_sign_on: bool) {
        let Document { directory, policies, .. } = self.document;
        let policy = M::of(policies);
        let targets = M::targets(policy);
        for (user, was) in directory.users.iter().zip(self.original.directory.users.iter()) {
            let identities = if by_sign_on { self.identities(was) } else { vec![None] };
            for head in &targets {
                let target = M::target(policy, &head.key).unwrap();
                for sign_on in &identities {
                    for world in worlds {
                        let asked = Circumstances { sign_on: sign_on.clone(), ..world.clone() };
                        let decision = M::oracle(directory, policy, user, &asked, &target);
                        let outcome = decision.outcome().into_owned();
                        let nothing = ["not granted", "needs licence", "obsolete", "unreachable"];
                        let outcome =
                            if nothing.contains(&&*outcome) { "-".into() } else { outcome };
                        let who = &user.id;
                        self.lines.push(format!("{who} {} {asked:?}: {outcome}", head.key));
                    }
                }
            }
        }
    }
}

/// Everything that everybody has, signed on as whatever they could sign on as in the original.
fn table(original: &Document, document: &Document) -> Vec<String> {
    let mut table = Table { original, document, lines: Vec::new() };
    let none = || vec![Circumstances::default()];
    table.add::<Processes>(&none(), false);
    table.add::<Toy>(&none(), false);
    table.add::<Acl>(&none(), true);
    let on = |on: Option<Date>| Circumstances { on, ..Circumstances::default() };
    let days: Vec<_> = all_days(document.as_of).into_iter().map(on).collect();
    table.add::<Resources>(&days, false);
    let policies = &document.policies;
    let all_of = |kind| vec![document.directory.licences.clone(), policies.licences(kind)];
    let with = |licences: Vec<Vec<String>>| {
        let of = |it| Circumstances { licences: Some(it), ..Circumstances::default() };
        licences.into_iter().map(of).collect::<Vec<_>>()
    };
    table.add::<Features>(&with(all_of(ModelKind::Features)), false);
    let mut worlds = Vec::new();
    for world in with(all_of(ModelKind::Attributes)) {
        for service in ["Crime Prevention", "Other", "Teenage Pregnancy"] {
            worlds.push(Circumstances { service: Some(service.to_owned()), ..world.clone() });
        }
    }
    table.add::<Attributes>(&worlds, false);
    let mut lines = table.lines;
    for report in policies.attributes.reports.iter() {
        for user in document.directory.users.iter() {
            let known = |group: &&GroupId| document.directory.groups.has(group);
            let mut groups = user.groups.iter().filter(known);
            let listed = groups.any(|group| report.groups.contains(group));
            lines.push(format!("{} {}: {listed}", user.id, report.id));
        }
    }
    let snapshot = Snapshot::new(document, None);
    let in_the_end = snapshot.in_the_end(ModelKind::Acl);
    let users = original.directory.users.iter();
    let helper = Table { original, document, lines: Vec::new() };
    for (user, members) in users.zip(snapshot.roster().people()) {
        for sign_on in helper.identities(user) {
            let asked = Circumstances { sign_on, ..Circumstances::default() };
            lines.push(format!("{asked:?}: {:?}", in_the_end.row(members, &asked)));
        }
    }
    lines
}

/// The document after following these.
fn followed(document: &Document, found: &DeadWeight) -> Document {
    let commands = found.suggestions.iter().map(|it| it.command.clone());
    document.apply(&Command::Batch("all".to_owned(), commands.collect())).unwrap()
}

fn is_refused(saved: &Document, draft: &Document) -> bool {
    let (was, is) = (&saved.policies, &draft.policies);
    !Policies::review_save(was, is, &draft.directory).is_empty()
}

fn text(document: &Document) -> String {
    crate::document::write(document)
}

#[test]
fn all_of_it_can_go_and_nothing_is_left() {
    let mut runner = TestRunner::new(Config { cases: 300, ..Config::with_source_file(file!()) });
    let seen = RefCell::new(BTreeSet::new());
    let outcome = runner.run(&documents(), |document| {
        let snapshot = Snapshot::new(&document, None);
        let found = dead_weight(&snapshot, usize::MAX);
        prop_assert!(found.complete);
        let reasons = found.suggestions.iter().map(|it| (it.kind, it.why.name()));
        seen.borrow_mut().extend(reasons);
        let rest = followed(&document, &found);
        let before = table(&document, &document);
        prop_assert_eq!(&table(&document, &rest), &before, "{}", text(&document));
        prop_assert!(!is_refused(&document, &rest));
        for suggestion in &found.suggestions {
            let words = suggestion.why.words(&document);
            prop_assert_eq!(gap(&document, &words), None, "{}", words);
        }
        // Nothing more can go by itself.
        let mut more: Vec<Command> = Vec::new();
        for kind in ModelKind::ALL {
            let pieces = rest.policies.removables(*kind, &rest.directory).into_iter();
            more.extend(pieces.map(|piece| Command::Policy(piece.edit)));
        }
        let groups = rest.directory.groups.iter().map(|group| Principal::Group(group.id.clone()));
        let posts = rest.directory.posts.iter().map(|post| Principal::Post(post.id.clone()));
        let teams = rest.directory.teams.iter().map(|team| Principal::Team(team.id.clone()));
        let whole = groups.chain(posts).chain(teams);
        let whole = whole.filter(|who| !rest.policies.counts_later(who));
        more.extend(whole.map(|who| Command::Directory(DirectoryEdit::Remove(who))));
        for command in more {
            let Ok(without) = rest.apply(&command) else { continue };
            if without.same(&rest) || is_refused(&rest, &without) {
                continue;
            }
            let changes = table(&document, &without) != before;
            prop_assert!(changes, "{:?} could go from {}", command, text(&rest));
        }
        Ok(())
    });
    if let Err(failure) = outcome {
        panic!("{failure}");
    }
    // Every model had something to find, for several reasons. Each reason has a case of its own below.
    let seen = seen.borrow();
    for kind in ModelKind::ALL {
        assert!(seen.iter().any(|(of, _)| *of == Some(*kind)), "{kind:?} in {seen:?}");
    }
    assert!(seen.len() > 8, "{seen:?}");
}

/// The outcomes of everybody, doubts among them, as the resolvers have them.
fn outcomes(original: &Snapshot, snapshot: &Snapshot) -> Vec<String> {
    let mut lines = Vec::new();
    let people = original.roster().people().zip(snapshot.roster().people());
    for (was, is) in people {
        for kind in ModelKind::ALL {
            let days = all_days(snapshot.document().as_of);
            let worlds = worlds(original.document(), *kind, &days);
            let same = original.resolver(*kind);
            for asked in worlds.iter().flat_map(|world| same.any_identity(was, world)) {
                let generous = snapshot.generous().unwrap_or(snapshot);
                let strictly = Members::clone(is);
                let generously = strictly.leaning(Leaning::Generous);
                let all = [
                    (snapshot.resolver(*kind), &strictly),
                    (snapshot.in_the_end(*kind), &strictly),
                    (generous.plainly(*kind), &generously),
                ];
                for (resolver, is) in all {
                    let row = resolver.row(is, &asked).into_iter().map(|outcome| {
                        // What is in doubt then is only why nothing comes of it, or what the
                        // generous reading says as well.
                        let is_nothing = kind.nothing().contains(&&*outcome.name);
                        if is_nothing { "-".to_owned() } else { format!("{outcome:?}") }
                    });
                    lines.push(format!("{kind:?} {asked:?} {:?}", row.collect::<Vec<_>>()));
                }
            }
        }
    }
    lines
}

#[test]
fn what_could_not_be_read_stays_as_doubtful_as_it_was() {
    let mut runner = TestRunner::new(Config { cases: 200, ..Config::with_source_file(file!()) });
    let words = [
        ("\"Read-Write\"", "7"),
        ("\"Block\"", "\"block\""),
        ("\"Hidden\"", "\"hidden\""),
        ("\"deny\": [", "\"deny\": [7, "),
        ("\"groups\": [", "\"groups\": 7, \"gone\": ["),
        ("\"teams\": [", "\"teams\": 7, \"gone\": ["),
        ("\"posts\": [", "\"posts\": 7, \"gone\": ["),
        ("\"2026-01-0", "\"2026-13-0"),
        ("\"Favour Deny\"", "\"deny\""),
    ];
    let place = proptest::collection::vec((0..words.len(), 0_usize..6), 1..4);
    let doubtful = RefCell::new(0);
    let outcome = runner.run(&(documents(), place), |(document, places)| {
        let mut file = text(&document);
        for (word, nth) in places {
            let (from, to) = words[word];
            let at = file.match_indices(from).map(|(at, _)| at).nth(nth);
            if let Some(at) = at {
                file.replace_range(at..at + from.len(), to);
            }
        }
        let (document, _) = read(file.as_bytes()).unwrap();
        let snapshot = Snapshot::new(&document, None);
        *doubtful.borrow_mut() += usize::from(snapshot.generous().is_some());
        let found = dead_weight(&snapshot, usize::MAX);
        let rest = Snapshot::new(&followed(&document, &found), None);
        prop_assert_eq!(outcomes(&snapshot, &rest), outcomes(&snapshot, &snapshot), "{}", file);
        Ok(())
    });
    if let Err(failure) = outcome {
        panic!("{failure}");
    }
    assert!(*doubtful.borrow() > 20, "most files have nothing in doubt");
}

#[test]
fn slices_come_to_the_same_and_a_budget_ends_it() {
    let mut runner = TestRunner::new(Config { cases: 60, ..Config::with_source_file(file!()) });
    let outcome = runner.run(&documents(), |document| {
        let snapshot = Snapshot::new(&document, None);
        let whole = dead_weight(&snapshot, usize::MAX);
        let mut search = DeadWeightSearch::new(Shared::new(snapshot.clone()), usize::MAX);
        let mut steps = 0;
        while !search.step(5) {
            steps += 1;
            prop_assert!(steps < 1_000_000);
        }
        let addresses = |found: &DeadWeight| {
            found.suggestions.iter().map(|it| it.at.clone()).collect::<Vec<_>>()
        };
        prop_assert_eq!(addresses(&search.found()), addresses(&whole));
        for budget in [0, 1, 20, 300] {
            let part = dead_weight(&snapshot, budget);
            let rest = followed(&document, &part);
            prop_assert_eq!(table(&document, &rest), table(&document, &document));
            let all = addresses(&whole).len();
            prop_assert!(part.complete || part.suggestions.len() <= all + budget);
        }
        prop_assert!(!dead_weight(&snapshot, 1).complete || steps < 2);
        Ok(())
    });
    if let Err(failure) = outcome {
        panic!("{failure}");
    }
}

fn document(file: &str) -> Document {
    let file = format!(r#"{{"format":"whocan","version":1,{file}}}"#);
    let (document, findings) = read(file.as_bytes()).unwrap();
    let errors = findings.iter().filter(|it| it.code == "wrong-type" || it.code == "not-a-value");
    assert_eq!(errors.count(), 0, "{findings:?}");
    document
}

/// What can go, with the name of the reason.
#[track_caller]
fn check(file: &str, expected: &[(&str, &str)]) -> DeadWeight {
    let document = document(file);
    let found = dead_weight(&Snapshot::new(&document, None), usize::MAX);
    let said = found.suggestions.iter().map(|it| (it.what.as_str(), it.why.name()));
    assert_eq!(said.collect::<Vec<_>>(), expected);
    found
}

/// Amy is in A and B, Bo is in B alone.
const PEOPLE: &str = r#""directory":{"users":[
    {"id":"u-amy","name":"Amy","groups":["g-a","g-b"]},{"id":"u-bo","name":"Bo","groups":["g-b"]}],
    "groups":[{"id":"g-a","name":"A"},{"id":"g-b","name":"B"}]}"#;

fn with_people(models: &str) -> String {
    format!(r#"{PEOPLE},"models":{{{models}}}"#)
}

#[test]
fn a_cell_that_another_group_covers_is_overruled() {
    let file = with_people(
        r#""processes":{"levels":{
            "g-a":{"b-bases":"Read","b-core-data":"Read"},"g-b":{"b-bases":"Read-Write"}}}"#,
    );
    let found = check(&file, &[("A, Bases: Read", "overruled")]);
    assert!(found.complete);
    assert_eq!(found.alike, Vec::<Vec<GroupId>>::new());
    assert_eq!(
        found.suggestions[0].why.words(&document(&file)),
        "it decides for nobody; for Amy there is: B gives Read-Write on Bases, the highest of the \
         groups."
    );
}

#[test]
fn of_two_groups_that_cover_for_each_other_one_stays() {
    let levels = r#""processes":{"levels":{"g-a":{"b-bases":"Read"},"g-b":{"b-bases":"Read"}}}"#;
    // Everybody in A is in B.
    let found = check(&with_people(levels), &[("Group A", "duplicates")]);
    let Why::Duplicates(other) = &found.suggestions[0].why else { panic!() };
    assert_eq!(other.as_str(), "g-b");
    // With the same members the first one stays.
    let both = with_people(levels).replace(r#"["g-b"]"#, r#"["g-a","g-b"]"#);
    check(&both, &[("Group B", "duplicates")]);
    // With members of their own both are needed, and could be one.
    let apart = with_people(levels).replace(r#"["g-a","g-b"]"#, r#"["g-a"]"#);
    let found = check(&apart, &[]);
    assert_eq!(found.alike, [["g-a".into(), "g-b".into()]]);
}

#[test]
fn a_group_without_members_goes_as_a_whole() {
    let file = format!(
        r#"{},"models":{{"processes":{{"levels":{{"g-b":{{"b-bases":"Read"}},
            "g-c":{{"b-bases":"Read"}},"g-gone":{{"b-bases":"Read"}}}}}}}}"#,
        PEOPLE.replace(r#"{"id":"g-a","name":"A"},"#, r#"{"id":"g-c","name":"C"},"#)
    );
    check(
        &file,
        &[("Group C", "no-member"), ("g-gone, processes: all its levels", "never-matches")],
    );
}

#[test]
fn what_a_check_or_save_needs_stays() {
    let levels = r#""processes":{"levels":{
        "g-a":{"b-bases":"Read","b-student-data":"Read"},
        "g-b":{"b-bases":"Read-Write"}}}"#;
    // Student Data of A needs Bases in A.
    let needs = document(&with_people(levels));
    let without = needs.policies.processes.needs.is_empty();
    assert!(!without);
    check(&with_people(levels), &[]);
    let covered = r#""processes":{"levels":{
        "g-a":{"b-core-data":"Read"},"g-b":{"b-core-data":"Read-Write"}}}"#;
    check(&with_people(covered), &[("Group A", "overruled")]);
    let asked = r#","checks":[{"id":"c","ask":{"model":"processes","group":"g-a",
        "process":"b-core-data"},"expect":"Read"}]"#;
    check(&format!("{}{asked}", with_people(covered)), &[]);
}

#[test]
fn the_last_level_stays_where_a_list_would_count_alone_without_it() {
    // R16 of Access Control Lists: Bo, whom no level reaches, would be let in by the list.
    let directory = PEOPLE.replace(r#"["g-a","g-b"]"#, "[]").replace(r#"["g-b"]"#, "[]");
    let levels = r#""processes":{"levels":{"g-a":{"b-exclusions":"Read"}}}"#;
    let record = r#""acl":{"records":[{"id":"r","name":"R","type":"Exclusions"}]}"#;
    let file = |models: &str| format!(r#"{directory},"models":{{{models}}}"#);
    check(&file(levels), &[("Group A", "no-member"), ("Group B", "no-member")]);
    check(&file(&format!("{levels},{record}")), &[("Group B", "no-member")]);
}

#[test]
fn ticks_that_open_nothing_can_go_and_those_that_wait_for_a_licence_stay() {
    let ticks = |ticked: &str| with_people(&format!(r#""attributes":{{"ticks":{{{ticked}}}}}"#));
    check(
        &ticks(
            r#""g-b":["a-client-merge","a-templates-and-paras","a-bulk-update-lead-worker",
                "a-show-has-caf-indicator"],"g-a":["a-client-merge"]"#,
        ),
        &[
            ("Group A", "overruled"),
            ("B, Bulk Update - Lead Worker: ticked", "closed-gate"),
            ("B, Templates and Paras: ticked", "gives-nothing"),
        ],
    );
    // With the gate open both stay.
    check(
        &ticks(r#""g-b":["a-bulk-update-lead-worker","a-bulk-update-client"]"#),
        &[("Group A", "gives-nothing")],
    );
    // A report is no target, and counts.
    let reports = r#""attributes":{"reports":[{"id":"q","name":"Q","groups":["g-a","g-b"]}]}"#;
    check(&with_people(reports), &[("Group A", "duplicates")]);
}

#[test]
fn entries_that_have_ended_or_are_overruled_can_go() {
    let club = |entries: &str, more: &str| {
        format!(
            r#""asOf":"2026-05-04",{PEOPLE},"models":{{"resources":{{
                "items":[{{"id":"o","name":"Club","type":"Org Unit"}},
                    {{"id":"o-2","name":"South","type":"Org Unit","parent":"o"}}],
                "entries":[{entries}]{more}}}}}"#
        )
    };
    let file = club(
        r#"{"id":"e-1","who":"g-b","on":"o","set":["Read"]},
            {"id":"e-2","who":"g-a","on":"o-2","set":["Read"]},
            {"id":"e-3","who":"g-a","on":"o","set":["Read","Update"],"to":"2026-05-03"},
            {"id":"e-4","who":"u-bo","on":"o-2","set":["Update"]},
            {"id":"e-5","who":"u-amy","on":"o","set":["Read","Update"],"from":"2026-08-01"}"#,
        r#","defaults":{"g-a":{"Role":["Read"]}}"#,
    );
    check(
        &file,
        &[
            ("A, South: Read", "overruled"),
            ("A, Club: Read, Update to 3 May 2026", "expired"),
            ("Bo, South: Update", "gives-nothing"),
        ],
    );
    // A Block stays where it blocks anything, and what it blocks can go.
    let file = club(
        r#"{"id":"e-1","who":"g-b","on":"o-2","set":"Block"},
            {"id":"e-2","who":"g-a","on":"o-2","set":["Read"]},
            {"id":"e-3","who":"g-b","on":"o","set":["Read"]}"#,
        "",
    );
    check(&file, &[("Group A", "overruled")]);
}

#[test]
fn lists_and_rows_that_say_what_counts_anyway_can_go() {
    let file = r#""directory":{"users":[{"id":"u-amy","name":"Amy","groups":["g-a"],"teams":["t"]}],
            "groups":[{"id":"g-a","name":"A"}],"teams":[{"id":"t","name":"T"}],
            "posts":[{"id":"p","name":"P"}]},
        "models":{"acl":{
            "teamDefaults":{"t":{"description":"D","members":[{"who":"t"}]}},
            "records":[
                {"id":"r-1","name":"One","type":"Risks","team":"t",
                    "acl":{"description":"E","members":[{"who":"t"}]}},
                {"id":"r-2","name":"Two","type":"Risks",
                    "acl":{"description":"F","members":[{"who":"u-amy"},
                        {"who":"g-a","deny":["Write"]},{"who":"p"},{"who":"u-gone"}]}}
            ]}}"#;
    check(
        file,
        &[
            ("Group A", "overruled"),
            ("Post P", "no-member"),
            ("One: a list of its own", "overruled"),
            ("u-gone, Two: a row that denies nothing", "never-matches"),
        ],
    );
}

#[test]
fn entries_that_are_not_set_or_hide_what_is_hidden_can_go() {
    let file = with_people(
        r#""features":{"items":[{"id":"f-c","name":"North","kind":"Centres"},
            {"id":"f-t","name":"Tab","kind":"Tabs"}],
        "entries":{"g-b":{"f-t":"Hidden","f-c":"Hidden"},"u-bo":{"f-t":"Read only"},
            "u-amy":{"f-c":{"unset":"Hidden"}}}}"#,
    );
    check(
        &file,
        &[
            ("Group A", "gives-nothing"),
            ("B, North: Hidden", "gives-nothing"),
            ("Amy, North: Hidden (not set)", "gives-nothing"),
            ("Bo, Tab: Read only", "overruled"),
        ],
    );
}

//! Against trying all sets of one step and of two, on small documents.

use proptest::prelude::*;
use proptest::sample::Index;
use proptest::test_runner::{Config, TestRunner};

use super::*;
use crate::directory::{Entity, Table, User};
use crate::document::{Document, read, write};
use crate::models::conformance::{ModelUnderTest, directories};
use crate::models::{Acl, Attributes, Features, Processes, Resources};
use crate::query::nearest::tests::{LICENCES, universe};
use crate::query::{Direction, met_by};
use crate::shared::Shared;

/// Whether a goal is met, straight from what is asked.
fn is_met(snapshot: &Snapshot, goal: &Goal) -> bool {
    let resolver = snapshot.in_the_end(goal.kind);
    let members = snapshot.roster().of(&goal.user).unwrap();
    let Aim::Wanted(wanted) = &goal.aim else { panic!("nothing else is wanted here") };
    let decide = resolver.on(&goal.target).unwrap();
    let asked = Circumstances::default();
    match wanted {
        Wanted::LessThan(grants) => {
            let has = Wanted::AtLeast(*grants);
            met_by(&*resolver, &decide, members, &asked, &has).is_none()
        }
        wanted => met_by(&*resolver, &decide, members, &asked, wanted).is_some(),
    }
}

fn met(snapshot: &Snapshot, goals: &[Goal]) -> bool {
    goals.iter().all(|goal| is_met(snapshot, goal))
}

/// The fewest of all single steps there are that meet the goals, up to two.
fn fewest(snapshot: &Snapshot, kind: ModelKind, goals: &[Goal]) -> Option<usize> {
    if met(snapshot, goals) {
        return Some(0);
    }
    let all = |of: &Snapshot| -> Vec<Snapshot> {
        let document = of.document();
        let next = every(document, kind).into_iter().filter_map(|it| document.apply(&it).ok());
        let next = next.filter(|next| !next.same(document));
        next.map(|next| Snapshot::new(&next, Some(of))).collect()
    };
    let first = all(snapshot);
    if first.iter().any(|after| met(after, goals)) {
        return Some(1);
    }
    let second = first.iter().any(|after| all(after).iter().any(|after| met(after, goals)));
    second.then_some(2)
}

/// Every single command, among them those that set several licences at once.
fn every(document: &Document, kind: ModelKind) -> Vec<Command> {
    let mut all = universe(document, kind);
    let licences = |bits: u8| {
        let some = (0..).zip(LICENCES).filter(|(at, _)| bits >> at & 1 == 1);
        some.map(|(_, name)| name.to_owned()).collect()
    };
    let set = (0..16).map(|bits| DirectoryEdit::SetLicences(licences(bits)));
    all.extend(set.map(Command::Directory));
    all
}

/// How many steps there are at most where all pairs of them are tried.
const MOST: usize = 126;

fn first<T: Entity + Clone>(table: &Table<T>, count: usize) -> Table<T> {
    Table::new(table.iter().take(count).map(|it| T::clone(it)).collect::<Vec<_>>())
}

fn small(mut document: Document) -> Document {
    let directory = &mut document.directory;
    directory.users = first(&directory.users, 2);
    directory.groups = first(&directory.groups, 2);
    directory.posts = Table::default();
    directory.teams = Table::default();
    let resources = document.policies.resources.edit();
    resources.resources = first(&resources.resources, 2);
    let features = document.policies.features.edit();
    features.catalogue = first(&features.catalogue, 1);
    features.items = first(&features.items, 2);
    let acl = document.policies.acl.edit();
    acl.records = first(&acl.records, 1);
    acl.defaults = Shared::default();
    document
}

/// A document that is shown as its file.
#[derive(Clone)]
struct Shown(Document);

impl std::fmt::Debug for Shown {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&write(&self.0))
    }
}

fn try_model<M: ModelUnderTest>(cases: u32) {
    let kind = ModelKind::of(M::INFO.key).unwrap();
    let documents = directories()
        .prop_flat_map(|directory| (M::policies(&directory), Just(directory)))
        .prop_map(|(policy, directory)| {
            let mut document = Document { directory, ..Document::default() };
            *M::of_mut(&mut document.policies) = policy.into();
            Shown(small(document))
        });
    let goal = (any::<Index>(), any::<Index>(), any::<bool>(), any::<Index>());
    let all = (documents, proptest::collection::vec(goal, 1..3));
    let config = Config { cases, ..Config::with_source_file(file!()) };
    let tried = std::cell::Cell::new([0_u32; 3]);
    let outcome = TestRunner::new(config).run(&all, |(Shown(document), wanted)| {
        let snapshot = Snapshot::new(&document, None);
        let targets = snapshot.in_the_end(kind).targets();
        if targets.is_empty() || every(&document, kind).len() > MOST {
            return Ok(());
        }
        let users: Vec<_> = document.directory.users.iter().collect();
        let bits: &[u32] = match kind {
            ModelKind::Processes => &[1, 3, 7],
            ModelKind::Features => &[1, 3],
            ModelKind::Attributes => &[2],
            _ => &[1, 2, 3],
        };
        let goal = |(user, target, more, which): &(Index, Index, bool, Index)| {
            let grants = Grants(*which.get(bits));
            let wanted = if *more { Wanted::AtLeast(grants) } else { Wanted::LessThan(grants) };
            Goal::new(user.get(&users).id.clone(), kind, &target.get(&targets).key, wanted)
        };
        let goals: Vec<Goal> = wanted.iter().map(goal).collect();
        let asked = Circumstances::default();
        let found = make_so(&snapshot, goals.clone(), &asked, Budget::default());
        for answer in &found.answers {
            let next = document.apply(&answer.command("as wished")).unwrap();
            let after = Snapshot::new(&next, None);
            prop_assert!(met(&after, &goals), "{:?}", answer.words);
            let all = diff(&snapshot, &after, &asked);
            let others = all.iter().filter(|it| goals.iter().all(|goal| goal.user != it.user));
            prop_assert_eq!(others.count(), answer.others.len());
        }
        let least = found.answers.iter().map(|answer| answer.commands.len()).min();
        let expected = fewest(&snapshot, kind, &goals);
        match expected {
            Some(steps) => {
                let said: Vec<_> = found.answers.iter().map(|it| &it.words).collect();
                prop_assert_eq!(least, Some(steps), "{:?} by {:?}", goals, said);
                let mut counts = tried.get();
                counts[steps] += 1;
                tried.set(counts);
            }
            None => prop_assert!(least.is_none_or(|steps| steps > 2), "{:?}", goals),
        }
        let opens: Vec<bool> = found.answers.iter().map(WishAnswer::opens_more).collect();
        prop_assert!(opens.is_sorted(), "what opens more comes last");
        Ok(())
    });
    if let Err(failure) = outcome {
        panic!("{failure}");
    }
    // That is how many they are where chance is at its worst.
    let [_, one, two] = tried.get();
    assert!(one + two > 0, "{:?} wishes of so many steps", tried.get());
}

#[test]
fn wishes_about_processes_take_as_few_steps_as_can_be() {
    try_model::<Processes>(160);
}

#[test]
fn wishes_about_features_take_as_few_steps_as_can_be() {
    try_model::<Features>(160);
}

#[test]
fn wishes_about_attributes_take_as_few_steps_as_can_be() {
    try_model::<Attributes>(160);
}

#[test]
fn wishes_about_lists_take_as_few_steps_as_can_be() {
    try_model::<Acl>(160);
}

#[test]
fn wishes_about_resources_take_as_few_steps_as_can_be() {
    try_model::<Resources>(480);
}

fn document() -> Document {
    let file = r#"{"format":"whocan","version":1,"directory":{
        "users":[{"id":"u-sam","name":"Sam","groups":["g-office"]},
            {"id":"u-ingrid","name":"Ingrid","groups":["g-leaders"]},
            {"id":"u-bo","name":"Bo","groups":["g-office"]}],
        "groups":[{"id":"g-office","name":"Office"},{"id":"g-leaders","name":"Leaders"}]},
        "models":{"processes":{"levels":{
            "g-leaders":{"b-exclusions":"Read-Write","b-bases":"Read"},
            "g-office":{"b-bases":"Read"}}}}}"#;
    read(file.as_bytes()).unwrap().0
}

fn granted(wished: &Wish) -> Granted {
    let snapshot = Snapshot::new(&document(), None);
    wish(&snapshot, wished, &Circumstances::default(), Budget::default())
}

fn words(granted: &Granted) -> Vec<Vec<&str>> {
    granted.answers.iter().map(|it| it.words.iter().map(String::as_str).collect()).collect()
}

#[test]
fn to_be_able_to_do_what_another_can() {
    let wished = Wish::Like {
        user: "u-sam".into(),
        like: "u-ingrid".into(),
        kind: ModelKind::Processes,
        target: "b-exclusions".to_owned(),
    };
    let granted = granted(&wished);
    assert!(granted.complete);
    // What opens it for Bo as well comes last.
    let last = granted.answers.last().unwrap();
    assert!(last.opens_more());
    let gaining: Vec<_> = last.others_who(Direction::Gains).map(|it| it.user.to_string()).collect();
    assert_eq!(gaining, ["u-bo"]);
    let words = words(&granted);
    assert_eq!(words.first(), Some(&vec!["Sam joins Leaders"]));
    assert!(words.contains(&vec!["make Sam System Admin"]));
    assert!(words.contains(&vec!["Office: Exclusions to Read-Write"]));
    assert!(words.contains(&vec!["Office: Exclusions to Read-Write-Delete"]));
}

#[test]
fn to_have_the_same_as_another() {
    let wished = Wish::Same { user: "u-sam".into(), like: "u-ingrid".into() };
    let granted = granted(&wished);
    assert_eq!(words(&granted).first(), Some(&vec!["Sam joins Leaders"]));
    assert!(granted.answers.iter().all(|answer| answer.own.is_empty()), "the same, and no more");
}

#[test]
fn nobody_else_can() {
    let wished = Wish::Only {
        inside: vec![Principal::Group("g-leaders".into())],
        kind: ModelKind::Processes,
        target: "b-bases".to_owned(),
        grants: Grants(1),
    };
    let granted = granted(&wished);
    assert_eq!(words(&granted).first(), Some(&vec!["Office: Bases to Deny"]));
    let held = Wish::Only {
        inside: vec![Principal::Group("g-leaders".into()), Principal::Group("g-office".into())],
        kind: ModelKind::Processes,
        target: "b-bases".to_owned(),
        grants: Grants(1),
    };
    let granted = super::wish(
        &Snapshot::new(&document(), None),
        &held,
        &Circumstances::default(),
        Budget::default(),
    );
    assert_eq!(words(&granted), [Vec::<&str>::new()], "it is so already");
}

#[test]
fn the_smallest_is_offered_though_many_larger_ones_open_nothing_for_others() {
    let file = r#"{"format":"whocan","version":1,"directory":{
        "users":[{"id":"u-sam","name":"Sam","groups":["g-office"]},
            {"id":"u-bo","name":"Bo","groups":["g-office"]}],
        "groups":[{"id":"g-office","name":"Office"},{"id":"g-leaders","name":"Leaders"}]},
        "models":{"processes":{"catalogue":[{"id":"m-0","name":"Main","beyondSystemAdmin":true,
            "processes":[{"id":"b-0","name":"Bases","secured":true}]}]}}}"#;
    let snapshot = Snapshot::new(&read(file.as_bytes()).unwrap().0, None);
    let wanted = Wanted::AtLeast(Grants(1));
    let goal = Goal::new("u-sam".into(), ModelKind::Processes, "b-0", wanted);
    let granted = make_so(&snapshot, vec![goal], &Circumstances::default(), Budget::default());
    let words = words(&granted);
    let (last, others) = words.split_last().unwrap();
    assert_eq!(last, &["Office: Bases to Read", "Office: All Secured Data of Bases to Read"]);
    assert_eq!(granted.answers.last().unwrap().others.len(), 1, "Bo can then too");
    assert!(others.iter().all(|steps| steps.len() == 3));
}

#[test]
fn what_is_too_much_to_try_is_made_step_by_step_and_says_so() {
    let mut document = document();
    for at in 0..30 {
        let user = User { groups: vec!["g-office".into()], ..User::new(&format!("u-{at}"), "U") };
        document.directory.users.add(user);
    }
    let snapshot = Snapshot::new(&document, None);
    let wished = Wish::Only {
        inside: vec![Principal::Group("g-leaders".into())],
        kind: ModelKind::Processes,
        target: "b-bases".to_owned(),
        grants: Grants(1),
    };
    let budget = Budget { documents: 3, ..Budget::default() };
    let granted = wish(&snapshot, &wished, &Circumstances::default(), budget);
    assert!(!granted.complete);
    assert_eq!(words(&granted), [["Office: Bases to Deny"]]);
}

//! Against a plain universe of single steps, each of which is done: what the engine finds leads where
//! it should, and nothing that does stands at a place that it has no step for.

use std::collections::BTreeSet;

use proptest::prelude::*;
use proptest::sample::Index;
use proptest::test_runner::{Config, TestRunner};

use super::*;
use crate::directory::{Date, Directory, DirectoryEdit, Table};
use crate::document::Document;
use crate::models::acl::{self, Levels, List, Member, Owner, Priority};
use crate::models::attributes::{self, Area, Areas, Tick};
use crate::models::conformance::{ModelUnderTest, directories};
use crate::models::features::{self, Entry, Visibility};
use crate::models::processes::{self, Level};
use crate::models::resources::{self, EntryKey, Given, Period, Permission, Permissions};
use crate::models::{Acl, Attributes, Features, Processes, Resources, Toy};
use crate::query::{diff, process_of};
use crate::shared::Shared;
use crate::verdict::Grants;

pub(in crate::query) const LICENCES: [&str; 4] =
    ["TYS", "Other licence", "Vacancy", "Profiling Module"];

/// What a single step is about, so that two that set the same thing to different values are told to be
/// about the same.
type About = String;

/// Every single command that there is.
pub(in crate::query) fn universe(document: &Document, kind: ModelKind) -> Vec<Command> {
    let mut all: Vec<Command> = Vec::new();
    let Document { directory, policies, .. } = document;
    for user in directory.users.iter() {
        let groups = directory.groups.iter().map(|it| Principal::Group(it.id.clone()));
        let posts = directory.posts.iter().map(|it| Principal::Post(it.id.clone()));
        let teams = directory.teams.iter().map(|it| Principal::Team(it.id.clone()));
        for with in groups.chain(posts).chain(teams) {
            all.push(Command::Directory(DirectoryEdit::Join(user.id.clone(), with.clone())));
            all.push(Command::Directory(DirectoryEdit::Leave(user.id.clone(), with)));
        }
    }
    for post in directory.posts.iter() {
        for team in directory.teams.iter() {
            let (post, team) = (post.id.clone(), team.id.clone());
            all.push(Command::Directory(DirectoryEdit::PostJoin(post.clone(), team.clone())));
            all.push(Command::Directory(DirectoryEdit::PostLeave(post, team)));
        }
    }
    for licence in LICENCES {
        let mut licences = directory.licences.clone();
        match licences.iter().position(|it| it == licence) {
            Some(at) => drop(licences.remove(at)),
            None => licences.push(licence.to_owned()),
        }
        all.push(Command::Directory(DirectoryEdit::SetLicences(licences)));
    }
    let mut edits: Vec<PolicyEdit> = Vec::new();
    let processes = |edits: &mut Vec<PolicyEdit>, ids: &[&str]| {
        for process in policies.processes.catalogue.items() {
            if !ids.is_empty() && !ids.contains(&process.id.as_str()) {
                continue;
            }
            for group in directory.groups.iter() {
                for level in Level::ALL {
                    let (group, process) = (group.id.clone(), process.id.clone());
                    let assign = processes::Edit::Assign(group.clone(), process.clone(), level);
                    edits.push(PolicyEdit::Processes(assign));
                    let secure = processes::Edit::Secure(group, process, level);
                    edits.push(PolicyEdit::Processes(secure));
                }
            }
        }
        for user in directory.users.iter() {
            let add = processes::Edit::SystemAdmin(user.id.clone(), true);
            let remove = processes::Edit::SystemAdmin(user.id.clone(), false);
            edits.extend([add, remove].map(PolicyEdit::Processes));
        }
    };
    match kind {
        ModelKind::Processes => processes(&mut edits, &[]),
        ModelKind::Acl => {
            edits.extend(of_acl(document).into_iter().map(PolicyEdit::Acl));
            if policies.processes.system_admins.contains("u-nobody") {
                processes(&mut edits, &THROUGH);
            }
        }
        ModelKind::Attributes => {
            for attribute in policies.attributes.catalogue.items() {
                for group in directory.groups.iter() {
                    for tick in [Tick::On, Tick::Off] {
                        let (group, attribute) = (group.id.clone(), attribute.id.clone());
                        let edit = attributes::Edit::Tick(group, attribute, tick);
                        edits.push(PolicyEdit::Attributes(edit));
                    }
                }
            }
            for user in directory.users.iter() {
                for bits in 0..8 {
                    let areas = Area::ALL.into_iter().filter(|area| bits >> *area as u8 & 1 == 1);
                    let areas = Areas::of(areas);
                    let edit = attributes::Edit::SetServices(user.id.clone(), areas);
                    edits.push(PolicyEdit::Attributes(edit));
                }
            }
        }
        ModelKind::Resources => {
            edits.extend(of_resources(document).into_iter().map(PolicyEdit::Resources));
        }
        ModelKind::Features => {
            let users = directory.users.iter().map(|it| it.id.to_string());
            let groups = directory.groups.iter().map(|it| it.id.to_string());
            let subjects: Vec<String> = users.chain(groups).collect();
            for feature in policies.features.features() {
                for value in Visibility::ALL {
                    for who in &subjects {
                        for entry in [Entry::set(value), Entry::unset(value)] {
                            let (who, feature) = (who.as_str().into(), feature.id.clone());
                            let edit = features::Edit::Put(who, feature, entry);
                            edits.push(PolicyEdit::Features(edit));
                        }
                    }
                    let edit = features::Edit::SetDefault(feature.id.clone(), value);
                    edits.push(PolicyEdit::Features(edit));
                }
            }
        }
        ModelKind::Toy => {}
    }
    all.extend(edits.into_iter().map(Command::Policy));
    all
}

const THROUGH: [&str; 3] = ["b-person-details", "b-csc-case-notes", "b-exclusions"];

fn of_acl(document: &Document) -> Vec<acl::Edit> {
    let directory = &document.directory;
    let policy = &document.policies.acl;
    let mut edits = Vec::new();
    let ids = |it: &Directory| -> Vec<String> {
        let mut ids: Vec<String> = it.users.iter().map(|it| it.id.to_string()).collect();
        ids.extend(it.groups.iter().map(|it| it.id.to_string()));
        ids.extend(it.posts.iter().map(|it| it.id.to_string()));
        ids.extend(it.teams.iter().map(|it| it.id.to_string()));
        ids
    };
    let turned = |list: &List| match list.priority {
        Priority::FavourAllow => List { priority: Priority::FavourDeny, ..list.clone() },
        Priority::FavourDeny => List { priority: Priority::FavourAllow, ..list.clone() },
    };
    for (owner, list) in policy.lists() {
        for who in ids(directory) {
            edits.push(acl::Edit::AddMembers(owner.clone(), vec![who.as_str().into()]));
            edits.push(acl::Edit::RemoveMember(owner.clone(), who.as_str().into()));
            for levels in Levels::every() {
                edits.push(acl::Edit::Deny(owner.clone(), who.as_str().into(), levels));
            }
        }
        edits.push(acl::Edit::Clear(owner.clone()));
        edits.push(acl::Edit::SetList(owner, turned(list)));
    }
    for record in policy.records.iter() {
        let own = Owner::Record(record.id.clone());
        edits.push(acl::Edit::Clear(own.clone()));
        let new = List { description: "New".to_owned(), ..List::default() };
        edits.push(acl::Edit::SetList(own.clone(), new));
        let Some((Owner::Team(_), list)) = policy.list_of(directory, record) else { continue };
        edits.push(acl::Edit::SetList(own.clone(), turned(list)));
        for who in ids(directory) {
            let mut without = List::clone(list);
            without.members.retain(|it| it.who.as_str() != who);
            if without != **list {
                for denied in Levels::every() {
                    let mut other = List::clone(list);
                    let row = other.members.iter_mut().find(|it| it.who.as_str() == who);
                    row.unwrap().denied = denied;
                    edits.push(acl::Edit::SetList(own.clone(), other));
                }
                edits.push(acl::Edit::SetList(own.clone(), without));
            } else {
                let mut with = List::clone(list);
                with.members.push(Member::new(&who));
                edits.push(acl::Edit::SetList(own.clone(), with));
            }
        }
    }
    edits
}

fn of_resources(document: &Document) -> Vec<resources::Edit> {
    let policy = &document.policies.resources;
    let mut edits = Vec::new();
    let users = document.directory.users.iter().map(|it| it.id.to_string());
    let groups = document.directory.groups.iter().map(|it| it.id.to_string());
    let some = [Permission::GainAccess, Permission::Update, Permission::Manage];
    for who in users.chain(groups) {
        for resource in policy.resources.iter() {
            let seat = EntryKey::new(&who, resource.id.as_str());
            for bits in 0..8 {
                let set = (0..).zip(some).filter(|(at, _)| bits >> at & 1 == 1);
                let set = Permissions::of(set.map(|(_, it)| it)).with(Permission::Read);
                edits.push(resources::Edit::Set(seat.clone(), Given::Set(set)));
            }
            edits.push(resources::Edit::Set(seat.clone(), Given::Block));
            edits.push(resources::Edit::Clear(seat));
        }
    }
    let days = || [None].into_iter().chain((1..6).map(|day| Date::new(2026, 1, day)));
    for entry in policy.entries.iter() {
        let seat = EntryKey { who: entry.who.clone(), on: entry.on.clone() };
        for from in days() {
            for to in days() {
                let period = Period { from, to };
                edits.push(resources::Edit::Detail(seat.clone(), String::new(), period));
            }
        }
    }
    for user in document.directory.users.iter() {
        edits.push(resources::Edit::Admin(user.id.clone(), true));
        edits.push(resources::Edit::Admin(user.id.clone(), false));
    }
    edits
}

/// What a command is about.
fn about(document: &Document, command: &Command) -> About {
    let edit = match command {
        Command::Directory(DirectoryEdit::Join(user, with) | DirectoryEdit::Leave(user, with)) => {
            return format!("{user} in {}", with.id());
        }
        Command::Directory(DirectoryEdit::PostJoin(a, b) | DirectoryEdit::PostLeave(a, b)) => {
            return format!("post {a} in {b}");
        }
        Command::Directory(DirectoryEdit::SetLicences(licences)) => {
            let installed = &document.directory.licences;
            let turned = licences.iter().filter(|it| !installed.contains(it));
            let turned = turned.chain(installed.iter().filter(|it| !licences.contains(it)));
            return format!("licence {:?}", turned.collect::<Vec<_>>());
        }
        Command::Policy(edit) => edit,
        other => panic!("{other:?} is no single step"),
    };
    match edit {
        PolicyEdit::Processes(edit) => match edit {
            processes::Edit::Assign(group, process, _) => format!("level {group} {process}"),
            processes::Edit::Secure(group, process, _) => format!("data {group} {process}"),
            processes::Edit::SystemAdmin(user, _) => {
                format!("admin {user}")
            }
            other => panic!("{other:?}"),
        },
        PolicyEdit::Attributes(edit) => match edit {
            attributes::Edit::Tick(group, attribute, _) => format!("tick {group} {attribute}"),
            attributes::Edit::SetServices(user, _) => format!("services {user}"),
            other => panic!("{other:?}"),
        },
        PolicyEdit::Features(edit) => match edit {
            features::Edit::Put(who, feature, _) => format!("entry {who} {feature}"),
            features::Edit::SetDefault(feature, _) => format!("default {feature}"),
            other => panic!("{other:?}"),
        },
        PolicyEdit::Resources(edit) => match edit {
            resources::Edit::Set(seat, _) | resources::Edit::Clear(seat) => {
                format!("entry {} {}", seat.who, seat.on)
            }
            resources::Edit::Detail(seat, ..) => format!("days {} {}", seat.who, seat.on),
            resources::Edit::Admin(user, _) => {
                format!("admin {user}")
            }
            other => panic!("{other:?}"),
        },
        PolicyEdit::Acl(edit) => match edit {
            acl::Edit::AddMembers(owner, who) => format!("row {owner:?} {who:?}"),
            acl::Edit::RemoveMember(owner, who) | acl::Edit::Deny(owner, who, _) => {
                format!("row {owner:?} {:?}", [who])
            }
            acl::Edit::Clear(owner) => format!("list {owner:?}"),
            acl::Edit::SetList(owner, list) => about_list(document, owner, list),
            other => panic!("{other:?}"),
        },
        PolicyEdit::Toy(edit) => format!("{edit:?}"),
    }
}

/// What a list that is set changes of what counts now.
fn about_list(document: &Document, owner: &Owner, list: &List) -> About {
    let policy = &document.policies.acl;
    let record = policy.records.find(owner.id());
    let now = policy.list(owner).or_else(|| {
        record.and_then(|it| policy.list_of(&document.directory, it)).map(|(_, list)| list)
    });
    let Some(now) =
        now.filter(|_| !list.members.is_empty() || list.priority != Priority::FavourAllow)
    else {
        return format!("list {owner:?}");
    };
    if now.priority != list.priority {
        return format!("priority {owner:?}");
    }
    let changed = now.members.iter().filter(|it| !list.members.contains(it));
    let new = list.members.iter().filter(|it| !now.members.contains(it));
    let who: BTreeSet<String> = changed.chain(new).map(|it| it.who.to_string()).collect();
    format!("own row {owner:?} {who:?}")
}

/// Everything that is asked in one case.
#[derive(Clone, Debug)]
struct Case {
    user: Index,
    target: Index,
    wanted: (u8, Index, Index),
    circumstances: Circumstances,
    signed_on: bool,
    licences: u8,
}

fn cases(circumstances: BoxedStrategy<Circumstances>) -> impl Strategy<Value = Case> {
    let wanted = (0_u8..3, any::<Index>(), any::<Index>());
    (any::<Index>(), any::<Index>(), wanted, circumstances, any::<bool>(), 0_u8..16).prop_map(
        |(user, target, wanted, circumstances, signed_on, licences)| Case {
            user,
            target,
            wanted,
            circumstances,
            signed_on,
            licences,
        },
    )
}

fn wanted(snapshot: &Snapshot, question: &Question, case: &Case) -> Wanted {
    let resolver = snapshot.in_the_end(question.kind);
    let (how, which, other) = &case.wanted;
    let bits: &[u32] = match question.kind {
        ModelKind::Processes => &[1, 3, 7],
        ModelKind::Acl => &[1, 3, 7, 15],
        ModelKind::Attributes => &[1, 2],
        ModelKind::Resources => &[1, 2, 4, 8, 3, 7],
        ModelKind::Features => &[1, 3],
        ModelKind::Toy => &[1],
    };
    let grants = Grants(*which.get(bits));
    match how {
        0 => Wanted::AtLeast(grants),
        1 => Wanted::LessThan(grants),
        // What somebody else comes to.
        _ => {
            let people: Vec<&Shared<Members>> = snapshot.roster().people().collect();
            let other: &Members = people[other.index(people.len())];
            let found = resolver.decide(other, &question.circumstances, &question.target);
            Wanted::Exactly(found.unwrap().name.into_owned())
        }
    }
}

/// Whether it comes out, straight from what is asked.
fn holds(snapshot: &Snapshot, question: &Question, wanted: &Wanted) -> bool {
    let resolver = snapshot.in_the_end(question.kind);
    let members = question.subject.members(snapshot).unwrap();
    let asked = &question.circumstances;
    let ways = match question.signed_on {
        SignedOn::AsAsked => vec![asked.clone()],
        SignedOn::AsAny => resolver.any_identity(&members, asked),
    };
    let mut met = ways
        .iter()
        .map(|way| wanted.is_met(&resolver.decide(&members, way, &question.target).unwrap()));
    match wanted {
        Wanted::LessThan(_) => !ways.is_empty() && met.all(|met| met),
        _ => met.any(|met| met),
    }
}

fn with_licences(mut document: Document, case: &Case) -> Document {
    let licences = (0..).zip(LICENCES).filter(|(at, _)| case.licences >> at & 1 == 1);
    document.directory.licences = licences.map(|(_, name)| name.to_owned()).collect();
    document
}

/// Tries one case; whether a step was found, and none where nothing could be asked.
fn try_case(
    document: &Document,
    kind: ModelKind,
    case: &Case,
) -> Result<Option<bool>, TestCaseError> {
    let document = with_licences(document.clone(), case);
    let snapshot = Snapshot::new(&document, None);
    let targets = snapshot.in_the_end(kind).targets();
    if targets.is_empty() {
        return Ok(None);
    }
    let users: Vec<_> = document.directory.users.iter().collect();
    let question = Question {
        kind,
        target: case.target.get(&targets).key.clone(),
        subject: Subject::User(case.user.get(&users).id.clone()),
        circumstances: case.circumstances.clone(),
        signed_on: if case.signed_on { SignedOn::AsAsked } else { SignedOn::AsAny },
    };
    let mut wanted = wanted(&snapshot, &question, case);
    if holds(&snapshot, &question, &wanted) {
        let found = nearest(&snapshot, &question, &wanted, Budget::default()).unwrap();
        prop_assert!(found.steps.is_empty());
        // The other way round there is something to be found.
        wanted = match wanted {
            Wanted::AtLeast(grants) => Wanted::LessThan(grants),
            Wanted::LessThan(grants) => Wanted::AtLeast(grants),
            Wanted::Exactly(_) => return Ok(None),
        };
    }
    let found = nearest(&snapshot, &question, &wanted, Budget::default()).unwrap();
    prop_assert!(found.complete);
    if holds(&snapshot, &question, &wanted) {
        prop_assert!(found.steps.is_empty());
        return Ok(None);
    }
    flips(&snapshot, &question, &wanted, &found)?;
    let known: BTreeSet<About> = found
        .steps
        .iter()
        .filter_map(|step| match &step.change {
            Step::Document(command) => Some(about(&document, command)),
            Step::Circumstances(_) => None,
        })
        .collect();
    for command in universe(&document, kind) {
        // Where no day is asked for, days of its own take an entry out, whichever they are.
        let no_day = question.circumstances.on.is_none();
        let days = about(&document, &command).starts_with("days");
        let always = format!("{command:?}").contains("from: None, to: None");
        if no_day && days && !always {
            continue;
        }
        let Ok(other) = document.apply(&command) else { continue };
        let other = Snapshot::new(&other, Some(&snapshot));
        if holds(&other, &question, &wanted) {
            let about = about(&document, &command);
            prop_assert!(
                known.contains(&about),
                "{} is missed: {:?} {:?}",
                about,
                question,
                wanted
            );
        }
    }
    circumstances(&snapshot, &question, &wanted, &found)?;
    Ok(Some(!found.steps.is_empty()))
}

/// Each step, done, leads where it should; how many it touches is counted one by one.
fn flips(
    snapshot: &Snapshot,
    question: &Question,
    wanted: &Wanted,
    found: &Nearest,
) -> Result<(), TestCaseError> {
    let Subject::User(user) = &question.subject else { panic!("a person is asked") };
    let row = |of: &Snapshot| {
        let members = question.subject.members(of).unwrap();
        of.in_the_end(question.kind).row(&members, &question.circumstances)
    };
    for step in &found.steps {
        let after = match &step.change {
            Step::Document(command) => {
                Snapshot::new(&snapshot.document().apply(command).unwrap(), None)
            }
            Step::Circumstances(other) => {
                let question = Question { circumstances: other.clone(), ..question.clone() };
                prop_assert!(holds(snapshot, &question, wanted), "{:?}", step);
                snapshot.clone()
            }
        };
        let members = question.subject.members(&after).unwrap();
        let resolver = after.in_the_end(question.kind);
        let outcome = resolver.decide(&members, &step.circumstances, &question.target).unwrap();
        prop_assert_eq!(&outcome, &step.outcome, "{:?}", step);
        prop_assert!(wanted.is_met(&outcome), "{:?}", step);
        let asked =
            Circumstances { sign_on: None, service: None, ..question.circumstances.clone() };
        let differ = diff(snapshot, &after, &asked);
        let others = differ.iter().filter(|person| person.user != *user).count();
        prop_assert_eq!(step.others, Some(others), "{:?}", step);
        if let Step::Document(_) = &step.change {
            let heads = resolver.targets();
            let pairs = heads.iter().zip(row(snapshot).into_iter().zip(row(&after)));
            let also = pairs
                .filter(|(head, (was, is))| head.key != question.target && was.name != is.name);
            prop_assert_eq!(step.also, Some(also.count()), "{:?}", step);
        }
    }
    let ranks: Vec<_> =
        found.steps.iter().map(|step| (step.others, step.kind, step.also)).collect();
    prop_assert!(ranks.is_sorted());
    Ok(())
}

/// Every other sign-on, service, day and assumed licence that leads there is found.
fn circumstances(
    snapshot: &Snapshot,
    question: &Question,
    wanted: &Wanted,
    found: &Nearest,
) -> Result<(), TestCaseError> {
    let resolver = snapshot.in_the_end(question.kind);
    let members = question.subject.members(snapshot).unwrap();
    let asked = &question.circumstances;
    let mut others = Vec::new();
    let open = question.signed_on == SignedOn::AsAny;
    if !(open && asked.sign_on.is_none()) {
        let all = resolver.identities(&members).into_iter();
        others.extend(all.map(|sign_on| Circumstances { sign_on, ..asked.clone() }));
    }
    if !(open && asked.service.is_none()) {
        let all = resolver.services(&members).into_iter().map(Some);
        others.extend(all.map(|service| Circumstances { service, ..asked.clone() }));
    }
    if let Some(assumed) = &asked.licences {
        for licence in LICENCES {
            let mut licences = assumed.clone();
            match licences.iter().position(|it| it == licence) {
                Some(at) => drop(licences.remove(at)),
                None => licences.push(licence.to_owned()),
            }
            others.push(Circumstances { licences: Some(licences), ..asked.clone() });
        }
    }
    for other in others {
        let changed = Question { circumstances: other.clone(), ..question.clone() };
        if holds(snapshot, &changed, wanted) {
            let known = found
                .steps
                .iter()
                .any(|step| matches!(&step.change, Step::Circumstances(found) if *found == other));
            prop_assert!(known, "{:?} is missed", other);
        }
    }
    // A day that leads there stands in a span of days that come out alike: its first is found.
    if resolver.info().reads.on {
        for day in 1..8 {
            let on = Date::new(2026, 1, day);
            let at = |on| Question {
                circumstances: Circumstances { on, ..asked.clone() },
                ..question.clone()
            };
            let before = Date::new(2026, 1, day - 1).or(Date::new(2025, 12, 31));
            let begins = holds(snapshot, &at(on), wanted) && !holds(snapshot, &at(before), wanted);
            if begins && on != asked.on {
                let known = found.steps.iter().any(
                    |step| matches!(&step.change, Step::Circumstances(found) if found.on == on),
                );
                prop_assert!(known, "{:?} is missed", on);
            }
        }
    }
    Ok(())
}

/// Tries a model on random documents; in enough of them there is something to be found.
fn try_model<M: ModelUnderTest>(document: impl Fn(Document) -> Document, cases_of: u32) {
    let kind = ModelKind::of(M::INFO.key).unwrap();
    let all = directories()
        .prop_flat_map(|directory| (M::policies(&directory), Just(directory)))
        .prop_flat_map(|(policy, directory)| {
            let asked = M::circumstances(&directory);
            let mut document = Document { directory, ..Document::default() };
            *M::of_mut(&mut document.policies) = policy.into();
            (Just(Random(document)), cases(asked))
        });
    let mut runner =
        TestRunner::new(Config { cases: cases_of, ..Config::with_source_file(file!()) });
    let (tried, told) = (std::cell::Cell::new(0_u32), std::cell::Cell::new(0_u32));
    let outcome = runner.run(&all, |(Random(random), case)| {
        let any = try_case(&document(random), kind, &case)?;
        tried.set(tried.get() + u32::from(any.is_some()));
        told.set(told.get() + u32::from(any == Some(true)));
        Ok(())
    });
    if let Err(failure) = outcome {
        panic!("{failure}");
    }
    let (tried, told) = (tried.get(), told.get());
    assert!(told > 20, "only {told} of {tried} cases have a step");
}

/// A document that is shown as its file.
#[derive(Clone)]
struct Random(Document);

impl std::fmt::Debug for Random {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&crate::document::write(&self.0))
    }
}

#[test]
fn the_steps_of_processes_are_all_there_are() {
    try_model::<Processes>(|document| document, 512);
}

#[test]
fn the_steps_of_lists_are_all_there_are() {
    try_model::<Acl>(|document| document, 512);
}

#[test]
fn the_steps_of_lists_and_processes_together_are_all_there_are() {
    // What nobody has said anything about counts for nothing; somebody who is not there is flagged, so
    // that the processes count from the first to the last of their cells.
    try_model::<Acl>(
        |mut document| {
            document.policies.processes.edit().system_admins.turn(&"u-nobody".into(), true);
            let cells = [("g-0", 0, Level::Read), ("g-1", 1, Level::ReadWrite)];
            for (group, process, level) in cells {
                let edit = processes::Edit::Assign(group.into(), THROUGH[process].into(), level);
                let command = Command::Policy(PolicyEdit::Processes(edit));
                document = document.apply(&command).unwrap_or(document);
            }
            let kinds = acl::RecordType::ALL.iter().copied();
            let kinds: Vec<_> = kinds
                .filter(|kind| {
                    let process = process_of(&document.policies, *kind);
                    process.is_some_and(|it| THROUGH.contains(&it.as_str()))
                })
                .collect();
            let records = document.policies.acl.records.iter().enumerate();
            let records = records.map(|(at, record)| acl::Record {
                kind: kinds[at % kinds.len()],
                ..acl::Record::clone(record)
            });
            let records = Table::new(records.collect::<Vec<_>>());
            document.policies.acl.edit().records = records;
            document
        },
        192,
    );
}

#[test]
fn the_steps_of_attributes_are_all_there_are() {
    try_model::<Attributes>(|document| document, 512);
}

#[test]
fn the_steps_of_resources_are_all_there_are() {
    try_model::<Resources>(|document| document, 384);
}

#[test]
fn the_steps_of_features_are_all_there_are() {
    try_model::<Features>(|document| document, 512);
}

#[test]
fn the_steps_of_switches_are_all_there_are() {
    try_model::<Toy>(|document| document, 128);
}

#[test]
fn on_the_large_example_a_handful_of_documents_is_made() {
    let document = crate::examples::large(crate::examples::Size::default(), 1);
    let snapshot = Snapshot::new(&document, None);
    let mut steps = 0;
    for (user, target) in [(5, 3), (100, 77), (4_000, 200), (9_999, 499)] {
        let processes: Vec<_> = document.policies.processes.catalogue.items().collect();
        let question = Question {
            kind: ModelKind::Processes,
            target: processes[target].id.to_string(),
            subject: Subject::User(document.directory.users.nth(user).unwrap().id.clone()),
            circumstances: Circumstances::default(),
            signed_on: SignedOn::AsAsked,
        };
        // A few cells of the person's groups, and no more than everybody in these.
        let budget = Budget { documents: 40, people: 10_000, outcomes: 200 * 500 + 20_000 };
        let found = nearest(&snapshot, &question, &Wanted::AtLeast(Grants(7)), budget).unwrap();
        assert!(found.complete);
        steps += found.steps.len();
    }
    assert!(steps > 20, "there is something to be found");
}

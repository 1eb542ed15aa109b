//! What every model has to keep, tried on random documents. A model joins by implementing
//! [`ModelUnderTest`]; the registry then runs [`conforms`] for it.

use std::collections::{BTreeMap, BTreeSet};

use proptest::collection::{btree_set, vec};
use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};

use super::{ModelKind, Policies, PolicyEdit};
use crate::directory::{Circumstances, Directory, Group, Post, Table, Team, User};
use crate::document::{Command, Document, changes, changes_up_to};
use crate::format::{Finding, Json, Severity, parse, path_to};
use crate::model::{Edit as _, Explain, Index as _, Model, ModelSnapshot, Resolver};
use crate::query::{Counting, Snapshot, Sums, may_differ};
use crate::shared::Shared;
use crate::verdict::{Address, Decision, Grants, Names, Reason, Verdict, plain};

/// A model as the registry has it.
pub(crate) trait Registered: Model {
    /// The edit as the registry has it.
    fn edit(edit: Self::Edit) -> PolicyEdit;
    /// Its policy among those of all models.
    fn of(policies: &Policies) -> &Shared<Self::Policy>;
    /// The same, to be replaced.
    fn of_mut(policies: &mut Policies) -> &mut Shared<Self::Policy>;
}

/// What the kit has to know of a model to try it.
pub(crate) trait ModelUnderTest: Registered + Explain + Clone + std::fmt::Debug {
    /// Random policies over this directory, references that lead nowhere among them.
    fn policies(directory: &Directory) -> BoxedStrategy<Self::Policy>;
    /// Random edits, some of which must be refused.
    fn edits(directory: &Directory, policy: &Self::Policy) -> BoxedStrategy<Self::Edit>;
    /// Random circumstances, as far as the model reads them.
    fn circumstances(_directory: &Directory) -> BoxedStrategy<Circumstances> {
        Just(Circumstances::default()).boxed()
    }
    /// The decision worked out slowly and plainly, from the policy alone.
    fn oracle(
        directory: &Directory,
        policy: &Self::Policy,
        user: &User,
        circumstances: &Circumstances,
        target: &Self::Target,
    ) -> Self::Decision;
    /// Everything the policy sets, each with its address and the edit that takes it away.
    fn grants(directory: &Directory, policy: &Self::Policy) -> Vec<(Address, Self::Edit)>;
}

/// A few people, groups, posts and service teams; some people refer to what is not there.
pub(crate) fn directories() -> impl Strategy<Value = Directory> {
    let some = |count| btree_set(0_usize..count, 0..4);
    let person = (some(6), some(3), some(3));
    (1_usize..5, vec(person, 1..5), vec(some(3), 2)).prop_map(|(groups, people, posts)| {
        let id = |letter: char| move |at: usize| format!("{letter}-{at}");
        Directory {
            groups: Table::new(
                (0..groups).map(|at| Group::new(&id('g')(at), &format!("Group {at}"))),
            ),
            teams: Table::new((0..2).map(|at| Team::new(&id('t')(at), &format!("Team {at}")))),
            posts: Table::new(posts.into_iter().enumerate().map(|(at, teams)| Post {
                teams: teams.into_iter().map(|t| id('t')(t).as_str().into()).collect(),
                ..Post::new(&id('p')(at), &format!("Post {at}"))
            })),
            users: Table::new(people.into_iter().enumerate().map(
                |(at, (groups, posts, teams))| User {
                    groups: groups.into_iter().map(|g| id('g')(g).as_str().into()).collect(),
                    posts: posts.into_iter().map(|p| id('p')(p).as_str().into()).collect(),
                    teams: teams.into_iter().map(|t| id('t')(t).as_str().into()).collect(),
                    ..User::new(&id('u')(at), &format!("Person {at}"))
                },
            )),
            ..Directory::default()
        }
    })
}

/// A document, edits of it and circumstances.
#[derive(Clone)]
struct Case<M: ModelUnderTest> {
    document: Document,
    edits: Vec<M::Edit>,
    circumstances: Circumstances,
    /// Which values of the file to spoil, and how.
    spoils: Vec<(usize, usize)>,
}

/// As a file: the shipped catalogues of the other models would fill pages.
impl<M: ModelUnderTest> std::fmt::Debug for Case<M> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let document = crate::document::write(&self.document);
        writeln!(f, "{document}{:#?}\n{:?}\n{:?}", self.edits, self.circumstances, self.spoils)
    }
}

fn cases<M: ModelUnderTest>() -> impl Strategy<Value = Case<M>> {
    directories()
        .prop_flat_map(|directory| (M::policies(&directory), Just(directory)))
        .prop_flat_map(|(policy, directory)| {
            let edits = vec(M::edits(&directory, &policy), 0..4);
            let circumstances = M::circumstances(&directory);
            let spoils = vec((any::<usize>(), any::<usize>()), 6);
            (Just((policy, directory)), edits, circumstances, spoils)
        })
        .prop_map(|((policy, directory), edits, circumstances, spoils)| {
            let mut document = Document { directory, ..Document::default() };
            *M::of_mut(&mut document.policies) = policy.into();
            Case { document, edits, circumstances, spoils }
        })
}

/// Random documents of one model with circumstances to ask under, in some of them a value of the file that
/// cannot be read.
pub(crate) fn documents<M: ModelUnderTest>() -> impl Strategy<Value = (Document, Circumstances)> {
    (cases::<M>(), 0..4).prop_map(|(case, spoils)| {
        let text = crate::document::write(&case.document);
        let spoiled = case.spoils.first().filter(|_| spoils == 0);
        let spoiled = spoiled.and_then(|(place, how)| spoil(&text, M::INFO.key, *place, *how));
        let read = |it: Spoiled| crate::document::read(it.text.as_bytes()).ok();
        let spoiled = spoiled.and_then(read).map(|(document, _)| document);
        (spoiled.unwrap_or(case.document), case.circumstances)
    })
}

/// Every decision of a document, in order, worked out quickly.
fn decisions<M: ModelUnderTest>(snapshot: &Snapshot, case: &Case<M>) -> Vec<M::Decision> {
    let document = snapshot.document();
    let policy = M::of(&document.policies);
    let index = M::Index::compile(policy, &document.directory, None);
    let mut all = Vec::new();
    for members in snapshot.roster().people() {
        all.extend(index.row(members, &case.circumstances));
    }
    all
}

/// Runs the whole kit for one model.
pub(super) fn conforms<M: ModelUnderTest>() {
    let mut runner = TestRunner::new(Config { cases: 512, ..Config::with_source_file(file!()) });
    let outcome = runner.run(&cases::<M>(), |case| {
        let snapshot = Snapshot::new(&case.document, None);
        agrees_with_reference(&snapshot, &case)?;
        explains(&snapshot, &case)?;
        knows_what_it_grants(&snapshot, &case)?;
        adds_up(&snapshot, &case)?;
        survives_the_file(&snapshot, &case)?;
        survives_new_ids(&snapshot, &case)?;
        says_what_changed(&snapshot, &case)?;
        never_opens(&snapshot, &case)?;
        follows_edits(&snapshot, &case)
    });
    if let Err(failure) = outcome {
        panic!("{failure}");
    }
}

/// Point decisions and rows equal the reference.
fn agrees_with_reference<M: ModelUnderTest>(
    snapshot: &Snapshot,
    case: &Case<M>,
) -> Result<(), TestCaseError> {
    let document = snapshot.document();
    let policy = M::of(&document.policies);
    let index = M::Index::compile(policy, &document.directory, None);
    let targets = targets::<M>(policy);
    for (target, head) in targets.iter().zip(M::targets(policy)) {
        prop_assert_eq!(&target.to_string(), &head.key);
        prop_assert_eq!(M::head(policy, target), Some(head));
    }
    for (user, members) in document.directory.users.iter().zip(snapshot.roster().people()) {
        let row = index.row(members, &case.circumstances);
        prop_assert_eq!(row.len(), targets.len());
        let part = 1..targets.len().max(2);
        let seen = index.part_of_row(members, &case.circumstances, part.clone());
        prop_assert_eq!(Some(&*seen), row.get(part.start.min(row.len())..));
        for (target, in_row) in targets.iter().zip(row) {
            let expected =
                M::oracle(&document.directory, policy, user, &case.circumstances, target);
            let found = index.decide(members, &case.circumstances, target);
            prop_assert_eq!(&found, &expected, "{} on {:?}", user.id, target);
            prop_assert_eq!(&in_row, &expected, "in the row: {} on {:?}", user.id, target);
        }
    }
    Ok(())
}

/// What an outcome grants is what its name stands for, where the model knows that.
fn knows_what_it_grants<M: ModelUnderTest>(
    snapshot: &Snapshot,
    case: &Case<M>,
) -> Result<(), TestCaseError> {
    let kind = ModelKind::of(M::INFO.key).unwrap();
    for resolver in [snapshot.resolver(kind), snapshot.in_the_end(kind)] {
        for head in resolver.targets() {
            for outcome in resolver.column(&case.circumstances, &head.key).unwrap() {
                if let Some(grants) = resolver.abilities(&head.key, &outcome.name) {
                    prop_assert_eq!(grants, outcome.grants, "{}", outcome.name);
                }
            }
        }
    }
    Ok(())
}

/// Where a model says so, whoever leaves something can do no more without it.
fn adds_up<M: ModelUnderTest>(snapshot: &Snapshot, case: &Case<M>) -> Result<(), TestCaseError> {
    let kind = ModelKind::of(M::INFO.key).unwrap();
    let resolver = snapshot.in_the_end(kind);
    for members in snapshot.roster().people().filter(|_| M::INFO.adds_up) {
        let row = resolver.row(members, &case.circumstances);
        for at in 0..members.groups.len() + members.posts.len() + members.teams.len() {
            let mut less = crate::directory::Members::clone(members);
            let lists = [&mut less.groups, &mut less.posts, &mut less.teams];
            let mut rest = at;
            for list in lists {
                if rest < list.len() {
                    list.remove(rest);
                    break;
                }
                rest -= list.len();
            }
            for (more, less) in row.iter().zip(resolver.row(&less, &case.circumstances)) {
                prop_assert!(more.grants.contains(less.grants), "{:?} without {}", less, at);
            }
        }
    }
    Ok(())
}

fn targets<M: Model>(policy: &M::Policy) -> Vec<M::Target> {
    let heads = M::targets(policy);
    heads.iter().map(|head| M::target(policy, &head.key).unwrap()).collect()
}

/// The explanation comes to the decision, cites what is there, phrases without gaps, names known
/// rules, and whatever it does not cite can be taken away.
fn explains<M: ModelUnderTest>(snapshot: &Snapshot, case: &Case<M>) -> Result<(), TestCaseError> {
    let document = snapshot.document();
    let policy = M::of(&document.policies);
    let index = M::Index::compile(policy, &document.directory, None);
    let grants = M::grants(&document.directory, policy);
    let model = ModelSnapshot::<M> {
        directory: &document.directory,
        roster: snapshot.roster(),
        policy,
        index: &index,
        as_of: document.day(),
    };
    for members in snapshot.roster().people() {
        for target in targets::<M>(policy) {
            let verdict = M::explain(model, members, &case.circumstances, &target);
            let decision = index.decide(members, &case.circumstances, &target);
            prop_assert_eq!(&verdict.decision, &decision);
            prop_assert_eq!(&verdict.because.outcome, &decision.outcome());
            let steps = verdict.because.all();
            for step in &steps {
                sound_step(document, M::INFO.rule(step.rule).is_some(), step)?;
            }
            let cited: Vec<&Address> = steps.iter().flat_map(|step| step.cites()).collect();
            for (address, removal) in grants.iter().filter(|(at, _)| !cited.contains(&at)) {
                let mut without = policy.clone();
                removal.apply(&mut without, &document.directory).unwrap();
                let index = M::Index::compile(&without, &document.directory, None);
                let then = index.decide(members, &case.circumstances, &target);
                prop_assert_eq!(&then, &decision, "{:?} is not cited and decides", address);
            }
        }
    }
    Ok(())
}

/// The character by which a sentence shows that a name or a word is missing from it, unless a text of the
/// document has it too: random names have anything in them.
pub(crate) fn gap(document: &Document, sentence: &str) -> Option<char> {
    fn has(json: &Json, mark: char) -> bool {
        match json {
            Json::Text(text) => text.contains(mark),
            Json::List(items) => items.iter().any(|item| has(item, mark)),
            Json::Object(object) => {
                object.iter().any(|(key, value)| key.contains(mark) || has(value, mark))
            }
            _ => false,
        }
    }
    let own = |mark| has(&parse(crate::document::write(document).as_bytes()).unwrap(), mark);
    ['{', '?'].into_iter().find(|mark| sentence.contains(*mark) && !own(*mark))
}

fn sound_step(
    document: &Document,
    rule_is_known: bool,
    step: &Reason,
) -> Result<(), TestCaseError> {
    prop_assert!(rule_is_known, "there is no rule {}", step.rule);
    for address in step.cites() {
        prop_assert!(document.name(address).is_some(), "{address:?} leads nowhere");
    }
    let sentence = plain(step, document);
    prop_assert_eq!(gap(document, &sentence), None, "`{}` has a gap", sentence);
    prop_assert!(sentence.ends_with('.'), "`{sentence}` is no sentence");
    Ok(())
}

/// Writing and reading keeps every verdict, and the second writing is the first.
fn survives_the_file<M: ModelUnderTest>(
    snapshot: &Snapshot,
    case: &Case<M>,
) -> Result<(), TestCaseError> {
    let text = crate::document::write(snapshot.document());
    let (read, _) = crate::document::read(text.as_bytes()).unwrap();
    prop_assert_eq!(crate::document::write(&read), text);
    let read = Snapshot::new(&read, None);
    prop_assert_eq!(decisions(&read, case), decisions(snapshot, case));
    Ok(())
}

/// Ids are only names: others in their place change no decision.
fn survives_new_ids<M: ModelUnderTest>(
    snapshot: &Snapshot,
    case: &Case<M>,
) -> Result<(), TestCaseError> {
    let text = crate::document::write(snapshot.document());
    let renamed = text
        .replace("\"g-", "\"zz-")
        .replace("\"u-", "\"a a-")
        .replace("\"p-", "\"y-")
        .replace("\"t-", "\"x-");
    let (read, _) = crate::document::read(renamed.as_bytes()).unwrap();
    let renamed = Snapshot::new(&read, None);
    let known = |circumstances: &Circumstances| circumstances.sign_on.is_none();
    if known(&case.circumstances) {
        prop_assert_eq!(decisions(&renamed, case), decisions(snapshot, case));
    }
    Ok(())
}

/// What nobody can read opens nothing: with a value of the file made unreadable no decision is more
/// permissive than with it, one that comes out otherwise is marked as doubtful, and its explanation says
/// first what could not be read.
fn never_opens<M: ModelUnderTest>(
    snapshot: &Snapshot,
    case: &Case<M>,
) -> Result<(), TestCaseError> {
    let kind = ModelKind::of(M::INFO.key).unwrap();
    let text = crate::document::write(snapshot.document());
    for (place, how) in &case.spoils {
        let Some(Spoiled { text, path }) = spoil(&text, M::INFO.key, *place, *how) else {
            continue;
        };
        let (read, findings) = crate::document::read(text.as_bytes()).unwrap();
        let unreadable = |it: &&Finding| {
            let codes = ["wrong-type", "not-a-value", "missing", "blank"];
            it.severity == Severity::Error && codes.contains(&it.code)
        };
        // A map or an object that has something unreadable in it can be read itself.
        let item = |rest: &str| rest.strip_prefix('[').is_some_and(|it| !it.starts_with('\''));
        let here = |it: &Finding| {
            it.path.strip_prefix(&path).is_some_and(|rest| rest.is_empty() || item(rest))
        };
        if !findings.iter().filter(unreadable).any(here) {
            continue;
        }
        // Flags name people, and whom a spoiled one named is not known.
        let flag = path.contains("dmins");
        let spoiled = Snapshot::new(&read, None);
        let (before, after) = (snapshot.resolver(kind), spoiled.resolver(kind));
        let known: BTreeSet<String> = before.targets().into_iter().map(|it| it.key).collect();
        let targets = after.targets().into_iter().map(|target| target.key);
        for target in targets.filter(|target| known.contains(target)) {
            for user in snapshot.document().directory.users.iter() {
                let was = snapshot.roster().of(&user.id).unwrap();
                let is = spoiled.roster().of(&user.id).unwrap();
                let was = before.decide(was, &case.circumstances, &target).unwrap();
                let found = after.decide(is, &case.circumstances, &target).unwrap();
                let about = format!("{path} spoiled: {} on {target} in {text}", user.id);
                prop_assert!(was.grants.contains(found.grants), "{:?} opens {}", found, about);
                if !flag && !found.doubtful {
                    prop_assert_eq!(&was.name, &found.name, "unmarked: {}", about);
                }
                let verdict = after.explain(is, &case.circumstances, &target).unwrap();
                prop_assert_eq!(&verdict.decision, &found, "{}", about);
                prop_assert_eq!(&verdict.because.outcome, &found.name, "{}", about);
                let steps = verdict.because.all();
                for step in &steps {
                    sound_step(&read, M::INFO.rule(step.rule).is_some(), step)?;
                }
                if found.doubtful {
                    let first = verdict.because.steps.first().map(|step| step.rule);
                    prop_assert_eq!(first, Some(M::INFO.unreadable), "{}", about);
                }
            }
        }
        let members = spoiled.roster().people();
        for members in members {
            let row = after.row(members, &case.circumstances);
            let heads = after.targets();
            for (head, in_row) in heads.iter().zip(row) {
                let point = after.decide(members, &case.circumstances, &head.key);
                prop_assert_eq!(point.as_ref(), Some(&in_row), "{} in the row", path);
            }
        }
    }
    Ok(())
}

/// Does the edits on what a file says, step by step and from nothing; at the end nothing is in doubt, and
/// the file says nothing any more that cannot be read.
#[track_caller]
pub(super) fn mended(file: &str, edits: impl IntoIterator<Item = PolicyEdit>) -> Document {
    let (mut document, findings) = crate::document::read(file.as_bytes()).unwrap();
    assert!(findings.iter().any(|it| it.severity == Severity::Error));
    let mut snapshot = Snapshot::new(&document, None);
    for edit in edits {
        assert!(snapshot.generous().is_some(), "before {edit:?}");
        document = document.apply(&Command::Policy(edit)).unwrap();
        snapshot = Snapshot::new(&document, Some(&snapshot));
        let fresh = Snapshot::new(&document, None);
        assert_eq!(snapshot.generous().is_some(), fresh.generous().is_some());
    }
    let unread = ModelKind::ALL.iter().flat_map(|kind| document.unreadable(*kind));
    let unread: Vec<_> = unread.collect();
    assert!(snapshot.generous().is_none(), "{unread:?}");
    let (_, findings) =
        crate::document::read(crate::document::write(&document).as_bytes()).unwrap();
    let errors = findings.iter().filter(|it| it.severity == Severity::Error);
    assert_eq!(errors.count(), 0, "{findings:?}");
    document
}

/// A file with one value spoiled.
struct Spoiled {
    text: String,
    path: String,
}

/// Puts a value that cannot be read in one place of a model's section, or of what people belong to.
fn spoil(text: &str, model: &str, place: usize, how: usize) -> Option<Spoiled> {
    let mut json = parse(text.as_bytes()).unwrap();
    let mut places = Vec::new();
    collect(&json, &mut Vec::new(), &mut places);
    let section = format!("$.models.{model}.");
    let names = ["id", "name", "description", "catalogue"];
    places.retain(|keys: &Vec<Step>| {
        let path = path_of(keys);
        let last = keys.last().map(|step| step.key.as_str());
        let belongs =
            path.starts_with("$.directory.users[") || path.starts_with("$.directory.posts[");
        let lists = ["groups", "posts", "teams"];
        let of_person = belongs && lists.iter().any(|it| last == Some(it));
        of_person || path.starts_with(&section) && last.is_none_or(|key| !names.contains(&key))
    });
    let keys = places.get(place.checked_rem(places.len())?)?;
    let path = path_of(keys);
    let wrong = ["null", "7", "true", "\"?\"", "[7]", "{\"?\": 7}", "[[]]", "\"\"", "[]", "{}"];
    let wrong = wrong.get(how % wrong.len())?;
    put(&mut json, keys, parse(wrong.as_bytes()).ok()?);
    Some(Spoiled { text: crate::format::write(&json), path })
}

/// A key of an object, or a place of a list.
#[derive(Clone, Debug)]
struct Step {
    key: String,
    at: Option<usize>,
}

fn path_of(keys: &[Step]) -> String {
    let mut path = "$".to_owned();
    for step in keys {
        match step.at {
            Some(at) => path.push_str(&format!("[{at}]")),
            None => {
                path = format!("{path}{}", path_to(&[step.key.as_str()]).trim_start_matches('$'))
            }
        }
    }
    path
}

fn collect(json: &Json, here: &mut Vec<Step>, found: &mut Vec<Vec<Step>>) {
    let mut within = |step: Step, json: &Json| {
        here.push(step);
        found.push(here.clone());
        collect(json, here, found);
        here.pop();
    };
    match json {
        Json::Object(object) => {
            object
                .iter()
                .for_each(|(key, json)| within(Step { key: key.to_owned(), at: None }, json));
        }
        Json::List(items) => {
            for (at, json) in items.iter().enumerate() {
                within(Step { key: String::new(), at: Some(at) }, json);
            }
        }
        _ => {}
    }
}

fn put(json: &mut Json, keys: &[Step], value: Json) {
    let Some((first, rest)) = keys.split_first() else {
        *json = value;
        return;
    };
    match (json, first.at) {
        (Json::List(items), Some(at)) => put(&mut items[at], rest, value),
        (Json::Object(object), None) => {
            let members = object.iter().map(|(key, member)| {
                let mut member = member.clone();
                if key == first.key {
                    put(&mut member, rest, value.clone());
                }
                (key.to_owned(), member)
            });
            *object = members.collect();
        }
        _ => {}
    }
}

/// Something is said to have changed exactly when the file does, each change in other words than
/// the rest, and every place it names is there.
fn says_what_changed<M: ModelUnderTest>(
    snapshot: &Snapshot,
    case: &Case<M>,
) -> Result<(), TestCaseError> {
    let saved = snapshot.document();
    let mut draft = saved.clone();
    for edit in &case.edits {
        let command = Command::Policy(M::edit(edit.clone()));
        let Ok(next) = draft.apply(&command) else { continue };
        draft = next;
        for (from, to) in [(saved, &draft), (&draft, saved)] {
            let found = changes(from, to);
            let differs = crate::document::write(from) != crate::document::write(to);
            prop_assert_eq!(found.is_empty(), !differs, "{:?}", found);
            for most in [0, 1] {
                let counted = changes_up_to(most, from, to);
                prop_assert_eq!(counted.count(), found.len(), "{:?}", found);
                let first = &found[..most.min(found.len())];
                prop_assert_eq!(&counted.into_lines(), first);
            }
            for address in found.iter().filter_map(|change| change.address.as_ref()) {
                prop_assert!(to.name(address).is_some(), "{:?} leads nowhere", address);
            }
            let words: BTreeSet<&str> = found.iter().map(|change| &*change.words).collect();
            prop_assert_eq!(words.len(), found.len(), "said twice: {:?}", found);
        }
    }
    Ok(())
}

/// After each edit, what was compiled step by step equals what is compiled from nothing; models
/// that the edit did not touch keep their index; a refused edit leaves the same document.
fn follows_edits<M: ModelUnderTest>(
    snapshot: &Snapshot,
    case: &Case<M>,
) -> Result<(), TestCaseError> {
    let mut snapshot = snapshot.clone();
    for edit in &case.edits {
        let command = Command::Policy(M::edit(edit.clone()));
        let Ok(next) = snapshot.document().apply(&command) else { continue };
        let stepwise = Snapshot::new(&next, Some(&snapshot));
        let fresh = Snapshot::new(&next, None);
        for kind in ModelKind::ALL {
            if next.policies.same(&snapshot.document().policies, *kind) {
                prop_assert!(stepwise.indexes().same(snapshot.indexes(), *kind));
            }
            let (a, b) = (stepwise.resolver(*kind), fresh.resolver(*kind));
            for (step, anew) in stepwise.roster().people().zip(fresh.roster().people()) {
                let row = a.row(step, &case.circumstances);
                prop_assert_eq!(row, b.row(anew, &case.circumstances));
            }
        }
        counts(&snapshot, &stepwise)?;
        snapshot = stepwise;
    }
    agrees_with_reference(&Snapshot::new(snapshot.document(), None), case)
}

/// How many gain and lose by an edit, counted quickly, is what comparing every outcome under every
/// identity comes to; and whoever does is among those for whom the model can differ.
pub(crate) fn counts(before: &Snapshot, after: &Snapshot) -> Result<(), TestCaseError> {
    let shared = |snapshot: &Snapshot| Shared::new(snapshot.clone());
    let none = Circumstances::default();
    let counted = Counting::new(shared(before), shared(after), none.clone()).step(usize::MAX);
    let mut sums = Sums::default();
    let people = before.roster().people().zip(after.roster().people());
    let told = ModelKind::ALL.iter().map(|kind| may_differ(before, after, *kind));
    let told: Vec<Option<Vec<u32>>> = told.collect();
    for (at, (then, now)) in (0..).zip(people) {
        let (mut gains, mut loses) = (false, false);
        for (kind, told) in ModelKind::ALL.iter().zip(&told) {
            let (was, is) = (before.in_the_end(*kind), after.in_the_end(*kind));
            let mut sign_ons = is.any_identity(now, &none);
            sign_ons.extend(was.any_identity(then, &none));
            for circumstances in sign_ons {
                let all = |resolver: &dyn Resolver, members| -> BTreeMap<String, Grants> {
                    let keys = resolver.targets().into_iter().map(|target| target.key);
                    let row = resolver.row(members, &circumstances).into_iter();
                    keys.zip(row.map(|outcome| outcome.grants)).collect()
                };
                let (was, is) = (all(&*was, then), all(&*is, now));
                let of =
                    |all: &BTreeMap<String, Grants>, key| all.get(key).copied().unwrap_or_default();
                let is_told = told.as_ref().is_none_or(|told| told.contains(&at));
                prop_assert!(was == is || is_told, "{:?} in {}", now.user, kind.info().key);
                for key in was.keys().chain(is.keys()) {
                    gains |= !of(&is, key).beyond(of(&was, key)).is_empty();
                    loses |= !of(&was, key).beyond(of(&is, key)).is_empty();
                }
            }
        }
        sums.gain += usize::from(gains);
        sums.lose += usize::from(loses);
    }
    prop_assert_eq!(counted, Some(sums));
    Ok(())
}

/// The verdict on one person, for tests that say what they expect in words.
pub(super) fn verdict<M: ModelUnderTest>(
    document: &Document,
    user: &str,
    target: &str,
) -> Verdict<M::Decision> {
    let snapshot = Snapshot::new(document, None);
    let policy = M::of(&document.policies);
    let index = M::Index::compile(policy, &document.directory, None);
    let model = ModelSnapshot::<M> {
        directory: &document.directory,
        roster: snapshot.roster(),
        policy,
        index: &index,
        as_of: document.day(),
    };
    let members = snapshot.roster().of(&user.into()).unwrap();
    let target = M::target(policy, target).unwrap();
    M::explain(model, members, &Circumstances::default(), &target)
}

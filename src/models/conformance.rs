//! What every model has to keep, tried on random documents. A model joins by implementing
//! [`Specimen`]; the registry then runs [`conforms`] for it.

use std::collections::{BTreeMap, BTreeSet};

use proptest::collection::{btree_set, vec};
use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};

use super::{ModelKind, Policies, PolicyEdit};
use crate::directory::{Circumstances, Directory, Group, Post, Table, Team, User};
use crate::document::{Command, Document, changes};
use crate::model::{Model, Resolver, Scene};
use crate::query::{Counting, Moment, Sums};
use crate::shared::Shared;
use crate::verdict::{Address, Decision, Grants, Names, Reason, Verdict, plain};

/// What the kit has to know of a model to try it.
pub(crate) trait Specimen: Model + Clone + std::fmt::Debug {
    /// Random policies over this directory, references that lead nowhere among them.
    fn policies(directory: &Directory) -> BoxedStrategy<Self::Policy>;
    /// Random edits, some of which must be refused.
    fn edits(directory: &Directory, policy: &Self::Policy) -> BoxedStrategy<Self::Edit>;
    /// Random circumstances, as far as the model reads them.
    fn circumstances(_directory: &Directory) -> BoxedStrategy<Circumstances> {
        Just(Circumstances::default()).boxed()
    }
    /// The decision worked out slowly and plainly, from the policy alone.
    fn reference(
        directory: &Directory,
        policy: &Self::Policy,
        user: &User,
        circumstances: &Circumstances,
        target: &Self::Target,
    ) -> Self::Decision;
    /// Everything the policy sets, each with its address and the edit that takes it away.
    fn grants(directory: &Directory, policy: &Self::Policy) -> Vec<(Address, Self::Edit)>;
    /// The edit as the registry has it.
    fn edit(edit: Self::Edit) -> PolicyEdit;
    /// Its policy among those of all models.
    fn of(policies: &Policies) -> &Shared<Self::Policy>;
    /// The same, to be replaced.
    fn of_mut(policies: &mut Policies) -> &mut Shared<Self::Policy>;
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
#[derive(Clone, Debug)]
struct Case<M: Specimen> {
    document: Document,
    edits: Vec<M::Edit>,
    circumstances: Circumstances,
}

fn cases<M: Specimen>() -> impl Strategy<Value = Case<M>> {
    directories()
        .prop_flat_map(|directory| (M::policies(&directory), Just(directory)))
        .prop_flat_map(|(policy, directory)| {
            let edits = vec(M::edits(&directory, &policy), 0..4);
            let circumstances = M::circumstances(&directory);
            (Just((policy, directory)), edits, circumstances)
        })
        .prop_map(|((policy, directory), edits, circumstances)| {
            let mut document = Document { directory, ..Document::default() };
            *M::of_mut(&mut document.policies) = policy.into();
            Case { document, edits, circumstances }
        })
}

/// Every decision of a document, in order, worked out quickly.
fn decisions<M: Specimen>(moment: &Moment, case: &Case<M>) -> Vec<M::Decision> {
    let document = moment.document();
    let policy = M::of(&document.policies);
    let index = M::compile(policy, &document.directory, None);
    let mut all = Vec::new();
    for members in moment.roster().people() {
        all.extend(M::row(&index, members, &case.circumstances));
    }
    all
}

/// Runs the whole kit for one model.
pub(super) fn conforms<M: Specimen>() {
    let mut runner = TestRunner::new(Config { cases: 512, ..Config::default() });
    let outcome = runner.run(&cases::<M>(), |case| {
        let moment = Moment::new(&case.document, None);
        agrees_with_reference(&moment, &case)?;
        explains(&moment, &case)?;
        survives_the_file(&moment, &case)?;
        survives_new_ids(&moment, &case)?;
        says_what_changed(&moment, &case)?;
        follows_edits(&moment, &case)
    });
    if let Err(failure) = outcome {
        panic!("{failure}");
    }
}

/// Point decisions and rows equal the reference.
fn agrees_with_reference<M: Specimen>(
    moment: &Moment,
    case: &Case<M>,
) -> Result<(), TestCaseError> {
    let document = moment.document();
    let policy = M::of(&document.policies);
    let index = M::compile(policy, &document.directory, None);
    let targets = targets::<M>(policy);
    for (user, members) in document.directory.users.iter().zip(moment.roster().people()) {
        let row = M::row(&index, members, &case.circumstances);
        prop_assert_eq!(row.len(), targets.len());
        let part = 1..targets.len().max(2);
        let seen = M::part_of_row(&index, members, &case.circumstances, part.clone());
        prop_assert_eq!(Some(&*seen), row.get(part.start.min(row.len())..));
        for (target, in_row) in targets.iter().zip(row) {
            let expected =
                M::reference(&document.directory, policy, user, &case.circumstances, target);
            let found = M::decide(&index, members, &case.circumstances, target);
            prop_assert_eq!(&found, &expected, "{} on {:?}", user.id, target);
            prop_assert_eq!(&in_row, &expected, "in the row: {} on {:?}", user.id, target);
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
fn explains<M: Specimen>(moment: &Moment, case: &Case<M>) -> Result<(), TestCaseError> {
    let document = moment.document();
    let policy = M::of(&document.policies);
    let index = M::compile(policy, &document.directory, None);
    let grants = M::grants(&document.directory, policy);
    let scene = Scene::<M> {
        directory: &document.directory,
        roster: moment.roster(),
        policy,
        index: &index,
        as_of: document.as_of,
    };
    for members in moment.roster().people() {
        for target in targets::<M>(policy) {
            let verdict = M::explain(scene, members, &case.circumstances, &target);
            let decision = M::decide(&index, members, &case.circumstances, &target);
            prop_assert_eq!(&verdict.decision, &decision);
            prop_assert_eq!(&verdict.because.outcome, &decision.outcome());
            let steps = verdict.because.all();
            for step in &steps {
                sound_step(document, M::ABOUT.rule(step.rule).is_some(), step)?;
            }
            let cited: Vec<&Address> = steps.iter().flat_map(|step| step.cites()).collect();
            for (address, removal) in grants.iter().filter(|(at, _)| !cited.contains(&at)) {
                let mut without = policy.clone();
                M::apply(&mut without, &document.directory, removal).unwrap();
                let index = M::compile(&without, &document.directory, None);
                let then = M::decide(&index, members, &case.circumstances, &target);
                prop_assert_eq!(&then, &decision, "{:?} is not cited and decides", address);
            }
        }
    }
    Ok(())
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
    prop_assert!(!sentence.contains('{'), "`{sentence}` has a gap");
    prop_assert!(sentence.ends_with('.'), "`{sentence}` is no sentence");
    Ok(())
}

/// Writing and reading keeps every verdict, and the second writing is the first.
fn survives_the_file<M: Specimen>(moment: &Moment, case: &Case<M>) -> Result<(), TestCaseError> {
    let text = crate::document::write(moment.document());
    let (read, _) = crate::document::read(text.as_bytes()).unwrap();
    prop_assert_eq!(crate::document::write(&read), text);
    let read = Moment::new(&read, None);
    prop_assert_eq!(decisions(&read, case), decisions(moment, case));
    Ok(())
}

/// Ids are only names: others in their place change no decision.
fn survives_new_ids<M: Specimen>(moment: &Moment, case: &Case<M>) -> Result<(), TestCaseError> {
    let text = crate::document::write(moment.document());
    let renamed = text
        .replace("\"g-", "\"zz-")
        .replace("\"u-", "\"a a-")
        .replace("\"p-", "\"y-")
        .replace("\"t-", "\"x-");
    let (read, _) = crate::document::read(renamed.as_bytes()).unwrap();
    let renamed = Moment::new(&read, None);
    let known = |circumstances: &Circumstances| circumstances.sign_on.is_none();
    if known(&case.circumstances) {
        prop_assert_eq!(decisions(&renamed, case), decisions(moment, case));
    }
    Ok(())
}

/// Something is said to have changed exactly when the file does, each change in other words than
/// the rest, and every place it names is there.
fn says_what_changed<M: Specimen>(moment: &Moment, case: &Case<M>) -> Result<(), TestCaseError> {
    let saved = moment.document();
    let mut draft = saved.clone();
    for edit in &case.edits {
        let command = Command::Policy(M::edit(edit.clone()));
        let Ok((next, _)) = draft.apply(&command) else { continue };
        draft = next;
        for (from, to) in [(saved, &draft), (&draft, saved)] {
            let found = changes(from, to);
            let differs = crate::document::write(from) != crate::document::write(to);
            prop_assert_eq!(found.is_empty(), !differs, "{:?}", found);
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
fn follows_edits<M: Specimen>(moment: &Moment, case: &Case<M>) -> Result<(), TestCaseError> {
    let mut moment = moment.clone();
    for edit in &case.edits {
        let command = Command::Policy(M::edit(edit.clone()));
        let Ok((next, _)) = moment.document().apply(&command) else { continue };
        let stepwise = Moment::new(&next, Some(&moment));
        let fresh = Moment::new(&next, None);
        for kind in ModelKind::ALL {
            if next.policies.same(&moment.document().policies, *kind) {
                prop_assert!(stepwise.indexes().same(moment.indexes(), *kind));
            }
            let (a, b) = (stepwise.resolver(*kind), fresh.resolver(*kind));
            for (step, anew) in stepwise.roster().people().zip(fresh.roster().people()) {
                let row = a.row(step, &case.circumstances);
                prop_assert_eq!(row, b.row(anew, &case.circumstances));
            }
        }
        counts(&moment, &stepwise)?;
        moment = stepwise;
    }
    agrees_with_reference(&Moment::new(moment.document(), None), case)
}

/// How many gain and lose by an edit, counted quickly, is what comparing every outcome under every
/// identity comes to.
pub(crate) fn counts(before: &Moment, after: &Moment) -> Result<(), TestCaseError> {
    let shared = |moment: &Moment| Shared::new(moment.clone());
    let none = Circumstances::default();
    let counted = Counting::new(shared(before), shared(after), none.clone()).step(usize::MAX);
    let mut sums = Sums::default();
    for (then, now) in before.roster().people().zip(after.roster().people()) {
        let (mut gains, mut loses) = (false, false);
        for kind in ModelKind::ALL {
            let (was, is) = (before.in_the_end(*kind), after.in_the_end(*kind));
            for sign_on in is.identities(now) {
                let circumstances = Circumstances { sign_on, ..none.clone() };
                let all = |resolver: &dyn Resolver, members| -> BTreeMap<String, Grants> {
                    let keys = resolver.targets().into_iter().map(|target| target.key);
                    let row = resolver.row(members, &circumstances).into_iter();
                    keys.zip(row.map(|outcome| outcome.grants)).collect()
                };
                let (was, is) = (all(&*was, then), all(&*is, now));
                let of =
                    |all: &BTreeMap<String, Grants>, key| all.get(key).copied().unwrap_or_default();
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
pub(super) fn verdict<M: Specimen>(
    document: &Document,
    user: &str,
    target: &str,
) -> Verdict<M::Decision> {
    let moment = Moment::new(document, None);
    let policy = M::of(&document.policies);
    let index = M::compile(policy, &document.directory, None);
    let scene = Scene::<M> {
        directory: &document.directory,
        roster: moment.roster(),
        policy,
        index: &index,
        as_of: document.as_of,
    };
    let members = moment.roster().of(&user.into()).unwrap();
    let target = M::target(policy, target).unwrap();
    M::explain(scene, members, &Circumstances::default(), &target)
}

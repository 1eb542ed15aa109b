//! The answer to "who can": people by their routes with the reason of each, who is one step short, how
//! everybody stands, what the draft changes in it. Worked out here, drawn elsewhere.

use std::collections::{BTreeMap, BTreeSet};

use whocan_core::directory::{Circumstances, Members, UserId};
use whocan_core::document::Command;
use whocan_core::model::Resolver;
use whocan_core::query::{
    Budget, Question, Route as Way, SignedOn, Snapshot, Step, StepKind, Subject, Wanted, WhoCan,
    met_by, nearest, places, routes, who_can,
};
use whocan_core::shared::sorted_indices;
use whocan_core::verdict::{Address, Grants, Outcome};

use super::question::Ability;
use super::words::{Cited, routes_words, rule, sentence, through};

/// How many rows are explained; what is beyond them is counted.
const EXPLAINED: usize = 24;
/// Of how many who are one step short it is looked up through what they have what they have.
const LOOKED_AT: usize = 300;
/// How many rows of those there are.
const NEAR: usize = 3;
/// How many steps are tried for the people of a row, and on how much at most.
const TRIED: usize = 12;
const BUDGET: Budget = Budget { documents: 300, people: 60_000, outcomes: 100_000 };

/// People who have the same routes.
#[derive(Clone, Debug)]
pub struct Row {
    /// The routes in words.
    pub title: String,
    /// The first route alone, for a picture.
    pub short_title: String,
    /// How many routes there are.
    pub ways: usize,
    /// The people, by their positions in the directory.
    pub people: Vec<usize>,
    /// What they have.
    pub outcome: Outcome,
    /// Why.
    pub because: String,
    /// The rule of it.
    pub rule: Option<Cited>,
    /// Where it is set.
    pub place: Option<Address>,
}

/// What the draft changes in an answer.
#[derive(Clone, Debug, Default)]
pub struct Changed {
    /// Who joins the answer.
    pub joined: Vec<usize>,
    /// Who leaves it, by name: they may be gone.
    pub left: Vec<String>,
    /// Who has something else than before, by what they have now; those who join and leave among them.
    pub others: Vec<(Outcome, bool, Vec<usize>)>,
    /// The same people.
    pub positions: BTreeSet<usize>,
}

/// See the module.
#[derive(Clone, Debug)]
pub struct Answer {
    /// What was asked.
    pub ability: Ability,
    /// Under which circumstances.
    pub asked: Circumstances,
    /// Who can.
    pub found: WhoCan,
    /// Those who can, the largest group first.
    pub rows: Vec<Row>,
    /// How many groups are beyond the rows, and how many people are in them.
    pub beyond: (usize, usize),
    /// Those who are one step short.
    pub near: Vec<Row>,
    /// How many of those are in no row.
    pub near_beyond: usize,
    /// What everybody has, by their positions; none for who cannot sign on so.
    pub standing: Vec<Option<Outcome>>,
    /// What the draft changes; none where there is no draft.
    pub changed: Option<Changed>,
}

/// What everybody comes to on a target: of all ways to sign on the most.
pub fn standing(
    snapshot: &Snapshot,
    resolver: &dyn Resolver,
    asked: &Circumstances,
    target: &str,
) -> Vec<Option<Outcome>> {
    let Some(decide) = resolver.on(target) else { return Vec::new() };
    let reads = resolver.info().reads;
    let best = |members: &Members| {
        if !reads.sign_on && !reads.service {
            return Some(decide(members, asked));
        }
        let mut best: Option<Outcome> = None;
        for way in resolver.any_identity(members, asked) {
            let outcome = decide(members, &way);
            let more =
                |known: &Outcome| outcome.grants.0.count_ones() > known.grants.0.count_ones();
            if best.as_ref().is_none_or(more) {
                best = Some(outcome);
            }
        }
        best
    };
    snapshot.roster().people().map(|members| best(members)).collect()
}

fn row(
    snapshot: &Snapshot,
    resolver: &dyn Resolver,
    ability: &Ability,
    asked: &Circumstances,
    (ways, complete): (&[Way], bool),
    people: Vec<usize>,
    outcome: Outcome,
) -> Row {
    let directory = &snapshot.document().directory;
    let kind = ability.kind;
    let first = ways.first();
    let members = people.first().and_then(|at| snapshot.roster().nth(*at));
    let verdict = first
        .zip(members)
        .and_then(|(way, members)| way.explain(resolver, members, asked, &ability.head.key));
    let reason = verdict.as_ref().map(|verdict| &verdict.because);
    let short_title = first.map(|way| through(kind, way, directory));
    Row {
        title: routes_words(kind, ways, complete, directory),
        short_title: short_title.unwrap_or_default(),
        ways: ways.len(),
        people,
        outcome,
        because: reason.map(|reason| sentence(reason, snapshot)).unwrap_or_default(),
        rule: reason.and_then(|reason| rule(kind, reason)),
        place: reason.and_then(|reason| places(reason, &ability.head.key).into_iter().next()),
    }
}

/// Answers; none where the target is gone.
pub fn answer(
    snapshot: &Snapshot,
    saved: Option<&Snapshot>,
    ability: &Ability,
    asked: &Circumstances,
) -> Option<Answer> {
    let (kind, target) = (ability.kind, ability.head.key.as_str());
    let found = who_can(snapshot, kind, asked, target, &ability.wanted)?;
    let resolver = snapshot.in_the_end(kind);
    let mut rows = Vec::new();
    for group in found.groups.iter().take(EXPLAINED) {
        let able = || group.people.iter().filter_map(|at| found.able.get(*at));
        let people = able().map(|able| able.at).collect();
        let Some(outcome) = able().next().map(|able| able.outcome.clone()) else { continue };
        let ways = (group.routes.as_slice(), group.complete);
        rows.push(row(snapshot, &*resolver, ability, asked, ways, people, outcome));
    }
    let beyond = found.groups.iter().skip(EXPLAINED);
    let beyond = (beyond.clone().count(), beyond.map(|group| group.people.len()).sum());
    let (near, near_beyond) = near(snapshot, &*resolver, ability, asked, &found);
    let standing = standing(snapshot, &*resolver, asked, target);
    let before = saved.filter(|saved| !saved.document().same(snapshot.document()));
    let changed = before.map(|saved| changed(snapshot, saved, ability, asked, &standing));
    let (ability, asked) = (ability.clone(), asked.clone());
    Some(Answer { ability, asked, found, rows, beyond, near, near_beyond, standing, changed })
}

/// Those who fall short with the same outcome by the same routes.
struct Alike {
    routes: Vec<Way>,
    is_complete: bool,
    people: Vec<usize>,
    outcome: Outcome,
}

fn near(
    snapshot: &Snapshot,
    resolver: &dyn Resolver,
    ability: &Ability,
    asked: &Circumstances,
    found: &WhoCan,
) -> (Vec<Row>, usize) {
    let directory = &snapshot.document().directory;
    let mut groups: BTreeMap<(String, String), Alike> = BTreeMap::new();
    for short in found.short.iter().take(LOOKED_AT) {
        let Some(members) = snapshot.roster().nth(short.at) else { continue };
        let wanted = Wanted::AtLeast(short.outcome.grants);
        let ways = routes(resolver, &ability.head.key, members, asked, &wanted).unwrap_or_default();
        let words = routes_words(ability.kind, &ways.routes, ways.complete, directory);
        let key = (short.outcome.name.to_string(), words);
        let known = groups.entry(key).or_insert_with(|| Alike {
            routes: ways.routes,
            is_complete: ways.complete,
            people: Vec::new(),
            outcome: short.outcome.clone(),
        });
        known.people.push(short.at);
    }
    let all: Vec<Alike> = groups.into_values().collect();
    let size = |at: usize| all.get(at).map_or(0, |alike| alike.people.len());
    let order = sorted_indices(all.len(), &mut |one, other| size(other).cmp(&size(one)));
    let rows: Vec<Row> = order
        .take(NEAR)
        .filter_map(|at| all.get(at))
        .map(|Alike { routes, is_complete, people, outcome }| {
            let (people, outcome) = (people.clone(), outcome.clone());
            row(snapshot, resolver, ability, asked, (routes, *is_complete), people, outcome)
        })
        .collect();
    let shown: usize = rows.iter().map(|row| row.people.len()).sum();
    (rows, found.short.len() - shown)
}

fn changed(
    snapshot: &Snapshot,
    saved: &Snapshot,
    ability: &Ability,
    asked: &Circumstances,
    now: &[Option<Outcome>],
) -> Changed {
    let resolver = saved.in_the_end(ability.kind);
    let then = standing(saved, &*resolver, asked, &ability.head.key);
    let (users, were) = (&snapshot.document().directory.users, &saved.document().directory.users);
    let met = |outcome: Option<&Outcome>| outcome.is_some_and(|it| ability.wanted.is_met(it));
    let grants = |outcome: Option<&Outcome>| outcome.map_or(Grants::default(), |it| it.grants);
    let mut changed = Changed::default();
    for (at, (user, outcome)) in users.iter().zip(now).enumerate() {
        let before = were.position(&user.id).and_then(|at| then.get(at)?.as_ref());
        let now = outcome.as_ref();
        if grants(before) == grants(now) && before.map(|it| &it.name) == now.map(|it| &it.name) {
            continue;
        }
        match (met(before), met(now)) {
            (false, true) => changed.joined.push(at),
            (true, false) => changed.left.push(user.name.clone()),
            _ => {}
        }
        changed.positions.insert(at);
        let Some(now) = now else { continue };
        let gains = !now.grants.beyond(grants(before)).is_empty();
        let same =
            |known: &&mut (Outcome, bool, Vec<usize>)| known.0.name == now.name && known.1 == gains;
        match changed.others.iter_mut().find(same) {
            Some((.., people)) => people.push(at),
            None => changed.others.push((now.clone(), gains, vec![at])),
        }
    }
    let gone = were
        .iter()
        .zip(&then)
        .filter(|(user, outcome)| !users.has(&user.id) && met(outcome.as_ref()));
    changed.left.extend(gone.map(|(user, _)| user.name.clone()));
    changed
}

/// A step that can be tried: one edit of the draft.
#[derive(Clone, Debug)]
pub struct Try {
    /// The edit.
    pub command: Command,
    /// The edit in words.
    pub words: String,
    /// How many of the people of its row can after it.
    pub reached: usize,
    /// For how many others anything changes; none where that was not worked out.
    pub others: Option<usize>,
}

/// The single edit after which the most of these people can, and of several the one that touches the
/// fewest others.
pub fn step_for(
    snapshot: &Snapshot,
    ability: &Ability,
    asked: &Circumstances,
    people: &[usize],
) -> Option<Try> {
    let user = |at: usize| -> Option<UserId> {
        snapshot.document().directory.users.nth(at).map(|user| user.id.clone())
    };
    let first = user(*people.first()?)?;
    let question = Question {
        kind: ability.kind,
        target: ability.head.key.clone(),
        subject: Subject::User(first),
        circumstances: asked.clone(),
        signed_on: SignedOn::AsAny,
    };
    let found = nearest(snapshot, &question, &ability.wanted, BUDGET)?;
    let (mut own, belonging): (Vec<_>, Vec<_>) = found
        .steps
        .into_iter()
        .partition(|step| people.len() == 1 || step.kind != StepKind::Belonging);
    // What is set for a group can reach all who are short through it.
    let mut steps = belonging;
    steps.append(&mut own);
    let mut best: Option<Try> = None;
    for step in steps.into_iter().take(TRIED) {
        let Step::Document(command) = step.change else { continue };
        let reached = reached(snapshot, ability, asked, people, &command);
        if best.as_ref().is_none_or(|known| reached > known.reached) {
            best = Some(Try { command, words: step.words, reached, others: step.others });
        }
    }
    best
}

fn reached(
    snapshot: &Snapshot,
    ability: &Ability,
    asked: &Circumstances,
    people: &[usize],
    command: &Command,
) -> usize {
    let Some(after) = snapshot.after([command]) else { return 0 };
    let resolver = after.in_the_end(ability.kind);
    let Some(decide) = resolver.on(&ability.head.key) else { return 0 };
    let can = |at: &&usize| {
        let members = after.roster().nth(**at);
        members.is_some_and(|it| met_by(&*resolver, &decide, it, asked, &ability.wanted).is_some())
    };
    people.iter().take(LOOKED_AT).filter(can).count()
}

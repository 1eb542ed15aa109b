//! Make it so: the smallest sets of steps that grant a wish, with what else they change. Small ones are
//! found by trying all; where that is too much, one is made step by step and what it does not need is
//! taken out again.

use std::collections::BTreeSet;

use super::diff::{CellDiff, PersonDiff, diff};
use super::nearest::Budget;
use super::steps::{
    Aim, Membership, Question, SignedOn, memberships, of_licences, of_posts, of_settings, places,
    ways,
};
use super::{Snapshot, Subject, Wanted};
use crate::directory::{Circumstances, DirectoryEdit, Principal, UserId, belongs};
use crate::document::Command;
use crate::model::Resolver;
use crate::models::ModelKind;
use crate::shared::{collect_into, sorted_indices};
use crate::verdict::Grants;

/// How many steps a set has that is found by trying all.
const MOST_TRIED: usize = 4;
/// How many steps a set has that is made step by step.
const MOST_MADE: usize = 200;
/// How many ways are looked at more closely.
const MOST_FOUND: usize = 96;
/// How many answers are offered.
const MOST_ANSWERS: usize = 24;

/// What is wished for.
#[derive(Clone, Debug, PartialEq)]
pub enum Wish {
    /// Somebody can do on one target what somebody else can.
    Like {
        /// Who.
        user: UserId,
        /// Like whom.
        like: UserId,
        /// In which model.
        kind: ModelKind,
        /// The target's key.
        target: String,
    },
    /// Somebody has the same as somebody else, in every model in which anything is set.
    Same {
        /// Who.
        user: UserId,
        /// As whom.
        like: UserId,
    },
    /// Nobody can do something but whoever is, or belongs to, one of these.
    Only {
        /// Who may.
        inside: Vec<Principal>,
        /// In which model.
        kind: ModelKind,
        /// The target's key.
        target: String,
        /// What the others can not all do.
        grants: Grants,
    },
}

/// What has to come out for one person on one target, signed on as any of what they can sign on as.
#[derive(Clone, Debug, PartialEq)]
pub struct Goal {
    user: UserId,
    kind: ModelKind,
    target: String,
    aim: Aim,
}

impl Goal {
    /// Something that is wanted.
    pub fn new(user: UserId, kind: ModelKind, target: &str, wanted: Wanted) -> Self {
        Self { user, kind, target: target.to_owned(), aim: Aim::Wanted(wanted) }
    }
}

/// How a wish can be granted.
#[derive(Clone, Debug)]
pub struct Granted {
    /// The ways, best first: those that open nothing for others, then those of the fewest steps, then
    /// those that change the least beside. One without steps says that it is so already.
    pub answers: Vec<WishAnswer>,
    /// Whether everything was looked at: then there is no smaller way.
    pub complete: bool,
}

/// One way to grant it.
#[derive(Clone, Debug)]
pub struct WishAnswer {
    /// The steps, to be done in this order.
    pub commands: Vec<Command>,
    /// Each of them in words.
    pub words: Vec<String>,
    /// What comes out differently for people of whom the wish does not speak.
    pub others: Vec<PersonDiff>,
    /// What else comes out differently for those of whom it does.
    pub own: Vec<PersonDiff>,
}

impl WishAnswer {
    /// All steps as one.
    pub fn command(&self, label: &str) -> Command {
        Command::Batch(label.to_owned(), self.commands.clone())
    }

    /// The people of whom the wish does not speak and who gain, or lose.
    pub fn others_who(&self, turn: super::Direction) -> impl Iterator<Item = &PersonDiff> {
        self.others.iter().filter(move |person| person.cells.iter().any(|cell| turn.has(cell)))
    }

    /// Whether it opens more for others than the wish asks for.
    pub fn opens_more(&self) -> bool {
        self.others_who(super::Direction::Gains).next().is_some()
    }
}

/// How a wish can be granted under these circumstances.
pub fn wish(
    snapshot: &Snapshot,
    wish: &Wish,
    circumstances: &Circumstances,
    budget: Budget,
) -> Granted {
    let goals = goals(snapshot, wish, circumstances);
    let start = match wish {
        Wish::Same { user, like } => alike(snapshot, user, like),
        Wish::Like { .. } | Wish::Only { .. } => Vec::new(),
    };
    Maker::new(snapshot, goals, circumstances, budget).run(start)
}

/// How all of these goals can be met.
pub fn make_so(
    snapshot: &Snapshot,
    goals: Vec<Goal>,
    circumstances: &Circumstances,
    budget: Budget,
) -> Granted {
    Maker::new(snapshot, goals, circumstances, budget).run(Vec::new())
}

/// What has to come out for a wish.
fn goals(snapshot: &Snapshot, wish: &Wish, asked: &Circumstances) -> Vec<Goal> {
    let has = |kind: ModelKind, target: &str, user: &UserId| {
        let resolver = snapshot.in_the_end(kind);
        had(&*resolver, snapshot, target, user, asked)
    };
    match wish {
        Wish::Like { user, like, kind, target } => {
            let wanted = Wanted::AtLeast(has(*kind, target, like));
            vec![Goal::new(user.clone(), *kind, target, wanted)]
        }
        Wish::Same { user, like } => {
            let used = |kind: &&ModelKind| !snapshot.document().policies.is_blank(**kind);
            let of = |kind: &ModelKind| {
                let resolver = snapshot.in_the_end(*kind);
                let goal = |target: String| Goal {
                    user: user.clone(),
                    kind: *kind,
                    aim: Aim::Just(had(&*resolver, snapshot, &target, like, asked)),
                    target,
                };
                let heads = resolver.targets().into_iter();
                heads.map(|head| goal(head.key)).collect::<Vec<_>>()
            };
            ModelKind::ALL.iter().filter(used).flat_map(of).collect()
        }
        Wish::Only { inside, kind, target, grants } => {
            let users = snapshot.document().directory.users.iter();
            let outside = users.filter(|user| !inside.iter().any(|it| belongs(user, it)));
            let less = || Wanted::LessThan(*grants);
            outside.map(|user| Goal::new(user.id.clone(), *kind, target, less())).collect()
        }
    }
}

/// All that somebody can do with a target, signed on as any of what they can sign on as.
fn had(
    resolver: &dyn Resolver,
    snapshot: &Snapshot,
    target: &str,
    user: &UserId,
    asked: &Circumstances,
) -> Grants {
    let (Some(decide), Some(members)) = (resolver.on(target), snapshot.roster().of(user)) else {
        return Grants::default();
    };
    let ways = resolver.any_identity(members, asked).into_iter();
    Grants(ways.fold(0, |sum, way| sum | decide(members, &way).grants.0))
}

/// The steps that make somebody belong to exactly what somebody else does, and have exactly what they
/// have themselves.
fn alike(snapshot: &Snapshot, user: &UserId, like: &UserId) -> Vec<Command> {
    let document = snapshot.document();
    let users = &document.directory.users;
    let (Some(own), Some(theirs)) = (users.get(user), users.get(like)) else { return Vec::new() };
    let mut steps = Vec::new();
    for with in document.directory.belongings() {
        let edit = match (belongs(theirs, &with), belongs(own, &with)) {
            (true, false) => DirectoryEdit::Join(user.clone(), with),
            (false, true) => DirectoryEdit::Leave(user.clone(), with),
            _ => continue,
        };
        steps.push(Command::Directory(edit));
    }
    steps.extend(document.policies.copy_own(like, user).into_iter().map(Command::Policy));
    steps
}

/// The goals on one target.
struct Goals {
    kind: ModelKind,
    target: String,
    of: Vec<(UserId, Aim)>,
}

/// Those of them that are not met.
fn unmet<'g>(
    goals: &'g [Goals],
    snapshot: &Snapshot,
    asked: &Circumstances,
    found: &mut dyn FnMut(&'g Goals, &'g UserId, &'g Aim) -> bool,
) {
    let mut known: Option<(ModelKind, Box<dyn Resolver + '_>)> = None;
    for goal in goals {
        let resolver = match known.take().filter(|(kind, _)| *kind == goal.kind) {
            Some((_, resolver)) => resolver,
            None => snapshot.in_the_end(goal.kind),
        };
        if let Some(decide) = resolver.on(&goal.target) {
            for (user, aim) in &goal.of {
                let Some(members) = snapshot.roster().of(user) else { continue };
                let ways = ways(&*resolver, members, asked, SignedOn::AsAny);
                let met = aim.comes_out(&decide, members, &ways);
                if !met && !found(goal, user, aim) {
                    return;
                }
            }
        }
        known = Some((goal.kind, resolver));
    }
}

struct Maker<'a> {
    base: &'a Snapshot,
    asked: &'a Circumstances,
    goals: Vec<Goals>,
    documents: usize,
    /// How many more there may be where one is made step by step.
    more: usize,
    complete: bool,
    found: Vec<Vec<Command>>,
}

impl<'a> Maker<'a> {
    fn new(base: &'a Snapshot, all: Vec<Goal>, asked: &'a Circumstances, budget: Budget) -> Self {
        let mut goals: Vec<Goals> = Vec::new();
        for goal in all {
            let of = (goal.user, goal.aim);
            match goals.last_mut().filter(|it| it.kind == goal.kind && it.target == goal.target) {
                Some(known) => known.of.push(of),
                None => {
                    goals.push(Goals { kind: goal.kind, target: goal.target, of: vec![of] });
                }
            }
        }
        let (documents, more) = (budget.documents, budget.documents.max(MOST_MADE));
        Self { base, asked, goals, documents, more, complete: true, found: Vec::new() }
    }

    fn run(mut self, start: Vec<Command>) -> Granted {
        let base = self.base.clone();
        let known = self.less(&start);
        let most = known.as_ref().map_or(MOST_TRIED, |steps| steps.len().min(MOST_TRIED));
        let mut answers: Vec<WishAnswer> = Vec::new();
        let mut again = false;
        for steps in 0..=most {
            self.deepen(&base, &mut Vec::new(), steps);
            for steps in std::mem::take(&mut self.found) {
                let steps = self.less(&steps).unwrap_or(steps);
                answers.push(self.answer(steps));
            }
            let opens = answers.iter().all(WishAnswer::opens_more);
            if !self.complete || again || !opens {
                break;
            }
            // Where all of them open more for others, one step more may not.
            again = !answers.is_empty();
        }
        if let Some(steps) = known {
            // Between what was tried and what is known there may be another way.
            self.complete &= !answers.is_empty() || steps.len() <= MOST_TRIED;
            answers.push(self.answer(steps));
        }
        if answers.is_empty() {
            self.complete = false;
            self.documents = self.more;
            answers.extend(self.made().map(|steps| self.answer(steps)));
        }
        let answers = ranked(answers);
        Granted { answers, complete: self.complete }
    }

    fn grants(&self, steps: &[Command]) -> bool {
        self.after(steps).is_some_and(|after| self.first_unmet(&after).is_none())
    }

    /// The moment after some steps; none where one of them is refused.
    fn after(&self, steps: &[Command]) -> Option<Snapshot> {
        self.base.after(steps)
    }

    fn first_unmet(&self, snapshot: &Snapshot) -> Option<Goal> {
        let mut first = None;
        unmet(&self.goals, snapshot, self.asked, &mut |goals, user, aim| {
            let (kind, target) = (goals.kind, goals.target.clone());
            first = Some(Goal { user: user.clone(), kind, target, aim: aim.clone() });
            false
        });
        first
    }

    fn count_unmet(&self, snapshot: &Snapshot) -> usize {
        let mut count = 0;
        unmet(&self.goals, snapshot, self.asked, &mut |_, _, _| {
            count += 1;
            true
        });
        count
    }

    /// Every step that a goal can hang on; of memberships only those that meet it by themselves, where
    /// no other step may follow.
    fn steps(&self, snapshot: &Snapshot, goal: &Goal, left: usize) -> Vec<Command> {
        let question = Question {
            kind: goal.kind,
            target: goal.target.clone(),
            subject: Subject::User(goal.user.clone()),
            circumstances: self.asked.clone(),
            signed_on: SignedOn::AsAny,
        };
        let resolver = snapshot.in_the_end(goal.kind);
        let Some(members) = question.subject.members(snapshot) else { return Vec::new() };
        let sought = goal.aim.sought(&*resolver, &goal.target);
        let settings = places(snapshot, &question, &members, sought);
        let mut all = of_settings(&settings, &question.subject);
        all.extend(of_posts(snapshot, &*resolver, &members));
        if self.asked.licences.is_none() {
            all.extend(of_licences(snapshot, &settings.licences));
        }
        let Some(decide) = resolver.on(&goal.target) else { return Vec::new() };
        let meets = |it: &Membership| {
            let ways = ways(&*resolver, &it.members, self.asked, SignedOn::AsAny);
            goal.aim.comes_out(&decide, &it.members, &ways)
        };
        let own = memberships(snapshot, &*resolver, &goal.user).into_iter();
        let own = own.filter(|it| left > 1 || meets(it)).map(|it| it.command);
        own.chain(all.into_iter().flat_map(|place| place.commands)).collect()
    }

    /// The next moment, as long as there may be one more.
    fn next(&mut self, snapshot: &Snapshot, step: &Command) -> Option<Snapshot> {
        if self.documents == 0 {
            self.complete = false;
            return None;
        }
        self.documents -= 1;
        let document = snapshot.document().apply(step).ok()?;
        if document.same(snapshot.document()) {
            return None;
        }
        Some(Snapshot::new(&document, Some(snapshot)))
    }

    /// Tries all sets of so many steps more. Whatever grants the wish has a step on which the first goal
    /// that is not met can hang.
    fn deepen(&mut self, snapshot: &Snapshot, path: &mut Vec<Command>, left: usize) {
        let Some(goal) = self.first_unmet(snapshot) else {
            // With fewer steps it was found before.
            self.found.extend((left == 0).then(|| path.clone()));
            return;
        };
        if left == 0 {
            return;
        }
        for step in self.steps(snapshot, &goal, left) {
            self.complete &= self.found.len() < MOST_FOUND;
            if !self.complete {
                return;
            }
            let Some(after) = self.next(snapshot, &step) else { continue };
            path.push(step);
            self.deepen(&after, path, left - 1);
            path.pop();
        }
    }

    /// Steps that grant the wish without those that it does not need; none where they do not grant it.
    fn less(&self, steps: &[Command]) -> Option<Vec<Command>> {
        let mut kept = steps.to_vec();
        if kept.is_empty() || !self.grants(&kept) {
            return None;
        }
        for at in (0..steps.len()).rev() {
            let mut without = kept.clone();
            without.remove(at);
            if self.grants(&without) {
                kept = without;
            }
        }
        Some(kept)
    }

    /// A way that is made step by step: each time the one that meets the most goals.
    fn made(&mut self) -> Option<Vec<Command>> {
        let mut now = self.base.clone();
        let mut path = Vec::new();
        let mut open = self.count_unmet(&now);
        for _ in 0..MOST_MADE {
            let Some(goal) = self.first_unmet(&now) else { break };
            let mut best: Option<(usize, Command, Snapshot)> = None;
            for step in self.steps(&now, &goal, 1) {
                let Some(after) = self.next(&now, &step) else { continue };
                let count = self.count_unmet(&after);
                if count < best.as_ref().map_or(open, |(least, ..)| *least) {
                    best = Some((count, step, after));
                }
            }
            let (count, step, after) = best?;
            (open, now) = (count, after);
            path.push(step);
        }
        self.less(&path)
    }

    /// The steps with what they come to beside the wish.
    fn answer(&self, commands: Vec<Command>) -> WishAnswer {
        let mut document = self.base.document().clone();
        let mut words = Vec::new();
        for command in &commands {
            words.push(document.describe(command));
            document = document.apply(command).unwrap_or(document);
        }
        let after = Snapshot::new(&document, Some(self.base));
        let goal_of = |user: &UserId, cell: &CellDiff| {
            let mut goals = self.goals.iter();
            goals.any(|it| {
                it.kind == cell.kind
                    && it.target == cell.target
                    && it.of.iter().any(|(of, _)| of == user)
            })
        };
        let spoken_of =
            |user: &UserId| self.goals.iter().any(|it| it.of.iter().any(|(of, _)| of == user));
        let all = diff(self.base, &after, self.asked).into_iter();
        let (own, others): (Vec<_>, Vec<_>) = all.partition(|person| spoken_of(&person.user));
        let beside = |mut person: PersonDiff| {
            person.cells.retain(|cell| !goal_of(&person.user, cell));
            (!person.cells.is_empty()).then_some(person)
        };
        let own = own.into_iter().filter_map(beside).collect();
        WishAnswer { commands, words, others, own }
    }
}

/// The best first, each once. One of the fewest steps is always among them, though others that open
/// nothing for anybody may be many.
fn ranked(answers: Vec<WishAnswer>) -> Vec<WishAnswer> {
    let cells = |people: &[PersonDiff]| people.iter().map(|it| it.cells.len()).sum::<usize>();
    let rank = |at: usize| {
        let it: &WishAnswer = answers.get(at)?;
        let beside = (it.others.len(), cells(&it.others), cells(&it.own));
        Some((it.opens_more(), it.commands.len(), beside))
    };
    let order = sorted_indices(answers.len(), &mut |one, other| rank(one).cmp(&rank(other)));
    let order: Vec<&WishAnswer> = order.filter_map(|at| answers.get(at)).collect();
    let mut best: Vec<WishAnswer> = Vec::new();
    for answer in &order {
        let set = |of: &WishAnswer| -> BTreeSet<String> { collect_into(of.words.iter().cloned()) };
        let words = set(answer);
        let said = |other: &WishAnswer| set(other) == words;
        if best.len() < MOST_ANSWERS && !best.iter().any(said) {
            best.push(WishAnswer::clone(answer));
        }
    }
    let smallest = order.iter().min_by_key(|answer| answer.commands.len());
    if let Some(smallest) = smallest
        && best.iter().all(|answer| answer.commands.len() > smallest.commands.len())
    {
        best.pop();
        best.push(WishAnswer::clone(smallest));
    }
    best
}

#[cfg(test)]
mod tests;

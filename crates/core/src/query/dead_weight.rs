//! Dead weight: what a document says and what changes nothing for anybody if it goes.
//!
//! Nothing changes where every decision stays as it is: of everybody, in every model by itself (and so in
//! the end as well), under every identity and service that they can sign on with, from the document's day
//! on, on every day on which anything turns, where the document names no day on any, and in both readings
//! of what could not be read. Outcomes that all come to nothing count as the same: an obsolete tick that
//! goes makes *not granted* of *obsolete*. No check of the document may come out differently, and Save
//! must not refuse it.
//!
//! What only a missing licence holds back is none: somebody may have prepared it for the day on which the
//! licence is bought. So everything is asked twice, for the licences that are installed and for all that
//! anything needs. What counts for people or targets that come later is none either, see
//! [`crate::model::Removables`]; what somebody would have who were in a group and nothing else does not
//! count, as there is nobody like that.
//!
//! Each piece is judged on what those before it have left: of two that cover for each other one stays. It
//! goes over the rest again until nothing more is found, so that all suggestions can be followed together
//! and nothing is left to suggest. Pieces that cannot make a difference to the same target are tried
//! together, as what one changes the other does not.

use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::mem::{Discriminant, discriminant};

use super::reached::{People, words};
use super::{CheckStatus, Snapshot, run_checks};
use crate::directory::{
    Circumstances, Date, DirectoryEdit, GroupId, Members, Principal, Roster, UserId,
};
use crate::document::{Command, Document};
use crate::format::Object;
use crate::model::{Affects, CountsFor, Decide, Removable, Resolver};
use crate::models::{ModelKind, Policies, PolicyEdit};
use crate::shared::{Shared, collect_into, sort_by, sort_by_key};
use crate::verdict::{Address, Outcome, Reason, plain};

#[cfg(test)]
pub(super) mod tests;

/// How many of the members of a group or post are asked first.
const FEW: usize = 3;

/// What is found, in the order of the models.
#[derive(Clone, Debug)]
pub struct DeadWeight {
    /// What can go; all of it together changes nothing for anybody.
    pub suggestions: Vec<Suggestion>,
    /// Groups of which the same is said in every model, and whose members differ: they could be one.
    pub alike: Vec<Vec<GroupId>>,
    /// Whether everything was looked at.
    pub complete: bool,
}

/// Something that can go.
#[derive(Clone, Debug)]
pub struct Suggestion {
    /// The model that it is of; none for a group, post or service team as a whole.
    pub kind: Option<ModelKind>,
    /// What, in words.
    pub what: String,
    /// Where it stands.
    pub at: Address,
    /// What takes it away.
    pub command: Command,
    /// Why nothing changes.
    pub why: Why,
}

/// Why nothing changes where something goes.
#[derive(Clone, Debug)]
pub enum Why {
    /// Nobody belongs to it, or to those whom it is for.
    NoMember(Principal),
    /// It is for this id, which is of nobody for whom it could count.
    NeverMatches(String),
    /// Nothing ever comes of it.
    GivesNothing(String),
    /// It has ended.
    Expired(Date),
    /// What it opens stays behind a gate that is closed for everybody whom it is for.
    ClosedGate {
        /// One of them.
        user: UserId,
        /// Why.
        because: Reason,
    },
    /// Each of its members is also in this group, of which the same is said.
    Duplicates(GroupId),
    /// Something else decides for everybody whom it is for.
    Overruled {
        /// One of them.
        user: UserId,
        /// What decides for them once it is gone.
        because: Reason,
    },
}

impl Why {
    /// Its stable name.
    pub fn name(&self) -> &'static str {
        match self {
            Self::NoMember(_) => "no-member",
            Self::NeverMatches(_) => "never-matches",
            Self::GivesNothing(_) => "gives-nothing",
            Self::Expired(_) => "expired",
            Self::ClosedGate { .. } => "closed-gate",
            Self::Duplicates(_) => "duplicates",
            Self::Overruled { .. } => "overruled",
        }
    }

    /// In words, as a part of a sentence; `document` is the one that was looked at.
    pub fn words(&self, document: &Document) -> String {
        let directory = &document.directory;
        match self {
            Self::NoMember(who) => match who {
                Principal::User(_) => format!("{} decides nothing by it", directory.name(who)),
                Principal::Post(_) => format!("nobody holds {}", directory.name(who)),
                Principal::Group(_) | Principal::Team(_) => {
                    format!("{} has no members", directory.name(who))
                }
            },
            Self::NeverMatches(id) => format!("there is nobody `{id}` for whom it could count"),
            Self::GivesNothing(why) => format!("nothing comes of it: {why}"),
            Self::Expired(day) => format!("it ended on {}", day.words()),
            Self::ClosedGate { because, .. } => {
                format!("it is behind a closed gate: {}", plain(because, document))
            }
            Self::Duplicates(group) => {
                format!("the same is said of {}, which has all its members", {
                    directory.groups.name(group)
                })
            }
            Self::Overruled { user, because } => {
                let name = directory.users.name(user);
                format!("it decides for nobody; for {name} there is: {}", plain(because, document))
            }
        }
    }
}

/// Looks for dead weight; at most so many decisions are made.
pub fn dead_weight(snapshot: &Snapshot, budget: usize) -> DeadWeight {
    let mut search = DeadWeightSearch::new(Shared::new(snapshot.clone()), budget);
    while !search.step(usize::MAX) {}
    search.found()
}

/// A search that is under way, so that a page can stay awake between its steps.
#[derive(Debug)]
pub struct DeadWeightSearch {
    start: Shared<Snapshot>,
    /// The document without what was found so far.
    now: Shared<Snapshot>,
    people: People,
    /// What each model is asked under, but for what people sign on as.
    worlds: BTreeMap<ModelKind, Vec<Circumstances>>,
    checks: Vec<Discriminant<CheckStatus>>,
    stages: VecDeque<Stage>,
    queue: Vec<Piece>,
    trial: Option<Trial>,
    found: Vec<Piece>,
    /// What can come out differently since the last time around, as other pieces have gone.
    touched: Touched,
    /// What was found this time around.
    touching: Touched,
    /// What a check or Save has kept.
    kept: BTreeSet<Address>,
    is_first: bool,
    budget: usize,
    is_done: bool,
    complete: bool,
}

/// One part of going over everything.
#[derive(Clone, Copy, Debug)]
enum Stage {
    /// Groups, posts and service teams as a whole.
    Whole,
    /// The pieces of a model.
    Of(ModelKind),
}

/// Something that may go.
#[derive(Clone, Debug)]
struct Piece {
    kind: Option<ModelKind>,
    whom: CountsFor,
    what: String,
    at: Address,
    command: Command,
    /// What it can make a difference to; everything for a group, post or team as a whole.
    reach: Option<Affects>,
    to: Option<Date>,
    idle: Option<&'static str>,
}

/// Pieces that are tried together.
#[derive(Debug)]
struct Trial {
    kind: Option<ModelKind>,
    /// The document without them.
    after: Shared<Snapshot>,
    pieces: Vec<Piece>,
    /// Which of them can go, of those that were looked at.
    dead: Vec<bool>,
    /// The next of the people whom the next piece reaches.
    person: usize,
}

#[derive(Debug, Default)]
struct Touched {
    everything: bool,
    targets: BTreeSet<(ModelKind, String)>,
}

impl Touched {
    fn is_empty(&self) -> bool {
        !self.everything && self.targets.is_empty()
    }

    fn has(&self, piece: &Piece) -> bool {
        match (piece.kind, &piece.reach) {
            (Some(kind), Some(Affects::Targets(targets))) => {
                let has = |target: &String| self.targets.contains(&(kind, target.clone()));
                self.everything || targets.iter().any(has)
            }
            _ => !self.is_empty(),
        }
    }

    fn add(&mut self, piece: &Piece) {
        match (piece.kind, &piece.reach) {
            (Some(kind), Some(Affects::Targets(targets))) => {
                self.targets.extend(targets.iter().map(|target| (kind, target.clone())));
            }
            (Some(_), Some(Affects::Question(_))) => {}
            _ => self.everything = true,
        }
    }
}

/// Both readings of what could not be read, before and after.
fn readings<'a>(before: &'a Snapshot, after: &'a Snapshot) -> Vec<(&'a Snapshot, &'a Snapshot)> {
    let mut readings = vec![(before, after)];
    if before.generous().is_some() || after.generous().is_some() {
        let generous = |it: &'a Snapshot| it.generous().unwrap_or(it);
        readings.push((generous(before), generous(after)));
    }
    readings
}

/// Whether an outcome stays as it is for whoever has it.
fn is_same(kind: ModelKind, before: &Outcome, after: &Outcome) -> bool {
    let is_nothing = |outcome: &Outcome| kind.nothing().contains(&&*outcome.name);
    before == after || is_nothing(before) && is_nothing(after)
}

/// The days that count: from the document's own on those on which anything turns; where it has none each of
/// them, one before them all and no day.
fn days(document: &Document) -> Vec<Option<Date>> {
    let mut turning = BTreeSet::new();
    for kind in ModelKind::ALL.iter().filter(|kind| kind.info().reads.on) {
        for piece in document.policies.removables(*kind, &document.directory) {
            turning.extend(piece.from);
            turning.extend(piece.to.and_then(Date::next));
        }
    }
    match document.as_of {
        Some(today) => {
            turning.retain(|day| *day > today);
            turning.insert(today);
            turning.into_iter().map(Some).collect()
        }
        None => {
            turning.extend(Date::new(*Date::YEARS.start(), 1, 1));
            std::iter::once(None).chain(turning.into_iter().map(Some)).collect()
        }
    }
}

/// The circumstances that a model is asked under, but for what people sign on as.
fn worlds(document: &Document, kind: ModelKind, days: &[Option<Date>]) -> Vec<Circumstances> {
    let reads = kind.info().reads;
    let days = if reads.on { days } else { &[None] };
    let mut licences = vec![None];
    if reads.licences {
        licences.push(Some(document.policies.licences(kind)));
    }
    let under = |on: &Option<Date>| {
        let on = *on;
        let all = licences.iter().cloned();
        all.map(|licences| Circumstances { on, licences, ..Circumstances::default() })
            .collect::<Vec<_>>()
    };
    days.iter().flat_map(under).collect()
}

impl DeadWeightSearch {
    /// A search that has not begun; at most so many decisions are made.
    pub fn new(snapshot: Shared<Snapshot>, budget: usize) -> Self {
        let days = days(snapshot.document());
        let kinds = ModelKind::ALL.iter();
        let worlds = kinds.map(|kind| (*kind, worlds(snapshot.document(), *kind, &days)));
        Self {
            people: People::of(&snapshot),
            worlds: collect_into(worlds),
            checks: standing(&snapshot),
            start: snapshot.clone(),
            now: snapshot,
            stages: stages(),
            queue: Vec::new(),
            trial: None,
            found: Vec::new(),
            touched: Touched::default(),
            touching: Touched::default(),
            kept: BTreeSet::new(),
            is_first: true,
            budget,
            is_done: false,
            complete: true,
        }
    }

    /// Makes about so many decisions more; true once there is nothing more to look at, or the budget is
    /// used up.
    pub fn step(&mut self, decisions: usize) -> bool {
        let mut left = decisions.max(1);
        while !self.is_done && left > 0 {
            if self.trial.is_none() && !self.next_trial() {
                self.is_done = true;
                break;
            }
            let Some(mut trial) = self.trial.take() else { break };
            let mut spent = 0;
            let is_through = self.go_on(&mut trial, left.min(self.budget), &mut spent);
            left = left.saturating_sub(spent);
            self.budget = self.budget.saturating_sub(spent);
            if is_through {
                self.settle(trial);
            } else {
                self.trial = Some(trial);
            }
            if self.budget == 0 {
                self.is_done = true;
                self.complete = false;
            }
        }
        self.is_done
    }

    /// What is found so far.
    pub fn found(&self) -> DeadWeight {
        let mut found: Vec<&Piece> = self.found.iter().collect();
        sort_by(&mut found, &mut |one, other| (one.kind, &one.at).cmp(&(other.kind, &other.at)));
        // What goes with something else needs no words of its own.
        let mut document = self.start.document().clone();
        found.retain(|piece| match document.apply(&piece.command) {
            Ok(next) => {
                let goes = !next.same(&document);
                document = next;
                goes
            }
            Err(_) => false,
        });
        let says = Says::of(self.start.document());
        let suggestions = found.into_iter().map(|piece| Suggestion {
            kind: piece.kind,
            what: piece.what.clone(),
            at: piece.at.clone(),
            command: piece.command.clone(),
            why: self.why(piece, &says),
        });
        DeadWeight {
            suggestions: suggestions.collect(),
            alike: Says::of(self.now.document()).alike(self.now.document()),
            complete: self.complete,
        }
    }

    /// Takes what is tried next; false where nothing is left.
    fn next_trial(&mut self) -> bool {
        loop {
            if let Some(trial) = self.batch() {
                self.trial = Some(trial);
                return true;
            }
            if let Some(stage) = self.stages.pop_front() {
                self.fill(stage);
                continue;
            }
            if self.touching.is_empty() {
                return false;
            }
            self.touched = std::mem::take(&mut self.touching);
            self.is_first = false;
            self.stages = stages();
        }
    }

    /// Puts the pieces of a stage into the queue.
    fn fill(&mut self, stage: Stage) {
        let document = self.now.document();
        let pieces = match stage {
            Stage::Whole => wholes(document),
            Stage::Of(kind) => pieces(document, kind),
        };
        let again = |piece: &Piece| {
            self.is_first
                || self.kept.contains(&piece.at)
                || self.touched.has(piece)
                || self.touching.has(piece)
        };
        self.queue = pieces.into_iter().filter(again).collect();
    }

    /// The next pieces of the queue that cannot make a difference to the same.
    fn batch(&mut self) -> Option<Trial> {
        let before = self.now.document();
        let mut document = before.clone();
        let (mut pieces, mut rest) = (Vec::new(), Vec::new());
        let mut taken: BTreeSet<String> = BTreeSet::new();
        let mut is_full = false;
        for piece in std::mem::take(&mut self.queue) {
            let is_free = match &piece.reach {
                Some(Affects::Targets(targets)) => !targets.iter().any(|it| taken.contains(it)),
                _ => pieces.is_empty(),
            };
            if is_full || !is_free {
                rest.push(piece);
                continue;
            }
            if self.is_needed(&piece) {
                continue;
            }
            // What has gone with something else cannot be taken away any more.
            let Ok(next) = document.apply(&piece.command) else { continue };
            if next.same(&document) {
                continue;
            }
            document = next;
            match &piece.reach {
                Some(Affects::Targets(targets)) => taken.extend(targets.iter().cloned()),
                _ => is_full = true,
            }
            pieces.push(piece);
        }
        self.queue = rest;
        let kind = pieces.first()?.kind;
        let after = Shared::new(Snapshot::new(&document, Some(&self.now)));
        Some(Trial { kind, after, pieces, dead: Vec::new(), person: 0 })
    }

    fn worlds(&self, kind: ModelKind) -> &[Circumstances] {
        self.worlds.get(&kind).map(Vec::as_slice).unwrap_or_default()
    }

    /// Whether a group or post makes a difference to one of its first members, as far as that can be told
    /// without a look at the document without it. Most do.
    fn is_needed(&self, piece: &Piece) -> bool {
        let (None, CountsFor::One(who)) = (piece.kind, &piece.whom) else { return false };
        // Whoever may belong to anything belongs to what is not there as well.
        if self.now.generous().is_some() {
            return false;
        }
        let directory = &self.now.document().directory;
        let place = match who {
            Principal::Group(id) => directory.groups.position(id),
            Principal::Post(id) => directory.posts.position(id),
            Principal::User(_) | Principal::Team(_) => None,
        };
        let Some(place) = place else { return false };
        let first = self.people.certain(&piece.whom).iter().take(FEW);
        let mut members = first.filter_map(|at| self.now.roster().nth(*at));
        members.any(|members| {
            let mut without = Members::clone(members);
            match who {
                Principal::Group(_) => without.groups.retain(|at| *at as usize != place),
                _ => without.posts.retain(|at| *at as usize != place),
            }
            ModelKind::ALL.iter().any(|kind| {
                let resolver = self.now.plainly(*kind);
                let asked = self.worlds(*kind).iter();
                let mut asked = asked.flat_map(|world| resolver.any_identity(members, world));
                asked.any(|asked| {
                    let (was, is) = (resolver.row(members, &asked), resolver.row(&without, &asked));
                    !was.iter().zip(&is).all(|(was, is)| is_same(*kind, was, is))
                })
            })
        })
    }

    /// Makes up to so many decisions about what is tried; true once all are made.
    fn go_on(&self, trial: &mut Trial, decisions: usize, spent: &mut usize) -> bool {
        let kinds: Vec<ModelKind> = match trial.kind {
            Some(kind) => vec![kind],
            None => ModelKind::ALL.to_vec(),
        };
        let after = trial.after.clone();
        let readings = readings(&self.now, &after);
        let mut sides = Vec::new();
        for kind in kinds {
            let of_kind = readings.iter();
            sides.extend(of_kind.map(|both| Side::new(kind, self.worlds(kind), *both)));
        }
        while let Some(piece) = trial.pieces.get(trial.dead.len()) {
            *spent += 1;
            let is_dead = match &piece.reach {
                Some(Affects::Question(question)) => {
                    *spent += self.people.len();
                    Some(sides.iter().all(|side| side.is_answered_as_before(question)))
                }
                reach => {
                    let targets = match reach {
                        Some(Affects::Targets(targets)) => Some(targets.as_slice()),
                        _ => None,
                    };
                    let sides: Vec<_> = sides.iter().map(|side| side.on(targets)).collect();
                    self.for_each(piece, &sides, &mut trial.person, decisions, spent)
                }
            };
            let Some(is_dead) = is_dead else { return false };
            trial.dead.push(is_dead);
            trial.person = 0;
            if *spent >= decisions && trial.dead.len() < trial.pieces.len() {
                return false;
            }
        }
        true
    }

    /// Whether nothing changes for any of those whom a piece reaches; none where there is no end yet.
    fn for_each(
        &self,
        piece: &Piece,
        sides: &[On<'_>],
        person: &mut usize,
        decisions: usize,
        spent: &mut usize,
    ) -> Option<bool> {
        while let Some(at) = self.people.nth(&piece.whom, *person) {
            for side in sides {
                if !side.is_same_for(at, spent) {
                    return Some(false);
                }
            }
            *person += 1;
            if *spent >= decisions {
                return None;
            }
        }
        let mut questions = sides.iter().filter(|_| piece.reach.is_none());
        Some(questions.all(|on| {
            let asked = on.side.before.document().policies.questions(on.side.kind);
            asked.iter().all(|question| on.side.is_answered_as_before(question))
        }))
    }

    /// Lets go of what can.
    fn settle(&mut self, trial: Trial) {
        let dead = trial.pieces.into_iter().zip(trial.dead).filter(|(_, dead)| *dead);
        let dead: Vec<Piece> = dead.map(|(piece, _)| piece).collect();
        self.take_away_most(&dead);
    }

    /// Takes these away, but for those that a check or Save keeps.
    fn take_away_most(&mut self, pieces: &[Piece]) {
        if pieces.is_empty() || self.take_away(pieces) {
            return;
        }
        if let [piece] = pieces {
            self.kept.insert(piece.at.clone());
            return;
        }
        let (first, rest) = pieces.split_at(pieces.len() / 2);
        self.take_away_most(first);
        self.take_away_most(rest);
    }

    /// Takes these away, unless that does anything else.
    fn take_away(&mut self, pieces: &[Piece]) -> bool {
        let Some(next) = self.now.after(pieces.iter().map(|piece| &piece.command)) else {
            return false;
        };
        if !self.is_harmless(&next) {
            return false;
        }
        self.now = Shared::new(next);
        for piece in pieces {
            self.kept.remove(&piece.at);
            self.touching.add(piece);
            self.found.push(piece.clone());
        }
        true
    }

    /// Whether nothing comes of it beside the decisions: Save takes it, no check comes out otherwise, and
    /// what counts in the end is what counted.
    fn is_harmless(&self, next: &Snapshot) -> bool {
        let (was, is) = (self.now.document(), next.document());
        let refused = Policies::review_save(&was.policies, &is.policies, &is.directory);
        refused.is_empty()
            && (self.now.ways().is_set() == next.ways().is_set() || self.same_in_the_end(next))
            && self.checks == standing(next)
    }

    /// Whether everybody comes to the same in the end where the processes say nothing any more: their
    /// levels have no say in it then.
    fn same_in_the_end(&self, next: &Snapshot) -> bool {
        let kind = ModelKind::Acl;
        readings(&self.now, next).into_iter().all(|(before, after)| {
            let (was, is) = (before.in_the_end(kind), after.in_the_end(kind));
            before.roster().people().zip(after.roster().people()).all(|(then, now)| {
                let asked = was.any_identity(then, &Circumstances::default());
                asked.iter().all(|asked| was.row(then, asked) == is.row(now, asked))
            })
        })
    }

    /// Why a piece that was found changes nothing.
    fn why(&self, piece: &Piece, says: &Says) -> Why {
        if let CountsFor::Unknown(id) = &piece.whom {
            return Why::NeverMatches(id.clone());
        }
        let today = self.start.document().as_of;
        if let Some(why) = piece.idle {
            return Why::GivesNothing(why.to_owned());
        }
        if let Some(to) = piece.to.filter(|to| today.is_some_and(|today| *to < today)) {
            return Why::Expired(to);
        }
        let people = self.people.certain(&piece.whom);
        let Some(first) = people.first() else {
            return match &piece.whom {
                CountsFor::One(who) => Why::NoMember(who.clone()),
                _ => Why::GivesNothing("there is nobody".to_owned()),
            };
        };
        if let (None, CountsFor::One(who)) = (piece.kind, &piece.whom) {
            let Some(said) = says.of.get(who) else {
                return Why::GivesNothing("no model says anything of it".to_owned());
            };
            if let Some(other) = self.covers(who, said, says) {
                return Why::Duplicates(other);
            }
        }
        let because = self.because(piece, *first);
        because.unwrap_or_else(|| Why::GivesNothing("nothing hangs on it".to_owned()))
    }

    /// A group that stays, of which the same is said, and which everybody of this one is in.
    fn covers(&self, who: &Principal, said: &BTreeSet<String>, says: &Says) -> Option<GroupId> {
        if !matches!(who, Principal::Group(_)) {
            return None;
        }
        let own = self.people.belonging(who);
        let groups = self.now.document().directory.groups.iter();
        let mut others = groups.map(|group| Principal::Group(group.id.clone()));
        let found = others.find(|other| {
            let all = self.people.belonging(other);
            let has_all = || own.iter().all(|at| all.binary_search(at).is_ok());
            says.of.get(other) == Some(said) && has_all()
        })?;
        match found {
            Principal::Group(id) => Some(id),
            _ => None,
        }
    }

    /// What decides for one person whom a piece was for.
    fn because(&self, piece: &Piece, person: usize) -> Option<Why> {
        let (kind, target) = match (&piece.kind, &piece.reach) {
            (Some(kind), Some(Affects::Targets(targets))) => (*kind, targets.first()?.clone()),
            (Some(kind), Some(Affects::Question(question))) => {
                return self.because_of_question(*kind, question, person);
            }
            // Of a whole that which it says first.
            _ => {
                let document = self.start.document();
                let mut all = ModelKind::ALL.iter().flat_map(|kind| pieces(document, *kind));
                let first = all.find(|one| one.whom == piece.whom && one.idle.is_none())?;
                return self.because(&first, person);
            }
        };
        let user = self.start.document().directory.users.nth(person)?.id.clone();
        let explain = |snapshot: &Snapshot| {
            let members = snapshot.roster().nth(person)?;
            let resolver = snapshot.resolver(kind);
            let asked = self.asked_first(kind, &*resolver, members, piece);
            resolver.explain(members, &asked, &target)
        };
        let before = explain(&self.start)?;
        // R5 of Security Permissions
        if before.decision.name == "unreachable" && kind.nothing().contains(&"unreachable") {
            return Some(Why::ClosedGate { user, because: before.because });
        }
        Some(Why::Overruled { user, because: explain(&self.now)?.because })
    }

    /// The circumstances under which a piece would count for somebody.
    fn asked_first(
        &self,
        kind: ModelKind,
        resolver: &dyn Resolver,
        members: &Members,
        piece: &Piece,
    ) -> Circumstances {
        let own = self.worlds(kind).first().cloned().unwrap_or_default();
        let all = resolver.any_identity(members, &own);
        let as_it = |asked: &&Circumstances| match (&asked.sign_on, &piece.whom) {
            (Some(sign_on), CountsFor::One(who)) => sign_on == who,
            _ => false,
        };
        all.iter().find(as_it).or(all.first()).cloned().unwrap_or(own)
    }

    fn because_of_question(
        &self,
        kind: ModelKind,
        question: &Object,
        person: usize,
    ) -> Option<Why> {
        let user = self.start.document().directory.users.nth(person)?.id.clone();
        let ask = crate::model::Ask {
            user: Some(user.clone()),
            about: question.clone(),
            ..crate::model::Ask::default()
        };
        let because = self.now.resolver(kind).answer(&ask).ok()?.because?;
        Some(Why::Overruled { user, because })
    }
}

/// One model in one reading, before and after.
struct Side<'a> {
    kind: ModelKind,
    worlds: &'a [Circumstances],
    before: &'a Snapshot,
    after: &'a Snapshot,
    was: Box<dyn Resolver + 'a>,
    is: Box<dyn Resolver + 'a>,
}

/// The same on some targets, or on all.
struct On<'s> {
    side: &'s Side<'s>,
    targets: Option<Vec<(Decide<'s>, Decide<'s>)>>,
}

impl<'a> Side<'a> {
    fn new(
        kind: ModelKind,
        worlds: &'a [Circumstances],
        (before, after): (&'a Snapshot, &'a Snapshot),
    ) -> Self {
        let (was, is) = (before.plainly(kind), after.plainly(kind));
        Self { kind, worlds, before, after, was, is }
    }

    fn on<'s>(&'s self, targets: Option<&[String]>) -> On<'s>
    where
        'a: 's,
    {
        let both = |target: &String| self.was.on(target).zip(self.is.on(target));
        On { side: self, targets: targets.map(|it| it.iter().filter_map(both).collect()) }
    }

    fn is_answered_as_before(&self, question: &Object) -> bool {
        let can = |resolver: &dyn Resolver, roster: &Roster| -> Vec<Option<UserId>> {
            let Ok(ability) = resolver.ability(&Circumstances::default(), question) else {
                return Vec::new();
            };
            let people = roster.people();
            let able = people.filter(|members| ability.had_by(resolver, members).is_some());
            able.map(|members| members.user.clone()).collect()
        };
        can(&*self.was, self.before.roster()) == can(&*self.is, self.after.roster())
    }
}

impl On<'_> {
    /// Whether everything stays as it is for the person at a position.
    fn is_same_for(&self, at: usize, spent: &mut usize) -> bool {
        let Side { kind, worlds, before, after, was, is } = self.side;
        let both = before.roster().nth(at).zip(after.roster().nth(at));
        let Some((then, now)) = both else { return false };
        for world in *worlds {
            // Who can no longer sign on as something signs on as nobody in particular.
            for asked in was.any_identity(then, world) {
                let is_same = match &self.targets {
                    Some(targets) => {
                        *spent += targets.len();
                        let mut all = targets.iter();
                        all.all(|(was, is)| is_same(*kind, &was(then, &asked), &is(now, &asked)))
                    }
                    None => {
                        let (was, is) = (was.row(then, &asked), is.row(now, &asked));
                        *spent += was.len();
                        was.len() == is.len()
                            && was.iter().zip(&is).all(|(was, is)| is_same(*kind, was, is))
                    }
                };
                if !is_same {
                    return false;
                }
            }
        }
        true
    }
}

fn stages() -> VecDeque<Stage> {
    let models = ModelKind::ALL.iter().map(|kind| Stage::Of(*kind));
    std::iter::once(Stage::Whole).chain(models).collect()
}

/// How the checks of a document stand.
fn standing(snapshot: &Snapshot) -> Vec<Discriminant<CheckStatus>> {
    run_checks(snapshot, None).iter().map(|check| discriminant(&check.status)).collect()
}

/// The groups, posts and service teams; of two that cover for each other the first stays.
fn wholes(document: &Document) -> Vec<Piece> {
    let Document { directory, policies, .. } = document;
    let joined = policies.joined_by_new_users();
    let is_joined = |who: &Principal| match who {
        Principal::Group(id) => joined.contains(id),
        _ => false,
    };
    let all = directory.belongings();
    let mut all: Vec<Principal> =
        all.filter(|who| !is_joined(who) && !policies.counts_later(who)).collect();
    all.reverse();
    let piece = |who: Principal| Piece {
        kind: None,
        what: format!("{} {}", who.kind(), directory.name(&who)),
        at: Address::Principal(who.clone()),
        command: Command::Directory(DirectoryEdit::Remove(who.clone())),
        reach: None,
        to: None,
        idle: None,
        whom: CountsFor::One(who),
    };
    all.into_iter().map(piece).collect()
}

/// The pieces of a model, what is for whoever asks first; of two that cover for each other the first
/// stays.
fn pieces(document: &Document, kind: ModelKind) -> Vec<Piece> {
    let directory = &document.directory;
    let of_model = document.policies.removables(kind, directory);
    let (everybody, mut single): (Vec<_>, Vec<_>) =
        of_model.into_iter().partition(|piece| piece.whom == CountsFor::Everybody);
    single.reverse();
    let piece = |piece: Removable<PolicyEdit>| Piece {
        kind: Some(kind),
        what: words(directory, &piece),
        at: piece.at,
        command: Command::Policy(piece.edit),
        reach: Some(piece.reach),
        to: piece.to,
        idle: piece.idle,
        whom: piece.whom,
    };
    everybody.into_iter().chain(single).map(piece).collect()
}

/// What is said of each principal, in all models.
struct Says {
    of: BTreeMap<Principal, BTreeSet<String>>,
}

impl Says {
    fn of(document: &Document) -> Self {
        let mut of: BTreeMap<Principal, BTreeSet<String>> = BTreeMap::new();
        for kind in ModelKind::ALL {
            for piece in document.policies.removables(*kind, &document.directory) {
                let part = match piece.at {
                    Address::Policy { part, .. } => part,
                    _ => "",
                };
                let said = format!("{} {part} {} {}", kind.key(), piece.on, piece.value);
                if let CountsFor::One(who) = piece.whom {
                    of.entry(who).or_default().insert(said);
                }
            }
        }
        Self { of }
    }

    /// The groups of which the same is said, and nothing that counts later.
    fn alike(&self, document: &Document) -> Vec<Vec<GroupId>> {
        let Document { directory, policies, .. } = document;
        let joined = policies.joined_by_new_users();
        let mut by_said: BTreeMap<&BTreeSet<String>, Vec<GroupId>> = BTreeMap::new();
        for group in directory.groups.iter().filter(|group| !joined.contains(&group.id)) {
            let who = Principal::Group(group.id.clone());
            let said = self.of.get(&who).filter(|_| !policies.counts_later(&who));
            if let Some(said) = said {
                by_said.entry(said).or_default().push(group.id.clone());
            }
        }
        let mut alike: Vec<_> = by_said.into_values().filter(|groups| groups.len() > 1).collect();
        sort_by_key(&mut alike, |groups| {
            groups.first().and_then(|id| directory.groups.position(id))
        });
        alike
    }
}

//! Rules over who can do what. After an edit they are judged again by what the edit can reach: only
//! those are asked again whose memberships changed, and where an edit can reach the target of a rule
//! those whom it can reach there.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::checks::{self, Answered, CheckResult, CheckStatus};
use super::impact::listed;
use super::reach::{positions, reach, same_places};
use super::routes::{Route, routes, routes_by};
use super::{Scope, Snapshot, Wanted, gains};
use crate::directory::{Circumstances, Directory, Members, Principal, UserId};
use crate::document::{Claim, Demand, Rule, read_ask};
use crate::format::{Json, Object, compact};
use crate::model::{Ability, Ask, Reach, Refusal, Resolver, unknown};
use crate::models::ModelKind;
use crate::shared::{Shared, collect_into};
use crate::verdict::Reason;

/// Why a rule that allows no new access cannot be judged where there is nothing to compare with.
pub const NO_SAVED_STATE: &str = "there is no saved state to compare with";

/// How a rule is broken.
#[derive(Clone, Debug, PartialEq)]
pub struct Breach {
    /// What there is to say of those who break it, such as `not in the list, but permitted`.
    pub says: String,
    /// Who breaks it, in the directory's order; where too many people can do something those beyond the
    /// number. Shared between rounds as long as it is the same.
    pub people: Arc<[UserId]>,
    /// The first of them as an example: what they come to, of two abilities both.
    pub examples: Vec<Example>,
}

/// What one person comes to on a target, and why.
#[derive(Clone, Debug, PartialEq)]
pub struct Example {
    /// Who.
    pub user: UserId,
    /// In which model.
    pub kind: ModelKind,
    /// On which target, by its key.
    pub target: String,
    /// Signed on how, and under what else.
    pub circumstances: Circumstances,
    /// The outcome's stable name.
    pub outcome: String,
    /// Each way by which they come to what the rule is about: the fewest of what they belong to that are
    /// enough. None where they do not come to it.
    pub routes: Vec<Route>,
    /// Why.
    pub because: Option<Reason>,
}

/// Whether somebody can do something. The greater, the more is permitted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Has {
    No,
    /// It hangs on something that could not be read.
    Maybe,
    Yes,
}

impl Has {
    fn not(self) -> Self {
        match self {
            Self::No => Self::Yes,
            Self::Maybe => Self::Maybe,
            Self::Yes => Self::No,
        }
    }

    /// Whether this is more than there was. What is as doubtful as it was is nothing new.
    fn beyond(self, was: Self) -> Self {
        match (was, self) {
            (Self::No, Self::Yes) => Self::Yes,
            (Self::No, Self::Maybe) | (Self::Maybe, Self::Yes) => Self::Maybe,
            _ => Self::No,
        }
    }
}

/// Who can do one thing, by their places in the directory.
#[derive(Clone, Debug)]
struct Held {
    has: Vec<Has>,
    /// The targets that it rests on.
    rests_on: Vec<(ModelKind, String)>,
}

/// Who breaks a demand, or where a number counts who can do the thing, by their places.
#[derive(Clone, Debug, Default)]
struct Marks {
    certain: BTreeSet<u32>,
    maybe: BTreeSet<u32>,
    /// The certain ones, once they are asked for.
    people: Option<Arc<[UserId]>>,
}

impl Marks {
    fn put(&mut self, at: u32, has: Has) {
        let differs = match has {
            Has::Yes => self.certain.insert(at),
            _ => self.certain.remove(&at),
        };
        match has {
            Has::Maybe => self.maybe.insert(at),
            _ => self.maybe.remove(&at),
        };
        if differs {
            self.people = None;
        }
    }

    /// The same where people stand at other places; who is gone is gone.
    fn moved(self, places: &[Option<u32>]) -> Self {
        let mut moved = Self::default();
        for (now, then) in (0..).zip(places) {
            let Some(then) = then else { continue };
            if self.certain.contains(then) {
                moved.certain.insert(now);
            } else if self.maybe.contains(then) {
                moved.maybe.insert(now);
            }
        }
        moved
    }
}

/// The checks of a document as it is edited.
#[derive(Clone, Debug, Default)]
pub struct Judge {
    last: Option<Snapshot>,
    saved: Option<Snapshot>,
    held: BTreeMap<String, Held>,
    held_then: BTreeMap<String, Option<Held>>,
    marks: BTreeMap<String, Marks>,
    /// How many decisions on people were made in the last round.
    asked: usize,
}

impl Judge {
    /// All checks of a moment's document, in their order. What it says equals what a new judge says.
    pub fn judge(&mut self, snapshot: &Snapshot, saved: Option<&Snapshot>) -> Vec<CheckResult> {
        let same_saved = match (&self.saved, saved) {
            (Some(was), Some(is)) => was.document().same(is.document()),
            (None, None) => true,
            _ => false,
        };
        if !same_saved {
            self.held_then.clear();
            self.marks.clear();
        }
        let last = self.last.take();
        let mut round = Round {
            snapshot,
            saved,
            since: last.as_ref().and_then(|last| Since::of(last, snapshot)),
            known: std::mem::take(&mut self.held),
            known_marks: std::mem::take(&mut self.marks),
            held_then: std::mem::take(&mut self.held_then),
            held: BTreeMap::new(),
            marks: BTreeMap::new(),
            asked: 0,
        };
        let checks = snapshot.document().checks.list.iter();
        let results = checks.map(|check| CheckResult {
            id: check.id.clone(),
            status: round.status(&check.claim).unwrap_or_else(CheckStatus::Refused),
        });
        let results = results.collect();
        let Round { held, marks, held_then, asked, .. } = round;
        *self = Self {
            last: Some(snapshot.clone()),
            saved: saved.cloned(),
            held: held.into_iter().filter_map(|(key, held)| Some((key, held.ok()?.0))).collect(),
            held_then,
            marks,
            asked,
        };
        results
    }

    /// How many people were asked about one ability or another in the last round.
    pub fn asked(&self) -> usize {
        self.asked
    }
}

/// What became of people, and what can come out differently, since the last round.
struct Since {
    /// Where everybody stood, where that is not where they stand now.
    places: Option<Vec<Option<u32>>>,
    /// Those whose memberships are not what they were.
    moved: BTreeSet<u32>,
    reached: Vec<Reached>,
}

/// What an edit can reach in one model, and those whom.
struct Reached {
    kind: ModelKind,
    reach: Reach,
    people: Vec<u32>,
}

impl Since {
    /// None where groups, posts or teams came, went or moved: everything is judged anew.
    fn of(last: &Snapshot, snapshot: &Snapshot) -> Option<Self> {
        if !same_places(last, snapshot) {
            return None;
        }
        let (was, is) = (&last.document().directory.users, &snapshot.document().directory.users);
        let places = (!was.same_places(is)).then(|| {
            let place = |at: Option<usize>| at.and_then(|at| u32::try_from(at).ok());
            is.iter().map(|user| place(was.position(&user.id))).collect::<Vec<_>>()
        });
        let then = |at: usize| match &places {
            None => last.roster().nth(at),
            Some(places) => last.roster().nth((*places.get(at)?)? as usize),
        };
        let people = snapshot.roster().people().enumerate();
        let moved = people
            .filter(|(at, now)| then(*at).is_none_or(|then| then != *now && **then != ***now));
        let moved = moved.filter_map(|(at, _)| u32::try_from(at).ok());
        let moved = collect_into(moved);
        let reached = ModelKind::ALL.iter().map(|kind| {
            let reach = reach(last, snapshot, *kind);
            let everybody = || (0..).zip(snapshot.roster().people()).map(|(at, _)| at).collect();
            let people = match reach.is_nothing() {
                true => Vec::new(),
                false => positions(snapshot, &reach.people).unwrap_or_else(everybody),
            };
            Reached { kind: *kind, reach, people }
        });
        let reached = reached.collect();
        Some(Self { places, moved, reached })
    }

    /// Whom an edit can reach on these targets, and those whose memberships changed.
    fn touched(&self, targets: &[(ModelKind, String)]) -> BTreeSet<u32> {
        let mut touched = self.moved.clone();
        for (kind, target) in targets {
            let found = self.reached.iter().find(|it| it.kind == *kind);
            let found = found.filter(|it| it.reach.is_on(target));
            touched.extend(found.iter().flat_map(|it| &it.people));
        }
        touched
    }
}

/// Whose answers may be others than in the last round.
#[derive(Clone, Debug)]
enum Again {
    Everybody,
    Some(BTreeSet<u32>),
}

/// Those whom a list of ids names.
struct Listed {
    users: BTreeSet<UserId>,
    groups: Vec<u32>,
    posts: Vec<u32>,
    teams: Vec<u32>,
}

impl Listed {
    fn of(directory: &Directory, ids: &[String]) -> Result<Self, Refusal> {
        let mut listed =
            Self { users: BTreeSet::new(), groups: vec![], posts: vec![], teams: vec![] };
        let place = |at: Option<usize>| at.and_then(|at| u32::try_from(at).ok());
        for id in ids {
            match directory.principal(id) {
                Some(Principal::User(user)) => drop(listed.users.insert(user)),
                Some(Principal::Group(id)) => {
                    listed.groups.extend(place(directory.groups.position(&id)));
                }
                Some(Principal::Post(id)) => {
                    listed.posts.extend(place(directory.posts.position(&id)));
                }
                Some(Principal::Team(id)) => {
                    listed.teams.extend(place(directory.teams.position(&id)));
                }
                None => return Err(unknown("user, group, post or team", id)),
            }
        }
        Ok(listed)
    }

    /// Whether somebody is one of them, or belongs to one themselves.
    fn has(&self, members: &Members) -> Has {
        let any = |own: &[u32], listed: &[u32]| own.iter().any(|at| listed.contains(at));
        let certain = members.user.as_ref().is_some_and(|user| self.users.contains(user))
            || any(&members.groups, &self.groups)
            || any(&members.posts, &self.posts)
            || any(&members.teams, &self.teams);
        let unsure = members.unsure.groups && !self.groups.is_empty()
            || members.unsure.posts && !self.posts.is_empty()
            || members.unsure.teams && !self.teams.is_empty();
        match (certain, unsure) {
            (true, _) => Has::Yes,
            (false, true) => Has::Maybe,
            (false, false) => Has::No,
        }
    }
}

/// One round over all checks.
struct Round<'a> {
    snapshot: &'a Snapshot,
    saved: Option<&'a Snapshot>,
    since: Option<Since>,
    /// What was known after the last round.
    known: BTreeMap<String, Held>,
    known_marks: BTreeMap<String, Marks>,
    /// Who could do what in the saved state; none where that has no such thing.
    held_then: BTreeMap<String, Option<Held>>,
    held: BTreeMap<String, Result<(Held, Again), Refusal>>,
    marks: BTreeMap<String, Marks>,
    asked: usize,
}

impl Round<'_> {
    fn status(&mut self, claim: &Claim) -> Result<CheckStatus, Refusal> {
        match claim {
            Claim::Answer { ask, expect, because } => {
                let kind = checks::model(claim.model())?;
                checks::question(self.snapshot, kind, ask, expect, because)
            }
            Claim::Rule(members) => self.rule(members),
        }
    }

    fn rule(&mut self, members: &Object) -> Result<CheckStatus, Refusal> {
        let rule = Rule::read(members)?;
        if rule.demands.contains(&Demand::NoNewAccess) && self.saved.is_none() {
            return Err(Refusal(NO_SAVED_STATE.to_owned()));
        }
        let abilities: Result<Vec<String>, Refusal> =
            rule.about.iter().map(|about| self.ability(about)).collect();
        let abilities = match abilities {
            Ok(abilities) => abilities,
            // No new access can be asked for on more than one ability.
            Err(refusal) if rule.demands == [Demand::NoNewAccess] => {
                let about = rule.about.first().cloned().unwrap_or_default();
                return match self.scope(&about) {
                    Some(scope) => self.in_scope(&scope?),
                    None => Err(refusal),
                };
            }
            Err(refusal) => return Err(refusal),
        };
        let text = compact(&members.clone().into());
        let mut doubtful = None;
        for demand in &rule.demands {
            let key = format!("{demand:?} {text}");
            let mut marks = self.marks(&key, demand, &abilities)?;
            let status = self.judged(demand, &mut marks, &rule.about);
            self.marks.insert(key, marks);
            match status {
                CheckStatus::Holds => {}
                status @ CheckStatus::Doubtful { .. } => doubtful = doubtful.or(Some(status)),
                status => return Ok(status),
            }
        }
        Ok(doubtful.unwrap_or(CheckStatus::Holds))
    }

    /// Finds out who can do something, as far as that is not known from the last round; by its text.
    fn ability(&mut self, about: &Object) -> Result<String, Refusal> {
        let key = compact(&about.clone().into());
        if !self.held.contains_key(&key) {
            let found = self.who_can(about, &key);
            self.held.insert(key.clone(), found);
        }
        match self.held.get(&key) {
            Some(Err(refusal)) => Err(refusal.clone()),
            _ => Ok(key),
        }
    }

    fn who_can(&mut self, about: &Object, key: &str) -> Result<(Held, Again), Refusal> {
        let asking = Asking::of(self.snapshot, about)?;
        let asker = asking.asker()?;
        let people = self.snapshot.roster().people().len();
        let known = self.known.remove(key);
        let known = known.filter(|known| known.rests_on == asker.rests_on);
        let (mut has, again) = match (&self.since, known) {
            (Some(since), Some(Held { has, .. })) => {
                let has = match &since.places {
                    None => has,
                    Some(places) => {
                        let then = |at: &Option<u32>| has.get((*at)? as usize).copied();
                        places.iter().map(|at| then(at).unwrap_or(Has::No)).collect()
                    }
                };
                (has, Again::Some(since.touched(&asker.rests_on)))
            }
            _ => (vec![Has::No; people], Again::Everybody),
        };
        let mut ask = |at: usize| {
            self.asked += 1;
            let found = asker.has(at);
            has.get_mut(at).into_iter().for_each(|has| *has = found);
        };
        match &again {
            Again::Everybody => (0..people).for_each(ask),
            Again::Some(some) => some.iter().for_each(|at| ask(*at as usize)),
        }
        let rests_on = asker.rests_on.clone();
        Ok((Held { has, rests_on }, again))
    }

    /// Who breaks a demand: those whose answers may be others are looked at again.
    fn marks(
        &mut self,
        key: &str,
        demand: &Demand,
        abilities: &[String],
    ) -> Result<Marks, Refusal> {
        let directory = &self.snapshot.document().directory;
        let listed = match demand {
            Demand::NobodyOutside(ids) | Demand::EverybodyIn(ids) => {
                Some(Listed::of(directory, ids)?)
            }
            _ => None,
        };
        if *demand == Demand::NoNewAccess {
            abilities.iter().for_each(|key| self.then(key));
        }
        let known = self.known_marks.remove(key);
        let held = abilities.iter().filter_map(|key| self.held.get(key)?.as_ref().ok());
        let held: Vec<&(Held, Again)> = held.collect();
        let roster = self.snapshot.roster();
        let breaks = |at: u32| {
            let has =
                |held: &(Held, Again)| held.0.has.get(at as usize).copied().unwrap_or(Has::No);
            let has = held.iter().map(|held| has(held)).min().unwrap_or(Has::No);
            let members = roster.nth(at as usize);
            let listed = || match (&listed, members) {
                (Some(listed), Some(members)) => listed.has(members),
                _ => Has::No,
            };
            match demand {
                // Who may be inside and cannot be told to be stands outside.
                Demand::NobodyOutside(_) if has != Has::No && listed() == Has::Yes => Has::No,
                Demand::NobodyOutside(_) | Demand::AtMost(_) | Demand::NobodyHoldsBoth => has,
                Demand::EverybodyIn(_) => listed().min(has.not()),
                Demand::NoNewAccess => has.beyond(self.had(abilities, members)),
            }
        };
        let some = |(_, again): &&(Held, Again)| match again {
            Again::Some(some) => Some(some.clone()),
            Again::Everybody => None,
        };
        let again: Option<Vec<BTreeSet<u32>>> = held.iter().map(some).collect();
        let marks = match (known, again, &self.since) {
            (Some(known), Some(again), Some(since)) => {
                let mut marks = match &since.places {
                    None => known,
                    Some(places) => known.moved(places),
                };
                again.into_iter().flatten().for_each(|at| marks.put(at, breaks(at)));
                marks
            }
            _ => {
                let mut marks = Marks::default();
                for at in (0..).take(roster.people().len()) {
                    marks.put(at, breaks(at));
                }
                marks
            }
        };
        Ok(marks)
    }

    /// Finds out who could do something in the saved state.
    fn then(&mut self, key: &str) {
        if self.held_then.contains_key(key) {
            return;
        }
        let found = self.saved.and_then(|saved| {
            let about = crate::format::parse(key.as_bytes()).ok()?;
            let asking = Asking::of(saved, about.as_object()?).ok()?;
            let asker = asking.asker().ok()?;
            let has = (0..saved.roster().people().len()).map(|at| asker.has(at)).collect();
            Some(Held { has, rests_on: asker.rests_on.clone() })
        });
        self.held_then.insert(key.to_owned(), found);
    }

    /// Whether somebody could do all of this in the saved state.
    fn had(&self, abilities: &[String], members: Option<&Shared<Members>>) -> Has {
        let at = self
            .saved
            .and_then(|saved| saved.document().directory.users.position(members?.user.as_ref()?));
        let had = |key: &String| {
            let held = self.held_then.get(key).and_then(Option::as_ref);
            held.and_then(|held| held.has.get(at?).copied()).unwrap_or(Has::No)
        };
        abilities.iter().map(had).min().unwrap_or(Has::No)
    }

    /// What comes of those who break a demand.
    fn judged(&self, demand: &Demand, marks: &mut Marks, about: &[Object]) -> CheckStatus {
        let count = marks.certain.len();
        let mut beyond = 0;
        let says = match demand {
            Demand::NobodyOutside(_) => "not in the list, but permitted".to_owned(),
            Demand::EverybodyIn(_) => "in the list, but not permitted".to_owned(),
            Demand::NobodyHoldsBoth => "permitted both".to_owned(),
            Demand::NoNewAccess => "permitted now, and not in the saved state".to_owned(),
            Demand::AtMost(most) if count + marks.maybe.len() <= *most => {
                return CheckStatus::Holds;
            }
            Demand::AtMost(most) => {
                beyond = *most;
                let all = people(count);
                format!("permitted to {all}, and at most {most} may be; beyond that")
            }
        };
        let examples = |at: u32| -> Vec<Example> {
            about.iter().filter_map(|about| self.example(about, at)).collect()
        };
        if let Some(first) = marks.certain.iter().nth(beyond) {
            let users = || marks.certain.iter().filter_map(|at| self.user(*at)).collect();
            let all = marks.people.clone().unwrap_or_else(users);
            let people = match beyond {
                0 => all.clone(),
                _ => all.iter().skip(beyond).cloned().collect(),
            };
            let examples = examples(*first);
            marks.people = Some(all);
            return CheckStatus::Broken(Breach { says, people, examples });
        }
        let (certain, doubted) = (&marks.certain, &marks.maybe);
        let Some(first) = doubted.first().copied() else { return CheckStatus::Holds };
        let directory = &self.snapshot.document().directory;
        let names = doubted.iter().filter_map(|at| self.user(*at));
        let names: Vec<String> = names.map(|user| directory.name(&Principal::User(user))).collect();
        let names = listed(&names);
        let (found, other) = match demand {
            Demand::NobodyOutside(_) => {
                ("nobody outside the list".to_owned(), format!("permitted to {names}"))
            }
            Demand::EverybodyIn(_) => {
                ("everybody in the list".to_owned(), format!("not permitted to {names}"))
            }
            Demand::NobodyHoldsBoth => {
                ("nobody permitted both".to_owned(), format!("both permitted to {names}"))
            }
            Demand::NoNewAccess => {
                ("no new access".to_owned(), format!("newly permitted to {names}"))
            }
            Demand::AtMost(_) => (people(certain.len()), format!("permitted to {names} as well")),
        };
        let because = examples(first).into_iter().next().and_then(|example| example.because);
        CheckStatus::Doubtful { expected: None, found, other, because }
    }

    fn user(&self, at: u32) -> Option<UserId> {
        self.snapshot.roster().nth(at as usize)?.user.clone()
    }

    /// What one person comes to where a rule asks, with its reasons.
    fn example(&self, about: &Object, at: u32) -> Option<Example> {
        let members = self.snapshot.roster().nth(at as usize)?;
        let asking = Asking::of(self.snapshot, about).ok()?;
        let asker = asking.asker().ok()?;
        let user = members.user.clone()?;
        let circumstances = asker.sign_on(at as usize);
        let circumstances = circumstances.unwrap_or_else(|| asking.ask.circumstances.clone());
        let ask = Ask { user: Some(user.clone()), circumstances, ..asking.ask.clone() };
        let answered = checks::answered(self.snapshot, asking.kind, &ask);
        let (outcome, because) = match answered {
            Ok(Answered { answer, .. }) => (answer.outcome.into_owned(), answer.because),
            Err(refusal) => (refusal.0, None),
        };
        let (kind, target) = (asking.kind, asker.own.target.clone());
        let (own, resolver) = (&asker.own, &*asking.own);
        let decide = Box::new(|members: &Members, it: &Circumstances| (own.decide)(members, it));
        let wanted = Wanted::AtLeast(own.wanted);
        let found = routes_by(resolver, decide, members, &own.asked, &wanted);
        let routes = found.map(|found| found.routes).unwrap_or_default();
        let circumstances = ask.circumstances;
        Some(Example { user, kind, target, circumstances, outcome, routes, because })
    }

    /// How far no new access reaches, where that is more than one ability: everything, a model, or a
    /// target whatever somebody can do with it. None where an ability is meant.
    fn scope(&self, about: &Object) -> Option<Result<Scope, Refusal>> {
        let read = read_ask(&self.snapshot.document().directory, about);
        let ask = match read {
            Ok(ask) => ask,
            Err(refusal) => return Some(Err(refusal)),
        };
        let mut scope = Scope { circumstances: ask.circumstances, ..Scope::default() };
        if about.get("model").is_none() {
            return ask.about.is_empty().then_some(Ok(scope));
        }
        let kind = match checks::model(about.get("model").and_then(Json::as_text)) {
            Ok(kind) => kind,
            Err(refusal) => return Some(Err(refusal)),
        };
        scope.kind = Some(kind);
        let members: Vec<(&str, &Json)> = ask.about.iter().collect();
        match members.as_slice() {
            [] => Some(Ok(scope)),
            [(member, key)] => {
                let also: &[&str] = match kind {
                    ModelKind::Resources => &["person", "requirement"],
                    _ => &[],
                };
                let is_target = *member == kind.info().target || also.contains(member);
                let key = key.as_text().filter(|_| is_target)?;
                let head = self.snapshot.in_the_end(kind).head(key);
                scope.target = Some(key.to_owned());
                Some(head.map(|_| scope).ok_or_else(|| unknown(member, key)))
            }
            _ => None,
        }
    }

    /// How a rule stands that allows no new access in a scope.
    fn in_scope(&self, scope: &Scope) -> Result<CheckStatus, Refusal> {
        let Some(saved) = self.saved else { return Err(Refusal(NO_SAVED_STATE.to_owned())) };
        let found = gains(saved, self.snapshot, scope);
        let roster = self.snapshot.roster();
        let users = |places: &[usize]| -> Vec<UserId> {
            places.iter().filter_map(|at| roster.nth(*at)?.user.clone()).collect()
        };
        let (people, doubted) = (users(&found.certain), users(&found.doubtful));
        let first = people.first().or_else(|| doubted.first()).and_then(|user| roster.of(user));
        let example = found.first.as_ref().zip(first).and_then(|(cell, members)| {
            let circumstances = cell.under(&scope.circumstances);
            let resolver = self.snapshot.in_the_end(cell.kind);
            let verdict = resolver.explain(members, &circumstances, &cell.target)?;
            let (asked, decided) = (&scope.circumstances, verdict.decision.grants);
            let wanted = Wanted::AtLeast(decided);
            let found = routes(&*resolver, &cell.target, members, asked, &wanted);
            Some(Example {
                routes: found.map(|found| found.routes).unwrap_or_default(),
                user: members.user.clone()?,
                kind: cell.kind,
                target: cell.target.clone(),
                circumstances,
                outcome: verdict.decision.name.into_owned(),
                because: Some(verdict.because),
            })
        });
        if !people.is_empty() {
            let says = "can do more than in the saved state".to_owned();
            let (people, examples) = (people.into(), example.into_iter().collect());
            return Ok(CheckStatus::Broken(Breach { says, people, examples }));
        }
        if doubted.is_empty() {
            return Ok(CheckStatus::Holds);
        }
        let directory = &self.snapshot.document().directory;
        let names = doubted.into_iter().map(|user| directory.name(&Principal::User(user)));
        let names = listed(&names.collect::<Vec<_>>());
        let (found, other) = ("no new access".to_owned(), format!("more for {names}"));
        let because = example.and_then(|example| example.because);
        Ok(CheckStatus::Doubtful { expected: None, found, other, because })
    }
}

/// `1 person`, `2 people`.
fn people(count: usize) -> String {
    match count {
        1 => "1 person".to_owned(),
        many => format!("{many} people"),
    }
}

/// What is asked of one moment, in both readings.
struct Asking<'a> {
    snapshot: &'a Snapshot,
    kind: ModelKind,
    ask: Ask,
    own: Box<dyn Resolver + 'a>,
    generous: Option<(&'a Snapshot, Box<dyn Resolver + 'a>)>,
}

impl<'a> Asking<'a> {
    fn of(snapshot: &'a Snapshot, about: &Object) -> Result<Self, Refusal> {
        let ask = read_ask(&snapshot.document().directory, about)?;
        let kind = checks::model(about.get("model").and_then(Json::as_text))?;
        let generous = snapshot.generous().map(|it| (it, it.in_the_end(kind)));
        Ok(Self { snapshot, kind, ask, own: snapshot.in_the_end(kind), generous })
    }

    fn asker(&self) -> Result<Asker<'_>, Refusal> {
        let Ask { circumstances, about, .. } = &self.ask;
        let own = self.own.ability(circumstances, about)?;
        let generous = self.generous.as_ref();
        let generous = generous.map(|(_, it)| it.ability(circumstances, about)).transpose()?;
        let mut rests_on = vec![(self.kind, own.target.clone())];
        // A record together with a process.
        let process = about.get("process").and_then(Json::as_text);
        if let Some(process) = process.filter(|_| self.kind == ModelKind::Acl) {
            rests_on.push((ModelKind::Processes, process.to_owned()));
        }
        Ok(Asker { asking: self, own, generous, rests_on })
    }
}

/// One ability at one moment, ready to be asked of everybody.
struct Asker<'a> {
    asking: &'a Asking<'a>,
    own: Ability<'a>,
    generous: Option<Ability<'a>>,
    rests_on: Vec<(ModelKind, String)>,
}

impl Asker<'_> {
    /// Under which circumstances somebody can do it in the strict reading.
    fn sign_on(&self, at: usize) -> Option<Circumstances> {
        let members = self.asking.snapshot.roster().nth(at)?;
        self.own.had_by(&*self.asking.own, members)
    }

    fn has(&self, at: usize) -> Has {
        let strictly = self.sign_on(at).is_some();
        let generously = match (&self.generous, &self.asking.generous) {
            (Some(ability), Some((snapshot, resolver))) => {
                let members = snapshot.roster().nth(at);
                members.is_some_and(|members| ability.had_by(&**resolver, members).is_some())
            }
            _ => strictly,
        };
        match (strictly, generously) {
            (true, true) => Has::Yes,
            (false, false) => Has::No,
            _ => Has::Maybe,
        }
    }
}

#[cfg(test)]
mod tests;

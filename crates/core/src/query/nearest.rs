//! Nearest misses: the smallest single changes that make a decision what is wanted, each found by doing
//! it; and the facts that, taken away, take its outcome away.

use std::cell::OnceCell;

use super::diff::Pair;
use super::steps::{
    Aim, Membership, Place, Where, hangs_on, memberships, of_circumstances, of_licences, of_posts,
    of_settings, places, ways,
};
use super::{Question, SignedOn, Snapshot, Step, StepKind, Subject, Wanted};
use crate::directory::{Circumstances, Members, Principal};
use crate::document::Command;
use crate::model::Resolver;
use crate::models::{ModelKind, PolicyEdit};
use crate::shared::{in_order, sorted_indices};
use crate::verdict::Outcome;

/// How much is looked at before an answer is given that says it is not complete.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Budget {
    /// How many documents are made and asked.
    pub documents: usize,
    /// For how many people in all it is worked out whether anything comes out differently.
    pub people: usize,
    /// For how many outcomes in all it is worked out what else becomes of the person.
    pub outcomes: usize,
}

impl Default for Budget {
    /// Enough for any document that is not made to be slow.
    fn default() -> Self {
        Self { documents: 2_000, people: 200_000, outcomes: 400_000 }
    }
}

/// What is near to a decision.
#[derive(Clone, Debug)]
pub struct Nearest {
    /// What comes out now.
    pub now: Outcome,
    /// The single steps, best first.
    pub steps: Vec<NearMiss>,
    /// Whether everything was looked at.
    pub complete: bool,
}

/// A single step that leads where it should.
#[derive(Clone, Debug)]
pub struct NearMiss {
    /// What kind of step it is.
    pub kind: StepKind,
    /// The step.
    pub change: Step,
    /// The step in words.
    pub words: String,
    /// Under which circumstances it leads there.
    pub circumstances: Circumstances,
    /// What comes out then.
    pub outcome: Outcome,
    /// For how many other people anything comes out differently; none where that was not worked out to
    /// the end.
    pub others: Option<usize>,
    /// How many other outcomes of the person's in this model are others then; none where that was not
    /// worked out.
    pub also: Option<usize>,
}

/// The single steps that make a decision what is wanted, those first that touch the fewest others; none
/// of them where it is so already. None where there is no such target or subject.
pub fn nearest(
    snapshot: &Snapshot,
    question: &Question,
    wanted: &Wanted,
    budget: Budget,
) -> Option<Nearest> {
    Search::new(snapshot, question, Aim::Wanted(wanted.clone()), budget)?.run(Which::Any)
}

/// The facts of which each alone holds a decision's outcome: with it taken away something else comes
/// out. None where there is no such target or subject.
pub fn rests_on(snapshot: &Snapshot, question: &Question, budget: Budget) -> Option<Nearest> {
    let question = Question { signed_on: SignedOn::AsAsked, ..question.clone() };
    let resolver = snapshot.in_the_end(question.kind);
    let members = question.subject.members(snapshot)?;
    let now = resolver.decide(&members, &question.circumstances, &question.target)?;
    let aim = Aim::Otherwise(now.name.into_owned());
    Search::new(snapshot, &question, aim, budget)?.run(Which::Removals)
}

/// Which steps are tried.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Which {
    Any,
    Removals,
}

struct Search<'a> {
    snapshot: &'a Snapshot,
    question: &'a Question,
    aim: Aim,
    resolver: Box<dyn Resolver + 'a>,
    members: Members,
    now: Outcome,
    budget: Budget,
    complete: bool,
    /// The person's outcomes in the model as things are.
    row: OnceCell<Vec<Outcome>>,
    found: Vec<NearMiss>,
}

impl<'a> Search<'a> {
    fn new(
        snapshot: &'a Snapshot,
        question: &'a Question,
        aim: Aim,
        budget: Budget,
    ) -> Option<Self> {
        let resolver = snapshot.in_the_end(question.kind);
        let members = question.subject.members(snapshot)?;
        let now = resolver.decide(&members, &question.circumstances, &question.target)?;
        Some(Self {
            snapshot,
            question,
            aim,
            resolver,
            members,
            now,
            budget,
            complete: true,
            row: OnceCell::new(),
            found: Vec::new(),
        })
    }

    fn run(mut self, which: Which) -> Option<Nearest> {
        let asked = self.ways(&*self.resolver, &self.members, None);
        let met = self.aim.met(&self.resolver.on(&self.question.target)?, &self.members, &asked);
        if met.is_none() {
            let sought = self.aim.sought(&*self.resolver, &self.question.target);
            let settings = places(self.snapshot, self.question, &self.members, sought);
            if which == Which::Any {
                self.try_circumstances(&settings);
            }
            if let Subject::User(user) = &self.question.subject {
                for it in memberships(self.snapshot, &*self.resolver, user) {
                    if which == Which::Any || !it.begins {
                        self.try_membership(it);
                    }
                }
            }
            let mut all = of_settings(&settings, &self.question.subject);
            all.extend(of_posts(self.snapshot, &*self.resolver, &self.members));
            if self.question.circumstances.licences.is_none() {
                all.extend(of_licences(self.snapshot, &settings.licences));
            }
            for mut place in all {
                if which == Which::Removals {
                    place.commands = place.removal.take().into_iter().collect();
                }
                self.try_place(place);
            }
        }
        let steps = ranked(self.found);
        Some(Nearest { now: self.now, steps, complete: self.complete })
    }

    fn ways(
        &self,
        resolver: &dyn Resolver,
        members: &Members,
        joined: Option<&Principal>,
    ) -> Vec<Circumstances> {
        let asked = &self.question.circumstances;
        let mut all = ways(resolver, members, asked, self.question.signed_on);
        // Who joins something can sign on as it.
        let can = matches!(joined, Some(Principal::Group(_) | Principal::Post(_)));
        if can
            && self.question.signed_on == SignedOn::AsAsked
            && asked.sign_on.is_none()
            && resolver.info().reads.sign_on
            && !matches!(self.aim, Aim::Wanted(Wanted::LessThan(_)) | Aim::Just(_))
        {
            all.push(Circumstances { sign_on: joined.cloned(), ..asked.clone() });
        }
        all
    }

    fn try_circumstances(&mut self, settings: &crate::model::Settings<PolicyEdit>) {
        let day = self.question.circumstances.on.or(self.snapshot.document().as_of);
        let all = of_circumstances(&*self.resolver, self.question, &self.members, settings, day);
        for (kind, other) in all {
            let Some(decide) = self.resolver.on(&self.question.target) else { return };
            let all = ways(&*self.resolver, &self.members, &other, self.question.signed_on);
            let Some((circumstances, outcome)) = self.aim.met(&decide, &self.members, &all) else {
                continue;
            };
            let words = self.circumstances_in_words(kind, &other);
            let change = Step::Circumstances(other);
            self.found.push(NearMiss {
                kind,
                change,
                words,
                circumstances,
                outcome,
                others: Some(0),
                also: Some(0),
            });
        }
    }

    fn circumstances_in_words(&self, kind: StepKind, other: &Circumstances) -> String {
        let directory = &self.snapshot.document().directory;
        match (kind, &other.sign_on, &other.service) {
            (StepKind::SignOn, Some(who), _) => format!("sign on as {}", directory.name(who)),
            (StepKind::SignOn, None, _) => "sign on as no group or post".to_owned(),
            (StepKind::Service, _, Some(service)) => format!("sign on under {service}"),
            (StepKind::Service, _, None) => "sign on under no service".to_owned(),
            (StepKind::Day, ..) => match other.on {
                Some(day) => format!("on {}", day.words()),
                None => "on no day".to_owned(),
            },
            _ => {
                let list = |of: &Circumstances| of.licences.clone().unwrap_or_default();
                let (was, is) = (list(&self.question.circumstances), list(other));
                let new = is.iter().find(|it| !was.contains(it));
                let gone = was.iter().find(|it| !is.contains(it));
                match (new, gone) {
                    (Some(name), _) => format!("with the licence {}", name),
                    (_, Some(name)) => format!("without the licence {}", name),
                    _ => "with other licences".to_owned(),
                }
            }
        }
    }

    fn try_membership(&mut self, it: Membership) {
        let joined = Some(&it.with).filter(|_| it.begins);
        let all = self.ways(&*self.resolver, &it.members, joined);
        let decide = self.resolver.on(&self.question.target);
        let met = decide.and_then(|decide| self.aim.met(&decide, &it.members, &all));
        let Some((circumstances, outcome)) = met else { return };
        let mut words = self.snapshot.document().describe(&it.command);
        if joined.is_some() && circumstances.sign_on.as_ref() == joined {
            words.push_str(" and signs on as that");
        }
        let also = self.also(&*self.snapshot.in_the_end(self.question.kind), &it.members);
        self.found.push(NearMiss {
            kind: StepKind::Membership,
            change: Step::Document(it.command),
            words,
            circumstances,
            outcome,
            others: Some(0),
            also,
        });
    }

    /// Tries what can be made of a place, up to the first that leads where it should.
    fn try_place(&mut self, place: Place) {
        for command in place.commands {
            if self.budget.documents == 0 {
                self.complete = false;
                return;
            }
            self.budget.documents -= 1;
            let Some(after) = self.snapshot.after([&command]) else { continue };
            let resolver = after.in_the_end(self.question.kind);
            let Some(members) = self.question.subject.members(&after) else { continue };
            let Some(decide) = resolver.on(&self.question.target) else { continue };
            let all = self.ways(&*resolver, &members, None);
            let Some((circumstances, outcome)) = self.aim.met(&decide, &members, &all) else {
                continue;
            };
            let words = self.snapshot.document().describe(&command);
            let others = self.others(&after, &command, place.of.as_ref());
            let also = self.also(&*resolver, &members);
            let change = Step::Document(command);
            let kind = place.kind;
            let miss = NearMiss { kind, change, words, circumstances, outcome, others, also };
            self.found.push(miss);
            return;
        }
    }

    /// For how many other people anything comes out differently.
    fn others(
        &mut self,
        after: &Snapshot,
        command: &Command,
        of: Option<&Principal>,
    ) -> Option<usize> {
        let before = self.snapshot;
        // With the first level that anybody is given the processes begin to count for all records.
        let processes =
            matches!(command, Command::Policy(edit) if edit.kind() == ModelKind::Processes);
        let begins = processes && before.ways().is_set() != after.ways().is_set();
        let of = Where::of(before, of.filter(|_| !begins));
        let subject = match &self.question.subject {
            Subject::User(user) => Some(user),
            Subject::Group(_) | Subject::Nobody => None,
        };
        if let Where::User(user) = &of
            && Some(user) == subject
        {
            return Some(0);
        }
        let asked = &self.question.circumstances;
        let asked = Circumstances { sign_on: None, service: None, ..asked.clone() };
        let pair = Pair::new(before, after);
        let kinds = ModelKind::ALL.iter();
        let sides = kinds.map(|kind| pair.of_kind(*kind, &asked));
        let sides: Vec<_> = sides.filter(|sides| !sides.is_untouched()).collect();
        let mut count = 0;
        for at in 0..pair.people() {
            if !hangs_on(before.roster(), at, &of) {
                continue;
            }
            if self.budget.people == 0 {
                self.complete = false;
                return None;
            }
            self.budget.people -= 1;
            let Some(person) = pair.nth(at) else { continue };
            let other = Some(person.user()) != subject;
            count += usize::from(other && sides.iter().any(|sides| sides.differs(&person)));
        }
        Some(count)
    }

    /// How many other outcomes of the person's in this model are others.
    fn also(&mut self, resolver: &dyn Resolver, members: &Members) -> Option<usize> {
        let asked = &self.question.circumstances;
        let now = self.row.get_or_init(|| self.resolver.row(&self.members, asked));
        let Some(left) = self.budget.outcomes.checked_sub(now.len()) else {
            self.complete = false;
            return None;
        };
        self.budget.outcomes = left;
        let then = resolver.row(members, asked);
        let differ = now.iter().zip(&then).filter(|(was, is)| was.name != is.name).count();
        let own = resolver.decide(members, asked, &self.question.target);
        let same = own.is_some_and(|own| own.name == self.now.name);
        Some(differ - usize::from(!same && differ > 0))
    }
}

/// The best first: who touches the fewest others, then the smallest kind, then whatever changes the
/// least for the person.
fn ranked(found: Vec<NearMiss>) -> Vec<NearMiss> {
    let rank = |at: usize| {
        let it = found.get(at)?;
        let last = usize::MAX;
        Some((it.others.unwrap_or(last), it.kind, it.also.unwrap_or(last)))
    };
    let order = sorted_indices(found.len(), &mut |one, other| rank(one).cmp(&rank(other)));
    in_order(found, order)
}

#[cfg(test)]
pub(super) mod tests;

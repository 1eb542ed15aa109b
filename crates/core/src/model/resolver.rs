//! A model at one moment of a document, ready to be asked, its types forgotten: all that screens, checks
//! and the command line know of it.

use std::borrow::Cow;
use std::ops::Range;

use super::{Answer, Answers, Ask, Facts, Index, ModelSnapshot, OutcomeInfo, Refusal};
use crate::directory::{Circumstances, Members};
use crate::format::Object;
use crate::verdict::{Grants, Outcome, Verdict};

/// The decision on one target for whoever asks.
pub type Decide<'a> = Box<dyn Fn(&Members, &Circumstances) -> Outcome + 'a>;

/// A model at one moment of a document, its types forgotten.
pub trait Resolver: Facts {
    /// What can come out and has a name of its own.
    fn outcomes(&self) -> &'static [OutcomeInfo] {
        self.info().outcomes
    }
    /// The outcomes for one person, in the targets' order.
    fn row(&self, members: &Members, circumstances: &Circumstances) -> Vec<Outcome>;
    /// The same for a range of the targets only.
    fn part_of_row(
        &self,
        members: &Members,
        circumstances: &Circumstances,
        range: Range<usize>,
    ) -> Vec<Outcome>;
    /// The decision on one target for whoever asks, the target looked up once; `None` where there is
    /// none of this key.
    fn on(&self, target: &str) -> Option<Decide<'_>>;
    /// The outcome for one person and target; `None` where there is no such target.
    fn decide(
        &self,
        members: &Members,
        circumstances: &Circumstances,
        target: &str,
    ) -> Option<Outcome> {
        self.on(target).map(|decide| decide(members, circumstances))
    }
    /// What an outcome, or a permission, of this name lets a person do with a target; none where there
    /// is no such target or name.
    fn abilities(&self, target: &str, name: &str) -> Option<Grants>;
    /// The outcomes of everybody for one target, in the directory's order; `None` where there is
    /// no such target.
    fn column(&self, circumstances: &Circumstances, target: &str) -> Option<Vec<Outcome>>;
    /// One outcome with its reasons; `None` where there is no such target.
    fn explain(
        &self,
        members: &Members,
        circumstances: &Circumstances,
        target: &str,
    ) -> Option<Verdict<Outcome>>;
    /// Answers a question.
    ///
    /// # Errors
    /// Says what is missing from the question or the document.
    fn answer(&self, ask: &Ask) -> Result<Answer, Refusal>;
    /// The outcome of a question about one target and nothing else, without its reasons, which are
    /// what takes long: as [`Resolver::answer`] has it. None where it has to be asked.
    fn decided(&self, ask: &Ask) -> Option<Cow<'static, str>>;
    /// What a rule is about: a target, and what somebody can do with it.
    ///
    /// # Errors
    /// Says what is missing from the rule or the document.
    fn ability(&self, asked: &Circumstances, about: &Object) -> Result<Ability<'_>, Refusal>;
}

/// Something that people can do with a target.
pub struct Ability<'a> {
    /// The target's key.
    pub target: String,
    /// What it is to be able to do it.
    pub wanted: Grants,
    /// Under which circumstances that is asked.
    pub asked: Circumstances,
    /// The decision on the target.
    pub decide: Decide<'a>,
}

impl Ability<'_> {
    /// Under which circumstances somebody can do it: the first of those that they can sign on under,
    /// as far as what is asked leaves that open.
    pub fn had_by(&self, resolver: &dyn Resolver, members: &Members) -> Option<Circumstances> {
        let has = |it: &Circumstances| (self.decide)(members, it).grants.contains(self.wanted);
        let reads = resolver.info().reads;
        if !reads.sign_on && !reads.service {
            return has(&self.asked).then(|| self.asked.clone());
        }
        resolver.any_identity(members, &self.asked).into_iter().find(has)
    }
}

impl<M: Answers> Resolver for ModelSnapshot<'_, M> {
    fn row(&self, members: &Members, circumstances: &Circumstances) -> Vec<Outcome> {
        let circumstances = self.circumstances(circumstances);
        self.index.row(members, &circumstances).iter().map(Outcome::of).collect()
    }

    fn part_of_row(
        &self,
        members: &Members,
        circumstances: &Circumstances,
        range: Range<usize>,
    ) -> Vec<Outcome> {
        let circumstances = self.circumstances(circumstances);
        let row = self.index.part_of_row(members, &circumstances, range);
        row.iter().map(Outcome::of).collect()
    }

    fn on(&self, target: &str) -> Option<Decide<'_>> {
        let decide = self.index.on(M::target(self.policy, target)?);
        Some(Box::new(move |members, circumstances| {
            Outcome::of(&decide(members, &self.circumstances(circumstances)))
        }))
    }

    fn abilities(&self, target: &str, name: &str) -> Option<Grants> {
        M::abilities(&M::target(self.policy, target)?, name)
    }

    fn column(&self, circumstances: &Circumstances, target: &str) -> Option<Vec<Outcome>> {
        let decide = self.index.on(M::target(self.policy, target)?);
        let asked = self.circumstances(circumstances);
        let people = self.roster.people();
        Some(people.map(|members| Outcome::of(&decide(members, &asked))).collect())
    }

    fn explain(
        &self,
        members: &Members,
        circumstances: &Circumstances,
        target: &str,
    ) -> Option<Verdict<Outcome>> {
        let target = M::target(self.policy, target)?;
        let verdict = M::explain(*self, members, &self.circumstances(circumstances), &target);
        Some(Verdict { decision: Outcome::of(&verdict.decision), because: verdict.because })
    }

    fn answer(&self, ask: &Ask) -> Result<Answer, Refusal> {
        self.known_service(&ask.circumstances)?;
        let circumstances = self.circumstances(&ask.circumstances).into_owned();
        M::answer(*self, &Ask { circumstances, ..ask.clone() })
    }

    fn decided(&self, ask: &Ask) -> Option<Cow<'static, str>> {
        self.known_service(&ask.circumstances).ok()?;
        let circumstances = self.circumstances(&ask.circumstances).into_owned();
        M::decided(*self, &Ask { circumstances, ..ask.clone() })
    }

    fn ability(&self, asked: &Circumstances, about: &Object) -> Result<Ability<'_>, Refusal> {
        self.known_service(asked)?;
        let (target, wanted) = M::limit(*self, about)?;
        let key = target.to_string();
        let asked = self.circumstances(asked).into_owned();
        let decide = self.index.on(target);
        let decide = move |members: &Members, circumstances: &Circumstances| {
            Outcome::of(&decide(members, &self.circumstances(circumstances)))
        };
        Ok(Ability { target: key, wanted, asked, decide: Box::new(decide) })
    }
}

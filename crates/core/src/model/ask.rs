//! Decisions with their reasons, and the questions that a file's checks and the command line ask.

use std::borrow::Cow;
use std::fmt;

use super::{Asked, Facts, Index, Model, ModelSnapshot};
use crate::directory::{Circumstances, GroupId, Members, UserId};
use crate::format::Object;
use crate::verdict::{Decision, Grants, Reason, Verdict};

/// Why a model decides as it does.
pub trait Explain: Model {
    /// Why this decision of the index came out.
    fn because(asked: Asked<'_, Self>, target: &Self::Target, decision: Self::Decision) -> Reason;
    /// The decision with its reasons.
    fn explain(
        model: ModelSnapshot<'_, Self>,
        members: &Members,
        circumstances: &Circumstances,
        target: &Self::Target,
    ) -> Verdict<Self::Decision> {
        let asked = Asked { model, members, circumstances };
        let decision = asked.decide(target);
        Verdict { because: Self::because(asked, target, decision.clone()), decision }
    }
}

/// What a file's checks can ask of a model.
pub trait Answers: Explain {
    /// Answers a question: what comes out for its subject on the target that it names.
    ///
    /// # Errors
    /// Says what is missing from the question or the document.
    fn answer(model: ModelSnapshot<'_, Self>, ask: &Ask) -> Result<Answer, Refusal> {
        Self::answer_decision(model, ask)
    }
    /// Answers by the decision on the target that a question names, whatever else it names.
    ///
    /// # Errors
    /// As [`Answers::answer`].
    fn answer_decision(model: ModelSnapshot<'_, Self>, ask: &Ask) -> Result<Answer, Refusal> {
        let members = model.subject(ask)?;
        let target = model.target_of(&ask.about, Self::INFO.target)?;
        let verdict = Self::explain(model, &members, &ask.circumstances, &target);
        Ok(Answer { outcome: verdict.decision.outcome(), because: Some(verdict.because) })
    }
    /// Whether a question that names this target and nothing else is answered by the decision on it.
    fn is_decision(_target: &Self::Target) -> bool {
        true
    }
    /// The outcome of a question that names a target and nothing else, without its reasons: what
    /// [`Answers::answer`] comes to for it. None for any other question, and for one that is refused.
    fn decided(model: ModelSnapshot<'_, Self>, ask: &Ask) -> Option<Cow<'static, str>> {
        if ask.about.len() != 1 {
            return None;
        }
        let members = model.subject(ask).ok()?;
        model.own_sign_on(&members, &ask.circumstances).ok()?;
        let target = model.target_of(&ask.about, Self::INFO.target).ok()?;
        let decide = || model.index.decide(&members, &ask.circumstances, &target).outcome();
        Self::is_decision(&target).then(decide)
    }
    /// What an outcome, or a permission, of this name lets a person do with a target; none where the
    /// model knows no such name. What it is set to counts, whoever it is that has it.
    fn abilities(target: &Self::Target, name: &str) -> Option<Grants>;
    /// Reads what a rule forbids: a target, and the abilities that nobody outside may have.
    ///
    /// # Errors
    /// Says what is missing from the rule or the document.
    fn limit(model: ModelSnapshot<'_, Self>, about: &Object) -> Result<Limit<Self>, Refusal>;
}

/// What a rule forbids: a target, and the abilities.
pub type Limit<M> = (<M as Model>::Target, Grants);

/// A question, as a file's checks and the command line ask it. The members that only some model
/// understands stay in `about`.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Ask {
    /// The person, where one is meant.
    pub user: Option<UserId>,
    /// The group, where one is meant.
    pub group: Option<GroupId>,
    /// Under which circumstances.
    pub circumstances: Circumstances,
    /// What is asked about.
    pub about: Object,
}

/// The answer to an [`Ask`].
#[derive(Clone, Debug, PartialEq)]
pub struct Answer {
    /// The outcome's stable name.
    pub outcome: Cow<'static, str>,
    /// Why, where the question has an explanation.
    pub because: Option<Reason>,
}

/// Why a question has no answer: it speaks of something that the document does not have, or asks
/// for something the model does not know. One line, the user's words in backticks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal(pub String);

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for Refusal {}

/// The refusal of a name that leads nowhere.
pub fn unknown(member: &str, id: &str) -> Refusal {
    Refusal(format!("there is no {member} `{id}`"))
}

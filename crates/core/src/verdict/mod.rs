//! WHAT CAME OUT: a decision and, as data, the reasons for it. Reasons cite rules by their number
//! and places of the document by their address; sentences are made late, in `phrase`.

mod address;
mod phrase;

pub(crate) use address::addresses;
pub use address::{Address, Names};
pub use phrase::{Span, phrase, plain};

use std::borrow::Cow;
use std::fmt;

use crate::format::names;

/// A decision of some model.
pub trait Decision: Clone + Eq + fmt::Debug {
    /// Its stable name, as `expect` in a file's checks spells it.
    fn outcome(&self) -> Cow<'static, str>;
    /// A name short enough for a cell, where the model lists none for it.
    fn short(&self) -> Cow<'static, str> {
        self.outcome()
    }
    /// What it lets a person do.
    fn grants(&self) -> Grants;
    /// How it looks.
    fn tone(&self) -> Tone;
}

/// A set of abilities, a bit each; which bit means what is the model's own. Whoever has a superset
/// can do more: this is what "gains" and "loses" compare.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Grants(pub u32);

impl Grants {
    /// Whether all of `wanted` is in here.
    pub fn contains(self, wanted: Self) -> bool {
        self.0 & wanted.0 == wanted.0
    }

    /// What is in here and was not in `before`.
    #[must_use]
    pub fn beyond(self, before: Self) -> Self {
        Self(self.0 & !before.0)
    }

    /// Whether nothing is.
    pub fn is_empty(self) -> bool {
        self.0 == 0
    }
}

names! {
    /// How much a decision permits, for glyph and colour. Never the only sign: the outcome's name goes
    /// with it.
    #[derive(PartialOrd, Ord)]
    pub enum Tone {
        /// Nothing is permitted.
        None = "none",
        /// The least that is more than nothing: to look.
        Low = "low",
        /// More than that.
        Middle = "middle",
        /// All there is.
        Full = "full",
    }
}

/// A decision that no longer knows its model: what all models' views, checks and tables share.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outcome {
    /// Its stable name.
    pub name: Cow<'static, str>,
    /// A name short enough for a cell, where the model lists none for it.
    pub short: Cow<'static, str>,
    /// What it lets a person do.
    pub grants: Grants,
    /// How it looks.
    pub tone: Tone,
    /// Whether it hangs on something in the file that could not be read: it is the least that this can
    /// mean, and not certain.
    pub doubtful: bool,
}

impl Outcome {
    /// The decision without its model.
    pub fn of(decision: &impl Decision) -> Self {
        Self {
            name: decision.outcome(),
            short: decision.short(),
            grants: decision.grants(),
            tone: decision.tone(),
            doubtful: false,
        }
    }
}

/// A decision with its explanation. The explanation's root comes to the decision's outcome.
#[derive(Clone, Debug, PartialEq)]
pub struct Verdict<D> {
    /// What came out.
    pub decision: D,
    /// Why.
    pub because: Reason,
}

/// One step of an explanation: a rule, applied to what it cites, comes to an outcome because of
/// the steps below it.
#[derive(Clone, Debug, PartialEq)]
pub struct Reason {
    /// The rule's number in its model, such as `R8`.
    pub rule: &'static str,
    /// The key of that model, where it is another one than that of the step above: what it says goes
    /// for the steps below as well.
    pub of: Option<&'static str>,
    /// The sentence with `{slots}`, filled late.
    pub says: &'static str,
    /// What fills the slots.
    pub facts: Vec<(&'static str, Fact)>,
    /// The places it rests on that no slot names.
    pub rests_on: Vec<Address>,
    /// The outcome's name that this step comes to.
    pub outcome: Cow<'static, str>,
    /// The steps it rests on.
    pub steps: Vec<Reason>,
}

/// What fills a slot of a sentence.
#[derive(Clone, Debug, PartialEq)]
pub enum Fact {
    /// The name of the thing at an address.
    Name(Address),
    /// Words as they are.
    Words(Cow<'static, str>),
}

impl Reason {
    /// A step without facts or steps below it.
    pub fn new(
        rule: &'static str,
        says: &'static str,
        outcome: impl Into<Cow<'static, str>>,
    ) -> Self {
        Self {
            rule,
            of: None,
            says,
            facts: Vec::new(),
            rests_on: Vec::new(),
            outcome: outcome.into(),
            steps: Vec::new(),
        }
    }

    /// Says that its rule is one of this model.
    #[must_use]
    pub fn of(mut self, model: &'static str) -> Self {
        self.of = Some(model);
        self
    }

    /// Fills a slot with the name of what stands at an address, and so cites it.
    #[must_use]
    pub fn name(mut self, slot: &'static str, address: Address) -> Self {
        self.facts.push((slot, Fact::Name(address)));
        self
    }

    /// Fills a slot with words.
    #[must_use]
    pub fn words(mut self, slot: &'static str, words: impl Into<Cow<'static, str>>) -> Self {
        self.facts.push((slot, Fact::Words(words.into())));
        self
    }

    /// Cites a place that no slot names.
    #[must_use]
    pub fn on(mut self, address: Address) -> Self {
        self.rests_on.push(address);
        self
    }

    /// Puts steps below this one.
    #[must_use]
    pub fn because(mut self, steps: impl IntoIterator<Item = Self>) -> Self {
        self.steps.extend(steps);
        self
    }

    /// This step and all below it, in reading order.
    pub fn all(&self) -> Vec<&Self> {
        let mut found = vec![self];
        for step in &self.steps {
            found.extend(step.all());
        }
        found
    }

    /// Every address that this step itself cites.
    pub fn cites(&self) -> impl Iterator<Item = &Address> {
        let named = self.facts.iter().filter_map(|(_, fact)| match fact {
            Fact::Name(address) => Some(address),
            Fact::Words(_) => None,
        });
        named.chain(&self.rests_on)
    }
}

//! What is the same for every document of a model: its names, its rules and its outcomes.

use crate::directory::Reads;
use crate::verdict::Tone;

/// What is the same for every document of a model.
#[derive(Debug)]
pub struct ModelInfo {
    /// Its key in files and addresses, such as `processes`.
    pub key: &'static str,
    /// Its title on screen.
    pub title: &'static str,
    /// What it can be asked, in a sentence.
    pub answers: &'static str,
    /// What one of its targets is called.
    pub target: &'static str,
    /// What several are called.
    pub targets: &'static str,
    /// Which circumstances it takes into account.
    pub reads: Reads,
    /// Whether it sets anything for people themselves, and not for their groups alone.
    pub personal: bool,
    /// Whether belonging to more only ever adds to what somebody can do.
    pub adds_up: bool,
    /// The services that somebody can sign on under, where it asks for that.
    pub services: &'static [&'static str],
    /// The licences that it speaks of.
    pub licences: &'static [&'static str],
    /// Its rules, in order.
    pub rules: &'static [Rule],
    /// The number of the rule for what the file says and nobody can read.
    pub unreadable: &'static str,
    /// The rule by which something takes everything away from somebody; empty where there is none.
    pub taken_away: &'static str,
    /// What the short forms in its cells stand for, where they need to be said.
    pub short_forms: &'static [(&'static str, &'static str)],
    /// Its outcomes that have a name of their own.
    pub outcomes: &'static [OutcomeInfo],
    /// The keys that its grids add to those of every grid, each with what it does.
    pub keys: &'static [(&'static str, &'static str)],
}

/// An outcome with its names.
#[derive(Debug)]
pub struct OutcomeInfo {
    /// The stable name, as checks spell it and as it is spoken.
    pub name: &'static str,
    /// A name short enough for a cell.
    pub short: &'static str,
    /// What it lets a person do.
    pub means: &'static str,
    /// How it looks.
    pub tone: Tone,
}

impl OutcomeInfo {
    /// One that permits nothing: its name, its short name, and what it lets a person do.
    pub const fn none(name: &'static str, short: &'static str, means: &'static str) -> Self {
        Self { name, short, means, tone: Tone::None }
    }

    /// The same of one that permits the least.
    pub const fn low(name: &'static str, short: &'static str, means: &'static str) -> Self {
        Self { name, short, means, tone: Tone::Low }
    }

    /// Of one that permits more.
    pub const fn middle(name: &'static str, short: &'static str, means: &'static str) -> Self {
        Self { name, short, means, tone: Tone::Middle }
    }

    /// Of one that permits all there is.
    pub const fn full(name: &'static str, short: &'static str, means: &'static str) -> Self {
        Self { name, short, means, tone: Tone::Full }
    }
}

impl ModelInfo {
    /// Says nothing: what a model leaves out, it has not.
    pub const EMPTY: Self = Self {
        key: "",
        title: "",
        answers: "",
        target: "",
        targets: "",
        reads: Reads::NOTHING,
        personal: false,
        adds_up: false,
        services: &[],
        licences: &[],
        rules: &[],
        unreadable: "",
        taken_away: "",
        short_forms: &[],
        outcomes: &[],
        keys: &[],
    };

    /// The names of an outcome, where it has its own.
    pub fn outcome(&self, name: &str) -> Option<&'static OutcomeInfo> {
        self.outcomes.iter().find(|named| named.name == name)
    }

    /// The rule with this number.
    pub fn rule(&self, id: &str) -> Option<&'static Rule> {
        self.rules.iter().find(|rule| rule.id == id)
    }
}

/// One numbered rule of a model.
#[derive(Debug)]
pub struct Rule {
    /// Its number, such as `R8`.
    pub id: &'static str,
    /// What it says, in one or two sentences.
    pub says: &'static str,
    /// Where it comes from.
    pub source: Source,
}

impl Rule {
    /// One that the product's own documentation states.
    pub const fn stated(id: &'static str, says: &'static str) -> Self {
        Self { id, says, source: Source::Stated }
    }

    /// One that other public material of the product states.
    pub const fn public(id: &'static str, says: &'static str) -> Self {
        Self { id, says, source: Source::Public }
    }

    /// One that is worked out, and from what.
    pub const fn inferred(id: &'static str, says: &'static str, why: &'static str) -> Self {
        Self { id, says, source: Source::Inferred(why) }
    }
}

/// Declares the `RULES` of a model: the number of each, where it comes from, what it says, and from what it
/// is worked out where it is inferred.
///
/// ```text
/// rules! {
///     R1 stated "A group holds exactly one level on each process. Deny is the default.";
///     R8 inferred
///         "A person has the highest level that any of their groups has."
///         because "Deny is the default everywhere";
/// }
/// ```
macro_rules! rules {
    ($($id:ident $source:ident $says:literal $(because $why:literal)?;)+) => {
        /// The rules with their sources.
        pub const RULES: &[$crate::model::Rule] = &[
            $($crate::model::Rule::$source(stringify!($id), $says $(, $why)?),)+
        ];
    };
}

pub(crate) use rules;

/// Declares what a decision that is a named enum comes to: how each value looks, the bits of what it grants,
/// its short name, and what it lets a person do. Makes of it the decision and the list of outcomes; behind
/// the values can stand outcomes that are none of this decision.
///
/// ```text
/// outcomes! {
///     OUTCOMES of Level {
///         Deny: none, 0b0, "Deny", "no access";
///         Read: full, 0b1, "Read", "view";
///     }
/// }
/// ```
macro_rules! outcomes {
    (@none) => { $crate::verdict::Tone::None };
    (@low) => { $crate::verdict::Tone::Low };
    (@middle) => { $crate::verdict::Tone::Middle };
    (@full) => { $crate::verdict::Tone::Full };
    ($OUTCOMES:ident of $Decision:ident {
        $($Value:ident: $tone:ident, $grants:expr, $short:literal, $means:literal;)+
    } $(and $more:expr)?) => {
        /// What can come out, in the order in which it is listed.
        pub(crate) const $OUTCOMES: &[$crate::model::OutcomeInfo] = &[
            $($crate::model::OutcomeInfo::$tone($Decision::$Value.name(), $short, $means),)+
            $($more)?
        ];

        impl $crate::verdict::Decision for $Decision {
            fn outcome(&self) -> std::borrow::Cow<'static, str> {
                self.name().into()
            }

            fn grants(&self) -> $crate::verdict::Grants {
                $crate::verdict::Grants(match self {
                    $(Self::$Value => $grants,)+
                })
            }

            fn tone(&self) -> $crate::verdict::Tone {
                match self {
                    $(Self::$Value => $crate::model::outcomes!(@$tone),)+
                }
            }
        }
    };
}

pub(crate) use outcomes;

/// Where a rule comes from. An inferred one is marked wherever it decides something.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Source {
    /// The product's own documentation says so.
    Stated,
    /// Other public material of the product says so.
    Public,
    /// Worked out; the reason goes with it.
    Inferred(&'static str),
}

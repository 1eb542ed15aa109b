//! What is selected on the page, and the steps of the address that name it.

use whocan_core::document::{CheckId, Demand, Rule};

/// What is selected.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) enum Place {
    /// Nothing is named: whatever fails first.
    #[default]
    First,
    /// A check.
    Check(CheckId),
    /// A problem, by its key.
    Problem(String),
    /// What changes nothing for anybody.
    DeadWeight,
    /// A check that is being made.
    New(NewKind),
}

/// What can be made by hand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum NewKind {
    /// Only these may.
    Only,
    /// Nobody may hold both.
    Both,
    /// At most so many people.
    AtMost,
    /// Everybody in this group must.
    Each,
    /// One person, one thing, one outcome.
    Expectation,
}

impl NewKind {
    /// All, in the order in which they are offered.
    pub(super) const ALL: [Self; 5] =
        [Self::Only, Self::Both, Self::AtMost, Self::Each, Self::Expectation];

    /// Its name in addresses; of a rule that of what it demands.
    pub(super) fn key(self) -> &'static str {
        match self {
            Self::Only => "nobodyOutside",
            Self::Both => "nobodyHoldsBoth",
            Self::AtMost => "atMost",
            Self::Each => "everybodyIn",
            Self::Expectation => "expectation",
        }
    }
}

const PROBLEM: &str = "problem";
const NEW: &str = "new";
const DEAD_WEIGHT: &str = "dead-weight";

impl Place {
    /// Reads the steps. A single step is the id of a check.
    pub(super) fn parse(steps: &[String]) -> Self {
        let steps: Vec<&str> = steps.iter().map(String::as_str).collect();
        match steps.as_slice() {
            [id] => Self::Check((*id).into()),
            [DEAD_WEIGHT, ..] => Self::DeadWeight,
            [PROBLEM, key, ..] => Self::Problem((*key).to_owned()),
            [NEW, key, ..] => {
                let kind = NewKind::ALL.into_iter().find(|kind| kind.key() == *key);
                kind.map_or(Self::First, Self::New)
            }
            _ => Self::First,
        }
    }

    /// The steps that name it.
    pub(super) fn steps(&self) -> Vec<String> {
        let two = |first: &str, second: &str| vec![first.to_owned(), second.to_owned()];
        match self {
            Self::First => Vec::new(),
            Self::Check(id) => vec![id.to_string()],
            Self::Problem(key) => two(PROBLEM, key),
            Self::DeadWeight => two(DEAD_WEIGHT, "all"),
            Self::New(kind) => two(NEW, kind.key()),
        }
    }
}

/// What a rule of one demand is called.
pub(super) fn kind_of(rule: &Rule) -> &'static str {
    match rule.demands.as_slice() {
        [Demand::NobodyOutside(_)] => "Only these",
        [Demand::EverybodyIn(_)] => "Each has at least",
        [Demand::AtMost(_)] => "At most",
        [Demand::NobodyHoldsBoth] => "Nobody holds both",
        [Demand::NoNewAccess] => "No new access",
        _ => "Several demands",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_place_has_an_address_of_its_own() {
        let places = [
            Place::First,
            Place::Check("dead-weight".into()),
            Place::Problem("without-read:e-1".to_owned()),
            Place::DeadWeight,
            Place::New(NewKind::Both),
        ];
        for place in places {
            assert_eq!(Place::parse(&place.steps()), place);
        }
    }
}

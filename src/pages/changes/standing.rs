//! How the draft stands before it is saved: what Save cannot keep as it was asked, what the draft makes
//! doubtful, which checks would fail. Worked out after paint, one after the other.

use leptos::prelude::*;

use super::change_list::Card;
use crate::platform::later;
use crate::state::Session;
use whocan_core::directory::Principal;
use whocan_core::document::Document;
use whocan_core::model::Conflict;
use whocan_core::models::PolicyEdit;
use whocan_core::query::{CheckResult, Judge, Problem, problems};
use whocan_core::shared::Shared;
use whocan_core::verdict::{Fact, Reason, plain};

/// What Save cannot keep as it was asked: one refused change.
#[derive(Clone, Debug, PartialEq)]
pub struct Request {
    /// Whose permissions it is about.
    pub about: Principal,
    /// Why.
    pub reason: Reason,
    /// Why, in words.
    pub says: String,
}

/// What becomes of a change at Save, in words.
#[derive(Clone, Debug, PartialEq)]
pub struct Kept {
    ids: Vec<String>,
    /// The words.
    pub words: String,
}

impl Kept {
    /// Whether it is this change that is kept otherwise.
    pub fn is_of(&self, card: &Card) -> bool {
        card.is_about(&self.ids.iter().map(String::as_str).collect::<Vec<_>>())
    }
}

impl Request {
    /// The ids of whom and what it is about.
    fn ids(&self) -> Vec<String> {
        let named = self.reason.facts.iter().find(|(slot, _)| *slot == "process");
        let named = match named.map(|(_, fact)| fact) {
            Some(Fact::Name(address)) => address.ids(),
            _ => Vec::new(),
        };
        std::iter::once(self.about.id().to_owned()).chain(named).collect()
    }

    /// What tells it from every other request: groups may have one name.
    pub fn key(&self) -> (Vec<String>, String) {
        (self.ids(), self.says.clone())
    }

    /// Whether this change is the refused one.
    pub fn is_of(&self, card: &Card) -> bool {
        let ids = self.ids();
        ids.len() > 1 && card.is_about(&ids.iter().map(String::as_str).collect::<Vec<_>>())
    }
}

/// See the module.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Standing {
    /// What Save cannot keep as it was asked.
    pub requests: Vec<Request>,
    /// What the draft makes doubtful.
    pub problems: Vec<Problem>,
    /// How the checks would stand, once they were asked.
    pub checks: Option<Shared<Vec<CheckResult>>>,
}

impl Standing {
    fn new(conflicts: Vec<Conflict<PolicyEdit>>, document: &Document) -> Self {
        let of = |Conflict { about, reasons, .. }: Conflict<PolicyEdit>| {
            reasons.into_iter().map(move |reason| Request {
                about: about.clone(),
                says: plain(&reason, document),
                reason,
            })
        };
        Self { requests: conflicts.into_iter().flat_map(of).collect(), ..Self::default() }
    }

    /// How many checks would fail; none as long as they were not asked.
    pub fn failing(&self) -> Option<usize> {
        let checks = self.checks.as_ref()?;
        Some(checks.iter().filter(|check| !check.status.holds()).count())
    }
}

/// Works out how the draft stands, again for each draft.
pub fn follow_standing(session: Session) -> Signal<Standing> {
    let found = RwSignal::new(Standing::default());
    let turn = StoredValue::new(0_u32);
    let judge = StoredValue::new(Judge::default());
    Effect::new(move |_| {
        let (Some(saved), Some(snapshot)) = (session.saved().get(), session.snapshot().get())
        else {
            return;
        };
        let mine = turn.get_value().wrapping_add(1);
        turn.set_value(mine);
        let is_mine = move || turn.try_get_value() == Some(mine);
        later::after_paint(move || {
            if !is_mine() {
                return;
            }
            found.try_set(Standing::new(session.requests(), snapshot.document()));
            later::soon(move || {
                if !is_mine() {
                    return;
                }
                let problems = problems(saved.document(), snapshot.document());
                found.try_update(|found| found.problems = problems);
                later::soon(move || {
                    if !is_mine() {
                        return;
                    }
                    let checks =
                        judge.try_update_value(|judge| judge.judge(&snapshot, Some(&saved)));
                    found.try_update(|found| found.checks = checks.map(Shared::new));
                });
            });
        });
    });
    found.into()
}

/// What becomes of the refused changes at Save, in words.
pub fn kept(session: Session, standing: Signal<Standing>) -> Signal<Vec<Kept>> {
    Signal::derive(move || {
        let Some(snapshot) = session.snapshot().get() else { return Vec::new() };
        standing.with(|standing| {
            let kept = |request: &Request| {
                let needs: Vec<String> =
                    request.reason.steps.iter().map(|it| plain(it, snapshot.document())).collect();
                let level = &request.reason.outcome;
                let words = format!("{} Save keeps {level}.", needs.join(" "));
                Kept { ids: request.ids(), words }
            };
            standing.requests.iter().map(kept).collect()
        })
    })
}

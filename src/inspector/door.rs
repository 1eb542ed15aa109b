//! What other parts of the page ask of the inspector, about what is focused.

use leptos::prelude::*;

use super::{BODY, Why, foot, words};
use crate::pages::ask::who_can;
use crate::platform::{later, page};
use crate::state::{MadeCheck, Route};
use whocan_core::directory::UserId;

/// See the module. In the context of every screen of a workspace.
#[derive(Clone, Copy)]
pub struct InspectorDoor(StoredValue<Option<Why>>);

impl InspectorDoor {
    /// One behind which nothing is yet.
    pub fn closed() -> Self {
        Self(StoredValue::new(None))
    }

    /// Leads to an inspector from now on.
    pub(super) fn lead_to(self, why: Why) {
        self.0.set_value(Some(why));
    }

    /// Unfolds it and puts the focus into it.
    pub fn open(self) {
        if let Some(why) = self.0.get_value() {
            why.space.show();
            later::after_paint(|| page::focus(BODY));
        }
    }

    /// Shows what is focused as this person has it, where the screen focuses a group they are in.
    pub fn see_as(self, person: &UserId) {
        if let Some(why) = self.0.get_value() {
            why.chosen.update(|chosen| chosen.person = Some(person.clone()));
        }
    }

    /// Keeps what is focused as a check; none where that cannot be asked.
    pub fn keep(self) -> Option<MadeCheck> {
        self.0.get_value().and_then(foot::keep)
    }

    /// Who else can do what the focused one can, as a question and where it is answered; where they can
    /// do nothing, who can do anything.
    pub fn who_can(self) -> Option<(String, Route)> {
        let why = self.0.get_value()?;
        why.with_cell(|snapshot, shown| {
            let (kind, outcome) = (shown.question.kind, &shown.verdict.decision);
            let verb = match outcome.grants.is_empty() {
                true => words::least_verb(kind),
                false => words::verb(kind, outcome),
            };
            let route = who_can(snapshot, &shown.here, kind, &shown.question.target, outcome)?;
            Some((format!("Who can {verb} {}", shown.what.name), route))
        })?
    }
}

//! What other parts of the page ask of the inspector, about what is focused.

use leptos::prelude::*;

use super::{BODY, Why, foot, words};
use crate::pages::ask::who_can;
use crate::platform::page;
use crate::state::{MadeCheck, Route};
use whocan_core::directory::{Principal, UserId};

/// What a screen shows in the inspector in place of the one outcome.
#[derive(Clone, Copy)]
pub struct Listing {
    /// What stands at the head.
    pub title: Signal<String>,
    /// Whether one outcome of it is explained below, and alone where that is chosen.
    pub explains: Signal<bool>,
    /// Draws it.
    pub draw: Callback<(), AnyView>,
}

/// See the module. In the context of every screen of a workspace.
#[derive(Clone, Copy)]
pub struct InspectorDoor {
    why: StoredValue<Option<Why>>,
    listing: RwSignal<Option<Listing>>,
}

impl InspectorDoor {
    /// One behind which nothing is yet.
    pub fn closed() -> Self {
        Self { why: StoredValue::new(None), listing: RwSignal::new(None) }
    }

    /// Leads to an inspector from now on.
    pub(super) fn lead_to(self, why: Why) {
        self.why.set_value(Some(why));
    }

    /// Unfolds it and puts the focus into it.
    pub fn open(self) {
        if let Some(why) = self.why.get_value() {
            why.space.show();
            page::focus_soon(BODY);
        }
    }

    /// Shows what is focused as this person has it, where the screen focuses a group they are in.
    pub fn see_as(self, person: &UserId) {
        if let Some(why) = self.why.get_value() {
            why.chosen.update(|chosen| chosen.person = Some(person.clone()));
        }
    }

    /// The same under a sign-on.
    pub fn see_signed_on(self, person: &UserId, sign_on: Option<Principal>) {
        if let Some(why) = self.why.get_value() {
            why.chosen.update(|chosen| {
                chosen.person = Some(person.clone());
                chosen.sign_on = sign_on;
            });
        }
    }

    /// Whether somebody was chosen to see things as, followed.
    pub fn has_chosen(self) -> bool {
        let why = self.why.get_value();
        why.is_some_and(|why| why.chosen.with(|chosen| chosen.person.is_some()))
    }

    /// Who is seen, and what they are signed on as; followed.
    pub fn seen(self) -> Option<(UserId, Option<Principal>)> {
        let why = self.why.get_value()?;
        why.of(|shown| match &shown.beside.subject {
            Principal::User(user) => {
                Some((user.clone(), shown.question.circumstances.sign_on.clone()))
            }
            Principal::Group(_) | Principal::Post(_) | Principal::Team(_) => None,
        })
    }

    /// Shows a list in place of the one outcome, for as long as the screen is there.
    pub fn show(self, listing: Listing) {
        self.listing.set(Some(listing));
    }

    /// Shows the one outcome again.
    pub fn show_nothing(self) {
        // It may have gone with the workspace.
        self.listing.try_set(None);
    }

    /// What is shown in place of the one outcome, followed.
    pub(super) fn listing(self) -> Option<Listing> {
        self.listing.get()
    }

    /// Keeps what is focused as a check; none where that cannot be asked.
    pub fn keep(self) -> Option<MadeCheck> {
        self.why.get_value().and_then(foot::keep)
    }

    /// Who else can do what the focused one can, as a question and where it is answered; where they can
    /// do nothing, who can do anything.
    pub fn who_can(self) -> Option<(String, Route)> {
        let why = self.why.get_value()?;
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

//! The editor: the records and the chosen one, the service teams' defaults, the scenarios. The
//! focus is a record and a column, or `team` and a service team.

use leptos::prelude::{AnyView, untrack};

use super::dialog::{Defining, definition};
use super::record::{add, record};
use super::records::{Filter, filters, records};
use super::scenarios::scenarios;
use super::teams::teams;
use crate::reactive::{Derived, State};
use crate::ui::context::SystemContext;
use crate::ui::kit::tag::{Piece, all, tag};
use whocan_core::models::acl::Acl;

pub(super) fn editor(system: SystemContext<Acl>) -> AnyView {
    let filter = State::new(Filter::default());
    let defining: Defining = State::new(None);
    let chosen = Derived::new(move |_| system.focus.with(|focus| focus.first().cloned()));
    let panel = move || {
        let id = chosen.get().unwrap_or_default();
        untrack(|| record(system, id.as_str().into(), defining))
    };
    let head = tag("div").class("work-head").child(tag("h2").text("Access Control Lists"));
    let body = tag("div")
        .class("editor")
        .child(
            tag("section")
                .class("panel")
                .attr("aria-labelledby", "acl-records")
                .child(tag("h3").attr("id", "acl-records").text("Records"))
                .child(filters(system, filter))
                .child(records(system, filter))
                .child(add(system)),
        )
        .bind_child(panel)
        .child(teams(system, defining))
        .child(scenarios());
    all([head.any(), body.any(), definition(system, defining).any()])
}

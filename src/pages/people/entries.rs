//! What is set for a person in a system, below what they can do in it: their own entries with a link to where
//! they are changed, and what they inherit, which is not changed for them alone.

use leptos::prelude::*;

use super::table::Shown;
use crate::components::{Icon, Symbol};
use crate::pages::ask::words::{count, grouped};
use crate::state::Screen;
use whocan_core::model::{Holding, Holdings};
use whocan_core::models::ModelKind;

/// How many are drawn.
const MOST: usize = 60;

/// The line of the table that holds them all.
pub(super) fn held_line(shown: Shown, kind: ModelKind, holdings: &Holdings) -> AnyView {
    let inherited = holdings.list.iter().filter(|one| one.inherited.is_some()).count();
    let own = holdings.list.len() - inherited;
    let sum = match (own, inherited) {
        (0, 0) => "No entries, neither own nor inherited".to_owned(),
        (0, _) => format!("No entries of their own, {} inherited", grouped(inherited)),
        _ => {
            format!("{}, {} inherited", count(own, "own entry", "own entries"), grouped(inherited))
        }
    };
    let note = (!holdings.note.is_empty())
        .then(|| view! { <p class="directory-hint">{holdings.note.clone()}</p> });
    let more = holdings.list.len().saturating_sub(MOST);
    let more = (more > 0)
        .then(|| view! { <p class="directory-hint">{format!("and {} more", grouped(more))}</p> });
    let lines = holdings.list.iter().take(MOST).map(|one| line(shown, kind, one)).collect_view();
    let label = format!("Entries in {}", kind.info().title);
    view! {
        <tr class="access-held">
            <td colspan="5">
                <p class="access-held-sum">{sum}</p>
                {note}
                <ul aria-label=label>{lines}</ul>
                {more}
            </td>
        </tr>
    }
    .into_any()
}

fn line(shown: Shown, kind: ModelKind, one: &Holding) -> AnyView {
    let from = match &one.inherited {
        Some(from) => view! {
            <span class="access-held-from">
                <Symbol icon=Icon::Lock />
                {from.clone()}
            </span>
        }
        .into_any(),
        None => {
            let place = shown.page.session.route().get_untracked();
            let href = place.to(Screen::Editor(kind), one.steps.clone()).href();
            let label = format!("Change the entry on {}", one.on);
            view! {
                <span class="access-held-from">"Own"</span>
                " "
                <a href=href aria-label=label>"Change"</a>
            }
            .into_any()
        }
    };
    let about = (!one.about.is_empty())
        .then(|| view! { <span class="directory-hint">{one.about.clone()}</span> });
    view! {
        <li data-inherited=one.inherited.as_ref().map(|_| "")>
            <b>{one.on.clone()}</b>
            " "
            <span>{one.what.clone()}</span>
            " "
            {about}
            " "
            {from}
        </li>
    }
    .into_any()
}

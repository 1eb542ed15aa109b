//! A page that is a grid: its tools, the grid flush below them, or what to do where there is nothing.

use leptos::prelude::*;

use super::tools::{Filters, LegendEntry};
use super::{Grid, GridState, GridTools};
use crate::components::Show;

/// See the module.
#[component]
pub fn GridPage(
    /// What the grid shows and remembers.
    state: GridState,
    /// What the page is called, for whoever listens and on paper.
    #[prop(into)]
    title: String,
    /// What the grid is called.
    #[prop(optional, into)]
    label: Option<String>,
    /// Whether cells can differ from what is saved.
    #[prop(optional, into)]
    changes: Signal<bool>,
    /// Where the choices of what is shown stand.
    #[prop(optional)]
    filters: Filters,
    /// What the signs mean.
    #[prop(optional, into)]
    legend: Signal<Vec<LegendEntry>>,
    /// Whether there is anything.
    #[prop(into)]
    any: Signal<bool>,
    /// What is said where there is nothing.
    #[prop(into)]
    empty: Signal<String>,
    /// More that narrows what is shown.
    #[prop(optional)]
    children: Option<Children>,
) -> AnyView {
    let more = children.map(|children| children());
    let label = label.unwrap_or_else(|| "Overview".to_owned());
    state.follow();
    view! {
        <section class="grid-page">
            <h2 class="unseen">{title.clone()}</h2>
            <GridTools state changes filters legend title>{more}</GridTools>
            <Show when=any>
                <Grid state label=label.clone() foot=true />
            </Show>
            <Show when=Signal::derive(move || !any.get())>
                <p class="empty grid-empty">{empty}</p>
            </Show>
        </section>
    }
    .into_any()
}

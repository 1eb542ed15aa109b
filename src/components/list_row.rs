//! A row of a list from which one is chosen.

use leptos::prelude::*;

use super::{Icon, Symbol};

/// See the module.
#[component]
pub fn ListRow(
    /// What it is called.
    #[prop(into)]
    name: String,
    /// What kind of thing it is, where a list has several.
    #[prop(optional)]
    icon: Option<Icon>,
    /// How much is in it, or another short fact, at its end.
    #[prop(optional, into)]
    fact: String,
    /// Whether it is chosen.
    #[prop(optional, into)]
    chosen: Signal<bool>,
    /// Whether the draft changes it.
    #[prop(optional, into)]
    changed: Signal<bool>,
    /// Called when it is chosen.
    #[prop(into)]
    on_choose: Callback<()>,
) -> AnyView {
    let dot = move || {
        changed.get().then(|| {
            view! {
                <span class="change-dot"></span>
                <span class="unseen">", changed"</span>
            }
        })
    };
    view! {
        <button
            type="button"
            class="list-row"
            aria-pressed=Signal::derive(move || chosen.get().to_string())
            on:click=move |_| on_choose.run(())
        >
            {icon.map(|icon| view! { <Symbol icon /> })}
            <span class="list-row-name">{name}{dot}</span>
            <span class="list-row-fact">{fact}</span>
        </button>
    }
    .into_any()
}

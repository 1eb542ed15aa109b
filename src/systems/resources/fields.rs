//! Fields that the editor's parts have in common: a line of text, which counts once it is left, and a choice
//! that stands within a line.

use leptos::prelude::*;

use crate::components::{Choice, Combobox, Icon, Symbol};

/// A field that finds one of many, its label within it.
#[component]
pub(super) fn InlineChoice(
    label: &'static str,
    #[prop(optional)] icon: Option<Icon>,
    #[prop(into)] choices: Signal<Vec<Choice>>,
    #[prop(into)] value: Signal<String>,
    #[prop(into)] on_choose: Callback<String>,
) -> AnyView {
    view! {
        <span class="res-inline">
            {icon.map(|icon| view! { <Symbol icon /> })}
            <Combobox label choices value on_choose />
        </span>
    }
    .into_any()
}

/// Chooses one of many and forgets it: what is chosen is added somewhere.
#[component]
pub(super) fn AddChoice(
    label: &'static str,
    #[prop(into)] choices: Signal<Vec<Choice>>,
    #[prop(into)] on_choose: Callback<String>,
) -> AnyView {
    let nothing = Signal::stored(String::new());
    view! {
        <span class="res-add">
            <Combobox label choices value=nothing on_choose placeholder=label />
        </span>
    }
    .into_any()
}

/// Why something cannot be done, where it cannot.
#[component]
pub(super) fn Withheld(#[prop(into)] why: Signal<Option<String>>) -> AnyView {
    let draw = move || {
        why.get().map(|why| {
            view! {
                <p class="res-why">
                    <Symbol icon=Icon::Lock />
                    <span>{why}</span>
                </p>
            }
        })
    };
    draw.into_any()
}

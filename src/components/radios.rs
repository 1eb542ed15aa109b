//! One of a few that exclude each other, each a sentence of its own.

use leptos::prelude::*;

use super::Choice;
use super::unique::unique_id;

/// See the module.
#[component]
pub fn Radios(
    /// What is chosen; heard, and not seen.
    #[prop(into)]
    label: String,
    /// What there is to choose from.
    choices: Vec<Choice>,
    /// The value of the chosen one.
    #[prop(into)]
    value: Signal<String>,
    /// Called with the value of another one.
    #[prop(into)]
    on_choose: Callback<String>,
) -> AnyView {
    let name = unique_id();
    let radio = move |Choice { value: own, label, .. }: Choice| {
        let is = own.clone();
        let chosen = Signal::derive(move || value.with(|value| *value == is));
        view! {
            <label class="radio">
                <input
                    class="radio-dot"
                    type="radio"
                    name=name.clone()
                    value=own.clone()
                    prop:checked=chosen
                    on:change=move |_| on_choose.run(own.clone())
                />
                <span>{label}</span>
            </label>
        }
    };
    view! {
        <fieldset class="radios">
            <legend class="unseen">{label}</legend>
            {choices.into_iter().map(radio).collect_view()}
        </fieldset>
    }
    .into_any()
}

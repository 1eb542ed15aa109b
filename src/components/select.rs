//! One of a few: the browser's own list.

use leptos::prelude::*;

use super::Choice;
use super::icon::{Icon, Symbol};
use super::unique::unique_id;

/// See the module.
#[component]
pub fn Select(
    /// What is chosen.
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
    let id = unique_id();
    let option = move |Choice { value: own, label, .. }: Choice| {
        let chosen = own.clone();
        let chosen = Signal::derive(move || value.with(|value| *value == chosen));
        view! {
            <option value=own prop:selected=chosen>
                {label}
            </option>
        }
    };
    view! {
        <div class="select-field">
            <label class="field-label" for=id.clone()>
                {label}
            </label>
            <span class="select-box">
                <select
                    class="field-box"
                    id=id
                    on:change:target=move |event| on_choose.run(event.target().value())
                >
                    {choices.into_iter().map(option).collect_view()}
                </select>
                <Symbol icon=Icon::Down />
            </span>
        </div>
    }
    .into_any()
}

//! One of a few that exclude each other, all in sight. Where each has an icon, only the chosen one
//! shows its word.

use leptos::prelude::*;

use super::unique::unique_id;
use super::{Choice, Symbol};

/// See the module.
#[component]
pub fn Segmented(
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
    let name = unique_id();
    let icons = choices.len() > 2 && choices.iter().all(|choice| choice.icon.is_some());
    let segment = move |Choice { value: own, label, icon }: Choice| {
        let (is, tip) = (own.clone(), icons.then(|| label.clone()));
        let chosen = Signal::derive(move || value.with(|value| *value == is));
        view! {
            <label class="segment" data-tip=tip>
                <input
                    class="segment-radio"
                    type="radio"
                    name=name.clone()
                    value=own.clone()
                    prop:checked=chosen
                    on:change=move |_| on_choose.run(own.clone())
                />
                {icon.map(|icon| view! { <Symbol icon /> })}
                <span class="segment-word">{label}</span>
            </label>
        }
    };
    view! {
        <fieldset class="segmented" data-icons=icons.then_some("")>
            <legend class="unseen">{label}</legend>
            {choices.into_iter().map(segment).collect_view()}
        </fieldset>
    }
    .into_any()
}

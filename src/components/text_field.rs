//! A line of text to be written, with its label above and what is wrong with it below.

use leptos::prelude::*;

use super::icon::Icon;
use super::unique::unique_id;
use super::{Prose, Symbol};

/// See the module.
#[component]
pub fn TextField(
    /// What is to be written.
    #[prop(into)]
    label: String,
    /// What is written.
    #[prop(into)]
    value: Signal<String>,
    /// Called with the text at each change.
    #[prop(into)]
    on_input: Callback<String>,
    /// An example of what fits; never the only place of a fact.
    #[prop(optional, into)]
    placeholder: String,
    /// What is wrong, as a sentence.
    #[prop(optional, into)]
    error: Signal<Option<String>>,
    /// Why it cannot be written in now.
    #[prop(optional, into)]
    off: Signal<Option<String>>,
) -> AnyView {
    let (id, error_id) = (unique_id(), unique_id());
    let wrong = Signal::derive(move || error.with(Option::is_some).then_some("true"));
    view! {
        <div class="text-field">
            <label class="field-label" for=id.clone()>
                {label}
            </label>
            <input
                class="field-box"
                id=id
                type="text"
                autocomplete="off"
                placeholder=placeholder
                prop:value=value
                readonly=Signal::derive(move || off.with(Option::is_some))
                aria-disabled=Signal::derive(move || off.with(Option::is_some).then_some("true"))
                data-tip=off
                aria-invalid=wrong
                aria-describedby=error_id.clone()
                on:input:target=move |event| on_input.run(event.target().value())
            />
            <p class="field-error" id=error_id role="alert">
                {move || {
                    let text = error.get()?;
                    Some(view! {
                        <Symbol icon=Icon::Warn />
                        <span>
                            <Prose text />
                        </span>
                    })
                }}
            </p>
        </div>
    }
    .into_any()
}

//! Several lines of text to be written, with their label above.

use leptos::prelude::*;

use super::unique::unique_id;

/// See the module.
#[component]
pub fn TextArea(
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
) -> AnyView {
    let id = unique_id();
    view! {
        <div class="text-field">
            <label class="field-label" for=id.clone()>
                {label}
            </label>
            <textarea
                class="field-box field-area"
                id=id
                rows="3"
                placeholder=placeholder
                prop:value=value
                on:input:target=move |event| on_input.run(event.target().value())
            ></textarea>
        </div>
    }
    .into_any()
}

//! Fields that are done with when they are left, and names that are added.

use leptos::prelude::*;

use crate::components::{Button, Icon, TextField, unique_id};

/// A field that is done with when it is left or Enter is pressed; what is refused comes back.
pub(super) fn field(
    label: &str,
    spoken: String,
    value: String,
    on_change: impl Fn(String) + 'static,
) -> AnyView {
    let id = unique_id();
    let old = value.clone();
    view! {
        <div class="text-field">
            <label class="field-label" for=id.clone()>
                {label.to_owned()}
            </label>
            <input
                class="field-box"
                id=id
                type="text"
                autocomplete="off"
                aria-label=spoken
                prop:value=value
                on:change:target=move |event| {
                    on_change(event.target().value());
                    event.target().set_value(&old);
                }
            />
        </div>
    }
    .into_any()
}

/// A name that is typed, and the button that adds something of this name.
#[component]
pub(super) fn Adder(label: &'static str, #[prop(into)] on_add: Callback<String>) -> AnyView {
    let name = RwSignal::new(String::new());
    let off = Signal::derive(move || {
        name.with(|name| name.trim().is_empty()).then(|| "Type a name first.".to_owned())
    });
    let add = move || {
        let typed = name.with_untracked(|name| name.trim().to_owned());
        if !typed.is_empty() {
            name.set(String::new());
            on_add.run(typed);
        }
    };
    view! {
        <form
            class="att-adder"
            on:submit=move |event: web_sys::SubmitEvent| {
                event.prevent_default();
                add();
            }
        >
            <TextField
                label=format!("{label}: its name")
                value=name
                on_input=move |typed: String| name.set(typed)
            />
            <Button icon=Icon::Plus off on_press=add>
                {label}
            </Button>
        </form>
    }
    .into_any()
}

/// A text without what surrounds it; none where nothing is left.
pub(super) fn some(text: &str) -> Option<String> {
    Some(text.trim()).filter(|text| !text.is_empty()).map(str::to_owned)
}

/// Names between commas.
pub(super) fn list(text: &str) -> Vec<String> {
    text.split(',').filter_map(some).collect()
}

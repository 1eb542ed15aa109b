//! A date. It counts when the field is left or Enter is pressed, and not for each state on the way:
//! browsers tell of all of those. Where it is refused, the date that was there stays, and it is said why.
//! A day that is picked from a calendar counts at once.

use leptos::prelude::*;

use crate::platform::keys;
use whocan_core::directory::Date;
use whocan_core::keys::Typed;

/// See the module.
#[component]
pub fn DateField(
    /// What day it is.
    label: &'static str,
    /// The day that stands there, as ISO 8601; none is empty.
    #[prop(into)]
    value: Signal<String>,
    /// Whether it cannot be changed now.
    #[prop(into)]
    off: Signal<bool>,
    /// Called with another day, or with none.
    #[prop(into)]
    on_day: Callback<Option<Date>>,
) -> AnyView {
    // Whether a key was pressed since it was left last.
    let typing = RwSignal::new(false);
    let wrong = RwSignal::new(None::<String>);
    let commit = move |field: web_sys::HtmlInputElement| {
        typing.set(false);
        // A part of a date is the one thing that a field for a date finds wrong by itself.
        let typed = if field.check_validity() { Typed::Whole } else { Typed::Part };
        let (text, before) = (field.value(), value.get_untracked());
        // What was said stays in sight: were it gone once the field is left, the button that is pressed
        // would move away under the pointer.
        if typed == Typed::Whole && text == before {
            return;
        }
        match Date::entered(&text, typed) {
            Ok(day) => {
                wrong.set(None);
                on_day.run(day);
            }
            Err(why) => {
                field.set_value(&before);
                wrong.set(Some(why));
            }
        }
    };
    let commit = Callback::new(commit);
    view! {
        <label class="text-field date-field">
            <span class="field-label">{label}</span>
            <input
                class="field-box"
                type="date"
                aria-label=label
                aria-invalid=Signal::derive(move || wrong.with(Option::is_some).then_some("true"))
                prop:value=value
                prop:disabled=off
                on:keydown:target=move |event| {
                    match keys::stroke(&event).map(|stroke| stroke.key).as_deref() {
                        Some("Enter") => commit.run(event.target()),
                        _ => typing.set(true),
                    }
                }
                on:change:target=move |event| {
                    if !typing.get_untracked() {
                        commit.run(event.target());
                    }
                }
                on:blur:target=move |event| commit.run(event.target())
            />
            <span class="field-error" role="alert">{wrong}</span>
        </label>
    }
    .into_any()
}

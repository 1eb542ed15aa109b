//! Fields that the editor's parts have in common: a line of text and a date, which count once they are
//! left, and a choice that stands within a line.

use leptos::prelude::*;

use crate::components::{Choice, Combobox, Icon, Symbol};
use crate::platform::keys;
use whocan_core::directory::Date;
use whocan_core::keys::Typed;

/// A line of text that counts once it is left.
#[component]
pub(super) fn LineField(
    label: &'static str,
    #[prop(into)] value: Signal<String>,
    #[prop(into)] off: Signal<bool>,
    #[prop(into)] on_change: Callback<String>,
) -> AnyView {
    view! {
        <label class="text-field">
            <span class="field-label">{label}</span>
            <input
                class="field-box"
                type="text"
                autocomplete="off"
                aria-label=label
                prop:value=value
                prop:disabled=off
                on:change:target=move |event| {
                    let written = event.target().value();
                    // What is refused leaves what was there.
                    event.target().set_value(&value.get_untracked());
                    on_change.run(written);
                }
            />
        </label>
    }
    .into_any()
}

/// A date. It counts when the field is left or Enter is pressed, and not for each state on the way:
/// browsers tell of all of those. Where it is refused, the date that was there stays, and it is said why.
/// A day that is picked from a calendar counts at once.
#[component]
pub(super) fn DateField(
    label: &'static str,
    #[prop(into)] value: Signal<String>,
    #[prop(into)] off: Signal<bool>,
    #[prop(into)] on_day: Callback<Option<Date>>,
) -> AnyView {
    // Whether a key was pressed since it was left last.
    let typing = RwSignal::new(false);
    let wrong = RwSignal::new(None::<String>);
    let commit = move |field: web_sys::HtmlInputElement| {
        typing.set(false);
        // A part of a date is the one thing that a field for a date finds wrong by itself.
        let typed = if field.check_validity() { Typed::Whole } else { Typed::Part };
        let (text, before) = (field.value(), value.get_untracked());
        if typed == Typed::Whole && text == before {
            return wrong.set(None);
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

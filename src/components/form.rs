//! What forms have in common: how they are sent, the buttons below them, a line that counts once it is
//! left, a name with the button that adds something of that name, and two choices that are added as a pair.

use leptos::prelude::*;
use web_sys::SubmitEvent;

use super::Choice;
use super::button::{Button, ButtonKind};
use super::combobox::Combobox;
use super::icon::Icon;
use super::text_field::TextField;
use super::unique::unique_id;
use whocan_core::text;

/// Hears that a form is sent.
pub fn on_submit(submit: impl Fn() + 'static) -> impl FnMut(SubmitEvent) + 'static {
    move |event: SubmitEvent| {
        event.prevent_default();
        submit();
    }
}

/// Whether nothing is written yet.
pub fn is_blank(text: RwSignal<String>) -> Signal<bool> {
    Signal::derive(move || text.with(|text| text::is_blank(text)))
}

/// The buttons below a form: one leaves it, one sends it.
#[component]
pub fn FormButtons(
    /// What sending it does, as a verb.
    #[prop(into)]
    done: Signal<String>,
    /// Whether it cannot be sent yet.
    #[prop(optional, into)]
    off: Signal<bool>,
    /// Called when it is left.
    #[prop(into)]
    on_cancel: Callback<()>,
) -> AnyView {
    view! {
        <div class="modal-buttons">
            <Button on_press=move || on_cancel.run(())>"Cancel"</Button>
            <button class="btn btn-primary" type="submit" disabled=off>
                {done}
            </button>
        </div>
    }
    .into_any()
}

/// The one button below what counts at once.
#[component]
pub fn DoneButton(
    /// Called when it is left.
    #[prop(into)]
    on_press: Callback<()>,
) -> AnyView {
    view! {
        <div class="modal-buttons">
            <Button kind=ButtonKind::Primary on_press=move || on_press.run(())>
                "Done"
            </Button>
        </div>
    }
    .into_any()
}

/// A line of text that counts once it is left or Enter is pressed. What is refused leaves what was there.
#[component]
pub fn LineField(
    /// What is to be written.
    #[prop(into)]
    label: String,
    /// What a screen reader calls it, where the label alone does not say of what.
    #[prop(optional, into)]
    spoken: String,
    /// What is written.
    #[prop(into)]
    value: Signal<String>,
    /// Whether it cannot be written in now.
    #[prop(optional, into)]
    off: Signal<bool>,
    /// Called with the text once it counts.
    #[prop(into)]
    on_change: Callback<String>,
) -> AnyView {
    let id = unique_id();
    let spoken = Some(spoken).filter(|spoken| !spoken.is_empty());
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
                aria-label=spoken
                prop:value=value
                prop:disabled=off
                on:change:target=move |event| {
                    let written = event.target().value();
                    event.target().set_value(&value.get_untracked());
                    on_change.run(written);
                }
            />
        </div>
    }
    .into_any()
}

/// A name that is typed, and the button that adds something of this name.
#[component]
pub fn Adder(
    /// What it adds, as a verb.
    label: &'static str,
    /// Called with the name.
    #[prop(into)]
    on_add: Callback<String>,
) -> AnyView {
    let name = RwSignal::new(String::new());
    let blank = is_blank(name);
    let off = Signal::derive(move || blank.get().then(|| "Type a name first.".to_owned()));
    let add = move || {
        if !blank.get_untracked() {
            let typed = name.with_untracked(|name| name.trim().to_owned());
            name.set(String::new());
            on_add.run(typed);
        }
    };
    view! {
        <form class="adder" on:submit=on_submit(add)>
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

/// Two of the same choices that are put together: each with its field, and the button that adds the pair.
#[component]
pub fn PairAdder(
    /// What it adds, as a verb.
    label: &'static str,
    /// What the two fields are called.
    fields: [&'static str; 2],
    /// What stands in them while nothing is chosen.
    placeholders: [&'static str; 2],
    /// What there is to be chosen, the same for both.
    #[prop(into)]
    choices: Signal<Vec<Choice>>,
    /// Why nothing can be added while something is not chosen, and while both are the same.
    refusals: [&'static str; 2],
    /// Called with both values.
    #[prop(into)]
    on_add: Callback<(String, String)>,
) -> AnyView {
    let (one, other) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let [missing, same] = refusals;
    let off = Signal::derive(move || match (one.get(), other.get()) {
        (one, other) if one.is_empty() || other.is_empty() => Some(missing.to_owned()),
        (one, other) => (one == other).then(|| same.to_owned()),
    });
    let add = move || {
        on_add.run((one.get_untracked(), other.get_untracked()));
        one.set(String::new());
        other.set(String::new());
    };
    let field = move |label: &'static str, placeholder: &'static str, value: RwSignal<String>| {
        view! {
            <Combobox
                label
                choices
                value
                placeholder
                on_choose=move |id: String| value.set(id)
            />
        }
    };
    let [first, second] = fields;
    let [in_first, in_second] = placeholders;
    view! {
        <div class="adder">
            {field(first, in_first, one)}
            {field(second, in_second, other)}
            <Button icon=Icon::Plus off on_press=add>
                {label}
            </Button>
        </div>
    }
    .into_any()
}

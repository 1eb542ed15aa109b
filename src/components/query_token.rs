//! A part of a question, in the question's own sentence: what is chosen stands there as a word, and
//! turns into a field that finds another one. Arrows go from token to token; typing searches.

use leptos::html;
use leptos::prelude::*;
use web_sys::{FocusEvent, KeyboardEvent};

use super::icon::{Icon, Symbol};
use super::popup::Popup;
use super::unique::unique_id;
use super::{KeyCap, Show};
use crate::platform::{page, popover};
use whocan_core::text;

/// Something that a token offers.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct OfferedChoice {
    /// What the program calls it.
    pub value: String,
    /// What it is called on screen.
    pub label: String,
    /// What it stands under, or how it is told from others.
    pub about: String,
    /// What stands before its label.
    pub icon: Option<Icon>,
}

/// What fits a text that was typed: the first few, and how many more.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Offer {
    /// What is listed.
    pub choices: Vec<OfferedChoice>,
    /// How many more fit.
    pub rest: usize,
}

/// What is typed into a token and where one is in its list.
#[derive(Clone, Copy)]
struct State {
    typed: RwSignal<String>,
    open: RwSignal<bool>,
    active: RwSignal<usize>,
    found: Memo<Offer>,
    on_choose: Callback<String>,
    /// Whether the focus goes back to its word.
    returns: StoredValue<bool>,
    /// The id of its button; those of its field and list begin with it.
    id: StoredValue<String>,
}

impl State {
    fn id(self, part: &str) -> String {
        self.id.with_value(|id| format!("{id}{part}"))
    }

    fn open(self, text: String) {
        self.typed.set(text);
        self.active.set(0);
        self.open.set(true);
    }

    /// Closes it, the focus back on its word.
    fn close(self) {
        self.returns.set_value(true);
        self.open.set(false);
    }

    fn take(self, at: usize) {
        let value = self
            .found
            .with_untracked(|found| found.choices.get(at).map(|choice| choice.value.clone()));
        if let Some(value) = value {
            self.close();
            self.on_choose.run(value);
        }
    }

    fn step(self, by: isize) {
        let count = self.found.with_untracked(|found| found.choices.len());
        if let (Ok(at), Ok(count @ 1..)) =
            (isize::try_from(self.active.get_untracked()), isize::try_from(count))
        {
            self.active.set((at + by).rem_euclid(count).unsigned_abs());
        }
    }

    fn pressed(self, event: &KeyboardEvent) {
        // The page's own shortcuts.
        if event.ctrl_key() || event.meta_key() {
            return;
        }
        match event.key().as_str() {
            "ArrowDown" => self.step(1),
            "ArrowUp" => self.step(-1),
            "Enter" => self.take(self.active.get_untracked()),
            "Escape" => self.close(),
            _ => return event.stop_propagation(),
        }
        event.prevent_default();
        event.stop_propagation();
    }
}

/// See the module.
#[component]
pub fn QueryToken(
    /// What part of the question it is.
    #[prop(into)]
    label: String,
    /// What is chosen.
    #[prop(into)]
    text: Signal<String>,
    /// What fits a text that was typed; of an empty one whatever comes first.
    #[prop(into)]
    search: Callback<String, Offer>,
    /// Called with the value of another one.
    #[prop(into)]
    on_choose: Callback<String>,
    /// Whether it stands in the small sentence of a condition.
    #[prop(optional)]
    small: bool,
    /// Whether it begins as the field.
    #[prop(optional)]
    opens: bool,
) -> AnyView {
    let anchor = NodeRef::<html::Span>::new();
    let (typed, open) = (RwSignal::new(String::new()), RwSignal::new(false));
    let found = Memo::new(move |_| match open.get() {
        true => search.run(typed.get()),
        false => Offer::default(),
    });
    let id = StoredValue::new(unique_id());
    let (active, returns) = (RwSignal::new(0), StoredValue::new(false));
    let state = State { typed, open, active, found, on_choose, returns, id };
    let left = move |event: FocusEvent| {
        // The word loses the focus too, as it gives way to the field.
        let leaves = popover::leaves(&event, anchor);
        if leaves && popover::is_from(&event, "INPUT") {
            open.set(false);
        }
    };
    if opens {
        state.open(String::new());
    }
    let name = label.clone();
    view! {
        <span class="token-anchor" class:token-small=small node_ref=anchor on:focusout=left>
            <Show when=Signal::derive(move || !open.get())>
                <TokenWord state label=name.clone() text />
            </Show>
            <Show when=open>
                <TokenField state label=label.clone() text />
            </Show>
            <Popup open anchor>
                <TokenList state />
            </Popup>
        </span>
    }
    .into_any()
}

/// The word, while nothing is searched.
#[component]
fn TokenWord(state: State, label: String, text: Signal<String>) -> AnyView {
    let pressed = move |event: KeyboardEvent| {
        let key = event.key();
        let types = key.chars().count() == 1 && key != " " && key != "/" && key != "?";
        if event.ctrl_key() || event.meta_key() || event.alt_key() {
            return;
        }
        match key.as_str() {
            "ArrowDown" => state.open(String::new()),
            _ if types => state.open(key),
            _ => return,
        }
        event.prevent_default();
    };
    let said = Signal::derive(move || text.with(|text| format!("{label}: {text}")));
    let word = NodeRef::<html::Button>::new();
    Effect::new(move |_| {
        if word.get().is_some() && state.returns.get_value() {
            state.returns.set_value(false);
            page::focus_if_lost(&state.id(""));
        }
    });
    view! {
        <button
            type="button"
            class="query-token"
            id=state.id("")
            node_ref=word
            aria-haspopup="listbox"
            aria-expanded="false"
            aria-label=said
            on:click=move |_| state.open(String::new())
            on:keydown=pressed
        >
            <span class="token-text">{text}</span>
            <Symbol icon=Icon::Down />
        </button>
    }
    .into_any()
}

/// The field that stands in its place.
#[component]
fn TokenField(state: State, label: String, text: Signal<String>) -> AnyView {
    let list = state.id("-list");
    let own = list.clone();
    let descendant = Signal::derive(move || {
        let any = state.found.with(|found| !found.choices.is_empty());
        any.then(|| format!("{own}-{}", state.active.get()))
    });
    let field = NodeRef::<html::Input>::new();
    // Before the next key is pressed: none is lost.
    Effect::new(move |_| {
        if field.get().is_some() {
            page::focus(&state.id("-field"));
        }
    });
    view! {
        <input
            class="query-token token-field"
            type="text"
            node_ref=field
            role="combobox"
            autocomplete="off"
            aria-autocomplete="list"
            aria-expanded="true"
            aria-label=label
            aria-controls=list
            aria-activedescendant=descendant
            id=state.id("-field")
            placeholder=text
            prop:value=state.typed
            on:input:target=move |event| {
                state.typed.set(event.target().value());
                state.active.set(0);
            }
            on:keydown=move |event| state.pressed(&event)
        />
    }
    .into_any()
}

#[component]
fn TokenList(state: State) -> AnyView {
    let rows = move || {
        let option = |(at, choice): (usize, OfferedChoice)| {
            let here = Signal::derive(move || (state.active.get() == at).to_string());
            let id = state.id(&format!("-list-{at}"));
            let about = (!choice.about.is_empty())
                .then(|| view! { <span class="token-about">{choice.about}</span> });
            view! {
                <li
                    class="menu-item"
                    role="option"
                    id=id
                    aria-selected=here
                    on:click=move |_| state.take(at)
                >
                    {choice.icon.map(|icon| view! { <Symbol icon /> })}
                    <span class="token-label">{choice.label}</span>
                    {about}
                </li>
            }
        };
        state.found.get().choices.into_iter().enumerate().map(option).collect_view()
    };
    let rest = move || match state.found.with(|found| (found.choices.len(), found.rest)) {
        _ if !state.open.get() => String::new(),
        (0, _) => "Nothing of this name".to_owned(),
        (_, 0) => String::new(),
        (_, rest) => format!("{rest} more. Type to narrow the list."),
    };
    // A press moves no focus: the list would close before anything is chosen.
    view! {
        <div class="token-popup" on:mousedown=|event| event.prevent_default()>
            <ul class="menu-list" role="listbox" id=state.id("-list") aria-label="Choices">
                {rows}
            </ul>
            <p class="combo-rest" role="status">
                {rest}
            </p>
        </div>
    }
    .into_any()
}

/// A condition of a question, that can be taken away again.
#[component]
pub fn RemovableToken(
    /// What it is: "On 4 May 2026".
    #[prop(into)]
    text: String,
    /// Called when it is to go.
    #[prop(into)]
    on_remove: Callback<()>,
) -> AnyView {
    let label = format!("Remove the condition: {text}");
    view! {
        <span class="token-condition">
            <span>{text}</span>
            <button
                type="button"
                class="token-remove"
                aria-label=label
                on:click=move |_| on_remove.run(())
            >
                <Symbol icon=Icon::Cross />
            </button>
        </span>
    }
    .into_any()
}

/// A whole question to be typed: what is typed is read as it comes, and what it can mean is listed.
#[component]
pub fn QuestionField(
    /// What stands there as long as nothing is typed.
    #[prop(into)]
    label: String,
    /// The id by which it is focused.
    id: &'static str,
    /// What a text can mean.
    #[prop(into)]
    search: Callback<String, Offer>,
    /// Called with the value of what is meant.
    #[prop(into)]
    on_choose: Callback<String>,
) -> AnyView {
    let anchor = NodeRef::<html::Span>::new();
    let (typed, open) = (RwSignal::new(String::new()), RwSignal::new(false));
    let found = Memo::new(move |_| match typed.with(|typed| text::is_blank(typed)) {
        true => Offer::default(),
        false => search.run(typed.get()),
    });
    let take = Callback::new(move |value: String| {
        typed.set(String::new());
        on_choose.run(value);
    });
    let state = State {
        typed,
        open,
        active: RwSignal::new(0),
        found,
        on_choose: take,
        returns: StoredValue::new(false),
        id: StoredValue::new(id.to_owned()),
    };
    let list = state.id("-list");
    let own = list.clone();
    let descendant = Signal::derive(move || {
        let any = found.with(|found| !found.choices.is_empty());
        any.then(|| format!("{own}-{}", state.active.get()))
    });
    let pressed = move |event: KeyboardEvent| match open.get_untracked() {
        true => state.pressed(&event),
        false => event.stop_propagation(),
    };
    let left = move |event: FocusEvent| {
        if popover::leaves(&event, anchor) {
            open.set(false);
        }
    };
    view! {
        <span class="question-field" node_ref=anchor on:focusout=left>
            <input
                class="question-input"
                type="text"
                role="combobox"
                autocomplete="off"
                aria-autocomplete="list"
                aria-label=label.clone()
                aria-keyshortcuts="/"
                placeholder=label
                id=id
                aria-expanded=Signal::derive(move || open.get().to_string())
                aria-controls=list
                aria-activedescendant=descendant
                prop:value=typed
                on:input:target=move |event| {
                    typed.set(event.target().value());
                    state.active.set(0);
                    open.set(typed.with_untracked(|typed| !text::is_blank(typed)));
                }
                on:keydown=pressed
            />
            <span class="question-key" aria-hidden="true">
                <KeyCap keys="/" />
            </span>
            <Popup open anchor>
                <TokenList state />
            </Popup>
        </span>
    }
    .into_any()
}

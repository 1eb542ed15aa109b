//! A field that finds one of many, as the ARIA authoring practices have it: what is typed narrows the
//! list, the arrows move in it, Enter chooses, Escape closes. It lists eight and counts the rest.

use leptos::html;
use leptos::prelude::*;
use web_sys::{FocusEvent, KeyboardEvent};

use super::Choice;
use super::icon::{Icon, Symbol};
use super::popup::Popup;
use super::unique::unique_id;
use crate::platform::popover;
use whocan_core::text::SearchText;

/// How many are listed.
const LISTED: usize = 8;

/// What is listed, and how many more fit.
#[derive(Clone, Default, PartialEq)]
struct Found {
    listed: Vec<Choice>,
    rest: usize,
}

/// What has been typed into a combobox and where one is in it.
#[derive(Clone, Copy)]
struct State {
    /// The label of what is chosen.
    chosen: Memo<String>,
    /// What is typed; none as long as nothing was typed since it was left or something was chosen.
    typed: RwSignal<Option<String>>,
    found: Memo<Found>,
    open: RwSignal<bool>,
    active: RwSignal<Option<usize>>,
    on_choose: Callback<String>,
}

impl State {
    fn close(self) {
        self.open.set(false);
        self.active.set(None);
    }

    fn take(self, at: usize) {
        let value = self
            .found
            .with_untracked(|found| found.listed.get(at).map(|choice| choice.value.clone()));
        if let Some(value) = value {
            self.on_choose.run(value);
            self.typed.set(None);
            self.close();
        }
    }

    fn step(self, by: isize) {
        let count = self.found.with_untracked(|found| found.listed.len());
        let from = self.active.get_untracked();
        let to = match (from, by < 0) {
            _ if count == 0 => None,
            (None, false) => Some(0),
            (None, true) => Some(count - 1),
            (Some(at), _) => (at as isize + by).rem_euclid(count as isize).try_into().ok(),
        };
        self.open.set(true);
        self.active.set(to);
    }

    fn pressed(self, event: &KeyboardEvent) {
        let (open, active) = (self.open.get_untracked(), self.active.get_untracked());
        match (event.key().as_str(), open, active) {
            ("ArrowDown", ..) if event.alt_key() => self.open.set(true),
            ("ArrowUp", true, _) if event.alt_key() => self.close(),
            ("ArrowDown", ..) => self.step(1),
            ("ArrowUp", ..) => self.step(-1),
            ("Enter", true, Some(at)) => self.take(at),
            ("Escape", true, _) => self.close(),
            ("Escape", false, _) if self.typed.with_untracked(Option::is_some) => {
                self.typed.set(None);
            }
            _ => return,
        }
        event.prevent_default();
        event.stop_propagation();
    }

    fn write(self, text: String) {
        self.typed.set(Some(text));
        self.active.set(None);
        self.open.set(true);
    }
}

fn found(choices: &[Choice], typed: Option<&str>) -> Found {
    let text = SearchText::new(typed.unwrap_or_default());
    let mut fits: Vec<Choice> =
        choices.iter().filter(|choice| text.is_in(&choice.label)).cloned().collect();
    let rest = fits.len().saturating_sub(LISTED);
    fits.truncate(LISTED);
    Found { listed: fits, rest }
}

/// See the module.
#[component]
pub fn Combobox(
    /// What is chosen.
    #[prop(into)]
    label: String,
    /// What there is to choose from.
    #[prop(into)]
    choices: Signal<Vec<Choice>>,
    /// The value of the chosen one; empty for none.
    #[prop(into)]
    value: Signal<String>,
    /// Called with the value of another one.
    #[prop(into)]
    on_choose: Callback<String>,
    /// What stands there as long as nothing is chosen.
    #[prop(optional, into)]
    placeholder: String,
) -> AnyView {
    let typed = RwSignal::new(None::<String>);
    let chosen = Memo::new(move |_| {
        let is_value = |choice: &&Choice| value.with(|value| choice.value == *value);
        choices
            .with(|all| all.iter().find(is_value).map(|choice| choice.label.clone()))
            .unwrap_or_default()
    });
    let found = Memo::new(move |_| choices.with(|all| found(all, typed.get().as_deref())));
    let (open, active) = (RwSignal::new(false), RwSignal::new(None));
    let state = State { chosen, typed, found, open, active, on_choose };
    let id = unique_id();
    view! {
        <div class="combo">
            <label class="field-label" for=id.clone()>
                {label.clone()}
            </label>
            <ComboboxField state id label placeholder />
        </div>
    }
    .into_any()
}

#[component]
fn ComboboxField(state: State, id: String, label: String, placeholder: String) -> AnyView {
    let anchor = NodeRef::<html::Span>::new();
    let list = unique_id();
    let State { open, active, .. } = state;
    let left = move |event: FocusEvent| {
        if anchor
            .try_get_untracked()
            .flatten()
            .is_some_and(|anchor| popover::leaves(&event, &anchor))
        {
            state.typed.set(None);
            state.close();
        }
    };
    let own = list.clone();
    let descendant = Signal::derive(move || active.get().map(|at| format!("{own}-{at}")));
    view! {
        <span class="combo-anchor" node_ref=anchor on:focusout=left>
            <input
                class="field-box"
                type="text"
                role="combobox"
                autocomplete="off"
                aria-autocomplete="list"
                id=id
                placeholder=placeholder
                aria-expanded=Signal::derive(move || open.get().to_string())
                aria-controls=list.clone()
                aria-activedescendant=descendant
                prop:value=Signal::derive(move || state.typed.get().unwrap_or_else(|| state.chosen.get()))
                on:input:target=move |event| state.write(event.target().value())
                on:keydown=move |event| state.pressed(&event)
                on:click=move |_| open.set(true)
            />
            <Symbol icon=Icon::Down />
            <Popup open anchor>
                <ComboboxList state id=list label />
            </Popup>
        </span>
    }
    .into_any()
}

#[component]
fn ComboboxList(state: State, id: String, label: String) -> AnyView {
    let own = id.clone();
    let rows = move || {
        let option = |(at, choice): (usize, Choice)| {
            let here = Signal::derive(move || (state.active.get() == Some(at)).to_string());
            let id = format!("{own}-{at}");
            view! {
                <li class="menu-item" role="option" id=id aria-selected=here on:click=move |_| state.take(at)>
                    {choice.icon.map(|icon| view! { <Symbol icon /> })}
                    {choice.label}
                </li>
            }
        };
        state.found.get().listed.into_iter().enumerate().map(option).collect_view()
    };
    let rest = move || match state.found.with(|found| (found.listed.len(), found.rest)) {
        (0, _) => "Nothing of this name".to_owned(),
        (_, 0) => String::new(),
        (_, rest) => format!("{rest} more. Type to narrow the list."),
    };
    // A press moves no focus: the list would close before anything is chosen.
    view! {
        <div class="combo-popup" on:mousedown=|event| event.prevent_default()>
            <ul class="menu-list" role="listbox" id=id aria-label=label>
                {rows}
            </ul>
            <p class="combo-rest" role="status">
                {rest}
            </p>
        </div>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn eight_are_listed_and_the_rest_is_counted() {
        let names = (1..=24).map(|at| format!("Person {at}"));
        let all: Vec<Choice> = names.map(|name| Choice::new(&name, &name)).collect();
        let of = |typed: Option<&str>| {
            let Found { listed, rest } = found(&all, typed);
            (listed.len(), rest)
        };
        assert_eq!(of(None), (8, 16));
        assert_eq!(of(Some("person 1")), (8, 3));
        assert_eq!(of(Some("24")), (1, 0));
        assert_eq!(of(Some("nobody")), (0, 0));
    }
}

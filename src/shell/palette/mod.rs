//! The search over everything: people, groups, posts, teams, the targets of all systems, screens and
//! commands. What is searched is gathered once when it opens; a key only looks through it.

mod index;
mod rows;
mod run;

use leptos::html;
use leptos::prelude::*;

use self::index::{ANSWERS, Filter, Index, Kind, Section};
use self::rows::{SectionRows, option_id};
use self::run::Go;
use super::use_shell;
use crate::components::{Choice, Icon, KeyCap, Modal, ModalHead, Segmented, Symbol, use_toasts};
use crate::pages::ask::TypedAnswer;
use crate::platform::{keys, page};
use crate::state::use_session;

/// The list that the field controls.
const LIST: &str = "palette-list";

/// See the module.
#[component]
pub(super) fn Palette() -> AnyView {
    let open = use_shell().palette;
    view! {
        <Modal open title="Search and commands" head=ModalHead::Own class="palette" on_close=move || open.set(false)>
            <Content />
        </Modal>
    }
    .into_any()
}

/// What is looked for, what is found, and which of it is meant. Copied freely.
#[derive(Clone, Copy)]
struct Search {
    index: StoredValue<Index>,
    text: RwSignal<String>,
    filter: RwSignal<Filter>,
    /// What the text asks and what it comes to, where it asks anything.
    answers: Memo<Vec<TypedAnswer>>,
    found: Memo<Vec<Section>>,
    active: RwSignal<usize>,
    /// Called with the number of what is chosen, and whether it is to open beside this.
    run: Callback<(usize, bool)>,
}

impl Search {
    /// The numbers of what is listed, in order.
    fn listed(self) -> Vec<usize> {
        self.found.with(|found| found.iter().flat_map(|section| section.shown.clone()).collect())
    }

    fn set_text(self, text: String) {
        self.text.set(text);
        self.active.set(0);
    }

    fn set_filter(self, filter: Filter) {
        self.filter.set(filter);
        self.active.set(0);
    }

    /// Moves on by so many lines, round the ends.
    fn step(self, by: isize) {
        let count = untrack(|| self.listed().len());
        if count > 0 {
            let (at, count) = (self.active.get_untracked() as isize, count as isize);
            self.go((at + by).rem_euclid(count) as usize);
        }
    }

    fn go(self, at: usize) {
        self.active.set(at);
        page::bring_into_view(&option_id(at));
    }

    fn choose(self, at: usize, beside: bool) {
        let entry = untrack(|| self.listed().get(at).copied());
        entry.into_iter().for_each(|entry| self.run.run((entry, beside)));
    }

    fn pressed(self, event: &web_sys::KeyboardEvent) {
        let Some(stroke) = keys::stroke(event) else { return };
        match stroke.key.as_str() {
            "ArrowDown" => self.step(1),
            "ArrowUp" => self.step(-1),
            "Enter" => self.choose(self.active.get_untracked(), stroke.command),
            "Tab" => self.set_filter(self.filter.get_untracked().next(stroke.shift)),
            _ => return,
        }
        event.prevent_default();
    }
}

#[component]
fn Content() -> AnyView {
    let (session, shell) = (use_session(), use_shell());
    let toasts = use_toasts();
    let index = StoredValue::new(untrack(|| Index::of(session, shell.systems.in_use.get())));
    let (text, filter) = (RwSignal::new(String::new()), RwSignal::new(Filter::All));
    let answers = Memo::new(move |_| text.with(|text| index.with_value(|it| it.answers(text))));
    let found = Memo::new(move |_| {
        let filter = filter.get();
        answers.with(|answers| {
            let any = filter == Filter::All && !answers.is_empty();
            let shown = (0..answers.len()).map(|at| ANSWERS + at).collect();
            let section = any.then_some(Section { kind: Kind::Answer, shown, more: 0 });
            let found = text.with(|text| index.with_value(|it| it.find(text, filter, answers)));
            section.into_iter().chain(found).collect()
        })
    });
    let run = Callback::new(move |(entry, beside): (usize, bool)| {
        let go = match entry.checked_sub(ANSWERS) {
            Some(at) => {
                answers.with_untracked(|all| all.get(at).map(|it| Go::Answer(it.leads.clone())))
            }
            None => index.with_value(|index| index.go_of(entry)),
        };
        shell.palette.set(false);
        go.into_iter().for_each(|go| run::run(go, beside, session, shell, toasts));
    });
    let active = RwSignal::new(0);
    let search = Search { index, text, filter, answers, found, active, run };
    view! {
        <Field search />
        <Found search />
        <Foot search />
    }
    .into_any()
}

#[component]
fn Field(search: Search) -> AnyView {
    let input = NodeRef::<html::Input>::new();
    let active = Signal::derive(move || {
        let any = search.found.with(|found| !found.is_empty());
        any.then(|| option_id(search.active.get()))
    });
    let value = Signal::derive(move || search.filter.get().key().to_owned());
    let choose = move |key: String| {
        search.set_filter(Filter::of_key(&key));
        // Typing goes on.
        input.get_untracked().iter().for_each(|input| drop(input.focus()));
    };
    let kinds = Filter::ALL.map(|filter| Choice::new(filter.key(), filter.label())).to_vec();
    view! {
        <div class="palette-field">
            <Symbol icon=Icon::Search />
            <input
                class="palette-input"
                type="text"
                role="combobox"
                autocomplete="off"
                spellcheck="false"
                aria-label="Search people, groups, things and commands"
                aria-expanded="true"
                aria-autocomplete="list"
                aria-controls=LIST
                aria-activedescendant=active
                placeholder="Search, ask, or what to do"
                node_ref=input
                prop:value=search.text
                on:input:target=move |event| search.set_text(event.target().value())
                on:keydown=move |event| search.pressed(&event)
            />
            <span class="palette-kinds">
                <Segmented label="Only" choices=kinds value on_choose=choose />
            </span>
        </div>
    }
    .into_any()
}

#[component]
fn Found(search: Search) -> AnyView {
    let draw = move || {
        let mut first = 0;
        let sections = search.found.get().into_iter().map(|section| {
            let at = first;
            first += section.shown.len();
            view! { <SectionRows search section first=at /> }
        });
        sections.collect_view()
    };
    let none = move || {
        search
            .found
            .with(Vec::is_empty)
            .then(|| view! { <p class="palette-none">"Nothing here is called that."</p> })
    };
    view! {
        <div class="palette-found">
            <div role="listbox" id=LIST aria-label="What was found">
                {draw}
            </div>
            {none}
        </div>
    }
    .into_any()
}

#[component]
fn Foot(search: Search) -> AnyView {
    let count = Signal::derive(move || {
        let count = search.found.with(|found| {
            found.iter().map(|section| section.shown.len() + section.more).sum::<usize>()
        });
        let filter = search.filter.get();
        let of =
            if filter == Filter::All { String::new() } else { format!(", {}", filter.label()) };
        match count {
            0 => format!("Nothing found{of}"),
            1 => format!("1 found{of}"),
            count => format!("{count} found{of}"),
        }
    });
    view! {
        <div class="palette-foot">
            <span aria-hidden="true">
                <KeyCap keys="↑" />
                <KeyCap keys="↓" />
                "move"
            </span>
            <span aria-hidden="true">
                <KeyCap keys="Enter" />
                "open"
            </span>
            <span class="palette-wide" aria-hidden="true">
                <KeyCap keys="Ctrl" />
                <KeyCap keys="Enter" />
                "open beside"
            </span>
            <span aria-hidden="true">
                <KeyCap keys="Tab" />
                "kind"
            </span>
            <span class="palette-count" role="status">
                {count}
            </span>
        </div>
    }
    .into_any()
}

//! A button that opens a menu, as the ARIA authoring practices have it: arrows, Home, End, the first
//! letters of a name, Escape.

use leptos::html;
use leptos::prelude::*;
use web_sys::{FocusEvent, KeyboardEvent};

use super::button::button_class;
use super::icon::{Icon, Symbol};
use super::level::{Level, LevelGlyph};
use super::popup::Popup;
use super::unique::unique_id;
use super::{ButtonKind, ButtonSize, KeyCap, Show};
use crate::platform::{page, popover};

/// Something that a menu offers.
#[derive(Clone)]
pub struct MenuItem {
    label: String,
    about: Option<String>,
    icon: Option<Icon>,
    level: Option<Level>,
    key: Option<String>,
    href: Option<String>,
    off: Option<String>,
    chosen: Option<bool>,
    begins: bool,
    tells: Option<Callback<(), AnyView>>,
    on_choose: Callback<()>,
}

impl MenuItem {
    /// What does something.
    pub fn new(label: impl Into<String>, on_choose: impl Fn() + Send + Sync + 'static) -> Self {
        let on_choose = Callback::new(move |()| on_choose());
        let label = label.into();
        Self {
            label,
            about: None,
            icon: None,
            level: None,
            key: None,
            href: None,
            off: None,
            chosen: None,
            begins: false,
            tells: None,
            on_choose,
        }
    }

    /// What leads somewhere.
    pub fn link(label: impl Into<String>, href: impl Into<String>) -> Self {
        Self { href: Some(href.into()), ..Self::new(label, || ()) }
    }

    /// The same with a line below its label that says more.
    #[must_use]
    pub fn about(self, about: impl Into<String>) -> Self {
        Self { about: Some(about.into()), ..self }
    }

    /// The same with a line below its label while it has the focus, worked out then.
    #[must_use]
    pub fn tells(self, tells: Callback<(), AnyView>) -> Self {
        Self { tells: Some(tells), ..self }
    }

    /// The same as one of several that exclude each other.
    #[must_use]
    pub fn chosen(self, chosen: bool) -> Self {
        Self { chosen: Some(chosen), ..self }
    }

    /// The same with an icon.
    #[must_use]
    pub fn icon(self, icon: Icon) -> Self {
        Self { icon: Some(icon), ..self }
    }

    /// The same with the picture of a level in place of an icon.
    #[must_use]
    pub fn level(self, level: Level) -> Self {
        Self { level: Some(level), ..self }
    }

    /// The same with the key that does it without the menu.
    #[must_use]
    pub fn key(self, key: impl Into<String>) -> Self {
        Self { key: Some(key.into()), ..self }
    }

    /// The same, not to be chosen now, and why.
    #[must_use]
    pub fn off(self, reason: impl Into<String>) -> Self {
        Self { off: Some(reason.into()), ..self }
    }

    /// The same with a line before it.
    #[must_use]
    pub fn begins_group(self) -> Self {
        Self { begins: true, ..self }
    }
}

/// An open or closed menu.
#[derive(Clone, Copy)]
struct State {
    items: Signal<Vec<MenuItem>>,
    open: RwSignal<bool>,
    active: RwSignal<usize>,
    on_open: Option<Callback<()>>,
    /// The id of its button; those of its items begin with it.
    id: StoredValue<String>,
}

impl State {
    fn item_id(self, at: usize) -> String {
        self.id.with_value(|id| format!("{id}-item-{at}"))
    }

    fn last(self) -> usize {
        self.items.with_untracked(Vec::len).saturating_sub(1)
    }

    fn open_at(self, at: usize) {
        self.on_open.into_iter().for_each(|on_open| on_open.run(()));
        self.active.set(at);
        self.open.set(true);
    }

    fn go(self, at: usize) {
        self.active.set(at);
        page::focus(&self.item_id(at));
    }

    /// Follows the pointer where it moves. One that rests where the menu opens chooses nothing.
    fn hover(self, at: usize) {
        if self.active.get_untracked() != at {
            self.go(at);
        }
    }

    /// Closes it, the focus back on its button.
    fn close(self) {
        self.open.set(false);
        self.id.with_value(|id| page::focus(id));
    }

    fn choose(self, item: &MenuItem) {
        if item.off.is_none() {
            self.close();
            item.on_choose.run(());
        }
    }

    /// The next item that begins with a letter.
    fn typed(self, letter: &str) {
        let letter = letter.to_lowercase();
        let begins = |item: &MenuItem| item.label.to_lowercase().starts_with(&letter);
        let at = self.active.get_untracked();
        let found = self.items.with_untracked(|items| {
            let turn = items.iter().enumerate().cycle().skip(at + 1).take(items.len());
            turn.into_iter().find(|(_, item)| begins(item)).map(|(at, _)| at)
        });
        found.into_iter().for_each(|at| self.go(at));
    }

    fn pressed(self, event: &KeyboardEvent) {
        let (at, last) = (self.active.get_untracked(), self.last());
        let key = event.key();
        let open = self.open.get_untracked();
        match (key.as_str(), open) {
            ("ArrowDown", false) => self.open_at(0),
            ("ArrowUp", false) => self.open_at(last),
            ("ArrowDown", true) => self.go(if at == last { 0 } else { at + 1 }),
            ("ArrowUp", true) => self.go(at.checked_sub(1).unwrap_or(last)),
            ("Home", true) => self.go(0),
            ("End", true) => self.go(last),
            ("Escape", true) => self.close(),
            // The focus goes on from the button, not from the end of the page.
            ("Tab", true) => return self.close(),
            (letter, true) if letter.chars().count() == 1 && letter != " " && !event.ctrl_key() => {
                self.typed(letter);
            }
            _ => return,
        }
        event.prevent_default();
        event.stop_propagation();
    }
}

/// See the module.
#[component]
pub fn Menu(
    /// What its button says.
    #[prop(into)]
    label: String,
    /// What stands before the label.
    #[prop(optional)]
    icon: Option<Icon>,
    /// Whether the label is only heard and the icon is all that is seen.
    #[prop(optional)]
    bare: bool,
    /// How loud its button is.
    #[prop(optional)]
    kind: ButtonKind,
    /// What its button shows in place of icon and label; it says what the label says.
    #[prop(optional)]
    face: Option<AnyView>,
    /// The class of its button, where it is to look like something else.
    #[prop(optional)]
    class: Option<&'static str>,
    /// What it offers.
    #[prop(into)]
    items: Signal<Vec<MenuItem>>,
    /// What stands below the items, to be read and not chosen; empty for nothing.
    #[prop(optional, into)]
    foot: Signal<String>,
    /// Called before it opens.
    #[prop(optional, into)]
    on_open: Option<Callback<()>>,
) -> AnyView {
    let anchor = NodeRef::<html::Span>::new();
    let (open, active) = (RwSignal::new(false), RwSignal::new(0));
    let (id, list) = (unique_id(), unique_id());
    let tip = bare.then(|| label.clone());
    let menu = State { items, open, active, on_open, id: StoredValue::new(id.clone()) };
    let toggle = move |_| if open.get_untracked() { menu.close() } else { menu.open_at(0) };
    let left = move |event: FocusEvent| {
        let leaves = popover::leaves(&event, anchor);
        if leaves && open.get_untracked() {
            open.set(false);
        }
    };
    let class = match class {
        Some(class) => class.to_owned(),
        None if bare => "icon-btn".to_owned(),
        None => button_class(kind, ButtonSize::Normal),
    };
    let face = face.unwrap_or_else(|| {
        view! {
            {icon.map(|icon| view! { <Symbol icon /> })}
            <span class:unseen=bare>{label}</span>
            {(!bare).then(|| view! { <Symbol icon=Icon::Down /> })}
        }
        .into_any()
    });
    view! {
        <span
            class="menu-anchor"
            node_ref=anchor
            on:keydown=move |event| menu.pressed(&event)
            on:focusout=left
        >
            <button
                type="button"
                class=class
                id=id.clone()
                aria-haspopup="menu"
                aria-expanded=Signal::derive(move || open.get().to_string())
                aria-controls=list.clone()
                data-tip=tip
                on:click=toggle
            >
                {face}
            </button>
            <Popup open anchor on_shown=move || menu.go(active.get_untracked())>
                <MenuList menu id=list labelled_by=id />
                <MenuFoot text=foot />
            </Popup>
        </span>
    }
    .into_any()
}

/// A menu at a point of the page, for what was pressed there.
#[component]
pub fn ContextMenu(
    /// Where it stands, in CSS pixels of the window; none while it is closed.
    at: RwSignal<Option<(f64, f64)>>,
    /// What it is about.
    #[prop(into)]
    title: Signal<String>,
    /// What it offers.
    #[prop(into)]
    items: Signal<Vec<MenuItem>>,
    /// The id of the element that gets the focus back.
    #[prop(into)]
    home: String,
) -> AnyView {
    let anchor = NodeRef::<html::Span>::new();
    let (open, active) = (RwSignal::new(false), RwSignal::new(0));
    let list = unique_id();
    let named_by = format!("{list}-title");
    let menu = State { items, open, active, on_open: None, id: StoredValue::new(home) };
    Effect::new(move |_| {
        let Some(anchor) = anchor.get() else { return };
        match at.get() {
            Some(place) => {
                popover::stand_at(&anchor, place);
                menu.open_at(0);
            }
            None if open.get_untracked() => open.set(false),
            None => (),
        }
    });
    Effect::new(move |_| {
        if !open.get() && at.with_untracked(Option::is_some) {
            at.set(None);
        }
    });
    let left = move |event: FocusEvent| {
        let leaves = popover::leaves(&event, anchor);
        if leaves && open.get_untracked() {
            open.set(false);
        }
    };
    view! {
        <span
            class="menu-point"
            node_ref=anchor
            on:keydown=move |event| menu.pressed(&event)
            on:focusout=left
        >
            <Popup open anchor on_shown=move || menu.go(active.get_untracked())>
                <p class="menu-title" id=named_by.clone()>{title}</p>
                <MenuList menu id=list labelled_by=named_by />
            </Popup>
        </span>
    }
    .into_any()
}

#[component]
fn MenuList(menu: State, id: String, labelled_by: String) -> AnyView {
    let rows = move || {
        let items = menu.items.get().into_iter().enumerate();
        items.map(|(at, item)| view! { <MenuRow menu at item /> }).collect_view()
    };
    // A press moves no focus: a menu that loses it closes before anything is chosen.
    view! {
        <ul
            class="menu-list"
            role="menu"
            id=id
            aria-labelledby=labelled_by
            on:mousedown=|event| event.prevent_default()
        >
            {rows}
        </ul>
    }
    .into_any()
}

#[component]
fn MenuFoot(text: Signal<String>) -> AnyView {
    view! {
        <Show when=Signal::derive(move || text.with(|text| !text.is_empty()))>
            <p class="menu-foot">
                <Symbol icon=Icon::Clock />
                <span>{text}</span>
            </p>
        </Show>
    }
    .into_any()
}

#[component]
fn MenuRow(menu: State, at: usize, item: MenuItem) -> AnyView {
    let MenuItem { label, about, icon, level, key, href, off, chosen, begins, tells, .. } =
        item.clone();
    let told = tells.map(|tells| {
        let here = Memo::new(move |_| menu.active.get() == at);
        move || here.get().then(|| view! { <span class="menu-about">{tells.run(())}</span> })
    });
    let about = about.map(|about| view! { <span class="menu-about">{about}</span> });
    let icon = if chosen == Some(true) { Some(Icon::Check) } else { icon };
    let role = if chosen.is_some() { "menuitemradio" } else { "menuitem" };
    let checked = chosen.map(|chosen| chosen.to_string());
    let off = off.map(|reason| view! { <span class="menu-reason">{reason}</span> });
    let is_off = off.is_some().then_some("true");
    let icon = icon.map(|icon| view! { <Symbol icon /> });
    let key = key.map(|keys| view! { <KeyCap keys /> });
    let level = level.map(|level| {
        view! {
            <span class="menu-level" data-level=level.name()>
                <LevelGlyph level />
            </span>
        }
    });
    let content = view! {
        <span class="menu-icon">{icon}{level}</span>
        <span class="menu-words">{label}{about}{told}{off}</span>
        {key}
    };
    let id = menu.item_id(at);
    let row = match href {
        Some(href) => view! {
            <a class="menu-item" role=role aria-checked=checked tabindex="-1" id=id href=href
                on:mousemove=move |_| menu.hover(at)
                on:click=move |_| menu.choose(&item)>
                {content}
            </a>
        }
        .into_any(),
        None => view! {
            <button type="button" class="menu-item" role=role aria-checked=checked tabindex="-1" id=id
                aria-disabled=is_off
                on:mousemove=move |_| menu.hover(at)
                on:click=move |_| menu.choose(&item)>
                {content}
            </button>
        }
        .into_any(),
    };
    let line = begins.then(|| view! { <li class="menu-line" role="separator"></li> });
    view! {
        {line}
        <li role="none">{row}</li>
    }
    .into_any()
}

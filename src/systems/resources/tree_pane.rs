//! The left pane: as whom and on which day everything is seen, and the tree; or the people and
//! requirements, or the groups.

use std::sync::Arc;

use leptos::attr::custom::custom_attribute;
use leptos::html;
use leptos::prelude::*;

use super::dialogs::Ask;
use super::fields::InlineChoice;
use super::nodes::{Held, Key, Node, held, nodes, x};
use super::page::{Page, short_name};
use crate::components::{ButtonSize, Choice, Icon, IconButton, SearchField, Show, Symbol};
use crate::platform::{closest, size};
use whocan_core::directory::Principal;
use whocan_core::models::resources::in_words;
use whocan_core::models::resources::policy::Permission;

/// Up to how many rows all are in the page, and how many are drawn of more.
const ALL: usize = 220;
const DRAWN: usize = 90;
const ABOVE: usize = 20;
/// From how many resources on the tree can be searched.
const MANY: usize = 30;
/// How high rows are, in the root's text sizes.
const UNIT: f64 = 2.25;
const OTHER: f64 = 1.875;

const TREE: &str = "res-tree";

/// As whom and on which day everything is seen.
#[component]
pub(super) fn Sight(page: Page) -> AnyView {
    let choices = page.of(|facts, _| {
        let directory = &facts.directory;
        let users = directory.users.iter().map(|it| Choice::new(it.id.to_string(), &*it.name));
        let group = |it: &whocan_core::directory::Group| {
            Choice::new(it.id.to_string(), format!("{} (a member only)", it.name))
        };
        let groups = directory.groups.iter().map(|it| group(it));
        users.chain(groups).collect::<Vec<_>>()
    });
    let value = page.of(|_, here| here.who.as_ref().map(|who| who.id().to_owned()));
    let choose = move |id: String| {
        let who = page.facts.with_untracked(|facts| facts.directory.principal(&id));
        who.into_iter().for_each(|who| page.see_as(who));
    };
    let day = page.of(|facts, _| facts.asked.on.map(|day| day.words()));
    let short = Signal::derive(move || match day.get() {
        // The year is known, mostly.
        Some(day) => day.rsplit_once(' ').map(|(day, _)| day.to_owned()).unwrap_or(day),
        None => "No day".to_owned(),
    });
    let label = Signal::derive(move || match day.get() {
        Some(day) => format!("As of {day}"),
        None => "As of no day: what has dates does not count".to_owned(),
    });
    let tip = label;
    let short = Signal::derive(move || {
        let short = short.get();
        let months = short.split_once(' ');
        months
            .map(|(day, month)| format!("{day} {}", month.get(..3).unwrap_or(month)))
            .unwrap_or(short)
    });
    view! {
        <div class="res-sight">
            <InlineChoice
                label="See as"
                icon=Icon::Eye
                choices
                value=Signal::derive(move || value.get().unwrap_or_default())
                on_choose=choose
            />
            <button
                type="button"
                class="field-box res-day"
                aria-haspopup="dialog"
                aria-label=label
                data-tip=tip
                on:click=move |_| page.asked.set(Some(Ask::Day))
            >
                <Symbol icon=Icon::Clock />
                <span>{short}</span>
            </button>
        </div>
    }
    .into_any()
}

/// Where one is in the tree. Copied freely.
#[derive(Clone, Copy)]
struct State {
    page: Page,
    rows: Memo<Arc<Vec<Node>>>,
    /// The heading that has the focus, where one has.
    heading: RwSignal<Option<Key>>,
    first: RwSignal<usize>,
    room: NodeRef<html::Div>,
}

impl State {
    /// The row that is the active one.
    fn at(self) -> Option<usize> {
        let heading = self.heading.get();
        let chosen = self.page.here.with(|here| here.resource.clone()).map(Key::Resource);
        let key = heading.or(chosen)?;
        self.rows.with(|rows| rows.iter().position(|row| row.key == key))
    }

    fn row(self, at: usize) -> Option<Node> {
        self.rows.with_untracked(|rows| rows.get(at).cloned())
    }

    fn go(self, at: usize) {
        match self.row(at).map(|row| row.key) {
            Some(Key::Resource(id)) => {
                self.heading.set(None);
                self.page.open(id);
            }
            Some(key) => self.heading.set(Some(key)),
            None => {}
        }
        self.show(at);
    }

    fn fold(self, at: usize) {
        let Some((key, open)) = self.row(at).and_then(|row| Some((row.key, row.open?))) else {
            return;
        };
        self.page.folds.update(|folds| {
            folds.insert(key.fold(), !open);
        });
    }

    /// How high all before a row is, in the root's text sizes.
    fn above(self, at: usize) -> f64 {
        self.rows.with(|rows| {
            let units = rows.iter().take(at).filter(|row| row.unit).count();
            units as f64 * UNIT + at.saturating_sub(units) as f64 * OTHER
        })
    }

    fn is_long(self) -> bool {
        self.rows.with(|rows| rows.len() > ALL)
    }

    fn scrolled(self) {
        let Some(room) = self.room.get_untracked().filter(|_| untrack(|| self.is_long())) else {
            return;
        };
        let seen = f64::from(room.scroll_top()) / (OTHER * 16.0 * size::of_text());
        let units = self.rows.with_untracked(|rows| rows.iter().filter(|row| row.unit).count());
        let seen = if (seen as usize) < units { seen * OTHER / UNIT } else { seen };
        let first = (seen as usize).saturating_sub(ABOVE) / 10 * 10;
        if first != self.first.get_untracked() {
            self.first.set(first);
        }
    }

    /// Brings a row into view.
    fn show(self, at: usize) {
        let Some(room) = self.room.get_untracked() else { return };
        let rem = 16.0 * size::of_text();
        let top = untrack(|| self.above(at)) * rem;
        let (from, seen) = (f64::from(room.scroll_top()), f64::from(room.client_height()));
        if top < from {
            room.set_scroll_top(top as i32);
        } else if top + UNIT * rem > from + seen {
            room.set_scroll_top((top + UNIT * rem - seen).ceil() as i32);
        }
        self.scrolled();
    }

    /// The row that another one stands below.
    fn parent(self, at: usize) -> Option<usize> {
        self.rows.with_untracked(|rows| {
            let depth = rows.get(at)?.depth;
            let above = rows.iter().take(at).enumerate().rev();
            above.into_iter().find(|(_, row)| row.depth < depth).map(|(at, _)| at)
        })
    }

    fn pressed(self, event: &web_sys::KeyboardEvent) {
        let Some(at) = untrack(|| self.at()) else { return };
        let last = self.rows.with_untracked(|rows| rows.len()).saturating_sub(1);
        let open = self.row(at).and_then(|row| row.open);
        match (event.key().as_str(), open) {
            ("ArrowDown", _) => self.go((at + 1).min(last)),
            ("ArrowUp", _) => self.go(at.saturating_sub(1)),
            ("Home", _) => self.go(0),
            ("End", _) => self.go(last),
            ("ArrowRight", Some(false)) | ("ArrowLeft", Some(true)) => self.fold(at),
            ("ArrowRight", Some(true)) => self.go(at + 1),
            ("ArrowLeft", _) => self.parent(at).into_iter().for_each(|at| self.go(at)),
            ("Enter" | " ", Some(_)) => self.fold(at),
            _ => return,
        }
        event.prevent_default();
    }

    fn clicked(self, event: &web_sys::MouseEvent) {
        let Some(row) = closest(event, "[data-at]") else { return };
        let Some(at) = row.get_attribute("data-at").and_then(|at| at.parse().ok()) else { return };
        let is_type = matches!(self.row(at), Some(Node { key: Key::Type(_), .. }));
        if is_type || closest(event, ".res-knob").is_some() {
            self.heading.set(self.row(at).map(|row| row.key).filter(|_| is_type));
            return self.fold(at);
        }
        self.go(at);
    }
}

/// The tree.
#[component]
pub(super) fn TreePane(page: Page) -> AnyView {
    let find = RwSignal::new(String::new());
    let rows = Memo::new(move |_| {
        let folds = page.folds.get();
        let find = find.get();
        page.facts.with(|facts| page.here.with(|here| Arc::new(nodes(facts, here, &folds, &find))))
    });
    let heading = RwSignal::new(None);
    let state = State { page, rows, heading, first: RwSignal::new(0), room: NodeRef::new() };
    let many = page.of(|facts, _| facts.policy.resources.len() > MANY);
    // Whatever is chosen is seen, also where it was chosen elsewhere.
    Effect::new(move |_| {
        page.here.track();
        if state.room.get().is_some() {
            request_animation_frame(move || {
                // The tree may be gone by then.
                if state.first.try_get_untracked().is_none() {
                    return;
                }
                let at = untrack(|| state.at());
                at.into_iter().for_each(|at| state.show(at));
            });
        }
    });
    view! {
        <Show when=many>
            <div class="res-find">
                <SearchField label="Find a resource" value=find on_input=move |text| find.set(text) />
            </div>
        </Show>
        <Rows state />
        <Foot page />
    }
    .into_any()
}

#[component]
fn Rows(state: State) -> AnyView {
    let page = state.page;
    let drawn = move || {
        let (rows, first) = (state.rows.get(), state.first.get());
        let (first, count) = if rows.len() > ALL { (first, DRAWN) } else { (0, rows.len()) };
        let active = state.at();
        page.facts.with(|facts| {
            page.here.with(|here| {
                let some = rows.iter().enumerate().skip(first).take(count);
                let draw = |(at, row): (usize, &Node)| {
                    let Key::Resource(id) = &row.key else { return heading(at, row, active) };
                    let Some(resource) = facts.policy.resources.get(id) else {
                        return ().into_any();
                    };
                    let was = facts.saved.resources.get(id);
                    let changed = was.is_none_or(|was| **was != **resource) || turned(facts, id);
                    drawn_row(at, row, held(facts, here, resource), active, changed)
                };
                some.map(draw).collect_view()
            })
        })
    };
    let height = |rem: f64| format!("{rem}rem");
    let before = Signal::derive(move || match state.is_long() {
        true => height(state.above(state.first.get())),
        false => height(0.0),
    });
    let behind = Signal::derive(move || {
        let all = state.rows.with(|rows| rows.len());
        match state.is_long() {
            true => {
                let until = (state.first.get() + DRAWN).min(all);
                height(state.above(all) - state.above(until))
            }
            false => height(0.0),
        }
    });
    let here = Signal::derive(move || state.at().map(|at| format!("{TREE}-{at}")));
    view! {
        <div class="res-room" node_ref=state.room on:scroll=move |_| state.scrolled()>
            <div
                class="res-tree"
                role="tree"
                tabindex="0"
                id=TREE
                aria-label="Resources"
                aria-activedescendant=here
                on:keydown=move |event| state.pressed(&event)
                on:click=move |event| state.clicked(&event)
            >
                <div role="presentation" style:height=before></div>
                {drawn}
                <div role="presentation" style:height=behind></div>
            </div>
        </div>
    }
    .into_any()
}

/// Whether the draft changes the entries on a resource.
fn turned(facts: &super::page::Facts, id: &whocan_core::models::resources::ResourceId) -> bool {
    if facts.policy.entries.same(&facts.saved.entries) {
        return false;
    }
    let now = facts.policy.entries.iter().filter(|entry| entry.on == *id);
    now.ne(facts.saved.entries.iter().filter(|entry| entry.on == *id))
}

/// What is said of every row: its id, level, place, whether it is chosen.
fn heading(at: usize, row: &Node, active: Option<usize>) -> AnyView {
    let icon = if row.open == Some(true) { Icon::Down } else { Icon::Right };
    view! {
        <div
            class="res-row res-type"
            role="treeitem"
            id=format!("{TREE}-{at}")
            data-at=at.to_string()
            data-active=(active == Some(at)).then_some("")
            {..custom_attribute("aria-level", "1")}
            aria-expanded=row.open.map(|open| open.to_string())
            aria-selected="false"
        >
            <Symbol icon />
            <span class="res-name">{row.name.clone()}</span>
            " "
            <span class="res-count">{row.count}</span>
        </div>
    }
    .into_any()
}

fn drawn_row(at: usize, row: &Node, held: Held, active: Option<usize>, changed: bool) -> AnyView {
    let is_here = active == Some(at);
    let letter = |permission: Permission, letter: &'static str| {
        view! { <b data-held=held.set.has(permission).then_some("")>{letter}</b> }
    };
    let has = match held.block {
        true => view! { <span class="state-tag" data-mood="bad">"Block"</span> }.into_any(),
        false => view! {
            <span class="res-two" aria-hidden="true">
                {letter(Permission::Read, "R")} {letter(Permission::GainAccess, "G")}
            </span>
            <span class="unseen">{in_words(held.set)}</span>
        }
        .into_any(),
    };
    let dot = changed.then(|| {
        view! {
            <span class="change-dot"></span>
            <span class="unseen">", changed"</span>
        }
    });
    let view_box = format!("0 0 {} 36", x(row.depth) + 16);
    let knob = row.open.filter(|_| row.unit).map(|open| {
        let tip = if open { "Fold" } else { "Unfold" };
        view! { <span class="res-knob" data-tip=tip style:left=left(row)></span> }
    });
    let picture = row.unit.then(|| {
        view! {
            <svg
                class="res-lines"
                aria-hidden="true"
                viewBox=view_box
                inner_html=row.picture(held)
            ></svg>
        }
    });
    view! {
        <div
            class="res-row"
            class:res-unit=row.unit
            role="treeitem"
            id=format!("{TREE}-{at}")
            data-at=at.to_string()
            data-active=is_here.then_some("")
            {..custom_attribute("aria-level", (row.depth + 1).to_string())}
            aria-posinset=row.place.0.to_string()
            aria-setsize=row.place.1.to_string()
            aria-expanded=row.open.map(|open| open.to_string())
            aria-selected=is_here.to_string()
        >
            {picture}
            {knob}
            <span class="res-name" data-tip=row.name.clone()>{row.name.clone()}{dot}</span>
            " "
            {has}
        </div>
    }
    .into_any()
}

/// Where the knob of a row stands.
fn left(row: &Node) -> String {
    format!("{}rem", (x(row.depth) as f64 - 12.0) / 16.0)
}

/// What the pictures of the tree mean, and the way to a new resource.
#[component]
fn Foot(page: Page) -> AnyView {
    let whose = Signal::derive(move || {
        let who = page.here.with(|here| here.who.clone());
        let name = page.who();
        let name = who.map(|who| short_name(&who, &name)).unwrap_or_default();
        format!("An entry on this very resource counts for {name}")
    });
    let off = page
        .of(|facts, _| facts.withheld(|acting| acting.admin("adds, moves and removes resources")));
    let label = Signal::derive(move || match off.get() {
        Some(why) => format!("Add a resource: {why}"),
        None => "Add a resource".to_owned(),
    });
    let dot = |kind: &'static str, size: &'static str| {
        let class = format!("res-dot res-dot-{kind}");
        let bar =
            (kind == "block").then(|| view! { <path class="res-dot-bar" d="M5 5l8 8"></path> });
        view! {
            <svg width="18" height="18" viewBox="0 0 18 18" aria-hidden="true">
                <circle class=class cx="9" cy="9" r=size></circle>
                {bar}
            </svg>
        }
    };
    view! {
        <div class="res-foot">
            <div class="res-legends">
                <span class="res-legend" data-tip=whose>
                    {dot("read", "7")}
                    "Entry here"
                </span>
                <span class="res-legend">{dot("read", "5")} "Inherited"</span>
                <span class="res-legend">{dot("block", "6.5")} "Block"</span>
                <span class="res-legend">{dot("more", "5")} "More than Read"</span>
            </div>
            <IconButton
                icon=Icon::Plus
                label
                size=ButtonSize::Small
                off=Signal::derive(move || off.with(Option::is_some))
                on_press=move || page.asked.set(Some(Ask::AddResource))
            />
        </div>
    }
    .into_any()
}

/// The users and groups that somebody can be, for lists to choose from.
pub(super) fn everybody(page: Page) -> Memo<Vec<Choice>> {
    page.of(|facts, _| {
        let directory = &facts.directory;
        let group = |it: &whocan_core::directory::Group| {
            Choice::new(it.id.to_string(), &*it.name).icon(Icon::Groups)
        };
        let groups = directory.groups.iter().map(|it| group(it));
        let users = directory.users.iter();
        let users = users.map(|it| Choice::new(it.id.to_string(), &*it.name).icon(Icon::Person));
        groups.chain(users).collect()
    })
}

/// Whether somebody is a group.
pub(super) fn is_group(who: &Principal) -> bool {
    matches!(who, Principal::Group(_))
}

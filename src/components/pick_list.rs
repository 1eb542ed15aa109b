//! A list from which one is chosen, however long: only the rows that are seen are in the page. The arrows,
//! Page Up, Page Down, Home and End choose, as in the ARIA listbox pattern.

use std::sync::Arc;

use leptos::html;
use leptos::prelude::*;
use web_sys::KeyboardEvent;

use super::Avatar;
use crate::platform::size;

/// How many rows are drawn, and how many of them above those that are seen.
const DRAWN: usize = 72;
const ABOVE: usize = 12;
/// The first row that is drawn is a multiple of this: a little scrolling draws nothing anew.
const STEP: usize = 6;

/// A row.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct PickRow {
    /// What the program calls it.
    pub value: String,
    /// What it is called on screen.
    pub name: String,
    /// What stands below that, in a list with faces.
    pub about: String,
    /// A short fact at its end.
    pub fact: String,
    /// Whether the draft changes it.
    pub changed: bool,
}

/// Where one is in the list. Copied freely.
#[derive(Clone, Copy)]
struct State {
    keys: Signal<Arc<Vec<usize>>>,
    chosen: Signal<Option<usize>>,
    on_choose: Callback<usize>,
    first: RwSignal<usize>,
    room: NodeRef<html::Div>,
    /// How high a row is, in the root's text sizes.
    row: f64,
}

impl State {
    fn height(self) -> f64 {
        self.row * 16.0 * size::of_text()
    }

    fn scrolled(self) {
        let Some(room) = self.room.get_untracked() else { return };
        let seen = (f64::from(room.scroll_top()) / self.height()) as usize;
        let first = seen.saturating_sub(ABOVE) / STEP * STEP;
        if first != self.first.get_untracked() {
            self.first.set(first);
        }
    }

    /// Where the chosen one stands in the list.
    fn place(self) -> Option<usize> {
        let chosen = self.chosen.try_get_untracked().flatten()?;
        self.keys.with_untracked(|keys| keys.iter().position(|key| *key == chosen))
    }

    fn show(self, place: usize) {
        let Some(room) = self.room.get_untracked() else { return };
        let height = self.height();
        let (top, seen) = (f64::from(room.scroll_top()), f64::from(room.client_height()));
        let row = place as f64 * height;
        if row < top {
            room.set_scroll_top(row as i32);
        } else if row + height > top + seen {
            room.set_scroll_top((row + height - seen).ceil() as i32);
        }
        self.scrolled();
    }

    fn pressed(self, event: &KeyboardEvent) {
        const PAGE: usize = 10;
        let last = self.keys.with_untracked(|keys| keys.len()).saturating_sub(1);
        let next = match (event.key().as_str(), self.place()) {
            ("ArrowDown", Some(here)) => here + 1,
            ("ArrowUp", Some(here)) => here.saturating_sub(1),
            ("PageDown", Some(here)) => here + PAGE,
            ("PageUp", Some(here)) => here.saturating_sub(PAGE),
            ("Home" | "ArrowDown" | "PageDown", _) => 0,
            ("End" | "ArrowUp" | "PageUp", _) => last,
            _ => return,
        };
        event.prevent_default();
        let next = next.min(last);
        let key = self.keys.with_untracked(|keys| keys.get(next).copied());
        if let Some(key) = key {
            self.on_choose.run(key);
            self.show(next);
        }
    }
}

/// See the module.
#[component]
pub fn PickList(
    /// The list's id; those of its rows begin with it.
    id: &'static str,
    /// What is chosen.
    #[prop(into)]
    label: String,
    /// The rows that are listed, by their numbers.
    #[prop(into)]
    keys: Signal<Arc<Vec<usize>>>,
    /// The row of a number; followed.
    #[prop(into)]
    row: Callback<usize, PickRow>,
    /// The number of the chosen one.
    #[prop(into)]
    chosen: Signal<Option<usize>>,
    /// Called with the number of another one.
    #[prop(into)]
    on_choose: Callback<usize>,
    /// What is said where nothing is listed.
    #[prop(into)]
    none: Signal<String>,
    /// Whether the rows are people: each with a face, and a second line.
    #[prop(optional)]
    faces: bool,
) -> AnyView {
    let row_height = match (faces, size::is_coarse()) {
        (true, _) => 2.875,
        (false, true) => 2.75,
        (false, false) => 2.125,
    };
    let (first, room) = (RwSignal::new(0), NodeRef::new());
    let state = State { keys, chosen, on_choose, first, room, row: row_height };
    let draw_row = move |at: usize, key: usize, all: usize| {
        let PickRow { name, about, fact, changed, .. } = row.run(key);
        let is_chosen = Signal::derive(move || (chosen.get() == Some(key)).to_string());
        let dot = changed.then(|| {
            view! {
                <span class="change-dot"></span>
                <span class="unseen">", changed"</span>
            }
        });
        let face = faces.then(|| view! { <Avatar name=name.clone() /> });
        let about = faces.then(|| view! { <span class="pick-about">{about}</span> });
        view! {
            <li
                class="pick-row"
                role="option"
                id=format!("{id}-{key}")
                aria-selected=is_chosen
                aria-setsize=all.to_string()
                aria-posinset=(at + 1).to_string()
                on:click=move |_| on_choose.run(key)
            >
                {face}
                <span class="pick-words">
                    <span class="pick-name">{name}{dot}</span>
                    {about}
                </span>
                <span class="pick-fact">{fact}</span>
            </li>
        }
    };
    let drawn = move || {
        let (first, keys) = (first.get(), keys.get());
        let rows = keys.iter().copied().enumerate().skip(first).take(DRAWN);
        rows.map(|(at, key)| draw_row(at, key, keys.len())).collect_view()
    };
    let here = Signal::derive(move || {
        let chosen = chosen.get()?;
        let first = first.get();
        let place = keys.with(|keys| keys.iter().position(|key| *key == chosen))?;
        (first..first + DRAWN).contains(&place).then(|| format!("{id}-{chosen}"))
    });
    let nothing = move || {
        keys.with(|keys| keys.is_empty()).then(|| view! { <p class="pick-none">{none}</p> })
    };
    // Whoever is chosen is seen once the list stands, and when another list does.
    Effect::new(move |_| {
        keys.track();
        if room.get().is_some() {
            request_animation_frame(move || {
                if let Some(place) = state.place() {
                    state.show(place);
                }
            });
        }
    });
    view! {
        <div class="pick-room" node_ref=room on:scroll=move |_| state.scrolled()>
            <ul
                class="pick-list"
                role="listbox"
                tabindex="0"
                id=id
                aria-label=label
                aria-activedescendant=here
                style=("--pick-row", row_height.to_string())
                style=("--pick-total", move || keys.with(|keys| keys.len()).to_string())
                style=("--pick-first", move || first.get().to_string())
                on:keydown=move |event| state.pressed(&event)
            >
                {drawn}
            </ul>
            {nothing}
        </div>
    }
    .into_any()
}

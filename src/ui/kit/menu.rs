//! A menu at a point of the page: arrow keys, Home, End, Escape, a letter; it closes when it loses
//! the focus and hands the focus back.

use leptos::prelude::{AnyView, Effect};

use crate::grid::geometry::px;
use crate::platform::{keys, page};
use crate::reactive::State;
use crate::ui::kit::tag::{Tag, all, bound, tag};

/// An entry of a menu.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    /// What names it.
    pub id: String,
    /// What it is called.
    pub label: String,
    /// The key that does the same without the menu; empty for none.
    pub key: String,
}

/// A menu that is open.
#[derive(Clone, Debug, PartialEq)]
pub struct OpenMenu {
    /// Where, in CSS pixels of the window.
    pub at: (f64, f64),
    /// What is said of it.
    pub label: String,
    /// Its entries.
    pub entries: Vec<Entry>,
}

/// The menu that `open` holds, while it holds one. `on_choose` is called with an entry's id, after
/// the focus went back to the element `home`.
pub fn menu(
    open: State<Option<OpenMenu>>,
    home: &'static str,
    on_choose: impl Fn(String) + Copy + Send + Sync + 'static,
) -> AnyView {
    bound(move || {
        open.get().map(|menu| {
            let close = move || {
                open.set(None);
                page::focus(home);
            };
            let choose = move |id: String| {
                close();
                on_choose(id);
            };
            all([back(close), list(home, menu, close, choose)])
        })
    })
}

/// What is behind the menu: a press on it closes the menu.
fn back(close: impl Fn() + Copy + Send + Sync + 'static) -> Tag {
    tag("div").class("menu-back").on("click", move |_: web_sys::Event| close()).on(
        "contextmenu",
        move |event: web_sys::Event| {
            event.prevent_default();
            close();
        },
    )
}

fn list(
    home: &'static str,
    menu: OpenMenu,
    close: impl Fn() + Copy + Send + Sync + 'static,
    choose: impl Fn(String) + Copy + Send + Sync + 'static,
) -> Tag {
    let id = format!("{home}-menu");
    let menu_id = id.clone();
    Effect::new(move |_| page::focus_within(&menu_id, 0));
    let menu_id = id.clone();
    let on_key = move |event: web_sys::KeyboardEvent| {
        let Some(stroke) = keys::stroke(&event) else { return };
        match stroke.key.as_str() {
            "ArrowDown" => page::focus_next(&menu_id, 1),
            "ArrowUp" => page::focus_next(&menu_id, -1),
            "Home" => page::focus_within(&menu_id, 0),
            "End" => page::focus_within(&menu_id, -1),
            "Escape" | "Tab" => close(),
            _ => return,
        }
        event.prevent_default();
        event.stop_propagation();
    };
    let height = menu.entries.len() * 2 + 1;
    let entry = move |entry: Entry| {
        let Entry { id, label, key } = entry;
        tag("button")
            .attr("type", "button")
            .class("menu-entry")
            .attr("role", "menuitem")
            .attr("tabindex", "-1")
            .on("click", move |_: web_sys::Event| choose(id.clone()))
            .child(tag("span").text(label))
            .child(tag("kbd").text(key))
    };
    tag("div")
        .attr("id", id)
        .class("menu")
        .attr("role", "menu")
        .attr("aria-label", menu.label)
        .style("left", format!("min({}, 100vw - 14rem)", px(menu.at.0)))
        .style("top", format!("max(0px, min({}, 100vh - {height}rem))", px(menu.at.1)))
        .on("keydown", on_key)
        .children(menu.entries.into_iter().map(entry))
}

//! A menu at a point of the page: arrow keys, Home, End, Escape, a letter; it closes when it loses
//! the focus and hands the focus back.

use leptos::html::Div;
use leptos::prelude::*;

use crate::platform::page;
use crate::ui::kit::grid::geometry::px;

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
#[component]
pub fn Menu(
    /// The open menu.
    open: RwSignal<Option<OpenMenu>>,
    /// The element that the focus goes back to.
    home: &'static str,
    /// Called with the id of the chosen entry.
    on_choose: impl Fn(String) + Copy + Send + Sync + 'static,
) -> impl IntoView {
    let body = move || {
        open.get().map(|menu| {
            let element = NodeRef::<Div>::new();
            Effect::new(move |_| {
                if let Some(menu) = element.get() {
                    page::focus_within(&menu, 0);
                }
            });
            let close = move || {
                open.set(None);
                page::focus(home);
            };
            let entry = move |entry: Entry| {
                let Entry { id, label, key } = entry;
                let choose = move |_| {
                    close();
                    on_choose(id.clone());
                };
                view! {
                    <button type="button" class="menu-entry" role="menuitem" tabindex="-1" on:click=choose>
                        <span>{label}</span>
                        <kbd>{key}</kbd>
                    </button>
                }
            };
            let on_key = move |event: web_sys::KeyboardEvent| {
                let Some(menu) = element.get_untracked() else { return };
                match event.key().as_str() {
                    "ArrowDown" => page::focus_next(&menu, 1),
                    "ArrowUp" => page::focus_next(&menu, -1),
                    "Home" => page::focus_within(&menu, 0),
                    "End" => page::focus_within(&menu, -1),
                    "Escape" | "Tab" => close(),
                    _ => return,
                }
                event.prevent_default();
                event.stop_propagation();
            };
            let left = format!("min({}, 100vw - 16rem)", px(menu.at.0));
            let height = menu.entries.len() * 2 + 1;
            let top = format!("max(0px, min({}, 100vh - {height}rem))", px(menu.at.1));
            view! {
                <div class="menu-back" on:click=move |_| close() on:contextmenu=move |event| {
                    event.prevent_default();
                    close();
                }></div>
                <div
                    node_ref=element
                    class="menu"
                    role="menu"
                    aria-label=menu.label.clone()
                    style:left=left
                    style:top=top
                    on:keydown=on_key
                >
                    {menu.entries.iter().cloned().map(entry).collect_view()}
                </div>
            }
        })
    };
    view! { {body} }
}

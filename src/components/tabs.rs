//! Tabs: links where each is a place with an address, or parts of one place. Five at most are in sight, or
//! fewer where the page is narrow; the others are behind More.

use leptos::prelude::*;
use web_sys::KeyboardEvent;

use super::unique::unique_id;
use super::{ButtonKind, Menu, MenuItem};
use crate::platform::page;

/// How many are in sight.
const IN_SIGHT: usize = 5;

/// A tab.
#[derive(Clone, Debug, PartialEq)]
pub struct TabItem {
    /// What the program calls it.
    pub value: String,
    /// What it is called on screen.
    pub label: String,
    /// Where it leads; empty for a part of the same place.
    pub href: String,
}

impl TabItem {
    /// A part of the same place.
    pub fn new(value: impl Into<String>, label: impl Into<String>) -> Self {
        Self { value: value.into(), label: label.into(), href: String::new() }
    }

    /// A place of its own.
    #[must_use]
    pub fn href(self, href: impl Into<String>) -> Self {
        Self { href: href.into(), ..self }
    }
}

/// Those in sight and those behind More. What is chosen is always in sight.
pub(super) fn split<T: Clone>(
    all: &[T],
    in_sight: usize,
    is_chosen: impl FnMut(&T) -> bool,
) -> (Vec<T>, Vec<T>) {
    let mut seen = all.to_vec();
    let mut more = seen.split_off(in_sight.min(seen.len()));
    if let Some(at) = more.iter().position(is_chosen) {
        let chosen = more.remove(at);
        if let Some(last) = seen.pop() {
            more.insert(0, last);
        }
        seen.push(chosen);
    }
    (seen, more)
}

/// Links to places that belong together, in the accent of their model.
#[component]
pub fn TabLinks(
    /// What the places have in common.
    #[prop(into)]
    label: String,
    /// The tabs.
    tabs: Vec<TabItem>,
    /// The value of the one that is here.
    #[prop(into)]
    value: Signal<String>,
    /// The key of the model in whose accent the present one is underlined.
    #[prop(optional, into)]
    accent: Option<String>,
    /// Whether there is room for one less than elsewhere.
    #[prop(optional, into)]
    narrow: Signal<bool>,
) -> AnyView {
    let parts = Memo::new(move |_| {
        let in_sight = if narrow.get() { IN_SIGHT - 1 } else { IN_SIGHT };
        value.with(|value| split(&tabs, in_sight, |tab| tab.value == *value))
    });
    let link = move |tab: TabItem| {
        let own = tab.value;
        let here = Signal::derive(move || value.with(|value| *value == own).then_some("page"));
        view! {
            <a class="tab-item" href=tab.href aria-current=here>
                {tab.label}
            </a>
        }
    };
    let more = Signal::derive(move || {
        parts.with(|(_, more)| {
            more.iter().map(|tab| MenuItem::link(&*tab.label, &*tab.href)).collect::<Vec<_>>()
        })
    });
    view! {
        <nav class="tab-bar" aria-label=label data-accent=accent>
            {move || parts.get().0.into_iter().map(link).collect_view()}
            <MoreTabs items=more />
        </nav>
    }
    .into_any()
}

#[component]
fn MoreTabs(items: Signal<Vec<MenuItem>>) -> AnyView {
    let any = Memo::new(move |_| items.with(|items| !items.is_empty()));
    (move || any.get().then(|| view! { <Menu label="More" kind=ButtonKind::Ghost items /> }))
        .into_any()
}

/// Parts of one place, one of them shown: Left, Right, Home and End go from tab to tab.
#[component]
pub fn Tabs(
    /// What the parts have in common.
    #[prop(into)]
    label: String,
    /// The tabs.
    tabs: Vec<TabItem>,
    /// The value of the one that is shown.
    #[prop(into)]
    value: Signal<String>,
    /// Called with the value of another one.
    #[prop(into)]
    on_choose: Callback<String>,
    /// The shown part.
    children: Children,
) -> AnyView {
    let id = StoredValue::new(unique_id());
    let panel = unique_id();
    let parts =
        Memo::new(move |_| value.with(|value| split(&tabs, IN_SIGHT, |tab| tab.value == *value)));
    let own = move |value: &str| id.with_value(|id| format!("{id}-{value}"));
    let pressed = move |event: KeyboardEvent| {
        let to = parts.with_untracked(|(seen, _)| step(seen, &value.get_untracked(), &event.key()));
        if let Some(to) = to {
            event.prevent_default();
            on_choose.run(to.clone());
            page::focus(&own(&to));
        }
    };
    let controls = panel.clone();
    let tab = move |tab: TabItem| {
        let is = tab.value.clone();
        let here = Signal::derive(move || value.with(|value| *value == is));
        view! {
            <button
                type="button"
                class="tab-item"
                role="tab"
                id=own(&tab.value)
                aria-selected=Signal::derive(move || here.get().to_string())
                aria-controls=controls.clone()
                tabindex=Signal::derive(move || if here.get() { "0" } else { "-1" })
                on:click=move |_| on_choose.run(tab.value.clone())
            >
                {tab.label}
            </button>
        }
    };
    // Drawn anew only when other tabs are in sight, so that the focus stays where it is.
    let seen = Memo::new(move |_| parts.with(|(seen, _)| seen.clone()));
    let more = Signal::derive(move || {
        let item = |tab: &TabItem| {
            let value = tab.value.clone();
            MenuItem::new(&*tab.label, move || on_choose.run(value.clone()))
        };
        parts.with(|(_, more)| more.iter().map(item).collect::<Vec<_>>())
    });
    view! {
        <div class="tab-bar">
            <div class="tab-list" role="tablist" aria-label=label on:keydown=pressed>
                {move || seen.get().into_iter().map(tab.clone()).collect_view()}
            </div>
            <MoreTabs items=more />
        </div>
        <div
            class="tab-panel"
            role="tabpanel"
            id=panel
            tabindex="0"
            aria-labelledby=Signal::derive(move || value.with(|value| own(value)))
        >
            {children()}
        </div>
    }
    .into_any()
}

/// The tab that a key leads to.
fn step(tabs: &[TabItem], value: &str, key: &str) -> Option<String> {
    let at = tabs.iter().position(|tab| tab.value == value)?;
    let to = match key {
        "ArrowRight" => (at + 1) % tabs.len(),
        "ArrowLeft" => at.checked_sub(1).unwrap_or(tabs.len() - 1),
        "Home" => 0,
        "End" => tabs.len() - 1,
        _ => return None,
    };
    tabs.get(to).map(|tab| tab.value.clone())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tabs(count: usize) -> Vec<TabItem> {
        (0..count).map(|at| TabItem::new(at.to_string(), at.to_string())).collect()
    }

    fn values(tabs: &[TabItem]) -> String {
        tabs.iter().map(|tab| &*tab.value).collect()
    }

    #[test]
    fn five_are_in_sight_and_the_chosen_one_among_them() {
        let of = |count: usize, value: &str| {
            let (seen, more) = split(&tabs(count), IN_SIGHT, |tab| tab.value == value);
            (values(&seen), values(&more))
        };
        assert_eq!(of(3, "0"), ("012".to_owned(), String::new()));
        assert_eq!(of(7, "1"), ("01234".to_owned(), "56".to_owned()));
        assert_eq!(of(7, "6"), ("01236".to_owned(), "45".to_owned()));
    }

    #[test]
    fn arrows_go_round_the_ends() {
        let tabs = tabs(3);
        let to = |value: &str, key: &str| step(&tabs, value, key).unwrap_or_default();
        assert_eq!(to("2", "ArrowRight"), "0");
        assert_eq!(to("0", "ArrowLeft"), "2");
        assert_eq!(to("1", "End"), "2");
        assert_eq!(to("1", "a"), "");
    }
}

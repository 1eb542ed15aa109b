//! Over the list: the eight kinds, what else the editor offers, and who is said to edit.

use leptos::prelude::*;

use super::dialogs::Ask;
use super::page::Page;
use crate::components::{
    Avatar, Button, ButtonSize, Choice, Icon, Menu, MenuItem, Ribbon, RibbonItem, Select, Show,
    Symbol,
};
use whocan_core::models::features::policy::Kind;

fn kind_of(name: &str) -> Option<Kind> {
    Kind::ALL.into_iter().find(|kind| kind.name() == name)
}

/// The kinds with how many features each has, and the menu of the editor.
#[component]
pub(super) fn Kinds(page: Page) -> AnyView {
    let items = Memo::new(move |_| {
        page.system.policy.with(|policy| {
            let item = |kind: Kind| RibbonItem {
                value: kind.name().to_owned(),
                label: kind.name().to_owned(),
                count: policy.of_kind(kind).count(),
            };
            Kind::ALL.map(item).to_vec()
        })
    });
    let value = Signal::derive(move || page.here.with(|here| here.kind.name().to_owned()));
    let choose = Callback::new(move |name: String| {
        kind_of(&name).into_iter().for_each(|kind| page.go_to_kind(kind));
    });
    let choices = Kind::ALL.map(|kind| Choice::new(kind.name(), kind.name())).to_vec();
    view! {
        <div class="features-ribbon">
            <Ribbon label="Kinds" items value on_choose=choose />
            <Person page />
            <span class="features-kind">
                <Select label="Kind" choices value on_choose=choose />
            </span>
            <More page />
        </div>
    }
    .into_any()
}

/// Where it is narrow: whoever is looked at, and the way to another one.
#[component]
fn Person(page: Page) -> AnyView {
    let name = Signal::derive(move || {
        let here = page.here.get();
        match (here.by_item, here.feature) {
            (true, Some(feature)) => page.system.policy.with(|policy| {
                policy.feature(&feature).map(|it| it.name.clone()).unwrap_or_default()
            }),
            (true, None) => format!("No {}", here.kind.name().to_lowercase()),
            (false, _) => page.who_is_it(),
        }
    });
    let expanded = Signal::derive(move || page.choosing.get().to_string());
    let by_item = Memo::new(move |_| page.scope.with(|here| here.by_item));
    let mark = move || (!by_item.get()).then(|| view! { <Avatar name=name.get() /> });
    view! {
        <button
            type="button"
            class="features-person field-box"
            aria-expanded=expanded
            on:click=move |_| page.choosing.update(|choosing| *choosing = !*choosing)
        >
            {mark}
            <span class="features-person-name">{name}</span>
            <Symbol icon=Icon::Down />
        </button>
    }
    .into_any()
}

/// What else the editor offers.
#[component]
fn More(page: Page) -> AnyView {
    let items = Signal::derive(move || {
        let here = page.here.get();
        let mut items = Vec::new();
        if !here.kind.is_shipped() && page.may_edit.get() {
            let add = move || page.asked.set(Some(Ask::Item));
            items
                .push(MenuItem::new(format!("Add to {}…", here.kind.name()), add).icon(Icon::Plus));
        }
        let fold = |label: &str, open: bool| MenuItem::new(label, move || page.fold_all(open));
        items.push(fold("Expand all", true));
        items.push(fold("Collapse all", false));
        let ask =
            |label: &str, ask: Ask| MenuItem::new(label, move || page.asked.set(Some(ask.clone())));
        items.push(ask("Acting as…", Ask::Acting).icon(Icon::Person).begins_group());
        items.push(ask("Licences…", Ask::Licences).icon(Icon::Lock));
        items.push(ask("Try the nine documented cases", Ask::Cases).icon(Icon::Learn));
        let place = MenuItem::new("In Maytas", || ()).off("Tools | Edit Permissions");
        items.push(place.begins_group());
        items
    });
    view! { <Menu label="More of this editor" icon=Icon::More bare=true items /> }.into_any()
}

/// Who is said to edit, while somebody is.
#[component]
pub(super) fn ActingAs(page: Page) -> AnyView {
    let asking = page.system.asking;
    let who = Memo::new(move |_| {
        let who = asking.chosen.with(|chosen| chosen.acting_as.clone())?;
        page.system.directory.with(|directory| directory.users.get(&who).map(|it| it.name.clone()))
    });
    let says = Signal::derive(move || {
        let name = who.get().unwrap_or_default();
        match page.may_edit.get() {
            true => format!("Acting as {name}."),
            false => format!(
                "Acting as {name}. They are not shown Manipulate Permissions, so the editor is \
                 read only for them."
            ),
        }
    });
    let back = move || asking.chosen.update(|chosen| chosen.acting_as = None);
    view! {
        <Show when=Signal::derive(move || who.with(Option::is_some))>
            <div class="features-bar" role="status">
                <Symbol icon=Icon::Person />
                <span class="features-bar-words">{says}</span>
                <Button size=ButtonSize::Small on_press=move || page.asked.set(Some(Ask::Acting))>
                    "Change…"
                </Button>
                <Button size=ButtonSize::Small on_press=back>
                    "Back to planner"
                </Button>
            </div>
        </Show>
    }
    .into_any()
}

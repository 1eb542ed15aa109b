//! The rail on a phone: tabs at the foot of the page.

use leptos::prelude::*;

use super::places::Place;
use super::rail::{ChangesBadge, add_items};
use super::theme::theme_items;
use super::use_shell;
use super::workspaces::workspace_items;
use crate::components::{Icon, Menu, MenuItem, Symbol};
use crate::state::{Action, Presenter, Screen, use_session};

/// See the module.
#[component]
pub(super) fn BottomTabs() -> AnyView {
    view! {
        <nav class="bottom-tabs" id="rail" aria-label="Screens">
            {Place::FIRST.into_iter().map(|place| view! { <PlaceTab place /> }).collect_view()}
            <SystemsTab />
            {Place::LAST.into_iter().map(|place| view! { <PlaceTab place /> }).collect_view()}
            <MoreTab />
        </nav>
    }
    .into_any()
}

#[component]
fn PlaceTab(place: Place) -> AnyView {
    let (session, draft) = (use_session(), use_shell().draft);
    let (route, there) = (session.route(), session.place());
    let here = Signal::derive(move || {
        route.with(|route| route.screen().and_then(Place::of) == Some(place)).then_some("page")
    });
    let href = Signal::derive(move || {
        there.with(|there| there.to(place.screen(draft.is_there.get()), Vec::new()).href())
    });
    let badge = (place == Place::Changes).then(|| view! { <ChangesBadge /> });
    view! {
        <a class="bottom-tab" href=href aria-current=here>
            <Symbol icon=place.icon() />
            <span>{place.label()}</span>
            {badge}
        </a>
    }
    .into_any()
}

fn face(icon: Icon, label: &'static str) -> AnyView {
    view! {
        <Symbol icon />
        <span>{label}</span>
    }
    .into_any()
}

/// The systems in use and those that can be added.
#[component]
fn SystemsTab() -> AnyView {
    let (route, systems, more) = (use_session().route(), use_shell().systems, add_items());
    let here = Memo::new(move |_| route.with(|route| route.screen().and_then(Screen::system)));
    let items = Signal::derive(move || {
        let item = |kind: whocan_core::models::ModelKind| {
            MenuItem::link(kind.info().title, systems.href_of(kind))
                .chosen(here.get() == Some(kind))
        };
        let used = systems.in_use.get().into_iter().map(item).collect::<Vec<_>>();
        let mut more = more.get().into_iter();
        let first = more.next().map(MenuItem::begins_group);
        used.into_iter().chain(first).chain(more).collect()
    });
    let class = Signal::derive(move || here.get().is_some().then_some("true"));
    view! {
        <span class="bottom-menu" data-here=class>
            <Menu label="Systems" class="bottom-tab" face=face(Icon::Map, "Systems") items />
        </span>
    }
    .into_any()
}

/// What stands in the rail's head and foot.
#[component]
fn MoreTab() -> AnyView {
    let (session, shell) = (use_session(), use_shell());
    let (workspaces, themes, presenter) = (workspace_items(), theme_items(), session.presenter());
    let items = Signal::derive(move || {
        let mut items = workspaces.get();
        let themes = themes.get().into_iter().enumerate();
        items.extend(themes.map(|(at, item)| if at == 0 { item.begins_group() } else { item }));
        let present = match presenter.get() {
            Presenter::Off => ("Present", Presenter::WithoutNames),
            _ => ("Stop presenting", Presenter::Off),
        };
        let app = [
            MenuItem::new("Keys", move || session.dispatch(Action::ShowKeys))
                .icon(Icon::Keys)
                .begins_group(),
            MenuItem::new(present.0, move || session.dispatch(Action::Present(present.1)))
                .icon(Icon::Eye),
            MenuItem::new("About Whocan", move || shell.show_about()).icon(Icon::Info),
        ];
        items.extend(app);
        items
    });
    view! {
        <span class="bottom-menu">
            <Menu
                label="More"
                class="bottom-tab"
                face=face(Icon::More, "More")
                items
                on_open=move || session.dispatch(Action::RefreshRecent)
            />
        </span>
    }
    .into_any()
}

//! The rail on a phone: five tabs at the foot of the page. What else the rail has stands in the bar's
//! menu.

use leptos::prelude::*;

use super::places::Place;
use super::rail::{ChangesBadge, ChecksBadge, add_items};
use super::use_shell;
use crate::components::{Icon, Menu, MenuItem, Symbol};
use crate::state::{Screen, use_session};

/// Behind how many of the places the systems stand.
const BEFORE_SYSTEMS: usize = 2;

/// See the module.
#[component]
pub(super) fn BottomTabs() -> AnyView {
    let (first, last) = Place::AT_FOOT.split_at(BEFORE_SYSTEMS);
    let tab = |place: &Place| view! { <PlaceTab place=*place /> };
    view! {
        <nav class="bottom-tabs" id="rail" aria-label="Screens">
            {first.iter().map(tab).collect_view()}
            <SystemsTab />
            {last.iter().map(tab).collect_view()}
        </nav>
    }
    .into_any()
}

#[component]
fn PlaceTab(place: Place) -> AnyView {
    let (session, draft) = (use_session(), use_shell().draft);
    let (route, there) = (session.route(), session.place());
    let here = Signal::derive(move || {
        let shown = route.with(|route| route.screen().and_then(Place::of));
        // Groups are a tab beside people.
        let shown = shown.map(|it| if it == Place::Groups { Place::People } else { it });
        (shown == Some(place)).then_some("page")
    });
    let href = Signal::derive(move || {
        there.with(|there| there.to(place.screen(draft.is_there.get()), Vec::new()).href())
    });
    let badge = match place {
        Place::Changes => view! { <ChangesBadge /> }.into_any(),
        Place::Checks => view! { <ChecksBadge /> }.into_any(),
        _ => ().into_any(),
    };
    view! {
        <a class="bottom-tab" href=href aria-current=here>
            <Symbol icon=place.icon() />
            <span>{place.label()}</span>
            {badge}
        </a>
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
    let face = view! {
        <Symbol icon=Icon::Map />
        <span>"Systems"</span>
    };
    view! {
        <span class="bottom-menu" data-here=class>
            <Menu label="Systems" class="bottom-tab" face=face.into_any() items />
        </span>
    }
    .into_any()
}

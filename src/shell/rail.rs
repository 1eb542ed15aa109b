//! The rail: which workspace this is, its places, its systems; at the foot what concerns the app.

use leptos::prelude::*;

use super::places::Place;
use super::theme::ThemeMenu;
use super::use_shell;
use super::workspaces::WorkspaceMenu;
use crate::components::{Badge, Icon, IconButton, Menu, MenuItem, Mood, Show, Symbol};
use crate::state::{Action, Route, Screen, use_session};
use whocan_core::models::ModelKind;

/// See the module.
#[component]
pub(super) fn Rail() -> AnyView {
    view! {
        <nav class="rail" id="rail" aria-label="Screens">
            <WorkspaceMenu />
            <div class="rail-middle">
                <ul class="rail-list">
                    {Place::FIRST.into_iter().map(|place| view! { <PlaceLink place /> }).collect_view()}
                </ul>
                <h2 class="rail-head">"Systems"</h2>
                <SystemLinks />
                <ul class="rail-list rail-last">
                    {Place::LAST.into_iter().map(|place| view! { <PlaceLink place /> }).collect_view()}
                </ul>
            </div>
            <RailFoot />
        </nav>
    }
    .into_any()
}

/// A line of the rail.
#[component]
fn RailLink(
    label: &'static str,
    href: Signal<String>,
    here: Signal<bool>,
    /// What stands before its label.
    mark: AnyView,
    /// What stands at its end.
    #[prop(optional)]
    badge: Option<AnyView>,
) -> AnyView {
    let is_folded = use_shell().is_folded;
    view! {
        <li>
            <a
                class="rail-link"
                href=href
                aria-current=Signal::derive(move || here.get().then_some("page"))
                data-tip=Signal::derive(move || is_folded.get().then_some(label))
            >
                {mark}
                <span class="rail-word">{label}</span>
                {badge}
            </a>
        </li>
    }
    .into_any()
}

#[component]
fn PlaceLink(place: Place) -> AnyView {
    let (session, draft) = (use_session(), use_shell().draft);
    let (route, there) = (session.route(), session.place());
    let here = Signal::derive(move || {
        route.with(|route| route.screen().and_then(Place::of) == Some(place))
    });
    let href = Signal::derive(move || {
        // An earlier state is compared with the draft where there is one to speak of.
        there.with(|there| there.to(place.screen(draft.is_there.get()), Vec::new()).href())
    });
    let mark = view! { <Symbol icon=place.icon() /> }.into_any();
    let badge = match place {
        Place::Changes => view! { <ChangesBadge /> }.into_any(),
        _ => ().into_any(),
    };
    view! { <RailLink label=place.label() href here mark badge /> }.into_any()
}

/// How many changes are not saved.
#[component]
pub(super) fn ChangesBadge() -> AnyView {
    let draft = use_shell().draft;
    view! {
        <Show when=Signal::derive(move || draft.is_there.get() && draft.changes.get() > 0)>
            <Badge count=draft.changes of="not saved" mood=Mood::Warn />
        </Show>
    }
    .into_any()
}

#[component]
fn SystemLinks() -> AnyView {
    let (route, systems) = (use_session().route(), use_shell().systems);
    let here = Memo::new(move |_| route.with(|route| route.screen().and_then(Screen::system)));
    let link = move |kind: ModelKind| {
        let mark = view! { <span class="rail-dot" data-accent=kind.key()><span class="accent-dot"></span></span> };
        view! {
            <RailLink
                label=kind.info().title
                href=Signal::derive(move || systems.href_of(kind))
                here=Signal::derive(move || here.get() == Some(kind))
                mark=mark.into_any()
            />
        }
    };
    let any_more = Signal::derive(move || !systems.others().is_empty());
    view! {
        <ul class="rail-list">
            {move || systems.in_use.get().into_iter().map(link).collect_view()}
        </ul>
        <Show when=any_more>
            <AddSystem />
        </Show>
    }
    .into_any()
}

#[component]
fn AddSystem() -> AnyView {
    let items = add_items();
    let face = view! {
        <Symbol icon=Icon::Plus />
        <span class="rail-word">"Add a system…"</span>
    }
    .into_any();
    view! { <Menu label="Add a system…" class="rail-link rail-add" face items /> }.into_any()
}

/// The systems that are not in use, to be added: each opens on its editor.
pub(super) fn add_items() -> Signal<Vec<MenuItem>> {
    let (session, systems) = (use_session(), use_shell().systems);
    Signal::derive(move || {
        let item = |kind: ModelKind| {
            let info = kind.info();
            MenuItem::new(info.title, move || {
                session.dispatch(Action::AddSystem(kind));
                let there = session
                    .route()
                    .with_untracked(|route| route.to(Screen::Editor(kind), Vec::new()));
                session.dispatch(Action::Go(there));
            })
            .about(info.answers)
        };
        systems.others().into_iter().map(item).collect()
    })
}

#[component]
fn RailFoot() -> AnyView {
    let (session, shell) = (use_session(), use_shell());
    let is_folded = shell.is_folded;
    let fold = move || session.dispatch(Action::FoldRail(!is_folded.get_untracked()));
    view! {
        <div class="rail-foot">
            <ThemeMenu />
            <IconButton
                icon=Icon::Keys
                label="Keys"
                key="?"
                on_press=move || session.dispatch(Action::ShowKeys)
            />
            <IconButton icon=Icon::Info label="About Whocan" on_press=move || shell.show_about() />
            <span class="rail-fold">
                <button
                    type="button"
                    class="icon-btn"
                    aria-label="List of screens"
                    aria-controls="rail"
                    aria-expanded=Signal::derive(move || (!is_folded.get()).to_string())
                    data-tip=Signal::derive(move || {
                        if is_folded.get() { "Unfold the list of screens" } else { "Fold the list of screens" }
                    })
                    on:click=move |_| fold()
                >
                    <Symbol icon=Icon::PanelLeft />
                </button>
            </span>
        </div>
    }
    .into_any()
}

/// The way to all workspaces.
pub(super) fn start_href() -> String {
    Route::Start.href()
}

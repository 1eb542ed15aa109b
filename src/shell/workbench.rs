//! The frame of an open workspace with the present screen in it.

use leptos::prelude::*;

use super::banners::Banners;
use super::bottom_tabs::BottomTabs;
use super::rail::Rail;
use super::top_bar::TopBar;
use super::{Shell, use_shell};
use crate::components::{Fresh, Show};
use crate::inspector::{Inspector, InspectorDoor};
use crate::pages::ask::AskPage;
use crate::pages::changes::{History, Review};
use crate::pages::checks::ChecksPage;
use crate::pages::effective::Effective;
use crate::pages::groups::{GroupsPage, LicencesPage, MembershipsPage};
use crate::pages::new_workspace::NewWorkspace;
use crate::pages::people::PeoplePage;
use crate::pages::stage::Stage;
use crate::platform::page;
use crate::state::{Presenter, Route, Screen, Session, Tab, use_session};
use crate::systems;
use whocan_core::models::ModelKind;

/// The system that is on the stage: effective access, while it is shown to a room and not the long
/// reason of it.
fn staged(session: Session, shell: Shell) -> Option<ModelKind> {
    let is_presented = session.presenter().get() != Presenter::Off && !shell.long_reason.get();
    let screen = session.route().with(Route::screen).filter(|_| is_presented);
    screen.and_then(|screen| match screen {
        Screen::Effective(kind) => Some(kind),
        _ => None,
    })
}

/// See the module.
#[component]
pub fn Workbench() -> AnyView {
    provide_context(InspectorDoor::closed());
    let (session, shell) = (use_session(), use_shell());
    // Who presents anew begins with one cell.
    Effect::new(move |_| {
        if session.presenter().get() == Presenter::Off {
            shell.show_long_reason(false);
        }
    });
    let staged = Memo::new(move |_| staged(session, shell));
    let draw = move || match staged.get() {
        Some(kind) => view! { <Stage kind /> }.into_any(),
        None => view! { <Bench /> }.into_any(),
    };
    draw.into_any()
}

#[component]
fn Bench() -> AnyView {
    let (session, shell) = (use_session(), use_shell());
    let flash = session.flash();
    let is_phone = shell.is_phone;
    let folded = Signal::derive(move || shell.is_folded.get().then_some(""));
    view! {
        <SkipLink />
        <div class="shell" data-folded=folded>
            <Show when=Signal::derive(move || !is_phone.get())>
                <Rail />
            </Show>
            <div class="shell-page">
                <TopBar />
                <Banners />
                <div class="shell-split">
                    <main
                        class="shell-main"
                        id="work"
                        data-flash=Signal::derive(move || name_of_flash(flash.get()))
                    >
                        <PresentScreen />
                    </main>
                    <Inspector />
                </div>
            </div>
            <Show when=is_phone>
                <BottomTabs />
            </Show>
        </div>
    }
    .into_any()
}

/// Leads past the bar and the rail, by the keyboard.
#[component]
fn SkipLink() -> AnyView {
    let go = |event: web_sys::MouseEvent| {
        // The address is ours: a plain link would leave the screen.
        event.prevent_default();
        page::focus_work();
    };
    view! {
        <a class="skip-link" href="#work" on:click=go>
            "Skip to the content"
        </a>
    }
    .into_any()
}

/// Two names in turn, so that the animation begins anew at each flash.
fn name_of_flash(count: u32) -> Option<&'static str> {
    (count > 0).then_some(if count.is_multiple_of(2) { "even" } else { "odd" })
}

/// The present screen. It is made anew only when the address names another one, not when something
/// else is focused on it.
#[component]
fn PresentScreen() -> AnyView {
    let session = use_session();
    let route = session.route();
    let screen = Memo::new(move |_| route.with(Route::screen));
    let turn = Memo::new(move |turn: Option<&usize>| {
        // Read, not only followed: a memo that is first worked out while the screen is drawn would have
        // changed by that, and the screen would be drawn twice.
        screen.get();
        turn.map_or(0, |turn| turn.wrapping_add(1))
    });
    let draw = move |_: usize| {
        let screen = screen.get_untracked();
        screen.map(|screen| draw(session, screen)).into_any()
    };
    view! { <Fresh of=turn draw /> }.into_any()
}

fn draw(session: Session, screen: Screen) -> AnyView {
    // The screens that are not drawn anew yet bring rows for a heading, tools and a grid.
    let old = match screen {
        Screen::Ask => return view! { <AskPage /> }.into_any(),
        Screen::FirstSteps => return view! { <NewWorkspace /> }.into_any(),
        Screen::Directory(Tab::People) => return view! { <PeoplePage /> }.into_any(),
        Screen::Directory(Tab::Groups) => return view! { <GroupsPage /> }.into_any(),
        Screen::Directory(Tab::Users) => return view! { <MembershipsPage /> }.into_any(),
        Screen::Directory(Tab::Licences) => return view! { <LicencesPage /> }.into_any(),
        Screen::Editor(kind) => systems::editor(kind, session.context()),
        Screen::Overview(kind) => systems::overview(kind, session.context()),
        Screen::Effective(kind) => view! { <Effective kind /> }.into_any(),
        Screen::Checks => return view! { <ChecksPage /> }.into_any(),
        Screen::Review => return view! { <Review /> }.into_any(),
        Screen::History => return view! { <History /> }.into_any(),
    };
    view! { <div class="work">{old}</div> }.into_any()
}

//! What stands around every screen of an open workspace: the rail, the top bar, banners; and what opens
//! over every page: search, keys, the Invalid Request.

mod about;
mod banners;
mod bottom_tabs;
mod draft;
mod invalid_request;
pub mod jump;
mod key_list;
mod notices;
mod palette;
mod places;
mod presenting;
mod rail;
mod rename;
mod save_status;
pub mod share;
mod shortcuts;
mod systems;
mod theme;
mod top_bar;
mod workbench;
mod workspaces;

pub use notices::{follow_notices, offer_undo};
pub use shortcuts::follow_keys;
pub use theme::ThemeMenu;
pub use workbench::Workbench;

use leptos::prelude::*;

use self::draft::DraftEffect;
use self::systems::Systems;
use crate::platform::page;
use crate::state::{Action, Route, Screen, Session, use_session};
use whocan_core::models::ModelKind;

/// From which width down the rail folds by itself.
const FOLDS: &str = "(max-width: 80rem)";
/// Where titles, tabs and the draft share a short bar.
const NARROW: &str = "(min-width: 48rem) and (max-width: 68.75rem)";

/// What the parts of the shell share. Copied freely.
#[derive(Clone, Copy)]
pub struct Shell {
    /// Whether the search over everything is open.
    palette: RwSignal<bool>,
    /// Whether it is said what Whocan is.
    about: RwSignal<bool>,
    /// Whether the workspace is being renamed.
    renaming: RwSignal<bool>,
    /// Whether who presents shows the whole grid with the long reason, and not one cell of it.
    long_reason: RwSignal<bool>,
    /// Whether the page is as narrow as a phone.
    is_phone: Signal<bool>,
    /// Whether the bar is short.
    is_narrow: Signal<bool>,
    /// Whether the rail is folded to icons.
    is_folded: Signal<bool>,
    draft: DraftEffect,
    systems: Systems,
}

impl Shell {
    /// The shell of a session; it follows the session from now on.
    pub fn new(session: Session) -> Self {
        let (narrow, folded) = (page::media(FOLDS), session.prefs().folded());
        Self {
            palette: RwSignal::new(false),
            about: RwSignal::new(false),
            renaming: RwSignal::new(false),
            long_reason: RwSignal::new(false),
            is_phone: page::media(page::PHONE),
            is_narrow: page::media(NARROW),
            is_folded: Signal::derive(move || {
                let folds = || narrow.get() || session.route().with(needs_room);
                folded.get().unwrap_or_else(folds)
            }),
            draft: DraftEffect::of(session),
            systems: Systems::of(session),
        }
    }

    /// Opens the search over everything.
    pub fn search(self) {
        self.palette.set(true);
    }

    /// Whether who presents shows the whole grid with the long reason, or one cell of it.
    pub fn show_long_reason(self, long: bool) {
        self.long_reason.set(long);
    }

    /// Closes whatever stands over the page.
    fn close_all(self, session: Session) {
        [self.palette, self.about, self.renaming].into_iter().for_each(|open| open.set(false));
        // An action clears the notice: none is sent where nothing is open.
        if session.sharing().get_untracked() {
            session.dispatch(Action::Share(false));
        }
        if session.keys_shown().get_untracked() {
            session.dispatch(Action::ShowKeys);
        }
    }

    /// Says what Whocan is.
    pub fn show_about(self) {
        self.about.set(true);
    }
}

/// Whether a screen has three panes side by side, so that the rail folds by itself.
fn needs_room(route: &Route) -> bool {
    route.screen() == Some(Screen::Editor(ModelKind::Attributes))
}

/// The shell, as every component below [`crate::app::App`] finds it in its context.
#[expect(clippy::expect_used, reason = "the app provides it before it draws anything")]
pub fn use_shell() -> Shell {
    use_context().expect("the shell stands in the context")
}

/// What opens over every page.
#[component]
pub fn Overlays() -> AnyView {
    let (session, shell) = (use_session(), use_shell());
    let place = session.place();
    // It belongs to that page: Back leads from both.
    Effect::new(move |before: Option<(Option<String>, Option<Screen>)>| {
        let now = place.with(|at| (at.workspace().map(str::to_owned), at.screen()));
        if before.is_some_and(|before| before != now) {
            shell.close_all(session);
        }
        now
    });
    view! {
        <palette::Palette />
        <key_list::KeyList />
        <about::About />
        <rename::Rename />
        <invalid_request::InvalidRequest />
    }
    .into_any()
}

//! The whole app: the state in context, the keys and files that are heard everywhere, the page that the
//! address names, and what stands over every page.

use leptos::prelude::*;

use crate::components::{Choice, Fresh, ToastRegion, Toasts, Tooltips};
use crate::pages::files::{FileDialogs, offer_files};
use crate::pages::gallery::Gallery;
use crate::pages::start::Start;
use crate::platform::{clipboard, files, page};
use crate::shell::{Overlays, Shell, Workbench, follow_keys, follow_notices};
use crate::state::{Action, Route, Session, Theme, use_session};

/// See the module.
#[component]
pub fn App() -> AnyView {
    let session = Session::start();
    provide_context(session);
    let shell = Shell::new(session);
    provide_context(shell);
    let toasts = Toasts::of(session.draft_number());
    provide_context(toasts);
    follow_notices(session, toasts);
    follow_keys(session, shell, toasts);
    listen(session);
    page::answer_what_is_alive();
    let place = Memo::new(move |_| session.route().with(Place::of));
    view! {
        <Fresh of=Signal::derive(move || place.get() as usize) draw=move |_: usize| draw(place.get_untracked()) />
        <FileDialogs />
        <Overlays />
        <ToastRegion toasts />
        <Tooltips />
    }
    .into_any()
}

/// What stays the same while something else of a workspace is looked at.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    Start,
    Gallery,
    Work,
}

impl Place {
    fn of(route: &Route) -> Self {
        match route {
            Route::Start => Self::Start,
            Route::Gallery => Self::Gallery,
            Route::Work { .. } => Self::Work,
        }
    }
}

fn draw(place: Place) -> AnyView {
    match place {
        Place::Start => view! { <Start /> }.into_any(),
        Place::Gallery => view! { <ThemedGallery /> }.into_any(),
        Place::Work => view! { <Workbench /> }.into_any(),
    }
}

/// The gallery with the session's theme.
#[component]
fn ThemedGallery() -> AnyView {
    let session = use_session();
    let kept = session.theme();
    let theme = Signal::derive(move || kept.get().name().to_owned());
    let themes = Theme::ALL.map(|theme| Choice::new(theme.name(), theme.label())).to_vec();
    let choose = move |name: String| {
        Theme::of(&name).into_iter().for_each(|theme| session.dispatch(Action::SetTheme(theme)));
    };
    view! { <Gallery theme themes on_theme=choose /> }.into_any()
}

/// What is heard wherever the focus is beside keys: dropped files, pasted files.
fn listen(session: Session) {
    page::count_presses();
    files::on_drop(move |list| offer_files(session, list));
    clipboard::on_file_pasted(move |text| {
        session.dispatch(Action::Offer("Pasted text".to_owned(), Ok(text.into_bytes())));
    });
}

//! What stands around every screen of an open workspace: the rail, the top bar with the draft, the
//! preview.

use leptos::prelude::*;

use super::dialogs::{InvalidRequest, Keys};
use super::directory::DirectoryScreen;
use super::effective::Effective;
use super::preview::Preview;
use super::review::{ReviewScreen, Sums};
use crate::document::Command;
use crate::models::ModelKind;
use crate::platform::page;
use crate::session::{Action, Route, Screen, Session, Tab, Theme};

/// See the module.
#[component]
pub fn Frame(session: Session) -> impl IntoView {
    view! {
        <a class="skip" href="#work" on:click=|event| {
            // The address is ours: a plain link would leave the screen.
            event.prevent_default();
            if !page::focus_first("work", ".grid") {
                page::focus_first("work", "input, button, a");
            }
        }>"Skip to the content"</a>
        <div class="frame">
            <header class="bar">
                <a class="wordmark" href=Route::Start.href()>"Whocan"</a>
                <Title session />
                <Draft session />
                <Undo session />
                <button
                    type="button"
                    class="button"
                    aria-label="Keys"
                    on:click=move |_| session.dispatch(Action::ShowKeys)
                >"?"</button>
                <ThemeChoice session />
            </header>
            <Rail session />
            <main class="work" id="work" data-flash=move || flash(session.flash().get())>
                <Notice session />
                <Work session />
            </main>
            <Preview session />
        </div>
        <InvalidRequest session />
        <Keys session />
    }
}

/// Two names in turn, so that the animation begins anew at each flash.
fn flash(count: u32) -> Option<&'static str> {
    (count > 0).then_some(if count.is_multiple_of(2) { "even" } else { "odd" })
}

/// The present screen. A screen is made anew only when the address names another one, not when
/// something else is focused on it.
#[component]
fn Work(session: Session) -> impl IntoView {
    let screen = Memo::new(move |_| session.route().with(Route::screen));
    move || match screen.get() {
        Some(Screen::Directory(tab)) => view! { <DirectoryScreen session tab /> }.into_any(),
        Some(Screen::Editor(kind)) => kind.editor(session.hub()),
        Some(Screen::Overview(kind)) => kind.overview(session.hub()),
        Some(Screen::Effective(kind)) => view! { <Effective session kind /> }.into_any(),
        Some(Screen::Review) => view! { <ReviewScreen session /> }.into_any(),
        None => ().into_any(),
    }
}

/// The workspace's name, to be changed in place.
#[component]
fn Title(session: Session) -> impl IntoView {
    let title = session.title();
    let rename = move |event| {
        let name = event_target_value(&event);
        session.dispatch(Action::Run(Command::Retitle(name)));
        // Refused or not, the field shows what the workspace is called.
        event_target::<web_sys::HtmlInputElement>(&event).set_value(&title.get_untracked());
    };
    view! {
        <h1 class="unseen">{title}</h1>
        <input class="bar-title" aria-label="Workspace name" prop:value=title on:change=rename />
    }
}

/// The draft, while there is one: whom it hits, and what to do with it.
#[component]
fn Draft(session: Session) -> impl IntoView {
    let changed = session.is_changed();
    let review = move || session.route().with(|route| route.to(Screen::Review, Vec::new()).href());
    view! {
        <Show when=move || changed.get()>
            <div class="draft" role="group" aria-label="Draft">
                <Sums session />
                <a class="button" href=review>"Review"</a>
                <button
                    type="button"
                    class="button"
                    data-kind="main"
                    on:click=move |_| session.dispatch(Action::Save)
                >"Save"</button>
                <button
                    type="button"
                    class="button"
                    on:click=move |_| session.dispatch(Action::Discard)
                >"Discard"</button>
            </div>
        </Show>
    }
}

#[component]
fn Rail(session: Session) -> impl IntoView {
    let route = session.route();
    let link = move |label: &'static str, screen: Screen| {
        let here = move || route.with(|route| same_place(route.screen(), screen)).then_some("page");
        let href = move || route.with(|route| route.to(screen, Vec::new()).href());
        view! {
            <li>
                <a class="rail-link" href=href aria-current=here>{label}</a>
            </li>
        }
    };
    let model = move |kind: ModelKind| {
        view! {
            <li class="rail-model" data-model=kind.key()>
                <h2 class="rail-head">{kind.about().title}</h2>
                <ul>
                    {link("Editor", Screen::Editor(kind))}
                    {link("Overview", Screen::Overview(kind))}
                    {link("Effective access", Screen::Effective(kind))}
                </ul>
            </li>
        }
    };
    view! {
        <nav class="rail" aria-label="Screens">
            <ul>{link("Directory", Screen::Directory(Tab::Users))}</ul>
            <ul class="rail-models">{ModelKind::ALL.iter().copied().map(model).collect_view()}</ul>
            <ul class="rail-foot">
                <li>
                    <a class="rail-link" href=Route::Start.href()>"Other examples"</a>
                </li>
            </ul>
        </nav>
    }
}

/// Every tab of the directory is the directory.
fn same_place(here: Option<Screen>, screen: Screen) -> bool {
    match (here, screen) {
        (Some(Screen::Directory(_)), Screen::Directory(_)) => true,
        (here, screen) => here == Some(screen),
    }
}

/// Undo and redo, named by what they would do; there as soon as there is something to take back.
#[component]
fn Undo(session: Session) -> impl IntoView {
    let button = move |name: &'static str,
                       sign: &'static str,
                       label: Memo<Option<String>>,
                       action: Action| {
        move || {
            let action = action.clone();
            label.get().map(|label| {
                view! {
                    <button
                        type="button"
                        class="button bar-step"
                        on:click=move |_| session.dispatch(action.clone())
                    >
                        <span aria-hidden="true">{sign}" "</span>
                        {format!("{name}: {label}")}
                    </button>
                }
            })
        }
    };
    view! {
        {button("Undo", "↶", session.to_undo(), Action::Undo)}
        {button("Redo", "↷", session.to_redo(), Action::Redo)}
    }
}

/// Light, dark, or as the system has it.
#[component]
pub fn ThemeChoice(session: Session) -> impl IntoView {
    let choose = move |event| {
        let chosen = Theme::of(&event_target_value(&event));
        chosen.into_iter().for_each(|theme| session.dispatch(Action::SetTheme(theme)));
    };
    let option = move |theme: Theme| {
        view! {
            <option value=theme.name() selected=move || session.theme().get() == theme>
                {theme.label()}
            </option>
        }
    };
    view! {
        <label class="choice">
            <span>"Theme"</span>
            <select on:change=choose>{Theme::ALL.map(option).collect_view()}</select>
        </label>
    }
}

/// What just happened, said and spoken.
#[component]
pub fn Notice(session: Session) -> impl IntoView {
    view! { <p class="notice" role="status">{move || session.notice().get()}</p> }
}

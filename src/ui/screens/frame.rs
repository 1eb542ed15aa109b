//! What stands around every screen of an open workspace: the rail, the top bar, the preview.

use leptos::prelude::*;

use super::effective::Effective;
use super::preview::Preview;
use crate::document::Command;
use crate::models::ModelKind;
use crate::session::{Action, Route, Session, Theme};

/// See the module.
#[component]
pub fn Frame(session: Session) -> impl IntoView {
    view! {
        <a class="skip" href="#effective" on:click=|event| {
            // The address is ours: a plain link would leave the screen.
            event.prevent_default();
            crate::platform::page::focus("effective");
        }>"Skip to the grid"</a>
        <div class="frame">
            <header class="bar">
                <a class="wordmark" href=Route::Start.href()>"Whocan"</a>
                <Title session />
                <Undo session />
                <ThemeChoice session />
            </header>
            <Rail session />
            <main class="work">
                <Notice session />
                <Effective session />
            </main>
            <Preview session />
        </div>
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

#[component]
fn Rail(session: Session) -> impl IntoView {
    let route = session.route();
    let entry = move |kind: ModelKind| {
        let at = move || {
            matches!(route.get(), Route::Effective { model, .. } if model == kind).then_some("page")
        };
        let href = move || {
            let workspace = route.get().workspace().unwrap_or_default().to_owned();
            Route::Effective { workspace, model: kind, focus: None }.href()
        };
        view! {
            <li>
                <a class="rail-link" data-model=kind.key() href=href aria-current=at>
                    {kind.about().title}
                </a>
            </li>
        }
    };
    view! {
        <nav class="rail" aria-label="Screens">
            <h2 class="rail-head">"Effective access"</h2>
            <ul class="plain">{ModelKind::ALL.iter().copied().map(entry).collect_view()}</ul>
            <ul class="plain rail-foot">
                <li>
                    <a class="rail-link" href=Route::Start.href()>"Other examples"</a>
                </li>
            </ul>
        </nav>
    }
}

/// Undo and redo, named by what they would do; there as soon as there is something to take back.
#[component]
fn Undo(session: Session) -> impl IntoView {
    let button = move |name: &'static str, label: Memo<Option<String>>, action: Action| {
        move || {
            let action = action.clone();
            label.get().map(|label| {
                view! {
                    <button
                        type="button"
                        class="button"
                        on:click=move |_| session.dispatch(action.clone())
                    >
                        {format!("{name}: {label}")}
                    </button>
                }
            })
        }
    };
    view! {
        {button("Undo", session.to_undo(), Action::Undo)}
        {button("Redo", session.to_redo(), Action::Redo)}
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

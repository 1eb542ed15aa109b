//! What this browser keeps, the last one first, and the way back to what was just removed.

use leptos::prelude::*;

use crate::components::{
    Button, ButtonKind, ButtonSize, EmptyState, Icon, IconButton, MatrixPicture, Menu, MenuItem,
    Mood, Symbol, Tag,
};
use crate::platform::page;
use crate::state::{Action, Glance, Recent, Route, Session, use_session};
use whocan_core::format::isolated;

/// How many are listed at first.
const MOST: usize = 6;
/// How large a square of a picture is, in half pixels.
const SQUARE: usize = 11;
/// The button that brings a removed workspace back.
const BACK: &str = "bring-back";

/// See the module.
#[component]
pub(super) fn Recents(
    /// The workspace that is to be called something else.
    renaming: RwSignal<Option<Recent>>,
) -> AnyView {
    let session = use_session();
    let (recent, fresh) = (session.recent(), session.prefs().fresh());
    let all = RwSignal::new(false);
    let aside = move || match (recent.with(Vec::len), fresh.get()) {
        (0, _) | (_, true) => None,
        _ => Some(view! {
            <span class="start-aside">
                <span class="start-kept">"Kept in this browser. Nothing leaves this page."</span>
                <IconButton
                    icon=Icon::Eye
                    label="Hide this list"
                    size=ButtonSize::Small
                    on_press=move || session.dispatch(Action::SetFresh(true))
                />
            </span>
        }),
    };
    let list = move || match (recent.with(Vec::len), fresh.get()) {
        (0, _) => view! { <Nothing /> }.into_any(),
        (count, true) => view! { <Hidden count /> }.into_any(),
        (count, false) => {
            let shown = if all.get() { count } else { MOST };
            let rows = recent.with(|recent| {
                let rows = recent.iter().take(shown).cloned();
                rows.map(|recent| view! { <Row recent renaming /> }).collect_view()
            });
            let more = (count > shown).then(|| {
                view! {
                    <Button
                        kind=ButtonKind::Action
                        size=ButtonSize::Small
                        on_press=move || all.set(true)
                    >
                        {format!("Show {} more", count - shown)}
                    </Button>
                }
            });
            view! {
                <ul class="recents">{rows}</ul>
                {more}
            }
            .into_any()
        }
    };
    view! {
        <section class="start-part" aria-labelledby="recent-head">
            <div class="start-part-head">
                <h2 id="recent-head">"Recent"</h2>
                {aside}
            </div>
            <Unlisted />
            <Removed />
            {list}
        </section>
    }
    .into_any()
}

/// Why what is kept cannot be listed, or not all of it.
#[component]
fn Unlisted() -> AnyView {
    let error = use_session().list_error();
    let draw = move || {
        error.get().map(|why| {
            view! {
                <Symbol icon=Icon::Warn />
                <span>{why}</span>
            }
        })
    };
    view! { <p class="start-trouble" role="status">{draw}</p> }.into_any()
}

/// What was just removed, until something else is.
#[component]
fn Removed() -> AnyView {
    let session = use_session();
    let removed = session.removed();
    let draw = move || {
        removed.get().map(|(Recent { id, title, .. }, _)| {
            let back = move || {
                session.dispatch(Action::UndoRemove);
                focus_row(id.clone());
            };
            view! {
                <span>{format!("{} was removed.", isolated(&title))}</span>
                <span id=BACK>
                    <Button
                        kind=ButtonKind::Action
                        size=ButtonSize::Small
                        icon=Icon::Undo
                        on_press=back
                    >
                        "Undo"
                    </Button>
                </span>
            }
        })
    };
    view! { <p class="start-removed" role="status">{draw}</p> }.into_any()
}

/// There is nothing to list.
#[component]
fn Nothing() -> AnyView {
    let session = use_session();
    view! {
        <EmptyState
            title="Nothing here yet"
            text="What you begin or open is kept in this browser and listed here. To look around, choose an example below."
            verb="Begin a workspace"
            icon=Icon::Plus
            on_verb=move || session.dispatch(Action::New)
        />
    }
    .into_any()
}

/// It is not to be listed: for somebody who shows the app to others.
#[component]
fn Hidden(count: usize) -> AnyView {
    let session = use_session();
    let (title, verb) = match count {
        1 => ("1 workspace is hidden".to_owned(), "Show it"),
        count => (format!("{count} workspaces are hidden"), "Show them"),
    };
    view! {
        <EmptyState
            title=title
            text="This screen can be shown to others. It stays so until you show the list again."
            verb=verb
            icon=Icon::Eye
            on_verb=move || session.dispatch(Action::SetFresh(false))
        />
    }
    .into_any()
}

#[component]
fn Row(recent: Recent, renaming: RwSignal<Option<Recent>>) -> AnyView {
    let session = use_session();
    let Recent { id, title, when, .. } = recent.clone();
    let current = recent.glance.clone().filter(|glance| glance.is_of(&recent));
    let picture = recent.glance.as_ref().map(|glance| glance.picture.clone()).unwrap_or_default();
    let facts = facts(&recent);
    let menu = format!("More for {title}");
    let items = Signal::stored(items(session, &recent, renaming));
    view! {
        <li class="recent">
            <span class="recent-picture">
                <MatrixPicture rows=picture half_pixels=SQUARE />
            </span>
            <span class="recent-words">
                <a class="recent-link" id=row_id(&id) href=Route::href_of(&id)>
                    {isolated(&title).into_owned()}
                </a>
                <span class="recent-facts">{facts}</span>
            </span>
            <span class="recent-badges">{current.map(|glance| badges(&glance))}</span>
            <span class="recent-when">{when}</span>
            <Menu label=menu icon=Icon::More bare=true items />
        </li>
    }
    .into_any()
}

/// Which systems it uses, how many people are in it and how much room it takes, as far as that is known.
fn facts(recent: &Recent) -> String {
    let systems = recent.glance.iter().flat_map(|glance| &glance.systems);
    let systems: Vec<&str> = systems.map(|kind| kind.info().title).collect();
    let systems = Some(systems.join(", ")).filter(|systems| !systems.is_empty());
    let size = format!("{} kB", recent.size);
    systems.into_iter().chain(people(recent)).chain([size]).collect::<Vec<_>>().join(" · ")
}

fn people(recent: &Recent) -> Option<String> {
    match &*recent.people {
        "" => None,
        "1" => Some("1 person".to_owned()),
        people => Some(format!("{people} people")),
    }
}

/// What asks for attention: what is not saved, the checks that fail, or that all of them hold.
fn badges(glance: &Glance) -> AnyView {
    let changes = match glance.changes {
        0 => None,
        1 => Some("1 unsaved change".to_owned()),
        changes => Some(format!("{changes} unsaved changes")),
    };
    let checks = match glance.checks {
        Some((_, 1)) => Some((Mood::Bad, "1 check fails".to_owned())),
        Some((_, fail)) if fail > 1 => Some((Mood::Bad, format!("{fail} checks fail"))),
        // One thing at a time: that all is well goes without saying while something is not saved.
        Some((1, 0)) if changes.is_none() => Some((Mood::Good, "1 check holds".to_owned())),
        Some((hold, 0)) if hold > 1 && changes.is_none() => {
            Some((Mood::Good, format!("{hold} checks hold")))
        }
        _ => None,
    };
    let changes = changes.map(|text| {
        view! {
            <span class="recent-changed">
                <Tag text mood=Mood::Warn />
            </span>
        }
    });
    view! {
        {changes}
        {checks.map(|(mood, text)| view! { <Tag text mood /> })}
    }
    .into_any()
}

/// What can be done with a workspace that is not open.
fn items(session: Session, recent: &Recent, renaming: RwSignal<Option<Recent>>) -> Vec<MenuItem> {
    let item = |label: &str, act: fn(Session, Recent)| {
        let recent = recent.clone();
        MenuItem::new(label, move || act(session, recent.clone()))
    };
    let rename = recent.clone();
    let rename = MenuItem::new("Rename…", move || renaming.set(Some(rename.clone())));
    let remove = item("Remove", |session, recent| {
        session.dispatch(Action::RemoveWorkspace(recent));
        page::focus_first_soon(BACK, "button");
    });
    vec![
        rename.icon(Icon::File),
        item("Duplicate", |session, recent| {
            session.dispatch(Action::Duplicate(recent.id.clone()));
            focus_row(recent.id);
        })
        .icon(Icon::Plus),
        item("Export", |session, recent| session.dispatch(Action::ExportKept(recent)))
            .icon(Icon::Share),
        remove.icon(Icon::Cross).begins_group(),
    ]
}

/// The id of the link that opens a workspace.
fn row_id(id: &str) -> String {
    format!("recent-{id}")
}

/// Puts the focus on a row once the list is drawn anew: what had it is gone.
pub(super) fn focus_row(id: String) {
    page::focus_soon(row_id(&id));
}

//! What a group, a post or a service team grants in each system: what somebody has who belongs to it
//! and nothing else, as far as it is more than everybody has.

use leptos::prelude::*;

use super::Page;
use crate::components::LevelChip;
use crate::pages::people::access::{System, access};
use crate::state::Screen;
use whocan_core::directory::{Members, Principal};
use whocan_core::query::Snapshot;

/// How many targets of a system are listed at first.
const LINES: usize = 24;

/// What somebody is who belongs to this and nothing else.
pub(super) fn members(snapshot: &Snapshot, who: &Principal) -> Option<Members> {
    let directory = &snapshot.document().directory;
    let leaning = directory.leaning;
    let at = |at: Option<usize>| at.and_then(|at| u32::try_from(at).ok()).map(|at| vec![at]);
    Some(match who {
        Principal::User(_) => return None,
        Principal::Group(id) => Members::of_group(directory, id),
        Principal::Post(id) => {
            Members { posts: at(directory.posts.position(id))?, leaning, ..Members::default() }
        }
        Principal::Team(id) => {
            Members { teams: at(directory.teams.position(id))?, leaning, ..Members::default() }
        }
    })
}

/// The systems in which it grants anything, with nothing but what it grants.
pub(super) fn granted(snapshot: &Snapshot, who: &Principal) -> Vec<System> {
    let Some(members) = members(snapshot, who) else { return Vec::new() };
    let systems = access(snapshot, &members, None, |_| true);
    let only = |mut system: System| {
        system.rows.retain(|row| row.own);
        system
    };
    systems.into_iter().map(only).filter(|system| !system.rows.is_empty()).collect()
}

/// See the module.
#[component]
pub(super) fn Granted(page: Page, who: Principal) -> AnyView {
    let session = page.session;
    let found = Memo::new(move |_| {
        let snapshot = session.snapshot().get()?;
        Some((
            granted(&snapshot, &who),
            snapshot.document().directory.name(&who),
            who.id().to_owned(),
        ))
    });
    let draw = move || {
        let (systems, name, id) = found.get()?;
        let none = systems.is_empty().then(|| {
            view! { <p class="directory-hint">{format!("{name} grants nothing beyond what everybody has.")}</p> }
        });
        let part = |system: System| {
            let all = session.snapshot().with_untracked(|it| {
                it.as_deref().map(|it| it.in_the_end(system.kind).targets().len())
            });
            let place = session.route().get_untracked();
            let editor = place.to(Screen::Editor(system.kind), vec![id.clone()]).href();
            view! { <GrantedIn system name=name.clone() all=all.unwrap_or_default() editor /> }
        };
        Some(view! {
            {none}
            <div class="granted">{systems.into_iter().map(part).collect_view()}</div>
        })
    };
    draw.into_any()
}

#[component]
fn GrantedIn(system: System, name: String, all: usize, editor: String) -> AnyView {
    let info = system.kind.info();
    let count = system.rows.len();
    let open = RwSignal::new(false);
    let rows = StoredValue::new(system.rows.clone());
    let lines = move || {
        let most = if open.get() { usize::MAX } else { LINES };
        rows.with_value(|rows| {
            let line = |row: &crate::pages::people::access::Row| {
                let outcome = row.now.get(row.best());
                let level = outcome.map(|it| it.tone.into()).unwrap_or_default();
                let word = outcome.map(|it| it.name.to_string()).unwrap_or_default();
                view! {
                    <li class="granted-line">
                        <span class="granted-name">{row.name.clone()}</span>
                        <LevelChip level=Signal::stored(level) word=Signal::stored(word) />
                    </li>
                }
            };
            rows.iter().take(most).map(line).collect_view()
        })
    };
    let more = move || {
        (count > LINES && !open.get()).then(|| {
            view! {
                <button type="button" class="directory-more" on:click=move |_| open.set(true)>
                    {format!("{} more", count - LINES)}
                </button>
            }
        })
    };
    let signed =
        system.rows.iter().any(|row| row.best() > 0).then(
            || view! { <p class="directory-hint">{format!("Needs signing on as {name}.")}</p> },
        );
    view! {
        <section class="granted-in">
            <h4>
                <span class="accent-dot" data-accent=system.kind.key()></span>
                <a href=editor>{info.title}</a>
                <span class="granted-count">{format!("{count} of {all}")}</span>
            </h4>
            <ul>{lines}</ul>
            {more}
            {signed}
        </section>
    }
    .into_any()
}

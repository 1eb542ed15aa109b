//! Who belongs to what, as a grid; beside it what a membership gives or takes, before it is set.

use leptos::prelude::*;

use super::ask::{Ask, Dialogs, DirectoryDialog, HOME, Kind, of};
use super::if_ticked::IfTicked;
use super::members::{LOGIN, MembersSheet};
use crate::components::{ButtonKind, EmptyState, Icon, Level, Menu, MenuItem, Show};
use crate::grid::{GridSource as _, GridState, LegendEntry, Sign};
use crate::state::{Action, Session, use_session};
use crate::systems::grid_page::GridPage;
use whocan_core::directory::{Directory, Principal};
use whocan_core::query::Snapshot;
use whocan_core::shared::Shared;

/// See the module.
#[component]
pub fn MembershipsPage() -> AnyView {
    let session = use_session();
    let dialogs = Dialogs::new(move |who: Principal| {
        if let Principal::User(user) = who {
            session.dispatch(Action::Focus(vec![user.to_string(), LOGIN.to_owned()]));
        }
    });
    let sheet = Memo::new(move |previous: Option<&MembersSheet>| {
        let (now, saved) = (directory(session.snapshot()), directory(session.saved()));
        MembersSheet::new(session, dialogs, now, saved, previous)
    });
    let active = Memo::new(move |_| session.route().with(|route| route.cell()));
    let on_active = move |row, column| session.dispatch(Action::Focus(vec![row, column]));
    let state = GridState::new("members", sheet, active, on_active)
        .with_widths(104.0, 200.0)
        .roomy()
        .called("people", "groups, posts, teams");
    let any = Signal::derive(move || sheet.with(|sheet| !sheet.shape().rows.is_empty()));
    let legend = vec![
        LegendEntry::Sign(Sign::Tick, Level::Middle, "Member".to_owned()),
        LegendEntry::Sign(Sign::Indirect, Level::None, "Through a post".to_owned()),
        LegendEntry::Mark("changed", "Changed".to_owned()),
    ];
    let add = move || dialogs.ask(Ask::Add(Kind::User));
    view! {
        <div class="memberships">
            <div class="memberships-grid">
                <Show when=any>
                    <GridPage
                        state
                        title="Memberships"
                        label="Memberships"
                        changes=true
                        legend=Signal::stored(legend.clone())
                        any
                        empty=Signal::stored(String::new())
                    >
                        <AddMenu dialogs />
                    </GridPage>
                </Show>
                <Show when=Signal::derive(move || !any.get())>
                    <EmptyState
                        title="Nobody is in this directory yet."
                        text="Add a user, or paste a list of people from a spreadsheet."
                        verb="Add user"
                        icon=Icon::Plus
                        on_verb=add
                    />
                    <AddMenu dialogs />
                </Show>
            </div>
            <Show when=any>
                <IfTicked dialogs row=state.active_row() />
            </Show>
            <DirectoryDialog dialogs />
        </div>
    }
    .into_any()
}

/// What can be added.
#[component]
pub(super) fn AddMenu(dialogs: Dialogs) -> AnyView {
    let kind = move |kind: Kind| {
        let add = move || dialogs.ask(Ask::Add(kind));
        let item = MenuItem::new(format!("Add {}…", kind.one()), add).icon(kind.icon());
        match dialogs.locked.get().filter(|_| kind == Kind::Group) {
            Some(why) => item.off(why),
            None => item,
        }
    };
    let items = Signal::derive(move || {
        let paste = MenuItem::new("Paste a list of people…", move || dialogs.ask(Ask::People));
        let kinds = [Kind::User, Kind::Group, Kind::Post, Kind::Team].map(kind);
        kinds.into_iter().chain([paste.icon(Icon::File).begins_group()]).collect::<Vec<_>>()
    });
    view! {
        <span class="directory-add" id=HOME tabindex="-1">
            <Menu label="Add" icon=Icon::Plus bare=true kind=ButtonKind::Ghost items />
        </span>
    }
    .into_any()
}

/// The directory of a moment.
fn directory(snapshot: Signal<Option<Shared<Snapshot>>>) -> Directory {
    snapshot.with(|snapshot| of(snapshot.as_deref(), Clone::clone))
}

/// The person and what they belong to or do not, where a cell that says so is active.
pub(super) fn looked_at(
    session: Session,
    row: Option<String>,
) -> Option<(Principal, Option<Principal>)> {
    let cell = session.route().with(|route| route.cell());
    let snapshot = session.snapshot().get()?;
    let directory = &snapshot.document().directory;
    let user = directory.users.find(&row.or_else(|| cell.as_ref().map(|cell| cell.0.clone()))?)?;
    let column = cell.and_then(|(_, column)| directory.principal(&column));
    let column = column.filter(|it| !matches!(it, Principal::User(_)));
    Some((Principal::User(user.id.clone()), column))
}

//! Beside the membership grid: what the membership of the active cell gives, or what its end takes,
//! before it is set.

use std::sync::Arc;

use leptos::prelude::*;

use super::ask::{Ask, Dialogs, GroupsLocked};
use super::effects::{EffectChecks, EffectParts, Effects, effects};
use super::memberships::looked_at;
use crate::components::{Button, ButtonKind, ButtonSize, Icon, Skeleton, Symbol};
use crate::state::{Action, Route, Screen, Tab};
use whocan_core::directory::{DirectoryEdit, Principal, belongs};
use whocan_core::document::Command;
use whocan_core::text::first_name;

/// A cell in words, and the step that turns it around.
#[derive(Clone, PartialEq)]
struct Cell {
    who: Principal,
    name: String,
    of: Option<(String, bool)>,
    step: Option<DirectoryEdit>,
}

/// See the module.
#[component]
pub(super) fn IfTicked(dialogs: Dialogs, row: Signal<Option<String>>) -> AnyView {
    let session = dialogs.session;
    let cell = Memo::new(move |_| {
        let (who, of) = looked_at(session, row.get())?;
        let snapshot = session.snapshot().get()?;
        let directory = &snapshot.document().directory;
        let Principal::User(id) = &who else { return None };
        let user = directory.users.get(id)?;
        let step = of.clone().map(|of| match belongs(user, &of) {
            true => DirectoryEdit::Leave(user.id.clone(), of),
            false => DirectoryEdit::Join(user.id.clone(), of),
        });
        let of = of.map(|of| (directory.name(&of), belongs(user, &of)));
        Some(Cell { name: user.name.clone(), who, of, step })
    });
    let step = Signal::derive(move || {
        cell.with(|cell| cell.as_ref()?.step.clone()).map(Command::Directory)
    });
    let found = effects(session, step);
    let draw = move || cell.get().map(|cell| view! { <CellHead dialogs cell /> });
    let result = move || {
        let cell = cell.get()?;
        let (of, inside) = cell.of?;
        Some(match found.get() {
            Some(effects) => view! { <Result effects name=cell.name of inside /> }.into_any(),
            None => view! { <Skeleton lines=4 /> }.into_any(),
        })
    };
    let title = Signal::derive(move || {
        let inside = cell.with(|cell| cell.as_ref().and_then(|it| Some(it.of.as_ref()?.1)));
        match inside {
            Some(true) => "If you untick it",
            Some(false) => "If you tick it",
            None => "This person",
        }
    });
    view! {
        <aside class="directory-aside" aria-label="If you tick it">
            <div class="directory-aside-head">
                <h2>{title}</h2>
            </div>
            <div class="directory-aside-body" tabindex="0">{draw} {result}</div>
            <DoIt dialogs cell />
        </aside>
    }
    .into_any()
}

/// Whose cell it is, and what can be done with the person.
#[component]
fn CellHead(dialogs: Dialogs, cell: Cell) -> AnyView {
    let Cell { who, name, of, .. } = cell;
    let place = dialogs.session.route().get_untracked();
    let card: Route = place.to(Screen::Directory(Tab::People), vec![who.id().to_owned()]);
    let of = of.map(|(of, _)| view! { <Symbol icon=Icon::Right /> <span>{of}</span> });
    let (edited, removed) = (who.clone(), who);
    view! {
        <p class="effect-path">
            <a href=card.href()>{name.clone()}</a>
            {of}
        </p>
        <div class="directory-verbs" role="group" aria-label=name>
            <Button size=ButtonSize::Small on_press=move || dialogs.ask(Ask::Edit(edited.clone()))>
                "Rename…"
            </Button>
            <Button size=ButtonSize::Small on_press=move || dialogs.ask(Ask::Remove(removed.clone()))>
                "Remove…"
            </Button>
        </div>
    }
    .into_any()
}

#[component]
fn Result(effects: Arc<Effects>, name: String, of: String, inside: bool) -> AnyView {
    let turn = match (effects.lose, effects.gain) {
        (0, 0) => "same",
        (0, _) => "gain",
        _ => "lose",
    };
    let (title, about) = match turn {
        "same" if inside => {
            ("Nothing is lost".to_owned(), format!("{name} has all of it without {of}."))
        }
        "same" => {
            ("Nothing is gained".to_owned(), format!("{name} has all that {of} gives already."))
        }
        "gain" => (format!("Gains {}", effects.count), effects.sums.join(", ")),
        _ if effects.gain > 0 => (format!("Changes {}", effects.count), effects.sums.join(", ")),
        _ => (format!("Loses {}", effects.count), effects.sums.join(", ")),
    };
    let icon = if turn == "gain" { Icon::Plus } else { Icon::Person };
    view! {
        <div class="effect-outcome" data-turn=turn role="status">
            <span class="effect-box">
                <Symbol icon />
            </span>
            <span>
                <b>{title}</b>
                <span class="effect-about">{about}</span>
            </span>
        </div>
        <EffectParts effects=effects.clone() of_one=true />
        <EffectChecks effects />
    }
    .into_any()
}

/// The button that does it.
#[component]
fn DoIt(dialogs: Dialogs, cell: Memo<Option<Cell>>) -> AnyView {
    let draw = move || {
        let Cell { name, of, step, .. } = cell.get()?;
        let (_, inside) = of?;
        let step = step?;
        let of_group = step.changes_groups();
        let first = first_name(&name).to_owned();
        let words = match inside {
            true => format!("End {first}’s membership"),
            false => format!("Make {first} a member"),
        };
        let kind = if inside { ButtonKind::Danger } else { ButtonKind::Primary };
        let act = move || {
            dialogs.session.dispatch(Action::Run(Command::Directory(step.clone())));
        };
        let off = match of_group {
            true => dialogs.locked,
            false => Signal::stored(None),
        };
        Some(view! {
            <div class="directory-aside-foot">
                <GroupsLocked why=off />
                <Button kind off on_press=act>
                    {words}
                </Button>
            </div>
        })
    };
    draw.into_any()
}

//! The list: one subject's features of a kind, or one feature for everybody; for each the value, Is
//! Set, the default and what comes out, before a restart also what is stored and what is running.

use leptos::prelude::*;

use super::editor::{Here, ITEM};
use super::sheet::{Command, Indexes, List, Listed, SET_ALL};
use crate::grid::{Click, Grid, GridSource as _, GridState, GridTools};
use crate::reactive::Derived;
use crate::ui::context::SystemContext;
use crate::ui::kit::tag::{Piece, all, bound, button, tag};
use whocan_core::directory::Principal;
use whocan_core::model::Index as _;
use whocan_core::models::features::policy::{Kind, Policy};
use whocan_core::models::features::{Features, Index};
use whocan_core::shared::Shared;

fn index(
    system: SystemContext<Features>,
    policy: Derived<Shared<Policy>>,
) -> Derived<Shared<Index>> {
    Derived::by(Shared::same, move |previous: Option<&Shared<Index>>| {
        let directory = system.directory.get();
        let previous = previous.map(|index| &**index);
        Shared::new(Index::compile(&policy.get(), &directory, previous))
    })
}

/// The list with what stands over it.
pub(super) fn list(
    system: SystemContext<Features>,
    here: Derived<Here>,
    listed: Listed,
    may_edit: Derived<bool>,
) -> AnyView {
    let indexes = Indexes {
        draft: index(system, system.policy),
        stored: index(system, system.saved),
        running: index(system, system.running),
    };
    let due = Derived::new(move |_| super::restart::due(system) > 0);
    let sheet = Derived::new(move |_| {
        List::new(system, &here.get(), listed, may_edit.get(), due.get(), &indexes)
    });
    let active = Derived::new(move |_| {
        system.focus.with(|focus| match (listed, focus.as_slice()) {
            (Listed::Features, [_, _, feature, column, ..]) => {
                Some((feature.clone(), column.clone()))
            }
            (Listed::Features, [_, _, feature]) => Some((feature.clone(), "Effective".to_owned())),
            (Listed::Everybody, [_, _, _, who, column, ..]) => Some((who.clone(), column.clone())),
            _ => None,
        })
    });
    let state = GridState::new("features", sheet, active, move |row, column| {
        let here = here.get_untracked();
        let kind = here.kind.name().to_owned();
        system.on_focus.run(match (&here.who, &here.feature) {
            (Some(who), _) => vec![who.id().to_owned(), kind, row, column],
            (None, Some(feature)) => {
                vec![ITEM.to_owned(), kind, feature.to_string(), row, column]
            }
            (None, None) => Vec::new(),
        });
    });
    let (rows, label) = match listed {
        Listed::Features => ("features", "Permissions"),
        Listed::Everybody => ("users and groups", "Everybody"),
    };
    let state = state.with_widths(96.0, 192.0).called(rows, "columns");
    let nothing = Derived::new(move |_| sheet.with(|sheet| sheet.shape().rows.is_empty()));
    let body = bound(move || match nothing.get() {
        true => {
            let none = match listed {
                Listed::Features => {
                    "Nothing of this kind comes with the product: add what your system has below."
                }
                Listed::Everybody => "Choose an item on the left.",
            };
            tag("p").class("hint").text(none).any()
        }
        false => untrack(|| {
            view! {
                <GridTools state changes=true title=label />
                <div class="features-list">
                    <Grid state label click=Click::Acts foot=true />
                </div>
            }
            .into_any()
        }),
    });
    all([set_all(here, listed, may_edit, state, sheet), centres(here), body])
}

/// The same as the menu on the head of the values, as buttons.
fn set_all(
    here: Derived<Here>,
    listed: Listed,
    may_edit: Derived<bool>,
    state: GridState,
    sheet: Derived<List>,
) -> AnyView {
    bound(move || {
        let Here { kind, feature, .. } = here.get();
        feature.filter(|_| listed == Listed::Everybody && may_edit.get())?;
        let buttons = SET_ALL.into_iter().filter(|(_, value)| kind.offers().contains(value));
        let buttons = buttons.map(|(label, value)| {
            // Of the rows that no filter hides.
            let command = Command::SetAll(value);
            button(label, move || {
                sheet.with_untracked(|it| it.run(&command, &state.left_of_rows()))
            })
        });
        let hint = tag("span")
            .class("hint")
            .text("for every user that is not filtered out, with Is Set ticked; groups keep what they have.");
        let buttons: Vec<_> = buttons.collect();
        Some(tag("div").class("panel-line").children(buttons).child(hint))
    })
}

/// What is said of a group's centres.
fn centres(here: Derived<Here>) -> AnyView {
    bound(move || {
        let idle = here.with(|here| {
            here.kind == Kind::Centres && !matches!(here.who, Some(Principal::User(_)))
        });
        let says = "What is set for a group on a centre can be edited and has no effect.";
        idle.then(|| tag("p").class("hint").text(says))
    })
}

//! A pasted matrix with names in its first row and column: what of it was found, before anything is
//! set, and the offer to make the rest.

use leptos::prelude::AnyView;

use super::table::{Placed, Table, place};
use super::{At, GridState};
use crate::reactive::{Derived, State};
use crate::ui::kit::dialog::dialog;
use crate::ui::kit::tag::{Piece, Tag, all, bound, button, tag};

/// A matrix that waits for the user's word.
#[derive(Clone, PartialEq)]
pub(super) struct Pending {
    pub(super) table: Table,
    pub(super) placed: Placed,
}

/// The dialog, while a matrix waits. `set` sets the cells.
pub(super) fn matrix_dialog(
    state: GridState,
    pending: State<Option<Pending>>,
    set: impl Fn(&[(At, String)]) + Copy + Send + Sync + 'static,
) -> Tag {
    let open = Derived::new(move |_| pending.with(Option::is_some));
    let close = move || pending.set(None);
    let missing = Derived::new(move |_| missing(state, pending.get()));
    let offer = move || {
        let what = missing.get()?;
        let make = move || {
            make(state, pending.get_untracked()).into_iter().for_each(|cells| set(&cells));
            close();
        };
        Some(button(format!("Create the missing {what} and paste"), make))
    };
    let paste = move || {
        let found = pending.get_untracked();
        close();
        found.into_iter().for_each(|found| set(&found.placed.cells));
    };
    let body = move || {
        let buttons = tag("div")
            .class("dialog-buttons")
            .child(button("Paste what was found", paste).attr("data-kind", "main"))
            .bind_child(offer)
            .child(button("Cancel", close));
        all([bound(move || pending.get().map(|pending| summary(&pending))), buttons.any()])
    };
    dialog(open, || "Paste a matrix".to_owned(), state.id, close, body)
}

/// What of what was not found could be made, where anything could.
fn missing(state: GridState, pending: Option<Pending>) -> Option<String> {
    let placed = pending?.placed;
    let (rows, columns) = state.sheet.with(|sheet| sheet.makes());
    let rows = rows.filter(|_| !placed.unknown_rows.is_empty());
    let columns = columns.filter(|_| !placed.unknown_columns.is_empty());
    let both: Vec<&str> = rows.into_iter().chain(columns).collect();
    (!both.is_empty()).then(|| both.join(" and "))
}

/// Makes what can be made, and places the table again: what was missing is there now.
fn make(state: GridState, pending: Option<Pending>) -> Option<Vec<(At, String)>> {
    let Pending { table, placed } = pending?;
    state.sheet.with_untracked(|sheet| {
        let (rows, columns) = sheet.makes();
        let rows = if rows.is_some() { placed.unknown_rows } else { Vec::new() };
        let columns = if columns.is_some() { placed.unknown_columns } else { Vec::new() };
        sheet.make(&rows, &columns);
    });
    let placed = state.layout.with_untracked(|layout| {
        state.sheet.with_untracked(|sheet| place(&table, sheet.shape(), layout, (0, 0), &[]))
    });
    Some(placed.cells)
}

/// What was found and what was not.
fn summary(pending: &Pending) -> AnyView {
    let Placed { cells, unknown_rows, unknown_columns, .. } = &pending.placed;
    let missing = |what: &str, names: &[String]| match names {
        [] => String::new(),
        _ => format!("Not found among the {what}: {}.", names.join(", ")),
    };
    let found = format!("{} cells were found by the names of their rows and columns.", cells.len());
    let lines = [found, missing("rows", unknown_rows), missing("columns", unknown_columns)];
    all(lines.map(|line| tag("p").text(line)))
}

//! A pasted matrix with names in its first row and column: what of it was found, before anything is
//! set, and the offer to make the rest.

use leptos::prelude::*;

use super::table::{Placed, Table, place};
use super::{At, GridState};
use crate::ui::kit::dialog::Dialog;

/// A matrix that waits for the user's word.
#[derive(Clone, PartialEq)]
pub(super) struct Pending {
    pub(super) table: Table,
    pub(super) placed: Placed,
}

/// The dialog, while a matrix waits. `set` sets the cells.
#[component]
pub(super) fn MatrixDialog(
    state: GridState,
    pending: RwSignal<Option<Pending>>,
    set: impl Fn(&[(At, String)]) + Copy + Send + Sync + 'static,
) -> impl IntoView {
    let paste = move |make: bool| {
        let Some(Pending { table, placed }) = pending.get_untracked() else { return };
        pending.set(None);
        if !make {
            return set(&placed.cells);
        }
        state.sheet.with_untracked(|sheet| {
            let (rows, columns) = sheet.makes();
            let none = Vec::new();
            let rows = if rows.is_some() { &placed.unknown_rows } else { &none };
            let columns = if columns.is_some() { &placed.unknown_columns } else { &none };
            sheet.make(rows, columns);
        });
        // Placed again: what was missing is there now.
        let placed = state.layout.with_untracked(|layout| {
            state.sheet.with_untracked(|sheet| place(&table, sheet.shape(), layout, (0, 0), &[]))
        });
        set(&placed.cells);
    };
    let makeable = move || {
        let (rows, columns) = state.sheet.with(|sheet| sheet.makes());
        pending.with(|pending| {
            let placed = &pending.as_ref()?.placed;
            let rows = rows.filter(|_| !placed.unknown_rows.is_empty());
            let columns = columns.filter(|_| !placed.unknown_columns.is_empty());
            let both: Vec<&str> = rows.into_iter().chain(columns).collect();
            (!both.is_empty())
                .then(|| format!("Create the missing {} and paste", both.join(" and ")))
        })
    };
    let body = move || {
        view! {
            {pending.get().map(|pending| summary(&pending))}
            <div class="dialog-buttons">
                <button type="button" class="button" data-kind="main" on:click=move |_| paste(false)>
                    "Paste what was found"
                </button>
                {move || makeable().map(|label| view! {
                    <button type="button" class="button" on:click=move |_| paste(true)>{label}</button>
                })}
                <button type="button" class="button" on:click=move |_| pending.set(None)>
                    "Cancel"
                </button>
            </div>
        }
    };
    let body = StoredValue::new(body);
    view! {
        <Dialog
            open=Signal::derive(move || pending.with(Option::is_some))
            title="Paste a matrix"
            on_close=Callback::new(move |()| pending.set(None))
            home=state.id
        >
            {body.with_value(|body| body())}
        </Dialog>
    }
}

/// What was found and what was not.
fn summary(pending: &Pending) -> impl IntoView + use<> {
    let Placed { cells, unknown_rows, unknown_columns, .. } = &pending.placed;
    let missing = |what: &str, names: &[String]| {
        (!names.is_empty()).then(|| format!("Not found among the {what}: {}.", names.join(", ")))
    };
    view! {
        <p>{format!("{} cells were found by the names of their rows and columns.", cells.len())}</p>
        <p>{missing("rows", unknown_rows)}</p>
        <p>{missing("columns", unknown_columns)}</p>
    }
}

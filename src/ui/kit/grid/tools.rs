//! What stands over a grid: what to look for, only changes, and how much is shown.

use leptos::portal::Portal;
use leptos::prelude::*;

use super::{GridState, Table};
use crate::platform::{later, page};

/// The most cells that are printed.
const MOST_CELLS: usize = 20_000;

/// What is printed: the shown cells with their heads, and how many rows are left out.
#[derive(Clone, PartialEq)]
struct Printed {
    table: Table,
    left_out: usize,
}

/// Puts what is shown into the page as a plain table, and prints the page once it is there.
fn print(state: GridState, printed: RwSignal<Option<Printed>>) {
    let (table, left_out) = state.shown(MOST_CELLS);
    printed.set(Some(Printed { table, left_out }));
    later::after_paint(move || {
        page::print();
        // Gone again, so that the browser's own Print prints the screen.
        printed.set(None);
    });
}

fn table(printed: Printed) -> impl IntoView {
    let Printed { mut table, left_out } = printed;
    let body = if table.is_empty() { Vec::new() } else { table.split_off(1) };
    let heads = table.into_iter().flatten();
    let heads = heads.map(|name| view! { <th scope="col">{name}</th> }).collect_view();
    let row = |row: Vec<String>| {
        let mut cells = row.into_iter();
        let head = cells.next();
        let cells = cells.map(|cell| view! { <td>{cell}</td> }).collect_view();
        view! {
            <tr>
                <th scope="row">{head}</th>
                {cells}
            </tr>
        }
    };
    let note = (left_out > 0).then(|| {
        format!(
            "{left_out} more rows are not printed: at most {MOST_CELLS} cells are. Filter first."
        )
    });
    view! {
        <div class="printed">
            <p>{note}</p>
            <table>
                <thead>
                    <tr>{heads}</tr>
                </thead>
                <tbody>{body.into_iter().map(row).collect_view()}</tbody>
            </table>
        </div>
    }
}

/// See the module.
#[component]
pub fn GridTools(
    /// The grid.
    state: GridState,
    /// What its rows are called, such as `people`.
    #[prop(into)]
    rows: Signal<&'static str>,
    /// What its columns are called, such as `processes`.
    #[prop(into)]
    columns: Signal<&'static str>,
    /// Whether anything can differ from what is saved.
    #[prop(optional)]
    changes: bool,
) -> impl IntoView {
    let choice = state.choice;
    let printed = RwSignal::new(None::<Printed>);
    let shown = move || {
        let (row_count, column_count) = state.layout.with(|l| (l.rows.len(), l.columns.len()));
        let (all_rows, all_columns) =
            state.sheet.with(|sheet| (sheet.shape().rows.len(), sheet.shape().columns.len()));
        let part = |shown, all, what| {
            if shown == all { format!("{all} {what}") } else { format!("{shown} of {all} {what}") }
        };
        let rows = part(row_count, all_rows, rows.get());
        format!("{rows} × {}", part(column_count, all_columns, columns.get()))
    };
    let filter_rows = move |event| {
        let text = event_target_value(&event);
        choice.update(|choice| choice.rows_with = text);
    };
    let filter_columns = move |event| {
        let text = event_target_value(&event);
        choice.update(|choice| choice.columns_with = text);
    };
    view! {
        <Show when=move || printed.with(Option::is_some)>
            <Portal>{move || printed.get().map(table)}</Portal>
        </Show>
        <div class="grid-tools">
            <input
                class="field"
                type="search"
                aria-label=move || format!("Find {}", rows.get())
                placeholder=move || format!("Find {}", rows.get())
                prop:value=move || choice.with(|choice| choice.rows_with.clone())
                on:input=filter_rows
                on:keydown=move |event| {
                    // Enter jumps to the first one found.
                    if event.key() == "Enter" {
                        state.go_first();
                        page::focus(state.id);
                    }
                }
            />
            <input
                class="field"
                type="search"
                aria-label=move || format!("Find {}", columns.get())
                placeholder=move || format!("Find {}", columns.get())
                prop:value=move || choice.with(|choice| choice.columns_with.clone())
                on:input=filter_columns
                on:keydown=move |event| {
                    if event.key() == "Enter" {
                        state.go_first();
                        page::focus(state.id);
                    }
                }
            />
            <label class="choice">
                <input
                    type="checkbox"
                    prop:checked=move || choice.with(|choice| choice.only_set)
                    on:change=move |event| {
                        let only = event_target_checked(&event);
                        choice.update(|choice| choice.only_set = only);
                    }
                />
                "Only what is set"
            </label>
            {changes.then(|| view! {
                <label class="choice">
                    <input
                        type="checkbox"
                        prop:checked=move || choice.with(|choice| choice.only_changes)
                        on:change=move |event| {
                            let only = event_target_checked(&event);
                            choice.update(|choice| choice.only_changes = only);
                        }
                    />
                    "Only changes"
                </label>
            })}
            <button type="button" class="button" on:click=move |_| print(state, printed)>"Print"</button>
            <span class="grid-count" role="status">{shown}</span>
        </div>
    }
}

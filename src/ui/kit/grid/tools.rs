//! What stands over a grid: what to look for, only changes, and how much is shown.

use leptos::prelude::*;

use super::GridState;

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
        <div class="grid-tools">
            <input
                class="field"
                type="search"
                aria-label=move || format!("Find {}", rows.get())
                placeholder=move || format!("Find {}", rows.get())
                prop:value=move || choice.with(|choice| choice.rows_with.clone())
                on:input=filter_rows
            />
            <input
                class="field"
                type="search"
                aria-label=move || format!("Find {}", columns.get())
                placeholder=move || format!("Find {}", columns.get())
                prop:value=move || choice.with(|choice| choice.columns_with.clone())
                on:input=filter_columns
            />
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
            <span class="grid-count" role="status">{shown}</span>
        </div>
    }
}

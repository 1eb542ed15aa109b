//! What stands over a grid: what to look for, only changes, and how much is shown.

use leptos::prelude::{AnyView, event_target_value};

use super::{GridState, Verb};
use crate::platform::{keys, later, page};
use crate::reactive::State;
use crate::ui::kit::tag::{Piece, Tag, all, bound, button, tag, tick};

/// A table of texts.
pub(super) type Table = Vec<Vec<String>>;

/// The most cells that are printed.
const MOST_CELLS: usize = 20_000;

/// What is printed: the shown cells with their heads, and how many rows are left out.
#[derive(Clone, PartialEq)]
struct Printed {
    table: Table,
    left_out: usize,
}

/// Puts what is shown into the page as a plain table, and prints the page once it is there.
fn print(state: GridState, printed: State<Option<Printed>>) {
    let (table, left_out) = state.shown(MOST_CELLS);
    printed.set(Some(Printed { table, left_out }));
    later::after_paint(move || {
        page::print();
        // Gone again, so that the browser's own Print prints the screen.
        printed.set(None);
    });
}

fn table(printed: Printed) -> Tag {
    let Printed { mut table, left_out } = printed;
    let body = if table.is_empty() { Vec::new() } else { table.split_off(1) };
    let head = |name: String, scope| tag("th").attr("scope", scope).text(name);
    let heads = table.into_iter().flatten().map(|name| head(name, "col"));
    let row = |row: Vec<String>| {
        let mut cells = row.into_iter();
        let name = cells.next().unwrap_or_default();
        let cells = cells.map(|cell| tag("td").text(cell));
        tag("tr").child(head(name, "row")).children(cells)
    };
    let note = (left_out > 0).then(|| {
        format!(
            "{left_out} more rows are not printed: at most {MOST_CELLS} cells are. Filter first."
        )
    });
    tag("div").class("printed").child(tag("p").child(note)).child(
        tag("table")
            .child(tag("thead").child(tag("tr").children(heads)))
            .child(tag("tbody").children(body.into_iter().map(row))),
    )
}

/// Whether cells of a grid can differ from what is saved.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Changes {
    /// They can, and it can show only those that do.
    Offered,
    /// They cannot.
    NotOffered,
}

/// See the module. `rows` and `columns` are what these are called, such as `people` and
/// `processes`.
pub fn grid_tools(
    state: GridState,
    rows: &'static str,
    columns: &'static str,
    changes: Changes,
) -> AnyView {
    let choice = state.choice;
    let printed = State::new(None::<Printed>);
    let only_set = tick(
        "Only what is set",
        move || choice.with(|choice| choice.only_set),
        move |only| choice.update(|choice| choice.only_set = only),
    );
    let only_changes = (changes == Changes::Offered).then(|| {
        tick(
            "Only changes",
            move || choice.with(|choice| choice.only_changes),
            move |only| choice.update(|choice| choice.only_changes = only),
        )
    });
    let find_rows = find(
        state,
        rows,
        move || choice.with(|choice| choice.rows_with.clone()),
        move |text| choice.update(|choice| choice.rows_with = text),
    );
    let find_columns = find(
        state,
        columns,
        move || choice.with(|choice| choice.columns_with.clone()),
        move |text| choice.update(|choice| choice.columns_with = text),
    );
    let tools = tag("div")
        .class("grid-tools")
        .child(find_rows)
        .child(find_columns)
        .child(only_set)
        .child(only_changes)
        .child(button("Print", move || print(state, printed)))
        .child(
            tag("span")
                .class("grid-count")
                .attr("role", "status")
                .bind_text(move || count(state, rows, columns)),
        )
        .bind_child(move || keys_of(state));
    all([bound(move || printed.get().map(table)), tools.any()])
}

/// The keys of what can be done with a cell, where anything can.
fn keys_of(state: GridState) -> Option<Tag> {
    let verbs = state.sheet.with(|sheet| sheet.verbs());
    let verb = |verb: Verb| {
        let key = verb.keys.first().copied().unwrap_or_default();
        let name = verb.label.strip_prefix("Set to ").unwrap_or(&verb.label).to_owned();
        tag("span").child(tag("kbd").text(key)).text(" ").text(name)
    };
    let list = tag("p").class("grid-keys").attr("aria-label", "Keys of a cell");
    (!verbs.is_empty()).then(|| list.children(verbs.into_iter().map(verb)))
}

/// How much of how much is shown.
fn count(state: GridState, rows: &str, columns: &str) -> String {
    let (row_count, column_count) = state.layout.with(|l| (l.rows.len(), l.columns.len()));
    let (all_rows, all_columns) =
        state.sheet.with(|sheet| (sheet.shape().rows.len(), sheet.shape().columns.len()));
    let part = |shown, all, what| {
        if shown == all { format!("{all} {what}") } else { format!("{shown} of {all} {what}") }
    };
    format!("{} × {}", part(row_count, all_rows, rows), part(column_count, all_columns, columns))
}

/// A field to search by; Enter jumps to the first one found.
fn find(
    state: GridState,
    what: &str,
    text: impl Fn() -> String + Send + Sync + 'static,
    search: impl Fn(String) + Send + Sync + 'static,
) -> Tag {
    let label = format!("Find {what}");
    tag("input")
        .class("field")
        .attr("type", "search")
        .attr("aria-label", label.clone())
        .attr("placeholder", label)
        .prop("value", text)
        .on("input", move |event: web_sys::Event| search(event_target_value(&event)))
        .on("keydown", move |event: web_sys::KeyboardEvent| {
            if keys::stroke(&event).is_some_and(|stroke| stroke.key == "Enter") {
                state.go_first();
                page::focus(state.id);
            }
        })
}

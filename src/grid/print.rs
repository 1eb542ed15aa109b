//! What is shown, on paper: a plain table with its title, date, filter and legend. A wide one is split
//! into tables that each fit a page and repeat the names.

use leptos::prelude::*;

use super::tools::{LegendEntry, behind_word};
use super::{GridState, ViewOptions};
use crate::platform::{clock, page};

/// The most cells that are printed.
const MOST_CELLS: usize = 20_000;

/// The most columns beside each other on one page.
const MOST_COLUMNS: usize = 12;

/// What is printed.
#[derive(Clone, PartialEq)]
pub(super) struct Printed {
    title: String,
    facts: Vec<String>,
    legend: Vec<LegendEntry>,
    /// Names of columns first, each row with its name first.
    table: Vec<Vec<String>>,
}

/// What is shown as plain tables, as long as the page is printed.
pub(super) fn follow_print(
    state: GridState,
    title: String,
    legend: Signal<Vec<LegendEntry>>,
) -> RwSignal<Option<Printed>> {
    let printed = RwSignal::new(None::<Printed>);
    let before = move || {
        if printed.with_untracked(Option::is_none) {
            printed.set(Some(to_print(state, &title, legend.get_untracked())));
        }
    };
    page::on_print(before, move || printed.set(None));
    printed
}

fn to_print(state: GridState, title: &str, legend: Vec<LegendEntry>) -> Printed {
    let (table, left_out) = state.shown(MOST_CELLS);
    let workspace = page::title();
    let workspace = workspace.rsplit_once(" · ").map_or("", |(workspace, _)| workspace);
    let mut facts = vec![format!("{workspace}, printed {}", day_in_words(&clock::day()))];
    facts.push(untrack(|| state.count_lines()).join(" × "));
    facts.extend(state.options.with_untracked(|options| filter(options, state.names)));
    facts.extend((left_out > 0).then(|| {
        format!(
            "{left_out} more rows are not printed: at most {MOST_CELLS} cells are. Filter first."
        )
    }));
    Printed { title: title.to_owned(), facts, legend, table }
}

/// A day as it is read: `4 May 2026`.
fn day_in_words(day: &str) -> String {
    const MONTHS: [&str; 12] = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ];
    let mut parts = day.split('-').map(str::parse::<usize>);
    match (parts.next(), parts.next(), parts.next()) {
        (Some(Ok(year)), Some(Ok(month)), Some(Ok(day))) => {
            let month = month.checked_sub(1).and_then(|at| MONTHS.get(at)).unwrap_or(&"");
            format!("{day} {month} {year}")
        }
        _ => day.to_owned(),
    }
}

/// What is left out, in words.
fn filter(options: &ViewOptions, (rows, columns): (&str, &str)) -> Vec<String> {
    let named = |what: &str, text: &str| {
        let text = text.trim();
        (!text.is_empty()).then(|| format!("Only {what} with \u{201c}{text}\u{201d}"))
    };
    let ticked = [
        options.hide_empty.then(|| "Without empty rows".to_owned()),
        options.changed_only.then(|| "Changed rows only".to_owned()),
    ];
    let texts = [named(rows, &options.rows_with), named(columns, &options.columns_with)];
    texts.into_iter().chain(ticked).flatten().collect()
}

/// What is printed, in the page as long as it takes.
#[component]
pub(super) fn PrintSheet(printed: RwSignal<Option<Printed>>) -> AnyView {
    let sheet = move || printed.get().map(|printed| view! { <Sheet printed /> });
    sheet.into_any()
}

#[component]
fn Sheet(printed: Printed) -> AnyView {
    let Printed { title, facts, legend, table } = printed;
    let meaning = |entry: LegendEntry| match entry {
        LegendEntry::Level(_, word, means) => word + &behind_word(&means),
        LegendEntry::Mark(_, word) => word,
        LegendEntry::Sign(_, _, word) => word,
        LegendEntry::Short(short, name) => format!("{short}: {name}"),
    };
    let meanings: Vec<String> = legend.into_iter().map(meaning).collect();
    let mut rows = table.into_iter();
    let heads = rows.next().unwrap_or_default();
    let rows: Vec<Vec<String>> = rows.collect();
    let columns = heads.len().saturating_sub(1);
    let starts = (0..columns.max(1)).step_by(MOST_COLUMNS);
    let tables = starts.map(|start| part(&heads, &rows, start)).collect_view();
    view! {
        <div class="printed">
            <h1>{title}</h1>
            {facts.into_iter().map(|fact| view! { <p>{fact}</p> }).collect_view()}
            <p>{meanings.join("; ")}</p>
            {tables}
        </div>
    }
    .into_any()
}

/// The columns of one page, with the names of the rows.
fn part(heads: &[String], rows: &[Vec<String>], start: usize) -> AnyView {
    let own = |row: &[String]| -> Vec<String> {
        row.iter().skip(1 + start).take(MOST_COLUMNS).cloned().collect()
    };
    let name = |row: &[String]| row.first().cloned().unwrap_or_default();
    let head = |name: String| view! { <th scope="col">{name}</th> };
    let row = |row: &Vec<String>| {
        let cells = own(row).into_iter().map(|cell| view! { <td>{cell}</td> }).collect_view();
        view! {
            <tr>
                <th scope="row">{name(row)}</th>
                {cells}
            </tr>
        }
    };
    view! {
        <table>
            <thead>
                <tr>
                    {head(name(heads))}
                    {own(heads).into_iter().map(head).collect_view()}
                </tr>
            </thead>
            <tbody>{rows.iter().map(row).collect_view()}</tbody>
        </table>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_is_said_in_words() {
        assert_eq!(day_in_words("2026-05-04"), "4 May 2026");
        assert_eq!(day_in_words("today"), "today");
    }

    #[test]
    fn what_is_left_out_is_said() {
        let options = ViewOptions {
            rows_with: " memos ".to_owned(),
            changed_only: true,
            ..ViewOptions::default()
        };
        let said = filter(&options, ("processes", "groups"));
        assert_eq!(said, ["Only processes with \u{201c}memos\u{201d}", "Changed rows only"]);
        assert!(filter(&ViewOptions::default(), ("a", "b")).is_empty());
    }
}

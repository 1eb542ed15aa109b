//! Text tables as a spreadsheet copies them: tabs between cells, lines between rows, quotes around
//! a cell that holds either. Plain data; no browser.

use std::collections::BTreeMap;

use super::{At, Head, Layout, Shape};

/// A table of texts; rows may differ in length.
pub type Table = Vec<Vec<String>>;

/// Reads what was pasted.
pub fn read(text: &str) -> Table {
    let (mut table, mut row, mut cell) = (Vec::new(), Vec::new(), String::new());
    let mut quoted = false;
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '"' if quoted && chars.peek() == Some(&'"') => {
                chars.next();
                cell.push('"');
            }
            '"' if quoted => quoted = false,
            '"' if cell.is_empty() => quoted = true,
            '\t' if !quoted => row.push(std::mem::take(&mut cell)),
            '\r' if !quoted && chars.peek() == Some(&'\n') => {}
            '\n' | '\r' if !quoted => {
                row.push(std::mem::take(&mut cell));
                table.push(std::mem::take(&mut row));
            }
            c => cell.push(c),
        }
    }
    if !cell.is_empty() || !row.is_empty() {
        row.push(cell);
        table.push(row);
    }
    table
}

/// The text of a table, to be pasted into a spreadsheet.
pub fn write(table: &[Vec<String>]) -> String {
    let cell = |text: &String| {
        if text.contains(['\t', '\n', '\r']) || text.starts_with('"') {
            format!("\"{}\"", text.replace('"', "\"\""))
        } else {
            text.clone()
        }
    };
    let line = |row: &Vec<String>| row.iter().map(cell).collect::<Vec<_>>().join("\t");
    table.iter().map(line).collect::<Vec<_>>().join("\n")
}

/// Where the cells of a pasted table belong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Placed {
    /// The cells, by position in the sheet, with their texts.
    pub cells: Vec<(At, String)>,
    /// Whether the table has names in its first row and column, and goes by them.
    pub by_names: bool,
    /// Names of rows in the table that the sheet does not have.
    pub unknown_rows: Vec<String>,
    /// Names of columns in the table that the sheet does not have.
    pub unknown_columns: Vec<String>,
}

impl Placed {
    fn at(cells: Vec<(At, String)>) -> Self {
        Self { cells, by_names: false, unknown_rows: Vec::new(), unknown_columns: Vec::new() }
    }
}

/// Places a table. Where its first row and first column name columns and rows of the sheet it goes
/// by names, whatever is shown; else it begins at a cell of the layout, and a single text fills
/// `selected`.
pub fn place(
    table: &[Vec<String>],
    shape: &Shape,
    layout: &Layout,
    from: At,
    selected: &[At],
) -> Placed {
    if let Some(placed) = by_names(table, shape) {
        return placed;
    }
    let position = |(row, column): At| Some((*layout.rows.get(row)?, *layout.columns.get(column)?));
    if let [row] = table
        && let [text] = row.as_slice()
    {
        let cells = selected.iter().filter_map(|cell| Some((position(*cell)?, text.clone())));
        return Placed::at(cells.collect());
    }
    let mut cells = Vec::new();
    for (down, row) in table.iter().enumerate() {
        for (right, text) in row.iter().enumerate() {
            if let Some(at) = position((from.0 + down, from.1 + right)) {
                cells.push((at, text.clone()));
            }
        }
    }
    Placed::at(cells)
}

fn by_names(table: &[Vec<String>], shape: &Shape) -> Option<Placed> {
    let (heads, body) = table.split_first()?;
    let columns = Found::among(&shape.columns, heads.iter().skip(1))?;
    let rows = Found::among(&shape.rows, body.iter().filter_map(|row| row.first()))?;
    let mut cells = Vec::new();
    let body = body.iter().filter(|row| !row.is_empty());
    for (line, row) in body.zip(&rows.places) {
        for (text, column) in line.iter().skip(1).zip(&columns.places) {
            if let (Some(row), Some(column)) = (row, column) {
                cells.push(((*row, *column), text.clone()));
            }
        }
    }
    let (unknown_rows, unknown_columns) = (rows.unknown, columns.unknown);
    Some(Placed { cells, by_names: true, unknown_rows, unknown_columns })
}

/// Names of a table among the heads of a sheet.
struct Found {
    places: Vec<Option<usize>>,
    unknown: Vec<String>,
}

impl Found {
    /// Looks the names up, whatever their case; none where no head has any of them.
    fn among<'a>(heads: &[Head], names: impl Iterator<Item = &'a String>) -> Option<Self> {
        let mut places_of = BTreeMap::new();
        for (place, head) in heads.iter().enumerate() {
            places_of.entry(head.name.to_lowercase()).or_insert(place);
        }
        let mut found = Self { places: Vec::new(), unknown: Vec::new() };
        for name in names {
            let place = places_of.get(&name.trim().to_lowercase()).copied();
            if place.is_none() && !name.trim().is_empty() {
                found.unknown.push(name.trim().to_owned());
            }
            found.places.push(place);
        }
        found.places.iter().any(Option::is_some).then_some(found)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &[&[&str]]) {
        let expected: Table = expected
            .iter()
            .map(|row| row.iter().map(|cell| (*cell).to_owned()).collect())
            .collect();
        assert_eq!(read(text), expected);
        assert_eq!(read(&write(&expected)), expected, "and back");
    }

    #[test]
    fn tables_as_spreadsheets_copy_them() {
        check("a\tb\r\nc\t\r\n", &[&["a", "b"], &["c", ""]]);
        check("one", &[&["one"]]);
        check("\"a \"\"b\"\"\tc\nd\"\te", &[&["a \"b\"\tc\nd", "e"]]);
        check("5\" tape\tx", &[&["5\" tape", "x"]]);
        assert_eq!(read(""), Table::new());
    }

    fn shape() -> Shape {
        let heads = |names: &[&str]| names.iter().map(|name| Head::new(name, *name)).collect();
        Shape::new("", heads(&["Bases", "SEN"]), heads(&["Office", "Leaders", "Exams"]))
    }

    #[test]
    fn names_in_the_first_row_and_column_decide() {
        let table = read("\tleaders\tNobody\nSEN\tRead\tx\nGone\tDeny\ty");
        let placed = place(&table, &shape(), &Layout::default(), (0, 0), &[]);
        assert_eq!(placed.cells, [((1, 1), "Read".to_owned())]);
        assert_eq!(
            (placed.unknown_rows, placed.unknown_columns),
            (vec!["Gone".to_owned()], vec!["Nobody".to_owned()])
        );
    }

    #[test]
    fn else_it_begins_at_the_cell_and_follows_what_is_shown() {
        let layout = Layout { rows: vec![1, 0], columns: vec![0, 2] };
        let placed = place(&read("a\tb\nc\td"), &shape(), &layout, (0, 1), &[(0, 1)]);
        assert_eq!(placed.cells, [((1, 2), "a".to_owned()), ((0, 2), "c".to_owned())]);
        let one = place(&read("x"), &shape(), &layout, (0, 0), &[(0, 0), (1, 1)]);
        assert_eq!(one.cells, [((1, 0), "x".to_owned()), ((0, 2), "x".to_owned())]);
    }
}

//! Tables: for people, fitted to the terminal, or as CSV (RFC 4180, UTF-8) for spreadsheets.

use std::io::{self, Write};

use comfy_table::{ContentArrangement, Table as Drawn, presets};
use whocan_core::format::sentence;
use whocan_core::table::guard;

/// A table: its heads, and rows of as many cells.
#[derive(Debug, Default)]
pub(super) struct Table {
    heads: Vec<&'static str>,
    rows: Vec<Vec<String>>,
}

impl Table {
    /// One without rows.
    pub(super) fn new(heads: impl IntoIterator<Item = &'static str>) -> Self {
        Self { heads: heads.into_iter().collect(), rows: Vec::new() }
    }

    /// Adds a row.
    pub(super) fn row<T: Into<String>>(&mut self, cells: impl IntoIterator<Item = T>) {
        self.rows.push(cells.into_iter().map(Into::into).collect());
    }

    /// Whether it has no rows.
    pub(super) fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// Writes it for people: the columns side by side, and no line longer than `width` where there is
    /// one; what does not fit goes on in the next line. Without rows nothing is written.
    pub(super) fn write(&self, out: &mut dyn Write, width: Option<u16>) -> io::Result<()> {
        if self.is_empty() {
            return Ok(());
        }
        let mut drawn = Drawn::new();
        drawn.load_style(presets::NOTHING);
        if let Some(width) = width {
            drawn.set_content_arrangement(ContentArrangement::Dynamic).set_width(width);
        }
        drawn.set_header(&self.heads);
        for row in &self.rows {
            // Names come from files that anybody can have made.
            drawn.add_row(row.iter().map(|cell| sentence(cell).to_string()));
        }
        for column in drawn.column_iter_mut() {
            column.set_padding((0, 2));
        }
        for line in drawn.lines() {
            writeln!(out, "{}", line.trim_end())?;
        }
        Ok(())
    }

    /// Writes it as CSV. Cells that a spreadsheet would take for a formula get an apostrophe in front.
    pub(super) fn write_csv(&self, out: &mut dyn Write) -> io::Result<()> {
        let mut table = csv(out);
        csv_row(&mut table, self.heads.iter().copied())?;
        for row in &self.rows {
            csv_row(&mut table, row.iter().map(String::as_str))?;
        }
        table.flush()
    }
}

/// A writer of CSV.
pub(super) fn csv(out: &mut dyn Write) -> csv::Writer<&mut dyn Write> {
    csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(out)
}

/// Writes a row of CSV, formulas guarded.
pub(super) fn csv_row<'c>(
    table: &mut csv::Writer<&mut dyn Write>,
    cells: impl Iterator<Item = &'c str>,
) -> io::Result<()> {
    let cells = cells.map(|cell| guard(cell).into_owned());
    table.write_record(cells).map_err(|error| match error.into_kind() {
        csv::ErrorKind::Io(error) => error,
        _ => io::ErrorKind::InvalidData.into(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table() -> Table {
        let mut table = Table::new(["Who", "What they can do"]);
        table.row(["Amy", "Read-Write on Exclusions, through Senior Leaders"]);
        table.row(["=1+1", "Deny\u{1b}[31m"]);
        table
    }

    #[track_caller]
    fn check(width: Option<u16>, expected: &[&str]) {
        let mut out = Vec::new();
        table().write(&mut out, width).unwrap();
        let text = String::from_utf8(out).unwrap();
        assert_eq!(text.lines().collect::<Vec<_>>(), expected);
    }

    #[test]
    fn it_fits_the_terminal_and_nothing_is_cut_off() {
        let wide = [
            "Who   What they can do",
            "Amy   Read-Write on Exclusions, through Senior Leaders",
            "=1+1  Deny\u{241b}[31m",
        ];
        check(None, &wide);
        check(Some(80), &wide);
        check(
            Some(30),
            &[
                "Who   What they can do",
                "Amy   Read-Write on",
                "      Exclusions, through",
                "      Senior Leaders",
                "=1+1  Deny\u{241b}[31m",
            ],
        );
    }

    #[test]
    fn spreadsheets_find_no_formula() {
        let mut out = Vec::new();
        table().write_csv(&mut out).unwrap();
        let text = String::from_utf8(out).unwrap();
        let first =
            "Who,What they can do\r\nAmy,\"Read-Write on Exclusions, through Senior Leaders\"";
        assert_eq!(text, format!("{first}\r\n'=1+1,Deny\u{1b}[31m\r\n"));
    }

    #[test]
    fn without_rows_there_is_nothing_to_read() {
        let mut out = Vec::new();
        Table::new(["Who"]).write(&mut out, None).unwrap();
        assert!(out.is_empty());
    }
}

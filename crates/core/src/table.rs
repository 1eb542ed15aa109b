//! Tables and lists as text: what a spreadsheet copies and saves. Rows of cells with a tab, comma or
//! semicolon between them, quotes around a cell that holds one, or a line break. What a spreadsheet
//! would take for a formula is guarded when it is written, and the guard comes off when it is read.

use std::borrow::Cow;
use std::fmt;

/// A row as it was read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Line {
    /// The line of the text that it begins on, from 1.
    pub number: usize,
    /// Its cells. Rows may differ in length.
    pub cells: Vec<String>,
}

impl Line {
    /// Whether nothing is written in any of its cells.
    pub fn is_blank(&self) -> bool {
        self.cells.iter().all(|cell| crate::text::folded(cell).is_empty())
    }
}

/// A quote that is opened and not closed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OpenQuote {
    /// The line that its cell begins on, from 1.
    pub line: usize,
}

impl fmt::Display for OpenQuote {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {}: a quote is opened and not closed", self.line)
    }
}

/// What is put behind the text, so that a quote that nothing closes is noticed: it swallows this.
const END: &str = "\u{1}\u{1}end";

/// Reads a table with this character between cells. Byte order marks are left out, any of the three
/// ends of a line ends one, and a blank line is a row with one blank cell.
///
/// # Errors
/// Where a quote is opened and not closed.
pub fn read(text: &str, between: char) -> Result<Vec<Line>, OpenQuote> {
    let text = text.trim_start_matches('\u{feff}').replace("\r\n", "\n").replace('\r', "\n");
    if text.is_empty() {
        return Ok(Vec::new());
    }
    let text = format!("{}\n{END}\n", text.strip_suffix('\n').unwrap_or(&text));
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(u8::try_from(between).unwrap_or(b'\t'))
        .terminator(csv::Terminator::Any(b'\n'))
        .from_reader(text.as_bytes());
    let (mut lines, mut record) = (Vec::new(), csv::ByteRecord::new());
    let line_of = |reader: &csv::Reader<&[u8]>| {
        usize::try_from(reader.position().line()).unwrap_or(usize::MAX)
    };
    let mut number = line_of(&reader);
    while reader.read_byte_record(&mut record).unwrap_or_default() {
        let cells: Vec<String> =
            record.iter().map(|cell| String::from_utf8_lossy(cell).into_owned()).collect();
        let within: usize = cells.iter().map(|cell| cell.matches('\n').count()).sum();
        let behind = line_of(&reader);
        // Blank lines are passed over by the reader: they are what else went by.
        let begins = behind.saturating_sub(1 + within).max(number);
        lines.extend((number..begins).map(|number| Line { number, cells: vec![String::new()] }));
        lines.push(Line { number: begins, cells });
        number = behind;
    }
    match lines.pop() {
        Some(end) if end.cells == [END] => Ok(lines),
        Some(open) => {
            let before = open.cells.iter().rev().skip(1);
            let breaks: usize = before.map(|cell| cell.matches('\n').count()).sum();
            Err(OpenQuote { line: open.number + breaks })
        }
        None => Ok(lines),
    }
}

/// Whether what stands between the cells is only punctuation: a space follows it everywhere.
pub(crate) fn is_prose(lines: &[Line]) -> bool {
    let mut behind = lines.iter().flat_map(|line| line.cells.iter().skip(1));
    behind.all(|cell| cell.is_empty() || cell.starts_with(' '))
}

/// What a spreadsheet takes for the beginning of a formula; some take the wide forms as well.
const FORMULA: [char; 11] = ['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠'];

fn is_formula(text: &str) -> bool {
    text.trim_start_matches('\'').starts_with(FORMULA)
}

/// The text as no spreadsheet runs it: an apostrophe comes before what looks like a formula, and
/// before what looks as if one had come before it already. Numbers with a sign are guarded too: no
/// cell of ours is to be reckoned with.
pub fn guard(text: &str) -> Cow<'_, str> {
    if is_formula(text) { Cow::Owned(format!("'{text}")) } else { Cow::Borrowed(text) }
}

/// The text without the apostrophe that [`guard`] put before it.
pub(crate) fn unguard(text: &str) -> &str {
    text.strip_prefix('\'').filter(|_| is_formula(text)).unwrap_or(text)
}

/// The text of a table, to be pasted into a spreadsheet: tabs between cells, formulas guarded.
pub fn write(table: &[Vec<String>]) -> String {
    // A comma in a single column is told from one between cells.
    let alone = table.iter().all(|row| row.len() < 2);
    let cell = |text: &String| {
        let text = guard(text);
        let holds = text.contains(['\t', '\n', '\r']) || alone && text.contains([',', ';']);
        if holds || text.starts_with('"') {
            format!("\"{}\"", text.replace('"', "\"\""))
        } else {
            text.into_owned()
        }
    };
    let line = |row: &Vec<String>| row.iter().map(cell).collect::<Vec<_>>().join("\t");
    table.iter().map(line).collect::<Vec<_>>().join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, between: char, expected: &[(usize, &[&str])]) {
        let found = read(text, between).unwrap();
        let found: Vec<(usize, Vec<&str>)> = found
            .iter()
            .map(|line| (line.number, line.cells.iter().map(String::as_str).collect()))
            .collect();
        let expected: Vec<(usize, Vec<&str>)> =
            expected.iter().map(|(number, cells)| (*number, cells.to_vec())).collect();
        assert_eq!(found, expected, "{text:?}");
    }

    #[test]
    fn tables_as_spreadsheets_copy_them() {
        check("a\tb\r\nc\t\r\n", '\t', &[(1, &["a", "b"]), (2, &["c", ""])]);
        check("one", '\t', &[(1, &["one"])]);
        check("\"a \"\"b\"\"\tc\nd\"\te", '\t', &[(1, &["a \"b\"\tc\nd", "e"])]);
        check("5\" tape\tx", '\t', &[(1, &["5\" tape", "x"])]);
        check("", '\t', &[]);
        check("a\rb", '\t', &[(1, &["a"]), (2, &["b"])]);
    }

    #[test]
    fn files_with_commas_or_semicolons() {
        check("\u{feff}a,b\r\n\"c, d\",e\r\n", ',', &[(1, &["a", "b"]), (2, &["c, d", "e"])]);
        check(
            "a;b;c\nd\ne;f;g;h",
            ';',
            &[(1, &["a", "b", "c"]), (2, &["d"]), (3, &["e", "f", "g", "h"])],
        );
    }

    #[test]
    fn a_blank_line_is_a_row() {
        check("Read\n\nDeny\n", '\t', &[(1, &["Read"]), (2, &[""]), (3, &["Deny"])]);
        check(
            "\n\"a\nb\"\n\n\nc",
            '\t',
            &[(1, &[""]), (2, &["a\nb"]), (4, &[""]), (5, &[""]), (6, &["c"])],
        );
        check("a\n\n", '\t', &[(1, &["a"]), (2, &[""])]);
        check("\t\n\t", '\t', &[(1, &["", ""]), (2, &["", ""])]);
    }

    #[test]
    fn an_open_quote_is_named_by_its_line() {
        let line = |text, between| read(text, between).map_err(|open| open.line);
        assert_eq!(line("a\tb\nc\t\"d\ne\tf", '\t'), Err(2));
        assert_eq!(line("\"a\nb\",c,\"d", ','), Err(2));
        assert_eq!(line("\"", '\t'), Err(1));
        assert!(line("\"a\"\"\"", '\t').is_ok());
        let says = read("a\n\"b", '\t').map_err(|open| open.to_string());
        assert_eq!(says, Err("line 2: a quote is opened and not closed".to_owned()));
    }

    #[test]
    fn prose_is_told_from_cells() {
        let prose = |text: &str| is_prose(&read(text, ',').unwrap());
        assert!(prose("Iyer, Raj\nLi, Bo") && prose("no comma"));
        assert!(!prose("Iyer,Raj") && !prose("Zoe,zoe, Office"));
    }

    #[test]
    fn a_formula_becomes_text_and_comes_back() {
        for formula in ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "＝1", "'=1", "''-"] {
            assert_eq!(guard(formula), format!("'{formula}"));
            assert_eq!(unguard(&guard(formula)), formula);
        }
        for harmless in ["", "1-1", "Read-Write", " =1", "'quoted'", "'", "O'Neil"] {
            assert_eq!(guard(harmless), harmless);
            assert_eq!(unguard(harmless), harmless);
        }
    }

    #[test]
    fn what_is_written_reads_as_it_was() {
        let table = [["=1", "\"q\"", "a\tb"], ["", "x\ny", "5\" tape"], ["a,b", "'-", " s "]];
        let table: Vec<Vec<String>> =
            table.iter().map(|row| row.iter().map(|cell| (*cell).to_owned()).collect()).collect();
        let lines = read(&write(&table), '\t').unwrap();
        let read: Vec<Vec<String>> = lines
            .into_iter()
            .map(|line| line.cells.iter().map(|cell| unguard(cell).to_owned()).collect())
            .collect();
        assert_eq!(read, table);
        assert_eq!(write(&[vec!["a, b".to_owned()], vec!["c".to_owned()]]), "\"a, b\"\nc");
    }
}

//! The answer as CSV (RFC 4180, UTF-8): a row for each person, a column for each target. Cells that
//! a spreadsheet would take for a formula get an apostrophe in front.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::io::{self, Write};

use super::{Question, marked};
use whocan_core::model::TargetHead;
use whocan_core::table::guard;

/// Writes the whole answer.
pub(super) fn write(out: &mut dyn Write, question: &Question<'_>) -> io::Result<()> {
    let mut table = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(out);
    let heads = titles(&question.heads());
    let titles = ["Id", "Name", "Log-in"].into_iter().chain(heads.iter().map(String::as_str));
    write_row(&mut table, titles)?;
    for row in question.rows() {
        let user = row.user;
        let who = [user.id.as_str(), &user.name, user.login.as_deref().unwrap_or_default()];
        let outcomes: Vec<Cow<'_, str>> = row.outcomes.iter().map(marked).collect();
        write_row(&mut table, who.into_iter().chain(outcomes.iter().map(|it| &**it)))?;
    }
    table.flush()
}

fn write_row<'c>(
    table: &mut csv::Writer<&mut dyn Write>,
    cells: impl Iterator<Item = &'c str>,
) -> io::Result<()> {
    let cells = cells.map(|cell| guard(cell).into_owned());
    table.write_record(cells).map_err(|error| match error.into_kind() {
        csv::ErrorKind::Io(error) => error,
        _ => io::ErrorKind::InvalidData.into(),
    })
}

/// The names of the targets. One that several have is told apart by what they stand under, or else
/// by the key.
fn titles(heads: &[&TargetHead]) -> Vec<String> {
    let within = |head: &TargetHead| format!("{} ({})", head.name, head.band);
    let (mut names, mut longer) = (BTreeMap::new(), BTreeMap::new());
    for head in heads {
        *names.entry(head.name.clone()).or_insert(0) += 1;
        *longer.entry(within(head)).or_insert(0) += 1;
    }
    heads
        .iter()
        .map(|head| {
            if names.get(&head.name) == Some(&1) {
                head.name.clone()
            } else if longer.get(&within(head)) == Some(&1) {
                within(head)
            } else {
                format!("{} ({})", head.name, head.key)
            }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_are_told_apart() {
        let head = |key: &str, name: &str, band: &str| TargetHead {
            key: key.to_owned(),
            name: name.to_owned(),
            band: band.to_owned(),
        };
        let heads = [head("a", "Bases", "X"), head("b", "Notes", "X"), head("c", "Notes", "Y")];
        let found = titles(&heads.iter().collect::<Vec<_>>());
        assert_eq!(found, ["Bases", "Notes (X)", "Notes (Y)"]);
        let heads = [head("a", "Notes", "X"), head("b", "Notes", "X")];
        assert_eq!(titles(&heads.iter().collect::<Vec<_>>()), ["Notes (a)", "Notes (b)"]);
    }
}

//! The answer as CSV (RFC 4180, UTF-8): a row for each person, a column for each target. Cells that
//! a spreadsheet would take for a formula get an apostrophe in front.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::io::{self, Write};

use super::Question;
use crate::asked::marked;
use crate::table::{csv, csv_row};
use whocan_core::model::TargetHead;

/// Writes the whole answer.
pub(super) fn write(out: &mut dyn Write, question: &Question<'_>) -> io::Result<()> {
    let mut table = csv(out);
    let heads = titles(&question.heads());
    let titles = ["Id", "Name", "Log-in"].into_iter().chain(heads.iter().map(String::as_str));
    csv_row(&mut table, titles)?;
    for row in question.rows() {
        let user = row.user;
        let who = [user.id.as_str(), &user.name, user.login.as_deref().unwrap_or_default()];
        let outcomes: Vec<Cow<'_, str>> = row.outcomes.iter().map(marked).collect();
        csv_row(&mut table, who.into_iter().chain(outcomes.iter().map(|it| &**it)))?;
    }
    table.flush()
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

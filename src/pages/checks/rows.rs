//! The rows of the list: which checks it shows in which section, as far as they are unfolded.

use std::collections::BTreeMap;

use super::standing::Standing;
use super::words;
use crate::state::Statuses;
use whocan_core::document::{Check, CheckId, Claim};
use whocan_core::models::ModelKind;
use whocan_core::query::Snapshot;
use whocan_core::shared::sort_by_key;
use whocan_core::text::SearchText;

/// A section of the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Section {
    /// Whatever does not hold.
    Fails,
    /// Rules that hold.
    Rules,
    /// Expectations that hold.
    Expectations,
}

impl Section {
    pub(super) const ALL: [Self; 3] = [Self::Fails, Self::Rules, Self::Expectations];

    fn of(check: &Check, standing: Standing) -> Self {
        match (&check.claim, standing.fails()) {
            (_, true) => Self::Fails,
            (Claim::Rule(_), _) => Self::Rules,
            (Claim::Answer { .. }, _) => Self::Expectations,
        }
    }

    /// How many rows it shows at first.
    pub(super) fn least(self) -> usize {
        match self {
            Self::Fails => 40,
            Self::Rules => 20,
            Self::Expectations => 6,
        }
    }
}

/// A row.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Row {
    pub(super) id: CheckId,
    pub(super) title: String,
    pub(super) below: String,
    pub(super) standing: Standing,
}

/// What of a section is seen.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Listed {
    /// How many checks are in it.
    pub(super) count: usize,
    /// The numbers of the rows that are shown, see [`Rows`].
    pub(super) rows: Vec<usize>,
}

impl Listed {
    /// How many are folded away.
    pub(super) fn more(&self) -> usize {
        self.count - self.rows.len().min(self.count)
    }
}

/// What the list is narrowed to.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Narrowed {
    /// What is looked for.
    pub(super) text: String,
    /// Only one of these.
    pub(super) only: Option<Only>,
    /// Only checks of this system.
    pub(super) kind: Option<ModelKind>,
}

/// A kind of check.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Only {
    Failing,
    Rules,
    Expectations,
}

impl Narrowed {
    fn lets(&self, check: &Check, standing: Standing) -> bool {
        let of_kind = match self.only {
            None => true,
            Some(Only::Failing) => standing.fails(),
            Some(Only::Rules) => matches!(check.claim, Claim::Rule(_)),
            Some(Only::Expectations) => matches!(check.claim, Claim::Answer { .. }),
        };
        of_kind && self.kind.is_none_or(|kind| check.claim.model() == Some(kind.key()))
    }
}

/// The rows by their numbers: a row keeps its number as long as it says the same, so that it is drawn
/// once.
#[derive(Debug, Default)]
pub(super) struct Rows {
    numbers: BTreeMap<Row, usize>,
    rows: BTreeMap<usize, Row>,
    next: usize,
}

/// How many rows are remembered.
const REMEMBERED: usize = 20_000;

impl Rows {
    pub(super) fn row(&self, number: usize) -> Option<&Row> {
        self.rows.get(&number)
    }

    fn number(&mut self, row: Row) -> usize {
        if let Some(number) = self.numbers.get(&row) {
            return *number;
        }
        let number = self.next;
        self.next += 1;
        self.rows.insert(number, row.clone());
        self.numbers.insert(row, number);
        number
    }

    /// What of each section is seen, where so many rows are unfolded. What is selected is seen in any
    /// case.
    pub(super) fn listed(
        &mut self,
        snapshot: &Snapshot,
        statuses: &Statuses,
        narrowed: &Narrowed,
        unfolded: [usize; 3],
        selected: Option<&CheckId>,
    ) -> [Listed; 3] {
        if self.rows.len() > REMEMBERED {
            *self = Self { next: self.next, ..Self::default() };
        }
        let text = SearchText::new(&narrowed.text);
        let mut found: [Vec<(usize, &Check, Standing)>; 3] = Default::default();
        for (at, check) in snapshot.document().checks.list.iter().enumerate() {
            let status = statuses.get(&check.id);
            let standing = Standing::of(status);
            let said = || {
                let below = words::below(check, status, snapshot);
                text.is_in(&format!("{} {below} {}", words::title(check, snapshot), check.id))
            };
            if !narrowed.lets(check, standing) || !(text.is_blank() || said()) {
                continue;
            }
            let section = Section::of(check, standing);
            let at_section = found.get_mut(section as usize);
            at_section.into_iter().for_each(|own| own.push((at, check, standing)));
        }
        if let Some(fails) = found.first_mut() {
            sort_by_key(fails, |(at, check, standing)| {
                (matches!(check.claim, Claim::Answer { .. }), *standing, *at)
            });
        }
        let mut sections = found.into_iter().zip(unfolded);
        std::array::from_fn(|_| {
            let Some((own, most)) = sections.next() else { return Listed::default() };
            let count = own.len();
            let is_seen = |at: usize, check: &Check| at < most || Some(&check.id) == selected;
            let seen = own.into_iter().enumerate().filter(|(at, (_, it, _))| is_seen(*at, it));
            let row = |(_, (_, check, standing)): (usize, (usize, &Check, Standing))| {
                let status = statuses.get(&check.id);
                self.number(Row {
                    id: check.id.clone(),
                    title: words::title(check, snapshot),
                    below: words::below(check, status, snapshot),
                    standing,
                })
            };
            Listed { count, rows: seen.map(row).collect() }
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::Arc;
    use whocan_core::query::run_checks;

    fn youth_service() -> (Snapshot, Statuses) {
        let text = whocan_core::examples::find("youth-service").unwrap().text;
        let (document, _) = whocan_core::document::read(text.as_bytes()).unwrap();
        let snapshot = Snapshot::new(&document, None);
        let found = run_checks(&snapshot, None).into_iter().map(|it| (it.id, it.status));
        let statuses = Arc::new(found.collect());
        (snapshot, statuses)
    }

    #[test]
    fn what_holds_is_folded_and_what_is_selected_is_seen() {
        let (snapshot, statuses) = youth_service();
        let mut rows = Rows::default();
        let least = Section::ALL.map(Section::least);
        let all = rows.listed(&snapshot, &statuses, &Narrowed::default(), least, None);
        assert_eq!(all[0].count, 0);
        assert_eq!(all[1].more(), 0);
        assert_eq!(all[2].rows.len(), 6);
        assert_eq!(all[1].count + all[2].count, snapshot.document().checks.list.len());
        let last = snapshot.document().checks.list.iter().rev();
        let last = last.into_iter().find(|it| matches!(it.claim, Claim::Answer { .. })).unwrap();
        let with = rows.listed(&snapshot, &statuses, &Narrowed::default(), least, Some(&last.id));
        assert_eq!(with[2].rows.len(), 7);
        // The rows that say the same keep their numbers.
        assert_eq!(with[2].rows[..6], all[2].rows[..]);
    }

    #[test]
    fn a_list_is_narrowed_by_text_and_by_kind() {
        let (snapshot, statuses) = youth_service();
        let mut rows = Rows::default();
        let mut count = |narrowed: Narrowed| {
            let found = rows.listed(&snapshot, &statuses, &narrowed, [99; 3], None);
            found.map(|listed| listed.count)
        };
        let text = "merge".to_owned();
        assert_eq!(count(Narrowed { text: text.clone(), ..Narrowed::default() })[1], 1);
        let only = Some(Only::Expectations);
        assert_eq!(count(Narrowed { text, only, ..Narrowed::default() })[1], 0);
        let only = Some(Only::Failing);
        assert_eq!(count(Narrowed { only, ..Narrowed::default() }), [0, 0, 0]);
    }
}

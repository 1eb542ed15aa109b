//! What an edit of the policy can reach: the rows that differ, and the processes on which they do.

use std::collections::BTreeSet;

use super::Index;
use crate::model::planes::height;
use crate::model::{Reach, Reaches, Whom};
use crate::shared::collect_into;

impl Reaches for Index {
    fn reach(&self, after: &Self) -> Reach {
        if self.columns.catalogue != after.columns.catalogue || self.rows.len() != after.rows.len()
        {
            return Reach::ANYTHING;
        }
        let mut planes = vec![0; self.columns.all_words()];
        let mut groups = BTreeSet::new();
        for (at, (was, is)) in (0..).zip(self.rows.iter().zip(&after.rows)) {
            if was == is || was.is_same_as(is) {
                continue;
            }
            groups.insert(at);
            for (differs, (was, is)) in planes.iter_mut().zip(was.planes.iter().zip(&is.planes)) {
                *differs |= was ^ is;
            }
        }
        let flagged = self.system_admins.symmetric_difference(&after.system_admins);
        let users = collect_into(flagged.cloned());
        // A flag counts on nearly every process.
        let any = !BTreeSet::is_empty(&users);
        Reach {
            people: Whom::Some { groups, users },
            targets: (!any).then(|| self.places_in(&planes)),
        }
    }
}

impl Index {
    /// The processes that have a bit in any of these planes, of the levels or of All Secured Data.
    fn places_in(&self, planes: &[u64]) -> BTreeSet<String> {
        let columns = &self.columns;
        let (of_process, of_data) = planes.split_at((3 * columns.words).min(planes.len()));
        let found = columns.places.iter().filter(|(_, column)| {
            let at = column.place;
            height(of_process, columns.words, at) + height(of_data, columns.secured_words, at) > 0
        });
        collect_into(found.map(|(process, _)| process.to_string()))
    }
}

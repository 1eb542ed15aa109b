//! What an edit of the policy can reach: the records whose lists differ.

use std::collections::BTreeSet;

use super::Index;
use crate::model::{Reach, Reaches, Whom};

/// How many records are named at most; where more differ it may be any.
const MOST: usize = 512;

impl Reaches for Index {
    fn reach(&self, after: &Self) -> Reach {
        if !self.directory.same(&after.directory) {
            return Reach::ANYTHING;
        }
        let mut targets = BTreeSet::new();
        let list = |index: &Self, at: usize| index.of_record.get(at).copied().flatten();
        for (at, record) in after.records.iter().enumerate() {
            let then = self.records.position(&record.id);
            let same = then.is_some_and(|then| {
                let kind = self.records.nth(then).map(|record| record.kind);
                self.list(list(self, then)) == after.list(list(after, at))
                    && kind == Some(record.kind)
            });
            if !same {
                targets.insert(record.id.to_string());
            }
            if targets.len() > MOST {
                return Reach::ANYTHING;
            }
        }
        for record in self.records.iter().filter(|record| !after.records.has(&record.id)) {
            targets.insert(record.id.to_string());
        }
        Reach { people: Whom::Anybody, targets: Some(targets) }
    }
}

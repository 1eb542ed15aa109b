//! What an edit of the policy can reach: the rows that differ, and the features on which they do.

use std::collections::BTreeSet;

use super::{Compiled, Index};
use crate::model::planes::height;
use crate::model::{Reach, Reaches, Whom};
use crate::shared::{Shared, collect_into};

impl Reaches for Index {
    fn reach(&self, after: &Self) -> Reach {
        let comparable = self.places == after.places
            && self.terms == after.terms
            && self.unread == after.unread
            && self.groups.len() == after.groups.len();
        if !comparable {
            return Reach::ANYTHING;
        }
        let mut planes = vec![0; 3 * self.places.words];
        let mut differs = |was: Option<&Shared<Compiled>>, is: Option<&Shared<Compiled>>| {
            if let (Some(was), Some(is)) = (was, is)
                && (was == is || was.row == is.row || *was.row == *is.row)
            {
                return false;
            }
            for (at, differs) in planes.iter_mut().enumerate() {
                let bits = |row: Option<&Shared<Compiled>>| {
                    row.and_then(|row| row.planes.get(at)).copied().unwrap_or_default()
                };
                *differs |= bits(was) ^ bits(is);
            }
            true
        };
        let rows = (0..).zip(self.groups.iter().zip(&after.groups));
        let rows = rows.filter(|(_, (was, is))| differs(Some(was), Some(is)));
        let groups = collect_into(rows.map(|(at, _)| at));
        let users: BTreeSet<_> = collect_into(self.users.keys().chain(after.users.keys()));
        let users = users.into_iter();
        let users = users.filter(|user| differs(self.users.get(*user), after.users.get(*user)));
        let users = collect_into(users.cloned());
        let has = |place: usize| height(&planes, self.places.words, place) > 0;
        let targets = self.places.places.iter().filter(|(_, (place, _))| has(*place));
        let targets = Some(collect_into(targets.map(|(feature, _)| feature.to_string())));
        Reach { people: Whom::Some { groups, users }, targets }
    }
}

//! What an edit of the policy can reach: the groups whose ticks differ, and the attributes on which
//! they do, with what lies behind those.

use super::Index;
use crate::model::{Index as _, Reach, Reaches, Whom};
use crate::shared::collect_into;

impl Reaches for Index {
    fn reach(&self, after: &Self) -> Reach {
        let differing = self.differing(after).filter(|_| self.reports.same(&after.reports));
        let Some(targets) = differing else { return Reach::ANYTHING };
        let rows = (0..).zip(self.rows.iter().zip(&after.rows));
        let rows = rows.filter(|(_, (was, is))| was != is && was.ticked != is.ticked);
        let groups = collect_into(rows.map(|(at, _)| at));
        Reach {
            people: Whom::Some { groups, users: Default::default() },
            targets: Some(collect_into(targets.iter().map(ToString::to_string))),
        }
    }
}

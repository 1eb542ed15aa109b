//! What an edit of the policy can reach: the users and groups whose entries differ.

use std::collections::BTreeSet;

use super::Index;
use crate::model::{Reach, Reaches, Whom};
use crate::shared::collect_into;

impl Reaches for Index {
    fn reach(&self, after: &Self) -> Reach {
        let is_certain = |index: &Self| index.unsaid.is_empty() && !index.unread;
        let comparable = self.shares_tree_with(after)
            && self.same_groups(after)
            && self.groups.len() == after.groups.len()
            && self.leaning() == after.leaning()
            && is_certain(self)
            && is_certain(after);
        if !comparable {
            return Reach::ANYTHING;
        }
        let rows = (0..).zip(self.groups.iter().zip(&after.groups));
        let groups = collect_into(rows.filter(|(_, (was, is))| was != is).map(|(at, _)| at));
        let named = self.own.keys().chain(after.own.keys());
        let mut users: BTreeSet<_> =
            collect_into(named.filter(|user| self.own.get(*user) != after.own.get(*user)).cloned());
        users.extend(self.admins.symmetric_difference(&after.admins).cloned());
        Reach { people: Whom::Some { groups, users }, targets: None }
    }
}

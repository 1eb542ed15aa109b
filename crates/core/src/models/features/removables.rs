//! What the policy sets, piece by piece: the entries of users and groups.

use std::collections::BTreeSet;

use super::explain::entry_address;
use super::policy::{Entry, FeatureId, Kind, Policy, Ticked};
use super::{Edit, Features};
use crate::directory::{Directory, Principal};
use crate::model::{Affects, CountsFor, Removable, Removables};
use crate::shared::collect_into;

/// R11: a default counts for users who come later, and is left out.
impl Removables for Features {
    fn removables(policy: &Policy, directory: &Directory) -> Vec<Removable<Edit>> {
        let mut found = Vec::new();
        // What could not be read would go with the entry.
        let rows = policy.entries.iter().filter(|_| !policy.entries_unread());
        for (who, row) in rows.filter(|(_, row)| row.unread.is_none()) {
            let whom = CountsFor::of(directory, who.as_str(), |who| {
                matches!(who, Principal::User(_) | Principal::Group(_))
            });
            if let CountsFor::Unknown(_) = whom {
                let at = entry_address(who.as_str(), &FeatureId::new(""));
                let edit = Edit::Forget(who.clone());
                found.push(Removable::gone(edit, at, who.as_str(), "features", "all its entries"));
                continue;
            }
            let cells = row.cells.iter().filter(|(_, cell)| cell.unread.is_none());
            found.extend(cells.filter_map(|(id, cell)| {
                let feature = policy.feature(id)?;
                let of_group = matches!(whom, CountsFor::One(Principal::Group(_)));
                let entry = Entry::unset(policy.default_of(id));
                let edit = Edit::Put(who.clone(), id.clone(), entry);
                let reach = Affects::Targets(vec![id.to_string()]);
                Some(Removable {
                    on: id.to_string(),
                    name: feature.name.clone(),
                    value: cell.entry.words(),
                    idle: match cell.entry.is {
                        // R1
                        Ticked::Unset => Some("Is Set is not ticked"),
                        // R5
                        Ticked::Set if of_group && feature.kind == Kind::Centres => {
                            Some("a group's entry on a centre has no effect")
                        }
                        Ticked::Set => None,
                    },
                    ..Removable::new(edit, entry_address(who.as_str(), id), whom.clone(), reach)
                })
            }));
        }
        found
    }

    fn licences(policy: &Policy) -> Vec<String> {
        let needed = policy.features().map(|feature| policy.licence(feature).to_owned());
        let all: BTreeSet<String> = collect_into(needed);
        all.into_iter().collect()
    }
}

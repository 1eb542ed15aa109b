//! What the policy sets, piece by piece: the entries of users and groups.

use std::collections::BTreeSet;

use super::explain::entry_address;
use super::policy::{Cell, Entry, FeatureId, Kind, Policy, SubjectId, Ticked};
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
                found.push(gone(who, whom));
                continue;
            }
            let cells = row.cells.iter().filter(|(_, cell)| cell.unread.is_none());
            found.extend(cells.filter_map(|(id, cell)| piece(policy, who, &whom, id, cell)));
        }
        found
    }

    fn licences(policy: &Policy) -> Vec<String> {
        let needed = policy.features().map(|feature| policy.licence(feature).to_owned());
        let all: BTreeSet<String> = collect_into(needed);
        all.into_iter().collect()
    }
}

/// The entries of somebody who is not there.
fn gone(who: &SubjectId, whom: CountsFor) -> Removable<Edit> {
    Removable {
        edit: Edit::Forget(who.clone()),
        at: entry_address(who.as_str(), &FeatureId::new("")),
        whom,
        on: String::new(),
        name: "features".to_owned(),
        value: "all its entries".to_owned(),
        reach: Affects::Targets(Vec::new()),
        from: None,
        to: None,
        idle: None,
    }
}

fn piece(
    policy: &Policy,
    who: &SubjectId,
    whom: &CountsFor,
    id: &FeatureId,
    cell: &Cell,
) -> Option<Removable<Edit>> {
    let feature = policy.feature(id)?;
    let of_group = matches!(whom, CountsFor::One(Principal::Group(_)));
    Some(Removable {
        edit: Edit::Put {
            who: who.clone(),
            feature: id.clone(),
            entry: Entry::unset(policy.default_of(id)),
        },
        at: entry_address(who.as_str(), id),
        whom: whom.clone(),
        on: id.to_string(),
        name: feature.name.clone(),
        value: cell.entry.words(),
        reach: Affects::Targets(vec![id.to_string()]),
        from: None,
        to: None,
        idle: match cell.entry.is {
            // R1
            Ticked::Unset => Some("Is Set is not ticked"),
            // R5
            Ticked::Set if of_group && feature.kind == Kind::Centres => {
                Some("what is set for a group on a centre has no effect")
            }
            Ticked::Set => None,
        },
    })
}

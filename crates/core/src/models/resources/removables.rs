//! What the policy sets, piece by piece: the entries.

use std::collections::BTreeMap;

use super::doubt::UnreadEntry;
use super::explain::entry_address;
use super::policy::{Entry, EntryKey, Kind, Period, Policy, ResourceId};
use super::{Edit, Resources};
use crate::directory::{Directory, Principal};
use crate::model::{Affects, CountsFor, Removable, Removables};

/// R15, R16: what counts later, for new resources and for new users, is left out.
impl Removables for Resources {
    fn removables(policy: &Policy, directory: &Directory) -> Vec<Removable<Edit>> {
        let below = Below::of(policy);
        let unread = policy.entries.unread();
        // What could not be read would go with the entry that stands for the same.
        let certain = |entry: &Entry| {
            let (who, on) = (entry.who.as_str(), entry.on.as_str());
            !unread.items().any(|(_, json)| UnreadEntry::is(json, who, Some(on)))
        };
        let entries = policy.entries.iter().filter(|entry| certain(entry));
        entries.map(|entry| piece(policy, directory, &below, entry)).collect()
    }

    fn counts_later(policy: &Policy, who: &Principal) -> bool {
        let Principal::Group(group) = who else { return false };
        policy.new_user_groups.contains(group) || policy.defaults.contains_key(group)
    }
}

/// What stands below each resource: units, and what belongs to it.
struct Below<'a> {
    units: BTreeMap<&'a ResourceId, Vec<&'a ResourceId>>,
    classified: BTreeMap<&'a ResourceId, Vec<&'a str>>,
}

impl<'a> Below<'a> {
    fn of(policy: &'a Policy) -> Self {
        let mut below = Self { units: BTreeMap::new(), classified: BTreeMap::new() };
        for (resource, parent) in policy.resources.iter().zip(policy.parents()) {
            let parent = parent.and_then(|at| policy.resources.nth(at as usize));
            if let Some(parent) = parent {
                below.units.entry(&parent.id).or_default().push(&resource.id);
            }
        }
        for kind in Kind::ALL {
            for one in policy.classified(kind).iter() {
                for of in &one.of {
                    below.classified.entry(of).or_default().push(one.id.as_str());
                }
            }
        }
        below
    }

    /// Everything that an entry on a resource can make a difference to: R7, R11.
    fn reach(&self, start: &ResourceId) -> Vec<String> {
        let mut open = vec![start];
        let (mut found, mut classified) = (Vec::new(), Vec::new());
        // Links that close a circle are none, so that each walk ends.
        while let Some(next) = open.pop() {
            found.push(next.to_string());
            open.extend(self.units.get(next).into_iter().flatten());
            let here = self.classified.get(next).into_iter().flatten();
            classified.extend(here.map(|id| (*id).to_owned()));
        }
        classified.sort_unstable();
        classified.dedup();
        found.extend(classified);
        found
    }
}

fn piece(
    policy: &Policy,
    directory: &Directory,
    below: &Below<'_>,
    entry: &Entry,
) -> Removable<Edit> {
    let resource = policy.resources.get(&entry.on);
    let Period { from, to } = entry.period;
    let idle = match resource {
        None => Some("there is no such resource"),
        // R2
        Some(resource) if entry.counts(resource.kind).is_none() => Some("it lacks Read"),
        Some(_) if from.zip(to).is_some_and(|(from, to)| to < from) => {
            Some("it ends before it begins")
        }
        Some(_) => None,
    };
    let days = match entry.period == Period::default() {
        true => String::new(),
        false => format!(" {}", entry.period.words()),
    };
    let is_subject = |who: &Principal| matches!(who, Principal::User(_) | Principal::Group(_));
    Removable {
        edit: Edit::Clear(EntryKey { who: entry.who.clone(), on: entry.on.clone() }),
        at: entry_address(&entry.id),
        whom: CountsFor::of(directory, entry.who.as_str(), is_subject),
        on: entry.on.to_string(),
        name: policy.resources.name(&entry.on),
        value: format!("{}{days}", entry.given.words()),
        reach: Affects::Targets(resource.map(|it| below.reach(&it.id)).unwrap_or_default()),
        from,
        to,
        idle,
    }
}

//! The edits on which access to a resource can hang: what the person and their groups are given on it
//! and on the units above it, on which days, and the admin flag. What belongs to resources hangs on
//! those.

use super::policy::{Entry, EntryKey, Given, Period, Permission, Permissions, Policy, Resource};
use super::{Edit, Resources, Target};
use crate::directory::{Date, Principal, UserId};
use crate::model::{Asked, Settings, Sought, Steps};
use crate::shared::Shared;
use crate::verdict::Grants;

/// How many others could be the admin in the place of the last one: anybody could.
const MOST_OTHERS: usize = 3;

impl Steps for Resources {
    fn settings(asked: Asked<'_, Self>, target: &Target, sought: Sought) -> Settings<Edit> {
        let Asked { model, members, circumstances } = asked;
        let mut found = Settings::default();
        let policy = model.policy;
        let day = model.circumstances(circumstances).on;
        let own = members.user.clone().map(Principal::User);
        let groups = members.groups_in(model.directory).cloned();
        let groups: Vec<Principal> = groups.map(Principal::Group).collect();
        for resource in policy.involved(target) {
            let of_groups: Vec<&Shared<Entry>> =
                groups.iter().filter_map(|of| entry(policy, of, resource)).collect();
            for of in own.iter().chain(&groups) {
                let now = entry(policy, of, resource);
                // An own entry is heard in the place of the groups'.
                let heard = match (now, of) {
                    (Some(entry), _) => given(entry),
                    (None, Principal::User(_)) => {
                        of_groups.iter().fold(Permissions::NONE, |all, it| all.or(given(it)))
                    }
                    (None, _) => Permissions::NONE,
                };
                let seat = EntryKey::new(of.id(), resource.id.as_str());
                let can_be = resource.kind.permissions();
                let mut edits: Vec<Edit> = sets(heard, can_be, sought)
                    .into_iter()
                    .map(Given::Set)
                    .filter(|given| now.is_none_or(|entry| entry.given != *given))
                    .map(|given| Edit::Set(seat.clone(), given))
                    .collect();
                let removal = now.map(|_| Edit::Clear(seat.clone()));
                match now.is_some_and(|entry| entry.given == Given::Block) {
                    // Without the Block what it cuts off counts again: that comes before anything new.
                    true => edits.splice(0..0, removal.clone()).for_each(drop),
                    false => {
                        edits.extend(removal.clone());
                        edits.push(Edit::Set(seat.clone(), Given::Block));
                    }
                }
                found.push(Some(of.clone()), edits, removal);
                let Some(entry) = now else { continue };
                let detail =
                    |period: Period| Edit::Detail(seat.clone(), entry.notes.clone(), period);
                let periods = periods(entry.period, day);
                let edits = periods.into_iter().map(detail).collect();
                found.push(Some(of.clone()), edits, None);
                let ends = entry.period.to.and_then(Date::next);
                found.days.extend(entry.period.from.into_iter().chain(ends));
            }
        }
        if let Some(user) = &members.user {
            let is = policy.admins.contains(user);
            let turned = Edit::Admin(user.clone(), !is);
            found.turn(Some(Principal::User(user.clone())), is, turned);
            // R17: where they are the last one, somebody else has to be one before.
            let others = model.directory.users.iter().filter(|it| it.id != *user);
            let is_last = is && policy.admins.len() == 1;
            for other in others.take(if is_last { MOST_OTHERS } else { 0 }) {
                let turned = Edit::Admin(other.id.clone(), true);
                found.turn(Some(Principal::User(other.id.clone())), false, turned);
            }
        }
        found
    }

    fn copy_own(policy: &Policy, from: &UserId, to: &UserId) -> Vec<Edit> {
        let mut edits = Vec::new();
        let of = |who: &UserId| -> Vec<&Shared<Entry>> {
            let all = policy.entries.iter();
            all.filter(|entry| entry.who.as_str() == who.as_str()).collect()
        };
        let (theirs, own) = (of(from), of(to));
        for entry in &theirs {
            let seat = EntryKey::new(to.as_str(), entry.on.as_str());
            let known = own.iter().find(|it| it.on == entry.on);
            if known.is_none_or(|it| it.given != entry.given) {
                edits.push(Edit::Set(seat.clone(), entry.given));
            }
            if known.map_or(Period::default(), |it| it.period) != entry.period {
                let notes = known.map(|it| it.notes.clone()).unwrap_or_default();
                edits.push(Edit::Detail(seat, notes, entry.period));
            }
        }
        let gone = own.iter().filter(|entry| theirs.iter().all(|it| it.on != entry.on));
        edits.extend(gone.map(|it| Edit::Clear(EntryKey::new(to.as_str(), it.on.as_str()))));
        let (theirs, own) = (policy.admins.contains(from), policy.admins.contains(to));
        edits.extend((theirs != own).then(|| Edit::Admin(to.clone(), theirs)));
        edits
    }
}

fn entry<'a>(policy: &'a Policy, of: &Principal, on: &Resource) -> Option<&'a Shared<Entry>> {
    policy.entry(&EntryKey::new(of.id(), on.id.as_str()))
}

fn given(entry: &Entry) -> Permissions {
    match entry.given {
        Given::Block => Permissions::NONE,
        Given::Set(set) => set,
    }
}

/// What could be given instead, the least change first. Nothing is given without Read.
fn sets(heard: Permissions, can_be: Permissions, sought: Sought) -> Vec<Permissions> {
    let of = |grants: Grants| {
        Permissions::of(
            Permission::ALL.into_iter().filter(|it| grants.contains(Grants(it.alone().bits()))),
        )
    };
    let (with, without) = (of(sought.with), of(sought.without));
    let read = Permission::Read.alone();
    let single = without.and(heard).iter().map(|one| heard.or(with).without(one.alone()));
    let mut found: Vec<Permissions> = Vec::new();
    let all = [heard.or(with).without(without)].into_iter().chain(single).chain([with, read]);
    for set in all.map(|set| set.or(read).and(can_be)) {
        if !found.contains(&set) {
            found.push(set);
        }
    }
    found
}

/// The days on which an entry could count instead: so that it does on the day of the question and on
/// the days of before, so that it no longer does, or always.
fn periods(now: Period, day: Option<Date>) -> Vec<Period> {
    let mut found = Vec::new();
    if let Some(day) = day {
        if now.has(Some(day)) {
            let to = now.to.filter(|to| *to > day);
            found.extend(day.next().map(|from| Period { from: Some(from), to }));
        } else {
            let from = now.from.map(|from| from.min(day));
            let to = now.to.map(|to| to.max(day));
            found.push(Period { from, to });
        }
    }
    found.push(Period::default());
    found.retain(|period| *period != now);
    found
}

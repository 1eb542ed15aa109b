//! What can be done to the policy, and what each edit is called.

use super::Features;
use super::policy::{
    CORE, Cell, Entry, Feature, FeatureId, Kind, Policy, Row, SubjectId, Ticked, Visibility,
};
use crate::directory::rejection::{self, Done, absent, free, named, no, refuse};
use crate::directory::{Directory, GroupId, Principal, Table};
use crate::model;
use crate::shared::Shared;
use crate::text;

/// One edit of the policy.
#[derive(Clone, Debug, PartialEq)]
pub enum Edit {
    /// Puts the drop-down and *Is Set* of a user or group; the default, not set, leaves no trace.
    Put(SubjectId, FeatureId, Entry),
    /// *Set all*: the value and *Is Set* for every user; groups keep theirs.
    SetAll(FeatureId, Visibility),
    /// Gives one group exactly the entries of another: from whom, to whom.
    CopyEntries(GroupId, GroupId),
    /// Takes every entry of a user or group away.
    Forget(SubjectId),
    /// Sets the default of a feature.
    SetDefault(FeatureId, Visibility),
    /// Sets which licence a feature needs; none is what its catalogue says.
    SetLicence(FeatureId, Option<String>),
    /// Adds a feature.
    Add(Feature),
    /// Gives a feature another name.
    Rename(FeatureId, String),
    /// Puts it under another category; empty is none.
    SetCategory(FeatureId, String),
    /// Says what it is for; empty is nothing.
    Describe(FeatureId, String),
    /// Removes it, with everything that is set on it.
    Remove(FeatureId),
}

impl model::Edit<Features> for Edit {
    fn make(&self, policy: &mut Policy, directory: &Directory) -> Done {
        match self {
            Edit::Put(who, feature, entry) => {
                subject(directory, who)?;
                offered(known(policy, feature)?, entry.value, entry.is)?;
                put(policy, who, feature, *entry);
            }
            Edit::SetAll(feature, value) => {
                offered(known(policy, feature)?, *value, Ticked::Set)?;
                // R11: every user there is, one without an entry too, and no group.
                let users = directory.users.iter().map(|user| SubjectId::new(user.id.as_str()));
                users.for_each(|who| put(policy, &who, feature, Entry::set(*value)));
            }
            Edit::CopyEntries(from, to) => {
                for group in [from, to] {
                    rejection::known(&directory.groups, group)?;
                }
                // R10: the row as it is now; later edits of either leave the other alone.
                let row = policy.entries.get(from.as_str()).cloned();
                policy.entries.put(&to.as_str().into(), row);
            }
            Edit::Forget(who) => policy.entries.put(who, None),
            Edit::SetDefault(id, value) => {
                offered(known(policy, id)?, *value, Ticked::Set)?;
                if policy.default_of(id) != *value || policy.default_unread(id) {
                    set_default(policy, id, *value);
                }
            }
            Edit::SetLicence(id, licence) => {
                let feature = known(policy, id)?;
                let own = feature.licence.as_deref().unwrap_or(CORE);
                if licence.as_ref().is_some_and(|name| text::is_blank(name)) {
                    return refuse("a licence cannot be blank");
                }
                let other = licence.clone().filter(|name| name != own);
                if policy.licence_unread(feature) {
                    policy.extra.remove_within("licences", id.as_str());
                    change(policy, id, |feature| {
                        feature.extra.remove("licence");
                    })?;
                }
                policy.licences.put(id, other);
            }
            Edit::Add(feature) => {
                named(&feature.name)?;
                let (id, known) = (&feature.id, policy.feature(&feature.id).is_some());
                free(id.as_str(), directory.principal(id.as_str()).is_some() || known)?;
                let own = feature.licence.as_deref().unwrap_or(CORE);
                if policy.licences.get(id).is_some_and(|name| name == own) {
                    policy.licences.put(id, None);
                }
                table(policy, feature.kind).add(feature.clone());
            }
            Edit::Rename(id, name) => {
                named(name)?;
                change(policy, id, |feature| feature.name.clone_from(name))?;
            }
            Edit::SetCategory(id, category) => {
                change(policy, id, |feature| feature.category = category.trim().to_owned())?;
            }
            Edit::Describe(id, says) => {
                change(policy, id, |feature| feature.description = says.trim().to_owned())?;
            }
            Edit::Remove(id) => {
                known(policy, id)?;
                remove(policy, id);
            }
        }
        Ok(())
    }

    fn describe(&self, policy: &Policy, directory: &Directory) -> String {
        let feature = |id: &FeatureId| {
            policy.feature(id).map_or_else(|| id.to_string(), |feature| feature.name.clone())
        };
        let group = |id: &GroupId| directory.groups.name(id);
        let subject = |who: &SubjectId| directory.name_of(who.as_str());
        match self {
            Edit::Put(who, of, entry) => {
                format!("{}: {} to {}", subject(who), feature(of), entry.words())
            }
            Edit::SetAll(of, value) => format!("{}: {} for all users", feature(of), value.name()),
            Edit::CopyEntries(from, to) => {
                format!("{}: the entries of {}", group(to), group(from))
            }
            Edit::Forget(who) => format!("{}: nothing set", subject(who)),
            Edit::SetDefault(of, value) => format!("{}: default {}", feature(of), value.name()),
            Edit::SetLicence(of, Some(name)) => format!("{} needs {name}", feature(of)),
            Edit::SetLicence(of, None) => format!("{} needs what its catalogue says", feature(of)),
            Edit::Add(new) => format!("add {} to {}", new.name, new.kind.name()),
            Edit::Rename(of, name) => format!("rename {} to {name}", feature(of)),
            Edit::SetCategory(of, category) if category.is_empty() => {
                format!("{}: no category", feature(of))
            }
            Edit::SetCategory(of, category) => format!("{}: category {category}", feature(of)),
            Edit::Describe(of, _) => format!("{}: description", feature(of)),
            Edit::Remove(of) => format!("remove {}", feature(of)),
        }
    }

    fn forget(policy: &Policy, principal: &Principal) -> Option<Self> {
        let has = policy.entries.contains_key(principal.id());
        has.then(|| Self::Forget(principal.id().into()))
    }

    fn copy_grants(_: &Policy, from: &GroupId, to: &GroupId) -> Self {
        Self::CopyEntries(from.clone(), to.clone())
    }
}

/// A user or group of the directory, whose entry it can be.
fn subject(directory: &Directory, who: &SubjectId) -> Done {
    match directory.principal(who.as_str()) {
        Some(Principal::User(_) | Principal::Group(_)) => Ok(()),
        _ => Err(no("user or group", who)),
    }
}

fn known<'a>(policy: &'a Policy, id: &FeatureId) -> Done<&'a Shared<Feature>> {
    policy.feature(id).ok_or_else(|| absent(id))
}

// R8: what a kind does not offer cannot be set; a drop-down may go on showing it.
fn offered(feature: &Feature, value: Visibility, is: Ticked) -> Done {
    if is == Ticked::Unset || feature.kind.offers().contains(&value) {
        return Ok(());
    }
    refuse(format!("{} are never {}", feature.kind.name(), value.name()))
}

/// Puts an entry, unless it is so already.
fn put(policy: &mut Policy, who: &SubjectId, id: &FeatureId, entry: Entry) {
    if policy.entry(who.as_str(), id) != entry || policy.is_unread(who.as_str(), id) {
        replace(policy, who, id, entry);
    }
}

/// Puts an entry. One that is not set and shows the default is taken away.
fn replace(policy: &mut Policy, who: &SubjectId, id: &FeatureId, entry: Entry) {
    let says_nothing = entry == Entry::unset(policy.default_of(id));
    if policy.entries_unread() {
        policy.extra.remove("entries");
    }
    let rows = policy.entries.edit();
    let row = rows.entry(who.clone()).or_default().edit();
    // It takes the place of what could not be read.
    row.unread = None;
    row.extra.remove(id.as_str());
    if says_nothing {
        row.cells.remove(id);
    } else {
        row.cells.insert(id.clone(), Cell::new(entry));
    }
    if row.is_empty() {
        rows.remove(who);
    }
}

/// Sets a default. Entries that are not set and happen to show it already leave no trace.
fn set_default(policy: &mut Policy, id: &FeatureId, value: Visibility) {
    policy.extra.remove_within("defaults", id.as_str());
    if policy.extra.unread_section("defaults").is_some() {
        policy.extra.remove("defaults");
    }
    policy.defaults.put(id, Some(value).filter(|value| *value != Visibility::default()));
    let shows = |row: &Row| {
        let cell = row.cells.get(id);
        cell.is_some_and(|cell| cell.entry == Entry::unset(value) && cell.extra.is_empty())
    };
    let those = policy.entries.iter().filter(|(_, row)| shows(row));
    let those: Vec<SubjectId> = those.map(|(who, _)| who.clone()).collect();
    those.iter().for_each(|who| replace(policy, who, id, Entry::unset(value)));
}

fn change(policy: &mut Policy, id: &FeatureId, change: impl FnOnce(&mut Feature)) -> Done {
    let kind = known(policy, id)?.kind;
    rejection::change(table(policy, kind), id, change)
}

/// Where the features of a kind stand.
fn table(policy: &mut Policy, kind: Kind) -> &mut Table<Feature> {
    if kind.is_shipped() { &mut policy.catalogue } else { &mut policy.items }
}

fn remove(policy: &mut Policy, id: &FeatureId) {
    policy.catalogue.remove(id);
    policy.items.remove(id);
    policy.licences.put(id, None);
    policy.defaults.put(id, None);
    let holders = policy.entries.iter().filter(|(_, row)| row.cells.contains_key(id));
    let holders: Vec<SubjectId> = holders.map(|(who, _)| who.clone()).collect();
    let nothing = Entry::unset(Visibility::default());
    holders.iter().for_each(|who| replace(policy, who, id, nothing));
}

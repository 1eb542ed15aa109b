//! What can be done to the policy, and what each edit is called.

use super::Resources;
use super::doubt::UnreadEntry;
use super::policy::{
    Classified, ClassifiedId, Entry, EntryKey, Given, Kind, Period, Permission, Permissions,
    Policy, Resource, ResourceId, ResourceType, SubjectId, principal, way_up,
};
use crate::directory::rejection::{Done, change, free, known, named, no, refuse};
use crate::directory::{Directory, GroupId, Id, Principal, Rejection, UserId};
use crate::model;

/// One edit of the policy.
#[derive(Clone, Debug, PartialEq)]
pub enum Edit {
    /// Adds a resource; groups with a default for its type get an entry on it.
    AddResource(Resource),
    /// Gives a resource another name.
    Rename(ResourceId, String),
    /// Notes something about it.
    Note(ResourceId, String),
    /// Puts an org unit under another one, or under none, with everything below it.
    Move(ResourceId, Option<ResourceId>),
    /// Removes a resource and its entries. Units below an org unit move up to the one above it.
    RemoveResource(ResourceId),
    /// Adds a person or a requirement.
    Add(Kind, Classified),
    /// Gives one another name.
    RenameClassified(Kind, ClassifiedId, String),
    /// Sets what one belongs to.
    Classify(Kind, ClassifiedId, Vec<ResourceId>),
    /// Removes one; of a requirement, also what is said of it elsewhere.
    Remove(Kind, ClassifiedId),
    /// Gives a person another e-mail address.
    Email(ClassifiedId, String),
    /// Whether a person has a record of a requirement.
    Record(ClassifiedId, ClassifiedId, bool),
    /// Whether the people in a resource are assigned a requirement.
    Require(ResourceId, ClassifiedId, bool),
    /// Sets what somebody has on a resource. An entry that is there keeps its notes and days.
    Set(EntryKey, Given),
    /// Sets the notes and the days of an entry.
    Detail(EntryKey, String, Period),
    /// Removes an entry.
    Clear(EntryKey),
    /// Makes an account an admin account, or a standard one again.
    Admin(UserId, bool),
    /// Whether new users join a group.
    NewUsers(GroupId, bool),
    /// Sets what a group is given on new resources of a type; the empty set is nothing.
    SetDefault(GroupId, ResourceType, Permissions),
    /// Removes everything about a principal.
    Forget(Principal),
    /// Gives one group exactly the entries and defaults of another: from whom, to whom.
    CopyEntries(GroupId, GroupId),
}

impl model::Edit<Resources> for Edit {
    fn describe(&self, policy: &Policy, directory: &Directory) -> String {
        let resource = |id: &ResourceId| policy.resources.name(id);
        let one = |kind: &Kind, id: &ClassifiedId| policy.classified(*kind).name(id);
        let who = |who: &SubjectId| directory.name_of(who.as_str());
        let user = |id: &UserId| directory.users.name(id);
        let group = |id: &GroupId| directory.groups.name(id);
        match self {
            Edit::AddResource(new) => format!("add {}", new.name),
            Edit::Rename(id, name) => format!("rename {} to {name}", resource(id)),
            Edit::Note(id, _) => format!("notes on {}", resource(id)),
            Edit::Move(id, Some(to)) => format!("move {} below {}", resource(id), resource(to)),
            Edit::Move(id, None) => format!("move {} to the top", resource(id)),
            Edit::RemoveResource(id) => format!("remove {}", resource(id)),
            Edit::Add(_, new) => format!("add {}", new.name),
            Edit::RenameClassified(kind, id, name) => format!("rename {} to {name}", one(kind, id)),
            Edit::Classify(kind, id, _) => format!("what {} belongs to", one(kind, id)),
            Edit::Remove(kind, id) => format!("remove {}", one(kind, id)),
            Edit::Email(id, _) => format!("e-mail of {}", one(&Kind::Person, id)),
            Edit::Record(id, requirement, has) => {
                let (person, of) = (one(&Kind::Person, id), one(&Kind::Requirement, requirement));
                let a = if *has { "a" } else { "no" };
                format!("{person} has {a} record of {of}")
            }
            Edit::Require(id, requirement, is) => {
                let (of, on) = (one(&Kind::Requirement, requirement), resource(id));
                match is {
                    true => format!("assign {of} to the people of {on}"),
                    false => format!("no longer assign {of} to the people of {on}"),
                }
            }
            Edit::Set(seat, given) => {
                format!("{} on {}: {}", who(&seat.who), resource(&seat.on), given.words())
            }
            Edit::Detail(seat, ..) => {
                format!("notes and dates of {} on {}", who(&seat.who), resource(&seat.on))
            }
            Edit::Clear(seat) => {
                format!("remove the entry of {} on {}", who(&seat.who), resource(&seat.on))
            }
            Edit::Admin(id, true) => format!("make {} an admin", user(id)),
            Edit::Admin(id, false) => format!("make {} a standard account", user(id)),
            Edit::NewUsers(id, true) => format!("new users join {}", group(id)),
            Edit::NewUsers(id, false) => format!("new users no longer join {}", group(id)),
            Edit::SetDefault(id, kind, _) => {
                format!("default of {} on each new {}", group(id), kind.name())
            }
            Edit::Forget(principal) => format!("remove what {} has", directory.name(principal)),
            Edit::CopyEntries(from, to) => {
                format!("give {} the entries of {}", group(to), group(from))
            }
        }
    }

    fn forget(policy: &Policy, principal: &Principal) -> Option<Self> {
        let flagged = match principal {
            Principal::User(user) => policy.admins.contains(user),
            Principal::Group(group) => {
                policy.new_user_groups.contains(group) || policy.defaults.contains_key(group)
            }
            _ => false,
        };
        let has_entry = |who: &str| policy.entries.iter().any(|entry| entry.who.as_str() == who);
        let known = flagged || has_entry(principal.id());
        known.then(|| Self::Forget(principal.clone()))
    }

    fn copy_grants(_: &Policy, from: &GroupId, to: &GroupId) -> Self {
        Self::CopyEntries(from.clone(), to.clone())
    }

    fn make(&self, policy: &mut Policy, directory: &Directory) -> Done {
        match self {
            Edit::AddResource(resource) => add_resource(policy, directory, resource)?,
            Edit::Rename(id, name) => {
                named(name)?;
                change(&mut policy.resources, id, |it| it.name.clone_from(name))?;
            }
            Edit::Note(id, notes) => {
                change(&mut policy.resources, id, |it| it.notes.clone_from(notes))?;
            }
            Edit::Move(id, parent) => {
                fits_below(policy, id, parent.as_ref())?;
                change(&mut policy.resources, id, |it| {
                    it.parent.clone_from(parent);
                    it.extra.remove("parent");
                })?;
            }
            Edit::RemoveResource(id) => remove_resource(policy, id)?,
            Edit::Add(kind, one) => {
                named(&one.name)?;
                free_id(policy, directory, one.id.as_str())?;
                known_holders(policy, *kind, &one.of)?;
                policy.classified_mut(*kind).add(one.clone());
            }
            Edit::RenameClassified(kind, id, name) => {
                named(name)?;
                known_classified(policy, *kind, id)?;
                change(policy.classified_mut(*kind), id, |it| it.name.clone_from(name))?;
            }
            Edit::Classify(kind, id, of) => {
                known_holders(policy, *kind, of)?;
                known_classified(policy, *kind, id)?;
                change(policy.classified_mut(*kind), id, |it| {
                    it.of.clone_from(of);
                    it.extra.remove("in");
                })?;
            }
            Edit::Remove(kind, id) => {
                known_classified(policy, *kind, id)?;
                policy.classified_mut(*kind).remove(id);
                if *kind == Kind::Requirement {
                    let (requires, has) = (
                        |it: &Resource| it.requires.contains(id),
                        |it: &Classified| it.records.contains(id),
                    );
                    policy.resources.edit_each(requires, |it| it.requires.retain(|of| of != id));
                    policy.people.edit_each(has, |it| it.records.retain(|of| of != id));
                }
            }
            Edit::Email(id, email) => {
                known_classified(policy, Kind::Person, id)?;
                change(&mut policy.people, id, |it| {
                    it.email = email.trim().to_owned();
                    it.extra.remove("email");
                })?;
            }
            Edit::Record(id, requirement, has) => {
                known_classified(policy, Kind::Person, id)?;
                known_classified(policy, Kind::Requirement, requirement)?;
                change(&mut policy.people, id, |it| {
                    turn(&mut it.records, requirement, *has);
                    it.extra.remove("records");
                })?;
            }
            Edit::Require(id, requirement, is) => {
                known_classified(policy, Kind::Requirement, requirement)?;
                let kind = known(&policy.resources, id)?.kind;
                // R18
                if *is && kind.holds() != Kind::Person {
                    return refuse(format!("a {} holds no people to assign to", kind.name()));
                }
                change(&mut policy.resources, id, |it| {
                    turn(&mut it.requires, requirement, *is);
                    it.extra.remove("requires");
                })?;
            }
            Edit::Set(seat, given) => set(policy, directory, seat, *given)?,
            Edit::Detail(seat, notes, period) => {
                let id = seated(policy, seat)?;
                change(&mut policy.entries, &id, |entry| {
                    entry.notes.clone_from(notes);
                    entry.period = *period;
                })?;
            }
            Edit::Clear(seat) => {
                if !forget_unread(policy, seat) || policy.entry(seat).is_some() {
                    let id = seated(policy, seat)?;
                    policy.entries.remove(&id);
                }
            }
            Edit::Admin(user, true) => {
                known(&directory.users, user)?;
                if !policy.admins.contains(user) {
                    policy.admins.turn(user, true);
                    policy.extra.remove("admins");
                }
            }
            Edit::Admin(user, false) => {
                // R17: somebody has to be left who can set things right.
                if policy.admins.contains(user) && policy.admins.len() == 1 {
                    return refuse("the last admin account has to stay one");
                }
                policy.admins.turn(user, false);
            }
            Edit::NewUsers(group, join) => {
                if *join {
                    known(&directory.groups, group)?;
                }
                policy.new_user_groups.turn(group, *join);
            }
            Edit::SetDefault(group, kind, set) => {
                known(&directory.groups, group)?;
                set_default(policy, group, *kind, *set)?;
            }
            Edit::Forget(principal) => forget(policy, principal),
            Edit::CopyEntries(from, to) => {
                known(&directory.groups, to)?;
                copy(policy, from, to);
            }
        }
        Ok(())
    }
}

/// An id that nothing in the document has yet.
fn free_id(policy: &Policy, directory: &Directory, id: &str) -> Done {
    free(id, directory.principal(id).is_some() || has_id(policy, id))
}

fn known_classified(policy: &Policy, kind: Kind, id: &ClassifiedId) -> Done {
    let known = policy.classified(kind).has(id);
    if known { Ok(()) } else { Err(no(kind.name(), id)) }
}

/// Puts a requirement at the end of a list, or takes it out.
fn turn(list: &mut Vec<ClassifiedId>, id: &ClassifiedId, is: bool) {
    if !is {
        list.retain(|other| other != id);
    } else if !list.contains(id) {
        list.push(id.clone());
    }
}

fn has_id(policy: &Policy, id: &str) -> bool {
    policy.resources.find(id).is_some()
        || policy.people.find(id).is_some()
        || policy.requirements.find(id).is_some()
        || policy.entries.find(id).is_some()
}

fn add_resource(policy: &mut Policy, directory: &Directory, resource: &Resource) -> Done {
    named(&resource.name)?;
    free_id(policy, directory, resource.id.as_str())?;
    policy.resources.add(resource.clone());
    fits_below(policy, &resource.id, resource.parent.as_ref())?;
    // R15: what groups are given on new resources of this type, as it is now.
    let given = policy.defaults.iter().filter_map(|(group, by_type)| {
        let set = by_type.get(&resource.kind).copied()?;
        let counts = set.has(Permission::Read) && directory.groups.has(group);
        counts.then(|| (group.to_string(), set.and(resource.kind.permissions())))
    });
    let given: Vec<(String, Permissions)> = given.collect();
    for (group, set) in given {
        add_entry(policy, Entry::new(&group, &resource.id, Given::Set(set)));
    }
    Ok(())
}

/// Adds an entry, under another id where its own is taken.
fn add_entry(policy: &mut Policy, mut entry: Entry) {
    let usual = entry.id.to_string();
    let mut number = 2_usize;
    while has_id(policy, entry.id.as_str()) {
        entry.id = format!("{usual}-{number}").into();
        number += 1;
    }
    policy.entries.add(entry);
}

/// A unit stands below a unit that is there and is neither itself nor below it.
fn fits_below(policy: &Policy, id: &ResourceId, parent: Option<&ResourceId>) -> Done {
    let resource = known(&policy.resources, id)?;
    let Some(parent) = parent else { return Ok(()) };
    let parent = known(&policy.resources, parent)?;
    let units = [resource, parent].iter().all(|it| it.kind == ResourceType::OrgUnit);
    if !units {
        return refuse("only an org unit stands below another one");
    }
    let parents = policy.parents();
    let own = policy.resources.position(id);
    if way_up(&parents, policy.resources.position(&parent.id)).any(|place| Some(place) == own) {
        return refuse("an org unit cannot stand below itself");
    }
    Ok(())
}

fn remove_resource(policy: &mut Policy, id: &ResourceId) -> Done {
    let gone = known(&policy.resources, id)?.clone();
    let is_below = |it: &Resource| it.parent.as_ref() == Some(id);
    policy.resources.edit_each(is_below, |it| it.parent.clone_from(&gone.parent));
    policy.resources.remove(id);
    policy.entries.retain(|entry| entry.on != *id);
    for table in [&mut policy.people, &mut policy.requirements] {
        table.edit_each(|it| it.of.contains(id), |it| it.of.retain(|of| of != id));
    }
    Ok(())
}

fn known_holders(policy: &Policy, kind: Kind, of: &[ResourceId]) -> Done {
    for (at, id) in of.iter().enumerate() {
        let resource = known(&policy.resources, id)?;
        if resource.kind.holds() != kind {
            return refuse(format!("a {} belongs to no {}", kind.name(), resource.kind.name()));
        }
        if of.iter().take(at).any(|earlier| earlier == id) {
            return refuse(format!("`{id}` stands there twice"));
        }
    }
    Ok(())
}

fn set(policy: &mut Policy, directory: &Directory, seat: &EntryKey, given: Given) -> Done {
    let resource = known(&policy.resources, &seat.on)?;
    if principal(directory, &seat.who).is_none() {
        return Err(no("user or group", &seat.who));
    }
    if let Given::Set(set) = given {
        sound(set, resource.kind)?;
    }
    forget_unread(policy, seat);
    match policy.entry(seat).map(|entry| entry.id.clone()) {
        Some(id) => change(&mut policy.entries, &id, |entry| entry.given = given),
        None => {
            add_entry(policy, Entry::new(seat.who.as_str(), &seat.on, given));
            Ok(())
        }
    }
}

/// Lets go of what the file has for a seat and could not be read; true where it had anything.
fn forget_unread(policy: &mut Policy, seat: &EntryKey) -> bool {
    let (who, on) = (seat.who.as_str(), seat.on.as_str());
    policy.entries.forget_unread(|json| UnreadEntry::is(json, who, Some(on)))
}

/// A set that can be given on a resource of a type.
fn sound(set: Permissions, kind: ResourceType) -> Done {
    // R2
    if !set.has(Permission::Read) {
        return refuse("Read is part of every permission");
    }
    // R18
    match set.without(kind.permissions()).iter().next() {
        Some(foreign) => refuse(format!("{} means nothing on a {}", foreign.name(), kind.name())),
        None => Ok(()),
    }
}

fn seated(policy: &Policy, seat: &EntryKey) -> Done<Id<Entry>> {
    let found = policy.entry(seat).map(|entry| entry.id.clone());
    found.ok_or_else(|| Rejection(format!("`{}` has no entry on `{}`", seat.who, seat.on)))
}

fn set_default(policy: &mut Policy, group: &GroupId, kind: ResourceType, set: Permissions) -> Done {
    let old = policy.defaults.get(group).and_then(|by_type| by_type.get(&kind)).copied();
    if old.unwrap_or_default() == set {
        return Ok(());
    }
    if !set.is_empty() {
        sound(set, kind)?;
    }
    let mut by_type = policy.defaults.get(group).cloned().unwrap_or_default();
    by_type.put(&kind, Some(set).filter(|set| !set.is_empty()));
    policy.defaults.put(group, Some(by_type).filter(|by_type| !by_type.is_empty()));
    Ok(())
}

fn forget(policy: &mut Policy, principal: &Principal) {
    policy.entries.forget_unread(|json| UnreadEntry::is(json, principal.id(), None));
    policy.entries.retain(|entry| entry.who.as_str() != principal.id());
    match principal {
        Principal::User(user) => policy.admins.turn(user, false),
        Principal::Group(group) => {
            policy.new_user_groups.turn(group, false);
            policy.defaults.put(group, None);
        }
        _ => {}
    }
}

fn copy(policy: &mut Policy, from: &GroupId, to: &GroupId) {
    if from == to {
        return;
    }
    let theirs = policy.entries.iter().filter(|entry| entry.who.as_str() == from.as_str());
    let theirs: Vec<Entry> = theirs.map(|entry| Entry::clone(entry)).collect();
    let kept = |entry: &Entry| theirs.iter().any(|it| it.on == entry.on);
    policy.entries.retain(|entry| entry.who.as_str() != to.as_str() || kept(entry));
    for entry in theirs {
        let seat = EntryKey::new(to.as_str(), entry.on.as_str());
        let Some(id) = policy.entry(&seat).map(|entry| entry.id.clone()) else {
            let own = Entry::new(to.as_str(), &entry.on, entry.given);
            add_entry(policy, Entry { id: own.id, who: own.who, ..entry });
            continue;
        };
        let Entry { given, notes, period, .. } = entry;
        change(&mut policy.entries, &id, |own| {
            *own = Entry { given, notes, period, ..own.clone() }
        })
        .ok();
    }
    let (theirs, own) = (policy.defaults.get(from), policy.defaults.get(to));
    if theirs.map(|by_type| &**by_type) != own.map(|by_type| &**by_type) {
        policy.defaults.put(to, theirs.cloned());
    }
}

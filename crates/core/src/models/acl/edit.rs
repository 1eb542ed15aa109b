//! What can be done to the policy, and what each edit is called.

use std::collections::BTreeSet;

use super::Acl;
use super::policy::{
    Levels, List, Member, MemberId, Owner, Policy, Record, RecordId, RecordType, State,
};
use crate::directory::rejection::{self, Done, change, free, known, named, no, refuse};
use crate::directory::{Directory, GroupId, Principal, TeamId};
use crate::model;
use crate::shared::{Shared, collect_into};
use crate::text;

/// One edit of the policy.
#[derive(Clone, Debug, PartialEq)]
pub enum Edit {
    /// Adds a record. In a team that has a default it follows that.
    AddRecord(Record),
    /// Gives a record another name.
    Rename(RecordId, String),
    /// Makes it a record of another type.
    SetType(RecordId, RecordType),
    /// Puts it into a service team, or into none.
    SetTeam(RecordId, Option<TeamId>),
    /// Makes it an item of another record, or a record of its own.
    SetOf(RecordId, Option<RecordId>),
    /// Removes it; its items become records of their own.
    RemoveRecord(RecordId),
    /// Gives a record a list of its own, or a service team its default: *Done* in the dialog.
    SetList(Owner, List),
    /// Takes the list away again.
    Clear(Owner),
    /// Adds rows that allow everything; whoever has a row keeps it.
    AddMembers(Owner, Vec<MemberId>),
    /// Removes a row.
    RemoveMember(Owner, MemberId),
    /// Sets what a row denies.
    Deny(Owner, MemberId, Levels),
    /// Removes every row of a principal, and what a service team has.
    Forget(Principal),
    /// Gives one group in every list exactly the row that another has: from whom, to whom.
    CopyRows(GroupId, GroupId),
}

impl model::Edit<Acl> for Edit {
    fn describe(&self, policy: &Policy, directory: &Directory) -> String {
        let record = |id: &RecordId| policy.records.name(id);
        let team = |id: &TeamId| directory.teams.name(id);
        let owner = |owner: &Owner| match owner {
            Owner::Record(id) => record(id),
            Owner::Team(id) => team(id),
        };
        let who = |who: &MemberId| directory.name_of(who.as_str());
        match self {
            Edit::AddRecord(record) => format!("add {}", record.name),
            Edit::Rename(id, name) => format!("{}: rename to {name}", record(id)),
            Edit::SetType(id, kind) => format!("{}: type {}", record(id), kind.name()),
            Edit::SetTeam(id, None) => format!("{}: no service team", record(id)),
            Edit::SetTeam(id, Some(to)) => format!("{}: service team {}", record(id), team(to)),
            Edit::SetOf(id, None) => format!("{}: a record of its own", record(id)),
            Edit::SetOf(id, Some(of)) => format!("{}: an item of {}", record(id), record(of)),
            Edit::RemoveRecord(id) => format!("remove {}", record(id)),
            Edit::SetList(Owner::Record(id), list) if list.members.is_empty() => {
                format!("{}: Set ACL without members", record(id))
            }
            Edit::SetList(Owner::Record(id), _) => format!("{}: Set ACL", record(id)),
            Edit::SetList(Owner::Team(id), _) => format!("{}: set the default ACL", team(id)),
            Edit::Clear(Owner::Record(id)) => format!("{}: clear the ACL", record(id)),
            Edit::Clear(Owner::Team(id)) => format!("{}: remove the default ACL", team(id)),
            Edit::AddMembers(of, members) => match members.as_slice() {
                [only] => format!("{}: add {}", owner(of), who(only)),
                several => format!("{}: add {} members", owner(of), several.len()),
            },
            Edit::RemoveMember(of, member) => format!("{}: remove {}", owner(of), who(member)),
            Edit::Deny(of, member, denied) => {
                let denied = denied.words(", ", "nothing");
                format!("{}: {} is denied {denied}", owner(of), who(member))
            }
            Edit::Forget(principal) => format!("forget {}", directory.name(principal)),
            Edit::CopyRows(from, to) => {
                let groups = &directory.groups;
                format!("{}: the ACL rows of {}", groups.name(to), groups.name(from))
            }
        }
    }

    fn forget(policy: &Policy, principal: &Principal) -> Option<Self> {
        let of_team = match principal {
            Principal::Team(team) => {
                policy.defaults.contains_key(team)
                    || policy.records.iter().any(|record| record.team.as_ref() == Some(team))
            }
            _ => false,
        };
        let known = of_team || !owners_with(policy, principal.id()).is_empty();
        known.then(|| Self::Forget(principal.clone()))
    }

    fn copy_grants(_: &Policy, from: &GroupId, to: &GroupId) -> Self {
        Self::CopyRows(from.clone(), to.clone())
    }

    fn make(&self, policy: &mut Policy, directory: &Directory) -> Done {
        match self {
            Edit::AddRecord(record) => add(policy, directory, record)?,
            Edit::Rename(id, name) => {
                named(name)?;
                change(&mut policy.records, id, |record| record.name.clone_from(name))?;
            }
            Edit::SetType(id, kind) => {
                change(&mut policy.records, id, |record| record.kind = *kind)?;
            }
            Edit::SetTeam(id, team) => {
                known_team(directory, team.as_ref())?;
                if known(&policy.records, id)?.of.is_some() {
                    return refuse("an item's team is that of the record it belongs to");
                }
                change(&mut policy.records, id, |record| {
                    record.team.clone_from(team);
                    record.extra.remove("team");
                })?;
                follow_team(policy, id);
            }
            Edit::SetOf(id, of) => {
                belongs(policy, id, of.as_ref())?;
                change(&mut policy.records, id, |record| {
                    record.of.clone_from(of);
                    record.extra.remove("of");
                    if of.is_some() {
                        record.team = None;
                        record.extra.remove("team");
                    }
                })?;
                follow_team(policy, id);
            }
            Edit::RemoveRecord(id) => {
                known(&policy.records, id)?;
                policy.records.remove(id);
                for item in items(policy, id) {
                    change(&mut policy.records, &item, |record| record.of = None)?;
                    follow_team(policy, &item);
                }
            }
            Edit::SetList(owner, list) => {
                sound(list)?;
                let list = mended(list.clone(), policy.list(owner).map(|old| &**old));
                set_list(policy, directory, owner, list)?;
            }
            Edit::Clear(owner) => clear(policy, directory, owner)?,
            Edit::AddMembers(owner, members) => {
                for who in members {
                    if directory.principal(who.as_str()).is_none() {
                        return Err(no("user, group, post or service team", who));
                    }
                }
                in_list(policy, owner, |list| {
                    for who in members {
                        // A principal occurs once: adding again changes nothing.
                        if list.member(who.as_str()).is_none() {
                            list.members.push(Member::new(who.as_str()));
                        }
                    }
                    Ok(())
                })?;
            }
            Edit::RemoveMember(owner, who) => in_list(policy, owner, |list| {
                let before = list.members.len();
                list.members.retain(|member| member.who != *who);
                if list.members.len() < before { Ok(()) } else { Err(no("member", who)) }
            })?,
            Edit::Deny(owner, who, denied) => in_list(policy, owner, |list| {
                let found = list.members.iter_mut().find(|member| member.who == *who);
                let member = found.ok_or_else(|| no("member", who))?;
                member.denied = *denied;
                member.extra.remove("deny");
                Ok(())
            })?,
            Edit::Forget(principal) => forget(policy, principal),
            Edit::CopyRows(from, to) => {
                known(&directory.groups, to)?;
                copy_rows(policy, from, to);
            }
        }
        Ok(())
    }
}

fn known_team(directory: &Directory, team: Option<&TeamId>) -> Done {
    team.map_or(Ok(()), |team| known(&directory.teams, team).map(drop))
}

fn add(policy: &mut Policy, directory: &Directory, record: &Record) -> Done {
    named(&record.name)?;
    free(record.id.as_str(), directory.principal(record.id.as_str()).is_some())?;
    known_team(directory, record.team.as_ref())?;
    rejection::add(&mut policy.records, record)?;
    belongs(policy, &record.id, record.of.as_ref())?;
    // R10: a new record follows the default that its team has now.
    if record.state == State::None {
        follow_team(policy, &record.id);
    }
    Ok(())
}

/// An item belongs to a record that is there, is not the item and is no item itself.
fn belongs(policy: &Policy, id: &RecordId, of: Option<&RecordId>) -> Done {
    let Some(of) = of else { return Ok(()) };
    let parent = known(&policy.records, of)?;
    if of == id || parent.of.is_some() || !items(policy, id).is_empty() {
        return refuse("an item belongs to a record that is no item itself");
    }
    Ok(())
}

/// The records that are items of this one.
fn items(policy: &Policy, id: &RecordId) -> Vec<RecordId> {
    let items = policy.records.iter().filter(|record| record.of.as_ref() == Some(id));
    items.map(|record| record.id.clone()).collect()
}

/// After its team became another one a record that has no list of its own follows the new one's
/// default, where that has one; and so do its items.
fn follow_team(policy: &mut Policy, id: &RecordId) {
    let mut all = items(policy, id);
    all.push(id.clone());
    for id in all {
        let Some(record) = policy.records.get(&id) else { continue };
        if matches!(record.state, State::Customised(_)) {
            continue;
        }
        let state = policy.cleared(record);
        change(&mut policy.records, &id, |record| record.state = state).ok();
    }
}

/// A list that *Done* takes.
fn sound(list: &List) -> Done {
    if text::is_blank(&list.description) {
        return refuse("a list needs a description");
    }
    let twice = list.members.iter().enumerate().find(|(at, member)| {
        list.members.iter().take(*at).any(|earlier| earlier.who == member.who)
    });
    match twice {
        Some((_, member)) => refuse(format!("`{}` is a member twice", member.who)),
        None => Ok(()),
    }
}

fn set_list(policy: &mut Policy, directory: &Directory, owner: &Owner, list: List) -> Done {
    match owner {
        Owner::Record(id) => put_state(policy, id, State::Customised(list.into())),
        Owner::Team(team) => {
            known(&directory.teams, team)?;
            if policy.defaults.get(team).is_some_and(|old| **old == list) {
                return Ok(());
            }
            put_default(policy, team, Some(list));
            // R10: the team's records follow, but for those with a list of their own (R11).
            turn_states(policy, team, &State::None, &State::Inherited);
            Ok(())
        }
    }
}

fn clear(policy: &mut Policy, directory: &Directory, owner: &Owner) -> Done {
    match owner {
        Owner::Record(id) => {
            // R15
            let state = policy.cleared(known(&policy.records, id)?);
            put_state(policy, id, state)
        }
        Owner::Team(team) => {
            if !policy.defaults.contains_key(team) {
                return known(&directory.teams, team).map(drop);
            }
            put_default(policy, team, None);
            turn_states(policy, team, &State::Inherited, &State::None);
            Ok(())
        }
    }
}

/// Says where a record's list comes from, in the place of what could not be read.
fn put_state(policy: &mut Policy, id: &RecordId, state: State) -> Done {
    change(&mut policy.records, id, |record| {
        if record.state != state {
            record.state = state;
        }
        record.extra.remove("acl");
    })
}

/// Sets the default of a team, in the place of what could not be read.
fn put_default(policy: &mut Policy, team: &TeamId, list: Option<List>) {
    policy.defaults.put(team, list.map(Shared::new));
    policy.extra.remove_within("teamDefaults", team.as_str());
}

/// Makes another thing of the state of those records of a team that have this one.
fn turn_states(policy: &mut Policy, team: &TeamId, was: &State, is: &State) {
    let of_team = policy.of_team(team).filter(|record| record.state == *was);
    let ids: BTreeSet<RecordId> = collect_into(of_team.map(|record| record.id.clone()));
    policy.records.edit_each(|it| ids.contains(&it.id), |it| it.state = is.clone());
}

/// Changes the list of an owner; one that comes out the same keeps its identity.
fn in_list(policy: &mut Policy, owner: &Owner, edit: impl FnOnce(&mut List) -> Done) -> Done {
    let Some(list) = policy.list(owner) else {
        return refuse(format!("`{}` has no access control list", owner.id()));
    };
    let mut next = List::clone(list);
    edit(&mut next)?;
    if next == **list {
        return Ok(());
    }
    let next = next.settled();
    match owner {
        Owner::Record(id) => put_state(policy, id, State::Customised(next.into())),
        Owner::Team(team) => {
            put_default(policy, team, Some(next));
            Ok(())
        }
    }
}

/// A list in the place of another: what could not be read stays where nothing else was chosen.
fn mended(mut list: List, old: Option<&List>) -> List {
    if old.is_none_or(|old| old.priority != list.priority) {
        list.extra.remove("priority");
    }
    for member in &mut list.members {
        let known = old.and_then(|old| old.member(member.who.as_str()));
        if known.is_none_or(|known| known.denied != member.denied) {
            member.extra.remove("deny");
        }
    }
    list.settled()
}

fn forget(policy: &mut Policy, principal: &Principal) {
    if let Principal::Team(team) = principal {
        // What followed its default has none now.
        turn_states(policy, team, &State::Inherited, &State::None);
        policy.records.edit_each(|it| it.team.as_ref() == Some(team), |it| it.team = None);
        if policy.defaults.contains_key(team) {
            put_default(policy, team, None);
        }
    }
    for owner in owners_with(policy, principal.id()) {
        in_list(policy, &owner, |list| {
            list.members.retain(|member| !member.is(principal));
            Ok(())
        })
        .ok();
    }
}

/// Whose lists have a row of this member.
fn owners_with(policy: &Policy, who: &str) -> Vec<Owner> {
    let lists = policy.lists().filter(|(_, list)| list.member(who).is_some());
    lists.map(|(owner, _)| owner).collect()
}

fn copy_rows(policy: &mut Policy, from: &GroupId, to: &GroupId) {
    let mut owners = owners_with(policy, from.as_str());
    owners.extend(owners_with(policy, to.as_str()));
    for owner in owners {
        in_list(policy, &owner, |list| {
            let row = list.member(from.as_str()).map(|row| (row.denied, row.extra.clone()));
            let place = list.members.iter().position(|member| member.who.as_str() == to.as_str());
            match (row, place.and_then(|at| list.members.get_mut(at))) {
                (Some((denied, extra)), Some(known)) => {
                    known.denied = denied;
                    // What could not be read goes with it, so that both come to the same.
                    known.extra.remove("deny");
                    known.extra.push_some("deny", extra.get("deny").cloned());
                }
                (Some((denied, extra)), None) => {
                    list.members.push(Member { who: to.as_str().into(), denied, extra });
                }
                (None, _) => list.members.retain(|member| member.who.as_str() != to.as_str()),
            }
            Ok(())
        })
        .ok();
    }
}

//! The edits on which access to a record can hang: the rows of whoever matches somebody, in the list
//! that counts or in one of the record's own in its place, the list's priority, and the list itself.

use super::policy::{Levels, List, Member, Owner, Policy, Priority, RecordId, State};
use super::{Acl, Edit};
use crate::directory::{Members, Principal, TeamId, UserId};
use crate::model::{Asked, ModelSnapshot, Settings, Sought, Steps};
use crate::shared::Shared;
use crate::text;

/// What a new list is described as, where nobody said anything.
const NEW: &str = "Access control list";

impl Steps for Acl {
    fn settings(asked: Asked<'_, Self>, target: &RecordId, _: Sought) -> Settings<Edit> {
        let Asked { model, members, .. } = asked;
        let mut found = Settings::default();
        let policy = model.policy;
        let Some(record) = policy.records.get(target) else { return found };
        let own = Owner::Record(target.clone());
        let list = policy.list_of(model.directory, record);
        // A list that cannot be told has no rows that could be edited.
        if let Some((owner, list)) = list.filter(|(owner, _)| policy.list(owner).is_some()) {
            let shared = owner != own;
            for of in matching(model, members) {
                let now = list.member(of.id());
                found.push(Some(of.clone()), rows(&owner, now, &of), removal(&owner, now));
                if shared {
                    // The record alone, whatever goes for the rest of its team.
                    let edits = row_lists(&own, list, now, &of);
                    found.push(Some(of.clone()), edits, None);
                }
            }
            let prior = |owner: &Owner| set_list(owner, list, &turn);
            found.push(None, vec![prior(&owner)], None);
            found.turn(None, true, Edit::Clear(owner.clone()));
            if shared {
                found.push(None, vec![prior(&own)], None);
            }
        } else if let Some(team) = policy.team_of(record)
            && policy.defaults.contains_key(team)
        {
            // Of a team that is gone the default can only be taken away.
            found.turn(None, true, Edit::Clear(Owner::Team(team.clone())));
        }
        // A list of its own that admits nobody, in the place of whatever counts now.
        let nobody = set_list(&own, &Shared::default(), &|_| {});
        match &record.state {
            State::Customised(list) if list.members.is_empty() => {}
            State::Customised(_) => found.push(None, vec![nobody], None),
            _ => found.push(None, vec![Edit::Clear(own), nobody], None),
        }
        // A record without a list follows its team as soon as that is given a default.
        let team = policy.team_of(record).filter(|team| model.directory.teams.has(team));
        if let Some(team) = team.filter(|_| matches!(record.state, State::None)) {
            let owner = Owner::Team(team.clone());
            let list = policy.defaults.get(team);
            let set = match list {
                Some(list) => set_list(&owner, list, &turn),
                None => set_list(&owner, &Shared::default(), &|_| {}),
            };
            found.push(None, vec![set], None);
        }
        found
    }

    fn copy_own(policy: &Policy, from: &UserId, to: &UserId) -> Vec<Edit> {
        let mut edits = Vec::new();
        for (owner, list) in policy.lists() {
            let (theirs, own) = (list.member(from.as_str()), list.member(to.as_str()));
            let (denied, had) = (theirs.map(|row| row.denied), own.map(|row| row.denied));
            let who = || to.as_str().into();
            match (denied, had) {
                (one, other) if one == other => {}
                (Some(denied), had) => {
                    if had.is_none() {
                        edits.push(Edit::AddMembers(owner.clone(), vec![who()]));
                    }
                    if had.unwrap_or(Levels::NONE) != denied {
                        edits.push(Edit::Deny(owner, who(), denied));
                    }
                }
                (None, _) => edits.push(Edit::RemoveMember(owner, who())),
            }
        }
        edits
    }
}

/// Whose rows can match somebody: their own, those of what they can sign on as and of their teams.
fn matching(model: ModelSnapshot<'_, Acl>, members: &Members) -> Vec<Principal> {
    let directory = model.directory;
    let mut found: Vec<Principal> = members.user.clone().map(Principal::User).into_iter().collect();
    found.extend(members.groups_in(directory).cloned().map(Principal::Group));
    let posts = || members.posts.iter().filter_map(|at| directory.posts.nth(*at as usize));
    found.extend(posts().map(|post| Principal::Post(post.id.clone())));
    let teams = members.teams.iter().filter_map(|at| directory.teams.nth(*at as usize));
    let teams: Vec<TeamId> = teams.map(|team| team.id.clone()).collect();
    let of_posts = posts().flat_map(|post| post.teams.clone());
    for team in teams.into_iter().chain(of_posts).filter(|team| directory.teams.has(team)) {
        let team = Principal::Team(team);
        if !found.contains(&team) {
            found.push(team);
        }
    }
    found
}

fn rows(owner: &Owner, now: Option<&Member>, of: &Principal) -> Vec<Edit> {
    let who = || of.id().into();
    match now {
        None => vec![Edit::AddMembers(owner.clone(), vec![who()])],
        Some(row) => {
            let deny = row.denied.others().into_iter();
            let deny = deny.map(|levels| Edit::Deny(owner.clone(), who(), levels));
            deny.chain(removal(owner, now)).collect()
        }
    }
}

fn removal(owner: &Owner, now: Option<&Member>) -> Option<Edit> {
    now.map(|row| Edit::RemoveMember(owner.clone(), row.who.clone()))
}

/// The same row in a list of the record's own that is otherwise what counts now.
fn row_lists(
    owner: &Owner,
    list: &Shared<List>,
    now: Option<&Member>,
    of: &Principal,
) -> Vec<Edit> {
    let list = |change: &dyn Fn(&mut List)| set_list(owner, list, change);
    let Some(row) = now else {
        return vec![list(&|list| list.members.push(Member::new(of.id())))];
    };
    let deny = |levels: Levels| {
        list(&|list| {
            let mut rows = list.members.iter_mut();
            if let Some(it) = rows.find(|it| it.who == row.who) {
                it.denied = levels;
            }
        })
    };
    let without = list(&|list| list.members.retain(|it| it.who != row.who));
    row.denied.others().into_iter().map(deny).chain([without]).collect()
}

/// Gives a list the other priority.
fn turn(list: &mut List) {
    list.priority = match list.priority {
        Priority::FavourAllow => Priority::FavourDeny,
        Priority::FavourDeny => Priority::FavourAllow,
    };
}

/// Gives an owner a list after a change.
fn set_list(owner: &Owner, list: &Shared<List>, change: &dyn Fn(&mut List)) -> Edit {
    let mut list = List::clone(list);
    if text::is_blank(&list.description) {
        list.description = NEW.to_owned();
    }
    change(&mut list);
    Edit::SetList(owner.clone(), list)
}

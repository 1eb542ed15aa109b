//! What of the section could not be read, and the policy with all of it taken generously.
//!
//! R17: as it is read a list whose priority cannot be read favours denying, a row whose `deny` cannot be
//! read denies everything, a row that may be anybody's denies whatever the priority lets it deny, and a
//! list that cannot be read at all admits nobody.

use super::policy::{Levels, List, Policy, Priority, Record, State};
use crate::directory::{Directory, TeamId, Unreadable};
use crate::format::{Unread, path_to};
use crate::model::Doubt;

/// Whether anything in a list could not be read that decides.
fn in_doubt(list: &List) -> bool {
    list.anybody.is_some()
        || list.extra.has("priority")
        || list.members.iter().any(|member| member.extra.has("deny"))
}

impl Doubt for Policy {
    fn generous(&self, directory: &Directory) -> Option<Self> {
        let mut generous = self.clone();
        let opened = |record: &Record| match &record.state {
            _ if record.extra.has("acl") => Some(State::None),
            State::Customised(list) if in_doubt(list) => {
                Some(State::Customised(opened_list(list).into()))
            }
            State::Inherited if self.is_unresolved(directory, record) => Some(State::None),
            _ => None,
        };
        generous.records.edit_each(
            |record| opened(record).is_some(),
            |record| {
                record.state = opened(record).unwrap_or_default();
                record.extra.remove("acl");
            },
        );
        let kept = |team: &TeamId| self.extra.within("teamDefaults", team.as_str()).is_some();
        if self.defaults.iter().any(|(team, list)| kept(team) || in_doubt(list)) {
            let defaults = generous.defaults.edit();
            // What follows one that could not be read is restricted by nothing then.
            defaults.retain(|team, _| !kept(team));
            for list in defaults.values_mut().filter(|list| in_doubt(list)) {
                *list = opened_list(list).into();
            }
        }
        (generous != *self).then_some(generous)
    }

    fn unreadable(&self, directory: &Directory) -> Vec<Unreadable> {
        let mut found = Vec::new();
        for (at, record) in self.records.iter().enumerate() {
            let path = format!("$.models.acl.records[{}]", self.records.unread().place(at));
            let (id, extra) = (record.id.as_str(), &record.extra);
            found.extend(Unreadable::members(&path, extra, &["team", "of", "acl"], &[id]));
            match &record.state {
                State::Customised(list) if !extra.has("acl") => {
                    of_list(&mut found, &format!("{path}.acl"), id, list);
                }
                State::Inherited if self.is_unresolved(directory, record) => {
                    let of = record.of.is_some().then_some("of");
                    let team = record.team.is_some().then_some("team");
                    for key in of.into_iter().chain(team) {
                        found.push(Unreadable::new(&format!("{path}.{key}"), [id]));
                    }
                }
                _ => {}
            }
        }
        for (team, list) in self.defaults.iter() {
            let path = path_to(&["models", "acl", "teamDefaults", team.as_str()]);
            match self.extra.within("teamDefaults", team.as_str()) {
                Some(_) => found.push(Unreadable::new(&path, [team.as_str()])),
                None => of_list(&mut found, &path, team.as_str(), list),
            }
        }
        if self.extra.unread_section("teamDefaults").is_some() {
            found.push(Unreadable::new("$.models.acl.teamDefaults", []));
        }
        found
    }
}

fn of_list(found: &mut Vec<Unreadable>, path: &str, owner: &str, list: &List) {
    found.extend(Unreadable::members(path, &list.extra, &["priority", "members"], &[owner]));
    for (at, member) in list.members.iter().enumerate() {
        let path = format!("{path}.members[{}]", list.unread.place(at));
        let about = [owner, member.who.as_str()];
        found.extend(Unreadable::members(&path, &member.extra, &["deny"], &about));
    }
    if list.anybody.is_some() {
        for (place, _) in list.unread.items() {
            found.push(Unreadable::new(&format!("{path}.members[{place}]"), [owner]));
        }
    }
}

/// The list with all that could not be read taken generously.
fn opened_list(list: &List) -> List {
    let mut list = list.clone();
    if list.extra.remove("priority") {
        list.priority = Priority::FavourAllow;
    }
    for member in &mut list.members {
        if member.extra.remove("deny") {
            member.denied = Levels::NONE;
        }
    }
    list.anybody = list.anybody.map(|_| Levels::ALL);
    list.unread = Unread::default();
    list.extra.remove("members");
    list
}

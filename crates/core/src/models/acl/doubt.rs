//! What of the section could not be read, and the policy with all of it taken generously.
//!
//! R17: as it is read a list whose priority cannot be read favours denying, a row whose `deny` cannot be
//! read denies everything, a row that may be anybody's denies whatever the priority lets it deny, and a
//! list that cannot be read at all admits nobody.

use super::policy::{Levels, List, Policy, Priority, Record, State};
use crate::directory::{Directory, Table, Unreadable};
use crate::format::{Unread, path_to};
use crate::model::Doubt;
use crate::shared::Shared;

/// Whether anything in a list could not be read that decides.
fn in_doubt(list: &List) -> bool {
    list.anybody.is_some()
        || !list.extra.is_empty() && list.extra.get("priority").is_some()
        || list.members.iter().any(|it| !it.extra.is_empty() && it.extra.get("deny").is_some())
}

impl Doubt for Policy {
    fn generous(&self, directory: &Directory) -> Option<Self> {
        let mut generous = self.clone();
        let mut any = false;
        let unread_list = |it: &Record| !it.extra.is_empty() && it.extra.get("acl").is_some();
        let opened = |record: &Record| {
            let state = match &record.state {
                _ if unread_list(record) => State::None,
                State::Customised(list) if in_doubt(list) => {
                    State::Customised(opened_list(list).into())
                }
                State::Inherited if self.is_unresolved(directory, record) => State::None,
                _ => return None,
            };
            Some(state)
        };
        let states: Vec<_> = self.records.iter().map(|record| opened(record)).collect();
        if states.iter().any(Option::is_some) {
            any = true;
            let records = self.records.iter().zip(states).map(|(record, state)| {
                let mut record = Record::clone(record);
                if let Some(state) = state {
                    record.state = state;
                    record.extra.remove("acl");
                }
                record
            });
            let unread = self.records.unread().clone();
            generous.records = Table::new(records).with_unread(unread);
        }
        let kept = |team: &str| self.extra.within("teamDefaults", team).is_some();
        if self.defaults.iter().any(|(team, list)| kept(team.as_str()) || in_doubt(list)) {
            any = true;
            let all = generous.defaults.edit();
            let teams: Vec<_> = all.keys().cloned().collect();
            for team in teams {
                match all.get(&team) {
                    // What follows it is restricted by nothing then.
                    Some(_) if kept(team.as_str()) => drop(all.remove(&team)),
                    Some(list) if in_doubt(list) => {
                        let list = Shared::new(opened_list(list));
                        all.insert(team, list);
                    }
                    _ => {}
                }
            }
        }
        any.then_some(generous)
    }

    fn unreadable(&self, directory: &Directory) -> Vec<Unreadable> {
        let mut found = Vec::new();
        for (at, record) in self.records.iter().enumerate() {
            let place = self.records.unread().place(at);
            let path = format!("{}[{place}]", path_to(&["models", "acl", "records"]));
            for key in ["team", "of", "acl"].into_iter().filter(|it| record.extra.get(it).is_some())
            {
                found.push(Unreadable::new(&format!("{path}.{key}"), [record.id.as_str()]));
            }
            match &record.state {
                State::Customised(list) if record.extra.get("acl").is_none() => {
                    of_list(&mut found, &format!("{path}.acl"), record.id.as_str(), list);
                }
                State::Inherited if self.is_unresolved(directory, record) => {
                    for (key, names) in
                        [("of", record.of.is_some()), ("team", record.team.is_some())]
                    {
                        if names {
                            found.push(Unreadable::new(
                                &format!("{path}.{key}"),
                                [record.id.as_str()],
                            ));
                        }
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
    for key in ["priority", "members"].into_iter().filter(|key| list.extra.get(key).is_some()) {
        found.push(Unreadable::new(&format!("{path}.{key}"), [owner]));
    }
    for (at, member) in list.members.iter().enumerate() {
        if member.extra.get("deny").is_some() {
            let path = format!("{path}.members[{}].deny", list.unread.place(at));
            found.push(Unreadable::new(&path, [owner, member.who.as_str()]));
        }
    }
    if list.anybody.is_some() {
        for (place, _) in list.unread.items() {
            found.push(Unreadable::new(&format!("{path}.members[{place}]"), [owner]));
        }
    }
}

/// The ids that a decision on a record has to do with.
pub(super) fn involved(policy: &Policy, record: &Record) -> Vec<String> {
    let of = record.of.iter().map(ToString::to_string);
    of.chain(policy.team_of(record).map(ToString::to_string)).collect()
}

/// The list with all that could not be read taken generously.
fn opened_list(list: &List) -> List {
    let mut list = list.clone();
    if list.extra.remove("priority") {
        list.priority = Priority::FavourAllow;
    }
    for member in list.members.iter_mut().filter(|member| !member.extra.is_empty()) {
        if member.extra.remove("deny") {
            member.denied = Levels::NONE;
        }
    }
    list.anybody = list.anybody.map(|_| Levels::ALL);
    list.unread = Unread::default();
    list.extra.remove("members");
    list
}

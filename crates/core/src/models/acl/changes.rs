//! What differs between two policies, in words: the records, their lists, the teams' defaults.

use super::explain::{list_address, record_address, row_address};
use super::policy::{Level, Levels, List, Member, Owner, Policy, Record, State};
use crate::directory::{Directory, Principal, TeamId};
use crate::model::{Changed, Changes, Diff};

impl Diff for Policy {
    fn changes(
        found: &mut Changes,
        saved: &Self,
        draft: &Self,
        saved_directory: &Directory,
        directory: &Directory,
    ) {
        changes(found, saved, draft, saved_directory, directory);
    }
}

pub(super) fn changes(
    found: &mut Changes,
    saved: &Policy,
    draft: &Policy,
    saved_directory: &Directory,
    directory: &Directory,
) {
    let mut sides = PolicyDiff { saved, draft, saved_directory, directory, found };
    if !saved.records.same(&draft.records) {
        for old in saved.records.iter().filter(|old| !draft.records.has(&old.id)) {
            let words = format!("{}: removed from the records", old.name);
            sides.found.push(Changed::gone(words));
        }
        for new in draft.records.iter() {
            match saved.records.get(&new.id) {
                Some(old) if old == new => {}
                Some(old) => sides.record(old, new),
                None => sides.new_record(new),
            }
        }
    }
    if saved.defaults != draft.defaults {
        sides.defaults();
    }
}

struct PolicyDiff<'a> {
    saved: &'a Policy,
    draft: &'a Policy,
    saved_directory: &'a Directory,
    directory: &'a Directory,
    found: &'a mut Changes,
}

impl PolicyDiff<'_> {
    fn say(&mut self, record: &Record, words: String) {
        self.found.push(Changed::at(record_address(&record.id), words));
    }

    fn team(&self, team: &TeamId) -> String {
        let team = Principal::Team(team.clone());
        let of = if self.directory.has(&team) { self.directory } else { self.saved_directory };
        of.name(&team)
    }

    fn who(&self, member: &Member) -> String {
        let find = |directory: &Directory| {
            let principal = directory.principal(member.who.as_str())?;
            Some(directory.name(&principal))
        };
        find(self.directory)
            .or_else(|| find(self.saved_directory))
            .unwrap_or_else(|| member.who.to_string())
    }

    fn new_record(&mut self, new: &Record) {
        self.say(new, format!("{}: added as {}", new.name, new.kind.name()));
    }

    fn record(&mut self, old: &Record, new: &Record) {
        let name = &new.name;
        if old.name != *name {
            self.say(new, format!("{}: renamed to {name}", old.name));
        }
        if old.kind != new.kind {
            self.say(new, format!("{name}: {} → {}", old.kind.name(), new.kind.name()));
        }
        if old.team != new.team {
            let team = |sides: &Self, team: &Option<TeamId>| {
                team.as_ref().map_or_else(|| "none".to_owned(), |team| sides.team(team))
            };
            let (was, is) = (team(self, &old.team), team(self, &new.team));
            self.say(new, format!("{name}: service team {was} → {is}"));
        }
        if old.of != new.of {
            let words = match &new.of {
                None => format!("{name}: a record of its own"),
                Some(of) => {
                    let of = self.draft.records.get(of).map_or(of.as_str(), |of| &of.name);
                    format!("{name}: now an item of {of}")
                }
            };
            self.say(new, words);
        }
        self.state(old, new);
    }

    fn state(&mut self, old: &Record, new: &Record) {
        if old.state.says_same(&new.state) {
            return;
        }
        let owner = Owner::Record(new.id.clone());
        match (&old.state, &new.state) {
            (State::Customised(was), State::Customised(is)) => {
                self.list(&new.name, &owner, was, is);
            }
            (was, is) => {
                let words = format!("{}: ACL {} → {}", new.name, was.name(), is.name());
                self.say(new, words);
            }
        }
    }

    fn defaults(&mut self) {
        let (saved, draft) = (self.saved, self.draft);
        let left = |sides: &Self, team: &TeamId| {
            sides.saved_directory.teams.has(team) && !sides.directory.teams.has(team)
        };
        for team in saved.defaults.keys().filter(|team| !draft.defaults.contains_key(*team)) {
            if !left(self, team) {
                let words = format!("{}: default ACL removed", self.team(team));
                self.found.push(Changed::gone(words));
            }
        }
        for (team, list) in draft.defaults.iter() {
            let owner = Owner::Team(team.clone());
            let name = self.team(team);
            match saved.defaults.get(team) {
                Some(old) if **old == **list => {}
                Some(old) => self.list(&format!("Default ACL of {name}"), &owner, old, list),
                None => {
                    let words = format!("{name}: default ACL set, {}", following(draft, team));
                    self.found.push(Changed::at(list_address(&owner), words));
                }
            }
        }
    }

    fn list(&mut self, of: &str, owner: &Owner, was: &List, is: &List) {
        let at = list_address(owner);
        let mut say = |words: String| self.found.push(Changed::at(at.clone(), words));
        if was.description != is.description {
            say(format!("{of}: description {} → {}", was.description, is.description));
        }
        if was.priority != is.priority {
            say(format!("{of}: {} → {}", was.priority.name(), is.priority.name()));
        }
        for old in was.members.iter().filter(|old| is.member(old.who.as_str()).is_none()) {
            let principal = self.saved_directory.principal(old.who.as_str());
            let left = principal.is_some_and(|principal| !self.directory.has(&principal));
            if !left {
                let words = format!("{of}: {} is no longer a member", self.who(old));
                self.found.push(Changed::at(at.clone(), words));
            }
        }
        for new in &is.members {
            let (who, now) = (self.who(new), in_words(new.allowed()));
            let words = match was.member(new.who.as_str()) {
                None => format!("{of}: {who} is now a member, {now}"),
                Some(old) if old.denied != new.denied => {
                    format!("{of}: {who}, {} → {now}", in_words(old.allowed()))
                }
                Some(_) => continue,
            };
            self.found.push(Changed::at(row_address(owner, new), words));
        }
        let kept = |list: &List, key: &str| list.extra.get(key).cloned();
        let mended = ["priority", "members"].iter().any(|key| kept(was, key) != kept(is, key))
            || is.members.iter().any(|new| {
                let old = was.member(new.who.as_str());
                old.is_some_and(|old| old.extra != new.extra)
            });
        if mended {
            let words = format!("{of}: what could not be read was set");
            self.found.push(Changed::at(at.clone(), words));
        }
        let order = |one: &List, other: &List| -> Vec<String> {
            let both = one.members.iter().filter(|it| other.member(it.who.as_str()).is_some());
            both.map(|member| member.who.to_string()).collect()
        };
        if order(was, is) != order(is, was) {
            self.found.push(Changed::at(at, format!("{of}: its members in another order")));
        }
    }
}

/// How many records follow a team's default.
fn following(policy: &Policy, team: &TeamId) -> String {
    let follow = policy.of_team(team).filter(|record| record.state == State::Inherited).count();
    match follow {
        1 => "1 record follows".to_owned(),
        count => format!("{count} records follow"),
    }
}

/// Levels in words.
fn in_words(levels: Levels) -> String {
    let names: Vec<&str> = levels.iter().map(Level::name).collect();
    if names.is_empty() { "denied everything".to_owned() } else { names.join(" + ") }
}

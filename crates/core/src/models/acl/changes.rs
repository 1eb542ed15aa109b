//! What differs between two policies, in words: the records, their lists, the teams' defaults.

use super::explain::{list_address, record_address, row_address};
use super::policy::{List, Member, Owner, Policy, Record, State};
use crate::diff::{self, PolicyDiff};
use crate::directory::TeamId;
use crate::model::Diff;

/// What is said of a row that allows no level.
const NOTHING: &str = "denied everything";

impl Diff for Policy {
    fn changes(diff: &mut PolicyDiff<'_, Self>) {
        diff.records();
        diff.defaults();
    }
}

impl PolicyDiff<'_, Policy> {
    fn records(&mut self) {
        let records = diff::table(&self.saved.records, &self.draft.records);
        for old in records.removed {
            self.gone(format!("{}: removed from the records", old.name));
        }
        for (old, new) in records.changed {
            match old {
                Some(old) => self.record(old, new),
                None => {
                    let words = format!("{}: added as {}", new.name, new.kind.name());
                    self.at(record_address(&new.id), words);
                }
            }
        }
    }

    fn record(&mut self, old: &Record, new: &Record) {
        let (name, at) = (&new.name, record_address(&new.id));
        self.when(old.name != *name, &at, |_| format!("{}: renamed to {name}", old.name));
        self.when(old.kind != new.kind, &at, |_| {
            format!("{name}: {} → {}", old.kind.name(), new.kind.name())
        });
        self.when(old.team != new.team, &at, |diff| {
            let team = |team: &Option<TeamId>| {
                team.as_ref().map_or_else(|| "none".to_owned(), |team| diff.name_of(team.as_str()))
            };
            let (was, is) = (team(&old.team), team(&new.team));
            format!("{name}: service team {was} → {is}")
        });
        self.when(old.of != new.of, &at, |diff| match &new.of {
            None => format!("{name}: a record of its own"),
            Some(of) => format!("{name}: now an item of {}", diff.draft.records.name(of)),
        });
        self.state(old, new);
    }

    fn state(&mut self, old: &Record, new: &Record) {
        if old.state == new.state {
            return;
        }
        let owner = Owner::Record(new.id.clone());
        match (&old.state, &new.state) {
            (State::Customised(was), State::Customised(is)) => {
                self.list(&new.name, &owner, was, is);
            }
            (was, is) => {
                let words = format!("{}: ACL {} → {}", new.name, was.name(), is.name());
                self.at(record_address(&new.id), words);
            }
        }
    }

    fn defaults(&mut self) {
        let defaults = diff::map(&self.saved.defaults, &self.draft.defaults);
        for (team, ..) in defaults.iter().filter(|(_, _, is)| is.is_none()) {
            if !self.left(team.as_str()) {
                self.gone(format!("{}: default ACL removed", self.name_of(team.as_str())));
            }
        }
        for (team, was, is) in defaults {
            let (owner, name) = (Owner::Team(team.clone()), self.name_of(team.as_str()));
            match (was, is) {
                (Some(was), Some(is)) => {
                    self.list(&format!("Default ACL of {name}"), &owner, was, is);
                }
                (None, Some(_)) => {
                    let follow = following(self.draft, team);
                    self.at(list_address(&owner), format!("{name}: default ACL set, {follow}"));
                }
                (_, None) => {}
            }
        }
    }

    fn list(&mut self, of: &str, owner: &Owner, was: &List, is: &List) {
        let at = list_address(owner);
        self.when(was.description != is.description, &at, |_| {
            format!("{of}: description {} → {}", was.description, is.description)
        });
        self.when(was.priority != is.priority, &at, |_| {
            format!("{of}: {} → {}", was.priority.name(), is.priority.name())
        });
        let members = diff::list(&was.members, &is.members, |member| &member.who);
        for who in members.removed.iter().map(|old| old.who.as_str()) {
            self.when(!self.left(who), &at, |diff| {
                format!("{of}: {} is no longer a member", diff.name_of(who))
            });
        }
        for (old, new) in &members.changed {
            let (who, now) = (self.name_of(new.who.as_str()), new.allowed().words(" + ", NOTHING));
            let words = match old {
                None => format!("{of}: {who} is now a member, {now}"),
                Some(old) if old.denied != new.denied => {
                    format!("{of}: {who}, {} → {now}", old.allowed().words(" + ", NOTHING))
                }
                Some(_) => continue,
            };
            self.at(row_address(owner, new), words);
        }
        let kept = |list: &List, key: &str| list.extra.get(key).cloned();
        let mended = ["priority", "members"].iter().any(|key| kept(was, key) != kept(is, key))
            || members.changed.iter().any(|(old, new)| old.is_some_and(|it| it.extra != new.extra));
        self.when(mended, &at, |_| format!("{of}: what could not be read was set"));
        let who = |member: &Member| member.who.clone();
        let moved = diff::is_reordered(was.members.iter().map(who), is.members.iter().map(who));
        self.when(moved, &at, |_| format!("{of}: its members in another order"));
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

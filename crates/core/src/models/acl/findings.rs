//! What is wrong or doubtful in the policy.

use std::collections::BTreeSet;

use super::policy::{Level, List, Policy, Record, State};
use crate::directory::{Directory, Id, Principal, TeamId};
use crate::format::{Guess, Otherwise, Reader, clip};
use crate::model::Validate;
use crate::text;

/// What becomes of a record that follows a service team which cannot be told.
const NOBODY: &str = "until it leads somewhere the list of the record admits nobody, and what hangs \
                      on it is doubtful";

impl Validate for Policy {
    fn validate(&self, here: &Reader<'_>, directory: &Directory) {
        let teams = Guess::among(directory.teams.iter().map(|team| team.id.as_str()));
        let records = Guess::among(self.records.iter().map(|record| record.id.as_str()));
        let look =
            Look { policy: self, directory, teams, records, belongs: Belongs::of(directory) };
        let at = here.at("records");
        for (nth, record) in self.records.iter().enumerate() {
            look.at_record(&at.item(self.records.unread().place(nth)), record);
        }
        let at = here.at("teamDefaults");
        for (team, list) in self.defaults.iter() {
            let here = at.at(team.as_str());
            look.at_team(&here, team, Otherwise::Kept);
            if self.extra.within("teamDefaults", team.as_str()).is_none() {
                look.at_list(&here, list);
            }
        }
    }
}

struct Look<'a> {
    policy: &'a Policy,
    directory: &'a Directory,
    teams: Guess<'a>,
    records: Guess<'a>,
    belongs: Belongs<'a>,
}

impl Look<'_> {
    fn at_team(&self, here: &Reader<'_>, team: &TeamId, help: impl Into<String>) {
        if !self.directory.teams.has(team) {
            let message = format!("`{}` is no service team of the directory", clip(team.as_str()));
            here.unknown(message, team.as_str(), &self.teams, help);
        }
    }

    fn at_record(&self, here: &Reader<'_>, record: &Record) {
        let policy = self.policy;
        // R17, R18
        let is_unresolved = policy.is_unresolved(self.directory, record);
        let unresolved =
            || if is_unresolved { NOBODY.to_owned() } else { Otherwise::Kept.to_string() };
        if let Some(team) = &record.team {
            self.at_team(&here.at("team"), team, unresolved());
        }
        if let Some(of) = &record.of {
            let at = here.at("of");
            match policy.records.get(of) {
                None => {
                    let message = format!("there is no record `{}`", clip(of.as_str()));
                    at.unknown(message, of.as_str(), &self.records, unresolved());
                }
                Some(parent) if parent.of.is_some() => {
                    let message = format!("`{}` is an item itself", clip(&parent.name));
                    let then = match is_unresolved {
                        true => NOBODY,
                        false => "until then its own team counts",
                    };
                    let help = format!("name the record that both belong to; {then}");
                    at.error("item-of-item", message, help);
                }
                Some(_) => {}
            }
            // R12
            if record.team.is_some() && policy.above(record).is_some() {
                let message = "an item's team is that of the record it belongs to";
                here.at("team").warning("team-of-item", message, Otherwise::Kept);
            }
        }
        let here = here.at("acl");
        match &record.state {
            State::None => {}
            // What leads nowhere is said already.
            State::Inherited if is_unresolved => {}
            State::Inherited => self.at_inherited(&here, record),
            // What could not be read is said already.
            State::Customised(_) if record.extra.get("acl").is_some() => {}
            State::Customised(list) => self.at_list(&here, list),
        }
    }

    fn at_inherited(&self, here: &Reader<'_>, record: &Record) {
        let team = self.policy.team_of(record);
        // Where an id leads nowhere, that is what is wrong, and is said already.
        let nowhere = record.of.as_ref().is_some_and(|of| !self.policy.records.has(of))
            || team.is_some_and(|team| !self.directory.teams.has(team));
        let message = match team {
            _ if nowhere => return,
            None => format!("`{}` has no service team to follow", clip(&record.name)),
            Some(team) if !self.policy.defaults.contains_key(team) => {
                format!("the service team `{}` has no default", clip(team.as_str()))
            }
            Some(_) => return,
        };
        let help = "the record has no access control list then";
        here.warning("nothing-to-inherit", message, help);
    }

    fn at_list(&self, here: &Reader<'_>, list: &List) {
        if text::is_blank(&list.description) {
            let help = "say what the list is for: the dialog asks for it";
            here.at("description").warning("blank", "the list has no description", help);
        }
        if list.members.is_empty() && list.anybody.is_none() {
            // R3
            let help = "add members, or clear the list";
            let message = "the list has no members, and so denies everybody";
            here.warning("denies-everybody", message, help);
        }
        let rows = here.at("members");
        for (at, member) in list.members.iter().enumerate() {
            let here = rows.item(list.unread.place(at));
            let who = clip(member.who.as_str());
            match self.directory.principal(member.who.as_str()) {
                None => {
                    let message = format!("`{who}` is no user, group, post or service team");
                    let help = "the row is kept in the file and matches nobody";
                    let guess = &self.belongs.guess;
                    here.at("who").unknown(message, member.who.as_str(), guess, help);
                }
                Some(principal) if !self.belongs.anybody(&principal) => {
                    let message = format!("nobody belongs to `{who}`");
                    let help = "the row matches nobody until a person does";
                    here.at("who").warning("matches-nobody", message, help);
                }
                Some(_) => {}
            }
            // R9
            if member.denied.has(Level::Summary) && !member.denied.has(Level::Details) {
                let message = format!("`{who}` may read details and no summary");
                let help = "what cannot be listed cannot be opened; deny Read Details too";
                here.warning("details-alone", message, help);
            }
        }
    }
}

/// What anybody belongs to.
pub struct Belongs<'a> {
    guess: Guess<'a>,
    ids: BTreeSet<&'a str>,
}

impl<'a> Belongs<'a> {
    /// Takes it from what everybody in the directory belongs to.
    pub fn of(directory: &'a Directory) -> Self {
        let mut ids = BTreeSet::new();
        for user in directory.users.iter() {
            // What stands under a member of another kind leads nowhere: a group among the posts.
            ids.extend(user.groups.iter().filter(|id| directory.groups.has(id)).map(Id::as_str));
            ids.extend(user.posts.iter().filter(|id| directory.posts.has(id)).map(Id::as_str));
            ids.extend(user.teams.iter().filter(|id| directory.teams.has(id)).map(Id::as_str));
            // A post brings its teams.
            let posts = user.posts.iter().filter_map(|post| directory.posts.get(post));
            let teams = posts.flat_map(|post| &post.teams);
            ids.extend(teams.filter(|id| directory.teams.has(id)).map(Id::as_str));
        }
        Self { guess: directory.guess(), ids }
    }

    /// Whether a row of this principal can match anybody.
    pub fn anybody(&self, principal: &Principal) -> bool {
        matches!(principal, Principal::User(_)) || self.ids.contains(principal.id())
    }
}

//! What is wrong or doubtful in the policy.

use std::collections::BTreeSet;

use super::policy::{Level, List, Policy, State};
use crate::directory::{Directory, Id, Principal};
use crate::format::{Finding, Findings, Guess, Severity, clip, path_to};
use crate::model::Validate;

/// What becomes of a record that follows a service team which cannot be told.
const NOBODY: &str = "until it leads somewhere the list of the record admits nobody, and what hangs \
                      on it is doubtful";
const KEPT: &str = "it is kept in the file and counts for nothing";

impl Validate for Policy {
    fn findings(&self, directory: &Directory) -> Findings {
        findings(self, directory)
    }
}

pub(super) fn findings(policy: &Policy, directory: &Directory) -> Findings {
    let mut found = Findings::new();
    let belongs = Belongs::of(directory);
    let teams = Guess::among(directory.teams.iter().map(|team| team.id.as_str()));
    let records = Guess::among(policy.records.iter().map(|record| record.id.as_str()));
    for (at, record) in policy.records.iter().enumerate() {
        let at = policy.records.unread().place(at);
        let path = format!("{}[{at}]", path_to(&["models", "acl", "records"]));
        // R17, R18
        let is_unresolved = policy.is_unresolved(directory, record);
        let unresolved = if is_unresolved { NOBODY } else { KEPT };
        let mut report = |part: &str, severity, code, message: String, help: &str| {
            found.push(Finding::new(severity, code, format!("{path}.{part}"), message, help));
        };
        if let Some(team) = &record.team
            && !directory.teams.has(team)
        {
            let message = format!("`{}` is no service team of the directory", clip(team.as_str()));
            let help = teams.help(team.as_str(), unresolved);
            report("team", Severity::Error, "unknown-reference", message, &help);
        }
        if let Some(of) = &record.of {
            match policy.records.get(of) {
                None => {
                    let message = format!("there is no record `{}`", clip(of.as_str()));
                    let help = records.help(of.as_str(), unresolved);
                    report("of", Severity::Error, "unknown-reference", message, &help);
                }
                Some(parent) if parent.of.is_some() => {
                    let message = format!("`{}` is an item itself", clip(&parent.name));
                    let help = match is_unresolved {
                        true => format!("name the record that both belong to; {unresolved}"),
                        false => {
                            "name the record that both belong to; until then its own team counts"
                                .to_owned()
                        }
                    };
                    report("of", Severity::Error, "item-of-item", message, &help);
                }
                Some(_) => {}
            }
            // R12
            let leads = policy.records.get(of).is_some_and(|of| of.of.is_none());
            if record.team.is_some() && leads {
                let message = "an item's team is that of the record it belongs to".to_owned();
                report("team", Severity::Warning, "team-of-item", message, KEPT);
            }
        }
        match &record.state {
            State::None => {}
            // What leads nowhere is said already.
            State::Inherited if is_unresolved => {}
            State::Inherited => {
                let team = policy.team_of(record);
                // Where an id leads nowhere, that is what is wrong, and is said already.
                let nowhere = record.of.as_ref().is_some_and(|of| !policy.records.has(of))
                    || team.is_some_and(|team| !directory.teams.has(team));
                let message = match team {
                    _ if nowhere => continue,
                    None => format!("`{}` has no service team to follow", clip(&record.name)),
                    Some(team) if !policy.defaults.contains_key(team) => {
                        format!("the service team `{}` has no default", clip(team.as_str()))
                    }
                    Some(_) => continue,
                };
                let help = "the record has no access control list then";
                report("acl", Severity::Warning, "nothing-to-inherit", message, help);
            }
            // What could not be read is said already.
            State::Customised(_) if record.extra.get("acl").is_some() => {}
            State::Customised(list) => {
                let path = format!("{path}.acl");
                of_list(&mut found, &belongs, &path, list);
            }
        }
    }
    for (team, list) in policy.defaults.iter() {
        let path = path_to(&["models", "acl", "teamDefaults", team.as_str()]);
        if !directory.teams.has(team) {
            let message = format!("`{}` is no service team of the directory", clip(team.as_str()));
            let help = teams.help(team.as_str(), KEPT);
            found.push(Finding::new(Severity::Error, "unknown-reference", &path, message, help));
        }
        if policy.extra.within("teamDefaults", team.as_str()).is_some() {
            continue;
        }
        of_list(&mut found, &belongs, &path, list);
    }
    found
}

fn of_list(found: &mut Findings, belongs: &Belongs<'_>, path: &str, list: &List) {
    if list.description.trim().is_empty() {
        let help = "say what the list is for: the dialog asks for it";
        let path = format!("{path}.description");
        let message = "the list has no description";
        found.push(Finding::new(Severity::Warning, "blank", path, message, help));
    }
    if list.members.is_empty() && list.anybody.is_none() {
        // R3
        let help = "add members, or clear the list";
        let message = "the list has no members, and so denies everybody";
        found.push(Finding::new(Severity::Warning, "denies-everybody", path, message, help));
    }
    for (at, member) in list.members.iter().enumerate() {
        let path = format!("{path}.members[{}]", list.unread.place(at));
        let who = clip(member.who.as_str());
        match belongs.directory.principal(member.who.as_str()) {
            None => {
                let message = format!("`{who}` is no user, group, post or service team");
                let path = format!("{path}.who");
                let help = "the row is kept in the file and matches nobody";
                let help = belongs.guess.help(member.who.as_str(), help);
                found.push(Finding::new(Severity::Error, "unknown-reference", path, message, help));
            }
            Some(principal) if !belongs.anybody(&principal) => {
                let message = format!("nobody belongs to `{who}`");
                let path = format!("{path}.who");
                let help = "the row matches nobody until somebody does";
                found.push(Finding::new(Severity::Warning, "matches-nobody", path, message, help));
            }
            Some(_) => {}
        }
        // R9
        if member.denied.has(Level::Summary) && !member.denied.has(Level::Details) {
            let message =
                format!("`{}` may read details and no summary", clip(member.who.as_str()));
            let help = "what cannot be listed cannot be opened; deny Read Details too";
            found.push(Finding::new(Severity::Warning, "details-alone", path, message, help));
        }
    }
}

/// What anybody belongs to.
pub struct Belongs<'a> {
    directory: &'a Directory,
    guess: Guess<'a>,
    ids: BTreeSet<&'a str>,
}

impl<'a> Belongs<'a> {
    /// Takes it from what everybody in the directory belongs to.
    pub fn of(directory: &'a Directory) -> Self {
        let mut ids = BTreeSet::new();
        for user in directory.users.iter() {
            // What stands under a member of another kind leads nowhere: a group among the posts.
            let groups = user.groups.iter().filter(|id| directory.groups.has(id));
            ids.extend(groups.map(Id::as_str));
            let posts = user.posts.iter().filter(|id| directory.posts.has(id));
            ids.extend(posts.map(Id::as_str));
            let teams = user.teams.iter().filter(|id| directory.teams.has(id));
            ids.extend(teams.map(Id::as_str));
            // A post brings its teams.
            let posts = user.posts.iter().filter_map(|post| directory.posts.get(post));
            let teams = posts.flat_map(|post| &post.teams);
            ids.extend(teams.filter(|id| directory.teams.has(id)).map(Id::as_str));
        }
        Self { directory, guess: directory.guess(), ids }
    }

    /// Whether a row of this principal can match anybody.
    pub fn anybody(&self, principal: &Principal) -> bool {
        matches!(principal, Principal::User(_)) || self.ids.contains(principal.id())
    }
}

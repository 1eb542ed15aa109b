//! What would change a decision: the nearest single steps to more, or back to what was saved; where there
//! is no more to be had, what it rests on; and where no one thing holds it, what would make it less. Each as
//! something to do.

use super::{
    Budget, NearMiss, Nearest, Question, Snapshot, Step, StepKind, Wanted, nearest, rests_on,
};
use crate::directory::DirectoryEdit;
use crate::document::{Command, Document};
use crate::models::acl::{self, Levels, Owner};
use crate::models::features::Ticked;
use crate::models::resources::{Given, Period};
use crate::models::{PolicyEdit, attributes, features, processes, resources};
use crate::shared::sort_by_key;
use crate::text::capital;
use crate::verdict::Outcome;

/// What would change a decision, best first; see the module. `before` is what it was, where that was
/// something else. None where there is no such target or subject.
pub fn would_change(
    snapshot: &Snapshot,
    question: &Question,
    before: Option<&Outcome>,
    budget: Budget,
) -> Option<Nearest> {
    let resolver = snapshot.in_the_end(question.kind);
    let members = question.subject.members(snapshot)?;
    let now = resolver.decide(&members, &question.circumstances, &question.target)?;
    if let Some(before) = before {
        let back = Wanted::Exactly(before.name.to_string());
        let mut found = least_first(nearest(snapshot, question, &back, budget)?);
        // What was set is set back: that somebody joins, signs on otherwise or comes to more beside is
        // another matter.
        let last = usize::MAX;
        sort_by_key(&mut found.steps, |it| (it.kind < StepKind::Own, it.also.unwrap_or(last)));
        if !found.steps.is_empty() {
            return Some(found);
        }
    }
    if let Some(more) = Wanted::more_than(&*resolver, &question.target, &now) {
        let found = nearest(snapshot, question, &more, budget)?;
        if !found.steps.is_empty() {
            return Some(least_first(found));
        }
    }
    let held = rests_on(snapshot, question, budget)?;
    if !held.steps.is_empty() || now.grants.is_empty() {
        return Some(least_first(held));
    }
    // A default holds it, or several things do: none of them taken away changes it, one more set may.
    let less = nearest(snapshot, question, &Wanted::LessThan(now.grants), budget)?;
    Some(least_first(Nearest { complete: held.complete && less.complete, ..less }))
}

/// Whatever changes the least beside the decision first: for others, then for the same person. Of equals a
/// setting comes before a membership, which brings more than anybody sees today.
fn least_first(mut found: Nearest) -> Nearest {
    let last = usize::MAX;
    sort_by_key(&mut found.steps, |it| {
        let joins = it.kind == StepKind::Membership;
        (it.others.unwrap_or(last), it.also.unwrap_or(last), joins, it.kind)
    });
    found
}

impl NearMiss {
    /// The step as something to do, without a full stop. What the question names already is left out.
    pub fn to_do(&self, document: &Document, question: &Question) -> String {
        match &self.change {
            Step::Circumstances(_) => capital(&self.words),
            Step::Document(command) => {
                let mut said = in_words(document, command, question)
                    .unwrap_or_else(|| capital(&document.describe(command)));
                let joined = self.kind == StepKind::Membership
                    && self.circumstances.sign_on != question.circumstances.sign_on;
                if joined {
                    said.push_str(" and sign on as that");
                }
                said
            }
        }
    }
}

fn in_words(document: &Document, command: &Command, question: &Question) -> Option<String> {
    let directory = &document.directory;
    match command {
        Command::Policy(PolicyEdit::Processes(edit)) => process(document, edit, question),
        Command::Policy(PolicyEdit::Acl(edit)) => list(document, edit, question),
        Command::Policy(PolicyEdit::Attributes(edit)) => match edit {
            attributes::Edit::Tick(group, attribute, tick) => {
                let verb = if tick.is_on() { "Tick" } else { "Untick" };
                let attribute = document.policies.attributes.catalogue.name(attribute);
                Some(format!("{verb} {attribute} for {}", directory.groups.name(group)))
            }
            attributes::Edit::SetServices(user, areas) => {
                let user = directory.users.name(user);
                let areas: Vec<&str> = areas.iter().map(|area| area.name()).collect();
                let areas =
                    if areas.is_empty() { "no service".to_owned() } else { areas.join(" and ") };
                Some(format!("Let {user} work in {areas}"))
            }
            _ => None,
        },
        Command::Policy(PolicyEdit::Resources(edit)) => entry(document, edit),
        Command::Policy(PolicyEdit::Features(edit)) => match edit {
            features::Edit::Put(who, _, entry) => {
                let who = directory.name_of(who.as_str());
                Some(match entry.is {
                    Ticked::Set => format!("Set {} for {who}", entry.value.name()),
                    Ticked::Unset => format!("Untick Is Set for {who}"),
                })
            }
            features::Edit::SetDefault(_, value) => {
                Some(format!("Make {} the default for everybody", value.name()))
            }
            _ => None,
        },
        Command::Directory(DirectoryEdit::Join(user, to)) => {
            Some(format!("Add {} to {}", directory.users.name(user), directory.name(to)))
        }
        Command::Directory(DirectoryEdit::Leave(user, from)) => {
            Some(format!("Take {} out of {}", directory.users.name(user), directory.name(from)))
        }
        _ => None,
    }
}

fn process(document: &Document, edit: &processes::Edit, question: &Question) -> Option<String> {
    let directory = &document.directory;
    let on = |process: &processes::ProcessId| {
        let catalogue = &document.policies.processes.catalogue;
        let other = catalogue.item(process).filter(|_| process.as_str() != question.target);
        other.map(|process| format!(" on {}", process.name)).unwrap_or_default()
    };
    Some(match edit {
        processes::Edit::Assign(group, process, level) => {
            format!("Set {} to {}{}", directory.groups.name(group), level.name(), on(process))
        }
        processes::Edit::Secure(group, process, level) => {
            let (group, on) = (directory.groups.name(group), on(process));
            format!("Set All Secured Data to {} for {group}{on}", level.name())
        }
        processes::Edit::SystemAdmin(user, true) => {
            format!("Make {} a System Admin", directory.users.name(user))
        }
        processes::Edit::SystemAdmin(user, false) => {
            format!("Take System Admin away from {}", directory.users.name(user))
        }
        _ => return None,
    })
}

fn list(document: &Document, edit: &acl::Edit, question: &Question) -> Option<String> {
    let (directory, policy) = (&document.directory, &document.policies.acl);
    let of = |owner: &Owner| match owner {
        Owner::Record(id) if id.as_str() == question.target => String::new(),
        Owner::Record(id) => format!(" of {}", policy.records.name(id)),
        Owner::Team(team) => format!(", the default of {}", directory.teams.name(team)),
    };
    let who = |id: &acl::MemberId| directory.name_of(id.as_str());
    Some(match edit {
        acl::Edit::AddMembers(owner, members) => match members.as_slice() {
            [only] => format!("Add {} to the list{}", who(only), of(owner)),
            _ => return None,
        },
        acl::Edit::RemoveMember(owner, member) => {
            format!("Take {} off the list{}", who(member), of(owner))
        }
        acl::Edit::Deny(owner, member, denied) => {
            let (member, of) = (who(member), of(owner));
            match *denied == Levels::NONE {
                true => format!("Allow {member} everything on the list{of}"),
                false => {
                    let denied = denied.words(" and ", "nothing");
                    format!("Deny {member} only {denied} on the list{of}")
                }
            }
        }
        acl::Edit::SetList(owner, list) => {
            let before = match owner {
                Owner::Record(id) => policy.records.get(id).and_then(|record| {
                    policy.list_of(directory, record).map(|(_, list)| list.priority)
                }),
                Owner::Team(_) => policy.list(owner).map(|list| list.priority),
            };
            match before {
                Some(before) if before != list.priority => {
                    format!("Choose {} for the list{}", list.priority.name(), of(owner))
                }
                _ => return None,
            }
        }
        acl::Edit::Clear(owner) => format!("Clear the list{}", of(owner)),
        _ => return None,
    })
}

fn entry(document: &Document, edit: &resources::Edit) -> Option<String> {
    let (directory, policy) = (&document.directory, &document.policies.resources);
    let who = |key: &resources::EntryKey| directory.name_of(key.who.as_str());
    let on = |key: &resources::EntryKey| policy.resources.name(&key.on);
    let what = |key: &resources::EntryKey| {
        let is_block = policy.entry(key).is_some_and(|entry| entry.given == Given::Block);
        if is_block { "Block" } else { "entry" }
    };
    Some(match edit {
        resources::Edit::Set(key, Given::Block) => format!("Block {} on {}", who(key), on(key)),
        resources::Edit::Set(key, given) => {
            format!("Give {} {} on {}", who(key), given.words(), on(key))
        }
        resources::Edit::Clear(key) => {
            format!("Remove the {} of {} on {}", what(key), who(key), on(key))
        }
        resources::Edit::Detail(key, _, period) => {
            let days = match *period {
                Period { from: None, to: None } => "on all days".to_owned(),
                period => period.words(),
            };
            format!("Let the {} of {} on {} count {days}", what(key), who(key), on(key))
        }
        resources::Edit::Admin(user, true) => {
            format!("Make {} an admin", directory.users.name(user))
        }
        resources::Edit::Admin(user, false) => {
            format!("Make {} a standard account", directory.users.name(user))
        }
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::directory::Circumstances;
    use crate::document::read;
    use crate::examples;
    use crate::models::ModelKind;
    use crate::query::{SignedOn, Subject};

    #[track_caller]
    fn check(
        slug: &str,
        kind: ModelKind,
        (user, target): (&str, &str),
        to_do: &str,
        outcome: &str,
    ) {
        let document = read(examples::find(slug).unwrap().text.as_bytes()).unwrap().0;
        let snapshot = Snapshot::new(&document, None);
        let question = Question {
            kind,
            target: target.to_owned(),
            subject: Subject::User(user.into()),
            circumstances: Circumstances::default(),
            signed_on: SignedOn::AsAsked,
        };
        let found = would_change(&snapshot, &question, None, Budget::default()).unwrap();
        let first = found.steps.first().unwrap();
        assert_eq!(first.to_do(&document, &question), to_do);
        assert_eq!(first.outcome.name, outcome);
    }

    #[test]
    fn what_a_draft_has_changed_is_set_back_first() {
        let text = examples::find("school-office").unwrap().text;
        let mut document = read(text.as_bytes()).unwrap().0;
        let edit = processes::Edit::Assign(
            "g-office".into(),
            "b-communication-log".into(),
            processes::Level::Read,
        );
        document = document.apply(&Command::Policy(PolicyEdit::Processes(edit))).unwrap();
        let snapshot = Snapshot::new(&document, None);
        let question = Question {
            kind: ModelKind::Processes,
            target: "b-communication-log".to_owned(),
            subject: Subject::User("u-oskar".into()),
            circumstances: Circumstances::default(),
            signed_on: SignedOn::AsAsked,
        };
        let before = decided(text, &question);
        let found = would_change(&snapshot, &question, Some(&before), Budget::default()).unwrap();
        let first = found.steps.first().unwrap();
        assert_eq!(first.to_do(&document, &question), "Set Office Clerks to Read-Write-Delete");
    }

    fn decided(text: &str, question: &Question) -> Outcome {
        let snapshot = Snapshot::new(&read(text.as_bytes()).unwrap().0, None);
        let members = question.subject.members(&snapshot).unwrap();
        let resolver = snapshot.in_the_end(question.kind);
        resolver.decide(&members, &question.circumstances, &question.target).unwrap()
    }

    #[test]
    fn the_nearest_step_as_something_to_do() {
        check(
            "school-office",
            ModelKind::Processes,
            ("u-ingrid", "b-sen-memos"),
            "Set All Secured Data to Read-Write for Social Care Liaison",
            "Read-Write",
        );
        check(
            "sports-club",
            ModelKind::Resources,
            ("u-dev", "o-north"),
            "Remove the Block of Dev Sharma on North Pool",
            "Read, Gain Access",
        );
        // Visible is the most there is, and only the default gives it.
        check(
            "training-provider",
            ModelKind::Features,
            ("u-leo", "f-tab-reviews"),
            "Set Read only for Leo Sand",
            "Read only",
        );
    }
}

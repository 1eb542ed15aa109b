//! Resource Access: who may see, change and hand on resources, and the people and requirements that
//! belong to them.
//!
//! The rules, numbered; code, explanations and tests cite them. [`RULES`] carries the same numbers
//! with where each comes from.
//!
//! - R1  An entry gives a user or a group permissions on one resource: Read, Gain Access, Update,
//!   Manage, Assign, Secure, Audit. With none of them it is a Block.
//! - R2  Nothing comes without Read; an entry that lacks it counts for nothing at all.
//! - R3  An admin account may do everything, whatever entries say.
//! - R4  An entry counts from its effective date to its expiry date.
//! - R5  On one resource a person's own entry replaces those of their groups.
//! - R6  Of several groups' entries on one resource a Block wins, else they add up.
//! - R7  What covers an org unit covers the units below it, and adds up on the way.
//! - R8  A Block ends the way up: nothing comes from its unit or from those above.
//! - R9  A Block is heard on its own resource only: other ways to the same person stay open.
//! - R10 How long it counts: the days of everything that contributes.
//! - R11 Gain Access on any resource that a person or requirement belongs to shows it.
//! - R12 Manage changes what belongs to a resource, Assign gives its people requirements; neither
//!   takes Gain Access.
//! - R13 Audit reads the log of a resource, and of what belongs to it.
//! - R14 Secure sets what others have on the resource, but not one's own and not an admin's.
//! - R15 What groups are given by default comes to a resource when it is added, and never later.
//! - R16 New users join the groups that are flagged for that.
//! - R17 One admin account at least stays one, and nobody takes it from themselves.
//! - R18 Assign means nothing where there are no people: on Requirement Types and Categories.
//! - R19 Whoever edits as somebody does with each permission what it is for, and nothing without it.
//! - R20 Adding, moving and removing resources, defaults and accounts are for admins.
//! - R21 What the file says and nobody can read permits as little as it can mean.

mod access;
pub mod acting;
mod audit;
mod changes;
mod codec;
mod compare;
mod describe;
mod doubt;
mod edit;
mod effects;
mod explain;
mod findings;
mod future;
mod index;
pub mod input;
#[cfg(test)]
mod oracle;
pub mod policy;
#[cfg(test)]
mod tests;

pub use access::{Access, May, letters};
pub use acting::{Acting, Seen};
pub use audit::{Line, Saved, log, turned};
pub use edit::Edit;
pub use effects::{Effects, effects};
pub use future::{Turn, future};
pub use index::{Heard, Index, Step};
pub use input::{NO_DEFAULT, NO_ENTRY, edit, parse, with, without, words};
pub use policy::{
    BLOCK, Classified, ClassifiedId, Defaults, Entry, EntryId, EntryKey, Given, Kind, Period,
    Permission, Permissions, Policy, Resource, ResourceId, ResourceType, Subject, SubjectId,
    in_words, principal,
};

use std::ops::Range;

use crate::directory::{
    Circumstances, Directory, GroupId, Members, Principal, Reads, Rejection, Unreadable,
};
use crate::format::{Findings, Json, Object, Reader};
use crate::model::{
    Answer, Ask, Changes, Compare, Conflict, Model, ModelInfo, ModelSnapshot, OutcomeInfo, Place,
    Refusal, Rule, Source, TargetHead, unknown,
};
use crate::shared::Shared;
use crate::verdict::{Decision, Grants, Tone, Verdict};

/// The model of Resource Access.
#[derive(Clone, Debug)]
pub enum Resources {}

/// What somebody may or may not do something with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Target {
    /// A resource.
    Resource(ResourceId),
    /// A person or a requirement, through the resources it belongs to.
    Classified(Kind, ClassifiedId),
}

/// The rules with their sources.
pub const RULES: &[Rule] = &[
    Rule {
        id: "R1",
        says: "An entry gives a user or a group permissions on one resource; with none of them ticked it is a Block.",
        source: Source::Stated,
    },
    Rule {
        id: "R2",
        says: "Nothing comes without Read: an entry that lacks it gives nothing, replaces nothing and is no Block.",
        source: Source::Inferred(
            "Read is said to be part of every valid permission, and not what becomes of one that lacks it",
        ),
    },
    Rule {
        id: "R3",
        says: "An admin account has every permission on everything, Assign where nobody could be assigned anything among them. Its entries are kept, and count once it is a standard account again.",
        source: Source::Public,
    },
    Rule {
        id: "R4",
        says: "An entry counts from its effective date to its expiry date, both days included; without one of them that end is open.",
        source: Source::Inferred("the dates are documented, and not which way their days count"),
    },
    Rule {
        id: "R5",
        says: "On one resource a person's own entry replaces those of their groups, be it wider or narrower.",
        source: Source::Public,
    },
    Rule {
        id: "R6",
        says: "Of several groups' entries on one resource a Block wins; without one they add up.",
        source: Source::Public,
    },
    Rule {
        id: "R7",
        says: "What is given on an org unit also covers the units below it, and adds up with what is given there.",
        source: Source::Inferred(
            "that a parent covers its sub units is stated; that a narrower entry below takes nothing away follows from Block being the tool for that",
        ),
    },
    Rule {
        id: "R8",
        says: "A Block takes everything away on its resource, and on an org unit also whatever would come from above.",
        source: Source::Stated,
    },
    Rule {
        id: "R9",
        says: "A Block is heard on its own resource and the units below: the same person can still be reached through another resource.",
        source: Source::Inferred(
            "permissions are worked out for each resource, and a person belongs to several",
        ),
    },
    Rule {
        id: "R10",
        says: "What comes out counts on the days on which everything that contributes to it does.",
        source: Source::Inferred(
            "that the narrowest of several groups' ranges counts is public, and not what becomes of a person's own entry or on the way up the tree",
        ),
    },
    Rule {
        id: "R11",
        says: "A person or requirement is seen through any resource that it belongs to and that gives Gain Access.",
        source: Source::Stated,
    },
    Rule {
        id: "R12",
        says: "Manage changes what belongs to a resource, and Assign gives its people requirements, with or without Gain Access.",
        source: Source::Inferred("neither is said to need Gain Access"),
    },
    Rule {
        id: "R13",
        says: "Audit reads who changed what: of the resource itself, and of what belongs to it.",
        source: Source::Inferred("only the log of a resource is described"),
    },
    Rule {
        id: "R14",
        says: "Secure sets what others have on the resource, a Block included, but not one's own entry and not that of an admin. It is how an admin, who as a rule sets permissions, hands that on to somebody else.",
        source: Source::Inferred(
            "that it sets others' permissions is stated; its limits keep people from raising themselves",
        ),
    },
    Rule {
        id: "R15",
        says: "What a group is given by default on a type comes to each resource of it when that is added; a later change of the default leaves it as it is.",
        source: Source::Stated,
    },
    Rule {
        id: "R16",
        says: "New users join every group that is flagged for them.",
        source: Source::Public,
    },
    Rule {
        id: "R17",
        says: "The last admin account stays one, and nobody makes their own account a standard one.",
        source: Source::Public,
    },
    Rule {
        id: "R18",
        says: "Assign means nothing on Requirement Types and Categories, which hold no people: no entry gives it there.",
        source: Source::Inferred("a requirement is assigned to people"),
    },
    Rule {
        id: "R19",
        says: "Each permission opens to whoever edits what it is for: without Read a resource is neither listed nor opened, without Gain Access its people are not, without Update it is neither renamed nor given notes, without Manage nobody is put in or taken out, without Assign nobody is given a requirement, without Secure no entry is set, without Audit its log is not read.",
        source: Source::Stated,
    },
    Rule {
        id: "R20",
        says: "Adding, moving and removing resources, and what belongs to none, setting defaults, the groups of new users and admin accounts are for admins.",
        source: Source::Inferred(
            "groups and accounts are an admin's affair; who adds and removes resources is not said, and none of the permissions is for it",
        ),
    },
    Rule {
        id: "R21",
        says: "What the file says and nobody can read permits as little as it can mean, and what hangs on it is doubtful: an entry that may be a Block is one, and what may give something gives nothing.",
        source: Source::Inferred("a slip in a file must not open anything"),
    },
];

impl Model for Resources {
    type Policy = Policy;
    type Edit = Edit;
    type Index = Index;
    type Target = Target;
    type Decision = Access;

    const INFO: ModelInfo = ModelInfo {
        key: "resources",
        title: "Resource Access",
        answers: "Who may do what with which org unit, role, tag or requirement type, whom they see \
                  through it, until when, and which entry says so.",
        target: "resource",
        targets: "resources",
        reads: Reads { sign_on: false, on: true, service: false, acting_as: true, licences: false },
        personal: true,
        services: &[],
        licences: &[],
        short_forms: &[
            ("R", "Read"),
            ("G", "Gain Access"),
            ("U", "Update"),
            ("M", "Manage"),
            ("A", "Assign"),
            ("S", "Secure"),
            ("L", "Audit"),
        ],
        rules: RULES,
        unreadable: "R21",
        outcomes: &[
            OutcomeInfo {
                name: "everything",
                short: "everything",
                means: "an admin account, which nothing limits",
                tone: Tone::Full,
            },
            OutcomeInfo {
                name: "nothing",
                short: "nothing",
                means: "it stands in no list and cannot be opened",
                tone: Tone::None,
            },
        ],
        keys: &[
            ("1 – 7", "Turn Read, Gain Access, Update, Manage, Assign, Secure, Audit"),
            ("B", "Block: an entry with nothing ticked"),
            ("Delete", "Remove the entry"),
        ],
    };

    fn read(here: &Reader<'_>, json: &Json) -> Option<Policy> {
        codec::read(here, json)
    }

    fn write(policy: &Policy) -> Option<Json> {
        codec::write(policy)
    }

    fn is_blank(policy: &Policy) -> bool {
        policy.resources.is_empty() && Self::write(policy).is_none()
    }

    fn generous(policy: &Policy, directory: &Directory) -> Option<Policy> {
        doubt::generous(policy, directory)
    }

    fn unreadable(policy: &Policy, _: &Directory) -> Vec<Unreadable> {
        doubt::unreadable(policy)
    }

    fn involved(policy: &Policy, target: &Target) -> Vec<String> {
        let start = match target {
            Target::Resource(id) => vec![id.clone()],
            Target::Classified(kind, id) => {
                policy.classified(*kind).get(id).map(|one| one.of.clone()).unwrap_or_default()
            }
        };
        doubt::involved(policy, start)
    }

    fn findings(policy: &Policy, directory: &Directory) -> Findings {
        findings::findings(policy, directory)
    }

    fn name(policy: &Policy, part: &str, keys: &[String]) -> Option<String> {
        let [id] = keys else { return None };
        match part {
            "items" => policy.resources.find(id).map(|it| it.name.clone()),
            "people" => policy.people.find(id).map(|it| it.name.clone()),
            "requirements" => policy.requirements.find(id).map(|it| it.name.clone()),
            "entries" => policy.entries.find(id).map(|_| "entry".to_owned()),
            "admins" => policy.admins.contains(id.as_str()).then(|| "admin account".to_owned()),
            _ => None,
        }
    }

    fn place(policy: &Policy, part: &str, keys: &[String]) -> Option<Place> {
        let [id] = keys else { return None };
        match part {
            "items" => {
                let resource = policy.resources.find(id)?;
                Some(Place::Editor(vec!["resource".to_owned(), resource.id.to_string()]))
            }
            "people" | "requirements" => Some(Place::Editor(vec![part.to_owned(), id.clone()])),
            "entries" => {
                let entry = policy.entries.find(id)?;
                Some(Place::Overview(entry.on.to_string(), entry.who.to_string()))
            }
            "admins" => Some(Place::Editor(vec!["groups".to_owned(), id.clone()])),
            _ => None,
        }
    }

    fn apply(
        policy: &mut Shared<Policy>,
        directory: &Directory,
        edit: &Edit,
    ) -> Result<(), Rejection> {
        edit::apply(policy, directory, edit)
    }

    fn describe(policy: &Policy, directory: &Directory, edit: &Edit) -> String {
        describe::describe(policy, directory, edit)
    }

    fn forget(policy: &Policy, principal: &Principal) -> Vec<Edit> {
        let known = edit::knows(policy, principal);
        known.then(|| Edit::Forget(principal.clone())).into_iter().collect()
    }

    fn copy_grants(_: &Policy, from: &GroupId, to: &GroupId) -> Vec<Edit> {
        vec![Edit::CopyEntries { from: from.clone(), to: to.clone() }]
    }

    fn joined_by_new_users(policy: &Policy) -> Vec<GroupId> {
        // R16
        policy.new_user_groups.iter().cloned().collect()
    }

    fn review_save(_: &Policy, _: &Policy, _: &Directory) -> Vec<Conflict<Edit>> {
        Vec::new()
    }

    fn changes(
        found: &mut Changes,
        saved: &Policy,
        draft: &Policy,
        saved_directory: &Directory,
        directory: &Directory,
    ) {
        changes::changes(found, saved, draft, saved_directory, directory);
    }

    fn compile(policy: &Shared<Policy>, directory: &Directory, previous: Option<&Index>) -> Index {
        Index::compile(policy, directory, previous)
    }

    fn targets(policy: &Policy) -> Vec<TargetHead> {
        let resource = |it: &Shared<Resource>| TargetHead {
            key: it.id.to_string(),
            name: it.name.clone(),
            band: it.kind.name().to_owned(),
        };
        let classified = |kind: Kind| {
            let band = match kind {
                Kind::Person => "People",
                Kind::Requirement => "Requirements",
            };
            policy.classified(kind).iter().map(move |it| TargetHead {
                key: it.id.to_string(),
                name: it.name.clone(),
                band: band.to_owned(),
            })
        };
        let mut heads: Vec<TargetHead> = policy.resources.iter().map(resource).collect();
        heads.extend(Kind::ALL.into_iter().flat_map(classified));
        heads
    }

    fn target(policy: &Policy, key: &str) -> Option<Target> {
        if let Some(resource) = policy.resources.find(key) {
            return Some(Target::Resource(resource.id.clone()));
        }
        Kind::ALL.into_iter().find_map(|kind| {
            let one = policy.classified(kind).find(key)?;
            Some(Target::Classified(kind, one.id.clone()))
        })
    }

    fn key(target: &Target) -> String {
        match target {
            Target::Resource(id) => id.to_string(),
            Target::Classified(_, id) => id.to_string(),
        }
    }

    fn compare<'a>(before: &'a Index, after: &'a Index) -> Option<Compare<'a>> {
        compare::compare(before, after)
    }

    fn decide(
        index: &Index,
        members: &Members,
        circumstances: &Circumstances,
        target: &Target,
    ) -> Access {
        index.access(members, circumstances, target)
    }

    fn row(index: &Index, members: &Members, circumstances: &Circumstances) -> Vec<Access> {
        index.part_of_row(members, circumstances, 0..index.targets())
    }

    fn part_of_row(
        index: &Index,
        members: &Members,
        circumstances: &Circumstances,
        range: Range<usize>,
    ) -> Vec<Access> {
        index.part_of_row(members, circumstances, range)
    }

    fn withheld(
        model: ModelSnapshot<'_, Self>,
        circumstances: &Circumstances,
        edit: &Edit,
    ) -> Option<Refusal> {
        let user = model.directory.users.get(circumstances.acting_as.as_ref()?)?;
        let members = Members::of_user(model.directory, user);
        Acting::new(model, &members, circumstances).does(edit).err()
    }

    fn explain(
        model: ModelSnapshot<'_, Self>,
        members: &Members,
        circumstances: &Circumstances,
        target: &Target,
    ) -> Verdict<Access> {
        explain::explain(model, members, circumstances, target)
    }

    fn answer(model: ModelSnapshot<'_, Self>, ask: &Ask) -> Result<Answer, Refusal> {
        let members = model.subject(ask)?;
        let (target, may) = asked(&model, &ask.about)?;
        let Target::Resource(id) = &target else {
            let Some(may) = may else { return Err(name_a_may()) };
            let verdict = explain::explain(model, &members, &ask.circumstances, &target);
            let outcome = explain::may(verdict.decision, may).into();
            return Ok(Answer { outcome, because: Some(verdict.because) });
        };
        let Some(resource) = model.policy.resources.get(id) else {
            return Err(unknown("resource", id.as_str()));
        };
        if ask.about.get("may").is_some() {
            return secured(model, ask, resource);
        }
        let verdict = explain::explain(model, &members, &ask.circumstances, &target);
        let outcome = match (permission(&ask.about)?, ask.about.get("validity")) {
            (None, None) => verdict.decision.outcome(),
            (None, Some(Json::Bool(true))) => {
                let period = explain::validity(model, &members, &ask.circumstances, resource);
                period.map_or_else(|| "nothing".into(), |period| period.name().into())
            }
            (Some(permission), None) => {
                let has = verdict.decision.set().has(permission);
                if has { "yes".into() } else { "no".into() }
            }
            _ => return Err(Refusal("ask for a `permission` or for `validity`: true".to_owned())),
        };
        Ok(Answer { outcome, because: Some(verdict.because) })
    }

    fn limit(model: ModelSnapshot<'_, Self>, about: &Object) -> Result<(Target, Grants), Refusal> {
        let (target, may) = asked(&model, about)?;
        let wanted = match (&target, may) {
            (Target::Resource(_), _) => {
                permission(about)?.ok_or_else(|| Refusal("name a `permission`".to_owned()))?
            }
            (_, Some(may)) => may.takes(),
            (_, None) => return Err(name_a_may()),
        };
        Ok((target, Grants(wanted.alone().bits())))
    }
}

fn name_a_may() -> Refusal {
    Refusal("name what somebody `may`: `see`, `edit`, `assign` or `audit`".to_owned())
}

fn permission(about: &Object) -> Result<Option<Permission>, Refusal> {
    match about.get("permission") {
        None => Ok(None),
        Some(Json::Text(name)) => Permission::parse(name).map(Some).map_err(Refusal),
        Some(_) => Err(Refusal("`permission` is a text".to_owned())),
    }
}

/// What a question is about, and for a person or requirement what is asked of it.
fn asked(
    model: &ModelSnapshot<'_, Resources>,
    about: &Object,
) -> Result<(Target, Option<May>), Refusal> {
    let find = |member: &str| {
        let key = about.get(member)?.as_text()?;
        Some((member.to_owned(), key.to_owned()))
    };
    let Some((member, key)) = ["resource", "person", "requirement"].into_iter().find_map(find)
    else {
        return Err(Refusal("name a `resource`, a `person` or a `requirement`".to_owned()));
    };
    let target = Resources::target(model.policy, &key).filter(|target| match target {
        Target::Resource(_) => member == "resource",
        Target::Classified(kind, _) => member == kind.name(),
    });
    let Some(target) = target else { return Err(unknown(&member, &key)) };
    let Target::Classified(kind, _) = &target else { return Ok((target, None)) };
    let may = match about.get("may").and_then(Json::as_text) {
        None => None,
        Some(name) => {
            let may = May::parse(name).map_err(Refusal)?;
            if !kind.reached().has(may.takes()) {
                return Err(Refusal(format!("`{name}` is for people")));
            }
            Some(may)
        }
    };
    Ok((target, may))
}

/// R14: whether the one who edits may set what another has.
fn secured(
    model: ModelSnapshot<'_, Resources>,
    ask: &Ask,
    resource: &Resource,
) -> Result<Answer, Refusal> {
    if ask.about.get("may").and_then(Json::as_text) != Some("secure") {
        return Err(Refusal("on a resource the one who edits `may` `secure`".to_owned()));
    }
    let Some(acting) = &ask.circumstances.acting_as else {
        return Err(Refusal("name who edits as `actingAs`".to_owned()));
    };
    let Some(acting) = model.roster.of(acting) else {
        return Err(unknown("user", acting.as_str()));
    };
    let whose = match (&ask.user, &ask.group) {
        (Some(user), _) => Principal::User(user.clone()),
        (None, Some(group)) => Principal::Group(group.clone()),
        (None, None) => return Err(Refusal("name a `user` or a `group`".to_owned())),
    };
    let (may, because) = explain::may_secure(model, acting, &ask.circumstances, &whose, resource);
    let outcome = if may { "yes".into() } else { "no".into() };
    Ok(Answer { outcome, because: Some(because) })
}

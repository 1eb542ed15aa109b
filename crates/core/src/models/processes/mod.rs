//! User Group Processes: the level of access that a user group has to each business process.
//!
//! The rules, numbered; code, explanations and tests cite them. [`RULES`] carries the same numbers
//! with where each comes from.
//!
//! - R1  A group has one level on each process: Deny (the default), Read, Read-Write or
//!   Read-Write-Delete, each permitting all that the one before it does.
//! - R2  A process can offer fewer levels. Asking for one that is not offered gives the next level
//!   down that is, at last Deny.
//! - R3  Assigning to a main process assigns to every process below it.
//! - R4  The main process's own row is derived: one mark, in the column of the highest level.
//! - R5  Interdependencies: a dependent process above Deny needs its prerequisite.
//! - R6  Save refuses a denial that invalidates another process that was valid; going on raises the
//!   least, and never above what it was.
//! - R7  A grant without its prerequisite is saved, and flagged.
//! - R8  A person has the highest level of their groups; without a group, Deny.
//! - R9  Under field level security the lower of process level and All Secured Data counts.
//! - R10 A System Admin has the highest level offered, except where that flag does not reach.
//! - R11 A level that the catalogue does not offer counts as if it were assigned anew, under All
//!   Secured Data too.
//! - R12 A prerequisite that offers nothing above Deny cannot be raised: Save ignores the pair.
//! - R13 What the file says and nobody can read permits as little as it can mean.

mod changes;
mod codec;
mod doubt;
mod edit;
mod explain;
mod findings;
mod index;
pub mod input;
#[cfg(test)]
mod oracle;
pub mod policy;
mod save;
pub mod search;
#[cfg(test)]
mod tests;
mod unmet;

pub use edit::Edit;
pub use index::{Index, Scratch};
pub use input::{follows, parse};
pub use policy::{
    Catalogue, Level, MainId, MainProcess, Mark, Need, Offered, Policy, Process, ProcessId, Row,
    Rows,
};

pub use search::{SearchBy, find_groups};
pub use unmet::{Dependents, Unmet, unmet, unmet_places};

use std::borrow::Cow;

use crate::directory::{
    Circumstances, Directory, GroupId, Members, Principal, Reads, Rejection, Unreadable,
};
use crate::format::{Extra, Findings, Json, Object, Reader, Unread};
use crate::model::{
    Answer, Ask, Changes, Compare, Conflict, Model, ModelInfo, ModelSnapshot, OutcomeInfo, Place,
    Refusal, Rule, Source, TargetHead, unknown,
};
use crate::shared::{Shared, collect_into};
use crate::verdict::{Decision, Grants, Tone, Verdict};

/// The model of User Group Processes.
#[derive(Clone, Debug)]
pub enum Processes {}

/// The rules with their sources.
pub const RULES: &[Rule] = &[
    Rule {
        id: "R1",
        says: "A group holds exactly one level on each process. Deny is the default.",
        source: Source::Stated,
    },
    Rule {
        id: "R2",
        says: "A level that a process does not offer becomes the next level down that it does.",
        source: Source::Inferred(
            "the documentation speaks of the next level down for restricted options; here that is the next level of access",
        ),
    },
    Rule {
        id: "R3",
        says: "A level given to a main process is given to every process below it.",
        source: Source::Stated,
    },
    Rule {
        id: "R4",
        says: "A main process shows one mark, in the column of the highest level below it: a tick, or a tick with a cross where some processes are denied.",
        source: Source::Stated,
    },
    Rule {
        id: "R5",
        says: "Some processes need another one: above Deny they are valid only with their prerequisite.",
        source: Source::Stated,
    },
    Rule {
        id: "R6",
        says: "A denial that would invalidate another process is refused at Save; whoever goes on gets the least that keeps those valid that were valid before, and never more than before.",
        source: Source::Stated,
    },
    Rule {
        id: "R7",
        says: "A grant without its prerequisite is saved, and flagged wherever it shows: on the grids, in the editor, in Review and in the findings.",
        source: Source::Inferred(
            "only denials are refused, so granting must be possible in any order",
        ),
    },
    Rule {
        id: "R8",
        says: "A person has the highest level that any of their groups has.",
        source: Source::Inferred(
            "Deny is the default everywhere, so if Deny won, a second group could never add anything",
        ),
    },
    Rule {
        id: "R9",
        says: "Where field level security applies, the lower of the process level and the All Secured Data level counts.",
        source: Source::Inferred("process levels are said not to override All Secured Data"),
    },
    Rule {
        id: "R10",
        says: "A System Admin has the highest level that each process offers, but for Data Management.",
        source: Source::Public,
    },
    Rule {
        id: "R11",
        says: "A level that is stored but not offered counts as if it were assigned anew, under All Secured Data too.",
        source: Source::Inferred(
            "taking a level out of the catalogue must not leave anybody with it",
        ),
    },
    Rule {
        id: "R12",
        says: "A prerequisite that offers nothing above Deny cannot be raised, so Save ignores it.",
        source: Source::Inferred("else no Save could ever succeed"),
    },
    Rule {
        id: "R13",
        says: "What the file says and nobody can read permits as little as it can mean, and what hangs on it is doubtful.",
        source: Source::Inferred("a slip in a file must not open anything"),
    },
];

impl Decision for Level {
    fn outcome(&self) -> Cow<'static, str> {
        self.name().into()
    }

    fn grants(&self) -> Grants {
        // View, update, delete.
        Grants(match self {
            Self::Deny => 0b000,
            Self::Read => 0b001,
            Self::ReadWrite => 0b011,
            Self::ReadWriteDelete => 0b111,
        })
    }

    fn tone(&self) -> Tone {
        match self {
            Self::Deny => Tone::None,
            Self::Read => Tone::Low,
            Self::ReadWrite => Tone::Middle,
            Self::ReadWriteDelete => Tone::Full,
        }
    }
}

impl Model for Processes {
    type Policy = Policy;
    type Edit = Edit;
    type Index = Index;
    type Target = ProcessId;
    type Decision = Level;

    const INFO: ModelInfo = ModelInfo {
        key: "processes",
        title: "User Group Processes",
        answers: "Which level each person has on each business process, through which group, and \
                  what field level security leaves of it.",
        target: "process",
        targets: "processes",
        reads: Reads {
            sign_on: false,
            on: false,
            service: false,
            acting_as: false,
            licences: false,
        },
        personal: false,
        services: &[],
        licences: &[],
        short_forms: &[],
        rules: RULES,
        unreadable: "R13",
        outcomes: &[
            OutcomeInfo { name: "Deny", short: "Deny", means: "no access", tone: Tone::None },
            OutcomeInfo { name: "Read", short: "Read", means: "view", tone: Tone::Low },
            OutcomeInfo {
                name: "Read-Write",
                short: "Read-Write",
                means: "view and update",
                tone: Tone::Middle,
            },
            OutcomeInfo {
                name: "Read-Write-Delete",
                short: "RW-Delete",
                means: "view, update and delete",
                tone: Tone::Full,
            },
        ],
        keys: &[
            ("D or 0", "Deny"),
            ("R or 1", "Read"),
            ("W or 2", "Read-Write"),
            ("X or 3", "Read-Write-Delete"),
        ],
    };

    fn read(here: &Reader<'_>, json: &Json) -> Option<Policy> {
        codec::read(here, json)
    }

    fn write(policy: &Policy) -> Option<Json> {
        codec::write(policy)
    }

    fn is_blank(policy: &Policy) -> bool {
        // A group whose cells were all taken back has said nothing; the file does not have it.
        policy.levels.values().all(|row| row.is_empty()) && Self::write(policy).is_none()
    }

    fn generous(policy: &Policy, directory: &Directory) -> Option<Policy> {
        doubt::generous(policy, directory)
    }

    fn unreadable(policy: &Policy, _: &Directory) -> Vec<Unreadable> {
        doubt::unreadable(policy)
    }

    fn findings(policy: &Policy, directory: &Directory) -> Findings {
        findings::findings(policy, directory)
    }

    fn name(policy: &Policy, part: &str, keys: &[String]) -> Option<String> {
        let process = |id: &str| policy.catalogue.process(&id.into()).map(|p| p.name.clone());
        match (part, keys) {
            ("catalogue", [id]) => process(id).or_else(|| {
                policy.catalogue.main(&id.as_str().into()).map(|main| main.name.clone())
            }),
            ("levels" | "secured", [_, id]) => process(id),
            ("systemAdmins", [user]) => {
                policy.system_admins.contains(user.as_str()).then(|| "System Admin".to_owned())
            }
            _ => None,
        }
    }

    fn place(policy: &Policy, part: &str, keys: &[String]) -> Option<Place> {
        match (part, keys) {
            ("catalogue", [id]) => {
                let (main, _) = policy.catalogue.with_main(&id.as_str().into())?;
                Some(Place::Target {
                    key: id.clone(),
                    steps: vec![main.id.to_string(), id.clone()],
                })
            }
            ("levels", [group, id]) => Some(Place::Overview(id.clone(), group.clone())),
            ("secured", [group, id]) => {
                let (main, _) = policy.catalogue.with_main(&id.as_str().into())?;
                let level = policy.secured_level(&group.as_str().into(), &id.as_str().into());
                let main = main.id.to_string();
                Some(Place::Editor(vec![group.clone(), main, id.clone(), level.name().to_owned()]))
            }
            // The editor lists them, whichever group is selected.
            ("systemAdmins", [_]) => Some(Place::Editor(Vec::new())),
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
        edit::describe(policy, directory, edit)
    }

    fn forget(policy: &Policy, principal: &Principal) -> Vec<Edit> {
        match principal {
            Principal::Group(group)
                if policy.levels.contains_key(group) || policy.secured.contains_key(group) =>
            {
                vec![Edit::ClearGroup(group.clone())]
            }
            Principal::User(user) if policy.system_admins.contains(user) => {
                vec![Edit::RemoveSystemAdmin(user.clone())]
            }
            _ => Vec::new(),
        }
    }

    fn copy_grants(_: &Policy, from: &GroupId, to: &GroupId) -> Vec<Edit> {
        vec![Edit::CopyLevels { from: from.clone(), to: to.clone() }]
    }

    fn review_save(saved: &Policy, draft: &Policy, directory: &Directory) -> Vec<Conflict<Edit>> {
        save::review(saved, draft, directory)
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
        let mains = policy.catalogue.mains().iter();
        mains
            .flat_map(|main| {
                main.processes.iter().map(|process| TargetHead {
                    key: process.id.to_string(),
                    name: process.name.clone(),
                    band: main.name.clone(),
                })
            })
            .collect()
    }

    fn target(policy: &Policy, key: &str) -> Option<ProcessId> {
        policy.catalogue.process(&key.into()).map(|process| process.id.clone())
    }

    fn key(target: &ProcessId) -> String {
        target.to_string()
    }

    fn decide(index: &Index, members: &Members, _: &Circumstances, target: &ProcessId) -> Level {
        index.level(members, target)
    }

    fn row(index: &Index, members: &Members, _: &Circumstances) -> Vec<Level> {
        index.row(members)
    }

    fn compare<'a>(before: &'a Index, after: &'a Index) -> Option<Compare<'a>> {
        Index::compare(before, after)
    }

    fn explain(
        model: ModelSnapshot<'_, Self>,
        members: &Members,
        circumstances: &Circumstances,
        target: &ProcessId,
    ) -> Verdict<Level> {
        explain::explain(model, members, circumstances, target)
    }

    fn answer(model: ModelSnapshot<'_, Self>, ask: &Ask) -> Result<Answer, Refusal> {
        if ask.about.get("main").is_some() {
            return answer_mark(model, ask);
        }
        if ask.about.get("denying").is_some() {
            return answer_save(model, ask);
        }
        let members = model.subject(ask)?;
        let process = model.target_of(&ask.about, "process")?;
        let verdict = explain::explain(model, &members, &ask.circumstances, &process);
        Ok(Answer { outcome: verdict.decision.outcome(), because: Some(verdict.because) })
    }

    fn limit(
        model: ModelSnapshot<'_, Self>,
        about: &Object,
    ) -> Result<(ProcessId, Grants), Refusal> {
        let process = model.target_of(about, "process")?;
        let level = match about.get("atLeast").and_then(Json::as_text) {
            Some(name) => Level::parse(name).map_err(Refusal)?,
            None => return Err(Refusal("name a level as `atLeast`".to_owned())),
        };
        if level == Level::Deny {
            return Err(Refusal("everybody has Deny at least; name a higher level".to_owned()));
        }
        Ok((process, level.grants()))
    }
}

fn asked_group<'a>(
    model: &ModelSnapshot<'_, Processes>,
    ask: &'a Ask,
) -> Result<&'a GroupId, Refusal> {
    let Some(group) = &ask.group else { return Err(Refusal("name a `group`".to_owned())) };
    if !model.directory.groups.has(group) {
        return Err(unknown("group", group.as_str()));
    }
    Ok(group)
}

/// `"main"`: the mark that a group has in the row of a main process.
fn answer_mark(model: ModelSnapshot<'_, Processes>, ask: &Ask) -> Result<Answer, Refusal> {
    let group = asked_group(&model, ask)?;
    let id = ask.about.get("main").and_then(Json::as_text).unwrap_or_default();
    let main = model.policy.catalogue.main(&id.into());
    let main = main.ok_or_else(|| unknown("main process", id))?;
    Ok(Answer { outcome: model.policy.mark(group, main).name().into(), because: None })
}

/// `"denying"`: what Save says when a group is denied these processes, or, with `process`, the
/// level it has on that one after going on.
fn answer_save(model: ModelSnapshot<'_, Processes>, ask: &Ask) -> Result<Answer, Refusal> {
    let group = asked_group(&model, ask)?;
    let Some(Json::List(denied)) = ask.about.get("denying") else {
        return Err(Refusal("`denying` takes a list of processes".to_owned()));
    };
    // Of one group, so that no other one is copied or looked at.
    let row = model.policy.levels.get(group);
    let levels: Rows = collect_into(row.map(|row| (group.clone(), row.clone())));
    let saved = Policy {
        levels: levels.into(),
        unread_needs: Unread::default(),
        extra: Extra::new(),
        ..model.policy.clone()
    };
    let mut draft = Shared::new(saved.clone());
    let refused = |rejection: Rejection| Refusal(rejection.0);
    for process in denied {
        let process = process.as_text().unwrap_or_default().into();
        let deny = Edit::Assign { group: group.clone(), process, level: Level::Deny };
        edit::apply(&mut draft, model.directory, &deny).map_err(refused)?;
    }
    let conflict = save::of_group(&saved, &draft, group);
    if ask.about.get("process").is_some() {
        for settle in conflict.iter().flat_map(|conflict| &conflict.settle) {
            edit::apply(&mut draft, model.directory, settle).map_err(refused)?;
        }
        let process = model.target_of(&ask.about, "process")?;
        let level = draft.level(group, &process);
        return Ok(Answer { outcome: level.outcome(), because: None });
    }
    Ok(match conflict {
        None => Answer { outcome: "saved".into(), because: None },
        Some(conflict) => Answer {
            outcome: "Invalid Request".into(),
            because: conflict.reasons.into_iter().next(),
        },
    })
}

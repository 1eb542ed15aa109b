//! A record and the business process that it is edited through, taken together: access control list
//! and process level must both permit. Here and not in a model, as no model knows another.

use super::Moment;
use crate::directory::{Circumstances, Members, UserId};
use crate::format::{Json, Object};
use crate::model::{Answer, Ask, Model, Refusal};
use crate::models::acl::{Reach, RecordId, RecordType, together};
use crate::models::processes::ProcessId;
use crate::models::{Acl, ModelKind, Policies, Processes};
use crate::verdict::{Address, Decision, Reason};

/// The business process of the shipped catalogue through which records of a type are edited. The
/// product names the types and the processes; which belong together was inferred from their names.
const THROUGH: &[(RecordType, &str)] = &[
    (RecordType::Student, "b-student-data"),
    (RecordType::PersonDetails, "b-person-details"),
    (RecordType::CommunicationLog, "b-communication-log"),
    (RecordType::Exclusions, "b-exclusions"),
    (RecordType::Involvements, "b-involvement"),
    (RecordType::CaseNotes, "b-csc-case-notes"),
];

/// The process that records of a type are edited through, where the catalogue has it.
pub fn process_of(policies: &Policies, kind: RecordType) -> Option<ProcessId> {
    let (_, id) = THROUGH.iter().find(|(of, _)| *of == kind)?;
    let process = policies.processes.catalogue.process(&(*id).into())?;
    Some(process.id.clone())
}

/// What somebody can do with a record through a process, and why.
pub fn combined(
    moment: &Moment,
    members: &Members,
    circumstances: &Circumstances,
    record: &RecordId,
    process: &ProcessId,
) -> (&'static str, Reason) {
    let access = Acl::explain(moment.acl(), members, circumstances, record);
    let level = Processes::explain(moment.processes(), members, circumstances, process);
    let outcome = together(access.decision, level.decision.grants()).name();
    let says = "The list comes to {access}, the level on {process} is {level}: {outcome}.";
    let process =
        Address::Policy { model: "processes", part: "catalogue", keys: vec![process.to_string()] };
    let reason = Reason::new("R13", says, outcome)
        .words("access", access.decision.outcome())
        .name("process", process)
        .words("level", level.decision.name())
        .words("outcome", outcome)
        .because([access.because, level.because]);
    (outcome, reason)
}

/// What two models come to together.
#[derive(Clone, Debug, PartialEq)]
pub struct Together {
    /// The other model.
    pub with: ModelKind,
    /// What comes out of both.
    pub outcome: &'static str,
    /// Why: first what the one says, then the other.
    pub because: Reason,
}

/// What another model adds to an outcome of this one; none where nothing has to agree.
pub fn together_with(
    moment: &Moment,
    kind: ModelKind,
    members: &Members,
    circumstances: &Circumstances,
    target: &str,
) -> Option<Together> {
    if kind != ModelKind::Acl {
        return None;
    }
    let policies = &moment.document().policies;
    let record = policies.acl.records.find(target)?;
    let process = process_of(policies, record.kind)?;
    let (outcome, because) = combined(moment, members, circumstances, &record.id, &process);
    Some(Together { with: ModelKind::Processes, outcome, because })
}

/// Answers a question of access control lists that names a process too.
///
/// # Errors
/// Says what is missing from the question or the document.
pub(super) fn answer(moment: &Moment, ask: &Ask) -> Result<Answer, Refusal> {
    let scene = moment.acl();
    // What the list alone cannot be asked, both together cannot.
    Acl::answer(scene, ask)?;
    let members = scene.subject(ask)?;
    let record = scene.target_of(&ask.about, "record")?;
    let process = moment.processes().target_of(&ask.about, "process")?;
    let (outcome, because) = combined(moment, &members, &ask.circumstances, &record, &process);
    Ok(Answer { outcome: outcome.into(), because: Some(because) })
}

/// Who comes as far with a record as a rule forbids that names a process too.
///
/// # Errors
/// Says what is missing from the rule or the document.
pub(super) fn holders(
    moment: &Moment,
    circumstances: &Circumstances,
    about: &Object,
) -> Result<Vec<UserId>, Refusal> {
    let record = moment.acl().target_of(about, "record")?;
    let process = moment.processes().target_of(about, "process")?;
    let named = about.get("atLeast").and_then(Json::as_text);
    let wanted = Reach::ALL.into_iter().skip(1).find(|reach| Some(reach.name()) == named);
    let wanted = wanted.ok_or_else(|| {
        Refusal("name `listed`, `opened`, `edited` or `deleted` as `atLeast`".to_owned())
    })?;
    let (acl, processes) = (moment.acl(), moment.processes());
    let comes_so_far = |members: &Members| {
        let level = Processes::decide(processes.index, members, circumstances, &process);
        let mut any = acl.any_identity(members, circumstances).into_iter();
        let access = |it: &Circumstances| Acl::decide(acl.index, members, it, &record);
        any.any(|it| together(access(&it), level.grants()) >= wanted)
    };
    let people = moment.roster().people().filter(|members| comes_so_far(members));
    Ok(people.filter_map(|members| members.user.clone()).collect())
}

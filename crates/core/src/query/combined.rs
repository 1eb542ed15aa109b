//! What a person can do with a record in the end: the access control list and the level on the
//! business process that it is edited through, taken together, as both must permit. Here and not in a
//! model, as no model knows another.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::ops::Range;

use super::Snapshot;
use crate::directory::{Circumstances, Members};
use crate::format::{Json, Object};
use crate::model::{
    Ability, Answer, Answers as _, Ask, Decide, Explain as _, Facts, Index as _, Model,
    ModelSnapshot, OutcomeInfo, Refusal, Resolver, Wraps,
};
use crate::models::acl::{
    Access, IN_THE_END, Reach, Record, RecordId, RecordType, alone, together,
};
use crate::models::processes::{ProcessId, Row};
use crate::models::{Acl, ModelKind, Policies, Processes};
use crate::shared::Shared;
use crate::verdict::Grants;
use crate::verdict::{Address, Decision, Outcome, Reason, Verdict};

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
    let process = policies.processes.catalogue.item(&(*id).into())?;
    Some(process.id.clone())
}

/// Why the list of a record alone counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Alone {
    /// Nobody has said anything in the model of the processes: what they deny is nobody's decision.
    NothingIsSet,
    /// None is known for the record's type.
    NoProcess,
}

/// Through which processes records are edited, by their types, as far as that counts.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct EditProcesses {
    is_set: bool,
    known: Vec<(RecordType, ProcessId)>,
}

impl EditProcesses {
    pub(super) fn of(policies: &Policies) -> Self {
        let known = THROUGH.iter().filter_map(|(kind, _)| {
            let process = process_of(policies, *kind)?;
            Some((*kind, process))
        });
        // A look at the cells first: there is at least one as a rule, and then nothing is written out.
        let cells = |row: &Shared<Row>| !row.cells.is_empty();
        let is_set = policies.processes.levels.values().any(cells)
            || !policies.is_blank(ModelKind::Processes);
        Self { is_set, known: known.collect() }
    }

    /// Whether anybody has said anything in the model of the processes.
    pub(super) fn is_set(&self) -> bool {
        self.is_set
    }

    /// The process that counts beside the list.
    fn through(&self, kind: RecordType) -> Result<&ProcessId, Alone> {
        if !self.is_set {
            return Err(Alone::NothingIsSet);
        }
        let found = self.known.iter().find(|(of, _)| *of == kind);
        found.map(|(_, process)| process).ok_or(Alone::NoProcess)
    }
}

/// Whose decisions count in what a model comes to in the end, beside its own.
pub(super) fn beside(kind: ModelKind) -> &'static [ModelKind] {
    match kind {
        ModelKind::Acl => &[ModelKind::Processes],
        _ => &[],
    }
}

/// What comes out in a model and has a name of its own, in the end.
pub fn outcomes_of(kind: ModelKind) -> &'static [OutcomeInfo] {
    match kind {
        ModelKind::Acl => IN_THE_END,
        _ => kind.info().outcomes,
    }
}

/// The names of an outcome of a model in the end, where it has its own.
pub fn outcome_of(kind: ModelKind, name: &str) -> Option<&'static OutcomeInfo> {
    outcomes_of(kind).iter().find(|named| named.name == name)
}

/// Access control lists with the processes beside them, ready to be asked.
#[derive(Clone, Copy)]
pub(super) struct Combined<'a> {
    acl: ModelSnapshot<'a, Acl>,
    processes: ModelSnapshot<'a, Processes>,
    ways: &'a EditProcesses,
}

impl<'a> Combined<'a> {
    pub(super) fn new(snapshot: &'a Snapshot) -> Self {
        Self { acl: snapshot.acl(), processes: snapshot.processes(), ways: snapshot.ways() }
    }

    /// The circumstances of a question, its day filled in.
    fn circumstances<'c>(&self, asked: &'c Circumstances) -> Cow<'c, Circumstances> {
        self.acl.circumstances(asked)
    }

    /// The decision on a record for whoever asks on a day that is filled in.
    fn decision(&self, record: &Record) -> Decide<'a> {
        match self.ways.through(record.kind) {
            Ok(process) => self.both(&record.id, process),
            Err(_) => {
                let by_itself = self.acl.index.on(record.id.clone());
                Box::new(move |members, asked| by_list(by_itself(members, asked)))
            }
        }
    }

    fn both(&self, record: &RecordId, process: &ProcessId) -> Decide<'a> {
        let access = self.acl.index.on(record.clone());
        let level = self.processes.index.on(process.clone());
        // R13
        Box::new(move |members, asked| {
            Outcome::of(&together(access(members, asked), level(members, asked).grants()))
        })
    }

    /// The outcomes of these records, each with what its list says. A level is worked out once.
    fn outcomes_for<'r>(
        &self,
        members: &Members,
        asked: &Circumstances,
        records: impl Iterator<Item = &'r Record>,
        access: Vec<Access>,
    ) -> Vec<Outcome> {
        let mut levels = Vec::with_capacity(THROUGH.len());
        let outcome = |(record, access): (&Record, Access)| {
            let Ok(process) = self.ways.through(record.kind) else { return by_list(access) };
            let known = levels.iter().find(|(of, _)| *of == record.kind).map(|(_, level)| *level);
            let level = known.unwrap_or_else(|| {
                let level = self.processes.index.decide(members, asked, process);
                levels.push((record.kind, level));
                level
            });
            Outcome::of(&together(access, level.grants()))
        };
        records.zip(access).map(outcome).collect()
    }

    fn record(&self, key: &str) -> Option<&'a Record> {
        self.acl.policy.records.find(key).map(|record| &**record)
    }

    fn verdict(
        &self,
        members: &Members,
        asked: &Circumstances,
        record: &Record,
    ) -> Verdict<Outcome> {
        let why = match self.ways.through(record.kind) {
            Ok(process) => return self.with_process(members, asked, &record.id, process),
            Err(why) => why,
        };
        let access = Acl::explain(self.acl, members, asked, &record.id);
        let decision = by_list(access.decision);
        // R16
        let says = match why {
            Alone::NothingIsSet => {
                "Nothing is set in User Group Processes, so the list alone counts: {outcome}."
            }
            Alone::NoProcess => {
                "No process is known for the type {type}, so the list alone counts: {outcome}."
            }
        };
        let because = Reason::new("R16", says, decision.name.clone())
            .words("type", record.kind.name())
            .words("outcome", decision.name.clone())
            .because([access.because]);
        Verdict { decision, because }
    }

    fn with_process(
        &self,
        members: &Members,
        asked: &Circumstances,
        record: &RecordId,
        process: &ProcessId,
    ) -> Verdict<Outcome> {
        let access = Acl::explain(self.acl, members, asked, record);
        let level = Processes::explain(self.processes, members, asked, process);
        // R13
        let decision = Outcome::of(&together(access.decision, level.decision.grants()));
        let says = match access.decision {
            Access::NoList => "No list restricts it, so the level on {process} decides: {level}.",
            Access::Levels(_) => {
                "The list alone gives {list}, and the level on {process} is {level}: {outcome}."
            }
        };
        let model = Processes::INFO.key;
        let at = Address::Policy { model, part: "catalogue", keys: vec![process.to_string()] };
        let because = Reason::new("R13", says, decision.name.clone())
            .words("list", by_list(access.decision).name)
            .name("process", at)
            .words("level", level.decision.name())
            .words("outcome", decision.name.clone())
            .because([access.because, level.because.of(model)]);
        Verdict { decision, because }
    }
}

/// What the list of a record alone comes to, on the same scale.
fn by_list(access: Access) -> Outcome {
    match access {
        Access::NoList => Outcome::of(&access),
        Access::Levels(_) => Outcome::of(&alone(access)),
    }
}

impl Wraps for Combined<'_> {
    fn wrapped(&self) -> &dyn Facts {
        &self.acl
    }
}

impl Resolver for Combined<'_> {
    fn outcomes(&self) -> &'static [OutcomeInfo] {
        outcomes_of(ModelKind::Acl)
    }

    fn row(&self, members: &Members, circumstances: &Circumstances) -> Vec<Outcome> {
        let asked = self.circumstances(circumstances);
        let records = self.acl.policy.records.iter().map(|record| &**record);
        self.outcomes_for(members, &asked, records, self.acl.index.row(members, &asked))
    }

    fn part_of_row(
        &self,
        members: &Members,
        circumstances: &Circumstances,
        range: Range<usize>,
    ) -> Vec<Outcome> {
        let asked = self.circumstances(circumstances);
        let records = self.acl.policy.records.iter().map(|record| &**record);
        let records = records.skip(range.start).take(range.len());
        let access = self.acl.index.part_of_row(members, &asked, range);
        self.outcomes_for(members, &asked, records, access)
    }

    fn on(&self, target: &str) -> Option<Decide<'_>> {
        let decide = self.decision(self.record(target)?);
        Some(Box::new(move |members, circumstances| {
            decide(members, &self.circumstances(circumstances))
        }))
    }

    fn abilities(&self, target: &str, name: &str) -> Option<Grants> {
        self.acl.abilities(target, name)
    }

    fn column(&self, circumstances: &Circumstances, target: &str) -> Option<Vec<Outcome>> {
        let decide = self.decision(self.record(target)?);
        let asked = self.circumstances(circumstances);
        Some(self.acl.roster.people().map(|members| decide(members, &asked)).collect())
    }

    fn explain(
        &self,
        members: &Members,
        circumstances: &Circumstances,
        target: &str,
    ) -> Option<Verdict<Outcome>> {
        let record = self.record(target)?;
        Some(self.verdict(members, &self.circumstances(circumstances), record))
    }

    fn decided(&self, ask: &Ask) -> Option<Cow<'static, str>> {
        Resolver::decided(&self.acl, ask)
    }

    /// A question that names no process is about the list alone.
    fn answer(&self, ask: &Ask) -> Result<Answer, Refusal> {
        if ask.about.get("process").is_none() {
            return Resolver::answer(&self.acl, ask);
        }
        // What the list alone cannot be asked, both together cannot.
        Acl::answer(self.acl, ask)?;
        let members = self.acl.subject(ask)?;
        let record = self.acl.target_of(&ask.about, "record")?;
        let process = self.processes.target_of(&ask.about, "process")?;
        let asked = self.circumstances(&ask.circumstances);
        let verdict = self.with_process(&members, &asked, &record, &process);
        Ok(Answer { outcome: verdict.decision.name, because: Some(verdict.because) })
    }

    /// A rule that names no process is about the list alone.
    fn ability(&self, asked: &Circumstances, about: &Object) -> Result<Ability<'_>, Refusal> {
        if about.get("process").is_none() {
            return Resolver::ability(&self.acl, asked, about);
        }
        let record = self.acl.target_of(about, "record")?;
        let process = self.processes.target_of(about, "process")?;
        let named = about.get("atLeast").and_then(Json::as_text);
        let wanted = Reach::ALL.into_iter().skip(1).find(|reach| Some(reach.name()) == named);
        let wanted = wanted.ok_or_else(|| {
            Refusal("name `listed`, `opened`, `edited` or `deleted` as `atLeast`".to_owned())
        })?;
        let target = record.to_string();
        let decide = self.both(&record, &process);
        Ok(Ability { target, wanted: wanted.grants(), asked: asked.clone(), decide })
    }
}

/// The records that can come out differently for somebody who belongs to the same as before, one for
/// each set that differs in the same way; none where any can. What follows from a level on a process
/// alone is not among them: who gains or loses by that gains or loses on the process itself.
pub(super) fn differing(before: &Snapshot, after: &Snapshot) -> Option<Vec<String>> {
    // The process of a type is the same one wherever there is one.
    let place = |ways: &EditProcesses, kind: RecordType| {
        ways.through(kind).ok().and_then(|_| THROUGH.iter().position(|(of, _)| *of == kind))
    };
    let (was, is) = (before.acl().index, after.acl().index);
    let then = |kind: RecordType| place(before.ways(), kind);
    let now = |kind: RecordType| place(after.ways(), kind);
    let found = was.differing_with(is, then, now)?;
    Some(found.iter().map(ToString::to_string).collect())
}

/// The records that are edited through a process which a change can reach; none where that can be any.
pub(super) fn through_reached(
    before: &Snapshot,
    after: &Snapshot,
    levels: &crate::model::Reach,
) -> Option<BTreeSet<String>> {
    /// How many are named at most.
    const MOST: usize = 512;
    levels.targets.as_ref()?;
    let mut found = BTreeSet::new();
    for snapshot in [before, after] {
        for record in snapshot.acl().policy.records.iter() {
            let process = snapshot.ways().through(record.kind);
            if process.is_ok_and(|process| levels.is_on(process.as_str())) {
                found.insert(record.id.to_string());
            }
            if found.len() > MOST {
                return None;
            }
        }
    }
    Some(found)
}

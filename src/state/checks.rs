//! How the checks of what is on screen stand: judged again after every edit, once the screen is painted
//! and a few at a time, so that no key waits for it. And how an expectation is made of a cell.

use std::collections::BTreeMap;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::Arc;

use leptos::prelude::*;

use super::{Action, Session, new_id};
use crate::platform::{clock, later};
use whocan_core::directory::{Circumstances, Date};
use whocan_core::document::{
    Check, CheckEdit, CheckId, Checks, Claim, Command, Document, Rule, read_ask,
};
use whocan_core::format::{Json, Object, compact};
use whocan_core::models::ModelKind;
use whocan_core::models::resources::policy::Kind;
use whocan_core::query::{CheckStatus, Judge, Snapshot, Subject, process_of};
use whocan_core::shared::Shared;

/// How many checks are judged together, and into how many such parts they are divided at most.
const TOGETHER: usize = 24;
const MOST_PARTS: usize = 64;
/// How long judging may take before events have their turn, in milliseconds.
const MILLISECONDS: f64 = 6.0;

/// How each check stands, by its id.
pub type Statuses = Arc<BTreeMap<CheckId, CheckStatus>>;

/// How the checks stand. Copied freely.
#[derive(Clone, Copy)]
pub struct JudgedChecks {
    statuses: RwSignal<Statuses>,
    judging: RwSignal<bool>,
    failing: Memo<usize>,
    /// One for each part: it knows what was found in it last.
    judges: StoredValue<Vec<Judge>>,
    /// Which round it is: another number for each.
    turn: StoredValue<u32>,
}

impl JudgedChecks {
    pub(super) fn new() -> Self {
        let statuses = RwSignal::new(Statuses::default());
        let failing = Memo::new(move |_| {
            statuses.with(|all| all.values().filter(|status| !status.holds()).count())
        });
        Self {
            statuses,
            judging: RwSignal::new(false),
            failing,
            judges: StoredValue::new(Vec::new()),
            turn: StoredValue::new(0),
        }
    }

    /// How many fail, in a sentence; nothing where none does, or where they are being judged.
    pub(super) fn said(self) -> String {
        match self.failing.get_untracked() {
            _ if self.judging.get_untracked() => String::new(),
            0 => String::new(),
            1 => " 1 check fails.".to_owned(),
            count => format!(" {count} checks fail."),
        }
    }

    /// Judges whatever the session shows from now on.
    pub(super) fn follow(self, session: Session) {
        Effect::new(move |_| {
            let turn = self.turn.get_value().wrapping_add(1);
            self.turn.set_value(turn);
            let snapshot = session.snapshot().get();
            let Some(snapshot) = snapshot.filter(|it| !it.document().checks.list.is_empty()) else {
                self.judges.set_value(Vec::new());
                self.judging.set(false);
                return self.publish(Statuses::default());
            };
            let saved = session.saved().get();
            self.judging.set(true);
            later::after_paint(move || {
                if self.turn.get_value() == turn {
                    self.judge(Round::new(turn, snapshot, saved));
                }
            });
        });
    }

    /// Judges everything anew, as if nothing were known.
    pub fn again(self, session: Session) {
        let turn = self.turn.get_value().wrapping_add(1);
        self.turn.set_value(turn);
        self.judges.set_value(Vec::new());
        let snapshot = session.snapshot().get_untracked();
        let Some(snapshot) = snapshot.filter(|it| !it.document().checks.list.is_empty()) else {
            return;
        };
        let saved = session.saved().get_untracked();
        self.judging.set(true);
        later::after_paint(move || self.judge(Round::new(turn, snapshot, saved)));
    }

    /// Judges for a moment and, where something is left, goes on later. What was begun for an earlier
    /// draft is dropped.
    fn judge(self, mut round: Round) {
        if self.turn.get_value() != round.turn {
            return;
        }
        let began = clock::now();
        while let Some(part) = round.parts.get(round.found.len()) {
            let at = round.found.len();
            let judge = self.judges.try_update_value(|judges| {
                if judges.len() <= at {
                    judges.resize_with(at + 1, Judge::default);
                }
                judges.get_mut(at).map(std::mem::take)
            });
            let mut judge = judge.flatten().unwrap_or_default();
            let results = judge.judge(&round.snapshot_of(part), round.saved.as_deref());
            self.judges.update_value(|judges| {
                judges.get_mut(at).into_iter().for_each(|own| *own = std::mem::take(&mut judge));
            });
            round.found.push(results.into_iter().map(|it| (it.id, it.status)).collect());
            if clock::now() - began > MILLISECONDS {
                return later::soon(move || self.judge(round));
            }
        }
        self.publish(Arc::new(round.found.into_iter().flatten().collect()));
        self.judging.set(false);
    }

    fn publish(self, statuses: Statuses) {
        if self.statuses.with_untracked(|old| *old != statuses) {
            self.statuses.set(statuses);
        }
    }

    /// How each check stands. One that is not there has not been judged yet.
    pub fn statuses(self) -> Signal<Statuses> {
        self.statuses.into()
    }

    /// Whether they are being judged.
    pub fn judging(self) -> Signal<bool> {
        self.judging.into()
    }

    /// How many do not hold.
    pub fn failing(self) -> Signal<usize> {
        self.failing.into()
    }
}

/// One round over all checks.
struct Round {
    turn: u32,
    snapshot: Shared<Snapshot>,
    saved: Option<Shared<Snapshot>>,
    /// The positions of the checks that are judged together.
    parts: Vec<Vec<usize>>,
    found: Vec<Vec<(CheckId, CheckStatus)>>,
}

impl Round {
    fn new(turn: u32, snapshot: Shared<Snapshot>, saved: Option<Shared<Snapshot>>) -> Self {
        let parts = parts(&snapshot.document().checks);
        Self { turn, snapshot, saved, parts, found: Vec::new() }
    }

    /// The moment with these checks alone.
    fn snapshot_of(&self, part: &[usize]) -> Snapshot {
        if self.parts.len() == 1 {
            return Snapshot::clone(&self.snapshot);
        }
        let all = &self.snapshot.document().checks.list;
        let list = part.iter().filter_map(|at| all.get(*at)).cloned().collect();
        with_checks(&self.snapshot, list)
    }
}

/// The same moment with these checks and no others.
pub fn with_checks(snapshot: &Snapshot, list: Vec<Check>) -> Snapshot {
    let checks = Shared::new(Checks { list, ..Checks::default() });
    let document = Document { checks, ..snapshot.document().clone() };
    Snapshot::new(&document, Some(snapshot))
}

/// Divides the checks so that each stays in its part when others come and go. Rules about the same are
/// judged together: who can do it is found out once.
fn parts(checks: &Checks) -> Vec<Vec<usize>> {
    let count = checks.list.len().div_ceil(TOGETHER).next_power_of_two().min(MOST_PARTS);
    let mut parts = vec![Vec::new(); count];
    for (at, check) in checks.list.iter().enumerate() {
        let mut hasher = DefaultHasher::new();
        let rule = match &check.claim {
            Claim::Rule(members) => Rule::read(members).ok(),
            Claim::Answer { .. } => None,
        };
        match rule.and_then(|rule| rule.about.into_iter().next()) {
            Some(about) => compact(&about.into()).hash(&mut hasher),
            None => check.id.as_str().hash(&mut hasher),
        }
        let part = usize::try_from(hasher.finish() % count as u64).unwrap_or_default();
        parts.get_mut(part).into_iter().for_each(|part| part.push(at));
    }
    parts
}

/// What came of making a check.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MadeCheck {
    /// Its id, or that of the one that says the same.
    pub id: CheckId,
    /// Whether one says the same already; then nothing was done.
    pub was_there: bool,
}

impl Session {
    /// How the checks stand.
    pub fn checks(&self) -> JudgedChecks {
        self.checks
    }

    /// Puts a check into the draft as one step that can be undone, unless one says the same already. None
    /// where it was refused; the session says why.
    pub fn add_check(&self, note: &str, claim: Claim) -> Option<MadeCheck> {
        let snapshot = self.snapshot().get_untracked()?;
        if let Some(same) = same_check(snapshot.document(), &claim) {
            return Some(MadeCheck { id: same.id.clone(), was_there: true });
        }
        let check = new_check(note, claim);
        let id = check.id.clone();
        self.dispatch(Action::Run(Command::Check(CheckEdit::Put(Box::new(check)))));
        let after = self.snapshot().get_untracked()?;
        let is_there = after.document().checks.list.iter().any(|check| check.id == id);
        is_there.then_some(MadeCheck { id, was_there: false })
    }

    /// Puts several checks into the draft as one step that can be undone, called `name`.
    pub fn add_checks(&self, name: &str, claims: Vec<(String, Claim)>) {
        let put = |(note, claim): (String, Claim)| {
            Command::Check(CheckEdit::Put(Box::new(new_check(&note, claim))))
        };
        let all: Vec<Command> = claims.into_iter().map(put).collect();
        self.dispatch(Action::Run(Command::Batch(name.to_owned(), all)));
    }

    /// Keeps what somebody has on a target as an expectation: of which model, whose, on what, under which
    /// circumstances, and the outcome. As [`Session::add_check`].
    pub fn keep_as_check(
        &self,
        kind: ModelKind,
        subject: &Subject,
        target: &str,
        circumstances: &Circumstances,
        outcome: &str,
    ) -> Option<MadeCheck> {
        let snapshot = self.snapshot().get_untracked()?;
        let claim = expectation(&snapshot, kind, subject, target, circumstances, outcome)?;
        self.add_check("", claim)
    }
}

/// A check that is added today. Not by whom: files are handed on without names.
fn new_check(note: &str, claim: Claim) -> Check {
    let letter = if matches!(claim, Claim::Rule(_)) { 'r' } else { 'c' };
    let id = CheckId::from(format!("{letter}heck-{}", new_id('k').trim_start_matches("k-")));
    let note = Some(note.trim().to_owned()).filter(|note| !note.is_empty());
    let added = Date::parse(&clock::day()).ok();
    Check { note, added, ..Check::new(id, claim) }
}

/// The check of a document that says the same, whatever it is called.
pub fn same_check<'a>(document: &'a Document, claim: &Claim) -> Option<&'a Check> {
    let sorted = |object: &Object| {
        let members: BTreeMap<String, Json> =
            object.iter().map(|(key, value)| (key.to_owned(), value.clone())).collect();
        members.into_iter().collect::<Object>()
    };
    let same = |check: &&Check| match (&check.claim, claim) {
        (Claim::Rule(one), Claim::Rule(other)) => sorted(one) == sorted(other),
        (
            Claim::Answer { ask: one, expect, .. },
            Claim::Answer { ask: other, expect: expected, .. },
        ) => expect == expected && sorted(one) == sorted(other),
        _ => false,
    };
    document.checks.list.iter().find(same)
}

/// The member of a question or a rule that names a target of this key.
pub fn target_member(document: &Document, kind: ModelKind, target: &str) -> &'static str {
    let policies = &document.policies;
    match kind {
        ModelKind::Attributes if policies.attributes.reports.find(target).is_some() => "report",
        ModelKind::Resources if policies.resources.resources.find(target).is_some() => "resource",
        ModelKind::Resources
            if policies.resources.classified(Kind::Person).find(target).is_some() =>
        {
            "person"
        }
        ModelKind::Resources
            if policies.resources.classified(Kind::Requirement).find(target).is_some() =>
        {
            "requirement"
        }
        kind => kind.info().target,
    }
}

/// The question of a cell with the outcome that it has. Of the ways to ask it the one that comes to that
/// outcome is taken.
pub fn expectation(
    snapshot: &Snapshot,
    kind: ModelKind,
    subject: &Subject,
    target: &str,
    circumstances: &Circumstances,
    outcome: &str,
) -> Option<Claim> {
    let document = snapshot.document();
    let mut ask = Object::new();
    ask.push("model", kind.key());
    match subject {
        Subject::User(user) => ask.push("user", user.as_str()),
        Subject::Group(group) => ask.push("group", group.as_str()),
        Subject::Nobody => return None,
    };
    let reads = kind.info().reads;
    let sign_on = circumstances.sign_on.as_ref().filter(|_| reads.sign_on);
    ask.push_some("as", sign_on.map(|who| who.id().to_owned()));
    let on = circumstances.on.filter(|_| reads.on);
    ask.push_some("on", on.as_ref().map(Date::to_string));
    ask.push_some("service", circumstances.service.clone().filter(|_| reads.service));
    let licences = circumstances.licences.as_ref().filter(|_| reads.licences);
    ask.push_some("licences", licences.map(|all| Json::texts(all.iter())));
    let member = target_member(document, kind, target);
    ask.push(member, target);
    let mut ways = Vec::new();
    if kind == ModelKind::Acl
        && let Some(record) = document.policies.acl.records.find(target)
        && let Some(process) = process_of(&document.policies, record.kind)
    {
        let mut both = ask.clone();
        both.push("process", process.as_str());
        ways.push(both);
    }
    ways.push(ask.clone());
    if member == "person" || member == "requirement" {
        // Of what can be done to somebody the most is kept.
        ways = ["assign", "edit", "see"]
            .into_iter()
            .map(|may| {
                let mut way = ask.clone();
                way.push("may", may);
                way
            })
            .collect();
    }
    let resolver = snapshot.in_the_end(kind);
    let answer = |way: &Object| {
        let ask = read_ask(&document.directory, way).ok()?;
        Some(resolver.answer(&ask).ok()?.outcome.into_owned())
    };
    let answers: Vec<Option<String>> = ways.iter().map(answer).collect();
    let exact = answers.iter().position(|found| found.as_deref() == Some(outcome));
    let granted = || answers.iter().position(|found| found.as_deref() == Some("yes"));
    let any = || answers.iter().rposition(Option::is_some);
    let at = exact.or_else(granted).or_else(any)?;
    let expect = answers.into_iter().nth(at)??;
    let ask = ways.into_iter().nth(at)?;
    Some(Claim::Answer { ask, expect, because: Vec::new() })
}

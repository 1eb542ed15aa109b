//! `whocan check`: can each file be read, what is wrong in it, and do its own checks hold.

mod json;
mod lines;
mod new_access;

use std::collections::BTreeMap;

use super::args::CheckArgs;
use super::text::{count, line};
use super::{Exit, Stop, Streams, Trouble, asked, input};
use whocan_core::document::{Check, Document};
use whocan_core::format::{Finding, Json, Severity};
use whocan_core::model::ModelInfo;
use whocan_core::models::ModelKind;
use whocan_core::query::{CheckResult, CheckStatus, Snapshot, run_checks};
use whocan_core::verdict::Reason;

/// Runs the command.
pub(super) fn check(args: &CheckArgs, streams: &mut Streams<'_>) -> Result<Exit, Stop> {
    if args.no_new_access {
        return new_access::check(args, streams);
    }
    let saved = args.against.as_ref().map(|path| asked::open(path, streams)).transpose()?;
    let saved = saved.map(|document| Snapshot::new(&document, None));
    let mut total = Counts::default();
    let mut reports: Vec<Json> = Vec::new();
    for path in &args.files {
        let name = path.display().to_string();
        let file = input::open(path, streams.input)
            .map(|(document, findings)| Checked::of(document, findings, saved.as_ref()));
        total.add(&file);
        if args.json {
            reports.push(json::report(&name, &file));
        } else {
            lines::write(streams.output, &name, &file)?;
        }
    }
    if args.json {
        json::write(streams.output, &total, reports)?;
    } else {
        line(streams.output, 0, &total.text())?;
    }
    Ok(total.exit())
}

/// A file that could be read, with everything that was found.
struct Checked {
    document: Document,
    snapshot: Snapshot,
    findings: Vec<Finding>,
    results: Vec<CheckResult>,
}

impl Checked {
    fn of(document: Document, findings: Vec<Finding>, saved: Option<&Snapshot>) -> Self {
        let snapshot = Snapshot::new(&document, None);
        let results = run_checks(&snapshot, saved);
        Self { document, snapshot, findings, results }
    }

    /// The checks with their results, in the file's order.
    fn checks(&self) -> impl Iterator<Item = (&Check, &CheckStatus)> {
        let standings = self.results.iter().map(|result| &result.status);
        self.document.checks.list.iter().zip(standings)
    }
}

#[derive(Default)]
struct Counts {
    files: usize,
    unreadable: usize,
    findings: BTreeMap<Severity, usize>,
    checks: usize,
    hold: usize,
}

impl Counts {
    fn add(&mut self, file: &Result<Checked, Trouble>) {
        self.files += 1;
        let Ok(checked) = file else {
            self.unreadable += 1;
            return;
        };
        for finding in &checked.findings {
            *self.findings.entry(finding.severity).or_default() += 1;
        }
        self.checks += checked.results.len();
        self.hold += checked.results.iter().filter(|result| result.status.holds()).count();
    }

    fn of(&self, severity: Severity) -> usize {
        self.findings.get(&severity).copied().unwrap_or_default()
    }

    fn exit(&self) -> Exit {
        if self.unreadable > 0 {
            Exit::Unusable
        } else if self.of(Severity::Error) > 0 || self.hold < self.checks {
            Exit::SomethingFalse
        } else {
            Exit::AllTrue
        }
    }

    /// `2 files, 1 of them unreadable; 1 error, 2 warnings; 30 checks, 29 hold`
    fn text(&self) -> String {
        let mut files = count(self.files, "file", "files");
        if self.unreadable > 0 {
            files.push_str(&format!(", {} unreadable", self.unreadable));
        }
        let findings: Vec<String> = [Severity::Error, Severity::Warning, Severity::Note]
            .into_iter()
            .filter(|severity| self.of(*severity) > 0)
            .map(|severity| {
                let name = severity.name();
                count(self.of(severity), name, &format!("{name}s"))
            })
            .collect();
        let findings = match findings.as_slice() {
            [] => "no findings".to_owned(),
            some => some.join(", "),
        };
        format!("{files}; {findings}; {}", hold(self.checks, self.hold))
    }
}

/// `30 checks, all hold`
fn hold(checks: usize, hold: usize) -> String {
    let number = count(checks, "check", "checks");
    match (checks, hold) {
        (0, _) => number,
        (1, 1) => format!("{number}, which holds"),
        (all, some) if all == some => format!("{number}, all hold"),
        (_, 0) => format!("{number}, none holds"),
        (_, 1) => format!("{number}, 1 holds"),
        (_, some) => format!("{number}, {some} hold"),
    }
}

/// The explanation of what was found instead.
fn because(status: &CheckStatus) -> Option<&Reason> {
    match status {
        CheckStatus::Differs { because, .. }
        | CheckStatus::Doubtful { because, .. }
        | CheckStatus::OtherReason { because, .. } => because.as_ref(),
        // Of a rule each route has its own.
        CheckStatus::Holds | CheckStatus::Broken(_) | CheckStatus::Refused(_) => None,
    }
}

/// The model that a check asks.
fn about(check: &Check) -> Option<&'static ModelInfo> {
    Some(ModelKind::of(check.claim.model()?)?.info())
}

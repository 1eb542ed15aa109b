//! The report for programs.

use std::io::{self, Write};

use super::{Checked, Counts, about, because};
use crate::{Exit, Trouble, answers, reasons};
use whocan_core::directory::Principal;
use whocan_core::document::{Check, Document};
use whocan_core::format::{self, Finding, Json, Object, Severity};
use whocan_core::query::{CheckStatus, Example};

/// Writes the report on all files.
pub(super) fn write(out: &mut dyn Write, total: &Counts, files: Vec<Json>) -> io::Result<()> {
    let mut object = Object::new();
    object.push("format", "whocan-check").push("version", 1_u64);
    object.push("holds", total.exit() == Exit::AllTrue);
    object.push("counts", counts(total)).push("files", files);
    out.write_all(format::write(&object.into()).as_bytes())
}

fn counts(total: &Counts) -> Object {
    let number = |number: usize| Json::from(number as u64);
    let mut object = Object::new();
    object.push("files", number(total.files)).push("unreadable", number(total.unreadable));
    object.push("errors", number(total.of(Severity::Error)));
    object.push("warnings", number(total.of(Severity::Warning)));
    object.push("notes", number(total.of(Severity::Note)));
    object.push("checks", number(total.checks)).push("hold", number(total.hold));
    object
}

/// The report on one file.
pub(super) fn report(name: &str, file: &Result<Checked, Trouble>) -> Json {
    let mut object = Object::new();
    object.push("file", name);
    match file {
        Err(trouble) => {
            let mut error = Object::new();
            error.push("message", trouble.message.as_str()).push("help", trouble.help.as_str());
            object.push("error", error);
        }
        Ok(checked) => {
            object.push("title", checked.document.title.as_str());
            let findings: Vec<Json> = checked.findings.iter().map(finding_json).collect();
            object.push("findings", findings);
            let checks = checked
                .checks()
                .map(|(check, status)| check_json(&checked.document, check, status));
            object.push("checks", checks.collect::<Vec<Json>>());
        }
    }
    object.into()
}

fn finding_json(finding: &Finding) -> Json {
    let mut object = Object::new();
    object.push("severity", finding.severity.name()).push("code", finding.code);
    object.push("path", finding.path.as_str()).push("message", finding.message.as_str());
    object.push_some("help", (!finding.help.is_empty()).then_some(finding.help.as_str()));
    object.into()
}

fn check_json(document: &Document, check: &Check, status: &CheckStatus) -> Json {
    let mut object = Object::new();
    object.push("id", check.id.as_str()).push_some("note", check.note.clone());
    object.push_some("model", check.claim.model());
    object.push("standing", key(status));
    match status {
        CheckStatus::Holds => {}
        CheckStatus::Doubtful { expected, found, other, .. } => {
            object.push_some("expected", expected.as_deref());
            object.push("found", found.as_str()).push("other", other.as_str());
        }
        CheckStatus::Differs { expected, found, .. } => {
            object.push("expected", expected.as_str()).push("found", found.as_str());
        }
        CheckStatus::OtherReason { missing, .. } => drop(object.push_texts("missing", missing)),
        CheckStatus::Broken(breach) => {
            object.push("says", breach.says.as_str()).push_texts("people", &breach.people);
            let examples = breach.examples.iter().map(|example| example_json(document, example));
            object.push("examples", examples.collect::<Vec<Json>>());
        }
        CheckStatus::Refused(refusal) => drop(object.push("message", refusal.0.as_str())),
    }
    if let (Some(reason), Some(about)) = (because(status), about(check)) {
        object.push("because", reasons::json(reason, document, about));
    }
    object.into()
}

/// What one person comes to on a target, and why.
fn example_json(document: &Document, example: &Example) -> Json {
    let mut object = Object::new();
    object.push("user", example.user.as_str()).push("model", example.kind.key());
    object.push("target", example.target.as_str());
    object.push_some("as", example.circumstances.sign_on.as_ref().map(Principal::id));
    object.push_some("service", example.circumstances.service.as_deref());
    object.push("outcome", example.outcome.as_str());
    let routes = example.routes.iter().map(answers::route_json);
    object.push("routes", routes.map(Json::from).collect::<Vec<Json>>());
    let because = example.because.as_ref();
    let because = because.map(|it| reasons::json(it, document, example.kind.info()));
    object.push_some("because", because);
    object.into()
}

/// How a check stands.
fn key(status: &CheckStatus) -> &'static str {
    match status {
        CheckStatus::Holds => "holds",
        CheckStatus::Doubtful { .. } => "doubtful",
        CheckStatus::Differs { .. } => "differs",
        CheckStatus::OtherReason { .. } => "other-reason",
        CheckStatus::Broken(_) => "broken",
        CheckStatus::Refused(_) => "refused",
    }
}

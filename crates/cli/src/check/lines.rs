//! The report for people to read: a block for each file, a line for each check.

use std::io::{self, Write};

use super::{Checked, about, because, hold};
use crate::text::{count, line, pad, widest};
use crate::{Trouble, answers, asked, reasons};
use whocan_core::directory::{Principal, UserId};
use whocan_core::document::{Check, Claim};
use whocan_core::format::{self, Json};
use whocan_core::query::{Breach, CheckStatus, NO_SAVED_STATE, Snapshot};

/// How many people a line names before it counts the others.
const MOST_NAMED: usize = 10;

/// Writes the block of one file.
pub(super) fn write(
    out: &mut dyn Write,
    name: &str,
    file: &Result<Checked, Trouble>,
) -> io::Result<()> {
    match file {
        Err(trouble) => {
            line(out, 0, name)?;
            line(out, 2, &format!("cannot be read: {}", trouble.message))?;
            line(out, 2, &trouble.help)?;
        }
        Ok(checked) if checked.document.title.is_empty() => {
            line(out, 0, name)?;
            write_checked(out, checked)?;
        }
        Ok(checked) => {
            line(out, 0, &format!("{name}: {}", checked.document.title))?;
            write_checked(out, checked)?;
        }
    }
    line(out, 0, "")
}

fn write_checked(out: &mut dyn Write, checked: &Checked) -> io::Result<()> {
    line(out, 2, &count(checked.findings.len(), "finding", "findings"))?;
    let width = widest(checked.findings.iter().map(|finding| finding.severity.name()));
    for finding in &checked.findings {
        let severity = pad(finding.severity.name(), width);
        line(out, 4, &format!("{severity}  {}", finding.path))?;
        line(out, 4 + width + 2, &finding.message)?;
        if !finding.help.is_empty() {
            line(out, 4 + width + 2, &finding.help)?;
        }
    }
    let holds = checked.results.iter().filter(|result| result.status.holds()).count();
    line(out, 2, &hold(checked.results.len(), holds))?;
    let words = widest(checked.results.iter().map(|result| word(&result.status)));
    let ids = widest(checked.results.iter().map(|result| result.id.as_str()));
    for (check, status) in checked.checks() {
        let (standing_word, id) = (pad(word(status), words), pad(check.id.as_str(), ids));
        line(out, 4, &format!("{standing_word}  {id}  {}", what(check)))?;
        write_standing(out, 4 + words + 2, checked, check, status)?;
    }
    Ok(())
}

/// What a check is for: its note, or else the question itself.
fn what(check: &Check) -> String {
    check.note.clone().unwrap_or_else(|| {
        let (Claim::Answer { ask: members, .. } | Claim::Rule(members)) = &check.claim;
        format::compact(&Json::Object(members.clone()))
    })
}

/// How a check stands, in a word for people.
fn word(status: &CheckStatus) -> &'static str {
    match status {
        CheckStatus::Holds => "holds",
        CheckStatus::Doubtful { .. } => "doubtful",
        CheckStatus::Differs { .. } => "differs",
        CheckStatus::OtherReason { .. } => "other reason",
        CheckStatus::Broken(_) => "broken",
        CheckStatus::Refused(_) => "cannot ask",
    }
}

fn write_standing(
    out: &mut dyn Write,
    indent: usize,
    checked: &Checked,
    check: &Check,
    status: &CheckStatus,
) -> io::Result<()> {
    match status {
        CheckStatus::Holds => return Ok(()),
        CheckStatus::Doubtful { expected, found, other, .. } => {
            let expected =
                expected.as_ref().map(|it| format!("expected {it}, ")).unwrap_or_default();
            let doubt = "as something in the file cannot be read";
            line(out, indent, &format!("{expected}found {found}, or else {other}, {doubt}"))?;
        }
        CheckStatus::Differs { expected, found, .. } => {
            line(out, indent, &format!("expected {expected}, found {found}"))?;
        }
        CheckStatus::OtherReason { missing, .. } => {
            let missing = missing.join(", ");
            line(out, indent, &format!("as expected, but the reason does not cite {missing}"))?;
        }
        CheckStatus::Broken(breach) => write_breach(out, indent, &checked.snapshot, breach)?,
        CheckStatus::Refused(refusal) => {
            line(out, indent, &refusal.0)?;
            if refusal.0 == NO_SAVED_STATE {
                line(out, indent, "name the file that it is compared with as `--against`")?;
            }
        }
    }
    if let (Some(reason), Some(about)) = (because(status), about(check)) {
        reasons::write(out, indent, reason, &checked.document, about)?;
    }
    Ok(())
}

/// Who breaks a rule, and for the first of them what they come to and why.
fn write_breach(
    out: &mut dyn Write,
    indent: usize,
    snapshot: &Snapshot,
    breach: &Breach,
) -> io::Result<()> {
    let document = snapshot.document();
    let name = |id: &UserId| document.directory.name(&Principal::User(id.clone()));
    let named: Vec<String> = breach.people.iter().take(MOST_NAMED).map(name).collect();
    let rest = breach.people.len() - named.len();
    let more = if rest > 0 { format!(" and {rest} more") } else { String::new() };
    line(out, indent, &format!("{}: {}{more}", breach.says, named.join(", ")))?;
    for example in &breach.examples {
        let head = snapshot.in_the_end(example.kind).head(&example.target);
        let target = head.map_or_else(|| example.target.clone(), |head| head.name);
        let how = asked::signed_on(document, &example.circumstances);
        let words = format!("{}{how}: {} on {target}", name(&example.user), example.outcome);
        line(out, indent, &words)?;
        if !example.routes.is_empty() {
            let through = answers::routes(&example.routes, true, &document.directory);
            line(out, indent + 2, &format!("through {through}"))?;
        }
        if let Some(reason) = &example.because {
            reasons::write(out, indent + 2, reason, document, example.kind.info())?;
        }
    }
    Ok(())
}

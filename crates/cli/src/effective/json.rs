//! The answer as JSON: the question, then a line for each person, so that a large answer need not
//! be held as a whole.

use std::io::{self, Write};

use super::{Question, Row, Why};
use crate::answers::{circumstances_json, head_json, person_json};
use crate::reasons;
use whocan_core::format::{self, Json, Object};

/// Writes the whole answer.
pub(super) fn write(out: &mut dyn Write, question: &Question<'_>) -> io::Result<()> {
    let head = format::compact(&head(question).into());
    // The object stays open for its last member.
    writeln!(out, "{}, \"people\": [", head.strip_suffix('}').unwrap_or(&head))?;
    let mut rows = question.rows().peekable();
    while let Some(row) = rows.next() {
        let comma = if rows.peek().is_some() { "," } else { "" };
        writeln!(out, "{}{comma}", format::compact(&row_json(question, &row)))?;
    }
    writeln!(out, "]}}")
}

/// Writes one answer with its explanation.
pub(super) fn write_why(
    out: &mut dyn Write,
    question: &Question<'_>,
    why: &Why<'_>,
) -> io::Result<()> {
    let mut object = head(question);
    let outcome = why.verdict.decision.clone();
    let row = Row { at: why.at, user: why.user, outcomes: vec![outcome] };
    object.push("people", vec![row_json(question, &row)]);
    let because = reasons::json(&why.verdict.because, question.document, question.about);
    object.push("because", because);
    out.write_all(format::write(&object.into()).as_bytes())
}

fn head(question: &Question<'_>) -> Object {
    let mut object = Object::new();
    object.push("format", "whocan-effective").push("version", 1_u64);
    object.push("title", question.document.title.as_str());
    object.push("model", question.about.key);
    object.push("circumstances", circumstances_json(&question.circumstances, question.day()));
    object.push_texts("notTakenIntoAccount", &question.ignored);
    let left_out = u64::try_from(question.asked.left_out).ok();
    object.push_some("leftOut", left_out.filter(|number| *number > 0));
    let targets = question.heads().into_iter().map(|head| head_json(head).into());
    object.push("targets", targets.collect::<Vec<Json>>());
    object
}

fn row_json(question: &Question<'_>, row: &Row<'_>) -> Json {
    let mut object = person_json(row.user);
    let keys = question.heads().into_iter().map(|head| head.key.clone());
    let outcomes = row.outcomes.iter().map(|outcome| Json::from(&*outcome.name));
    object.push("outcomes", keys.zip(outcomes).collect::<Object>());
    let heads = question.heads().into_iter().zip(&row.outcomes);
    let doubtful: Vec<&str> =
        heads.filter(|(_, outcome)| outcome.doubtful).map(|(head, _)| head.key.as_str()).collect();
    object.push_some("doubtful", (!doubtful.is_empty()).then_some(true));
    object.push_texts("doubtfulTargets", &doubtful);
    object.into()
}

//! The answer for people to read: a line for everything that is permitted, by person or, where
//! targets were named and people were not, by target.

use std::io::{self, Write};

use super::{Question, Why, in_doubt};
use crate::answers::heading;
use crate::asked::{marked, people_told_apart, permits, person, target, targets_told_apart};
use crate::reasons;
use crate::text::{line, pad, widest};

/// Writes the whole answer.
pub(super) fn write(out: &mut dyn Write, question: &Question<'_>) -> io::Result<()> {
    line(out, 0, &heading(question.about, question.document, &question.circumstances))?;
    if let Some(left_out) = question.left_out() {
        line(out, 0, &left_out)?;
    }
    if question.targets.is_named() && !question.people.is_named() {
        by_target(out, question)
    } else {
        by_person(out, question)
    }
}

fn by_person(out: &mut dyn Write, question: &Question<'_>) -> io::Result<()> {
    let names = targets_told_apart(question.heads());
    let people = people_told_apart(question.document);
    let width = widest(names.iter().map(String::as_str));
    // Whoever names targets wants to see each, permitted or not.
    let all = question.targets.is_named();
    for row in question.rows() {
        let permitted = row.outcomes.iter().filter(|outcome| permits(outcome)).count();
        let (number, targets) = (names.len(), question.about.targets);
        line(out, 0, "")?;
        let person = people.get(row.at).map(String::as_str).unwrap_or_default();
        let doubt = in_doubt(&row.outcomes);
        line(out, 0, &format!("{person}: {permitted} of {number} {targets}{doubt}"))?;
        for (name, outcome) in names.iter().zip(&row.outcomes) {
            if all || permits(outcome) || outcome.doubtful {
                line(out, 2, &format!("{}  {}", pad(name, width), marked(outcome)))?;
            }
        }
    }
    Ok(())
}

fn by_target(out: &mut dyn Write, question: &Question<'_>) -> io::Result<()> {
    let people = people_told_apart(question.document);
    let heads = targets_told_apart(question.heads());
    let asked = &question.asked.people;
    for (head, name) in question.heads().into_iter().zip(heads) {
        let column = question.resolver.column(&question.circumstances, &head.key);
        let column = column.unwrap_or_default();
        let of_each = asked.iter().filter_map(|at| Some((people.get(*at)?, column.get(*at)?)));
        let of_each: Vec<_> = of_each.collect();
        let able = of_each.iter().filter(|(_, outcome)| permits(outcome)).count();
        let doubt = in_doubt(of_each.iter().map(|(_, outcome)| *outcome));
        let shown = of_each.into_iter().filter(|(_, outcome)| permits(outcome) || outcome.doubtful);
        let shown: Vec<_> = shown.collect();
        let width = widest(shown.iter().map(|(name, _)| name.as_str()));
        line(out, 0, "")?;
        line(out, 0, &format!("{name}: {able} of {} people{doubt}", asked.len()))?;
        for (name, outcome) in shown {
            line(out, 2, &format!("{}  {}", pad(name, width), marked(outcome)))?;
        }
    }
    Ok(())
}

/// Writes one answer with its explanation.
pub(super) fn write_why(
    out: &mut dyn Write,
    question: &Question<'_>,
    why: &Why<'_>,
) -> io::Result<()> {
    line(out, 0, &heading(question.about, question.document, &question.circumstances))?;
    let reason = &why.verdict.because;
    let outcome = marked(&why.verdict.decision);
    line(out, 0, "")?;
    line(out, 0, &format!("{}, {}: {outcome}", person(why.user), target(why.head)))?;
    reasons::write(out, 2, reason, question.document, question.about)?;
    reasons::write_inferred(out, reason, question.about)
}

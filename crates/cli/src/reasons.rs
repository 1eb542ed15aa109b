//! Explanations as an indented tree of sentences, or as JSON.

use std::collections::BTreeSet;
use std::io::{self, Write};

use super::text;
use whocan_core::format::{Json, Object};
use whocan_core::model::{ModelInfo, Source};
use whocan_core::models::ModelKind;
use whocan_core::verdict::{Address, Names, Reason, plain};

/// Writes a step and all below it. Behind each sentence stands its rule, with its model's title where
/// that is another one than the one asked.
pub(super) fn write(
    out: &mut dyn Write,
    indent: usize,
    reason: &Reason,
    names: &dyn Names,
    asked: &'static ModelInfo,
) -> io::Result<()> {
    write_below(out, indent, reason, names, (asked, asked))
}

fn write_below(
    out: &mut dyn Write,
    indent: usize,
    reason: &Reason,
    names: &dyn Names,
    (above, asked): (&'static ModelInfo, &'static ModelInfo),
) -> io::Result<()> {
    let about = ModelKind::of_step(reason, above);
    text::line(out, indent, &with_rule(reason, names, about, asked))?;
    for step in &reason.steps {
        write_below(out, indent + 2, step, names, (about, asked))?;
    }
    Ok(())
}

/// The sentence of a step with its rule, and nothing of the steps below it.
pub(super) fn sentence(reason: &Reason, names: &dyn Names, asked: &'static ModelInfo) -> String {
    with_rule(reason, names, ModelKind::of_step(reason, asked), asked)
}

fn with_rule(
    reason: &Reason,
    names: &dyn Names,
    about: &'static ModelInfo,
    asked: &'static ModelInfo,
) -> String {
    let of = of_another(about, asked);
    let mark = if inferred(about, reason.rule).is_some() { ", inferred" } else { "" };
    format!("{} ({of}{}{mark})", plain(reason, names), reason.rule)
}

/// What goes before the number of a rule that is none of the model asked.
fn of_another(about: &'static ModelInfo, asked: &'static ModelInfo) -> String {
    if about.key == asked.key { String::new() } else { format!("{}, ", about.title) }
}

/// Writes why each inferred rule of an explanation is taken to hold, behind an empty line.
pub(super) fn write_inferred(
    out: &mut dyn Write,
    reason: &Reason,
    about: &'static ModelInfo,
) -> io::Result<()> {
    let mut found = Vec::new();
    gather_inferred(&mut found, reason, about, about);
    for (at, line) in found.iter().enumerate() {
        if at == 0 {
            text::line(out, 0, "")?;
        }
        text::line(out, 0, line)?;
    }
    Ok(())
}

/// The lines about a step and all below it, each once. A rule of another model than the one asked is
/// told apart by that model's title.
fn gather_inferred(
    found: &mut Vec<String>,
    reason: &Reason,
    above: &'static ModelInfo,
    asked: &'static ModelInfo,
) {
    let about = ModelKind::of_step(reason, above);
    if let Some(why) = inferred(about, reason.rule) {
        let of = of_another(about, asked);
        let line = format!("{of}{} is inferred: {why}.", reason.rule);
        if !found.contains(&line) {
            found.push(line);
        }
    }
    for step in &reason.steps {
        gather_inferred(found, step, about, asked);
    }
}

/// Why a rule was inferred, where it was.
fn inferred(about: &ModelInfo, rule: &str) -> Option<&'static str> {
    match about.rule(rule)?.source {
        Source::Inferred(why) => Some(why),
        Source::Stated | Source::Public => None,
    }
}

/// The explanation as JSON.
pub(super) fn json(reason: &Reason, names: &dyn Names, above: &'static ModelInfo) -> Json {
    let about = ModelKind::of_step(reason, above);
    let source = about.rule(reason.rule).map(|rule| match rule.source {
        Source::Stated => "stated",
        Source::Public => "public",
        Source::Inferred(_) => "inferred",
    });
    let mut seen: BTreeSet<String> = BTreeSet::new();
    let mut cites: Vec<String> = reason.cites().flat_map(Address::ids).collect();
    cites.retain(|id| seen.insert(id.clone()));
    let mut object = Object::new();
    object.push_some("model", reason.of);
    object.push("rule", reason.rule);
    object.push_some("source", source);
    object.push("says", plain(reason, names)).push("outcome", &*reason.outcome);
    object.push_texts("cites", &cites);
    let steps: Vec<Json> = reason.steps.iter().map(|step| json(step, names, about)).collect();
    object.push_some("steps", (!steps.is_empty()).then_some(steps));
    object.into()
}

//! Explanations as an indented tree of sentences, or as JSON.

use std::collections::BTreeSet;
use std::io::{self, Write};

use super::text;
use crate::format::{Json, Object};
use crate::model::{About, Source};
use crate::verdict::{Address, Names, Reason, plain};

/// Writes a step and all below it. Behind each sentence stands its rule.
pub(super) fn write(
    out: &mut dyn Write,
    indent: usize,
    reason: &Reason,
    names: &dyn Names,
    about: &About,
) -> io::Result<()> {
    let mark = if inferred(about, reason.rule).is_some() { ", inferred" } else { "" };
    let sentence = plain(reason, names);
    text::line(out, indent, &format!("{sentence} ({}{mark})", reason.rule))?;
    for step in &reason.steps {
        write(out, indent + 2, step, names, about)?;
    }
    Ok(())
}

/// Writes why each inferred rule of an explanation is taken to hold, behind an empty line.
pub(super) fn write_inferred(
    out: &mut dyn Write,
    reason: &Reason,
    about: &About,
) -> io::Result<()> {
    let mut said: Vec<&str> = Vec::new();
    for step in reason.all() {
        if let Some(why) = inferred(about, step.rule)
            && !said.contains(&step.rule)
        {
            if said.is_empty() {
                text::line(out, 0, "")?;
            }
            said.push(step.rule);
            text::line(out, 0, &format!("{} is inferred: {why}.", step.rule))?;
        }
    }
    Ok(())
}

/// Why a rule was inferred, where it was.
fn inferred(about: &About, rule: &str) -> Option<&'static str> {
    match about.rule(rule)?.source {
        Source::Inferred(why) => Some(why),
        Source::Stated | Source::Public => None,
    }
}

/// The explanation as JSON.
pub(super) fn json(reason: &Reason, names: &dyn Names, about: &About) -> Json {
    let source = about.rule(reason.rule).map(|rule| match rule.source {
        Source::Stated => "stated",
        Source::Public => "public",
        Source::Inferred(_) => "inferred",
    });
    let mut seen: BTreeSet<String> = BTreeSet::new();
    let mut cites: Vec<String> = reason.cites().flat_map(Address::ids).collect();
    cites.retain(|id| seen.insert(id.clone()));
    let mut object = Object::new();
    object.push("rule", reason.rule);
    object.push_some("source", source);
    object.push("says", plain(reason, names)).push("outcome", &*reason.outcome);
    object.push_texts("cites", &cites);
    let steps: Vec<Json> = reason.steps.iter().map(|step| json(step, names, about)).collect();
    object.push_some("steps", (!steps.is_empty()).then_some(steps));
    object.into()
}

//! Words, badges and chips that several of the screens share.

use crate::ui::kit::tag::{Tag, tag};
use whocan_core::model::Model;
use whocan_core::models::attributes::catalogue::NOTE;
use whocan_core::models::attributes::effect::Effect;
use whocan_core::models::attributes::section::{Attribute, Section};
use whocan_core::models::attributes::{Area, Attributes};
use whocan_core::verdict::Decision;

/// The name of a warning: what stands before its colon, where that is a word or two.
pub(super) fn warning_name(warn: &str) -> &str {
    let name = warn.split_once(": ").map(|(name, _)| name);
    name.filter(|name| name.split_whitespace().count() < 3).unwrap_or("warning")
}

/// What is to be known of an attribute at a glance, each with what it means.
pub(super) fn badges(section: &Section, attribute: &Attribute) -> Vec<(String, String)> {
    let mut found: Vec<(String, String)> = Vec::new();
    let mut add = |holds: bool, name: &str, means: &str| {
        if holds {
            found.push((name.to_owned(), means.to_owned()));
        }
    };
    let why = attribute.description.as_deref().unwrap_or("it has no effect any more");
    add(attribute.obsolete, "obsolete", why);
    add(attribute.unexplained, "unexplained", "the product lists it without an explanation");
    add(attribute.default, "default for everyone", "everybody has it without a tick");
    add(attribute.referenced, "listed nowhere", "spoken of, and in no section of the product");
    for licence in &attribute.licences {
        add(true, &format!("needs {licence}"), "without this licence it has no effect");
    }
    if let Some(area) = attribute.service {
        let means = "whoever works in several services has to be signed on under this one";
        add(true, &format!("service {}", area.name()), means);
    }
    for warn in section.warnings(attribute) {
        add(true, warning_name(warn), warn);
    }
    add(attribute.inferred, "inferred", "its name was worked out, not listed by the product");
    found
}

/// The same in a few words, for the head of a row.
pub(super) fn mark(section: &Section, attribute: &Attribute) -> String {
    let names: Vec<String> = badges(section, attribute).into_iter().map(|(name, _)| name).collect();
    names.join(", ")
}

/// The same as badges.
pub(super) fn badge_list(section: &Section, attribute: &Attribute) -> Vec<Tag> {
    let badge = |(name, means): (String, String)| badge(name, means);
    badges(section, attribute).into_iter().map(badge).collect()
}

pub(super) fn badge(name: String, means: String) -> Tag {
    tag("span").class("badge").attr("title", means).text(name)
}

/// An explanation, and what is odd about it.
pub(super) fn explanation(description: &str) -> (&str, Option<&str>) {
    match description.split_once(NOTE) {
        Some((says, note)) => (says.trim_end(), Some(note)),
        None => (description, None),
    }
}

/// Why a tick has no effect for whoever has nothing else, in a cell's few words.
pub(super) fn short(effect: Effect) -> &'static str {
    let named = Attributes::INFO.outcome(effect.name());
    named.map_or("", |named| named.short)
}

/// An outcome as a chip.
pub(super) fn chip(effect: Effect) -> Tag {
    let name = effect.name();
    let means = Attributes::INFO.outcome(name).map(|named| named.means);
    tag("span")
        .class("outcome-was")
        .attr("data-tone", effect.tone().name())
        .attr("title", means)
        .child(tag("span").class("grid-glyph").attr("aria-hidden", "true"))
        .text(name)
}

/// The areas as values of a choice.
pub(super) fn areas() -> Vec<(String, String)> {
    Area::ALL.map(|area| (area.name().to_owned(), area.name().to_owned())).to_vec()
}

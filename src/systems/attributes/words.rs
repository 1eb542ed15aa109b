//! Words and badges that several of the screens share.

use leptos::prelude::*;

use whocan_core::model::Model;
use whocan_core::models::attributes::effect::Effect;
use whocan_core::models::attributes::section::{Attribute, Section};
use whocan_core::models::attributes::{Area, Attributes};
use whocan_core::verdict::Decision as _;

/// The name of a warning: what stands before its colon, where that is a word or two.
pub(super) fn warning_name(warn: &str) -> &str {
    let name = warn.split_once(": ").map(|(name, _)| name);
    name.filter(|name| name.split_whitespace().count() < 3).unwrap_or("warning")
}

/// What a warning says behind its name.
pub(super) fn warning_words(warn: &str) -> &str {
    match warn.split_once(": ") {
        Some((name, words)) if warning_name(warn) == name => words,
        _ => warn,
    }
}

/// Something to be known at a glance.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Badge {
    pub(super) name: String,
    /// What it means.
    pub(super) means: String,
    /// How it looks: empty for grey.
    pub(super) mood: &'static str,
}

/// The mood of a warning: what cannot be taken back is louder.
pub(super) fn mood_of(warning: &str) -> &'static str {
    if warning == "irreversible" { "bad" } else { "warn" }
}

/// What is to be known of an attribute itself, the section's warning not among it.
pub(super) fn own_badges(attribute: &Attribute) -> Vec<Badge> {
    let mut found: Vec<Badge> = Vec::new();
    let mut add = |holds: bool, name: &str, means: &str, mood: &'static str| {
        if holds {
            found.push(Badge { name: name.to_owned(), means: means.to_owned(), mood });
        }
    };
    let why = attribute.description.as_deref().unwrap_or("It has no effect any more.");
    add(attribute.obsolete, "obsolete", why, "");
    add(attribute.unexplained, "unexplained", "The product lists it without an explanation.", "");
    add(attribute.default, "default", "Everybody has it without a tick.", "note");
    add(attribute.referenced, "listed nowhere", "Spoken of, and in no section of the product.", "");
    if let Some(warn) = attribute.warn.as_deref() {
        let name = warning_name(warn);
        add(true, name, warning_words(warn), mood_of(name));
    }
    for licence in &attribute.licences {
        add(true, licence, &format!("Without the licence {licence} it has no effect."), "");
    }
    if let Some(area) = attribute.service {
        let means = "Whoever works in several services has to be signed on under this one.";
        add(true, &format!("service {}", area.name()), means, "");
    }
    found
}

/// What is to be known of an attribute in its section.
pub(super) fn badges(section: &Section, attribute: &Attribute) -> Vec<Badge> {
    let mut found = own_badges(attribute);
    if let Some(warn) = section.warn.as_deref().filter(|_| !attribute.unwarned) {
        let (name, means) = (warning_name(warn), warning_words(warn));
        let (name, mood) = (name.to_owned(), mood_of(name));
        found.push(Badge { name, means: means.to_owned(), mood });
    }
    if attribute.inferred {
        let (name, means) = ("inferred".to_owned(), "Its name was worked out.".to_owned());
        found.push(Badge { name, means, mood: "" });
    }
    found
}

/// The same in a few words, for the head of a row.
pub(super) fn mark(section: &Section, attribute: &Attribute) -> String {
    let names: Vec<String> = badges(section, attribute).into_iter().map(|it| it.name).collect();
    names.join(", ")
}

/// A badge, drawn.
pub(super) fn badge(Badge { name, means, mood }: Badge) -> AnyView {
    view! {
        <span class="att-badge" data-mood=mood data-tip=means>
            {name}
        </span>
    }
    .into_any()
}

/// Why a tick has no effect for whoever has nothing else, in a cell's few words.
pub(super) fn short(effect: Effect) -> &'static str {
    let named = Attributes::INFO.outcome(&effect.outcome());
    named.map_or("", |named| named.short)
}

/// The area of a name.
pub(super) fn area(name: &str) -> Option<Area> {
    Area::ALL.into_iter().find(|area| area.name() == name)
}

/// So many of something: `1 person`, `12 people`.
pub(super) fn counted(count: usize, one: &str, many: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { many })
}

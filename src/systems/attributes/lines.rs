//! The boxes of one group in one section: a line for each attribute that stands alone, a small grid
//! for each family.

use leptos::prelude::{Callable, event_target_checked};

use super::words::{badge_list, chip, explanation};
use crate::ui::context::SystemContext;
use crate::ui::kit::tag::{Tag, button, tag};
use whocan_core::directory::{Circumstances, GroupId, Members};
use whocan_core::models::attributes::policy::{Attribute, AttributeId, Section, Strength, Tick};
use whocan_core::models::attributes::section::Family;
use whocan_core::models::attributes::{Attributes, Edit, Effect, Index, Policy};
use whocan_core::shared::Shared;

/// One group, and what its ticks come to for whoever is in it and nothing else.
#[derive(Clone)]
pub(super) struct OfGroup {
    pub(super) system: SystemContext<Attributes>,
    pub(super) policy: Shared<Policy>,
    pub(super) saved: Shared<Policy>,
    pub(super) index: Shared<Index>,
    pub(super) group: GroupId,
    pub(super) members: Members,
}

impl OfGroup {
    pub(super) fn ticks(&self, attribute: &Attribute) -> bool {
        self.policy.ticks(&self.group, &attribute.id)
    }

    fn effect(&self, id: &AttributeId) -> Effect {
        self.index.effect(&self.members, &Circumstances::default(), id)
    }

    /// The box of an attribute. Whatever gets the focus is explained in the preview.
    fn tick_box(&self, attribute: &Attribute) -> Tag {
        let (system, ticked) = (self.system, self.ticks(attribute));
        let (group, id) = (self.group.clone(), attribute.id.clone());
        let focus = vec![group.to_string(), id.to_string()];
        tag("input")
            .attr("type", "checkbox")
            .prop("checked", move || ticked)
            .on("focus", move |_: web_sys::Event| system.on_focus.run(focus.clone()))
            .on("change", move |event: web_sys::Event| {
                let tick = Tick::when(event_target_checked(&event));
                system.send(Edit::Tick { group: group.clone(), attribute: id.clone(), tick });
            })
    }

    /// What a link led to is scrolled to.
    fn led_to(&self, attribute: &Attribute, tag: Tag) -> Tag {
        let here = self
            .system
            .focus
            .with_untracked(|focus| focus.get(1).is_some_and(|id| id == attribute.id.as_str()));
        if here { tag.in_view() } else { tag }
    }

    fn changed(&self, attribute: &Attribute) -> bool {
        self.ticks(attribute) != self.saved.ticks(&self.group, &attribute.id)
    }

    /// The line of an attribute.
    pub(super) fn line(&self, section: &Section, attribute: &Attribute) -> Tag {
        let named = tag("label")
            .class("choice")
            .child(self.tick_box(attribute))
            .child(tag("span").class("sp-name").text(attribute.name.clone()));
        let (says, note) = explanation(attribute.description.as_deref().unwrap_or_default());
        let says = (!says.is_empty()).then(|| tag("p").class("sp-says").text(says.to_owned()));
        let note = note.map(|note| tag("p").class("sp-note").text(format!("Odd: {note}")));
        let warn = attribute.warn.as_ref();
        let warn = warn.map(|warn| tag("p").class("sp-note").text(warn.clone()));
        let (focus, id) = (self.system.focus, attribute.id.to_string());
        let here = move || focus.with(|focus| focus.get(1) == Some(&id));
        self.led_to(attribute, tag("li"))
            .key(attribute.id.to_string())
            .class("sp-line")
            .bind("data-here", here)
            .attr("data-changed", self.changed(attribute))
            .child(
                tag("div")
                    .class("panel-line")
                    .child(named)
                    .children(badge_list(section, attribute)),
            )
            .child(says)
            .child(warn)
            .child(note)
            .child(self.state(attribute))
            .child(self.advice(attribute))
    }

    /// What stands in the way of a tick, and the tick that would take it away.
    fn state(&self, attribute: &Attribute) -> Option<Tag> {
        let effect = self.effect(&attribute.id);
        if !self.ticks(attribute) || effect == Effect::Effective {
            return None;
        }
        let line = tag("div").class("panel-line").child(chip(effect));
        if effect != Effect::Unreachable {
            return Some(line);
        }
        let mut deciding = self.index.deciding(&attribute.id);
        let closed = deciding.find(|needs| self.effect(needs) != Effect::Effective)?;
        let name = self.policy.attribute_name(closed);
        let says = format!("Granted, but not reachable: needs {name}.");
        let open = (self.effect(closed) == Effect::NotGranted).then(|| {
            let (system, group, needs) = (self.system, self.group.clone(), closed.clone());
            button(format!("Tick {name}"), move || {
                let (group, attribute) = (group.clone(), needs.clone());
                system.send(Edit::Tick { group, attribute, tick: Tick::On });
            })
        });
        Some(line.child(tag("span").text(says)).child(open))
    }

    /// What a tick is only advised to go with.
    fn advice(&self, attribute: &Attribute) -> Option<Tag> {
        if !self.ticks(attribute) {
            return None;
        }
        let mut gates = self.policy.gates_of(&attribute.id);
        let missing = gates.find(|gate| {
            gate.strength == Strength::Warn && self.effect(&gate.needs) != Effect::Effective
        })?;
        let name = self.policy.attribute_name(&missing.needs);
        let says = format!("Better together with {name}; without it the tick counts all the same.");
        Some(tag("p").class("sp-note").text(says))
    }

    /// A family as a grid: a row for each base, a box under each suffix.
    pub(super) fn family(&self, section: &Section, family: &Family<'_>) -> Tag {
        let head = |text: String, scope| tag("th").attr("scope", scope).text(text);
        let heads = family.suffixes.iter().map(|suffix| head(suffix.clone(), "col"));
        let row = |(base, cells): &(&str, Vec<Option<&Attribute>>)| {
            let cells = cells.iter().map(|cell| self.cell(*cell));
            tag("tr").child(head((*base).to_owned(), "row")).children(cells)
        };
        let table = tag("table")
            .class("sp-family")
            .child(tag("caption").class("unseen").text(format!("Families of {}", section.name)))
            .child(tag("thead").child(tag("tr").child(tag("td")).children(heads)))
            .child(tag("tbody").children(family.rows.iter().map(row)));
        let name = format!("{}: {}", section.name, family.suffixes.join(", "));
        tag("div")
            .class("scrolls")
            .attr("role", "region")
            .attr("aria-label", name)
            .attr("tabindex", "0")
            .child(table)
    }

    fn cell(&self, attribute: Option<&Attribute>) -> Tag {
        let Some(attribute) = attribute else {
            return tag("td").child(tag("span").class("unseen").text("there is none"));
        };
        let effect = self.effect(&attribute.id);
        let closed = self.ticks(attribute) && effect != Effect::Effective;
        let state = closed.then(|| {
            tag("span").class("sp-state").attr("title", self.why(attribute)).text(effect.name())
        });
        self.led_to(attribute, tag("td")).attr("data-changed", self.changed(attribute)).child(
            tag("label")
                .class("choice")
                .attr("title", attribute.description.clone())
                .child(self.tick_box(attribute).attr("aria-label", attribute.name.clone()))
                .child(state),
        )
    }

    fn why(&self, attribute: &Attribute) -> Option<String> {
        let mut deciding = self.index.deciding(&attribute.id);
        let closed = deciding.find(|needs| self.effect(needs) != Effect::Effective)?;
        Some(format!("needs {}", self.policy.attribute_name(closed)))
    }
}

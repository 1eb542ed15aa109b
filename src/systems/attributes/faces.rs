//! How boxes and headers look in a cell of the overview.

use super::words::short;
use crate::ui::kit::grid::{Face, Sign};
use whocan_core::directory::GroupId;
use whocan_core::models::attributes::Effect;
use whocan_core::models::attributes::policy::{Attribute, Header, Policy, Section, Tick};

/// Why a header's cell is grey.
pub(super) const NO_BOX: &str = "this section has no box for all of it";

/// How many attributes under a section's header a group ticks, and how many there are.
pub(super) fn counts(policy: &Policy, group: &GroupId, section: &Section) -> (usize, usize) {
    let ticked = section.under_header().filter(|it| policy.ticks(group, &it.id));
    (ticked.count(), section.under_header().count())
}

pub(super) fn section_face(policy: &Policy, group: &GroupId, section: &Section) -> Face {
    let (count, all) = counts(policy, group, section);
    if all == 0 {
        return Face { sign: Sign::Blank, spoken: "nothing of its own".into(), ..Face::default() };
    }
    if !section.select_all {
        return Face { off: Some(NO_BOX.into()), ..count_face(count, all) };
    }
    let header = policy.header(group, section);
    let (sign, tone) = match header {
        Header::Empty => (Sign::Blank, ""),
        Header::Mixed => (Sign::Both, "low"),
        Header::Ticked => (Sign::Tick, "middle"),
    };
    let face = count_face(count, all);
    Face { sign, tone, spoken: format!("{}, {}", header.name(), face.text).into(), ..face }
}

pub(super) fn count_face(count: usize, all: usize) -> Face {
    let text = format!("{count} of {all}");
    Face { text: text.clone().into(), sign: Sign::Blank, spoken: text.into(), ..Face::default() }
}

pub(super) fn plain_face(tick: Tick) -> Face {
    match tick {
        Tick::On => Face {
            text: "ticked".into(),
            tone: "middle",
            sign: Sign::Tick,
            spoken: "ticked".into(),
            ..Face::default()
        },
        Tick::Off => Face { sign: Sign::Blank, spoken: "not ticked".into(), ..Face::default() },
    }
}

/// A box with what its tick comes to for whoever is in this group and nothing else.
pub(super) fn tick_face(attribute: &Attribute, tick: Tick, effect: Effect) -> Face {
    let face = plain_face(tick);
    match tick {
        Tick::On if effect != Effect::Effective => Face {
            text: short(effect).into(),
            tone: "none",
            spoken: format!("ticked, but {}", effect.name()).into(),
            ..face
        },
        Tick::Off if attribute.default => {
            Face { text: "default".into(), spoken: "not ticked, default".into(), ..face }
        }
        _ => face,
    }
}

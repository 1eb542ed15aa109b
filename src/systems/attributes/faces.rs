//! How boxes and headers look in a cell of the overview.

use super::words::short;
use crate::components::Level;
use crate::grid::{CellView, Off, Sign};
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

pub(super) fn section_face(policy: &Policy, group: &GroupId, section: &Section) -> CellView {
    let (count, all) = counts(policy, group, section);
    if all == 0 {
        return CellView {
            sign: Sign::Blank,
            spoken: "nothing of its own".into(),
            ..CellView::default()
        };
    }
    if !section.select_all {
        return CellView { off: Some(Off::not_offered(NO_BOX)), ..count_face(count, all) };
    }
    let header = policy.header(group, section);
    let (sign, level) = match header {
        Header::Empty => (Sign::Blank, None),
        Header::Mixed => (Sign::Both, Some(Level::Low)),
        Header::Ticked => (Sign::Tick, Some(Level::Middle)),
    };
    let face = count_face(count, all);
    CellView { sign, level, spoken: format!("{}, {}", header.name(), face.text).into(), ..face }
}

pub(super) fn count_face(count: usize, all: usize) -> CellView {
    let text = format!("{count} of {all}");
    CellView {
        text: text.clone().into(),
        sign: Sign::Blank,
        spoken: text.into(),
        ..CellView::default()
    }
}

pub(super) fn plain_face(tick: Tick) -> CellView {
    match tick {
        Tick::On => CellView {
            text: "ticked".into(),
            level: Some(Level::Middle),
            sign: Sign::Tick,
            spoken: "ticked".into(),
            ..CellView::default()
        },
        Tick::Off => {
            CellView { sign: Sign::Blank, spoken: "not ticked".into(), ..CellView::default() }
        }
    }
}

/// A box with what its tick comes to for whoever is in this group and nothing else.
pub(super) fn tick_face(attribute: &Attribute, tick: Tick, effect: Effect) -> CellView {
    let face = plain_face(tick);
    match tick {
        Tick::On if effect != Effect::Effective => CellView {
            text: short(effect).into(),
            level: Some(Level::None),
            spoken: format!("ticked, but {}", effect.name()).into(),
            ..face
        },
        Tick::Off if attribute.default => {
            CellView { text: "default".into(), spoken: "not ticked, default".into(), ..face }
        }
        _ => face,
    }
}

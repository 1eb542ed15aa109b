//! How boxes and headers look in a cell of the overview, and how boxes are read from pasted text.

use super::super::Effect;
use super::super::policy::{Attribute, Header, Policy, Section, Tick};
use super::words::short;
use crate::directory::GroupId;
use crate::ui::kit::grid::{Face, Sign};

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

/// Reads a box as people write it; what a header shows is passed over.
pub(super) fn parse(text: &str) -> Result<Option<Tick>, String> {
    let plain = text.trim().to_lowercase();
    match plain.as_str() {
        "" | "-" | "0" | "no" | "n" | "false" => Ok(Some(Tick::Off)),
        "1" | "x" | "yes" | "y" | "true" | "✓" => Ok(Some(Tick::On)),
        plain if plain.starts_with("ticked") => Ok(Some(Tick::On)),
        plain if plain.starts_with("not ticked") => Ok(Some(Tick::Off)),
        plain if plain.contains(" of ") || plain.starts_with("nothing") => Ok(None),
        _ => Err(format!("`{}` is neither ticked nor not", text.trim())),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn boxes_as_people_write_them() {
        for tick in [Tick::On, Tick::Off] {
            assert_eq!(parse(&plain_face(tick).spoken), Ok(Some(tick)));
        }
        assert_eq!(parse(" X "), Ok(Some(Tick::On)));
        assert_eq!(parse("ticked, but obsolete"), Ok(Some(Tick::On)));
        assert_eq!(parse("some ticked, 3 of 13"), Ok(None));
        assert_eq!(parse("maybe"), Err("`maybe` is neither ticked nor not".to_owned()));
    }
}

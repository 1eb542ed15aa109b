//! How boxes are read from pasted text.

use super::effect::Effect;
use super::policy::Tick;
use crate::paste::{Parsed, tick};

/// Reads a box as people write it, and as a copy says it: what a tick comes to stands behind it.
pub fn parse(text: &str) -> Parsed<Tick> {
    let said = Parsed::of(text, |plain| match plain.split_once(", ") {
        Some(("ticked", but)) => {
            let effect = but.strip_prefix("but ")?;
            Effect::ALL.into_iter().any(|known| known.name() == effect).then_some(true)
        }
        Some(("not ticked", "default")) => Some(false),
        _ => None,
    });
    let ticked = if said == Parsed::Unknown { tick(text) } else { said };
    ticked.map(Tick::when)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn boxes_as_people_write_them() {
        let (on, off) = (Parsed::Value(Tick::On), Parsed::Value(Tick::Off));
        for text in ["ticked", " X ", "✓", "✔", "1", "yes", "TRUE", "ticked, but obsolete"] {
            assert_eq!(parse(text), on, "{text}");
        }
        for text in ["not ticked", "not ticked, default", "0", "no", "False"] {
            assert_eq!(parse(text), off, "{text}");
        }
        assert_eq!(parse(" "), Parsed::Blank, "it leaves what is there");
        for text in ["maybe", "some ticked, 3 of 13", "-", "—", "✗", "●", "N/A", "ticked, but why"]
        {
            assert_eq!(parse(text), Parsed::Unknown, "{text}");
        }
    }
}

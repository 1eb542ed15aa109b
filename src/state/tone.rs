//! How the core's outcomes are drawn: a tone of the core is a level of the components.

use whocan_core::verdict::Tone;

use crate::components::Level;

impl From<Tone> for Level {
    fn from(tone: Tone) -> Self {
        match tone {
            Tone::None => Self::None,
            Tone::Low => Self::Low,
            Tone::Middle => Self::Middle,
            Tone::Full => Self::Full,
        }
    }
}

//! How deep a JSON text nests and how much room its values take once they are read, told from the text
//! alone in one pass and without building anything. It is counted in the sizes of the values and not
//! of the text: a list of ones takes sixteen times the room of its text.

/// How many brackets may nest.
pub const MAX_DEPTH: usize = 128;

/// The most room that the values of a file may take in memory, in bytes. A directory of 700,000
/// people stays within it. Reading takes several times as much for a moment, which a page still has.
pub const MAX_ROOM: usize = 256_000_000;

/// What is counted for each value, and for each name of a member, beside its text.
pub(super) const VALUE: usize = 32;
pub(super) const NAME: usize = 16;
/// What is counted for a text beside its bytes: what asking for memory costs.
pub(super) const TEXT: usize = 16;

/// Why a text is not read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum TooMuch {
    /// It nests deeper than [`MAX_DEPTH`].
    Depth {
        /// The line, from 1.
        line: usize,
    },
    /// Its values take more room than [`MAX_ROOM`].
    Room {
        /// The line, from 1, on which it was passed.
        line: usize,
    },
}

/// The room that the values of a text take. Of a text that is not JSON it says at least what reading
/// builds before it stops.
pub(super) fn measure(text: &[u8]) -> Result<usize, TooMuch> {
    let mut measure = Measure::new();
    measure.feed(text)?;
    Ok(measure.room)
}

/// The same of a text that comes in slices.
#[derive(Debug)]
pub struct Measure {
    depth: usize,
    line: usize,
    room: usize,
    within: Within,
}

/// What the text so far ends in.
#[derive(Clone, Copy, Debug)]
enum Within {
    Nothing,
    Quotes,
    /// Quotes, behind a stroke that takes the next character.
    Escape,
}

impl Default for Measure {
    fn default() -> Self {
        Self::new()
    }
}

impl Measure {
    /// Nothing so far.
    pub fn new() -> Self {
        Self { depth: 0, line: 1, room: VALUE, within: Within::Nothing }
    }

    /// Takes the next slice. False where the file is sure to be refused for what its values take: the
    /// rest of it need not be read.
    pub fn fits(&mut self, slice: &[u8]) -> bool {
        !matches!(self.feed(slice), Err(TooMuch::Room { .. }))
    }

    fn feed(&mut self, bytes: &[u8]) -> Result<(), TooMuch> {
        for byte in bytes {
            self.room += self.counted(*byte);
            let line = self.line;
            if self.depth > MAX_DEPTH {
                return Err(TooMuch::Depth { line });
            }
            if self.room > MAX_ROOM {
                return Err(TooMuch::Room { line });
            }
        }
        Ok(())
    }

    /// What a byte adds.
    fn counted(&mut self, byte: u8) -> usize {
        if byte == b'\n' {
            self.line += 1;
        }
        match self.within {
            Within::Escape => self.within = Within::Quotes,
            Within::Quotes if byte == b'\\' => self.within = Within::Escape,
            Within::Quotes if byte == b'"' => {
                self.within = Within::Nothing;
                return 0;
            }
            Within::Quotes => {}
            Within::Nothing => return self.counted_outside(byte),
        }
        1
    }

    fn counted_outside(&mut self, byte: u8) -> usize {
        match byte {
            b'"' => {
                self.within = Within::Quotes;
                TEXT
            }
            b'[' | b'{' => {
                self.depth += 1;
                // The first item; a list that is empty has none and is counted as if.
                VALUE
            }
            b']' | b'}' => {
                self.depth = self.depth.saturating_sub(1);
                0
            }
            b',' => VALUE,
            b':' => NAME,
            // The digits of a number that is no small one are kept as they are.
            b'-' | b'.' | b'e' | b'E' => TEXT,
            b'0'..=b'9' => 1,
            _ => 0,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Json, Number, Object, parse};
    use super::*;

    /// The room that values take which were built, by the sizes of what they are made of; each name
    /// as if it stood alone.
    fn built(json: &Json) -> usize {
        let inner = match json {
            Json::Null | Json::Bool(_) => 0,
            Json::Number(number) if number.as_u64().is_some() => 0,
            Json::Number(number) => number.to_string().len(),
            Json::Text(text) => text.len(),
            Json::List(items) => items.iter().map(built).sum(),
            Json::Object(object) => {
                let name = |key: &str| size_of::<std::sync::Arc<str>>() + key.len();
                object.iter().map(|(key, value)| name(key) + built(value)).sum()
            }
        };
        size_of::<Json>() + inner
    }

    #[track_caller]
    fn check(text: &str) {
        let room = measure(text.as_bytes()).unwrap();
        let built = built(&parse(text.as_bytes()).unwrap());
        assert!(built <= room, "{built} bytes are built where {room} were told");
        assert!(room <= 3 * built + 100, "{room} bytes were told where {built} are built");
    }

    #[test]
    fn no_value_is_larger_than_what_is_counted_for_it() {
        assert!(size_of::<Json>() <= VALUE);
        assert!(size_of::<Number>() <= 16, "a number fits beside its tag");
        assert!(size_of::<std::sync::Arc<str>>() <= NAME);
        assert!(size_of::<Object>() <= 24);
    }

    #[test]
    fn what_is_told_beforehand_is_what_is_built() {
        check("7");
        check(r#"{"a":1,"b":["x","y\"\\"],"c":{},"d":[],"long enough a name":null}"#);
        check("[1, -2, 0.50, 1e400, 123456789012345678901234567890.1, true, [[[]]]]");
        check(&format!("[{}1]", "1,".repeat(1000)));
        check(&format!("{{{}\"z\":0}}", "\"a\":{\"b\":\"c\"},".repeat(1000)));
    }

    #[test]
    fn a_text_is_refused_by_the_room_of_its_values() {
        let most = MAX_ROOM / VALUE;
        let ones = |count: usize| format!("[\n{}1]", "1,".repeat(count));
        assert!(measure(ones(most / 2).as_bytes()).is_ok());
        assert_eq!(measure(ones(most).as_bytes()), Err(TooMuch::Room { line: 2 }));
        // A tenth of the largest file.
        let small = "[],".repeat(2_000_000);
        assert!(measure(format!("[{small}1]").as_bytes()).is_ok());
        // The largest file of one long text, and of people.
        assert!(measure(format!("\"{}\"", "a".repeat(60_000_000)).as_bytes()).is_ok());
        let person = r#"{"id":"u-123456","name":"Person 123456","groups":["g-1","g-2"]},"#;
        assert!(measure(format!("[{}1]", person.repeat(500_000)).as_bytes()).is_ok());
    }

    #[test]
    fn slices_come_to_what_the_whole_comes_to() {
        let text = r#"{"a\\\"[":[1,"b\\"],"c":{"d":-0.5e7}}"#;
        for at in 0..text.len() {
            let (one, other) = text.as_bytes().split_at(at);
            let mut sliced = Measure::new();
            assert!(sliced.fits(one) && sliced.fits(other));
            assert_eq!(Ok(sliced.room), measure(text.as_bytes()));
        }
        let mut ones = Measure::new();
        let slice = "1,".repeat(1_000_000);
        let slices = (0..20).take_while(|_| ones.fits(slice.as_bytes())).count();
        assert_eq!(slices, MAX_ROOM / (VALUE + 1) / 1_000_000);
    }

    #[test]
    fn brackets_within_quotes_do_not_nest() {
        assert!(measure(format!("\"{}\"", "[".repeat(500)).as_bytes()).is_ok());
        let deep = format!("\n{}", "[".repeat(MAX_DEPTH + 1));
        assert_eq!(measure(deep.as_bytes()), Err(TooMuch::Depth { line: 2 }));
    }
}

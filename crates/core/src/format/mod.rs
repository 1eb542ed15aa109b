//! The file's grammar: JSON that keeps its order and its mistakes, findings with their places, the
//! reader and the canonical writer. Knows no model and no document.

mod codec;
mod encoding;
mod error;
mod finding;
mod guess;
mod json;
mod kept;
mod names;
mod number;
mod reader;
mod shown;
mod size;
mod unread;
mod write;

pub use codec::{
    Codec, Flag, Items, List, Maybe, MemberCodec, Needed, OneOf, OrElse, OwnId, OwnName, Part,
    Restricts, Source, Text, Texts, Unwritten, section,
};
pub(crate) use codec::{codec, object};
pub use encoding::begins_like_json;
pub use error::{ReadError, clip};
pub(crate) use finding::path_to;
pub use finding::{Code, Finding, Findings, Severity};
pub use guess::Guess;
pub use json::{Json, MAX_BYTES, Object, parse};
pub use kept::Otherwise;
pub use names::{Named, Parsed};
pub(crate) use names::{from_str, listed, names, parse_name};
pub use number::Number;
pub use reader::{Fate, Fields, Reader, Reading};
pub use shown::{isolated, sentence, shown};
pub use size::{MAX_DEPTH, MAX_ROOM, Measure};
pub use unread::Unread;
pub use write::{compact, write};

/// Members of an object that this version does not know, or could not use. They stay on their
/// object and are written back, so that a file made by somebody else's version loses nothing.
pub type Extra = Object;

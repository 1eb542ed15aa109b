//! Reading a file, or standard input, into a document.

use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

use super::Trouble;
use whocan_core::document::{Document, read};
use whocan_core::format::{Finding, MAX_BYTES, ReadError};

/// Reads a document with its findings; `-` is standard input.
pub(super) fn open(path: &Path, input: &mut dyn Read) -> Result<(Document, Vec<Finding>), Trouble> {
    let bytes = bytes(path, input).map_err(|error| {
        Trouble::new(plain(&error), "check the name, and whether you may read it")
    })?;
    match bytes {
        Ok(bytes) => read(&bytes).map_err(|error| damaged(&error)),
        Err(error) => Err(damaged(&error)),
    }
}

fn damaged(error: &ReadError) -> Trouble {
    Trouble::new(error.to_string(), error.help())
}

/// The bytes of a file; those of one that is too large are not fetched.
fn bytes(path: &Path, input: &mut dyn Read) -> io::Result<Result<Vec<u8>, ReadError>> {
    // One byte more than can be used shows that there is too much.
    let most = MAX_BYTES as u64 + 1;
    let mut bytes = Vec::new();
    if path.as_os_str() == "-" {
        input.take(most).read_to_end(&mut bytes)?;
        return Ok(Ok(bytes));
    }
    let file = File::open(path)?;
    let size = usize::try_from(file.metadata()?.len()).unwrap_or(usize::MAX);
    if size > MAX_BYTES {
        return Ok(Err(ReadError::TooLarge { bytes: size }));
    }
    file.take(most).read_to_end(&mut bytes)?;
    Ok(Ok(bytes))
}

/// What the system says about an error, as part of a sentence and without its number.
pub(super) fn plain(error: &io::Error) -> String {
    let text = error.to_string();
    let words = text.split(" (os error").next().unwrap_or_default();
    let mut letters = words.chars();
    letters.next().into_iter().flat_map(char::to_lowercase).chain(letters).collect()
}

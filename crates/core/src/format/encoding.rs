//! What bytes are, before anything is read in them: UTF-8 text, with or without a mark before it, or
//! something else that is named as what it is.

use super::ReadError;

/// The mark that some programs put before UTF-8 text.
const MARK: &[u8] = b"\xEF\xBB\xBF";

/// The text that bytes are. One byte order mark before it is left out.
pub(super) fn text_of(bytes: &[u8]) -> Result<&str, ReadError> {
    if is_utf16(bytes) {
        return Err(ReadError::Utf16);
    }
    let bytes = bytes.strip_prefix(MARK).unwrap_or(bytes);
    if bytes.starts_with(MARK) {
        return Err(ReadError::TwoMarks);
    }
    // A mark behind the one of UTF-8: text of another kind that was passed off as it.
    if is_utf16(bytes) {
        return Err(ReadError::Utf16);
    }
    if bytes.iter().all(u8::is_ascii_whitespace) {
        return Err(ReadError::Empty);
    }
    if bytes.contains(&0) || bytes.starts_with(b"PK\x03\x04") {
        return Err(ReadError::Binary);
    }
    std::str::from_utf8(bytes).map_err(|error| {
        let good = bytes.get(..error.valid_up_to()).unwrap_or_default();
        // A file that goes wrong in its first bytes is no text file with a slip in it.
        if error.valid_up_to() < 16 && !good.contains(&b'{') {
            ReadError::Binary
        } else {
            ReadError::NotUtf8 { line: line_of(good) }
        }
    })
}

/// Whether it is UTF-16, with its mark or without: then every other of the first bytes, which are
/// brackets, quotes and white space in any file of ours, is zero.
fn is_utf16(bytes: &[u8]) -> bool {
    const LOOKED_AT: usize = 8;
    if bytes.starts_with(&[0xFF, 0xFE]) || bytes.starts_with(&[0xFE, 0xFF]) {
        return true;
    }
    let is_zero = |at: usize| bytes.get(at).map(|byte| *byte == 0);
    let zeros = |from: usize| (from..LOOKED_AT).step_by(2).filter_map(is_zero).all(|zero| zero);
    let others = |from: usize| (from..LOOKED_AT).step_by(2).filter_map(is_zero).all(|zero| !zero);
    let little = zeros(1) && others(0);
    let big = zeros(0) && others(1);
    bytes.len() > 3 && bytes.len().is_multiple_of(2) && (little || big)
}

fn line_of(before: &[u8]) -> usize {
    before.iter().filter(|byte| **byte == b'\n').count() + 1
}

/// Whether a text that was pasted can be one of our files: the mark that came with it is passed over.
pub fn begins_like_json(text: &str) -> bool {
    text.trim_start_matches(|c: char| c == '\u{feff}' || c.is_whitespace()).starts_with('{')
}

#[cfg(test)]
mod tests {
    use super::*;

    const JSON: &str = "{\"a\": \"é\"}";

    #[test]
    fn a_mark_before_the_text_is_passed_over() {
        assert_eq!(text_of(JSON.as_bytes()), Ok(JSON));
        assert_eq!(text_of(&[MARK, JSON.as_bytes()].concat()), Ok(JSON));
        assert!(begins_like_json("\u{feff} {") && begins_like_json("\n\u{feff}{"));
        assert!(!begins_like_json("\u{feff}[") && !begins_like_json("Read\tDeny"));
    }

    #[test]
    fn what_is_not_utf_8_is_named_as_what_it_is() {
        let little: Vec<u8> = JSON.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let big: Vec<u8> = JSON.encode_utf16().flat_map(u16::to_be_bytes).collect();
        for bytes in [&little, &big] {
            assert_eq!(text_of(bytes), Err(ReadError::Utf16), "without a mark");
        }
        assert_eq!(text_of(&[&[0xFF, 0xFE], &*little].concat()), Err(ReadError::Utf16));
        assert_eq!(text_of(&[&[0xFE, 0xFF], &*big].concat()), Err(ReadError::Utf16));
        assert_eq!(text_of(&[MARK, &*little].concat()), Err(ReadError::Utf16));
        assert_eq!(text_of(&[MARK, MARK, b"{}"].concat()), Err(ReadError::TwoMarks));
        assert_eq!(text_of(b"\x89PNG\r\n\0\0"), Err(ReadError::Binary));
        assert_eq!(text_of(MARK), Err(ReadError::Empty));
        assert_eq!(text_of(b"{\"a\":\n\"\xE9\"}"), Err(ReadError::NotUtf8 { line: 2 }));
    }
}

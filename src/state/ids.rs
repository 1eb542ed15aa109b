//! Ids of new things. Drawn at random, never counted: two people who edit copies of one file must
//! not draw the same.

use crate::platform::random;

/// Digits and letters without those that are taken for others (Crockford's base 32).
const LETTERS: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";

/// A new id: what kind of thing it names, and six letters. Where the browser draws nothing the
/// letters are all the same, and the directory refuses the second such id.
pub fn new_id(letter: char) -> String {
    let mut bytes = [0_u8; 6];
    random::fill(&mut bytes);
    let drawn = bytes.iter().filter_map(|byte| LETTERS.get(usize::from(byte & 31)));
    format!("{letter}-{}", drawn.map(|letter| char::from(*letter)).collect::<String>())
}

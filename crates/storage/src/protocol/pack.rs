//! Texts made small for a store that counts UTF-16 units: compressed, then fifteen bits to a unit.
//! Every unit is a character of its own that JSON need not escape.

use siphasher::sip128::SipHasher13;

/// The first character that is used: behind quotes, backslashes and all of ASCII.
const FIRST: u32 = 0x100;
const BITS: u32 = 15;

/// Makes a text small.
pub(crate) fn pack(text: &str) -> String {
    let bytes = lz4_flex::block::compress_prepend_size(text.as_bytes());
    let mut packed = String::with_capacity(bytes.len() * 3 / 2 + 8);
    // How many bytes there are, as the last character may hold bits of none.
    let last = u32::from(bytes.len() % 2 == 1) + FIRST;
    packed.extend(char::from_u32(last));
    let (mut held, mut bits) = (0_u32, 0);
    for byte in bytes {
        held = held << 8 | u32::from(byte);
        bits += 8;
        if bits >= BITS {
            bits -= BITS;
            packed.extend(char::from_u32(FIRST + (held >> bits)));
            held &= (1 << bits) - 1;
        }
    }
    if bits > 0 {
        packed.extend(char::from_u32(FIRST + (held << (BITS - bits))));
    }
    packed
}

/// The text that was made small; none where this is not it.
pub(crate) fn unpack(packed: &str) -> Option<String> {
    let mut units = packed.chars().map(|unit| {
        let value = u32::from(unit).checked_sub(FIRST)?;
        (value < 1 << BITS).then_some(value)
    });
    let odd = units.next()?? == 1;
    let mut bytes = Vec::with_capacity(packed.len());
    let (mut held, mut bits) = (0_u32, 0);
    for unit in units {
        held = held << BITS | unit?;
        bits += BITS;
        while bits >= 8 {
            bits -= 8;
            bytes.push(u8::try_from(held >> bits & 0xFF).ok()?);
            held &= (1 << bits) - 1;
        }
    }
    if (bytes.len() % 2 == 1) != odd {
        bytes.pop();
    }
    let size = u32::from_le_bytes(bytes.get(..4)?.try_into().ok()?);
    // A damaged size must not ask for more than such a text can come to.
    if u64::from(size) > bytes.len() as u64 * 256 {
        return None;
    }
    String::from_utf8(lz4_flex::block::decompress_size_prepended(&bytes).ok()?).ok()
}

/// What tells texts apart: 128 bits of SipHash 1-3, as 32 digits.
pub(crate) fn hash(text: &str) -> String {
    let hash = SipHasher13::new().hash(text.as_bytes());
    format!("{:016x}{:016x}", hash.h1, hash.h2)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_text_that_repeats_itself_becomes_small() {
        let text = "{\"id\": \"g-office\", \"name\": \"Office\"}\n".repeat(200);
        let units = pack(&text).encode_utf16().count();
        assert!(units * 10 < text.len(), "{units} of {}", text.len());
        assert_eq!(unpack(&pack(&text)), Some(text));
    }

    #[test]
    fn what_was_kept_under_a_hash_is_found_under_it_for_ever() {
        assert_eq!(hash(""), "2134935d61d9b40db91c5ed031fb3303");
        assert_eq!(hash("a"), "3710b5e872fbf6475fcd71c255370408");
    }

    proptest! {
        #[test]
        fn unpacking_gives_back_what_was_packed(text in ".{0,200}") {
            prop_assert_eq!(unpack(&pack(&text)), Some(text));
        }

        #[test]
        fn what_was_not_packed_gives_nothing_or_a_text_and_never_panics(text in ".{0,60}") {
            if let Some(found) = unpack(&text) {
                prop_assert_eq!(unpack(&pack(&found)), Some(found));
            }
        }
    }
}

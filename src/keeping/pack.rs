//! Texts made small for a store that counts UTF-16 units: compressed, then fifteen bits to a unit.
//! Every unit is a character of its own that JSON need not escape.

/// The first character that is used: behind quotes, backslashes and all of ASCII.
const FIRST: u32 = 0x100;
const BITS: u32 = 15;

/// Makes a text small.
pub fn pack(text: &str) -> String {
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
pub fn unpack(packed: &str) -> Option<String> {
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

/// What tells texts apart: 128 bits of FNV-1a, as 32 digits.
pub fn hash(text: &str) -> String {
    // The prime is 2^88 + 0x13b. WebAssembly has no product of 128 bits, and what a compiler makes of
    // one takes several times as long as this, which is done for every byte that is kept.
    const PRIME_LOW: u64 = 0x13b;
    const PRIME_HIGH: u32 = 88 - u64::BITS;
    const HALF: u32 = u64::BITS / 2;
    let (mut high, mut low) = (0x6c62_272e_07bb_0142_u64, 0x62b8_2175_6295_c58d_u64);
    for byte in text.bytes() {
        low ^= u64::from(byte);
        let first = (low & u64::from(u32::MAX)).wrapping_mul(PRIME_LOW);
        let second = (low >> HALF).wrapping_mul(PRIME_LOW).wrapping_add(first >> HALF);
        high = high
            .wrapping_mul(PRIME_LOW)
            .wrapping_add(second >> HALF)
            .wrapping_add(low << PRIME_HIGH);
        low = second << HALF | first & u64::from(u32::MAX);
    }
    format!("{high:016x}{low:016x}")
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
    fn hashes_are_those_of_the_standard() {
        assert_eq!(hash(""), "6c62272e07bb014262b821756295c58d");
        assert_eq!(hash("a"), "d228cb696f1a8caf78912b704e4a8964");
    }

    /// The product as the standard writes it.
    fn plain_hash(text: &str) -> String {
        const BASIS: u128 = 0x6c62_272e_07bb_0142_62b8_2175_6295_c58d;
        const PRIME: u128 = 0x0000_0000_0100_0000_0000_0000_0000_013b;
        let step = |hash: u128, byte| (hash ^ u128::from(byte)).wrapping_mul(PRIME);
        format!("{:032x}", text.bytes().fold(BASIS, step))
    }

    proptest! {
        #[test]
        fn halves_make_the_same_hash_as_the_whole(text in ".{0,200}") {
            prop_assert_eq!(hash(&text), plain_hash(&text));
        }

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

//! Rows of bits, in which indexes work out what many places come to at once. A row of small numbers, one
//! for each place, is as many planes one behind the other, all of the same number of words: a number has its
//! bit in so many of them, from the first. The highest of several numbers is then an OR, the lowest an AND.

/// How many places a word has.
pub const BITS: usize = u64::BITS as usize;

/// Makes the number at a place this one, unless it is higher already.
pub fn raise(planes: &mut [u64], words: usize, place: usize, to: usize) {
    for plane in 0..to {
        if let Some(bits) = planes.get_mut(plane * words + place / BITS) {
            *bits |= 1 << (place % BITS);
        }
    }
}

/// The number at a place: the last plane that has its bit, from 1.
pub fn height(planes: &[u64], words: usize, place: usize) -> usize {
    let (word, bit) = (place / BITS, place % BITS);
    if word >= words {
        return 0;
    }
    let has = |at: &usize| planes.get(at * words + word).is_some_and(|it| it >> bit & 1 == 1);
    (0..planes.len() / words).rev().find(has).map_or(0, |plane| plane + 1)
}

/// Takes the highest of both at each place.
pub fn or(to: &mut [u64], from: &[u64]) {
    // Four at a time: a program that is made small has its loops left as they are written.
    let (to, to_rest) = to.as_chunks_mut::<4>();
    let (from, from_rest) = from.as_chunks::<4>();
    for ([a, b, c, d], [e, f, g, h]) in to.iter_mut().zip(from) {
        (*a, *b, *c, *d) = (*a | e, *b | f, *c | g, *d | h);
    }
    for (to, from) in to_rest.iter_mut().zip(from_rest) {
        *to |= from;
    }
}

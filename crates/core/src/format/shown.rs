//! How a name is shown that somebody else chose. A name can hold marks that nobody sees and that turn
//! the words around it round, or make it look like another name: they are shown. A name that is
//! written from right to left is kept apart from the sentence around it.

use std::borrow::Cow;
use std::collections::BTreeSet;

use crate::shared::collect_into;

/// What begins a part that the writing around it does not reach, and what ends it.
const FIRST_STRONG: char = '\u{2068}';
const POP: char = '\u{2069}';

/// The text with every mark shown that would mislead: control characters by their pictures, others as
/// `[U+202E]`. A part that is kept apart already stays so.
pub fn shown(text: &str) -> Cow<'_, str> {
    if text.bytes().all(|byte| matches!(byte, b' '..=b'~')) || !text.contains(is_suspect) {
        return Cow::Borrowed(text);
    }
    let apart: BTreeSet<usize> =
        collect_into(kept_apart(text).into_iter().flat_map(|(from, to)| [from, to]));
    let mut out = String::with_capacity(text.len() + 16);
    let mut before = None;
    let mut rest = text.char_indices().peekable();
    while let Some((at, c)) = rest.next() {
        let behind = rest.peek().map(|(_, c)| *c);
        if !misleads(c, before, behind) || apart.contains(&at) {
            out.push(c);
        } else {
            push_shown(&mut out, c);
        }
        before = Some(c);
    }
    Cow::Owned(out)
}

/// A name as it stands in a sentence: shown, and where it has letters that are written from right to
/// left, kept apart from the words around it.
pub fn isolated(name: &str) -> Cow<'_, str> {
    let name = shown(name);
    if name.is_ascii() || !name.contains(is_right_to_left) || is_apart(&name) {
        return name;
    }
    Cow::Owned(format!("{FIRST_STRONG}{name}{POP}"))
}

/// A text that is put together of words and names, shown, with whatever is written from right to left
/// kept apart from the words beside it. Where a name is known as one, [`isolated`] does it better: here
/// a part ends at letters of another direction and at the marks that stand between two things.
pub fn sentence(text: &str) -> Cow<'_, str> {
    let text = shown(text);
    if text.is_ascii() || !text.contains(is_right_to_left) {
        return text;
    }
    let mut out = String::with_capacity(text.len() + 16);
    // What is written from right to left so far, and what follows that may still be a part of it.
    let (mut part, mut behind) = (String::new(), String::new());
    let mut depth = 0_usize;
    for c in text.chars() {
        if c == POP {
            depth = depth.saturating_sub(1);
        }
        let between = matches!(c, ',' | ';' | ':' | '→' | '·' | '|' | FIRST_STRONG | POP);
        if depth == 0 && is_right_to_left(c) {
            part.push_str(&std::mem::take(&mut behind));
            part.push(c);
        } else if part.is_empty() {
            out.push(c);
        } else {
            behind.push(c);
            if between || c.is_alphabetic() {
                end_part(&mut out, &mut part, &mut behind);
            }
        }
        if c == FIRST_STRONG {
            depth += 1;
        }
    }
    end_part(&mut out, &mut part, &mut behind);
    Cow::Owned(out)
}

fn end_part(out: &mut String, part: &mut String, behind: &mut String) {
    if !part.is_empty() {
        out.push(FIRST_STRONG);
        out.push_str(&std::mem::take(part));
        out.push(POP);
    }
    out.push_str(&std::mem::take(behind));
}

fn push_shown(out: &mut String, c: char) {
    match u32::from(c) {
        // The pictures of control characters stand in their order.
        code @ 0..=0x1F => out.extend(char::from_u32(0x2400 + code)),
        0x7F => out.push('\u{2421}'),
        code => out.push_str(&format!("[U+{code:04X}]")),
    }
}

/// Whether it is worth a second look.
fn is_suspect(c: char) -> bool {
    misleads(c, None, None)
}

/// Whether a character is unseen and changes what is seen, or looks like nothing. A joiner between
/// letters of a script that needs it does what it is for.
fn misleads(c: char, before: Option<char>, behind: Option<char>) -> bool {
    match c {
        '\u{200C}' | '\u{200D}' => {
            let joins = |c: Option<char>| c.is_some_and(|c| u32::from(c) >= 0x0590);
            !(joins(before) && joins(behind))
        }
        // A hyphen that is seen only at the end of a line, and what joins letters unseen.
        '\u{AD}' | '\u{34F}'
        // Marks of the direction of writing.
        | '\u{61C}' | '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}'
        // No width.
        | '\u{180E}' | '\u{200B}' | '\u{2060}'..='\u{2065}' | '\u{206A}'..='\u{206F}' | '\u{FEFF}'
        // Letters that are blank.
        | '\u{115F}' | '\u{1160}' | '\u{17B4}' | '\u{17B5}' | '\u{3164}' | '\u{FFA0}'
        // Separators of lines, notes between the lines, unseen tags.
        | '\u{2028}' | '\u{2029}' | '\u{FFF9}'..='\u{FFFB}' | '\u{E0000}'..='\u{E007F}' => true,
        c => c.is_control(),
    }
}

/// Letters of the scripts that are written from right to left.
fn is_right_to_left(c: char) -> bool {
    matches!(c,
        '\u{590}'..='\u{8FF}' | '\u{FB1D}'..='\u{FDFF}' | '\u{FE70}'..='\u{FEFC}'
        | '\u{10800}'..='\u{10FFF}' | '\u{1E800}'..='\u{1EFFF}')
}

/// Whether the whole of it is one part that is kept apart.
fn is_apart(text: &str) -> bool {
    let end = text.len() - POP.len_utf8().min(text.len());
    kept_apart(text).contains(&(0, end))
}

/// Where the marks stand that keep a part apart, each with the one that ends it. What is not ended is
/// no part.
fn kept_apart(text: &str) -> BTreeSet<(usize, usize)> {
    let mut found = BTreeSet::new();
    let mut begun = Vec::new();
    for (at, c) in text.char_indices() {
        match c {
            FIRST_STRONG => begun.push(at),
            POP => found.extend(begun.pop().map(|from| (from, at))),
            _ => {}
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &str) {
        assert_eq!(shown(text), expected);
        assert_eq!(shown(&shown(text)), expected, "shown once is shown");
    }

    #[test]
    fn plain_names_stay_as_they_are() {
        check("Amy Adeyemi", "Amy Adeyemi");
        check("Zoë O’Brien – Łódź 東京", "Zoë O’Brien – Łódź 東京");
        check("שרה", "שרה");
        // Joiners within Persian and within a picture of several parts.
        check("می\u{200C}خواهم", "می\u{200C}خواهم");
        check("👩\u{200D}🏫", "👩\u{200D}🏫");
        assert!(matches!(shown("Amy"), Cow::Borrowed(_)));
    }

    #[test]
    fn marks_that_mislead_are_shown() {
        check("Pupil\u{202E}drocer", "Pupil[U+202E]drocer");
        check("a\u{200B}b\u{FEFF}c\u{2060}d", "a[U+200B]b[U+FEFF]c[U+2060]d");
        check("a\u{200D}b", "a[U+200D]b");
        check("\u{200F}a\u{61C}", "[U+200F]a[U+061C]");
        check("a\tb\nc\u{0}d\u{1b}[31m\u{7f}", "a\u{2409}b\u{240A}c\u{2400}d\u{241B}[31m\u{2421}");
        check("a\u{85}\u{2028}b", "a[U+0085][U+2028]b");
        check("\u{3164}", "[U+3164]");
        check("a\u{E0041}", "a[U+E0041]");
    }

    #[test]
    fn a_mark_that_keeps_apart_counts_only_in_pairs() {
        check("\u{2068}a\u{2069}", "\u{2068}a\u{2069}");
        check("\u{2068}a", "[U+2068]a");
        check("a\u{2069}b", "a[U+2069]b");
        check("\u{2068}a\u{2068}b\u{2069}", "[U+2068]a\u{2068}b\u{2069}");
        check("\u{2067}a\u{2069}", "[U+2067]a[U+2069]");
        check("\u{2068}\u{202E}a\u{2069}", "\u{2068}[U+202E]a\u{2069}");
    }

    #[track_caller]
    fn check_sentence(text: &str, expected: &str) {
        let shown = |text: &str| sentence(text).replace('\u{2068}', "<").replace('\u{2069}', ">");
        assert_eq!(shown(text), expected);
        assert_eq!(shown(&sentence(text)), expected, "what is apart stays so");
    }

    #[test]
    fn in_a_sentence_what_is_from_right_to_left_is_kept_apart() {
        check_sentence("Amy joins Office.", "Amy joins Office.");
        check_sentence("Zoë joins Büro.", "Zoë joins Büro.");
        check_sentence("דנה: joins צוות 7, 2 → 3.", "<דנה>: joins <צוות> 7, 2 → 3.");
        check_sentence("renamed to دانا علي", "renamed to <دانا علي>");
        check_sentence("דנה, משה → שרה", "<דנה>, <משה> → <שרה>");
        check_sentence("צוות (צפון) is set", "<צוות (צפון>) is set");
        check_sentence("\u{2068}צוות (A)\u{2069} gives דנה Read", "<צוות (A)> gives <דנה> Read");
        check_sentence("Amy \u{202e}ymA, דנה", "Amy [U+202E]ymA, <דנה>");
    }

    #[test]
    fn a_name_from_right_to_left_is_kept_apart_once() {
        assert_eq!(isolated("Amy"), "Amy");
        assert_eq!(isolated("Zoë"), "Zoë");
        assert_eq!(isolated("שרה (3)"), "\u{2068}שרה (3)\u{2069}");
        assert_eq!(isolated(&isolated("שרה")), "\u{2068}שרה\u{2069}");
        assert_eq!(isolated("שרה\u{202E}x"), "\u{2068}שרה[U+202E]x\u{2069}");
        // Two parts within a name are not the whole of it.
        let two = "\u{2068}שרה\u{2069} \u{2068}שרה\u{2069}";
        let apart = format!("\u{2068}{two}\u{2069}");
        assert_eq!(isolated(two), apart);
        assert_eq!(isolated(&apart), apart);
        assert_eq!(shown(&apart), apart, "parts within a part");
    }
}

//! What a word that is not known was probably meant to be.

use std::cell::{Cell, OnceCell};
use std::collections::BTreeMap;

use super::clip;
use crate::shared::collect_into;
use crate::text::capital;

/// How many pairs of texts one [`Guess`] compares letter by letter: findings of a damaged file must
/// not take longer with the square of its size.
const MOST_COMPARED: usize = 20_000;

/// Names that are known, to say which of them was probably meant.
#[derive(Debug)]
pub struct Guess<'a> {
    names: Vec<&'a str>,
    /// The names by how they read when letter case, spaces and dashes are left aside.
    folded: OnceCell<BTreeMap<String, usize>>,
    left: Cell<usize>,
}

impl<'a> Guess<'a> {
    /// Guesses among these names.
    pub fn among(names: impl IntoIterator<Item = &'a str>) -> Self {
        let (folded, left) = (OnceCell::new(), Cell::new(MOST_COMPARED));
        Self { names: names.into_iter().collect(), folded, left }
    }

    /// The name that was probably meant: one that differs in letter case or spacing only, else one
    /// that differs in very few letters.
    pub fn meant(&self, word: &str) -> Option<&'a str> {
        let wanted = folded(word);
        if wanted.is_empty() || self.names.contains(&word) {
            return None;
        }
        let by_fold = self.folded.get_or_init(|| {
            let names = self.names.iter().enumerate().rev();
            collect_into(names.map(|(at, name)| (folded(name), at)))
        });
        if let Some(at) = by_fold.get(&wanted) {
            return self.names.get(*at).copied();
        }
        let letters: Vec<char> = wanted.chars().take(60).collect();
        let most = match letters.len() {
            0..3 => return None,
            3..6 => 1,
            _ => 2,
        };
        let mut nearest: Option<(usize, usize)> = None;
        for (name, at) in by_fold {
            let count = name.chars().count();
            if count.abs_diff(letters.len()) > most {
                continue;
            }
            match self.left.get().checked_sub(1) {
                Some(left) => self.left.set(left),
                None => break,
            }
            let far = distance(&letters, &name.chars().collect::<Vec<_>>());
            if far <= most && nearest.is_none_or(|(least, first)| (far, *at) < (least, first)) {
                nearest = Some((far, *at));
            }
        }
        nearest.and_then(|(_, at)| self.names.get(at).copied())
    }

    /// What is said of it in front of what else is to be done; nothing where nothing comes to mind.
    pub fn help(&self, word: &str, then: impl Into<String>) -> String {
        let then = then.into();
        match self.meant(word) {
            Some(name) => format!("did you mean `{}`? {}", clip(name), capital(&then)),
            None => then,
        }
    }
}

/// A text as it reads without letter case, spaces, dashes and underscores.
fn folded(text: &str) -> String {
    let letters =
        text.chars().filter(|c| !c.is_whitespace() && !matches!(c, '-' | '_' | '–' | '‑'));
    letters.flat_map(char::to_lowercase).collect()
}

/// How many letters have to be added, taken away, changed or swapped with their neighbour to make
/// one of the other.
fn distance(one: &[char], other: &[char]) -> usize {
    let mut before: Vec<usize> = Vec::new();
    let mut last: Vec<usize> = (0..=other.len()).collect();
    for (row, letter) in one.iter().enumerate() {
        let mut next = vec![row + 1];
        for (column, against) in other.iter().enumerate() {
            let at = |line: &[usize], at: usize| line.get(at).copied().unwrap_or(usize::MAX - 1);
            let changed = at(&last, column) + usize::from(letter != against);
            let mut least = changed.min(at(&last, column + 1) + 1).min(at(&next, column) + 1);
            let swapped = row > 0
                && column > 0
                && one.get(row - 1) == Some(against)
                && other.get(column - 1) == Some(letter);
            if swapped {
                least = least.min(at(&before, column - 1) + 1);
            }
            next.push(least);
        }
        before = std::mem::replace(&mut last, next);
    }
    last.last().copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(word: &str, expected: Option<&str>) {
        let names = ["Favour Allow", "Favour Deny", "Read", "Read-Write", "g-office", "G-OFFICE2"];
        assert_eq!(Guess::among(names).meant(word), expected, "{word}");
    }

    #[test]
    fn letter_case_and_spacing_come_first() {
        check("favour deny", Some("Favour Deny"));
        check(" FAVOUR  ALLOW\u{a0}", Some("Favour Allow"));
        check("read-write", Some("Read-Write"));
        check("Read Write", Some("Read-Write"));
        check("READ_WRITE", Some("Read-Write"));
        check("G-Office", Some("g-office"));
    }

    #[test]
    fn then_a_slip_of_a_letter_or_two() {
        check("Favor Deny", Some("Favour Deny"));
        check("Favuor Dney", Some("Favour Deny"));
        check("g-ofice", Some("g-office"));
        check("Raed", Some("Read"));
        check("Reed", Some("Read"));
    }

    #[test]
    fn what_is_far_off_or_known_is_no_guess() {
        for word in ["", " ", "x", "Rx", "Hidden", "Favour Nobody", "Read", "g-office"] {
            check(word, None);
        }
        assert_eq!(Guess::among([]).meant("Read"), None);
    }

    #[test]
    fn many_words_among_many_names_end_soon() {
        let names: Vec<String> = (0..30_000).map(|at| format!("group-{at:06}")).collect();
        let guess = Guess::among(names.iter().map(String::as_str));
        for at in 0..30_000 {
            guess.meant(&format!("groop-{at:06}"));
        }
        assert_eq!(guess.left.get(), 0);
        assert_eq!(guess.meant("GROUP-000007"), Some("group-000007"), "this costs nothing");
    }
}

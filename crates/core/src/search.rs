//! What somebody types to find something, word by word: in any order, each where a word of a name begins.
//! All of the words count.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use crate::shared::sort_by_key;
use crate::text::folded;

/// How many words are looked for. A text of more is no name and no question.
const MOST: usize = 32;

/// Words that belong to a question and to no name.
const FILLERS: [&str; 28] = [
    "who", "can", "what", "do", "does", "compare", "with", "and", "both", "hold", "holds", "the",
    "to", "for", "on", "a", "of", "has", "have", "which", "people", "is", "in", "vs", "or", "use",
    "see", "access",
];

/// A text as it is searched: folded, without accents.
pub fn plain(text: &str) -> String {
    let mut text = folded(text);
    text.retain(|c| !('\u{300}'..='\u{36f}').contains(&c));
    text
}

/// The words of a text that may be parts of names, each once.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SearchWords(Vec<String>);

impl SearchWords {
    /// Those of what was typed; none where there are too many.
    pub fn new(text: &str) -> Self {
        let text = plain(text);
        let parts = text.split(|c: char| !c.is_alphanumeric() && c != '-' && c != '\'');
        let parts = parts.map(|part| part.trim_matches(['-', '\'']));
        let mut words: Vec<String> = Vec::new();
        for word in parts.filter(|word| !word.is_empty() && !FILLERS.contains(word)) {
            if !words.iter().any(|known| known == word) {
                words.push(word.to_owned());
            }
        }
        Self(if words.len() > MOST { Vec::new() } else { words })
    }

    /// The words, in the order of the text.
    pub fn iter(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(String::as_str)
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there are none: then nothing is found.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Which of them a [`plain`] name has.
    pub fn fit(&self, name: &str) -> Fit {
        let mut fit = Fit::default();
        for (at, word) in self.0.iter().enumerate() {
            match beginning(name, word) {
                Some(true) => fit = fit.and(Fit { begun: 1 << at, whole: 1 << at }),
                Some(false) => fit = fit.and(Fit { begun: 1 << at, whole: 0 }),
                None => {}
            }
        }
        fit
    }

    /// Whether all of them are found; where there are none, nothing is.
    pub fn all_in(&self, fit: Fit) -> bool {
        !self.is_empty() && fit.count() == self.len()
    }

    /// Those that are not found.
    #[must_use]
    pub fn without(&self, fit: Fit) -> Self {
        let left = self.0.iter().enumerate().filter(|(at, _)| fit.begun >> at & 1 == 0);
        Self(left.map(|(_, word)| word.clone()).collect())
    }

    /// The positions of the first few [`plain`] names that have the most of the words, those first that
    /// have more of them as whole words or begin with the first.
    pub fn best<'a>(&self, names: impl IntoIterator<Item = &'a str>, few: usize) -> Vec<usize> {
        let first = self.0.first().map(String::as_str).unwrap_or_default();
        let fits = names.into_iter().enumerate().map(|(at, name)| {
            let fit = self.fit(name);
            (at, fit.count(), (fit.whole_words(), name.starts_with(first)))
        });
        let mut fits: Vec<_> = fits.filter(|(_, count, _)| *count > 0).collect();
        let most = fits.iter().map(|(_, count, _)| *count).max().unwrap_or(0);
        fits.retain(|(_, count, _)| *count == most);
        sort_by_key(&mut fits, |(_, _, how)| Reverse(*how));
        fits.into_iter().take(few).map(|(at, ..)| at).collect()
    }

    /// The first few pairs of one of these and one of those that have all words together, those first
    /// that have more of them as whole words. Either has a word that the other has not; what is in
    /// `besides` needs to be in neither. None where one alone has all: then that one is meant.
    pub fn pairs(
        &self,
        these: &[Fit],
        those: &[Fit],
        besides: Fit,
        few: usize,
    ) -> Vec<(usize, usize)> {
        let alone = |fit: &Fit| self.all_in(fit.and(besides)) && fit.count() > 0;
        if self.is_empty() || these.iter().chain(those).any(alone) {
            return Vec::new();
        }
        // What has the same words makes the same pairs: a few of each will do.
        let (these, those) = (alike(these, few), alike(those, few));
        let mut pairs = Vec::new();
        for (one, ones) in &these {
            for (other, others) in &those {
                let both = one.and(*other);
                let apart = both.count() > one.count() && both.count() > other.count();
                if apart && self.all_in(both.and(besides)) {
                    let made = ones.iter().flat_map(|at| others.iter().map(move |it| (*at, *it)));
                    let made = made.take(few);
                    pairs.extend(made.map(|pair| (Reverse(both.whole_words()), pair)));
                }
            }
        }
        sort_by_key(&mut pairs, |pair| *pair);
        pairs.into_iter().take(few).map(|(_, pair)| pair).collect()
    }
}

/// The first few positions of each fit that has any word.
fn alike(fits: &[Fit], few: usize) -> BTreeMap<Fit, Vec<usize>> {
    let mut alike: BTreeMap<Fit, Vec<usize>> = BTreeMap::new();
    for (at, fit) in fits.iter().enumerate().filter(|(_, fit)| fit.count() > 0) {
        let found = alike.entry(*fit).or_default();
        if found.len() < few {
            found.push(at);
        }
    }
    alike
}

/// Whether a word of a name begins with this, and whether it ends so as well.
fn beginning(name: &str, word: &str) -> Option<bool> {
    let is_letter = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    let mut found = None;
    for (at, _) in name.match_indices(word) {
        let before = name.get(..at).and_then(|before| before.chars().next_back());
        let after = name.get(at + word.len()..).and_then(|after| after.chars().next());
        if !is_letter(before) {
            found = Some(found == Some(true) || !is_letter(after));
        }
    }
    found
}

/// Which words of a text are found.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Fit {
    begun: u32,
    whole: u32,
}

impl Fit {
    /// What is found in either.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        Self { begun: self.begun | other.begun, whole: self.whole | other.whole }
    }

    /// How many words.
    pub fn count(self) -> usize {
        self.begun.count_ones() as usize
    }

    /// How many of them as whole words.
    pub fn whole_words(self) -> usize {
        self.whole.count_ones() as usize
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PEOPLE: [&str; 7] = [
        "Ingrid Solheim",
        "Kofi Asante",
        "Kofi Addo",
        "Quỳnh Trần",
        "SEN Team",
        "Senior Leaders",
        "Data Managers",
    ];
    const TARGETS: [&str; 4] = ["SEN Memos", "Exclusions", "Data Importing", "Case Notes"];

    fn words(text: &str) -> Vec<String> {
        SearchWords::new(text).iter().map(str::to_owned).collect()
    }

    #[test]
    fn words_that_are_parts_of_names_are_looked_for() {
        assert_eq!(words("Can Ingrid read SEN memos?"), ["ingrid", "read", "sen", "memos"]);
        assert_eq!(
            words("Grace O’Donnell, - Read\u{2011}Write"),
            ["grace", "o'donnell", "read-write"]
        );
        assert_eq!(words("sen SEN sén"), ["sen"]);
        assert_eq!(words("Who has access to SEN Memos"), ["sen", "memos"]);
        assert_eq!(words("who can"), [""; 0]);
        let many: Vec<String> = (0..40).map(|at| at.to_string()).collect();
        assert_eq!(words(&many.join(" ")), [""; 0]);
        assert!(SearchWords::new("").is_empty());
    }

    #[track_caller]
    fn fits(name: &str, text: &str, count: usize) {
        let words = SearchWords::new(text);
        let fit = words.fit(&plain(name));
        assert_eq!(fit.count(), count, "{name:?}, {text:?}");
        assert_eq!(words.all_in(fit), words.without(fit).is_empty());
    }

    #[test]
    fn a_word_counts_where_a_word_of_the_name_begins() {
        fits("SEN Memos", "mem sen", 2);
        fits("Senior Leaders", "sen mem", 1);
        fits("Present SEN Memos", "sen", 1);
        fits("Absent", "sen", 0);
        fits("Quỳnh Trần", "tran quynh", 2);
        fits("Grace O'Donnell", "donnell", 1);
        fits("Read-Write Exclusions", "write excl zzz", 2);
    }

    #[track_caller]
    fn best(text: &str, expected: &[&str]) {
        let plain: Vec<String> = PEOPLE.iter().map(|name| plain(name)).collect();
        let found = SearchWords::new(text).best(plain.iter().map(String::as_str), 2);
        let found: Vec<&str> = found.into_iter().map(|at| PEOPLE[at]).collect();
        assert_eq!(found, expected, "{text:?}");
    }

    #[test]
    fn what_has_the_most_words_is_the_best() {
        best("addo kof", &["Kofi Addo"]);
        best("kofi", &["Kofi Asante", "Kofi Addo"]);
        best("sen", &["SEN Team", "Senior Leaders"]);
        best("sen leaders", &["Senior Leaders"]);
        best("zzzz", &[]);
        best("", &[]);
    }

    #[track_caller]
    fn pairs(text: &str, expected: &[&str]) {
        let words = SearchWords::new(text);
        let fits =
            |names: &[&str]| names.iter().map(|it| words.fit(&plain(it))).collect::<Vec<_>>();
        let outcomes = words.fit("read read-write deny");
        let found = words.pairs(&fits(&PEOPLE), &fits(&TARGETS), outcomes, 3);
        let found =
            found.into_iter().map(|(one, other)| format!("{}, {}", PEOPLE[one], TARGETS[other]));
        assert_eq!(found.collect::<Vec<_>>(), expected, "{text:?}");
    }

    #[test]
    fn a_pair_has_all_words_and_each_of_it_some_of_its_own() {
        pairs("ingrid sen memos", &["Ingrid Solheim, SEN Memos"]);
        pairs("memos: can solheim, ingrid read sen?", &["Ingrid Solheim, SEN Memos"]);
        pairs("kofi excl", &["Kofi Asante, Exclusions", "Kofi Addo, Exclusions"]);
        pairs("sen team memos", &["SEN Team, SEN Memos"]);
        pairs("senior memos", &["Senior Leaders, SEN Memos"]);
        // One of them has all.
        pairs("sen memos", &[]);
        pairs("read sen memos", &[]);
        pairs("data", &[]);
        // A word that nothing has.
        pairs("ingrid sen zzzz", &[]);
        // What is read alone.
        pairs("ingrid read", &[]);
        pairs("", &[]);
    }

    #[test]
    fn of_many_pairs_a_few_are_made() {
        let words = SearchWords::new("person process");
        let people = vec![words.fit("person"); 10_000];
        let targets = vec![words.fit("process"); 500];
        let found = words.pairs(&people, &targets, Fit::default(), 3);
        assert_eq!(found, [(0, 0), (0, 1), (0, 2)]);
    }
}

//! When two texts are the same name: one matcher for everything that is looked up by what it is
//! called, be it pasted, typed or given on the command line. Text that looks the same is the same,
//! however its accents and spaces are written, and letter case does not matter. The answer is the
//! one that is meant, none, or which ones it could be; never the first of several.

use std::collections::BTreeMap;

use unicode_normalization::UnicodeNormalization;

/// What somebody is called among people who know them: the first of their names. A title is no name, nor
/// is an initial, and of `Person 1` nothing can go.
pub fn first_name(name: &str) -> &str {
    const TITLES: [&str; 9] = ["mr", "mrs", "ms", "miss", "mx", "dr", "prof", "sir", "dame"];
    let mut words = name.split_whitespace();
    let Some(first) = words.next() else { return name };
    let bare = first.trim_end_matches('.').to_lowercase();
    let short = bare.chars().count() < 2 || TITLES.contains(&bare.as_str());
    let numbered = words.any(|word| word.starts_with(|c: char| c.is_ascii_digit()));
    if short || numbered { name } else { first.trim_end_matches(',') }
}

/// A number as it is read, with a comma between thousands: `10,000`.
pub fn grouped(number: usize) -> String {
    let digits = number.to_string();
    let mut text = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// The same text with its first letter a capital one.
pub fn capital(text: &str) -> String {
    let mut letters = text.chars();
    let first = letters.next().map(|first| first.to_uppercase().to_string());
    first.unwrap_or_default() + letters.as_str()
}

/// What is not seen: zero-width and direction marks, soft hyphens, selectors of a glyph's variant.
fn is_unseen(c: char) -> bool {
    matches!(
        c,
        '\u{ad}'
            | '\u{34f}'
            | '\u{61c}'
            | '\u{180b}'..='\u{180e}'
            | '\u{200b}'..='\u{200f}'
            | '\u{202a}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}'
            | '\u{fe00}'..='\u{fe0f}'
            | '\u{feff}'
            | '\u{e0000}'..='\u{e01ef}'
    )
}

/// The characters with every run of white space and control characters made one space, none at
/// either end.
fn spaced(chars: impl Iterator<Item = char>) -> String {
    let mut text = String::new();
    for c in chars {
        match c.is_whitespace() || c.is_control() {
            true if text.is_empty() || text.ends_with(' ') => {}
            true => text.push(' '),
            false => text.push(c),
        }
    }
    if text.ends_with(' ') {
        text.pop();
    }
    text
}

/// One sign for those that a spreadsheet or an editor puts in each other's place.
fn plain(c: char) -> char {
    match c {
        '\u{2010}'..='\u{2015}' | '\u{2212}' => '-',
        '\u{2018}' | '\u{2019}' | '\u{2bc}' => '\'',
        '\u{201c}' | '\u{201d}' => '"',
        c => c,
    }
}

/// Letter case away. Upper case first, so that `ß` is `ss` and both small sigmas are one; the
/// dotless i is a letter of its own.
fn caseless(c: char) -> impl Iterator<Item = char> {
    let kept = (c == 'ı').then_some(c);
    let folded = c.to_uppercase().flat_map(char::to_lowercase).filter(move |_| kept.is_none());
    kept.into_iter().chain(folded)
}

/// The text as its looks go, letter case kept.
fn looks(text: &str) -> String {
    if text.is_ascii() {
        return spaced(text.chars());
    }
    spaced(text.nfd().filter(|c| !is_unseen(*c)))
}

/// The text as it is compared: compatible forms decomposed, without letter case, without what is
/// not seen, with one space for each run of white space. Two texts are the same name when this is
/// the same.
pub fn folded(text: &str) -> String {
    if text.is_ascii() {
        return spaced(text.chars().map(|c| c.to_ascii_lowercase()));
    }
    spaced(text.nfkd().filter(|c| !is_unseen(*c)).map(plain).flat_map(caseless).nfkd())
}

/// Whether there is nothing to see: white space, control characters, marks that are not seen. Such
/// a text names nothing.
pub fn is_blank(text: &str) -> bool {
    text.chars().all(|c| c.is_whitespace() || c.is_control() || is_unseen(c))
}

/// Whether two texts are the same name.
pub fn same(one: &str, other: &str) -> bool {
    one == other || folded(one) == folded(other)
}

/// A name as it is kept when it comes from outside: spaces and line breaks folded, marks that are
/// not seen left out. Joiners stay: in some scripts they are part of the spelling.
pub fn tidy(name: &str) -> String {
    let joins = |c: char| matches!(c, '\u{200c}' | '\u{200d}' | '\u{fe00}'..='\u{fe0f}');
    let text = spaced(name.chars().filter(|c| joins(*c) || !is_unseen(*c)));
    text.trim_matches(joins).to_owned()
}

/// What a name leads to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Match {
    /// Nothing is called so.
    None,
    /// This one, by its position.
    One(usize),
    /// Any of these, by their positions, rising: which one is not said.
    Several(Vec<usize>),
}

impl Match {
    fn of(found: Option<&Vec<usize>>) -> Self {
        match found.map(Vec::as_slice) {
            None | Some([]) => Self::None,
            Some([one]) => Self::One(*one),
            Some(several) => Self::Several(several.to_vec()),
        }
    }

    /// The one, where it is one.
    pub fn one(&self) -> Option<usize> {
        match self {
            Self::One(at) => Some(*at),
            _ => None,
        }
    }
}

/// Names to be looked up in. Something can have several.
#[derive(Clone, Debug, Default)]
pub struct Names {
    as_written: BTreeMap<String, Vec<usize>>,
    folded: BTreeMap<String, Vec<usize>>,
}

impl Names {
    /// These names, each with the position of what is called so. Blank ones lead nowhere.
    pub fn of<'a>(names: impl IntoIterator<Item = (usize, &'a str)>) -> Self {
        let mut all = Self::default();
        for (at, name) in names {
            all.add(at, name);
        }
        all
    }

    /// Adds a name of what stands at a position.
    pub fn add(&mut self, at: usize, name: &str) {
        let folded = folded(name);
        if folded.is_empty() {
            return;
        }
        push(&mut self.as_written, looks(name), at);
        push(&mut self.folded, folded, at);
    }

    /// What a name leads to. One that is written like exactly one of them, letter case and all, is
    /// that one, even where others differ from it in letter case only.
    pub fn find(&self, wanted: &str) -> Match {
        match Match::of(self.as_written.get(&looks(wanted))) {
            Match::None => Match::of(self.folded.get(&folded(wanted))),
            found => found,
        }
    }
}

fn push(places: &mut BTreeMap<String, Vec<usize>>, name: String, at: usize) {
    let found = places.entry(name).or_default();
    if found.last() != Some(&at) {
        found.push(at);
    }
}

/// A text that somebody looks for in names. Accents only matter where it has some itself.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SearchText {
    text: String,
    accents: bool,
}

fn is_accent(c: char) -> bool {
    ('\u{300}'..='\u{36f}').contains(&c)
}

impl SearchText {
    /// What was typed.
    pub fn new(text: &str) -> Self {
        let text = folded(text);
        Self { accents: text.contains(is_accent), text }
    }

    /// Whether nothing is looked for: everything fits.
    pub fn is_blank(&self) -> bool {
        self.text.is_empty()
    }

    /// Whether it has a letter to look for.
    pub(crate) fn has_letter(&self) -> bool {
        self.text.contains(char::is_alphabetic)
    }

    /// Whether a name holds it.
    pub fn is_in(&self, name: &str) -> bool {
        self.is_blank() || self.hay(name).contains(&self.text)
    }

    /// Whether a name begins with it.
    pub fn begins(&self, name: &str) -> bool {
        self.hay(name).starts_with(&self.text)
    }

    fn hay(&self, name: &str) -> String {
        let mut hay = folded(name);
        if !self.accents {
            hay.retain(|c| !is_accent(c));
        }
        hay
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thousands_are_told_apart() {
        let cases = [(0, "0"), (999, "999"), (1_000, "1,000"), (12_345_678, "12,345,678")];
        assert_eq!(
            cases.map(|(number, _)| grouped(number)),
            cases.map(|(_, read)| read.to_owned())
        );
    }

    #[test]
    fn a_name_is_short_where_it_can_be() {
        let cases = [
            ("Ingrid Solheim", "Ingrid"),
            ("Solheim, Ingrid", "Solheim"),
            ("Dr Amy Adeyemi", "Dr Amy Adeyemi"),
            ("J. Okoye", "J. Okoye"),
            ("Madonna", "Madonna"),
            ("Person 12", "Person 12"),
            ("Test User 2b", "Test User 2b"),
            ("", ""),
        ];
        assert_eq!(cases.map(|(name, _)| first_name(name)), cases.map(|(_, short)| short));
    }

    #[test]
    fn what_shows_nothing_is_blank() {
        for text in ["", " \n\t", "\u{a0}\u{3000}", "\u{feff}", " \u{200b}\u{2060}\u{ad} ", "\u{1}"]
        {
            assert!(is_blank(text), "{text:?}");
        }
        for text in ["x", " x ", "\u{feff}0", "\u{301}", "-"] {
            assert!(!is_blank(text), "{text:?}");
        }
    }

    #[test]
    fn what_looks_the_same_is_the_same() {
        let pairs = [
            ("Élèves", "E\u{301}le\u{300}ves"),
            ("Zoë Martin", "ZOE\u{308}\u{a0}martin"),
            ("Student Data Team", "\u{200b}Student Data\u{200b}  Team\u{feff}"),
            ("Student Data Team", "Student\r\nData\tTeam "),
            ("Coordinator", "Co\u{ad}ordi\u{200b}nator"),
            ("Amy", "\u{202e}Amy\u{202c}"),
            ("Straße", "STRASSE"),
            ("ΟΔΟΣ", "οδος"),
            ("Office 1", "Office １"),
            ("Read-Write", "Read\u{2011}Write"),
            ("O'Neil", "O\u{2019}Neil"),
            ("ﬁle", "FILE"),
            ("Å", "\u{212b}"),
            ("", " \u{200b}\n"),
        ];
        for (one, other) in pairs {
            assert!(same(one, other), "{one:?} and {other:?}");
        }
        for (one, other) in [("Zoe", "Zoë"), ("Office", "Offices"), ("a b", "ab"), ("ı", "i")] {
            assert!(!same(one, other), "{one:?} and {other:?}");
        }
    }

    #[test]
    fn a_name_leads_to_one_to_none_or_to_several() {
        let names = ["Office", "office", "Exams", "Zoë", "Zoe\u{308}", " ", "EXAMS II"];
        let all = Names::of(names.into_iter().enumerate());
        assert_eq!(all.find("exams"), Match::One(2));
        assert_eq!(all.find("Office"), Match::One(0), "written like one of them");
        assert_eq!(all.find("OFFICE"), Match::Several(vec![0, 1]));
        assert_eq!(all.find("Zoë"), Match::Several(vec![3, 4]), "they look the same");
        assert_eq!(all.find(" "), Match::None);
        assert_eq!(all.find("Exam"), Match::None);
        assert_eq!(all.find("Exams\u{a0}ii").one(), Some(6));
    }

    #[test]
    fn several_names_of_one_are_one() {
        let mut all = Names::default();
        all.add(0, "Amy");
        all.add(0, "amy");
        assert_eq!(all.find("AMY"), Match::One(0));
    }

    #[test]
    fn what_is_looked_for() {
        let zoe = SearchText::new(" zoe ");
        assert!(zoe.is_in("Zoë Martin") && zoe.is_in("ZOE") && !zoe.is_in("Zo e"));
        assert!(!SearchText::new("zoë").is_in("Zoe"));
        assert!(SearchText::new("").is_in("anybody") && SearchText::new("").is_blank());
        assert!(
            SearchText::new("stu").begins("Student")
                && !SearchText::new("data").begins("Student data")
        );
        assert!(!SearchText::new("12 -").has_letter() && SearchText::new("12a").has_letter());
    }

    #[test]
    fn a_name_is_kept_without_what_is_not_seen() {
        assert_eq!(tidy("\u{feff} Zoë\r\nMartin\u{200b} "), "Zoë Martin");
        assert_eq!(tidy("می\u{200c}روم"), "می\u{200c}روم");
        assert_eq!(tidy("\u{200d}"), "");
    }
}

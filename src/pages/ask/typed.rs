//! A question that is typed as a sentence: its words are looked up among the names of the workspace,
//! and what is missing is offered. What is found is bounded, however long the text.

use whocan_core::models::ModelKind;
use whocan_core::query::Snapshot;
use whocan_core::search::{SearchWords, plain};
use whocan_core::shared::sort_by_key;

use super::parts::{Part, Parts, beside, find, outcomes, said_outcome, target_of};
use super::question::{Mode, Question, Sentence, Thing, Whom};
use super::words::ability_words;
use crate::components::{Icon, Offer, OfferedChoice};

/// How many questions are offered.
const OFFERED: usize = 8;
/// How much of a text is read.
const READ: usize = 200;
/// Stands between the steps of a question's address in the value of a choice.
const BETWEEN: char = '\u{1}';

/// A question in the value of a choice.
pub fn question_of(value: &str) -> Option<Question> {
    let steps: Vec<String> = value.split(BETWEEN).map(str::to_owned).collect();
    Question::parse(&steps)
}

/// The icon of a question.
pub fn icon(mode: Mode) -> Icon {
    match mode {
        Mode::WhoCan => Icon::Ask,
        Mode::WhatCan => Icon::Person,
        Mode::Compare => Icon::Compare,
        Mode::Both => Icon::Groups,
    }
}

/// A thing in words: "Read-Write Exclusions".
pub fn thing_words(snapshot: &Snapshot, thing: &Thing) -> String {
    let head = snapshot.in_the_end(thing.kind).head(&thing.target);
    let name = head.map_or_else(|| thing.target.clone(), |head| head.name);
    format!("{} {name}", ability_words(thing.kind, &thing.outcome))
}

fn whom_words(snapshot: &Snapshot, whom: &Whom) -> String {
    whom.somebody(snapshot).map_or_else(|_| whom.key(), |somebody| somebody.name)
}

/// A question in words.
pub fn words(snapshot: &Snapshot, question: &Question) -> String {
    match &question.sentence {
        Sentence::WhoCan(thing) => format!("Who can {}?", thing_words(snapshot, thing)),
        Sentence::WhatCan(whom) => format!("What can {} do?", whom_words(snapshot, whom)),
        Sentence::Compare(one, other) => {
            let other = match question.compares_saved() {
                true => "the saved state".to_owned(),
                false => whom_words(snapshot, other),
            };
            format!("Compare {} with {other}", whom_words(snapshot, one))
        }
        Sentence::Both(one, other) => {
            let (one, other) = (thing_words(snapshot, one), thing_words(snapshot, other));
            format!("Who can both {one} and {other}?")
        }
    }
}

/// What a text can mean.
pub fn read(parts: &Parts, text: &str) -> Offer {
    let text: String = text.chars().take(READ).collect();
    let questions = questions(parts, &plain(&text));
    let choice = |question: &Question| OfferedChoice {
        value: question.steps().join(&BETWEEN.to_string()),
        label: words(&parts.snapshot, question),
        about: String::new(),
        icon: Some(icon(question.mode())),
    };
    let choices: Vec<OfferedChoice> = questions.iter().take(OFFERED).map(choice).collect();
    Offer { rest: questions.len().saturating_sub(OFFERED), choices }
}

/// Names of parts that stand in a text, in its order; of two that overlap the longer one. What is left
/// of the text comes with them.
fn named<'p>(parts: &'p [Part], text: &str) -> (Vec<&'p Part>, String) {
    let mut left = text.to_owned();
    let mut found: Vec<(usize, &Part)> = Vec::new();
    let mut all: Vec<&Part> = parts
        .iter()
        .filter(|part| part.plain.len() > 1 && holds(text, &part.plain).is_some())
        .collect();
    sort_by_key(&mut all, |part| std::cmp::Reverse(part.plain.len()));
    for part in all {
        if let Some(at) = holds(&left, &part.plain) {
            // Blanked out, so that what stands behind it keeps its place.
            let end = at + part.plain.len();
            left.replace_range(at..end, &" ".repeat(part.plain.len()));
            found.push((at, part));
        }
    }
    sort_by_key(&mut found, |(at, _)| *at);
    (found.into_iter().map(|(_, part)| part).collect(), left)
}

/// Where a name stands in a text as whole words.
fn holds(text: &str, name: &str) -> Option<usize> {
    let at = text.find(name)?;
    let before = text.get(..at).and_then(|it| it.chars().next_back());
    let after = text.get(at + name.len()..).and_then(|it| it.chars().next());
    let apart = |c: Option<char>| c.is_none_or(|c| !c.is_alphanumeric());
    (apart(before) && apart(after)).then_some(at)
}

/// Whether a text stands in one of the names as whole words.
fn is_word_of(parts: &[Part], text: &str) -> bool {
    !text.is_empty() && parts.iter().any(|part| holds(&part.plain, text).is_some())
}

/// Which of the four a text begins like; none where it could be several.
pub fn mode_of(text: &str) -> Option<Mode> {
    let words: Vec<&str> = text.split_whitespace().collect();
    let has = |word: &str| words.contains(&word);
    if has("both") {
        Some(Mode::Both)
    } else if has("compare") || has("vs") {
        Some(Mode::Compare)
    } else if has("what") {
        Some(Mode::WhatCan)
    } else if has("with") {
        Some(Mode::Compare)
    } else if has("who") {
        Some(Mode::WhoCan)
    } else {
        None
    }
}

/// Whether a text has a word that is no part of a name and none of an outcome's.
fn means_nothing(parts: &Parts, text: &str) -> bool {
    let is_name = |word: &str| {
        let mut all = parts.whom.iter().chain(&parts.targets);
        all.any(|part| part.plain.contains(word))
    };
    SearchWords::new(text).iter().any(|word| !is_name(word) && !parts.outcomes.contains(word))
}

/// All that a question says, as it is searched: its words, and its outcomes as their models name them.
fn said(snapshot: &Snapshot, question: &Question) -> String {
    let outcomes: String = match &question.sentence {
        Sentence::WhoCan(thing) => said_outcome(thing.kind, &thing.outcome),
        Sentence::Both(one, other) => {
            said_outcome(one.kind, &one.outcome) + &said_outcome(other.kind, &other.outcome)
        }
        Sentence::WhatCan(_) | Sentence::Compare(..) => String::new(),
    };
    format!("{}\n{outcomes}", plain(&words(snapshot, question)))
}

/// The question that a text asks; none where every question leaves a word of it out.
pub fn asked(parts: &Parts, text: &str) -> Option<Question> {
    let read: String = text.chars().take(READ).collect();
    let first = questions(parts, &plain(&read)).into_iter().next()?;
    let words = SearchWords::new(text);
    words.all_in(words.fit(&said(&parts.snapshot, &first))).then_some(first)
}

fn questions(parts: &Parts, text: &str) -> Vec<Question> {
    let mode = mode_of(text);
    let mut all = match mode {
        Some(Mode::WhatCan | Mode::Compare) => about_people(parts, text, mode),
        Some(_) => about_targets(parts, text, mode),
        None if means_nothing(parts, text) => Vec::new(),
        // A target is meant where its whole name stands there, or the text is a word of it.
        None if named(&parts.targets, text).0.is_empty() && !is_word_of(&parts.targets, text) => {
            let people = about_people(parts, text, mode).into_iter();
            people.chain(about_targets(parts, text, mode)).collect()
        }
        None => {
            let targets = about_targets(parts, text, mode).into_iter();
            targets.chain(about_people(parts, text, mode)).collect()
        }
    };
    all.truncate(OFFERED * 4);
    let mut all: Vec<Question> = all.into_iter().map(Question::new).collect();
    // What has more of the words comes first.
    let words = SearchWords::new(text);
    let count = |question: &Question| words.fit(&said(&parts.snapshot, question)).count();
    sort_by_key(&mut all, |question| std::cmp::Reverse(count(question)));
    all
}

/// The first parts that have the most words of a text; where none begins with any, those that have the
/// first word anywhere.
fn best(parts: &[Part], text: &str) -> Vec<String> {
    let words = SearchWords::new(text);
    let found = words.best(parts.iter().map(|part| part.plain.as_str()), OFFERED);
    if found.is_empty() {
        let choices = words.iter().next().map(|word| find(parts, word).choices);
        return choices.into_iter().flatten().map(|choice| choice.value).collect();
    }
    found.into_iter().filter_map(|at| Some(parts.get(at)?.key.clone())).collect()
}

/// Those that a text names, and those that have the most of its words.
fn with_best(named: &[&Part], parts: &[Part], text: &str) -> Vec<String> {
    let mut keys: Vec<String> = named.iter().map(|part| part.key.clone()).collect();
    let others = best(parts, text);
    keys.extend(others.into_iter().filter(|key| named.iter().all(|part| part.key != *key)));
    keys
}

/// The people or groups that a text names, or whose names begin with its words.
fn about_people(parts: &Parts, text: &str, mode: Option<Mode>) -> Vec<Sentence> {
    let (full, left) = named(&parts.whom, text);
    let whom = |key: &str| Whom::of_key(key);
    if mode != Some(Mode::Compare) {
        let keys = with_best(&full, &parts.whom, text);
        return keys.iter().map(|key| Sentence::WhatCan(whom(key))).collect();
    }
    let mut keys: Vec<Vec<String>> = full.iter().map(|part| vec![part.key.clone()]).collect();
    for word in SearchWords::new(&left).iter().filter(|word| word.chars().count() > 1) {
        let offer = find(&parts.whom, word);
        if !offer.choices.is_empty() {
            keys.push(offer.choices.into_iter().map(|choice| choice.value).collect());
        }
    }
    let mut all = Vec::new();
    match keys.as_slice() {
        [first, second, ..] => {
            for one in first.iter().take(4) {
                let others = second.iter().filter(|other| *other != one).take(4);
                all.extend(others.map(|other| Sentence::Compare(whom(one), whom(other))));
            }
        }
        [only] => {
            let others = find(&parts.whom, "").choices;
            for one in only.iter().take(2) {
                let others = others.iter().filter(|other| other.value != *one);
                all.extend(others.map(|other| Sentence::Compare(whom(one), whom(&other.value))));
            }
        }
        _ => {}
    }
    all
}

/// The targets that a text names, with the outcome that it names, or all of theirs.
fn about_targets(parts: &Parts, text: &str, mode: Option<Mode>) -> Vec<Sentence> {
    let snapshot = &parts.snapshot;
    let (full, left) = named(&parts.targets, text);
    let exact = full.len();
    let keys = match (mode, exact) {
        (Some(Mode::Both), 0 | 1) => with_best(&full, &parts.targets, &left),
        (Some(Mode::Both), _) => full.iter().map(|part| part.key.clone()).collect(),
        _ => with_best(&full, &parts.targets, text),
    };
    let thing = |key: &String| -> Option<(ModelKind, String, Vec<String>)> {
        let (kind, target) = target_of(key)?;
        let names = outcomes(&*snapshot.in_the_end(kind), &target);
        let is_meant = |name: &&String| {
            holds(text, &plain(name)).is_some()
                || holds(text, &plain(&ability_words(kind, name))).is_some()
        };
        // Of names that stand in each other the longest is meant.
        let meant = names.iter().filter(is_meant).max_by_key(|name| name.len()).cloned();
        let outcomes = meant.map_or(names, |name| vec![name]);
        Some((kind, target, outcomes))
    };
    let first = |key: &String| {
        let (kind, target, outcomes) = thing(key)?;
        Some(Thing { kind, target, outcome: outcomes.first()?.clone() })
    };
    let mut all = Vec::new();
    if mode == Some(Mode::Both) {
        let (firsts, seconds) = match exact {
            0 => (keys.as_slice(), keys.as_slice()),
            at => (keys.get(..1).unwrap_or_default(), keys.get(at.min(1)..).unwrap_or_default()),
        };
        for one in firsts.iter().take(4).filter_map(first) {
            let others = seconds.iter().take(4).filter_map(first).filter(|other| *other != one);
            all.extend(others.map(|other| Sentence::Both(one.clone(), other)));
            if seconds.is_empty() {
                let other = beside(snapshot, &one);
                all.extend(other.map(|other| Sentence::Both(one.clone(), other)));
            }
        }
        return all;
    }
    for (kind, target, outcomes) in keys.iter().take(OFFERED).filter_map(thing) {
        let things = outcomes.into_iter().take(4);
        all.extend(
            things.map(|outcome| Sentence::WhoCan(Thing { kind, target: target.clone(), outcome })),
        );
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;
    use whocan_core::shared::Shared;

    fn parts() -> Parts {
        let document = crate::state::open_example("school-office").unwrap();
        Parts::of(&Shared::new(Snapshot::new(&document, None)), &[])
    }

    #[track_caller]
    fn check(text: &str, expected: &str) {
        let offer = read(&parts(), text);
        let first = offer.choices.first().map(|choice| choice.label.as_str());
        assert_eq!(first, Some(expected), "{:?}", offer.choices);
    }

    #[test]
    fn words_of_a_sentence_find_its_parts() {
        check("who can read-write exclusions", "Who can Read-Write Exclusions?");
        check("read sen memos", "Who can Read SEN Memos?");
        check("what can ingrid do", "What can Ingrid Solheim do?");
        check("quynh", "What can Quỳnh Trần do?");
        check("sen", "Who can Read SEN Memos?");
        check("senior", "What can Senior Leaders do?");
        check("what can ingrid do with sen memos", "What can Ingrid Solheim do?");
        check("compare grace o'donnell with wanjiru", "Compare Grace O'Donnell with Wanjiru Kamau");
        check(
            "who holds both exclusions and sen memos",
            "Who can both Read Exclusions and Read SEN Memos?",
        );
    }

    #[test]
    fn what_has_more_of_the_words_comes_first() {
        check("sen mem", "Who can Read SEN Memos?");
        check("mem sen", "Who can Read SEN Memos?");
        check("sen tea", "What can SEN Team do?");
        check("memos write sen", "Who can Read-Write SEN Memos?");
        check("tran quy", "What can Quỳnh Trần do?");
        check("kofi", "What can Kofi Asante do?");
        check("xclus", "Who can Read Exclusions?");
    }

    #[test]
    fn a_text_asks_what_leaves_none_of_its_words_out() {
        let of = |text: &str| {
            let parts = parts();
            asked(&parts, text).map(|question| words(&parts.snapshot, &question))
        };
        assert_eq!(of("sen mem").as_deref(), Some("Who can Read SEN Memos?"));
        assert_eq!(of("what can kofi do").as_deref(), Some("What can Kofi Asante do?"));
        assert_eq!(of("who has access to sen mem").as_deref(), Some("Who can Read SEN Memos?"));
        assert_eq!(of("ingrid sen memos"), None);
        assert_eq!(of("who can read zzzz memos"), None);
        assert_eq!(of("what can ingrid do with sen memos"), None);
    }

    #[test]
    fn what_names_nothing_means_nothing() {
        assert_eq!(read(&parts(), "zzzz"), Offer::default());
        assert_eq!(read(&parts(), "no such thing"), Offer::default());
        assert_eq!(read(&parts(), &"who can ".repeat(1000)), Offer::default());
    }
}

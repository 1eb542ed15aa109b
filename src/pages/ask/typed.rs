//! A question that is typed as a sentence: its words are looked up among the names of the workspace,
//! and what is missing is offered. What is found is bounded, however long the text.

use whocan_core::models::ModelKind;
use whocan_core::query::Snapshot;
use whocan_core::shared::sort_by_key;

use super::parts::{Part, Parts, beside, find, outcomes, plain, target_of};
use super::question::{Mode, Question, Sentence, Thing, Whom};
use super::words::ability_words;
use crate::components::{Icon, Offer, OfferedChoice};

/// How many questions are offered.
const OFFERED: usize = 8;
/// How much of a text is read.
const READ: usize = 200;
/// Stands between the steps of a question's address in the value of a choice.
const BETWEEN: char = '\u{1}';

/// Words that are no names.
const FILLERS: [&str; 26] = [
    "who", "can", "what", "do", "does", "compare", "with", "and", "both", "hold", "holds", "the",
    "to", "for", "on", "a", "of", "has", "have", "which", "people", "is", "in", "vs", "or", "use",
];

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

/// The words of a text that may be parts of names.
fn telling(text: &str) -> Vec<&str> {
    let words = text.split(|c: char| !c.is_alphanumeric() && c != '-' && c != '\'' && c != '’');
    words.filter(|word| !word.is_empty() && !FILLERS.contains(word)).collect()
}

/// Which of the four a text begins like; none where it could be several.
fn mode_of(text: &str) -> Option<Mode> {
    let words: Vec<&str> = text.split_whitespace().collect();
    let has = |word: &str| words.contains(&word);
    if has("both") {
        Some(Mode::Both)
    } else if has("compare") || has("with") || has("vs") {
        Some(Mode::Compare)
    } else if has("what") {
        Some(Mode::WhatCan)
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
    let is_outcome = |word: &str| {
        let infos = parts.kinds.iter().map(|kind| (*kind, kind.info()));
        let mut names = infos.flat_map(|(kind, info)| {
            let short = info.short_forms.iter().map(|(_, name)| *name);
            let named = parts.snapshot.in_the_end(kind).outcomes().iter().map(|it| it.name);
            let all: Vec<(ModelKind, &str)> = short.chain(named).map(|name| (kind, name)).collect();
            all
        });
        names.any(|(kind, name)| {
            plain(name).contains(word) || plain(&ability_words(kind, name)).contains(word)
        })
    };
    telling(text).into_iter().any(|word| !is_name(word) && !is_outcome(word))
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
    all.into_iter().map(Question::new).collect()
}

/// The people or groups that a text names, or whose names begin with its words.
fn about_people(parts: &Parts, text: &str, mode: Option<Mode>) -> Vec<Sentence> {
    let (full, left) = named(&parts.whom, text);
    let whom = |key: &str| Whom::of_key(key);
    let mut keys: Vec<Vec<String>> = full.iter().map(|part| vec![part.key.clone()]).collect();
    let words = telling(&left);
    for word in words.iter().filter(|word| word.chars().count() > 1) {
        let offer = find(&parts.whom, word);
        if !offer.choices.is_empty() {
            keys.push(offer.choices.into_iter().map(|choice| choice.value).collect());
        }
    }
    let mut all = Vec::new();
    match (mode, keys.as_slice()) {
        (Some(Mode::Compare), [first, second, ..]) => {
            for one in first.iter().take(4) {
                let others = second.iter().filter(|other| *other != one).take(4);
                all.extend(others.map(|other| Sentence::Compare(whom(one), whom(other))));
            }
        }
        (Some(Mode::Compare), [only]) => {
            let others = find(&parts.whom, "").choices;
            for one in only.iter().take(2) {
                let others = others.iter().filter(|other| other.value != *one);
                all.extend(others.map(|other| Sentence::Compare(whom(one), whom(&other.value))));
            }
        }
        (_, [first, ..]) => {
            // Two words of one name stand in both lists.
            let mut best: Vec<&String> = first
                .iter()
                .filter(|key| keys.iter().skip(1).all(|it| it.contains(*key)))
                .collect();
            if best.is_empty() {
                best = first.iter().collect();
            }
            all.extend(best.into_iter().map(|key| Sentence::WhatCan(whom(key))));
        }
        _ => {}
    }
    all
}

/// The targets that a text names, with the outcome that it names, or all of theirs.
fn about_targets(parts: &Parts, text: &str, mode: Option<Mode>) -> Vec<Sentence> {
    let snapshot = &parts.snapshot;
    let (full, left) = named(&parts.targets, text);
    let mut keys: Vec<String> = full.iter().map(|part| part.key.clone()).collect();
    let exact = keys.len();
    if keys.is_empty() || mode == Some(Mode::Both) && keys.len() < 2 {
        // Outcomes are words as well: a word that no target has is none of its name.
        let words = telling(&left);
        let mut best: Vec<String> = Vec::new();
        for word in words {
            let found = find(&parts.targets, word).choices;
            let values = || found.iter().map(|choice| choice.value.clone());
            let both: Vec<String> = values().filter(|value| best.contains(value)).collect();
            match both.is_empty() {
                true if best.is_empty() => best.extend(values()),
                true => {}
                false => best = both,
            }
        }
        keys.extend(best);
    }
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
        check("compare grace o'donnell with wanjiru", "Compare Grace O'Donnell with Wanjiru Kamau");
        check(
            "who holds both exclusions and sen memos",
            "Who can both Read Exclusions and Read SEN Memos?",
        );
    }

    #[test]
    fn what_names_nothing_means_nothing() {
        assert_eq!(read(&parts(), "zzzz"), Offer::default());
        assert_eq!(read(&parts(), "no such thing"), Offer::default());
        assert_eq!(read(&parts(), &"who can ".repeat(1000)), Offer::default());
    }
}

//! What one person or group can do with one target, where a text names both.

use whocan_core::directory::{Circumstances, Principal};
use whocan_core::query::Subject;
use whocan_core::search::{Fit, SearchWords, plain};

use super::parts::{Part, Parts, outcomes, said_outcome, target_of};
use super::question::{Mode, Whom};
use super::reader::{Leads, TypedAnswer};
use super::typed::mode_of;
use super::words::{ability_words, listed, permits};

/// How many are decided at most, and how many are told.
const TRIED: usize = 12;
const TOLD: usize = 3;

/// The first few cells whose names have all words of a text together, with what comes out in them.
pub(super) fn cells(parts: &Parts, text: &str, asked: &Circumstances) -> Vec<TypedAnswer> {
    let words = SearchWords::new(text);
    if words.is_empty() || !matches!(mode_of(&plain(text)), None | Some(Mode::WhatCan)) {
        return Vec::new();
    }
    let fits = |all: &[Part]| -> Vec<Fit> { all.iter().map(|it| words.fit(&it.plain)).collect() };
    let (whom, targets) = (fits(&parts.whom), fits(&parts.targets));
    let pairs = words.pairs(&whom, &targets, words.fit(&parts.outcomes), TRIED);
    let cell = |(one, other): (usize, usize)| {
        let named = whom.get(one)?.and(*targets.get(other)?);
        let left = words.without(named);
        told(parts, parts.whom.get(one)?, parts.targets.get(other)?, &left, asked)
    };
    pairs.into_iter().filter_map(cell).take(TOLD).collect()
}

/// What comes out for somebody on a target. The words that neither has are an outcome of the target; none
/// where they are not.
fn told(
    parts: &Parts,
    whom: &Part,
    target: &Part,
    left: &SearchWords,
    asked: &Circumstances,
) -> Option<TypedAnswer> {
    let somebody = Whom::of_key(&whom.key).somebody(&parts.snapshot).ok()?;
    let (kind, key) = target_of(&target.key)?;
    let resolver = parts.snapshot.in_the_end(kind);
    let wanted = match left.is_empty() {
        true => None,
        false => {
            let names = outcomes(&*resolver, &key);
            let is_meant = |name: &String| left.all_in(left.fit(&said_outcome(kind, name)));
            let meant = names.into_iter().find(is_meant)?;
            Some((resolver.abilities(&key, &meant)?, meant))
        }
    };
    let members = &somebody.members;
    // As the grid has it: a person can sign on in several ways, who is in a group and nothing else in one.
    let (whom, ways) = match somebody.subject {
        Subject::User(id) => {
            let signed_on = |sign_on: Option<Principal>| Circumstances { sign_on, ..asked.clone() };
            let ways: Vec<Circumstances> =
                resolver.identities(members).into_iter().map(signed_on).collect();
            (Principal::User(id), ways)
        }
        Subject::Group(id) => (Principal::Group(id), vec![resolver.theirs(members, asked)]),
        Subject::Nobody => return None,
    };
    let decide = resolver.on(&key)?;
    let mut outcomes = ways.iter().map(|way| decide(members, way));
    let outcome = outcomes.next()?;
    let (name, title) = (somebody.name, kind.info().title);
    let leads = Leads::Cell { kind, whom, target: key };
    if outcomes.any(|other| other != outcome) {
        let words = format!("{name}, {}", target.name);
        let answer = format!("depends on the sign-on, {title}");
        return Some(TypedAnswer { words, answer, leads });
    }
    let mut answer: Vec<String> = Vec::new();
    let can = match permits(&outcome) {
        true => {
            let all = outcome.name.split(", ").map(|name| ability_words(kind, name));
            listed(&all.collect::<Vec<_>>())
        }
        false => {
            answer.push(outcome.name.to_string());
            "do nothing with".to_owned()
        }
    };
    let lacks = wanted.filter(|(wanted, _)| !outcome.grants.contains(*wanted));
    answer.extend(lacks.map(|(_, name)| format!("not {}", ability_words(kind, &name))));
    if outcome.doubtful {
        answer.push("doubtful".to_owned());
    }
    answer.push(title.to_owned());
    let words = format!("{name} can {can} {}", target.name);
    Some(TypedAnswer { words, answer: answer.join(", "), leads })
}

#[cfg(test)]
mod tests {
    use super::*;
    use whocan_core::models::ModelKind;
    use whocan_core::query::Snapshot;
    use whocan_core::shared::Shared;

    fn of(example: &str, text: &str) -> Vec<TypedAnswer> {
        let document = crate::state::open_example(example).unwrap();
        let parts = Parts::of(&Shared::new(Snapshot::new(&document, None)), &[]);
        cells(&parts, text, &Circumstances::default())
    }

    #[track_caller]
    fn check(text: &str, expected: &[(&str, &str)]) {
        let found = of("school-office", text);
        let found = found.iter().map(|it| (it.words.as_str(), it.answer.as_str()));
        assert_eq!(found.collect::<Vec<_>>(), expected, "{text:?}");
    }

    #[test]
    fn who_and_what_are_named_and_what_comes_out_is_told() {
        let title = "User Group Processes";
        let reads = [("Ingrid Solheim can Read SEN Memos", title)];
        check("ingrid sen memos", &reads);
        check("ingrid solheim sen memos", &reads);
        check("Can Ingrid read SEN memos?", &reads);
        check("memos sen ingrid", &reads);
        check("what can ingrid do with sen memos", &reads);
        let not =
            [("Ingrid Solheim can Read SEN Memos", "not Read-Write-Delete, User Group Processes")];
        check("can ingrid delete sen memos", &not);
        let none = [("Amy Adeyemi can do nothing with SEN Memos", "Deny, User Group Processes")];
        check("amy memos", &none);
    }

    #[test]
    fn a_text_that_names_one_of_both_or_neither_has_no_cell() {
        for text in ["", "sen", "sen memos", "read sen memos", "ingrid", "ingrid read", "zzzz"] {
            check(text, &[]);
        }
        for text in ["ingrid zzzz memos", "who can ingrid sen memos", "compare ingrid with memos"] {
            check(text, &[]);
        }
    }

    #[test]
    fn a_cell_leads_to_its_place() {
        let found = of("school-office", "ingrid sen memos");
        let leads = Leads::Cell {
            kind: ModelKind::Processes,
            whom: Principal::User("u-ingrid".into()),
            target: "b-sen-memos".to_owned(),
        };
        assert_eq!(found.first().map(|it| &it.leads), Some(&leads));
        let found = of("school-office", "sen team memos");
        let whom = found.first().map(|it| match &it.leads {
            Leads::Cell { whom, .. } => whom.id().to_owned(),
            Leads::Question(_) => String::new(),
        });
        assert_eq!(whom.as_deref(), Some("g-sen"));
    }
}

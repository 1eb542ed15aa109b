//! What the picture of an explanation has to keep: it ends in the decision, and names nobody whose the
//! reasons are not.

use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};

use super::*;
use crate::directory::Circumstances;
use crate::document::{Document, read};
use crate::examples;
use crate::models::conformance::gap;
use crate::query::SignedOn;
use crate::query::cases::any_documents;

fn question(kind: ModelKind, user: &str, target: &str) -> Question {
    Question {
        kind,
        target: target.to_owned(),
        subject: Subject::User(user.into()),
        circumstances: Circumstances::default(),
        signed_on: SignedOn::AsAsked,
    }
}

fn drawn(snapshot: &Snapshot, question: &Question) -> Option<Chain> {
    let resolver = snapshot.in_the_end(question.kind);
    let members = question.subject.members(snapshot)?;
    let verdict = resolver.explain(&members, &question.circumstances, &question.target)?;
    chain(snapshot, question, &resolver.head(&question.target)?, &verdict)
}

fn of_example(slug: &str, question: &Question) -> Chain {
    let document = read(examples::find(slug).unwrap().text.as_bytes()).unwrap().0;
    drawn(&Snapshot::new(&document, None), question).unwrap()
}

#[track_caller]
fn check(slug: &str, question: &Question, sentence: &str, said: &str) {
    let chain = of_example(slug, question);
    assert_eq!(chain.sentence_said(), sentence);
    assert_eq!(chain.said(), said);
}

#[test]
fn the_examples_say_why_in_a_sentence() {
    check(
        "school-office",
        &question(ModelKind::Processes, "u-ingrid", "b-sen-memos"),
        "SEN Memos is secured, so the lower of process level and All Secured Data counts.",
        "Ingrid Solheim on SEN Memos: Process level Read-Write-Delete from Senior Leaders; All \
         Secured Data Read from Social Care Liaison; lower counts: Read.",
    );
    check(
        "school-office",
        &question(ModelKind::Processes, "u-amy", "b-attendance-codes"),
        "Office Clerks, the only group of Amy, does not permit Attendance Codes.",
        "Amy Adeyemi on Attendance Codes: Deny.",
    );
    check(
        "sports-club",
        &question(ModelKind::Resources, "u-dev", "o-north"),
        "A Block of Dev's own on North Pool cuts off what others would give.",
        "Dev Sharma on North Pool: nothing from Block on North Pool: nothing.",
    );
    let duty = Principal::Post("p-duty".into());
    let asked = question(ModelKind::Acl, "u-amara", "r-marsh-inv");
    let circumstances = Circumstances { sign_on: Some(duty), ..asked.circumstances.clone() };
    let chain = of_example("childrens-services", &Question { circumstances, ..asked });
    assert_eq!(
        chain.sentence_said(),
        "Favour Deny: the row of Duty Social Worker denies Read Details."
    );
    let words: Vec<_> = chain.lanes[0].links.iter().map(|it| (&*it.name, &*it.word)).collect();
    assert_eq!(words, [("Duty Social Worker", "denies"), ("Children in Need", "allows")]);
}

#[test]
fn what_a_block_cuts_off_is_shown_beside_it() {
    let chain = of_example("sports-club", &question(ModelKind::Resources, "u-dev", "o-north"));
    let links: Vec<_> = chain.lanes[0].links.iter().map(|it| (&*it.name, it.part)).collect();
    assert_eq!(links[0], ("Block on North Pool", Part::Cuts));
    assert!(links.len() > 1, "{links:?}");
    assert!(links[1..].iter().all(|(_, part)| *part == Part::Other));
}

#[test]
fn a_block_gives_nothing_where_something_below_it_does() {
    let mut chain = of_example("sports-club", &question(ModelKind::Resources, "u-dev", "o-north"));
    chain.lanes[0].links[1].part = Part::Decides;
    let (giving, said) = (chain.lanes[0].links[1].name.clone(), chain.said());
    let end = format!("from {giving}, cut off above by Block on North Pool: nothing.");
    assert!(said.ends_with(&end), "{said}");
}

/// Everything that a picture has to keep.
fn keeps(snapshot: &Snapshot, question: &Question) -> Result<(), TestCaseError> {
    let resolver = snapshot.in_the_end(question.kind);
    let Some(members) = question.subject.members(snapshot) else { return Ok(()) };
    let decision = resolver.decide(&members, &question.circumstances, &question.target);
    let Some(found) = drawn(snapshot, question) else { return Ok(()) };
    prop_assert_eq!(Some(&found.outcome), decision.as_ref());
    let deciding: Vec<&ChainLane> = found.lanes.iter().filter(|lane| lane.decides).collect();
    prop_assert!(!deciding.is_empty(), "no lane decides");
    for lane in deciding {
        prop_assert_eq!(&lane.comes_to, &found.outcome.name);
    }
    prop_assert_eq!(found.meets.is_some(), found.lanes.len() > 1);
    let directory = &snapshot.document().directory;
    for link in found.lanes.iter().flat_map(|lane| &lane.links) {
        prop_assert!(!link.name.is_empty());
        if let Some(Address::Principal(Principal::Group(group))) = &link.of {
            let own = members.groups_in(directory).any(|own| own == group);
            prop_assert!(own || members.unsure.groups, "{} is none of theirs", link.name);
        }
    }
    for said in [found.said(), found.sentence_said()] {
        prop_assert_eq!(gap(snapshot.document(), &said), None, "`{}` has a gap", said);
    }
    prop_assert!(found.sentence_said().ends_with('.'), "{}", found.sentence_said());
    Ok(())
}

fn keeps_all(
    document: &Document,
    asked: &Circumstances,
    kind: ModelKind,
) -> Result<(), TestCaseError> {
    let snapshot = Snapshot::new(document, None);
    let targets = snapshot.resolver(kind).targets();
    let users = document.directory.users.iter().map(|user| Subject::User(user.id.clone()));
    let groups = document.directory.groups.iter().map(|group| Subject::Group(group.id.clone()));
    for subject in users.chain(groups).take(6) {
        for target in targets.iter().take(40) {
            let (subject, target) = (subject.clone(), target.key.clone());
            let (circumstances, signed_on) = (asked.clone(), SignedOn::AsAsked);
            keeps(&snapshot, &Question { kind, target, subject, circumstances, signed_on })?;
        }
    }
    Ok(())
}

#[test]
fn it_ends_in_the_decision_and_names_what_is_theirs() {
    let mut runner = TestRunner::new(Config { cases: 300, ..Config::with_source_file(file!()) });
    let outcome =
        runner.run(&any_documents(), |(document, asked, kind)| keeps_all(&document, &asked, kind));
    if let Err(failure) = outcome {
        panic!("{failure}");
    }
}

#[test]
fn so_do_all_examples_in_all_models() {
    for example in examples::ALL {
        let document = read(example.text.as_bytes()).unwrap().0;
        for kind in ModelKind::ALL {
            keeps_all(&document, &Circumstances::default(), *kind).unwrap();
        }
    }
}

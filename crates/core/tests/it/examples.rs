//! The shipped examples and the models' scenarios: each file is in the canonical layout and without
//! errors, each of its checks holds however it is asked, and each is able to fail.

use whocan_core::directory::{Circumstances, Members};
use whocan_core::document::{Check, Claim, Document, read, read_ask, write};
use whocan_core::examples;
use whocan_core::format::{Json, Severity};
use whocan_core::models::ModelKind;
use whocan_core::query::{CheckResult, CheckStatus, Snapshot, picture, process_of, run_checks};

use crate::shipped::{Shipped, shipped};

fn document(file: &Shipped) -> Document {
    read(file.text.as_bytes()).unwrap_or_else(|error| panic!("{}: {error}", file.name)).0
}

#[test]
fn the_examples_that_are_compiled_in_are_the_files_beside_the_code() {
    let files = shipped();
    for example in examples::ALL {
        let name = format!("crates/core/src/examples/{}.whocan.json", example.slug);
        let file = files.iter().find(|file| file.name == name).unwrap_or_else(|| panic!("{name}"));
        assert_eq!(file.text, example.text, "{name}");
        assert_eq!(document(file).title, example.title, "{name}");
        assert_eq!(examples::find(example.slug).unwrap().title, example.title);
    }
    let examples =
        files.iter().filter(|file| file.name.starts_with("crates/core/src/examples/")).count();
    assert_eq!(examples, examples::ALL.len(), "each file is in the list");
}

#[test]
fn every_file_is_in_the_canonical_layout() {
    for file in shipped() {
        let canonical = write(&document(&file));
        let lines = canonical.lines().zip(file.text.lines()).zip(1..);
        for ((canonical, found), line) in lines {
            assert_eq!(found, canonical, "{}:{line}", file.name);
        }
        assert_eq!(file.text, canonical, "{}", file.name);
    }
}

#[test]
fn no_file_has_an_error_and_no_example_has_any_finding() {
    for file in shipped() {
        let (_, findings) = read(file.text.as_bytes()).unwrap();
        let grave = |severity: Severity| {
            severity == Severity::Error || file.name.starts_with("crates/core/src/examples/")
        };
        let found: Vec<String> = findings
            .iter()
            .filter(|finding| grave(finding.severity))
            .map(ToString::to_string)
            .collect();
        assert!(found.is_empty(), "{}: {found:#?}", file.name);
    }
}

#[test]
fn every_check_holds() {
    let mut held = 0;
    for file in shipped() {
        let document = document(&file);
        assert!(!document.checks.list.is_empty(), "{} checks nothing", file.name);
        for CheckResult { id, status } in run_checks(&Snapshot::new(&document, None), None) {
            assert_eq!(status, CheckStatus::Holds, "{}: {id}", file.name);
            held += 1;
        }
    }
    assert!(held >= 90, "only {held} checks");
}

#[test]
fn the_school_office_shows_all_it_promises() {
    let example = examples::find("school-office").unwrap();
    let (document, _) = read(example.text.as_bytes()).unwrap();
    let users = &document.directory.users;
    assert_eq!(users.len(), 24);
    assert_eq!(document.directory.groups.len(), 9);
    assert_eq!(users.iter().filter(|user| user.groups.is_empty()).count(), 1);
    assert!(users.iter().all(|user| user.groups.len() <= 3));
    assert!(document.as_of.is_some());
    assert_eq!(document.policies.processes.system_admins.len(), 1);
    assert!(document.checks.list.len() >= 20);
    assert!(document.checks.list.iter().all(|check| check.note.is_some()));
}

/// The one target that a question names by the model's own word for it, if it names nothing else.
fn target_of(check: &Check, kind: ModelKind, document: &Document) -> Option<String> {
    let Claim::Answer { ask, .. } = &check.claim else { return None };
    let ask = read_ask(&document.directory, ask).unwrap();
    let mut about = ask.about.iter();
    let (member, target) = about.next()?;
    (member == kind.info().target && about.next().is_none())
        .then(|| target.as_text().unwrap().to_owned())
}

#[test]
fn every_way_of_asking_gives_the_same_answer() {
    let mut asked = 0;
    for file in shipped() {
        let document = document(&file);
        let snapshot = Snapshot::new(&document, None);
        for check in &document.checks.list {
            let kind = ModelKind::of(check.claim.model().unwrap()).unwrap();
            let Claim::Answer { ask, expect, .. } = &check.claim else { continue };
            let Some(target) = target_of(check, kind, &document) else { continue };
            let ask = read_ask(&document.directory, ask).unwrap();
            let circumstances = &ask.circumstances;
            let resolver = snapshot.resolver(kind);
            let place = format!("{}: {}", file.name, check.id);

            assert_eq!(resolver.answer(&ask).unwrap().outcome, *expect, "asked: {place}");

            let members = match (&ask.user, &ask.group) {
                (Some(user), _) => Members::clone(snapshot.roster().of(user).unwrap()),
                (_, Some(group)) => Members::of_group(&document.directory, group),
                _ => panic!("{place} asks about nobody"),
            };
            let at = resolver.targets().iter().position(|head| head.key == target).unwrap();
            let row = resolver.row(&members, circumstances);
            assert_eq!(row[at].name, *expect, "in the row: {place}");

            let verdict = resolver.explain(&members, circumstances, &target).unwrap();
            assert_eq!(verdict.decision.name, *expect, "explained: {place}");
            assert_eq!(verdict.because.outcome, *expect, "the reason: {place}");

            if let Some(user) = &ask.user {
                let at = document.directory.users.position(user).unwrap();
                let column = resolver.column(circumstances, &target).unwrap();
                assert_eq!(column[at].name, *expect, "in the column: {place}");
                // What another model has to permit as well counts in who can, and not in a question
                // of this one.
                let column = snapshot.in_the_end(kind).column(circumstances, &target).unwrap();
                let outcome = &column[at];
                if kind != ModelKind::Acl {
                    assert_eq!(outcome.name, *expect, "who can: {place}");
                }
            }
            asked += 1;
        }
    }
    assert!(asked >= 50, "only {asked} questions");
}

#[test]
fn who_can_is_what_a_question_of_record_and_process_says() {
    let mut asked = 0;
    for file in shipped() {
        let document = document(&file);
        let snapshot = Snapshot::new(&document, None);
        for check in &document.checks.list {
            let Claim::Answer { ask, expect, .. } = &check.claim else { continue };
            let ask = read_ask(&document.directory, ask).unwrap();
            let text = |member: &str| ask.about.get(member).and_then(Json::as_text);
            let (Some(user), Some(record), Some(process)) =
                (&ask.user, text("record"), text("process"))
            else {
                continue;
            };
            let policies = &document.policies;
            let kind = policies.acl.records.find(record).unwrap().kind;
            if process_of(policies, kind).is_none_or(|id| id.as_str() != process) {
                continue;
            }
            let resolver = snapshot.in_the_end(ModelKind::Acl);
            let at = document.directory.users.position(user).unwrap();
            let outcome = &resolver.column(&ask.circumstances, record).unwrap()[at];
            assert_eq!(outcome.name, *expect, "{}: {}", file.name, check.id);
            asked += 1;
        }
    }
    assert!(asked >= 4, "only {asked} questions");
}

/// The same document with one check in the place of another.
fn with(document: &Document, at: usize, claim: Claim) -> CheckStatus {
    let mut document = document.clone();
    document.checks.edit().list[at].claim = claim;
    run_checks(&Snapshot::new(&document, None), None).swap_remove(at).status
}

#[test]
fn every_check_is_able_to_fail() {
    let mut answers = 0;
    let mut rules = 0;
    for file in shipped() {
        let document = document(&file);
        for (at, check) in document.checks.list.iter().enumerate() {
            let place = format!("{}: {}", file.name, check.id);
            match &check.claim {
                Claim::Answer { ask, expect, because } => {
                    let (ask, because) = (ask.clone(), because.clone());
                    let expect = format!("anything but {expect}");
                    let other = Claim::Answer { ask, expect, because };
                    let status = with(&document, at, other);
                    assert!(matches!(status, CheckStatus::Differs { .. }), "{place}: {status:?}");
                    answers += 1;
                }
                Claim::Rule(rule) => {
                    if rule.get("nobodyOutside").unwrap() == &Json::List(Vec::new()) {
                        continue;
                    }
                    // Of two members of one key the last counts.
                    let mut nobody = rule.clone();
                    nobody.push("nobodyOutside", Vec::<Json>::new());
                    // Somebody inside has it, or the rule would hold whatever it lists.
                    let status = with(&document, at, Claim::Rule(nobody));
                    assert!(matches!(status, CheckStatus::Broken(_)), "{place}: {status:?}");
                    rules += 1;
                }
            }
        }
    }
    assert!(answers >= 90 && rules >= 4, "{answers} answers and {rules} rules");
}

#[test]
fn every_reason_is_able_to_fail() {
    let mut tried = 0;
    for file in shipped() {
        let document = document(&file);
        for (at, check) in document.checks.list.iter().enumerate() {
            let Claim::Answer { ask, expect, because } = &check.claim else { continue };
            if because.is_empty() {
                continue;
            }
            let mut because = because.clone();
            because.push("R999".to_owned());
            let claim = Claim::Answer { ask: ask.clone(), expect: expect.clone(), because };
            let status = with(&document, at, claim);
            let CheckStatus::OtherReason { missing, .. } = status else {
                panic!("{}: {}: {status:?}", file.name, check.id)
            };
            assert_eq!(missing, ["R999"]);
            tried += 1;
        }
    }
    assert!(tried >= 40, "only {tried} reasons");
}

#[test]
fn an_outcome_without_its_reasons_is_that_of_the_answer() {
    let mut decided = 0;
    for file in shipped() {
        let document = document(&file);
        let snapshot = Snapshot::new(&document, None);
        for check in &document.checks.list {
            let Claim::Answer { ask, .. } = &check.claim else { continue };
            let ask = read_ask(&document.directory, ask).unwrap();
            let kind = ModelKind::of(check.claim.model().unwrap()).unwrap();
            let resolver = snapshot.in_the_end(kind);
            let Some(outcome) = resolver.decided(&ask) else { continue };
            let answer = resolver.answer(&ask).unwrap();
            assert_eq!(outcome, answer.outcome, "{}: {}", file.name, check.id);
            decided += 1;
        }
    }
    assert!(decided > 100, "only {decided} were decided");
}

/// Every card, with the title of its example, its document, and the most squares of its picture.
fn cards() -> Vec<(&'static str, &'static examples::Card, Document, usize)> {
    let files = examples::ALL.iter().map(|example| {
        let (document, _) = read(example.text.as_bytes()).unwrap();
        (example.slug, &example.card, document, examples::MOST_SQUARES)
    });
    let large = examples::large(examples::Size::default(), examples::large::SEED);
    let large =
        (examples::large::SLUG, &examples::large::CARD, large, examples::large::MOST_SQUARES);
    files.chain([large]).collect()
}

#[test]
fn the_cell_of_each_card_is_there_and_answers_its_question_as_the_checks_say() {
    for (slug, card, document, _) in cards() {
        let kind = *card.kinds.first().unwrap();
        assert_eq!(document.uses(), Some(kind), "{slug}");
        for other in ModelKind::ALL {
            let used = !document.policies.is_blank(*other);
            assert_eq!(card.kinds.contains(other), used, "{slug}: {other:?}");
        }
        let snapshot = Snapshot::new(&document, None);
        let resolver = snapshot.in_the_end(kind);
        assert_eq!(document.directory.users.len(), card.people, "{slug}");
        assert_eq!(resolver.targets().len(), card.targets, "{slug}");
        let (user, target) = card.cell;
        let members = snapshot.roster().of(&user.into()).unwrap_or_else(|| panic!("{slug}"));
        let asked = Circumstances::default();
        let outcome = resolver.decide(members, &asked, target).unwrap_or_else(|| panic!("{slug}"));
        assert_eq!(outcome.name, card.outcome, "{slug}");
        if document.checks.list.is_empty() {
            assert_eq!(card.check, "", "{slug}");
            continue;
        }
        let check = document.checks.list.iter().find(|check| check.id.as_str() == card.check);
        let check = check.unwrap_or_else(|| panic!("{slug}: no check {}", card.check));
        let Claim::Answer { ask, .. } = &check.claim else { panic!("{slug}: {}", card.check) };
        assert_eq!(check.claim.model(), Some(kind.info().key), "{slug}");
        let texts: Vec<&str> = ask.iter().filter_map(|(_, it)| it.as_text()).collect();
        assert_eq!(ask.get("user").and_then(Json::as_text), Some(user), "{slug}");
        assert!(texts.contains(&target), "{slug}: {texts:?}");
        let results = run_checks(&snapshot, None);
        let result = results.iter().find(|result| result.id == check.id).unwrap();
        assert_eq!(result.status, CheckStatus::Holds, "{slug}");
    }
}

/// With `WHOCAN_DRAW` set the pictures are drawn anew.
#[test]
fn the_picture_of_each_card_is_what_people_can_do() {
    for (slug, card, document, most) in cards() {
        let kind = *card.kinds.first().unwrap();
        let drawn = picture(&Snapshot::new(&document, None), kind, (most, most));
        if std::env::var_os("WHOCAN_DRAW").is_some() {
            let root = env!("CARGO_MANIFEST_DIR");
            std::fs::write(format!("{root}/src/examples/pictures/{slug}.txt"), &drawn).unwrap();
            continue;
        }
        assert!(drawn == card.picture, "{slug}: draw its picture anew with WHOCAN_DRAW=1");
    }
}

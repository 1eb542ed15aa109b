//! Rules against everybody asked plainly, and judged after edits against judged anew.

use proptest::prelude::*;
use proptest::sample::Index as At;
use proptest::test_runner::{Config, TestRunner};

use super::super::random::documents;
use super::super::run_checks;
use super::*;
use crate::document::{Check, CheckEdit, Command, Document, read, write};
use crate::format::parse;
use crate::shared::Shared;

fn object(text: &str) -> Object {
    parse(text.as_bytes()).unwrap().as_object().unwrap().clone()
}

fn rule(id: &str, members: &str) -> Check {
    let claim = Claim::Rule(object(&format!("{{{members}}}")));
    Check::new(id.into(), claim)
}

fn put(document: &mut Document, rules: impl IntoIterator<Item = String>) {
    let rules = rules.into_iter().enumerate();
    let rules = rules.map(|(at, members)| rule(&format!("c-{at}"), &members));
    document.checks.edit().list = rules.collect();
}

/// An ability of a random document, in the words of the file, with what it takes.
fn ability(snapshot: &Snapshot, kind: ModelKind, at: At, name: At) -> Option<(String, Plain)> {
    let heads = snapshot.resolver(kind).targets();
    let head = heads.get(at.index(heads.len().max(1)))?;
    let names: &[&str] = match kind {
        ModelKind::Processes => &["Read", "Read-Write", "Read-Write-Delete"],
        ModelKind::Acl => &["opening refused", "read only", "full access"],
        ModelKind::Features => &["Read only", "Visible"],
        ModelKind::Attributes => &[""],
        ModelKind::Resources => &["Read", "Update", "Audit"],
        _ => return None,
    };
    let name = *name.get(names);
    let threshold = match kind {
        ModelKind::Attributes => String::new(),
        ModelKind::Resources => format!(r#","permission":"{name}""#),
        _ => format!(r#","atLeast":"{name}""#),
    };
    let member = kind.info().target;
    let text = format!(r#""model":"{}","{member}":"{}"{threshold}"#, kind.key(), head.key);
    // People and requirements are asked otherwise.
    let resolver = snapshot.in_the_end(kind);
    resolver.ability(&Circumstances::default(), &object(&format!("{{{text}}}"))).ok()?;
    let wanted = match kind {
        ModelKind::Attributes => resolver.abilities(&head.key, "effective")?,
        _ => resolver.abilities(&head.key, name)?,
    };
    Some((text, Plain { kind, target: head.key.clone(), wanted }))
}

/// The same, to be asked plainly.
#[derive(Clone, Debug)]
struct Plain {
    kind: ModelKind,
    target: String,
    wanted: crate::verdict::Grants,
}

/// Whether somebody has it in both readings, or in one of them only.
fn plainly(snapshot: &Snapshot, plain: &Plain, user: &UserId) -> Has {
    let has = |snapshot: &Snapshot| {
        let Some(members) = snapshot.roster().of(user) else { return false };
        let resolver = snapshot.resolver(plain.kind);
        let all = resolver.any_identity(members, &Circumstances::default());
        let keys: Vec<String> = resolver.targets().into_iter().map(|it| it.key).collect();
        all.iter().any(|asked| {
            let row = resolver.row(members, asked);
            let found = keys.iter().zip(row).find(|(key, _)| **key == plain.target);
            found.is_some_and(|(_, outcome)| outcome.grants.contains(plain.wanted))
        })
    };
    let strictly = has(snapshot);
    match snapshot.generous().map_or(strictly, has) == strictly {
        true if strictly => Has::Yes,
        true => Has::No,
        false => Has::Maybe,
    }
}

/// What is to come of a rule that these break, and these may.
fn agrees(status: &CheckStatus, broken: &[UserId], maybe: usize) -> Result<(), TestCaseError> {
    match status {
        CheckStatus::Broken(breach) => {
            prop_assert_eq!(&*breach.people, broken);
            prop_assert_eq!(&breach.examples[0].user, &broken[0]);
            prop_assert!(breach.examples.iter().all(|example| example.because.is_some()));
        }
        CheckStatus::Doubtful { .. } => prop_assert!(broken.is_empty() && maybe > 0),
        CheckStatus::Holds => prop_assert!(broken.is_empty() && maybe == 0),
        other => prop_assert!(false, "{:?}", other),
    }
    Ok(())
}

/// Rules of every kind over two abilities.
fn rules(one: &str, other: &str, ids: &str) -> Vec<String> {
    vec![
        format!(r#"{one},"nobodyOutside":[{ids}]"#),
        format!(r#"{one},"everybodyIn":[{ids}]"#),
        format!(r#"{one},"atMost":1"#),
        format!(r#""nobodyHoldsBoth":[{{{one}}},{{{other}}}]"#),
        format!(r#"{one},"noNewAccess":true"#),
    ]
}

/// Whether somebody breaks a rule.
type Breaks<'a> = Box<dyn Fn(&UserId) -> Has + 'a>;

fn judged_plainly(
    saved: &Snapshot,
    snapshot: &Snapshot,
    (one, other): (&Plain, &Plain),
    ids: &[&str],
) -> Result<(), TestCaseError> {
    let results = run_checks(snapshot, Some(saved));
    let users = &snapshot.document().directory.users;
    let gone = ids.iter().any(|id| snapshot.document().directory.principal(id).is_none());
    let target = |plain: &Plain| snapshot.resolver(plain.kind).head(&plain.target).is_some();
    if gone || !target(one) || !target(other) {
        // What names nobody, or nothing, is never silently true.
        let refused = results.iter().filter(|it| matches!(it.status, CheckStatus::Refused(_)));
        prop_assert!(refused.count() > 0, "{:?}", results);
        return Ok(());
    }
    let inside = |user: &UserId| {
        let user = users.get(user).unwrap();
        let own = user.groups.iter().map(ToString::to_string);
        let own = own.chain(user.posts.iter().map(ToString::to_string));
        let mut own = own.chain(user.teams.iter().map(ToString::to_string));
        ids.contains(&user.id.as_str()) || own.any(|id| ids.contains(&id.as_str()))
    };
    let unsure = |user: &UserId| snapshot.roster().of(user).unwrap().unsure.any();
    let with = |of: &dyn Fn(&UserId) -> Has, wanted: Has| -> Vec<UserId> {
        users.iter().map(|user| user.id.clone()).filter(|user| of(user) == wanted).collect()
    };
    let has = |user: &UserId| plainly(snapshot, one, user);
    let breaks: [Breaks<'_>; 5] = [
        Box::new(|user| if inside(user) { Has::No } else { has(user) }),
        Box::new(|user| match (inside(user), unsure(user)) {
            (true, _) => has(user).not(),
            (false, true) => has(user).not().min(Has::Maybe),
            (false, false) => Has::No,
        }),
        Box::new(has),
        Box::new(|user| has(user).min(plainly(snapshot, other, user))),
        Box::new(|user| has(user).beyond(plainly(saved, one, user))),
    ];
    for (at, (breaks, result)) in breaks.iter().zip(&results).enumerate() {
        let (mut yes, mut maybe) = (with(breaks, Has::Yes), with(breaks, Has::Maybe).len());
        if at == 2 {
            maybe = usize::from(yes.len() + maybe > 1);
            yes = yes.split_off(1.min(yes.len()));
        }
        agrees(&result.status, &yes, maybe)?;
    }
    Ok(())
}

#[test]
fn rules_come_to_what_asking_everybody_comes_to_and_an_edit_to_what_anew() {
    let mut runner = TestRunner::new(Config { cases: 160, ..Config::with_source_file(file!()) });
    let ats = proptest::collection::vec(any::<At>(), 6);
    let outcome = runner.run(&(documents(), ats), |((mut document, commands), ats)| {
        let bare = Snapshot::new(&document, None);
        let kinds = &ModelKind::ALL[..5];
        let any =
            |kind: At, at: At, name: At| ability(&bare, kinds[kind.index(kinds.len())], at, name);
        let (Some((one, plain)), Some((other, beside))) =
            (any(ats[0], ats[1], ats[2]), any(ats[3], ats[4], ats[5]))
        else {
            return Ok(());
        };
        let ids = ["g-0", "u-0"];
        let quoted = r#""g-0","u-0""#;
        let mut all = rules(&one, &other, quoted);
        all.push(r#""noNewAccess":true"#.to_owned());
        all.push(format!(r#""noNewAccess":true,"model":"{}""#, plain.kind.key()));
        all.push(format!(
            r#""noNewAccess":true,"model":"{}","{}":"{}""#,
            plain.kind.key(),
            plain.kind.info().target,
            plain.target
        ));
        put(&mut document, all);
        let saved = Snapshot::new(&document, None);
        let (mut judge, mut snapshot) = (Judge::default(), saved.clone());
        judge.judge(&saved, Some(&saved));
        for command in commands {
            let Ok(next) = snapshot.document().apply(&command) else { continue };
            let next = Snapshot::new(&next, Some(&snapshot));
            let stepwise = judge.judge(&next, Some(&saved));
            let anew = run_checks(&next, Some(&saved));
            prop_assert_eq!(stepwise, anew, "after {:?}", command);
            judged_plainly(&saved, &next, (&plain, &beside), &ids)?;
            snapshot = next;
        }
        Ok(())
    });
    if let Err(failure) = outcome {
        panic!("{failure}");
    }
}

/// Amy in the office, Bob in the office and a head, Cyd in nothing.
fn office(rules: &[&str]) -> Document {
    let file = r#"{"format":"whocan","version":1,
        "directory":{"users":[{"id":"u-amy","name":"Amy","groups":["g-office"]},
            {"id":"u-bob","name":"Bob","groups":["g-office","g-heads"]},{"id":"u-cyd","name":"Cyd"}],
            "groups":[{"id":"g-office","name":"Office"},{"id":"g-heads","name":"Heads"}]},
        "models":{"processes":{"levels":{"g-office":{"b-bases":"Read"},
            "g-heads":{"b-bases":"Read-Write","b-core-data":"Read"}}}}}"#;
    let (mut document, _) = read(file.as_bytes()).unwrap();
    put(&mut document, rules.iter().map(|it| (*it).to_owned()));
    document
}

fn status(document: &Document) -> CheckStatus {
    run_checks(&Snapshot::new(document, None), None).remove(0).status
}

#[track_caller]
fn check(members: &str, expected: Result<(), (&str, &[&str], &[&str])>) {
    let document = office(&[members]);
    match (status(&document), expected) {
        (CheckStatus::Holds, Ok(())) => {}
        (CheckStatus::Broken(breach), Err((says, people, outcomes))) => {
            assert_eq!(breach.says, says);
            let found: Vec<String> = breach.people.iter().map(ToString::to_string).collect();
            assert_eq!(found, people);
            let found: Vec<&str> = breach.examples.iter().map(|it| it.outcome.as_str()).collect();
            assert_eq!(found, outcomes);
            assert!(breach.examples.iter().all(|example| example.user.as_str() == people[0]));
            // Who does not come to it has no route to it; who does has one.
            let has_it = says != "in the list, but not permitted";
            assert!(breach.examples.iter().all(|example| example.routes.is_empty() != has_it));
        }
        (other, expected) => panic!("{members}: {other:?} instead of {expected:?}"),
    }
}

const BASES: &str = r#""model":"processes","process":"b-bases","atLeast":"Read""#;

#[test]
fn each_kind_of_rule_with_its_counter_example() {
    let outside = "not in the list, but permitted";
    check(&format!(r#"{BASES},"nobodyOutside":["g-office"]"#), Ok(()));
    check(&format!(r#"{BASES},"nobodyOutside":["u-bob"]"#), Err((outside, &["u-amy"], &["Read"])));
    check(&format!(r#"{BASES},"everybodyIn":["g-office"]"#), Ok(()));
    check(
        &format!(r#"{BASES},"everybodyIn":["g-heads","u-cyd"]"#),
        Err(("in the list, but not permitted", &["u-cyd"], &["Deny"])),
    );
    check(&format!(r#"{BASES},"atMost":2"#), Ok(()));
    check(
        &format!(r#"{BASES},"atMost":1"#),
        Err((
            "permitted to 2 people, and at most 1 may be; beyond that",
            &["u-bob"],
            &["Read-Write"],
        )),
    );
    let core = BASES.replace("b-bases", "b-core-data");
    check(
        &format!(r#""nobodyHoldsBoth":[{{{BASES}}},{{{core}}}]"#),
        Err(("permitted both", &["u-bob"], &["Read-Write", "Read"])),
    );
    let delete = BASES.replace(r#""Read""#, r#""Read-Write-Delete""#);
    check(&format!(r#""nobodyHoldsBoth":[{{{core}}},{{{delete}}}]"#), Ok(()));
    // Several demands of one ability: exactly these.
    check(&format!(r#"{BASES},"nobodyOutside":["g-office"],"everybodyIn":["g-office"]"#), Ok(()));
    check(
        &format!(r#"{BASES},"nobodyOutside":["g-office"],"atMost":0"#),
        Err((
            "permitted to 2 people, and at most 0 may be; beyond that",
            &["u-amy", "u-bob"],
            &["Read"],
        )),
    );
}

#[test]
fn what_names_nothing_never_holds() {
    for (members, why) in [
        ("", "name what the rule demands"),
        (r#""nobodyOutside":[]"#, "name a `model`"),
        (r#""model":"later","nobodyOutside":[]"#, "no model `later`"),
        (r#""model":"processes","process":"b-bases","nobodyOutside":[]"#, "`atLeast`"),
        (
            r#""model":"processes","process":"b-no","atLeast":"Read","atMost":1"#,
            "no process `b-no`",
        ),
        (r#""noNewAccess":false"#, "takes true"),
        (r#""noNewAccess":true"#, NO_SAVED_STATE),
        (r#""nobodyHoldsBoth":[{}]"#, "name two abilities"),
        (r#""nobodyHoldsBoth":[{},{}]"#, "name a `model`"),
        (r#""nobodyHoldsBoth":[],"atMost":1"#, "stands nothing else"),
    ] {
        match status(&office(&[members])) {
            CheckStatus::Refused(refusal) => assert!(refusal.0.contains(why), "{refusal}"),
            other => panic!("{members}: {other:?}"),
        }
    }
    for demand in [
        r#""everybodyIn":[]"#,
        r#""everybodyIn":"g-office""#,
        r#""everybodyIn":["g-gone"]"#,
        r#""nobodyOutside":["g-gone"]"#,
        r#""atMost":-1"#,
        r#""atMost":1.5"#,
        r#""atMost":"2""#,
    ] {
        let found = status(&office(&[&format!("{BASES},{demand}")]));
        assert!(matches!(found, CheckStatus::Refused(_)), "{demand}: {found:?}");
    }
    let text = write(&office(&[&format!(r#"{BASES},"atMost":"2""#)]));
    let (again, findings) = read(text.as_bytes()).unwrap();
    assert_eq!(write(&again), text, "it is kept whole");
    assert_eq!(findings.iter().map(|it| it.code).collect::<Vec<_>>(), ["not-a-rule"]);
    assert_eq!(findings[0].path, "$.checks[0].rule");
}

#[test]
fn no_new_access_compares_with_the_saved_state() {
    let core = r#""model":"processes","process":"b-core-data""#;
    let all = [
        r#""noNewAccess":true"#.to_owned(),
        r#""noNewAccess":true,"model":"processes""#.to_owned(),
        format!(r#""noNewAccess":true,{core}"#),
        format!(r#""noNewAccess":true,{core},"atLeast":"Read-Write""#),
        r#""noNewAccess":true,"model":"acl""#.to_owned(),
    ];
    let all: Vec<&str> = all.iter().map(String::as_str).collect();
    let saved = office(&all);
    let edit = crate::models::processes::Edit::Assign(
        "g-office".into(),
        "b-core-data".into(),
        crate::models::processes::Level::Read,
    );
    let edit = Command::Policy(crate::models::PolicyEdit::Processes(edit));
    let draft = saved.apply(&edit).unwrap();
    let (saved, draft) = (Snapshot::new(&saved, None), Snapshot::new(&draft, None));
    let holds = |was: &Snapshot, is: &Snapshot| -> Vec<bool> {
        run_checks(is, Some(was)).iter().map(|it| it.status.holds()).collect()
    };
    assert_eq!(holds(&saved, &saved), [true; 5]);
    assert_eq!(holds(&saved, &draft), [false, false, false, true, true]);
    assert_eq!(holds(&draft, &saved), [true; 5]);
    let first = run_checks(&draft, Some(&saved)).remove(0).status;
    let CheckStatus::Broken(breach) = first else { panic!("{first:?}") };
    assert_eq!(*breach.people, ["u-amy".into()]);
    assert_eq!(breach.examples[0].target, "b-core-data");
}

#[test]
fn what_could_not_be_read_fails_a_rule_doubtfully() {
    let doubtful = |members: &str| {
        let mut document = office(&[members]);
        document.directory.users.edit(&"u-cyd".into(), |user| {
            user.extra.push("groups", 7_u64);
        });
        match status(&document) {
            CheckStatus::Doubtful { because, .. } => {
                let because = because.unwrap();
                assert_eq!(because.steps[0].rule, ModelKind::Processes.info().unreadable);
                true
            }
            CheckStatus::Broken(_) | CheckStatus::Holds => false,
            other => panic!("{other:?}"),
        }
    };
    assert!(doubtful(&format!(r#"{BASES},"nobodyOutside":["g-office"]"#)));
    assert!(doubtful(&format!(r#"{BASES},"everybodyIn":["u-cyd"]"#)));
    assert!(doubtful(&format!(r#"{BASES},"everybodyIn":["g-heads"]"#)), "Cyd may be one of them");
    assert!(doubtful(&format!(r#"{BASES},"atMost":2"#)));
    let core = BASES.replace("b-bases", "b-core-data");
    let heads = r#""nobodyOutside":["g-heads"]"#;
    assert!(doubtful(&format!(r#"{core},{heads}"#)));
    assert!(!doubtful(&format!(r#"{BASES},"atMost":3"#)));
}

#[test]
fn an_edit_asks_only_whom_it_can_reach() {
    let size = crate::examples::Size { people: 500, ..crate::examples::Size::default() };
    let mut document = crate::examples::large(size, 1);
    let rules = (0..100).map(|at| {
        let process = format!("b-{:03}", at * 5);
        format!(
            r#""model":"processes","process":"{process}","atLeast":"Read","nobodyOutside":["u-00001"]"#
        )
    });
    put(&mut document, rules);
    let snapshot = Snapshot::new(&document, None);
    let mut judge = Judge::default();
    judge.judge(&snapshot, None);
    assert_eq!(judge.asked(), 100 * 500);
    let group = document.directory.groups.nth(7).unwrap().id.clone();
    let members = document.directory.users.iter().filter(|user| user.groups.contains(&group));
    let members = members.count();
    let process = "b-005".into();
    let level = crate::models::processes::Level::ReadWriteDelete;
    let edit = crate::models::processes::Edit::Assign(group, process, level);
    let edited = document.apply(&Command::Policy(crate::models::PolicyEdit::Processes(edit)));
    let edited = Snapshot::new(&edited.unwrap(), Some(&snapshot));
    judge.judge(&edited, None);
    assert!(judge.asked() <= members && members < 50, "{} of {members}", judge.asked());
    judge.judge(&edited, None);
    assert_eq!(judge.asked(), 0);
}

#[test]
fn checks_are_edited_by_commands() {
    use crate::document::{History, changes};
    let mut history = History::new(office(&[]));
    let saved = history.draft().clone();
    let put = |id: &str, members: &str| Command::Check(CheckEdit::Put(Box::new(rule(id, members))));
    let one = format!(r#"{BASES},"atMost":2"#);
    history.run(&put("c-one", &one)).unwrap();
    history.run(&put("c-two", &format!(r#"{BASES},"atMost":3"#))).unwrap();
    assert_eq!(history.to_undo(), Some("add rule c-two"));
    history.run(&put("c-two", &format!(r#"{BASES},"atMost":4"#))).unwrap();
    assert_eq!(history.to_undo(), Some("change rule c-two"));
    history.run(&Command::Check(CheckEdit::Move("c-two".into(), 0))).unwrap();
    assert_eq!(history.to_undo(), Some("move rule c-two"));
    let ids = |history: &History| -> Vec<String> {
        history.draft().checks.list.iter().map(|it| it.id.to_string()).collect()
    };
    assert_eq!(ids(&history), ["c-two", "c-one"]);
    let words = |was: &Document, is: &Document| -> Vec<String> {
        changes(was, is).into_iter().map(|it| it.words).collect()
    };
    assert_eq!(words(&saved, history.draft()), ["New rule: c-two", "New rule: c-one"]);
    let before = history.draft().clone();
    history.run(&Command::Check(CheckEdit::Remove("c-one".into()))).unwrap();
    assert_eq!(words(&before, history.draft()), ["Removed rule: c-one"]);
    history.undo();
    assert_eq!(ids(&history), ["c-two", "c-one"]);
    assert_eq!(words(&before, history.draft()), [""; 0]);
    history.run(&Command::Check(CheckEdit::Move("c-one".into(), 0))).unwrap();
    assert_eq!(words(&before, history.draft()), ["Check c-one: moved"]);
    for (refused, why) in [
        (put("c-x", ""), "name what the rule demands"),
        (put("g-office", &one), "is taken"),
        (put(" ", &one), "blank"),
        (Command::Check(CheckEdit::Remove("c-no".into())), "no check `c-no`"),
    ] {
        let why_not = history.run(&refused).unwrap_err();
        assert!(why_not.0.contains(why), "{why_not:?}");
    }
    let _: &Shared<_> = &before.checks;
}

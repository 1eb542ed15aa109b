//! Random documents, random values at random places of a good file, random bytes: nothing panics,
//! nothing is lost, and what was written is written again as it was.

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::{Index, select};

use whocan_core::directory::{
    Date, Directory, DirectoryEdit, Group, Post, Principal, Table, Team, User,
};
use whocan_core::document::{Check, Claim, Command, Document, read, write};
use whocan_core::format::{Extra, Json, Object, Severity, Unread, compact, parse};
use whocan_core::models::PolicyEdit;
use whocan_core::models::processes::{Edit, Offered};
use whocan_core::text::is_blank;

use super::edits::policy_edits;
use super::{lost, open};

pub(super) const GOOD: &str = include_str!("../../../../../tests/data/version-1.whocan.json");
/// A file that has every member of every model.
pub(super) const EVERYTHING: &str =
    include_str!("../../../../../tests/data/every-member.whocan.json");

/// Any text: every plane, controls, quotes.
pub(super) fn texts() -> impl Strategy<Value = String> {
    let chars =
        prop_oneof![4 => any::<char>(), 1 => select(vec!['"', '\\', '<', '\u{2028}', '\u{7f}'])];
    vec(chars, 0..8).prop_map(|chars| chars.into_iter().collect())
}

/// Any JSON value of a few levels, each key once.
pub(super) fn values() -> impl Strategy<Value = Json> {
    let leaf = prop_oneof![
        Just(Json::Null),
        any::<bool>().prop_map(Json::Bool),
        any::<i64>().prop_map(|n| Json::Number(n.into())),
        any::<u64>().prop_map(|n| Json::Number(n.into())),
        any::<f64>()
            .prop_filter_map("finite", serde_json::Number::from_f64)
            .prop_map(|n| Json::Number(n.into())),
        texts().prop_map(Json::from),
        select(vec!["Read", "Deny", "one-1", "u-amy", "2026-01-15"]).prop_map(Json::from),
    ];
    leaf.prop_recursive(3, 16, 4, |inner| {
        prop_oneof![
            vec(inner.clone(), 0..4).prop_map(Json::List),
            proptest::collection::btree_map(texts(), inner, 0..4)
                .prop_map(|members| Json::Object(members.into_iter().collect())),
        ]
    })
}

/// A way into a value.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Step {
    Key(String),
    Item(usize),
}

/// Every place below the top.
pub(super) fn places(json: &Json) -> Vec<Vec<Step>> {
    fn walk(json: &Json, here: &[Step], places: &mut Vec<Vec<Step>>) {
        let mut enter = |step: Step, value: &Json| {
            let place = [here, &[step]].concat();
            places.push(place.clone());
            walk(value, &place, places);
        };
        match json {
            Json::List(items) => {
                items.iter().enumerate().for_each(|(at, item)| enter(Step::Item(at), item));
            }
            Json::Object(members) => {
                members.iter().for_each(|(key, value)| enter(Step::Key(key.to_owned()), value));
            }
            _ => {}
        }
    }
    let mut places = Vec::new();
    walk(json, &[], &mut places);
    places
}

/// What stands at a place.
fn look<'a>(json: &'a Json, place: &[Step]) -> Option<&'a Json> {
    place.iter().try_fold(json, |json, step| match (step, json) {
        (Step::Key(key), Json::Object(members)) => members.get(key),
        (Step::Item(at), Json::List(items)) => items.get(*at),
        _ => None,
    })
}

/// The same value with another at one place, or with that place gone.
pub(super) fn put(json: &Json, place: &[Step], value: Option<&Json>) -> Option<Json> {
    match (place, json) {
        ([], _) => value.cloned(),
        ([Step::Key(to), rest @ ..], Json::Object(members)) => {
            let member = |(key, old): (&str, &Json)| {
                let new = if key == to { put(old, rest, value) } else { Some(old.clone()) };
                new.map(|new| (key.to_owned(), new))
            };
            Some(Json::Object(members.iter().filter_map(member).collect()))
        }
        ([Step::Item(to), rest @ ..], Json::List(items)) => {
            let items = items.iter().enumerate();
            let item = |(at, old): (usize, &Json)| {
                if at == *to { put(old, rest, value) } else { Some(old.clone()) }
            };
            Some(Json::List(items.filter_map(item).collect()))
        }
        _ => Some(json.clone()),
    }
}

/// What happens to one place of a file.
#[derive(Clone, Debug)]
enum Mishap {
    Replaced(Json),
    Gone,
    /// Becomes an object's last member, where it is one.
    Joined(String, Json),
    /// Stands twice in its list, where it is in one.
    Doubled,
}

fn befall(json: &Json, place: &[Step], mishap: &Mishap) -> Json {
    let new = match mishap {
        Mishap::Replaced(value) => put(json, place, Some(value)),
        // An empty object or list may be a default, which is another matter.
        Mishap::Gone => put(json, place, None).filter(|json| {
            let [outer @ .., _] = place else { return false };
            !matches!(look(json, outer).map(compact).as_deref(), Some("{}" | "[]"))
        }),
        Mishap::Joined(key, value) => {
            let Some(Json::Object(members)) = look(json, place) else { return json.clone() };
            let mut members = members.clone();
            members.push(key.clone(), value.clone());
            put(json, place, Some(&members.into()))
        }
        Mishap::Doubled => {
            let [list @ .., Step::Item(at)] = place else { return json.clone() };
            let Some(Json::List(items)) = look(json, list) else { return json.clone() };
            let Some(item) = items.get(*at).cloned() else { return json.clone() };
            let mut items = items.clone();
            items.insert(*at, item);
            put(json, list, Some(&items.into()))
        }
    };
    new.unwrap_or_else(|| json.clone())
}

/// A file that nothing is wrong with.
pub(super) fn good() -> impl Strategy<Value = Json> {
    select(vec![GOOD, EVERYTHING]).prop_map(|file| parse(file.as_bytes()).unwrap())
}

fn after(good: Json, mishaps: &[(Index, Mishap)]) -> String {
    let mut json = good;
    for (at, mishap) in mishaps {
        let places = places(&json);
        json = befall(&json, &places[at.index(places.len())], mishap);
    }
    compact(&json)
}

/// Values that differ from each other and are nobody's default, so that none may go missing.
fn loud(number: usize) -> impl Strategy<Value = Json> {
    let text = move |mark: &str| Json::from(format!("{mark}{number}"));
    let mut object = Object::new();
    object.push(format!("key {number}"), text("value "));
    select(vec![
        Json::Null,
        Json::Bool(true),
        Json::from(7_000 + number as u64),
        text("text "),
        Json::List(vec![text("first "), text("second ")]),
        Json::List(vec![text("first "), Json::Null]),
        object.into(),
    ])
}

fn loud_mishaps() -> impl Strategy<Value = Vec<(Index, Mishap)>> {
    let mishap = |number: usize| {
        let what = prop_oneof![
            4 => loud(number).prop_map(Mishap::Replaced),
            1 => Just(Mishap::Gone),
            3 => loud(number).prop_map(move |value| Mishap::Joined(format!("x {number}"), value)),
        ];
        (any::<Index>(), what)
    };
    (mishap(1), mishap(2), mishap(3), 1_usize..4).prop_map(|(a, b, c, many)| {
        let mut all = vec![a, b, c];
        all.truncate(many);
        all
    })
}

fn mishaps() -> impl Strategy<Value = Vec<(Index, Mishap)>> {
    let what = prop_oneof![
        4 => values().prop_map(Mishap::Replaced),
        1 => Just(Mishap::Gone),
        2 => (texts(), values()).prop_map(|(key, value)| Mishap::Joined(key, value)),
        1 => Just(Mishap::Doubled),
    ];
    vec((any::<Index>(), what), 1..6)
}

/// What happens to the bytes of a file.
#[derive(Clone, Debug)]
enum Damage {
    Flip(Index, u8),
    Cut(Index, usize),
    Insert(Index, Vec<u8>),
    Repeat(Index, usize),
}

fn damages() -> impl Strategy<Value = Damage> {
    let at = any::<Index>;
    prop_oneof![
        (at(), 0_u8..8).prop_map(|(at, bit)| Damage::Flip(at, 1 << bit)),
        (at(), 1_usize..40).prop_map(|(at, many)| Damage::Cut(at, many)),
        (at(), vec(any::<u8>(), 1..6)).prop_map(|(at, bytes)| Damage::Insert(at, bytes)),
        (at(), select(vec!["[", "]", "{", "}", ",", ":", "\"", "\\", "0", "null", "\n"]))
            .prop_map(|(at, token)| Damage::Insert(at, token.as_bytes().to_vec())),
        (at(), 1_usize..200).prop_map(|(at, many)| Damage::Repeat(at, many)),
    ]
}

fn damaged(mut bytes: Vec<u8>, damages: &[Damage]) -> Vec<u8> {
    for damage in damages {
        let (Damage::Flip(at, _)
        | Damage::Cut(at, _)
        | Damage::Insert(at, _)
        | Damage::Repeat(at, _)) = damage;
        let at = at.index(bytes.len().max(1)).min(bytes.len());
        let to = |many: &usize| (at + many).min(bytes.len());
        match damage {
            Damage::Flip(_, bit) => bytes.iter_mut().skip(at).take(1).for_each(|byte| *byte ^= bit),
            Damage::Cut(_, many) => drop(bytes.drain(at..to(many))),
            Damage::Insert(_, more) => drop(bytes.splice(at..at, more.iter().copied())),
            Damage::Repeat(_, many) => {
                let slice = bytes[at..to(many)].to_vec();
                drop(bytes.splice(at..at, slice));
            }
        }
    }
    bytes
}

proptest! {
    #[test]
    fn random_bytes_never_panic(bytes in vec(any::<u8>(), 0..300)) {
        let _ = read(&bytes);
        let ours = [&br#"{"format":"whocan","version":1,"#[..], &bytes, b"}"].concat();
        let _ = read(&ours);
    }

    #[test]
    fn random_text_never_panics(text in "[\\[\\]{},:\"a-c0-2 \n\\\\-]{0,80}") {
        let _ = read(text.as_bytes());
        if let Ok((document, _)) = read(super::file(&text).as_bytes()) {
            open(write(&document));
        }
    }

    #[test]
    fn damaged_bytes_never_panic(good in good(), damages in vec(damages(), 1..5)) {
        let bytes = damaged(compact(&good).into_bytes(), &damages);
        if read(&bytes).is_ok() {
            open(&bytes);
        }
    }

    #[test]
    fn any_value_may_stand_anywhere(good in good(), mishaps in mishaps()) {
        let text = after(good, &mishaps);
        if read(text.as_bytes()).is_ok() {
            open(&text);
        }
    }

    #[test]
    fn whatever_is_not_understood_is_still_there(good in good(), mishaps in loud_mishaps()) {
        let text = after(good, &mishaps);
        if read(text.as_bytes()).is_ok() {
            let (_, _, written) = open(&text);
            prop_assert_eq!(lost(text.as_bytes(), &written), [] as [String; 0], "{}", text);
        }
    }

    #[test]
    fn any_value_is_kept_as_an_unknown_member(
        good in good(),
        value in values(),
        at in any::<Index>(),
    ) {
        let object = |place: &Vec<Step>| matches!(look(&good, place), Some(Json::Object(_)));
        let places: Vec<Vec<Step>> = places(&good).into_iter().filter(object).collect();
        let kept = Json::List(vec![value, Json::from("kept")]);
        let mishap = Mishap::Joined("x-unknown".into(), kept.clone());
        let text = compact(&befall(&good, &places[at.index(places.len())], &mishap));
        let (_, _, written) = open(&text);
        let back = parse(written.as_bytes()).unwrap();
        prop_assert_eq!(find(&back, "x-unknown"), Some(&kept));
    }

    #[test]
    fn a_document_is_written_as_it_is(document in documents()) {
        let text = write(&document);
        let (read, findings, written) = open(&text);
        prop_assert_eq!(&written, &text);
        prop_assert_eq!(read.directory.users.len(), document.directory.users.len());
        prop_assert_eq!(&read.checks.list, &document.checks.list);
        let errors = findings.iter().find(|finding| finding.severity == Severity::Error);
        prop_assert_eq!(errors, None);
    }
}

/// The value of the first member with this key, however deep.
fn find<'a>(json: &'a Json, key: &str) -> Option<&'a Json> {
    match json {
        Json::Object(members) => {
            members.get(key).or_else(|| members.iter().find_map(|(_, value)| find(value, key)))
        }
        Json::List(items) => items.iter().find_map(|item| find(item, key)),
        _ => None,
    }
}

/// Names that an edit accepts.
pub(super) fn names() -> impl Strategy<Value = String> {
    texts().prop_map(|text| if is_blank(&text) { "A name".to_owned() } else { text })
}

pub(super) fn extras() -> impl Strategy<Value = Extra> {
    proptest::option::weighted(0.2, values()).prop_map(|value| {
        let mut extra = Extra::new();
        extra.push_some("x-unknown", value);
        extra
    })
}

pub(super) fn id(kind: char) -> impl Strategy<Value = String> {
    (0..4_u8).prop_map(move |number| format!("{kind}-{number}"))
}

fn dates() -> impl Strategy<Value = Date> {
    (1900_u16..10_000, 1_u8..13, 1_u8..29)
        .prop_filter_map("a day", |(year, month, day)| Date::new(year, month, day))
}

fn directory_edits() -> impl Strategy<Value = DirectoryEdit> {
    let user = (id('u'), names(), proptest::option::of(texts()), extras())
        .prop_map(|(id, name, login, extra)| User { login, extra, ..User::new(&id, &name) });
    let group = (id('g'), names(), proptest::option::of(texts()), extras()).prop_map(
        |(id, name, description, extra)| Group { description, extra, ..Group::new(&id, &name) },
    );
    let post = (id('p'), names(), extras()).prop_map(|(id, name, extra)| Post {
        id: id.into(),
        name,
        teams: Vec::new(),
        extra,
    });
    let team = (id('t'), names(), extras()).prop_map(|(id, name, extra)| Team {
        id: id.into(),
        name,
        extra,
    });
    let belongs = || {
        prop_oneof![
            id('g').prop_map(|id| Principal::Group(id.into())),
            id('p').prop_map(|id| Principal::Post(id.into())),
            id('t').prop_map(|id| Principal::Team(id.into())),
        ]
    };
    prop_oneof![
        4 => user.prop_map(DirectoryEdit::AddUser),
        4 => group.prop_map(DirectoryEdit::AddGroup),
        2 => post.prop_map(DirectoryEdit::AddPost),
        2 => team.prop_map(DirectoryEdit::AddTeam),
        6 => (id('u'), belongs()).prop_map(|(user, to)| DirectoryEdit::Join(user.into(), to)),
        2 => (id('p'), id('t'))
            .prop_map(|(post, team)| DirectoryEdit::PostJoin(post.into(), team.into())),
        1 => (belongs(), names()).prop_map(|(who, name)| DirectoryEdit::Rename(who, name)),
        1 => belongs().prop_map(DirectoryEdit::Remove),
        1 => proptest::collection::btree_set(texts(), 0..3)
            .prop_map(|licences| DirectoryEdit::SetLicences(licences.into_iter().collect())),
    ]
}

fn checks() -> impl Strategy<Value = Check> {
    let ask = (id('u'), id('b')).prop_map(|(user, process)| {
        let mut ask = Object::new();
        ask.push("model", "processes").push("user", user).push("process", process);
        let expect = "Read".to_owned();
        Claim::Answer { ask, expect, because: vec!["R8".to_owned()] }
    });
    let rule = (id('g'), id('b')).prop_map(|(group, process)| {
        let mut rule = Object::new();
        rule.push("model", "processes").push("process", process).push("atLeast", "Read");
        rule.push_texts("nobodyOutside", &[group]);
        Claim::Rule(rule)
    });
    let ability = || {
        id('b').prop_map(|process| {
            let mut ability = Object::new();
            ability.push("model", "processes").push("process", process).push("atLeast", "Read");
            ability
        })
    };
    let both = (ability(), ability()).prop_map(|(one, other)| {
        let mut rule = Object::new();
        rule.push("nobodyHoldsBoth", Json::List(vec![one.into(), other.into()]));
        Claim::Rule(rule)
    });
    let most = (ability(), 0_u64..4).prop_map(|(mut rule, most)| {
        rule.push("atMost", most).push("noNewAccess", true);
        Claim::Rule(rule)
    });
    let made = (proptest::option::of(dates()), proptest::option::of(texts()));
    let claim = prop_oneof![ask, rule, both, most];
    (id('c'), proptest::option::of(texts()), claim, made, extras()).prop_map(
        |(id, note, claim, (added, added_by), extra)| Check {
            id: id.into(),
            note,
            claim,
            added,
            added_by,
            extra,
        },
    )
}

fn commands() -> impl Strategy<Value = Command> {
    let date = proptest::option::of(dates());
    prop_oneof![
        1 => names().prop_map(Command::Retitle),
        1 => date.prop_map(Command::SetAsOf),
        20 => directory_edits().prop_map(Command::Directory),
        30 => policy_edits().prop_map(Command::Policy),
    ]
}

/// Whatever commands can make of a new document, with unknown members on top.
pub(super) fn documents() -> impl Strategy<Value = Document> {
    (vec(commands(), 0..80), vec(checks(), 0..4), extras(), extras(), texts()).prop_map(
        |(commands, checks, top, directory, id)| {
            let mut document = Document { id, extra: top, ..Document::default() };
            document.directory = Directory { extra: directory, ..Directory::default() };
            for command in &commands {
                // Many are refused: they name what is not there.
                if let Ok(next) = document.apply(command) {
                    document = next;
                }
            }
            let list = &mut document.checks.edit().list;
            for check in checks {
                if list.iter().all(|known| known.id != check.id) {
                    list.push(check);
                }
            }
            document
        },
    )
}

#[test]
fn what_could_not_be_read_survives_edits_around_it() {
    let text = super::file(
        r#""directory":{"users":[1,{"id":"u-1","name":"One"},2,{"id":"u-2","name":"Two"},3]}"#,
    );
    let (mut document, _, _) = open(&text);
    let remove = |id: &str| DirectoryEdit::Remove(Principal::User(id.into()));
    document = document.apply(&Command::Directory(remove("u-1"))).unwrap();
    let three = User::new("u-3", "Three");
    document = document.apply(&Command::Directory(DirectoryEdit::AddUser(three))).unwrap();
    let (_, _, written) = open(write(&document));
    let items: Vec<&str> =
        written.lines().filter(|line| line.starts_with("      ")).map(str::trim).collect();
    assert_eq!(
        items,
        ["1,", r#"{"id": "u-2", "name": "Two"},"#, "2,", r#"{"id": "u-3", "name": "Three"},"#, "3"]
    );
    let table: Table<User> = document.directory.users.clone().with_unread(Unread::default());
    assert_eq!(table.len(), 2);
}

#[test]
fn an_edit_replaces_what_could_not_be_read() {
    let text = super::file(
        r#""directory":{"users":[{"id":"u-1","name":5,"login":6,"groups":[7]}],
            "groups":[{"id":"g-1","name":"G"}]},
            "models":{"processes":{"catalogue":[{"id":"m-1","name":"M",
            "processes":[{"id":"b-1","name":"B","levels":["Read","Bogus"]}]}]}}"#,
    );
    let (mut document, _, _) = open(&text);
    let user = || Principal::User("u-1".into());
    for command in [
        Command::Directory(DirectoryEdit::Rename(user(), "One".into())),
        Command::Directory(DirectoryEdit::SetLogin("u-1".into(), Some("one".into()))),
        Command::Directory(DirectoryEdit::Join("u-1".into(), Principal::Group("g-1".into()))),
        Command::Policy(PolicyEdit::Processes(Edit::Restrict("b-1".into(), Offered::ALL))),
    ] {
        document = document.apply(&command).unwrap();
    }
    let (_, findings, written) = open(write(&document));
    assert_eq!(findings, []);
    assert!(written.contains(r#"{"id": "u-1", "name": "One", "login": "one", "groups": ["g-1"]}"#));
    assert!(!written.contains("Bogus"));
}

//! Workspaces in a store that holds no more than it is told to.

use std::cell::Cell;
use std::slice::from_ref;

use super::*;
use crate::protocol::Memory;
use whocan_core::document::{Command, read, write};
use whocan_core::examples;
use whocan_core::models::PolicyEdit;
use whocan_core::models::processes::{self, Level};

/// A store that takes no more than so many units, and says how often it was written to.
struct Small {
    store: Memory,
    most: Cell<usize>,
    writes: Cell<usize>,
}

impl Small {
    fn new(most: usize) -> Self {
        Self { store: Memory::default(), most: Cell::new(most), writes: Cell::new(0) }
    }

    fn full(&self) -> usize {
        keys(self).iter().map(|key| self.store.size(key).unwrap()).sum()
    }
}

impl Store for Small {
    fn keys(&self, prefix: &str) -> Result<Vec<String>, StoreError> {
        self.store.keys(prefix)
    }

    fn get(&self, key: &str) -> Result<Option<String>, StoreError> {
        self.store.get(key)
    }

    fn set(&self, key: &str, text: &str) -> Result<(), StoreError> {
        self.writes.set(self.writes.get() + 1);
        let before = self.store.size(key)?;
        if self.full() - before + text.chars().count() > self.most.get() {
            return Err(StoreError("full".to_owned()));
        }
        self.store.set(key, text)
    }

    fn remove(&self, key: &str) -> Result<(), StoreError> {
        self.store.remove(key)
    }
}

fn keys(store: &dyn Store) -> Vec<String> {
    store.keys("").unwrap()
}

fn titled(document: &Document, title: &str) -> Document {
    let mut other = document.clone();
    other.title = title.to_owned();
    other
}

/// A document whose directory takes room: so many people, other ones for each seed.
fn people(count: usize, seed: u64) -> Document {
    let size = examples::Size { people: count, groups: 3, processes: 4, mains: 2 };
    examples::large(size, seed)
}

/// Keeps a document, then others as so many revisions.
fn kept(store: &dyn Store, documents: &[Document]) -> Workspace {
    let first = documents.first().unwrap();
    let facts = Facts { example: "school-office".to_owned(), exported: None };
    let mut workspace = Workspace::new("w", first, facts, 1000);
    workspace.keep(store, "t", 1000, first, first).unwrap();
    let mut before = first.clone();
    for (at, document) in documents.iter().enumerate().skip(1) {
        let revision = Revision { time: 1000 + at as u64, ..Revision::of(&before, document) };
        workspace.revise(store, &before, revision);
        workspace.keep(store, "t", 1000 + at as u64, document, document).unwrap();
        before = document.clone();
    }
    workspace
}

#[track_caller]
fn reopened(store: &dyn Store) -> Opened {
    Workspace::open(store, "w").unwrap().unwrap()
}

#[test]
fn each_save_is_a_revision_that_can_be_looked_at_again() {
    let store = Memory::default();
    let size = examples::Size { people: 30, groups: 4, processes: 6, mains: 2 };
    let one = examples::large(size, 1);
    let two = titled(&one, "Two");
    let user = two.directory.users.iter().next().unwrap().id.clone();
    let remove = whocan_core::directory::DirectoryEdit::Remove(
        whocan_core::directory::Principal::User(user),
    );
    let three = two.apply(&Command::Directory(remove)).unwrap();
    let workspace = kept(&store, &[one.clone(), two.clone(), three.clone()]);
    for workspace in [workspace, reopened(&store).workspace] {
        assert_eq!(workspace.revisions().iter().map(|it| it.id).collect::<Vec<_>>(), [1, 2, 3]);
        let of = |id: u32| write(&workspace.revision(&store, id).unwrap());
        assert_eq!(of(1), write(&one));
        assert_eq!(of(2), write(&two));
        assert!(workspace.revision(&store, 9).is_err());
        let words: Vec<&[String]> = workspace.revisions().iter().map(|it| &*it.words).collect();
        assert!(words[1].iter().any(|words| words.contains("→ Two")), "{words:?}");
        assert!(words[2].iter().any(|words| words.starts_with("Removed person")), "{words:?}");
    }
    let opened = reopened(&store);
    assert_eq!((write(&opened.saved), opened.doubt), (write(&three), None));
    assert_eq!(opened.workspace.facts().example, "school-office");
    assert_eq!(peek(&store, "w").unwrap().unwrap().title, three.title);
}

#[test]
fn an_edit_of_the_title_writes_its_piece_and_the_manifest_and_nothing_else() {
    let store = Small::new(usize::MAX);
    let one = people(50, 1);
    let mut workspace = kept(&store, &[one.clone(), titled(&one, "Two"), titled(&one, "Three")]);
    store.writes.set(0);
    let saved = titled(&one, "Three");
    workspace.keep(&store, "t", 5, &saved, &titled(&one, "Four")).unwrap();
    assert!(!workspace.differs(&saved, &titled(&one, "Four")));
    assert_eq!(store.writes.get(), 2);
}

#[test]
fn of_the_large_example_a_cell_writes_its_piece_and_the_manifest_and_nothing_else() {
    let store = Small::new(usize::MAX);
    let document = examples::large(examples::Size::default(), examples::large::SEED);
    let mut workspace = kept(&store, from_ref(&document));
    let all = store.full();
    let policy = &document.policies.processes;
    let group = document.directory.groups.iter().next().unwrap().id.clone();
    let process = policy.catalogue.items().next().unwrap().id.clone();
    let stored = policy.stored(&group, &process);
    let level = if stored == Level::Deny { Level::Read } else { Level::Deny };
    let edit = processes::Edit::Assign(group, process, level);
    let draft = document.apply(&Command::Policy(PolicyEdit::Processes(edit))).unwrap();
    store.writes.set(0);
    workspace.keep(&store, "t", 5, &document, &draft).unwrap();
    assert_eq!(store.writes.get(), 2);
    let more = store.full() - all;
    assert!(0 < more && more < all / 2, "{more} units more than {all}");
}

/// All that is in a store.
fn contents(store: &dyn Store) -> Vec<(String, Option<String>)> {
    keys(store).into_iter().map(|key| (key.clone(), store.get(&key).unwrap())).collect()
}

#[test]
fn what_is_prepared_in_steps_is_kept_as_what_is_not() {
    let one = people(50, 1);
    let (stale, next) = (people(50, 2), people(50, 3));
    let expected = {
        let store = Memory::default();
        kept(&store, from_ref(&one)).keep(&store, "t", 5, &one, &next).unwrap();
        contents(&store)
    };
    for steps in 0..40 {
        let store = Memory::default();
        let mut workspace = kept(&store, from_ref(&one));
        // What was begun for another draft is of no use any more, and harms nothing.
        for _ in 0..steps % 7 {
            workspace.prepare(&one, &stale);
        }
        let more = (0..steps).filter(|_| workspace.prepare(&one, &next)).count();
        workspace.keep(&store, "t", 5, &one, &next).unwrap();
        assert_eq!(contents(&store), expected, "after {steps} steps, {more} of use");
        assert!(!workspace.prepare(&one, &next), "all is kept");
    }
}

#[test]
fn what_is_said_of_a_revision_is_kept() {
    let store = Memory::default();
    let one = people(5, 1);
    let two = titled(&one, "Two");
    let mut workspace = kept(&store, from_ref(&one));
    let (note, author) = ("for \"9 pm\"".to_owned(), "Noor Aziz".to_owned());
    let revision = Revision { time: 8, note, author, ..Revision::of(&one, &two) };
    workspace.revise(&store, &one, revision);
    workspace.exported(77);
    workspace.keep(&store, "t", 9, &two, &two).unwrap();
    let Opened { workspace, .. } = reopened(&store);
    let last = workspace.revisions().last().unwrap();
    assert_eq!((&*last.note, &*last.author), ("for \"9 pm\"", "Noor Aziz"));
    assert_eq!(workspace.facts().exported, Some(77));
}

#[test]
fn what_a_revision_is_for_can_be_said_later() {
    let store = Memory::default();
    let one = people(5, 1);
    let two = titled(&one, "Two");
    let mut workspace = kept(&store, &[one, two.clone()]);
    workspace.annotate(2, "After the audit");
    workspace.annotate(99, "Nothing");
    workspace.keep(&store, "t", 9, &two, &two).unwrap();
    let notes: Vec<String> =
        reopened(&store).workspace.revisions().iter().map(|it| it.note.clone()).collect();
    assert_eq!(notes, ["Opened", "After the audit"]);
}

#[test]
fn of_many_revisions_the_oldest_go_and_the_newest_never() {
    let store = Memory::default();
    let one = people(5, 1);
    let all: Vec<Document> = (0..70).map(|at| titled(&one, &format!("Title {at}"))).collect();
    let workspace = kept(&store, &all);
    let ids: Vec<u32> = workspace.revisions().iter().map(|it| it.id).collect();
    assert_eq!(ids, (21..=70).collect::<Vec<u32>>());
    assert_eq!(workspace.revision(&store, 21).unwrap().title, "Title 20");
    // Of the first twenty nothing is left: two saves name the rest, and the one piece they share.
    assert!(keys(&store).len() < 65, "{}", keys(&store).len());
}

#[test]
fn revisions_that_take_too_much_go() {
    let store = Memory::default();
    let all: Vec<Document> = (1..=12).map(|seed| people(9_000, seed)).collect();
    let workspace = kept(&store, &all);
    let count = workspace.revisions().len();
    assert!((2..12).contains(&count), "{count}");
    assert_eq!(workspace.revisions().last().map(|it| it.id), Some(12));
    let units = protocol::size(&store, "w").unwrap();
    let newest = kept(&Memory::default(), &all[11..]).units(&store);
    assert_eq!(newest, 0);
    assert!(units < 2 * MOST_UNITS, "{units}");
}

#[test]
fn a_full_store_lets_old_revisions_go_before_it_refuses() {
    let all: Vec<Document> = (1..=9).map(|seed| people(1_000, seed)).collect();
    let store = Small::new(usize::MAX);
    let mut workspace = kept(&store, &all[..8]);
    assert_eq!(workspace.revisions().len(), 8);
    store.most.set(store.full() + 4_000);
    let (saved, draft) = (&all[7], &all[8]);
    workspace.keep(&store, "t", 99, saved, draft).unwrap();
    assert!((1..8).contains(&workspace.revisions().len()), "{}", workspace.revisions().len());
    let opened = reopened(&store);
    assert_eq!((write(&opened.saved), write(&opened.draft)), (write(saved), write(draft)));
    let ids = |of: &Workspace| of.revisions().iter().map(|it| it.id).collect::<Vec<u32>>();
    assert_eq!(ids(&opened.workspace), ids(&workspace));
    assert_eq!(opened.workspace.revisions().last().map(|it| it.id), Some(8));
    for id in ids(&workspace).into_iter().filter(|id| *id != 8) {
        assert_eq!(write(&workspace.revision(&store, id).unwrap()), write(&all[id as usize - 1]));
    }
}

#[test]
fn a_store_that_takes_nothing_costs_nothing() {
    let all: Vec<Document> = (1..=4).map(|seed| people(200, seed)).collect();
    let store = Small::new(usize::MAX);
    let mut workspace = kept(&store, &all[..3]);
    let before = store.store.clone();
    store.most.set(0);
    assert!(workspace.keep(&store, "t", 99, &all[2], &all[3]).is_err());
    assert_eq!(workspace.revisions().len(), 3);
    store.most.set(usize::MAX);
    let opened = Workspace::open(&before, "w").unwrap().unwrap();
    assert_eq!(write(&opened.saved), write(&all[2]));
    workspace.keep(&store, "t", 100, &all[2], &all[3]).unwrap();
    assert_eq!(write(&reopened(&store).draft), write(&all[3]));
    assert_eq!(workspace.revision(&store, 1).unwrap().title, all[0].title);
}

#[test]
fn taking_over_keeps_what_the_other_tab_had() {
    let store = Memory::default();
    let one = people(20, 1);
    kept(&store, &[one.clone(), titled(&one, "Two")]);
    let mut mine = reopened(&store);
    let mut theirs = reopened(&store);
    let draft = titled(&theirs.draft, "Theirs");
    theirs.workspace.keep(&store, "b", 10, &theirs.saved, &draft).unwrap();
    let own = titled(&mine.draft, "Mine");
    let kept = mine.workspace.keep(&store, "a", 11, &mine.saved, &own);
    assert!(matches!(kept, Err(SaveError::Overtaken(_))), "{kept:?}");
    assert!(mine.workspace.take_over(&store, 99, 12).is_err(), "it has not come yet");
    mine.workspace.take_over(&store, 3, 12).unwrap();
    mine.workspace.keep(&store, "a", 12, &mine.saved, &own).unwrap();
    let opened = reopened(&store);
    assert_eq!((&*opened.saved.title, &*opened.draft.title), ("Two", "Mine"));
    let notes = opened.workspace.revisions().iter().map(|it| &*it.note).collect::<Vec<_>>();
    assert_eq!(notes, ["Opened", "", "What the other tab had kept", ""]);
    assert_eq!(opened.workspace.revision(&store, 3).unwrap().title, "Theirs");
    assert_eq!(opened.workspace.revision(&store, 2).unwrap().title, "Two");
    let again = theirs.workspace.keep(&store, "b", 13, &theirs.saved, &draft);
    assert!(matches!(again, Err(SaveError::Overtaken(_))), "{again:?}");
}

#[test]
fn what_is_stored_can_be_taken_along_and_opened_again() {
    let store = Memory::default();
    let one = people(20, 1);
    kept(&store, &[one.clone(), titled(&one, "Two")]);
    let file = export_stored(&store, "w").unwrap();
    let found = read_backup(file.as_bytes()).unwrap().unwrap();
    assert_eq!(found.damaged, Vec::<String>::new());
    let titles: Vec<&str> = found.workspaces.iter().map(|it| &*it.saved.title).collect();
    assert_eq!(titles, ["Two"]);
    assert_eq!(found.workspaces[0].workspace.revisions().len(), 2);
    let parts: Vec<String> =
        keys(&store).into_iter().filter(|key| key.contains(".part.")).collect();
    parts.iter().for_each(|key| store.set(key, "?").unwrap());
    assert!(Workspace::open(&store, "w").is_err());
    let found = read_backup(export_stored(&store, "w").unwrap().as_bytes()).unwrap().unwrap();
    assert_eq!((found.workspaces.len(), found.damaged), (0, vec!["w".to_owned()]));
    assert!(read_backup(write(&one).as_bytes()).is_none());
    assert!(read_backup(b"{").is_none());
    assert!(read(file.as_bytes()).is_err(), "it is no configuration");
}

/// What was saved of a model that runs only after a restart, and what is running of it.
fn stored_and_running(workspace: &Workspace, saved: &Document) -> (usize, usize) {
    let entries = |document: &Document| document.policies.features.entries.len();
    (entries(saved), entries(workspace.running()))
}

#[test]
fn what_waits_for_a_restart_is_kept_until_then() {
    let store = Memory::default();
    let (first, _) = read(examples::find("training-provider").unwrap().text.as_bytes()).unwrap();
    let mut workspace = Workspace::new("w", &first, Facts::default(), 1000);
    workspace.keep(&store, "t", 1000, &first, &first).unwrap();
    let all = first.policies.features.entries.len();
    assert_eq!(stored_and_running(&workspace, &first), (all, all));

    // Three saves; what runs is still the first.
    let mut before = first.clone();
    let mut sizes = Vec::new();
    for (who, left) in [("u-leo", all - 1), ("u-amara", all - 2), ("u-ben", all - 3)] {
        let edit = whocan_core::models::features::Edit::Forget(who.into());
        let edit = Command::Policy(whocan_core::models::PolicyEdit::Features(edit));
        let next = before.apply(&edit).unwrap();
        workspace.revise(&store, &before, Revision::of(&before, &next));
        workspace.keep(&store, "t", 2000, &next, &next).unwrap();
        sizes.push(keys(&store).len());
        let Opened { workspace: again, saved, .. } = reopened(&store);
        assert_eq!(stored_and_running(&again, &saved), (left, all), "after {who}");
        assert_eq!(stored_and_running(&workspace, &next), (left, all), "after {who}");
        before = next;
    }
    assert_eq!(
        sizes.last().unwrap() - sizes.first().unwrap(),
        2,
        "the first runs from where its revision lies"
    );

    workspace.restart(&before);
    workspace.keep(&store, "t", 3000, &before, &before).unwrap();
    let Opened { workspace: again, saved, .. } = reopened(&store);
    assert_eq!(stored_and_running(&again, &saved), (all - 3, all - 3));
}

#[test]
fn other_models_wait_for_nothing() {
    let store = Memory::default();
    let workspace = kept(&store, &[people(20, 1), people(20, 2)]);
    let manifest = workspace.known.manifest().unwrap();
    assert!(manifest.sections.contains_key("saved/processes"));
    assert!(!manifest.sections.contains_key("running/processes"));
}

#[test]
fn the_states_that_were_saved_come_one_after_the_other() {
    let store = Memory::default();
    let first = people(12, 1);
    let documents =
        [first.clone(), titled(&first, "Second"), people(9, 2), titled(&first, "Fourth")];
    let workspace = kept(&store, &documents);
    let states = |workspace: &Workspace| -> Vec<(u32, u64, Option<String>)> {
        let past = workspace.past(&store).into_iter();
        past.map(|(it, document)| (it.id, it.time, document.as_ref().map(write))).collect()
    };
    let expected: Vec<_> = documents
        .iter()
        .zip(0..)
        .map(|(document, at)| (at as u32 + 1, 1000 + at, Some(write(document))))
        .collect();
    assert_eq!(states(&workspace), expected);
    let again = reopened(&store).workspace;
    assert_eq!(states(&again), expected, "as it was kept");
    // What two revisions share is the same thing, so that nothing of it differs.
    let past = again.past(&store);
    let of = |at: usize| past[at].1.as_ref().unwrap();
    assert!(of(0).directory.same(&of(1).directory));
    assert!(!of(1).directory.same(&of(2).directory));
    // One that is damaged is none, and the others are there.
    let mut manifest = again.known.manifest().unwrap().clone();
    let key = manifest.held.remove("3/directory").unwrap();
    store.set(&key, "damaged").unwrap();
    let past = again.past(&store).into_iter().map(|(_, document)| document.is_some());
    assert_eq!(past.collect::<Vec<_>>(), [true, true, false, true]);
}

#[test]
fn what_another_version_had_stored_is_refused_and_says_which() {
    let store = Memory::default();
    kept(&store, &[people(3, 1)]);
    let file = export_stored(&store, "w").unwrap();
    let said = |file: &str| read_backup(file.as_bytes()).unwrap().unwrap_err();
    let newer = file.replace("\"version\": 1", "\"version\": 2");
    assert_ne!(newer, file);
    assert!(said(&newer).contains("version 2 of that format"), "{}", said(&newer));
    assert!(said(&file.replace("\"version\": 1", "\"version\": \"1\"")).contains("version none"));
}

/// Everything that is under a prefix becomes garbage.
fn spoil(store: &dyn Store, prefix: &str) {
    store.keys(prefix).unwrap().iter().for_each(|key| store.set(key, "?").unwrap());
}

#[test]
fn with_the_store_emptied_or_spoiled_behind_it_the_next_save_writes_all_of_it_again() {
    let one = people(30, 1);
    let hands: [fn(&Memory); 4] = [
        |store| store.0.borrow_mut().clear(),
        |store| spoil(store, "whocan.part."),
        |store| spoil(store, ""),
        |store| {
            let parts = store.keys("whocan.part.").unwrap();
            let text = |at: usize| store.get(&parts[at]).unwrap().unwrap();
            let (first, second) = (text(0), text(1));
            store.set(&parts[0], &second).unwrap();
            store.set(&parts[1], &first).unwrap();
        },
    ];
    for (at, hand) in hands.into_iter().enumerate() {
        let store = Memory::default();
        let mut workspace = kept(&store, &[one.clone(), titled(&one, "Two")]);
        hand(&store);
        let (saved, draft) = (titled(&one, "Two"), titled(&one, "Three"));
        workspace.keep(&store, "t", 9, &saved, &draft).unwrap();
        let opened = reopened(&store);
        assert_eq!(write(&opened.saved), write(&saved), "hand {at}");
        assert_eq!(write(&opened.draft), write(&draft), "hand {at}");
        assert_eq!(opened.workspace.revisions().len(), 2, "hand {at}");
        // The part in which the first revision is another than what is saved was nowhere else.
        let lost = if at == 3 { workspace.lost().len() } else { 0 };
        assert!(at == 3 || workspace.lost() == [1], "hand {at}: {:?}, {lost}", workspace.lost());
    }
}

#[test]
fn what_becomes_a_revision_while_its_part_is_gone_is_made_anew() {
    let store = Memory::default();
    let one = people(30, 1);
    let mut workspace = kept(&store, std::slice::from_ref(&one));
    store.0.borrow_mut().clear();
    let two = titled(&one, "Two");
    workspace.revise(&store, &one, Revision::of(&one, &two));
    workspace.keep(&store, "t", 9, &two, &two).unwrap();
    assert_eq!(workspace.lost(), Vec::<u32>::new());
    assert_eq!(write(&reopened(&store).workspace.revision(&store, 1).unwrap()), write(&one));
}

#[test]
fn taking_over_goes_on_where_what_another_hand_left_is_garbage() {
    let one = people(20, 1);
    for spoils_all in [false, true] {
        let store = Memory::default();
        kept(&store, &[one.clone(), titled(&one, "Two")]);
        let mut mine = reopened(&store);
        if spoils_all {
            spoil(&store, "");
        }
        store.set("whocan.save.w.0000000007.b", "garbage").unwrap();
        let own = titled(&mine.draft, "Mine");
        let kept = mine.workspace.keep(&store, "a", 11, &mine.saved, &own);
        assert!(matches!(kept, Err(SaveError::Overtaken(_))), "{kept:?}");
        assert!(mine.workspace.is_overtaken(&store, "a"));
        mine.workspace.take_over(&store, 7, 12).unwrap();
        assert!(!mine.workspace.is_overtaken(&store, "a"));
        mine.workspace.keep(&store, "a", 12, &mine.saved, &own).unwrap();
        let opened = reopened(&store);
        assert_eq!((&*opened.saved.title, &*opened.draft.title), ("Two", "Mine"));
        assert_eq!(opened.doubt, None);
        assert!(store.get("whocan.save.w.0000000007.b").unwrap().is_some(), "left alone");
    }
}

#[test]
fn a_damaged_newer_save_does_not_stand_in_the_way_of_the_next() {
    let store = Memory::default();
    let one = people(20, 1);
    kept(&store, &[one.clone(), titled(&one, "Two")]);
    let newest = store.keys("whocan.save.").unwrap().pop().unwrap();
    store.set(&newest, "garbage").unwrap();
    let mut opened = reopened(&store);
    assert_eq!(opened.doubt, Some(OpenWarning::NewerIsDamaged));
    let draft = titled(&opened.draft, "Three");
    opened.workspace.keep(&store, "x", 9, &opened.saved, &draft).unwrap();
    assert_eq!(&*reopened(&store).draft.title, "Three");
}

/// A store that gives nothing back.
struct Unread(Memory);

impl Store for Unread {
    fn keys(&self, prefix: &str) -> Result<Vec<String>, StoreError> {
        self.0.keys(prefix)
    }

    fn get(&self, _: &str) -> Result<Option<String>, StoreError> {
        Err(StoreError("reading is not allowed".to_owned()))
    }

    fn set(&self, key: &str, text: &str) -> Result<(), StoreError> {
        self.0.set(key, text)
    }

    fn remove(&self, key: &str) -> Result<(), StoreError> {
        self.0.remove(key)
    }
}

#[test]
fn a_store_that_cannot_be_read_opens_nothing_says_so_and_keeps_nothing() {
    let one = people(3, 1);
    let store = Unread(Memory::default());
    assert!(Workspace::open(&store, "w").unwrap().is_none(), "nothing is there");
    let mut workspace = Workspace::new("w", &one, Facts::default(), 1);
    let why = workspace.keep(&store, "t", 2, &one, &titled(&one, "Two")).unwrap_err();
    assert_eq!(why.to_string(), "reading is not allowed");
    kept(&store.0, &[one]);
    let why = Workspace::open(&store, "w").unwrap_err();
    assert!(why.contains("reading is not allowed"), "{why}");
}

#[test]
fn what_is_kept_is_looked_at_ahead_of_the_next_save_and_each_part_once() {
    let store = Memory::default();
    let mut workspace = kept(&store, &[people(30, 1), people(30, 2)]);
    let parts = workspace.keys().len() - 1;
    let named = workspace.known.manifest().unwrap().keys().count();
    let steps = (0..200).take_while(|_| workspace.check(&store)).count();
    // A store without notes is asked for each name; the browser's for each that was not noted.
    assert_eq!(steps, named);
    assert!(parts < named);
    assert!(!workspace.check(&store), "all were looked at");
}

/// What differs in a history by identity: what the screens mark as changed.
fn marked(history: &whocan_core::document::History) -> Vec<String> {
    use whocan_core::directory::{Entity, Table};
    fn rows<T: Entity>(found: &mut Vec<String>, saved: &Table<T>, draft: &Table<T>) {
        let changed = draft.iter().filter(|row| saved.get(row.id()) != Some(row));
        found.extend(changed.map(|row| row.id().to_string()));
    }
    fn keyed<K: Ord + ToString, V: PartialEq>(
        found: &mut Vec<String>,
        saved: &BTreeMap<K, V>,
        draft: &BTreeMap<K, V>,
    ) {
        let changed = draft.iter().filter(|(key, value)| saved.get(key) != Some(value));
        found.extend(changed.map(|(key, _)| key.to_string()));
    }
    let (saved, draft) = (history.saved(), history.draft());
    let mut found: Vec<String> = Section::all()
        .filter(|section| !section.same(saved, draft))
        .map(|section| section.key().to_owned())
        .collect();
    rows(&mut found, &saved.directory.users, &draft.directory.users);
    rows(&mut found, &saved.directory.groups, &draft.directory.groups);
    rows(&mut found, &saved.directory.posts, &draft.directory.posts);
    rows(&mut found, &saved.directory.teams, &draft.directory.teams);
    let (saved, draft) = (&saved.policies, &draft.policies);
    rows(&mut found, &saved.acl.records, &draft.acl.records);
    keyed(&mut found, &saved.acl.defaults, &draft.acl.defaults);
    rows(&mut found, &saved.resources.resources, &draft.resources.resources);
    rows(&mut found, &saved.resources.people, &draft.resources.people);
    rows(&mut found, &saved.resources.entries, &draft.resources.entries);
    keyed(&mut found, &saved.resources.defaults, &draft.resources.defaults);
    rows(&mut found, &saved.features.catalogue, &draft.features.catalogue);
    rows(&mut found, &saved.features.items, &draft.features.items);
    keyed(&mut found, &saved.features.entries, &draft.features.entries);
    rows(&mut found, &saved.attributes.reports, &draft.attributes.reports);
    keyed(&mut found, &saved.attributes.ticks, &draft.attributes.ticks);
    keyed(&mut found, &saved.processes.levels, &draft.processes.levels);
    keyed(&mut found, &saved.processes.secured, &draft.processes.secured);
    found
}

/// An edit of each part of a document that has it.
fn edits(document: &Document) -> Vec<Command> {
    use whocan_core::directory::{DirectoryEdit, Group, Principal};
    use whocan_core::models::{acl, features, resources};
    let mut edits = vec![Command::Directory(DirectoryEdit::AddGroup(Group::new("g-new", "New")))];
    let user = document.directory.users.iter().next().map(|user| user.id.clone());
    edits.extend(user.map(|user| {
        Command::Directory(DirectoryEdit::Rename(Principal::User(user), "Renamed".to_owned()))
    }));
    let policy = |edit| Command::Policy(edit);
    let record = acl::Record::new("rec-new", "New", acl::RecordType::Student);
    edits.push(policy(PolicyEdit::Acl(acl::Edit::AddRecord(record))));
    let resource = document.policies.resources.resources.iter().next();
    edits.extend(resource.map(|it| {
        let edit = resources::Edit::Rename(it.id.clone(), "Renamed".to_owned());
        policy(PolicyEdit::Resources(edit))
    }));
    let who = document.policies.features.entries.keys().next().cloned();
    edits.extend(who.map(|who| policy(PolicyEdit::Features(features::Edit::Forget(who)))));
    let group = document.directory.groups.iter().next().map(|group| group.id.clone());
    let process = document.policies.processes.catalogue.items().next().map(|it| it.id.clone());
    edits.extend(group.zip(process).map(|(group, process)| {
        let level = match document.policies.processes.stored(&group, &process) {
            Level::Deny => Level::Read,
            _ => Level::Deny,
        };
        policy(PolicyEdit::Processes(processes::Edit::Assign(group, process, level)))
    }));
    edits
}

#[test]
fn after_a_reload_what_was_edited_is_marked_as_changed_and_nothing_else() {
    let mut most = 0;
    for example in examples::ALL {
        let (document, _) = read(example.text.as_bytes()).unwrap();
        for edit in edits(&document) {
            let mut history = whocan_core::document::History::new(document.clone());
            history.run(&edit).unwrap();
            let expected = marked(&history);
            let store = Memory::default();
            let mut workspace = Workspace::new("w", &document, Facts::default(), 1);
            workspace.keep(&store, "t", 1, &document, history.draft()).unwrap();
            let Opened { workspace, saved, draft, .. } = reopened(&store);
            let restored = whocan_core::document::History::restored(saved, draft);
            let unkept = workspace.differs(restored.saved(), restored.draft());
            assert!(!unkept, "{}: {edit:?}: opened is kept", example.slug);
            assert_eq!(marked(&restored), expected, "{}: {edit:?}", example.slug);
            // Read apart from each other, as a file that replaces the draft.
            let file = |document: &Document| read(write(document).as_bytes()).unwrap().0;
            let mut replaced = whocan_core::document::History::new(file(&document));
            let draft = Box::new(file(history.draft()));
            replaced.run(&Command::Replace(draft)).unwrap();
            assert_eq!(marked(&replaced), expected, "{}: {edit:?}", example.slug);
            most = most.max(expected.len());
            // Put back by hand it is no change at all.
            let back = Box::new(file(&document));
            replaced.run(&Command::Replace(back)).unwrap();
            assert_eq!(marked(&replaced), Vec::<String>::new(), "{}: {edit:?}", example.slug);
            assert!(!replaced.is_changed());
            assert!(replaced.undo().is_some());
            assert_eq!(marked(&replaced), expected, "{}: undone", example.slug);
        }
    }
    assert!(most > 1, "rows were compared, too");
}

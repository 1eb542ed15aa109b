//! The protocol tried against a store that fails: a write that throws, a store that is full, a tab
//! that is killed between any two calls, two tabs whose calls interleave; against other hands that
//! do whatever can be done to it, between two saves and during one; and, with a mirror, against a
//! browser that is killed and forgets the last things written.

use std::cell::{Cell, RefCell};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Condvar, Mutex};

use super::mirror::tests::reconcile_copies;
use super::{
    Baseline, Content, Journal, Loaded, Manifest, Memory, Part, SaveError, Stamp, Store,
    StoreError, held, load, orphans, remove, restore_removed, save, size, sweep, workspaces,
};

/// What a workspace comes to: its head, its sections, and what it holds of earlier ones.
type State = (String, BTreeMap<String, String>, BTreeMap<String, String>);

fn sweep_all(store: &dyn Store) {
    sweep(store, "w", orphans(store, "w").unwrap()).unwrap();
}

/// All there is of what was loaded. What is held and damaged is left out.
fn state(store: &dyn Store, found: Loaded) -> State {
    let Manifest { head, held: names, .. } = &found.manifest;
    let text = |name: &String| {
        held(store, &found.manifest, name).unwrap().map(|text| (name.clone(), text))
    };
    (head.clone(), found.sections, names.keys().filter_map(text).collect())
}

/// Numbers that a seed decides.
struct Dice(u64);

impl Dice {
    fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15))
    }

    fn below(&mut self, bound: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % bound as u64) as usize
    }
}

/// How a store fails.
#[derive(Clone, Copy, Debug)]
enum Fault {
    /// The call of this number throws, the next ones do not.
    Throws(usize),
    /// From the call of this number on none happens: the tab is gone.
    Killed(usize),
    /// Nothing more can be written once so many units are kept.
    Full(usize),
    None,
}

struct Faulty<'a> {
    store: &'a Memory,
    fault: Fault,
    calls: Cell<usize>,
}

impl Faulty<'_> {
    fn call<T>(
        &self,
        writes: usize,
        call: impl FnOnce() -> Result<T, StoreError>,
    ) -> Result<T, StoreError> {
        let number = self.calls.replace(self.calls.get() + 1);
        let kept: usize = self.store.0.borrow().values().map(String::len).sum();
        let fails = match self.fault {
            Fault::Throws(at) => number == at,
            Fault::Killed(at) => number >= at,
            Fault::Full(most) => writes > 0 && kept + writes > most,
            Fault::None => false,
        };
        if fails { Err(StoreError("not now".to_owned())) } else { call() }
    }
}

impl Store for Faulty<'_> {
    fn keys(&self, prefix: &str) -> Result<Vec<String>, StoreError> {
        self.call(0, || self.store.keys(prefix))
    }

    fn get(&self, key: &str) -> Result<Option<String>, StoreError> {
        self.call(0, || self.store.get(key))
    }

    fn set(&self, key: &str, text: &str) -> Result<(), StoreError> {
        self.call(text.len(), || self.store.set(key, text))
    }

    fn remove(&self, key: &str) -> Result<(), StoreError> {
        self.call(0, || self.store.remove(key))
    }
}

/// A tab that has a workspace open.
struct Tab {
    name: String,
    known: Baseline,
    state: State,
    /// What was said of the last save to be lost of what is held.
    lost: Vec<String>,
}

impl Tab {
    fn new(name: &str) -> Self {
        let (known, state) = (Baseline::default(), State::default());
        Self { name: name.to_owned(), known, state, lost: Vec::new() }
    }

    fn open(name: &str, store: &dyn Store) -> Self {
        let found = load(store, "w").unwrap();
        match found {
            None => Self::new(name),
            Some(found) => Self {
                name: name.to_owned(),
                known: found.known.clone(),
                state: state(store, found),
                lost: Vec::new(),
            },
        }
    }

    /// Edits some sections.
    fn edit(&mut self, dice: &mut Dice, step: usize) {
        self.state.0 = format!("{} {step}", self.name);
        for name in ["saved/directory", "draft/directory", "draft/processes", "checks"] {
            if dice.below(2) == 0 {
                let text =
                    format!("{name} of {} at {step}: {}", self.name, "x".repeat(dice.below(90)));
                self.state.1.insert(name.to_owned(), text);
            }
        }
        if dice.below(6) == 0 {
            self.state.1.remove("checks");
        }
        // What was there is held, and the oldest let go.
        if dice.below(3) == 0 {
            let now =
                self.state.1.iter().map(|(name, text)| (format!("{step}/{name}"), text.clone()));
            self.state.2.extend(now.collect::<Vec<_>>());
        }
        while self.state.2.len() > 6 {
            self.state.2.pop_first();
        }
    }

    /// Saves; what is as it was in the save before is not written again.
    fn save(&mut self, store: &dyn Store, before: &State) -> Result<(), SaveError> {
        let manifest = self.known.manifest();
        let parts = |texts: &BTreeMap<String, String>,
                     before: &BTreeMap<String, String>,
                     keys: Option<&BTreeMap<String, String>>| {
            let part = |(name, text): (&String, &String)| {
                let same = before.get(name) == Some(text);
                let key = keys.and_then(|keys| keys.get(name)).filter(|_| same);
                let part = key.map_or_else(|| Part::Text(text.clone()), |k| Part::Kept(k.clone()));
                (name.clone(), part)
            };
            texts.iter().map(part).collect()
        };
        let content = Content {
            head: self.state.0.clone(),
            sections: parts(&self.state.1, &before.1, manifest.map(|it| &it.sections)),
            held: parts(&self.state.2, &before.2, manifest.map(|it| &it.held)),
        };
        let again = |name: &str| self.state.1.get(name).cloned();
        let saved = save(store, "w", &self.name, &self.known, &content, &again)?;
        (self.known, self.lost) = (saved.known, saved.lost);
        Ok(())
    }
}

fn loaded(store: &dyn Store) -> Option<State> {
    load(store, "w").unwrap().map(|found| state(store, found))
}

#[test]
fn whatever_fails_what_loads_was_once_complete_and_is_not_older_than_the_last_save() {
    let mut faults = 0;
    for seed in 1..=400_u64 {
        let mut dice = Dice::new(seed);
        let store = Memory::default();
        // Everything that was ever tried, and which of it is known to be done.
        let (mut tried, mut done): (Vec<State>, Option<usize>) = (Vec::new(), None);
        let mut tab = Tab::new("t0");
        for step in 0..8 {
            let before = tab.state.clone();
            tab.edit(&mut dice, step);
            tried.push(tab.state.clone());
            let fault = match dice.below(5) {
                0 => Fault::None,
                1 => Fault::Throws(dice.below(24)),
                2 => Fault::Full(200 + dice.below(900)),
                _ => Fault::Killed(dice.below(24)),
            };
            let faulty = Faulty { store: &store, fault, calls: Cell::new(0) };
            let outcome = tab.save(&faulty, &before);
            if outcome.is_ok() {
                done = Some(tried.len() - 1);
            } else {
                faults += 1;
            }
            let now = loaded(&store);
            let found = now.as_ref().map(|now| tried.iter().rposition(|state| state == now));
            match (found, done) {
                (None, None) => {}
                (Some(Some(at)), done) => assert!(
                    done.is_none_or(|done| at >= done),
                    "seed {seed}, step {step}: {fault:?} brought back something older"
                ),
                (found, done) => {
                    panic!("seed {seed}, step {step}: {fault:?} left {found:?}, done was {done:?}")
                }
            }
            if outcome.is_err() {
                // Whatever is open now goes on from what loads: as after a kill and a reload.
                tab = Tab::open(&format!("t{step}x"), &store);
                sweep_all(&store);
                assert_eq!(loaded(&store), now, "seed {seed}, step {step}: swept too much");
            }
        }
    }
    assert!(faults >= 200, "only {faults} faults were met");
}

#[test]
fn a_save_that_is_refused_leaves_the_store_as_it_was() {
    let store = Memory::default();
    let mut tab = Tab::new("a");
    tab.edit(&mut Dice::new(7), 0);
    tab.save(&store, &State::default()).unwrap();
    let (before, state) = (store.0.borrow().clone(), tab.state.clone());
    tab.state.1.insert("draft/directory".to_owned(), "y".repeat(50));
    for call in 0..3 {
        let faulty = Faulty { store: &store, fault: Fault::Throws(call), calls: Cell::new(0) };
        assert!(tab.save(&faulty, &state).is_err(), "call {call}");
        assert_eq!(*store.0.borrow(), before, "call {call}");
    }
    tab.save(&store, &state).unwrap();
    assert_eq!(loaded(&store), Some(tab.state));
}

#[test]
fn what_is_the_same_is_not_written_again_and_what_is_old_goes() {
    let store = Memory::default();
    let mut tab = Tab::new("a");
    tab.state.1 =
        BTreeMap::from([("big".to_owned(), "b".to_owned()), ("n".to_owned(), "0".to_owned())]);
    for step in 0..20 {
        let before = tab.state.clone();
        tab.state.1.insert("n".to_owned(), step.to_string());
        let faulty = Faulty { store: &store, fault: Fault::None, calls: Cell::new(0) };
        tab.save(&faulty, &before).unwrap();
    }
    // Two saves, each with its own `n`, and one `big` for both.
    assert_eq!(store.keys("whocan.save.").unwrap().len(), 2);
    assert_eq!(store.keys("whocan.part.").unwrap().len(), 3);
}

#[test]
fn damage_is_noticed_named_and_left_alone_and_never_mixed_in() {
    let mut older = 0;
    for seed in 1..=200_u64 {
        let mut dice = Dice::new(seed);
        let store = Memory::default();
        let mut tab = Tab::new("a");
        let mut complete = Vec::new();
        for step in 0..4 {
            let before = tab.state.clone();
            tab.edit(&mut dice, step);
            tab.save(&store, &before).unwrap();
            complete.push(tab.state.clone());
        }
        let keys: Vec<String> = store.keys("").unwrap();
        let key = keys[dice.below(keys.len())].clone();
        let text = store.get(&key).unwrap().unwrap();
        match dice.below(3) {
            0 => store.remove(&key).unwrap(),
            1 => store.set(&key, &text.chars().skip(1).collect::<String>()).unwrap(),
            _ => {
                let at = dice.below(text.chars().count());
                let other = |(i, c): (usize, char)| if i == at { 'ÿ' } else { c };
                store.set(&key, &text.chars().enumerate().map(other).collect::<String>()).unwrap();
            }
        }
        let after = store.0.borrow().clone();
        let found = load(&store, "w").unwrap();
        assert_eq!(*store.0.borrow(), after, "seed {seed}: loading changes nothing");
        if let Some(found) = found {
            let unusable = found.unusable.clone();
            let state = state(&store, found);
            // What is held may be damaged; whatever is given of it is what it was.
            let once = |whole: &&State| {
                let held = state.2.iter().all(|(name, text)| whole.2.get(name) == Some(text));
                whole.0 == state.0 && whole.1 == state.1 && held
            };
            assert!(complete.iter().any(|whole| once(&whole)), "seed {seed}: a mixture");
            let newest = complete.last().is_some_and(|whole| once(&whole));
            older += usize::from(!newest);
            // A manifest that is gone leaves no trace; anything else is named.
            let gone = !after.contains_key(&key) && key.starts_with("whocan.save.");
            assert!(newest || gone || !unusable.is_empty(), "seed {seed}: unsaid");
        }
        sweep_all(&store);
        let damaged = after.get(&key).is_some_and(|text| !text.is_empty());
        assert!(!damaged || store.get(&key).unwrap().is_some(), "seed {seed}: thrown away");
    }
    assert!(older > 20, "the damage hardly ever mattered");
}

/// What is kept, whose turn is next, and who has done all theirs.
type Table = (BTreeMap<String, String>, Vec<usize>, [bool; 2]);

/// Two tabs take turns at the store, call by call, in the order that a seed decides.
struct OutcomeChange {
    store: Mutex<Table>,
    moved: Condvar,
}

struct SimulatedTab<'a> {
    outcome_change: &'a OutcomeChange,
    me: usize,
}

impl SimulatedTab<'_> {
    fn call<T>(
        &self,
        call: impl FnOnce(&mut BTreeMap<String, String>) -> T,
    ) -> Result<T, StoreError> {
        let mut held = self.outcome_change.store.lock().unwrap();
        loop {
            let (_, order, done) = &*held;
            let turn = order.last().copied().unwrap_or(self.me);
            if turn == self.me || done[1 - self.me] {
                break;
            }
            held = self.outcome_change.moved.wait(held).unwrap();
        }
        held.1.pop();
        let answer = call(&mut held.0);
        self.outcome_change.moved.notify_all();
        Ok(answer)
    }
}

impl Store for SimulatedTab<'_> {
    fn keys(&self, prefix: &str) -> Result<Vec<String>, StoreError> {
        self.call(|all| all.keys().filter(|key| key.starts_with(prefix)).cloned().collect())
    }

    fn get(&self, key: &str) -> Result<Option<String>, StoreError> {
        self.call(|all| all.get(key).cloned())
    }

    fn set(&self, key: &str, text: &str) -> Result<(), StoreError> {
        self.call(|all| drop(all.insert(key.to_owned(), text.to_owned())))
    }

    fn remove(&self, key: &str) -> Result<(), StoreError> {
        self.call(|all| drop(all.remove(key)))
    }
}

/// What a tab did in an interleaving: the saves that were done, and how many were overtaken.
type Doings = (Vec<(Stamp, State)>, usize);

/// A tab that saves again and again, and goes on from the other's save where it was overtaken.
fn work(outcome_change: &OutcomeChange, me: usize, seed: u64) -> Doings {
    let seat = SimulatedTab { outcome_change, me };
    let mut dice = Dice::new(seed * 2 + me as u64 + 1);
    let name = ["a", "b"][me];
    let mut doings = Doings::default();
    let mut tab = Tab::open(name, &seat);
    for step in 0..5 {
        let before = tab.state.clone();
        tab.edit(&mut dice, step);
        match tab.save(&seat, &before) {
            Ok(()) => doings.0.push((tab.known.stamp().unwrap().clone(), tab.state.clone())),
            Err(SaveError::Overtaken(_)) => {
                doings.1 += 1;
                tab = Tab::open(name, &seat);
            }
            Err(SaveError::StoreError(why)) => panic!("{why}"),
        }
    }
    outcome_change.store.lock().unwrap().2[me] = true;
    outcome_change.moved.notify_all();
    doings
}

#[test]
fn two_tabs_never_overwrite_each_other_unsaid() {
    let (mut newer_save, mut both) = (0, 0);
    for seed in 1..=150_u64 {
        let mut dice = Dice::new(seed);
        let order = (0..400).map(|_| dice.below(2)).collect();
        let outcome_change = OutcomeChange {
            store: Mutex::new((BTreeMap::new(), order, [false; 2])),
            moved: Condvar::new(),
        };
        let (a, b) = std::thread::scope(|scope| {
            let a = scope.spawn(|| work(&outcome_change, 0, seed));
            let b = scope.spawn(|| work(&outcome_change, 1, seed));
            (a.join().unwrap(), b.join().unwrap())
        });
        newer_save += a.1 + b.1;
        both += usize::from(!a.0.is_empty() && !b.0.is_empty());
        let done: Vec<&(Stamp, State)> = a.0.iter().chain(&b.0).collect();
        let generations: BTreeSet<u32> = done.iter().map(|(stamp, _)| stamp.generation).collect();
        assert_eq!(generations.len(), done.len(), "seed {seed}: two saves of one generation done");
        let store = Memory(RefCell::new(outcome_change.store.into_inner().unwrap().0));
        let found = load(&store, "w").unwrap();
        let last = done.iter().max_by_key(|(stamp, _)| stamp.generation);
        let found = found.map(|found| (found.known.stamp().unwrap().clone(), state(&store, found)));
        assert_eq!(found.as_ref(), last.copied(), "seed {seed}: the last save that was done");
    }
    assert!(newer_save > 100 && both > 20, "{newer_save} overtaken, {both} with saves of both");
}

#[test]
fn workspaces_are_listed_and_removed_one_by_one() {
    let store = Memory::default();
    let sections = BTreeMap::from([("s".to_owned(), Part::Text("same in both".to_owned()))]);
    let content = Content { head: "head".to_owned(), sections, ..Content::default() };
    for workspace in ["w1", "w2", "w22"] {
        save(&store, workspace, "t", &Baseline::default(), &content, &|_| None).unwrap();
    }
    assert_eq!(size(&store, "w3").unwrap(), 0);
    let sizes = ["w1", "w2", "w22"].map(|workspace| size(&store, workspace).unwrap());
    let all = store.0.borrow();
    let units = all.iter().map(|(key, text)| key.len() + text.chars().count());
    assert_eq!(sizes.iter().sum::<usize>(), units.sum::<usize>());
    drop(all);
    let before = store.0.borrow().clone();
    let removed = remove(&store, "w2").unwrap();
    let left: Vec<String> = workspaces(&store).unwrap().into_iter().collect();
    assert_eq!(left, ["w1", "w22"]);
    assert!(load(&store, "w22").unwrap().is_some(), "a longer id that begins the same");
    assert_eq!(load(&store, "w2").unwrap(), None);
    restore_removed(&store, "w2", &removed).unwrap();
    assert_eq!(*store.0.borrow(), before);
}

/// What another hand does to a store.
const DEEDS: usize = 11;

/// A store that another hand reaches into, before the call of some number; and which throws, or is
/// full, from the call of some number on. It may take notes, as the browser's does.
struct Meddled<'a> {
    store: &'a Memory,
    /// What the store was like at earlier times.
    past: &'a [BTreeMap<String, String>],
    dice: RefCell<&'a mut Dice>,
    notes: Option<&'a RefCell<BTreeMap<String, String>>>,
    last: RefCell<Option<(String, String)>>,
    at: usize,
    fault: Fault,
    reads_throw: bool,
    calls: Cell<usize>,
    struck: Cell<Option<usize>>,
    wrote: Cell<usize>,
}

/// Does something to a store; gives what it was, for the words of a test that fails.
fn meddle(store: &Memory, past: &[BTreeMap<String, String>], dice: &mut Dice) -> &'static str {
    let mut all = store.0.borrow_mut();
    let keys: Vec<String> = all.keys().cloned().collect();
    let action = dice.below(DEEDS);
    if keys.is_empty() && action < 6 {
        return "nothing, as nothing is there";
    }
    let key = |dice: &mut Dice| keys[dice.below(keys.len())].clone();
    match action {
        0 => {
            all.remove(&key(dice));
            "removed a value"
        }
        1 => {
            let text = all.get_mut(&key(dice)).unwrap();
            *text = text.chars().skip(1).collect();
            "cut a value"
        }
        2 => {
            let text = all.get_mut(&key(dice)).unwrap();
            let at = dice.below(text.chars().count().max(1));
            let other = |(i, c): (usize, char)| if i == at { 'ÿ' } else { c };
            *text = text.chars().enumerate().map(other).collect();
            "changed a letter"
        }
        3 | 4 => {
            let (one, other) = (key(dice), key(dice));
            let (first, second) = (all[&one].clone(), all[&other].clone());
            all.insert(one, second);
            all.insert(other, first);
            "swapped two values"
        }
        5 => {
            let save = keys.iter().find(|key| key.starts_with("whocan.save."));
            let text = save.map(|save| all[save].clone()).unwrap_or_default();
            all.insert("whocan.save.w.4294967295.x".to_owned(), text);
            "put a save of the last generation"
        }
        6 => {
            all.clear();
            "cleared"
        }
        7 | 8 if !past.is_empty() => {
            all.clone_from(&past[dice.below(past.len())]);
            "put back all of an earlier time"
        }
        9 if !past.is_empty() => {
            for (key, text) in &past[dice.below(past.len())] {
                if dice.below(3) == 0 {
                    all.insert(key.clone(), text.clone());
                }
            }
            "put back some of an earlier time"
        }
        _ => {
            let generation = dice.below(12);
            all.insert(format!("whocan.save.w.{generation:010}.z"), "garbage".to_owned());
            "put garbage as a save"
        }
    }
}

impl Meddled<'_> {
    fn call(&self, writes: usize, is_read: bool) -> Result<(), StoreError> {
        let number = self.calls.replace(self.calls.get() + 1);
        if number == self.at {
            meddle(self.store, self.past, &mut self.dice.borrow_mut());
            self.struck.set(Some(number));
        }
        let kept = || self.store.0.borrow().values().map(String::len).sum::<usize>();
        let fails = match self.fault {
            Fault::Throws(at) => number >= at && (writes > 0 || is_read && self.reads_throw),
            Fault::Full(most) => writes > 0 && kept() + writes > most,
            Fault::Killed(_) | Fault::None => false,
        };
        if fails { Err(StoreError("not now".to_owned())) } else { Ok(()) }
    }
}

impl Store for Meddled<'_> {
    fn keys(&self, prefix: &str) -> Result<Vec<String>, StoreError> {
        self.call(0, false)?;
        self.store.keys(prefix)
    }

    fn get(&self, key: &str) -> Result<Option<String>, StoreError> {
        self.call(0, true)?;
        let text = self.store.get(key)?;
        self.last.replace(text.clone().map(|text| (key.to_owned(), text)));
        Ok(text)
    }

    fn note(&self, key: &str) {
        if let (Some(notes), Some((last, text))) = (self.notes, &*self.last.borrow())
            && last == key
        {
            notes.borrow_mut().insert(key.to_owned(), text.clone());
        }
    }

    fn is_as_noted(&self, key: &str) -> Result<bool, StoreError> {
        let Some(notes) = self.notes else { return Ok(false) };
        self.call(0, true)?;
        let text = self.store.get(key)?;
        Ok(text.is_some() && notes.borrow().get(key) == text.as_ref())
    }

    fn set(&self, key: &str, text: &str) -> Result<(), StoreError> {
        self.call(text.len(), false)?;
        self.wrote.set(self.calls.get());
        self.last.replace(Some((key.to_owned(), text.to_owned())));
        self.store.set(key, text)
    }

    fn remove(&self, key: &str) -> Result<(), StoreError> {
        self.call(0, false)?;
        self.store.remove(key)
    }
}

/// Whether what loads is this state, but for what was said to be lost of what is held.
fn opens(store: &Memory, expected: &State, lost: &[String]) -> bool {
    let Some(found) = loaded(store) else { return false };
    let of_held = |(name, text): (&String, &String)| {
        found.2.get(name) == Some(text) || lost.contains(name) && !found.2.contains_key(name)
    };
    found.0 == expected.0 && found.1 == expected.1 && expected.2.iter().all(of_held)
}

#[test]
fn whatever_another_hand_does_what_is_said_to_be_kept_opens() {
    let (mut kept, mut refused, mut newer_save, mut during, mut lost) = (0, 0, 0, 0, 0);
    for seed in 1..=10_000_u64 {
        let mut dice = Dice::new(seed);
        let (store, notes) = (Memory::default(), RefCell::default());
        let mut past = Vec::new();
        let mut tab = Tab::new("t");
        for step in 0..6 {
            past.push(store.0.borrow().clone());
            let mut told = Vec::new();
            if step > 1 && dice.below(2) == 0 {
                told.push(meddle(&store, &past, &mut dice));
            }
            let before = tab.state.clone();
            tab.edit(&mut dice, step);
            let (at, most) = (dice.below(90), 200 + dice.below(1200));
            let fault = match dice.below(6) {
                0 => Fault::Full(most),
                1 => Fault::Throws(dice.below(40)),
                _ => Fault::None,
            };
            let reads_throw = dice.below(2) == 0;
            let mut hand = Dice::new(seed * 31 + step as u64);
            let meddled = Meddled {
                store: &store,
                past: &past,
                dice: RefCell::new(&mut hand),
                notes: (seed % 2 == 0).then_some(&notes),
                last: RefCell::default(),
                at,
                fault,
                reads_throw,
                calls: Cell::new(0),
                struck: Cell::new(None),
                wrote: Cell::new(0),
            };
            let outcome = tab.save(&meddled, &before);
            // What is struck behind the last write is struck behind what is said.
            let (struck, wrote) = (meddled.struck.get(), meddled.wrote.get());
            let is_late = struck.is_some_and(|struck| struck >= wrote);
            match outcome {
                Ok(()) if is_late => {}
                Ok(()) => {
                    kept += 1;
                    during += usize::from(struck.is_some());
                    lost += usize::from(!tab.lost.is_empty());
                    assert!(
                        opens(&store, &tab.state, &tab.lost),
                        "seed {seed}, step {step}: {told:?}, {struck:?}, {fault:?}"
                    );
                    continue;
                }
                Err(SaveError::Overtaken(_)) => newer_save += 1,
                Err(SaveError::StoreError(_)) => refused += 1,
            }
            // The user takes over, and nobody meddles.
            tab.known.acknowledge(&store, "w").unwrap();
            let done = tab.save(&store, &before);
            assert_eq!(done, Ok(()), "seed {seed}, step {step}: {told:?}");
            assert!(opens(&store, &tab.state, &tab.lost), "seed {seed}, step {step}: {told:?}");
        }
    }
    let all = [kept, refused, newer_save, during, lost];
    assert!(all.iter().all(|count| *count > 500), "{all:?}");
}

/// A store of which all times are remembered: what a browser that is killed goes back to. Tells the
/// journal of what is done to it.
struct Remembered<'a> {
    store: &'a Memory,
    times: &'a RefCell<Vec<BTreeMap<String, String>>>,
    journal: &'a RefCell<Journal>,
}

impl Store for Remembered<'_> {
    fn keys(&self, prefix: &str) -> Result<Vec<String>, StoreError> {
        self.store.keys(prefix)
    }

    fn get(&self, key: &str) -> Result<Option<String>, StoreError> {
        self.store.get(key)
    }

    fn set(&self, key: &str, text: &str) -> Result<(), StoreError> {
        self.store.set(key, text)?;
        self.journal.borrow_mut().write(key);
        self.times.borrow_mut().push(self.store.0.borrow().clone());
        Ok(())
    }

    fn remove(&self, key: &str) -> Result<(), StoreError> {
        self.store.remove(key)?;
        self.journal.borrow_mut().remove(key);
        self.times.borrow_mut().push(self.store.0.borrow().clone());
        Ok(())
    }
}

#[test]
fn what_the_mirror_vouches_for_is_there_after_a_kill_and_after_either_copy_is_lost() {
    let (mut brought, mut behind, mut unmirrored) = (0, 0, 0);
    for seed in 1..=3_000_u64 {
        let mut dice = Dice::new(seed);
        let (store, mirror) = (Memory::default(), Memory::default());
        let (mut tried, mut vouched): (Vec<State>, Option<usize>) = (Vec::new(), None);
        for visit in 0..3 {
            let (times, journal) = (RefCell::new(Vec::new()), RefCell::default());
            times.borrow_mut().push(store.0.borrow().clone());
            let seen = Remembered { store: &store, times: &times, journal: &journal };
            let mut tab = Tab::open(&format!("t{visit}"), &seen);
            // What is garbage and nothing else the user goes over.
            tab.known.acknowledge(&seen, "w").unwrap();
            for step in 0..1 + dice.below(5) {
                let before = tab.state.clone();
                tab.edit(&mut dice, visit * 10 + step);
                tab.save(&seen, &before).unwrap();
                tried.push(tab.state.clone());
                let is_done = dice.below(4) > 0;
                if is_done && dice.below(8) == 0 {
                    // The mirror has lost some of what it had, and the transaction sees it.
                    mirror.0.borrow_mut().retain(|_, _| dice.below(2) == 0);
                }
                let has = |key: &str| mirror.0.borrow().contains_key(key);
                let batch = journal.borrow_mut().batch(&tab.known.keys("w"), &has);
                if !is_done {
                    // The transaction was not done, and what it was to do is still to be done.
                    unmirrored += 1;
                    journal.borrow_mut().undo(&batch);
                    continue;
                }
                for key in &batch.put {
                    mirror.set(key, &store.get(key).unwrap().unwrap()).unwrap();
                }
                batch.delete.iter().for_each(|key| mirror.remove(key).unwrap());
                vouched = Some(tried.len() - 1);
            }
            // Killed: of the store the last things are gone; or one copy is hurt by another hand.
            let times = times.into_inner();
            match dice.below(4) {
                0 => {
                    meddle(&store, &times, &mut dice);
                }
                1 if vouched == Some(tried.len() - 1) => mirror.0.borrow_mut().clear(),
                _ => {
                    let back = times[dice.below(times.len())].clone();
                    behind += usize::from(back != *store.0.borrow());
                    *store.0.borrow_mut() = back;
                }
            }
            let plan = reconcile_copies(&store, &mirror);
            brought += usize::from(plan.restore.iter().any(|restore| restore.is_newer));
            let now = loaded(&store);
            // Beyond what was vouched for, what is held may be gone with the hand that took it (K8).
            let is = |now: &State, whole: &State| {
                let held = |(name, text): (&String, &String)| whole.2.get(name) == Some(text);
                now.0 == whole.0 && now.1 == whole.1 && now.2.iter().all(held)
            };
            let found = now.as_ref().and_then(|now| tried.iter().rposition(|it| is(now, it)));
            let whole =
                found.is_none() || found != vouched || found.map(|at| &tried[at]) == now.as_ref();
            assert!(whole, "seed {seed}, visit {visit}: something held is gone");
            assert!(
                found >= vouched,
                "seed {seed}, visit {visit}: {found:?} opens, {vouched:?} was vouched for"
            );
            assert_eq!(
                reconcile_copies(&store, &mirror).restore,
                [],
                "seed {seed}: once is enough"
            );
            // What opens is what the user goes on from.
            vouched = found;
        }
    }
    let all = [brought, behind, unmirrored];
    assert!(all.iter().all(|count| *count > 500), "{all:?}");
}

#[test]
fn a_store_that_cannot_be_read_is_said_and_nothing_is_said_to_be_kept() {
    let store = Memory::default();
    let mut tab = Tab::new("a");
    tab.edit(&mut Dice::new(3), 0);
    let mut dice = Dice::new(1);
    let meddled = Meddled {
        store: &store,
        past: &[],
        dice: RefCell::new(&mut dice),
        notes: None,
        last: RefCell::default(),
        at: usize::MAX,
        fault: Fault::Throws(0),
        reads_throw: true,
        calls: Cell::new(0),
        struck: Cell::new(None),
        wrote: Cell::new(0),
    };
    let outcome = tab.save(&meddled, &State::default());
    assert_eq!(outcome, Err(SaveError::StoreError(StoreError("not now".to_owned()))));
}

#[test]
fn the_last_generation_there_can_be_is_nobodys_and_overflows_nothing() {
    let store = Memory::default();
    let mut tab = Tab::new("a");
    tab.edit(&mut Dice::new(3), 0);
    tab.save(&store, &State::default()).unwrap();
    let save_key = store.keys("whocan.save.").unwrap()[0].clone();
    let text = store.get(&save_key).unwrap().unwrap();
    store.set("whocan.save.w.4294967295.b", &text).unwrap();
    let found = load(&store, "w").unwrap().unwrap();
    assert_eq!(found.unusable, ["whocan.save.w.4294967295.b"]);
    let before = tab.state.clone();
    tab.edit(&mut Dice::new(4), 1);
    tab.save(&store, &before).unwrap();
    assert_eq!(loaded(&store), Some(tab.state.clone()));
    assert!(store.get("whocan.save.w.4294967295.b").unwrap().is_some(), "left alone");
    // The last one that counts.
    tab.known.raise_generation(3_999_999_999);
    let full = tab.save(&store, &before);
    assert!(matches!(full, Err(SaveError::StoreError(_))), "{full:?}");
}

//! The second copy: what goes there with each save (K11), and what each copy is given of the other
//! at the start (K12). Decides only; where the mirror is and how it is reached, others know.

use std::collections::{BTreeMap, BTreeSet};

use super::save::{
    GONE, MANIFEST, SECTION, WorkspaceStore, gone, is_whole, keys, manifest_key, workspaces,
};
use super::store::{Store, StoreError};
use whocan_core::shared::collect_into;

/// Whether the mirror has what is under a key, too: what workspaces are made of.
pub fn is_mirrored(key: &str) -> bool {
    key.starts_with(MANIFEST) || key.starts_with(SECTION)
}

/// What was done to the store since the mirror was told last.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Journal {
    written: BTreeSet<String>,
    removed: BTreeSet<String>,
}

/// What is done to the mirror in one transaction.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Batch {
    /// The keys whose texts are put there as they are in the store.
    pub put: Vec<String>,
    /// The keys that are done away with there.
    pub delete: Vec<String>,
}

impl Journal {
    /// A text was put under this key.
    pub fn write(&mut self, key: &str) {
        self.removed.remove(key);
        self.written.insert(key.to_owned());
    }

    /// This key was done away with.
    pub fn remove(&mut self, key: &str) {
        self.written.remove(key);
        self.removed.insert(key.to_owned());
    }

    /// What is to be done, so that the mirror has all of these keys, and begins anew: `has` says
    /// which of them it has already, whatever it lost or never was told of.
    pub fn batch(&mut self, wanted: &[String], has: &dyn Fn(&str) -> bool) -> Batch {
        let Self { written, removed } = std::mem::take(self);
        let lacks = wanted.iter().filter(|key| !has(key)).cloned();
        let mut put: BTreeSet<String> = written;
        put.extend(lacks);
        let delete = removed.into_iter().filter(|key| !wanted.contains(key)).collect();
        Batch { put: put.into_iter().collect(), delete }
    }

    /// What was to be done was not: it is still to be done, as far as nothing newer says otherwise.
    pub fn undo(&mut self, batch: &Batch) {
        for key in batch.put.iter().filter(|key| !self.removed.contains(*key)) {
            self.written.insert(key.clone());
        }
        for key in batch.delete.iter().filter(|key| !self.written.contains(*key)) {
            self.removed.insert(key.clone());
        }
    }
}

/// What each of the two copies is given of the other.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Plan {
    /// What the store is given, workspace by workspace.
    pub restore: Vec<Restore>,
    /// The keys whose texts the mirror is given.
    pub copy: Vec<String>,
    /// The keys that the mirror has no use for any more.
    pub drop: Vec<String>,
    /// The keys that the store has no use for any more.
    pub forget: Vec<String>,
}

/// What the store is given of a workspace.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Restore {
    /// Which workspace.
    pub workspace: String,
    /// Of which generation.
    pub generation: u32,
    /// The keys whose texts the mirror has, in the order in which they are to be written.
    pub keys: Vec<String>,
    /// Whether it opens as something else with them than without.
    pub is_newer: bool,
}

/// Compares both copies (K12). `alike` says whether both have the same text under a key, which is
/// cheaper to tell than whether it is whole.
///
/// # Errors
/// Where one of them cannot be read.
pub fn compare(
    store: &dyn Store,
    mirror: &dyn Store,
    alike: &dyn Fn(&str) -> bool,
) -> Result<Plan, StoreError> {
    let mut plan = Plan::default();
    let mirrored = workspaces(mirror)?;
    let mut ids = workspaces(store)?;
    ids.extend(mirrored.iter().cloned());
    for id in &ids {
        let here = WorkspaceStore { store, workspace: id };
        let there = WorkspaceStore { store: mirror, workspace: id };
        one(&here, &there, alike, &mut plan)?;
    }
    for key in store.keys(GONE)? {
        if key.strip_prefix(GONE).is_none_or(|id| !mirrored.contains(id)) {
            plan.forget.push(key);
        }
    }
    Ok(plan)
}

/// Compares both copies of one workspace.
fn one(
    here: &WorkspaceStore<'_>,
    there: &WorkspaceStore<'_>,
    alike: &dyn Fn(&str) -> bool,
    plan: &mut Plan,
) -> Result<(), StoreError> {
    let id = here.workspace;
    // K13
    let floor = gone(here.store, id)?.unwrap_or(0);
    let mut stamps: BTreeSet<_> = collect_into(there.stamps()?);
    stamps.retain(|stamp| stamp.generation > floor);
    let own = here.stamps()?;
    if own.is_empty() && stamps.is_empty() {
        plan.drop.extend(keys(there.store, id)?);
        return Ok(());
    }
    stamps.extend(own);
    let mut unusable = false;
    for stamp in stamps.iter().rev() {
        let own = here.manifest(stamp)?;
        let is_here = own.is_some();
        let theirs = if is_here { None } else { there.manifest(stamp)? };
        let Some(manifest) = own.or(theirs) else {
            unusable = true;
            continue;
        };
        // Of what loading gives each part has to be somewhere; of what is held as much as there is.
        let mut parts: BTreeMap<&String, bool> =
            collect_into(manifest.held.values().map(|it| (it, false)));
        parts.extend(manifest.sections.values().map(|key| (key, true)));
        let (mut restore, mut copy) = (Vec::new(), Vec::new());
        let (mut whole, mut is_newer) = (true, !is_here);
        for (key, is_needed) in parts {
            if alike(key) {
                continue;
            }
            match (is_whole(here.store, key)?, is_whole(there.store, key)?) {
                (true, true) => {}
                (true, false) => copy.push(key.clone()),
                (false, true) => {
                    restore.push(key.clone());
                    is_newer |= is_needed;
                }
                (false, false) => whole &= !is_needed,
            }
        }
        if !whole {
            unusable = true;
            continue;
        }
        let key = manifest_key(id, stamp);
        match is_here {
            true if !alike(&key) => copy.push(key.clone()),
            true => {}
            false => restore.push(key.clone()),
        }
        if !unusable {
            let names = |other: &String| *other == key || manifest.keys().any(|it| it == other);
            let own: BTreeSet<String> = collect_into(keys(here.store, id)?);
            let theirs = keys(there.store, id)?.into_iter();
            plan.drop.extend(theirs.filter(|key| !own.contains(key) && !names(key)));
        }
        plan.copy.extend(copy);
        if !restore.is_empty() {
            let (workspace, generation) = (id.to_owned(), stamp.generation);
            plan.restore.push(Restore { workspace, generation, keys: restore, is_newer });
        }
        return Ok(());
    }
    Ok(())
}

#[cfg(test)]
pub(super) mod tests {
    use super::super::{Baseline, Content, Memory, Part, load, remove, save};
    use super::*;

    fn alike<'a>(one: &'a Memory, other: &'a Memory) -> impl Fn(&str) -> bool + 'a {
        |key| one.get(key).unwrap().is_some_and(|text| other.get(key).unwrap() == Some(text))
    }

    /// A store with so many saves of a workspace, each with a text of its own, and what is known.
    fn saved(store: &Memory, times: usize) -> Baseline {
        let mut known = Baseline::default();
        for time in 0..times {
            let part = Part::Text(format!("text {time}"));
            let sections = BTreeMap::from([("s".to_owned(), part)]);
            let content = Content { head: "head".to_owned(), sections, ..Content::default() };
            known = save(store, "w", "t", &known, &content, &|_| None).unwrap().known;
        }
        known
    }

    /// Does what a comparison came to, as whoever reaches both copies does.
    pub(in crate::protocol) fn reconcile_copies(store: &Memory, mirror: &Memory) -> Plan {
        let plan = compare(store, mirror, &alike(store, mirror)).unwrap();
        for key in plan.restore.iter().flat_map(|restore| &restore.keys) {
            store.set(key, &mirror.get(key).unwrap().unwrap()).unwrap();
        }
        for key in &plan.copy {
            mirror.set(key, &store.get(key).unwrap().unwrap()).unwrap();
        }
        plan.drop.iter().for_each(|key| mirror.remove(key).unwrap());
        plan.forget.iter().for_each(|key| store.remove(key).unwrap());
        plan
    }

    fn text(store: &Memory) -> Option<String> {
        load(store, "w").unwrap().and_then(|found| found.sections.get("s").cloned())
    }

    #[test]
    fn each_is_given_what_it_lacks_and_then_nothing_more() {
        let (store, mirror) = (Memory::default(), Memory::default());
        saved(&store, 3);
        let plan = reconcile_copies(&store, &mirror);
        assert_eq!((plan.restore.len(), plan.copy.len(), plan.drop.len()), (0, 2, 0));
        assert_eq!(text(&mirror).as_deref(), Some("text 2"));
        assert_eq!(reconcile_copies(&store, &mirror), Plan::default());
        let parts = store.keys("whocan.part.").unwrap();
        parts.iter().for_each(|key| store.set(key, "?").unwrap());
        assert_eq!(text(&store), None);
        assert!(reconcile_copies(&store, &mirror).restore[0].is_newer);
        assert_eq!(text(&store).as_deref(), Some("text 2"));
    }

    #[test]
    fn what_is_newer_counts_wherever_it_is() {
        let (store, mirror) = (Memory::default(), Memory::default());
        saved(&store, 2);
        reconcile_copies(&store, &mirror);
        let old = store.0.borrow().clone();
        let known = load(&store, "w").unwrap().unwrap().known;
        let sections = BTreeMap::from([("s".to_owned(), Part::Text("newer".to_owned()))]);
        let content = Content { head: "head".to_owned(), sections, ..Content::default() };
        save(&store, "w", "t", &known, &content, &|_| None).unwrap();
        reconcile_copies(&store, &mirror);
        *store.0.borrow_mut() = old;
        assert_eq!(text(&store).as_deref(), Some("text 1"));
        let plan = reconcile_copies(&store, &mirror);
        assert_eq!((plan.restore[0].generation, plan.restore[0].is_newer), (3, true));
        assert_eq!(text(&store).as_deref(), Some("newer"));
        store.0.borrow_mut().clear();
        reconcile_copies(&store, &mirror);
        assert_eq!(text(&store).as_deref(), Some("newer"));
        mirror.0.borrow_mut().clear();
        reconcile_copies(&store, &mirror);
        assert_eq!(text(&mirror).as_deref(), Some("newer"));
    }

    #[test]
    fn parts_of_one_and_parts_of_the_other_make_a_whole() {
        let (store, mirror) = (Memory::default(), Memory::default());
        let part = |text: &str| Part::Text(text.to_owned());
        let sections = BTreeMap::from([("s".to_owned(), part("s")), ("t".to_owned(), part("t"))]);
        let content = Content { head: "head".to_owned(), sections, ..Content::default() };
        save(&store, "w", "t", &Baseline::default(), &content, &|_| None).unwrap();
        reconcile_copies(&store, &mirror);
        let parts = store.keys("whocan.part.").unwrap();
        store.remove(&parts[0]).unwrap();
        mirror.set(&parts[1], "damaged").unwrap();
        assert_eq!(load(&store, "w").unwrap(), None);
        assert_eq!(load(&mirror, "w").unwrap(), None);
        reconcile_copies(&store, &mirror);
        assert_eq!(load(&store, "w").unwrap().map(|it| it.sections.len()), Some(2));
        assert_eq!(*store.0.borrow(), *mirror.0.borrow());
    }

    #[test]
    fn what_is_damaged_in_both_is_left_alone_and_what_is_older_is_given() {
        let (store, mirror) = (Memory::default(), Memory::default());
        saved(&store, 3);
        reconcile_copies(&store, &mirror);
        let newest = store.keys("whocan.save.").unwrap().pop().unwrap();
        store.set(&newest, "damaged").unwrap();
        mirror.set(&newest, "damaged").unwrap();
        let plan = reconcile_copies(&store, &mirror);
        assert_eq!(text(&store).as_deref(), Some("text 1"));
        assert_eq!(text(&mirror).as_deref(), Some("text 1"), "it had only the newest");
        assert_eq!(plan.drop, Vec::<String>::new());
        assert_eq!(mirror.get(&newest).unwrap().as_deref(), Some("damaged"));
    }

    #[test]
    fn what_was_deleted_stays_so_and_another_of_its_name_begins_above_it() {
        let (store, mirror) = (Memory::default(), Memory::default());
        saved(&store, 4);
        reconcile_copies(&store, &mirror);
        remove(&store, "w").unwrap();
        let plan = reconcile_copies(&store, &mirror);
        assert!(plan.restore.is_empty() && !plan.drop.is_empty(), "{plan:?}");
        assert!(mirror.0.borrow().is_empty());
        // The mirror could not be told: it still has what was deleted.
        saved(&mirror, 4);
        store.set("whocan.gone.w", "4").unwrap();
        let known = saved(&store, 1);
        assert_eq!(known.generation(), 5);
        reconcile_copies(&store, &mirror);
        assert_eq!(text(&store).as_deref(), Some("text 0"));
        assert_eq!(text(&mirror).as_deref(), Some("text 0"));
        assert_eq!(reconcile_copies(&store, &mirror), Plan::default());
    }

    #[test]
    fn what_a_transaction_did_not_do_is_done_by_the_next() {
        let mut journal = Journal::default();
        journal.write("a");
        journal.write("b");
        journal.remove("b");
        journal.remove("old");
        let wanted = ["a".to_owned(), "c".to_owned(), "d".to_owned()];
        let batch = journal.batch(&wanted, &|key| key == "d");
        let texts = |keys: &[&str]| keys.iter().map(|key| (*key).to_owned()).collect::<Vec<_>>();
        assert_eq!(batch, Batch { put: texts(&["a", "c"]), delete: texts(&["b", "old"]) });
        assert_eq!(journal, Journal::default());
        journal.remove("c");
        journal.undo(&batch);
        let batch = journal.batch(&texts(&["a"]), &|_| true);
        assert_eq!(batch, Batch { put: texts(&["a"]), delete: texts(&["b", "c", "old"]) });
    }
}

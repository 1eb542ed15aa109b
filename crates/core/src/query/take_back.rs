//! What a draft would be without one of its changes. A change is taken back in the file's own terms: of
//! all places at which the files differ the fewest are put back that make it go and let no other come.

use std::collections::BTreeMap;

use crate::diff::Changed;
use crate::document::{Document, Section, changes_up_to, read_json};
use crate::format::{Json, Object};
use crate::shared::{collect_into, sorted_indices};

/// How many drafts are made at most to find the places.
const MOST_TRIES: usize = 200;
/// Of how many places the fewest are looked for.
const MOST_PLACES: usize = 2_000;
/// How many places that name all that a change is about are each tried alone.
const MOST_NAMED: usize = 12;
/// How many changes are compared word by word.
const MOST_WORDS: usize = 2_000;

/// A draft without one of its changes.
#[derive(Clone, Debug)]
pub struct TakenBack {
    /// The draft without it.
    pub document: Document,
    /// Which other changes hung on it, in words.
    pub also: Vec<String>,
}

/// The draft without one of the changes that it is from what is saved; none where it cannot be taken back
/// by itself.
pub fn take_back(saved: &Document, draft: &Document, change: &Changed) -> Option<TakenBack> {
    let mut search = Search::new(saved, draft, &change.words);
    let named =
        search.places_naming(&change.address.as_ref().map(|at| at.ids()).unwrap_or_default());
    if let Some(found) = search.alone(&named) {
        return Some(found);
    }
    if search.count > MOST_PLACES || search.found > MOST_WORDS {
        return None;
    }
    // Those that name what it is about come first, so that they are kept rather than others.
    let rest = (0..search.count).filter(|at| !named.contains(at));
    let all: Vec<usize> = rest.chain(named.iter().copied()).collect();
    let mut back = search.fewest(&[], &all, Search::is_gone)?;
    if !search.holds(&back, Search::brings_nothing) {
        let others: Vec<usize> = all.iter().copied().filter(|at| !back.contains(at)).collect();
        let more = search.fewest(&back, &others, Search::brings_nothing)?;
        back.extend(more);
    }
    let tried = search.tried(&back)?;
    let is_good = search.is_gone(&tried) && search.brings_nothing(&tried);
    is_good.then(|| search.taken(tried))
}

/// A piece of the document that differs, as it was and as it is.
struct Piece {
    section: Section,
    was: Json,
    is: Json,
    /// How many places of earlier pieces there are.
    first: usize,
    /// How many differ in this one.
    count: usize,
}

/// The draft with some of its places as they were, and what it still changes.
struct Tried {
    document: Document,
    /// How many changes there are.
    count: usize,
    /// How often each of those stands that are in words.
    words: Words,
}

type Words = BTreeMap<String, usize>;

struct Search<'a> {
    saved: &'a Document,
    draft: &'a Document,
    wanted: &'a str,
    pieces: Vec<Piece>,
    /// How many places differ.
    count: usize,
    /// How many changes there are.
    found: usize,
    words: Words,
    tries: usize,
}

impl<'a> Search<'a> {
    fn new(saved: &'a Document, draft: &'a Document, wanted: &'a str) -> Self {
        let mut pieces = Vec::new();
        let mut count = 0;
        for section in Section::all().filter(|section| !section.same(saved, draft)) {
            let (was, is) = (section.to_json(saved), section.to_json(draft));
            let first = count;
            merged(&was, &is, &mut |_, _, _| {
                count += 1;
                false
            });
            pieces.push(Piece { section, was, is, first, count: count - first });
        }
        let (found, words) = said(saved, draft);
        Self { saved, draft, wanted, pieces, count, found, words, tries: 0 }
    }

    /// The places that name all of these ids.
    fn places_naming(&self, ids: &[String]) -> Vec<usize> {
        let mut found = Vec::new();
        if ids.is_empty() {
            return found;
        }
        for piece in &self.pieces {
            let mut at = piece.first;
            merged(&piece.was, &piece.is, &mut |path, was, is| {
                let stands = |id: &String| {
                    path.contains(&id.as_str())
                        || [was, is].into_iter().flatten().any(|value| names(value, id))
                };
                if ids.iter().all(stands) {
                    found.push(at);
                }
                at += 1;
                false
            });
        }
        found
    }

    /// What takes back the change and no other one: all of these places, or one of them.
    fn alone(&mut self, named: &[usize]) -> Option<TakenBack> {
        let each = named.iter().take(MOST_NAMED).map(std::slice::from_ref);
        for places in std::iter::once(named).chain(each) {
            let tried = self.tried(places)?;
            if tried.count + 1 == self.found && self.is_gone(&tried) && self.brings_nothing(&tried)
            {
                return Some(self.taken(tried));
            }
        }
        None
    }

    /// The draft with these places as they were; none once enough was tried.
    fn tried(&mut self, back: &[usize]) -> Option<Tried> {
        self.tries += 1;
        if self.tries > MOST_TRIES {
            return None;
        }
        let mut document = self.draft.clone();
        for piece in &self.pieces {
            if !back.iter().any(|at| (piece.first..piece.first + piece.count).contains(at)) {
                continue;
            }
            let mut at = piece.first;
            let json = merged(&piece.was, &piece.is, &mut |_, _, _| {
                at += 1;
                back.contains(&(at - 1))
            });
            document = piece.section.put(document, read_json(&json));
        }
        document.adopt(self.saved, Some(self.draft));
        let (count, words) = said(self.saved, &document);
        Some(Tried { document, count, words })
    }

    fn holds(&mut self, back: &[usize], demand: fn(&Self, &Tried) -> bool) -> bool {
        self.tried(back).is_some_and(|tried| demand(self, &tried))
    }

    /// Whether the change is one no longer.
    fn is_gone(&self, tried: &Tried) -> bool {
        tried.words.get(self.wanted) < self.words.get(self.wanted)
    }

    /// Whether nothing else is a change that was none. Of very many the first only are told apart.
    fn brings_nothing(&self, tried: &Tried) -> bool {
        tried.count <= self.found
            && (self.found > MOST_WORDS
                || tried.words.iter().all(|(words, count)| self.words.get(words) >= Some(count)))
    }

    /// The fewest of some places that bring a demand about, beside those that are put back anyway; none
    /// where all of them do not.
    fn fewest(
        &mut self,
        anyway: &[usize],
        places: &[usize],
        demand: fn(&Self, &Tried) -> bool,
    ) -> Option<Vec<usize>> {
        let all = [anyway, places].concat();
        if !self.holds(&all, demand) {
            return None;
        }
        Some(self.fewest_of(anyway, places, demand))
    }

    /// The same where all of them are known to do. Halves are looked through as if more were never less.
    fn fewest_of(
        &mut self,
        anyway: &[usize],
        places: &[usize],
        demand: fn(&Self, &Tried) -> bool,
    ) -> Vec<usize> {
        if places.is_empty() || self.holds(anyway, demand) {
            return Vec::new();
        }
        let (one, other) = places.split_at(places.len() / 2);
        if one.is_empty() {
            return places.to_vec();
        }
        let of_other = self.fewest_of(&[anyway, one].concat(), other, demand);
        let of_one = self.fewest_of(&[anyway, &of_other].concat(), one, demand);
        [of_one, of_other].concat()
    }

    fn taken(&self, tried: Tried) -> TakenBack {
        let mut also = Vec::new();
        for (words, count) in &self.words {
            let left = tried.words.get(words).copied().unwrap_or_default();
            let own = usize::from(words == self.wanted);
            let gone = count.saturating_sub(left).saturating_sub(own);
            also.extend(std::iter::repeat_n(words.clone(), gone));
        }
        TakenBack { document: tried.document, also }
    }
}

/// How many changes there are, and those in words.
fn said(saved: &Document, draft: &Document) -> (usize, Words) {
    let found = changes_up_to(MOST_WORDS, saved, draft);
    let count = found.count();
    let mut words = Words::new();
    for line in found.into_lines() {
        *words.entry(line.words).or_default() += 1;
    }
    (count, words)
}

/// Whether an id stands anywhere in a value.
fn names(value: &Json, id: &str) -> bool {
    match value {
        Json::Text(text) => text == id,
        Json::List(items) => items.iter().any(|item| names(item, id)),
        Json::Object(members) => members.iter().any(|(key, it)| key == id || names(it, id)),
        _ => false,
    }
}

/// Told of each place that differs, by the keys that lead there, with what stood and what stands there;
/// says whether it is put back.
type Choose<'c> = &'c mut dyn FnMut(&[&str], Option<&Json>, Option<&Json>) -> bool;

/// A value with some of the places at which it differs as they were.
fn merged(was: &Json, is: &Json, choose: Choose<'_>) -> Json {
    let mut walk = Walk { path: Vec::new(), choose };
    walk.value(Some(was), Some(is)).unwrap_or(Json::Null)
}

struct Walk<'v, 'c> {
    path: Vec<&'v str>,
    choose: Choose<'c>,
}

impl<'v> Walk<'v, '_> {
    /// A value that was or is there, or both.
    fn value(&mut self, was: Option<&'v Json>, is: Option<&'v Json>) -> Option<Json> {
        const NOTHING: &Object = &Object::new();
        if was == is {
            return is.cloned();
        }
        match (was, is) {
            (Some(Json::Object(was)), Some(Json::Object(is))) => Some(self.members(was, is).into()),
            (Some(Json::Object(was)), None) => some(self.members(was, NOTHING)),
            (None, Some(Json::Object(is))) => some(self.members(NOTHING, is)),
            (Some(Json::List(was)), Some(Json::List(is))) => {
                let (Some(one), Some(other)) = (Keyed::of(was), Keyed::of(is)) else {
                    return self
                        .place(Some(&Json::List(was.clone())), Some(&Json::List(is.clone())));
                };
                Some(Json::List(self.items(&one, &other)))
            }
            (was, is) => self.place(was, is),
        }
    }

    /// A value that is put back as a whole or not at all.
    fn place(&mut self, was: Option<&Json>, is: Option<&Json>) -> Option<Json> {
        if (self.choose)(&self.path, was, is) { was.cloned() } else { is.cloned() }
    }

    fn members(&mut self, was: &'v Object, is: &'v Object) -> Object {
        let before: BTreeMap<&str, &Json> = collect_into(was.iter());
        let after: BTreeMap<&str, &Json> = collect_into(is.iter());
        let gone = was.iter().filter(|(key, _)| !after.contains_key(key));
        let all = is.iter().map(|(key, value)| (key, Some(value)));
        let all: Vec<_> = all.chain(gone.map(|(key, _)| (key, None))).collect();
        let mut merged = Object::new();
        for (key, value) in all {
            self.path.push(key);
            if let Some(value) = self.value(before.get(key).copied(), value) {
                merged.push(key, value);
            }
            self.path.pop();
        }
        merged
    }

    /// Items that are told apart by their keys: each that came, went or changed is a place, and their
    /// order is one.
    fn items(&mut self, was: &Keyed<'v>, is: &Keyed<'v>) -> Vec<Json> {
        let mut merged: Vec<(&str, Json)> = Vec::new();
        for (key, item) in &is.list {
            self.path.push(key);
            let item = match was.get(key) {
                Some(old) => self.value(Some(old), Some(item)),
                None => self.place(None, Some(item)),
            };
            self.path.pop();
            merged.extend(item.map(|item| (*key, item)));
        }
        let mut before: Option<&str> = None;
        for (key, item) in &was.list {
            if is.get(key).is_none() {
                self.path.push(key);
                let item = self.place(Some(item), None);
                self.path.pop();
                let Some(item) = item else { continue };
                // Behind what it stood behind.
                let at = before.and_then(|before| merged.iter().position(|(it, _)| *it == before));
                merged.insert(at.map_or(0, |at| at + 1), (key, item));
            }
            before = Some(key);
        }
        self.order(was, is, &mut merged);
        merged.into_iter().map(|(_, item)| item).collect()
    }

    fn order(&mut self, was: &Keyed<'v>, is: &Keyed<'v>, merged: &mut [(&'v str, Json)]) {
        fn common<'k>(of: &Keyed<'k>, with: &Keyed<'k>) -> Vec<&'k str> {
            of.list.iter().map(|(key, _)| *key).filter(|key| with.get(key).is_some()).collect()
        }
        let (before, after) = (common(was, is), common(is, was));
        if before == after || !(self.choose)(&self.path, None, None) {
            return;
        }
        let places: BTreeMap<&str, usize> = collect_into(before.into_iter().zip(0..));
        let at: Vec<usize> = (0..)
            .zip(merged.iter())
            .filter(|(_, (key, _))| places.contains_key(key))
            .map(|(at, _)| at)
            .collect();
        let items: Vec<(&str, Json)> =
            at.iter().filter_map(|at| merged.get(*at)).cloned().collect();
        let place = |at: usize| items.get(at).and_then(|(key, _)| places.get(key));
        let order = sorted_indices(items.len(), &mut |one, other| place(one).cmp(&place(other)));
        for (to, from) in at.iter().zip(order) {
            if let (Some(slot), Some(item)) = (merged.get_mut(*to), items.get(from)) {
                *slot = item.clone();
            }
        }
    }
}

/// A list whose items can be told apart.
struct Keyed<'v> {
    list: Vec<(&'v str, &'v Json)>,
    by_key: BTreeMap<&'v str, &'v Json>,
}

impl<'v> Keyed<'v> {
    fn of(items: &'v [Json]) -> Option<Self> {
        let list: Vec<(&str, &Json)> =
            items.iter().map(|item| Some((key(item)?, item))).collect::<Option<_>>()?;
        let by_key: BTreeMap<&str, &Json> = collect_into(list.iter().copied());
        (by_key.len() == list.len()).then_some(Self { list, by_key })
    }

    fn get(&self, key: &str) -> Option<&'v Json> {
        self.by_key.get(key).copied()
    }
}

/// What an item of a list is told by.
fn key(item: &Json) -> Option<&str> {
    match item {
        Json::Text(text) => Some(text),
        Json::Object(members) => {
            let own = ["id", "who"].into_iter().find_map(|key| members.get(key));
            own.and_then(Json::as_text)
        }
        _ => None,
    }
}

fn some(members: Object) -> Option<Json> {
    (!members.is_empty()).then(|| members.into())
}

#[cfg(test)]
mod tests;

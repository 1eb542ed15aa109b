//! The heads of rows and columns as a table names them: by name, by what they stand under and their
//! name, or by name and key.

use std::collections::{BTreeMap, BTreeSet};

use crate::text::{Match, Names, folded, tidy};

/// Whether something is shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum HeadVisibility {
    /// It is.
    #[default]
    Shown,
    /// It stands under something that is folded: one press away, and meant where that is meant.
    Folded,
    /// A filter hides it.
    LeftOut,
}

/// The head of a row or column.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Head<'a> {
    /// What names it in the document.
    pub key: &'a str,
    /// What it is called.
    pub name: &'a str,
    /// What it stands under beside its neighbours; blank for nothing.
    pub band: &'a str,
    /// How deep it stands in a tree, from 0.
    pub depth: usize,
    /// Whether it is shown.
    pub visibility: HeadVisibility,
}

/// How many of the names above a head can come before its own.
const MOST_ABOVE: usize = 3;

/// All rows, or all columns.
#[derive(Clone, Debug, Default)]
pub struct Axis<'a> {
    pub(super) heads: Vec<Head<'a>>,
    /// The positions of those that are shown, in their order on screen.
    pub(super) shown: Vec<usize>,
    /// Where each is shown, among those that are.
    shown_at: Vec<Option<usize>>,
    names: Names,
    /// With what they stand under, or with their key.
    fuller: Names,
    /// The names above each, the nearest first.
    above: Vec<Vec<&'a str>>,
}

impl<'a> Axis<'a> {
    /// The rows or columns with these heads, of which these are shown, in this order.
    pub fn new(heads: Vec<Head<'a>>, shown: Vec<usize>) -> Self {
        let mut axis = Self { shown, ..Self::default() };
        let mut stack: Vec<(usize, &str)> = Vec::new();
        for (at, head) in heads.iter().enumerate() {
            stack.retain(|(depth, _)| *depth < head.depth);
            let above = stack.iter().rev().map(|(_, name)| *name).take(MOST_ABOVE);
            let band = Some(head.band).filter(|band| !band.is_empty());
            let above: Vec<&str> = above.chain(band).collect();
            stack.push((head.depth, head.name));
            axis.names.add(at, head.name);
            for name in fuller(head, &above) {
                axis.fuller.add(at, &name);
            }
            if !head.band.is_empty() {
                axis.fuller.add(at, &format!("{} ({})", head.name, head.band));
            }
            axis.above.push(above);
        }
        axis.shown_at = vec![None; heads.len()];
        for (place, at) in axis.shown.iter().enumerate() {
            axis.shown_at.get_mut(*at).into_iter().for_each(|shown| *shown = Some(place));
        }
        axis.heads = heads;
        axis
    }

    /// What a heading of a table leads to.
    pub(super) fn find(&self, text: &str) -> Match {
        match self.names.find(text) {
            Match::None => self.fuller.find(text),
            found => found,
        }
    }

    /// What a heading leads to where what it stands under is named beside it.
    pub(super) fn find_within(&self, above: &str, name: &str) -> Match {
        let (above, named) = (folded(above), self.find(name));
        if above.is_empty() {
            return named;
        }
        let places = match named {
            Match::None => return Match::None,
            Match::One(at) => vec![at],
            Match::Several(places) => places,
        };
        let within = |at: &usize| {
            let names = self.above.get(*at).map(Vec::as_slice).unwrap_or_default();
            // What stands under nothing can be told by its name alone.
            names.is_empty() || names.iter().any(|name| folded(name) == above)
        };
        let mut places: Vec<usize> = places.into_iter().filter(within).collect();
        match places.len() {
            0 => Match::None,
            1 => places.pop().map_or(Match::None, Match::One),
            _ => Match::Several(places),
        }
    }

    /// What a copy calls a head: its name, and where that leads to others as well, with what it
    /// stands under or with its key.
    pub(super) fn label(&self, at: usize) -> String {
        let Some(head) = self.heads.get(at) else { return String::new() };
        if self.names.find(head.name) == Match::One(at) {
            return head.name.to_owned();
        }
        let above = self.above.get(at).map(Vec::as_slice).unwrap_or_default();
        let leads_here = |name: &String| self.find(name) == Match::One(at);
        fuller(head, above).into_iter().find(leads_here).unwrap_or_else(|| head.name.to_owned())
    }

    pub(super) fn visibility(&self, at: usize) -> HeadVisibility {
        self.heads.get(at).map(|head| head.visibility).unwrap_or_default()
    }

    /// Whether these are all shown, in the order in which they stand.
    fn in_order(&self, places: &[usize]) -> bool {
        let shown = |at: &usize| self.shown_at.get(*at).copied().flatten();
        let shown: Vec<Option<usize>> = places.iter().map(shown).collect();
        shown.iter().all(Option::is_some) && shown.is_sorted()
    }

    /// Looks headings of a table up. Where a name is that of several, and the table has it as often,
    /// they are taken in order, if all are shown in the order in which they stand; else they are left
    /// out.
    pub(super) fn resolve(&self, headings: &[Heading]) -> Resolved {
        let mut lines: BTreeMap<&Heading, Vec<usize>> = BTreeMap::new();
        for (line, heading) in headings.iter().enumerate() {
            lines.entry(heading).or_default().push(line);
        }
        let mut places: Vec<Option<usize>> = vec![None; headings.len()];
        let mut set = |line: &usize, at: usize| {
            places.get_mut(*line).into_iter().for_each(|place| *place = Some(at));
        };
        let (mut unknown, mut doubtful) = (BTreeSet::new(), BTreeSet::new());
        for (heading, lines) in lines {
            if heading.is_blank() {
                continue;
            }
            match self.find_within(&heading.above, &heading.name) {
                Match::None => unknown.extend(lines.first().copied()),
                Match::One(at) => lines.iter().for_each(|line| set(line, at)),
                Match::Several(several)
                    if several.len() == lines.len() && self.in_order(&several) =>
                {
                    lines.iter().zip(several).for_each(|(line, at)| set(line, at));
                }
                Match::Several(_) => doubtful.extend(lines.first().copied()),
            }
        }
        // What stands in the table twice: neither of the two is taken.
        let mut taken: BTreeMap<usize, usize> = BTreeMap::new();
        for at in places.iter().flatten() {
            *taken.entry(*at).or_default() += 1;
        }
        for (line, place) in places.iter_mut().enumerate() {
            if place.is_some_and(|at| taken.get(&at).is_some_and(|times| *times > 1)) {
                *place = None;
                doubtful.insert(line);
            }
        }
        let names = |lines: BTreeSet<usize>| {
            let mut seen = BTreeSet::new();
            let names = lines.iter().filter_map(|line| Some(tidy(&headings.get(*line)?.text())));
            names.filter(|name| seen.insert(folded(name))).collect()
        };
        Resolved { unknown: names(unknown), doubtful: names(doubtful), places }
    }
}

/// A heading of a table.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Heading {
    /// What it stands under, where the table says so beside it.
    pub(super) above: String,
    /// Its own text.
    pub(super) name: String,
}

impl Heading {
    pub(super) fn new(name: &str) -> Self {
        Self { above: String::new(), name: name.to_owned() }
    }

    fn is_blank(&self) -> bool {
        folded(&self.name).is_empty()
    }

    fn text(&self) -> String {
        match self.above.is_empty() {
            true => self.name.clone(),
            false => format!("{}: {}", self.above, self.name),
        }
    }
}

/// A head's names beyond its own, the shortest first, the one with its key last.
fn fuller(head: &Head<'_>, above: &[&str]) -> Vec<String> {
    let mut names = Vec::new();
    let mut name = head.name.to_owned();
    for above in above {
        name = format!("{above}: {name}");
        names.push(name.clone());
    }
    names.push(format!("{} ({})", head.name, head.key).trim().to_owned());
    names
}

/// Headings of a table, looked up.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Resolved {
    /// The position of each; none for one that is left out.
    pub(super) places: Vec<Option<usize>>,
    /// Those that nothing is called.
    pub(super) unknown: Vec<String>,
    /// Those that could be several, or stand there twice.
    pub(super) doubtful: Vec<String>,
}

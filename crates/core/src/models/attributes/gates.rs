//! The gates that decide: those that deny, lead somewhere, and do not lie on a circle.

use std::collections::{BTreeMap, BTreeSet};

use super::policy::{Gate, Policy, Strength};
use super::section::AttributeId;

/// An edge: what is behind the gate, and what it needs, by their places in the catalogue.
pub(super) type Edge = (usize, usize);

/// The gates of a policy, sorted out.
#[derive(Debug)]
pub(super) struct Sorted {
    /// Those that decide, in their order.
    pub(super) edges: Vec<Edge>,
    /// Their positions among all gates, in the same order.
    pub(super) deciding: Vec<usize>,
    /// The positions, among all gates, of those that lie on a circle.
    pub(super) circular: Vec<usize>,
    /// Of those that are closed: their strength cannot be read, and they may make a circle.
    pub(super) closed: Vec<usize>,
    /// All attributes, each behind what it needs.
    pub(super) order: Vec<usize>,
}

// R21: with a gate that may deny or warn the others on its circle may decide or not. The least that it
// can mean is that they do, and that it is closed.
/// Sorts the gates of a policy out; `places` has the attributes by their places in the catalogue.
pub(super) fn sorted(gates: &[Gate], places: &BTreeMap<AttributeId, usize>) -> Sorted {
    let all = sorted_without(&[], gates, places);
    let unread = |gate: &Gate| gate.extra.get("strength").is_some() && gate.attribute != gate.needs;
    let closed = all.circular.iter().copied().filter(|at| gates.get(*at).is_some_and(unread));
    let closed: Vec<usize> = closed.collect();
    if closed.is_empty() {
        return all;
    }
    Sorted { circular: all.circular, ..sorted_without(&closed, gates, places) }
}

// R6: a gate that warns, leads nowhere or lies on a circle decides nothing.
fn sorted_without(
    closed: &[usize],
    gates: &[Gate],
    places: &BTreeMap<AttributeId, usize>,
) -> Sorted {
    let count = places.len();
    let edge = |(at, gate): (usize, &Gate)| {
        let ends = (*places.get(&gate.attribute)?, *places.get(&gate.needs)?);
        (gate.strength == Strength::Deny && closed.binary_search(&at).is_err())
            .then_some((at, ends))
    };
    let all: Vec<(usize, Edge)> = gates.iter().enumerate().filter_map(edge).collect();
    let mut ahead = vec![Vec::new(); count];
    let mut back = vec![Vec::new(); count];
    for (_, (from, to)) in &all {
        ahead.get_mut(*from).into_iter().for_each(|ends| ends.push(*to));
        back.get_mut(*to).into_iter().for_each(|ends| ends.push(*from));
    }
    // Two attributes lie on one circle where each is reached from the other: the walk against the
    // gates, begun with what was left last, stays within one circle.
    let order = walk(|at| ends(&ahead, at), 0..count, |_, _| {});
    let mut circle = vec![usize::MAX; count];
    let last_first = order.iter().rev().copied();
    walk(
        |at| ends(&back, at),
        last_first,
        |begun, at| {
            circle.get_mut(at).into_iter().for_each(|of| *of = begun);
        },
    );
    let same = |(from, to): &Edge| circle.get(*from) == circle.get(*to);
    let circular = all.iter().filter(|(_, edge)| same(edge)).map(|(at, _)| *at).collect();
    let (deciding, edges) = all.iter().filter(|(_, edge)| !same(edge)).copied().unzip();
    Sorted { edges, deciding, circular, closed: closed.to_vec(), order }
}

fn ends(edges: &[Vec<usize>], at: usize) -> &[usize] {
    edges.get(at).map(Vec::as_slice).unwrap_or_default()
}

/// Walks from each of `starts` along the edges to whatever was not seen; says of each where its walk began,
/// and gives all in the order in which they were left.
pub(super) fn walk<'e>(
    edges: impl Fn(usize) -> &'e [usize],
    starts: impl IntoIterator<Item = usize>,
    mut see: impl FnMut(usize, usize),
) -> Vec<usize> {
    let mut seen = BTreeSet::new();
    let mut left = Vec::new();
    for start in starts {
        let mut path: Vec<(usize, usize)> = Vec::new();
        let mut enter = |path: &mut Vec<(usize, usize)>, at: usize| {
            if seen.insert(at) {
                see(start, at);
                path.push((at, 0));
            }
        };
        enter(&mut path, start);
        while let Some((at, next)) = path.last_mut() {
            match edges(*at).get(*next) {
                Some(end) => {
                    *next += 1;
                    enter(&mut path, *end);
                }
                None => {
                    left.push(*at);
                    path.pop();
                }
            }
        }
    }
    left
}

/// The attributes of a policy by their places in the catalogue.
pub(super) fn places(policy: &Policy) -> BTreeMap<AttributeId, usize> {
    let mut places = BTreeMap::new();
    for (at, attribute) in policy.catalogue.items().enumerate() {
        places.entry(attribute.id.clone()).or_insert(at);
    }
    places
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(edges: &[(usize, usize)], circular: &[usize]) {
        let id = |at: usize| AttributeId::new(&format!("a-{at}"));
        let places = (0..6).map(|at| (id(at), at)).collect();
        let gates: Vec<Gate> = edges.iter().map(|(a, b)| Gate::new(id(*a), id(*b))).collect();
        let sorted = sorted(&gates, &places);
        assert_eq!(sorted.circular, circular);
        assert_eq!(sorted.order.len(), 6);
        let place = |at: usize| sorted.order.iter().position(|other| *other == at);
        for (from, to) in sorted.edges {
            assert!(place(to) < place(from), "{to} before {from}");
        }
    }

    #[test]
    fn gates_on_a_circle_are_told_from_those_that_lead_to_one() {
        // R6
        check(&[(0, 1), (1, 2)], &[]);
        check(&[(0, 1), (1, 2), (2, 0), (3, 0), (1, 4)], &[0, 1, 2]);
        check(&[(0, 0), (0, 1)], &[0]);
        check(&[(0, 1), (1, 0), (1, 2), (2, 3), (3, 2)], &[0, 1, 3, 4]);
        check(&[(0, 9), (5, 0)], &[]);
    }
}

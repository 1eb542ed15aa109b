//! Who can: everybody who comes to an outcome on a target, with every route, and who nearly does.

use std::collections::BTreeMap;

use super::routes::{Found, Search, Sight};
use super::{Route, Snapshot, Wanted, met_by};
use crate::directory::{Circumstances, Principal};
use crate::models::ModelKind;
use crate::shared::sort_by;
use crate::verdict::{Grants, Outcome};

/// Who comes to an outcome on a target, under some circumstances. People are named by their positions in
/// the directory, and stand in its order.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct WhoCan {
    /// Those who do.
    pub able: Vec<Able>,
    /// The same, together with whoever has the same routes: the largest group first.
    pub groups: Vec<RouteGroup>,
    /// Those who fall short by one step: they have something on the target, and of all that the outcome
    /// grants they lack one ability. On a scale that is the next lower outcome.
    pub short: Vec<Short>,
    /// Those who do not as far as the file can be read, and may as far as it cannot.
    pub maybe: Vec<usize>,
    /// How many do not, those of `short` and `maybe` among them.
    pub unable: usize,
    /// How many are not asked, as they cannot sign on as the circumstances say.
    pub left_out: usize,
}

/// Somebody who comes to the outcome.
#[derive(Clone, Debug, PartialEq)]
pub struct Able {
    /// Who.
    pub at: usize,
    /// What they come to, with its doubt: signed on in the first way in which they come to what is
    /// asked.
    pub outcome: Outcome,
    /// What they are signed on as then; nobody in particular, or a model that does not ask.
    pub sign_on: Option<Principal>,
    /// Under which service.
    pub service: Option<String>,
}

/// The people who have the same routes.
#[derive(Clone, Debug, PartialEq)]
pub struct RouteGroup {
    /// The routes that each of them has. Those through their own settings are each person's own.
    pub routes: Vec<Route>,
    /// Whether all of up to two were looked for, see [`super::Routes::complete`].
    pub complete: bool,
    /// Who: positions in [`WhoCan::able`].
    pub people: Vec<usize>,
}

/// Somebody who falls short by one step.
#[derive(Clone, Debug, PartialEq)]
pub struct Short {
    /// Who.
    pub at: usize,
    /// What they have instead.
    pub outcome: Outcome,
}

impl WhoCan {
    /// The group of somebody who comes to the outcome, by their position in [`WhoCan::able`].
    pub fn group_of(&self, able: usize) -> Option<&RouteGroup> {
        self.groups.iter().find(|group| group.people.binary_search(&able).is_ok())
    }
}

/// Who can; none where the model has no such target. Whoever can sign on in a way in which they come to
/// it can, unless the circumstances name one.
pub fn who_can(
    snapshot: &Snapshot,
    kind: ModelKind,
    asked: &Circumstances,
    target: &str,
    wanted: &Wanted,
) -> Option<WhoCan> {
    let resolver = snapshot.in_the_end(kind);
    let mut search = Search::new(&*resolver, resolver.on(target)?, asked, wanted);
    let needed = wanted.grants(&*resolver, target);
    let generous = snapshot.generous().map(|it| (it.roster(), it.in_the_end(kind)));
    let generous = generous.as_ref().and_then(|(roster, of)| Some((roster, of, of.on(target)?)));
    let may = |at: usize| {
        generous.as_ref().is_some_and(|(roster, of, decide)| {
            let members = roster.nth(at);
            members.is_some_and(|members| met_by(&***of, decide, members, asked, wanted).is_some())
        })
    };
    let mut found = WhoCan::default();
    let mut groups: BTreeMap<Found, Vec<usize>> = BTreeMap::new();
    let mut routes = Found::default();
    for (at, members) in snapshot.roster().people().enumerate() {
        match search.sight(members) {
            Sight::Met { ways, outcome } => {
                search.make_routes(&mut routes, members, &ways);
                match groups.get_mut(&routes) {
                    Some(people) => people.push(found.able.len()),
                    None => drop(groups.insert(routes.clone(), vec![found.able.len()])),
                }
                let (sign_on, service) = search.signed_on(&ways);
                found.able.push(Able { at, outcome, sign_on, service });
                continue;
            }
            Sight::CannotSignOn => found.left_out += 1,
            Sight::Missed(first, others) => {
                found.unable += 1;
                let mut outcomes = std::iter::once(first).chain(others);
                let nearest = outcomes.find(|it| is_short(it.grants, needed));
                found.short.extend(nearest.map(|outcome| Short { at, outcome }));
            }
        }
        if may(at) {
            found.maybe.push(at);
        }
    }
    let named = |(of, people): (Found, Vec<usize>)| {
        let routes = search.named(&of.routes);
        RouteGroup { routes, complete: of.complete, people }
    };
    found.groups = groups.into_iter().map(named).collect();
    sort_by(&mut found.groups, &mut |one, other| {
        let size = other.people.len().cmp(&one.people.len());
        size.then_with(|| one.people.cmp(&other.people))
    });
    Some(found)
}

/// Whether somebody who is granted this lacks one step to what is needed.
fn is_short(grants: Grants, needed: Grants) -> bool {
    !grants.is_empty() && needed.beyond(grants).0.count_ones() == 1
}

//! The routes by which somebody comes to an outcome: through which of all that they belong to, and
//! whether it takes what is set for themselves.
//!
//! A *route* is a set of what somebody belongs to which by itself comes to what is wanted, signed on
//! in a way in which they come to it in the end, and which nothing else of theirs overrules; and none
//! of it can be left out. The empty one is what everybody has. All routes of up to two are looked for,
//! and where there is none of these, one that is longer.

#[cfg(test)]
mod tests;

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::rc::Rc;

use super::Wanted;
use crate::directory::{Circumstances, Directory, Members, Principal};
use crate::model::{Decide, ModelInfo, Resolver};
use crate::shared::sort_by;
use crate::verdict::{Address, Outcome, Reason, Verdict};

/// How many sets are tried for one person, and for all of a question.
const MOST_OF_ONE: usize = 2_000;
const MOST_OF_ALL: usize = 4_000_000;

/// One of what somebody belongs to, by its position in the directory.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Part {
    Group(u32),
    Post(u32),
    Team(u32),
    /// What is set for the person.
    Themselves,
}

impl Part {
    fn principal(self, directory: &Directory) -> Option<Principal> {
        match self {
            Self::Group(at) => {
                directory.groups.nth(at as usize).map(|it| Principal::Group(it.id.clone()))
            }
            Self::Post(at) => {
                directory.posts.nth(at as usize).map(|it| Principal::Post(it.id.clone()))
            }
            Self::Team(at) => {
                directory.teams.nth(at as usize).map(|it| Principal::Team(it.id.clone()))
            }
            Self::Themselves => None,
        }
    }

    fn of(directory: &Directory, principal: &Principal) -> Option<Self> {
        let place = |at: usize| u32::try_from(at).ok();
        match principal {
            Principal::Group(id) => directory.groups.position(id).and_then(place).map(Self::Group),
            Principal::Post(id) => directory.posts.position(id).and_then(place).map(Self::Post),
            Principal::Team(id) => directory.teams.position(id).and_then(place).map(Self::Team),
            Principal::User(_) => None,
        }
    }
}

/// All that somebody belongs to, and themselves.
fn parts(members: &Members) -> impl Iterator<Item = Part> {
    let groups = members.groups.iter().map(|at| Part::Group(*at));
    let posts = members.posts.iter().map(|at| Part::Post(*at));
    let teams = members.teams.iter().map(|at| Part::Team(*at));
    let own = members.user.is_some().then_some(Part::Themselves);
    groups.chain(posts).chain(teams).chain(own)
}

/// Somebody who belongs to these and nothing else.
fn only(members: &Members, parts: &[Part]) -> Members {
    let mut reduced = Members::default();
    make_only(&mut reduced, members, parts);
    reduced
}

/// Makes it [`only`] these, in the room that it has.
fn make_only(reduced: &mut Members, members: &Members, parts: &[Part]) {
    (reduced.user, reduced.unsure, reduced.leaning) = (None, members.unsure, members.leaning);
    for list in [&mut reduced.groups, &mut reduced.posts, &mut reduced.teams] {
        list.clear();
    }
    for part in parts {
        match part {
            Part::Group(at) => reduced.groups.push(*at),
            Part::Post(at) => reduced.posts.push(*at),
            Part::Team(at) => reduced.teams.push(*at),
            Part::Themselves => reduced.user.clone_from(&members.user),
        }
    }
}

/// A way to sign on in which somebody comes to what is wanted.
#[derive(Debug)]
pub(super) struct Way {
    sign_on: Option<Part>,
    /// Which of the model's services; 0 is none.
    service: usize,
    circumstances: Circumstances,
}

impl Way {
    /// The one of these parts that somebody is signed on as. What is none of theirs is nobody in
    /// particular.
    fn signed_on(&self, parts: &[Part]) -> Option<Part> {
        self.sign_on.filter(|part| parts.contains(part))
    }
}

/// The same circumstances for somebody who belongs to no more than these parts of what a person does, and
/// is signed on as one of them or as nobody in particular.
fn reduced<'c>(
    resolver: &dyn Resolver,
    members: &Members,
    circumstances: &'c Circumstances,
    sign_on: Option<&Principal>,
    parts: &[Part],
) -> Cow<'c, Circumstances> {
    // Whoever is in groups and is no person counts as signed on as one of them, unless they are signed
    // on as something that is none of theirs.
    let is_reduced = members.user.is_some() && !parts.contains(&Part::Themselves);
    let sign_on = match sign_on {
        None if is_reduced && resolver.info().reads.sign_on => Some(Principal::Group("".into())),
        sign_on => sign_on.cloned(),
    };
    if sign_on == circumstances.sign_on {
        return Cow::Borrowed(circumstances);
    }
    Cow::Owned(Circumstances { sign_on, ..circumstances.clone() })
}

/// One route.
#[derive(Clone, Debug, PartialEq)]
pub struct Route {
    /// The groups, posts and service teams that it goes through, in the directory's order.
    pub through: Vec<Principal>,
    /// Whether it takes what is set for the person: an entry, a row or a flag of their own.
    pub themselves: bool,
    /// Which of them the person has to be signed on as.
    pub sign_on: Option<Principal>,
    /// Under which service.
    pub service: Option<String>,
    /// What it comes to by itself.
    pub outcome: Outcome,
    parts: Vec<Part>,
}

impl Route {
    /// Whether everybody has it, whatever they belong to.
    pub fn is_everybodys(&self) -> bool {
        self.parts.is_empty()
    }

    /// Why it comes to its outcome by itself, for one of those who have it; none where there is no such
    /// target.
    pub fn explain(
        &self,
        resolver: &dyn Resolver,
        members: &Members,
        asked: &Circumstances,
        target: &str,
    ) -> Option<Verdict<Outcome>> {
        let sign_on = self.sign_on.as_ref();
        let mut asked = reduced(resolver, members, asked, sign_on, &self.parts).into_owned();
        asked.service = self.service.clone().or(asked.service);
        resolver.explain(&only(members, &self.parts), &asked, target)
    }
}

/// The places of policies that an explanation rests on, each once: the cells, entries, ticks and flags
/// that decide. The target itself is left out where anything else is cited.
pub fn places(because: &Reason, target: &str) -> Vec<Address> {
    let mut found: Vec<Address> = Vec::new();
    for step in because.all() {
        for address in step.cites() {
            if matches!(address, Address::Policy { .. }) && !found.contains(address) {
                found.push(address.clone());
            }
        }
    }
    let is_target = |address: &Address| match address {
        Address::Policy { keys, .. } => keys.len() == 1 && keys.iter().all(|key| key == target),
        _ => false,
    };
    if !found.iter().all(is_target) {
        found.retain(|address| !is_target(address));
    }
    found
}

/// The routes of one person.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Routes {
    /// Each of them: those through one thing first, then those through two.
    pub routes: Vec<Route>,
    /// Whether all of up to two were looked for; with very many memberships they are not.
    pub complete: bool,
}

/// All routes of somebody to what is wanted on a target, as far as the circumstances leave open how they
/// are signed on; none where they do not come to it, or there is no such target.
pub fn routes(
    resolver: &dyn Resolver,
    target: &str,
    members: &Members,
    asked: &Circumstances,
    wanted: &Wanted,
) -> Option<Routes> {
    routes_by(resolver, resolver.on(target)?, members, asked, wanted)
}

/// The same where it is said how the target is decided on.
pub(super) fn routes_by(
    resolver: &dyn Resolver,
    decide: Decide<'_>,
    members: &Members,
    asked: &Circumstances,
    wanted: &Wanted,
) -> Option<Routes> {
    let mut search = Search::new(resolver, decide, asked, wanted);
    let Sight::Met { ways, .. } = search.sight(members) else { return None };
    let found = search.routes(members, &ways);
    Some(Routes { routes: search.named(&found.routes), complete: found.complete })
}

/// Routes by their numbers in a [`Search`], rising.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Found {
    pub(super) routes: Vec<u32>,
    pub(super) complete: bool,
}

/// How somebody stands to what is wanted.
pub(super) enum Sight {
    /// They come to it: in these ways, and to this in the first of them.
    Met { ways: Rc<[Way]>, outcome: Outcome },
    /// They do not. These are all outcomes that they come to, however signed on: the first, and others.
    Missed(Outcome, Vec<Outcome>),
    /// They cannot sign on as the circumstances say.
    CannotSignOn,
}

/// What is known already of a set of parts that says nothing of the person: the route, where it comes to
/// what is wanted.
type Known = Option<u32>;

/// The routes of many people to one thing. What a group gives by itself is worked out once for all its
/// members.
pub(super) struct Search<'a> {
    resolver: &'a dyn Resolver,
    decide: Decide<'a>,
    asked: &'a Circumstances,
    wanted: &'a Wanted,
    info: &'static ModelInfo,
    /// The only way, where the model does not ask how people sign on.
    one_way: Option<Rc<[Way]>>,
    /// Whether belonging to more can only help.
    adds_up: bool,
    /// Of no part and of each by itself, in [`Search::slot`]s.
    singles: Vec<Option<Known>>,
    pairs: BTreeMap<(Part, Part, usize), Known>,
    /// By what a route is told from others.
    numbers: BTreeMap<(Vec<Part>, usize, String), u32>,
    routes: Vec<Route>,
    left: usize,
    /// Whoever is asked about next.
    scratch: Members,
    /// What somebody belongs to, and what of it does not come to what is wanted by itself: one room for
    /// one person after the other.
    rooms: (Vec<Part>, Vec<Part>),
}

impl<'a> Search<'a> {
    pub(super) fn new(
        resolver: &'a dyn Resolver,
        decide: Decide<'a>,
        asked: &'a Circumstances,
        wanted: &'a Wanted,
    ) -> Self {
        let info = resolver.info();
        let asks = info.reads.sign_on || info.reads.service;
        let one = || Way { sign_on: None, service: 0, circumstances: asked.clone() };
        let directory = resolver.directory();
        let all = directory.groups.len() + directory.posts.len() + directory.teams.len();
        Self {
            decide,
            resolver,
            asked,
            wanted,
            info,
            one_way: (!asks).then(|| Rc::from([one()])),
            adds_up: info.adds_up && matches!(wanted, Wanted::AtLeast(_)),
            singles: vec![None; (1 + all) * 2 * (info.services.len() + 1)],
            pairs: BTreeMap::new(),
            numbers: BTreeMap::new(),
            routes: Vec::new(),
            left: MOST_OF_ALL,
            scratch: Members::default(),
            rooms: <_>::default(),
        }
    }

    /// How somebody stands to what is wanted.
    pub(super) fn sight(&self, members: &Members) -> Sight {
        if let Some(way) = &self.one_way {
            let outcome = (self.decide)(members, self.asked);
            return match self.wanted.is_met(&outcome) {
                true => Sight::Met { ways: way.clone(), outcome },
                false => Sight::Missed(outcome, Vec::new()),
            };
        }
        let directory = self.resolver.directory();
        let (mut ways, mut first, mut missed) = (Vec::new(), None, Vec::new());
        for circumstances in self.resolver.any_identity(members, self.asked) {
            let outcome = (self.decide)(members, &circumstances);
            if !self.wanted.is_met(&outcome) {
                missed.push(outcome);
                continue;
            }
            first.get_or_insert(outcome);
            let sign_on = circumstances.sign_on.as_ref().filter(|_| self.info.reads.sign_on);
            let sign_on = sign_on.and_then(|who| Part::of(directory, who));
            let services = self.info.services.iter();
            let service = circumstances.service.as_deref().filter(|_| self.info.reads.service);
            let service = service.and_then(|of| services.clone().position(|it| *it == of));
            ways.push(Way { sign_on, service: service.map_or(0, |at| at + 1), circumstances });
        }
        match first {
            Some(outcome) => Sight::Met { ways: ways.into(), outcome },
            None => {
                let mut missed = missed.into_iter();
                let first = missed.next();
                first.map_or(Sight::CannotSignOn, |first| Sight::Missed(first, missed.collect()))
            }
        }
    }

    /// The circumstances of a way, as an answer shows them.
    pub(super) fn signed_on(&self, ways: &[Way]) -> (Option<Principal>, Option<String>) {
        let way = ways.first().filter(|_| self.one_way.is_none());
        let sign_on = way.filter(|way| way.sign_on.is_some());
        (
            sign_on.and_then(|way| way.circumstances.sign_on.clone()),
            way.filter(|way| way.service > 0).and_then(|way| way.circumstances.service.clone()),
        )
    }

    /// The routes with these numbers, those through less first.
    pub(super) fn named(&self, numbers: &[u32]) -> Vec<Route> {
        let routes = numbers.iter().filter_map(|at| self.routes.get(*at as usize).cloned());
        let mut routes: Vec<Route> = routes.collect();
        sort_by(&mut routes, &mut |one, other| {
            (one.parts.len(), &one.parts).cmp(&(other.parts.len(), &other.parts))
        });
        routes
    }

    /// The routes of somebody who comes to what is wanted in these ways.
    pub(super) fn routes(&mut self, members: &Members, ways: &[Way]) -> Found {
        let mut found = Found::default();
        self.make_routes(&mut found, members, ways);
        found
    }

    /// The same, in the room that it has.
    pub(super) fn make_routes(&mut self, found: &mut Found, members: &Members, ways: &[Way]) {
        found.routes.clear();
        found.complete = self.left > 0;
        if found.complete {
            let (mut all, mut weak) = std::mem::take(&mut self.rooms);
            all.clear();
            all.extend(parts(members));
            weak.clear();
            self.look(found, members, &all, &mut weak, ways);
            found.routes.sort_unstable();
            self.rooms = (all, weak);
        }
    }

    fn look(
        &mut self,
        found: &mut Found,
        members: &Members,
        all: &[Part],
        weak: &mut Vec<Part>,
        ways: &[Way],
    ) {
        if let Some(route) = self.sufficient(members, all, &[], ways) {
            found.routes.push(route);
            return;
        }
        for part in all {
            let known = match part {
                Part::Themselves => None,
                part => self.sufficient(members, all, &[*part], ways),
            };
            match known {
                Some(route) => found.routes.push(route),
                None => weak.push(*part),
            }
        }
        // Where everything adds up, what is left has a route where it comes to what is wanted.
        if self.adds_up && (weak.is_empty() || self.comes(members, weak, ways).is_none()) {
            return;
        }
        if weak.last() == Some(&Part::Themselves)
            && let Some(route) = self.sufficient(members, all, &[Part::Themselves], ways)
        {
            found.routes.push(route);
            weak.pop();
        }
        let end = self.left.saturating_sub(MOST_OF_ONE);
        'pairs: for (at, one) in weak.iter().enumerate() {
            for other in weak.iter().skip(at + 1) {
                if self.left <= end {
                    found.complete = false;
                    break 'pairs;
                }
                found.routes.extend(self.sufficient(members, all, &[*one, *other], ways));
            }
        }
        if found.routes.is_empty() {
            let (route, complete) = self.long(members, all, ways);
            found.routes.extend(route);
            found.complete &= complete;
        }
    }

    /// A route of which no part can be left out, found by leaving out one after the other; and whether
    /// each that is left was tried.
    fn long(&mut self, members: &Members, all: &[Part], ways: &[Way]) -> (Option<u32>, bool) {
        let mut set = all.to_vec();
        let mut route = self.sufficient(members, all, &set, ways);
        let end = self.left.saturating_sub(MOST_OF_ONE);
        let (mut at, mut kept) = (0, 0);
        // Round and round: what was needed beside a part that went later may not be needed without it.
        while kept < set.len() {
            if self.left <= end {
                return (route, false);
            }
            let mut without = set.clone();
            without.remove(at);
            match self.sufficient(members, all, &without, ways) {
                Some(shorter) => (set, route, kept) = (without, Some(shorter), 0),
                None => (at, kept) = (at + 1, kept + 1),
            }
            if at >= set.len() {
                at = 0;
            }
        }
        (route, true)
    }

    /// The route through a set, where that comes to what is wanted and nothing else overrules it.
    fn sufficient(
        &mut self,
        members: &Members,
        all: &[Part],
        set: &[Part],
        ways: &[Way],
    ) -> Option<u32> {
        if self.adds_up {
            return self.comes(members, set, ways);
        }
        let mut route = None;
        for way in ways {
            let Some(found) = self.comes_by(members, set, way) else { continue };
            let mut others = all.iter().filter(|part| !set.contains(part));
            let stands = others.all(|part| {
                let mut with = set.to_vec();
                with.insert(with.partition_point(|other| other < part), *part);
                self.comes_by(members, &with, way).is_some()
            });
            if stands {
                route = Some(found);
                break;
            }
        }
        route
    }

    /// The route through a set in the first of these ways in which it comes to what is wanted.
    fn comes(&mut self, members: &Members, set: &[Part], ways: &[Way]) -> Option<u32> {
        ways.iter().find_map(|way| self.comes_by(members, set, way))
    }

    fn comes_by(&mut self, members: &Members, set: &[Part], way: &Way) -> Option<u32> {
        self.left = self.left.saturating_sub(1);
        // What says nothing of the person is the same for everybody.
        let personal = members.unsure.any() || set.contains(&Part::Themselves);
        let signed_on = way.signed_on(set);
        let how = signed_on.and_then(|part| set.iter().position(|it| *it == part));
        let how = how.map_or(0, |at| at + 1) * (self.info.services.len() + 1) + way.service;
        match set {
            _ if personal => self.worked_out(members, set, way, signed_on),
            [] => self.single(members, set, way, 0, how),
            [part] => {
                let slot = self.slot(*part);
                self.single(members, set, way, slot, how)
            }
            [one, other] => {
                let key = (*one, *other, how);
                if let Some(known) = self.pairs.get(&key) {
                    return *known;
                }
                let known = self.worked_out(members, set, way, signed_on);
                self.pairs.insert(key, known);
                known
            }
            _ => self.worked_out(members, set, way, signed_on),
        }
    }

    /// The place of a part among all of the directory; nothing has the first.
    fn slot(&self, part: Part) -> usize {
        let directory = self.resolver.directory();
        let (groups, posts) = (directory.groups.len(), directory.posts.len());
        1 + match part {
            Part::Group(at) => at as usize,
            Part::Post(at) => groups + at as usize,
            Part::Team(at) => groups + posts + at as usize,
            Part::Themselves => return 0,
        }
    }

    fn single(
        &mut self,
        members: &Members,
        set: &[Part],
        way: &Way,
        slot: usize,
        how: usize,
    ) -> Option<u32> {
        let at = slot * 2 * (self.info.services.len() + 1) + how;
        if let Some(Some(known)) = self.singles.get(at) {
            return *known;
        }
        let known = self.worked_out(members, set, way, way.signed_on(set));
        self.singles.get_mut(at).into_iter().for_each(|it| *it = Some(known));
        known
    }

    fn worked_out(
        &mut self,
        members: &Members,
        set: &[Part],
        way: &Way,
        signed_on: Option<Part>,
    ) -> Option<u32> {
        let sign_on = way.circumstances.sign_on.as_ref().filter(|_| signed_on.is_some());
        let asked = reduced(self.resolver, members, &way.circumstances, sign_on, set);
        make_only(&mut self.scratch, members, set);
        let outcome = (self.decide)(&self.scratch, &asked);
        if !self.wanted.is_met(&outcome) {
            return None;
        }
        let how = signed_on.and_then(|part| set.iter().position(|it| *it == part));
        let how = how.map_or(0, |at| at + 1) * (self.info.services.len() + 1) + way.service;
        let doubt = if outcome.doubtful { "?" } else { "" };
        let key = (set.to_vec(), how, format!("{}{doubt}", outcome.name));
        if let Some(known) = self.numbers.get(&key) {
            return Some(*known);
        }
        let directory = self.resolver.directory();
        let number = u32::try_from(self.routes.len()).ok()?;
        self.routes.push(Route {
            through: set.iter().filter_map(|part| part.principal(directory)).collect(),
            themselves: set.contains(&Part::Themselves),
            sign_on: sign_on.cloned(),
            service: way.circumstances.service.clone().filter(|_| way.service > 0),
            outcome,
            parts: set.to_vec(),
        });
        self.numbers.insert(key, number);
        Some(number)
    }
}

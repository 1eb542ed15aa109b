//! Who can and by which routes, tried on random documents of all models against everybody's own
//! decisions and a plain search through all sets of what they belong to; and by hand on small ones.

use std::collections::BTreeSet;

use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};

use super::super::cases::{any_documents, snapshot};
use super::super::{Snapshot, Wanted, met_by, origin, who_can};
use super::{Routes, routes};
use crate::directory::{Circumstances, Members, Principal, UserId};
use crate::document::Document;
use crate::model::Resolver;
use crate::models::ModelKind;
use crate::verdict::{Grants, Outcome};

/// All that somebody belongs to, one bit each; the last is themselves.
fn size(members: &Members) -> usize {
    members.groups.len() + members.posts.len() + members.teams.len() + 1
}

/// Somebody who belongs to no more than these.
fn reduced(members: &Members, set: u32) -> Members {
    let mut bit = 0;
    let mut some = |all: &[u32]| -> Vec<u32> {
        let kept = all.iter().filter(|_| {
            bit += 1;
            set >> (bit - 1) & 1 == 1
        });
        kept.copied().collect()
    };
    let (groups, posts, teams) =
        (some(&members.groups), some(&members.posts), some(&members.teams));
    let user = members.user.clone().filter(|_| set >> (size(members) - 1) & 1 == 1);
    Members { user, groups, posts, teams, ..members.clone() }
}

/// The routes of somebody, from the definition: all sets of what they belong to are looked at.
struct Plainly<'a> {
    resolver: &'a dyn Resolver,
    target: &'a str,
    members: &'a Members,
    wanted: &'a Wanted,
    /// How they can sign on so that they come to what is wanted.
    ways: Vec<Circumstances>,
}

impl Plainly<'_> {
    /// Whether a set comes to what is wanted, signed on in a way.
    fn comes(&self, set: u32, way: &Circumstances) -> bool {
        let members = reduced(self.members, set);
        let mut way = way.clone();
        // Signed on as something that is not in the set, they are nobody in particular: as a person is
        // who signs on as a group that there is not.
        let own = self.resolver.identities(&members).contains(&way.sign_on);
        if members.user.is_none() && (way.sign_on.is_none() || !own) {
            way.sign_on = Some(Principal::Group("no such group".into()));
        }
        let outcome = self.resolver.decide(&members, &way, self.target).unwrap();
        self.wanted.is_met(&outcome)
    }

    /// Whether it does, and does so too beside any other thing that they belong to.
    fn sufficient(&self, set: u32) -> bool {
        let others = || (0..size(self.members)).filter(|bit| set >> bit & 1 == 0);
        self.ways
            .iter()
            .any(|way| self.comes(set, way) && others().all(|bit| self.comes(set | 1 << bit, way)))
    }
}

/// A route as a set of bits.
fn bits(snapshot: &Snapshot, members: &Members, through: &[Principal], themselves: bool) -> u32 {
    let directory = &snapshot.document().directory;
    let groups = members
        .groups
        .iter()
        .map(|at| Principal::Group(directory.groups.nth(*at as usize).unwrap().id.clone()));
    let posts = members
        .posts
        .iter()
        .map(|at| Principal::Post(directory.posts.nth(*at as usize).unwrap().id.clone()));
    let teams = members
        .teams
        .iter()
        .map(|at| Principal::Team(directory.teams.nth(*at as usize).unwrap().id.clone()));
    let all: Vec<Principal> = groups.chain(posts).chain(teams).collect();
    let own = u32::from(themselves) << all.len();
    all.iter().enumerate().fold(own, |set, (at, it)| set | u32::from(through.contains(it)) << at)
}

fn check_routes(
    snapshot: &Snapshot,
    kind: ModelKind,
    members: &Members,
    target: &str,
    (asked, wanted): (&Circumstances, &Wanted),
    found: &Routes,
) -> Result<(), TestCaseError> {
    let resolver = snapshot.in_the_end(kind);
    let decide = resolver.on(target).unwrap();
    let ways = resolver.any_identity(members, asked).into_iter();
    let ways = ways.filter(|way| wanted.is_met(&decide(members, way))).collect();
    let plainly = Plainly { resolver: &*resolver, target, members, wanted, ways };
    prop_assert!(found.complete);
    let sets: Vec<u32> = found
        .routes
        .iter()
        .map(|route| bits(snapshot, members, &route.through, route.themselves))
        .collect();
    let about = format!("{:?} on {target} for {wanted:?}: {found:?}", members.user);
    for (set, route) in sets.iter().zip(&found.routes) {
        prop_assert!(plainly.sufficient(*set), "not enough: {}", about);
        let verdict = route.explain(&*resolver, members, asked, target).unwrap();
        prop_assert_eq!(&verdict.decision, &route.outcome, "{}", about);
        prop_assert!(wanted.is_met(&route.outcome), "{}", about);
        for bit in (0..size(members)).filter(|bit| set >> bit & 1 == 1) {
            prop_assert!(!plainly.sufficient(set & !(1 << bit)), "{} not needed: {}", bit, about);
        }
        if let Some(sign_on) = &route.sign_on {
            prop_assert!(route.through.contains(sign_on), "{}", about);
        }
    }
    // All of up to two.
    let all = (0_u32..1 << size(members)).filter(|set| set.count_ones() <= 2);
    let enough: Vec<u32> = all.filter(|set| plainly.sufficient(*set)).collect();
    let least = |set: &&u32| !enough.iter().any(|other| other != *set && other & **set == *other);
    let expected: BTreeSet<u32> = enough.iter().filter(least).copied().collect();
    let short: BTreeSet<u32> = sets.iter().copied().filter(|set| set.count_ones() <= 2).collect();
    prop_assert_eq!(&short, &expected, "{}", about);
    prop_assert_eq!(sets.len(), sets.iter().collect::<BTreeSet<_>>().len(), "{}", about);
    prop_assert!(!sets.is_empty(), "{}", about);
    Ok(())
}

fn reverse_is_forward(
    document: &Document,
    asked: &Circumstances,
    kind: ModelKind,
    some: &[usize],
) -> Result<(), TestCaseError> {
    let snapshot = Snapshot::new(document, None);
    let resolver = snapshot.in_the_end(kind);
    let heads = resolver.targets();
    for at in some {
        let Some(head) = at.checked_rem(heads.len()).and_then(|at| heads.get(at)) else { break };
        let target = head.key.as_str();
        let column = resolver.column(asked, target).unwrap();
        let one = column.get(at / 7 % column.len()).unwrap().clone();
        let wanted = match at % 5 {
            0 => Wanted::Exactly(one.name.to_string()),
            1 if one.grants != Grants(0) => {
                Wanted::AtLeast(Grants(one.grants.0 & one.grants.0.wrapping_neg()))
            }
            2 => Wanted::LessThan(one.grants),
            _ => Wanted::AtLeast(one.grants),
        };
        let found = who_can(&snapshot, kind, asked, target, &wanted).unwrap();
        let (mut able, mut short, mut maybe) = (Vec::new(), Vec::new(), Vec::new());
        let (mut left_out, mut unable) = (0, 0);
        let needed = wanted.grants(&*resolver, target);
        for (at, members) in snapshot.roster().people().enumerate() {
            let ways = resolver.any_identity(members, asked);
            let outcomes: Vec<Outcome> = ways
                .iter()
                .map(|way| resolver.explain(members, way, target).unwrap().decision)
                .collect();
            if let Some(outcome) = outcomes.iter().find(|it| wanted.is_met(it)) {
                able.push((at, outcome.clone()));
                continue;
            }
            match ways.len() {
                0 => left_out += 1,
                _ => unable += 1,
            }
            let near = outcomes
                .iter()
                .find(|it| it.grants.0 != 0 && (needed.0 & !it.grants.0).count_ones() == 1);
            short.extend(near.map(|outcome| (at, outcome.clone())));
            if let Some(generous) = snapshot.generous() {
                let of = generous.in_the_end(kind);
                let members = generous.roster().nth(at).unwrap();
                let decide = of.on(target).unwrap();
                maybe.extend(met_by(&*of, &decide, members, asked, &wanted).map(|_| at));
            }
        }
        let reverse: Vec<_> = found.able.iter().map(|it| (it.at, it.outcome.clone())).collect();
        prop_assert_eq!(reverse, able, "{:?} on {}", wanted, target);
        let nearly: Vec<_> = found.short.iter().map(|it| (it.at, it.outcome.clone())).collect();
        prop_assert_eq!(nearly, short);
        prop_assert_eq!(&found.maybe, &maybe);
        prop_assert_eq!((found.unable, found.left_out), (unable, left_out));
        prop_assert!(found.groups.is_sorted_by(|a, b| a.people.len() >= b.people.len()));
        let mut grouped: Vec<usize> = Vec::new();
        for (at, group) in found.groups.iter().enumerate() {
            grouped.extend(&group.people);
            prop_assert!(!found.groups.iter().skip(at + 1).any(|it| it.routes == group.routes));
        }
        grouped.sort_unstable();
        prop_assert_eq!(grouped, (0..found.able.len()).collect::<Vec<_>>());
        for (at, person) in found.able.iter().enumerate() {
            let members = snapshot.roster().nth(person.at).unwrap();
            let group = found.group_of(at).unwrap();
            let own = routes(&*resolver, target, members, asked, &wanted).unwrap();
            prop_assert_eq!((&own.routes, own.complete), (&group.routes, group.complete));
            check_routes(&snapshot, kind, members, target, (asked, &wanted), &own)?;
        }
    }
    Ok(())
}

#[test]
fn who_can_is_what_each_can_and_routes_are_all_that_lead_there() {
    let mut runner = TestRunner::new(Config { cases: 384, ..Config::with_source_file(file!()) });
    let strategy = (any_documents(), prop::collection::vec(any::<usize>(), 3));
    let outcome = runner.run(&strategy, |((document, asked, kind), some)| {
        reverse_is_forward(&document, &asked, kind, &some)?;
        // As whoever asks names no sign-on.
        reverse_is_forward(&document, &Circumstances::default(), kind, &some)
    });
    if let Err(failure) = outcome {
        panic!("{failure}");
    }
}

/// Who can, a line for each group of people: their names and their routes.
#[track_caller]
fn check(snapshot: &Snapshot, kind: ModelKind, target: &str, wanted: Wanted, expected: &[&str]) {
    let none = Circumstances::default();
    let found = who_can(snapshot, kind, &none, target, &wanted).unwrap();
    let directory = &snapshot.document().directory;
    let name = |at: usize| directory.users.nth(at).unwrap().name.clone();
    let mut lines: Vec<String> = Vec::new();
    for group in &found.groups {
        let people = group.people.iter().map(|at| name(found.able[*at].at));
        let people: Vec<String> = people.collect();
        let route = |route: &super::Route| {
            let through = route.through.iter().map(|who| directory.name(who));
            let own = route.themselves.then(|| "themselves".to_owned());
            let all: Vec<String> = through.chain(own).collect();
            let sign_on = route.sign_on.as_ref().map(|who| format!(" as {}", directory.name(who)));
            let all = if all.is_empty() { "everybody".to_owned() } else { all.join(" + ") };
            format!("{all}{}: {}", sign_on.unwrap_or_default(), route.outcome.name)
        };
        let routes: Vec<String> = group.routes.iter().map(route).collect();
        lines.push(format!("{} through {}", people.join(", "), routes.join(" or ")));
    }
    for short in &found.short {
        lines.push(format!("{} has {}", name(short.at), short.outcome.name));
    }
    assert_eq!(lines, expected);
}

const READ_WRITE: Wanted = Wanted::AtLeast(Grants(0b011));

#[test]
fn a_level_comes_through_groups_and_flags() {
    // R8, R10
    let section = r#"{"levels":{"g":{"b-bases":"Read-Write"},"h":{"b-bases":"Read"}},
        "systemAdmins":["ann","dee"]}"#;
    let of = snapshot("processes", section);
    check(
        &of,
        ModelKind::Processes,
        "b-bases",
        READ_WRITE,
        &[
            "Ann through G: Read-Write or themselves: Read-Write-Delete",
            "Bob through G: Read-Write",
            "Dee through themselves: Read-Write-Delete",
            "Cem has Read",
        ],
    );
    let exactly = Wanted::Exactly("Read".to_owned());
    check(&of, ModelKind::Processes, "b-bases", exactly, &["Cem through H: Read"]);
}

#[test]
fn a_level_and_field_level_security_can_take_two_groups() {
    // R9
    let section = r#"{"levels":{"g":{"b-sen-memos":"Read-Write"}},
        "secured":{"h":{"b-sen-memos":"Read-Write-Delete"}}}"#;
    check(
        &snapshot("processes", section),
        ModelKind::Processes,
        "b-sen-memos",
        READ_WRITE,
        &["Ann through G + H: Read-Write"],
    );
}

#[test]
fn a_row_of_a_group_needs_somebody_signed_on_as_it() {
    // R4, R5, R14, R16
    let section = r#"{"records":[{"id":"r","name":"R","type":"Fostering","acl":{
        "description":"For a test","priority":"Favour Allow",
        "members":[{"who":"g"},{"who":"t"},{"who":"ann","deny":["Write"]}]}}]}"#;
    check(
        &snapshot("acl", section),
        ModelKind::Acl,
        "r",
        Wanted::AtLeast(Grants(0b0111)),
        &[
            "Ann through G as G: edited",
            "Bob through G as G: edited or P as P: edited",
            "Cem through T: edited",
        ],
    );
}

#[test]
fn what_everybody_has_goes_through_nothing() {
    // R2 of Security Permissions
    let section = r#"{"catalogue":[{"id":"s","name":"S","attributes":[
        {"id":"a","name":"A","default":true}]}]}"#;
    let of = snapshot("attributes", section);
    let everybody = ["Ann, Bob, Cem, Dee through everybody: effective"];
    check(&of, ModelKind::Attributes, "a", Wanted::AtLeast(Grants(0b11)), &everybody);
}

#[test]
fn a_route_that_something_else_overrules_is_none() {
    // R3, R6: Ann's own entry stands in the place of what the groups have, a Block among them.
    let section = r#"{"items":[{"id":"pier","name":"Pier","type":"Org Unit"}],
        "entries":[
            {"id":"e1","who":"g","on":"pier","set":["Read","Gain Access"]},
            {"id":"e2","who":"h","on":"pier","set":[]},
            {"id":"e3","who":"ann","on":"pier","set":["Read","Gain Access"]}]}"#;
    let of = snapshot("resources", section);
    let wanted = Wanted::at_least(&*of.in_the_end(ModelKind::Resources), "pier", "gain access");
    check(
        &of,
        ModelKind::Resources,
        "pier",
        wanted.unwrap(),
        &["Ann through themselves: Read, Gain Access", "Bob through G: Read, Gain Access"],
    );
}

#[test]
fn an_origin_names_the_places_that_decide() {
    let section = r#"{"levels":{"g":{"b-bases":"Read-Write"},"h":{"b-bases":"Read"}}}"#;
    let of = snapshot("processes", section);
    let resolver = of.in_the_end(ModelKind::Processes);
    let members = of.roster().of(&UserId::from("ann")).unwrap();
    let found = origin(&*resolver, members, &Circumstances::default(), "b-bases").unwrap();
    let names: Vec<Vec<String>> = found.places.iter().map(|it| it.ids()).collect();
    assert_eq!(names, [["g", "b-bases"]]);
    assert_eq!(found.routes.len(), 1);
    assert_eq!(found.because.rule, "R8");
}

#[test]
fn what_is_asked_for_is_read_by_name() {
    let of = snapshot("processes", r#"{"levels":{"g":{"b-bases":"Read-Write"}}}"#);
    let resolver = of.in_the_end(ModelKind::Processes);
    assert_eq!(Wanted::at_least(&*resolver, "b-bases", "read-write"), Ok(READ_WRITE));
    let exactly = Wanted::exactly(&*resolver, "b-bases", "DENY");
    assert_eq!(exactly, Ok(Wanted::Exactly("Deny".to_owned())));
    let refused = |it: Result<Wanted, crate::model::Refusal>| it.unwrap_err().0;
    assert_eq!(
        refused(Wanted::at_least(&*resolver, "b-bases", "Deny")),
        "everybody has `Deny` at least; there are: Read; Read-Write; Read-Write-Delete"
    );
    assert_eq!(
        refused(Wanted::at_least(&*resolver, "b-bases", "Write")),
        "nothing can be asked for as `Write` at least; there are: Read; Read-Write; \
         Read-Write-Delete"
    );
    assert_eq!(
        refused(Wanted::exactly(&*resolver, "b-bases", "Write")),
        "there is no outcome `Write`; there are: Read; Read-Write; Read-Write-Delete; Deny"
    );
    assert_eq!(Wanted::anything(&*resolver, "b-bases"), Some(Wanted::AtLeast(Grants(0b001))));

    let section = r#"{"items":[{"id":"pier","name":"Pier","type":"Org Unit"}]}"#;
    let of = snapshot("resources", section);
    let resolver = of.in_the_end(ModelKind::Resources);
    let several = Wanted::exactly(&*resolver, "pier", "update,Read");
    assert_eq!(several, Ok(Wanted::Exactly("Read, Update".to_owned())));
}

//! What can: all that somebody comes to in all systems, where it comes from, and what of it somebody in
//! no group would have as well.

use super::routes::{places, routes};
use super::{Route, Snapshot, Subject, Wanted};
use crate::directory::{Circumstances, Members, Principal};
use crate::model::{Refusal, Resolver, TargetHead};
use crate::models::ModelKind;
use crate::verdict::{Address, Outcome, Reason};

/// What somebody comes to in one system.
#[derive(Clone, Debug, PartialEq)]
pub struct System {
    /// The model.
    pub kind: ModelKind,
    /// Every target, in the model's order.
    pub cells: Vec<Cell>,
    /// Why there is none: they cannot sign on as the circumstances say.
    pub refused: Option<Refusal>,
}

/// What somebody comes to on one target.
#[derive(Clone, Debug, PartialEq)]
pub struct Cell {
    /// The target.
    pub head: TargetHead,
    /// The outcome: of all ways in which they can sign on that of the first that lets them do the most.
    pub outcome: Outcome,
    /// What they are signed on as then; nobody in particular, or a model that does not ask.
    pub sign_on: Option<Principal>,
    /// Under which service.
    pub service: Option<String>,
    /// Whether somebody who belongs to nothing has something else.
    pub own: bool,
}

impl Cell {
    /// The circumstances under which it comes out.
    pub fn circumstances(&self, asked: &Circumstances) -> Circumstances {
        let (sign_on, service) = (self.sign_on.clone(), self.service.clone());
        Circumstances { sign_on, service, ..asked.clone() }
    }
}

/// Where an outcome comes from.
#[derive(Clone, Debug, PartialEq)]
pub struct Origin {
    /// The routes to as much as it grants; none to an outcome that grants nothing.
    pub routes: Vec<Route>,
    /// Whether all routes of up to two were looked for.
    pub complete: bool,
    /// Why it comes out, the whole explanation: its first step is the reason in short.
    pub because: Reason,
    /// The places of policies that it rests on.
    pub places: Vec<Address>,
}

/// All systems in which anything is set, with what somebody comes to in each; none where the directory
/// does not have them. As far as the circumstances leave open how they are signed on, they are signed on
/// as lets them do the most.
pub fn what_can(
    snapshot: &Snapshot,
    subject: &Subject,
    asked: &Circumstances,
) -> Option<Vec<System>> {
    let members = subject.members(snapshot)?;
    let kinds = ModelKind::ALL.iter().copied();
    let kinds = kinds.filter(|kind| !snapshot.document().policies.is_blank(*kind));
    Some(kinds.map(|kind| system(snapshot, kind, &members, asked)).collect())
}

/// What somebody comes to in one system.
pub(super) fn system(
    snapshot: &Snapshot,
    kind: ModelKind,
    members: &Members,
    asked: &Circumstances,
) -> System {
    let resolver = snapshot.in_the_end(kind);
    if let Err(refusal) = resolver.own_sign_on(members, asked) {
        return System { kind, cells: Vec::new(), refused: Some(refusal) };
    }
    let reads = resolver.info().reads;
    let nobody = Members { leaning: members.leaning, ..Members::default() };
    let base = resolver.row(&nobody, &resolver.theirs(&nobody, asked));
    let mut best: Vec<(Outcome, usize)> = Vec::new();
    let ways = match reads.sign_on || reads.service {
        true => resolver.any_identity(members, asked),
        false => vec![asked.clone()],
    };
    for (at, way) in ways.iter().enumerate() {
        let row = resolver.row(members, way);
        if best.is_empty() {
            best = row.into_iter().map(|outcome| (outcome, at)).collect();
            continue;
        }
        for (known, outcome) in best.iter_mut().zip(row) {
            let more = |outcome: &Outcome| outcome.grants.0.count_ones();
            if more(&outcome) > more(&known.0) {
                *known = (outcome, at);
            }
        }
    }
    let cells = resolver.targets().into_iter().zip(best).zip(base);
    let cells = cells.map(|((head, (outcome, at)), nobodys)| {
        let way = ways.get(at);
        let sign_on = way.filter(|_| reads.sign_on).and_then(|way| way.sign_on.clone());
        let service = way.filter(|_| reads.service).and_then(|way| way.service.clone());
        Cell { head, own: outcome != nobodys, outcome, sign_on, service }
    });
    System { kind, cells: cells.collect(), refused: None }
}

/// Where one outcome comes from; none where there is no such target.
pub fn origin(
    resolver: &dyn Resolver,
    members: &Members,
    asked: &Circumstances,
    target: &str,
) -> Option<Origin> {
    let verdict = resolver.explain(members, asked, target)?;
    let grants = verdict.decision.grants;
    let found = (!grants.is_empty())
        .then(|| routes(resolver, target, members, asked, &Wanted::AtLeast(grants)))
        .flatten();
    let (routes, complete) = found.map_or((Vec::new(), true), |it| (it.routes, it.complete));
    let places = places(&verdict.because, target);
    Some(Origin { routes, complete, because: verdict.because, places })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use proptest::test_runner::{Config, TestRunner};

    use super::super::cases::{any_documents, snapshot};
    use super::*;

    /// Everybody, and somebody in each of the groups.
    fn subjects(snapshot: &Snapshot) -> Vec<Subject> {
        let directory = &snapshot.document().directory;
        let users = directory.users.iter().map(|user| Subject::User(user.id.clone()));
        users.chain(directory.groups.iter().map(|it| Subject::Group(it.id.clone()))).collect()
    }

    #[test]
    fn what_somebody_can_is_the_most_of_all_ways_to_sign_on() {
        let config = Config { cases: 256, ..Config::with_source_file(file!()) };
        let outcome = TestRunner::new(config).run(&any_documents(), |(document, asked, kind)| {
            let snapshot = Snapshot::new(&document, None);
            let resolver = snapshot.in_the_end(kind);
            let nobody = Subject::Nobody.members(&snapshot).unwrap();
            let open = Circumstances { on: asked.on, ..Circumstances::default() };
            let both = [&asked, &open];
            for (subject, asked) in
                subjects(&snapshot).iter().flat_map(|it| both.map(|asked| (it, asked)))
            {
                let members = subject.members(&snapshot).unwrap();
                let systems = what_can(&snapshot, subject, asked).unwrap();
                let Some(system) = systems.iter().find(|system| system.kind == kind) else {
                    prop_assert!(document.policies.is_blank(kind));
                    continue;
                };
                let ways = resolver.any_identity(&members, asked);
                prop_assert_eq!(system.refused.is_some(), ways.is_empty());
                let heads = if ways.is_empty() { Vec::new() } else { resolver.targets() };
                prop_assert_eq!(system.cells.len(), heads.len());
                for (cell, head) in system.cells.iter().zip(heads) {
                    prop_assert_eq!(&cell.head, &head);
                    let all: Vec<Outcome> = ways
                        .iter()
                        .map(|way| resolver.explain(&members, way, &head.key).unwrap().decision)
                        .collect();
                    let most = all.iter().map(|it| it.grants.0.count_ones()).max().unwrap();
                    let best = all.iter().find(|it| it.grants.0.count_ones() == most).unwrap();
                    prop_assert_eq!(&cell.outcome, best);
                    let here = cell.circumstances(asked);
                    prop_assert_eq!(
                        resolver.decide(&members, &here, &head.key),
                        Some(best.clone())
                    );
                    let as_nobody = resolver.theirs(&nobody, asked);
                    let base = resolver.decide(&nobody, &as_nobody, &head.key).unwrap();
                    prop_assert_eq!(cell.own, base != *best);
                    let origin = origin(&*resolver, &members, &here, &head.key).unwrap();
                    prop_assert_eq!(origin.routes.is_empty(), best.grants.is_empty());
                    prop_assert_eq!(&origin.because.outcome, &best.name);
                }
            }
            Ok(())
        });
        if let Err(failure) = outcome {
            panic!("{failure}");
        }
    }

    #[test]
    fn systems_in_which_nothing_is_set_are_left_out() {
        let of = snapshot("processes", r#"{"levels":{"g":{"b-bases":"Read"}}}"#);
        let found = what_can(&of, &Subject::User("ann".into()), &Circumstances::default());
        let systems = found.unwrap();
        assert_eq!(systems.iter().map(|it| it.kind).collect::<Vec<_>>(), [ModelKind::Processes]);
        let own: Vec<(&str, &str)> = systems[0]
            .cells
            .iter()
            .filter(|cell| cell.own)
            .map(|cell| (cell.head.key.as_str(), &*cell.outcome.name))
            .collect();
        assert_eq!(own, [("b-bases", "Read")]);
        assert_eq!(what_can(&of, &Subject::User("zoe".into()), &Circumstances::default()), None);
    }
}

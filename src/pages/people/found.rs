//! What is found out about a person: at once what they can do, then, a few lines at a time, from where.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use leptos::prelude::*;

use super::Page;
use super::access::{Because, Row, System, access, because};
use crate::platform::later;
use whocan_core::directory::{Members, UserId};
use whocan_core::model::Holdings;
use whocan_core::models::ModelKind;
use whocan_core::query::Snapshot;
use whocan_core::shared::{Shared, collect_into};

/// How many lines of a system are explained.
const EXPLAINED: usize = 60;

/// What a person can do.
#[derive(Clone)]
pub struct Found {
    /// The draft.
    pub snapshot: Shared<Snapshot>,
    /// What they belong to.
    pub members: Arc<Members>,
    /// All systems in use.
    pub systems: Vec<System>,
    /// What is set for them and what they inherit, of the systems that list that on a user's page.
    pub holdings: Vec<(ModelKind, Holdings)>,
}

/// Where what they can do comes from, by the positions of system and row.
pub type Reasons = BTreeMap<(usize, usize), Because>;

/// What is found out so far. Copied freely.
#[derive(Clone, Copy)]
pub struct Followed {
    /// What they can do; none as long as that is worked out.
    pub found: RwSignal<Option<Arc<Found>>>,
    /// From where.
    pub reasons: RwSignal<Arc<Reasons>>,
}

/// Follows a person: again after each edit, once the page is painted.
pub(super) fn follow(page: Page, user: UserId) -> Followed {
    let followed = Followed { found: RwSignal::new(None), reasons: RwSignal::new(Arc::default()) };
    let session = page.session;
    let turn = StoredValue::new(0_u32);
    Effect::new(move |_| {
        let (snapshot, saved) = (session.snapshot().get(), session.saved().get());
        let mine = turn.get_value().wrapping_add(1);
        turn.set_value(mine);
        let Some(snapshot) = snapshot else { return };
        let user = user.clone();
        later::after_paint(move || {
            if turn.try_get_value() != Some(mine) {
                return;
            }
            let Some(found) = find(&snapshot, saved.as_ref(), &user) else { return };
            let found = Arc::new(found);
            followed.found.try_set(Some(found.clone()));
            explain(followed, found, move || turn.try_get_value() == Some(mine));
        });
    });
    followed
}

fn find(
    snapshot: &Shared<Snapshot>,
    saved: Option<&Shared<Snapshot>>,
    user: &UserId,
) -> Option<Found> {
    let members = snapshot.roster().of(user).map(|members| Members::clone(members))?;
    let saved = saved.filter(|saved| !saved.document().same(snapshot.document()));
    let then = saved.map(|saved| (&**saved, saved.roster().of(user).map(|members| &**members)));
    let systems = access(snapshot, &members, then, |_| true);
    let holdings = systems.iter().filter_map(|system| {
        Some((system.kind, snapshot.resolver(system.kind).holdings(&members)?))
    });
    let holdings = holdings.collect();
    Some(Found { snapshot: snapshot.clone(), members: Arc::new(members), systems, holdings })
}

/// Finds out from where, as long as it is still asked for.
fn explain(followed: Followed, found: Arc<Found>, still: impl Fn() -> bool + 'static) {
    let wanted = found.systems.iter().enumerate().flat_map(|(at, system)| {
        let rows = system.rows.iter().enumerate();
        // Of what is taken away it is said why nothing is permitted.
        let blocked = found.snapshot.resolver(system.kind).blocked(&found.members);
        let blocked: BTreeSet<String> = collect_into(blocked);
        let is_blocked = move |row: &Row| blocked.contains(&row.key);
        let rows =
            rows.filter(move |(_, row)| row.permits() || row.change().is_some() || is_blocked(row));
        rows.take(EXPLAINED).map(move |(row, _)| (at, row))
    });
    let mut wanted: Vec<(usize, usize)> = wanted.collect();
    wanted.reverse();
    let mut reasons = Reasons::new();
    later::in_slices(Box::new(move || {
        if !still() {
            return true;
        }
        let Some((at, row)) = wanted.pop() else {
            followed.reasons.try_set(Arc::new(std::mem::take(&mut reasons)));
            return true;
        };
        let system = found.systems.get(at);
        if let Some((system, own)) = system.and_then(|it| Some((it, it.rows.get(row)?))) {
            let because = because(&found.snapshot, &found.members, system, own);
            reasons.insert((at, row), because);
        }
        false
    }));
}

//! What an edit can reach: for whom and on which targets anything can come out differently between two
//! moments, for somebody whose memberships are the same. What it does not name is as it was.

use super::{Snapshot, combined};
use crate::model::{Reach, Whom};
use crate::models::ModelKind;

/// What can come out differently in a model by itself.
pub(super) fn reach(before: &Snapshot, after: &Snapshot, kind: ModelKind) -> Reach {
    let (was, is) = (before.document(), after.document());
    if kind.info().reads.on && was.day() != is.day() {
        return Reach::ANYTHING;
    }
    // Where one of them is in doubt and the other is not, everything may be.
    let both_readings = match (before.generous(), after.generous()) {
        (None, None) => None,
        (Some(was), Some(is)) => Some((was, is)),
        _ => return Reach::ANYTHING,
    };
    let is_same = was.policies.same(&is.policies, kind) && same_frame(before, after);
    if is_same || before.indexes().same(after.indexes(), kind) && both_readings.is_none() {
        return Reach::NOTHING;
    }
    let found = before.indexes().reach(after.indexes(), kind);
    match both_readings {
        Some((was, is)) => found.or(was.indexes().reach(is.indexes(), kind)),
        None => found,
    }
}

/// Whether everything in the directory that decisions rest on is the same, beside what people belong to.
fn same_frame(before: &Snapshot, after: &Snapshot) -> bool {
    let (was, is) = (&before.document().directory, &after.document().directory);
    was.same(is)
        || was.groups.same_places(&is.groups)
            && was.teams.same_places(&is.teams)
            && was.posts.same_places(&is.posts)
            && was.posts.same(&is.posts)
            && was.licences == is.licences
            && was.leaning == is.leaning
            && was.extra == is.extra
}

/// Whether everybody's groups, posts and service teams stand at the same places.
pub(super) fn same_places(before: &Snapshot, after: &Snapshot) -> bool {
    let (was, is) = (&before.document().directory, &after.document().directory);
    was.groups.same_places(&is.groups)
        && was.posts.same_places(&is.posts)
        && was.teams.same_places(&is.teams)
}

/// What can come out differently in the end, what another model has to permit as well counted in.
pub(super) fn reach_in_the_end(before: &Snapshot, after: &Snapshot, kind: ModelKind) -> Reach {
    let own = reach(before, after, kind);
    if combined::beside(kind).is_empty() {
        return own;
    }
    let ways = |snapshot: &'_ Snapshot| snapshot.generous().map(|it| it.ways().clone());
    if before.ways() != after.ways() || ways(before) != ways(after) {
        return Reach::ANYTHING;
    }
    let levels = reach(before, after, ModelKind::Processes);
    if levels.is_nothing() {
        return own;
    }
    let targets = combined::through_reached(before, after, &levels);
    own.or(Reach { people: levels.people, targets })
}

/// The people among these, by their positions in the directory, rising; `None` for anybody.
pub(super) fn positions(snapshot: &Snapshot, whom: &Whom) -> Option<Vec<u32>> {
    let Whom::Some { groups, users } = whom else { return None };
    let roster = snapshot.roster();
    if roster.is_unsure() {
        let people = (0..).zip(roster.people());
        return Some(people.filter(|(_, it)| whom.has(it)).map(|(at, _)| at).collect());
    }
    let directory = &snapshot.document().directory;
    let users = users.iter().filter_map(|user| directory.users.position(user));
    let users = users.filter_map(|at| u32::try_from(at).ok());
    let mut found: Vec<u32> =
        groups.iter().flat_map(|group| roster.in_group(*group)).copied().chain(users).collect();
    found.sort_unstable();
    found.dedup();
    Some(found)
}

/// For whom anything in a model can come out differently between two moments in which everybody belongs
/// to the same, what another model has to permit as well counted in: their positions in the directory,
/// rising. It may well name too many; `None` where it can be anybody.
pub fn may_differ(before: &Snapshot, after: &Snapshot, kind: ModelKind) -> Option<Vec<u32>> {
    if !before.roster().same(after.roster()) {
        return None;
    }
    let reach = reach_in_the_end(before, after, kind);
    if reach.is_nothing() {
        return Some(Vec::new());
    }
    positions(after, &reach.people)
}

//! The edits on which what is shown of a feature can hang: the entries of the person and of their
//! groups, its default, and its licence.

use super::policy::{CORE, Entry, FeatureId, Kind, Policy, Visibility};
use super::{Edit, Features};
use crate::directory::{Principal, UserId};
use crate::model::{Asked, Settings, Sought, Steps};

impl Steps for Features {
    fn settings(asked: Asked<'_, Self>, target: &FeatureId, _: Sought) -> Settings<Edit> {
        let Asked { model, members, .. } = asked;
        let mut found = Settings::default();
        let policy = model.policy;
        let Some(feature) = policy.feature(target) else { return found };
        // R5: what a group says of a centre has no effect.
        let of_group = |of: &Principal| matches!(of, Principal::Group(_));
        let is_idle = |of: &Principal| feature.kind == Kind::Centres && of_group(of);
        for of in members.subjects(model.directory).filter(|of| !is_idle(of)) {
            let now = policy.entry(of.id(), target);
            let put = |entry: Entry| Edit::Put(of.id().into(), target.clone(), entry);
            let set = now.counting();
            let others = nearest(feature.kind, set.unwrap_or(now.value), set.is_none());
            let mut edits: Vec<Edit> = others.map(|value| put(Entry::set(value))).collect();
            let removal = set.map(|_| put(Entry::unset(policy.default_of(target))));
            edits.extend(removal.clone());
            found.push(Some(of.clone()), edits, removal);
        }
        let default = policy.default_of(target);
        let set = |value: Visibility| Edit::SetDefault(target.clone(), value);
        let edits = nearest(feature.kind, default, false).map(set).collect();
        let removal = (default != Visibility::default()).then(|| set(Visibility::default()));
        found.push(None, edits, removal);
        if !policy.licence_unread(feature) {
            let needed = Some(policy.licence(feature)).filter(|name| *name != CORE);
            found.licences.extend(needed.map(str::to_owned));
        }
        found
    }

    fn copy_own(policy: &Policy, from: &UserId, to: &UserId) -> Vec<Edit> {
        let row = |who: &UserId| policy.entries.get(who.as_str());
        let ids = [row(from), row(to)].into_iter().flatten().flat_map(|row| row.cells.keys());
        let mut edits: Vec<Edit> = Vec::new();
        for id in ids.filter(|id| policy.feature(id).is_some()) {
            let entry = policy.entry(from.as_str(), id);
            let edit = Edit::Put(to.as_str().into(), id.clone(), entry);
            if policy.entry(to.as_str(), id) != entry && !edits.contains(&edit) {
                edits.push(edit);
            }
        }
        edits
    }
}

/// The values that a kind offers, those nearest to one first; that one itself only where it is wanted.
fn nearest(kind: Kind, now: Visibility, itself: bool) -> impl Iterator<Item = Visibility> {
    let apart = move |value: &Visibility| (*value as usize).abs_diff(now as usize);
    let of = move |steps: usize| {
        kind.offers().iter().copied().filter(move |value| apart(value) == steps)
    };
    (usize::from(!itself)..Visibility::ALL.len()).flat_map(of)
}

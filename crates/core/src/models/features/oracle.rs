//! The same decisions worked out slowly and plainly, straight from the rules: what the fast ones
//! are compared with; and random policies and edits to try them on.

use proptest::collection::{btree_map, vec};
use proptest::option;
use proptest::prelude::*;
use proptest::sample::select;

use super::policy::{
    Cell, Entry, Feature, FeatureId, Kind, Policy, Row, Rows, SubjectId, Ticked, Visibility,
};
use super::{Edit, Features, Shown};
use crate::directory::{Circumstances, Directory, Table, User};
use crate::models::conformance::ModelUnderTest;
use crate::shared::Shared;
use crate::verdict::Address;

/// What comes of what is set: nothing but R1, R2, R3 and R4.
pub(super) fn resolve(set: &[Visibility], default: Visibility) -> Visibility {
    if set.contains(&Visibility::Hidden) {
        Visibility::Hidden
    } else if set.contains(&Visibility::ReadOnly) {
        Visibility::ReadOnly
    } else if set.contains(&Visibility::Visible) {
        Visibility::Visible
    } else {
        default
    }
}

fn shown(
    directory: &Directory,
    policy: &Policy,
    user: &User,
    circumstances: &Circumstances,
    id: &FeatureId,
) -> Shown {
    let feature = policy.feature(id).unwrap();
    // R15
    if policy.licence_unread(feature) {
        return Shown::Unavailable;
    }
    // R6, R7
    let own = feature.licence.clone().unwrap_or_else(|| "Core".to_owned());
    let needed = policy.licences.get(id).cloned().unwrap_or(own);
    let installed = circumstances.licences.as_ref().unwrap_or(&directory.licences);
    if needed != "Core" && !installed.contains(&needed) {
        return Shown::Unavailable;
    }
    // R8
    let counts = |value: Visibility| match (value, feature.kind) {
        (Visibility::ReadOnly, Kind::Tabs | Kind::Controls) => value,
        (Visibility::ReadOnly, _) => Visibility::Hidden,
        _ => value,
    };
    let entry = |who: &str| {
        let cell = policy.entries.get(who)?.cells.get(id)?;
        // R1
        (cell.entry.is == Ticked::Set).then(|| counts(cell.entry.value))
    };
    let mut set: Vec<Visibility> = entry(user.id.as_str()).into_iter().collect();
    for group in user.groups.iter().filter(|group| directory.groups.has(group)) {
        // R5
        if feature.kind != Kind::Centres {
            set.extend(entry(group.as_str()));
        }
    }
    let default = counts(policy.defaults.get(id).copied().unwrap_or(Visibility::Visible));
    resolve(&set, default).into()
}

pub(super) fn values() -> impl Strategy<Value = Visibility> {
    select(Visibility::ALL.to_vec())
}

pub(super) fn entries() -> impl Strategy<Value = Entry> {
    (values(), any::<bool>()).prop_map(|(value, set)| match set {
        true => Entry::set(value),
        false => Entry::unset(value),
    })
}

/// Ids of features of every kind, and of one that is not there.
fn feature_ids() -> impl Strategy<Value = FeatureId> {
    (0_usize..9).prop_map(|at| FeatureId::new(&format!("f-{at}")))
}

fn subject_ids() -> impl Strategy<Value = SubjectId> {
    prop_oneof![
        (0_usize..6).prop_map(|at| SubjectId::new(&format!("g-{at}"))),
        (0_usize..6).prop_map(|at| SubjectId::new(&format!("u-{at}"))),
        Just(SubjectId::new("t-0")),
    ]
}

fn licences() -> impl Strategy<Value = Option<String>> {
    option::of(select(vec!["Vacancy".to_owned(), "Profiling Module".to_owned()]))
}

fn policies() -> impl Strategy<Value = Policy> {
    let features = vec((option::weighted(0.8, Just(())), licences()), 8);
    let cells = btree_map(feature_ids(), entries(), 0..6);
    let rows = btree_map(subject_ids(), cells, 0..8);
    let defaults = btree_map(feature_ids(), values(), 0..4);
    let needs = btree_map(feature_ids(), licences(), 0..3);
    (features, rows, defaults, needs).prop_map(|(features, rows, defaults, needs)| {
        let mut policy = Policy::nothing();
        let (mut catalogue, mut items) = (Vec::new(), Vec::new());
        for ((at, kind), (there, licence)) in (0..).zip(Kind::ALL).zip(features) {
            let feature = Feature::new(&format!("f-{at}"), &format!("Feature {at}"), kind);
            match (there, kind.is_shipped()) {
                (None, _) => {}
                (Some(()), true) => catalogue.push(Feature { licence, ..feature }),
                (Some(()), false) => items.push(feature),
            }
        }
        policy.catalogue = Table::new(catalogue);
        policy.items = Table::new(items);
        let defaults = defaults.into_iter().filter(|(_, value)| *value != Visibility::Visible);
        policy.defaults = Shared::new(defaults.collect());
        let own = |id: &FeatureId| {
            let own = policy.feature(id).map(|feature| feature.licence.clone());
            own.map(|own| own.unwrap_or_else(|| "Core".to_owned()))
        };
        let needs = needs.into_iter().map(|(id, name)| (id, name.unwrap_or("Core".to_owned())));
        let needs = needs.filter(|(id, name)| own(id).as_ref() != Some(name));
        policy.licences = Shared::new(needs.collect());
        policy.entries = Shared::new(rows_of(&policy, rows));
        policy
    })
}

/// Rows without what would say nothing.
fn rows_of(
    policy: &Policy,
    rows: impl IntoIterator<Item = (SubjectId, std::collections::BTreeMap<FeatureId, Entry>)>,
) -> Rows {
    let rows = rows.into_iter().map(|(who, cells)| {
        let cells = cells.into_iter();
        let cells = cells.filter(|(id, entry)| *entry != Entry::unset(policy.default_of(id)));
        let cells = cells.map(|(id, entry)| (id, Cell::new(entry)));
        (who, Shared::new(Row { cells: cells.collect(), ..Row::default() }))
    });
    rows.filter(|(_, row)| !row.is_empty()).collect()
}

fn edits() -> impl Strategy<Value = Edit> {
    let groups = || (0_usize..6).prop_map(|at| format!("g-{at}").into());
    let new = (select(Kind::ALL.to_vec()), any::<bool>()).prop_map(|(kind, known)| {
        let id = if known { "f-8" } else { "f-new" };
        Edit::Add(Feature::new(id, &format!("New feature {id}"), kind))
    });
    prop_oneof![
        8 => (subject_ids(), feature_ids(), entries())
            .prop_map(|(who, feature, entry)| Edit::Put(who, feature, entry)),
        2 => (feature_ids(), values()).prop_map(|(id, value)| Edit::SetAll(id, value)),
        2 => (groups(), groups()).prop_map(|(from, to)| Edit::CopyEntries(from, to)),
        1 => subject_ids().prop_map(Edit::Forget),
        3 => (feature_ids(), values()).prop_map(|(id, value)| Edit::SetDefault(id, value)),
        2 => (feature_ids(), licences()).prop_map(|(id, name)| Edit::SetLicence(id, name)),
        1 => new,
        1 => feature_ids().prop_map(|id| Edit::Rename(id, "Another name".to_owned())),
        1 => feature_ids().prop_map(|id| Edit::SetCategory(id, "A category".to_owned())),
        1 => feature_ids().prop_map(|id| Edit::Describe(id, "What it is for".to_owned())),
        1 => feature_ids().prop_map(Edit::Remove),
    ]
}

impl ModelUnderTest for Features {
    fn policies(_: &Directory) -> BoxedStrategy<Policy> {
        policies().boxed()
    }

    fn edits(_: &Directory, _: &Policy) -> BoxedStrategy<Edit> {
        edits().boxed()
    }

    fn circumstances(_: &Directory) -> BoxedStrategy<Circumstances> {
        option::of(vec(select(vec!["Vacancy".to_owned(), "Other".to_owned()]), 0..2))
            .prop_map(|licences| Circumstances { licences, ..Circumstances::default() })
            .boxed()
    }

    fn oracle(
        directory: &Directory,
        policy: &Policy,
        user: &User,
        circumstances: &Circumstances,
        target: &FeatureId,
    ) -> Shown {
        shown(directory, policy, user, circumstances, target)
    }

    fn grants(directory: &Directory, policy: &Policy) -> Vec<(Address, Edit)> {
        let mut all = Vec::new();
        for (who, row) in policy.entries.iter() {
            let known =
                directory.principal(who.as_str()).is_some() && !who.as_str().starts_with('t');
            for id in row.cells.keys().filter(|id| known && policy.feature(id).is_some()) {
                let entry = Entry::unset(policy.default_of(id));
                let (who, feature) = (who.clone(), id.clone());
                let at = super::explain::entry_address(who.as_str(), id);
                all.push((at, Edit::Put(who, feature, entry)));
            }
        }
        for id in policy.defaults.keys().filter(|id| policy.feature(id).is_some()) {
            let at = super::explain::default_address(id);
            all.push((at, Edit::SetDefault(id.clone(), Visibility::Visible)));
        }
        for id in policy.licences.keys().filter(|id| policy.feature(id).is_some()) {
            let at = super::explain::licence_address(id);
            all.push((at, Edit::SetLicence(id.clone(), None)));
        }
        all
    }
}

//! The same decisions worked out slowly and plainly, straight from the rules: what the fast ones
//! are compared with; and random policies and edits to try them on.

use std::collections::{BTreeMap, BTreeSet};

use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use proptest::sample::select;

use super::explain::{admin_address, entry_address};
use super::policy::{
    Classified, ClassifiedId, Entry, EntryKey, Given, Kind, Period, Permission, Permissions,
    Policy, Resource, ResourceId, ResourceType,
};
use super::{Access, Edit, Resources, Target};
use crate::directory::{Circumstances, Date, Directory, Principal, Table, User};
use crate::models::conformance::ModelUnderTest;
use crate::shared::{Shared, collect_into};
use crate::verdict::Address;

/// The org unit above each resource, circles cut where the last of their links stands.
fn parents(policy: &Policy) -> BTreeMap<String, String> {
    let mut parents: BTreeMap<String, String> = BTreeMap::new();
    let unit = |id: &ResourceId| {
        policy.resources.get(id).is_some_and(|it| it.kind == ResourceType::OrgUnit)
    };
    for resource in policy.resources.iter() {
        let Some(parent) = resource.parent.clone() else { continue };
        if !unit(&resource.id) || !unit(&parent) {
            continue;
        }
        let mut above = vec![parent.to_string()];
        while let Some(next) = above.last().and_then(|it| parents.get(it)) {
            above.push(next.clone());
        }
        if !above.contains(&resource.id.to_string()) {
            parents.insert(resource.id.to_string(), parent.to_string());
        }
    }
    parents
}

struct Asked<'a> {
    directory: &'a Directory,
    policy: &'a Policy,
    user: &'a User,
    on: Option<Date>,
}

impl Asked<'_> {
    /// R4: whether an entry counts today.
    fn active(&self, entry: &Entry) -> bool {
        match self.on {
            None => entry.period.from.is_none() && entry.period.to.is_none(),
            Some(day) => {
                entry.period.from.is_none_or(|from| day >= from)
                    && entry.period.to.is_none_or(|to| to >= day)
            }
        }
    }

    /// What the entries on one resource say: `None` nothing, `Some(None)` a Block.
    fn at(&self, resource: &Resource) -> Option<Option<BTreeSet<Permission>>> {
        let sets = |whose: &dyn Fn(&str) -> bool| -> Vec<Option<BTreeSet<Permission>>> {
            let here = self.policy.entries.iter().filter(|entry| {
                entry.on == resource.id && whose(entry.who.as_str()) && self.active(entry)
            });
            here.filter_map(|entry| match entry.given {
                Given::Block => Some(None),
                // R2
                Given::Set(set) if !set.has(Permission::Read) => None,
                // R18
                Given::Set(set) => {
                    let fits = |it: &Permission| {
                        let people = !matches!(
                            resource.kind,
                            ResourceType::RequirementType | ResourceType::Category
                        );
                        people || *it != Permission::Assign
                    };
                    Some(Some(set.iter().filter(fits).collect()))
                }
            })
            .collect()
        };
        let own = sets(&|who| who == self.user.id.as_str());
        // R5
        if let Some(own) = own.into_iter().next() {
            return Some(own);
        }
        let groups = sets(&|who| {
            let group = self.directory.groups.find(who);
            group.is_some_and(|group| self.user.groups.contains(&group.id))
        });
        if groups.is_empty() {
            return None;
        }
        // R6
        if groups.iter().any(Option::is_none) {
            return Some(None);
        }
        Some(Some(groups.into_iter().flatten().flatten().collect()))
    }

    fn on(&self, id: &ResourceId) -> BTreeSet<Permission> {
        let parents = parents(self.policy);
        let mut sum = BTreeSet::new();
        let mut next = Some(id.to_string());
        while let Some(id) = next {
            let Some(resource) = self.policy.resources.find(&id) else { break };
            match self.at(resource) {
                None => {}
                // R8
                Some(None) => break,
                // R7
                Some(Some(set)) => sum.extend(set),
            }
            next = parents.get(&id).cloned();
        }
        sum
    }

    fn access(&self, target: &Target) -> Access {
        let admin = self.policy.admins.contains(&self.user.id);
        match target {
            Target::Resource(id) => {
                // R3
                if admin {
                    return Access::Everything(Permissions::ALL);
                }
                Access::On(Permissions::of(self.on(id)))
            }
            Target::Classified(kind, _) if admin => Access::Everything(kind.reached()),
            Target::Classified(kind, id) => {
                let one = self.policy.classified(*kind).get(id).unwrap();
                let mut sum = BTreeSet::new();
                // R9, R11
                for of in &one.of {
                    let holds = self.policy.resources.get(of).map(|it| it.kind.holds());
                    if holds == Some(*kind) {
                        sum.extend(self.on(of));
                    }
                }
                Access::Through(Permissions::of(sum).and(kind.reached()))
            }
        }
    }
}

pub(super) fn sets() -> impl Strategy<Value = Permissions> {
    vec(select(Permission::ALL.to_vec()), 0..4)
        .prop_map(|some| Permissions::of(some).with(Permission::Read))
}

fn given() -> impl Strategy<Value = Given> {
    prop_oneof![
        2 => Just(Given::Block),
        6 => sets().prop_map(Given::Set),
        // Without Read.
        1 => Just(Given::Set(Permission::Update.alone())),
    ]
}

pub(super) fn days() -> impl Strategy<Value = Date> {
    (1_u8..5).prop_filter_map("a day", |day| Date::new(2026, 1, day))
}

pub(super) fn periods() -> impl Strategy<Value = Period> {
    prop_oneof![
        3 => Just(Period::default()),
        2 => (option::of(days()), option::of(days())).prop_map(|(from, to)| Period { from, to }),
    ]
}

fn resource_ids() -> impl Strategy<Value = ResourceId> {
    (0_usize..7).prop_map(|at| ResourceId::new(&format!("o-{at}")))
}

fn classified_ids() -> impl Strategy<Value = ClassifiedId> {
    (0_usize..3).prop_map(|at| ClassifiedId::new(&format!("n-{at}")))
}

fn types() -> impl Strategy<Value = ResourceType> {
    prop_oneof![4 => Just(ResourceType::OrgUnit), 3 => select(ResourceType::ALL.to_vec())]
}

/// Users and groups that are there, and some that are not; a post, whose entries count for nothing.
fn subjects() -> impl Strategy<Value = &'static str> {
    select(vec!["u-0", "u-1", "u-2", "g-0", "g-1", "g-2", "g-5", "p-0"])
}

fn belonging() -> impl Strategy<Value = Vec<ResourceId>> {
    vec(resource_ids(), 0..4).prop_map(|ids| {
        let mut of: Vec<ResourceId> = Vec::new();
        for id in ids {
            if !of.contains(&id) {
                of.push(id);
            }
        }
        of
    })
}

type Some3 = Vec<Vec<ResourceId>>;

fn policies() -> impl Strategy<Value = Policy> {
    let resources = vec((types(), option::of(resource_ids())), 0..6);
    let classified = || vec(belonging(), 0..3);
    let entries = vec((subjects(), resource_ids(), given(), periods()), 0..9);
    let defaults = vec((0_usize..4, types(), sets()), 0..3);
    let admins = vec(0_usize..6, 0..2);
    (resources, classified(), classified(), entries, defaults, admins).prop_map(
        |(resources, people, requirements, entries, defaults, admins)| {
            let resources =
                resources.into_iter().enumerate().map(|(at, (kind, parent))| Resource {
                    parent,
                    ..Resource::new(&format!("o-{at}"), &format!("Resource {at}"), kind)
                });
            let classified = |all: Some3, letter: &str, name: &str| {
                let one = |(at, of): (usize, Vec<ResourceId>)| Classified {
                    of,
                    ..Classified::new(&format!("{letter}-{at}"), &format!("{name} {at}"))
                };
                Table::new(all.into_iter().enumerate().map(one).collect::<Vec<_>>())
            };
            let entries = entries
                .into_iter()
                .map(|(who, on, given, period)| Entry { period, ..Entry::new(who, &on, given) });
            let mut by_group: BTreeMap<_, Shared<BTreeMap<_, _>>> = BTreeMap::new();
            for (group, kind, set) in defaults {
                let group = format!("g-{group}").into();
                let set = set.and(kind.permissions());
                by_group.entry(group).or_default().edit().insert(kind, set);
            }
            Policy {
                resources: Table::new(resources),
                people: classified(people, "n", "Person of"),
                requirements: classified(requirements, "k", "Requirement"),
                entries: Table::new(entries),
                admins: Shared::new(collect_into(
                    admins.into_iter().map(|at| format!("u-{at}").into()),
                )),
                defaults: by_group.into(),
                ..Policy::default()
            }
        },
    )
}

fn seats() -> impl Strategy<Value = EntryKey> {
    (subjects(), resource_ids()).prop_map(|(who, on)| EntryKey::new(who, on.as_str()))
}

fn kinds() -> impl Strategy<Value = Kind> {
    select(Kind::ALL.to_vec())
}

fn edits() -> impl Strategy<Value = Edit> {
    let new = (types(), option::of(resource_ids()))
        .prop_map(|(kind, parent)| Resource { parent, ..Resource::new("o-new", "New", kind) });
    let one = belonging().prop_map(|of| Classified { of, ..Classified::new("n-new", "New one") });
    let principals = prop_oneof![
        Just(Principal::User("u-0".into())),
        Just(Principal::Group("g-0".into())),
        Just(Principal::Post("p-0".into())),
    ];
    prop_oneof![
        new.prop_map(Edit::AddResource),
        (resource_ids(), "[ x]{1,2}").prop_map(|(id, name)| Edit::Rename(id, name)),
        (resource_ids(), "[xy]{0,1}").prop_map(|(id, notes)| Edit::Note(id, notes)),
        (resource_ids(), option::of(resource_ids())).prop_map(|(id, to)| Edit::Move(id, to)),
        resource_ids().prop_map(Edit::RemoveResource),
        (kinds(), one).prop_map(|(kind, one)| Edit::Add(kind, one)),
        (kinds(), classified_ids(), belonging())
            .prop_map(|(kind, id, of)| Edit::Classify(kind, id, of)),
        (kinds(), classified_ids()).prop_map(|(kind, id)| Edit::Remove(kind, id)),
        (seats(), given()).prop_map(|(seat, given)| Edit::Set(seat, given)),
        (seats(), given()).prop_map(|(seat, given)| Edit::Set(seat, given)),
        (seats(), "[xy]{0,1}", periods())
            .prop_map(|(seat, notes, period)| Edit::Detail(seat, notes, period)),
        seats().prop_map(Edit::Clear),
        (0_usize..4).prop_map(|at| Edit::Admin(format!("u-{at}").into(), true)),
        (0_usize..4).prop_map(|at| Edit::Admin(format!("u-{at}").into(), false)),
        Just(Edit::NewUsers("g-0".into(), true)),
        (types(), sets()).prop_map(|(kind, set)| Edit::SetDefault("g-0".into(), kind, set)),
        types().prop_map(|kind| Edit::SetDefault("g-0".into(), kind, Permissions::NONE)),
        principals.prop_map(Edit::Forget),
        Just(Edit::CopyEntries("g-0".into(), "g-1".into())),
    ]
}

impl ModelUnderTest for Resources {
    fn policies(_: &Directory) -> BoxedStrategy<Policy> {
        policies().boxed()
    }

    fn edits(_: &Directory, _: &Policy) -> BoxedStrategy<Edit> {
        edits().boxed()
    }

    fn circumstances(_: &Directory) -> BoxedStrategy<Circumstances> {
        let on = option::of(days());
        on.prop_map(|on| Circumstances { on, ..Circumstances::default() }).boxed()
    }

    fn oracle(
        directory: &Directory,
        policy: &Policy,
        user: &User,
        circumstances: &Circumstances,
        target: &Target,
    ) -> Access {
        Asked { directory, policy, user, on: circumstances.on }.access(target)
    }

    fn grants(_: &Directory, policy: &Policy) -> Vec<(Address, Edit)> {
        let entries = policy.entries.iter().map(|entry| {
            let seat = EntryKey { who: entry.who.clone(), on: entry.on.clone() };
            (entry_address(&entry.id), Edit::Clear(seat))
        });
        // The last one cannot be taken away.
        let admins = policy.admins.iter().filter(|_| policy.admins.len() > 1);
        let admins = admins.map(|user| (admin_address(user), Edit::Admin(user.clone(), false)));
        entries.chain(admins).collect()
    }
}

//! What the parts of the editor share: what is looked at, and everything that is drawn from.
//!
//! The focus is the tab, what is chosen on it, and as whom it is seen: `resource`, a resource, a user or
//! group; `people` or `requirements`, one of them, a user or group; `groups` and a group; `matrix`.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use leptos::prelude::*;

use super::dialogs::Ask;
use super::entries::{Acting, why};
use crate::state::context::SystemContext;
use crate::state::{Session, use_session};
use whocan_core::directory::{Circumstances, Directory, Members, Principal};
use whocan_core::model::Index as _;
use whocan_core::models::resources::policy::{
    Classified, ClassifiedId, Kind, Permission, Permissions, Policy, Resource, ResourceId,
    ResourceType,
};
use whocan_core::models::resources::{
    Access, Edit, Index, Resources, Target, VisibleResources, acting,
};
use whocan_core::shared::Shared;
use whocan_core::text::first_name;

/// What the editor shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Tab {
    /// The tree, and a resource.
    Resource,
    /// People or requirements, and one of them.
    Classified(Kind),
    /// What groups are given by default, and the accounts.
    Groups,
    /// Which permission does what on which type.
    Matrix,
}

/// What is looked at.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Here {
    pub(super) tab: Tab,
    pub(super) resource: Option<ResourceId>,
    /// The person or requirement.
    pub(super) one: Option<ClassifiedId>,
    /// As whom it is seen: a user, or whoever is in a group and nothing else. Of the groups' tab the group.
    pub(super) who: Option<Principal>,
}

impl Here {
    fn of(steps: &[String], facts: &Facts, before: Option<&Self>) -> Self {
        let Facts { policy, directory, .. } = facts;
        let tab = match steps.first().map(String::as_str) {
            Some("people") => Tab::Classified(Kind::Person),
            Some("requirements") => Tab::Classified(Kind::Requirement),
            Some("groups") => Tab::Groups,
            Some("matrix") => Tab::Matrix,
            _ => Tab::Resource,
        };
        let named = || steps.iter().skip(1);
        let resource = named().find_map(|step| policy.resources.find(step));
        let resource = resource.map(|it| it.id.clone()).filter(|_| tab == Tab::Resource);
        let kind = if let Tab::Classified(kind) = tab { kind } else { Kind::Person };
        let one = named().find_map(|step| policy.classified(kind).find(step));
        let first = || {
            let mut all = policy.classified(kind).iter().enumerate();
            all.find(|(at, _)| facts.sees(kind, *at)).map(|(_, one)| one)
        };
        let one = one.or_else(first).map(|one| one.id.clone());
        let wants = |who: &Principal| match (tab, who) {
            (_, Principal::Group(_)) => true,
            (Tab::Groups, _) => false,
            (_, who) => matches!(who, Principal::User(_)),
        };
        let who = named().find_map(|step| directory.principal(step)).filter(wants);
        let kept = || {
            let before = before.filter(|it| (it.tab == Tab::Groups) == (tab == Tab::Groups))?;
            let who = before.who.clone()?;
            directory.principal(who.id()).filter(wants)
        };
        // An admin account may do everything, and shows nothing of the entries.
        let user = || {
            let standard = directory.users.iter().find(|user| !policy.admins.contains(&user.id));
            let user = standard.or_else(|| directory.users.nth(0))?;
            Some(Principal::User(user.id.clone()))
        };
        let group = || directory.groups.nth(0).map(|group| Principal::Group(group.id.clone()));
        let who = who.or_else(kept).or_else(|| user().filter(wants)).or_else(group);
        let resource = resource.or_else(|| facts.first());
        Self { tab, resource, one, who }
    }

    /// Whether there is anything to be looked at.
    pub(super) fn is_any(&self) -> bool {
        match self.tab {
            Tab::Resource => self.resource.is_some(),
            Tab::Classified(_) => self.one.is_some(),
            Tab::Groups => self.who.is_some(),
            Tab::Matrix => true,
        }
    }

    /// The focus that leads here.
    pub(super) fn steps(&self) -> Vec<String> {
        let id = |it: &Option<ResourceId>| it.as_ref().map(ToString::to_string);
        let who = self.who.as_ref().map(|who| who.id().to_owned());
        let (tab, chosen, who) = match self.tab {
            Tab::Resource => ("resource", id(&self.resource), who),
            Tab::Classified(kind) => (kind.key(), self.one.as_ref().map(ToString::to_string), who),
            Tab::Groups => ("groups", who, None),
            Tab::Matrix => ("matrix", None, None),
        };
        std::iter::once(tab.to_owned()).chain(chosen).chain(who).collect()
    }
}

/// Everything that is drawn from, at one moment.
pub(super) struct Facts {
    pub(super) policy: Shared<Policy>,
    pub(super) saved: Shared<Policy>,
    pub(super) directory: Directory,
    pub(super) index: Option<Shared<Index>>,
    pub(super) asked: Circumstances,
    acting: Option<Acting>,
    /// What the one who edits finds in lists; none where nobody was chosen, and everything is listed.
    pub(super) seen: Option<VisibleResources>,
    /// For each resource the one above it, of those that are seen.
    pub(super) parents: Vec<Option<u32>>,
}

impl Facts {
    fn new(system: SystemContext<Resources>) -> Self {
        let policy = system.policy.get();
        let acting = Acting::of(system);
        // R19
        let seen = acting.as_ref().map(|acting| acting.ask(|acting| acting.seen()));
        let parents = policy.parents();
        let parents = seen.as_ref().map(|seen| seen.parents(&parents)).unwrap_or(parents);
        Self {
            policy,
            saved: system.saved.get(),
            directory: system.directory.get(),
            index: system.index.get(),
            asked: system.asking.now(),
            acting,
            seen,
            parents,
        }
    }

    /// Whether a resource is listed.
    pub(super) fn lists(&self, at: usize) -> bool {
        self.seen.as_ref().is_none_or(|seen| seen.resource(at))
    }

    /// What a person or requirement belongs to and is listed, and how much more there is.
    pub(super) fn places<'a>(
        &'a self,
        kind: Kind,
        one: &'a Classified,
    ) -> (Vec<&'a Shared<Resource>>, usize) {
        // R19
        let lists = |it: &&Shared<Resource>| {
            self.policy.resources.position(&it.id).is_none_or(|at| self.lists(at))
        };
        let (listed, hidden): (Vec<_>, Vec<_>) = self.policy.holders(kind, one).partition(lists);
        (listed, hidden.len())
    }

    /// What is said of so many that whoever edits does not read.
    pub(super) fn unread(&self, count: usize) -> String {
        let user = self.acting.as_ref().and_then(Acting::user);
        let name = user.map(|user| self.directory.name(&Principal::User(user.clone())));
        format!("{count} more that {} does not read", name.unwrap_or_default())
    }

    /// Whether a person or requirement is listed.
    pub(super) fn sees(&self, kind: Kind, at: usize) -> bool {
        self.seen.as_ref().is_none_or(|seen| seen.classified(kind, at))
    }

    /// The resource that is opened first: of the types in their order.
    fn first(&self) -> Option<ResourceId> {
        let listed = || self.policy.resources.iter().enumerate().filter(|(at, _)| self.lists(*at));
        let of = |kind: ResourceType| listed().find(|(_, it)| it.kind == kind);
        ResourceType::ALL.into_iter().find_map(of).map(|(_, it)| it.id.clone())
    }

    /// Why the one who edits may not do something; none where they may, or where nobody was chosen.
    pub(super) fn withheld(
        &self,
        ask: impl FnOnce(acting::Acting<'_>) -> Result<(), whocan_core::model::Refusal>,
    ) -> Option<String> {
        why(self.acting.as_ref()?.ask(ask))
    }

    /// Why they may not do with a resource what a permission is for.
    pub(super) fn without(&self, permission: Permission, on: &Resource) -> Option<String> {
        self.withheld(|acting| acting.may(permission, on))
    }

    /// Why they may not do an edit.
    pub(super) fn refuses(&self, edit: &Edit) -> Option<String> {
        self.withheld(|acting| acting.does(edit))
    }

    /// What a person or requirement can be put into: where somebody edits, what they hold Manage on.
    pub(super) fn managed(&self, kind: Kind) -> Vec<&Shared<Resource>> {
        let all = self.policy.resources.iter().enumerate();
        // R19
        let own = all.filter(|(at, it)| {
            it.kind.holds() == kind
                && self.lists(*at)
                && self.without(Permission::Manage, it).is_none()
        });
        own.map(|(_, it)| it).collect()
    }

    /// Why nobody new is added of a kind: whoever holds Manage somewhere adds there.
    pub(super) fn adds_none(&self, kind: Kind) -> Option<String> {
        let free = Edit::Add(kind, Classified::new("new", "new"));
        self.refuses(&free).filter(|_| self.managed(kind).is_empty())
    }

    /// Whoever edits, as a user.
    pub(super) fn actor(&self) -> Option<&str> {
        self.acting.as_ref()?.user().map(whocan_core::directory::UserId::as_str)
    }

    /// What somebody belongs to.
    pub(super) fn members(&self, who: &Principal) -> Members {
        match who {
            Principal::User(user) => {
                let user = self.directory.users.get(user);
                user.map(|user| Members::of_user(&self.directory, user)).unwrap_or_default()
            }
            Principal::Group(group) => Members::of_group(&self.directory, group),
            _ => Members::default(),
        }
    }

    /// What comes out for somebody.
    pub(super) fn access(&self, who: &Principal, target: &Target) -> Access {
        match &self.index {
            Some(index) => index.decide(&self.members(who), &self.asked, target),
            None => Access::On(Permissions::NONE),
        }
    }

    pub(super) fn is_admin(&self, who: &Principal) -> bool {
        self.index.as_ref().is_some_and(|index| index.is_admin(&self.members(who)))
    }

    /// The units above a resource that are listed, the nearest first.
    pub(super) fn above(&self, id: &ResourceId) -> Vec<&Shared<Resource>> {
        let mut found = Vec::new();
        let mut next = self.policy.resources.position(id);
        while let Some(above) = next.and_then(|at| self.parents.get(at).copied().flatten()) {
            found.extend(self.policy.resources.nth(above as usize));
            next = Some(above as usize);
        }
        found
    }

    /// What belongs to a resource and is listed.
    pub(super) fn inside(&self, resource: &Resource) -> Vec<Shared<Classified>> {
        let kind = resource.kind.holds();
        let all = self.policy.classified(kind).iter().enumerate();
        let inside = all.filter(|(at, one)| one.of.contains(&resource.id) && self.sees(kind, *at));
        inside.map(|(_, one)| one.clone()).collect()
    }

    /// The people in the units below one, by unit in the order of the units: of whoever edits as
    /// somebody those whose people are listed for them.
    pub(super) fn below(
        &self,
        unit: &Resource,
    ) -> Vec<(Shared<Resource>, Vec<Shared<Classified>>)> {
        let top = self.policy.resources.position(&unit.id);
        let is_below = |at: usize| {
            let above =
                |at: &usize| self.parents.get(*at).copied().flatten().map(|above| above as usize);
            std::iter::successors(above(&at), above).any(|above| Some(above) == top)
        };
        let units = self.policy.resources.iter().enumerate().filter(|(at, it)| {
            it.kind == ResourceType::OrgUnit
                && Some(*at) != top
                && self.lists(*at)
                && is_below(*at)
                // R19
                && self.without(Permission::GainAccess, it).is_none()
        });
        let mut found: Vec<_> = units.map(|(_, it)| (it.clone(), Vec::new())).collect();
        let places: BTreeMap<ResourceId, usize> =
            found.iter().enumerate().map(|(at, (it, _))| (it.id.clone(), at)).collect();
        for (at, one) in self.policy.people.iter().enumerate() {
            if places.is_empty() || !self.sees(Kind::Person, at) {
                continue;
            }
            for place in one.of.iter().filter_map(|id| places.get(id)) {
                if let Some((_, people)) = found.get_mut(*place) {
                    people.push(one.clone());
                }
            }
        }
        found.retain(|(_, people)| !people.is_empty());
        found
    }

    /// How many people the units below one have, beside its own.
    pub(super) fn count_below(&self, unit: &Resource) -> usize {
        let below = self.below(unit);
        let people = below.iter().flat_map(|(_, people)| people);
        let others = people.filter(|one| !one.of.contains(&unit.id)).map(|one| &one.id);
        others.collect::<BTreeSet<_>>().len()
    }
}

/// What the parts of the editor share. Copied freely.
#[derive(Clone, Copy)]
pub(super) struct Page {
    pub(super) session: Session,
    pub(super) system: SystemContext<Resources>,
    pub(super) here: Memo<Here>,
    /// Worked out anew whenever anything of it changes.
    pub(super) facts: Signal<Arc<Facts>>,
    /// The dialog that is open.
    pub(super) asked: RwSignal<Option<Ask>>,
    /// What was folded or unfolded by hand.
    pub(super) folds: RwSignal<BTreeMap<String, bool>>,
    /// Where it is narrow: whether something is being chosen.
    pub(super) choosing: RwSignal<bool>,
}

impl Page {
    pub(super) fn new(system: SystemContext<Resources>) -> Self {
        let facts = Memo::new_with_compare(move |_| Arc::new(Facts::new(system)), |_, _| true);
        let here = Memo::new(move |before: Option<&Here>| {
            system.focus.with(|steps| facts.with(|facts| Here::of(steps, facts, before)))
        });
        Self {
            session: use_session(),
            system,
            here,
            facts: facts.into(),
            asked: RwSignal::new(None),
            folds: RwSignal::new(BTreeMap::new()),
            choosing: RwSignal::new(false),
        }
    }

    /// Looks at something else.
    pub(super) fn go(self, change: impl FnOnce(&mut Here)) {
        let mut here = self.here.get_untracked();
        change(&mut here);
        self.choosing.set(false);
        self.system.on_focus.run(here.steps());
    }

    /// Looks at a resource.
    pub(super) fn open(self, id: ResourceId) {
        self.go(|here| {
            here.tab = Tab::Resource;
            here.resource = Some(id);
        });
    }

    /// Looks at a person or a requirement.
    pub(super) fn open_one(self, kind: Kind, id: ClassifiedId) {
        self.go(|here| {
            here.tab = Tab::Classified(kind);
            here.one = Some(id);
        });
    }

    /// Sees everything as somebody.
    pub(super) fn see_as(self, who: Principal) {
        self.go(|here| here.who = Some(who));
    }

    /// The name of whom everything is seen as.
    pub(super) fn who(self) -> String {
        let who = self.here.with(|here| here.who.clone());
        who.map(|who| self.facts.with(|facts| facts.directory.name(&who))).unwrap_or_default()
    }

    /// Something drawn from the facts, again only where it is another one.
    pub(super) fn of<T: PartialEq + Send + Sync + 'static>(
        self,
        of: impl Fn(&Facts, &Here) -> T + Send + Sync + 'static,
    ) -> Memo<T> {
        Memo::new(move |_| self.facts.with(|facts| self.here.with(|here| of(facts, here))))
    }

    pub(super) fn send(self, edit: Edit) {
        self.system.send(edit);
    }
}

/// The first name of a person; the whole name of a group.
pub(super) fn short_name(who: &Principal, name: &str) -> String {
    match who {
        Principal::User(_) => first_name(name).to_owned(),
        _ => name.to_owned(),
    }
}

/// `1 person`, `2 people`.
pub(super) fn counted(count: usize, one: &str, many: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { many })
}

/// A list of names, of which so many are named.
pub(super) fn named(names: &[String], most: usize) -> String {
    let first: Vec<&str> = names.iter().take(most).map(String::as_str).collect();
    match names.len().saturating_sub(first.len()) {
        0 => first.join(", "),
        more => format!("{} and {more} more", first.join(", ")),
    }
}

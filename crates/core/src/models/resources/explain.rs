//! Why somebody may do with a resource, a person or a requirement what they may, as reasons that
//! cite rules and entries.

use super::access::{Access, May};
use super::doubt::may_be_admin;
use super::index::{EntryEffect, Step};
use super::policy::{
    Classified, ClassifiedId, EntryId, Given, Kind, Period, Permission, Permissions, Resource,
    ResourceId, in_words,
};
use super::{Resources, Target};
use crate::directory::{Principal, UserId};
use crate::model::{Asked, Explain};
use crate::verdict::{Address, Decision, Reason, addresses};

impl Explain for Resources {
    fn because(asked: Asked<'_, Self>, target: &Target, decision: Access) -> Reason {
        let policy = asked.model.policy;
        match target {
            _ if asked.model.index.is_admin(asked.members) => asked.admin(target, decision),
            Target::Resource(id) => match policy.resources.get(id) {
                Some(resource) => asked.resource(resource, decision),
                None => Reason::new("R2", "There is no such resource.", decision.outcome()),
            },
            Target::Classified(kind, id) => match policy.classified(*kind).get(id) {
                Some(one) => asked.classified(*kind, one, decision),
                None => Reason::new("R11", "There is no such thing.", decision.outcome()),
            },
        }
    }
}

addresses! {
    "resources";
    resource_address(resource: ResourceId) in "items";
    entry_address(entry: EntryId) in "entries";
    admin_address(user: UserId) in "admins";
}

/// The address of a person or requirement.
pub(super) fn classified_address(kind: Kind, id: &ClassifiedId) -> Address {
    Address::Policy { model: "resources", part: kind.key(), keys: vec![id.to_string()] }
}

impl Asked<'_, Resources> {
    /// How long what counts now on a resource counts; `None` where nothing does.
    pub(super) fn validity(&self, resource: &Resource) -> Option<Period> {
        let index = self.model.index;
        if index.is_admin(self.members) {
            return Some(Period::default());
        }
        let steps = index.walk(self.members, self.circumstances, resource);
        let giving = steps.iter().filter(|step| matches!(step.said, Some(Given::Set(_))));
        // R10: the days on which all that contributes counts.
        giving.map(Step::period).reduce(Period::and)
    }

    // R3
    fn admin(&self, target: &Target, decision: Access) -> Reason {
        let says = "{user} has an admin account, which may do everything with {target}; entries \
                    for it are kept and do not count.";
        let user = self.members.user.clone().unwrap_or_default();
        let target = match target {
            Target::Resource(id) => resource_address(id),
            Target::Classified(kind, id) => classified_address(*kind, id),
        };
        Reason::new("R3", says, decision.outcome())
            .name("user", Address::user(&user))
            .name("target", target)
            .on(admin_address(&user))
    }

    fn resource(&self, resource: &Resource, decision: Access) -> Reason {
        let steps = self.model.index.walk(self.members, self.circumstances, resource);
        let contributing =
            steps.iter().filter(|step| matches!(step.said, Some(Given::Set(_)))).count();
        let blocked = steps.iter().find(|step| step.said == Some(Given::Block));
        let (rule, says) = match (contributing, blocked, steps.len()) {
            (0, Some(_), _) => ("R8", "A Block leaves nothing on {resource}."),
            (0, None, 1) => ("R2", "Nothing gives Read on {resource}."),
            (0, None, _) => ("R2", "Nothing gives Read on {resource} or on a unit above it."),
            (1, _, 1) => ("R1", "On {resource}: {set}."),
            (1, ..) => ("R7", "On {resource}, with what the units above give: {set}."),
            _ => ("R7", "What is given on {resource} and on the units above it adds up: {set}."),
        };
        let root = Reason::new(rule, says, decision.outcome())
            .name("resource", resource_address(&resource.id))
            .words("set", in_words(decision.set()));
        let root = root.because(steps.iter().flat_map(|step| self.step(resource, step)));
        match self.validity(resource) {
            Some(period) if period != Period::default() => {
                root.because([Reason::new("R10", "All of it counts {period}.", period.name())
                    .words("period", period.words())])
            }
            _ => root,
        }
    }

    /// What one resource on the way adds: nothing where no entry is about it.
    fn step(&self, asked: &Resource, step: &Step) -> Vec<Reason> {
        let mut found: Vec<Reason> = Vec::new();
        let here = || resource_address(&step.resource.id);
        let counting = step.entries.iter().filter(|(.., heard)| *heard == EntryEffect::Counts);
        let several = counting.clone().count() > 1;
        let is_above = step.resource.id != asked.id;
        // R21
        if step.doubtful {
            let says = match step.said {
                Some(Given::Block) => {
                    "What cannot be read may be a Block on {here}, so nothing comes from there or above."
                }
                _ => "What cannot be read may leave less on {here}: {set}.",
            };
            let set = step.said.map_or_else(|| in_words(Permissions::NONE), Given::words);
            let cited = counting.clone().map(|(_, entry, _)| entry_address(&entry.id));
            let reason =
                Reason::new("R21", says, set.clone()).name("here", here()).words("set", set);
            found.push(cited.fold(reason, Reason::on));
        } else if let Some(given) = step.said {
            let (rule, says) = match (given, step.own, several, is_above) {
                (Given::Block, _, _, false) => {
                    ("R8", "A Block of {who} on {here} takes everything away.")
                }
                (Given::Block, _, _, true) => (
                    "R8",
                    "A Block of {who} on {here} ends the way up: nothing comes from there or above.",
                ),
                (_, true, ..) => ("R5", "The entry of {who} on {here} gives {set}."),
                (_, _, true, _) => ("R6", "The groups' entries on {here} add up to {set}."),
                (..) => ("R1", "The entry of {who} on {here} gives {set}."),
            };
            let deciding = counting
                .clone()
                .filter(|(_, entry, _)| given != Given::Block || entry.given == Given::Block);
            let reason = Reason::new(rule, says, given.words());
            let mut reason = reason.name("here", here()).words("set", given.words());
            if let Some((whose, ..)) = deciding.clone().next() {
                reason = reason.name("who", Address::Principal(whose.clone()));
            }
            let cited = deciding.clone().map(|(_, entry, _)| entry_address(&entry.id));
            reason = cited.fold(reason, Reason::on);
            if several && given != Given::Block {
                reason = reason.because(deciding.map(|(whose, entry, _)| {
                    Reason::new("R1", "{who}: {set}.", entry.given.words())
                        .name("who", Address::Principal(whose.clone()))
                        .words("set", entry.given.words())
                }));
            }
            found.push(reason);
        }
        for (whose, entry, heard) in &step.entries {
            let (rule, says) = match heard {
                EntryEffect::Counts => continue,
                EntryEffect::Overridden => {
                    ("R5", "{who} has {set} on {here}, which the person's own entry replaces.")
                }
                EntryEffect::Unheard if entry.counts(step.resource.kind).is_none() => {
                    ("R2", "{who} has {set} on {here}; without Read that counts for nothing.")
                }
                EntryEffect::Unheard => {
                    ("R4", "{who} has {set} on {here} {period}, which is not now.")
                }
            };
            let reason = Reason::new(rule, says, "does not count")
                .name("who", Address::Principal(whose.clone()))
                .name("here", here())
                .words("set", entry.given.words())
                .words("period", entry.period.words());
            found.push(reason.on(entry_address(&entry.id)));
        }
        found
    }

    fn classified(&self, kind: Kind, one: &Classified, decision: Access) -> Reason {
        // What leads there comes first.
        let (mut something, mut nothing) = (Vec::new(), Vec::new());
        for resource in self.model.policy.holders(kind, one) {
            let target = Target::Resource(resource.id.clone());
            let on = self.decide(&target);
            let reached = Access::Through(on.set().and(kind.reached()));
            let sub = self.resource(resource, on);
            let (rule, says) = match reached.set() {
                // R9: a Block is heard here, and closes no other way.
                set if set.is_empty() && sub.rule == "R8" => {
                    ("R9", "A Block closes the way through the {type} {resource}.")
                }
                set if set.is_empty() => ("R11", "Through the {type} {resource} comes nothing."),
                set if !set.has(Permission::GainAccess) && set.has(Permission::Manage) => (
                    "R12",
                    "Through the {type} {resource}: {may}. Without Gain Access it is not listed there.",
                ),
                set if set == Permission::Audit.alone() => {
                    ("R13", "Through the {type} {resource}: {may}.")
                }
                _ => ("R11", "Through the {type} {resource}: {may}."),
            };
            let outcome = reached.outcome();
            let route = Reason::new(rule, says, outcome.clone())
                .words("type", resource.kind.name())
                .name("resource", resource_address(&resource.id))
                .words("may", outcome);
            let routes = if reached.set().is_empty() { &mut nothing } else { &mut something };
            routes.push(route.because([sub]));
        }
        let none = something.is_empty() && nothing.is_empty();
        let (rule, says) = match (none, decision.set().is_empty()) {
            (true, _) => ("R11", "{one} belongs to no resource, so nothing leads there."),
            (_, true) => ("R11", "No resource that {one} belongs to leads there."),
            _ => ("R11", "{one} can be reached to {may}."),
        };
        Reason::new(rule, says, decision.outcome())
            .name("one", classified_address(kind, &one.id))
            .words("may", decision.outcome())
            .because(something)
            .because(nothing)
    }

    /// Whether they may set what another has on a resource, and why.
    pub(super) fn may_secure(&self, whose: &Principal, resource: &Resource) -> (bool, Reason) {
        let model = self.model;
        let who = self.members.user.as_ref().map(ToString::to_string).unwrap_or_default();
        let is_own = matches!(whose, Principal::User(user) if user.as_str() == who);
        // R21: who may be an admin counts as one here.
        let is_admin = matches!(whose, Principal::User(user)
            if model.policy.admins.contains(user) || may_be_admin(model.policy, user.as_str()));
        let target = Target::Resource(resource.id.clone());
        let decision = self.decide(&target);
        // R14, R17
        let (may, says) = match () {
            () if model.index.is_admin(self.members) => {
                (true, "{acting} has an admin account and may set every entry.")
            }
            () if is_own => (false, "{acting} cannot set an entry for themselves."),
            () if is_admin => {
                (false, "{whose} has an admin account, which only another admin handles.")
            }
            () if decision.set().has(Permission::Secure) => {
                (true, "{acting} holds Secure on {resource}, and so sets what others have there.")
            }
            () => (false, "{acting} does not hold Secure on {resource}."),
        };
        let reason = Reason::new("R14", says, if may { "yes" } else { "no" })
            .name("acting", Address::user(&who.as_str().into()))
            .name("whose", Address::Principal(whose.clone()))
            .name("resource", resource_address(&resource.id))
            .because([Resources::because(*self, &target, decision)]);
        (may, reason)
    }
}

/// What of it leads to a person or requirement.
pub(super) fn may(decision: Access, may: May) -> &'static str {
    if decision.set().has(may.takes()) { "yes" } else { "no" }
}

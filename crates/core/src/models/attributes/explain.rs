//! Why an attribute has its effect for a person, or has not, as reasons that cite rules and ticks.
//! Whatever an attribute is reached through stands in one flat list, each gate once: gates that share
//! what they need would else be told again and again.

use std::collections::BTreeSet;

use super::area::{Area, Areas};
use super::effect::Effect;
use super::index::{Effects, refused};
use super::panels::referral_add;
use super::policy::{Attribute, AttributeId, Gate, ReportId, Strength};
use super::{Attributes, Target};
use crate::directory::{Circumstances, GroupId, Members, UserId};
use crate::model::{Asked, Explain, ModelSnapshot};
use crate::shared::collect_into;
use crate::verdict::{Address, Decision, Reason, addresses};

addresses! {
    "attributes";
    tick(group: GroupId, attribute: AttributeId) in "ticks";
    // Of an attribute or a section.
    catalogue(id: str) in "catalogue";
    report(id: ReportId) in "reports";
    report_tick(report: ReportId, group: GroupId) in "reports";
    services(user: UserId) in "services";
}

impl Explain for Attributes {
    fn because(asked: Asked<'_, Self>, target: &Target, decision: Effect) -> Reason {
        let Asked { model, members, circumstances } = asked;
        let attribute = match target {
            Target::Attribute(id) => id,
            Target::Report(id) => return listed(asked, id),
        };
        let Some(found) = model.policy.catalogue.item(attribute) else {
            return Reason::new("R1", "There is no such attribute.", decision.outcome());
        };
        // What it is reached through, and what it is advised to go with: worked out once.
        let advised = model.index.gates(attribute).map(|(gate, _)| &gate.needs);
        let wanted = std::iter::once(attribute).chain(advised);
        let effects = model.index.effects(members, circumstances, wanted);
        Explainer { model, members, circumstances, effects }.of(found, decision)
    }
}

/// Why a report is offered to somebody, or is not.
pub(super) fn listed(asked: Asked<'_, Attributes>, id: &ReportId) -> Reason {
    let Some(found) = asked.model.policy.reports.get(id) else {
        return Reason::new("R11", "There is no such report.", "not listed");
    };
    let (says, outcome) = match asked.model.index.lists(asked.members, id) {
        true => ("{report} is ticked and so offered.", "listed"),
        false => ("No group of this person ticks {report}.", "not listed"),
    };
    // R11
    let steps = asked.groups().filter(|group| found.groups.contains(*group)).map(|group| {
        Reason::new("R11", "{group} ticks {report}.", "listed")
            .name("group", Address::group(group))
            .name("report", report(id))
            .on(report_tick(id, group))
    });
    Reason::new("R11", says, outcome).name("report", report(id)).because(steps)
}

// R7, R22
/// The rule by which an attribute of a service counts.
fn of_service(attribute: &Attribute) -> &'static str {
    let adds = |area: Area| referral_add(area) == attribute.id.as_str();
    if Area::ALL.into_iter().any(adds) { "R7" } else { "R22" }
}

/// What is said of a licence, a gate or an area that could not be read (R21).
const UNREAD_LICENCE: &str = "that cannot be read in the file";
const UNREAD_GATE: &str = "a gate that cannot be read in the file";
const UNREAD_AREA: &str = "an area that cannot be read in the file";

/// The area that an attribute is for.
fn area_of(attribute: &Attribute) -> &'static str {
    match attribute.service {
        Some(area) => area.name(),
        None if attribute.extra.has("service") => UNREAD_AREA,
        None => "",
    }
}

struct Explainer<'a> {
    model: ModelSnapshot<'a, Attributes>,
    members: &'a Members,
    circumstances: &'a Circumstances,
    effects: Effects<'a>,
}

impl<'a> Explainer<'a> {
    /// The gates of an attribute that decide, with what comes out for each.
    fn gates(&self, attribute: &'a AttributeId) -> Vec<(&'a Gate, Effect)> {
        let gates = self.model.index.gates(attribute);
        let gates = gates.filter(|(_, decides)| *decides);
        gates.map(|(gate, _)| (gate, self.effects.of(&gate.needs))).collect()
    }

    fn first_closed(&self, attribute: &'a AttributeId) -> Option<(&'a Gate, Effect)> {
        self.gates(attribute).into_iter().find(|(_, effect)| *effect != Effect::Effective)
    }

    fn of(&self, attribute: &'a Attribute, effect: Effect) -> Reason {
        let (rule, says) = match effect {
            Effect::NotGranted => return self.not_granted(attribute),
            Effect::Effective if attribute.default => {
                ("R2", "{attribute} is a default for everyone, and nothing limits it.")
            }
            Effect::Effective => ("R1", "{attribute} is ticked, and nothing limits it."),
            Effect::NeedsLicence => (
                "R3",
                "{attribute} is granted and needs the licence {licence}, which is not installed.",
            ),
            Effect::Obsolete => ("R4", "{attribute} is granted and obsolete: it has no effect."),
            Effect::Unreachable => {
                ("R5", "{attribute} is granted, but not reachable: it needs {gate}.")
            }
            Effect::OtherService => (
                of_service(attribute),
                "{attribute} counts only for whoever is signed on under {area}; this person {on}.",
            ),
        };
        let reason = Reason::new(rule, says, effect.outcome())
            .name("attribute", catalogue(attribute.id.as_str()))
            .words("licence", self.missing(attribute).unwrap_or_default())
            .words("area", area_of(attribute))
            .words("on", self.signed_on());
        let reason = match (effect, self.first_closed(&attribute.id)) {
            (Effect::Unreachable, Some((gate, _))) => {
                reason.name("gate", catalogue(gate.needs.as_str()))
            }
            (Effect::Unreachable, None) => reason.words("gate", UNREAD_GATE),
            _ => reason,
        };
        let gates = match effect {
            Effect::Unreachable => self.closed(&attribute.id),
            Effect::Effective | Effect::OtherService => self.open(&attribute.id),
            _ => Vec::new(),
        };
        reason
            .because([self.granted(attribute)])
            .because(gates)
            .because(self.service(attribute, effect))
            .because(self.advice(attribute, effect))
    }

    // R1: a tick of any group.
    fn not_granted(&self, attribute: &Attribute) -> Reason {
        let outcome = Effect::NotGranted.name();
        let groups: Vec<&GroupId> = self.members.groups_in(self.model.directory).collect();
        let says = match (groups.as_slice(), &self.members.user) {
            ([], Some(_)) => {
                "{user} is in no security group, and nothing but a tick grants {attribute}."
            }
            ([], None) => "Nobody belongs to a security group here, so nothing grants {attribute}.",
            _ => "No security group of this person ticks {attribute}.",
        };
        let reason = Reason::new("R1", says, outcome);
        let reason = match self.members.user.as_ref().filter(|_| groups.is_empty()) {
            Some(user) => reason.name("user", Address::user(user)),
            None => reason,
        };
        let steps = groups.iter().map(|group| {
            Reason::new("R1", "{group} does not tick it.", outcome)
                .name("group", Address::group(group))
        });
        reason.name("attribute", catalogue(attribute.id.as_str())).because(steps)
    }

    /// That it is granted: by default, or by each group that ticks it.
    fn granted(&self, attribute: &Attribute) -> Reason {
        let at = catalogue(attribute.id.as_str());
        if attribute.default {
            // R2
            return Reason::new("R2", "Everybody has {attribute} without a tick.", "granted")
                .name("attribute", at);
        }
        let groups = self.members.groups_in(self.model.directory);
        let ticking = groups.filter(|group| self.model.policy.ticks(group, &attribute.id));
        let ticking: Vec<&GroupId> = ticking.collect();
        let one = |group: &GroupId| {
            Reason::new("R1", "{group} ticks {attribute}.", "granted")
                .name("group", Address::group(group))
                .name("attribute", at.clone())
                .on(tick(group, &attribute.id))
        };
        match ticking.as_slice() {
            [only] => one(only),
            several => {
                let count = format!("{} security groups", several.len());
                Reason::new("R1", "{count} tick {attribute}.", "granted")
                    .words("count", count)
                    .name("attribute", at.clone())
                    .because(several.iter().map(|group| one(group)))
            }
        }
    }

    // R3
    fn missing(&self, attribute: &Attribute) -> Option<String> {
        if attribute.extra.has("licences") {
            return Some(UNREAD_LICENCE.to_owned());
        }
        let all = self.model.index.licences(self.circumstances)?;
        attribute.licences.iter().find(|licence| !all.contains(licence)).cloned()
    }

    // R5: what is reached is reached through gates that are effective themselves.
    /// All that an attribute is reached through, each gate once.
    fn open(&self, attribute: &'a AttributeId) -> Vec<Reason> {
        let mut told: BTreeSet<&AttributeId> = collect_into([attribute]);
        let mut ahead = vec![attribute];
        let mut steps = Vec::new();
        while let Some(behind) = ahead.pop() {
            for (gate, effect) in self.gates(behind) {
                if !told.insert(&gate.needs) {
                    continue;
                }
                ahead.push(&gate.needs);
                steps.extend(self.gate(gate, effect));
            }
        }
        steps
    }

    /// The chain of closed gates down to the one that is closed for a reason of its own.
    fn closed(&self, attribute: &'a AttributeId) -> Vec<Reason> {
        let mut steps = Vec::new();
        let mut behind = attribute;
        // Gates that decide lie on no circle, so this ends.
        while let Some((gate, effect)) = self.first_closed(behind) {
            steps.extend(self.gate(gate, effect));
            if effect != Effect::Unreachable {
                break;
            }
            behind = &gate.needs;
        }
        steps
    }

    fn gate(&self, gate: &'a Gate, effect: Effect) -> Option<Reason> {
        let needs = self.model.policy.catalogue.item(&gate.needs)?;
        let says = match effect {
            Effect::Effective => "It is reached through {gate}, which is effective.",
            Effect::NotGranted => "{gate} is not granted.",
            Effect::NeedsLicence => "{gate} needs the licence {licence}, which is not installed.",
            Effect::Obsolete => "{gate} is obsolete.",
            Effect::Unreachable => "{gate} is not reachable itself.",
            Effect::OtherService => "{gate} counts only for whoever is signed on under {area}.",
        };
        let below = match effect {
            Effect::NotGranted => self.not_granted(needs).steps,
            _ => vec![self.granted(needs)],
        };
        let reason = Reason::new("R5", says, effect.outcome())
            .name("gate", catalogue(gate.needs.as_str()))
            .words("licence", self.missing(needs).unwrap_or_default())
            .words("area", area_of(needs))
            .because(below)
            .because(self.service(needs, effect));
        Some(reason)
    }

    // R7, R22: who works in several areas, and under which they are signed on.
    fn service(&self, attribute: &Attribute, effect: Effect) -> Option<Reason> {
        if attribute.service.is_none() && !attribute.extra.has("service") {
            return None;
        }
        let reached = matches!(effect, Effect::Effective | Effect::OtherService);
        let user = self.members.user.as_ref().filter(|_| reached && self.own().several())?;
        let says = match effect {
            Effect::Effective => "{user} works in {services} and is signed on under {area}.",
            _ => "{user} works in {services}, and {on}.",
        };
        let reason = Reason::new(of_service(attribute), says, effect.outcome())
            .name("user", Address::user(user))
            .words("services", super::changes::in_words(self.own()))
            .words("area", area_of(attribute))
            .words("on", self.signed_on())
            .on(services(user));
        Some(reason)
    }

    fn own(&self) -> Areas {
        self.model.policy.services_of(self.members.user.as_ref())
    }

    /// Under what the person is signed on, in words.
    fn signed_on(&self) -> String {
        let refused = refused(self.own(), self.circumstances);
        let under = self.own().iter().find(|area| !refused.contains(area));
        match under.filter(|_| self.own().several()) {
            Some(area) => format!("is signed on under {}", area.name()),
            None => "is signed on under no service of theirs".to_owned(),
        }
    }

    // R6: a gate that only warns is said where it bites, and decides nothing.
    fn advice(&self, attribute: &'a Attribute, effect: Effect) -> Vec<Reason> {
        if effect != Effect::Effective {
            return Vec::new();
        }
        let gates = self.model.index.gates(&attribute.id).map(|(gate, _)| gate);
        let warns = gates.filter(|gate| {
            gate.strength == Strength::Warn
                && self.model.policy.catalogue.item(&gate.needs).is_some()
                && self.effects.of(&gate.needs) != Effect::Effective
        });
        let says = "It is advised to go with {gate}, which is not effective here; that decides \
                    nothing.";
        warns
            .map(|gate| {
                Reason::new("R6", says, effect.outcome())
                    .name("gate", catalogue(gate.needs.as_str()))
            })
            .collect()
    }
}

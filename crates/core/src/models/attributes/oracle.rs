//! The same decisions worked out slowly and plainly, straight from the rules: what the fast ones are
//! compared with.

use proptest::collection::{btree_map, btree_set, vec};
use proptest::option;
use proptest::prelude::*;
use proptest::sample::select;

use super::policy::{
    Area, Attribute, AttributeId, Catalogue, Gate, Policy, Report, ReportId, Section, SectionId,
    Strength, Tick, Ticks,
};
use super::{Areas, Attributes, Edit, Effect, Target};
use crate::directory::{Circumstances, Directory, GroupId, Table, User};
use crate::models::conformance::ModelUnderTest;
use crate::shared::Shared;
use crate::verdict::Address;

/// Whether one attribute leads to another by gates that deny and lead somewhere.
fn leads(policy: &Policy, from: &AttributeId, to: &AttributeId) -> bool {
    let mut seen = vec![from.clone()];
    let mut at = 0;
    while let Some(here) = seen.get(at).cloned() {
        at += 1;
        for gate in policy.gates.iter().filter(|gate| gate.attribute == here) {
            let known = policy.catalogue.item(&gate.needs).is_some();
            if gate.strength == Strength::Deny && known {
                if gate.needs == *to {
                    return true;
                }
                if !seen.contains(&gate.needs) {
                    seen.push(gate.needs.clone());
                }
            }
        }
    }
    false
}

fn effect(
    directory: &Directory,
    policy: &Policy,
    user: &User,
    circumstances: &Circumstances,
    id: &AttributeId,
) -> Effect {
    let Some(attribute) = policy.catalogue.item(id) else { return Effect::NotGranted };
    let mut groups = user.groups.iter().filter(|group| directory.groups.has(group));
    // R1, R2, R20
    if !attribute.default && !groups.any(|group| policy.ticks(group, id)) {
        return Effect::NotGranted;
    }
    // R3
    let installed = circumstances.licences.as_ref().unwrap_or(&directory.licences);
    if attribute.licences.iter().any(|licence| !installed.contains(licence)) {
        return Effect::NeedsLicence;
    }
    // R4
    if attribute.obsolete {
        return Effect::Obsolete;
    }
    // R5, R6
    for gate in policy.gates.iter().filter(|gate| gate.attribute == *id) {
        let known = policy.catalogue.item(&gate.needs).is_some();
        let decides = gate.strength == Strength::Deny
            && known
            && !leads(policy, &gate.needs, id)
            && gate.needs != *id;
        if decides
            && effect(directory, policy, user, circumstances, &gate.needs) != Effect::Effective
        {
            return Effect::Unreachable;
        }
    }
    // R7
    let own: Vec<Area> = policy.services_of(Some(&user.id)).iter().collect();
    let on = circumstances.service.as_ref().and_then(|name| Area::parse(name).ok());
    match attribute.service {
        Some(area) if own.len() > 1 && !(on == Some(area) && own.contains(&area)) => {
            Effect::OtherService
        }
        _ => Effect::Effective,
    }
}

const LICENCES: [&str; 2] = ["TYS", "Other licence"];

fn licences() -> impl Strategy<Value = Vec<String>> {
    btree_set(select(LICENCES.map(str::to_owned).to_vec()), 0..3)
        .prop_map(|licences| licences.into_iter().collect())
}

fn areas() -> impl Strategy<Value = Areas> {
    btree_set(select(Area::ALL.to_vec()), 0..4).prop_map(Areas::of)
}

/// Ids of attributes that are there, and of one that is not.
fn attribute_ids() -> impl Strategy<Value = AttributeId> {
    (0_usize..9).prop_map(|at| AttributeId::new(&format!("a-{at}")))
}

fn section_ids() -> impl Strategy<Value = SectionId> {
    (0_usize..5).prop_map(|at| SectionId::new(&format!("s-{at}")))
}

fn report_ids() -> impl Strategy<Value = ReportId> {
    (0_usize..3).prop_map(|at| ReportId::new(&format!("q-{at}")))
}

fn group_ids() -> impl Strategy<Value = GroupId> {
    (0_usize..6).prop_map(|at| GroupId::new(&format!("g-{at}")))
}

/// What is known of an attribute, its id and name left open.
fn properties() -> impl Strategy<Value = Attribute> {
    let one_in_six = || (0_u8..6).prop_map(|die| die == 0);
    let sixths = (one_in_six(), one_in_six(), one_in_six(), one_in_six());
    let rare = prop_oneof![3 => Just(Vec::new()), 1 => licences()];
    (sixths, rare, option::weighted(0.3, select(Area::ALL.to_vec()))).prop_map(
        |((default, obsolete, referenced, unexplained), licences, service)| Attribute {
            default,
            obsolete,
            referenced,
            unexplained,
            licences,
            service,
            ..Attribute::new("a", "A")
        },
    )
}

fn named(at: usize, properties: Attribute) -> Attribute {
    let suffix = ["", " - Add", " - Change"][at % 3];
    let name = format!("Attribute {}{suffix}", at / 3 * 3);
    Attribute { id: format!("a-{at}").into(), name, ..properties }
}

fn catalogues() -> impl Strategy<Value = Catalogue> {
    let inner = || (vec(properties(), 0..4), any::<bool>());
    let outer = (inner(), vec(inner(), 0..2));
    vec(outer, 0..3).prop_map(|sections| {
        let (mut next, mut next_section) = (0.., 0..);
        let mut section = |(attributes, select_all): (Vec<Attribute>, bool)| {
            let at: usize = next_section.next().unwrap();
            let attributes = attributes.into_iter().map(|it| named(next.next().unwrap(), it));
            Section {
                select_all,
                families: vec![vec!["Add".to_owned(), "Change".to_owned()]],
                attributes: attributes.collect(),
                ..Section::new(&format!("s-{at}"), &format!("Section {at}"))
            }
        };
        let sections = sections.into_iter().map(|(own, within)| {
            let outer = section(own);
            Section { sections: within.into_iter().map(&mut section).collect(), ..outer }
        });
        Catalogue::new(sections.collect())
    })
}

fn gates() -> impl Strategy<Value = Gate> {
    let strengths = prop_oneof![4 => Just(Strength::Deny), 1 => Just(Strength::Warn)];
    (attribute_ids(), attribute_ids(), strengths)
        .prop_map(|(attribute, needs, strength)| Gate { strength, ..Gate::new(attribute, needs) })
}

fn ticks() -> impl Strategy<Value = Ticks> {
    btree_map(group_ids(), btree_set(attribute_ids(), 1..8), 0..6).prop_map(|ticks| {
        ticks.into_iter().map(|(group, ticked)| (group, Shared::new(ticked))).collect()
    })
}

fn reports() -> impl Strategy<Value = Vec<Report>> {
    vec(btree_set(group_ids(), 0..3), 0..3).prop_map(|reports| {
        let report = |(at, groups)| Report {
            groups,
            ..Report::new(&format!("q-{at}"), &format!("Report {at}"))
        };
        reports.into_iter().enumerate().map(report).collect()
    })
}

fn policies() -> impl Strategy<Value = Policy> {
    let services = btree_map((0_usize..6).prop_map(|at| format!("u-{at}").into()), areas(), 0..5);
    (catalogues(), vec(gates(), 0..9), ticks(), reports(), services).prop_map(
        |(catalogue, gates, ticks, reports, mut services)| {
            services.retain(|_, areas| !areas.is_empty());
            Policy {
                catalogue: catalogue.into(),
                gates: gates.into(),
                ticks: ticks.into(),
                reports: Table::new(reports),
                services: services.into(),
                ..Policy::default()
            }
        },
    )
}

fn edits() -> impl Strategy<Value = Edit> {
    let tick = || select(vec![Tick::On, Tick::Off]);
    let users = || (0_usize..6).prop_map(|at| format!("u-{at}").into());
    let grants = prop_oneof![
        8 => (group_ids(), attribute_ids(), tick())
            .prop_map(|(group, attribute, tick)| Edit::Tick(group, attribute, tick)),
        3 => (group_ids(), section_ids(), tick())
            .prop_map(|(group, section, tick)| Edit::TickSection(group, section, tick)),
        2 => (group_ids(), report_ids(), tick())
            .prop_map(|(group, report, tick)| Edit::TickReport(group, report, tick)),
        1 => (group_ids(), group_ids()).prop_map(|(from, to)| Edit::CopyTicks(from, to)),
        1 => group_ids().prop_map(Edit::ClearGroup),
        2 => (users(), areas()).prop_map(|(user, areas)| Edit::SetServices(user, areas)),
    ];
    let reports = prop_oneof![
        report_ids().prop_map(|id| Edit::AddReport(Report::new(id.as_str(), &format!("New {id}")))),
        report_ids().prop_map(|id| {
            let name = format!("Another {id}");
            Edit::RenameReport(id, name)
        }),
        (report_ids(), "[ x]{1,2}").prop_map(|(id, place)| Edit::PlaceReport(id, place)),
        report_ids().prop_map(Edit::RemoveReport),
    ];
    let section = |id: SectionId| Section::new(id.as_str(), &format!("Another {id}"));
    let sections = prop_oneof![
        (option::of(section_ids()), 0_usize..4).prop_map(|(within, at)| Edit::AddSection(
            Section::new("s-new", "New"),
            within,
            at
        )),
        (section_ids(), any::<bool>()).prop_map(move |(id, select_all)| {
            Edit::SetSection(Section { select_all, ..section(id) })
        }),
        (section_ids(), 0_usize..4).prop_map(|(id, to)| Edit::MoveSection(id, to)),
        section_ids().prop_map(Edit::RemoveSection),
    ];
    let attributes = prop_oneof![
        (section_ids(), 0_usize..4).prop_map(|(to, at)| Edit::AddAttribute(
            to,
            Attribute::new("a-new", "New"),
            at
        )),
        (0_usize..9, properties()).prop_map(|(at, it)| Edit::SetAttribute(named(at, it))),
        (attribute_ids(), section_ids(), 0_usize..4)
            .prop_map(|(id, to, at)| Edit::MoveAttribute(id, to, at)),
        attribute_ids().prop_map(Edit::RemoveAttribute),
        gates().prop_map(Edit::AddGate),
        (attribute_ids(), attribute_ids()).prop_map(|(a, b)| Edit::RemoveGate(a, b)),
    ];
    prop_oneof![4 => grants, 1 => reports, 1 => sections, 2 => attributes]
}

impl ModelUnderTest for Attributes {
    fn policies(_: &Directory) -> BoxedStrategy<Policy> {
        policies().boxed()
    }

    fn edits(_: &Directory, _: &Policy) -> BoxedStrategy<Edit> {
        edits().boxed()
    }

    fn circumstances(_: &Directory) -> BoxedStrategy<Circumstances> {
        let service = option::of(select(Area::ALL.map(|area| area.name().to_owned()).to_vec()));
        (service, option::of(licences()))
            .prop_map(|(service, licences)| Circumstances {
                service,
                licences,
                ..Circumstances::default()
            })
            .boxed()
    }

    fn oracle(
        directory: &Directory,
        policy: &Policy,
        user: &User,
        circumstances: &Circumstances,
        target: &Target,
    ) -> Effect {
        match target {
            Target::Attribute(id) => effect(directory, policy, user, circumstances, id),
            Target::Report(_) => Effect::NotGranted,
        }
    }

    fn grants(directory: &Directory, policy: &Policy) -> Vec<(Address, Edit)> {
        let mut grants = Vec::new();
        for (group, ticked) in policy.ticks.iter().filter(|(id, _)| directory.groups.has(id)) {
            for id in ticked.iter() {
                let (group, attribute) = (group.clone(), id.clone());
                let at = super::explain::tick(&group, &attribute);
                grants.push((at, Edit::Tick(group, attribute, Tick::Off)));
            }
        }
        for user in policy.services.keys() {
            let none = Edit::SetServices(user.clone(), Areas::default());
            grants.push((super::explain::services(user), none));
        }
        grants
    }
}

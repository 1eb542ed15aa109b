//! One record: what it is, and what can be done with its list.

use leptos::prelude::{AnyView, Callable};

use super::dialog::Defining;
use super::words::{full, state};
use crate::reactive::{Derived, State};
use crate::ui::context::SystemContext;
use crate::ui::kit::choice::choice;
use crate::ui::kit::fields::{add_by_name, field};
use crate::ui::kit::tag::{Piece, Tag, all, button, tag};
use whocan_core::directory::{Directory, Principal};
use whocan_core::models::acl::policy::{
    Owner, Policy, Record, RecordId, RecordType, State as AclState,
};
use whocan_core::models::acl::{Acl, Edit};

/// The panel of a record.
pub(super) fn record(system: SystemContext<Acl>, id: RecordId, defining: Defining) -> Tag {
    let found = {
        let id = id.clone();
        Derived::new(move |_| system.policy.with(|policy| policy.records.get(&id).cloned()))
    };
    let body = move || match found.get() {
        None => tag("p").class("hint").text("Choose a record to set its list.").any(),
        Some(record) => {
            let (policy, directory) = (system.policy.get(), system.directory.get());
            all([
                properties(system, &policy, &directory, &record),
                list(system, &policy, &directory, &record, defining),
            ])
        }
    };
    tag("section").class("panel").attr("aria-label", "Record").bind_child(body)
}

fn properties(
    system: SystemContext<Acl>,
    policy: &Policy,
    directory: &Directory,
    record: &Record,
) -> Tag {
    let id = record.id.clone();
    let (name, rename) = (record.name.clone(), id.clone());
    let name = field("Name of the record", name, move |name| {
        system.send(Edit::Rename(rename.clone(), name));
    });
    let kinds = RecordType::ALL.map(|kind| (kind.name().to_owned(), kind.name().to_owned()));
    let (kind, set) = (record.kind, id.clone());
    let kind = choice(
        "Type",
        "",
        move || kinds.to_vec(),
        move || Some(kind.name().to_owned()),
        move |name| {
            let kind = RecordType::parse(&name).ok();
            kind.into_iter().for_each(|kind| system.send(Edit::SetType(set.clone(), kind)));
        },
    )
    .class("choice");
    let teams = directory.teams.iter().map(|team| (team.id.to_string(), team.name.clone()));
    let teams: Vec<(String, String)> = teams.collect();
    let (team, set) = (record.team.clone(), id.clone());
    let team = record.of.is_none().then(|| {
        choice(
            "Service team",
            "none",
            move || teams.clone(),
            move || team.as_ref().map(ToString::to_string),
            move |id| {
                let team = (!id.is_empty()).then(|| id.as_str().into());
                system.send(Edit::SetTeam(set.clone(), team));
            },
        )
        .class("choice")
    });
    let parents = policy.records.iter().filter(|other| other.of.is_none() && other.id != id);
    let parents = parents.take(500).map(|other| (other.id.to_string(), other.name.clone()));
    let parents: Vec<(String, String)> = parents.collect();
    let (of, set) = (record.of.clone(), id.clone());
    let of = choice(
        "Item of",
        "no other record",
        move || parents.clone(),
        move || of.as_ref().map(ToString::to_string),
        move |id| {
            let of = (!id.is_empty()).then(|| id.as_str().into());
            system.send(Edit::SetOf(set.clone(), of));
        },
    )
    .class("choice");
    let remove = button("Remove the record", move || {
        system.send(Edit::RemoveRecord(id.clone()));
        system.on_focus.run(Vec::new());
    });
    tag("div").class("acl-properties").child(name).child(kind).child(team).child(of).child(remove)
}

/// The list that counts, and the buttons.
fn list(
    system: SystemContext<Acl>,
    policy: &Policy,
    directory: &Directory,
    record: &Record,
    defining: Defining,
) -> Tag {
    let owner = Owner::Record(record.id.clone());
    let set = {
        let owner = owner.clone();
        button("Set ACL", move || defining.set(Some(owner.clone()))).attr("data-kind", "main")
    };
    let customised = matches!(record.state, AclState::Customised(_));
    let clear = customised.then(|| {
        let label = match policy.cleared(record) {
            AclState::Inherited => "Go back to the team's default",
            _ => "Clear the list",
        };
        button(label, move || system.send(Edit::Clear(owner.clone())))
    });
    let counts = policy.list_of(directory, record).map(|(_, list)| {
        let row = |member: &whocan_core::models::acl::policy::Member| {
            let name = directory.principal(member.who.as_str());
            let name = name.map_or_else(|| member.who.to_string(), |who| directory.name(&who));
            let allowed = full(member.allowed());
            tag("li").child(tag("b").text(name)).text(format!(": {allowed}"))
        };
        let head = format!("{}, {}", list.description, list.priority.name());
        let rows = tag("ul").class("acl-rows").children(list.members.iter().map(row));
        let rows: AnyView = all([tag("p").text(head), rows]);
        rows
    });
    let says = format!("Access control list: {}.", state(policy, directory, record));
    let team = policy.team_of(record).map(|team| {
        let name = directory.name(&Principal::Team(team.clone()));
        let focus = vec!["team".to_owned(), team.to_string()];
        button(format!("Default of {name}"), move || system.on_focus.run(focus.clone()))
    });
    tag("div")
        .class("acl-list")
        .child(tag("h3").text(record.name.clone()))
        .child(tag("p").text(says))
        .child(counts)
        .child(tag("div").class("panel-line").child(set).child(clear).child(team))
}

/// Adds a record.
pub(super) fn add(system: SystemContext<Acl>) -> Tag {
    let kind = State::new(RecordType::Involvements);
    let kinds = RecordType::ALL.map(|kind| (kind.name().to_owned(), kind.name().to_owned()));
    let kinds = choice(
        "Type",
        "",
        move || kinds.to_vec(),
        move || Some(kind.get().name().to_owned()),
        move |name| RecordType::parse(&name).into_iter().for_each(|chosen| kind.set(chosen)),
    )
    .class("choice");
    add_by_name("Name of a new record", "Add the record", Some(kinds), move |name| {
        let id = system.new_id('r');
        system.send(Edit::AddRecord(Record::new(&id, &name, kind.get_untracked())));
        system.on_focus.run(vec![id, "acl".to_owned()]);
    })
}

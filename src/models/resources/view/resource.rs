//! One resource: what it is, where it stands, its permissions, what belongs to it, and its log.

use leptos::prelude::{AnyView, Callable, untrack};

use super::super::policy::{Policy, Resource, ResourceId, Seat, SubjectId};
use super::super::{Edit, Effects, Resources, changes, effects};
use super::entries::Acting;
use super::overview::is_unit;
use super::permissions::permissions;
use crate::directory::{Directory, Principal, UserId};
use crate::model::Changes;
use crate::reactive::{Derived, State};
use crate::ui::kit::choice::choice;
use crate::ui::kit::dialog::dialog;
use crate::ui::kit::fields::field;
use crate::ui::kit::tag::{Piece, Tag, all, button, tag};
use crate::ui::port::Port;
use crate::verdict::Address;

/// How many things a list names.
const MOST: usize = 200;

/// A remark in the place of what cannot be done.
pub(super) fn remark(words: impl Into<crate::ui::kit::tag::Text>) -> Tag {
    tag("p").class("hint").text(words)
}

/// A part that scrolls sideways, by the keyboard too.
pub(super) fn scroll() -> Tag {
    tag("div").class("res-scroll").attr("tabindex", "0").attr("role", "group")
}

/// What is about to be done, and what it is called.
type Planned = State<Option<(String, Edit)>>;

/// The panel of a resource.
pub(super) fn resource(port: Port<Resources>, id: ResourceId) -> Tag {
    let planned: Planned = State::new(None);
    let found = {
        let id = id.clone();
        Derived::new(move |_| port.policy.with(|policy| policy.resources.get(&id).cloned()))
    };
    let body = move || match found.get() {
        None => remark("Choose a resource to see who may do what with it.").any(),
        Some(resource) => untrack(|| {
            all([
                properties(port, &resource, planned).any(),
                permissions(port, &resource).any(),
                members(port, &resource).any(),
                log(port, &resource).any(),
            ])
        }),
    };
    tag("section")
        .class("panel")
        .attr("aria-label", "Resource")
        .bind_child(body)
        .child(preview_of(port, planned))
}

fn properties(port: Port<Resources>, resource: &Resource, planned: Planned) -> Tag {
    let id = resource.id.clone();
    let (name, rename) = (resource.name.clone(), id.clone());
    let name = field("Name of the resource", name, move |name| {
        port.send(Edit::Rename(rename.clone(), name));
    });
    let (notes, note) = (resource.notes.clone(), id.clone());
    let notes = field("Notes on the resource", notes, move |notes| {
        port.send(Edit::Note(note.clone(), notes));
    });
    let notes = notes.attr("placeholder", "Notes");
    let parent = is_unit(resource).then(|| {
        let (own, moved) = (id.clone(), id.clone());
        let units = move || {
            port.policy.with(|policy| {
                let units = policy.resources.iter().filter(|it| is_unit(it) && it.id != own);
                let units = units.take(500).map(|it| (it.id.to_string(), it.name.clone()));
                units.collect::<Vec<(String, String)>>()
            })
        };
        let (now, called) = (resource.parent.clone(), resource.name.clone());
        let choose = move |to: String| {
            let to = (!to.is_empty()).then(|| ResourceId::from(to));
            let below = to.as_ref().and_then(|to| {
                port.policy.with_untracked(|policy| Some(policy.resources.get(to)?.name.clone()))
            });
            let title = match below {
                Some(below) => format!("Move {called} below {below}"),
                None => format!("Move {called} to the top"),
            };
            planned.set(Some((title, Edit::Move(moved.clone(), to))));
        };
        // It says where the unit stands until the move is done.
        let now = move || {
            planned.with(|_| ());
            now.as_ref().map(ToString::to_string)
        };
        choice("Parent", "None", units, now, choose).class("choice")
    });
    let title = format!("Remove {}", resource.name);
    let remove = button("Remove…", move || {
        planned.set(Some((title.clone(), Edit::RemoveResource(id.clone()))));
    });
    tag("div")
        .class("res-properties")
        .child(tag("h3").text(format!("{}: {}", resource.kind.name(), resource.name)))
        .child(tag("div").class("panel-line").child(name).child(parent).child(remove))
        .child(notes)
}

/// What a move or a removal brings, before it is done.
fn preview_of(port: Port<Resources>, planned: Planned) -> Tag {
    let open = Derived::new(move |_| planned.with(Option::is_some));
    let title = move || {
        planned.with(|planned| planned.as_ref().map(|(title, _)| title.clone())).unwrap_or_default()
    };
    let close = move || planned.set(None);
    let body = move || {
        let (_, edit) = planned.get_untracked()?;
        let policy = port.policy.get_untracked();
        let directory = port.directory.get_untracked();
        let asked = untrack(|| port.asking.circumstances().get());
        let acting = untrack(|| Acting::of(port)).filter(|acting| !acting.is_admin());
        let found = match (&acting, port.index.get_untracked()) {
            (None, Some(index)) => {
                let edits = std::slice::from_ref(&edit);
                effects(&policy, &index, &directory, edits, &asked)
            }
            _ => Err(crate::directory::Rejection(
                "only an admin adds, moves and removes resources".to_owned(),
            )),
        };
        let (says, can) = match &found {
            Ok(effects) => (said(&policy, &directory, &edit, effects), true),
            Err(why) => (all([tag("p").text(format!("It cannot be done: {why}."))]), false),
        };
        let act = move || {
            let gone = matches!(edit, Edit::RemoveResource(_));
            port.send(edit.clone());
            planned.set(None);
            if gone {
                port.on_focus.run(vec!["resource".to_owned()]);
            }
        };
        let buttons = tag("div")
            .class("dialog-buttons")
            .child(can.then(|| button("Do it", act).attr("data-kind", "main")))
            .child(button("Cancel", close));
        Some(all([says, buttons.any()]))
    };
    dialog(open, title, "", close, body)
}

fn said(policy: &Policy, directory: &Directory, edit: &Edit, effects: &Effects) -> AnyView {
    let people = |ids: &[UserId], verb: &str| {
        let names = ids.iter().take(12).map(|id| directory.name(&Principal::User(id.clone())));
        let names: Vec<String> = names.collect();
        let more = ids.len().saturating_sub(names.len());
        let more = if more > 0 { format!(" and {more} more") } else { String::new() };
        let words = match ids.len() {
            0 => format!("Nobody {verb}s."),
            1 => format!("1 person {verb}s: {}.", names.join(", ")),
            count => format!("{count} people {verb}: {}{more}.", names.join(", ")),
        };
        tag("p").text(words)
    };
    let below = match edit {
        Edit::RemoveResource(id) => {
            let entries = policy.entries.iter().filter(|entry| entry.on == *id).count();
            let children: Vec<String> = policy.children(id).map(|it| it.name.clone()).collect();
            let units = match children.as_slice() {
                [] => String::new(),
                names => format!(" Below it: {}; they move up.", names.join(", ")),
            };
            Some(tag("p").text(format!("Its entries go with it: {entries}.{units}")))
        }
        _ => None,
    };
    all([below.any(), people(&effects.gain, "gain").any(), people(&effects.lose, "lose").any()])
}

/// The people or requirements that belong to it.
fn members(port: Port<Resources>, resource: &Resource) -> Tag {
    let kind = resource.kind.holds();
    let id = resource.id.clone();
    let title = match kind {
        super::super::policy::Kind::Person => "People",
        super::super::policy::Kind::Requirement => "Requirements",
    };
    let list = move || {
        let policy = port.policy.get();
        let members: Vec<_> =
            policy.classified(kind).iter().filter(|one| one.of.contains(&id)).cloned().collect();
        let more = members.len().saturating_sub(MOST);
        let line = |one: &crate::shared::Shared<super::super::policy::Classified>| {
            let focus = vec![kind.key().to_owned(), one.id.to_string()];
            let open = button(one.name.clone(), move || port.on_focus.run(focus.clone()));
            let (one_id, of, id) = (one.id.clone(), one.of.clone(), id.clone());
            let out = button("Take out", move || {
                let of = of.iter().filter(|other| **other != id).cloned().collect();
                port.send(Edit::Classify(kind, one_id.clone(), of));
            });
            let out = out.attr("aria-label", format!("Take {} out", one.name));
            tag("li").key(one.id.to_string()).class("panel-line").child(open).child(out)
        };
        if members.is_empty() {
            return remark("Nothing belongs to it yet.").any();
        }
        let lines = tag("ul").class("res-list").children(members.iter().take(MOST).map(line));
        let more = (more > 0).then(|| remark(format!("and {more} more")));
        all([lines.any(), more.any()])
    };
    let add = add_member(port, resource);
    tag("div").class("res-part").child(tag("h4").text(title)).bind_child(list).child(add)
}

fn add_member(port: Port<Resources>, resource: &Resource) -> Tag {
    let kind = resource.kind.holds();
    let (id, on) = (resource.id.clone(), resource.id.clone());
    let others = move || {
        port.policy.with(|policy| {
            let others = policy.classified(kind).iter().filter(|one| !one.of.contains(&id));
            let others = others.take(500).map(|one| (one.id.to_string(), one.name.clone()));
            others.collect::<Vec<(String, String)>>()
        })
    };
    let label = match kind {
        super::super::policy::Kind::Person => "Add a person",
        super::super::policy::Kind::Requirement => "Add a requirement",
    };
    choice(
        label,
        "choose one",
        others,
        || None,
        move |chosen| {
            let of = port.policy.with_untracked(|policy| {
                let one = policy.classified(kind).find(&chosen)?;
                let mut of = one.of.clone();
                of.push(on.clone());
                Some((one.id.clone(), of))
            });
            if let Some((one, of)) = of {
                port.send(Edit::Classify(kind, one, of));
            }
        },
    )
    .class("choice")
}

/// What changed about it since it was saved. Whoever acts as somebody needs Audit to read it.
fn log(port: Port<Resources>, resource: &Resource) -> Tag {
    let resource = resource.clone();
    let lines = move || {
        // R13
        let acting = Acting::of(port);
        if let Some(acting) = acting.filter(|acting| !acting.audits(&resource)) {
            let words = format!("{} has no Audit here, and cannot read it.", acting.name());
            return remark(words).any();
        }
        let (saved, policy, directory) =
            (port.saved.get(), port.policy.get(), port.directory.get());
        let of_it = |address: &Address| match address {
            Address::Policy { part: "items", keys, .. } => keys.contains(&resource.id.to_string()),
            Address::Policy { part: "entries", keys, .. } => {
                keys.iter().any(|id| policy.entries.find(id).is_some_and(|it| it.on == resource.id))
            }
            _ => false,
        };
        let gone = format!(" on {}: ", resource.name);
        let mut found = Changes::up_to(usize::MAX);
        changes::changes(&mut found, &saved, &policy, &directory, &directory);
        let found = found.into_lines().into_iter().filter(|change| match &change.address {
            Some(address) => of_it(address),
            None => change.words.contains(&gone),
        });
        let lines: Vec<Tag> = found.map(|change| tag("li").text(change.words)).collect();
        if lines.is_empty() {
            return remark("Nothing changed here since it was saved. The history of the workspace has what was saved when.").any();
        }
        tag("ul").class("res-list").children(lines).any()
    };
    tag("div").class("res-part").child(tag("h4").text("Audit log: not saved yet")).bind_child(lines)
}

/// The seat of somebody on a resource.
pub(super) fn seat(who: &SubjectId, on: &ResourceId) -> Seat {
    Seat { who: who.clone(), on: on.clone() }
}

//! One resource: what it is, where it stands, its permissions, what belongs to it, and its log.

use leptos::prelude::{AnyView, Callable, untrack};

use super::entries::{locked, seen, withheld};
use super::overview::is_unit;
use super::permissions::permissions;
use crate::reactive::{Derived, State};
use crate::ui::context::{Past, SystemContext};
use crate::ui::kit::choice::choice;
use crate::ui::kit::dialog::dialog;
use crate::ui::kit::fields::field;
use crate::ui::kit::tag::{Piece, Tag, all, button, tag};
use whocan_core::directory::{Directory, Principal, UserId};
use whocan_core::models::resources::policy::{
    EntryKey, Kind, Permission, Policy, Resource, ResourceId, SubjectId,
};
use whocan_core::models::resources::{Edit, Effects, Line, Resources, Saved, effects, log, turned};
use whocan_core::shared::Shared;

/// The states that were saved.
pub(super) type Pasts = Derived<Shared<Vec<Past<Resources>>>>;

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
pub(super) fn resource(system: SystemContext<Resources>, id: ResourceId, past: Pasts) -> Tag {
    let planned: Planned = State::new(None);
    let found = {
        let id = id.clone();
        Derived::new(move |_| system.policy.with(|policy| policy.resources.get(&id).cloned()))
    };
    // R19
    let closed = Derived::new(move |_| {
        found.with(|found| {
            let resource = found.as_ref()?;
            withheld(system, |acting| acting.may(Permission::Read, resource))
        })
    });
    let body = move || match (found.get(), closed.get()) {
        (None, _) => remark("Choose a resource to see who may do what with it.").any(),
        (_, Some(why)) => remark(why).any(),
        (Some(resource), None) => untrack(|| {
            all([
                properties(system, &resource, planned).any(),
                permissions(system, &resource).any(),
                members(system, &resource).any(),
                audit_log(system, &resource, past).any(),
            ])
        }),
    };
    tag("section")
        .class("panel")
        .attr("aria-label", "Resource")
        .bind_child(body)
        .child(preview_of(system, planned))
}

fn properties(system: SystemContext<Resources>, resource: &Resource, planned: Planned) -> Tag {
    let id = resource.id.clone();
    let (name, rename) = (resource.name.clone(), id.clone());
    let name = field("Name of the resource", name, move |name| {
        system.send(Edit::Rename(rename.clone(), name));
    });
    let (notes, note) = (resource.notes.clone(), id.clone());
    let notes = field("Notes on the resource", notes, move |notes| {
        system.send(Edit::Note(note.clone(), notes));
    });
    let notes = notes.attr("placeholder", "Notes");
    let parent = is_unit(resource).then(|| {
        let (own, moved) = (id.clone(), id.clone());
        let units = move || {
            let seen = seen(system);
            system.policy.with(|policy| {
                let is_seen = |at: usize| seen.as_ref().is_none_or(|seen| seen.resource(at));
                let units = policy.resources.iter().enumerate();
                let units = units.filter(|(at, _)| is_seen(*at)).map(|(_, it)| it);
                let units = units.filter(|it| is_unit(it) && it.id != own);
                let units = units.take(500).map(|it| (it.id.to_string(), it.name.clone()));
                units.collect::<Vec<(String, String)>>()
            })
        };
        let (now, called) = (resource.parent.clone(), resource.name.clone());
        let choose = move |to: String| {
            let to = (!to.is_empty()).then(|| ResourceId::from(to));
            let below = to.as_ref().and_then(|to| {
                system.policy.with_untracked(|policy| Some(policy.resources.get(to)?.name.clone()))
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
    let here = resource.clone();
    let update = move || withheld(system, |acting| acting.may(Permission::Update, &here));
    let admin =
        move || withheld(system, |acting| acting.admin("adds, moves and removes resources"));
    let named = tag("div").class("res-properties").child(name).child(notes);
    let placed = tag("div").class("panel-line").child(parent).child(remove);
    tag("div")
        .class("res-properties")
        .child(tag("h3").text(format!("{}: {}", resource.kind.name(), resource.name)))
        // R19
        .child(locked(update, named))
        // R20
        .child(locked(admin, placed))
}

/// What a move or a removal brings, before it is done.
fn preview_of(system: SystemContext<Resources>, planned: Planned) -> Tag {
    let open = Derived::new(move |_| planned.with(Option::is_some));
    let title = move || {
        planned.with(|planned| planned.as_ref().map(|(title, _)| title.clone())).unwrap_or_default()
    };
    let close = move || planned.set(None);
    let body = move || {
        let (_, edit) = planned.get_untracked()?;
        let policy = system.policy.get_untracked();
        let directory = system.directory.get_untracked();
        let asked = untrack(|| system.asking.now());
        let withheld = untrack(|| withheld(system, |acting| acting.does(&edit)));
        let index = system.index.get_untracked()?;
        let edits = std::slice::from_ref(&edit);
        let cannot =
            |why: String| (all([tag("p").text(format!("It cannot be done: {why}"))]), false);
        let (says, can) = match (withheld, effects(&policy, &index, &directory, edits, &asked)) {
            (Some(why), _) => cannot(why),
            (None, Ok(effects)) => (said(&policy, &directory, &edit, &effects), true),
            (None, Err(why)) => cannot(format!("{why}.")),
        };
        let act = move || {
            let gone = matches!(edit, Edit::RemoveResource(_));
            system.send(edit.clone());
            planned.set(None);
            if gone {
                system.on_focus.run(vec!["resource".to_owned()]);
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
fn members(system: SystemContext<Resources>, resource: &Resource) -> Tag {
    let kind = resource.kind.holds();
    let here = resource.clone();
    let title = match kind {
        Kind::Person => "People",
        Kind::Requirement => "Requirements",
    };
    let list = move || {
        // R19
        if let Some(why) = withheld(system, |acting| acting.may(Permission::GainAccess, &here)) {
            return remark(why).any();
        }
        let manages = withheld(system, |acting| acting.may(Permission::Manage, &here)).is_none();
        let policy = system.policy.get();
        let id = here.id.clone();
        let members: Vec<_> =
            policy.classified(kind).iter().filter(|one| one.of.contains(&id)).cloned().collect();
        let more = members.len().saturating_sub(MOST);
        let line = |one: &Shared<whocan_core::models::resources::policy::Classified>| {
            let focus = vec![kind.key().to_owned(), one.id.to_string()];
            let open = button(one.name.clone(), move || system.on_focus.run(focus.clone()));
            let (one_id, of, id) = (one.id.clone(), one.of.clone(), id.clone());
            let out = button("Take out", move || {
                let of = of.iter().filter(|other| **other != id).cloned().collect();
                system.send(Edit::Classify(kind, one_id.clone(), of));
            });
            let out =
                out.attr("aria-label", format!("Take {} out", one.name)).attr("disabled", !manages);
            tag("li").key(one.id.to_string()).class("panel-line").child(open).child(out)
        };
        if members.is_empty() {
            return remark("Nothing belongs to it yet.").any();
        }
        let lines = tag("ul").class("res-list").children(members.iter().take(MOST).map(line));
        let more = (more > 0).then(|| remark(format!("and {more} more")));
        all([lines.any(), more.any()])
    };
    let (managed, assigned) = (resource.clone(), resource.clone());
    let manage = move || withheld(system, |acting| acting.may(Permission::Manage, &managed));
    // A requirement is given outside of what is planned here; that it cannot be is said.
    let assign = move || {
        let why = withheld(system, |acting| acting.may(Permission::Assign, &assigned));
        why.filter(|_| kind == Kind::Person).map(remark)
    };
    tag("div")
        .class("res-part")
        .child(tag("h4").text(title))
        .bind_child(list)
        .child(locked(manage, add_member(system, resource)))
        .bind_child(assign)
}

fn add_member(system: SystemContext<Resources>, resource: &Resource) -> Tag {
    let kind = resource.kind.holds();
    let (id, on) = (resource.id.clone(), resource.id.clone());
    let others = move || {
        let seen = seen(system);
        system.policy.with(|policy| {
            let is_seen = |at: usize| seen.as_ref().is_none_or(|seen| seen.classified(kind, at));
            let others = policy.classified(kind).iter().enumerate();
            let others = others.filter(|(at, one)| is_seen(*at) && !one.of.contains(&id));
            let others = others.take(500).map(|(_, one)| (one.id.to_string(), one.name.clone()));
            others.collect::<Vec<(String, String)>>()
        })
    };
    let label = match kind {
        Kind::Person => "Add a person",
        Kind::Requirement => "Add a requirement",
    };
    choice(
        label,
        "choose one",
        others,
        || None,
        move |chosen| {
            let of = system.policy.with_untracked(|policy| {
                let one = policy.classified(kind).find(&chosen)?;
                let mut of = one.of.clone();
                of.push(on.clone());
                Some((one.id.clone(), of))
            });
            if let Some((one, of)) = of {
                system.send(Edit::Classify(kind, one, of));
            }
        },
    )
    .class("choice")
}

/// What changed about it: since it was saved, and with each Save who did so and when. Whoever acts as
/// somebody needs Audit to read it.
fn audit_log(system: SystemContext<Resources>, resource: &Resource, past: Pasts) -> Tag {
    let resource = resource.clone();
    let lines = move || {
        // R13
        if let Some(why) = withheld(system, |acting| acting.may(Permission::Audit, &resource)) {
            return remark(why).any();
        }
        let (saved, policy, directory) =
            (system.saved.get(), system.policy.get(), system.directory.get());
        let past = past.get();
        // Who there was when it was saved, so that whoever left since has a name.
        let then = past.last().and_then(|last| last.state.as_ref());
        let then = then.map_or_else(|| directory.clone(), |(_, directory)| directory.clone());
        let unsaved = turned(&resource.id, (&saved, &then), (&policy, &directory));
        let unsaved = (!unsaved.is_empty()).then(|| logged("Not saved yet".to_owned(), unsaved));
        let states: Vec<Saved<'_>> = past
            .iter()
            .map(|past| Saved {
                when: &past.when,
                who: &past.who,
                state: past.state.as_ref().map(|(policy, directory)| (&**policy, directory)),
            })
            .collect();
        let lines: Vec<Tag> = unsaved
            .into_iter()
            .chain(log(&resource.id, &states).into_iter().map(|Line { when, who, words }| {
                let who = if who.is_empty() { "somebody who gave no name" } else { &who };
                logged(format!("{when}, {who}"), words)
            }))
            .collect();
        let since = states.first().map(|first| {
            remark(format!("It goes back to {}, the oldest state that is kept.", first.when))
        });
        if lines.is_empty() {
            return all([remark("Nothing changed here.").any(), since.any()]);
        }
        all([tag("ul").class("res-list").children(lines).any(), since.any()])
    };
    tag("div").class("res-part").child(tag("h4").text("Audit log")).bind_child(lines)
}

/// What was changed at one time.
fn logged(when: String, words: Vec<String>) -> Tag {
    let words = words.into_iter().map(|words| tag("li").text(words));
    tag("li").child(tag("b").text(when)).child(tag("ul").class("res-list").children(words))
}

/// The seat of somebody on a resource.
pub(super) fn seat(who: &SubjectId, on: &ResourceId) -> EntryKey {
    EntryKey { who: who.clone(), on: on.clone() }
}

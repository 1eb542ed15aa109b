//! The Permissions tab of a resource: who has what on it, from when to when, and what comes from the
//! units above.

use leptos::prelude::{AnyView, event_target_value};

use super::entries::{Acting, locked, send, withheld};
use super::overview::said;
use super::resource::{remark, scroll, seat};
use crate::ui::context::SystemContext;
use crate::ui::kit::choice::choice;
use crate::ui::kit::fields::date_field;
use crate::ui::kit::tag::{Piece, Tag, all, button, tag};
use whocan_core::directory::{Date, Directory, Principal};
use whocan_core::models::resources::input::{edit, with, without};
use whocan_core::models::resources::policy::{
    Entry, EntryKey, Given, Period, Permission, Policy, Resource, principal,
};
use whocan_core::models::resources::{Edit, Resources};
use whocan_core::shared::Shared;

/// How many entries are listed.
const MOST: usize = 200;

pub(super) fn permissions(system: SystemContext<Resources>, resource: &Resource) -> Tag {
    let (own, above, adding) = (resource.clone(), resource.clone(), resource.clone());
    let locking = resource.clone();
    // R19
    let why = move || withheld(system, |acting| acting.may(Permission::Secure, &locking));
    let table = move || table(system, &own);
    let from_above = move || {
        let (policy, directory) = (system.policy.get(), system.directory.get());
        inherited(&policy, &directory, &above)
    };
    tag("div")
        .class("res-part")
        .child(tag("h4").text("Permissions"))
        .bind_child(table)
        .child(locked(why, add(system, &adding)))
        .bind_child(from_above)
}

fn table(system: SystemContext<Resources>, resource: &Resource) -> AnyView {
    let (policy, directory) = (system.policy.get(), system.directory.get());
    let asked = system.asking.circumstances().get();
    let acting = Acting::of(system);
    let entries: Vec<Shared<Entry>> =
        policy.entries.iter().filter(|entry| entry.on == resource.id).cloned().collect();
    if entries.is_empty() {
        let words = "Nobody has an entry on it. What groups are given by default comes only to resources that are added later.";
        return remark(words).any();
    }
    let head = |permission: Permission| {
        let foreign = !resource.kind.permissions().has(permission);
        let why = format!("{} means nothing on a {}", permission.name(), resource.kind.name());
        tag("th")
            .attr("scope", "col")
            .attr("data-turned", "")
            .attr("data-off", foreign.then_some(""))
            .attr("title", if foreign { why } else { permission.means().to_owned() })
            .child(tag("span").text(permission.name()))
    };
    let columns = Permission::ALL.map(head);
    let column = |name: &'static str| tag("th").attr("scope", "col").child(tag("span").text(name));
    let heads = tag("tr")
        .child(column("Who"))
        .children(columns)
        .child(column("Block").attr("data-turned", ""))
        .child(column("Advanced"))
        .child(tag("td"));
    let row = |entry: &Shared<Entry>| {
        let whose = principal(&directory, &entry.who);
        let refused = match (&whose, &acting) {
            (Some(whose), Some(acting)) => acting.refuses(whose, resource),
            _ => None,
        };
        let idle = !entry.period.has(asked.on);
        line(system, &directory, resource, entry, refused, idle)
    };
    let more = entries.len().saturating_sub(MOST);
    let body = tag("tbody").children(entries.iter().take(MOST).map(row));
    let table = tag("table")
        .class("res-table")
        .attr("aria-label", format!("Permissions on {}", resource.name))
        .child(tag("thead").child(heads))
        .child(body);
    let more = (more > 0).then(|| remark(format!("and {more} more: see the overview")));
    let blocks = entries.iter().any(|entry| entry.given == Given::Block);
    let sparing = blocks.then(|| {
        remark("A Block takes everything away here and below, whatever groups give elsewhere up the tree. Use it sparingly: often leaving an entry out is enough.")
    });
    all([scroll().child(table).any(), more.any(), sparing.any()])
}

/// One entry.
fn line(
    system: SystemContext<Resources>,
    directory: &Directory,
    resource: &Resource,
    entry: &Shared<Entry>,
    refused: Option<String>,
    idle: bool,
) -> Tag {
    let whose = principal(directory, &entry.who);
    let name = whose.as_ref().map_or_else(|| entry.who.to_string(), |who| directory.name(who));
    let what = match &whose {
        Some(Principal::Group(_)) => "Group",
        Some(_) => "User",
        None => "nobody",
    };
    let here = seat(&entry.who, &entry.on);
    let locked = refused.is_some();
    let given = entry.given;
    let set = move |seat: &EntryKey, then: Option<Given>| {
        let label = "permissions".to_owned();
        send(
            system,
            label,
            edit(seat.clone(), Some(given), then).into_iter().collect(),
            Vec::new(),
        );
    };
    let kind = resource.kind;
    let ticks = Permission::ALL.map(|permission| {
        let here = here.clone();
        let ticked = matches!(given, Given::Set(set) if set.has(permission));
        let turn = move |_: web_sys::Event| {
            let then = if ticked {
                without(Some(given), permission)
            } else {
                with(Some(given), permission, kind)
            };
            // Nothing ticked is a Block, and that is said beside it.
            set(&here, then.or(Some(Given::Block)));
        };
        let foreign = !kind.permissions().has(permission);
        // R2: Read goes with any other.
        let held = permission == Permission::Read
            && matches!(given, Given::Set(set) if set != Permission::Read.alone());
        let input = tag("input")
            .attr("type", "checkbox")
            .attr("aria-label", format!("{name}: {}", permission.name()))
            .attr("title", held.then_some("Read goes with every other permission"))
            .attr("disabled", locked || foreign || held)
            .prop("checked", move || ticked)
            .on("change", turn);
        tag("td").attr("data-off", foreign.then_some("")).child(input)
    });
    let blocks = given == Given::Block;
    let block = {
        let here = here.clone();
        let input = tag("input")
            .attr("type", "checkbox")
            .attr("aria-label", format!("{name}: Block"))
            .attr("disabled", locked)
            .prop("checked", move || blocks)
            .on("change", move |_: web_sys::Event| {
                let then = if blocks { Given::Set(Permission::Read.alone()) } else { Given::Block };
                set(&here, Some(then));
            });
        tag("td").child(input)
    };
    let detail = move |here: &EntryKey, notes: String, period: Period| {
        system.send(Edit::Detail(here.clone(), notes, period));
    };
    let day = |called: &'static str,
               label: &str,
               now: Option<Date>,
               put: fn(Period, Option<Date>) -> Period| {
        let (here, notes, period) = (here.clone(), entry.notes.clone(), entry.period);
        let input = date_field(
            format!("{name}: {label}"),
            locked,
            move || now.map(|day| day.to_string()).unwrap_or_default(),
            move |text, typed| {
                let day = Date::entered(text, typed)?;
                detail(&here, notes.clone(), put(period, day));
                Ok(())
            },
        );
        tag("label").class("choice").child(tag("span").text(called)).child(input)
    };
    let from = day("Effective", "effective date", entry.period.from, |period, from| Period {
        from,
        ..period
    });
    let to = day("Expiry", "expiry date", entry.period.to, |period, to| Period { to, ..period });
    let notes = {
        let (here, period, now) = (here.clone(), entry.period, entry.notes.clone());
        let input = tag("input")
            .class("field")
            .attr("aria-label", format!("{name}: notes"))
            .attr("disabled", locked)
            .prop("value", move || now.clone())
            .on("change", move |event: web_sys::Event| {
                detail(&here, event_target_value(&event), period);
            });
        tag("label").class("choice").child(tag("span").text("Notes")).child(input)
    };
    let says = match (entry.period == Period::default(), entry.notes.as_str()) {
        (true, "") => "always".to_owned(),
        (true, notes) => notes.to_owned(),
        (false, "") => entry.period.words(),
        (false, notes) => format!("{}; {notes}", entry.period.words()),
    };
    let advanced = tag("details")
        .class("res-advanced")
        .child(tag("summary").attr("aria-label", format!("{name}: {says}")).text(says))
        .child(from)
        .child(to)
        .child(notes);
    let remove = {
        let here = here.clone();
        button("×", move || set(&here, None))
            .attr("aria-label", format!("Remove the entry of {name}"))
            .attr("disabled", locked)
    };
    let doubt = match (refused, idle, entry.counts(kind)) {
        (Some(why), ..) => Some(why),
        (_, _, None) => Some("without Read it counts for nothing".to_owned()),
        (_, true, _) => Some(format!("does not count now: {}", entry.period.words())),
        _ => None,
    };
    tag("tr")
        .key(entry.id.to_string())
        .attr("data-idle", (idle || entry.counts(kind).is_none()).then_some(""))
        .child(
            tag("th")
                .attr("scope", "row")
                .text(name.clone())
                .child(tag("span").class("hint").text(what))
                .child(doubt.map(|doubt| tag("span").class("res-doubt").text(doubt))),
        )
        .children(ticks)
        .child(block)
        .child(tag("td").child(advanced))
        .child(tag("td").child(remove))
}

/// Adds an entry with Read for a user or group that has none.
fn add(system: SystemContext<Resources>, resource: &Resource) -> Tag {
    let (on, here) = (resource.clone(), resource.clone());
    let others = move || {
        let policy = system.policy.get();
        system.directory.with(|directory| {
            let groups = directory.groups.iter().map(|group| Principal::Group(group.id.clone()));
            let users = directory.users.iter().map(|user| Principal::User(user.id.clone()));
            let known = |who: &Principal| {
                let mut all = policy.entries.iter();
                all.any(|entry| entry.on == on.id && entry.who.as_str() == who.id())
            };
            let others = groups.chain(users).filter(|who| !known(who)).take(500);
            let name = |who: &Principal| match who {
                Principal::Group(_) => format!("{} (group)", directory.name(who)),
                _ => directory.name(who),
            };
            others.map(|who| (who.id().to_owned(), name(&who))).collect::<Vec<_>>()
        })
    };
    let choose = move |id: String| {
        let seat = EntryKey { who: id.into(), on: here.id.clone() };
        system.send(Edit::Set(seat, Given::Set(Permission::Read.alone())));
    };
    choice("Add a user or group", "choose one", others, || None, choose).class("choice")
}

/// What comes from the units above, to be looked at.
fn inherited(policy: &Policy, directory: &Directory, resource: &Resource) -> Option<Tag> {
    let parents = policy.parents();
    let mut lines = Vec::new();
    let mut next = policy.resources.position(&resource.id);
    while let Some(above) = next.and_then(|at| parents.get(at).copied().flatten()) {
        next = Some(above as usize);
        let Some(unit) = policy.resources.nth(above as usize) else { break };
        let of_unit = policy.entries.iter().filter(|entry| entry.on == unit.id);
        lines.extend(of_unit.map(|entry| {
            let who = principal(directory, &entry.who);
            let name = who.map_or_else(|| entry.who.to_string(), |who| directory.name(&who));
            let period = match entry.period == Period::default() {
                true => String::new(),
                false => format!(", {}", entry.period.words()),
            };
            tag("li").child(tag("b").text(name)).text(format!(
                " on {}: {}{period}",
                unit.name,
                said(entry.given)
            ))
        }));
    }
    let is_empty = lines.is_empty();
    let list = tag("ul").class("res-list").children(lines);
    (!is_empty).then(|| {
        tag("details")
            .class("res-above")
            .attr("open", true)
            .child(tag("summary").text("From the units above, as far as no Block cuts it"))
            .child(list)
    })
}

//! Who has what on a resource: its own entries, which are set here, and those of the units above it, as
//! far as they reach it.

use std::collections::BTreeSet;

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::Element;

use super::dialogs::Ask;
use super::page::{Facts, Here, Page, short_name};
use super::resource_target;
use super::tree_pane::is_group;
use crate::components::{Avatar, Icon, Menu, MenuItem, Symbol};
use crate::platform::{closest, keys, page as dom};
use whocan_core::directory::Principal;
use whocan_core::keys::Stroke;
use whocan_core::models::resources::Edit;
use whocan_core::models::resources::input::{edit, with, without};
use whocan_core::models::resources::policy::{
    Entry, EntryKey, Given, Period, Permission, Permissions, Resource, ResourceId, ResourceType,
    SubjectId, in_words, principal,
};
use whocan_core::shared::{Shared, sort_by_key};
use whocan_core::text::capital;

/// How many entries of a resource are listed.
const MOST: usize = 120;

/// The id of the table; those of what is in it begin with it.
pub(super) const TABLE: &str = "res-entries";

/// An entry.
#[derive(Clone, PartialEq)]
struct Line {
    who: SubjectId,
    name: String,
    /// The name in short, for sentences.
    short: String,
    group: bool,
    /// What stands below the name, and what more there is to say.
    says: String,
    /// Whether all of it is to be read: why the row is locked, or what is given beyond.
    whole: bool,
    tip: String,
    given: Given,
    /// Why it cannot be set.
    locked: Option<String>,
    /// Whether it counts for nothing now.
    idle: bool,
    /// Whether it is that of an admin account, for which no entry counts.
    admin: bool,
    changed: bool,
    chosen: bool,
}

/// The entries on one resource.
#[derive(Clone, PartialEq)]
struct Part {
    on: ResourceId,
    title: String,
    own: bool,
    lines: Vec<Line>,
    more: usize,
}

#[derive(Clone, PartialEq)]
struct Sheet {
    name: String,
    kind: ResourceType,
    parts: Vec<Part>,
    /// Why nothing can be added.
    locked: Option<String>,
    remark: &'static str,
}

fn sheet(facts: &Facts, here: &Here) -> Option<Sheet> {
    let resource = facts.policy.resources.get(here.resource.as_ref()?)?;
    let mut blocked = BTreeSet::new();
    let mut parts = vec![part(facts, here, resource, true, &mut blocked)];
    for unit in facts.above(&resource.id) {
        let part = part(facts, here, unit, false, &mut blocked);
        if !part.lines.is_empty() {
            parts.push(part);
        }
    }
    // Said where one is made, not of those that stand.
    let blocks = parts
        .first()
        .is_some_and(|own| own.lines.iter().any(|line| line.given == Given::Block && line.changed));
    let unit = resource.kind == ResourceType::OrgUnit;
    let remark = match (blocks, unit) {
        (true, _) => {
            "A Block takes away what comes from above, here and below, until an entry below gives something anew. Use it sparingly: often leaving an entry out is enough."
        }
        (_, true) => {
            "Solid ticks are set here. Pale ticks come from a unit above; only a Block takes them away."
        }
        _ => {
            "Solid ticks are set here. Defaults of groups come only to resources that are added later."
        }
    };
    Some(Sheet {
        name: resource.name.clone(),
        kind: resource.kind,
        // R19
        locked: facts.without(Permission::Secure, resource),
        parts,
        remark,
    })
}

fn part(
    facts: &Facts,
    here: &Here,
    resource: &Resource,
    own: bool,
    blocked: &mut BTreeSet<SubjectId>,
) -> Part {
    let all = facts.policy.entries.iter().filter(|entry| entry.on == resource.id);
    let mut all: Vec<&Shared<Entry>> = all.collect();
    // What whoever it is seen as has stands among those that are listed.
    let theirs = here.who.as_ref().map(|who| who.id());
    if all.len() > MOST {
        sort_by_key(&mut all, |entry| Some(entry.who.as_str()) != theirs);
    }
    let more = all.len().saturating_sub(MOST);
    let lines: Vec<Line> = all
        .into_iter()
        .take(MOST)
        .map(|entry| line(facts, here, resource, entry, own, blocked.contains(&entry.who)))
        .collect();
    let blocks = lines.iter().filter(|line| line.given == Given::Block && !line.idle);
    blocked.extend(blocks.map(|line| line.who.clone()));
    let title = match own {
        true => format!("Own entries on {}", resource.name),
        false => format!("Inherited from {}", resource.name),
    };
    Part { on: resource.id.clone(), title, own, lines, more }
}

fn line(
    facts: &Facts,
    here: &Here,
    resource: &Resource,
    entry: &Shared<Entry>,
    own: bool,
    cut: bool,
) -> Line {
    let whose = principal(&facts.directory, &entry.who);
    let name = whose.as_ref().map_or_else(|| entry.who.to_string(), |it| facts.directory.name(it));
    let short = whose.as_ref().map(|it| short_name(it, &name)).unwrap_or_default();
    let idle = !entry.period.has(facts.asked.on);
    let admin = whose.as_ref().is_some_and(|whose| facts.is_admin(whose));
    let counts = entry.counts(resource.kind);
    let locked = whose
        .as_ref()
        .and_then(|whose| facts.withheld(|acting| acting.secures(whose, resource)))
        .filter(|_| own);
    // Not what holds for every line: that stands once beside the table.
    let special = locked.clone().filter(|_| facts.without(Permission::Secure, resource).is_none());
    let was = facts.saved.entry(&EntryKey { who: entry.who.clone(), on: entry.on.clone() });
    let changed = was.is_none_or(|was| **was != **entry);
    let special = special.or_else(|| beyond(facts, resource, entry).filter(|_| own && changed));
    let whole = special.is_some();
    let says = match (special, cut, counts, idle) {
        (Some(why), ..) => why,
        _ if admin && entry.given != Given::Block => {
            "Kept: an admin account may do everything anyway".to_owned()
        }
        (_, true, ..) => format!("Cut by the Block of {short} below"),
        (_, _, None, _) => "Without Read it counts for nothing".to_owned(),
        (_, _, _, true) => format!("Does not count now: {}", entry.period.words()),
        _ => match entry.period.to {
            Some(day) => format!("Until {}", day.words()),
            None => entry.notes.clone(),
        },
    };
    let days = (entry.period != Period::default()).then(|| capital(&entry.period.words()));
    let notes = (!entry.notes.is_empty()).then(|| entry.notes.clone());
    let tip = [days, notes].into_iter().flatten().collect::<Vec<_>>().join("; ");
    Line {
        who: entry.who.clone(),
        group: whose.as_ref().is_some_and(is_group),
        name,
        short,
        says,
        whole,
        tip,
        given: entry.given,
        locked,
        idle: idle || counts.is_none() || cut || admin,
        admin,
        changed,
        chosen: own && here.who.as_ref().is_some_and(|who| who.id() == entry.who.as_str()),
    }
}

/// What an entry gives that whoever edits as somebody has not there: Secure lets them, and it is said.
fn beyond(facts: &Facts, resource: &Resource, entry: &Entry) -> Option<String> {
    let actor = facts.directory.principal(facts.actor()?)?;
    let Given::Set(set) = entry.given else { return None };
    let has = facts.access(&actor, &resource_target(&resource.id)).set();
    let more = set.without(has);
    let name = short_name(&actor, &facts.directory.name(&actor));
    (!more.is_empty()).then(|| format!("More than {name} has here: {}", in_words(more)))
}

/// See the module.
#[component]
pub(super) fn Entries(page: Page) -> AnyView {
    let found = page.of(sheet);
    let draw = move || found.get().map(|sheet| drawn(page, sheet));
    view! { <section class="res-entries-room" id=TABLE aria-label="Permissions">{draw}</section> }
        .into_any()
}

fn drawn(page: Page, sheet: Sheet) -> AnyView {
    let Sheet { name, kind, parts, locked, remark } = sheet;
    let head = |permission: Permission| {
        let off = !kind.permissions().has(permission);
        let tip = match off {
            true => format!("{} means nothing on a {}", permission.name(), kind.name()),
            false => capital(permission.means()),
        };
        let letter = if permission == Permission::Audit { "L" } else { initial(permission) };
        view! {
            <th scope="col" data-off=off.then_some("") title=tip.clone() data-tip=tip>
                <span class="res-word">{permission.name()}</span>
                <span class="res-letter" aria-hidden="true">{letter}</span>
            </th>
        }
    };
    let rows = parts.into_iter().map(|part| drawn_part(page, kind, part, locked.clone()));
    view! {
        <table
            class="res-entries"
            aria-label=format!("Permissions on {name}")
            on:change=move |event| changed(page, kind, &event)
            on:click=move |event| clicked(page, &event)
            on:keydown=move |event| pressed(page, kind, &event)
        >
            <thead>
                <tr>
                    <th scope="col">"Who"</th>
                    {Permission::ALL.map(head).into_iter().collect_view()}
                    <td></td>
                </tr>
            </thead>
            {rows.collect_view()}
        </table>
        <p class="res-remark">
            <Symbol icon=Icon::Info />
            <span>{remark}</span>
        </p>
    }
    .into_any()
}

/// The first letter, as the pictures have it.
fn initial(permission: Permission) -> &'static str {
    permission.name().get(..1).unwrap_or_default()
}

fn drawn_part(page: Page, kind: ResourceType, part: Part, locked: Option<String>) -> AnyView {
    let Part { on, title, own, lines, more } = part;
    let none = own && lines.is_empty();
    let count = (!none).then_some(lines.len() + more);
    let verb = match (own, &locked) {
        (true, Some(why)) => view! {
            <span class="res-locked">
                <Symbol icon=Icon::Lock />
                <span>{why.clone()}</span>
            </span>
        }
        .into_any(),
        (true, None) => view! {
            <button type="button" class="res-verb" id="res-add-entry" data-add>
                "Add an entry"
            </button>
        }
        .into_any(),
        _ => {
            let name = title.trim_start_matches("Inherited from ").to_owned();
            view! {
                <button type="button" class="res-verb" data-open=on.to_string()>
                    {format!("Open {name}")}
                </button>
            }
            .into_any()
        }
    };
    let rest = (more > 0).then(|| format!("{more} more in Overview"));
    let rest = rest.map(|rest| view! { <tr class="res-none"><td colspan="9">{rest}</td></tr> });
    let none = none.then(|| {
        view! {
            <tr class="res-none">
                <td colspan="9">"Nobody has an entry here."</td>
            </tr>
        }
    });
    let rows = lines.into_iter().map(|line| match own {
        true => own_line(page, kind, line),
        false => pale_line(line),
    });
    view! {
        <tbody>
            <tr class="res-group">
                <th colspan="9" scope="rowgroup">
                    <span class="res-group-line">
                        <span>{title}</span>
                        " "
                        <span class="res-count">{count}</span>
                        <span class="res-grow"></span>
                        {verb}
                    </span>
                </th>
            </tr>
            {rows.collect_view()}
            {none}
            {rest}
        </tbody>
    }
    .into_any()
}

/// The first cell of a line: whose it is, and what is said of it.
fn whose(line: &Line) -> AnyView {
    let picture = match line.group {
        true => view! {
            <span class="avatar res-group-avatar">
                <Symbol icon=Icon::Groups />
            </span>
        }
        .into_any(),
        false => view! { <Avatar name=line.name.clone() /> }.into_any(),
    };
    let dot = line.changed.then(|| {
        view! {
            <span class="change-dot"></span>
            <span class="unseen">", changed"</span>
        }
    });
    let says = (!line.says.is_empty()).then(|| {
        let whole = line.whole.then_some("");
        view! { <span class="res-says" data-whole=whole>{line.says.clone()}</span> }
    });
    let tip = (!line.tip.is_empty()).then(|| line.tip.clone());
    view! {
        <th scope="row">
            <span class="res-who" data-tip=tip>
                {picture}
                <span class="res-who-words">
                    <button type="button" class="res-who-name res-step" data-see=line.who.to_string()>
                        {line.name.clone()}
                    </button>
                    {dot}
                    {says}
                </span>
            </span>
        </th>
    }
    .into_any()
}

fn blocked(line: &Line, pale: bool) -> AnyView {
    let words = match pale {
        _ if line.admin => "Block: kept, and does not count for an admin account".to_owned(),
        false => format!("Block: nothing here, and nothing from above, for {}", line.short),
        true => format!("Block for {}", line.short),
    };
    view! {
        <td colspan="7" class="res-block-cell">
            <span class="res-block">
                <Symbol icon=Icon::Block />
                <span>{words}</span>
            </span>
        </td>
    }
    .into_any()
}

fn own_line(page: Page, kind: ResourceType, line: Line) -> AnyView {
    let cells = match line.given {
        Given::Block => blocked(&line, false),
        Given::Set(set) => {
            let cell = |permission: Permission| tick(kind, &line, set, permission);
            Permission::ALL.map(cell).into_iter().collect_view().into_any()
        }
    };
    let id = format!("{TABLE}-{}", line.who);
    let (idle, chosen) = (line.idle.then_some(""), line.chosen.then_some(""));
    view! {
        <tr data-who=line.who.to_string() data-idle=idle data-chosen=chosen>
            {whose(&line)} {cells} <td class="res-more" id=id>{more(page, &line)}</td>
        </tr>
    }
    .into_any()
}

fn tick(kind: ResourceType, line: &Line, set: Permissions, permission: Permission) -> AnyView {
    let foreign = !kind.permissions().has(permission);
    // R2: Read goes with any other.
    let held = permission == Permission::Read && set != Permission::Read.alone();
    let tip = match (&line.locked, foreign, held) {
        (Some(why), ..) => Some(why.clone()),
        (_, true, _) => Some(format!("{} means nothing on a {}", permission.name(), kind.name())),
        (_, _, true) => Some("Read goes with every other permission".to_owned()),
        _ => None,
    };
    view! {
        <td data-off=foreign.then_some("")>
            <input
                class="res-tick res-step"
                type="checkbox"
                id=format!("{TABLE}-{}-{}", line.who, permission as usize)
                aria-label=format!("{}: {}", line.name, permission.name())
                data-permission=(permission as usize).to_string()
                data-held=(held && line.locked.is_none()).then_some("")
                data-tip=tip.clone()
                title=tip.clone()
                disabled=tip.is_some()
                prop:checked=set.has(permission)
            />
        </td>
    }
    .into_any()
}

fn pale_line(line: Line) -> AnyView {
    let cells = match line.given {
        Given::Block => blocked(&line, true),
        Given::Set(set) => {
            let cell = |permission: Permission| {
                let picture = match set.has(permission) {
                    true => view! {
                        <span class="res-pale">
                            <Symbol icon=Icon::Check />
                        </span>
                        <span class="unseen">"yes"</span>
                    }
                    .into_any(),
                    false => view! {
                        <span class="res-dash" aria-hidden="true"></span>
                        <span class="unseen">"no"</span>
                    }
                    .into_any(),
                };
                view! { <td>{picture}</td> }
            };
            Permission::ALL.map(cell).into_iter().collect_view().into_any()
        }
    };
    view! { <tr data-idle=line.idle.then_some("")>{whose(&line)} {cells} <td></td></tr> }.into_any()
}

/// What else can be done to an entry.
fn more(page: Page, line: &Line) -> AnyView {
    let (who, given, locked) = (line.who.clone(), line.given, line.locked.clone());
    let items = Signal::derive(move || {
        let off = |item: MenuItem| match &locked {
            Some(why) => item.off(why.clone()),
            None => item,
        };
        let (own, other, gone) = (who.clone(), who.clone(), who.clone());
        let detail = MenuItem::new("Dates and notes…", move || {
            page.asked.set(Some(Ask::Detail(own.clone())));
        });
        let (label, then) = match given {
            Given::Block => ("Read in place of the Block", Given::Set(Permission::Read.alone())),
            Given::Set(_) => ("Block", Given::Block),
        };
        let icon = if given == Given::Block { Icon::Check } else { Icon::Block };
        let turn = MenuItem::new(label, move || set(page, other.clone(), given, Some(then)));
        let turn = turn.icon(icon).about(match given {
            Given::Block => "What comes from above counts again.",
            Given::Set(_) => "Nothing here, and nothing from above.",
        });
        let remove =
            MenuItem::new("Remove the entry", move || set(page, gone.clone(), given, None));
        vec![off(detail.icon(Icon::Clock)), off(turn), off(remove.icon(Icon::Cross).begins_group())]
    });
    let label = format!("More for the entry of {}", line.name);
    view! { <Menu label icon=Icon::More bare=true items /> }.into_any()
}

fn set(page: Page, who: SubjectId, given: Given, then: Option<Given>) {
    let Some(on) = page.here.with_untracked(|here| here.resource.clone()) else { return };
    let id = format!("{TABLE}-{who}");
    let seat = EntryKey { who, on };
    edit(seat, Some(given), then).into_iter().for_each(|edit| page.send(edit));
    match then {
        Some(_) => dom::focus_first_if_lost(&id, "button"),
        None => dom::focus_first_if_lost(TABLE, "button"),
    }
}

/// A box was ticked or unticked.
fn changed(page: Page, kind: ResourceType, event: &web_sys::Event) {
    let Some(input) = event.target().and_then(|it| it.dyn_into::<web_sys::HtmlInputElement>().ok())
    else {
        return;
    };
    let permission = input.get_attribute("data-permission").and_then(|at| at.parse::<usize>().ok());
    let permission = permission.and_then(|at| Permission::ALL.get(at).copied());
    let who = closest(event, "tr").and_then(|row| row.get_attribute("data-who"));
    let on = page.here.with_untracked(|here| here.resource.clone());
    let (Some(permission), Some(who), Some(on)) = (permission, who, on) else { return };
    let ticked = input.checked();
    let seat = EntryKey { who: who.as_str().into(), on };
    let now = page.facts.with_untracked(|facts| facts.policy.entry(&seat).map(|entry| entry.given));
    let then = match ticked {
        true => with(now, permission, kind),
        // Nothing ticked is a Block, and that is said beside it.
        false => without(now, permission).or(Some(Given::Block)),
    };
    edit(seat.clone(), now, then).into_iter().for_each(|edit| page.send(edit));
    let now = page.facts.with_untracked(|facts| facts.policy.entry(&seat).map(|entry| entry.given));
    if now != then {
        // It was refused.
        input.set_checked(!ticked);
    }
    dom::focus_if_lost(&input.id());
    if then == Some(Given::Block) {
        dom::focus_first_if_lost(&format!("{TABLE}-{who}"), "button");
    }
}

/// The keys of an entry: arrows go from box to box, digits turn a permission, B makes it a Block, Delete
/// removes it.
fn pressed(page: Page, kind: ResourceType, event: &web_sys::KeyboardEvent) {
    let Some(stroke) = keys::stroke(event).map(Stroke::in_grid) else { return };
    let Some(row) = closest(event, "tr[data-who]").filter(|_| !event.default_prevented()) else {
        return;
    };
    let used = match stroke.key.as_str() {
        _ if stroke.command => false,
        "ArrowRight" => beside(&row, event, 1),
        "ArrowLeft" => beside(&row, event, -1),
        "ArrowDown" => below(&row, event, Element::next_element_sibling),
        "ArrowUp" => below(&row, event, Element::previous_element_sibling),
        key => turn(page, kind, &row, key),
    };
    if used {
        event.prevent_default();
        event.stop_propagation();
    }
}

/// The boxes of a line that can be ticked, with the name before them.
fn steps(row: &Element) -> Vec<web_sys::HtmlElement> {
    let all = row.get_elements_by_class_name("res-step");
    let all = (0..all.length()).filter_map(|at| all.item(at));
    all.filter(|it| !it.has_attribute("disabled")).filter_map(|it| it.dyn_into().ok()).collect()
}

fn beside(row: &Element, event: &web_sys::KeyboardEvent, by: isize) -> bool {
    let steps = steps(row);
    let target = event.target();
    let here = steps.iter().position(|it| Some(it.as_ref()) == target.as_ref());
    let next = here.and_then(|at| steps.get(at.checked_add_signed(by)?));
    next.is_some_and(|it| it.focus().is_ok())
}

/// Goes to the same box of the next line that has one, else to its name.
fn below(
    row: &Element,
    event: &web_sys::KeyboardEvent,
    next: fn(&Element) -> Option<Element>,
) -> bool {
    let place =
        closest(event, "[data-permission]").and_then(|it| it.get_attribute("data-permission"));
    let mut other = next(row);
    while let Some(found) = other.as_ref().filter(|row| !row.has_attribute("data-who")) {
        other = next(found);
    }
    let steps = other.map(|row| steps(&row)).unwrap_or_default();
    let is_same = |it: &&web_sys::HtmlElement| it.get_attribute("data-permission") == place;
    let to = steps.iter().find(is_same).or_else(|| steps.first());
    to.is_some_and(|it| it.focus().is_ok())
}

fn turn(page: Page, kind: ResourceType, row: &Element, key: &str) -> bool {
    let Some(who) = row.get_attribute("data-who").map(|who| SubjectId::from(who.as_str())) else {
        return false;
    };
    let entry = page
        .facts
        .with_untracked(|facts| page.here.with_untracked(|here| entry_of(facts, here, &who)));
    let Some(given) = entry.map(|entry| entry.given) else { return false };
    match key {
        "b" | "B" => set(page, who, given, Some(Given::Block)),
        "Delete" => set(page, who, given, None),
        digit => {
            let at = digit.parse::<usize>().ok().and_then(|digit| digit.checked_sub(1));
            let Some(permission) = at.and_then(|at| Permission::ALL.get(at).copied()) else {
                return false;
            };
            let tick = format!("{TABLE}-{who}-{}", permission as usize);
            match given {
                Given::Block => {
                    set(page, who, given, with(Some(given), permission, kind));
                    dom::focus_if_lost(&tick);
                }
                // As if the box was pressed, with all that keeps one from it.
                Given::Set(_) => dom::press(&tick),
            }
        }
    }
    true
}

fn clicked(page: Page, event: &web_sys::MouseEvent) {
    let of = |name: &str| closest(event, &format!("[{name}]"))?.get_attribute(name);
    if of("data-add").is_some() {
        page.asked.set(Some(Ask::AddEntry));
    } else if let Some(id) = of("data-open") {
        page.open(id.as_str().into());
    } else if let Some(who) = of("data-see") {
        let who =
            page.facts.with_untracked(|facts| principal(&facts.directory, &who.as_str().into()));
        who.into_iter().for_each(|who| page.see_as(who));
        dom::focus_first_if_lost(TABLE, "[data-chosen] button");
    }
}

/// The entry of somebody on a resource, with Read, where they have none.
pub(super) fn add(page: Page, who: Principal, on: ResourceId) {
    let seat = EntryKey::new(who.id(), on.as_str());
    page.send(Edit::Set(seat, Given::Set(Permission::Read.alone())));
}

/// The entry that a dialog is about.
pub(super) fn entry_of(facts: &Facts, here: &Here, who: &SubjectId) -> Option<Shared<Entry>> {
    let on = here.resource.clone()?;
    facts.policy.entry(&EntryKey { who: who.clone(), on }).cloned()
}

//! What stands over the editor: a new entry, the dates and notes of one, something new, the day, and what
//! a move or a removal brings before it is done. One at a time.

use leptos::prelude::*;

use super::page::{Facts, Here, Page, Tab, named};
use super::table::{add, entry_of};
use super::tree_pane::everybody;
use crate::components::{
    Button, ButtonKind, Choice, Combobox, DoneButton, FormButtons, LineField, Modal, ModalHead,
    Select, Show, TextField, is_blank, on_submit,
};
use crate::platform::{clock, page as dom};
use crate::systems::date_field::DateField;
use whocan_core::directory::{Date, Principal, UserId};
use whocan_core::models::resources::policy::{
    Classified, EntryKey, Kind, Period, Resource, ResourceType, SubjectId, principal,
};
use whocan_core::models::resources::{Edit, Effects, effects};

/// Which dialog is open.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Ask {
    /// A new entry on the resource that is looked at.
    AddEntry,
    /// Dates and notes of somebody's entry on it.
    Detail(SubjectId),
    /// A new resource.
    AddResource,
    /// A new person or requirement.
    AddOne,
    /// Whether something is to be moved or removed.
    Planned(Edit),
    /// The day that everything is asked for.
    Day,
}

/// How many people are named.
const NAMED: usize = 12;

fn title(page: Page, ask: &Ask) -> String {
    let here = page.here.get();
    page.facts.with(|facts| {
        let policy = &facts.policy;
        let resource =
            || here.resource.as_ref().map(|id| policy.resources.name(id)).unwrap_or_default();
        match ask {
            Ask::AddEntry => format!("Add an entry on {}", resource()),
            Ask::Detail(who) => {
                let name = principal(&facts.directory, who).map(|who| facts.directory.name(&who));
                format!("{} on {}", name.unwrap_or_else(|| who.to_string()), resource())
            }
            Ask::AddResource => "Add a resource".to_owned(),
            Ask::AddOne => match kind_here(facts, &here) {
                Kind::Requirement => "Add a requirement".to_owned(),
                Kind::Person => "Add a person".to_owned(),
            },
            Ask::Planned(edit) => planned(facts, edit),
            Ask::Day => "As of".to_owned(),
        }
    })
}

fn planned(facts: &Facts, edit: &Edit) -> String {
    let name = |id| facts.policy.resources.name(id);
    match edit {
        Edit::Move(id, Some(to)) => format!("Move {} below {}", name(id), name(to)),
        Edit::Move(id, None) => format!("Move {} to the top", name(id)),
        Edit::RemoveResource(id) => format!("Remove {}?", name(id)),
        Edit::Remove(kind, id) => format!("Remove {}?", facts.policy.classified(*kind).name(id)),
        _ => String::new(),
    }
}

/// See the module.
#[component]
pub(super) fn Dialogs(page: Page) -> AnyView {
    let asked = page.asked;
    // Worded once, when it opens: what is being removed loses its name before the dialog is gone.
    let title = Memo::new(move |before: Option<&String>| {
        let ask = asked.get();
        ask.map(|ask| untrack(|| title(page, &ask))).or_else(|| before.cloned()).unwrap_or_default()
    });
    let is_plan = |ask: &Option<Ask>| matches!(ask, Some(Ask::Planned(_)));
    let open = Signal::derive(move || asked.with(|it| it.is_some() && !is_plan(it)));
    let plan = Signal::derive(move || asked.with(is_plan));
    let content = move || match asked.get_untracked() {
        Some(Ask::AddEntry) => view! { <AddEntry page /> }.into_any(),
        Some(Ask::Detail(who)) => view! { <Detail page who /> }.into_any(),
        Some(Ask::AddResource) => view! { <AddResource page /> }.into_any(),
        Some(Ask::AddOne) => view! { <AddOne page /> }.into_any(),
        Some(Ask::Day) => view! { <Day page /> }.into_any(),
        _ => ().into_any(),
    };
    let question = move || match asked.get_untracked() {
        Some(Ask::Planned(edit)) => view! { <Plan page edit /> }.into_any(),
        _ => ().into_any(),
    };
    let close = move || asked.set(None);
    view! {
        <Modal open title on_close=close>
            {content()}
        </Modal>
        <Modal open=plan title head=ModalHead::Question on_close=close>
            {question()}
        </Modal>
    }
    .into_any()
}

/// A user or group that has no entry yet: it begins with Read.
#[component]
fn AddEntry(page: Page) -> AnyView {
    let all = everybody(page);
    let others = Memo::new(move |_| {
        let here = page.here.get();
        page.facts.with(|facts| {
            let on = here.resource.as_ref();
            let entries = facts.policy.entries.iter().filter(|entry| Some(&entry.on) == on);
            let known: std::collections::BTreeSet<String> =
                entries.map(|entry| entry.who.to_string()).collect();
            all.with(|all| {
                all.iter().filter(|it| !known.contains(&it.value)).cloned().collect::<Vec<_>>()
            })
        })
    });
    let chosen = RwSignal::new(String::new());
    let off = is_blank(chosen);
    let done = move || {
        let id = chosen.get_untracked();
        let on = page.here.with_untracked(|here| here.resource.clone());
        let who = page.facts.with_untracked(|facts| facts.directory.principal(&id));
        let Some((who, on)) = who.zip(on) else { return };
        page.asked.set(None);
        add(page, who.clone(), on.clone());
        // Where it was refused it is said why, and stays so.
        let seat = EntryKey::new(who.id(), on.as_str());
        if page.facts.with_untracked(|facts| facts.policy.entry(&seat).is_some()) {
            page.see_as(who);
        }
    };
    view! {
        <form class="modal-body res-form" on:submit=on_submit(done)>
            <Combobox
                label="Add a user or group"
                choices=others
                value=chosen
                on_choose=move |id: String| chosen.set(id)
                placeholder="Type a name"
            />
            <p class="res-quiet">"The entry begins with Read. Tick what else they may do."</p>
            <FormButtons on_cancel=move |()| page.asked.set(None) done="Add entry" off />
        </form>
    }
    .into_any()
}

/// When an entry counts, and why it is there.
#[component]
fn Detail(page: Page, who: SubjectId) -> AnyView {
    let own = who.clone();
    let entry = page.of(move |facts, here| {
        entry_of(facts, here, &own).map(|entry| (entry.notes.clone(), entry.period))
    });
    let now = move || entry.get_untracked().unwrap_or_default();
    let set = move |notes: String, period: Period| {
        let on = page.here.with_untracked(|here| here.resource.clone());
        on.into_iter().for_each(|on| {
            page.send(Edit::Detail(EntryKey { who: who.clone(), on }, notes.clone(), period));
        });
    };
    let day = move |of: fn(Period) -> Option<Date>| {
        Signal::derive(move || {
            let day = entry.get().and_then(|(_, period)| of(period));
            day.map(|day| day.to_string()).unwrap_or_default()
        })
    };
    let (by_from, by_to) = (set.clone(), set.clone());
    let from = move |from: Option<Date>| {
        let (notes, period) = now();
        by_from(notes, Period { from, ..period });
    };
    let to = move |to: Option<Date>| {
        let (notes, period) = now();
        by_to(notes, Period { to, ..period });
    };
    let notes = Signal::derive(move || entry.get().map(|(notes, _)| notes).unwrap_or_default());
    let note = move |notes: String| set(notes, now().1);
    view! {
        <div class="modal-body res-form">
            <DateField label="Effective date" value=day(|it| it.from) off=false on_day=from />
            <DateField label="Expiry date" value=day(|it| it.to) off=false on_day=to />
            <p class="res-quiet">"Both days are included. An empty one leaves that end open."</p>
            <LineField label="Notes on the entry" value=notes off=false on_change=note />
        </div>
        <DoneButton on_press=move |()| page.asked.set(None) />
    }
    .into_any()
}

/// A new resource; a new org unit stands below the one that is looked at, where no other is chosen.
#[component]
fn AddResource(page: Page) -> AnyView {
    const TOP: &str = "";
    let name = RwSignal::new(String::new());
    let kind = RwSignal::new(ResourceType::OrgUnit.name().to_owned());
    let off = is_blank(name);
    let kinds = ResourceType::ALL.map(|kind| Choice::new(kind.name(), kind.name())).to_vec();
    let is_unit = Signal::derive(move || kind.with(|kind| kind == ResourceType::OrgUnit.name()));
    let (units, first) = untrack(|| {
        page.facts.with(|facts| {
            let units = facts.policy.resources.iter().enumerate();
            let units =
                units.filter(|(at, it)| it.kind == ResourceType::OrgUnit && facts.lists(*at));
            let units = units.map(|(_, it)| Choice::new(it.id.to_string(), it.name.clone()));
            let units: Vec<Choice> =
                std::iter::once(Choice::new(TOP, "None")).chain(units).collect();
            let here = page.here.with(|here| here.resource.clone());
            let is_here = |it: &&Choice| here.as_ref().is_some_and(|id| id.as_str() == it.value);
            let first = units.iter().find(is_here).map(|it| it.value.clone());
            (Signal::stored(units), first.unwrap_or_default())
        })
    });
    let parent = RwSignal::new(first);
    let done = move || {
        let Ok(kind) = ResourceType::parse(&kind.get_untracked()) else { return };
        if off.get_untracked() {
            return;
        }
        let id = page.system.new_id('o');
        let parent = parent.get_untracked();
        let fits = is_unit.get_untracked() && !parent.is_empty();
        let parent = fits.then(|| parent.as_str().into());
        let new = Resource::new(&id, name.get_untracked().trim(), kind);
        page.asked.set(None);
        page.send(Edit::AddResource(Resource { parent, ..new }));
        page.open(id.as_str().into());
    };
    view! {
        <form class="modal-body res-form" on:submit=on_submit(done)>
            <TextField
                label="Name of a new resource"
                value=name
                on_input=move |text: String| name.set(text)
            />
            <Select label="Type" choices=kinds value=kind on_choose=move |it: String| kind.set(it) />
            <Show when=is_unit>
                <Combobox
                    label="Parent"
                    choices=units
                    value=parent
                    on_choose=move |id: String| parent.set(id)
                    placeholder="None"
                />
            </Show>
            <p class="res-quiet">"Groups with a default for this type get an entry on it."</p>
            <FormButtons on_cancel=move |()| page.asked.set(None) done="Add the resource" off />
        </form>
    }
    .into_any()
}

/// Which kind something new is of: that of the list, or what belongs to the resource that is looked at.
fn kind_here(facts: &Facts, here: &Here) -> Kind {
    match here.tab {
        Tab::Classified(kind) => kind,
        _ => {
            let resource = here.resource.as_ref().and_then(|id| facts.policy.resources.get(id));
            resource.map_or(Kind::Person, |it| it.kind.holds())
        }
    }
}

/// A new person or requirement, and what it belongs to from the start.
#[component]
fn AddOne(page: Page) -> AnyView {
    const NOWHERE: &str = "";
    let (kind, free, holders, first) = untrack(|| {
        page.facts.with(|facts| {
            page.here.with(|here| {
                let kind = kind_here(facts, here);
                // R20: what belongs to nothing is added by admins alone.
                let new = Edit::Add(kind, Classified::new("new", "new"));
                let free = facts.refuses(&new).is_none();
                let holders = facts.managed(kind).into_iter();
                let holders = holders.map(|it| Choice::new(it.id.to_string(), it.name.clone()));
                let holders: Vec<Choice> = holders.collect();
                let own = here.resource.as_ref().filter(|_| here.tab == Tab::Resource);
                let own = holders.iter().find(|it| own.is_some_and(|id| id.as_str() == it.value));
                let first = own.or(holders.first().filter(|_| !free));
                let first = first.map(|it| it.value.clone()).unwrap_or_default();
                (kind, free, holders, first)
            })
        })
    });
    let from_resource = page.here.with_untracked(|here| here.tab == Tab::Resource);
    let none = free.then(|| Choice::new(NOWHERE, "Nothing yet"));
    let holders: Vec<Choice> = none.into_iter().chain(holders).collect();
    let name = RwSignal::new(String::new());
    let place = RwSignal::new(first);
    let off = is_blank(name);
    let done = move || {
        if off.get_untracked() {
            return;
        }
        let id = page.system.new_id(if kind == Kind::Person { 'n' } else { 'k' });
        let of = place.get_untracked();
        let of = (!of.is_empty()).then(|| of.as_str().into()).into_iter().collect();
        let new = Classified::new(&id, name.get_untracked().trim());
        page.asked.set(None);
        page.send(Edit::Add(kind, Classified { of, ..new }));
        // Added from a resource it is seen there.
        if !from_resource {
            page.open_one(kind, id.as_str().into());
        }
    };
    view! {
        <form class="modal-body res-form" on:submit=on_submit(done)>
            <TextField label="Name" value=name on_input=move |text: String| name.set(text) />
            <Combobox
                label="Belongs to"
                choices=Signal::stored(holders)
                value=place
                on_choose=move |id: String| place.set(id)
                placeholder="Type a name"
            />
            <FormButtons on_cancel=move |()| page.asked.set(None) done="Add" off />
        </form>
    }
    .into_any()
}

/// The day that everything is asked for: that of the workspace, until another one is chosen.
#[component]
fn Day(page: Page) -> AnyView {
    let asking = page.system.asking;
    let own = Memo::new(move |_| asking.as_of.get().day);
    let now = Memo::new(move |_| asking.chosen.with(|asked| asked.on).or(own.get()));
    let choose = move |day: Option<Date>| {
        let day = day.filter(|day| Some(*day) != own.get_untracked());
        asking.chosen.update(|asked| asked.on = day);
    };
    let keep = move || {
        let day = asking.chosen.with_untracked(|asked| asked.on);
        asking.keep_day.run(day);
        asking.chosen.update(|asked| asked.on = None);
        dom::focus_first_soon("res-day", "input");
    };
    let back = move || {
        choose(None);
        dom::focus_first_soon("res-day", "input");
    };
    let today = move || choose(Date::parse(&clock::day()).ok());
    let value = Signal::derive(move || now.get().map(|day| day.to_string()).unwrap_or_default());
    let draw = move || {
        let other = asking.chosen.with(|asked| asked.on.is_some());
        match (other, now.with(Option::is_none)) {
            (true, _) => view! {
                <Button on_press=back>"Back to the workspace's day"</Button>
                <Button on_press=keep>"Make it the workspace's day"</Button>
            }
            .into_any(),
            (_, true) => view! {
                <p class="res-quiet">"No day: what has dates does not count."</p>
                <Button on_press=today>"Today"</Button>
            }
            .into_any(),
            _ => view! { <p class="res-quiet">"This is the workspace's own day."</p> }.into_any(),
        }
    };
    view! {
        <div class="modal-body res-form" id="res-day">
            <DateField label="As of" value off=false on_day=choose />
            <div class="res-placed">{draw}</div>
        </div>
        <DoneButton on_press=move |()| page.asked.set(None) />
    }
    .into_any()
}

/// What a move or a removal brings, before it is done.
#[component]
fn Plan(page: Page, edit: Edit) -> AnyView {
    let facts = page.facts.get_untracked();
    let found = plan(&facts, &edit);
    let can = found.is_ok();
    let lines = found.unwrap_or_else(|why| vec![format!("It cannot be done: {why}")]);
    let removes = !matches!(edit, Edit::Move(..));
    let act = move || {
        page.asked.set(None);
        page.send(edit.clone());
    };
    let (kind, verb) = match removes {
        true => (ButtonKind::Danger, "Remove"),
        false => (ButtonKind::Primary, "Move"),
    };
    let act = can.then(|| view! { <Button kind on_press=act>{verb}</Button> });
    view! {
        <div class="modal-body">
            {lines.into_iter().map(|line| view! { <p>{line}</p> }).collect_view()}
        </div>
        <div class="modal-buttons">
            <Button on_press=move || page.asked.set(None)>"Cancel"</Button>
            {act}
        </div>
    }
    .into_any()
}

fn plan(facts: &Facts, edit: &Edit) -> Result<Vec<String>, String> {
    if let Some(why) = facts.refuses(edit) {
        return Err(why);
    }
    let Some(index) = &facts.index else { return Ok(Vec::new()) };
    let edits = std::slice::from_ref(edit);
    let found = effects(&facts.policy, index, &facts.directory, edits, &facts.asked);
    let Effects { gain, lose } = found.map_err(|why| format!("{why}."))?;
    let mut lines = Vec::new();
    if let Edit::RemoveResource(id) = edit {
        let entries = facts.policy.entries.iter().filter(|entry| entry.on == *id).count();
        let children: Vec<String> = facts.policy.children(id).map(|it| it.name.clone()).collect();
        let units = match children.as_slice() {
            [] => String::new(),
            names => format!(" Below it: {}; they move up.", names.join(", ")),
        };
        lines.push(format!("Its entries go with it: {entries}.{units}"));
    }
    lines.push(people(facts, &gain, "gain"));
    lines.push(people(facts, &lose, "lose"));
    Ok(lines)
}

fn people(facts: &Facts, ids: &[UserId], verb: &str) -> String {
    let names = ids.iter().map(|id| facts.directory.name(&Principal::User(id.clone())));
    let names: Vec<String> = names.collect();
    match names.len() {
        0 => format!("Nobody {verb}s."),
        1 => format!("1 person {verb}s: {}.", named(&names, NAMED)),
        count => format!("{count} people {verb}: {}.", named(&names, NAMED)),
    }
}

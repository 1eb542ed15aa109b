//! One resource: who has what on it, what everyone gets, what belongs to it and what is assigned to
//! that, its name, notes and place, and its log.

use leptos::prelude::*;

use super::dialogs::Ask;
use super::everyone::Everyone;
use super::fields::{AddChoice, InlineChoice, Withheld};
use super::log::Log;
use super::page::{Facts, Here, Page, Tab, counted, named};
use super::requirements::Assigned;
use super::table::Entries;
use crate::components::{
    Button, ButtonKind, ButtonSize, Choice, EmptyState, Icon, LineField, Show, Symbol,
};
use crate::platform::{closest, page as dom};
use crate::state::context::SystemContext;
use whocan_core::models::resources::policy::{
    Classified, ClassifiedId, Kind, Permission, Resource, ResourceId, ResourceType,
};
use whocan_core::models::resources::{Edit, Resources};
use whocan_core::shared::Shared;

/// How many names a heading has, and a list.
const NAMED: usize = 2;
const MOST: usize = 100;

/// See the module.
#[component]
pub(super) fn ResourcePane(page: Page) -> AnyView {
    let id = page.of(|facts, here| {
        let id = here.resource.clone().filter(|_| here.tab == Tab::Resource)?;
        facts.policy.resources.has(&id).then_some(id)
    });
    let closed = page.of(|facts, here| {
        // R19
        facts.without(Permission::Read, facts.policy.resources.get(here.resource.as_ref()?)?)
    });
    // Drawn anew for another resource only, so that what is typed stays.
    let draw = move || {
        let (id, closed) = (id.get(), closed.with(Option::is_some));
        untrack(|| match id {
            None => view! { <Nothing page /> }.into_any(),
            Some(_) if closed => view! { <Closed page why=closed_why(page) /> }.into_any(),
            Some(id) => view! { <Whole page id /> }.into_any(),
        })
    };
    view! {
        <section class="res-main" aria-label="Resource">
            {draw}
        </section>
    }
    .into_any()
}

fn closed_why(page: Page) -> Memo<Option<String>> {
    page.of(|facts, here| {
        facts.without(Permission::Read, facts.policy.resources.get(here.resource.as_ref()?)?)
    })
}

/// What whoever edits may not open: why, and the way back to somebody who may.
#[component]
pub(super) fn Closed(page: Page, #[prop(into)] why: Signal<Option<String>>) -> AnyView {
    let back = move || page.system.asking.chosen.update(|chosen| chosen.acting_as = None);
    view! {
        <Title page name="Not open".to_owned() says=String::new() />
        <div class="res-closed">
            <Withheld why />
            <div class="res-closed-do">
                <Button size=ButtonSize::Small on_press=back>"Back to planner"</Button>
            </div>
        </div>
    }
    .into_any()
}

#[component]
fn Nothing(page: Page) -> AnyView {
    view! {
        <div class="res-nothing">
            <EmptyState
                title="No resources yet"
                text="Add an org unit, a role or a tag, then say who may do what with it."
                verb="Add a resource"
                icon=Icon::Plus
                on_verb=move || page.asked.set(Some(Ask::AddResource))
            />
        </div>
    }
    .into_any()
}

/// The resource that is looked at.
fn resource<'a>(facts: &'a Facts, here: &Here) -> Option<&'a Shared<Resource>> {
    facts.policy.resources.get(here.resource.as_ref()?)
}

#[component]
fn Whole(page: Page, id: ResourceId) -> AnyView {
    let kind = page.facts.with_untracked(|facts| facts.policy.resources.get(&id).map(|it| it.kind));
    let holds_people = kind.is_some_and(|kind| kind.holds() == Kind::Person);
    let assigned = holds_people.then(|| view! { <Assigned page /> });
    view! {
        <Head page />
        <div class="res-scroll">
            <Entries page />
            <Everyone page />
            <Inside page />
            {assigned}
            <Details page />
            <Log page />
        </div>
    }
    .into_any()
}

/// What stands on top: a name, where it stands, and who edits.
#[component]
pub(super) fn Title(
    page: Page,
    #[prop(into)] name: Signal<String>,
    #[prop(into)] says: Signal<String>,
) -> AnyView {
    view! {
        <header class="res-head">
            <div class="res-head-words">
                <h2 class="res-title">{name}</h2>
                <p class="res-where">{says}</p>
            </div>
            <ActingAs system=page.system />
        </header>
    }
    .into_any()
}

/// Who edits, to see what is open to them.
#[component]
pub(super) fn ActingAs(system: SystemContext<Resources>) -> AnyView {
    const PLANNER: &str = "";
    let asking = system.asking;
    let choices = Memo::new(move |_| {
        system.directory.with(|directory| {
            let users = directory.users.iter();
            let users = users.map(|user| Choice::new(user.id.to_string(), user.name.clone()));
            std::iter::once(Choice::new(PLANNER, "Planner")).chain(users).collect::<Vec<_>>()
        })
    });
    let value = Signal::derive(move || {
        asking.chosen.with(|it| it.acting_as.as_ref().map(ToString::to_string).unwrap_or_default())
    });
    let choose = move |id: String| {
        let user = (!id.is_empty()).then(|| id.as_str().into());
        asking.chosen.update(|chosen| chosen.acting_as = user);
    };
    view! { <InlineChoice label="Acting as" choices value on_choose=choose /> }.into_any()
}

#[component]
fn Head(page: Page) -> AnyView {
    let name =
        page.of(|facts, here| resource(facts, here).map(|it| it.name.clone()).unwrap_or_default());
    let says = page.of(|facts, here| {
        let Some(resource) = resource(facts, here) else { return String::new() };
        let above: Vec<String> =
            facts.above(&resource.id).into_iter().rev().map(|it| it.name.clone()).collect();
        let place = match above.as_slice() {
            [] => resource.kind.name().to_owned(),
            names => names.join(" / "),
        };
        match facts.without(Permission::GainAccess, resource) {
            Some(_) => place,
            None => format!("{place} · {}", inside(facts, resource)),
        }
    });
    view! { <Title page name says /> }.into_any()
}

fn inside(facts: &Facts, resource: &Resource) -> String {
    let inside = facts.inside(resource);
    let (one, many) = words(resource.kind.holds());
    let count = counted(inside.len(), one, many);
    let own = match inside.len() {
        0 => format!("No {many}"),
        few if few <= NAMED => {
            let names: Vec<String> = inside.iter().map(|it| it.name.clone()).collect();
            format!("{count}: {}", names.join(", "))
        }
        _ => count,
    };
    match facts.count_below(resource) {
        0 => own,
        below => format!("{own} · {below} in units below"),
    }
}

fn words(kind: Kind) -> (&'static str, &'static str) {
    match kind {
        Kind::Person => ("person", "people"),
        Kind::Requirement => ("requirement", "requirements"),
    }
}

/// A part of the page, with its heading and what is said beside it.
#[component]
pub(super) fn Part(
    id: &'static str,
    #[prop(into)] title: Signal<String>,
    #[prop(optional, into)] says: Signal<String>,
    children: Children,
) -> AnyView {
    let heading = format!("{id}-title");
    let labelled = heading.clone();
    view! {
        <section class="res-part" id=id aria-labelledby=labelled>
            <div class="res-part-head">
                <h3 class="res-part-title" id=heading>{title}</h3>
                <span class="res-part-says">{says}</span>
            </div>
            {children()}
        </section>
    }
    .into_any()
}

/// What belongs to it.
#[derive(Clone, PartialEq)]
struct Members {
    kind: Kind,
    names: Vec<(ClassifiedId, String)>,
    more: usize,
    /// Those in the units below, by unit.
    below: Vec<(String, Vec<(ClassifiedId, String)>)>,
    /// How many more there are, and how many in all.
    below_more: usize,
    below_all: usize,
    /// Why they are not listed, and why nobody is put in or taken out.
    unseen: Option<String>,
    locked: Option<String>,
}

fn members(facts: &Facts, here: &Here) -> Option<Members> {
    let resource = resource(facts, here)?;
    // R19
    let unseen = facts.without(Permission::GainAccess, resource);
    let inside = if unseen.is_some() { Vec::new() } else { facts.inside(resource) };
    let names = inside.iter().take(MOST).map(|it| (it.id.clone(), it.name.clone())).collect();
    let units = if unseen.is_some() { Vec::new() } else { facts.below(resource) };
    let (mut below, mut left, mut below_more) = (Vec::new(), MOST, 0);
    for (unit, people) in units {
        let listed: Vec<_> =
            people.iter().take(left).map(|it| (it.id.clone(), it.name.clone())).collect();
        left -= listed.len();
        below_more += people.len() - listed.len();
        below.extend((!listed.is_empty()).then(|| (unit.name.clone(), listed)));
    }
    let below_all = if below.is_empty() { 0 } else { facts.count_below(resource) };
    Some(Members {
        kind: resource.kind.holds(),
        names,
        more: inside.len().saturating_sub(MOST),
        below,
        below_more,
        below_all,
        unseen,
        locked: facts.without(Permission::Manage, resource),
    })
}

#[component]
fn Inside(page: Page) -> AnyView {
    const ID: &str = "res-inside";
    let found = page.of(members);
    let title = Signal::derive(move || {
        let kind = found.with(|it| it.as_ref().map(|it| it.kind));
        if kind == Some(Kind::Requirement) { "Requirements" } else { "People" }.to_owned()
    });
    let says = Signal::derive(move || {
        found.with(|it| match it {
            Some(it) if it.unseen.is_none() => {
                let own = it.names.len() + it.more;
                match it.below_all {
                    0 => own.to_string(),
                    below => format!("{own}, and {below} in units below"),
                }
            }
            _ => String::new(),
        })
    });
    let draw = move || found.get().map(drawn);
    let clicked = move |event: web_sys::MouseEvent| {
        let of = |name: &str| closest(&event, &format!("[{name}]"))?.get_attribute(name);
        let Some(kind) = found.with_untracked(|it| it.as_ref().map(|it| it.kind)) else { return };
        if let Some(id) = of("data-one") {
            page.open_one(kind, id.as_str().into());
        } else if let Some(id) = of("data-out") {
            classify(page, kind, &id.as_str().into(), false);
            dom::focus_first_if_lost(ID, "button, input");
        }
    };
    let unseen = Signal::derive(move || found.with(|it| it.as_ref()?.unseen.clone()));
    let locked = Signal::derive(move || found.with(|it| it.as_ref()?.locked.clone()));
    let open = Signal::derive(move || locked.with(Option::is_none));
    let others = page.of(|facts, here| {
        let Some(resource) = resource(facts, here) else { return Vec::new() };
        let kind = resource.kind.holds();
        let all = facts.policy.classified(kind).iter().enumerate();
        let others =
            all.filter(|(at, one)| !one.of.contains(&resource.id) && facts.sees(kind, *at));
        others.map(|(_, one)| Choice::new(one.id.to_string(), one.name.clone())).collect::<Vec<_>>()
    });
    let kind = found.with_untracked(|it| it.as_ref().map(|it| it.kind)).unwrap_or(Kind::Person);
    let label = if kind == Kind::Person { "Add a person" } else { "Add a requirement" };
    let new = if kind == Kind::Person { "New person…" } else { "New requirement…" };
    let put = move |id: String| classify(page, kind, &id.as_str().into(), true);
    let add = move || page.asked.set(Some(Ask::AddOne));
    view! {
        <Part id=ID title says>
            <Withheld why=unseen />
            <div on:click=clicked>{draw}</div>
            <Show when=open>
                <div class="res-placed">
                    <AddChoice label choices=others on_choose=put />
                    <Button size=ButtonSize::Small icon=Icon::Plus on_press=add>
                        {new}
                    </Button>
                </div>
            </Show>
            <Withheld why=locked />
        </Part>
    }
    .into_any()
}

fn drawn(found: Members) -> AnyView {
    let Members { names, more, locked, below, below_more, .. } = found;
    let one = |(id, name): (ClassifiedId, String)| {
        chip("data-one", id.to_string(), name, locked.is_none())
    };
    let rest =
        (more > 0).then(|| view! { <li class="res-quiet">{format!("and {more} more")}</li> });
    // Taken out they are where they are in.
    let unit = |(unit, people): (String, Vec<(ClassifiedId, String)>)| {
        let people = people.into_iter();
        let people = people.map(|(id, name)| chip("data-one", id.to_string(), name, false));
        view! {
            <div class="res-of-type">
                <span class="res-type-name">{unit}</span>
                <ul class="res-chips">{people.collect_view()}</ul>
            </div>
        }
    };
    let below_rest = (below_more > 0).then(
        || view! { <p class="res-quiet">{format!("and {below_more} more in units below")}</p> },
    );
    let below = (!below.is_empty()).then(|| {
        view! {
            <div class="res-below">
                <h4 class="res-below-title">"In units below"</h4>
                {below.into_iter().map(unit).collect_view()}
                {below_rest}
            </div>
        }
    });
    view! {
        <ul class="res-chips">{names.into_iter().map(one).collect_view()} {rest}</ul>
        {below}
    }
    .into_any()
}

/// A thing that can be opened, and taken out where that may be done.
pub(super) fn chip(opens: &'static str, id: String, name: String, out: bool) -> AnyView {
    let own = id.clone();
    let label = format!("Take out {name}");
    let out = out.then(|| {
        view! {
            <button type="button" class="res-out" aria-label=label.clone() data-tip=label data-out=id>
                <Symbol icon=Icon::Cross />
            </button>
        }
    });
    let (one, into) = match opens {
        "data-one" => (Some(own), None),
        _ => (None, Some(own)),
    };
    view! {
        <li class="res-chip">
            <button type="button" class="res-chip-name" data-one=one data-open=into>
                {name}
            </button>
            {out}
        </li>
    }
    .into_any()
}

/// Puts something into the resource that is looked at, or takes it out.
fn classify(page: Page, kind: Kind, id: &ClassifiedId, inside: bool) {
    let Some(on) = page.here.with_untracked(|here| here.resource.clone()) else { return };
    let of = page.facts.with_untracked(|facts| {
        facts.policy.classified(kind).get(id).map(|one: &Shared<Classified>| one.of.clone())
    });
    let Some(mut of) = of else { return };
    of.retain(|other| *other != on);
    of.extend(inside.then_some(on));
    page.send(Edit::Classify(kind, id.clone(), of));
}

/// Its name, notes and place.
#[component]
fn Details(page: Page) -> AnyView {
    type Of = fn(&Resource) -> String;
    let text = move |of: Of| {
        page.of(move |facts, here| resource(facts, here).map(|it| of(it)).unwrap_or_default())
    };
    let update = page.of(|facts, here| {
        // R19
        facts.without(Permission::Update, resource(facts, here)?)
    });
    let off = Signal::derive(move || update.with(Option::is_some));
    let change = move |make: fn(ResourceId, String) -> Edit| {
        move |written: String| {
            let id = page.here.with_untracked(|here| here.resource.clone());
            id.into_iter().for_each(|id| page.send(make(id, written.clone())));
        }
    };
    view! {
        <Part id="res-details" title="Name, notes and place".to_owned()>
            <div class="res-fields">
                <LineField
                    label="Name of the resource"
                    value=text(|it| it.name.clone())
                    off
                    on_change=change(Edit::Rename)
                />
                <LineField
                    label="Notes on the resource"
                    value=text(|it| it.notes.clone())
                    off
                    on_change=change(Edit::Note)
                />
            </div>
            <Withheld why=update />
            <Placed page />
        </Part>
    }
    .into_any()
}

/// Where it stands in the tree, and whether it stays.
#[component]
fn Placed(page: Page) -> AnyView {
    const TOP: &str = "";
    // R20
    let admin = page
        .of(|facts, _| facts.withheld(|acting| acting.admin("adds, moves and removes resources")));
    let open = Signal::derive(move || admin.with(Option::is_none));
    let unit = page
        .of(|facts, here| resource(facts, here).is_some_and(|it| it.kind == ResourceType::OrgUnit));
    let units = page.of(|facts, here| {
        let all = facts.policy.resources.iter().enumerate();
        let units = all.filter(|(at, it)| {
            it.kind == ResourceType::OrgUnit
                && facts.lists(*at)
                && here.resource.as_ref() != Some(&it.id)
        });
        let units = units.map(|(_, it)| Choice::new(it.id.to_string(), it.name.clone()));
        std::iter::once(Choice::new(TOP, "None")).chain(units).collect::<Vec<_>>()
    });
    let parent = page.of(|facts, here| {
        resource(facts, here).and_then(|it| it.parent.as_ref()).map(ToString::to_string)
    });
    let plan = move |edit: fn(ResourceId, Option<ResourceId>) -> Edit, to: Option<ResourceId>| {
        let id = page.here.with_untracked(|here| here.resource.clone());
        id.into_iter().for_each(|id| page.asked.set(Some(Ask::Planned(edit(id, to.clone())))));
    };
    let choose = move |to: String| {
        plan(Edit::Move, (!to.is_empty()).then(|| to.as_str().into()));
    };
    let below = move || page.asked.set(Some(Ask::AddResource));
    let remove = move || plan(|id, _| Edit::RemoveResource(id), None);
    view! {
        <Show when=open>
            <div class="res-placed">
                <Show when=unit>
                    <InlineChoice
                        label="Parent"
                        choices=units
                        value=Signal::derive(move || parent.get().unwrap_or_default())
                        on_choose=choose
                    />
                    <Button size=ButtonSize::Small icon=Icon::Plus on_press=below>
                        "Add a unit below…"
                    </Button>
                </Show>
                <Button size=ButtonSize::Small kind=ButtonKind::Danger on_press=remove>
                    "Remove…"
                </Button>
            </div>
        </Show>
        <Withheld why=admin />
    }
    .into_any()
}

/// The names of some, as a sentence has them.
pub(super) fn some(names: &[String]) -> String {
    named(names, 6)
}

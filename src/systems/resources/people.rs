//! People and requirements: the list, and of the chosen one its details, what it belongs to, what it
//! needs, and how it is reached. They carry no permissions themselves.

use std::sync::Arc;

use leptos::prelude::*;

use super::dialogs::Ask;
use super::everyone::Everyone;
use super::fields::{AddChoice, Withheld};
use super::page::{Facts, Here, Page, Tab, counted};
use super::resource::{Closed, Part, Title, chip, some};
use super::resource_target;
use crate::components::{
    Button, ButtonKind, ButtonSize, Checkbox, Choice, EmptyState, Icon, IconButton, LineField,
    PickList, PickRow, SearchField, Segmented, Show, Ticked,
};
use crate::platform::{closest, page as dom};
use whocan_core::models::resources::policy::{
    Classified, ClassifiedId, Kind, Permission, ResourceId, ResourceType, in_words,
};
use whocan_core::models::resources::{Compliance, Edit};
use whocan_core::shared::Shared;
use whocan_core::text::SearchText;

/// Which kind is listed.
fn kind_of(here: &Here) -> Kind {
    match here.tab {
        Tab::Classified(kind) => kind,
        _ => Kind::Person,
    }
}

fn chosen<'a>(facts: &'a Facts, here: &Here) -> Option<&'a Shared<Classified>> {
    facts.policy.classified(kind_of(here)).get(here.one.as_ref()?)
}

/// The list.
#[component]
pub(super) fn PeoplePane(page: Page) -> AnyView {
    let find = RwSignal::new(String::new());
    let kind = page.of(|_, here| kind_of(here));
    let kinds = vec![Choice::new("people", "People"), Choice::new("requirements", "Requirements")];
    let value = Signal::derive(move || kind.get().key().to_owned());
    let choose = move |key: String| {
        let kind = Kind::ALL.into_iter().find(|kind| kind.key() == key);
        kind.into_iter().for_each(|kind| {
            find.set(String::new());
            page.go(|here| {
                here.tab = Tab::Classified(kind);
                here.one = None;
            });
        });
    };
    let keys = Memo::new(move |_| {
        let text = SearchText::new(&find.get());
        let kind = kind.get();
        page.facts.with(|facts| {
            let all = facts.policy.classified(kind).iter().enumerate();
            let some = all.filter(|(at, one)| facts.sees(kind, *at) && text.is_in(&one.name));
            Arc::new(some.map(|(at, _)| at).collect::<Vec<_>>())
        })
    });
    let at =
        page.of(|facts, here| facts.policy.classified(kind_of(here)).position(here.one.as_ref()?));
    let go = move |at: usize| {
        let kind = kind.get_untracked();
        let id = page.facts.with_untracked(|facts| {
            facts.policy.classified(kind).nth(at).map(|one| one.id.clone())
        });
        id.into_iter().for_each(|id| page.open_one(kind, id));
    };
    // R19, R20
    let off = page.of(|facts, here| facts.adds_none(kind_of(here)));
    let label = Signal::derive(move || match off.get() {
        Some(why) => format!("Add: {why}"),
        None if kind.get() == Kind::Person => "Add a person".to_owned(),
        None => "Add a requirement".to_owned(),
    });
    view! {
        <div class="res-find">
            <Segmented label="People or requirements" choices=kinds value on_choose=choose />
        </div>
        <div class="res-find">
            <SearchField label="Find by name" value=find on_input=move |text| find.set(text) />
            <IconButton
                icon=Icon::Plus
                label
                size=ButtonSize::Small
                off=Signal::derive(move || off.with(Option::is_some))
                on_press=move || page.asked.set(Some(Ask::AddOne))
            />
        </div>
        <PickList
            id="res-people"
            label="People and requirements"
            keys
            row=move |at: usize| row(page, kind.get(), at)
            chosen=Signal::derive(move || at.get())
            on_choose=go
            none="None to be seen."
        />
    }
    .into_any()
}

fn row(page: Page, kind: Kind, at: usize) -> PickRow {
    page.facts.with(|facts| {
        let Some(one) = facts.policy.classified(kind).nth(at) else { return PickRow::default() };
        let place = facts.places(kind, one).0.first().map(|it| it.name.clone());
        let was = facts.saved.classified(kind).get(&one.id);
        PickRow {
            value: one.id.to_string(),
            name: one.name.clone(),
            fact: place.unwrap_or_default(),
            changed: was.is_none_or(|was| **was != **one),
            ..PickRow::default()
        }
    })
}

/// The chosen one.
#[component]
pub(super) fn OnePane(page: Page) -> AnyView {
    let id = page.of(|facts, here| Some((kind_of(here), chosen(facts, here)?.id.clone())));
    // R19
    let closed = page.of(|facts, here| {
        let one = chosen(facts, here)?;
        facts.withheld(|acting| acting.sees(kind_of(here), one))
    });
    let draw = move || {
        let (id, is_closed) = (id.get(), closed.with(Option::is_some));
        untrack(|| match id {
            None => view! { <Nobody page /> }.into_any(),
            Some(_) if is_closed => view! { <Closed page why=closed /> }.into_any(),
            Some((kind, _)) => view! { <Card page kind /> }.into_any(),
        })
    };
    view! {
        <section class="res-main" aria-label="What it belongs to">
            {draw}
        </section>
    }
    .into_any()
}

#[component]
fn Nobody(page: Page) -> AnyView {
    let kind = page.here.with_untracked(kind_of);
    let (title, verb) = match kind {
        Kind::Person => ("No people yet", "Add a person"),
        Kind::Requirement => ("No requirements yet", "Add a requirement"),
    };
    view! {
        <div class="res-nothing">
            <EmptyState
                title
                text="They carry no permissions: they are reached through what they belong to."
                verb
                icon=Icon::Plus
                on_verb=move || page.asked.set(Some(Ask::AddOne))
            />
        </div>
    }
    .into_any()
}

#[component]
fn Card(page: Page, kind: Kind) -> AnyView {
    let name =
        page.of(|facts, here| chosen(facts, here).map(|it| it.name.clone()).unwrap_or_default());
    let says = page.of(move |facts, here| {
        let Some(one) = chosen(facts, here) else { return String::new() };
        let (of, hidden) = facts.places(kind, one);
        let of = of.into_iter().map(|it| it.name.clone());
        let of: Vec<String> = of.chain((hidden > 0).then(|| facts.unread(hidden))).collect();
        if of.is_empty() { "Belongs to nothing yet".to_owned() } else { of.join(" · ") }
    });
    let needs = match kind {
        Kind::Person => view! { <Needs page /> }.into_any(),
        Kind::Requirement => view! { <AssignedTo page /> }.into_any(),
    };
    view! {
        <Title page name says />
        <div class="res-scroll">
            <OwnDetails page kind />
            <Belongs page kind />
            {needs}
            <Reached page kind />
            <Everyone page />
            <Leave page kind />
        </div>
    }
    .into_any()
}

/// Sends an edit of the chosen one.
fn of_chosen(page: Page, make: impl Fn(ClassifiedId) -> Edit) {
    let id = page.here.with_untracked(|here| here.one.clone());
    id.into_iter().for_each(|id| page.send(make(id)));
}

/// Name and e-mail.
#[component]
fn OwnDetails(page: Page, kind: Kind) -> AnyView {
    type Of = fn(&Classified) -> String;
    let text = move |of: Of| {
        page.of(move |facts, here| chosen(facts, here).map(|it| of(it)).unwrap_or_default())
    };
    // R19
    let locked = page.of(move |facts, here| {
        let one = chosen(facts, here)?;
        facts.withheld(|acting| acting.changes(kind, one))
    });
    let off = Signal::derive(move || locked.with(Option::is_some));
    let rename = move |name: String| {
        of_chosen(page, |id| Edit::RenameClassified(kind, id, name.clone()));
    };
    let email = (kind == Kind::Person).then(|| {
        let change = move |email: String| of_chosen(page, |id| Edit::Email(id, email.clone()));
        view! { <LineField label="E-mail" value=text(|it| it.email.clone()) off on_change=change /> }
    });
    view! {
        <Part id="res-own" title="Details".to_owned()>
            <div class="res-fields">
                <LineField label="Name" value=text(|it| it.name.clone()) off on_change=rename />
                {email}
            </div>
            <Withheld why=locked />
        </Part>
    }
    .into_any()
}

/// What it belongs to, type by type.
#[component]
fn Belongs(page: Page, kind: Kind) -> AnyView {
    let clicked = move |event: web_sys::MouseEvent| {
        let of = |name: &str| closest(&event, &format!("[{name}]"))?.get_attribute(name);
        if let Some(id) = of("data-out") {
            classify(page, kind, &id.as_str().into(), false);
            dom::focus_first_if_lost("res-belongs", "button, input");
        } else if let Some(id) = of("data-open") {
            page.open(id.as_str().into());
        }
    };
    let types = ResourceType::ALL.into_iter().filter(|it| it.holds() == kind);
    let types = types.map(|of_type| view! { <OfType page kind of_type /> }).collect_view();
    let hidden = page.of(move |facts, here| {
        let hidden = facts.places(kind, chosen(facts, here)?).1;
        (hidden > 0).then(|| format!("And {}.", facts.unread(hidden)))
    });
    view! {
        <Part id="res-belongs" title="Belongs to".to_owned()>
            <div class="res-belongs" on:click=clicked>
                {types}
            </div>
            <Withheld why=hidden />
        </Part>
    }
    .into_any()
}

#[component]
fn OfType(page: Page, kind: Kind, of_type: ResourceType) -> AnyView {
    let own = page.of(move |facts, here| {
        let Some(one) = chosen(facts, here) else { return Vec::new() };
        let own = facts.places(kind, one).0.into_iter().filter(|it| it.kind == of_type);
        let own = own.map(|it| {
            let may = facts.without(Permission::Manage, it).is_none();
            (it.id.to_string(), it.name.clone(), may)
        });
        own.collect::<Vec<_>>()
    });
    let others = page.of(move |facts, here| {
        let Some(one) = chosen(facts, here) else { return Vec::new() };
        let all = facts.policy.resources.iter();
        // R19
        let others = all.filter(|it| {
            it.kind == of_type
                && !one.of.contains(&it.id)
                && facts.without(Permission::Manage, it).is_none()
        });
        others.map(|it| Choice::new(it.id.to_string(), it.name.clone())).collect::<Vec<_>>()
    });
    let any = Signal::derive(move || others.with(|it: &Vec<Choice>| !it.is_empty()));
    let draw = move || {
        let own = own.get().into_iter().map(|(id, name, may)| chip("data-open", id, name, may));
        own.collect_view()
    };
    view! {
        <div class="res-of-type">
            <span class="res-type-name">{of_type.name()}</span>
            <ul class="res-chips">{draw}</ul>
            <Show when=any>
                <AddChoice
                    label=of_type.name()
                    choices=others
                    on_choose=move |id: String| classify(page, kind, &id.as_str().into(), true)
                />
            </Show>
        </div>
    }
    .into_any()
}

fn classify(page: Page, kind: Kind, of: &ResourceId, inside: bool) {
    let here = page.here.get_untracked();
    let all = page.facts.with_untracked(|facts| chosen(facts, &here).map(|it| it.of.clone()));
    let Some(mut all) = all else { return };
    all.retain(|other| other != of);
    all.extend(inside.then(|| of.clone()));
    of_chosen(page, |id| Edit::Classify(kind, id, all.clone()));
}

/// What a person needs a record of.
#[component]
fn Needs(page: Page) -> AnyView {
    let needs = page.of(|facts, here| {
        let Some(one) = chosen(facts, here) else { return Vec::new() };
        let needs = Compliance::new(&facts.policy).needs(one).into_iter();
        let words = needs.map(|need| {
            let name = facts.policy.requirements.name(&need.requirement);
            let through = facts.policy.resources.position(&need.through);
            // R19
            let says = match through.is_none_or(|at| facts.lists(at)) {
                true => format!("{name} (through {})", facts.policy.resources.name(&need.through)),
                false => name,
            };
            (need.requirement, says, need.met)
        });
        words.collect::<Vec<_>>()
    });
    let says = Signal::derive(move || {
        needs.with(|all| match all.iter().filter(|(.., met)| !met).count() {
            _ if all.is_empty() => "Nothing is assigned".to_owned(),
            0 => "Compliant".to_owned(),
            missing => format!(
                "Not compliant: {}",
                counted(missing, "record is missing", "records are missing")
            ),
        })
    });
    let off = page.of(|facts, here| {
        chosen(facts, here)
            .is_some_and(|one| facts.withheld(|acting| acting.changes(Kind::Person, one)).is_some())
    });
    // Drawn anew where other requirements are assigned only: the box that was ticked keeps the focus.
    let ids = Memo::new(move |_| {
        needs.with(|all| {
            all.iter().map(|(id, name, _)| (id.clone(), name.clone())).collect::<Vec<_>>()
        })
    });
    let line = move |(id, name): (ClassifiedId, String)| {
        let own = id.clone();
        let ticked = Signal::derive(move || {
            let met = needs.with(|all| all.iter().any(|(id, _, met)| *id == own && *met));
            if met { Ticked::On } else { Ticked::Off }
        });
        let tick = move |has: bool| {
            of_chosen(page, |person| Edit::Record(person, id.clone(), has));
        };
        view! { <li><Checkbox label=name ticked on_tick=tick off /></li> }
    };
    let draw = move || {
        let all = ids.get();
        untrack(|| all.into_iter().map(line).collect_view())
    };
    view! {
        <Part id="res-compliance" title="There is a record of".to_owned() says>
            <ul class="res-records">{draw}</ul>
        </Part>
    }
    .into_any()
}

/// To whose people a requirement is assigned.
#[component]
fn AssignedTo(page: Page) -> AnyView {
    let lines = page.of(|facts, here| {
        let Some(one) = chosen(facts, here) else { return Vec::new() };
        let compliance = Compliance::new(&facts.policy);
        let all = facts.policy.resources.iter().enumerate();
        let all = all.filter(|(at, it)| it.requires.contains(&one.id) && facts.lists(*at));
        let line = |(_, it): (usize, &Shared<whocan_core::models::resources::Resource>)| {
            let people: Vec<_> = compliance.people(&it.id).collect();
            let without = people.iter().filter(|person| !person.records.contains(&one.id));
            let without: Vec<String> = without.map(|person| person.name.clone()).collect();
            let listed = facts.without(Permission::GainAccess, it).is_none();
            let says = match (listed, without.len()) {
                (false, _) => String::new(),
                (_, 0) => "everybody has a record".to_owned(),
                (_, count) => {
                    format!("{count} of {} without a record: {}", people.len(), some(&without))
                }
            };
            (it.id.to_string(), it.name.clone(), says)
        };
        all.map(line).collect::<Vec<_>>()
    });
    let says = Signal::derive(move || {
        match lines.with(Vec::is_empty) {
            true => "To nobody yet: open a role, a tag or a unit to assign it",
            false => "",
        }
        .to_owned()
    });
    let draw = move || {
        let line = |(id, name, says): (String, String, String)| {
            view! {
                <li>
                    <button type="button" class="res-link" data-open=id>{name}</button>
                    " "
                    <span class="res-says">{says}</span>
                </li>
            }
        };
        lines.get().into_iter().map(line).collect_view()
    };
    let clicked = move |event: web_sys::MouseEvent| {
        let id = closest(&event, "[data-open]").and_then(|it| it.get_attribute("data-open"));
        id.into_iter().for_each(|id| page.open(id.as_str().into()));
    };
    view! {
        <Part id="res-assigned-to" title="Assigned to the people of".to_owned() says>
            <ul class="res-lines-list" on:click=clicked>{draw}</ul>
        </Part>
    }
    .into_any()
}

/// The ways by which whoever it is seen as reaches it.
#[component]
fn Reached(page: Page, kind: Kind) -> AnyView {
    let ways = page.of(move |facts, here| {
        let (Some(one), Some(who)) = (chosen(facts, here), &here.who) else { return Vec::new() };
        if facts.is_admin(who) {
            return vec!["An admin account reaches everything.".to_owned()];
        }
        let way = |resource: &Shared<whocan_core::models::resources::Resource>| {
            let set = facts.access(who, &resource_target(&resource.id)).set().and(kind.reached());
            let words =
                || format!("{} {} ({})", resource.kind.name(), resource.name, in_words(set));
            (!set.is_empty()).then(words)
        };
        facts.policy.holders(kind, one).filter_map(way).collect::<Vec<_>>()
    });
    let title = Signal::derive(move || format!("How {} reaches it", page.who()));
    let says = Signal::derive(move || match ways.with(Vec::is_empty) {
        true => "Not at all".to_owned(),
        false => String::new(),
    });
    let draw = move || ways.get().into_iter().map(|way| view! { <li>{way}</li> }).collect_view();
    view! {
        <Part id="res-ways" title says>
            <ul class="res-lines-list">{draw}</ul>
        </Part>
    }
    .into_any()
}

/// Removes it.
#[component]
fn Leave(page: Page, kind: Kind) -> AnyView {
    let locked = page
        .of(move |facts, here| facts.refuses(&Edit::Remove(kind, chosen(facts, here)?.id.clone())));
    let open = Signal::derive(move || locked.with(Option::is_none));
    let remove = move || {
        let id = page.here.with_untracked(|here| here.one.clone());
        id.into_iter().for_each(|id| page.asked.set(Some(Ask::Planned(Edit::Remove(kind, id)))));
    };
    view! {
        <div class="res-part">
            <Show when=open>
                <Button size=ButtonSize::Small kind=ButtonKind::Danger on_press=remove>
                    "Remove…"
                </Button>
            </Show>
            <Withheld why=locked />
        </div>
    }
    .into_any()
}

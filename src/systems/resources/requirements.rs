//! The requirements that are assigned to the people of a resource, and who has no record of them.

use leptos::prelude::*;

use super::fields::{AddChoice, Withheld};
use super::page::{Facts, Here, Page};
use super::resource::{Part, some};
use crate::components::{Choice, Icon, Show, Symbol};
use crate::platform::{closest, page as dom};
use whocan_core::models::resources::policy::{ClassifiedId, Kind, Permission, Resource};
use whocan_core::models::resources::{Compliance, Edit};
use whocan_core::shared::Shared;

/// A requirement that is assigned.
#[derive(Clone, PartialEq)]
struct Line {
    id: ClassifiedId,
    name: String,
    /// The unit above through which it is; none for the resource itself.
    from: Option<String>,
    /// How the people stand to it.
    says: String,
    /// Whether everybody has a record.
    met: bool,
}

#[derive(Clone, Default, PartialEq)]
struct Found {
    lines: Vec<Line>,
    locked: Option<String>,
}

fn resource<'a>(facts: &'a Facts, here: &Here) -> Option<&'a Shared<Resource>> {
    facts.policy.resources.get(here.resource.as_ref()?)
}

fn found(facts: &Facts, here: &Here) -> Found {
    let Some(own) = resource(facts, here) else { return Found::default() };
    let compliance = Compliance::new(&facts.policy);
    let may_list = facts.without(Permission::GainAccess, own).is_none();
    let mut lines: Vec<Line> = Vec::new();
    let above = facts.above(&own.id).into_iter();
    for (at, unit) in std::iter::once(own).chain(above).enumerate() {
        for id in &unit.requires {
            let known = facts.policy.requirements.get(id);
            let Some(requirement) = known.filter(|it| lines.iter().all(|line| line.id != it.id))
            else {
                continue;
            };
            let people: Vec<_> = compliance.people(&own.id).collect();
            let without = people.iter().filter(|person| !person.records.contains(id));
            let without: Vec<String> = without.map(|person| person.name.clone()).collect();
            let says = match (may_list, people.len(), without.len()) {
                // R19
                (false, ..) => String::new(),
                (_, 0, _) => "Nobody is in it yet".to_owned(),
                (_, _, 0) => "Everybody has a record".to_owned(),
                (_, all, count) => {
                    format!("{count} of {all} without a record: {}", some(&without))
                }
            };
            lines.push(Line {
                id: id.clone(),
                name: requirement.name.clone(),
                from: (at > 0).then(|| unit.name.clone()),
                says,
                met: without.is_empty(),
            });
        }
    }
    // R19
    Found { lines, locked: facts.without(Permission::Assign, own) }
}

/// See the module.
#[component]
pub(super) fn Assigned(page: Page) -> AnyView {
    const ID: &str = "res-assigned";
    let found = page.of(found);
    let draw = move || found.with(drawn);
    let locked = Signal::derive(move || found.with(|it| it.locked.clone()));
    let open = Signal::derive(move || locked.with(Option::is_none));
    let others = page.of(|facts, here| {
        let Some(own) = resource(facts, here) else { return Vec::new() };
        let all = facts.policy.requirements.iter().enumerate();
        let others = all.filter(|(at, it)| {
            !own.requires.contains(&it.id) && facts.sees(Kind::Requirement, *at)
        });
        others.map(|(_, it)| Choice::new(it.id.to_string(), it.name.clone())).collect::<Vec<_>>()
    });
    let require = move |id: String, is: bool| {
        let on = page.here.with_untracked(|here| here.resource.clone());
        on.into_iter().for_each(|on| page.send(Edit::Require(on, id.as_str().into(), is)));
    };
    let clicked = move |event: web_sys::MouseEvent| {
        let of = |name: &str| closest(&event, &format!("[{name}]"))?.get_attribute(name);
        if let Some(id) = of("data-one") {
            page.open_one(Kind::Requirement, id.as_str().into());
        } else if let Some(id) = of("data-out") {
            require(id, false);
            dom::focus_first_if_lost(ID, "button, input");
        }
    };
    view! {
        <Part
            id=ID
            title="Assigned requirements".to_owned()
            says="Each person in it needs a record of each".to_owned()
        >
            <div on:click=clicked>{draw}</div>
            <Show when=open>
                <AddChoice
                    label="Assign a requirement"
                    choices=others
                    on_choose=move |id: String| require(id, true)
                />
            </Show>
            <Withheld why=locked />
        </Part>
    }
    .into_any()
}

fn drawn(found: &Found) -> AnyView {
    let may = found.locked.is_none();
    let line = |line: &Line| {
        let icon = if line.met { Icon::Check } else { Icon::Warn };
        let from = line.from.clone().map(|from| {
            view! { <span class="state-tag">{format!("from {from}")}</span> }
        });
        let label = format!("No longer assign {}", line.name);
        let out = (may && line.from.is_none()).then(|| {
            view! {
                <button
                    type="button"
                    class="res-out"
                    aria-label=label.clone()
                    data-tip=label
                    data-out=line.id.to_string()
                >
                    <Symbol icon=Icon::Cross />
                </button>
            }
        });
        view! {
            <li class="res-need" data-met=line.met.then_some("")>
                <Symbol icon />
                <span class="res-need-words">
                    <button type="button" class="res-link" data-one=line.id.to_string()>
                        {line.name.clone()}
                    </button>
                    {from}
                    <span class="res-says">{line.says.clone()}</span>
                </span>
                {out}
            </li>
        }
    };
    match found.lines.as_slice() {
        [] => view! { <p class="res-quiet">"None is assigned."</p> }.into_any(),
        all => {
            view! { <ul class="res-needs">{all.iter().map(line).collect_view()}</ul> }.into_any()
        }
    }
}

//! What everyone gets on what is looked at, and what changes for one of them on days to come.

use leptos::prelude::*;

use super::entries::model;
use super::page::{Facts, Here, Page, Tab};
use super::resource::Part;
use super::resource_target;
use crate::components::LetterBoxes;
use crate::platform::closest;
use whocan_core::directory::{Principal, Roster, UserId};
use whocan_core::models::ModelKind;
use whocan_core::models::resources::policy::{Permission, Permissions};
use whocan_core::models::resources::{Access, May, Target, future, letters};
use whocan_core::verdict::Decision;

/// How many people are listed, and of how many it is counted how many reach it.
const MOST: usize = 60;
const COUNTED: usize = 3000;
/// How many changes to come are listed.
const LATER: usize = 50;

/// What somebody gets.
#[derive(Clone, PartialEq)]
struct Gets {
    user: UserId,
    name: String,
    access: Access,
    here: bool,
}

#[derive(Clone, Default, PartialEq)]
struct Found {
    /// What it is called.
    name: String,
    all: Vec<Gets>,
    /// How many there are, and how many of them reach it.
    total: usize,
    reach: Option<usize>,
}

/// What is looked at, and its name.
fn target(facts: &Facts, here: &Here) -> Option<(Target, String)> {
    match here.tab {
        Tab::Classified(kind) => {
            let one = facts.policy.classified(kind).get(here.one.as_ref()?)?;
            Some((Target::Classified(kind, one.id.clone()), one.name.clone()))
        }
        _ => {
            let resource = facts.policy.resources.get(here.resource.as_ref()?)?;
            Some((resource_target(&resource.id), resource.name.clone()))
        }
    }
}

fn found(facts: &Facts, here: &Here) -> Found {
    let Some((target, name)) = target(facts, here) else { return Found::default() };
    let users = &facts.directory.users;
    let total = users.len();
    let counts = total <= COUNTED;
    let take = if counts { total } else { MOST };
    let (mut all, mut reach) = (Vec::new(), 0);
    for user in users.iter().take(take) {
        let who = Principal::User(user.id.clone());
        let access = facts.access(&who, &target);
        reach += usize::from(!access.set().is_empty());
        let is_here = here.who.as_ref() == Some(&who);
        if all.len() < MOST || is_here {
            let (user, name) = (user.id.clone(), user.name.clone());
            all.push(Gets { user, name, access, here: is_here });
        }
    }
    Found { name, all, total, reach: counts.then_some(reach) }
}

/// See the module.
#[component]
pub(super) fn Everyone(page: Page) -> AnyView {
    let found = page.of(found);
    let title =
        Signal::derive(move || found.with(|it| format!("What everyone gets on {}", it.name)));
    let says = Signal::derive(move || {
        found.with(|it| match (it.total, it.reach) {
            (0, _) => "Nobody is here yet".to_owned(),
            (1, Some(reach)) => format!("{reach} of 1 person reaches it"),
            (all, Some(reach)) => format!("{reach} of {all} people reach it"),
            (all, None) => format!("of {all} people"),
        })
    });
    let draw = move || found.with(|it| drawn(page, it));
    let clicked = move |event: web_sys::MouseEvent| {
        let user = closest(&event, "[data-user]").and_then(|it| it.get_attribute("data-user"));
        let user = user.map(|id| Principal::User(id.as_str().into()));
        user.into_iter().for_each(|who| page.see_as(who));
    };
    view! {
        <Part id="res-everyone" title says>
            <div on:click=clicked>{draw}</div>
            <Later page />
        </Part>
    }
    .into_any()
}

fn drawn(page: Page, found: &Found) -> AnyView {
    let row = |gets: &Gets| {
        view! {
            <li class="res-gets" data-here=gets.here.then_some("")>
                <button
                    type="button"
                    class="res-gets-name"
                    data-user=gets.user.to_string()
                    aria-pressed=gets.here.to_string()
                >
                    {gets.name.clone()}
                </button>
                {outcome(gets.access)}
            </li>
        }
    };
    let rest = found.total.saturating_sub(found.all.len());
    let rest = (rest > 0).then(|| {
        let place = page.session.route().get_untracked();
        let screen = crate::state::Screen::Effective(ModelKind::Resources);
        let href = place.to(screen, Vec::new()).href();
        view! { <p class="res-quiet">{format!("{rest} more in ")} <a href=href>"Effective access"</a></p> }
    });
    view! {
        <ul class="res-everyone">{found.all.iter().map(row).collect_view()}</ul>
        {rest}
    }
    .into_any()
}

/// An outcome as boxes of letters, or the word where it is all or nothing.
pub(super) fn outcome(access: Access) -> AnyView {
    match access {
        Access::Everything(_) => {
            view! { <span class="level-chip" data-level="full">"Everything"</span> }.into_any()
        }
        Access::Through(set) if !set.is_empty() => {
            let may = May::ALL.into_iter().filter(|may| set.has(may.takes()));
            let may: Vec<&str> = may.map(May::name).collect();
            view! { <span class="level-chip" data-level="low">{may.join(", ")}</span> }.into_any()
        }
        other if other.set().is_empty() => {
            view! { <span class="state-tag" data-mood="bad">"Nothing"</span> }.into_any()
        }
        other => boxes(other.set()),
    }
}

fn boxes(set: Permissions) -> AnyView {
    let all = letters(Permissions::ALL);
    let each = all.chars().zip(Permission::ALL);
    let each = each.map(|(letter, it)| (letter, it.name().to_owned(), set.has(it)));
    view! { <LetterBoxes letters=each.collect() /> }.into_any()
}

/// What changes for whom it is seen as, after the day that is asked for.
#[component]
fn Later(page: Page) -> AnyView {
    let lines = page.of(|facts, here| {
        let (Some(who), Some(index)) = (&here.who, &facts.index) else { return Vec::new() };
        let roster = Roster::default();
        let model = model(&facts.policy, &facts.directory, index, &roster);
        let members = facts.members(who);
        let listed = |target: &Target| match target {
            Target::Resource(id) => {
                facts.policy.resources.position(id).is_some_and(|at| facts.lists(at))
            }
            Target::Classified(kind, id) => {
                facts.policy.classified(*kind).position(id).is_some_and(|at| facts.sees(*kind, at))
            }
        };
        let found = future(model, &members, &facts.asked);
        let found = found.into_iter().filter(|turn| listed(&turn.target)).take(LATER);
        let words = found.map(|turn| {
            let key = turn.target.to_string();
            let name = match &turn.target {
                Target::Resource(id) => facts.policy.resources.name(id),
                Target::Classified(kind, id) => facts.policy.classified(*kind).name(id),
            };
            let name = if name.is_empty() { key } else { name };
            let (before, after) = (turn.before.outcome(), turn.after.outcome());
            (turn.on.words(), format!("{name}: {before} → {after}"))
        });
        words.collect::<Vec<(String, String)>>()
    });
    let title = Signal::derive(move || {
        let count = lines.with(Vec::len);
        format!("Later for {}: {}", page.who(), super::page::counted(count, "change", "changes"))
    });
    let draw = move || {
        let line = |(day, words): (String, String)| {
            view! { <li><b>{day}</b> " " {words}</li> }
        };
        lines.get().into_iter().map(line).collect_view()
    };
    let hidden = Signal::derive(move || lines.with(Vec::is_empty));
    view! {
        <details class="res-later" id="res-later" hidden=hidden>
            <summary>{title}</summary>
            <ul class="res-lines-list">{draw}</ul>
        </details>
    }
    .into_any()
}

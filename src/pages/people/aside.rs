//! Beside a person: what the draft changes for them, the checks that name them, what their permissions
//! come through, and who is most like them.

use std::collections::BTreeMap;

use leptos::prelude::*;

use super::access::{Row, System};
use super::found::Followed;
use super::keep::all_they_can;
use super::{Page, memberships};
use crate::components::{
    Avatar, AvatarSize, Button, ButtonKind, ButtonSize, Icon, Mood, Symbol, Tag, use_toasts,
};
use crate::inspector::words::turn;
use crate::pages::ask::keep::mentions;
use crate::pages::ask::what_can_route;
use crate::pages::ask::words::count;
use crate::pages::groups::ask::Kind;
use crate::platform::later;
use crate::shell::offer_undo;
use crate::shell::share::copy_link;
use crate::state::{Screen, Tab};
use whocan_core::directory::{Directory, Principal, UserId};
use whocan_core::document::{Check, CheckId};
use whocan_core::shared::{sort_by, sort_by_key};
use whocan_core::text::first_name;

/// How many changes, checks, sources and people are listed.
const CHANGES: usize = 6;
const CHECKS: usize = 8;
const SOURCES: usize = 8;
const ALIKE: usize = 3;

/// See the module.
#[component]
pub(super) fn AboutPerson(page: Page, user: UserId, found: Followed) -> AnyView {
    let name = page.with(|it| it.document().directory.users.name(&user));
    let first = first_name(&name).to_owned();
    let title = format!("About {first}");
    let label = title.clone();
    view! {
        <aside class="directory-aside" aria-label=label>
            <div class="directory-aside-head">
                <h2>{title}</h2>
            </div>
            <div class="directory-aside-body" tabindex="0">
                <InDraft found />
                <Checks page user=user.clone() first=first.clone() found />
                <Sources page found />
                <Alike page user=user.clone() first=first.clone() />
            </div>
            <Foot page user first />
        </aside>
    }
    .into_any()
}

/// A change in words: what is gained or lost, on what, and how.
fn change(
    system: &System,
    row: &Row,
    directory: &Directory,
) -> Option<(&'static str, String, String)> {
    let way = row.change()?;
    let (now, before) = (row.now.get(way)?, row.before.get(way)?);
    let Some(before) = before else {
        return Some(("gain", format!("New: {}", row.name), now.name.to_string()));
    };
    let (turn, words) = turn(system.kind, before, now);
    let how = if system.several() {
        format!(", signed on: {}", system.way_name(way, directory))
    } else {
        String::new()
    };
    let about = format!("{} → {}{how}", before.name, now.name);
    Some((turn.name(), format!("{words} on {}", row.name), about))
}

#[component]
fn InDraft(found: Followed) -> AnyView {
    let draw = move || {
        let found = found.found.get()?;
        let directory = &found.snapshot.document().directory;
        let all: Vec<_> = found
            .systems
            .iter()
            .flat_map(|system| system.rows.iter().map(move |row| (system, row)))
            .filter_map(|(system, row)| change(system, row, directory))
            .collect();
        let more = all.len().saturating_sub(CHANGES);
        let more = (more > 0)
            .then(|| view! { <p class="directory-hint">{format!("and {more} more")}</p> });
        let none = all.is_empty().then(|| {
            view! { <p class="directory-hint">"Nothing changes for them."</p> }
        });
        let card = |(turn, title, about): (&'static str, String, String)| {
            view! {
                <li class="person-change" data-turn=turn>
                    <b>{title}</b>
                    <span>{about}</span>
                </li>
            }
        };
        Some(view! {
            <section class="directory-section">
                <h3>"In this draft"</h3>
                {none}
                <ul>{all.into_iter().take(CHANGES).map(card).collect_view()}</ul>
                {more}
            </section>
        })
    };
    draw.into_any()
}

#[component]
fn Checks(page: Page, user: UserId, first: String, found: Followed) -> AnyView {
    let own = user.clone();
    let keep = keep(page, user.clone(), first.clone(), found);
    let own = Memo::new(move |_| {
        page.with(|it| {
            let all = it.document().checks.list.iter();
            let named = all.filter(|check: &&Check| mentions(&check.claim, own.as_str()));
            named.map(|check| (check.id.clone(), check.name().to_owned())).collect::<Vec<_>>()
        })
    });
    let statuses = page.session.checks().statuses();
    let fails =
        move |id: &CheckId| statuses.with(|all| all.get(id).is_some_and(|status| !status.holds()));
    let failing = move || own.with(|own| own.iter().filter(|(id, _)| fails(id)).count());
    let tag = move || {
        Some(failing()).filter(|failing| *failing > 0).map(|failing| {
            let verb = if failing == 1 { "1 fails".to_owned() } else { format!("{failing} fail") };
            view! { <Tag text=verb mood=Mood::Bad /> }
        })
    };
    let none = format!("No check names {first}.");
    let lines = move || {
        let line = |(id, name): (CheckId, String)| {
            let fails = fails(&id);
            let place = page.session.route().get_untracked();
            let href = crate::pages::checks::check_route(&place, &id).href();
            let (icon, said) =
                if fails { (Icon::Cross, "Fails: ") } else { (Icon::Check, "Holds: ") };
            view! {
                <li class="directory-check" data-fails=fails.then_some("")>
                    <Symbol icon />
                    <span class="unseen">{said}</span>
                    <a href=href>{name}</a>
                </li>
            }
        };
        let own = own.get();
        match own.is_empty() {
            true => view! { <li class="directory-hint">{none.clone()}</li> }.into_any(),
            false => own.into_iter().take(CHECKS).map(line).collect_view().into_any(),
        }
    };
    view! {
        <section class="directory-section">
            <h3>{format!("Checks that name {first}")} " " {tag}</h3>
            <ul>{lines}</ul>
            <Button kind=ButtonKind::Action size=ButtonSize::Small on_press=keep>
                {format!("Keep what {first} can do as checks")}
            </Button>
        </section>
    }
    .into_any()
}

/// Keeps all that they can do as checks, as one step.
fn keep(page: Page, user: UserId, first: String, found: Followed) -> impl Fn() + 'static {
    let toasts = use_toasts();
    move || {
        let Some(found) = found.found.get_untracked() else { return };
        let kept = all_they_can(&found.snapshot, &user, &found.systems);
        if kept.new.is_empty() {
            return toasts.say(match kept.any {
                true => "It is kept as checks already.",
                false => "There is nothing that a person in no group does not have as well.",
            });
        }
        let made = count(kept.new.len(), "check", "checks");
        let more = match kept.beyond {
            0 => String::new(),
            beyond => format!(" {beyond} more are too many at once: press again for them."),
        };
        page.session.add_checks(&format!("keep what {first} can do"), kept.new);
        offer_undo(page.session, toasts, format!("{made} added.{more}"));
    }
}

/// Through what they can do what they can: how much comes through each.
#[component]
fn Sources(page: Page, found: Followed) -> AnyView {
    let sources = Memo::new(move |_| {
        let mut counts: BTreeMap<Principal, usize> = BTreeMap::new();
        found.reasons.with(|reasons| {
            let all = reasons.values().flat_map(|it| it.through.iter().cloned());
            all.for_each(|who| *counts.entry(who).or_default() += 1);
        });
        let mut counts: Vec<(Principal, usize)> = counts.into_iter().collect();
        sort_by_key(&mut counts, |(_, count)| std::cmp::Reverse(*count));
        counts
    });
    let draw = move || {
        let sources = sources.get();
        (!sources.is_empty()).then(|| {
            let row = |(who, count): (Principal, usize)| {
                let name = page.with(|it| it.document().directory.name(&who));
                let tab = if matches!(who, Principal::User(_)) { Tab::People } else { Tab::Groups };
                let place = page.session.route().get_untracked();
                let href = place.to(Screen::Directory(tab), vec![who.id().to_owned()]).href();
                let icon = Kind::of(&who).icon();
                view! {
                    <li class="person-source">
                        <Symbol icon />
                        <a href=href>{name}</a>
                        <b>{count}</b>
                    </li>
                }
            };
            view! {
                <section class="directory-section">
                    <h3>"Where it comes from"</h3>
                    <ul>{sources.into_iter().take(SOURCES).map(row).collect_view()}</ul>
                </section>
            }
        })
    };
    draw.into_any()
}

/// Those who belong to nearly the same, and what tells them apart.
fn alike(directory: &Directory, user: &UserId) -> Vec<(UserId, String, String)> {
    let own = memberships(directory, user);
    if own.is_empty() {
        return Vec::new();
    }
    let mut all: Vec<(usize, usize)> = Vec::new();
    for (at, other) in directory.users.iter().enumerate().filter(|(_, other)| other.id != *user) {
        let theirs = other.groups.len() + other.posts.len() + other.teams.len();
        let shared = own.iter().filter(|who| whocan_core::directory::belongs(other, who)).count();
        if shared > 0 {
            all.push((own.len() + theirs - 2 * shared, at));
        }
    }
    sort_by(&mut all, &mut Ord::cmp);
    let word = |(apart, at): (usize, usize)| {
        let other = directory.users.nth(at)?;
        let theirs = memberships(directory, &other.id);
        let missing = own.iter().filter(|who| !theirs.contains(who)).map(|who| directory.name(who));
        let more = theirs.iter().filter(|who| !own.contains(who)).map(|who| directory.name(who));
        let missing: Vec<String> = missing.collect();
        let more: Vec<String> = more.collect();
        let words = match (apart, missing.as_slice(), more.as_slice()) {
            (0, ..) => "belongs to the same".to_owned(),
            (_, [one], []) => format!("not in {one}"),
            (_, [], [one]) => format!("also in {one}"),
            (_, [], more) => format!("also in {}", count(more.len(), "other", "others")),
            (_, missing, []) => format!("{} fewer", missing.len()),
            (_, missing, more) => {
                let other = count(more.len(), "other", "others");
                format!("{} fewer, {other}", missing.len())
            }
        };
        Some((other.id.clone(), other.name.clone(), words))
    };
    all.into_iter().take(ALIKE).filter_map(word).collect()
}

#[component]
fn Alike(page: Page, user: UserId, first: String) -> AnyView {
    let found = RwSignal::new(Vec::<(UserId, String, String)>::new());
    Effect::new(move |_| {
        let snapshot = page.session.snapshot().get();
        let user = user.clone();
        later::after_paint(move || {
            if let Some(snapshot) = snapshot {
                found.try_set(alike(&snapshot.document().directory, &user));
            }
        });
    });
    let title = format!("Most like {first}");
    let draw = move || {
        let all = found.get();
        (!all.is_empty()).then(|| {
            let row = |(user, name, words): (UserId, String, String)| {
                let place = page.session.route().get_untracked();
                let href = place.with_focus(vec![user.to_string()]).href();
                view! {
                    <li class="person-alike">
                        <Avatar name=name.clone() size=AvatarSize::Normal />
                        <a href=href>{name}</a>
                        <span>{words}</span>
                    </li>
                }
            };
            view! {
                <section class="directory-section">
                    <h3>{title.clone()}</h3>
                    <ul>{all.into_iter().map(row).collect_view()}</ul>
                </section>
            }
        })
    };
    draw.into_any()
}

#[component]
fn Foot(page: Page, user: UserId, first: String) -> AnyView {
    let place = page.session.route().get_untracked();
    let href = what_can_route(&place, user.as_str()).href();
    let toasts = use_toasts();
    let copy = move || copy_link(page.session, toasts);
    view! {
        <div class="directory-aside-foot" data-quiet="">
            <a class="btn btn-ghost btn-small" href=href>
                <Symbol icon=Icon::Ask />
                {format!("Ask about {first}")}
            </a>
            <Button kind=ButtonKind::Ghost size=ButtonSize::Small icon=Icon::Share on_press=copy>
                "Copy link"
            </Button>
        </div>
    }
    .into_any()
}

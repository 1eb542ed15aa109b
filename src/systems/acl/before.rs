//! *Before you do it*: what a default that is written out would do to people and checks, beside it.

use std::sync::Arc;

use leptos::prelude::*;

use super::outcomes::{Change, Line, changes, outcomes};
use super::page::{Here, Page, Sheet};
use super::words::{outcome, records};
use crate::components::{Avatar, Icon, LevelChip, Symbol};
use crate::pages::groups::effects::{EffectChecks, Effects, effects};
use whocan_core::models::acl::access::Access;
use whocan_core::models::acl::policy::State;

/// How many people and how many records are shown.
const PEOPLE: usize = 20;
const RECORDS: usize = 30;

/// What would change.
#[derive(Clone, Default, PartialEq)]
pub(super) struct Before {
    pub(super) gain: usize,
    pub(super) lose: usize,
    changes: Vec<Change>,
    more: usize,
    /// The records that follow.
    pub(super) follow: Vec<String>,
}

/// What would change, followed; nothing where nothing is written out.
pub(super) fn before(page: Page) -> Memo<Before> {
    Memo::new(move |_| {
        let Here::Team(Some(team)) = page.here.get() else { return Before::default() };
        let sheet = page.sheet.get();
        if !sheet.is_written() {
            return Before::default();
        }
        page.session.snapshot().with(|snapshot| {
            let Some(snapshot) = snapshot.as_deref() else { return Before::default() };
            let document = snapshot.document();
            let was = outcomes(snapshot, sheet.base.as_deref());
            let is = outcomes(snapshot, sheet.list.as_deref());
            let mut changes = changes(&document.directory, &was, &is);
            let count = |is: fn(&Change) -> bool| changes.iter().filter(|it| is(it)).count();
            let (gain, lose) = (count(Change::gains), count(Change::loses));
            let more = changes.len().saturating_sub(PEOPLE);
            changes.truncate(PEOPLE);
            let of_team = document.policies.acl.of_team(&team);
            let follow = of_team.filter(|it| !matches!(it.state, State::Customised(_)));
            let follow = follow.map(|record| record.name.clone()).collect();
            Before { gain, lose, changes, more, follow }
        })
    })
}

/// See the module.
#[component]
pub(super) fn BeforeYouDoIt(page: Page, before: Memo<Before>) -> AnyView {
    let effects = effects(page.session, Signal::derive(move || page.sheet.with(Sheet::giving)));
    let sums = move || {
        before.with(|before| {
            let Before { gain, lose, follow, .. } = before;
            let on = records(follow.len());
            (
                view! { <Sum turn="gain" count=*gain on=on.clone() /> },
                view! { <Sum turn="lose" count=*lose on /> },
            )
        })
    };
    let people = move || {
        let shown = before.with(|before| before.changes.clone());
        shown.into_iter().map(|change| view! { <Person change /> }).collect_view()
    };
    let more = Signal::derive(move || {
        before.with(|it| {
            if it.more > 0 { format!("and {} more people", it.more) } else { String::new() }
        })
    });
    let follow = move || {
        before.with(|before| {
            let name = |name: &String| view! { <li>{name.clone()}</li> };
            let more = before.follow.len().saturating_sub(RECORDS);
            let more = (more > 0).then(|| view! { <li>{format!("and {more} more")}</li> });
            (before.follow.iter().take(RECORDS).map(name).collect_view(), more)
        })
    };
    let checks = move || {
        let found: Option<Arc<Effects>> = effects.get();
        found.map(|effects| view! { <EffectChecks effects /> })
    };
    view! {
        <div class="acl-before">
            <div class="acl-sums" role="status">
                {sums}
            </div>
            <ul aria-label="People">{people}</ul>
            <p class="acl-hint">{more}</p>
            <section class="inspector-section">
                <h3 class="section-head">"On each of"</h3>
                <ul class="acl-before-records">{follow}</ul>
            </section>
            <div class="acl-before-checks">{checks}</div>
        </div>
    }
    .into_any()
}

/// How many gain, or lose.
#[component]
fn Sum(turn: &'static str, count: usize, on: String) -> AnyView {
    let verb = match (turn, count) {
        ("gain", 1) => "gains",
        ("gain", _) => "gain",
        (_, 1) => "loses",
        _ => "lose",
    };
    let on = match count {
        0 => "nobody".to_owned(),
        1 => on,
        _ => format!("{on} each"),
    };
    view! {
        <p class="acl-sum" data-turn=turn>
            <b>{format!("{count} {verb}")}</b>
            <span>{on}</span>
        </p>
    }
    .into_any()
}

#[component]
fn Person(change: Change) -> AnyView {
    let Change { name, lines, .. } = change;
    let line = |Line { label, is: (was, is), .. }: Line<(Access, Access)>| {
        let label = match label.strip_prefix("as ") {
            Some(who) => format!("signed on as {who}"),
            None => label,
        };
        view! {
            <p class="acl-before-as">{label}</p>
            <p class="acl-before-pair">
                {chip(was)}
                <Symbol icon=Icon::Arrow />
                <span class="unseen">" becomes "</span>
                {chip(is)}
            </p>
        }
    };
    view! {
        <li class="acl-before-person">
            <Avatar name=name.clone() />
            <div>
                <p class="acl-before-name">{name}</p>
                {lines.into_iter().map(line).collect_view()}
            </div>
        </li>
    }
    .into_any()
}

/// An outcome as a chip.
pub(super) fn chip(access: Access) -> AnyView {
    let (level, word) = outcome(access);
    view! { <LevelChip level=Signal::stored(level) word=Signal::stored(word) /> }.into_any()
}

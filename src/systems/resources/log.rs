//! What changed about a resource: since it was saved, and with each Save who did so and when. Whoever
//! edits as somebody needs Audit to read it.

use std::sync::Arc;

use leptos::prelude::*;

use super::fields::Withheld;
use super::page::Page;
use super::resource::Part;
use crate::state::context::Past;
use whocan_core::models::resources::policy::Permission;
use whocan_core::models::resources::{Line, Resources, Saved, log, turned};

/// How many Saves are listed.
const MOST: usize = 30;

/// What was changed at one time.
#[derive(Clone, PartialEq)]
struct Entry {
    when: String,
    words: Vec<String>,
}

/// See the module.
#[component]
pub(super) fn Log(page: Page) -> AnyView {
    let system = page.system;
    // Read once for all resources, until something is saved.
    let past = Memo::new_with_compare(
        move |_| {
            system.saved.with(|_| ());
            Arc::new(system.past())
        },
        |_, _| true,
    );
    let closed = page.of(|facts, here| {
        // R13
        facts.without(Permission::Audit, facts.policy.resources.get(here.resource.as_ref()?)?)
    });
    let found = Memo::new(move |_| match closed.with(Option::is_some) {
        true => (Vec::new(), String::new()),
        false => entries(page, &past.get()),
    });
    let draw = move || {
        if closed.with(Option::is_some) {
            return ().into_any();
        }
        let (entries, since) = found.get();
        drawn(entries, since)
    };
    view! {
        <Part id="res-log" title="Audit log".to_owned()>
            <Withheld why=closed />
            {draw}
        </Part>
    }
    .into_any()
}

fn entries(page: Page, past: &[Past<Resources>]) -> (Vec<Entry>, String) {
    let facts = page.facts.get();
    let Some(id) = page.here.with(|here| here.resource.clone()) else { return Default::default() };
    let directory = &facts.directory;
    // Who there was when it was saved, so that whoever left since has a name.
    let then = past.last().and_then(|last| last.state.as_ref());
    let then = then.map_or(directory, |(_, directory)| directory);
    let unsaved = turned(&id, (&facts.saved, then), (&facts.policy, directory));
    let by = page.system.edited_by.get();
    let when = match by.as_str() {
        "" => "Not saved yet".to_owned(),
        by => format!("Not saved yet, {by}"),
    };
    let unsaved = (!unsaved.is_empty()).then_some(Entry { when, words: unsaved });
    let states: Vec<Saved<'_>> = past
        .iter()
        .map(|past| Saved {
            when: &past.when,
            who: &past.who,
            state: past.state.as_ref().map(|(policy, directory)| (&**policy, directory)),
        })
        .collect();
    let saved = log(&id, &states).into_iter().take(MOST).map(|Line { when, who, words }| {
        let who = if who.is_empty() { "no name given" } else { &who };
        Entry { when: format!("{when}, {who}"), words }
    });
    let since = states
        .first()
        .map(|first| format!("It goes back to {}, the oldest state that is kept.", first.when));
    (unsaved.into_iter().chain(saved).collect(), since.unwrap_or_default())
}

fn drawn(entries: Vec<Entry>, since: String) -> AnyView {
    let none = entries.is_empty();
    let entry = |Entry { when, words }: Entry| {
        let words = words.into_iter().map(|words| view! { <li>{words}</li> });
        view! {
            <li class="res-log-entry">
                <b>{when}</b>
                <ul>{words.collect_view()}</ul>
            </li>
        }
    };
    let none = none.then(|| view! { <p class="res-quiet">"Nothing changed here."</p> });
    view! {
        <ul class="res-log">{entries.into_iter().map(entry).collect_view()}</ul>
        {none}
        <p class="res-quiet">{since}</p>
    }
    .into_any()
}

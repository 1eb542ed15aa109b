//! What the other Access Priority would change: for whom, under which sign-on, and which two rows disagree.

use leptos::prelude::*;

use super::outcomes::{Change, Line, SignOn, changes, matching, outcomes};
use super::page::{Op, Page};
use super::words::other;
use crate::components::{Button, ButtonSize, Icon, Show, Symbol};
use crate::pages::ask::words::{count, listed};
use whocan_core::directory::{Directory, UserId};
use whocan_core::models::acl::access::Access;
use whocan_core::models::acl::policy::Member;
use whocan_core::models::acl::policy::{Level, List};
use whocan_core::verdict::Decision;

/// How many sentences there are, and how many people one names.
const SENTENCES: usize = 3;
const NAMES: usize = 4;

/// What it would change.
#[derive(Clone, Default, PartialEq)]
struct Found {
    title: String,
    says: String,
    any: bool,
}

/// People who would change alike.
struct Alike {
    sign_on: String,
    was: Access,
    is: Access,
    names: Vec<String>,
    /// One of them.
    who: (UserId, SignOn),
}

fn alike(changes: Vec<Change>) -> Vec<Alike> {
    let mut all: Vec<Alike> = Vec::new();
    for Change { id, name, lines } in changes {
        for Line { who, label, is: (was, is) } in lines {
            let known =
                all.iter_mut().find(|it| it.sign_on == label && it.was == was && it.is == is);
            match known {
                Some(known) => known.names.push(name.clone()),
                None => all.push(Alike {
                    sign_on: label,
                    was,
                    is,
                    names: vec![name.clone()],
                    who: (id.clone(), who),
                }),
            }
        }
    }
    all
}

/// Two rows that match somebody and disagree on a level that changes: the one that allows it first.
fn because(directory: &Directory, list: &List, alike: &Alike) -> Option<String> {
    let level =
        Level::ALL.into_iter().find(|level| alike.was.may(*level) != alike.is.may(*level))?;
    let (user, sign_on) = &alike.who;
    let rows = || matching(directory, list, user, sign_on);
    let named = |row: Option<&Member>| row.map(|row| directory.name_of(row.who.as_str()));
    let allows = named(rows().find(|row| row.allowed().has(level)))?;
    let denies = named(rows().find(|row| !row.allowed().has(level)))?;
    Some(format!(", because the {allows} row allows what the {denies} row denies"))
}

fn sentence(directory: &Directory, list: &List, alike: &Alike) -> String {
    let more = alike.names.len().saturating_sub(NAMES);
    let mut names: Vec<String> = alike.names.iter().take(NAMES).cloned().collect();
    names.extend((more > 0).then(|| format!("{more} more")));
    let sign_on = match alike.sign_on.strip_prefix("as ") {
        Some("themselves") => "signed on as themselves".to_owned(),
        Some(who) => format!("signed on as {who}"),
        None => alike.sign_on.clone(),
    };
    let because = because(directory, list, alike).unwrap_or_default();
    let (was, is) = (alike.was.outcome(), alike.is.outcome());
    format!("{}, {sign_on}: {was} → {is}{because}.", listed(&names))
}

fn found(page: Page) -> Found {
    let Some(list) = page.sheet.with(|sheet| sheet.list.clone()) else { return Found::default() };
    let then = List { priority: other(list.priority), ..List::clone(&list) };
    let name = then.priority.name();
    page.session.snapshot().with(|snapshot| {
        let Some(snapshot) = snapshot.as_deref() else { return Found::default() };
        let directory = &snapshot.document().directory;
        let (before, after) = (outcomes(snapshot, Some(&list)), outcomes(snapshot, Some(&then)));
        let all = alike(changes(directory, &before, &after));
        let number: usize = all.iter().map(|it| it.names.len()).sum();
        if number == 0 {
            return Found {
                title: format!("With {name} nothing changes"),
                says: "Nobody has two rows that disagree.".to_owned(),
                any: false,
            };
        }
        let verb = if number == 1 { "changes" } else { "change" };
        let mut says: Vec<String> =
            all.iter().take(SENTENCES).map(|it| sentence(directory, &list, it)).collect();
        let rest: usize = all.iter().skip(SENTENCES).map(|it| it.names.len()).sum();
        says.extend((rest > 0).then(|| format!("And {}.", count(rest, "more", "more"))));
        Found {
            title: format!("With {name}, {} {verb}", count(number, "outcome", "outcomes")),
            says: says.join(" "),
            any: true,
        }
    })
}

/// See the module.
#[component]
pub(super) fn OtherPriority(page: Page) -> AnyView {
    let found = Memo::new(move |_| found(page));
    let title = Signal::derive(move || found.with(|found| found.title.clone()));
    let says = Signal::derive(move || found.with(|found| found.says.clone()));
    let can = Signal::derive(move || {
        found.with(|found| found.any) && page.sheet.with(|sheet| sheet.is_open())
    });
    let turn = move || {
        let now = page.sheet.with_untracked(|it| it.list.as_ref().map(|it| it.priority));
        now.into_iter().for_each(|now| page.run(&Op::Favour(other(now))));
    };
    view! {
        <div class="acl-other" role="group" aria-label="The other priority" data-accent="acl">
            <Symbol icon=Icon::Compare />
            <p role="status">
                <b>{title}</b>
                <span>{says}</span>
            </p>
            <Show when=can>
                <Button size=ButtonSize::Small on_press=turn>
                    "Try it"
                </Button>
            </Show>
        </div>
    }
    .into_any()
}

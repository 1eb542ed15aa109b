//! *Outcome by sign-on*: whoever finds the record, with what the list and the process level come to together
//! under each sign-on that says something; of a team's default, with what the list comes to by itself. It stands in the inspector; what is chosen here is explained below it.

use leptos::prelude::*;

use super::outcomes::{Line, Person, finds, in_the_end, outcomes};
use super::page::{Here, Page};
use crate::components::{Avatar, AvatarSize, LevelChip};
use crate::inspector::InspectorDoor;
use crate::pages::ask::words::capital;
use whocan_core::directory::{Principal, UserId};
use whocan_core::query::Snapshot;
use whocan_core::verdict::Outcome;

/// How many people are drawn.
const MOST: usize = 60;

/// What is shown of somebody.
#[derive(Clone, PartialEq)]
struct Shown {
    id: UserId,
    name: String,
    lines: Vec<Line<Outcome>>,
}

/// Who finds it.
#[derive(Clone, Default, PartialEq)]
struct Found {
    says: String,
    people: Vec<Shown>,
    more: usize,
}

fn found(page: Page, snapshot: &Snapshot) -> Found {
    let here = page.here.get();
    let what = match &here {
        Here::Record(None) | Here::Team(None) => return Found::default(),
        Here::Record(_) => "this record",
        Here::Team(_) => "what follows this default",
    };
    let sheet = page.sheet.get();
    let Some(list) = &sheet.list else {
        let says = format!("No list restricts {what}: the process levels alone decide.");
        return Found { says, ..Found::default() };
    };
    let directory = &snapshot.document().directory;
    let (everybody, rest) = match &here {
        Here::Record(Some(id)) => {
            let given = sheet.giving().and_then(|give| snapshot.after([&give]));
            let rest = " Everyone else is not on the list, is denied there, or is stopped by the process level.";
            (in_the_end(given.as_ref().unwrap_or(snapshot), id, list), rest)
        }
        _ => {
            let by_list = outcomes(snapshot, Some(list)).into_iter().map(|person| Person {
                id: person.id,
                name: person.name,
                signs: person
                    .signs
                    .iter()
                    .map(|(who, is)| (who.clone(), Outcome::of(is)))
                    .collect(),
            });
            (by_list.collect::<Vec<_>>(), " Everyone else is not on the list, or is denied there.")
        }
    };
    let reach: Vec<&Person<Outcome>> = everybody.iter().filter(|it| it.reaches()).collect();
    let (some, all) = (reach.len(), everybody.len());
    let verb = if some == 1 { "reaches" } else { "reach" };
    let rest = if all == some { "" } else { rest };
    let shown = |person: &&Person<Outcome>| Shown {
        id: person.id.clone(),
        name: person.name.clone(),
        lines: person.lines(directory),
    };
    let says = match all {
        1 => format!("{some} of 1 person {verb} {what}.{rest}"),
        all => format!("{some} of {all} people {verb} {what}.{rest}"),
    };
    Found {
        says,
        people: reach.iter().take(MOST).map(shown).collect(),
        more: some.saturating_sub(MOST),
    }
}

/// Whom the list begins with: the first whose sign-on decides, under the one that gives the least.
fn first(found: &Found) -> Option<(UserId, Option<Principal>)> {
    let decides = found.people.iter().find(|person| person.lines.len() > 1);
    let person = decides.or_else(|| found.people.first())?;
    let shut = person.lines.iter().filter(|line| finds(&line.is));
    let least = shut.min_by_key(|line| line.is.grants.0)?;
    Some((person.id.clone(), least.who.clone()))
}

/// See the module.
#[component]
pub(super) fn OutcomeList(page: Page, door: InspectorDoor) -> AnyView {
    let found = Memo::new(move |_| {
        page.session.snapshot().with(|snapshot| {
            snapshot.as_deref().map(|snapshot| found(page, snapshot)).unwrap_or_default()
        })
    });
    let seen = Memo::new(move |_| door.seen());
    Effect::new(move |_| {
        let begins = found.with(first);
        if let Some((person, sign_on)) = begins.filter(|_| !door.has_chosen()) {
            door.see_signed_on(&person, sign_on);
        }
    });
    let says = Signal::derive(move || found.with(|found| found.says.clone()));
    let more = Signal::derive(move || {
        found.with(|found| match found.more {
            0 => String::new(),
            more => format!("{more} more in Effective access."),
        })
    });
    let people = move || {
        found
            .get()
            .people
            .into_iter()
            .map(|it| view! { <Block door shown=it seen /> })
            .collect_view()
    };
    view! {
        <div class="acl-outcomes">
            <p class="acl-outcomes-says" role="status">
                {says}
            </p>
            <ul aria-label="Outcome by sign-on">{people}</ul>
            <p class="acl-hint">{more}</p>
        </div>
    }
    .into_any()
}

/// Somebody with their sign-ons.
#[component]
fn Block(
    door: InspectorDoor,
    shown: Shown,
    seen: Memo<Option<(UserId, Option<Principal>)>>,
) -> AnyView {
    let Shown { id, name, lines } = shown;
    let own = id.clone();
    let is_seen = Memo::new(move |_| seen.with(|it| it.as_ref().is_some_and(|it| it.0 == own)));
    let line = |Line { who, label, is }: Line<Outcome>| {
        let (level, word) = (is.tone.into(), capital(&is.name));
        let (person, own) = (id.clone(), who.clone());
        let one = lines_is_one(&label);
        let pressed = Signal::derive(move || {
            let here = seen.with(|it| it.as_ref().is_some_and(|it| one || it.1 == own));
            (is_seen.get() && here).to_string()
        });
        view! {
            <button
                type="button"
                class="acl-sign-on"
                aria-pressed=pressed
                on:click=move |_| door.see_signed_on(&person, who.clone())
            >
                <span class="unseen">{format!("{name} ")}</span>
                <span>{label}</span>
                <LevelChip level=Signal::stored(level) word=Signal::stored(word) />
            </button>
        }
    };
    let lines = lines.into_iter().map(line).collect_view();
    view! {
        <li class="acl-person" data-seen=Signal::derive(move || is_seen.get().then_some(""))>
            <p class="acl-person-name" aria-hidden="true">
                <Avatar name=name.clone() size=AvatarSize::Normal />
                {name.clone()}
            </p>
            {lines}
        </li>
    }
    .into_any()
}

/// Whether a line stands for all sign-ons.
fn lines_is_one(label: &str) -> bool {
    !label.starts_with("as ")
}

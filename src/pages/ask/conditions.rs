//! The conditions of a question: each a token that can be taken away, and a menu that adds one.

use leptos::prelude::*;

use super::parts::{find_condition, kinds};
use super::question::{Condition, Given, Mode, Question};
use super::{Ask, use_ask};
use crate::components::{
    Button, ButtonSize, Icon, Menu, MenuItem, QueryToken, RemovableToken, Show,
};
use crate::platform::{clock, later, page};
use whocan_core::directory::Date;
use whocan_core::document::Document;

/// The field of a day.
const DAY: &str = "ask-day";

/// What is being added: which condition, and of which side.
type Adding = Option<(Given, bool)>;

/// See the module.
#[component]
pub(super) fn Conditions() -> AnyView {
    let ask = use_ask();
    let adding = RwSignal::new(None::<(Given, bool)>);
    let tokens = move || {
        let question = ask.question.get()?;
        let snapshot = ask.session.snapshot().get()?;
        let token = |(at, condition): (usize, &Condition)| {
            let text = words(snapshot.document(), condition);
            let remove = move || {
                let question = ask.question.get_untracked();
                question.into_iter().for_each(|question| ask.go(&question.without(at)));
            };
            view! { <RemovableToken text on_remove=remove /> }
        };
        Some(question.conditions.iter().enumerate().map(token).collect_view())
    };
    let add = move || adding.get().map(|(given, second)| view! { <Adder given second adding /> });
    view! {
        {tokens}
        {add}
        <Show when=Signal::derive(move || adding.with(Option::is_none))>
            <AddCondition adding />
        </Show>
    }
    .into_any()
}

/// A condition in words.
fn words(document: &Document, condition: &Condition) -> String {
    let directory = &document.directory;
    let value = match condition.given {
        Given::SignOn | Given::ActingAs => {
            let who = directory.principal(&condition.value);
            who.map_or_else(|| condition.value.clone(), |who| directory.name(&who))
        }
        Given::On => {
            Date::parse(&condition.value).map_or_else(|_| condition.value.clone(), Date::words)
        }
        _ => condition.value.clone(),
    };
    let words = match condition.given {
        Given::Saved => return "as saved".to_owned(),
        Given::On => format!("on {value}"),
        Given::Licence => format!("with the licence {value}"),
        given => format!("{} {value}", given.label().to_lowercase()),
    };
    if condition.second { format!("second {words}") } else { words }
}

#[component]
fn AddCondition(adding: RwSignal<Adding>) -> AnyView {
    let ask = use_ask();
    let changed = ask.session.is_changed();
    let items = Signal::derive(move || {
        let question = ask.question.get();
        let is_changed = changed.get();
        untrack(|| question.map(|it| items(ask, adding, &it, is_changed))).unwrap_or_default()
    });
    view! {
        <span class="ask-add">
            <Menu label="Condition" icon=Icon::Plus items />
        </span>
    }
    .into_any()
}

/// The conditions that a system in use takes into account.
fn items(
    ask: Ask,
    adding: RwSignal<Adding>,
    question: &Question,
    is_changed: bool,
) -> Vec<MenuItem> {
    let kinds = ask.snapshot().map(|it| kinds(&it, &ask.added())).unwrap_or_default();
    let counts = |given: &Given| kinds.iter().any(|kind| given.counts(kind.info()));
    let of = |given: Given, second: bool| {
        let label = match second {
            true => format!("Second: {}", given.label().to_lowercase()),
            false => given.label().to_owned(),
        };
        MenuItem::new(label, move || adding.set(Some((given, second)))).icon(icon(given))
    };
    let mut all: Vec<MenuItem> =
        Given::ALL.into_iter().filter(counts).map(|given| of(given, false)).collect();
    if question.mode() == Mode::Compare {
        let second = Given::ALL.into_iter().filter(|it| *it != Given::Licence).filter(counts);
        let mut second: Vec<MenuItem> = second.map(|given| of(given, true)).collect();
        let saved = question.clone();
        let item = MenuItem::new("Second: as saved", move || {
            let saved = Condition { given: Given::Saved, value: String::new(), second: true };
            let question = ask.question.get_untracked();
            question.into_iter().for_each(|question| ask.go(&question.given(saved.clone())));
        })
        .icon(Icon::Changes);
        let item = if is_changed || saved.compares_saved() {
            item
        } else {
            item.off("Nothing has changed")
        };
        second.push(item);
        let mut second = second.into_iter();
        all.extend(second.next().map(MenuItem::begins_group));
        all.extend(second);
    }
    if all.is_empty() {
        let none = MenuItem::new("No conditions", || ());
        all.push(none.off("This system asks for no date, sign-on, service or licence"));
    }
    all
}

fn icon(given: Given) -> Icon {
    match given {
        Given::SignOn => Icon::Post,
        Given::On => Icon::Clock,
        Given::Service => Icon::Team,
        Given::ActingAs => Icon::Person,
        Given::Licence => Icon::Flag,
        Given::Saved => Icon::Changes,
    }
}

/// What a condition is to be, while it is chosen.
#[component]
fn Adder(given: Given, second: bool, adding: RwSignal<Adding>) -> AnyView {
    let ask = use_ask();
    let put = move |value: String| {
        adding.set(None);
        let condition = Condition { given, value, second };
        let question = ask.question.get_untracked();
        question.into_iter().for_each(|question| ask.go(&question.given(condition.clone())));
    };
    let stop = move || adding.set(None);
    let field = match given {
        Given::On => view! { <DayField on_day=put /> }.into_any(),
        _ => {
            let search = move |text: String| {
                ask.parts().map(|parts| find_condition(&parts, given, &text)).unwrap_or_default()
            };
            view! {
                <QueryToken
                    label=given.label()
                    text=Signal::stored("choose".to_owned())
                    search=search
                    on_choose=put
                    small=true
                    opens=true
                />
            }
            .into_any()
        }
    };
    view! {
        <span class="ask-adder">
            <span class="ask-adder-label">{given.label()}</span>
            {field}
            <Button size=ButtonSize::Small on_press=stop>
                "Cancel"
            </Button>
        </span>
    }
    .into_any()
}

#[component]
fn DayField(#[prop(into)] on_day: Callback<String>) -> AnyView {
    let day = RwSignal::new(clock::day());
    later::soon(|| page::focus(DAY));
    let is_day = Signal::derive(move || {
        day.with(|day| Date::parse(day).err().map(|_| "Complete the date".to_owned()))
    });
    view! {
        <input
            class="field-box ask-day"
            type="date"
            aria-label="Day"
            id=DAY
            prop:value=day
            on:input:target=move |event| day.set(event.target().value())
        />
        <Button
            size=ButtonSize::Small
            off=is_day
            on_press=move || on_day.run(day.get_untracked())
        >
            "Use this day"
        </Button>
    }
    .into_any()
}

//! Whom to see it as, where the screen focuses nobody, and what they are signed on as, where the model
//! asks for that. The choices stay while what they are about is drawn anew, so that the focus can rest
//! on them.

use leptos::prelude::*;

use super::Why;
use super::looked::Whom;
use super::words;
use crate::components::{Choice, Level, LevelChip, Select};
use whocan_core::directory::{Principal, belongs};
use whocan_core::text::capital;

/// How many people can be chosen from.
const MOST_PEOPLE: usize = 500;

/// Whom to see it as.
#[component]
pub(super) fn SeenAs(why: Why) -> AnyView {
    let whom = Memo::new(move |_| why.of(|shown| Some(shown.whom.clone())));
    let people = Memo::new(move |_| people(why, whom.get()?));
    let value = Signal::derive(move || {
        why.of(|shown| match &shown.beside.subject {
            Principal::User(user) => user.to_string(),
            _ => String::new(),
        })
    });
    let choose = move |id: String| {
        why.chosen.update(|chosen| chosen.person = (!id.is_empty()).then(|| id.as_str().into()));
    };
    let draw = move || {
        people.get().map(|choices| {
            view! {
                <div class="inspector-choice">
                    <Select label="See it as" choices value on_choose=choose />
                </div>
            }
        })
    };
    draw.into_any()
}

fn people(why: Why, whom: Whom) -> Option<Vec<Choice>> {
    let of = match &whom {
        Whom::Fixed => return None,
        Whom::Anybody => None,
        Whom::Group(group) => Some(Principal::Group(group.clone())),
        Whom::Member(of) => Some(of.clone()),
    };
    why.session.snapshot().with(|snapshot| {
        let directory = &snapshot.as_ref()?.document().directory;
        let alone = of.as_ref().filter(|_| matches!(whom, Whom::Group(_)));
        let alone = alone.map(|of| format!("a member of {} only", directory.name(of)));
        let members = directory.users.iter();
        let members = members.filter(|user| of.as_ref().is_none_or(|of| belongs(user, of)));
        let members = members.take(MOST_PEOPLE);
        let members = members.map(|user| Choice::new(user.id.to_string(), user.name.clone()));
        Some(alone.map(|alone| Choice::new("", alone)).into_iter().chain(members).collect())
    })
}

/// An identity as it is shown: its id, its name, what comes out.
type Shown = (String, String, Level, String);

/// What the person is signed on as, with what comes out for each.
#[component]
pub(super) fn SignedOnAs(why: Why) -> AnyView {
    let identities = Memo::new(move |_| {
        why.of(|shown| {
            let all = shown.identities.iter();
            let own = |it: &super::looked::Identity| -> Shown {
                let word = match it.outcome.doubtful {
                    true => format!("{} (doubtful)", it.outcome.name),
                    false => it.outcome.name.to_string(),
                };
                (id_of(&it.who), it.name.clone(), words::level(&it.outcome), word)
            };
            all.map(own).collect::<Vec<Shown>>()
        })
    });
    let now = Memo::new(move |_| why.of(|shown| id_of(&shown.question.circumstances.sign_on)));
    let choose = Callback::new(move |id: String| {
        let who = why.look.with_untracked(|look| {
            let mut all = look.cell()?.identities.iter();
            all.find(|it| id_of(&it.who) == id)?.who.clone()
        });
        why.chosen.update(|chosen| chosen.sign_on = who);
    });
    let draw = move || {
        let all = identities.get();
        (all.len() > 1).then(|| {
            let row = |identity: Shown| view! { <SignOn identity now=now choose /> };
            view! {
                <section class="inspector-section">
                    <fieldset class="sign-on">
                        <legend class="section-head">"Signed on as"</legend>
                        {all.into_iter().map(row).collect_view()}
                    </fieldset>
                </section>
            }
        })
    };
    draw.into_any()
}

#[component]
fn SignOn(identity: Shown, #[prop(into)] now: Signal<String>, choose: Callback<String>) -> AnyView {
    let (id, name, level, word) = identity;
    let own = id.clone();
    let checked = Signal::derive(move || now.with(|now| *now == own));
    let name = if id.is_empty() { capital(&name) } else { name };
    view! {
        <label class="sign-on-row">
            <input
                type="radio"
                name="sign-on"
                prop:checked=checked
                on:change=move |_| choose.run(id.clone())
            />
            <span>{name}</span>
            <LevelChip level word />
        </label>
    }
    .into_any()
}

fn id_of(who: &Option<Principal>) -> String {
    who.as_ref().map(|who| who.id().to_owned()).unwrap_or_default()
}

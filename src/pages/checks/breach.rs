//! A rule as it was found: of a broken one the smallest counter-example and ways to make it hold; of every
//! one who holds what it is about.

use leptos::prelude::*;

use super::ability::Ability;
use super::check::Looked;
use super::counter::{CounterPicture, Lane, Picture};
use super::holders::{Holders, Strip, Strips};
use super::ways::WaysToHold;
use super::words::{self, so_many};
use crate::components::{Button, ButtonSize};
use crate::state::{Action, Screen};
use whocan_core::directory::Principal;
use whocan_core::document::{Claim, Demand, Rule};
use whocan_core::format::Object;
use whocan_core::models::ModelKind;
use whocan_core::query::{Breach, CheckStatus, Example, Snapshot, places};
use whocan_core::shared::sort_by;

/// See the module.
#[component]
pub(super) fn RuleFound(looked: Looked) -> AnyView {
    let strips = Strips::follow(looked);
    let broken = Memo::new(move |_| {
        looked.status.with(|status| match status {
            Some(CheckStatus::Broken(breach)) => Some(breach.clone()),
            _ => None,
        })
    });
    let card = move || {
        let breach = broken.get()?;
        let found = looked.page.with(|snapshot| {
            let check = looked.check.get()?;
            let Claim::Rule(members) = &check.claim else { return None };
            let rule = Rule::read(members).ok()?;
            Some(Counter::of(&rule, &breach, snapshot, &strips.get()))
        });
        found.flatten().map(|counter| view! { <CounterCard looked counter /> })
    };
    view! {
        {card}
        <WaysToHold looked broken />
        <Holders strips />
    }
    .into_any()
}

/// What the card of the counter-example shows.
#[derive(Clone, Debug, PartialEq)]
struct Counter {
    picture: Picture,
    /// How small it is: `1 person, 2 groups, 2 ticks`.
    size: String,
    sentence: String,
    /// The cell that the first example is about.
    cell: Option<(ModelKind, Vec<String>)>,
}

impl Counter {
    fn of(rule: &Rule, breach: &Breach, snapshot: &Snapshot, strips: &[Strip]) -> Self {
        let examples = &breach.examples;
        let directory = &snapshot.document().directory;
        let first = examples.first();
        let name = first.map(|it| directory.users.name(&it.user)).unwrap_or_default();
        let what = |at: usize, example: &Example| match rule.about.get(at).map(Ability::of) {
            Some(ability) if ability.kind.is_some() && !ability.target.is_empty() => {
                ability.words(snapshot)
            }
            _ => {
                let head = snapshot.resolver(example.kind).head(&example.target);
                let head = head.map_or_else(|| example.target.clone(), |head| head.name);
                format!("{} on {head}", example.outcome)
            }
        };
        let lane = |(at, example): (usize, &Example)| lane(what(at, example), example, snapshot);
        let lanes: Vec<Lane> = examples.iter().enumerate().map(lane).collect();
        let ring = match rule.demands.as_slice() {
            [Demand::NobodyHoldsBoth] => "both".to_owned(),
            [Demand::NoNewAccess] => "new".to_owned(),
            [Demand::AtMost(most)] => format!("{}.", most + 1),
            [Demand::EverybodyIn(_)] => "no".to_owned(),
            _ => "×".to_owned(),
        };
        let sentence = sentence(rule, breach, &name, &lanes, strips);
        let cell = first.map(|it| (it.kind, vec![it.user.to_string(), it.target.clone()]));
        let picture = Picture { person: name, lanes, ring, said: sentence.clone() };
        Self { picture, size: size(breach, snapshot), sentence, cell }
    }
}

/// One example as a lane of the picture.
fn lane(what: String, example: &Example, snapshot: &Snapshot) -> Lane {
    let directory = &snapshot.document().directory;
    let name = |who: &Principal| directory.name(who);
    let Some(route) = example.routes.first() else {
        return Lane { what, ..Lane::default() };
    };
    let mut through: Vec<String> = route.through.iter().map(name).collect();
    if route.themselves {
        through.push("Own setting".to_owned());
    }
    if through.is_empty() && route.is_everybodys() {
        through.push("Everybody".to_owned());
    }
    let sign_on = route.sign_on.as_ref().map(|who| format!("signed on as {}", name(who)));
    let service = route.service.as_ref().map(|service| format!("under {service}"));
    let caption = sign_on.into_iter().chain(service).collect::<Vec<_>>().join(", ");
    Lane { caption, through, what, arrives: true }
}

/// How small the counter-example is.
fn size(breach: &Breach, snapshot: &Snapshot) -> String {
    let mut groups: Vec<&Principal> = Vec::new();
    let mut settings = Vec::new();
    for example in &breach.examples {
        let Some(route) = example.routes.first() else { continue };
        groups.extend(&route.through);
        let resolver = snapshot.in_the_end(example.kind);
        let members = snapshot.roster().of(&example.user);
        let verdict = members.and_then(|members| {
            route.explain(&*resolver, members, &example.circumstances, &example.target)
        });
        let found = verdict.map(|it| places(&it.because, &example.target)).unwrap_or_default();
        settings.extend(found);
    }
    sort_by(&mut groups, &mut Ord::cmp);
    groups.dedup();
    sort_by(&mut settings, &mut Ord::cmp);
    settings.dedup();
    let noun = match breach.examples.first().map(|example| example.kind) {
        Some(ModelKind::Attributes) => ("tick", "ticks"),
        Some(ModelKind::Processes) => ("level", "levels"),
        Some(ModelKind::Acl) => ("row", "rows"),
        Some(ModelKind::Resources) => ("entry", "entries"),
        Some(ModelKind::Features) | None => ("setting", "settings"),
    };
    let count = |count: usize, (one, many): (&str, &str)| match count {
        0 => String::new(),
        1 => format!(", 1 {one}"),
        count => format!(", {count} {many}"),
    };
    let groups = count(groups.len(), ("group", "groups"));
    format!("1 person{groups}{}", count(settings.len(), noun))
}

/// What the picture says.
fn sentence(rule: &Rule, breach: &Breach, name: &str, lanes: &[Lane], strips: &[Strip]) -> String {
    let through = |lane: &Lane| match lane.through.as_slice() {
        [] => lane.what.clone(),
        all => format!("{} through {}", lane.what, words::listed(all, all.len())),
    };
    let first = lanes.first().map(through).unwrap_or_default();
    let second = lanes.get(1).map(through).unwrap_or_default();
    let others = breach.people.len().saturating_sub(1);
    let held = strips.iter().map(|strip| strip.count).collect::<Vec<_>>();
    let also = |verb: (&str, &str)| match others {
        0 => format!("Nobody else {}.", verb.0),
        1 => format!("1 other person {}.", verb.0),
        many => format!("{many} others {}.", verb.1),
    };
    match rule.demands.as_slice() {
        [Demand::NobodyHoldsBoth] => {
            let tail = match held.as_slice() {
                [one, other] => format!(" {} the first, {other} the second.", holds(*one)),
                _ => String::new(),
            };
            let also = also(("holds both", "hold both"));
            format!("{name} holds {first}, and {second}. {also}{tail}")
        }
        [Demand::NobodyOutside(_)] => {
            let also = also(("outside the list does", "outside the list do"));
            format!("{name} is not in the list and holds {first}. {also}")
        }
        [Demand::AtMost(most)] => {
            let all = held.first().copied().unwrap_or(most + breach.people.len());
            format!("{} hold it, and at most {most} may. {name} holds {first}.", so_many(all))
        }
        [Demand::EverybodyIn(_)] => {
            let what = lanes.first().map(|lane| lane.what.clone()).unwrap_or_default();
            format!("{name} must hold {what} and does not. {}", also(("lacks it", "lack it")))
        }
        [Demand::NoNewAccess] => {
            let also = also(("gains anything", "gain something"));
            format!("{name} did not hold {first} when it was saved last. {also}")
        }
        _ => format!("{name}: {}.", breach.says),
    }
}

fn holds(count: usize) -> String {
    match count {
        1 => "1 person holds".to_owned(),
        many => format!("{many} people hold"),
    }
}

#[component]
fn CounterCard(looked: Looked, counter: Counter) -> AnyView {
    let Counter { picture, size, sentence, cell } = counter;
    let page = looked.page;
    let open = cell.map(|(kind, focus)| {
        let route = page.elsewhere(Screen::Effective(kind), focus);
        let go = move || {
            page.session.dispatch(Action::Jump);
            page.session.dispatch(Action::Go(route.clone()));
        };
        view! {
            <Button size=ButtonSize::Small on_press=go>
                "Open the cell"
            </Button>
        }
    });
    view! {
        <section class="counter-card" aria-labelledby="counter-title">
            <div class="counter-head">
                <h2 class="check-title" id="counter-title">
                    "Smallest counter-example"
                </h2>
                <span class="checks-quiet">{size}</span>
                <span class="check-space"></span>
                {open}
            </div>
            <CounterPicture picture />
            <p class="counter-sentence">{sentence}</p>
        </section>
    }
    .into_any()
}

/// The abilities that a rule is about.
pub(super) fn abouts(claim: &Claim) -> Vec<Object> {
    match claim {
        Claim::Rule(members) => Rule::read(members).map(|rule| rule.about).unwrap_or_default(),
        Claim::Answer { .. } => Vec::new(),
    }
}

//! The checks that would fail, beside Save: what each expects, and what there is now.

use leptos::prelude::*;

use super::line::{PlaceLink, Side};
use super::standing::Standing;
use crate::components::{Icon, LevelChip, Mood, Show, Symbol, Tag};
use crate::state::{Route, Screen, use_session};
use whocan_core::document::{Check, Claim};
use whocan_core::format::Json;
use whocan_core::models::ModelKind;
use whocan_core::query::{CheckStatus, Snapshot};

/// How many failing checks are listed.
const MOST_FAILING: usize = 20;
/// How many of those who break a rule are named.
const MOST_NAMES: usize = 3;

/// A check that would fail.
#[derive(Clone, Debug, PartialEq)]
struct Failing {
    name: String,
    /// The cell that it is about, else the check itself.
    to: Route,
    expected: Option<Value>,
    now: Option<Value>,
    /// What else there is to say.
    says: String,
}

/// An outcome by its name, drawn where its model lists it.
#[derive(Clone, Debug, PartialEq)]
enum Value {
    Drawn(Side),
    Words(String),
}

impl Value {
    fn of(kind: Option<ModelKind>, word: &str) -> Self {
        match Side::named(kind, word) {
            Some(side) => Self::Drawn(side),
            None => Self::Words(word.to_owned()),
        }
    }
}

impl Failing {
    fn of(check: &Check, status: &CheckStatus, snapshot: &Snapshot, here: &Route) -> Self {
        let kind = check.claim.model().and_then(ModelKind::of);
        let value = |word: &str| Some(Value::of(kind, word));
        let to = cell_of(check, here)
            .unwrap_or_else(|| here.to(Screen::Checks, vec![check.id.to_string()]));
        let name = check.name().to_owned();
        let blank = Self { name, to, expected: None, now: None, says: String::new() };
        match status {
            CheckStatus::Holds => blank,
            CheckStatus::Differs { expected, found, .. } => {
                Self { expected: value(expected), now: value(found), ..blank }
            }
            CheckStatus::Doubtful { expected, found, other, .. } => Self {
                expected: expected.as_deref().and_then(value),
                now: value(found),
                says: format!("Or {other}: something in the file cannot be read."),
                ..blank
            },
            CheckStatus::OtherReason { missing, .. } => {
                let says = format!("As expected, but not because of {}.", missing.join(", "));
                Self { says, ..blank }
            }
            CheckStatus::Broken(breach) => {
                let directory = &snapshot.document().directory;
                let people = &breach.people;
                let names: Vec<String> =
                    people.iter().take(MOST_NAMES).map(|user| directory.users.name(user)).collect();
                let names = match people.len() {
                    0 => String::new(),
                    count if count > MOST_NAMES => {
                        format!("{} and {} more: ", names.join(", "), count - MOST_NAMES)
                    }
                    _ => format!("{}: ", names.join(", ")),
                };
                Self { says: format!("{names}{}.", breach.says), ..blank }
            }
            CheckStatus::Refused(refusal) => {
                Self { says: format!("Cannot be asked: {}.", refusal.0), ..blank }
            }
        }
    }
}

/// The cell that a check expects something of.
fn cell_of(check: &Check, here: &Route) -> Option<Route> {
    let Claim::Answer { ask, .. } = &check.claim else { return None };
    let text = |key: &str| ask.get(key).and_then(Json::as_text).map(str::to_owned);
    let kind = check.claim.model().and_then(ModelKind::of)?;
    let target = [kind.info().target, "person", "requirement"].into_iter().find_map(text)?;
    match (text("user"), text("group")) {
        (Some(user), _) => Some(here.to(Screen::Effective(kind), vec![user, target])),
        (None, Some(group)) => Some(here.to(Screen::Overview(kind), vec![target, group])),
        (None, None) => None,
    }
}

/// See the module.
#[component]
pub fn FailingChecks(
    /// How the draft stands.
    standing: Signal<Standing>,
) -> AnyView {
    let session = use_session();
    let place = session.place();
    let found = Memo::new(move |_| {
        let snapshot = session.snapshot().get()?;
        let here = place.get().at(None);
        let results = standing.with(|standing| standing.checks.clone())?;
        let checks = &snapshot.document().checks;
        let fails = |(check, status)| Failing::of(check, status, &snapshot, &here);
        let failing = checks.list.iter().zip(results.iter());
        let failing = failing.filter(|(check, result)| check.id == result.id);
        let failing = failing.filter(|(_, result)| !result.status.holds());
        let failing: Vec<Failing> =
            failing.map(|(check, result)| fails((check, &result.status))).collect();
        Some((failing, results.len()))
    });
    let tags = move || {
        let tag = |count: usize, word: &str, mood| {
            let text = format!("{count} {word}");
            (count > 0).then(|| view! { <Tag text mood /> })
        };
        found.with(|found| match found {
            None => view! { <span class="changes-quiet">"asking"</span> }.into_any(),
            Some((_, 0)) => view! { <span class="changes-quiet">"none yet"</span> }.into_any(),
            Some((failing, all)) => {
                let (fail, hold) = (failing.len(), all - failing.len());
                let word = if fail == 1 { "fails" } else { "fail" };
                let tags = (tag(fail, word, Mood::Bad), tag(hold, "hold", Mood::Good));
                tags.into_any()
            }
        })
    };
    let list = move || {
        let (failing, _) = found.get().unwrap_or_default();
        let more = failing.len().saturating_sub(MOST_FAILING);
        let more = (more > 0)
            .then(|| view! { <li class="changes-quiet">{format!("and {more} more fail")}</li> });
        let list = failing.into_iter().take(MOST_FAILING);
        (list.map(|failing| view! { <FailingCheck failing /> }).collect_view(), more)
    };
    let any =
        Signal::derive(move || found.with(|it| it.as_ref().is_some_and(|it| !it.0.is_empty())));
    let checks = Signal::derive(move || place.get().at(None).to(Screen::Checks, Vec::new()).href());
    view! {
        <section class="standing-part" aria-labelledby="standing-checks">
            <h3 class="changes-title" id="standing-checks">
                <Symbol icon=Icon::Checks />
                "Checks"
                <span class="standing-tags">{tags}</span>
            </h3>
            <ul class="failing-checks">{list}</ul>
            <Show when=any>
                <a class="place-link failing-more" href=checks>
                    "Change what these checks expect"
                </a>
            </Show>
        </section>
    }
    .into_any()
}

#[component]
fn FailingCheck(failing: Failing) -> AnyView {
    let Failing { name, to, expected, now, says } = failing;
    let value = |head: &'static str, value: Option<Value>| {
        value.map(|value| {
            let value = match value {
                Value::Drawn(Side { level, word }) => view! { <LevelChip level word /> }.into_any(),
                Value::Words(words) => {
                    view! { <span class="failing-word">{words}</span> }.into_any()
                }
            };
            view! {
                <span class="failing-value">
                    <span class="failing-head">{head}</span>
                    " "
                    {value}
                </span>
            }
        })
    };
    let says = (!says.is_empty()).then(|| view! { <span class="failing-says">{says}</span> });
    view! {
        <li>
            <span class="failing-name">
                <PlaceLink to words=name />
            </span>
            {value("expected", expected)}
            {value("now", now)}
            {says}
        </li>
    }
    .into_any()
}

//! The checks that would fail, beside Save: what each expects, and what there is now.

use leptos::prelude::*;

use super::line::Side;
use super::standing::Standing;
use crate::components::{Icon, LevelChip, Mood, Symbol, Tag};
use crate::state::use_session;
use whocan_core::document::Check;
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
    fn of(check: &Check, status: &CheckStatus, snapshot: &Snapshot) -> Self {
        let kind = check.claim.model().and_then(ModelKind::of);
        let value = |word: &str| Some(Value::of(kind, word));
        let blank =
            Self { name: check.name().to_owned(), expected: None, now: None, says: String::new() };
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

/// See the module.
#[component]
pub fn FailingChecks(
    /// How the draft stands.
    standing: Signal<Standing>,
) -> AnyView {
    let session = use_session();
    let found = Memo::new(move |_| {
        let snapshot = session.snapshot().get()?;
        let results = standing.with(|standing| standing.checks.clone())?;
        let checks = &snapshot.document().checks;
        let fails = |(check, status)| Failing::of(check, status, &snapshot);
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
    view! {
        <section class="standing-part" aria-labelledby="standing-checks">
            <h3 class="changes-title" id="standing-checks">
                <Symbol icon=Icon::Checks />
                "Checks"
                <span class="standing-tags">{tags}</span>
            </h3>
            <ul class="failing-checks">{list}</ul>
        </section>
    }
    .into_any()
}

#[component]
fn FailingCheck(failing: Failing) -> AnyView {
    let Failing { name, expected, now, says } = failing;
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
            <span class="failing-name">{name}</span>
            {value("expected", expected)}
            {value("now", now)}
            {says}
        </li>
    }
    .into_any()
}

//! Beside the changes: what Save cannot keep as it was asked, what the draft makes doubtful, which checks
//! would fail, what the save is for, and Save.

use std::collections::BTreeSet;

use leptos::prelude::*;

use super::change_list::{Cards, show_more};
use super::failing::FailingChecks;
use super::line::PlaceLink;
use super::standing::{Request, Standing};
use crate::components::{
    Button, ButtonKind, ButtonSize, Choice, Icon, Prose, Radios, Symbol, TextArea, TextField,
};
use crate::platform::clock;
use crate::shell::jump::leads_to;
use crate::state::{Action, use_session};
use whocan_core::query::{Problem, Snapshot};
use whocan_core::shared::Shared;
use whocan_core::text::capital;
use whocan_core::verdict::plain;

/// How many requests that cannot be met in full are listed at once.
const MOST_REQUESTS: usize = 20;
/// How many problems are listed.
const MOST_PROBLEMS: usize = 50;
/// The request stays as it was before the draft.
const AS_IT_WAS: &str = "was";
/// The request is met as far as it can be.
const LEAST: &str = "least";

/// The requests that are to stay as they were, by their keys.
type AsItWas = BTreeSet<(Vec<String>, String)>;

/// See the module.
#[component]
pub fn SavePane(
    /// The changes that are listed, and how many there are.
    cards: Signal<Cards>,
    /// How the draft stands.
    standing: Signal<Standing>,
) -> AnyView {
    // The requests that are to stay as they were.
    let as_it_was = RwSignal::new(AsItWas::new());
    view! {
        <div class="save-pane">
            <div class="save-scroll">
                <Requests cards standing as_it_was />
                <Problems standing />
                <FailingChecks standing />
                <Purpose />
            </div>
            <SaveFoot cards standing as_it_was />
        </div>
    }
    .into_any()
}

#[component]
fn Requests(
    cards: Signal<Cards>,
    standing: Signal<Standing>,
    as_it_was: RwSignal<AsItWas>,
) -> AnyView {
    let session = use_session();
    let requests = Memo::new(move |_| standing.with(|standing| standing.requests.clone()));
    let one = move |request: Request, snapshot: &Snapshot| {
        let says = request.says.clone();
        let needs = request.reason.steps.iter().map(|it| plain(it, snapshot.document()));
        let needs = needs.collect::<Vec<_>>().join(" ");
        let was = cards.with(|(cards, _)| {
            cards.iter().find(|card| request.is_of(card)).and_then(|card| card.word_before())
        });
        // There is nothing to choose where both come to the same.
        let differs = was.as_deref() != Some(&*request.reason.outcome);
        let was = was.map_or_else(String::new, |was| format!(": {was}"));
        let choices = vec![
            Choice::new(LEAST, format!("Keep the least that is valid: {}", request.reason.outcome)),
            Choice::new(AS_IT_WAS, format!("Leave it as it was{was}")),
        ];
        let (key, is) = (request.key(), request.key());
        let value = Signal::derive(move || {
            let stays = as_it_was.with(|all| all.contains(&is));
            if stays { AS_IT_WAS } else { LEAST }.to_owned()
        });
        let choose = move |chosen: String| {
            as_it_was.update(|all| {
                let _ = match chosen == AS_IT_WAS {
                    true => all.insert(key.clone()),
                    false => all.remove(&key),
                };
            });
        };
        view! {
            <p class="standing-says">
                {says.clone()} " " {needs} " " <span class="standing-rule">{request.reason.rule}</span>
            </p>
            {differs.then(|| view! { <Radios label=says choices value on_choose=choose /> })}
        }
    };
    let most = RwSignal::new(MOST_REQUESTS);
    let draw = move || {
        let requests = requests.get();
        let snapshot = session.snapshot().get()?;
        let heading = match requests.len() {
            0 => return None,
            1 => "1 request cannot be met in full".to_owned(),
            count => format!("{count} requests cannot be met in full"),
        };
        let left = requests.len().saturating_sub(most.get());
        let listed = requests.into_iter().take(most.get());
        let list = listed.map(|request| one(request, &snapshot)).collect_view();
        let more = (left > 0).then(|| {
            let more = move || most.update(|most| *most += MOST_REQUESTS);
            let words = show_more(left, MOST_REQUESTS);
            view! { <Button size=ButtonSize::Small on_press=more>{words}</Button> }
        });
        Some(view! {
            <section class="standing-part" aria-labelledby="standing-requests">
                <h3 class="changes-title" data-mood="warn" id="standing-requests">
                    <Symbol icon=Icon::Warn />
                    {heading}
                </h3>
                {list}
                {more}
            </section>
        })
    };
    draw.into_any()
}

#[component]
fn Problems(standing: Signal<Standing>) -> AnyView {
    let session = use_session();
    let place = session.place();
    let found = Memo::new(move |_| standing.with(|standing| standing.problems.clone()));
    let line = move |Problem { finding, at }: Problem, snapshot: &Shared<Snapshot>| {
        let route = place.get_untracked();
        let to = at.as_ref().and_then(|at| leads_to(at, snapshot, &route, None));
        let words = match to {
            Some(to) => view! { <PlaceLink to words=finding.message /> }.into_any(),
            None => view! { <Prose text=finding.message /> }.into_any(),
        };
        let help = (!finding.help.is_empty()).then(|| {
            let text = format!(". {}.", capital(&finding.help));
            view! {
                <span class="changes-quiet">
                    <Prose text />
                </span>
            }
        });
        view! { <li>{words} {help}</li> }
    };
    let draw = move || {
        let problems = found.get();
        let snapshot = session.snapshot().get().filter(|_| !problems.is_empty())?;
        let heading = format!("Problems that this draft makes ({})", problems.len());
        let more = problems.len().saturating_sub(MOST_PROBLEMS);
        let more = (more > 0)
            .then(|| view! { <li class="changes-quiet">{format!("and {more} more")}</li> });
        let list = problems.into_iter().take(MOST_PROBLEMS);
        let list = list.map(|problem| line(problem, &snapshot)).collect_view();
        Some(view! {
            <section class="standing-part" aria-labelledby="standing-problems">
                <h3 class="changes-title" data-mood="warn" id="standing-problems">
                    <Symbol icon=Icon::Warn />
                    {heading}
                </h3>
                <ul class="standing-problems">{list} {more}</ul>
            </section>
        })
    };
    draw.into_any()
}

/// What the History is to say of the save.
#[component]
fn Purpose() -> AnyView {
    let session = use_session();
    let note = move |text| session.dispatch(Action::SetNote(text));
    let author = move |text| session.dispatch(Action::SetAuthor(text));
    let (saved_by, given) = (session.saved_by(), session.prefs().author());
    // Said where it is more than the name above it.
    let says = move || {
        saved_by.with(|by| {
            let more = !by.is_empty() && given.with(|given| given != by);
            more.then(|| format!("It will be saved by: {by}. "))
        })
    };
    view! {
        <section class="standing-part standing-purpose">
            <TextArea label="What is it for?" value=session.note() on_input=note />
            <TextField label="Saved by" value=session.prefs().author() on_input=author />
            <p class="changes-quiet">{says} "The name stays as it is once it is saved."</p>
        </section>
    }
    .into_any()
}

#[component]
fn SaveFoot(
    cards: Signal<Cards>,
    standing: Signal<Standing>,
    as_it_was: RwSignal<AsItWas>,
) -> AnyView {
    let session = use_session();
    let word = session.word_for_save();
    // What is left as it was is no change.
    let left = Memo::new(move |_| {
        as_it_was.with(|all| {
            let stays = |request: &&Request| all.contains(&request.key());
            standing.with(|standing| standing.requests.iter().filter(stays).count())
        })
    });
    let label = Signal::derive(move || {
        let count = cards.with(|(_, count)| *count);
        match count.saturating_sub(left.get()) {
            0 => word.get().to_owned(),
            1 => format!("{} 1 change", word.get()),
            count => format!("{} {count} changes", word.get()),
        }
    });
    let save = move || {
        let requests = standing.with_untracked(|standing| standing.requests.clone());
        for request in &requests {
            if !as_it_was.with_untracked(|all| all.contains(&request.key())) {
                continue;
            }
            let card = cards.with_untracked(|(cards, _)| {
                cards.iter().find(|card| request.is_of(card)).cloned()
            });
            if let Some(card) = card {
                session.take_back(card.words());
            }
        }
        // What would be asked about stands here, with what was chosen.
        let settled = !requests.is_empty();
        session.dispatch(if settled { Action::SaveSettled } else { Action::Save });
    };
    let failing = move || match standing.with(Standing::failing) {
        None | Some(0) => None,
        Some(1) => Some("1 check will fail after saving".to_owned()),
        Some(count) => Some(format!("{count} checks will fail after saving")),
    };
    view! {
        <div class="save-foot">
            <Button kind=ButtonKind::Primary size=ButtonSize::Large on_press=save>
                {label}
            </Button>
            <p class="save-fails" role="status">
                {failing}
            </p>
        </div>
    }
    .into_any()
}

/// In their place where a revision is the earlier side: which it is, and what can be done with it.
#[component]
pub fn ComparedPane() -> AnyView {
    let session = use_session();
    let looked = session.looked_at();
    let draw = move || {
        let revision = looked.get()?;
        let id = revision.id;
        let when = match revision.time {
            0 => "an earlier save".to_owned(),
            time => clock::dated(time),
        };
        let by = (!revision.author.is_empty()).then(|| format!("Saved by {}.", revision.author));
        let restore = move || session.dispatch(Action::Restore(id));
        let back = move || {
            let now = session.route().with_untracked(|route| route.at(None));
            session.dispatch(Action::Go(now));
        };
        Some(view! {
            <section class="standing-part">
                <h3 class="changes-title">{format!("What has changed since {when}")}</h3>
                <p class="standing-says">{revision.note}</p>
                <p class="changes-quiet">{by}</p>
                <div class="standing-do">
                    <Button on_press=restore>"Restore into draft"</Button>
                    <Button kind=ButtonKind::Ghost on_press=back>"Back to now"</Button>
                </div>
            </section>
        })
    };
    view! { <div class="save-pane"><div class="save-scroll">{draw}</div></div> }.into_any()
}

//! What would change this: the nearest steps, each to be tried as one edit of the draft, or as other
//! circumstances.

use leptos::prelude::*;

use super::later::Change;
use super::{BODY, Why};
use crate::components::{Button, ButtonSize, Prose, Skeleton};
use crate::platform::page;
use crate::state::Action;
use whocan_core::directory::Circumstances;
use whocan_core::document::Command;
use whocan_core::model::{Model, Refusal};
use whocan_core::models::features::{EDITOR, FeatureId, Shown as FeatureShown};
use whocan_core::models::{PolicyEdit, Resources};
use whocan_core::query::{Snapshot, Step, Subject};
use whocan_core::text::grouped;

/// See the module.
#[component]
pub(super) fn WouldChange(why: Why) -> AnyView {
    let list = move || match why.later.changes.get() {
        None => view! { <Skeleton lines=2 /> }.into_any(),
        Some(found) if found.0.is_empty() => {
            let all = "No single step changes this.";
            let some = "No single step was found in the time there is.";
            view! { <p class="section-quiet">{if found.1 { all } else { some }}</p> }.into_any()
        }
        Some(found) => found
            .0
            .iter()
            .map(|change| view! { <Try why change=change.clone() /> })
            .collect_view()
            .into_any(),
    };
    view! {
        <section class="inspector-section">
            <h3 class="section-head">"What would change this"</h3>
            {list}
        </section>
    }
    .into_any()
}

#[component]
fn Try(why: Why, change: Change) -> AnyView {
    let who = why.with_cell(|_, shown| match &shown.question.subject {
        Subject::User(_) => shown.who.clone(),
        Subject::Group(_) | Subject::Nobody => "a member".to_owned(),
    });
    let who = who.unwrap_or_default();
    let affects = match (&change.step, change.others) {
        (Step::Circumstances(_), _) | (_, None) => String::new(),
        (_, Some(0)) => "Nobody else is affected.".to_owned(),
        (_, Some(1)) => "1 other person is affected.".to_owned(),
        (_, Some(others)) => format!("{} other people are affected.", grouped(others)),
    };
    let also = match (&change.step, change.also) {
        (Step::Circumstances(_), _) | (_, 0) => String::new(),
        (_, also) => format!(" {} more of what {who} can do changes.", grouped(also)),
    };
    // What comes out is strong, within what is to be done or behind it.
    let outcome = change.outcome.name.to_string();
    let (before, after) = match change.to_do.split_once(&outcome) {
        Some((before, after)) => (before.to_owned(), format!("{after}.")),
        None => (format!("{}: ", change.to_do), ".".to_owned()),
    };
    let (step, refused) = (change.step, RwSignal::new(String::new()));
    let press = move || {
        if let Err(says) = try_it(why, &step) {
            return refused.set(format!("Not done: {says}"));
        }
        // The button goes with what it stood for.
        page::focus_if_lost(BODY);
    };
    view! {
        <div class="try">
            <p>
                {before} <b>{outcome}</b> {after} " "
                <span class="try-quiet">{affects} {also}</span>
                <span class="try-refused" role="alert">
                    {move || view! { <Prose text=refused.get() /> }}
                </span>
            </p>
            <Button size=ButtonSize::Small on_press=press>
                "Try it"
            </Button>
        </div>
    }
    .into_any()
}

/// Puts a step into the draft, or asks under the circumstances that it names; says why not where it may
/// not be done.
fn try_it(why: Why, step: &Step) -> Result<(), String> {
    match step {
        Step::Document(command) => {
            let asked = untrack(|| why.asking.now());
            let withheld = why.with_cell(|snapshot, _| withheld(snapshot, &asked, command));
            if let Some(says) = withheld.flatten() {
                return Err(says);
            }
            why.session.dispatch(Action::Run(command.clone()));
        }
        Step::Circumstances(other) => {
            let sign_on = other.sign_on.clone();
            why.chosen.update(|chosen| chosen.sign_on = sign_on);
            let now = why.asking.chosen.get_untracked();
            let day = why.asking.as_of.get_untracked().day;
            let on = other.on.filter(|on| Some(*on) != day);
            let (service, licences) = (other.service.clone(), other.licences.clone());
            let next = Circumstances { on, service, licences, ..now.clone() };
            if next != now {
                why.asking.chosen.set(next);
            }
        }
    }
    Ok(())
}

/// Why the one who edits may not do it, where the circumstances name somebody.
fn withheld(snapshot: &Snapshot, asked: &Circumstances, command: &Command) -> Option<String> {
    let acting_as = asked.acting_as.as_ref()?;
    let Command::Policy(edit) = command else {
        return snapshot.withheld(asked, command).map(|Refusal(why)| why);
    };
    let document = snapshot.document();
    let (policies, directory, roster) =
        (&document.policies, &document.directory, &**snapshot.roster());
    match edit {
        PolicyEdit::Resources(edit) => {
            let model = snapshot.indexes().resources(policies, directory, roster, document.day());
            Resources::withheld(model, asked, edit).map(|refusal| refusal.0)
        }
        PolicyEdit::Features(_) => {
            let members = roster.of(acting_as)?;
            let model = snapshot.indexes().features(policies, directory, roster, document.day());
            let shown = model.index.shown(members, asked, &FeatureId::new(EDITOR));
            let closed = matches!(shown, Some(FeatureShown::Hidden | FeatureShown::Unavailable));
            let says = "they are not shown Manipulate Permissions, so the editor is read only.";
            closed.then(|| says.to_owned())
        }
        _ => None,
    }
}

//! What to do with what is shown: keep it as a check, hand it to others.

use leptos::prelude::*;

use super::{Why, steps};
use crate::components::{Button, ButtonKind, ButtonSize, Icon};
use crate::platform::{clipboard, later, location};
use crate::state::MadeCheck;
use whocan_core::query::Question;

/// For how long a button says that it is done, in milliseconds.
const DONE: u64 = 2000;

/// See the module.
#[component]
pub(super) fn Foot(why: Why) -> AnyView {
    let keep = move |done: Done| match keep(why) {
        Some(made) if made.was_there => say(done, "A check already"),
        Some(_) => say(done, "Kept as a check"),
        None => (),
    };
    view! {
        <div class="inspector-foot">
            <Deed icon=Icon::Checks label="Keep as a check" act=keep />
            <Deed icon=Icon::Share label="Copy link" act=move |done| copy_link(why, done) />
        </div>
    }
    .into_any()
}

/// Keeps what is shown as a check, unless one says so already; none where no check can.
pub(super) fn keep(why: Why) -> Option<MadeCheck> {
    let asked =
        why.with_cell(|_, shown| (shown.question.clone(), shown.verdict.decision.name.to_string()));
    let (Question { kind, target, subject, circumstances, .. }, outcome) = asked?;
    why.session.keep_as_check(kind, &subject, &target, &circumstances, &outcome)
}

/// What a button says in place of its label, once something is done.
type Done = RwSignal<Option<&'static str>>;

/// Says for a while what is done.
fn say(done: Done, words: &'static str) {
    done.set(Some(words));
    later::in_a_while(DONE, move || {
        // It may be gone by then.
        done.try_set(None);
    });
}

/// A button that says for a while that it is done.
#[component]
fn Deed(icon: Icon, label: &'static str, #[prop(into)] act: Callback<Done>) -> AnyView {
    let done = Done::new(None);
    let words = move || done.get().unwrap_or(label);
    view! {
        <Button
            kind=ButtonKind::Ghost
            size=ButtonSize::Small
            icon
            on_press=move || act.run(done)
        >
            <span aria-live="polite">{words}</span>
        </Button>
    }
    .into_any()
}

/// Puts the address of what is shown on the clipboard.
pub(super) fn copy_link(why: Why, done: Done) {
    let here = why.with_cell(|_, shown| shown.here.steps());
    here.into_iter().for_each(|steps| copy(&location::link_to(&steps), done, "Link copied"));
}

fn copy(text: &str, done: Done, words: &'static str) {
    clipboard::write(text, move |is| {
        if is {
            say(done, words);
        }
    });
}

/// Puts what is shown on the clipboard as text.
pub(super) fn copy_text(why: Why, done: Done) {
    let text = why.with_cell(|snapshot, shown| {
        let (who, what) = (&shown.who, &shown.what.name);
        let outcome = &shown.verdict.decision.name;
        let sentence = shown.chain.as_ref().map(|chain| chain.sentence_said()).unwrap_or_default();
        let steps = steps::as_text(snapshot, &shown.verdict.because, 0);
        format!("{who}, {what}: {outcome}\n{sentence}\n\n{steps}")
    });
    text.into_iter().for_each(|text| copy(&text, done, "Copied"));
}

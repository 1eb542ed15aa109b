//! What to do with what is shown: keep it as a check, hand it to others.

use leptos::prelude::*;

use super::{Why, steps};
use crate::components::{Button, ButtonKind, ButtonSize, Icon};
use crate::platform::{clipboard, later, location};
use whocan_core::query::Question;

/// For how long a button says that it is done, in milliseconds.
const DONE: u64 = 2000;

/// See the module.
#[component]
pub(super) fn Foot(why: Why) -> AnyView {
    let keep = move |done: Done| {
        if keep(why) {
            say(done);
        }
    };
    view! {
        <div class="inspector-foot">
            <Deed icon=Icon::Checks label="Keep as a check" done="Kept as a check" act=keep />
            <Deed
                icon=Icon::Share
                label="Copy link"
                done="Link copied"
                act=move |done| copy_link(why, done)
            />
        </div>
    }
    .into_any()
}

/// Keeps what is shown as a check, unless one says so already; false where no check can.
pub(super) fn keep(why: Why) -> bool {
    let asked =
        why.with_cell(|_, shown| (shown.question.clone(), shown.verdict.decision.name.to_string()));
    let Some((Question { kind, target, subject, circumstances, .. }, outcome)) = asked else {
        return false;
    };
    why.session.keep_as_check(kind, &subject, &target, &circumstances, &outcome).is_some()
}

/// Whether a button says that it is done.
type Done = RwSignal<bool>;

/// Says for a while that something is done.
fn say(done: Done) {
    done.set(true);
    later::in_a_while(DONE, move || {
        // It may be gone by then.
        done.try_set(false);
    });
}

/// A button that says for a while that it is done.
#[component]
fn Deed(
    icon: Icon,
    label: &'static str,
    done: &'static str,
    #[prop(into)] act: Callback<Done>,
) -> AnyView {
    let is_done = RwSignal::new(false);
    let words = move || if is_done.get() { done } else { label };
    view! {
        <Button
            kind=ButtonKind::Ghost
            size=ButtonSize::Small
            icon
            on_press=move || act.run(is_done)
        >
            <span aria-live="polite">{words}</span>
        </Button>
    }
    .into_any()
}

/// Puts the address of what is shown on the clipboard.
pub(super) fn copy_link(why: Why, done: Done) {
    let here = why.with_cell(|_, shown| shown.here.steps());
    here.into_iter().for_each(|steps| copy(&location::link_to(&steps), done));
}

fn copy(text: &str, done: Done) {
    clipboard::write(text, move |is| {
        if is {
            say(done);
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
    text.into_iter().for_each(|text| copy(&text, done));
}

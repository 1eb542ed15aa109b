//! What to do with what is shown: keep it as a check, hand it to others.

use leptos::prelude::*;

use super::Why;
use super::looked::Shown;
use super::steps;
use crate::components::{Button, ButtonKind, ButtonSize, Icon};
use crate::platform::{clipboard, later, location};
use crate::state::{Action, new_id};
use whocan_core::document::{Check, CheckEdit, Claim, Command, read_ask};
use whocan_core::format::{Extra, Json, Object};
use whocan_core::models::ModelKind;
use whocan_core::query::{Snapshot, Subject, process_of};

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

/// Keeps what is shown as a check; false where that cannot be asked.
pub(super) fn keep(why: Why) -> bool {
    let Some(check) = why.with_cell(check_of).flatten() else { return false };
    let edit = CheckEdit::Put(Box::new(check));
    why.session.dispatch(Action::Run(Command::Check(edit)));
    true
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

/// A check that what is shown stays so; none where the model cannot be asked that.
fn check_of(snapshot: &Snapshot, shown: &Shown) -> Option<Check> {
    let ask = ask_of(snapshot, shown)?;
    let document = snapshot.document();
    let question = read_ask(&document.directory, &ask).ok()?;
    let answer = snapshot.in_the_end(shown.question.kind).answer(&question).ok()?;
    let (who, what) = (&shown.who, &shown.what.name);
    let note = Some(format!("{who} on {what}: {}", answer.outcome));
    let expect = answer.outcome.into_owned();
    let claim = Claim::Answer { ask, expect, because: Vec::new() };
    Some(Check { id: new_id('c').as_str().into(), note, claim, extra: Extra::new() })
}

/// A question as checks ask it.
fn ask_of(snapshot: &Snapshot, shown: &Shown) -> Option<Object> {
    let question = &shown.question;
    let policies = &snapshot.document().policies;
    let text = |text: &str| Json::from(text);
    let mut ask = Object::new();
    let mut push = |key: &str, value: Json| {
        ask.push(key, value);
    };
    push("model", text(question.kind.key()));
    match &question.subject {
        Subject::User(user) => push("user", text(user.as_str())),
        Subject::Group(group) => push("group", text(group.as_str())),
        Subject::Nobody => return None,
    }
    let target = question.target.as_str();
    match question.kind {
        ModelKind::Resources if policies.resources.resources.find(target).is_none() => {
            let person = policies.resources.people.find(target).is_some();
            push(if person { "person" } else { "requirement" }, text(target));
            push("may", text("see"));
        }
        kind => push(kind.info().target, text(target)),
    }
    // The list of a record alone is another question than what comes out with the process.
    let record = policies.acl.records.find(target).filter(|_| question.kind == ModelKind::Acl);
    let process = record.and_then(|record| process_of(policies, record.kind));
    if let Some(process) = process.filter(|_| shown.verdict.because.rule == "R13") {
        push("process", text(process.as_str()));
    }
    let asked = &question.circumstances;
    let reads = question.kind.info().reads;
    if let Some(who) = asked.sign_on.as_ref().filter(|_| reads.sign_on) {
        push("as", text(who.id()));
    }
    if let Some(on) = asked.on.filter(|_| reads.on) {
        push("on", text(&on.to_string()));
    }
    if let Some(service) = asked.service.as_ref().filter(|_| reads.service) {
        push("service", text(service));
    }
    if let Some(licences) = asked.licences.as_ref().filter(|_| reads.licences) {
        push("licences", Json::List(licences.iter().map(|it| text(it)).collect()));
    }
    Some(ask)
}

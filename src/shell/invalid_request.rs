//! The question that Save asks where a denial would invalidate something else.

use leptos::prelude::*;

use crate::components::Dialog;
use crate::state::{Action, use_session};
use whocan_core::directory::Principal;
use whocan_core::model::Conflict;
use whocan_core::models::PolicyEdit;
use whocan_core::query::Snapshot;
use whocan_core::verdict::{Reason, Span, phrase};

/// See the module. Yes saves everything else and leaves these the least that is needed; No saves
/// nothing.
#[component]
pub(super) fn InvalidRequest() -> AnyView {
    let session = use_session();
    let (conflicts, snapshot) = (session.conflicts(), session.snapshot());
    let open = RwSignal::new(false);
    Effect::new(move |_| open.set(conflicts.with(|conflicts| !conflicts.is_empty())));
    // However it is left but by Yes, which has answered it by then: the draft stays.
    Effect::new(move |_| {
        if !open.get() && conflicts.with_untracked(|conflicts| !conflicts.is_empty()) {
            session.dispatch(Action::KeepEditing);
        }
    });
    let groups = move || {
        let snapshot = snapshot.get()?;
        let groups = conflicts.with(|conflicts| {
            conflicts.iter().map(|conflict| concerned(conflict, &snapshot)).collect_view()
        });
        Some(groups)
    };
    view! {
        <Dialog
            open
            title="Invalid Request"
            keep="No"
            verb="Yes"
            on_verb=move || session.dispatch(Action::SaveSettled)
        >
            <div class="invalid-request">
                <p>"What is taken away here is needed by something that stays:"</p>
                <div class="invalid-groups" tabindex="-1">
                    {groups}
                </div>
                <p>
                    "Go on? " <b>"Yes"</b>
                    " saves everything else as it is and leaves these the least that is needed. "
                    <b>"No"</b> " saves nothing; the draft stays as you made it."
                </p>
            </div>
        </Dialog>
    }
    .into_any()
}

/// Whom a conflict is about, each refused denial, and what it would invalidate.
fn concerned(conflict: &Conflict<PolicyEdit>, snapshot: &Snapshot) -> AnyView {
    let what = match conflict.about {
        Principal::Group(_) => "Group",
        Principal::User(_) => "Person",
        Principal::Post(_) => "Post",
        Principal::Team(_) => "Service team",
    };
    let who = snapshot.document().directory.name(&conflict.about);
    view! {
        <section>
            <h3 class="invalid-who">{format!("{what}: {who}")}</h3>
            {refusals(&conflict.reasons, snapshot)}
        </section>
    }
    .into_any()
}

fn refusals(reasons: &[Reason], snapshot: &Snapshot) -> AnyView {
    let refusals = reasons.iter().map(|reason| refusal(reason, snapshot)).collect_view();
    view! { <ul class="invalid-reasons">{refusals}</ul> }.into_any()
}

fn refusal(reason: &Reason, snapshot: &Snapshot) -> AnyView {
    let words = |span: Span| match span {
        Span::Words(words) => view! { <span>{words}</span> }.into_any(),
        Span::Link(_, name) => view! { <b>{name}</b> }.into_any(),
    };
    let deeper = (!reason.steps.is_empty()).then(|| refusals(&reason.steps, snapshot));
    let words = phrase(reason, snapshot.document()).into_iter().map(words).collect_view();
    view! {
        <li>
            {words}
            {deeper}
        </li>
    }
    .into_any()
}

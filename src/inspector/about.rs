//! What the target is for, where its model says so.

use leptos::prelude::*;

use super::Why;
use whocan_core::models::ModelKind;

/// See the module.
#[component]
pub(super) fn TargetAbout(why: Why) -> AnyView {
    let says = Memo::new(move |_| {
        let (kind, key) =
            why.look.with(|look| look.cell().map(|it| (it.question.kind, it.what.key.clone())))?;
        let snapshot = why.session.snapshot().get().filter(|_| kind == ModelKind::Features)?;
        let features = &snapshot.document().policies.features;
        features.feature(&key.as_str().into()).map(|feature| feature.says())
    });
    let draw = move || says.get().map(|says| view! { <p class="inspector-about">{says}</p> });
    draw.into_any()
}

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
        let snapshot = why.session.snapshot().get()?;
        let policies = &snapshot.document().policies;
        match kind {
            ModelKind::Features => {
                policies.features.feature(&key.as_str().into()).map(|feature| feature.says())
            }
            ModelKind::Attributes => {
                let found = policies.attributes.catalogue.with_heading(&key.as_str().into());
                found.map(|(section, attribute)| section.says(attribute))
            }
            _ => None,
        }
    });
    let says = move || says.get().filter(|says| !says.is_empty());
    let draw = move || says().map(|says| view! { <p class="inspector-about">{says}</p> });
    draw.into_any()
}

//! What the draft holds: how much changed, who gains and loses, and the way to look at it.

use leptos::prelude::*;

use super::{Button, ButtonSize};

/// See the module.
#[component]
pub fn DraftPill(
    /// How many changes there are.
    #[prop(into)]
    changes: Signal<usize>,
    /// How many people gain.
    #[prop(into)]
    gain: Signal<usize>,
    /// How many people lose.
    #[prop(into)]
    lose: Signal<usize>,
    /// Called when the changes are to be reviewed.
    #[prop(into)]
    on_review: Callback<()>,
) -> AnyView {
    let said = Signal::derive(move || match changes.get() {
        1 => "1 change".to_owned(),
        count => format!("{count} changes"),
    });
    let (gains, loses) = (
        Signal::derive(move || format!("{} gain", gain.get())),
        Signal::derive(move || format!("{} lose", lose.get())),
    );
    view! {
        <div class="draft-pill" role="group" aria-label="Draft">
            <span class="change-dot"></span>
            <span>{said}</span>
            <span class="pill-sums">
                <span class="draft-gain">{gains}</span>
                " · "
                <span class="draft-lose">{loses}</span>
            </span>
            <Button size=ButtonSize::Small on_press=on_review>
                "Review"
            </Button>
        </div>
    }
    .into_any()
}

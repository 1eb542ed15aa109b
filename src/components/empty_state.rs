//! A place that holds nothing yet: what would be here, and the button that starts it.

use leptos::prelude::*;

use super::{Button, ButtonSize, Icon};

/// See the module.
#[component]
pub fn EmptyState(
    /// What is not there yet: "No checks yet".
    #[prop(into)]
    title: String,
    /// What it would be good for, as a sentence.
    #[prop(into)]
    text: String,
    /// What starts it.
    #[prop(into)]
    verb: String,
    /// What stands before the verb.
    icon: Icon,
    /// Called when it is to be started.
    #[prop(into)]
    on_verb: Callback<()>,
) -> AnyView {
    view! {
        <div class="empty-state">
            <p class="empty-title">{title}</p>
            <p class="empty-text">{text}</p>
            <Button size=ButtonSize::Small icon on_press=on_verb>
                {verb}
            </Button>
        </div>
    }
    .into_any()
}

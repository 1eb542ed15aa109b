//! What must be known before going on, above the page. One at most.

use leptos::prelude::*;

use super::icon::{Icon, Symbol};
use super::{Button, ButtonSize};

/// See the module.
#[component]
pub fn Banner(
    /// What is the matter, as a sentence.
    #[prop(into)]
    text: Signal<String>,
    /// What can be done about it.
    #[prop(into)]
    verb: String,
    /// Called when that is to be done.
    #[prop(into)]
    on_verb: Callback<()>,
) -> AnyView {
    view! {
        <div class="page-banner" role="status">
            <Symbol icon=Icon::Warn />
            <span class="page-banner-words">{text}</span>
            <Button size=ButtonSize::Small on_press=on_verb>
                {verb}
            </Button>
        </div>
    }
    .into_any()
}

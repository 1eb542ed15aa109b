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
    /// Whether it is spoken at once, whatever is being said.
    #[prop(optional)]
    alert: bool,
    /// What else can be done.
    #[prop(optional)]
    children: Option<Children>,
) -> AnyView {
    let role = if alert { "alert" } else { "status" };
    view! {
        <div class="page-banner" role=role>
            <Symbol icon=Icon::Warn />
            <span class="page-banner-words">{text}</span>
            <span class="page-banner-verbs">
                <Button size=ButtonSize::Small on_press=on_verb>
                    {verb}
                </Button>
                {children.map(|children| children())}
            </span>
        </div>
    }
    .into_any()
}

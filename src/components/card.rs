//! A thing that can be opened. What cannot be opened is no card: panes are divided by lines.

use leptos::prelude::*;

/// See the module.
#[component]
pub fn Card(
    /// Where it leads.
    #[prop(into)]
    href: String,
    /// What it is called.
    #[prop(into)]
    title: String,
    /// What is said of it.
    children: Children,
) -> AnyView {
    view! {
        <a class="open-card" href=href>
            <span class="open-card-title">{title}</span>
            <span class="open-card-body">{children()}</span>
        </a>
    }
    .into_any()
}

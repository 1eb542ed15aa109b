//! One of the first steps: its number, or a tick once it is done, and what there is to do.

use leptos::prelude::*;

use crate::components::{Icon, Symbol};

/// See the module.
#[component]
pub(super) fn Step(
    /// Its number.
    number: usize,
    /// What is done in it.
    #[prop(into)]
    title: String,
    /// Whether it is done.
    #[prop(into)]
    done: Signal<bool>,
    /// What has come of it, or what it is for, in a few words.
    #[prop(into)]
    says: Signal<String>,
    /// What there is to do.
    children: Children,
) -> AnyView {
    let mark = move || match done.get() {
        true => view! {
            <Symbol icon=Icon::Check />
            <span class="unseen">"Done:"</span>
        }
        .into_any(),
        false => number.into_any(),
    };
    view! {
        <li class="first-step" data-done=Signal::derive(move || done.get().to_string())>
            <span class="first-step-number">{mark}</span>
            <div class="first-step-body">
                <div class="first-step-head">
                    <h3>{title}</h3>
                    <p role="status">{says}</p>
                </div>
                {children()}
            </div>
        </li>
    }
    .into_any()
}

//! What the draft holds: how much changed, who gains and loses, and the way to look at it.

use leptos::prelude::*;

use super::button::button_class;
use super::{ButtonKind, ButtonSize, Show};

/// See the module. Spoken it says in whole words what the pill shortens.
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
    /// Whether people are still being counted.
    #[prop(optional, into)]
    counting: Signal<bool>,
    /// Where the changes are reviewed; empty where that is here.
    #[prop(into)]
    href: Signal<String>,
) -> AnyView {
    let one = Signal::derive(move || changes.get() == 1);
    let said = Signal::derive(move || if one.get() { "change" } else { "changes" });
    let class = button_class(ButtonKind::Secondary, ButtonSize::Small);
    let class = StoredValue::new(class);
    view! {
        <div class="draft-pill">
            <span class="change-dot"></span>
            <span class="pill-count">
                {changes} <span class="pill-word">
                    <span class="unseen">" unsaved"</span>
                    " "
                    {said}
                </span>
            </span>
            <PillSums gain lose counting />
            <Show when=Signal::derive(move || href.with(|href| !href.is_empty()))>
                <a class=class.get_value() href=href>
                    "Review"
                </a>
            </Show>
        </div>
    }
    .into_any()
}

/// Who gains and who loses.
#[component]
fn PillSums(gain: Signal<usize>, lose: Signal<usize>, counting: Signal<bool>) -> AnyView {
    let sums = move || match (counting.get(), gain.get(), lose.get()) {
        (true, ..) => "counting".into_any(),
        (false, 0, 0) => "nobody gains or loses".into_any(),
        (false, gain, lose) => {
            let people = |first: bool, count: usize| match (first, count) {
                (false, _) => "",
                (true, 1) => "person ",
                (true, _) => "people ",
            };
            let part =
                |class: &'static str, first: bool, count: usize, [one, more]: [&'static str; 2]| {
                    (count > 0).then(|| {
                    let verb = if count == 1 { one } else { more };
                    view! {
                        <span class=class>
                            {count} " " <span class="unseen">{people(first, count)}</span> {verb}
                        </span>
                    }
                })
                };
            let between = (gain > 0 && lose > 0).then(
                || view! { <span class="pill-between"><span class="unseen">", "</span></span> },
            );
            view! {
                {part("draft-gain", true, gain, ["gains", "gain"])}
                {between}
                {part("draft-lose", gain == 0, lose, ["loses", "lose"])}
            }
            .into_any()
        }
    };
    view! { <span class="pill-sums">{sums}</span> }.into_any()
}

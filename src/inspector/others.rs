//! Who else can, and whom the draft gives or takes the same.

use leptos::prelude::*;

use super::Why;
use super::later::Others;
use super::words;
use crate::components::{Chip, LevelChip, Skeleton};
use whocan_core::text::grouped;
use whocan_core::verdict::Outcome;

/// See the module.
#[component]
pub(super) fn WhoElse(why: Why) -> AnyView {
    let draw = move || match why.later.others.get() {
        None => view! {
            <section class="inspector-section">
                <h3 class="section-head">"Who else"</h3>
                <Skeleton lines=1 />
            </section>
        }
        .into_any(),
        Some(others) => found(others),
    };
    draw.into_any()
}

fn found(others: Others) -> AnyView {
    let Others { title, count, rows, same } = others;
    let same = same.map(|(said, names, count)| {
        let more = count.saturating_sub(names.len());
        let more = (more > 0).then(
            || view! { <span class="section-quiet">{format!("and {} more", grouped(more))}</span> },
        );
        let chip = |name: String| view! { <Chip name /> };
        view! {
            <section class="inspector-section">
                <h3 class="section-head">
                    "Same change" <span class="section-count">{said}</span>
                </h3>
                <div class="who-chips">{names.into_iter().map(chip).collect_view()} {more}</div>
            </section>
        }
    });
    let nobody = rows.is_empty().then(|| view! { <p class="section-quiet">"Nobody else."</p> });
    view! {
        {same}
        <section class="inspector-section">
            <h3 class="section-head">
                {title} <span class="section-count">{count}</span>
            </h3>
            <ul class="who-else">{rows.into_iter().map(row).collect_view()}</ul>
            {nobody}
        </section>
    }
    .into_any()
}

fn row((outcome, names): (Outcome, String)) -> AnyView {
    let level = words::level(&outcome);
    view! {
        <li>
            <LevelChip level word=outcome.name.to_string() />
            <span>{names}</span>
        </li>
    }
    .into_any()
}

//! A table to be read. Where it is wider than its place it scrolls by itself.

use leptos::prelude::*;

/// See the module.
#[component]
pub fn Table(
    /// What it lists; heard, and not seen.
    #[prop(into)]
    caption: String,
    /// The heads of its columns.
    heads: Vec<&'static str>,
    /// Its rows: `tr` elements, the class `table-group` for the head of a group, `aria-selected` for
    /// what is chosen.
    children: Children,
) -> AnyView {
    let head = |head: &'static str| view! { <th scope="col">{head}</th> };
    let name = caption.clone();
    view! {
        <div class="table-scroll" role="region" tabindex="0" aria-label=name>
            <table class="data-table">
                <caption class="unseen">{caption}</caption>
                <thead>
                    <tr>{heads.into_iter().map(head).collect_view()}</tr>
                </thead>
                <tbody>{children()}</tbody>
            </table>
        </div>
    }
    .into_any()
}

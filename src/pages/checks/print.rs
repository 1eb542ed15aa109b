//! The results on paper: each check with how it stands, what was found and since when it is there.

use leptos::prelude::*;

use super::standing::Standing;
use super::use_page;
use super::words;
use crate::platform::clock;
use whocan_core::directory::Date;
use whocan_core::document::Check;

/// See the module. It is in the page only while it is printed, and only paper shows it.
#[component]
pub(super) fn PrintedResults() -> AnyView {
    let page = use_page();
    let statuses = page.statuses.get_untracked();
    let rows = page.untracked(|it| {
        let row = |check: &Check| {
            let status = statuses.get(&check.id);
            let standing = Standing::of(status);
            view! {
                <tr>
                    <td>{words::capital(standing.word())}</td>
                    <td>{words::title(check, it)}</td>
                    <td>{words::below(check, status, it)}</td>
                    <td>{words::says(check, it)}</td>
                    <td>{words::added(check)}</td>
                </tr>
            }
        };
        it.document().checks.list.iter().map(row).collect_view()
    });
    let title = page.untracked(|it| it.document().title.clone()).unwrap_or_default();
    let day = Date::parse(&clock::day()).map(Date::words).unwrap_or_default();
    let failing = page.session.checks().failing().get_untracked();
    view! {
        <section class="checks-print">
            <h1>{format!("{title}: checks")}</h1>
            <p>{format!("{day}. {failing} do not hold.")}</p>
            <table>
                <thead>
                    <tr>
                        <th scope="col">"State"</th>
                        <th scope="col">"Check"</th>
                        <th scope="col">"Found"</th>
                        <th scope="col">"What it says"</th>
                        <th scope="col">"Added"</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </section>
    }
    .into_any()
}

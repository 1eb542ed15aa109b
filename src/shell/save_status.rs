//! Whether what was edited is kept in this browser. All is well is a quiet word, or none beside a
//! draft; what is not kept is loud, and a banner says why.

use leptos::prelude::*;

use super::use_shell;
use crate::components::{Icon, Show, Symbol};
use crate::platform::clock;
use crate::state::{SaveStatus as Status, use_session};
use whocan_storage::workspace::Facts;

/// After how many days without an export the bar says so.
const LONG: u64 = 7;

/// See the module.
#[component]
pub(super) fn SaveStatus() -> AnyView {
    let (session, draft) = (use_session(), use_shell().draft);
    let (status, facts, revisions) = (session.save_status(), session.facts(), session.revisions());
    let looked = session.looked_at();
    let old = Memo::new(move |_| {
        let since = revisions.with(|all| all.first().map(|first| first.time));
        let since = facts.with(|facts| facts.exported).or(since);
        status.get() == Status::Kept && since.is_some_and(|since| days(since) >= LONG)
    });
    let mood = Memo::new(move |_| match status.get() {
        Status::NotKept(_) | Status::Overtaken => "lost",
        Status::KeptBut(_) => "partly",
        _ if old.get() => "old",
        Status::Untouched | Status::Keeping | Status::Kept => "well",
    });
    // What is seen; what is more is heard, stands in the tooltip and in the Share menu.
    let word = Signal::derive(move || match mood.get() {
        "lost" => "Not kept",
        _ if draft.is_there.get() || looked.with(Option::is_some) => "",
        "partly" => "Kept in one copy",
        "old" => "Not exported lately",
        _ => "Saved",
    });
    let said = Memo::new(move |_| match status.get() {
        Status::Untouched => String::new(),
        Status::Keeping => "Keeping…".to_owned(),
        Status::Kept => format!("Kept in this browser, {}", facts.with(export_age)),
        Status::KeptBut(but) => format!("Kept in this browser, {but}, {}", facts.with(export_age)),
        Status::NotKept(why) => format!("Not kept: {why}"),
        Status::Overtaken => "Not kept: another tab has kept this workspace since".to_owned(),
    });
    let seen = Signal::derive(move || !word.get().is_empty());
    let tip = Signal::derive(move || said.with(|said| (!said.is_empty()).then(|| said.clone())));
    // That all is well again after each edit is not read out.
    let live = Signal::derive(move || if mood.get() == "lost" { "polite" } else { "off" });
    view! {
        <div class="save-status" data-mood=mood data-tip=tip>
            <Show when=seen>
                <span class="save-word" aria-hidden="true">
                    <Symbol icon=Icon::Check />
                    {word}
                </span>
            </Show>
            <span class="unseen save-said" role="status" aria-live=live>
                {said}
            </span>
        </div>
    }
    .into_any()
}

/// How long ago it was, in whole days.
pub(super) fn days(time: u64) -> u64 {
    clock::time().saturating_sub(time) / 86_400_000
}

/// How old the last file is.
pub(super) fn export_age(facts: &Facts) -> String {
    match facts.exported.map(days) {
        None => "never exported".to_owned(),
        Some(0) => "exported within a day".to_owned(),
        Some(1) => "exported a day ago".to_owned(),
        Some(days) => format!("exported {days} days ago"),
    }
}

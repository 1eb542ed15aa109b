//! What of a file could not be used, in words; where it stands in the file is for whoever asks.

use leptos::prelude::*;

use crate::components::{Icon, Prose, Symbol};
use whocan_core::format::{Finding, isolated};
pub(super) use whocan_core::text::capital;

/// How many are listed.
const MOST: usize = 50;

/// See the module.
#[component]
pub(super) fn Findings(findings: Vec<Finding>) -> AnyView {
    if findings.is_empty() {
        return view! {
            <p class="offer-fine">
                <Symbol icon=Icon::Check />
                "Nothing in it is doubtful."
            </p>
        }
        .into_any();
    }
    let count = match findings.len() {
        1 => "1 thing in it is doubtful. It is kept as it is.".to_owned(),
        count => format!("{count} things in it are doubtful. They are kept as they are."),
    };
    let sentence = |finding: &Finding| {
        let help = Some(&finding.help).filter(|help| !help.is_empty());
        let help = help.map(|help| format!(" {}.", capital(help))).unwrap_or_default();
        let text = format!("{}.{help}", isolated(&capital(&finding.message)));
        view! {
            <li>
                <Prose text />
            </li>
        }
    };
    let place = |finding: &Finding| view! { <li>{finding.to_string()}</li> };
    let more = || {
        let more = findings.len().saturating_sub(MOST);
        (more > 0).then(|| view! { <li>{format!("and {more} more")}</li> })
    };
    let sentences = findings.iter().take(MOST).map(sentence).collect_view();
    let places = findings.iter().take(MOST).map(place).collect_view();
    view! {
        <p class="offer-doubt">
            <Symbol icon=Icon::Warn />
            {count}
        </p>
        <ul class="finding-list" tabindex="0" aria-label="What is doubtful">
            {sentences}
            {more()}
        </ul>
        <details class="finding-places">
            <summary>"Where in the file"</summary>
            <ul class="finding-list" tabindex="0" aria-label="Where in the file">
                {places}
                {more()}
            </ul>
        </details>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::capital;

    #[test]
    fn a_sentence_begins_with_a_capital() {
        let cases = [("no group", "No group"), ("`g` is gone", "`g` is gone"), ("", "")];
        assert_eq!(cases.map(|(text, _)| capital(text)), cases.map(|(_, made)| made.to_owned()));
    }
}

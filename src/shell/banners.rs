//! What must be known before going on, over the screen. One at most: what must be decided first.

use leptos::prelude::*;

use crate::components::{Banner, Button, ButtonSize};
use crate::platform::clock;
use crate::state::{Action, SaveStatus, Screen, use_session};
use whocan_storage::workspace::Revision;

const OVERTAKEN: &str = "Another tab has kept this workspace since it was read here. Nothing is kept \
    from this tab until you choose; whatever you choose, undo or the History brings the other one back.";
const OTHER_TAB: &str = "Another tab of this browser has this workspace open. Neither tab sees what \
    the other one edits, and only the first to edit is kept.";

/// What is the matter.
#[derive(Clone, PartialEq)]
enum Matter {
    /// Another tab has kept something else.
    Overtaken,
    /// What was edited is not kept, and why.
    NotKept(String),
    /// An earlier state is looked at, in these words; compared with the draft or alone.
    Earlier { revision: u32, words: String, compared: bool },
    /// Another tab has the workspace open.
    OtherTab,
}

/// See the module.
#[component]
pub(super) fn Banners() -> AnyView {
    let session = use_session();
    let (status, other_tab) = (session.save_status(), session.other_tab_open());
    let (looked, route) = (session.looked_at(), session.route());
    let matter = Memo::new(move |_| {
        let earlier = || {
            looked.with(|looked| {
                looked.as_ref().map(|revision| {
                    let compared = route.with(|route| route.screen() == Some(Screen::Review));
                    Matter::Earlier { revision: revision.id, words: said(revision), compared }
                })
            })
        };
        match status.get() {
            SaveStatus::Overtaken => Some(Matter::Overtaken),
            SaveStatus::NotKept(why) => Some(Matter::NotKept(why)),
            _ => earlier().or_else(|| other_tab.get().then_some(Matter::OtherTab)),
        }
    });
    let draw = move || matter.get().map(|matter| view! { <OneBanner matter /> });
    view! { <div class="shell-banners">{draw}</div> }.into_any()
}

#[component]
fn OneBanner(matter: Matter) -> AnyView {
    let session = use_session();
    let act = move |action: fn() -> Action| move || session.dispatch(action());
    match matter {
        Matter::Overtaken => view! {
            <Banner text=OVERTAKEN verb="Reload theirs" on_verb=act(|| Action::ReloadTheirs) alert=true>
                <Verb name="Keep mine as a copy" on_press=act(|| Action::KeepAsCopy) />
                <Verb name="Take over" on_press=act(|| Action::TakeOver) />
            </Banner>
        }
        .into_any(),
        Matter::NotKept(why) => view! {
            <Banner
                text=format!("Nothing you edit is kept: {why}. A file keeps it.")
                verb="Export now"
                on_verb=act(|| Action::Share(true))
                alert=true
            />
        }
        .into_any(),
        Matter::OtherTab => view! {
            <Banner text=OTHER_TAB verb="Take over" on_verb=act(|| Action::TakeOver) alert=true>
                <Verb name="Go on with a copy" on_press=act(|| Action::KeepAsCopy) />
            </Banner>
        }
        .into_any(),
        Matter::Earlier { revision, words, compared } => {
            view! { <EarlierState revision words compared /> }.into_any()
        }
    }
}

#[component]
fn EarlierState(revision: u32, words: String, compared: bool) -> AnyView {
    let session = use_session();
    let text = match compared {
        true => format!("What the draft changes in the state of {words}"),
        false => format!("You look at the state of {words}"),
    };
    let go = move |screen: Option<Screen>| {
        let there = session.route().with_untracked(|route| match screen {
            Some(screen) => route.to(screen, Vec::new()),
            None => route.at(None),
        });
        session.dispatch(Action::Go(there));
    };
    let compare = (!compared).then(|| {
        view! { <Verb name="Compare with now" on_press=move || go(Some(Screen::Review)) /> }
    });
    view! {
        <Banner
            text
            verb="Restore as the draft"
            on_verb=move || session.dispatch(Action::Restore(revision))
            alert=true
        >
            {compare}
            <Verb name="Back to now" on_press=move || go(None) />
        </Banner>
    }
    .into_any()
}

#[component]
fn Verb(name: &'static str, #[prop(into)] on_press: Callback<()>) -> AnyView {
    view! {
        <Button size=ButtonSize::Small on_press>
            {name}
        </Button>
    }
    .into_any()
}

/// When a revision was saved, by whom and why.
fn said(revision: &Revision) -> String {
    let time = if revision.time == 0 { String::new() } else { clock::said(revision.time) };
    let author = Some(&*revision.author).filter(|author| !author.is_empty());
    let note = Some(&*revision.note).filter(|note| !note.is_empty());
    let more =
        [author.map(|author| format!(", by {author}")), note.map(|note| format!(": {note}"))];
    more.into_iter().flatten().fold(time, |said, more| said + &more)
}

//! The bar over a workspace: what it is called and which others there are, whether it is kept, the
//! draft, undo and redo.

use leptos::prelude::{AnyView, With, event_target, event_target_value, untrack};

use crate::pages::changes::{DraftSums, draft_sums};
use crate::platform::{clock, page};
use crate::reactive::{Derived, State};
use crate::state::{Action, Route, SaveStatus, Screen, Session, Theme};
use crate::ui::kit::menu::{Entry, OpenMenu, menu};
use crate::ui::kit::tag::{Piece, Tag, all, bound, button, tag};
use whocan_core::document::Command;
use whocan_core::query::Sums;
use whocan_storage::workspace::Facts;

/// How many other workspaces the menu lists.
const MOST_OTHERS: usize = 8;
/// The button of the menu.
const MENU: &str = "workspaces";
/// After how many days without an export the bar asks for one.
const LONG: u64 = 7;

/// See the module.
pub fn bar(session: Session) -> Tag {
    let keys = button("?", move || session.dispatch(Action::ShowKeys)).attr("aria-label", "Keys");
    tag("header")
        .class("bar")
        .child(tag("a").class("wordmark").attr("href", Route::Start.href()).text("Whocan"))
        .child(fold(session))
        .child(title(session))
        .child(workspaces(session))
        .child(steps(session))
        .child(save_status(session))
        .child(draft(session))
        .child(button("Export", move || session.dispatch(Action::Share(true))))
        .child(keys)
        .child(theme_choice(session))
}

/// The workspace's name, to be changed in place.
fn title(session: Session) -> AnyView {
    let title = session.title();
    let rename = move |event: web_sys::Event| {
        let name = event_target_value(&event);
        session.dispatch(Action::Run(Command::Retitle(name)));
        // StoreError or not, the field shows what the workspace is called.
        event_target::<web_sys::HtmlInputElement>(&event).set_value(&title.get_untracked());
    };
    let field = tag("input")
        .class("bar-title")
        .attr("aria-label", "Workspace name")
        .prop("value", move || title.get())
        .on("change", rename);
    all([tag("h1").class("unseen").bind_text(move || title.get()), field])
}

/// Folds the rail, to leave more room for the grid.
fn fold(session: Session) -> Tag {
    let folded = session.prefs().folded();
    let fold = move || session.dispatch(Action::FoldRail(!folded.get_untracked()));
    let shown = move || if folded.get() { "false" } else { "true" };
    button("☰", fold)
        .attr("aria-label", "List of screens")
        .attr("aria-controls", "rail")
        .bind("aria-expanded", shown)
}

/// The other workspaces, and what can be done with this one.
fn workspaces(session: Session) -> AnyView {
    let opened = State::new(None);
    let open = move || {
        session.dispatch(Action::RefreshRecent);
        let at = page::place_of(MENU).unwrap_or_default();
        let entries = entries(session);
        opened.set(Some(OpenMenu { at, label: "Workspaces".to_owned(), entries }));
    };
    let choose = move |id: String| {
        let here = session.route().get_untracked();
        let action = match id.as_str() {
            "new" => Action::New,
            "copy" => Action::Duplicate(here.workspace().unwrap_or_default().to_owned()),
            "reset" => Action::Reset,
            "all" => Action::Go(Route::Start),
            other => Action::Open(other.to_owned()),
        };
        session.dispatch(action);
    };
    let button = button("▾", open)
        .attr("id", MENU)
        .attr("aria-label", "Workspaces")
        .attr("aria-haspopup", "menu");
    all([button.any(), menu(opened, MENU, choose)])
}

fn entries(session: Session) -> Vec<Entry> {
    let entry = |id: &str, label: String| Entry { id: id.to_owned(), label, key: String::new() };
    let here = session.route().get_untracked();
    let fresh = session.prefs().fresh().get_untracked();
    let recent = if fresh { Vec::new() } else { session.recent().get_untracked() };
    let others = recent.iter().filter(|other| here.workspace() != Some(&other.id));
    let others = others.take(MOST_OTHERS).map(|other| entry(&other.id, other.title.clone()));
    let own = [
        ("new", "New workspace"),
        ("copy", "Duplicate this workspace"),
        ("reset", "Reset to the example"),
        ("all", "All workspaces"),
    ];
    let is_example = session.facts().with_untracked(|facts| !facts.example.is_empty());
    let own = own.into_iter().filter(|(id, _)| *id != "reset" || is_example);
    others.chain(own.map(|(id, label)| entry(id, label.to_owned()))).collect()
}

/// Whether what was edited is kept, and how old the last export is.
fn save_status(session: Session) -> AnyView {
    let status = session.save_status();
    let (facts, revisions) = (session.facts(), session.revisions());
    let text = move || match status.get() {
        SaveStatus::Untouched => String::new(),
        SaveStatus::Keeping => "Keeping…".to_owned(),
        SaveStatus::Kept => format!("Kept in this browser, {}", facts.with(export_age)),
        SaveStatus::KeptBut(but) => {
            format!("Kept in this browser, {but}, {}", facts.with(export_age))
        }
        SaveStatus::NotKept(why) => format!("Not kept: {why}"),
        SaveStatus::Overtaken => "Not kept: another tab has kept this workspace since".to_owned(),
    };
    let old = move || {
        let since = revisions.with(|all| all.first().map(|first| first.time));
        let since = facts.with(|facts| facts.exported).or(since);
        status.get() == SaveStatus::Kept && since.is_some_and(|since| days(since) >= LONG)
    };
    let lost = Derived::new(move |_| matches!(status.get(), SaveStatus::NotKept(_)));
    let is_lost = move || lost.get() || status.get() == SaveStatus::Overtaken;
    let text = tag("p")
        .class("bar-standing")
        .attr("role", "status")
        // That all is well again after each edit is not read out.
        .bind("aria-live", move || if is_lost() { "polite" } else { "off" })
        .bind("data-lost", is_lost)
        .bind("data-old", old)
        .bind_text(text);
    let save = move || {
        lost.get().then(|| button("Export now", move || session.dispatch(Action::Share(true))))
    };
    all([text.any(), bound(save)])
}

/// How long ago it was, in whole days.
fn days(time: u64) -> u64 {
    clock::time().saturating_sub(time) / 86_400_000
}

fn export_age(facts: &Facts) -> String {
    match facts.exported.map(days) {
        None => "never exported".to_owned(),
        Some(0) => "exported within a day".to_owned(),
        Some(1) => "exported a day ago".to_owned(),
        Some(days) => format!("exported {days} days ago"),
    }
}

/// The draft, while there is one: whom it hits, and what to do with it.
fn draft(session: Session) -> AnyView {
    let changed = session.is_changed();
    let looked = session.looked_at();
    let save = session.word_for_save();
    let place = session.place();
    let review = move || place.with(|route| route.to(Screen::Review, Vec::new()).href());
    bound(move || {
        (changed.get() && looked.with(Option::is_none)).then(|| {
            let review = tag("a").class("button").bind("href", review).text("Review");
            tag("div")
                .class("draft")
                .attr("role", "group")
                .attr("aria-label", "Draft")
                .child(untrack(|| sums(session)))
                .child(review)
                .child(
                    button("", move || session.dispatch(Action::Save))
                        .attr("data-kind", "main")
                        .bind_text(move || save.get()),
                )
                .child(button("Discard", move || session.dispatch(Action::Discard)))
        })
    })
}

/// How much the draft changes, and how many people gain and lose by it.
fn sums(session: Session) -> AnyView {
    let found = draft_sums(session);
    let state = move || {
        let count = found.with(|DraftSums { changes, .. }| *changes);
        count.map_or_else(|| "Unsaved changes".to_owned(), unsaved)
    };
    let counted = move || {
        let sums = found.with(|DraftSums { sums, .. }| *sums);
        sums.map_or_else(|| "counting".to_owned(), in_words)
    };
    all([
        tag("span").class("draft-state").bind_text(state),
        tag("span").class("draft-sums").bind_text(counted),
    ])
}

fn unsaved(count: usize) -> String {
    match count {
        0 => "Unsaved, but the same as saved".to_owned(),
        1 => "1 unsaved change".to_owned(),
        more => format!("{more} unsaved changes"),
    }
}

fn in_words(sums: Sums) -> String {
    let people = |count: usize| if count == 1 { "1 person" } else { "people" };
    let of = |count: usize, one: &str, more: &str| match count {
        1 => format!("{} {one}", people(1)),
        _ => format!("{count} {} {more}", people(count)),
    };
    match (sums.gain, sums.lose) {
        (0, 0) => "nobody gains or loses".to_owned(),
        (gain, 0) => of(gain, "gains", "gain"),
        (0, lose) => of(lose, "loses", "lose"),
        (gain, 1) => format!("{}, 1 loses", of(gain, "gains", "gain")),
        (gain, lose) => format!("{}, {lose} lose", of(gain, "gains", "gain")),
    }
}

/// Undo and redo. They stand before whatever changes its width while somebody reaches for them.
fn steps(session: Session) -> Tag {
    tag("span")
        .class("bar-steps")
        .child(step(session, "Undo", "↶", session.to_undo(), Action::Undo))
        .child(step(session, "Redo", "↷", session.to_redo(), Action::Redo))
}

/// Undo or redo, named by what it would do; there as soon as there is something to take back.
fn step(
    session: Session,
    name: &'static str,
    sign: &'static str,
    label: Derived<Option<String>>,
    action: Action,
) -> AnyView {
    let looked = session.looked_at();
    bound(move || {
        let label = label.get().filter(|_| looked.with(Option::is_none));
        label.map(|label| {
            let action = action.clone();
            tag("button")
                .attr("type", "button")
                .class("button bar-step")
                .on("click", move |_: web_sys::Event| session.dispatch(action.clone()))
                .child(tag("span").attr("aria-hidden", "true").text(sign).text(" "))
                .text(format!("{name}: {label}"))
        })
    })
}

/// Light, dark, or as the system has it.
pub fn theme_choice(session: Session) -> Tag {
    let choose = move |event: web_sys::Event| {
        let chosen = Theme::of(&event_target_value(&event));
        chosen.into_iter().for_each(|theme| session.dispatch(Action::SetTheme(theme)));
    };
    let option = move |theme: Theme| {
        tag("option")
            .attr("value", theme.name())
            .bind("selected", move || session.theme().get() == theme)
            .text(theme.label())
    };
    tag("label")
        .class("choice")
        .child(tag("span").text("Theme"))
        .child(tag("select").on("change", choose).children(Theme::ALL.map(option)))
}

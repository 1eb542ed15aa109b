//! The bar over a screen, always one row: what is looked at and its tabs, search, undo and redo, the
//! draft or whether everything is kept, Share.

use leptos::prelude::*;

use super::places::{Heading, Place, present_tab};
use super::presenting::Presenting;
use super::save_status::SaveStatus;
use super::share::{ShareMenu, share_items};
use super::theme::theme_items;
use super::use_shell;
use super::workspaces::workspace_items;
use crate::components::{
    Button, ButtonKind, DraftPill, Icon, IconButton, KeyCap, Menu, MenuItem, Show, Symbol, TabLinks,
};
use crate::pages::checks::RunChecks;
use crate::pages::new_workspace::NameField;
use crate::platform::page;
use crate::state::{Action, Route, Screen, use_session};

/// See the module.
#[component]
pub(super) fn TopBar() -> AnyView {
    let (session, shell) = (use_session(), use_shell());
    let route = session.route();
    let is_phone = shell.is_phone;
    let heading = Memo::new(move |_| {
        let snapshot = session.snapshot().get();
        route.with(|route| {
            let heading = Heading::of(route).keeping_focus(route, snapshot.as_deref());
            match is_phone.get() {
                true => heading.on_phone(route),
                false => heading,
            }
        })
    });
    let on_checks = Memo::new(move |_| route.with(Route::screen) == Some(Screen::Checks));
    view! {
        <header class="top-bar" data-accent=Signal::derive(move || heading.get().accent)>
            <div class="top-row">
                <Title heading />
                <Show when=Signal::derive(move || !is_phone.get())>
                    <HeadingTabs heading />
                </Show>
                <span class="top-space"></span>
                <Presenting />
                <Show when=on_checks>
                    <RunChecks />
                </Show>
                <SearchButton />
                <Show when=Signal::derive(move || !is_phone.get())>
                    <Steps />
                </Show>
                <SaveStatus />
                <Draft />
                <Show when=Signal::derive(move || !is_phone.get())>
                    <ShareMenu />
                </Show>
                <Show when=is_phone>
                    <MoreMenu />
                </Show>
            </div>
            <Show when=is_phone>
                <HeadingTabs heading />
            </Show>
        </header>
    }
    .into_any()
}

#[component]
fn Title(heading: Memo<Heading>) -> AnyView {
    let accent = Memo::new(move |_| heading.with(|heading| !heading.accent.is_empty()));
    let title = Memo::new(move |_| heading.with(|heading| heading.title.clone()));
    let route = use_session().route();
    let begins = Memo::new(move |_| route.with(Route::screen) == Some(Screen::FirstSteps));
    let named = Signal::derive(move || !begins.get());
    view! {
        <h1 class="top-title">
            // While a workspace is begun, its name stands here and can be changed.
            <Show when=begins>
                <NameField />
            </Show>
            <Show when=accent>
                <span class="accent-dot"></span>
            </Show>
            <Show when=named>
                <span class="top-name">{title}</span>
            </Show>
        </h1>
    }
    .into_any()
}

/// The tabs; drawn anew only when they lead elsewhere.
#[component]
fn HeadingTabs(heading: Memo<Heading>) -> AnyView {
    let (route, narrow) = (use_session().route(), use_shell().is_narrow);
    let value = Memo::new(move |_| route.with(present_tab));
    let draw = move || {
        let Heading { title, accent, tabs } = heading.get();
        (!tabs.is_empty()).then(|| {
            view! { <TabLinks label=title tabs value accent narrow /> }
        })
    };
    view! { <div class="top-tabs">{draw}</div> }.into_any()
}

/// Looks like a field and opens the search over everything.
#[component]
fn SearchButton() -> AnyView {
    let shell = use_shell();
    let (key, spoken) = match page::has_command_key() {
        true => ("⌘ K", "Meta+K"),
        false => ("Ctrl K", "Control+K"),
    };
    view! {
        <button
            type="button"
            class="top-search"
            aria-haspopup="dialog"
            aria-keyshortcuts=spoken
            data-tip="Search and commands"
            data-tip-key=key
            on:click=move |_| shell.search()
        >
            <Symbol icon=Icon::Search />
            <span class="top-search-word">"Search"</span>
            <span class="top-search-key" aria-hidden="true">
                <KeyCap keys=key />
            </span>
        </button>
    }
    .into_any()
}

/// What undo would take back or redo would do, in words; nothing where an earlier state is looked at.
fn step(name: &'static str, label: Signal<Option<String>>) -> (Signal<bool>, Signal<String>) {
    let label = Memo::new(move |_| label.get());
    let off = Signal::derive(move || label.with(Option::is_none));
    let said = Signal::derive(move || match label.get() {
        Some(label) => format!("{name}: {label}"),
        None => format!("Nothing to {}", name.to_lowercase()),
    });
    (off, said)
}

/// Undo and redo as the session has them.
fn steps() -> [(Signal<bool>, Signal<String>); 2] {
    let session = use_session();
    let looked = session.looked_at();
    let unless_looked = move |label: Signal<Option<String>>| {
        Signal::derive(move || label.get().filter(|_| looked.with(Option::is_none)))
    };
    [step("Undo", unless_looked(session.to_undo())), step("Redo", unless_looked(session.to_redo()))]
}

#[component]
fn Steps() -> AnyView {
    let session = use_session();
    let [(no_undo, undo), (no_redo, redo)] = steps();
    view! {
        <span class="top-steps">
            <IconButton
                icon=Icon::Undo
                label=undo
                key="Ctrl Z"
                off=no_undo
                on_press=move || session.dispatch(Action::Undo)
            />
            <IconButton
                icon=Icon::Redo
                label=redo
                key="Ctrl Y"
                off=no_redo
                on_press=move || session.dispatch(Action::Redo)
            />
        </span>
    }
    .into_any()
}

/// The draft, while there is one: whom it reaches, and what to do with it. On the pages of the changes
/// these say the same, and more of it.
#[component]
fn Draft() -> AnyView {
    let draft = use_shell().draft;
    view! {
        <Show when=draft.is_there>
            <DraftGroup />
        </Show>
    }
    .into_any()
}

#[component]
fn DraftGroup() -> AnyView {
    let (session, draft) = (use_session(), use_shell().draft);
    let there = session.place();
    let word: Signal<&'static str> = session.word_for_save();
    let on_changes = Memo::new(move |_| {
        there.with(|there| there.screen().and_then(Place::of) == Some(Place::Changes))
    });
    let href = Signal::derive(move || match on_changes.get() {
        true => String::new(),
        false => there.with(|there| there.to(Screen::Review, Vec::new()).href()),
    });
    let on_review = Memo::new(move |_| there.with(Route::screen) == Some(Screen::Review));
    view! {
        <div class="top-draft" role="group" aria-label="Draft">
            <DraftPill
                changes=draft.changes
                gain=draft.gain()
                lose=draft.lose()
                counting=draft.is_counting()
                href
            />
            <Show when=Signal::derive(move || !on_review.get())>
                <span class="top-save">
                    <Button
                        kind=ButtonKind::Primary
                        on_press=move || session.dispatch(Action::Save)
                    >
                        {word}
                    </Button>
                </span>
            </Show>
        </div>
    }
    .into_any()
}

/// On a phone: what the bar and the tabs at the foot have no room for.
#[component]
fn MoreMenu() -> AnyView {
    let (session, shell, draft) = (use_session(), use_shell(), use_shell().draft);
    let (share, weigh) = share_items();
    let (workspaces, themes) = (workspace_items(0), theme_items());
    let [undo, redo] = steps();
    let word = session.word_for_save();
    let items = Signal::derive(move || {
        let step =
            |(off, said): (Signal<bool>, Signal<String>), icon: Icon, action: fn() -> Action| {
                let item = MenuItem::new(said.get(), move || session.dispatch(action())).icon(icon);
                if off.get() { item.off("") } else { item }
            };
        let save =
            MenuItem::new(word.get(), move || session.dispatch(Action::Save)).icon(Icon::Check);
        let own = vec![
            step(undo, Icon::Undo, || Action::Undo),
            step(redo, Icon::Redo, || Action::Redo),
            if draft.is_there.get() { save } else { save.off("Nothing has changed") },
        ];
        let app = vec![
            MenuItem::new("Keys", move || session.dispatch(Action::ShowKeys)).icon(Icon::Keys),
            MenuItem::new("About Whocan", move || shell.show_about()).icon(Icon::Info),
        ];
        let groups = [own, share.get(), workspaces.get(), themes.get(), app];
        groups.into_iter().enumerate().flat_map(|(at, group)| begun(group, at > 0)).collect()
    });
    let open = move || {
        session.dispatch(Action::RefreshRecent);
        weigh.run(());
    };
    view! { <Menu label="More" icon=Icon::More bare=true items on_open=open /> }.into_any()
}

/// Items with a line before them.
fn begun(items: Vec<MenuItem>, line: bool) -> Vec<MenuItem> {
    let items = items.into_iter().enumerate();
    items.map(|(at, item)| if at == 0 && line { item.begins_group() } else { item }).collect()
}

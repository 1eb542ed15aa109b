//! The question that a picked, dropped or pasted file asks before anything is opened.

use leptos::prelude::*;

use super::findings::{Findings, capital};
use crate::components::{Button, ButtonKind, Icon, Modal, Prose, Symbol, Tag};
use crate::state::{Action, Found, Offer, Offered, Refused, use_session};
use whocan_core::format::isolated;
use whocan_storage::workspace::Backup;

/// See the module.
#[component]
pub(super) fn OfferDialog() -> AnyView {
    let session = use_session();
    let offer = session.offer();
    let open = Signal::derive(move || offer.with(Option::is_some));
    let title = Signal::derive(move || {
        let name = offer.with(|offer| offer.as_ref().map(|offer| offer.name.clone()));
        match (name.unwrap_or_default(), session.offers_waiting().get()) {
            (name, 0) => name,
            (name, 1) => format!("{name} (1 more file waits)"),
            (name, more) => format!("{name} ({more} more files wait)"),
        }
    });
    let body = move || offer.get().map(|offer| view! { <Question offer /> });
    view! {
        <Modal open title class="modal-wide" on_close=move || session.dispatch(Action::DismissOffer)>
            {body}
        </Modal>
    }
    .into_any()
}

#[component]
fn Question(offer: Offer) -> AnyView {
    let size = offer.size;
    match offer.found {
        Err(refused) => view! { <Refusal refused /> }.into_any(),
        Ok(Found::Stored(backup)) => view! { <Stored backup /> }.into_any(),
        Ok(Found::Configuration(offered)) => {
            view! { <Configuration offered=*offered size /> }.into_any()
        }
    }
}

/// Leaves the file, and goes on to the next one where one waits.
#[component]
fn Leave() -> AnyView {
    let session = use_session();
    let waiting = session.offers_waiting();
    // The others of several files arrive after the first is shown.
    let verb = move || if waiting.get() > 0 { "Skip" } else { "Cancel" };
    view! { <Button on_press=move || session.dispatch(Action::DismissOffer)>{verb}</Button> }
        .into_any()
}

/// What is wrong, where, and what to do.
#[component]
fn Refusal(refused: Refused) -> AnyView {
    let Refused { why, help } = refused;
    view! {
        <div class="modal-body">
            <p class="offer-bad" role="alert">
                <Symbol icon=Icon::Warn />
                <span>
                    <Prose text=format!("This file cannot be opened: {why}.") />
                </span>
            </p>
            <p>
                <Prose text=format!("{}. Nothing was changed.", capital(&help)) />
            </p>
        </div>
        <div class="modal-buttons">
            <Leave />
        </div>
    }
    .into_any()
}

/// What a browser had stored, taken along when something could not be opened or the app stopped.
#[component]
fn Stored(backup: Backup) -> AnyView {
    let session = use_session();
    let row = |title: &str, says: &str| {
        view! {
            <li>
                <span>{title.to_owned()}</span>
                <span>{says.to_owned()}</span>
            </li>
        }
    };
    let titles = backup.workspaces.iter().map(|it| row(&it.draft.title, ""));
    let damaged = backup.damaged.iter().map(|id| row(id, "cannot be read"));
    let open = (!backup.workspaces.is_empty()).then(|| {
        let label = match backup.workspaces.len() {
            1 => "Open 1 workspace".to_owned(),
            count => format!("Open {count} workspaces"),
        };
        let open = move || session.dispatch(Action::OpenOffered);
        view! {
            <Button kind=ButtonKind::Primary on_press=open>
                {label}
            </Button>
        }
    });
    view! {
        <div class="modal-body">
            <p>
                "This is what a browser had stored. Each workspace opens as a new one; its earlier saves stay in the file."
            </p>
            <ul class="offer-holds">{titles.chain(damaged).collect_view()}</ul>
        </div>
        <div class="modal-buttons">
            <Leave />
            {open}
        </div>
    }
    .into_any()
}

/// A configuration: what it holds, what is doubtful in it, and where it can go.
#[component]
fn Configuration(offered: Offered, size: Option<usize>) -> AnyView {
    let session = use_session();
    let title = match offered.document.title.trim() {
        "" => "A configuration without a title".to_owned(),
        title => isolated(title).into_owned(),
    };
    let size = size.map(|bytes| format!("{} kB", bytes.div_ceil(1_000)));
    let counts = offered.counts();
    let systems = offered.systems().into_iter().map(|kind| {
        view! {
            <li>
                <span class="accent-dot" data-accent=kind.info().key></span>
                {kind.info().title}
            </li>
        }
    });
    let systems = systems.collect_view();
    let none = offered.systems().is_empty().then_some("No system is set up in it yet.");
    let replace = session.route().with_untracked(|route| route.workspace().is_some()).then(|| {
        let replace = move || session.dispatch(Action::ReplaceByOffered);
        view! { <Button on_press=replace>"Replace the present draft"</Button> }
    });
    let open = move || session.dispatch(Action::OpenOffered);
    view! {
        <div class="modal-body">
            <div class="offer-what">
                <Symbol icon=Icon::File />
                <b>{title}</b>
                {size.map(|text| view! { <Tag text /> })}
            </div>
            <p class="offer-counts">{counts}</p>
            <ul class="offer-systems">{systems}</ul>
            {none}
            <Findings findings=offered.findings />
        </div>
        <div class="modal-buttons">
            <Leave />
            {replace}
            <Button kind=ButtonKind::Primary on_press=open>
                "Open as a new workspace"
            </Button>
        </div>
    }
    .into_any()
}

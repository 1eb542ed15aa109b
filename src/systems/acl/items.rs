//! The records that belong to the one that is looked at, each with where its list comes from and whether
//! it lets in more than that one.

use leptos::prelude::*;

use super::outcomes::outcomes;
use super::page::Page;
use super::records::ListTag;
use super::words::state;
use crate::components::{Icon, Mood, Show, Tag};
use whocan_core::directory::Directory;
use whocan_core::models::acl::policy::{List, Policy, Record, State};
use whocan_core::query::Snapshot;
use whocan_core::shared::Shared;
use whocan_core::verdict::Decision;

/// How many are drawn.
const MOST: usize = 24;

/// A record that belongs here.
#[derive(Clone, PartialEq)]
struct Item {
    name: String,
    href: String,
    state: &'static str,
    about: String,
    /// Whether somebody can do more with it than with what it belongs to.
    wider: bool,
}

fn about(record: &Record, list: Option<&List>, own: Option<&List>) -> String {
    let kind = record.kind.name();
    let says = match (&record.state, list) {
        (State::Inherited, Some(_)) => "follows the team default",
        (_, None) => "no list restricts it",
        (_, Some(list)) => match own {
            Some(own) if own.members == list.members && own.priority == list.priority => {
                "same members and levels"
            }
            _ => "its own list has other members or levels",
        },
    };
    format!("{kind} · {says}")
}

fn items(page: Page) -> (Vec<Item>, usize) {
    let Some(record) = page.record() else { return (Vec::new(), 0) };
    page.session.snapshot().with(|snapshot| {
        let Some(snapshot) = snapshot.as_deref() else { return (Vec::new(), 0) };
        let document = snapshot.document();
        let (policy, directory): (&Policy, &Directory) =
            (&document.policies.acl, &document.directory);
        let all: Vec<&Shared<Record>> =
            policy.records.iter().filter(|it| it.of.as_ref() == Some(&record.id)).collect();
        if all.is_empty() {
            return (Vec::new(), 0);
        }
        let list =
            |record: &Record| policy.list_of(directory, record).map(|(_, list)| list.clone());
        let own = list(&record);
        let people = outcomes(snapshot, own.as_deref());
        let wider = |snapshot: &Snapshot, list: Option<&List>| {
            if list == own.as_deref() {
                return false;
            }
            let then = outcomes(snapshot, list);
            let mut pairs = people.iter().zip(&then);
            pairs.any(|(own, then)| {
                let mut signs = own.signs.iter().zip(&then.signs);
                signs.any(|((_, own), (_, then))| !own.grants().contains(then.grants()))
            })
        };
        let item = |record: &Shared<Record>| {
            let list = list(record);
            Item {
                name: record.name.clone(),
                href: page.href(&record.id),
                state: state(record),
                about: about(record, list.as_deref(), own.as_deref()),
                wider: wider(snapshot, list.as_deref()),
            }
        };
        let more = all.len().saturating_sub(MOST);
        (all.into_iter().take(MOST).map(item).collect(), more)
    })
}

/// See the module.
#[component]
pub(super) fn Items(page: Page) -> AnyView {
    let found = Memo::new(move |_| items(page));
    let any = Signal::derive(move || found.with(|(items, _)| !items.is_empty()));
    let card = |item: Item| {
        let Item { name, href, state, about, wider } = item;
        let tag = match wider {
            true => view! {
                <span data-tip="It lets people do more than what it belongs to.">
                    <Tag text="Lets in more" mood=Mood::Warn icon=Icon::Warn />
                </span>
            }
            .into_any(),
            false => view! { <ListTag state /> }.into_any(),
        };
        view! {
            <li class="acl-item" data-wider=wider.then_some("")>
                <a href=href>{name}</a>
                {tag}
                <p>{about}</p>
            </li>
        }
    };
    let cards = move || found.get().0.into_iter().map(card).collect_view();
    let more = Signal::derive(move || {
        found.with(|(_, more)| if *more > 0 { format!("and {more} more") } else { String::new() })
    });
    view! {
        <Show when=any>
            <section class="acl-items" aria-labelledby="acl-items">
                <h3 id="acl-items">"Belongs to this case"</h3>
                <ul>{cards}</ul>
                <p class="acl-hint">{more}</p>
            </section>
        </Show>
    }
    .into_any()
}

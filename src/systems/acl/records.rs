//! The records on the left: searched, filtered by type, by where their lists come from, by what the draft
//! changes and by who finds them.

use leptos::prelude::*;

use super::dialogs::Ask;
use super::outcomes::{SignOn, sign_ons};
use super::page::{Here, Page};
use super::words::{records, state};
use crate::components::{
    Checkbox, Choice, Combobox, Icon, IconButton, SearchField, Select, Show, Ticked,
};
use crate::platform::page as dom;
use whocan_core::directory::{Circumstances, Members, UserId};
use whocan_core::model::Index as _;
use whocan_core::models::acl::access::Access;
use whocan_core::models::acl::policy::{Policy, Record, RecordId, RecordType};
use whocan_core::shared::Shared;
use whocan_core::text::SearchText;
use whocan_core::verdict::Decision;

/// How many records are listed.
const MOST: usize = 300;
const ID: &str = "acl-records";

/// Where lists come from, as they are chosen.
const STATES: [&str; 3] = ["No list", "Team", "Own list"];

/// What of the records is listed.
#[derive(Clone, Debug, Default, PartialEq)]
struct Filter {
    text: String,
    kind: Option<RecordType>,
    state: String,
    /// Only what the draft changes.
    changed: bool,
    /// Only what this person finds.
    person: Option<UserId>,
    sign_on: SignOn,
}

impl Filter {
    /// Whether something beside the search field is chosen.
    fn any(&self) -> bool {
        *self != Self { text: self.text.clone(), ..Self::default() }
    }
}

/// A record of the list.
#[derive(Clone, PartialEq)]
struct Row {
    id: RecordId,
    name: String,
    about: String,
    state: &'static str,
    changed: bool,
}

/// The records that are listed, how many fit and how many there are.
#[derive(Clone, Default, PartialEq)]
struct Found {
    rows: Vec<Row>,
    fit: usize,
    all: usize,
}

/// Whether the draft changes a record, or the list that counts for it.
fn changed(page: Page, policy: &Policy, saved: &Policy, record: &Shared<Record>) -> bool {
    let Some(old) = saved.records.get(&record.id) else { return true };
    page.directory.with(|directory| {
        let list = |policy: &Policy, record: &Record| {
            policy.list_of(directory, record).map(|(_, list)| list.clone())
        };
        old != record && **old != **record
            || list(saved, old).as_deref() != list(policy, record).as_deref()
    })
}

/// What a person can do with each record as far as lists say; none where nobody is asked about.
fn by_person(page: Page, filter: &Filter) -> Option<Vec<Access>> {
    let person = filter.person.as_ref()?;
    page.directory.with(|directory| {
        let members = Members::of_user(directory, directory.users.get(person)?);
        let asked = Circumstances { sign_on: filter.sign_on.clone(), ..Circumstances::default() };
        page.system.index.with(|index| index.as_ref().map(|it| it.row(&members, &asked)))
    })
}

fn found(page: Page, filter: &Filter) -> Found {
    let access = by_person(page, filter);
    let text = SearchText::new(&filter.text);
    let here = match page.here.get() {
        Here::Record(id) => id,
        Here::Team(_) => None,
    };
    page.policy.with(|policy| {
        page.saved.with(|saved| {
            let same = policy.records.same(&saved.records) && policy.defaults == saved.defaults;
            let fits = |(at, record): &(usize, &Shared<Record>)| {
                filter.kind.is_none_or(|kind| record.kind == kind)
                    && (filter.state.is_empty() || state(record) == filter.state)
                    && access.as_ref().and_then(|it| it.get(*at)).is_none_or(|it| it.is_listed())
                    && (text.is_in(&record.name) || text.is_in(record.kind.name()))
                    && (!filter.changed || !same && changed(page, policy, saved, record))
            };
            let fit: Vec<(usize, &Shared<Record>)> =
                policy.records.iter().enumerate().filter(fits).collect();
            let row = |(at, record): (usize, &Shared<Record>)| {
                let outcome = access.as_ref().and_then(|it| it.get(at)).map(Decision::outcome);
                let kind = record.kind.name();
                Row {
                    id: record.id.clone(),
                    name: record.name.clone(),
                    about: match outcome {
                        Some(outcome) => format!("{kind} · {outcome}"),
                        None => kind.to_owned(),
                    },
                    state: state(record),
                    changed: !same && changed(page, policy, saved, record),
                }
            };
            let count = fit.len();
            // Whichever is looked at is listed, where it fits.
            let far = fit.iter().skip(MOST).find(|(_, record)| Some(&record.id) == here.as_ref());
            let far = far.copied();
            let rows = far.into_iter().chain(fit.into_iter().take(MOST)).map(row).collect();
            Found { rows, fit: count, all: policy.records.len() }
        })
    })
}

/// See the module.
#[component]
pub(super) fn RecordPane(page: Page) -> AnyView {
    let filter = RwSignal::new(Filter::default());
    let open = RwSignal::new(false);
    let found = Memo::new(move |_| filter.with(|filter| found(page, filter)));
    let all = page.policy.with_untracked(|policy| policy.records.len());
    let text = Signal::derive(move || filter.with(|it| it.text.clone()));
    let label = Signal::derive(move || match filter.with(Filter::any) {
        true => "Filter: on".to_owned(),
        false => "Filter".to_owned(),
    });
    let pressed = Signal::derive(move || filter.with(Filter::any).then_some(""));
    view! {
        <section class="editor-pane acl-pane" aria-label="Records" id="acl-records-pane">
            <div class="acl-find">
                <SearchField
                    label="Find records"
                    placeholder=records(all)
                    value=text
                    on_input=move |typed: String| filter.update(|it| it.text = typed)
                />
                <span class="acl-filter-button" data-on=pressed>
                    <IconButton icon=Icon::Filter label on_press=move || open.update(|it| *it = !*it) />
                </span>
                <IconButton
                    icon=Icon::Plus
                    label="New record"
                    on_press=move || page.ask.set(Some(Ask::NewRecord))
                />
            </div>
            <Show when=open>
                <Filters page filter />
            </Show>
            <RecordRows page found />
        </section>
    }
    .into_any()
}

/// What the records are filtered by.
#[component]
fn Filters(page: Page, filter: RwSignal<Filter>) -> AnyView {
    let any = || Choice::new("", "All");
    let kinds = RecordType::ALL.map(|kind| Choice::new(kind.name(), kind.name()));
    let kinds = std::iter::once(any()).chain(kinds).collect::<Vec<_>>();
    let states =
        std::iter::once(any()).chain(STATES.map(|it| Choice::new(it, it))).collect::<Vec<_>>();
    let kind = Signal::derive(move || {
        filter.with(|it| it.kind.map(|kind| kind.name().to_owned()).unwrap_or_default())
    });
    let state = Signal::derive(move || filter.with(|it| it.state.clone()));
    let ticked = Signal::derive(move || match filter.with(|it| it.changed) {
        true => Ticked::On,
        false => Ticked::Off,
    });
    view! {
        <div class="acl-filters" role="group" aria-label="Filter">
            <Select
                label="Type"
                choices=kinds
                value=kind
                on_choose=move |name: String| filter.update(|it| it.kind = RecordType::parse(&name).ok())
            />
            <Select
                label="Access control list"
                choices=states
                value=state
                on_choose=move |name: String| filter.update(|it| it.state = name)
            />
            <VisibleTo page filter />
            <Checkbox
                label="Changed only"
                ticked
                on_tick=move |is: bool| filter.update(|it| it.changed = is)
            />
        </div>
    }
    .into_any()
}

/// Only what somebody finds, signed on as something.
#[component]
fn VisibleTo(page: Page, filter: RwSignal<Filter>) -> AnyView {
    let people = Signal::derive(move || {
        page.directory.with(|directory| {
            let users = directory.users.iter();
            let users = users.map(|user| Choice::new(user.id.to_string(), user.name.clone()));
            std::iter::once(Choice::new("", "Everybody")).chain(users).collect::<Vec<_>>()
        })
    });
    let person = Signal::derive(move || {
        filter.with(|it| it.person.as_ref().map(ToString::to_string).unwrap_or_default())
    });
    let choose = move |id: String| {
        filter.update(|it| {
            it.person = (!id.is_empty()).then(|| id.as_str().into());
            it.sign_on = None;
        });
    };
    let own = Memo::new(move |_| {
        let person = filter.with(|it| it.person.clone())?;
        page.directory.with(|directory| {
            let user = directory.users.get(&person)?;
            let choice = |who: SignOn| match who {
                None => Choice::new("", "No group or post"),
                Some(who) => Choice::new(who.id(), directory.name(&who)),
            };
            Some(sign_ons(directory, user).into_iter().map(choice).collect::<Vec<_>>())
        })
    });
    let sign_on = Signal::derive(move || {
        filter.with(|it| it.sign_on.as_ref().map(|who| who.id().to_owned()).unwrap_or_default())
    });
    let sign = move |id: String| {
        let who = page.directory.with_untracked(|directory| directory.principal(&id));
        filter.update(|it| it.sign_on = who);
    };
    let as_what = move || {
        own.get().map(|choices| {
            view! {
                <Select label="Signed on as" choices value=sign_on on_choose=sign />
                <p class="acl-hint">
                    "As far as lists say. Summary pages and the CSS and SEN Summary reports leave out \
                     whatever denies Read Summary."
                </p>
            }
        })
    };
    view! {
        <Combobox label="Visible to" choices=people value=person on_choose=choose />
        {as_what}
    }
    .into_any()
}

#[component]
fn RecordRows(page: Page, found: Memo<Found>) -> AnyView {
    let chosen = Memo::new(move |_| match page.here.get() {
        Here::Record(id) => id,
        Here::Team(_) => None,
    });
    let rows = move || {
        found
            .get()
            .rows
            .into_iter()
            .map(|row| view! { <RecordRow page row chosen /> })
            .collect_view()
    };
    let says = Signal::derive(move || {
        found.with(|Found { rows, fit, all }| match (*fit, rows.len()) {
            (0, _) => "No record fits.".to_owned(),
            (fit, shown) if fit > shown => format!("{} more: type to find one.", fit - shown),
            (fit, _) if fit < *all => format!("{fit} of {}", records(*all)),
            _ => String::new(),
        })
    });
    view! {
        <div class="acl-rows" id=ID on:keydown=|event| dom::walk_rows(&event, ID, "acl-record")>
            <ul aria-label="Records">{rows}</ul>
            <p class="acl-hint" role="status">
                {says}
            </p>
        </div>
    }
    .into_any()
}

#[component]
fn RecordRow(page: Page, row: Row, chosen: Memo<Option<RecordId>>) -> AnyView {
    let Row { id, name, about, state, changed } = row;
    let own = id.clone();
    let is_chosen = Signal::derive(move || chosen.with(|it| it.as_ref() == Some(&own)).to_string());
    let dot = changed.then(|| {
        view! {
            <span class="change-dot"></span>
            <span class="unseen">", changed"</span>
        }
    });
    view! {
        <li>
            <button
                type="button"
                class="list-row acl-record"
                aria-pressed=is_chosen
                on:click=move |_| page.go(id.as_str())
            >
                <span class="acl-record-words">
                    <span class="acl-record-name">{name}{dot}</span>
                    <span class="acl-record-about">{about}</span>
                </span>
                <ListTag state />
            </button>
        </li>
    }
    .into_any()
}

/// Where a record's list comes from.
#[component]
pub(super) fn ListTag(state: &'static str) -> AnyView {
    view! {
        <span class="state-tag acl-state" data-accent="acl" data-list=state>
            {state}
        </span>
    }
    .into_any()
}

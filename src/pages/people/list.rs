//! The left pane: everybody, however many.

use std::collections::BTreeSet;
use std::sync::Arc;

use leptos::prelude::*;

use super::{Page, memberships};
use crate::components::{Icon, Menu, MenuItem, PickList, PickRow, SearchField};
use crate::pages::ask::words::{count, grouped};
use crate::pages::changes::{Found, Pair, follow};
use crate::pages::groups::ask::{Ask, HOME, Kind, of};
use whocan_core::directory::{Directory, User, UserId};
use whocan_core::query::Direction;
use whocan_core::text::SearchText;

/// Who is listed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Only {
    Everybody,
    Changed,
    InNothing,
}

/// Everybody who is listed, by their positions in the directory.
type Listed = Arc<Vec<usize>>;

/// The list's state. Copied freely.
#[derive(Clone, Copy)]
struct List {
    page: Page,
    text: RwSignal<String>,
    only: RwSignal<Only>,
    changed: Memo<BTreeSet<UserId>>,
    listed: Memo<Listed>,
}

impl List {
    fn new(page: Page) -> Self {
        let (text, only) = (RwSignal::new(String::new()), RwSignal::new(Only::Everybody));
        let changed = changed(page);
        let listed = Memo::new(move |_| {
            let search = SearchText::new(&text.get());
            let only = only.get();
            let fits = |directory: &Directory, user: &User| match only {
                Only::Everybody => true,
                Only::Changed => changed.with(|changed| changed.contains(&user.id)),
                Only::InNothing => memberships(directory, &user.id).is_empty(),
            };
            page.session.snapshot().with(|it| {
                of(it.as_deref(), |directory| {
                    let all = directory.users.iter().enumerate();
                    let all = all.filter(|(_, user)| fits(directory, user));
                    let all = all.filter(|(_, user)| {
                        search.is_blank() || search.is_in(&words(directory, user))
                    });
                    Arc::new(all.map(|(at, _)| at).collect())
                })
            })
        });
        Self { page, text, only, changed, listed }
    }

    /// Looks at somebody, by their position in the directory.
    fn choose(self, at: usize) {
        let user = self.page.session.snapshot().with_untracked(|it| {
            Some(it.as_deref()?.document().directory.users.nth(at)?.id.clone())
        });
        user.iter().for_each(|user| self.page.go(user));
    }

    fn row(self, at: usize) -> PickRow {
        self.page.session.snapshot().with(|it| {
            of(it.as_deref(), |directory| {
                let Some(user) = directory.users.nth(at) else { return PickRow::default() };
                let of = memberships(directory, &user.id);
                let names: Vec<String> = of.iter().take(2).map(|who| directory.name(who)).collect();
                let more = of.len().saturating_sub(2);
                let more = if more > 0 { format!(" +{more}") } else { String::new() };
                PickRow {
                    value: user.id.to_string(),
                    name: user.name.clone(),
                    about: match names.is_empty() {
                        true => "In no group".to_owned(),
                        false => format!("{}{more}", names.join(", ")),
                    },
                    changed: self.changed.with(|changed| changed.contains(&user.id)),
                    ..PickRow::default()
                }
            })
        })
    }
}

/// What is searched of somebody: their names and those of what they belong to.
fn words(directory: &Directory, user: &User) -> String {
    let names = memberships(directory, &user.id).into_iter().map(|who| directory.name(&who));
    let login = user.login.clone().unwrap_or_default();
    std::iter::once(user.name.clone()).chain([login]).chain(names).collect::<Vec<_>>().join(" ")
}

/// For whom anything comes out differently in the draft.
fn changed(page: Page) -> Memo<BTreeSet<UserId>> {
    let session = page.session;
    let pair: Signal<Pair> = Signal::derive(move || {
        let (saved, snapshot) = session.saved().get().zip(session.snapshot().get())?;
        (!saved.document().same(snapshot.document())).then_some((saved, snapshot))
    });
    let found: Signal<Found> = follow(pair);
    Memo::new(move |_| {
        let turns = [Direction::Gains, Direction::Loses];
        found.with(|found| {
            let counting = found.counting.as_ref();
            let all = counting.into_iter().flat_map(|counting| {
                turns
                    .into_iter()
                    .flat_map(|turn| counting.found(turn))
                    .filter_map(|at| counting.user(*at))
            });
            all.collect()
        })
    })
}

/// See the module.
#[component]
pub(super) fn PeopleList(page: Page) -> AnyView {
    let list = List::new(page);
    let everybody = Signal::derive(move || page.with(|it| it.document().directory.users.len()));
    let said = Signal::derive(move || {
        let (listed, all) = (list.listed.with(|it| it.len()), everybody.get());
        let changed = list.changed.with(BTreeSet::len);
        match (listed == all, changed) {
            (false, _) => format!("{} of {}", grouped(listed), count(all, "person", "people")),
            (true, 0) => count(all, "person", "people"),
            (true, changed) => {
                let verb = if changed == 1 { "changes" } else { "change" };
                format!("{} of {} {verb} in the draft", grouped(changed), grouped(all))
            }
        }
    });
    let dot = Signal::derive(move || list.changed.with(|all| !all.is_empty()).then_some(""));
    let keys = Signal::derive(move || list.listed.get());
    let chosen = Signal::derive(move || {
        let user = page.chosen.get()?;
        page.with(|it| it.document().directory.users.position(&user))
    });
    let first = move || {
        let first = list.listed.with_untracked(|listed| listed.first().copied());
        first.into_iter().for_each(|at| list.choose(at));
    };
    let placeholder = Signal::derive(move || count(everybody.get(), "person", "people"));
    view! {
        <section class="people-pane" aria-label="Everybody">
            <div class="directory-find">
                <SearchField
                    label="Find a person"
                    placeholder=placeholder
                    value=list.text
                    on_input=move |text| list.text.set(text)
                    on_enter=Callback::new(move |()| first())
                />
                <FilterMenu list />
                <AddPeople page />
            </div>
            <PickList
                id="people-list"
                label="People"
                keys
                row=move |at: usize| list.row(at)
                chosen
                on_choose=move |at: usize| list.choose(at)
                none="Nobody is called so."
                faces=true
            />
            <p class="people-sum" role="status" data-changed=dot>
                {said}
            </p>
        </section>
    }
    .into_any()
}

#[component]
fn FilterMenu(list: List) -> AnyView {
    let items = Signal::derive(move || {
        let now = list.only.get();
        let item = |only: Only, label: &str| {
            MenuItem::new(label, move || list.only.set(only)).chosen(now == only)
        };
        vec![
            item(Only::Everybody, "Everybody"),
            item(Only::Changed, "Changed in the draft"),
            item(Only::InNothing, "In no group, post or team"),
        ]
    });
    view! { <Menu label="Who is listed" icon=Icon::Filter bare=true items /> }.into_any()
}

#[component]
fn AddPeople(page: Page) -> AnyView {
    let dialogs = page.dialogs;
    let items = Signal::derive(move || {
        vec![
            MenuItem::new("Add user…", move || dialogs.ask(Ask::Add(Kind::User)))
                .icon(Icon::Person),
            MenuItem::new("Paste a list of people…", move || dialogs.ask(Ask::People))
                .icon(Icon::File),
        ]
    });
    view! {
        <span id=HOME class="directory-add">
            <Menu label="Add people" icon=Icon::Plus bare=true items />
        </span>
    }
    .into_any()
}

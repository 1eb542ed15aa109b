//! The left pane: everybody, however many. Only those who are seen are in the page; the arrows choose.

use std::collections::BTreeSet;
use std::sync::Arc;

use leptos::html;
use leptos::prelude::*;

use super::{Page, memberships};
use crate::components::{Avatar, Icon, Menu, MenuItem, SearchField};
use crate::pages::ask::words::{count, grouped};
use crate::pages::changes::{Found, Pair, follow};
use crate::pages::groups::ask::{Ask, HOME, Kind, of};
use whocan_core::directory::{Directory, User, UserId};
use whocan_core::query::Direction;
use whocan_core::text::SearchText;

/// How many rows are drawn above and below those that are seen, and how many are seen at most.
const BEYOND: usize = 8;
const SEEN: usize = 48;
/// The first row that is drawn is a multiple of this: a little scrolling draws nothing anew.
const STEP: usize = 4;
/// How high a row is, in the root's text sizes.
const ROW: f64 = 2.875;

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
    /// The first row that is seen, by its position in the list.
    first: RwSignal<usize>,
    room: NodeRef<html::Div>,
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
        let (first, room) = (RwSignal::new(0), NodeRef::new());
        Self { page, text, only, changed, listed, first, room }
    }

    /// How high a row is in CSS pixels.
    fn row_height(self) -> f64 {
        ROW * 16.0 * crate::platform::size::of_text()
    }

    fn scrolled(self) {
        let Some(room) = self.room.get_untracked() else { return };
        let first = (f64::from(room.scroll_top()) / self.row_height()) as usize;
        let first = first.saturating_sub(BEYOND) / STEP * STEP;
        if first != self.first.get_untracked() {
            self.first.set(first);
        }
    }

    /// The place in the list of whoever is looked at.
    fn place(self) -> Option<usize> {
        let user = self.page.chosen.try_get_untracked().flatten()?;
        let at = self
            .page
            .session
            .snapshot()
            .with_untracked(|it| it.as_deref()?.document().directory.users.position(&user))?;
        self.listed.with_untracked(|listed| listed.binary_search(&at).ok())
    }

    fn show(self, place: usize) {
        let Some(room) = self.room.get_untracked() else { return };
        let height = self.row_height();
        let (top, seen) = (f64::from(room.scroll_top()), f64::from(room.client_height()));
        let row = place as f64 * height;
        if row < top {
            room.set_scroll_top(row as i32);
        } else if row + height > top + seen {
            room.set_scroll_top((row + height - seen).ceil() as i32);
        }
        self.scrolled();
    }

    fn choose(self, place: usize) {
        let at = self.listed.with_untracked(|listed| listed.get(place).copied());
        let user = self.page.session.snapshot().with_untracked(|it| {
            Some(it.as_deref()?.document().directory.users.nth(at?)?.id.clone())
        });
        if let Some(user) = user {
            self.page.go(&user);
            self.show(place);
        }
    }

    fn pressed(self, event: &web_sys::KeyboardEvent) {
        const PAGE: usize = 10;
        let last = self.listed.with_untracked(|listed| listed.len()).saturating_sub(1);
        let here = self.place();
        let next = match (event.key().as_str(), here) {
            ("ArrowDown", Some(here)) => here + 1,
            ("ArrowUp", Some(here)) => here.saturating_sub(1),
            ("PageDown", Some(here)) => here + PAGE,
            ("PageUp", Some(here)) => here.saturating_sub(PAGE),
            ("Home" | "ArrowDown" | "PageDown", _) => 0,
            ("End" | "ArrowUp" | "PageUp", _) => last,
            _ => return,
        };
        event.prevent_default();
        self.choose(next.min(last));
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
    let typed = move |text| {
        list.text.set(text);
        list.first.set(0);
    };
    let placeholder = count(everybody.get_untracked(), "person", "people");
    view! {
        <section class="people-pane" aria-label="Everybody">
            <div class="directory-find">
                <SearchField
                    label="Find a person"
                    placeholder=placeholder
                    value=list.text
                    on_input=typed
                    on_enter=Callback::new(move |()| list.choose(0))
                />
                <FilterMenu list />
                <AddPeople page />
            </div>
            <People list />
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
            MenuItem::new(label, move || {
                list.only.set(only);
                list.first.set(0);
            })
            .chosen(now == only)
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

/// The rows that are seen, in a room as high as all of them.
#[component]
fn People(list: List) -> AnyView {
    let page = list.page;
    let drawn = move || {
        let first = list.first.get();
        let listed = list.listed.get();
        let all = listed.len();
        let places = listed.iter().copied().enumerate().skip(first).take(SEEN + 2 * BEYOND);
        let rows = |directory: &Directory| {
            let row = |(place, at): (usize, usize)| {
                let user = directory.users.nth(at)?;
                Some(row(list, directory, user, place, all))
            };
            places.filter_map(row).collect_view()
        };
        page.session.snapshot().with(|it| of(it.as_deref(), rows))
    };
    let total = Signal::derive(move || list.listed.with(|listed| listed.len()).to_string());
    let start = Signal::derive(move || list.first.get().to_string());
    let here = Signal::derive(move || {
        let user = page.chosen.get()?;
        let at = page.with(|it| it.document().directory.users.position(&user))?;
        let (first, listed) = (list.first.get(), list.listed.get());
        let place = listed.binary_search(&at).ok()?;
        (place >= first && place < first + SEEN + 2 * BEYOND).then(|| id_of(&user))
    });
    let none = move || {
        list.listed.with(|it| it.is_empty()).then(|| {
            view! { <p class="directory-hint people-none">"Nobody is called so."</p> }
        })
    };
    // Whoever is looked at is seen once the list stands.
    Effect::new(move |_| {
        if list.room.get().is_some() {
            request_animation_frame(move || {
                if let Some(place) = list.place() {
                    list.show(place);
                }
            });
        }
    });
    view! {
        <div class="people-room" node_ref=list.room on:scroll=move |_| list.scrolled()>
            <ul
                class="people-rows"
                role="listbox"
                tabindex="0"
                aria-label="People"
                aria-activedescendant=here
                style=("--people-total", move || total.get())
                style=("--people-first", move || start.get())
                on:keydown=move |event| list.pressed(&event)
            >
                {drawn}
            </ul>
            {none}
        </div>
    }
    .into_any()
}

fn id_of(user: &UserId) -> String {
    format!("person-{user}")
}

fn row(list: List, directory: &Directory, user: &User, place: usize, all: usize) -> AnyView {
    let id = user.id.clone();
    let of = memberships(directory, &id);
    let names: Vec<String> = of.iter().take(2).map(|who| directory.name(who)).collect();
    let more = of.len().saturating_sub(2);
    let more = if more > 0 { format!(" +{more}") } else { String::new() };
    let about = match names.is_empty() {
        true => "In no group".to_owned(),
        false => format!("{}{more}", names.join(", ")),
    };
    let own = id.clone();
    let chosen = Signal::derive(move || {
        list.page.chosen.with(|chosen| chosen.as_ref() == Some(&own)).to_string()
    });
    let own = id.clone();
    let dot = move || {
        list.changed.with(|all| all.contains(&own)).then(|| {
            view! {
                <span class="change-dot"></span>
                <span class="unseen">", changed"</span>
            }
        })
    };
    let own = id.clone();
    view! {
        <li
            class="person-row"
            role="option"
            id=id_of(&id)
            aria-selected=chosen
            aria-setsize=all.to_string()
            aria-posinset=(place + 1).to_string()
            on:click=move |_| list.page.go(&own)
        >
            <Avatar name=user.name.clone() />
            <span class="person-words">
                <span class="person-name">{user.name.clone()} {dot}</span>
                <span class="person-about">{about}</span>
            </span>
        </li>
    }
    .into_any()
}

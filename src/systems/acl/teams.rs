//! *Service Team Administration*: the default list of each team, who follows it, who has a list of their
//! own, and what each row comes to.

use leptos::prelude::*;

use super::before::{Before, chip};
use super::dialogs::Ask;
use super::page::{Here, Page, Stand};
use super::sheet::{Give, ListForm};
use super::words::{member, outcome, reach, records};
use crate::components::{
    Button, EmptyState, Icon, LevelChip, Menu, MenuItem, Mood, Show, Symbol, Tag,
};
use crate::platform::page as dom;
use crate::state::{Screen, Tab};
use crate::systems::crumbs::Crumbs;
use whocan_core::directory::TeamId;
use whocan_core::models::acl::Edit;
use whocan_core::models::acl::access::Access;
use whocan_core::models::acl::policy::{Owner, Priority, Record, State};
use whocan_core::shared::Shared;

/// How many teams, and how many records of each column, are drawn.
const TEAMS: usize = 300;
const RECORDS: usize = 60;
const ID: &str = "acl-teams";

/// A team of the list.
#[derive(Clone, PartialEq)]
struct Row {
    id: TeamId,
    name: String,
    follow: usize,
    own: usize,
    has_default: bool,
    changed: bool,
}

fn is_own(record: &Record) -> bool {
    matches!(record.state, State::Customised(_))
}

fn rows(page: Page) -> Vec<Row> {
    page.policy.with(|policy| {
        page.saved.with(|saved| {
            page.directory.with(|directory| {
                let row = |team: &Shared<whocan_core::directory::Team>| {
                    let own = policy.of_team(&team.id).filter(|it| is_own(it)).count();
                    let default = policy.defaults.get(&team.id);
                    Row {
                        id: team.id.clone(),
                        name: team.name.clone(),
                        follow: policy.of_team(&team.id).count() - own,
                        own,
                        has_default: default.is_some(),
                        changed: default.map(|it| &**it)
                            != saved.defaults.get(&team.id).map(|it| &**it),
                    }
                };
                directory.teams.iter().take(TEAMS).map(row).collect()
            })
        })
    })
}

/// The service teams on the left.
#[component]
pub(super) fn TeamPane(page: Page) -> AnyView {
    let all = Memo::new(move |_| rows(page));
    let rows =
        move || all.get().into_iter().map(|row| view! { <TeamRow page row /> }).collect_view();
    let alone = Signal::derive(move || {
        page.policy.with(|policy| {
            let alone = || policy.records.iter().filter(|it| policy.team_of(it).is_none());
            let own = alone().filter(|it| is_own(it)).count();
            let own = match own {
                1 => "1 of them has a list of its own.".to_owned(),
                own => format!("{own} of them have a list of their own."),
            };
            match alone().count() {
                0 => "Every record belongs to a team.".to_owned(),
                1 => "1 record belongs to no team.".to_owned(),
                many => format!("{} belong to no team. {own}", records(many)),
            }
        })
    });
    view! {
        <section class="editor-pane acl-pane" aria-label="Service teams">
            <div class="acl-rows" id=ID on:keydown=|event| dom::walk_rows(&event, ID, "acl-team")>
                <ul aria-label="Service teams">{rows}</ul>
            </div>
            <div class="acl-pane-foot">
                <p>{alone}</p>
                <Crumbs steps=&["Focus", "Services", "Service Team Administration"] />
            </div>
        </section>
    }
    .into_any()
}

#[component]
fn TeamRow(page: Page, row: Row) -> AnyView {
    let Row { id, name, follow, own, has_default, changed } = row;
    let mine = id.clone();
    let chosen = Signal::derive(move || {
        page.here.with(|here| matches!(here, Here::Team(Some(id)) if *id == mine)).to_string()
    });
    let says = if has_default { reach(follow, own) } else { "No default list".to_owned() };
    let part = |count: usize| count.to_string();
    let dot = changed.then(|| {
        view! {
            <span class="change-dot"></span>
            <span class="unseen">", changed"</span>
        }
    });
    let bar = (has_default && follow + own > 0).then(|| {
        view! {
            <span class="acl-bar" aria-hidden="true" data-accent="acl">
                <span style=("--part", part(follow))></span>
                <span style=("--part", part(own))></span>
            </span>
        }
    });
    view! {
        <li>
            <button
                type="button"
                class="list-row acl-team"
                aria-pressed=chosen
                on:click=move |_| page.go_to_team(id.as_str())
            >
                <span class="acl-team-name">
                    <Symbol icon=Icon::Team />
                    {name}
                    {dot}
                </span>
                <span class="acl-team-reach">{says}</span>
                {bar}
            </button>
        </li>
    }
    .into_any()
}

/// The default of the team that is looked at.
#[component]
pub(super) fn TeamDetail(page: Page, before: Memo<Before>) -> AnyView {
    let any = Signal::derive(move || page.sheet.with(|sheet| sheet.list.is_some()));
    let none = Signal::derive(move || !any.get());
    let parts = Memo::new(move |_| parts(page));
    let says = Signal::derive(move || {
        parts.with(|(follow, own)| {
            let change = match follow.len() {
                1 => "1 record changes at once.".to_owned(),
                many => format!("{} change at once.", records(many)),
            };
            match own.len() {
                0 => change,
                1 => format!("{change} The 1 customised one stays."),
                own => format!("{change} The {own} customised ones stay."),
            }
        })
    });
    let verb = Signal::derive(move || {
        let has = page.sheet.with(|sheet| sheet.base.is_some());
        if has { "Change the default" } else { "Set the default" }.to_owned()
    });
    view! {
        <section class="acl-detail" aria-label="Service team">
            <div class="acl-scroll">
                <Head page follow=Signal::derive(move || parts.with(|(follow, _)| follow.len())) />
                <Show when=any>
                    <ListForm page />
                    <Followers page parts before />
                    <RowOutcomes page />
                </Show>
                <Show when=none>
                    <NoDefault page />
                </Show>
            </div>
            <Give page says verb keep="Discard" />
        </section>
    }
    .into_any()
}

#[component]
fn Head(page: Page, follow: Signal<usize>) -> AnyView {
    let name = Signal::derive(move || page.name());
    let says = Signal::derive(move || {
        let reach = match follow.get() {
            0 => "followed by no record".to_owned(),
            many => format!("followed by {}", records(many)),
        };
        page.sheet.with(|sheet| match sheet.stand {
            Stand::Own => format!("Default list, {reach}."),
            Stand::Written => format!("Default list, {reach}. Nothing is changed yet."),
            _ => "Has no default list.".to_owned(),
        })
    });
    let edited = Signal::derive(move || {
        page.sheet.with(|sheet| match sheet.rows_changed() {
            _ if !sheet.is_written() => String::new(),
            0 => "Edited".to_owned(),
            1 => "1 row edited".to_owned(),
            many => format!("{many} rows edited"),
        })
    });
    let is_edited = Signal::derive(move || edited.with(|it| !it.is_empty()));
    let items = Signal::derive(move || {
        let ask = move |ask: Ask| move || page.ask.set(Some(ask.clone()));
        let has = page.sheet.with(|sheet| sheet.stand == Stand::Own);
        let scenarios = MenuItem::new("Scenarios…", ask(Ask::Scenarios)).icon(Icon::Learn);
        let remove =
            MenuItem::new("Remove the default…", ask(Ask::RemoveDefault)).icon(Icon::Cross);
        let remove = if has { remove } else { remove.off("There is none, or it is being edited.") };
        vec![scenarios, remove.begins_group()]
    });
    let back = move || page.lists.set(true);
    view! {
        <span class="acl-back">
            <Button on_press=back icon=Icon::Team>
                "All service teams"
            </Button>
        </span>
        <header class="acl-head">
            <div class="acl-head-words">
                <h2>{name}</h2>
                <p>{says}</p>
            </div>
            <Show when=is_edited>
                <Tag text=edited mood=Mood::Warn />
            </Show>
            <Menu label="More of this service team" icon=Icon::More bare=true items />
        </header>
    }
    .into_any()
}

#[component]
fn NoDefault(page: Page) -> AnyView {
    view! {
        <div class="acl-none">
            <EmptyState
                title="No default list yet"
                text="A default counts for all records of the team that have no list of their own."
                verb="Set a default list"
                icon=Icon::Plus
                on_verb=move || page.write()
            />
        </div>
    }
    .into_any()
}

/// The records that follow the default, and those with a list of their own.
type Parts = (Vec<Shared<Record>>, Vec<Shared<Record>>);

fn parts(page: Page) -> Parts {
    let Here::Team(Some(team)) = page.here.get() else { return Parts::default() };
    page.policy.with(|policy| {
        let (own, follow) = policy.of_team(&team).cloned().partition(|it| is_own(it));
        (follow, own)
    })
}

#[component]
fn Followers(page: Page, parts: Memo<Parts>, before: Memo<Before>) -> AnyView {
    let turn = move || {
        before.with(|Before { gain, lose, .. }| {
            let gain = (*gain > 0).then(|| view! { <b data-turn="gain">{format!("+{gain}")}</b> });
            let lose = (*lose > 0).then(|| view! { <b data-turn="lose">{format!("−{lose}")}</b> });
            (gain, lose)
        })
    };
    let follow = move || {
        let row = |it: &Shared<Record>| {
            view! { <RecordLine page record=it.clone()><span class="acl-turn">{turn}</span></RecordLine> }
        };
        parts.with(|(follow, _)| follow.iter().take(RECORDS).map(row).collect_view())
    };
    let own = move || {
        let row = |it: &Shared<Record>| {
            let State::Customised(list) = &it.state else { return None };
            let says = match list.priority {
                Priority::FavourDeny => list.priority.name().to_owned(),
                Priority::FavourAllow => list.description.clone(),
            };
            Some(view! { <RecordLine page record=it.clone()>{says}</RecordLine> })
        };
        parts.with(|(_, own)| own.iter().take(RECORDS).filter_map(row).collect_view())
    };
    let count = move |of: fn(&Parts) -> usize| Signal::derive(move || parts.with(of));
    let again = Signal::derive(move || {
        let item = |record: &Shared<Record>| {
            let owner = Owner::Record(record.id.clone());
            MenuItem::new(record.name.clone(), move || page.system.send(Edit::Clear(owner.clone())))
        };
        parts.with(|(_, own)| own.iter().take(RECORDS).map(item).collect::<Vec<_>>())
    });
    let any = Signal::derive(move || {
        parts.with(|(_, own)| !own.is_empty()) && page.sheet.with(|it| it.base.is_some())
    });
    let changes = Signal::derive(move || before.with(|it| it.gain + it.lose > 0));
    view! {
        <div class="acl-follow">
            <section aria-labelledby="acl-followers">
                <h3 id="acl-followers">
                    "Follow this default" <span class="acl-count">{count(|parts| parts.0.len())}</span>
                    <Show when=changes>
                        <span class="acl-gain-lose">"gain, lose"</span>
                    </Show>
                </h3>
                <ul>{follow}</ul>
            </section>
            <section aria-labelledby="acl-customised">
                <h3 id="acl-customised">
                    "Customised"
                    <span class="acl-count">{count(|parts| parts.1.len())} ", not reached"</span>
                </h3>
                <ul>{own}</ul>
                <Show when=any>
                    <Menu label="Let a record follow again…" class="acl-again" items=again />
                </Show>
            </section>
        </div>
    }
    .into_any()
}

/// A record with its type, and something at its end.
#[component]
fn RecordLine(page: Page, record: Shared<Record>, children: Children) -> AnyView {
    view! {
        <li class="acl-line">
            <span>
                <a href=page.href(&record.id)>{record.name.clone()}</a>
                <span class="acl-record-about">{record.kind.name()}</span>
            </span>
            <span class="acl-line-end">{children()}</span>
        </li>
    }
    .into_any()
}

/// What a row comes to by itself: its name, before and now.
type Comes = (String, Option<Access>, Access);

/// *What each row gives*, were it the only one that matches.
#[component]
fn RowOutcomes(page: Page) -> AnyView {
    let found = Memo::new(move |_| {
        page.sheet.with(|sheet| {
            page.directory.with(|directory| {
                let comes = |one: &whocan_core::models::acl::policy::Member| -> Comes {
                    let name = member(directory, one).0;
                    let was = sheet.before(one).map(|it| Access::Levels(it.allowed()));
                    let none = Access::Levels(whocan_core::models::acl::policy::Levels::NONE);
                    let was = was.or_else(|| sheet.base.is_some().then_some(none));
                    let is = Access::Levels(one.allowed());
                    (name, was.filter(|was| *was != is), is)
                };
                sheet.members().iter().take(RECORDS).map(comes).collect::<Vec<_>>()
            })
        })
    });
    let card = |(name, was, is): Comes| {
        let changed = was.is_some().then_some("");
        let bare = |access: Access| {
            let (level, word) = outcome(access);
            let tip = word.clone();
            view! {
                <span data-tip=tip>
                    <LevelChip level=Signal::stored(level) word=Signal::stored(word) bare=true />
                </span>
            }
            .into_any()
        };
        let pair = match was {
            None => chip(is),
            Some(was) => view! {
                {bare(was)}
                <Symbol icon=Icon::Arrow />
                <span class="unseen">" becomes "</span>
                {bare(is)}
            }
            .into_any(),
        };
        view! {
            <li class="acl-comes" data-changed=changed>
                <p>{name}</p>
                <div>{pair}</div>
            </li>
        }
    };
    view! {
        <section class="acl-each" aria-labelledby="acl-each">
            <h3 id="acl-each">"What each row gives"</h3>
            <ul>{move || found.get().into_iter().map(card).collect_view()}</ul>
        </section>
    }
    .into_any()
}

/// There is no service team yet.
#[component]
pub(super) fn NoTeam(page: Page) -> AnyView {
    let open = move || {
        let here = page.session.route().get_untracked();
        here.to(Screen::Directory(Tab::Groups), Vec::new()).go();
    };
    view! {
        <div class="editor-empty">
            <EmptyState
                title="There is no service team yet"
                text="A team's default list counts for all of its records."
                verb="Open groups"
                icon=Icon::Team
                on_verb=open
            />
        </div>
    }
    .into_any()
}

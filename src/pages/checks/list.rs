//! The list: what fails first and the problems, then rules, expectations and what changes nothing. It is narrowed
//! by a text and a filter, and what holds is folded.

use leptos::prelude::*;

use super::address::Place;
use super::rows::{Listed, Narrowed, Only, Row, Rows, Section};
use super::standing::Bubble;
use super::{Page, use_page};
use crate::components::{
    Badge, Button, ButtonKind, ButtonSize, For, Icon, Menu, MenuItem, Mood, Prose, SearchField,
    Show, Symbol,
};
use crate::platform::page as dom;
use whocan_core::models::ModelKind;

/// The id of the list.
const LIST: &str = "checks-list";
/// How many rows more a press unfolds.
const MORE: usize = 200;

/// See the module.
#[component]
pub(super) fn CheckList() -> AnyView {
    let page = use_page();
    let narrowed = RwSignal::new(Narrowed::default());
    let unfolded = RwSignal::new(Section::ALL.map(Section::least));
    let rows = StoredValue::new(Rows::default());
    let sections = Memo::new(move |_| {
        let selected = match page.place.get() {
            Place::Check(id) => Some(id),
            _ => None,
        };
        let (narrowed, unfolded, statuses) = (narrowed.get(), unfolded.get(), page.statuses.get());
        let found = page.with(|snapshot| {
            rows.try_update_value(|rows| {
                rows.listed(snapshot, &statuses, &narrowed, unfolded, selected.as_ref())
            })
        });
        found.flatten().unwrap_or_default()
    });
    let section = move |section: Section| {
        Memo::new(move |_| {
            sections.with(|all| all.get(section as usize).cloned().unwrap_or_default())
        })
    };
    let more = move |section: Section| {
        unfolded.update(|all| {
            all.get_mut(section as usize).into_iter().for_each(|most| *most += MORE);
        });
    };
    let row = move |number: usize| {
        let row = rows.with_value(|rows| rows.row(number).cloned());
        row.map(|row| view! { <CheckRow row /> }).into_any()
    };
    let none = Memo::new(move |_| {
        sections.with(|all| all.iter().all(|listed| listed.count == 0))
            && narrowed.with(|it| *it != Narrowed::default())
    });
    view! {
        <nav class="checks-list" id=LIST aria-label="Checks" on:keydown=walk>
            <Tools page narrowed />
            <div class="checks-scroll">
                <ListSection
                    head="Fails"
                    mood=Mood::Bad
                    listed=section(Section::Fails)
                    verb="fail"
                    row
                    on_more=move || more(Section::Fails)
                />
                <Problems />
                <ListSection
                    head="Rules"
                    mood=Mood::Good
                    listed=section(Section::Rules)
                    verb="hold"
                    row
                    on_more=move || more(Section::Rules)
                />
                <ListSection
                    head="Expectations"
                    mood=Mood::Good
                    listed=section(Section::Expectations)
                    verb="hold"
                    row
                    on_more=move || more(Section::Expectations)
                />
                <Show when=none>
                    <p class="checks-quiet">"No check fits."</p>
                </Show>
                <DeadWeightRow />
            </div>
        </nav>
    }
    .into_any()
}

/// The arrows move between the rows.
fn walk(event: web_sys::KeyboardEvent) {
    let by = match event.key().as_str() {
        "ArrowDown" => 1,
        "ArrowUp" => -1,
        _ => return,
    };
    if dom::focus_beside(LIST, "check-item", by) {
        event.prevent_default();
    }
}

#[component]
fn Tools(page: Page, narrowed: RwSignal<Narrowed>) -> AnyView {
    let count =
        Memo::new(move |_| page.with(|it| it.document().checks.list.len()).unwrap_or_default());
    let items = Signal::derive(move || {
        let now = narrowed.get();
        let (only, kind) = (now.only, now.kind);
        let of = |label: &'static str, wanted: Option<Only>| {
            MenuItem::new(label, move || narrowed.update(|it| it.only = wanted))
                .chosen(only == wanted)
        };
        let mut items = vec![
            of("All checks", None),
            of("Failing", Some(Only::Failing)),
            of("Rules", Some(Only::Rules)),
            of("Expectations", Some(Only::Expectations)),
        ];
        let used = page.with(|snapshot| {
            let list = &snapshot.document().checks.list;
            let is_used = |kind: &&ModelKind| {
                list.iter().any(|check| check.claim.model() == Some(kind.key()))
            };
            ModelKind::ALL.iter().filter(is_used).copied().collect::<Vec<_>>()
        });
        let used = used.unwrap_or_default();
        if used.len() > 1 {
            let of = |label: &'static str, wanted: Option<ModelKind>| {
                MenuItem::new(label, move || narrowed.update(|it| it.kind = wanted))
                    .chosen(kind == wanted)
            };
            items.push(of("All systems", None).begins_group());
            items.extend(used.into_iter().map(|kind| of(kind.info().title, Some(kind))));
        }
        items
    });
    let is_filtered = Signal::derive(move || {
        narrowed.with(|it| it.only.is_some() || it.kind.is_some()).then_some("")
    });
    let text = Signal::derive(move || narrowed.with(|it| it.text.clone()));
    let search = move || {
        let label = match count.get() {
            1 => "1 check".to_owned(),
            count => format!("{count} checks"),
        };
        let write = move |text| narrowed.update(|it| it.text = text);
        view! { <SearchField label value=text on_input=write /> }
    };
    view! {
        <div class="checks-tools">
            {search}
            <span class="checks-filter" data-on=is_filtered>
                <Menu label="Filter" icon=Icon::Filter bare=true items />
            </span>
        </div>
    }
    .into_any()
}

#[component]
fn ListSection(
    head: &'static str,
    mood: Mood,
    listed: Memo<Listed>,
    /// What those that are folded do.
    verb: &'static str,
    #[prop(into)] row: Callback<usize, AnyView>,
    #[prop(into)] on_more: Callback<()>,
) -> AnyView {
    let count = Memo::new(move |_| listed.with(|listed| listed.count));
    let more = Memo::new(move |_| listed.with(Listed::more));
    let each = Signal::derive(move || listed.with(|listed| listed.rows.clone()));
    let show_more = move || {
        let next = listed.with_untracked(|listed| listed.rows.len()) + 1;
        on_more.run(());
        let first_of_them = format!("[aria-label='{head}'] li:nth-child({next}) .check-item");
        dom::focus_first_if_lost(LIST, first_of_them);
    };
    view! {
        <Show when=Signal::derive(move || count.get() > 0)>
            <section class="checks-section" aria-label=head>
                <h2 class="checks-head" data-bad=(mood == Mood::Bad).then_some("")>
                    {head}
                    <Badge count of=verb mood />
                </h2>
                <ul>
                    <For each row />
                </ul>
                <Show when=Signal::derive(move || more.get() > 0)>
                    <span class="checks-more">
                        <Button kind=ButtonKind::Action size=ButtonSize::Small on_press=show_more>
                            {move || format!("{} more {verb}", more.get())}
                        </Button>
                    </span>
                </Show>
            </section>
        </Show>
    }
    .into_any()
}

#[component]
fn CheckRow(row: Row) -> AnyView {
    let page = use_page();
    let Row { id, title, below, standing } = row;
    // What somebody wrote may name people.
    let title = page.session.without_names(title);
    let place = Place::Check(id);
    view! {
        <PlaceRow place=place.clone() href=page.href(&place)>
            <Bubble standing />
            <span class="check-words">
                {title}
                <span class="unseen">{format!(", {}", standing.word())}</span>
                <span class="check-below">{below}</span>
            </span>
        </PlaceRow>
    }
    .into_any()
}

/// A row that leads to a place of the page.
#[component]
fn PlaceRow(place: Place, href: String, children: Children) -> AnyView {
    let page = use_page();
    let here = Signal::derive(move || page.place.with(|now| *now == place).then_some("true"));
    view! {
        <li>
            <a class="check-item" href=href aria-current=here>
                {children()}
            </a>
        </li>
    }
    .into_any()
}

/// What is wrong with the file.
#[component]
fn Problems() -> AnyView {
    let page = use_page();
    let unfolded = RwSignal::new(Section::Expectations.least());
    let count = Memo::new(move |_| {
        page.problems.with(|found| found.as_ref().map_or(0, |found| found.len()))
    });
    let more = Signal::derive(move || count.get().saturating_sub(unfolded.get()));
    let rows = move || {
        let found = page.problems.get().unwrap_or_default();
        let row = |problem: &super::problems::Problem| {
            let place = Place::Problem(problem.key.clone());
            let (icon, system) = (problem.icon(), problem.system());
            let title = problem.title.clone();
            view! {
                <PlaceRow place=place.clone() href=page.href(&place)>
                    <span class="check-bubble" data-mood="warn">
                        <Symbol icon />
                    </span>
                    <span class="check-words">
                        <Prose text=title.clone() />
                        <span class="check-below">{system}</span>
                    </span>
                </PlaceRow>
            }
        };
        found.iter().take(unfolded.get()).map(row).collect_view()
    };
    view! {
        <Show when=Signal::derive(move || count.get() > 0)>
            <section class="checks-section" aria-label="Problems">
                <h2 class="checks-head">
                    "Problems"
                    <Badge count of="problems" mood=Mood::Warn />
                </h2>
                <ul>{rows}</ul>
                <Show when=Signal::derive(move || more.get() > 0)>
                    <span class="checks-more">
                        <Button
                            kind=ButtonKind::Action
                            size=ButtonSize::Small
                            on_press=move || unfolded.update(|most| *most += MORE)
                        >
                            {move || format!("{} more", more.get())}
                        </Button>
                    </span>
                </Show>
            </section>
        </Show>
    }
    .into_any()
}

/// What changes nothing for anybody: looked for once it is selected.
#[component]
fn DeadWeightRow() -> AnyView {
    let page = use_page();
    let below = Signal::derive(move || page.dead_weight.said());
    view! {
        <section class="checks-section" aria-label="Dead weight">
            <h2 class="checks-head">"Dead weight"</h2>
            <ul>
                <PlaceRow place=Place::DeadWeight href=page.href(&Place::DeadWeight)>
                    <span class="check-bubble" data-mood="plain">
                        <Symbol icon=Icon::Cut />
                    </span>
                    <span class="check-words">
                        "What changes nothing for anybody"
                        <span class="check-below">{below}</span>
                    </span>
                </PlaceRow>
            </ul>
        </section>
    }
    .into_any()
}

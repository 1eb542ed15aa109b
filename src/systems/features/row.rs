//! A line of the list: its name, what it is set to, the default, what comes out; or a heading with how
//! many of each come out under it.

use std::sync::Arc;

use leptos::prelude::*;

use super::page::{Column, Facts, LIST, Moment, Page};
use super::sections::{Key, Line, name_of};
use super::words::tone;
use crate::components::{Icon, LevelGlyph, Symbol, grid_cell};
use whocan_core::directory::{Principal, belongs};
use whocan_core::models::features::Shown;
use whocan_core::models::features::policy::{Feature, FeatureId, Kind, Ticked, Visibility};
use whocan_core::verdict::Decision as _;

/// What is seen of a line.
#[derive(Clone, Debug, PartialEq)]
enum Seen {
    Heading { name: String, count: usize, sum: String, open: bool },
    Row(Box<Row>),
}

/// What is seen of a row.
#[derive(Clone, Debug, PartialEq)]
struct Row {
    name: String,
    /// What it is for, or what a group is.
    about: String,
    under: bool,
    /// The groups that set something here for a user, in short, and which they are.
    groups: Option<Set>,
    value: Visibility,
    is: Ticked,
    /// Why what is shown has no effect.
    off: Option<String>,
    default: Visibility,
    shown: Shown,
    /// What its own setting would give, where something else takes that away.
    capped: Option<Visibility>,
    /// How this differs from what is saved or running.
    changed: Option<String>,
    /// The licence that is missing.
    lacks: Option<String>,
}

/// What groups set for a user: in short, their names, and each with its value.
#[derive(Clone, Debug, PartialEq)]
struct Set {
    short: String,
    names: String,
    values: String,
}

/// The groups of a user that set something on a feature.
fn groups(facts: &Facts, who: &Principal, feature: &Feature) -> Option<Set> {
    let Principal::User(user) = who else { return None };
    let user = facts.directory.users.get(user)?;
    // R5
    if feature.kind == Kind::Centres {
        return None;
    }
    let groups = facts.directory.groups.iter();
    let groups = groups.filter(|group| belongs(user, &Principal::Group(group.id.clone())));
    let set: Vec<(&str, Visibility)> = groups
        .filter_map(|group| {
            let entry = facts.policy.entry(group.id.as_str(), &feature.id);
            entry.counting().map(|value| (group.name.as_str(), value))
        })
        .collect();
    let short = match set.as_slice() {
        [] => return None,
        [(only, _)] => (*only).to_owned(),
        all => format!("{} groups", all.len()),
    };
    let said: Vec<String> =
        set.iter().map(|(name, value)| format!("{name}: {}", value.name())).collect();
    let names: Vec<&str> = set.iter().map(|(name, _)| *name).collect();
    Some(Set { short, names: names.join(", "), values: format!("Set by {}", said.join(", ")) })
}

fn row(page: Page, facts: &Facts, key: &Key, under: bool) -> Option<Row> {
    let (who, id) = page.pair(key)?;
    let feature = facts.policy.feature(&id)?;
    let (entry, default) = (facts.entry(&who, &id), facts.policy.default_of(&id));
    let moment = if page.is_running.get() { Moment::Running } else { Moment::Draft };
    let shown = |moment| facts.shown(moment, &who, &id);
    let out = shown(moment).unwrap_or(Shown::Hidden);
    let of_group = matches!(who, Principal::Group(_));
    // R5
    let idle = of_group && feature.kind == Kind::Centres;
    let off = match (idle, entry.is) {
        (true, _) => Some("groups do not count on centres".to_owned()),
        (_, Ticked::Unset) => Some("Is Set is not ticked".to_owned()),
        _ => None,
    };
    let own = entry.counting().filter(|_| !idle);
    let own = own.map(|value| feature.kind.counts(value));
    let capped = own.filter(|own| out != Shown::Unavailable && Shown::from(*own) < out);
    let was = facts.saved.entry(who.id(), &id);
    let (draft, stored) = (shown(Moment::Draft), shown(Moment::Stored));
    let differs = entry != was
        || default != facts.saved.default_of(&id)
        || facts.saved.feature(&id).is_none_or(|was| was != feature && **was != **feature)
        || stored.is_some() && draft != stored;
    let waits = shown(Moment::Running).filter(|running| Some(*running) != stored);
    let changed = match (differs, waits.filter(|_| facts.waits())) {
        (true, _) if entry != was => Some(format!("Changed: was {}", was.words())),
        (true, _) => Some("Changed by this draft".to_owned()),
        (_, Some(running)) => Some(format!("Running until the restart: {}", running.name())),
        _ => None,
    };
    let (licence, there) = facts.licence_of(feature);
    let about = match key {
        Key::Feature(_) => feature.says(),
        Key::Subject(Principal::Group(group)) => {
            let group = facts.directory.groups.get(group);
            group.and_then(|group| group.description.clone()).unwrap_or_default()
        }
        Key::Subject(_) => String::new(),
    };
    Some(Row {
        name: name_of(facts, key),
        about,
        under,
        groups: groups(facts, &who, feature),
        value: entry.value,
        is: entry.is,
        off,
        default,
        shown: out,
        capped,
        changed,
        lacks: (!there).then(|| licence.to_owned()),
    })
}

/// What stands in a cell of *Effective*.
pub(super) fn word(shown: Shown) -> &'static str {
    if shown == Shown::Unavailable { "No licence" } else { shown.name() }
}

/// How many of each come out: `all Visible`, `17 Visible, 2 Hidden`.
fn sum(page: Page, facts: &Facts, keys: &[Key]) -> String {
    let moment = if page.is_running.get() { Moment::Running } else { Moment::Draft };
    let mut found: Vec<(&'static str, usize)> = Vec::new();
    for key in keys {
        let pair = page.pair(key);
        let shown = pair.and_then(|(who, id): (_, FeatureId)| facts.shown(moment, &who, &id));
        let name = match word(shown.unwrap_or(Shown::Hidden)) {
            "No licence" => "no licence",
            name => name,
        };
        match found.iter_mut().find(|(other, _)| *other == name) {
            Some((_, count)) => *count += 1,
            None => found.push((name, 1)),
        }
    }
    match found.as_slice() {
        [(name, count)] if *count > 1 && *name != "no licence" => format!("all {name}"),
        all => {
            let parts: Vec<String> =
                all.iter().map(|(name, count)| format!("{count} {name}")).collect();
            parts.join(", ")
        }
    }
}

fn seen(page: Page, line: &Line) -> Option<Seen> {
    let facts = page.facts.get();
    match line {
        Line::Heading(at, open) => page.sections.with(|all| {
            let section = all.get(*at)?;
            let sum = sum(page, &facts, &section.rows);
            let (name, count) = (section.name.clone(), section.rows.len());
            Some(Seen::Heading { name, count, sum, open: *open })
        }),
        Line::Row(key, under) => row(page, &facts, key, *under).map(|row| Seen::Row(Box::new(row))),
    }
}

/// Draws the cells of a line, and again whenever another one is seen of it.
pub(super) fn cells(page: Page, lines: Memo<Arc<Vec<Line>>>, at: usize) -> AnyView {
    let seen = Memo::new(move |_| {
        let line = lines.with(|lines| lines.get(at).cloned());
        line.and_then(|line| seen(page, &line))
    });
    (move || match seen.get() {
        None => ().into_any(),
        Some(Seen::Heading { name, count, sum, open }) => heading(at, name, count, sum, open),
        Some(Seen::Row(row)) => of_row(at, *row),
    })
    .into_any()
}

fn heading(at: usize, name: String, count: usize, sum: String, open: bool) -> AnyView {
    let icon = if open { Icon::Down } else { Icon::Right };
    view! {
        <span class="tree-cell feature-heading" role="rowheader" data-column="0" id=grid_cell(LIST, at, 0)>
            <Symbol icon />
            <span class="feature-name">{name}</span>
            " "
            <span class="feature-count">{count}</span>
        </span>
        <span class="tree-cell feature-sum" role="gridcell" data-column="0">{sum}</span>
    }
    .into_any()
}

/// The id and the number of a cell.
fn place(at: usize, column: Column) -> (String, String) {
    (grid_cell(LIST, at, column as usize), (column as usize).to_string())
}

fn of_row(at: usize, row: Row) -> AnyView {
    let dot = row.changed.clone().map(|changed| {
        let tip = changed.clone();
        view! {
            <span class="feature-dot" data-tip=tip>
                <span class="change-dot"></span>
                <span class="unseen">", changed: "{changed}</span>
            </span>
        }
    });
    view! {
        {name_cell(at, &row)}
        {value_cell(at, &row)}
        {set_cell(at, &row)}
        {default_cell(at, &row)}
        {effective_cell(at, &row)}
        {dot}
    }
    .into_any()
}

fn name_cell(at: usize, row: &Row) -> AnyView {
    let (id, column) = place(at, Column::Name);
    let tip = match row.about.as_str() {
        "" => row.name.clone(),
        about => format!("{}: {about}", row.name),
    };
    let groups = row.groups.clone().map(|Set { short, names, values }| {
        view! {
            <span class="feature-groups" data-tip=values>{short}</span>
            <span class="feature-of">{names}</span>
        }
    });
    view! {
        <span
            class="tree-cell feature-cell-name"
            role="rowheader"
            data-column=column
            data-under=row.under.then_some("")
            id=id
        >
            <span class="feature-name" data-tip=tip>{row.name.clone()}</span>
            {groups}
            <span class="feature-about" aria-hidden="true">{row.about.clone()}</span>
        </span>
    }
    .into_any()
}

fn value_cell(at: usize, row: &Row) -> AnyView {
    let (id, column) = place(at, Column::Value);
    let tip = row.lacks.as_ref().map(|name| format!("Needs the licence {name}"));
    let off = row.off.clone();
    let said = off.clone().map(|off| view! { <span class="unseen">", "{off}</span> });
    view! {
        <span
            class="tree-cell feature-cell-value"
            role="gridcell"
            data-column=column
            aria-haspopup="menu"
            data-off=off
            id=id
        >
            <span class="feature-select" data-lacks=tip.is_some().then_some("") data-tip=tip>
                {row.value.name()}
                {said}
                <Symbol icon=Icon::Down />
            </span>
        </span>
    }
    .into_any()
}

fn set_cell(at: usize, row: &Row) -> AnyView {
    let (id, column) = place(at, Column::IsSet);
    let is_set = row.is == Ticked::Set;
    view! {
        <span class="tree-cell feature-cell-set" role="gridcell" data-column=column id=id>
            <span class="feature-box" data-ticked=is_set.then_some("") aria-hidden="true">
                {is_set.then(|| view! { <Symbol icon=Icon::Check /> })}
            </span>
            <span class="unseen">{if is_set { "set" } else { "not set" }}</span>
        </span>
    }
    .into_any()
}

fn default_cell(at: usize, row: &Row) -> AnyView {
    let (id, column) = place(at, Column::Default);
    view! {
        <span class="tree-cell feature-cell-default" role="gridcell" data-column=column id=id>
            {row.default.name()}
        </span>
    }
    .into_any()
}

fn effective_cell(at: usize, row: &Row) -> AnyView {
    let (id, column) = place(at, Column::Effective);
    let level = crate::components::Level::from(row.shown.tone());
    let picture = match row.shown {
        Shown::Unavailable => view! { <Symbol icon=Icon::Lock /> }.into_any(),
        _ => view! { <LevelGlyph level /> }.into_any(),
    };
    let capped = row
        .capped
        .map(|own| format!("Set to {}, and something more restrictive counts", own.name()));
    let is_capped = capped.is_some().then_some("");
    let said = capped.clone().map(|_| view! { <span class="unseen">", capped"</span> });
    view! {
        <span
            class="tree-cell feature-cell-effective"
            role="gridcell"
            data-column=column
            data-capped=is_capped
            id=id
        >
            <span class="level-chip" data-level=level.name() data-tip=capped>
                {picture}
                <span>{word(row.shown)}</span>
                {said}
            </span>
        </span>
    }
    .into_any()
}

/// The level of a value, for menus.
pub(super) fn level_of(value: Visibility) -> crate::components::Level {
    tone(value).into()
}

//! The scenario explorer: the source's tables for Favour Allow and Favour Deny as rows that can be
//! edited, and what each priority makes of them.

use super::words::chip;
use crate::reactive::State;
use crate::ui::kit::tag::{Tag, tag, tick};
use whocan_core::models::acl::access::{Access, resolve};
use whocan_core::models::acl::policy::{Level, Levels, Priority};

/// A line: what the row of the group or post allows, and what the user's row allows.
type Pair = (Levels, Levels);

/// A table of the source: its priority, its lines, and what the source says of each.
struct Table {
    priority: Priority,
    lines: &'static [(&'static [Level], &'static [Level], &'static str)],
}

const NOTHING: &[Level] = &[];
const LOOK: &[Level] = &[Level::Summary];
const READ: &[Level] = &[Level::Summary, Level::Details];
const ALL: &[Level] = &Level::ALL;

/// The ticks of the source's tables are lost; these fit all that it says of them.
const TABLES: [Table; 2] = [
    Table {
        priority: Priority::FavourAllow,
        lines: &[
            (ALL, NOTHING, "full access"),
            (NOTHING, ALL, "full access"),
            (READ, NOTHING, "read only"),
            (NOTHING, NOTHING, "not available for selection"),
        ],
    },
    Table {
        priority: Priority::FavourDeny,
        lines: &[
            (NOTHING, ALL, "not available for selection"),
            (ALL, NOTHING, "not available for selection"),
            (READ, ALL, "read only"),
            (LOOK, ALL, "a message refuses the record"),
        ],
    },
];

/// The panel.
pub(super) fn scenarios() -> Tag {
    let beside = State::new(false);
    let both =
        tick("Both priorities side by side", move || beside.get(), move |shown| beside.set(shown));
    tag("details")
        .class("panel")
        .child(tag("summary").text("Scenario explorer"))
        .child(tag("p").class("hint").text(
            "Somebody is signed on with the group or post of the first row and has a row of their \
             own. Tick what each row allows and see what comes out.",
        ))
        .child(
            tag("div")
                .class("panel-line")
                .child(both)
                .child(tag("span").class("inferred").text("ticks reconstructed")),
        )
        .children(TABLES.map(|table| view(&table, beside)))
}

fn view(of: &Table, beside: State<bool>) -> Tag {
    let priority = of.priority;
    let other = match priority {
        Priority::FavourAllow => Priority::FavourDeny,
        Priority::FavourDeny => Priority::FavourAllow,
    };
    let head = |text: &'static str| tag("th").attr("scope", "col").text(text);
    let heads = move || {
        let second = beside.get().then(|| head(other.name()));
        tag("tr")
            .child(head("Group or Post row"))
            .child(head("User row"))
            .child(head(priority.name()))
            .child(second)
            .child(head("The source says"))
    };
    let line = |at: usize, line: &(&[Level], &[Level], &'static str)| {
        let (group, user, says) = line;
        let levels = |levels: &[Level]| Levels::of(levels.iter().copied());
        let pair = State::new((levels(group), levels(user)));
        let name = move |row: &str| format!("{} row {}, {row}", priority.name(), at + 1);
        let come_to = move |priority: Priority| {
            let (group, user) = pair.get();
            Access::Levels(resolve(priority, [group, user]))
        };
        let second = move || {
            let differ = come_to(priority) != come_to(other);
            let mark = differ.then(|| tag("span").class("acl-differs").text("differs"));
            beside.get().then(|| tag("td").child(chip(come_to(other))).child(mark))
        };
        tag("tr")
            .child(ticks(name("group or post"), pair, |pair| pair.0, |pair, to| pair.0 = to))
            .child(ticks(name("user"), pair, |pair| pair.1, |pair, to| pair.1 = to))
            .child(tag("td").bind_child(move || chip(come_to(priority))))
            .bind_child(second)
            .child(tag("td").class("hint").text(*says))
    };
    let lines = of.lines.iter().enumerate().map(|(at, it)| line(at, it)).collect::<Vec<_>>();
    let table = tag("table")
        .class("acl-scenarios")
        .child(tag("caption").text(priority.name()))
        .child(tag("thead").bind_child(heads))
        .child(tag("tbody").children(lines));
    tag("div").class("scrolls").attr("tabindex", "0").child(table)
}

fn ticks(
    name: String,
    pair: State<Pair>,
    of: fn(&Pair) -> Levels,
    set: fn(&mut Pair, Levels),
) -> Tag {
    let one = |level: Level| {
        let turn = move |on: bool| {
            pair.update(|pair| {
                let one = Levels::of([level]);
                let now = of(pair);
                set(pair, if on { now.or(one) } else { now.without(one) });
            });
        };
        tick(level.name(), move || pair.with(|pair| of(pair).has(level)), turn)
    };
    tag("td").child(
        tag("div")
            .class("panel-line")
            .attr("role", "group")
            .attr("aria-label", name)
            .children(Level::ALL.map(one)),
    )
}

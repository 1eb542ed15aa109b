//! Everything as one person sees it: the tree with what counts on each unit and where a Block cuts
//! it, the people and requirements with the way that leads to them, and what turns on days to come.

use std::ops::Range;

use leptos::prelude::*;

use super::entries::{model, seen};
use super::resource::remark;
use super::tree::{Row as TreeRow, rows};
use crate::components::Show;
use crate::grid::{
    CellPos, CellView, Grid, GridSource, GridState, GridTools, Head, NoCommand, Shape, Sign,
};
use crate::reactive::Derived;
use crate::ui::context::SystemContext;
use crate::ui::kit::choice::choice;
use crate::ui::kit::tag::{Piece, Tag, all, tag};
use whocan_core::directory::{Circumstances, Directory, Members, Principal, Roster};
use whocan_core::model::Index as _;
use whocan_core::models::resources::policy::{Classified, Given, Kind, Policy, Resource, in_words};
use whocan_core::models::resources::{
    Access, Index, May, Resources, Step, Target, VisibleResources, future,
};
use whocan_core::shared::Shared;
use whocan_core::verdict::Decision;

/// How many people can be chosen from, and how many turns are listed.
const MOST: usize = 500;

/// The focus is the tab, the person, and a row.
pub(super) fn person_tab(system: SystemContext<Resources>) -> AnyView {
    let people = move || {
        system.directory.with(|directory| {
            let users = directory.users.iter().take(MOST);
            users.map(|user| (user.id.to_string(), user.name.clone())).collect::<Vec<_>>()
        })
    };
    let person = Derived::new(move |_| {
        let named = system.focus.with(|focus| focus.get(1).cloned());
        system.directory.with(|directory| {
            let user = named.and_then(|id| directory.users.find(&id).cloned());
            user.or_else(|| directory.users.nth(0).cloned())
        })
    });
    let now = move || person.get().map(|user| user.id.to_string());
    let choose = move |id: String| system.on_focus.run(vec!["person".to_owned(), id]);
    let pick = choice("Person", "", people, now, choose).class("choice");
    let sheet = Derived::new(move |previous: Option<&PersonSheet>| {
        let user = person.get();
        PersonSheet::new(system, user.map(|user| user.id.to_string()), previous)
    });
    let active = Derived::new(move |_| {
        system.focus.with(|focus| match focus.as_slice() {
            [_, _, row, column, ..] => Some((row.clone(), column.clone())),
            _ => None,
        })
    });
    let state = GridState::new("res-person", sheet, active, move |row, column| {
        let user = person.with_untracked(|user| user.as_ref().map(|user| user.id.to_string()));
        let user = user.unwrap_or_default();
        system.on_focus.run(vec!["person".to_owned(), user, row, column]);
    });
    let state = state.with_widths(300.0, 208.0).called("rows", "columns");
    let any = Signal::derive(move || sheet.with(|sheet| !sheet.shape().rows.is_empty()));
    let body = view! {
        <GridTools state title="As one person" />
        <div class="res-tall">
            <Show when=any>
                <Grid state label="As one person" />
            </Show>
            <Show when=Signal::derive(move || !any.get())>
                {remark("There is nobody in the directory, or no resource yet.").any()}
            </Show>
        </div>
    }
    .into_any();
    let outcome_change =
        move || outcome_change(system, person.get().map(|user| user.id.to_string()));
    let view = tag("section")
        .class("panel")
        .attr("aria-labelledby", "res-person-name")
        .child(tag("h3").attr("id", "res-person-name").text("As one person"))
        .child(tag("div").class("panel-line").child(pick))
        .child(body);
    all([view.any(), tag("div").bind_child(outcome_change).any()])
}

/// What turns for the person after the day that is asked for.
fn outcome_change(system: SystemContext<Resources>, user: Option<String>) -> Option<Tag> {
    let directory = system.directory.get();
    let policy = system.policy.get();
    let index = system.index.get()?;
    let asked = system.asking.circumstances().get();
    let user = directory.users.find(&user?)?;
    let members = Members::of_user(&directory, user);
    let roster = Roster::default();
    let found = future(model(&policy, &directory, &index, &roster), &members, &asked);
    let name = |target: &Target| {
        let key = target.to_string();
        match target {
            Target::Resource(_) => policy.resources.find(&key).map(|it| it.name.clone()),
            Target::Classified(kind, _) => {
                policy.classified(*kind).find(&key).map(|it| it.name.clone())
            }
        }
    };
    let more = found.len().saturating_sub(MOST);
    let line = |turn: &whocan_core::models::resources::FutureOutcome| {
        tag("li").child(tag("b").text(turn.on.words())).text(format!(
            " {}: {} → {}",
            name(&turn.target).unwrap_or_default(),
            turn.before.outcome(),
            turn.after.outcome()
        ))
    };
    let body = match (asked.on, found.as_slice()) {
        (None, _) => remark("Choose a day above to see what turns after it.").any(),
        (_, []) => remark("Nothing turns for this person on a later day.").any(),
        (_, outcome_change) => {
            let list =
                tag("ul").class("res-list").children(outcome_change.iter().take(MOST).map(line));
            let more = (more > 0).then(|| remark(format!("and {more} more")));
            all([list.any(), more.any()])
        }
    };
    Some(
        tag("section")
            .class("panel")
            .attr("aria-labelledby", "res-turns")
            .child(tag("h3").attr("id", "res-turns").text("What turns on later days"))
            .child(body),
    )
}

/// What a row stands for.
#[derive(Clone, Debug)]
enum Row {
    Head,
    Resource(Shared<Resource>),
    Classified(Kind, Shared<Classified>),
}

#[derive(Clone)]
struct PersonSheet {
    policy: Shared<Policy>,
    directory: Directory,
    index: Option<Shared<Index>>,
    asked: Circumstances,
    members: Members,
    shape: Shared<Shape>,
    rows: Shared<Vec<Row>>,
    seen: Option<VisibleResources>,
}

impl PartialEq for PersonSheet {
    fn eq(&self, other: &Self) -> bool {
        self.policy == other.policy
            && self.index == other.index
            && self.asked == other.asked
            && self.members == other.members
            && self.shape == other.shape
    }
}

impl PersonSheet {
    fn new(
        system: SystemContext<Resources>,
        user: Option<String>,
        previous: Option<&Self>,
    ) -> Self {
        let (policy, directory) = (system.policy.get(), system.directory.get());
        let asked = system.asking.circumstances().get();
        let found = user.and_then(|id| directory.users.find(&id).cloned());
        let members =
            found.as_ref().map(|user| Members::of_user(&directory, user)).unwrap_or_default();
        // R19
        let seen = seen(system);
        let known = previous.filter(|old| {
            old.policy.resources.same(&policy.resources)
                && old.seen == seen
                && old.policy.people.same(&policy.people)
                && old.policy.requirements.same(&policy.requirements)
        });
        let (shape, rows) = match known {
            Some(old) => (old.shape.clone(), old.rows.clone()),
            None => {
                let (heads, rows) = all_rows(&policy, seen.as_ref());
                let columns =
                    vec![Head::new("outcome", "Comes out"), Head::new("through", "Through")];
                (Shape::new("Resource", heads, columns).into(), rows.into())
            }
        };
        let index = system.index.get().filter(|_| found.is_some());
        Self { policy, directory, index, asked, members, shape, rows, seen }
    }

    fn access(&self, index: &Index, row: &Row) -> Option<Access> {
        let target = match row {
            Row::Head => return None,
            Row::Resource(resource) => Target::Resource(resource.id.clone()),
            Row::Classified(kind, one) => Target::Classified(*kind, one.id.clone()),
        };
        Some(index.decide(&self.members, &self.asked, &target))
    }

    fn walk(&self, index: &Index, resource: &Resource) -> Vec<Step> {
        index.walk(&self.directory, &self.members, &self.asked, resource)
    }

    /// How a resource comes to what it comes to, in few words.
    fn way(&self, index: &Index, resource: &Resource) -> (String, bool) {
        if index.is_admin(&self.members) {
            return ("admin account".to_owned(), false);
        }
        let steps = self.walk(index, resource);
        let cut = steps.iter().find(|step| step.said == Some(Given::Block));
        let here = cut.is_some_and(|step| step.resource.id == resource.id);
        let mut parts: Vec<String> = Vec::new();
        for step in steps.iter().filter(|step| matches!(step.said, Some(Given::Set(_)))) {
            let whose = step.entries.iter().filter(|(.., heard)| {
                *heard == whocan_core::models::resources::EntryEffect::Counts
            });
            let names: Vec<String> = whose
                .map(|(who, ..)| match who {
                    Principal::User(_) => "own entry".to_owned(),
                    who => self.directory.name(who),
                })
                .collect();
            let from = match step.resource.id == resource.id {
                true => String::new(),
                false => format!(" on {}", step.resource.name),
            };
            parts.push(format!("{}{from}", names.join(" + ")));
        }
        match (cut, here) {
            (Some(_), true) => parts.push("Block: the way up is cut here".to_owned()),
            (Some(step), false) => {
                parts.push(format!("cut by the Block on {}", step.resource.name))
            }
            (None, _) => {}
        }
        (parts.join("; "), here)
    }

    /// The ways to a person or requirement.
    fn routes(&self, index: &Index, kind: Kind, one: &Classified) -> String {
        if index.is_admin(&self.members) {
            return "admin account".to_owned();
        }
        let route = |resource: &Shared<Resource>| {
            let target = Target::Resource(resource.id.clone());
            let on = index.decide(&self.members, &self.asked, &target);
            let set = on.set().and(kind.reached());
            (!set.is_empty())
                .then(|| format!("{} {} ({})", resource.kind.name(), resource.name, in_words(set)))
        };
        let routes = self.policy.holders(kind, one).filter_map(route);
        routes.collect::<Vec<_>>().join("; ")
    }

    fn face(&self, (row, column): CellPos) -> Option<CellView> {
        let row = self.rows.get(row)?;
        let blank = CellView { sign: Sign::Blank, ..CellView::default() };
        let (Some(index), false) = (&self.index, matches!(row, Row::Head)) else {
            return Some(blank);
        };
        let access = self.access(index, row)?;
        if column == 0 {
            let level = Some(access.tone().into());
            let words = CellView::words(access.outcome());
            return Some(CellView { level, sign: Sign::Meter, ..words });
        }
        let (text, cut) = match row {
            Row::Head => (String::new(), false),
            Row::Resource(resource) => self.way(index, resource),
            Row::Classified(kind, one) => (self.routes(index, *kind, one), false),
        };
        let sign = if cut { Sign::Cross } else { Sign::Blank };
        Some(CellView { text: text.clone().into(), sign, spoken: text.into(), ..blank })
    }
}

fn all_rows(policy: &Policy, seen: Option<&VisibleResources>) -> (Vec<Head>, Vec<Row>) {
    let mut heads = Vec::new();
    let mut found = Vec::new();
    for (head, row) in rows(policy, seen) {
        heads.push(head);
        found.push(match row {
            TreeRow::Type(_) => Row::Head,
            TreeRow::Resource(resource) => Row::Resource(resource),
        });
    }
    for (kind, name) in [(Kind::Person, "People"), (Kind::Requirement, "Requirements")] {
        let all = policy.classified(kind);
        let head = Head::new(kind.key(), name);
        heads.push(if all.is_empty() { head } else { head.parent() });
        found.push(Row::Head);
        let is_seen = |at: usize| seen.is_none_or(|seen| seen.classified(kind, at));
        for (_, one) in all.iter().enumerate().filter(|(at, _)| is_seen(*at)) {
            heads.push(Head::new(&one.id, one.name.clone()).at_depth(1));
            found.push(Row::Classified(kind, one.clone()));
        }
    }
    (heads, found)
}

impl GridSource for PersonSheet {
    type Command = NoCommand;

    fn shape(&self) -> &Shape {
        &self.shape
    }

    fn cells(&self, row: usize, columns: Range<usize>) -> Vec<CellView> {
        columns.filter_map(|column| self.face((row, column))).collect()
    }

    fn is_set(&self, row: usize) -> bool {
        let (Some(row), Some(index)) = (self.rows.get(row), &self.index) else { return false };
        self.access(index, row).is_some_and(|access| !access.set().is_empty())
    }

    fn rank(&self, (row, _): CellPos) -> u32 {
        let found = self.rows.get(row).zip(self.index.as_ref());
        let access = found.and_then(|(row, index)| self.access(index, row));
        let sees = |access: Access| access.set().has(May::See.takes());
        access.map_or(0, |it| it.set().iter().count() as u32 * 2 + u32::from(sees(it)))
    }
}

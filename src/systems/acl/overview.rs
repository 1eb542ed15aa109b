//! All rows of all lists on one grid: records by whoever stands in a list.

use leptos::prelude::{AnyView, Callable, untrack};
use std::collections::BTreeSet;
use std::ops::Range;
use std::sync::Arc;

use super::words::{full, short, tone};
use crate::reactive::Derived;
use crate::ui::context::SystemContext;
use crate::ui::kit::grid::{
    At, Changes, Click, Face, GridState, Head, Shape, Sheet, Sign, Verb, grid, grid_tools,
};
use crate::ui::kit::tag::{Piece, all, bound, tag};
use whocan_core::directory::{Directory, Principal};
use whocan_core::models::acl::input::{NO_ROW, parse, words};
use whocan_core::models::acl::policy::{
    Level, Levels, Member, Owner, Policy, Record, RecordId, State as AclState,
};
use whocan_core::models::acl::{Acl, Edit};
use whocan_core::paste::Parsed;
use whocan_core::shared::{Shared, collect_into};

/// The focus is the record and the member.
/// The grid's sheet as it is now.
pub(super) fn sheet(system: SystemContext<Acl>) -> Arc<dyn Sheet> {
    Arc::new(RowSheet::new(system, None))
}

pub(super) fn overview(system: SystemContext<Acl>) -> AnyView {
    let sheet = Derived::new(move |previous: Option<&RowSheet>| RowSheet::new(system, previous));
    let state = GridState::new("overview", sheet, system.focused_cell(), move |row, column| {
        system.on_focus.run(vec![row, column]);
    });
    let state = state.with_widths(128.0, 240.0);
    let nothing = Derived::new(move |_| {
        sheet.with(|sheet| sheet.shape().rows.is_empty() || sheet.shape().columns.is_empty())
    });
    let head = tag("div")
        .class("work-head")
        .child(tag("h2").text("Access Control Lists: overview"))
        .child(grid_tools(state, "records", "members", Changes::Offered));
    let body = bound(move || match nothing.get() {
        true => tag("p")
            .class("empty")
            .text("No record has a list yet: add records and set their lists in the editor.")
            .any(),
        false => untrack(|| grid(state, "Overview", Click::Focuses)),
    });
    all([head.any(), body])
}

#[derive(Clone)]
struct RowSheet {
    system: SystemContext<Acl>,
    policy: Shared<Policy>,
    saved: Shared<Policy>,
    directory: Directory,
    shape: Shared<Shape>,
    members: Shared<Vec<Principal>>,
}

impl PartialEq for RowSheet {
    fn eq(&self, other: &Self) -> bool {
        self.policy == other.policy && self.saved == other.saved && self.shape == other.shape
    }
}

impl RowSheet {
    fn new(system: SystemContext<Acl>, previous: Option<&Self>) -> Self {
        let (policy, saved, directory) =
            (system.policy.get(), system.saved.get(), system.directory.get());
        let head = |record: &Shared<Record>| Head::new(&record.id, record.name.clone());
        let rows = policy.records.iter().map(head).collect();
        let members = members(&policy, &directory);
        let columns = members
            .iter()
            .map(|who| Head::new(who.id(), directory.name(who)).under(who.kind().to_owned()));
        let shape = Shape::new("Record, member", rows, columns.collect());
        let same = previous.map(|previous| &previous.shape).filter(|old| ***old == shape);
        let shape = same.cloned().unwrap_or_else(|| shape.into());
        Self { system, policy, saved, directory, shape, members: members.into() }
    }

    fn cell(&self, (row, column): At) -> Option<(&Shared<Record>, &Principal)> {
        let key = &self.shape.rows.get(row)?.key;
        Some((self.policy.records.find(key)?, self.members.get(column)?))
    }

    fn row_of(&self, policy: &Policy, record: &RecordId, who: &Principal) -> Option<Levels> {
        let record = policy.records.get(record)?;
        let (_, list) = policy.list_of(&self.directory, record)?;
        list.member(who.id()).map(Member::allowed)
    }

    fn face(&self, at: At) -> Option<Face> {
        let (record, who) = self.cell(at)?;
        let now = self.row_of(&self.policy, &record.id, who);
        let changed = now != self.row_of(&self.saved, &record.id, who);
        let off = match &record.state {
            AclState::Customised(_) => None,
            AclState::Inherited => Some("it follows its service team's default".into()),
            AclState::None => Some("the record has no list".into()),
        };
        Some(match now {
            None => {
                Face { sign: Sign::Blank, off, changed, spoken: NO_ROW.into(), ..Face::default() }
            }
            Some(allowed) => Face {
                text: short(allowed).into(),
                tone: tone(allowed),
                off,
                changed,
                spoken: full(allowed).into(),
                ..Face::default()
            },
        })
    }
}

/// Whoever has a row anywhere: users, groups, posts, teams, each in the directory's order.
fn members(policy: &Policy, directory: &Directory) -> Vec<Principal> {
    let rows = policy.lists().flat_map(|(_, list)| &list.members);
    let known: BTreeSet<&str> = collect_into(rows.map(|member| member.who.as_str()));
    let users = directory.users.iter().map(|user| Principal::User(user.id.clone()));
    let groups = directory.groups.iter().map(|group| Principal::Group(group.id.clone()));
    let posts = directory.posts.iter().map(|post| Principal::Post(post.id.clone()));
    let teams = directory.teams.iter().map(|team| Principal::Team(team.id.clone()));
    let all = users.chain(posts).chain(groups).chain(teams);
    all.filter(|who| known.contains(who.id())).collect()
}

impl Sheet for RowSheet {
    fn shape(&self) -> &Shape {
        &self.shape
    }

    fn line(&self, row: usize, columns: Range<usize>) -> Vec<Face> {
        columns.filter_map(|column| self.face((row, column))).collect()
    }

    fn verbs(&self) -> Vec<Verb> {
        vec![
            Verb { id: "allow", label: "Allow all three".into(), keys: &["A", "a"] },
            Verb { id: "deny", label: "Deny all three".into(), keys: &["D", "d"] },
            Verb { id: "summary", label: "Turn Read Summary".into(), keys: &["1"] },
            Verb { id: "details", label: "Turn Read Details".into(), keys: &["2"] },
            Verb { id: "write", label: "Turn Write".into(), keys: &["3"] },
            Verb { id: "remove", label: "Remove the row".into(), keys: &["Delete"] },
        ]
    }

    fn run(&self, verb: &str, cells: &[At]) {
        let mut edits = Vec::new();
        for (record, who) in cells.iter().filter_map(|at| self.cell(*at)) {
            let AclState::Customised(list) = &record.state else { continue };
            let owner = Owner::Record(record.id.clone());
            let now = list.member(who.id()).map(|member| member.denied);
            let turn = |level: Level| {
                let (now, one) = (now.unwrap_or(Levels::NONE), Levels::of([level]));
                if now.has(level) { now.without(one) } else { now.or(one) }
            };
            let denied = match verb {
                "allow" => Levels::NONE,
                "deny" => Levels::ALL,
                "summary" => turn(Level::Summary),
                "details" => turn(Level::Details),
                "write" => turn(Level::Write),
                _ => {
                    let gone = now.is_some();
                    edits.extend(gone.then(|| Edit::RemoveMember(owner, who.id().into())));
                    continue;
                }
            };
            if now.is_none() {
                edits.push(Edit::AddMembers(owner.clone(), vec![who.id().into()]));
            }
            edits.push(Edit::Deny(owner, who.id().into(), denied));
        }
        self.system.send_all(format!("{} cells of access control lists", cells.len()), edits);
    }

    fn can_paste(&self) -> bool {
        true
    }

    fn parse(&self, text: &str) -> Parsed<String> {
        parse(text).map(words)
    }

    /// A record takes rows where it has a list of its own.
    fn now(&self, at: At) -> Option<String> {
        let (record, who) = self.cell(at)?;
        let AclState::Customised(list) = &record.state else { return None };
        Some(words(list.member(who.id()).map(Member::allowed)))
    }

    fn paste(&self, cells: &[(At, String)]) {
        let mut edits = Vec::new();
        for (at, text) in cells {
            let (Some((record, who)), Parsed::Value(allowed)) = (self.cell(*at), parse(text))
            else {
                continue;
            };
            let AclState::Customised(list) = &record.state else { continue };
            let owner = Owner::Record(record.id.clone());
            match allowed {
                None => edits.push(Edit::RemoveMember(owner, who.id().into())),
                Some(allowed) => {
                    if list.member(who.id()).is_none() {
                        edits.push(Edit::AddMembers(owner.clone(), vec![who.id().into()]));
                    }
                    let denied = Levels::ALL.without(allowed);
                    edits.push(Edit::Deny(owner, who.id().into(), denied));
                }
            }
        }
        self.system.send_all(format!("paste {} cells", cells.len()), edits);
    }

    fn is_set(&self, row: usize) -> bool {
        (0..self.members.len()).any(|column| {
            self.cell((row, column))
                .is_some_and(|(record, who)| self.row_of(&self.policy, &record.id, who).is_some())
        })
    }

    fn changed(&self, row: usize) -> bool {
        (0..self.members.len()).any(|at| self.face((row, at)).is_some_and(|face| face.changed))
    }

    fn rank(&self, at: At) -> u32 {
        let allowed =
            self.cell(at).and_then(|(record, who)| self.row_of(&self.policy, &record.id, who));
        allowed.map_or(0, |allowed| 1 + allowed.iter().count() as u32)
    }
}

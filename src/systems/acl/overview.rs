//! All rows of all lists on one grid: records by whoever stands in a list.

use leptos::prelude::*;
use std::collections::BTreeSet;
use std::sync::Arc;

use super::words::{full, short, tone};
use crate::grid::{
    CellPos, CellView, Density, Effect, GridSource as _, GridState, Head, Off, Offer, PolicyCells,
    PolicyGrid, Shape, Side, Sign,
};
use crate::state::context::SystemContext;
use crate::systems::grid_page::GridPage;
use whocan_core::directory::{Directory, Principal};
use whocan_core::models::acl::input::{NO_ROW, parse, words};
use whocan_core::models::acl::policy::{
    Level, Levels, List, Member, Owner, Policy, Record, RecordId, State as AclState,
};
use whocan_core::models::acl::{Acl, Edit};
use whocan_core::paste::Parsed;
use whocan_core::shared::{Shared, collect_into};

/// The grid's source as it is now.
pub(super) fn source(system: SystemContext<Acl>) -> Arc<dyn crate::grid::AnySource> {
    Arc::new(PolicyGrid(RowSheet::new(system, None)))
}

pub(super) fn overview(system: SystemContext<Acl>) -> AnyView {
    let sheet = Memo::new(move |previous: Option<&PolicyGrid<RowSheet>>| {
        PolicyGrid(RowSheet::new(system, previous.map(|grid| &grid.0)))
    });
    let source: Signal<PolicyGrid<RowSheet>> = sheet.into();
    let active = system.focused_cell();
    let state = GridState::new("overview", source, active, move |row, column| {
        system.on_focus.run(vec![row, column]);
    });
    let state = state
        .with_widths(128.0, 240.0)
        .called("records", "members")
        .with_densities(Density::Comfortable, "overview.acl");
    let any = Signal::derive(move || {
        sheet.with(|sheet| !sheet.shape().rows.is_empty() && !sheet.shape().columns.is_empty())
    });
    view! {
        <GridPage
            state
            title="Access Control Lists: overview"
            changes=true
            any
            empty="No record has a list yet: add records and set their lists in the editor."
        />
    }
    .into_any()
}

/// What can be done with the rows of lists.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Command {
    AllowAll,
    DenyAll,
    Turn(Level),
    Remove,
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

    fn cell(&self, (row, column): CellPos) -> Option<(&Shared<Record>, &Principal)> {
        let key = &self.shape.rows.get(row)?.key;
        Some((self.policy.records.find(key)?, self.members.get(column)?))
    }

    fn row_of(&self, policy: &Policy, record: &RecordId, who: &Principal) -> Option<Levels> {
        let record = policy.records.get(record)?;
        let (_, list) = policy.list_of(&self.directory, record)?;
        list.member(who.id()).map(Member::allowed)
    }

    /// The list of a record's own, where it has one, and whose row of it a cell is.
    fn own(&self, at: CellPos) -> Option<(&RecordId, &List, &Principal)> {
        let (record, who) = self.cell(at)?;
        match &record.state {
            AclState::Customised(list) => Some((&record.id, &**list, who)),
            AclState::Inherited | AclState::None => None,
        }
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

impl PolicyCells for RowSheet {
    /// What a row allows; none where there is no row.
    type Value = Option<Levels>;
    type Command = Command;
    type Edit = Edit;

    fn shape(&self) -> &Shape {
        &self.shape
    }

    fn value(&self, side: Side, at: CellPos) -> Option<Option<Levels>> {
        let (record, who) = self.cell(at)?;
        let policy = match side {
            Side::Draft => &self.policy,
            Side::Saved => &self.saved,
        };
        Some(self.row_of(policy, &record.id, who))
    }

    fn view(&self, at: CellPos, value: &Option<Levels>) -> CellView {
        let off = self.cell(at).and_then(|(record, _)| match &record.state {
            AclState::Customised(_) => None,
            AclState::Inherited => Some(Off::not_offered("it follows its service team's default")),
            AclState::None => Some(Off::not_offered("the record has no list")),
        });
        match *value {
            None => {
                CellView { sign: Sign::Blank, off, spoken: NO_ROW.into(), ..CellView::default() }
            }
            Some(allowed) => CellView {
                text: short(allowed).into(),
                level: Some(tone(allowed).into()),
                off,
                spoken: full(allowed).into(),
                ..CellView::default()
            },
        }
    }

    fn is_set(&self, _: CellPos, value: &Option<Levels>) -> bool {
        value.is_some()
    }

    fn rank(&self, value: &Option<Levels>) -> u32 {
        value.map_or(0, |allowed| 1 + allowed.iter().count() as u32)
    }

    fn commands(&self) -> Vec<Offer<Command>> {
        vec![
            Offer::new(Command::AllowAll, "Allow all three").keys(&["A"]),
            Offer::new(Command::DenyAll, "Deny all three").keys(&["D"]),
            Offer::new(Command::Turn(Level::Summary), "Turn Read Summary").keys(&["1"]),
            Offer::new(Command::Turn(Level::Details), "Turn Read Details").keys(&["2"]),
            Offer::new(Command::Turn(Level::Write), "Turn Write").keys(&["3"]),
            Offer::new(Command::Remove, "Remove the row").keys(&["Delete"]),
        ]
    }

    fn apply(&self, command: &Command, at: CellPos, _: CellPos) -> Option<Option<Levels>> {
        let (_, list, who) = self.own(at)?;
        let now = list.member(who.id()).map(Member::allowed);
        match *command {
            Command::AllowAll => Some(Some(Levels::ALL)),
            Command::DenyAll => Some(Some(Levels::NONE)),
            Command::Turn(level) => {
                let (now, one) = (now.unwrap_or(Levels::ALL), Levels::of([level]));
                Some(Some(if now.has(level) { now.without(one) } else { now.or(one) }))
            }
            Command::Remove => now.map(|_| None),
        }
    }

    fn label(&self, _: &Command, _: CellPos, cells: usize) -> String {
        format!("{cells} cells of access control lists")
    }

    fn parse(&self, text: &str) -> Parsed<Option<Levels>> {
        parse(text)
    }

    fn words(&self, value: &Option<Levels>) -> String {
        words(*value)
    }

    /// A record takes rows where it has a list of its own.
    fn takes(&self, at: CellPos) -> bool {
        self.own(at).is_some()
    }

    fn edits(&self, at: CellPos, value: &Option<Levels>) -> Vec<Edit> {
        let Some((record, list, who)) = self.own(at) else { return Vec::new() };
        let owner = Owner::Record(record.clone());
        let Some(allowed) = *value else {
            return vec![Edit::RemoveMember(owner, who.id().into())];
        };
        let is_new = list.member(who.id()).is_none();
        let add = is_new.then(|| Edit::AddMembers(owner.clone(), vec![who.id().into()]));
        let deny = Edit::Deny(owner, who.id().into(), Levels::ALL.without(allowed));
        add.into_iter().chain([deny]).collect()
    }

    fn send(&self, label: String, edits: Vec<Edit>) {
        self.system.send_all(label, edits);
    }

    fn foresee(&self, edits: Vec<Edit>) -> Option<Effect> {
        self.system.foresee(edits)
    }
}

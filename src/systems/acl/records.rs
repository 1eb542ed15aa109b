//! The list of records: by type, by where their lists come from, and what of them a person sees.

use leptos::prelude::*;
use std::ops::Range;

use super::words::state;
use crate::components::Show;
use crate::grid::{
    CellPos, CellView, Grid, GridSource, GridState, GridTools, Head, NoCommand, Shape, Sign,
};
use crate::reactive::{Derived, State};
use crate::ui::context::SystemContext;
use crate::ui::kit::choice::choice;
use crate::ui::kit::tag::{Tag, tag};
use whocan_core::directory::{Circumstances, Directory, Members, Principal, UserId};
use whocan_core::model::Index as _;
use whocan_core::models::acl::access::Access;
use whocan_core::models::acl::policy::{Policy, Record, RecordType, State as AclState};
use whocan_core::models::acl::{Acl, Index};
use whocan_core::shared::Shared;

/// The most people that a list to choose from offers.
const MOST_PEOPLE: usize = 500;

/// What of the records is listed.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Filter {
    kind: Option<RecordType>,
    state: Option<&'static str>,
    /// Only what this person sees.
    pub(super) person: Option<UserId>,
    /// What they are signed on as.
    pub(super) sign_on: Option<Principal>,
}

/// Where lists come from, as choices.
fn states() -> [&'static str; 3] {
    [AclState::None.name(), AclState::Inherited.name(), "customised"]
}

/// The fields that filter.
pub(super) fn filters(system: SystemContext<Acl>, filter: State<Filter>) -> Tag {
    let kinds = RecordType::ALL.map(|kind| (kind.name().to_owned(), kind.name().to_owned()));
    let by_type = choice(
        "Type",
        "all",
        move || kinds.to_vec(),
        move || filter.with(|it| it.kind.map(|kind| kind.name().to_owned())),
        move |name| filter.update(|it| it.kind = RecordType::parse(&name).ok()),
    )
    .class("choice");
    let names = states().map(|name| (name.to_owned(), name.to_owned()));
    let by_state = choice(
        "Access control list",
        "all",
        move || names.to_vec(),
        move || filter.with(|it| it.state.map(str::to_owned)),
        move |name| filter.update(|it| it.state = states().into_iter().find(|it| *it == name)),
    )
    .class("choice");
    let people = move || {
        system.directory.with(|directory| {
            let users = directory.users.iter().take(MOST_PEOPLE);
            users.map(|user| (user.id.to_string(), user.name.clone())).collect::<Vec<_>>()
        })
    };
    let visible = choice(
        "Visible to",
        "everybody",
        people,
        move || filter.with(|it| it.person.as_ref().map(ToString::to_string)),
        move |id| {
            filter.update(|it| {
                it.person = (!id.is_empty()).then(|| id.as_str().into());
                it.sign_on = None;
            });
        },
    )
    .class("choice");
    let identities = move || {
        system.directory.with(|directory| {
            let person = filter.with(|it| it.person.clone())?;
            Some(identities(directory, &person))
        })
    };
    let as_what = move || {
        identities().map(|identities| {
            let names = identities.iter().map(|(who, name)| (who.id().to_owned(), name.clone()));
            let names: Vec<(String, String)> = names.collect();
            untrack(|| {
                choice(
                    "Signed on as",
                    "nobody in particular",
                    move || names.clone(),
                    move || filter.with(|it| it.sign_on.as_ref().map(|who| who.id().to_owned())),
                    move |id| {
                        let found = identities.iter().find(|(who, _)| who.id() == id);
                        let found = found.map(|(who, _)| who.clone());
                        filter.update(|it| it.sign_on = found);
                    },
                )
                .class("choice")
            })
        })
    };
    let note = move || {
        let person = filter.with(|it| it.person.is_some());
        person.then(|| {
            tag("p").class("hint").text(
                "These are the records that summary pages and the CSS and SEN Summary reports list \
                 for this person as far as lists say; whatever denies Read Summary is in none of \
                 them. What comes out together with the levels on processes is under Effective access.",
            )
        })
    };
    tag("div")
        .class("acl-filters")
        .child(by_type)
        .child(by_state)
        .child(visible)
        .bind_child(as_what)
        .bind_child(note)
}

/// What somebody can sign on as, with its name.
pub(super) fn identities(directory: &Directory, person: &UserId) -> Vec<(Principal, String)> {
    let Some(user) = directory.users.get(person) else { return Vec::new() };
    let groups = user.groups.iter().map(|id| Principal::Group(id.clone()));
    let posts = user.posts.iter().map(|id| Principal::Post(id.clone()));
    let known = groups.chain(posts).filter(|who| directory.has(who));
    known.map(|who| (who.clone(), directory.name(&who))).collect()
}

/// The grid of the records.
pub(super) fn records(system: SystemContext<Acl>, filter: State<Filter>) -> AnyView {
    let sheet = Derived::new(move |_| RecordSheet::new(system, &filter.get()));
    let active = Derived::new(move |_| {
        system.focus.with(|focus| match focus.as_slice() {
            [team, _] if team == "team" => None,
            [record] => Some((record.clone(), "type".to_owned())),
            [record, column, ..] => Some((record.clone(), column.clone())),
            _ => None,
        })
    });
    let state = GridState::new("records", sheet, active, move |row, column| {
        system.on_focus.run(vec![row, column]);
    });
    let state = state.with_widths(150.0, 240.0).called("records", "columns");
    let any = Signal::derive(move || sheet.with(|sheet| !sheet.shape().rows.is_empty()));
    view! {
        <GridTools state changes=true title="Records" />
        <div class="acl-records">
            <Show when=any>
                <Grid state label="Records" />
            </Show>
            <Show when=Signal::derive(move || !any.get())>
                <p class="empty">"No record fits."</p>
            </Show>
        </div>
    }
    .into_any()
}

const COLUMNS: [(&str, &str); 6] = [
    ("type", "Type"),
    ("team", "Service team"),
    ("of", "Item of"),
    ("acl", "Access control list"),
    ("priority", "Access Priority"),
    ("members", "Members"),
];

#[derive(Clone)]
struct RecordSheet {
    policy: Shared<Policy>,
    saved: Shared<Policy>,
    directory: Directory,
    rows: Shared<Vec<Shared<Record>>>,
    shape: Shared<Shape>,
    access: Shared<Vec<Access>>,
}

impl PartialEq for RecordSheet {
    fn eq(&self, other: &Self) -> bool {
        self.policy == other.policy
            && self.saved == other.saved
            && self.directory.same(&other.directory)
            && *self.rows == *other.rows
            && *self.access == *other.access
    }
}

impl RecordSheet {
    fn new(system: SystemContext<Acl>, filter: &Filter) -> Self {
        let (policy, saved, directory) =
            (system.policy.get(), system.saved.get(), system.directory.get());
        let person = filter.person.as_ref().and_then(|person| directory.users.get(person));
        let access: Vec<Access> = match person {
            None => Vec::new(),
            Some(user) => {
                let members = Members::of_user(&directory, user);
                let circumstances =
                    Circumstances { sign_on: filter.sign_on.clone(), ..Circumstances::default() };
                let row = |index: &Shared<Index>| index.row(&members, &circumstances);
                system.index.with(|index| index.as_ref().map(row)).unwrap_or_default()
            }
        };
        let fits = |(at, record): &(usize, &Shared<Record>)| {
            filter.kind.is_none_or(|kind| record.kind == kind)
                && filter.state.is_none_or(|state| record.state.name() == state)
                && access.get(*at).is_none_or(|access| access.is_listed())
        };
        let shown: Vec<(usize, &Shared<Record>)> =
            policy.records.iter().enumerate().filter(fits).collect();
        let heads = shown.iter().map(|(_, record)| Head::new(&record.id, record.name.clone()));
        let mut columns: Vec<Head> = COLUMNS.map(|(key, name)| Head::new(key, name)).to_vec();
        if person.is_some() {
            columns.insert(0, Head::new("outcome", "By its list"));
        }
        let of_shown =
            shown.iter().filter_map(|(at, _)| access.get(*at)).copied().collect::<Vec<_>>();
        Self {
            shape: Shape::new("Record", heads.collect(), columns).into(),
            rows: shown.into_iter().map(|(_, record)| record.clone()).collect::<Vec<_>>().into(),
            access: of_shown.into(),
            policy: policy.clone(),
            saved,
            directory,
        }
    }

    fn face(&self, (row, column): CellPos) -> Option<CellView> {
        let record = self.rows.get(row)?;
        let key = &self.shape.columns.get(column)?.key;
        let team = |team| self.directory.name(&Principal::Team(team));
        let list = self.policy.list_of(&self.directory, record).map(|(_, list)| list);
        let text = match key.as_str() {
            "outcome" => {
                use whocan_core::verdict::Decision;
                let access = self.access.get(row)?;
                let level = Some(access.tone().into());
                let words = CellView::words(access.outcome());
                return Some(CellView { level, sign: Sign::Meter, ..words });
            }
            "type" => record.kind.name().to_owned(),
            "team" => self.policy.team_of(record).cloned().map(team).unwrap_or_default(),
            "of" => {
                let of = record.of.as_ref().and_then(|of| self.policy.records.get(of));
                of.map(|of| of.name.clone()).unwrap_or_default()
            }
            "acl" => state(&self.policy, &self.directory, record),
            "priority" => list.map(|list| list.priority.name().to_owned()).unwrap_or_default(),
            _ => list.map(|list| list.members.len().to_string()).unwrap_or_default(),
        };
        let changed = self.changed(row) && key == "acl";
        Some(CellView {
            text: text.clone().into(),
            sign: Sign::Blank,
            spoken: text.into(),
            changed,
            ..CellView::default()
        })
    }
}

impl GridSource for RecordSheet {
    type Command = NoCommand;

    fn shape(&self) -> &Shape {
        &self.shape
    }

    fn cells(&self, row: usize, columns: Range<usize>) -> Vec<CellView> {
        columns.filter_map(|column| self.face((row, column))).collect()
    }

    fn changed(&self, row: usize) -> bool {
        let Some(record) = self.rows.get(row) else { return false };
        let list = |policy: &Policy, record: &Record| {
            policy.list_of(&self.directory, record).map(|(_, list)| list.clone())
        };
        match self.saved.records.get(&record.id) {
            None => true,
            Some(old) => {
                old != record && **old != **record
                    || list(&self.saved, old).as_deref() != list(&self.policy, record).as_deref()
            }
        }
    }

    fn is_set(&self, row: usize) -> bool {
        self.rows.get(row).is_some_and(|record| record.state != AclState::None)
    }

    fn rank(&self, at: CellPos) -> u32 {
        let text = self.face(at).map(|face| face.text.to_lowercase()).unwrap_or_default();
        // By the first letters, the earlier ones higher: falling order comes first.
        let letters = text.bytes().chain(std::iter::repeat(0)).take(4);
        u32::MAX - letters.fold(0, |rank, letter| rank << 8 | u32::from(letter))
    }
}

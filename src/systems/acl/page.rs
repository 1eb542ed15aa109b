//! What the parts of the editor share: which record or service team is looked at, the list that counts
//! there, and how it is edited.
//!
//! The focus is a record and a column, or `team` and a service team; behind either whose row it is.
//! A record's own list is part of the draft, so each edit of it is one of the draft. A list that a
//! record or team does not have yet, and a team's default, are written out first and given at once.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use leptos::prelude::*;

use super::dialogs::Ask;
use super::words::set_words;
use crate::components::Toasts;
use crate::platform::page as dom;
use crate::state::context::SystemContext;
use crate::state::{Route, Screen, Session, use_session};
use whocan_core::directory::{Directory, Principal, TeamId};
use whocan_core::document::Command;
use whocan_core::models::acl::policy::{
    Level, Levels, List, Member, MemberId, Owner, Policy, Priority, Record, RecordId, State,
};
use whocan_core::models::acl::{Acl, Edit};
use whocan_core::models::{ModelKind, PolicyEdit};
use whocan_core::shared::Shared;
use whocan_core::text;

/// The first step of the focus where a service team is looked at.
pub(super) const TEAM: &str = "team";

/// The id of the members' grid.
pub(super) const MEMBERS: &str = "acl-members";

/// What is looked at.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Here {
    /// A record; none where there is none.
    Record(Option<RecordId>),
    /// A service team; none where there is none.
    Team(Option<TeamId>),
}

impl Here {
    fn of(steps: &[String], directory: &Directory, policy: &Policy) -> Self {
        if steps.first().is_some_and(|step| step == TEAM) {
            let named = steps.get(1).map(|id| TeamId::from(id.as_str()));
            let named = named.filter(|id| directory.teams.has(id));
            return Self::Team(named.or_else(|| Some(directory.teams.nth(0)?.id.clone())));
        }
        let named = steps.iter().find_map(|step| policy.records.find(step));
        // One with a list of its own shows more than one that anybody may do everything with.
        let own =
            || policy.records.iter().find(|record| matches!(record.state, State::Customised(_)));
        let first = named.or_else(own).or_else(|| policy.records.nth(0));
        Self::Record(first.map(|record| record.id.clone()))
    }

    /// What the address says where this is looked at.
    pub(super) fn steps(&self) -> Vec<String> {
        match self {
            Self::Record(Some(id)) => vec![id.to_string(), "acl".to_owned()],
            Self::Team(Some(id)) => vec![TEAM.to_owned(), id.to_string()],
            Self::Record(None) | Self::Team(None) => Vec::new(),
        }
    }

    /// Whose list it is; none where there is nobody.
    pub(super) fn owner(&self) -> Option<Owner> {
        match self {
            Self::Record(id) => id.clone().map(Owner::Record),
            Self::Team(id) => id.clone().map(Owner::Team),
        }
    }
}

/// Where the list that is shown comes from.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) enum Stand {
    /// There is none.
    #[default]
    None,
    /// The record's own, or the team's default.
    Own,
    /// It is written out and not given yet.
    Written,
    /// The default of a service team; it is changed there.
    Followed(TeamId),
    /// What the record follows cannot be told.
    Unresolved,
}

/// The list that is shown.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Sheet {
    pub(super) owner: Option<Owner>,
    pub(super) stand: Stand,
    pub(super) list: Option<Arc<List>>,
    /// What it is compared with: what is saved, or what counts as long as the written one is not given.
    pub(super) base: Option<Arc<List>>,
}

impl Sheet {
    fn of(
        owner: Option<Owner>,
        written: &BTreeMap<Owner, List>,
        (policy, saved): (&Policy, &Policy),
        directory: &Directory,
    ) -> Self {
        let Some(owner) = owner else { return Self::default() };
        let arc = |list: &Shared<List>| Arc::new(List::clone(list));
        let known = policy.list(&owner);
        let counts = |policy: &Policy| match &owner {
            Owner::Team(_) => policy.list(&owner).map(arc),
            Owner::Record(id) => policy
                .records
                .get(id)
                .and_then(|it| policy.list_of(directory, it))
                .map(|it| arc(it.1)),
        };
        let (stand, list, base) = if let Some(list) = written.get(&owner) {
            (Stand::Written, Some(Arc::new(list.clone())), counts(policy))
        } else if known.is_some() {
            (Stand::Own, known.map(arc), counts(saved))
        } else {
            let record = policy.records.find(owner.id());
            let followed = record.and_then(|record| policy.list_of(directory, record));
            match followed {
                Some((Owner::Team(team), list)) => {
                    (Stand::Followed(team), Some(arc(list)), counts(saved))
                }
                Some((_, list)) => (Stand::Unresolved, Some(arc(list)), None),
                None => (Stand::None, None, None),
            }
        };
        Self { owner: Some(owner), stand, list, base }
    }

    /// Whether rows can be added, set and removed here.
    pub(super) fn is_open(&self) -> bool {
        match self.stand {
            Stand::Own | Stand::Written => true,
            Stand::None | Stand::Followed(_) | Stand::Unresolved => false,
        }
    }

    /// Whether it waits to be given.
    pub(super) fn is_written(&self) -> bool {
        self.stand == Stand::Written
    }

    /// The step that gives what is written out; none where nothing is.
    pub(super) fn giving(&self) -> Option<Command> {
        let (owner, list) =
            (self.owner.clone()?, self.list.as_ref().filter(|_| self.is_written())?);
        let mut list = List::clone(list);
        // What it is called changes nothing.
        if text::is_blank(&list.description) {
            list.description = "Default".to_owned();
        }
        Some(Command::Policy(PolicyEdit::Acl(Edit::SetList(owner, list))))
    }

    pub(super) fn members(&self) -> &[Member] {
        self.list.as_ref().map(|list| list.members.as_slice()).unwrap_or_default()
    }

    /// The row of the same member in what it is compared with.
    pub(super) fn before(&self, member: &Member) -> Option<&Member> {
        self.base.as_ref()?.member(member.who.as_str())
    }

    /// How many rows differ from what it is compared with.
    pub(super) fn rows_changed(&self) -> usize {
        let differs =
            |member: &&Member| self.before(member).is_none_or(|it| it.denied != member.denied);
        let old = self.base.as_ref().map(|list| list.members.as_slice()).unwrap_or_default();
        let list = self.list.as_ref();
        let gone =
            |member: &&Member| list.is_none_or(|it| it.member(member.who.as_str()).is_none());
        self.members().iter().filter(differs).count() + old.iter().filter(gone).count()
    }
}

/// Something that is done to the list.
pub(super) enum Op {
    Describe(String),
    Favour(Priority),
    Add(Vec<MemberId>),
    /// The rows at these places.
    Remove(Vec<usize>),
    /// A level of rows, allowed or denied.
    Set(Vec<usize>, Vec<Level>, bool),
}

impl Op {
    fn change(&self, list: &mut List) {
        match self {
            Self::Describe(text) => list.description.clone_from(text),
            Self::Favour(priority) => list.priority = *priority,
            Self::Add(members) => {
                for who in members {
                    if list.member(who.as_str()).is_none() {
                        list.members.push(Member::new(who.as_str()));
                    }
                }
            }
            Self::Remove(rows) => {
                let mut at = 0..;
                list.members.retain(|_| at.next().is_none_or(|at| !rows.contains(&at)));
            }
            Self::Set(rows, levels, allow) => {
                let levels = Levels::of(levels.iter().copied());
                for row in rows {
                    if let Some(member) = list.members.get_mut(*row) {
                        member.denied = match allow {
                            true => member.denied.without(levels),
                            false => member.denied.or(levels),
                        };
                    }
                }
            }
        }
    }

    /// The same as edits of a list that is there.
    fn edits(&self, owner: &Owner, list: &List) -> Vec<Edit> {
        let mut then = list.clone();
        self.change(&mut then);
        match self {
            Self::Describe(_) | Self::Favour(_) if then == *list => Vec::new(),
            Self::Describe(_) | Self::Favour(_) => vec![Edit::SetList(owner.clone(), then)],
            Self::Add(members) => vec![Edit::AddMembers(owner.clone(), members.clone())],
            Self::Remove(rows) => {
                let gone = rows.iter().filter_map(|row| list.members.get(*row));
                gone.map(|it| Edit::RemoveMember(owner.clone(), it.who.clone())).collect()
            }
            Self::Set(..) => {
                let pairs = list.members.iter().zip(&then.members);
                let changed = pairs.filter(|(old, new)| old.denied != new.denied);
                changed
                    .map(|(_, new)| Edit::Deny(owner.clone(), new.who.clone(), new.denied))
                    .collect()
            }
        }
    }

    /// What it is called where it is several edits.
    fn label(&self, name: &str, edits: usize) -> String {
        match self {
            Self::Set(_, levels, allow) => {
                let word = set_words(*allow);
                let levels = Levels::of(levels.iter().copied()).words(", ", "nothing");
                format!("{name}: {edits} rows, {word} {levels}")
            }
            _ => format!("{name}: remove {edits} members"),
        }
    }
}

/// What the parts of the editor share. Copied freely.
#[derive(Clone, Copy)]
pub(super) struct Page {
    pub(super) system: SystemContext<Acl>,
    pub(super) session: Session,
    pub(super) directory: Signal<Directory>,
    /// The draft.
    pub(super) policy: Signal<Shared<Policy>>,
    /// What is saved.
    pub(super) saved: Signal<Shared<Policy>>,
    pub(super) focus: Signal<Vec<String>>,
    pub(super) here: Memo<Here>,
    pub(super) sheet: Memo<Sheet>,
    toasts: Toasts,
    /// Lists that are written out and not given yet.
    written: RwSignal<BTreeMap<Owner, List>>,
    /// The members whose rows are selected.
    pub(super) selected: RwSignal<BTreeSet<String>>,
    /// Whether the list is looked at, where there is room for one pane, and not what is chosen in it.
    pub(super) lists: RwSignal<bool>,
    /// The dialog that is open.
    pub(super) ask: RwSignal<Option<Ask>>,
}

impl Page {
    pub(super) fn new(system: SystemContext<Acl>) -> Self {
        let directory: Signal<Directory> = system.directory;
        let policy: Signal<Shared<Policy>> = system.policy;
        let saved: Signal<Shared<Policy>> = system.saved;
        let focus: Signal<Vec<String>> = system.focus;
        let here = Memo::new(move |_| {
            focus.with(|steps| {
                directory.with(|directory| policy.with(|policy| Here::of(steps, directory, policy)))
            })
        });
        let written = RwSignal::new(BTreeMap::new());
        let sheet = Memo::new(move |_| {
            let owner = here.with(Here::owner);
            written.with(|written| {
                policy.with(|policy| {
                    saved.with(|saved| {
                        directory.with(|it| Sheet::of(owner, written, (policy, saved), it))
                    })
                })
            })
        });
        let selected = RwSignal::new(BTreeSet::new());
        // A row that the address names is selected; rows of another list are not.
        Effect::new(move |_| {
            here.track();
            let named = focus.with(|steps| steps.get(2).cloned());
            selected.set(named.into_iter().collect());
        });
        Self {
            system,
            session: use_session(),
            directory,
            policy,
            saved,
            focus,
            here,
            sheet,
            written,
            selected,
            toasts: use_context::<Toasts>().unwrap_or_default(),
            lists: RwSignal::new(false),
            ask: RwSignal::new(None),
        }
    }

    /// Looks at a record.
    pub(super) fn go(self, record: &str) {
        self.system.on_focus.run(vec![record.to_owned(), "acl".to_owned()]);
    }

    /// Looks at a service team.
    pub(super) fn go_to_team(self, team: &str) {
        self.system.on_focus.run(vec![TEAM.to_owned(), team.to_owned()]);
    }

    /// Where a record is looked at.
    pub(super) fn href(self, record: &RecordId) -> String {
        self.route(vec![record.to_string(), "acl".to_owned()]).href()
    }

    /// Where a service team's default is looked at.
    pub(super) fn team_href(self, team: &TeamId) -> String {
        self.route(vec![TEAM.to_owned(), team.to_string()]).href()
    }

    fn route(self, focus: Vec<String>) -> Route {
        let here = self.session.route().get_untracked();
        here.to(Screen::Editor(ModelKind::Acl), focus)
    }

    /// The record that is looked at, followed.
    pub(super) fn record(self) -> Option<Shared<Record>> {
        let Here::Record(Some(id)) = self.here.get() else { return None };
        self.policy.with(|policy| policy.records.get(&id).cloned())
    }

    /// The name of the record or team that is looked at, followed.
    pub(super) fn name(self) -> String {
        match self.here.get() {
            Here::Record(Some(id)) => self.policy.with(|policy| policy.records.name(&id)),
            Here::Team(Some(id)) => self.team_name(&id),
            Here::Record(None) | Here::Team(None) => String::new(),
        }
    }

    /// The name of a service team, followed.
    pub(super) fn team_name(self, id: &TeamId) -> String {
        self.directory.with(|directory| directory.name(&Principal::Team(id.clone())))
    }

    /// Begins to write a list out: from what counts so far.
    pub(super) fn write(self) {
        let sheet = self.sheet.get_untracked();
        let Some(owner) = sheet.owner else { return };
        let list = match sheet.stand {
            Stand::Unresolved => List::default(),
            _ => sheet.list.map(|list| List::clone(&list)).unwrap_or_default(),
        };
        self.written.update(|written| {
            written.insert(owner, list);
        });
        dom::focus_first_soon("acl-description", "input");
    }

    /// Leaves what is written out here, and offers it back: *Cancel*.
    pub(super) fn discard(self) {
        let Some((owner, list)) = self.take_written() else { return };
        let written = self.written;
        let back = move || {
            written.try_update(|written| written.insert(owner.clone(), list.clone()));
        };
        self.toasts.offer_undo("The list was not given.".to_owned(), back);
    }

    fn take_written(self) -> Option<(Owner, List)> {
        let owner = self.sheet.with_untracked(|sheet| sheet.owner.clone())?;
        let list = self.written.try_update(|written| written.remove(&owner)).flatten()?;
        Some((owner, list))
    }

    /// Gives what is written out here: *Done*.
    pub(super) fn give(self) {
        let Sheet { owner, stand, list, .. } = self.sheet.get_untracked();
        let (Some(owner), Some(list), Stand::Written) = (owner, list, stand) else { return };
        let mut list = List::clone(&list);
        list.description = list.description.trim().to_owned();
        if list.description.is_empty() {
            return;
        }
        self.take_written();
        self.system.send(Edit::SetList(owner, list));
    }

    /// Does something to the list; what is not open stays as it is.
    pub(super) fn run(self, op: &Op) {
        let Sheet { owner, stand, list, .. } = self.sheet.get_untracked();
        let (Some(owner), Some(list)) = (owner, list) else { return };
        match (&stand, &owner) {
            (Stand::Own, Owner::Record(_)) => {
                let edits = op.edits(&owner, &list);
                let name = untrack(|| self.name());
                self.system.send_all(op.label(&name, edits.len()), edits);
            }
            (Stand::Own | Stand::Written, _) => {
                let mut then = List::clone(&list);
                op.change(&mut then);
                let base =
                    self.policy.with_untracked(|it| it.list(&owner).map(|it| List::clone(it)));
                self.written.update(|written| match base {
                    // As it is already: nothing is left to be given.
                    Some(base) if base == then => {
                        written.remove(&owner);
                    }
                    _ => {
                        written.insert(owner, then);
                    }
                });
            }
            _ => (),
        }
    }

    /// The places of the selected rows, rising; followed.
    pub(super) fn selected_rows(self) -> Vec<usize> {
        self.sheet.with(|sheet| {
            self.selected.with(|selected| {
                let rows = sheet.members().iter().enumerate();
                let rows = rows.filter(|(_, member)| selected.contains(member.who.as_str()));
                rows.map(|(at, _)| at).collect()
            })
        })
    }

    /// Takes a record's own list away again.
    pub(super) fn clear(self) {
        if let Some(owner) = self.sheet.with_untracked(|sheet| sheet.owner.clone()) {
            self.system.send(Edit::Clear(owner));
        }
    }

    /// What clearing the record's list makes it follow; none where nothing.
    pub(super) fn clears_to_team(self, record: &Record) -> bool {
        self.policy.with(|policy| policy.cleared(record) == State::Inherited)
    }
}

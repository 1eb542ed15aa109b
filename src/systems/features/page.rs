//! What the parts of the editor share: what is looked at, and everything that its rows are worked out from.
//!
//! The focus is the user or group, the kind, the feature and the column; or `item`, the kind, the
//! feature, the user or group and the column. As far as they are chosen.

use std::collections::BTreeMap;
use std::sync::Arc;

use leptos::prelude::*;

use super::dialogs::Ask;
use super::restart::waiting;
use super::sections::{Key, Section, sections};
use crate::state::context::SystemContext;
use whocan_core::directory::{Circumstances, Directory, Members, Principal};
use whocan_core::model::Index as _;
use whocan_core::models::features::policy::{EDITOR, Entry, Feature, FeatureId, Kind, Policy};
use whocan_core::models::features::{Features, Index, Shown};
use whocan_core::shared::Shared;

/// The first step of the focus where one item is taken against everybody.
pub(super) const ITEM: &str = "item";

/// The id of the list.
pub(super) const LIST: &str = "features";

/// The columns of the list, the name first.
pub(super) const COLUMNS: [&str; 5] = ["Name", "Visibility", "Is Set", "Default", "Effective"];

/// A column of the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Column {
    Name,
    Value,
    IsSet,
    Default,
    Effective,
}

impl Column {
    const ALL: [Self; 5] = [Self::Name, Self::Value, Self::IsSet, Self::Default, Self::Effective];

    pub(super) fn at(place: usize) -> Self {
        Self::ALL.get(place).copied().unwrap_or(Self::Value)
    }

    pub(super) fn name(self) -> &'static str {
        COLUMNS.get(self as usize).copied().unwrap_or_default()
    }
}

/// Which of the two tabs of the left pane.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Side {
    Users,
    Groups,
}

/// What is looked at: one subject's features of a kind, or one feature for everybody.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Here {
    /// Whether one item is taken against everybody.
    pub(super) by_item: bool,
    /// The user or group; by item the one whose row is the active one.
    pub(super) who: Option<Principal>,
    pub(super) kind: Kind,
    /// The feature; of a subject the one whose row is the active one.
    pub(super) feature: Option<FeatureId>,
    pub(super) column: Column,
}

impl Here {
    fn of(steps: &[String], directory: &Directory, policy: &Policy) -> Self {
        let kind = |at: usize| {
            let name = steps.get(at)?;
            Kind::ALL.into_iter().find(|kind| kind.name() == name)
        };
        let by_item = steps.first().is_some_and(|step| step == ITEM);
        let kind = kind(1).unwrap_or(if by_item { Kind::Tabs } else { Kind::Modules });
        let named = steps.get(2).and_then(|id| policy.feature(&FeatureId::new(id)));
        let named = named.filter(|feature| feature.kind == kind);
        let feature = named.or_else(|| policy.of_kind(kind).next()).map(|it| it.id.clone());
        let of_step = steps.get(if by_item { 3 } else { 0 });
        let of_step = of_step.and_then(|id| directory.principal(id));
        let of_step = of_step.filter(|it| matches!(it, Principal::User(_) | Principal::Group(_)));
        let first = || directory.users.nth(0).map(|user| Principal::User(user.id.clone()));
        let group = || directory.groups.nth(0).map(|it| Principal::Group(it.id.clone()));
        let who = of_step.or_else(first).or_else(group);
        let column = steps.get(if by_item { 4 } else { 3 });
        let column = column.and_then(|name| COLUMNS.iter().position(|column| column == name));
        let column = Column::at(column.unwrap_or(Column::Value as usize));
        Self { by_item, who, kind, feature, column }
    }

    /// The same without what only says which row of the list is the active one.
    fn scope(&self) -> Self {
        let (who, feature) = match self.by_item {
            true => (None, self.feature.clone()),
            false => (self.who.clone(), None),
        };
        Self { who, feature, column: Column::Name, ..*self }
    }

    /// The focus that leads here.
    pub(super) fn steps(&self) -> Vec<String> {
        let who = self.who.as_ref().map(|who| who.id().to_owned());
        let kind = self.kind.name().to_owned();
        let feature = self.feature.as_ref().map(ToString::to_string);
        let column = Some(self.column.name().to_owned());
        match self.by_item {
            true => {
                let who = who.filter(|_| feature.is_some());
                let column = column.filter(|_| who.is_some());
                let rest = [feature, who, column].into_iter().flatten();
                [ITEM.to_owned(), kind].into_iter().chain(rest).collect()
            }
            false => {
                let Some(who) = who else { return Vec::new() };
                let column = column.filter(|_| feature.is_some());
                [who, kind].into_iter().chain(feature).chain(column).collect()
            }
        }
    }
}

/// Everything that the rows are worked out from, at one moment.
pub(super) struct Facts {
    pub(super) policy: Shared<Policy>,
    pub(super) saved: Shared<Policy>,
    pub(super) directory: Directory,
    saved_directory: Directory,
    index: Option<Shared<Index>>,
    stored: Shared<Index>,
    /// None where nothing waits for a restart.
    running: Option<Shared<Index>>,
    asked: Circumstances,
}

/// At which moment somebody is shown something.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Moment {
    Draft,
    Stored,
    Running,
}

impl Facts {
    /// The entry of somebody on a feature.
    pub(super) fn entry(&self, who: &Principal, feature: &FeatureId) -> Entry {
        self.policy.entry(who.id(), feature)
    }

    /// What somebody is shown of a feature; none where there was no such feature then.
    pub(super) fn shown(
        &self,
        moment: Moment,
        who: &Principal,
        feature: &FeatureId,
    ) -> Option<Shown> {
        let (index, directory) = match moment {
            Moment::Draft => (self.index.as_ref()?, &self.directory),
            Moment::Stored => (&self.stored, &self.saved_directory),
            Moment::Running => {
                (self.running.as_ref().unwrap_or(&self.stored), &self.saved_directory)
            }
        };
        index.shown(&members(directory, who), &self.asked, feature)
    }

    /// Whether something waits for a restart.
    pub(super) fn waits(&self) -> bool {
        self.running.is_some()
    }

    /// The people for whom something changes with the restart.
    pub(super) fn who_waits(&self) -> Vec<String> {
        let Some(running) = &self.running else { return Vec::new() };
        let users = self.saved_directory.users.iter().filter(|user| {
            let members = Members::of_user(&self.saved_directory, user);
            running.row(&members, &self.asked) != self.stored.row(&members, &self.asked)
        });
        users.map(|user| user.name.clone()).collect()
    }

    /// Whether the licence that a feature needs is there.
    pub(super) fn licence_of<'a>(&'a self, feature: &'a Feature) -> (&'a str, bool) {
        let name = self.policy.licence(feature);
        let assumed = self.asked.licences.as_ref().unwrap_or(&self.directory.licences);
        let is_core = name == whocan_core::models::features::CORE;
        (name, is_core || assumed.iter().any(|licence| licence == name))
    }
}

/// What somebody belongs to.
fn members(directory: &Directory, who: &Principal) -> Members {
    match who {
        Principal::User(user) => {
            let user = directory.users.get(user);
            user.map(|user| Members::of_user(directory, user)).unwrap_or_default()
        }
        Principal::Group(group) => Members::of_group(directory, group),
        Principal::Post(_) | Principal::Team(_) => Members::default(),
    }
}

/// What the parts of the editor share. Copied freely.
#[derive(Clone, Copy)]
pub(super) struct Page {
    pub(super) system: SystemContext<Features>,
    pub(super) here: Memo<Here>,
    /// What is listed: whose features, or which item for everybody. It stays while one goes from row to
    /// row.
    pub(super) scope: Memo<Here>,
    /// Worked out anew whenever anything of it changes.
    pub(super) facts: ArcSignal,
    /// What is listed, before anything is folded.
    pub(super) sections: Memo<Arc<Vec<Section>>>,
    /// Whether whoever edits may.
    pub(super) may_edit: Memo<bool>,
    /// Whether *Effective* is what is running, and not what is stored.
    pub(super) is_running: RwSignal<bool>,
    /// What the list is searched for.
    pub(super) find: RwSignal<String>,
    /// What was folded or unfolded by hand.
    pub(super) folds: RwSignal<BTreeMap<String, bool>>,
    /// The heading that has the focus, where one has.
    pub(super) heading: RwSignal<Option<String>>,
    /// The other end of what is selected, where several lines are.
    pub(super) mark: RwSignal<Option<Key>>,
    /// The dialog that is open.
    pub(super) asked: RwSignal<Option<Ask>>,
    /// Where it is narrow: whether somebody is being chosen.
    pub(super) choosing: RwSignal<bool>,
}

/// The facts as a signal.
pub(super) type ArcSignal = Signal<Arc<Facts>>;

impl Page {
    pub(super) fn new(system: SystemContext<Features>) -> Self {
        let here = Memo::new(move |_| {
            let steps = system.focus.get();
            system
                .directory
                .with(|directory| system.policy.with(|policy| Here::of(&steps, directory, policy)))
        });
        let scope = Memo::new(move |_| here.with(Here::scope));
        let facts = facts(system);
        let find = RwSignal::new(String::new());
        let sections = Memo::new(move |_| {
            let (scope, facts) = (scope.get(), facts.get());
            Arc::new(sections(&scope, &facts, &find.get()))
        });
        Self {
            system,
            here,
            scope,
            facts,
            sections,
            may_edit: Memo::new(move |_| may_edit(system)),
            is_running: RwSignal::new(false),
            find,
            folds: RwSignal::new(BTreeMap::new()),
            heading: RwSignal::new(None),
            mark: RwSignal::new(None),
            asked: RwSignal::new(None),
            choosing: RwSignal::new(false),
        }
    }

    /// Looks at something else.
    pub(super) fn go(self, change: impl FnOnce(&mut Here)) {
        let mut here = self.here.get_untracked();
        change(&mut here);
        self.heading.set(None);
        self.system.on_focus.run(here.steps());
    }

    /// Looks at the first feature of a kind.
    pub(super) fn go_to_kind(self, kind: Kind) {
        let first =
            self.system.policy.with_untracked(|it| it.of_kind(kind).next().map(|it| it.id.clone()));
        self.leave_list();
        self.go(|here| {
            here.kind = kind;
            here.feature = first;
        });
    }

    /// Looks at somebody, at the same feature where they are one after another.
    pub(super) fn go_to(self, who: Principal) {
        self.choosing.set(false);
        self.mark.set(None);
        self.go(|here| here.who = Some(who));
    }

    /// Looks at an item.
    pub(super) fn go_to_item(self, feature: FeatureId) {
        self.choosing.set(false);
        self.mark.set(None);
        self.go(|here| here.feature = Some(feature));
    }

    /// Another list is to be seen whole.
    pub(super) fn leave_list(self) {
        self.mark.set(None);
        self.find.set(String::new());
    }

    /// Whose row a line is about, and on what.
    pub(super) fn pair(self, key: &Key) -> Option<(Principal, FeatureId)> {
        self.scope.with(|here| match key {
            Key::Feature(feature) => Some((here.who.clone()?, feature.clone())),
            Key::Subject(who) => Some((who.clone(), here.feature.clone()?)),
        })
    }

    /// The name of whoever is looked at.
    pub(super) fn who_is_it(self) -> String {
        let who = self.scope.with(|here| here.who.clone());
        who.map(|who| self.system.directory.with(|it| it.name(&who))).unwrap_or_default()
    }
}

fn facts(system: SystemContext<Features>) -> ArcSignal {
    let stored = Memo::new(move |before: Option<&Shared<Index>>| {
        let (policy, directory) = (system.saved.get(), system.saved_directory.get());
        Shared::new(Index::compile(&policy, &directory, before.map(|index| &**index)))
    });
    let running = Memo::new(move |_| {
        let (running, saved) = (system.running.get(), system.saved.get());
        let waits = running != saved && waiting(system).count() > 0;
        let directory = system.saved_directory.get();
        waits.then(|| stored.with(|it| Shared::new(Index::compile(&running, &directory, Some(it)))))
    });
    let all = Memo::new_with_compare(
        move |_| {
            Arc::new(Facts {
                policy: system.policy.get(),
                saved: system.saved.get(),
                directory: system.directory.get(),
                saved_directory: system.saved_directory.get(),
                index: system.index.get(),
                stored: stored.get(),
                running: running.get(),
                asked: system.asking.now(),
            })
        },
        |_, _| true,
    );
    all.into()
}

// R13
fn may_edit(system: SystemContext<Features>) -> bool {
    let asked = system.asking.now();
    let Some(who) = &asked.acting_as else { return true };
    let directory = system.directory.get();
    let Some(user) = directory.users.get(who) else { return true };
    let members = Members::of_user(&directory, user);
    let editor = FeatureId::new(EDITOR);
    let shown = system
        .index
        .with(|index| index.as_ref().and_then(|it| it.shown(&members, &asked, &editor)));
    !matches!(shown, Some(Shown::Hidden | Shown::Unavailable))
}

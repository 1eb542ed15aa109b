//! What the parts of the editor share: which part is shown, which group and attribute, and everything
//! that the form is worked out from.
//!
//! The focus is the group and the attribute; or the name of a part and what is chosen there.

use std::collections::BTreeSet;
use std::sync::Arc;

use leptos::prelude::*;

use super::dialogs::Ask;
use super::sections::{Drawn, Mark, Shown, drawn};
use crate::grid::Hidden;
use crate::pages::groups::ask::Dialogs;
use crate::state::context::SystemContext;
use whocan_core::directory::{Circumstances, Directory, GroupId, Members};
use whocan_core::model::Index as _;
use whocan_core::models::attributes::policy::{AttributeId, Policy, SectionId, Strength, Tick};
use whocan_core::models::attributes::{Attributes, Edit, Effect as Outcome, Index};
use whocan_core::shared::Shared;

/// A part of the editor.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Part {
    Form,
    See,
    Reports,
    Services,
    Catalogue,
}

impl Part {
    const ALL: [Self; 5] = [Self::Form, Self::See, Self::Reports, Self::Services, Self::Catalogue];

    /// Its name in addresses; none for the one that has groups there.
    pub(super) fn key(self) -> Option<&'static str> {
        match self {
            Self::Form => None,
            Self::See => Some("see"),
            Self::Reports => Some("reports"),
            Self::Services => Some("services"),
            Self::Catalogue => Some("catalogue"),
        }
    }

    /// Whether it shows nobody's permissions: lists and settings.
    pub(super) fn is_of_nobody(self) -> bool {
        matches!(self, Self::Reports | Self::Services | Self::Catalogue)
    }

    /// The part that an address leads to.
    pub(super) fn of(focus: &[String]) -> Self {
        let first = focus.first().map(String::as_str);
        let found = Self::ALL.into_iter().find(|part| part.key().is_some() && part.key() == first);
        found.unwrap_or(Self::Form)
    }
}

/// Everything that the form is worked out from, at one moment.
pub(super) struct Facts {
    pub(super) policy: Shared<Policy>,
    pub(super) saved: Shared<Policy>,
    pub(super) index: Shared<Index>,
    pub(super) directory: Directory,
    /// The group; none where there is none.
    pub(super) group: Option<GroupId>,
    /// Somebody who is in it and nothing else.
    members: Members,
}

impl Facts {
    /// Whether the group ticks an attribute.
    pub(super) fn ticks(&self, id: &AttributeId) -> bool {
        self.group.as_ref().is_some_and(|group| self.policy.ticks(group, id))
    }

    /// The same as it is saved.
    pub(super) fn ticked_before(&self, id: &AttributeId) -> bool {
        self.group.as_ref().is_some_and(|group| self.saved.ticks(group, id))
    }

    /// What an attribute comes to for whoever is in the group and nothing else.
    pub(super) fn effect(&self, id: &AttributeId) -> Outcome {
        self.index.effect(&self.members, &Circumstances::default(), id)
    }

    /// Whether a tick has no effect, a gate being closed.
    pub(super) fn is_shut(&self, id: &AttributeId) -> bool {
        self.ticks(id) && self.effect(id) == Outcome::Unreachable
    }

    /// The closed gate that decides.
    pub(super) fn closed(&self, id: &AttributeId) -> Option<AttributeId> {
        let mut deciding = self.index.deciding(id);
        deciding.find(|needs| self.effect(needs) != Outcome::Effective).cloned()
    }

    /// What a tick is only advised to go with, and the group has not.
    pub(super) fn advice(&self, id: &AttributeId) -> Option<String> {
        let mut gates = self.policy.gates_of(id);
        let missing = gates.find(|gate| {
            gate.strength == Strength::Warn && self.effect(&gate.needs) != Outcome::Effective
        })?;
        Some(self.policy.catalogue.name(&missing.needs))
    }
}

/// See the module. Copied freely.
#[derive(Clone, Copy)]
pub(super) struct Page {
    pub(super) system: SystemContext<Attributes>,
    pub(super) part: Memo<Part>,
    /// The chosen group.
    pub(super) group: Memo<Option<GroupId>>,
    /// The attribute that is looked at.
    pub(super) here: Memo<Option<AttributeId>>,
    /// Worked out anew whenever anything of it changes.
    pub(super) facts: Signal<Arc<Facts>>,
    /// What the form is searched for.
    pub(super) find: RwSignal<String>,
    pub(super) shown: RwSignal<Shown>,
    /// The marks of which a row has to have one; none for any row.
    pub(super) only: RwSignal<Vec<Mark>>,
    pub(super) hide_obsolete: RwSignal<bool>,
    /// The sections that are folded.
    pub(super) folded: RwSignal<BTreeSet<String>>,
    /// What is drawn of the form.
    pub(super) drawn: Memo<Arc<Vec<Drawn>>>,
    /// The dialog that is open.
    pub(super) asked: RwSignal<Option<Ask>>,
    /// What a header asks.
    pub(super) waiting: RwSignal<Option<Hidden>>,
    pub(super) dialogs: Dialogs,
}

impl Page {
    pub(super) fn new(system: SystemContext<Attributes>) -> Self {
        let part = Memo::new(move |_| system.focus.with(|focus| Part::of(focus)));
        let group = Memo::new(move |before: Option<&Option<GroupId>>| {
            let named = system.focus.with(|focus| focus.first().cloned());
            system.directory.with(|directory| {
                let named = named.and_then(|id| directory.groups.find(&id));
                // Elsewhere the group stays the one that was last chosen.
                let before = before.and_then(Option::as_ref);
                let before = || before.and_then(|id| directory.groups.find(id.as_str()));
                let group = named.or_else(before).or_else(|| directory.groups.nth(0));
                group.map(|group| group.id.clone())
            })
        });
        let facts = facts(system, group);
        let here = Memo::new(move |_| {
            let named = system.focus.with(|focus| focus.get(1).cloned());
            let facts = facts.get();
            let catalogue = &facts.policy.catalogue;
            let named = named.and_then(|id| catalogue.item(&id.into()));
            let ticked = || catalogue.items().find(|it| facts.ticks(&it.id));
            let here = named.or_else(ticked).or_else(|| catalogue.items().next());
            here.map(|it| it.id.clone())
        });
        let (find, shown) = (RwSignal::new(String::new()), RwSignal::new(Shown::default()));
        let (only, hide_obsolete) = (RwSignal::new(Vec::new()), RwSignal::new(false));
        let folded = RwSignal::new(BTreeSet::new());
        let drawn = Memo::new(move |_| {
            let only = only.get();
            let (facts, text) = (facts.get(), find.get());
            Arc::new(drawn(&facts, &text, shown.get(), &only, hide_obsolete.get()))
        });
        let added = move |who: whocan_core::directory::Principal| {
            system.on_focus.run(vec![who.id().to_owned()]);
        };
        let dialogs = Dialogs::new(added);
        let (asked, waiting) = (RwSignal::new(None), RwSignal::new(None));
        Self {
            system,
            part,
            group,
            here,
            facts,
            find,
            shown,
            only,
            hide_obsolete,
            folded,
            drawn,
            asked,
            waiting,
            dialogs,
        }
    }

    /// What the address is spelt out as where it names no group, attribute or person.
    pub(super) fn steps(self) -> Vec<String> {
        let focus = self.system.focus.get();
        let person = || self.system.directory.with(|it| Some(it.users.nth(0)?.id.to_string()));
        match self.part.get() {
            Part::Form => {
                let group = self.group.get().map(|it| it.to_string());
                let here = self.here.get().filter(|_| group.is_some()).map(|it| it.to_string());
                group.into_iter().chain(here).collect()
            }
            Part::See if focus.len() == 1 => {
                let of = person().into_iter().chain([super::window::OPENS.to_owned()]);
                focus.into_iter().chain(of).collect()
            }
            Part::See if focus.len() == 2 => {
                focus.into_iter().chain([super::window::OPENS.to_owned()]).collect()
            }
            _ => focus,
        }
    }

    /// Looks at an attribute of the group.
    pub(super) fn go(self, id: &str) {
        let here =
            self.here.with_untracked(|here| here.as_ref().is_some_and(|it| it.as_str() == id));
        let group = self.group.get_untracked();
        if let Some(group) = group.filter(|_| !here) {
            self.system.on_focus.run(vec![group.to_string(), id.to_owned()]);
        }
    }

    /// Looks at another group, at the same attribute.
    pub(super) fn go_to_group(self, group: String) {
        let here = self.here.get_untracked().map(|it| it.to_string());
        self.system.on_focus.run(std::iter::once(group).chain(here).collect());
    }

    /// Looks at something in another part.
    pub(super) fn go_to(self, part: Part, what: String) {
        let key = part.key().map(str::to_owned);
        self.system.on_focus.run(key.into_iter().chain([what]).collect());
    }

    /// Ticks an attribute for the group, or takes its tick away.
    pub(super) fn tick(self, id: &str, on: bool) {
        if let Some(group) = self.group.get_untracked() {
            let (attribute, tick) = (id.into(), Tick::when(on));
            self.system.send(Edit::Tick(group, attribute, tick));
        }
    }

    /// What is chosen in the part that is shown, behind its name.
    pub(super) fn second(self) -> Signal<Option<String>> {
        let focus = self.system.focus;
        Signal::derive(move || focus.with(|focus| focus.get(1).cloned()))
    }
}

/// The draft, compiled; of nothing while no workspace is open.
pub(super) fn index(system: SystemContext<Attributes>) -> Shared<Index> {
    let nothing = || Index::compile(&Policy::default(), &Directory::default(), None);
    system.index.get().unwrap_or_else(|| Shared::new(nothing()))
}

/// The edit of a header's box.
pub(super) fn header_edit(group: GroupId, section: &SectionId, tick: Tick) -> Edit {
    Edit::TickSection(group, section.clone(), tick)
}

fn facts(system: SystemContext<Attributes>, group: Memo<Option<GroupId>>) -> Signal<Arc<Facts>> {
    let all = Memo::new_with_compare(
        move |_| {
            let (directory, group) = (system.directory.get(), group.get());
            let members = group.as_ref().map(|group| Members::of_group(&directory, group));
            Arc::new(Facts {
                policy: system.policy.get(),
                saved: system.saved.get(),
                index: index(system),
                members: members.unwrap_or_default(),
                directory,
                group,
            })
        },
        |_, _| true,
    );
    all.into()
}

//! What the parts of the editor share: which group and which main process are chosen, and how the
//! address says so. The focus is the group, the main process, the row and the level, as far as they are
//! chosen; what it does not name is the first there is.

use leptos::prelude::*;

use crate::pages::groups::ask::Dialogs;
use crate::platform::page::{PHONE, media};
use crate::state::context::SystemContext;
use crate::state::{Session, use_session};
use whocan_core::directory::{Directory, GroupId, Principal};
use whocan_core::models::processes::policy::{MainId, MainProcess, Policy};
use whocan_core::models::processes::{Edit, Processes};
use whocan_core::shared::Shared;

/// See the module. Copied freely.
#[derive(Clone, Copy)]
pub(super) struct Page {
    pub(super) session: Session,
    system: SystemContext<Processes>,
    pub(super) directory: Signal<Directory>,
    /// The draft.
    pub(super) policy: Signal<Shared<Policy>>,
    /// What is saved.
    pub(super) saved: Signal<Shared<Policy>>,
    pub(super) focus: Signal<Vec<String>>,
    /// The chosen group; none where there is none.
    pub(super) group: Memo<Option<GroupId>>,
    /// The chosen main process; none where there is none.
    pub(super) main: Memo<Option<MainId>>,
    pub(super) narrow: Signal<bool>,
    pub(super) dialogs: Dialogs,
    /// Whether System Admins are being chosen.
    pub(super) admins: RwSignal<bool>,
    /// Whether the catalogue is being edited.
    pub(super) catalogue: RwSignal<bool>,
}

impl Page {
    pub(super) fn new(system: SystemContext<Processes>) -> Self {
        let (directory, policy): (Signal<Directory>, Signal<Shared<Policy>>) =
            (system.directory, system.policy);
        let focus: Signal<Vec<String>> = system.focus;
        let group = Memo::new(move |_| {
            directory.with(|directory| {
                let named = focus.with(|focus| focus.first().cloned().map(GroupId::from));
                let named = named.filter(|id| directory.groups.has(id));
                named.or_else(|| Some(directory.groups.nth(0)?.id.clone()))
            })
        });
        let main = Memo::new(move |_| {
            policy.with(|policy| {
                let catalogue = &policy.catalogue;
                let named = focus.with(|focus| focus.get(1).cloned());
                let named = named.and_then(|step| {
                    let main = catalogue.heading(&step.as_str().into());
                    main.or_else(|| Some(catalogue.with_heading(&step.as_str().into())?.0))
                });
                named.or_else(|| catalogue.headings().first()).map(|main| main.id.clone())
            })
        });
        let added = move |who: Principal| {
            let main = main.get_untracked().map(|main| main.to_string());
            system.on_focus.run(std::iter::once(who.id().to_owned()).chain(main).collect());
        };
        Self {
            session: use_session(),
            system,
            directory,
            policy,
            saved: system.saved,
            focus,
            group,
            main,
            narrow: media(PHONE),
            dialogs: Dialogs::new(added),
            admins: RwSignal::new(false),
            catalogue: RwSignal::new(false),
        }
    }

    /// Chooses a group. Where both panes are seen the main process stays.
    pub(super) fn choose_group(self, group: &str) {
        let main = self.main.get_untracked().filter(|_| !self.narrow.get_untracked());
        let main = main.map(|main| main.to_string());
        self.system.on_focus.run(std::iter::once(group.to_owned()).chain(main).collect());
    }

    /// Chooses a main process.
    pub(super) fn choose_main(self, main: &str) {
        let group = self.group.get_untracked().map(|group| group.to_string());
        self.system.on_focus.run(group.into_iter().chain([main.to_owned()]).collect());
    }

    /// Focuses a row of the chosen main process, or a process anywhere, at a level.
    pub(super) fn go(self, row: &str, level: &str) {
        let steps = self.group.get_untracked().zip(self.main.get_untracked());
        steps.into_iter().for_each(|(group, main)| {
            let steps = [group.as_str(), main.as_str(), row, level].map(str::to_owned);
            self.system.on_focus.run(steps.to_vec());
        });
    }

    /// Goes back to one of the three steps.
    pub(super) fn step(self, step: usize) {
        let group = self.group.get_untracked().map(|group| group.to_string());
        let main = self.main.get_untracked().map(|main| main.to_string());
        let steps = group.into_iter().chain(main).take(step);
        self.system.on_focus.run(steps.collect());
    }

    /// Which of the three steps is shown where there is room for one: the first that is not done.
    pub(super) fn shown_step(self) -> Signal<usize> {
        let focus = self.focus;
        Signal::derive(move || focus.with(|focus| focus.len().min(2)))
    }

    /// The name of the chosen group.
    pub(super) fn group_name(self) -> Signal<String> {
        Signal::derive(move || {
            self.directory.with(|directory| {
                self.group.with(|group| {
                    group.as_ref().map(|group| directory.groups.name(group)).unwrap_or_default()
                })
            })
        })
    }

    /// Something of the chosen main process, followed; the usual where there is none.
    pub(super) fn with_main<T: Default>(self, of: impl FnOnce(&Policy, &MainProcess) -> T) -> T {
        self.policy.with(|policy| {
            self.main.with(|main| {
                let main = main.as_ref().and_then(|main| policy.catalogue.heading(main));
                main.map(|main| of(policy, main)).unwrap_or_default()
            })
        })
    }

    /// The name of the chosen main process.
    pub(super) fn main_name(self) -> Signal<String> {
        Signal::derive(move || self.with_main(|_, main| main.name.clone()))
    }

    pub(super) fn send(self, edit: Edit) {
        self.system.send(edit);
    }

    /// Sends several edits as one step.
    pub(super) fn send_all(self, label: String, edits: Vec<Edit>) {
        self.system.send_all(label, edits);
    }

    /// What edits as one step would do to people.
    pub(super) fn foresee(self, edits: Vec<Edit>) -> Option<crate::grid::Effect> {
        self.system.foresee(edits)
    }

    /// Draws a new id that begins with this letter.
    pub(super) fn new_id(self, letter: char) -> String {
        self.system.new_id(letter)
    }
}

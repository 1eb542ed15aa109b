//! What a model's own views see of the app: its policy, draft and saved, who there is, what is
//! focused, and where to send edits. They do not know the session.

mod asked;

pub use asked::Asking;

use std::sync::Arc;

use leptos::prelude::*;

use crate::grid::{AnySource, Effect};
use crate::state::Notice;
use whocan_core::directory::{AsOf, Directory, DirectoryEdit, Group, Roster};
use whocan_core::model::{Model, ModelSnapshot, Refusal};
use whocan_core::models::{Indexes, Policies, PolicyEdit};
use whocan_core::shared::Shared;

/// What is shown of a screen.
pub type View = AnyView;

/// The app as the registry hands it to a model. Copied freely.
#[derive(Clone, Copy)]
pub struct AppContext {
    /// Who there is, in the draft.
    pub directory: Signal<Directory>,
    /// The draft.
    pub policies: Signal<Policies>,
    /// The same, compiled.
    pub indexes: Signal<Option<Indexes>>,
    /// What is saved.
    pub saved: Signal<Policies>,
    /// Under which circumstances everything is asked.
    pub asking: Asking,
    /// Tells the user something.
    pub say: Callback<Notice>,
    /// What is running, of models that run what was saved only after a restart.
    pub running: Signal<Policies>,
    /// Restarts: what is saved is running.
    pub restart: Callback<()>,
    /// What is focused on the present screen, by ids.
    pub focus: Signal<Vec<String>>,
    /// Focuses something else on it.
    pub on_focus: Callback<Vec<String>>,
    /// Focuses what the editor of this model begins with, unless another screen is here by now.
    pub begin_at: Callback<(&'static str, Vec<String>)>,
    /// Who there was when it was saved.
    pub saved_directory: Signal<Directory>,
    /// At what time of day what is saved was saved; none where nobody knows.
    pub saved_when: Signal<Option<String>>,
    /// Edits who there is, as one step under a name.
    pub direct: Callback<(String, Vec<DirectoryEdit>)>,
    /// Opens the people of the workspace.
    pub open_people: Callback<()>,
    /// Sends edits, as one step under a name; none for the only edit's own name.
    pub send: Callback<(Option<String>, Vec<PolicyEdit>)>,
    /// What edits as one step would do to people; none where they cannot be made.
    pub foresee: Callback<Vec<PolicyEdit>, Option<Effect>>,
    /// Draws a new id that begins with this letter.
    pub new_id: Callback<char, String>,
    /// Adds groups with these names to the directory, as one step.
    pub add_groups: Callback<Vec<String>>,
    /// Sets which licences are installed.
    pub set_licences: Callback<Vec<String>>,
    /// Adds a group to the directory together with edits of its permissions, as one step.
    pub add_group: Callback<(Group, Vec<PolicyEdit>)>,
    /// The states that were saved, the oldest first; the last is what is saved.
    pub past: Callback<(), Vec<SavedState>>,
    /// As whom the draft was edited; empty where it was nobody in particular.
    pub edited_by: Signal<String>,
}

/// A state that was saved.
#[derive(Clone)]
pub struct SavedState {
    /// When, as it is to be read.
    pub when: String,
    /// Who saved it; empty where nobody said.
    pub who: String,
    /// What was set and who there was; none where that cannot be read any more.
    pub state: Option<(Policies, Directory)>,
}

/// A state that was saved, as far as one model goes.
pub struct Past<M: Model> {
    /// When, as it is to be read.
    pub when: String,
    /// Who saved it; empty where nobody said.
    pub who: String,
    /// The policy and who there was; none where that cannot be read any more.
    pub state: Option<(Shared<M::Policy>, Directory)>,
}

/// The same for one model.
pub struct SystemContext<M: Model> {
    /// Who there is, in the draft.
    pub directory: Signal<Directory>,
    /// The draft.
    pub policy: Signal<Shared<M::Policy>>,
    /// The same, compiled; none while no workspace is open.
    pub index: Signal<Option<Shared<M::Index>>>,
    /// What is saved.
    pub saved: Signal<Shared<M::Policy>>,
    /// Under which circumstances everything is asked.
    pub asking: Asking,
    /// Tells the user something.
    pub say: Callback<Notice>,
    /// What is running, where that can be something else.
    pub running: Signal<Shared<M::Policy>>,
    /// Restarts: what is saved is running.
    pub restart: Callback<()>,
    /// What is focused on the present screen, by ids.
    pub focus: Signal<Vec<String>>,
    /// Focuses something else on it.
    pub on_focus: Callback<Vec<String>>,
    /// Who there was when it was saved.
    pub saved_directory: Signal<Directory>,
    /// At what time of day what is saved was saved; none where nobody knows.
    pub saved_when: Signal<Option<String>>,
    /// Edits who there is, as one step under a name.
    pub direct: Callback<(String, Vec<DirectoryEdit>)>,
    /// Opens the people of the workspace.
    pub open_people: Callback<()>,
    /// Adds groups with these names to the directory, as one step.
    pub add_groups: Callback<Vec<String>>,
    /// Sets which licences are installed.
    pub set_licences: Callback<Vec<String>>,
    /// As whom the draft was edited; empty where it was nobody in particular.
    pub edited_by: Signal<String>,
    begin_at: Callback<(&'static str, Vec<String>)>,
    add_group: Callback<(Group, Vec<PolicyEdit>)>,
    send: Callback<(Option<String>, Vec<PolicyEdit>)>,
    foresee: Callback<Vec<PolicyEdit>, Option<Effect>>,
    new_id: Callback<char, String>,
    past: Callback<(), Vec<SavedState>>,
    of: fn(&Policies) -> &Shared<M::Policy>,
    wrap: fn(M::Edit) -> PolicyEdit,
}

impl<M: Model> Clone for SystemContext<M> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<M: Model> Copy for SystemContext<M> {}

impl<M: Model> SystemContext<M> {
    /// The context of one model; `policy` and `index` pick what is its own, `wrap` makes its edits anybody's.
    pub fn new(
        context: AppContext,
        policy: fn(&Policies) -> &Shared<M::Policy>,
        index: fn(&Indexes) -> &Shared<M::Index>,
        wrap: fn(M::Edit) -> PolicyEdit,
    ) -> Self {
        let pick = |from: Signal<Policies>| {
            Memo::new(move |_| from.with(|policies| policy(policies).clone())).into()
        };
        Self {
            directory: context.directory,
            policy: pick(context.policies),
            index: Memo::new(move |_| {
                context.indexes.with(|indexes| indexes.as_ref().map(|all| index(all).clone()))
            })
            .into(),
            saved: pick(context.saved),
            asking: context.asking,
            say: context.say,
            running: pick(context.running),
            restart: context.restart,
            focus: context.focus,
            on_focus: context.on_focus,
            saved_directory: context.saved_directory,
            saved_when: context.saved_when,
            direct: context.direct,
            open_people: context.open_people,
            begin_at: context.begin_at,
            add_groups: context.add_groups,
            set_licences: context.set_licences,
            add_group: context.add_group,
            send: context.send,
            foresee: context.foresee,
            new_id: context.new_id,
            past: context.past,
            edited_by: context.edited_by,
            of: policy,
            wrap,
        }
    }

    /// The cell that is focused, where the focus begins with its row and its column.
    pub fn focused_cell(&self) -> Signal<Option<(String, String)>> {
        let focus = self.focus;
        Memo::new(move |_| {
            focus.with(|focus| match focus.as_slice() {
                [row, column, ..] => Some((row.clone(), column.clone())),
                _ => None,
            })
        })
        .into()
    }

    /// Focuses what the editor begins with, where the address does not say.
    pub fn begin_at(&self, focus: Vec<String>) {
        self.begin_at.run((M::INFO.key, focus));
    }

    /// Draws a new id that begins with this letter.
    pub fn new_id(&self, letter: char) -> String {
        self.new_id.run(letter)
    }

    /// Adds a group together with edits of its permissions, as one step.
    pub fn add_group(&self, group: Group, edits: Vec<M::Edit>) {
        self.add_group.run((group, edits.into_iter().map(self.wrap).collect()));
    }

    /// The states that were saved, the oldest first; the last is what is saved.
    pub fn past(&self) -> Vec<Past<M>> {
        let of = |policies: &Policies| (self.of)(policies).clone();
        let past = |SavedState { when, who, state }| {
            let state = state.map(|(policies, directory)| (of(&policies), directory));
            Past { when, who, state }
        };
        self.past.run(()).into_iter().map(past).collect()
    }

    /// Sends one edit.
    pub fn send(&self, edit: M::Edit) {
        self.send_all(String::new(), vec![edit]);
    }

    /// Sends several edits as one step; none is no step. Those that the one who edits may not do are
    /// left out, and it is said why.
    pub fn send_all(&self, label: String, edits: Vec<M::Edit>) {
        let (edits, refused) = self.permitted(edits);
        let label = (edits.len() > 1).then_some(label);
        if !edits.is_empty() {
            self.send.run((label, edits.into_iter().map(self.wrap).collect()));
        }
        if let Some(Refusal(first)) = refused.first() {
            let more = match refused.len() {
                1 => String::new(),
                count => format!(" ({} more)", count - 1),
            };
            self.say.run(Notice::Fault(format!("Not done: {first}{more}")));
        }
    }

    /// What edits as one step would do to people, as far as the one who edits may do them.
    pub fn foresee(&self, edits: Vec<M::Edit>) -> Option<Effect> {
        let (edits, _) = self.permitted(edits);
        self.foresee.run(edits.into_iter().map(self.wrap).collect())
    }

    /// The edits that the one who edits may do, and why not the others.
    fn permitted(&self, edits: Vec<M::Edit>) -> (Vec<M::Edit>, Vec<Refusal>) {
        let asked = untrack(|| self.asking.now());
        let index = self.index.get_untracked();
        let Some(index) = index.filter(|_| asked.acting_as.is_some()) else {
            return (edits, Vec::new());
        };
        let (policy, directory) = (self.policy.get_untracked(), self.directory.get_untracked());
        let roster = &Roster::default();
        let (policy, index) = (&*policy, &*index);
        let as_of = AsOf::default();
        let model = ModelSnapshot::<M> { directory: &directory, roster, policy, index, as_of };
        let (mut permitted, mut refused) = (Vec::new(), Vec::new());
        for edit in edits {
            match M::withheld(model, &asked, &edit) {
                None => permitted.push(edit),
                Some(why) => refused.push(why),
            }
        }
        (permitted, refused)
    }
}

/// The screens that a model brings itself.
pub trait ModelView: Model {
    /// Its editor, as the product's users know it.
    fn editor(system: SystemContext<Self>) -> View;
    /// Its policy on one grid, to be edited.
    fn overview(system: SystemContext<Self>) -> View;
    /// The same as it is now, for a table that is to be pasted into it.
    fn source(system: SystemContext<Self>) -> Arc<dyn AnySource>;
    /// What a place of its screens is in place of somebody's access to something; none where it is that.
    fn apart(_focus: &[String]) -> Option<Apart> {
        None
    }
}

/// What a place of a model's screens is that shows nobody's access to anything.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Apart {
    /// A part of the editor: its lists and settings.
    Part,
    /// A row of the overview that is no target, with what is said of it.
    Row(&'static str),
}

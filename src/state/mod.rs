//! The only writer of state. Screens read the session's signals and send it actions; what can be
//! derived is derived here once, in memos.

mod action;
mod actors;
mod autosave;
mod base;
mod checks;
pub mod context;
mod copies;
mod counted;
mod dispatch;
mod foresee;
mod glance;
mod ids;
mod notice;
mod offer;
mod prefs;
mod presenter;
mod revisions;
mod route;
mod theme;
mod tone;
mod workspaces;

pub use action::{Action, FileParts, PeopleNames};
pub use autosave::{Recent, SaveStatus};
pub use checks::{
    JudgedChecks, MadeCheck, Statuses, expectation, same_check, target_member, with_checks,
};
pub use copies::reconcile_copies;
pub use glance::Glance;
pub use ids::new_id;
pub use notice::Notice;
pub use offer::{Found, Offer, Offered, Refused};
pub use prefs::Prefs;
pub use presenter::Presenter;
pub use route::{Route, Screen, Tab};
pub use theme::Theme;

use leptos::prelude::*;

use self::actors::Actors;
use self::autosave::Autosave;
use self::counted::CountedPeople;
use self::presenter::HiddenNames;
use self::revisions::ViewedRevision;
use crate::platform::clock::Moment;
use crate::platform::{later, location, page};
use crate::state::context::{AppContext, Asking};
use whocan_core::directory::{Circumstances, Directory, DirectoryEdit, Group};
use whocan_core::document::{self, Command, Document, History};
use whocan_core::examples;
use whocan_core::model::Conflict;
use whocan_core::models::{Indexes, ModelKind, Policies, PolicyEdit};
use whocan_core::query::Snapshot;
use whocan_core::shared::Shared;
use whocan_storage::workspace::Revision;

/// How long after an edit it is kept, in milliseconds.
const KEEP_AFTER: u64 = 400;

/// The state of the page. Copied freely: it is a handful of handles.
#[derive(Clone, Copy)]
pub struct Session {
    history: RwSignal<Option<History>>,
    route: RwSignal<Route>,
    /// The address, while the user is ahead of it.
    ahead: RwSignal<Option<Ahead>>,
    theme: RwSignal<Theme>,
    presenter: RwSignal<Presenter>,
    hidden_names: HiddenNames,
    notice: RwSignal<Option<Notice>>,
    conflicts: RwSignal<Vec<Conflict<PolicyEdit>>>,
    keys_shown: RwSignal<bool>,
    jumping: RwSignal<bool>,
    jumps: RwSignal<u32>,
    flash: RwSignal<u32>,
    autosave: Autosave,
    prefs: Prefs,
    looked: RwSignal<Option<ViewedRevision>>,
    note: RwSignal<String>,
    sharing: RwSignal<bool>,
    offer: RwSignal<Option<Offer>>,
    /// Files that wait until the one before has been answered.
    waiting: RwSignal<Vec<Offer>>,
    save_count: RwSignal<u32>,
    asked: RwSignal<Circumstances>,
    actors: RwSignal<Actors>,
    snapshot: Signal<Option<Shared<Snapshot>>>,
    saved: Signal<Option<Shared<Snapshot>>>,
    is_changed: Signal<bool>,
    change_count: Signal<usize>,
    revisions: Signal<Vec<Revision>>,
    looked_at: Signal<Option<Revision>>,
    checks: JudgedChecks,
    counted: CountedPeople,
}

/// The address that the user is ahead of.
#[derive(Clone)]
struct Ahead {
    /// What it says.
    address: Vec<String>,
    /// Whether they stand still since it was looked at.
    rests: bool,
}

impl Session {
    /// The state at the start, from the address and the kept preferences.
    pub fn start() -> Self {
        let history = RwSignal::new(None::<History>);
        let looked = RwSignal::new(None::<ViewedRevision>);
        let presenter = RwSignal::new(Presenter::kept());
        let hidden_names = HiddenNames::new(presenter);
        let autosave = Autosave::new();
        let revisions = revisions::revisions(autosave, history, hidden_names);
        let snapshot = moment_of(history, looked, hidden_names, false);
        let saved = moment_of(history, looked, hidden_names, true);
        let session = Self {
            history,
            route: RwSignal::new(Route::Start),
            ahead: RwSignal::new(None),
            theme: RwSignal::new(Theme::kept()),
            presenter,
            hidden_names,
            notice: RwSignal::new(None),
            conflicts: RwSignal::new(Vec::new()),
            keys_shown: RwSignal::new(false),
            jumping: RwSignal::new(false),
            jumps: RwSignal::new(0),
            flash: RwSignal::new(0),
            autosave,
            prefs: Prefs::kept(),
            looked,
            note: RwSignal::new(String::new()),
            sharing: RwSignal::new(false),
            offer: RwSignal::new(None),
            waiting: RwSignal::new(Vec::new()),
            save_count: RwSignal::new(0),
            asked: RwSignal::new(Circumstances::default()),
            actors: RwSignal::new(Actors::new()),
            snapshot,
            saved,
            is_changed: Memo::new(move |_| {
                history.with(|h| h.as_ref().is_some_and(History::is_changed))
            })
            .into(),
            change_count: change_count(saved, snapshot),
            revisions,
            looked_at: revisions::looked_at(looked, revisions),
            checks: JudgedChecks::new(),
            counted: CountedPeople::new(),
        };
        session.checks.follow(session);
        session.counted.follow(session);
        session.arrive(&location::steps());
        location::on_change(move |steps| session.arrive(&steps));
        Effect::new(move |_| page::set_title(&session.page_title()));
        Effect::new(move |_| page::set_presenting(session.presenter.get() != Presenter::Off));
        Effect::new(move |_| session.keep_soon());
        page::on_leave(move || {
            session.settle_address();
            session.keep();
        });
        page::on_link(move || session.settle_address());
        page::on_return(move || session.resume());
        session
    }

    /// The screen that the user is on, whatever is focused there.
    pub fn place(&self) -> Signal<Route> {
        let route = self.route;
        Memo::new(move |_| route.with(|route| route.with_focus(Vec::new()))).into()
    }

    /// Where the user is.
    pub fn route(&self) -> Signal<Route> {
        self.route.into()
    }

    /// The draft, compiled; none on the start screen.
    pub fn snapshot(&self) -> Signal<Option<Shared<Snapshot>>> {
        self.snapshot
    }

    /// The saved state, compiled: the *before* of everything the draft changes.
    pub fn saved(&self) -> Signal<Option<Shared<Snapshot>>> {
        self.saved
    }

    /// Whether the draft is something else than what is saved.
    pub fn is_changed(&self) -> Signal<bool> {
        self.is_changed
    }

    /// How many changes lie between the two. It is counted once it is asked for, so that no key need wait.
    pub fn change_count(&self) -> Signal<usize> {
        self.change_count
    }

    /// Under which circumstances everything is asked, where something else was chosen than what the
    /// workspace says: the day, the service, who edits, which licences. Transient.
    pub fn asking(&self) -> Asking {
        let session = *self;
        Asking {
            chosen: self.asked,
            as_of: Memo::new(move |_| {
                let day = |snapshot: &Snapshot| snapshot.document().day();
                session.snapshot.with(|snapshot| snapshot.as_deref().map(day).unwrap_or_default())
            })
            .into(),
            directory: self.directory(),
            keep_day: Callback::new(move |day| {
                session.dispatch(Action::Run(Command::SetAsOf(day)));
            }),
        }
    }

    /// What is running, of models that run what was saved only after a restart.
    pub fn running(&self) -> Signal<Policies> {
        let session = *self;
        Memo::new_with_compare(
            move |_| {
                // An earlier state that is looked at waits for nothing.
                match session.looked.with(Option::is_some) {
                    true => session.saved.with(policies_of),
                    false => session.autosave.running(),
                }
            },
            policies_changed,
        )
        .into()
    }

    /// Who there is, in the draft.
    fn directory(&self) -> Signal<Directory> {
        directory_of(self.snapshot)
    }

    /// What the draft's editors call *Save*: *Apply* where it changes what is running only after a
    /// restart.
    pub fn word_for_save(&self) -> Signal<&'static str> {
        let history = self.history;
        Memo::new(move |_| {
            history.with(|history| {
                let Some(history) = history else { return "Save" };
                let waits = history.saved().policies.restarts(&history.draft().policies);
                if waits.is_some() { "Apply" } else { "Save" }
            })
        })
        .into()
    }

    /// Who gains and who loses by the draft, or since the revision that is looked at.
    pub fn counted(&self) -> CountedPeople {
        self.counted
    }

    /// Why the draft cannot be saved as it stands, as it is now.
    pub fn requests(&self) -> Vec<Conflict<PolicyEdit>> {
        let conflicts = |history: &Option<History>| Some(history.as_ref()?.conflicts());
        self.history.with_untracked(conflicts).unwrap_or_default()
    }

    /// Says a sentence about what just happened.
    pub fn say(&self, notice: Notice) {
        self.notice.set(Some(notice));
    }

    /// What the user prefers.
    pub fn prefs(&self) -> Prefs {
        self.prefs
    }

    /// What is to be said of the next revision.
    pub fn note(&self) -> Signal<String> {
        self.note.into()
    }

    /// What stands in the way of the last attempt to save: the Invalid Request.
    pub fn conflicts(&self) -> Signal<Vec<Conflict<PolicyEdit>>> {
        self.conflicts.into()
    }

    /// The app as a model's own views see it.
    pub fn context(&self) -> AppContext {
        let session = *self;
        let pick = |from: Signal<Option<Shared<Snapshot>>>| {
            Memo::new_with_compare(move |_| from.with(policies_of), policies_changed).into()
        };
        AppContext {
            directory: self.directory(),
            policies: pick(self.snapshot),
            indexes: Memo::new_with_compare(
                move |_| {
                    session.snapshot.with(|snapshot| snapshot.as_ref().map(|m| m.indexes().clone()))
                },
                indexes_changed,
            )
            .into(),
            saved: pick(self.saved),
            asking: self.asking(),
            say: Callback::new(move |notice| session.say(notice)),
            running: self.running(),
            restart: Callback::new(move |()| session.dispatch(Action::Restart)),
            focus: Memo::new(move |_| session.route.with(|route| route.focus().to_vec())).into(),
            on_focus: Callback::new(move |focus| session.dispatch(Action::Focus(focus))),
            begin_at: Callback::new(move |(key, focus)| session.begin_editor(key, focus)),
            saved_directory: directory_of(self.saved),
            saved_when: Memo::new(move |_| {
                let time = session.revisions().with(|all| all.last().map(|last| last.time))?;
                (time > 0).then(|| Moment::of(time).clock())
            })
            .into(),
            direct: Callback::new(move |(label, edits)| session.direct(label, edits)),
            open_people: Callback::new(move |()| {
                let people = Screen::Directory(Tab::People);
                session.route.with_untracked(|route| route.to(people, Vec::new())).go();
            }),
            send: Callback::new(move |(label, edits)| session.send(label, edits)),
            foresee: Callback::new(move |edits| session.foresee(edits)),
            new_id: Callback::new(new_id),
            add_groups: Callback::new(move |names: Vec<String>| session.add_groups(&names)),
            set_licences: Callback::new(move |licences: Vec<String>| {
                let edit = DirectoryEdit::SetLicences(licences);
                session.dispatch(Action::Run(Command::Directory(edit)));
            }),
            add_group: Callback::new(move |(group, edits)| session.add_group(group, edits)),
            past: Callback::new(move |()| session.past()),
            edited_by: self.edited_by(),
        }
    }

    fn begin_editor(&self, key: &str, focus: Vec<String>) {
        let screen = self.route.with_untracked(Route::screen);
        if matches!(screen, Some(Screen::Editor(kind)) if kind.key() == key) {
            self.dispatch(Action::BeginAt(focus));
        }
    }

    /// Edits who there is, as one step; none is no step.
    fn direct(&self, label: String, mut edits: Vec<DirectoryEdit>) {
        let command = match edits.len() {
            0 => return,
            1 => edits.pop().map(Command::Directory),
            _ => Some(Command::Batch(label, edits.into_iter().map(Command::Directory).collect())),
        };
        command.into_iter().for_each(|command| self.dispatch(Action::Run(command)));
    }

    fn add_groups(&self, names: &[String]) {
        let add = |name: &String| {
            let group = Group::new(&new_id('g'), name.trim());
            Command::Directory(DirectoryEdit::AddGroup(group))
        };
        let label = format!("add {} groups", names.len());
        self.dispatch(Action::Run(Command::Batch(label, names.iter().map(add).collect())));
    }

    /// Adds a group together with what is set for it, as one step.
    fn add_group(&self, group: Group, edits: Vec<PolicyEdit>) {
        let label = format!("add {}", group.name);
        let add = Command::Directory(DirectoryEdit::AddGroup(group));
        let commands = std::iter::once(add).chain(edits.into_iter().map(Command::Policy));
        self.dispatch(Action::Run(Command::Batch(label, commands.collect())));
    }

    fn send(&self, label: Option<String>, edits: Vec<PolicyEdit>) {
        let mut commands: Vec<Command> = edits.into_iter().map(Command::Policy).collect();
        let command = match label {
            Some(label) => Command::Batch(label, commands),
            None => match commands.pop() {
                Some(only) => only,
                None => return,
            },
        };
        self.dispatch(Action::Run(command));
    }

    /// Whether the list of keys is open.
    pub fn keys_shown(&self) -> Signal<bool> {
        self.keys_shown.into()
    }

    /// Whether what is focused was reached by a link of a reason and shall flash: a number that is
    /// another one at each such arrival, and 0 as soon as anything else is done.
    pub fn flash(&self) -> Signal<u32> {
        self.flash.into()
    }

    /// The chosen theme.
    pub fn theme(&self) -> Signal<Theme> {
        self.theme.into()
    }

    /// Whether the app is shown to a room, and whether people's names are.
    pub fn presenter(&self) -> Signal<Presenter> {
        self.presenter.into()
    }

    /// A sentence for the user about what just happened, where there is one.
    pub fn notice(&self) -> Signal<Option<Notice>> {
        self.notice.into()
    }

    /// A text about the open workspace, people in it by their numbers where names are hidden.
    pub fn without_names(&self, text: String) -> String {
        self.history.with_untracked(|history| match history {
            Some(history) => self.hidden_names.within(text, history.draft()),
            None => text,
        })
    }

    /// The title of the open workspace.
    pub fn title(&self) -> Signal<String> {
        let history = self.history;
        Memo::new(move |_| {
            history.with(|history| {
                history.as_ref().map(|h| h.draft().title.clone()).unwrap_or_default()
            })
        })
        .into()
    }

    /// What undo would take back.
    pub fn to_undo(self) -> Signal<Option<String>> {
        let label = move || self.history.with(|h| h.as_ref()?.to_undo().map(str::to_owned));
        Memo::new(move |_| label().map(|label| self.without_names(label))).into()
    }

    /// Another number whenever the draft is another one.
    pub fn draft_number(self) -> Signal<u32> {
        let number = move |before: Option<&(Option<Document>, u32)>| {
            let draft = self.history.with(|history| Some(history.as_ref()?.draft().clone()));
            let (was, number) = before.map_or((None, 0), |(was, number)| (was.as_ref(), *number));
            let is_same = match (&draft, was) {
                (Some(draft), Some(was)) => draft.same(was),
                (draft, was) => draft.is_none() && was.is_none(),
            };
            (draft, if is_same { number } else { number.wrapping_add(1) })
        };
        let number = Memo::new_with_compare(number, |old, new| {
            old.map(|(_, number)| *number) != new.map(|(_, number)| *number)
        });
        Signal::derive(move || number.with(|(_, number)| *number))
    }

    /// What redo would do again.
    pub fn to_redo(self) -> Signal<Option<String>> {
        let label = move || self.history.with(|h| h.as_ref()?.to_redo().map(str::to_owned));
        Memo::new(move |_| label().map(|label| self.without_names(label))).into()
    }

    /// Whether the ways to share are shown.
    pub fn sharing(&self) -> Signal<bool> {
        self.sharing.into()
    }

    /// The file that is asked about: of those that were picked and not yet opened, the first.
    pub fn offer(&self) -> Signal<Option<Offer>> {
        self.offer.into()
    }

    /// How many files wait behind the one that is asked about.
    pub fn offers_waiting(&self) -> Signal<usize> {
        let waiting = self.waiting;
        Memo::new(move |_| waiting.with(Vec::len)).into()
    }

    /// Shows the same screen otherwise. It replaces the address: a walk through a grid is not a
    /// hundred steps back. It does so once the user rests: browsers take their time over it, and refuse
    /// it when it is asked of them too often.
    fn stand(&self, route: Route) {
        if route == self.route.get_untracked() {
            return;
        }
        self.flash.set(0);
        self.route.set(route);
        match self.ahead.get_untracked() {
            Some(ahead) => self.ahead.set(Some(Ahead { rests: false, ..ahead })),
            None => {
                self.ahead.set(Some(Ahead { address: location::steps(), rests: true }));
                self.settle_at_rest();
            }
        }
    }

    /// Settles the address once nothing was shown otherwise for a while.
    fn settle_at_rest(self) {
        const MILLISECONDS: u64 = 300;
        later::in_a_while(MILLISECONDS, move || match self.ahead.get_untracked() {
            Some(ahead) if !ahead.rests => {
                self.ahead.set(Some(Ahead { rests: true, ..ahead }));
                self.settle_at_rest();
            }
            _ => self.settle_address(),
        });
    }

    /// Makes the address say where the user is, unless it is another by now: then that is where they
    /// are going.
    pub(super) fn settle_address(&self) {
        let Some(ahead) = self.ahead.get_untracked() else { return };
        self.ahead.set(None);
        if ahead.address == location::steps() {
            location::replace(&self.route.with_untracked(Route::steps));
        }
    }

    /// The whole address of where the user is, to be given to somebody.
    pub fn link(&self) -> String {
        self.settle_address();
        location::link()
    }

    /// What was reached by a link of a reason flashes and gets the focus, once it is there.
    fn land(&self) {
        if !self.jumping.get_untracked() {
            self.flash.set(0);
            return;
        }
        self.jumping.set(false);
        let jumps = self.jumps.get_untracked() + 1;
        self.jumps.set(jumps);
        self.flash.set(jumps);
        page::focus_first_soon("work", ".grid, [tabindex='0']");
    }

    /// Shows what the address names.
    fn arrive(&self, steps: &[String]) {
        self.ahead.set(None);
        self.notice.set(None);
        self.land();
        let route = Route::parse(steps);
        let Some(workspace) = route.workspace() else {
            self.leave();
            self.autosave.refresh_recent();
            self.route.set(route);
            return;
        };
        let open = self.route.get_untracked().workspace().map(str::to_owned);
        if open.as_deref() != Some(workspace) || self.history.with_untracked(Option::is_none) {
            self.leave();
            match self.open(workspace) {
                Ok((history, notice)) => {
                    self.history.set(Some(history));
                    self.notice.set(notice);
                }
                Err(notice) => {
                    self.autosave.refresh_recent();
                    self.route.set(Route::Start);
                    self.say(Notice::Fault(notice));
                    return;
                }
            }
        }
        let route = match Route::names_a_screen(steps) {
            true => route,
            false => {
                let route = route.to(self.first_screen(), Vec::new());
                location::replace(&route.steps());
                route
            }
        };
        if let Err(why) = self.look(route.revision(), route.screen()) {
            let history = route.at(None).to(Screen::History, Vec::new());
            location::replace(&history.steps());
            self.looked.set(None);
            self.route.set(history);
            let notice = format!("That revision cannot be looked at: {why}.");
            return self.say(Notice::Fault(notice));
        }
        self.route.set(route);
    }

    /// The screen that the open workspace opens with: what people can do in the model that it uses, and
    /// its first steps where it uses none.
    fn first_screen(&self) -> Screen {
        let uses = self.history.with_untracked(|history| history.as_ref()?.draft().uses());
        uses.map_or(Screen::FirstSteps, Screen::Effective)
    }

    /// Keeps what was edited once nothing more has been for a moment.
    fn keep_soon(&self) {
        self.history.with(|_| ());
        let session = *self;
        let save_count = self.save_count.get_untracked().wrapping_add(1);
        self.save_count.set(save_count);
        later::in_a_while(KEEP_AFTER, move || session.keep_in_steps(save_count));
    }

    /// Keeps what was edited, a bit at a time so that no key waits for it, unless it is another turn.
    fn keep_in_steps(self, save_count: u32) {
        if self.save_count.get_untracked() != save_count {
            return;
        }
        let more = self.history.with_untracked(|history| {
            history.as_ref().is_some_and(|history| self.autosave.prepare(history))
        });
        if more {
            later::soon(move || self.keep_in_steps(save_count));
        } else {
            self.keep();
            later::soon(move || self.note_glance());
        }
    }

    fn page_title(&self) -> String {
        let title = self.history.with(|history| history.as_ref().map(|h| h.draft().title.clone()));
        match title {
            Some(title) if !title.is_empty() => format!("{title} · Whocan"),
            _ => "Whocan: who can do what, and why".to_owned(),
        }
    }
}

/// The state of the page, as every component below [`crate::app::App`] finds it in its context.
#[expect(clippy::expect_used, reason = "the app provides it before it draws anything")]
pub fn use_session() -> Session {
    use_context().expect("the session stands in the context")
}

fn indexes_changed(old: Option<&Option<Indexes>>, new: Option<&Option<Indexes>>) -> bool {
    let same = |(old, new): (&Option<Indexes>, &Option<Indexes>)| match (old, new) {
        (Some(old), Some(new)) => ModelKind::ALL.iter().all(|kind| old.same(new, *kind)),
        (old, new) => old.is_none() && new.is_none(),
    };
    !old.zip(new).is_some_and(same)
}

fn policies_of(snapshot: &Option<Shared<Snapshot>>) -> Policies {
    snapshot.as_ref().map(|snapshot| snapshot.document().policies.clone()).unwrap_or_default()
}

fn policies_changed(old: Option<&Policies>, new: Option<&Policies>) -> bool {
    let same =
        |(old, new): (&Policies, &Policies)| ModelKind::ALL.iter().all(|kind| old.same(new, *kind));
    !old.zip(new).is_some_and(same)
}

fn change_count(
    saved: Signal<Option<Shared<Snapshot>>>,
    snapshot: Signal<Option<Shared<Snapshot>>>,
) -> Signal<usize> {
    Memo::new(move |_| {
        let moments = saved.get().zip(snapshot.get());
        moments.map_or(0, |(saved, draft)| {
            document::changes_up_to(0, saved.document(), draft.document()).count()
        })
    })
    .into()
}

fn directory_of(snapshot: Signal<Option<Shared<Snapshot>>>) -> Signal<Directory> {
    let directory = move |_: Option<&Directory>| {
        snapshot.with(|snapshot| {
            snapshot.as_ref().map(|it| it.document().directory.clone()).unwrap_or_default()
        })
    };
    Memo::new_with_compare(directory, directory_changed).into()
}

fn directory_changed(old: Option<&Directory>, new: Option<&Directory>) -> bool {
    !old.zip(new).is_some_and(|(old, new)| old.same(new))
}

/// One side of what is shown, compiled step by step: of the history, or where a revision is looked
/// at that, alone or as the before of the draft.
fn moment_of(
    history: RwSignal<Option<History>>,
    looked: RwSignal<Option<ViewedRevision>>,
    hidden_names: HiddenNames,
    is_before: bool,
) -> Signal<Option<Shared<Snapshot>>> {
    Memo::new(move |previous: Option<&Option<Shared<Snapshot>>>| {
        let previous = previous.and_then(Option::as_ref);
        let of = |document: &Document| {
            // The one place where people's names are hidden: whatever is shown of them comes from here.
            let document = &hidden_names.in_document(document);
            if let Some(same) = previous.filter(|snapshot| snapshot.document().same(document)) {
                return same.clone();
            }
            Shared::new(Snapshot::new(document, previous.map(|snapshot| &**snapshot)))
        };
        looked.with(|looked| match looked {
            Some(looked) if is_before || !looked.compared => Some(of(&looked.document)),
            _ => history.with(|history| {
                let history = history.as_ref()?;
                Some(of(if is_before { history.saved() } else { history.draft() }))
            }),
        })
    })
    .into()
}

/// A copy of a shipped example.
pub fn open_example(slug: &str) -> Option<Document> {
    if slug == examples::large::SLUG {
        return Some(examples::large(examples::Size::default(), examples::large::SEED));
    }
    let example = examples::find(slug)?;
    document::read(example.text.as_bytes()).ok().map(|(document, _)| document)
}

//! The only writer of state. Screens read the session's signals and send it actions; what can be
//! derived is derived here once, in memos.

mod action;
mod ids;
mod keeper;
mod offer;
mod route;
mod theme;

pub use action::{Action, PeopleNames};
pub use ids::new_id;
pub use keeper::{Recent, Standing};
pub use offer::{Offer, Offered};
pub use route::{Route, Screen, Tab};
pub use theme::Theme;

use leptos::prelude::{Callback, Effect};

use self::keeper::Keeper;
use crate::directory::{Directory, DirectoryEdit, Group};
use crate::document::{self, Command, Document, History, without_names};
use crate::examples;
use crate::model::Conflict;
use crate::models::{ModelKind, Policies, PolicyEdit};
use crate::platform::{clock, files, later, location, page};
use crate::query::Moment;
use crate::reactive::{Derived, State};
use crate::shared::Shared;
use crate::ui::port::Hub;

/// How long after an edit it is kept, in milliseconds.
const KEEP_AFTER: u64 = 400;

/// The state of the page. Copied freely: it is a handful of handles.
#[derive(Clone, Copy)]
pub struct Session {
    history: State<Option<History>>,
    route: State<Route>,
    theme: State<Theme>,
    notice: State<Option<String>>,
    conflicts: State<Vec<Conflict<PolicyEdit>>>,
    keys_shown: State<bool>,
    jumping: State<bool>,
    jumps: State<u32>,
    flash: State<u32>,
    keeper: Keeper,
    sharing: State<bool>,
    offer: State<Option<Offer>>,
    turn: State<u32>,
    moment: Derived<Option<Shared<Moment>>>,
    saved: Derived<Option<Shared<Moment>>>,
}

impl Session {
    /// The state at the start, from the address and the kept preferences.
    pub fn start() -> Self {
        let history = State::new(None::<History>);
        let session = Self {
            history,
            route: State::new(Route::Start),
            theme: State::new(Theme::kept()),
            notice: State::new(None),
            conflicts: State::new(Vec::new()),
            keys_shown: State::new(false),
            jumping: State::new(false),
            jumps: State::new(0),
            flash: State::new(0),
            keeper: Keeper::new(),
            sharing: State::new(false),
            offer: State::new(None),
            turn: State::new(0),
            moment: moment_of(history, History::draft),
            saved: moment_of(history, History::saved),
        };
        session.arrive(&location::steps());
        location::on_change(move |steps| session.arrive(&steps));
        Effect::new(move |_| page::set_title(&session.page_title()));
        Effect::new(move |_| session.keep_soon());
        page::on_leave(move || session.keep());
        session
    }

    /// Where the user is.
    pub fn route(&self) -> Derived<Route> {
        self.route.into()
    }

    /// The draft, compiled; none on the start screen.
    pub fn moment(&self) -> Derived<Option<Shared<Moment>>> {
        self.moment
    }

    /// The saved state, compiled: the *before* of everything the draft changes.
    pub fn saved(&self) -> Derived<Option<Shared<Moment>>> {
        self.saved
    }

    /// Whether the draft is something else than what is saved.
    pub fn is_changed(&self) -> Derived<bool> {
        let history = self.history;
        Derived::new(move |_| history.with(|h| h.as_ref().is_some_and(History::is_changed)))
    }

    /// What stands in the way of the last attempt to save: the Invalid Request.
    pub fn conflicts(&self) -> Derived<Vec<Conflict<PolicyEdit>>> {
        self.conflicts.into()
    }

    /// The app as a model's own views see it.
    pub fn hub(&self) -> Hub {
        let session = *self;
        let pick = |from: Derived<Option<Shared<Moment>>>| {
            Derived::by(same_policies, move |_| {
                from.with(|moment| {
                    moment.as_ref().map(|m| m.document().policies.clone()).unwrap_or_default()
                })
            })
        };
        Hub {
            directory: Derived::by(Directory::same, move |_| {
                session.moment.with(|moment| {
                    moment.as_ref().map(|m| m.document().directory.clone()).unwrap_or_default()
                })
            }),
            policies: pick(self.moment),
            saved: pick(self.saved),
            focus: Derived::new(move |_| session.route.with(|route| route.focus().to_vec())),
            on_focus: Callback::new(move |focus| session.dispatch(Action::Focus(focus))),
            send: Callback::new(move |(label, edits)| session.send(label, edits)),
            new_id: Callback::new(new_id),
            add_groups: Callback::new(move |names: Vec<String>| session.add_groups(&names)),
        }
    }

    fn add_groups(&self, names: &[String]) {
        let add = |name: &String| {
            let group = Group::new(&new_id('g'), name.trim());
            Command::Directory(DirectoryEdit::AddGroup(group))
        };
        let label = format!("add {} groups", names.len());
        self.dispatch(Action::Run(Command::Batch(label, names.iter().map(add).collect())));
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
    pub fn keys_shown(&self) -> Derived<bool> {
        self.keys_shown.into()
    }

    /// Whether what is focused was reached by a link of a reason and shall flash: a number that is
    /// another one at each such arrival, and 0 as soon as anything else is done.
    pub fn flash(&self) -> Derived<u32> {
        self.flash.into()
    }

    /// The chosen theme.
    pub fn theme(&self) -> Derived<Theme> {
        self.theme.into()
    }

    /// A sentence for the user about what just happened, where there is one.
    pub fn notice(&self) -> Derived<Option<String>> {
        self.notice.into()
    }

    /// The title of the open workspace.
    pub fn title(&self) -> Derived<String> {
        let history = self.history;
        Derived::new(move |_| {
            history.with(|history| {
                history.as_ref().map(|h| h.draft().title.clone()).unwrap_or_default()
            })
        })
    }

    /// What undo would take back.
    pub fn to_undo(&self) -> Derived<Option<String>> {
        let history = self.history;
        Derived::new(move |_| history.with(|h| h.as_ref()?.to_undo().map(str::to_owned)))
    }

    /// What redo would do again.
    pub fn to_redo(&self) -> Derived<Option<String>> {
        let history = self.history;
        Derived::new(move |_| history.with(|h| h.as_ref()?.to_redo().map(str::to_owned)))
    }

    /// Does what the user asked for.
    pub fn dispatch(&self, action: Action) {
        self.notice.set(None);
        self.jumping.set(false);
        match action {
            Action::Jump => self.jumping.set(true),
            Action::Go(route) => route.go(),
            Action::Focus(focus) => self.focus(focus),
            Action::Run(command) => self.run(&command, None),
            Action::RunJoined(command, key) => self.run(&command, Some(&key)),
            Action::Save => self.save(),
            Action::SaveSettled => self.save_settled(),
            Action::KeepEditing => self.conflicts.set(Vec::new()),
            Action::Discard => {
                self.history.update(|history| history.iter_mut().for_each(History::discard));
                self.notice
                    .set(Some("Back to the saved state. Undo brings the draft back.".into()));
            }
            Action::Share(shown) => self.sharing.set(shown),
            Action::Export(names) => self.export(names),
            Action::Offer(name, bytes) => self.offer.set(Some(Offer::of(name, bytes))),
            Action::LeaveOffer => self.offer.set(None),
            Action::OpenOffered => self.open_offered(),
            Action::ReplaceByOffered => {
                if let Some(Offered { document, .. }) = self.take_offered() {
                    self.run(&Command::Replace(Box::new(document)), None);
                }
            }
            Action::OpenExample(slug) => self.open_copy(slug),
            Action::Duplicate(id) => match self.keeper.duplicate(&id) {
                Ok(_) => self.notice.set(Some("The copy is the first in the list.".to_owned())),
                Err(why) => self.notice.set(Some(format!("Not copied: {why}."))),
            },
            Action::RemoveWorkspace(recent) => {
                if let Err(why) = self.keeper.remove(&recent) {
                    self.notice.set(Some(format!("Not removed: {why}.")));
                }
            }
            Action::BringBack => {
                if let Err(why) = self.keeper.bring_back() {
                    self.notice.set(Some(format!("Not brought back: {why}.")));
                }
            }
            Action::ShowKeys => self.keys_shown.update(|shown| *shown = !*shown),
            Action::Undo => self.travel(History::undo, "Undone"),
            Action::Redo => self.travel(History::redo, "Done again"),
            Action::SetTheme(theme) => {
                self.theme.set(theme);
                if let Err(trouble) = theme.keep() {
                    self.notice.set(Some(format!("The theme is set for now only: {trouble}.")));
                }
            }
        }
    }

    /// Writes the draft to a file.
    fn export(&self, names: PeopleNames) {
        let file = self.history.with_untracked(|history| {
            let draft = history.as_ref()?.draft();
            let title = clip_name(&draft.title);
            Some(match names {
                PeopleNames::Kept => (title, document::write(draft)),
                PeopleNames::Replaced => (format!("{title} without names"), without_names(draft)),
            })
        });
        let Some((title, text)) = file else { return };
        let session = *self;
        let name = format!("{title} {}.whocan.json", clock::day());
        files::save(name, text, move |saved| {
            if saved {
                session.keeper.exported();
                session.sharing.set(false);
                session.notice.set(Some("The draft and its checks were exported.".to_owned()));
            }
        });
    }

    fn take_offered(&self) -> Option<Offered> {
        self.offer.update(Option::take).and_then(|offer| offer.found.ok())
    }

    /// A file opens as a workspace of its own: what it holds is saved and draft.
    fn open_offered(&self) {
        let Some(Offered { document, .. }) = self.take_offered() else { return };
        let id = new_id('w');
        match self.keeper.add(&id, &document) {
            Ok(()) => Route::work(&id, Screen::first()).go(),
            Err(why) => self.notice.set(Some(format!("Not opened: {why}."))),
        }
    }

    /// Whether the ways to share are shown.
    pub fn sharing(&self) -> Derived<bool> {
        self.sharing.into()
    }

    /// A file that was picked and not yet opened.
    pub fn offer(&self) -> Derived<Option<Offer>> {
        self.offer.into()
    }

    /// When the workspace was exported last, where it was.
    pub fn last_export(&self) -> Derived<Option<String>> {
        self.keeper.last_export()
    }

    /// Opens a copy of an example; the first one has the example's own name in its address.
    fn open_copy(&self, slug: &'static str) {
        if !self.keeper.has(slug) {
            return Route::work(slug, Screen::first()).go();
        }
        let Some(document) = open_example(slug) else { return };
        let id = new_id('w');
        match self.keeper.add(&id, &document) {
            Ok(()) => Route::work(&id, Screen::first()).go(),
            Err(why) => self.notice.set(Some(format!("Not opened: {why}."))),
        }
    }

    fn run(&self, command: &Command, key: Option<&str>) {
        self.flash.set(0);
        let outcome = self.history.update(|history| Some(history.as_mut()?.run(command, key)));
        if let Some(Err(rejection)) = outcome {
            self.notice.set(Some(format!("Not done: {rejection}.")));
        }
    }

    fn save(&self) {
        let outcome = self.history.update(|history| Some(history.as_mut()?.save()));
        match outcome {
            Some(Ok(())) => self.notice.set(Some("Saved.".to_owned())),
            Some(Err(conflicts)) => self.conflicts.set(conflicts),
            None => {}
        }
    }

    fn save_settled(&self) {
        self.conflicts.set(Vec::new());
        let outcome = self.history.update(|history| Some(history.as_mut()?.save_settled()));
        let notice = match outcome {
            Some(Ok(())) => "Saved, with what others need raised to the least.".to_owned(),
            Some(Err(rejection)) => format!("Not saved: {rejection}."),
            None => return,
        };
        self.notice.set(Some(notice));
    }

    fn travel(&self, step: impl Fn(&mut History) -> Option<String>, done: &str) {
        let label = self.history.update(|history| step(history.as_mut()?));
        if let Some(label) = label {
            self.notice.set(Some(format!("{done}: {label}.")));
        }
    }

    /// Moves the focus within the screen. It replaces the address: a walk through a grid is not a
    /// hundred steps back.
    fn focus(&self, focus: Vec<String>) {
        let route = self.route.get_untracked().with_focus(focus);
        if route != self.route.get_untracked() {
            self.flash.set(0);
            location::replace(&route.steps());
            self.route.set(route);
        }
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
        later::after_paint(|| {
            page::focus_first("work", ".grid, [tabindex='0']");
        });
    }

    /// Shows what the address names.
    fn arrive(&self, steps: &[String]) {
        self.notice.set(None);
        self.land();
        let route = Route::parse(steps);
        let Some(workspace) = route.workspace() else {
            self.leave();
            self.keeper.look_around();
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
                    self.keeper.look_around();
                    self.route.set(Route::Start);
                    self.notice.set(Some(notice));
                    return;
                }
            }
        }
        self.route.set(route);
    }

    /// What is kept of a workspace, else a copy of the example of that name.
    fn open(&self, workspace: &str) -> Result<(History, Option<String>), String> {
        if let Some(kept) = self.keeper.open(workspace)? {
            return Ok(kept);
        }
        let document = open_example(workspace).ok_or_else(|| {
            format!("There is no workspace `{workspace}` in this browser: choose one here.")
        })?;
        self.keeper.begin(workspace, &document);
        Ok((History::new(document), None))
    }

    fn leave(&self) {
        self.keep();
        self.history.set(None);
        self.keeper.close();
    }

    fn keep(&self) {
        self.history.with_untracked(|history| {
            history.iter().for_each(|history| self.keeper.keep(history));
        });
    }

    /// Keeps what was edited once nothing more has been for a moment.
    fn keep_soon(&self) {
        self.history.with(|_| ());
        let session = *self;
        let turn = self.turn.get_untracked().wrapping_add(1);
        self.turn.set(turn);
        later::in_a_while(KEEP_AFTER, move || {
            if session.turn.get_untracked() == turn {
                session.keep();
            }
        });
    }

    /// How it stands with what was edited.
    pub fn standing(&self) -> Derived<Standing> {
        self.keeper.standing()
    }

    /// The workspaces that this browser keeps, the last one first.
    pub fn recent(&self) -> Derived<Vec<Recent>> {
        self.keeper.recent()
    }

    /// The title of the workspace that was removed last, while it can be brought back.
    pub fn removed(&self) -> Derived<Option<String>> {
        let removed = self.keeper.removed();
        Derived::new(move |_| {
            removed.with(|it| it.as_ref().map(|(recent, _)| recent.title.clone()))
        })
    }

    fn page_title(&self) -> String {
        let title = self.history.with(|history| history.as_ref().map(|h| h.draft().title.clone()));
        match title {
            Some(title) if !title.is_empty() => format!("{title} · Whocan"),
            _ => "Whocan: who can do what, and why".to_owned(),
        }
    }
}

/// A title as part of a file's name.
fn clip_name(title: &str) -> String {
    let plain = |c: char| if c.is_alphanumeric() || "-_ ".contains(c) { c } else { ' ' };
    let name: String = title.chars().map(plain).take(60).collect();
    let name = name.split_whitespace().collect::<Vec<_>>().join(" ");
    if name.is_empty() { "Whocan".to_owned() } else { name }
}

fn same_policies(one: &Policies, other: &Policies) -> bool {
    ModelKind::ALL.iter().all(|kind| one.same(other, *kind))
}

/// One side of the history, compiled step by step.
fn moment_of(
    history: State<Option<History>>,
    side: impl Fn(&History) -> &Document + Send + Sync + 'static,
) -> Derived<Option<Shared<Moment>>> {
    Derived::new(move |previous: Option<&Option<Shared<Moment>>>| {
        let previous = previous.and_then(Option::as_ref);
        history.with(|history| {
            let document = side(history.as_ref()?);
            if let Some(same) = previous.filter(|moment| moment.document().same(document)) {
                return Some(same.clone());
            }
            Some(Shared::new(Moment::new(document, previous.map(|moment| &**moment))))
        })
    })
}

/// A copy of a shipped example.
pub fn open_example(slug: &str) -> Option<Document> {
    if slug == examples::large::SLUG {
        return Some(examples::large(examples::Size::default(), examples::large::SEED));
    }
    let example = examples::find(slug)?;
    document::read(example.text.as_bytes()).ok().map(|(document, _)| document)
}

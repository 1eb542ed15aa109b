//! The only writer of state. Screens read the session's signals and send it actions; what can be
//! derived is derived here once, in memos.

mod action;
mod route;
mod theme;

pub use action::Action;
pub use route::{Focus, Route};
pub use theme::Theme;

use leptos::prelude::*;

use crate::document::{self, Document, History};
use crate::examples;
use crate::platform::{location, page};
use crate::query::Moment;
use crate::shared::Shared;

/// The state of the page. Copied freely: it is a handful of handles.
#[derive(Clone, Copy)]
pub struct Session {
    history: RwSignal<Option<History>>,
    route: RwSignal<Route>,
    theme: RwSignal<Theme>,
    notice: RwSignal<Option<String>>,
    moment: Memo<Option<Shared<Moment>>>,
}

impl Session {
    /// The state at the start, from the address and the kept preferences.
    pub fn start() -> Self {
        let history = RwSignal::new(None::<History>);
        let moment = Memo::new(move |previous: Option<&Option<Shared<Moment>>>| {
            let previous = previous.and_then(Option::as_ref);
            history.with(|history| {
                let draft = history.as_ref()?.draft();
                if let Some(same) = previous.filter(|moment| moment.document().same(draft)) {
                    return Some(same.clone());
                }
                Some(Shared::new(Moment::new(draft, previous.map(|moment| &**moment))))
            })
        });
        let session = Self {
            history,
            route: RwSignal::new(Route::Start),
            theme: RwSignal::new(Theme::kept()),
            notice: RwSignal::new(None),
            moment,
        };
        session.arrive(&location::steps());
        location::on_change(move |steps| session.arrive(&steps));
        Effect::new(move |_| page::set_title(&session.page_title()));
        session
    }

    /// Where the user is.
    pub fn route(&self) -> Signal<Route> {
        self.route.into()
    }

    /// The draft, compiled; none on the start screen.
    pub fn moment(&self) -> Memo<Option<Shared<Moment>>> {
        self.moment
    }

    /// The chosen theme.
    pub fn theme(&self) -> Signal<Theme> {
        self.theme.into()
    }

    /// A sentence for the user about what just happened, where there is one.
    pub fn notice(&self) -> Signal<Option<String>> {
        self.notice.into()
    }

    /// The title of the open workspace.
    pub fn title(&self) -> Memo<String> {
        let history = self.history;
        Memo::new(move |_| {
            history.with(|history| {
                history.as_ref().map(|h| h.draft().title.clone()).unwrap_or_default()
            })
        })
    }

    /// What undo would take back.
    pub fn to_undo(&self) -> Memo<Option<String>> {
        let history = self.history;
        Memo::new(move |_| history.with(|h| h.as_ref()?.to_undo().map(str::to_owned)))
    }

    /// What redo would do again.
    pub fn to_redo(&self) -> Memo<Option<String>> {
        let history = self.history;
        Memo::new(move |_| history.with(|h| h.as_ref()?.to_redo().map(str::to_owned)))
    }

    /// Does what the user asked for.
    pub fn dispatch(&self, action: Action) {
        self.notice.set(None);
        match action {
            Action::Open(slug) => Route::effective(&slug).go(),
            Action::Close => Route::Start.go(),
            Action::Focus(focus) => self.focus(focus),
            Action::Run(command) => self.run(&command),
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

    fn run(&self, command: &crate::document::Command) {
        let outcome = self.history.try_update(|history| Some(history.as_mut()?.run(command, None)));
        if let Some(Some(Err(rejection))) = outcome {
            self.notice.set(Some(format!("Not done: {rejection}.")));
        }
    }

    fn travel(&self, step: impl Fn(&mut History) -> Option<String>, done: &str) {
        let label = self.history.try_update(|history| step(history.as_mut()?)).flatten();
        if let Some(label) = label {
            self.notice.set(Some(format!("{done}: {label}.")));
        }
    }

    /// Moves the focus within the screen. It replaces the address: a walk through a grid is not a
    /// hundred steps back.
    fn focus(&self, focus: Focus) {
        let route = self.route.get_untracked().with_focus(focus);
        if route != self.route.get_untracked() {
            location::replace(&route.steps());
            self.route.set(route);
        }
    }

    /// Shows what the address names.
    fn arrive(&self, steps: &[String]) {
        self.notice.set(None);
        let route = Route::parse(steps);
        let Some(workspace) = route.workspace() else {
            self.history.set(None);
            self.route.set(route);
            return;
        };
        let open = self.route.get_untracked().workspace().map(str::to_owned);
        if open.as_deref() != Some(workspace) || self.history.with_untracked(Option::is_none) {
            match open_example(workspace) {
                Some(document) => self.history.set(Some(History::new(document))),
                None => {
                    let notice = format!("There is no example `{workspace}`: choose one here.");
                    self.history.set(None);
                    self.route.set(Route::Start);
                    self.notice.set(Some(notice));
                    return;
                }
            }
        }
        self.route.set(route);
    }

    fn page_title(&self) -> String {
        let title = self.history.with(|history| history.as_ref().map(|h| h.draft().title.clone()));
        match title {
            Some(title) if !title.is_empty() => format!("{title} · Whocan"),
            _ => "Whocan: who can do what, and why".to_owned(),
        }
    }
}

/// A copy of a shipped example.
pub fn open_example(slug: &str) -> Option<Document> {
    let example = examples::ALL.iter().find(|example| example.slug == slug)?;
    document::read(example.text.as_bytes()).ok().map(|(document, _)| document)
}

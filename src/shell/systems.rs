//! The systems of the open workspace: those in which anything is set, and those that were added by
//! hand. The one that is looked at is always among them.

use leptos::prelude::*;

use crate::state::{Route, Screen, Session};
use whocan_core::models::ModelKind;

/// See the module. Copied freely.
#[derive(Clone, Copy)]
pub(super) struct Systems {
    /// In order; the one that the workspace is mostly about stands first.
    pub(super) in_use: Memo<Vec<ModelKind>>,
    /// The tab that was last looked at of each.
    last: RwSignal<Vec<Screen>>,
    place: Signal<Route>,
}

impl Systems {
    pub(super) fn of(session: Session) -> Self {
        let (route, snapshot, prefs) = (session.route(), session.snapshot(), session.prefs());
        let here = Memo::new(move |_| route.with(|route| route.screen()?.system()));
        let workspace = Memo::new(move |_| route.with(|it| it.workspace().map(str::to_owned)));
        let last = RwSignal::new(Vec::<Screen>::new());
        Effect::new(move |_| {
            let screen = route.with(Route::screen).filter(|screen| screen.system().is_some());
            let Some(screen) = screen else { return };
            if last.with_untracked(|last| !last.contains(&screen)) {
                last.update(|last| {
                    last.retain(|other| other.system() != screen.system());
                    last.push(screen);
                });
            }
        });
        let in_use = Memo::new(move |_| {
            let added = workspace.with(|it| prefs.systems_of(it.as_deref().unwrap_or_default()));
            snapshot.with(|snapshot| {
                let document = snapshot.as_ref().map(|snapshot| snapshot.document());
                let is_set =
                    |kind: ModelKind| document.is_some_and(|it| !it.policies.is_blank(kind));
                let main = document.and_then(|document| document.uses());
                let all = main.into_iter().chain(ModelKind::ALL.iter().copied());
                let mut found = Vec::new();
                for kind in all {
                    let used = is_set(kind) || added.contains(&kind) || here.get() == Some(kind);
                    if used && !found.contains(&kind) {
                        found.push(kind);
                    }
                }
                found
            })
        });
        Self { in_use, last, place: session.place() }
    }

    /// Those that can be added.
    pub(super) fn others(self) -> Vec<ModelKind> {
        self.in_use.with(|used| {
            ModelKind::ALL.iter().copied().filter(|kind| !used.contains(kind)).collect()
        })
    }

    /// Where a system's line leads: to the tab that was last looked at, at first to what people can do.
    pub(super) fn screen_of(self, kind: ModelKind) -> Screen {
        self.last.with(|last| {
            let seen = last.iter().find(|screen| screen.system() == Some(kind));
            seen.copied().unwrap_or(Screen::Effective(kind))
        })
    }

    /// The same as a link.
    pub(super) fn href_of(self, kind: ModelKind) -> String {
        self.place.with(|place| place.to(self.screen_of(kind), Vec::new()).href())
    }
}

//! What a list says of a workspace that is not open: which systems it uses, what its draft changes, how
//! its checks stand, and a tiny picture. It is kept beside the workspace under a key of its own, and
//! expendable: what is missing, or of an earlier save, is worked out again where that is cheap.

use leptos::prelude::*;

use super::{Recent, Route, Session};
use crate::platform::{later, storage};
use whocan_core::document::changes_up_to;
use whocan_core::models::ModelKind;
use whocan_core::query::{Snapshot, picture, run_checks};

/// What stands before the workspace's id in the key.
pub(super) const KEY: &str = "whocan.glance.";
/// The most rows and columns of the picture.
const MOST_SQUARES: (usize, usize) = (7, 12);
/// How many people times how many checks are asked at most.
const MOST_ASKED: usize = 20_000;
/// Of how many kilobytes of the storage a workspace is opened at most only to be looked at.
const MOST_SIZE: usize = 300;

/// See the module.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Glance {
    /// The time of the save that it is about.
    time: u64,
    /// The systems in which anything is set.
    pub systems: Vec<ModelKind>,
    /// How many changes the draft makes.
    pub changes: usize,
    /// How many checks hold and how many do not; none where there are too many to ask.
    pub checks: Option<(usize, usize)>,
    /// What people can do in the first system, a line of digits for each person.
    pub picture: String,
}

impl Glance {
    /// `changes` is how many there are from the one to the other.
    fn of(time: u64, saved: &Snapshot, draft: &Snapshot, changes: usize) -> Self {
        let document = draft.document();
        let used = |kind: &ModelKind| !document.policies.is_blank(*kind);
        let systems = ModelKind::ALL.iter().copied().filter(used).collect();
        let people = document.directory.users.len();
        let asked = document.checks.list.len().saturating_mul(people);
        let checks = (asked <= MOST_ASKED).then(|| {
            let results = run_checks(draft, Some(saved));
            let hold = results.iter().filter(|result| result.status.holds()).count();
            (hold, results.len() - hold)
        });
        let picture = document.uses().map(|kind| picture(draft, kind, MOST_SQUARES));
        Self { time, systems, changes, checks, picture: picture.unwrap_or_default() }
    }

    /// What is kept of a workspace.
    pub(super) fn read(id: &str) -> Option<Self> {
        let text = storage::preference(&format!("{KEY}{id}"));
        let mut parts = text.split(' ');
        let time = parts.next()?.parse().ok()?;
        let changes = parts.next()?.parse().ok()?;
        let checks = parts.next()?.split_once('/');
        let checks = checks.and_then(|(hold, fail)| Some((hold.parse().ok()?, fail.parse().ok()?)));
        let systems = parts.next()?.split(',').filter_map(ModelKind::of).collect();
        let picture = parts.next().unwrap_or_default().replace('/', "\n");
        Some(Self { time, systems, changes, checks, picture })
    }

    /// Keeps it. Where it cannot be it is worked out again.
    fn write(&self, id: &str) {
        let checks = self.checks.map(|(hold, fail)| format!("{hold}/{fail}"));
        let checks = checks.unwrap_or_else(|| "-".to_owned());
        let systems: Vec<&str> = self.systems.iter().map(|kind| kind.info().key).collect();
        let systems = if systems.is_empty() { "-".to_owned() } else { systems.join(",") };
        let picture = self.picture.lines().collect::<Vec<_>>().join("/");
        let text = format!("{} {} {checks} {systems} {picture}", self.time, self.changes);
        storage::write(&format!("{KEY}{id}"), &text).ok();
    }

    /// Whether it is about what is kept.
    pub fn is_of(&self, recent: &Recent) -> bool {
        self.time == recent.time
    }
}

impl Session {
    /// Keeps what a list is to say of the open workspace, as soon as what is kept is what is open.
    pub(super) fn note_glance(&self) {
        let kept = self.looked.with_untracked(Option::is_none).then(|| {
            let history = self.history;
            history.with_untracked(|history| self.autosave.kept_as(history.as_ref()?))
        });
        let Some((id, time)) = kept.flatten() else { return };
        if Glance::read(&id).is_some_and(|glance| glance.time == time) {
            return;
        }
        let moments = (self.saved.get_untracked(), self.snapshot.get_untracked());
        if let (Some(saved), Some(draft)) = moments {
            Glance::of(time, &saved, &draft, self.change_count.get_untracked()).write(&id);
        }
    }

    /// Works out the first thing that the list of workspaces lacks, once the page is painted.
    pub fn complete_recents(&self) {
        let session = *self;
        later::after_paint(move || session.complete_next());
    }

    fn complete_next(self) {
        let lacks = |recent: &&Recent| {
            let known = recent.glance.as_ref().is_some_and(|glance| glance.is_of(recent));
            !known && recent.time > 0 && recent.size <= MOST_SIZE
        };
        let next = self.recent().with_untracked(|all| all.iter().find(lacks).cloned());
        let Some(next) = next.filter(|_| self.route.with_untracked(|it| *it == Route::Start))
        else {
            return;
        };
        let glance = match self.autosave.look_into(&next.id) {
            Some((saved, draft)) => {
                let changes = changes_up_to(0, &saved, &draft).count();
                let saved = Snapshot::new(&saved, None);
                let draft = Snapshot::new(&draft, Some(&saved));
                let glance = Glance::of(next.time, &saved, &draft, changes);
                glance.write(&next.id);
                glance
            }
            // It is not tried again while the list is shown.
            None => Glance { time: next.time, ..Glance::default() },
        };
        self.autosave.put_glance(&next.id, glance);
    }
}

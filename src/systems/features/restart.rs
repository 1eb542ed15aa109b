//! What waits for a restart: what is stored differs from what is running.

use leptos::prelude::{AnyView, Callable};

use crate::ui::context::SystemContext;
use crate::ui::kit::tag::{Tag, bound, button, tag};
use whocan_core::diff::PolicyDiff;
use whocan_core::model::{Changes, Diff as _};
use whocan_core::models::features::{Features, Policy};

/// How many changes are told.
const MOST: usize = 12;

// R12
fn waiting(system: SystemContext<Features>) -> Changes {
    let mut found = Changes::up_to(MOST);
    let (running, stored) = (system.running.get(), system.saved.get());
    if running != stored {
        let directory = &system.directory.get();
        let (saved, draft) = (&*running, &*stored);
        let found = &mut found;
        let saved_directory = directory;
        Policy::changes(&mut PolicyDiff { saved, draft, saved_directory, directory, found });
    }
    found
}

/// How many changes wait.
pub(super) fn due(system: SystemContext<Features>) -> usize {
    waiting(system).count()
}

/// The notice, while anything waits.
pub(super) fn restart(system: SystemContext<Features>) -> AnyView {
    bound(move || {
        let waiting = waiting(system);
        (waiting.count() > 0).then(|| notice(system, waiting))
    })
}

fn notice(system: SystemContext<Features>, waiting: Changes) -> Tag {
    let says = match waiting.count() {
        1 => "1 change is stored and not running yet: Maytas has to be restarted.".to_owned(),
        count => {
            format!("{count} changes are stored and not running yet: Maytas has to be restarted.")
        }
    };
    let more = waiting.count().saturating_sub(MOST);
    let more = (more > 0).then(|| tag("li").text(format!("and {more} more")));
    let lines = waiting.into_lines().into_iter().map(|change| tag("li").text(change.words));
    let details = tag("details")
        .child(tag("summary").text("What changes with the restart (running → stored)"))
        .child(tag("ul").class("features-waiting").children(lines).child(more));
    tag("div")
        .class("features-restart")
        .attr("role", "group")
        .attr("aria-label", "Restart")
        .child(
            tag("div")
                .class("panel-line")
                .child(tag("p").attr("role", "status").text(says))
                .child(button("Restart Maytas", move || system.restart.run(()))),
        )
        .child(details)
}

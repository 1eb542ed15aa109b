//! What waits for a restart: what is stored differs from what is running.

use leptos::prelude::{AnyView, Callable};

use super::super::Features;
use crate::model::Model;
use crate::ui::kit::tag::{Tag, bound, button, tag};
use crate::ui::port::Port;

/// How many changes are told.
const MOST: usize = 12;

// R12
fn waiting(port: Port<Features>) -> Vec<String> {
    let (running, stored) = (port.running.get(), port.saved.get());
    if running == stored {
        return Vec::new();
    }
    let directory = port.directory.get();
    let found = Features::changes(&running, &stored, &directory, &directory);
    found.into_iter().map(|change| change.words).collect()
}

/// How many changes wait.
pub(super) fn due(port: Port<Features>) -> usize {
    waiting(port).len()
}

/// The notice, while anything waits.
pub(super) fn restart(port: Port<Features>) -> AnyView {
    bound(move || {
        let waiting = waiting(port);
        (!waiting.is_empty()).then(|| notice(port, waiting))
    })
}

fn notice(port: Port<Features>, waiting: Vec<String>) -> Tag {
    let says = match waiting.len() {
        1 => "1 change is stored and not running yet: Maytas has to be restarted.".to_owned(),
        count => {
            format!("{count} changes are stored and not running yet: Maytas has to be restarted.")
        }
    };
    let more = waiting.len().saturating_sub(MOST);
    let more = (more > 0).then(|| tag("li").text(format!("and {more} more")));
    let lines = waiting.into_iter().take(MOST).map(|words| tag("li").text(words));
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
                .child(button("Restart Maytas", move || port.restart.run(()))),
        )
        .child(details)
}

//! Fields, choices and the dialog that several of the screens share.

use leptos::prelude::event_target_value;

use crate::reactive::{Derived, State};
use crate::ui::context::SystemContext;
use crate::ui::kit::choice::choice as choose_one;
use crate::ui::kit::dialog::dialog;
use crate::ui::kit::fields::add_by_name;
use crate::ui::kit::tag::{Piece, Tag, all, button, tag};
use whocan_core::models::attributes::policy::{SectionId, Tick};
use whocan_core::models::attributes::{Attributes, Edit};

type Texts = Box<dyn Fn() -> Vec<(String, String)> + Send + Sync>;
type Chosen = Box<dyn Fn() -> String + Send + Sync>;
type Choose = Box<dyn Fn(String) + Send + Sync>;

/// A labelled choice among values with names; `none` is what the empty one is called, if there is
/// one.
pub(super) fn choice(
    label: &'static str,
    none: Option<&'static str>,
    options: Texts,
    chosen: Chosen,
    choose: Choose,
) -> Tag {
    let chosen = move || Some(chosen());
    choose_one(label, none.unwrap_or_default(), options, chosen, choose).class("choice")
}

/// A field to search by.
pub(super) fn search(label: &'static str, text: State<String>) -> Tag {
    tag("input")
        .class("field")
        .attr("type", "search")
        .attr("aria-label", label)
        .attr("placeholder", label)
        .prop("value", move || text.get())
        .on("input", move |event: web_sys::Event| text.set(event_target_value(&event)))
}

/// A name and a button that adds something of it.
pub(super) fn adder(label: &'static str, add: Choose) -> Tag {
    add_by_name(format!("{label}: its name"), label, None, add)
}

/// A press of a header's box that stands for what is hidden, and waits for the user's word.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Hidden {
    /// What is said.
    pub(super) question: String,
    /// What is done with everything it stands for.
    pub(super) all: Vec<Edit>,
    /// What is done with what is shown of it.
    pub(super) shown: Vec<Edit>,
}

pub(super) type Asking = State<Option<Hidden>>;

/// The dialog that asks, before a header acts, whether what a filter hides is meant too.
pub(super) fn hidden_dialog(
    system: SystemContext<Attributes>,
    asking: Asking,
    home: &'static str,
) -> Tag {
    let open = Derived::new(move |_| asking.with(Option::is_some));
    let close = move || asking.set(None);
    let go_on = move |pick: fn(Hidden) -> Vec<Edit>| {
        let asked = asking.get_untracked();
        close();
        asked.into_iter().for_each(|it| system.send_all("whole sections".to_owned(), pick(it)));
    };
    let body = move || {
        let question = asking.with(|asked| asked.as_ref().map(|it| it.question.clone()));
        let shown = button("Only those that are shown", move || go_on(|it| it.shown));
        let buttons = tag("div")
            .class("dialog-buttons")
            .child(shown.attr("data-kind", "main"))
            .child(button("All of them", move || go_on(|it| it.all)))
            .child(button("Cancel", close));
        all([tag("p").child(question).any(), buttons.any()])
    };
    dialog(open, || "The header stands for hidden attributes too".to_owned(), home, close, body)
}

/// What is said before a header acts that stands for so many hidden attributes.
pub(super) fn question(name: &str, all: usize, hidden: usize) -> String {
    let them = match hidden {
        1 => "one of them is".to_owned(),
        hidden => format!("{hidden} of them are"),
    };
    format!("{name} has {all} attributes under its header; {them} hidden by the filter.")
}

/// The edit of a header's box.
pub(super) fn header_edit(group: &str, section: &SectionId, tick: Tick) -> Edit {
    Edit::TickSection { group: group.into(), section: section.clone(), tick }
}

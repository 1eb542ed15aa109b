//! A paste that waits for the user's word: what it would do, said before anything is set, and the
//! offer to make what is missing.

use super::{At, Block, GridState, plan};
use crate::reactive::{Derived, State};
use crate::ui::kit::dialog::dialog;
use crate::ui::kit::tag::{Piece, Tag, all, bound, button, tag};
use whocan_core::paste::Plan;

/// A paste that waits.
#[derive(Clone, PartialEq)]
pub(super) struct Pending {
    pub(super) text: String,
    pub(super) blocks: Vec<Block>,
    pub(super) plan: Plan,
}

/// The dialog, while a paste waits. `set` sets the cells.
pub(super) fn matrix_dialog(
    state: GridState,
    pending: State<Option<Pending>>,
    set: impl Fn(&[(At, String)]) + Copy + Send + Sync + 'static,
) -> Tag {
    let open = Derived::new(move |_| pending.with(Option::is_some));
    let close = move || pending.set(None);
    let missing = Derived::new(move |_| missing(state, pending.get()));
    let offer = move || {
        let what = missing.get()?;
        let make = move || {
            let found = pending.get_untracked();
            close();
            found.and_then(|found| make(state, &found)).into_iter().for_each(|it| set(&it.sets));
        };
        Some(button(format!("Create the missing {what} and paste"), make))
    };
    let paste = move || {
        let found = pending.get_untracked();
        close();
        found.into_iter().for_each(|found| set(&found.plan.sets));
    };
    let has_some = Derived::new(move |_| {
        pending.with(|pending| pending.as_ref().is_some_and(|it| !it.plan.sets.is_empty()))
    });
    let title = move || {
        let by_names = pending.with(|it| it.as_ref().is_none_or(|it| it.plan.by_names));
        if by_names { "Paste a matrix" } else { "Paste cells" }.to_owned()
    };
    let body = move || {
        let main = move || {
            has_some.get().then(|| button("Paste what was found", paste).attr("data-kind", "main"))
        };
        let buttons = tag("div")
            .class("dialog-buttons")
            .bind_child(main)
            .bind_child(offer)
            .child(button("Cancel", close));
        let says = move || {
            let says = pending.get().map(|pending| pending.plan.says()).unwrap_or_default();
            all(says.into_iter().map(|line| tag("p").text(line)))
        };
        all([bound(says), buttons.any()])
    };
    dialog(open, title, state.id, close, body)
}

/// What of what was not found could be made, where anything could.
fn missing(state: GridState, pending: Option<Pending>) -> Option<String> {
    let plan = pending?.plan;
    let (rows, columns) = state.sheet.with(|sheet| sheet.makes());
    let rows = rows.filter(|_| !plan.unknown_rows.is_empty());
    let columns = columns.filter(|_| !plan.unknown_columns.is_empty());
    let both: Vec<&str> = rows.into_iter().chain(columns).collect();
    (!both.is_empty()).then(|| both.join(" and "))
}

/// Makes what can be made, and plans the paste again: what was missing is there now. Its marks were
/// looked at before, with those of all the others.
fn make(state: GridState, pending: &Pending) -> Option<Plan> {
    let Pending { text, blocks, plan: found } = pending;
    let made: Vec<String> = state.sheet.with_untracked(|sheet| {
        let (rows, columns) = sheet.makes();
        let rows = if rows.is_some() { found.unknown_rows.clone() } else { Vec::new() };
        let columns = if columns.is_some() { found.unknown_columns.clone() } else { Vec::new() };
        sheet.make(&rows, &columns);
        rows.into_iter().chain(columns).collect()
    });
    state.layout.with_untracked(|layout| {
        state.sheet.with_untracked(|sheet| plan(&**sheet, layout, text, blocks, &made).ok())
    })
}

//! The third step: who may do what, pasted or dropped as a matrix, taken from an example, or filled in.
//! What a matrix would do is said before anything is set.

use std::sync::Arc;

use leptos::prelude::*;
use web_sys::DragEvent;

use super::paste::{Pasted, plan};
use super::people::counted;
use super::save_step;
use super::step::Step;
use crate::components::{Button, ButtonKind, Icon, KeyCap, Modal, Prose, Show, Symbol};
use crate::grid::AnySource;
use crate::pages::start::example_of;
use crate::platform::{clipboard, files, page};
use crate::state::{Action, Screen, Session, open_example, use_session};
use crate::systems;
use whocan_core::examples::Example;
use whocan_core::format::begins_like_json;
use whocan_core::models::ModelKind;
use whocan_core::text;

/// The field that takes a matrix where the browser's own paste is not at hand.
const FIELD: &str = "matrix-text";
/// The most bytes of a file with a matrix.
const MOST_BYTES: usize = 4_000_000;

/// The step between events. Copied freely.
#[derive(Clone, Copy)]
struct Matrix {
    session: Session,
    picked: Signal<Option<ModelKind>>,
    /// What would be pasted, while it is asked about.
    pending: RwSignal<Option<Pasted>>,
    /// What came of the last one, or why nothing did.
    said: RwSignal<String>,
    /// Whether the field is shown.
    typing: RwSignal<bool>,
}

impl Matrix {
    fn sheet(self) -> Option<Arc<dyn AnySource>> {
        let kind = self.picked.get_untracked()?;
        Some(untrack(|| systems::source(kind, self.session.context())))
    }

    /// Looks at a table, and asks about it.
    fn offer(self, text: String) {
        let Some(sheet) = self.sheet() else {
            return self.said.set("Nothing was pasted: pick a system first.".to_owned());
        };
        match Pasted::of(&*sheet, text) {
            Err(why) => self.said.set(format!("Nothing was pasted; {why}.")),
            Ok(pasted) => self.pending.set(Some(pasted)),
        }
    }

    /// Looks at files that were dropped.
    fn drop(self, event: &DragEvent) {
        let list = files::of_drop(event);
        files::read(list, MOST_BYTES, |_, _| (), move |(name, bytes)| self.look(name, bytes));
    }

    /// Looks at a file: a matrix, or one of ours, which is for whoever opens those.
    fn look(self, name: String, bytes: Result<Vec<u8>, String>) {
        let bytes = match bytes {
            Ok(bytes) => bytes,
            Err(why) => return self.said.set(format!("{name} was not read: {why}.")),
        };
        if bytes.starts_with(b"PK") {
            return self.said.set(format!(
                "{name} is a spreadsheet file. Copy its cells and paste them here, or save it as CSV."
            ));
        }
        let text = String::from_utf8_lossy(&bytes).into_owned();
        match begins_like_json(&text) {
            true => self.session.dispatch(Action::Offer(name, Ok(bytes))),
            false => self.offer(text),
        }
    }

    /// Sets what was asked about: the groups first, then the levels.
    fn set(self) {
        let Some(Pasted { text, new, .. }) = self.pending.get_untracked() else { return };
        self.pending.set(None);
        if let Some(sheet) = self.sheet().filter(|_| !new.is_empty()) {
            sheet.make(&[], &new);
        }
        let Some(sheet) = self.sheet() else { return };
        let Ok(plan) = plan(&*sheet, &text, &[]) else { return };
        sheet.paste(&plan.sets);
        save_step(self.session, format!("paste {}", counted(plan.sets.len(), "cell", "cells")));
        self.said.set(plan.sum());
        self.typing.set(false);
    }

    /// Takes what the groups of an example may do.
    fn base(self) {
        let Some(example) = self.picked.get_untracked().and_then(example_of) else { return };
        self.session.dispatch(Action::BaseOn(example.slug));
        save_step(self.session, format!("base on {}", example.title));
        let groups = counted(groups_of(example), "group", "groups");
        self.said.set(format!("{groups} came with what they may do. Put people into them."));
    }
}

/// How many groups an example has.
fn groups_of(example: &Example) -> usize {
    open_example(example.slug).map_or(0, |document| document.directory.groups.len())
}

/// See the module.
#[component]
pub(super) fn MatrixStep(
    /// The system that was picked.
    picked: Signal<Option<ModelKind>>,
) -> AnyView {
    let session = use_session();
    let (pending, said) = (RwSignal::new(None), RwSignal::new(String::new()));
    let matrix = Matrix { session, picked, pending, said, typing: RwSignal::new(false) };
    clipboard::on_text_pasted(move |text| matrix.offer(text));
    let done = Signal::derive(move || {
        let Some(kind) = picked.get() else { return false };
        session.snapshot().with(|snapshot| {
            snapshot.as_ref().is_some_and(|it| !it.document().policies.is_blank(kind))
        })
    });
    let says = Signal::derive(move || match (said.get(), done.get()) {
        (said, _) if !said.is_empty() => said,
        (_, true) => "Something is set already. You can paste more over it.".to_owned(),
        (_, false) => "Paste the matrix you have, or start from a sensible set.".to_owned(),
    });
    view! {
        <Step number=3 title="Say who may do what" done says>
            <DropZone matrix done />
            <Others matrix />
            <Show when=done>
                <Finish picked />
            </Show>
            <AskFirst matrix />
        </Step>
    }
    .into_any()
}

/// Where a matrix is pasted or dropped.
#[component]
fn DropZone(matrix: Matrix, done: Signal<bool>) -> AnyView {
    let show = move || {
        matrix.typing.set(true);
        page::focus_soon(FIELD);
    };
    // At most one of the view's buttons is the one to press next.
    let kind = move || if done.get() { ButtonKind::Secondary } else { ButtonKind::Primary };
    let paste = move || {
        view! {
            <Button kind=kind() on_press=show>
                "Paste "
                <KeyCap keys="Ctrl V" />
            </Button>
        }
    };
    view! {
        <div class="matrix-zone" on:drop=move |event| matrix.drop(&event)>
            <Symbol icon=Icon::Drop />
            <div class="matrix-words">
                <b>"Paste or drop a matrix"</b>
                <p>
                    "From Excel, a web page or a .csv. R, RW, ✓ and other marks are read; you check them first."
                </p>
            </div>
            {paste}
        </div>
        <Show when=matrix.typing>
            <PasteField matrix />
        </Show>
    }
    .into_any()
}

/// A field to paste into, for whoever has no keys or writes the matrix by hand.
#[component]
fn PasteField(matrix: Matrix) -> AnyView {
    let text = RwSignal::new(String::new());
    let off = Signal::derive(move || {
        let is_blank = text.with(|text| text::is_blank(text));
        is_blank.then(|| "Paste the matrix first.".to_owned())
    });
    let pasted = move |event: web_sys::ClipboardEvent| {
        clipboard::get(&event).into_iter().for_each(|text| matrix.offer(text));
    };
    view! {
        <div class="matrix-field">
            <label class="field-label" for=FIELD>
                "The matrix, with its headings"
            </label>
            <textarea
                class="field-box"
                id=FIELD
                rows="4"
                spellcheck="false"
                prop:value=text
                on:input:target=move |event| text.set(event.target().value())
                on:paste=pasted
            ></textarea>
            <div class="first-buttons">
                <Button off on_press=move || matrix.offer(text.get_untracked())>
                    "Check it"
                </Button>
                <Button kind=ButtonKind::Ghost on_press=move || matrix.typing.set(false)>
                    "Cancel"
                </Button>
            </div>
        </div>
    }
    .into_any()
}

/// The other ways to begin.
#[component]
fn Others(matrix: Matrix) -> AnyView {
    let Matrix { session, picked, .. } = matrix;
    let pick_first = "Pick a system first.".to_owned();
    let off = Signal::derive(move || picked.get().is_none().then(|| pick_first.clone()));
    let fill = move || {
        let Some(kind) = picked.get_untracked() else { return };
        let route = session.route().get_untracked();
        session.dispatch(Action::Go(route.to(Screen::Overview(kind), Vec::new())));
    };
    let example = Memo::new(move |_| picked.get().and_then(example_of).map(|it| it.slug));
    let base = move || {
        example.get();
        let example = picked.get_untracked().and_then(example_of)?;
        let groups = groups_of(example);
        let mut title = example.title.chars();
        let first = title.next().into_iter().flat_map(char::to_lowercase);
        let title: String = first.chain(title).collect();
        Some(view! {
            <Button icon=Icon::File on_press=move || matrix.base()>
                {format!("Base on {title}")}
            </Button>
            <span class="matrix-aside">
                {format!("{} with what they may do, without people", counted(groups, "group", "groups"))}
            </span>
        })
    };
    view! {
        <div class="matrix-others">
            <Button icon=Icon::Map off on_press=fill>
                "Fill in the grid"
            </Button>
            {base}
        </div>
    }
    .into_any()
}

/// Where it goes on.
#[component]
fn Finish(picked: Signal<Option<ModelKind>>) -> AnyView {
    let session = use_session();
    let go = move || {
        let Some(kind) = picked.get_untracked() else { return };
        let route = session.route().get_untracked();
        session.dispatch(Action::Go(route.to(Screen::Editor(kind), Vec::new())));
    };
    view! {
        <div class="matrix-finish">
            <Button kind=ButtonKind::Primary icon=Icon::Arrow on_press=go>
                "Open the editor"
            </Button>
        </div>
    }
    .into_any()
}

/// What a matrix would do, before it does.
#[component]
fn AskFirst(matrix: Matrix) -> AnyView {
    let pending = matrix.pending;
    let open = Signal::derive(move || pending.with(Option::is_some));
    let title = Signal::derive(move || {
        let kind = matrix.picked.get().map(|kind| kind.info().title).unwrap_or_default();
        format!("Paste into {kind}?")
    });
    let body = move || {
        let Pasted { plan, new, .. } = pending.get()?;
        let groups = (!new.is_empty()).then(|| {
            let what = counted(new.len(), "group is made", "groups are made");
            format!("{what}: {}.", new.join(", "))
        });
        let says = groups.into_iter().chain(plan.says());
        let line = |text: String| {
            view! {
                <li>
                    <Prose text />
                </li>
            }
        };
        let says = says.map(line).collect_view();
        let nothing = plan.sets.is_empty().then(|| "Nothing would change.".to_owned());
        let verb = format!("Set {}", counted(plan.sets.len(), "cell", "cells"));
        Some(view! {
            <ul class="modal-body matrix-says">{says}</ul>
            <div class="modal-buttons">
                <Button on_press=move || pending.set(None)>"Leave it"</Button>
                <Button kind=ButtonKind::Primary off=nothing on_press=move || matrix.set()>
                    {verb}
                </Button>
            </div>
        })
    };
    view! {
        <Modal open title class="modal-wide" on_close=move || pending.set(None)>
            {body}
        </Modal>
    }
    .into_any()
}

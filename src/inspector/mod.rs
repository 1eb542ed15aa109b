//! THE INSPECTOR "WHY": of whatever is focused the outcome first, then one sentence, the picture, the
//! steps; what would change it, and who else has it. It stands right of the content, folds, and is a
//! sheet from below where the page is narrow.

mod about;
mod change;
mod choose;
mod decision;
mod door;
mod foot;
mod handle;
mod later;
mod listing;
mod looked;
mod others;
mod picture;
mod reached;
mod space;
mod steps;
pub mod words;

use leptos::ev::KeyboardEvent;
use leptos::prelude::*;

use about::TargetAbout;
use change::WouldChange;
use choose::{SeenAs, SignedOnAs};
use decision::{Decision, Path, Peek};
pub use door::{InspectorDoor, Listing};
use foot::Foot;
use handle::Handle;
use later::Later;
use listing::{ListedBody, Shows, Switch};
use looked::{Chosen, Look, Moments, Shown, look};
use others::WhoElse;
use picture::Picture;
use reached::PeopleReached;
use space::Space;
use steps::StepByStep;
pub use steps::cited;

pub use picture::drawn as chain_picture;

use crate::components::{EmptyState, Icon, IconButton, Menu, MenuItem, Show};
use crate::platform::{keys, page};
use crate::state::context::Asking;
use crate::state::{Screen, Session, Tab, use_session};
use whocan_core::document::Document;
use whocan_core::keys::Focus;
use whocan_core::models::ModelKind;
use whocan_core::query::Snapshot;
use whocan_core::shared::Shared;

/// The ids of what gets the focus once something else has gone.
const BODY: &str = "inspector-body";
const OPENER: &str = "inspector-opener";

/// What the parts of the inspector share. Copied freely.
#[derive(Clone, Copy)]
struct Why {
    session: Session,
    /// Under which circumstances everything is asked.
    asking: Asking,
    /// What was chosen in it.
    chosen: RwSignal<Chosen>,
    /// What it shows.
    look: Memo<Look>,
    /// What is worked out once the focus rests.
    later: Later,
    space: Space,
    /// Whether the steps are unfolded.
    steps: RwSignal<bool>,
    /// Whether the one outcome is shown, or what the screen lists in its place.
    shows: Shows,
}

impl Why {
    fn new(session: Session) -> Self {
        let (asking, chosen) = (session.asking(), RwSignal::new(Chosen::default()));
        let running = running(session);
        let look = Memo::new(move |_| {
            let route = session.route().get();
            let saved = session.saved().get();
            let asked = asking.chosen.get();
            let Some(snapshot) = session.snapshot().get() else { return Look::Nowhere };
            let running = running.get();
            let moments = Moments {
                snapshot: &snapshot,
                saved: saved.as_deref(),
                running: running.as_deref(),
            };
            chosen.with(|chosen| look(moments, &route, chosen, &asked))
        });
        let (later, space) = (Later::new(), Space::kept());
        let steps = RwSignal::new(true);
        Self { session, asking, chosen, look, later, space, steps, shows: Shows::new() }
    }

    /// Does something with what is shown, where something is, without following it.
    fn with_cell<T>(self, with: impl FnOnce(&Snapshot, &Shown) -> T) -> Option<T> {
        let snapshot = self.session.snapshot().get_untracked()?;
        self.look.try_with_untracked(|look| look.cell().map(|shown| with(&snapshot, shown)))?
    }

    /// Something of what is shown, followed: it tells only where that is another one.
    fn part<T>(self, of: fn(&Shown) -> T) -> Memo<T>
    where
        T: Default + PartialEq + Send + Sync + 'static,
    {
        Memo::new(move |_| self.of(of))
    }

    /// Whether an outcome is shown, followed.
    fn is_cell(self) -> Signal<bool> {
        Memo::new(move |_| self.look.with(|look| look.cell().is_some())).into()
    }

    /// Something of what is shown; the usual where nothing is.
    fn of<T: Default>(self, of: impl FnOnce(&Shown) -> T) -> T {
        self.look.with(|look| look.cell().map(of).unwrap_or_default())
    }
}

/// The draft with what is running in the place of what waits for a restart; none where nothing does.
fn running(session: Session) -> Memo<Option<Shared<Snapshot>>> {
    let running = session.running();
    Memo::new(move |before: Option<&Option<Shared<Snapshot>>>| {
        let snapshot = session.snapshot().get()?;
        let document = snapshot.document();
        let mut policies = document.policies.clone();
        running.with(|running| {
            let waits =
                |kind: &&ModelKind| kind.restarts().is_some() && !policies.same(running, **kind);
            let waiting: Vec<ModelKind> = ModelKind::ALL.iter().filter(waits).copied().collect();
            waiting.iter().for_each(|kind| policies.put(running, *kind));
            (!waiting.is_empty()).then_some(())
        })?;
        let document = Document { policies, ..document.clone() };
        let before = before.and_then(Option::as_deref);
        Some(Shared::new(Snapshot::new(&document, Some(before.unwrap_or(&snapshot)))))
    })
}

/// See the module.
#[component]
pub fn Inspector() -> AnyView {
    let why = Why::new(use_session());
    if let Some(door) = use_context::<InspectorDoor>() {
        door.lead_to(why);
    }
    later::follow(why);
    let space = why.space;
    keys::on_key(move |stroke, focus| {
        let is = stroke.key == "]" && !stroke.command && focus == Focus::Page;
        if is && why.look.with_untracked(|look| *look != Look::Nowhere) {
            toggle(space);
        }
        is
    });
    let is_here = Signal::derive(move || why.look.with(|look| *look != Look::Nowhere));
    view! {
        <Show when=is_here>
            <Frame why />
        </Show>
    }
    .into_any()
}

/// All of it, and what of it is seen while it is folded.
#[component]
fn Frame(why: Why) -> AnyView {
    let space = why.space;
    let mark = |is: Signal<bool>| Signal::derive(move || is.get().then_some(""));
    let width = move || space.width().get().map(|width| format!("{}rem", f64::from(width) / 16.0));
    let pressed = move |event: KeyboardEvent| {
        if event.key() == "Escape" && space.close() {
            event.stop_propagation();
            page::focus_soon(OPENER);
        }
    };
    view! {
        <aside
            class="inspector"
            aria-label="Why"
            data-folded=mark(space.folded())
            data-open=mark(space.open())
            style=("--inspector-chosen", width)
            on:keydown=pressed
        >
            <Handle space />
            <Peek why />
            <div class="inspector-pane">
                <Head why />
                <Body why />
                <Show when=why.shows.explains()>
                    <Foot why />
                </Show>
            </div>
            <p class="unseen inspector-spoken" role="status">
                {why.later.spoken}
            </p>
        </aside>
    }
    .into_any()
}

#[component]
fn Head(why: Why) -> AnyView {
    // The menu has closed by then, so nothing says that it is done.
    let done = RwSignal::new(None);
    let items = move || {
        vec![
            MenuItem::new("Copy link", move || foot::copy_link(why, done)).icon(Icon::Share),
            MenuItem::new("Copy as text", move || foot::copy_text(why, done)).icon(Icon::File),
            MenuItem::new("As wide as usual", move || {
                why.space.resize(None);
                why.space.keep_width();
            })
            .begins_group(),
        ]
    };
    view! {
        <div class="inspector-head">
            <p class="inspector-title">{why.shows.title()}</p>
            <Switch why />
            <Menu label="More of this" icon=Icon::More bare=true items=Signal::derive(items) />
            <IconButton
                icon=Icon::PanelRight
                label="Fold Why"
                key="]"
                on_press=move || toggle(why.space)
            />
        </div>
    }
    .into_any()
}

/// Folds it or opens it. The focus stays beside it where it was in it.
fn toggle(space: Space) {
    space.toggle();
    if !untrack(|| space.is_seen()) {
        page::focus_if_lost(OPENER);
    }
}

/// The one outcome, or what the screen lists in its place.
#[component]
fn Body(why: Why) -> AnyView {
    let lists = why.shows.lists();
    view! {
        <div class="inspector-body" id=BODY tabindex="-1">
            <Show when=lists>
                <ListedBody why />
            </Show>
            <Show when=Signal::derive(move || !lists.get())>
                <OneOutcome why />
            </Show>
        </div>
    }
    .into_any()
}

/// The one outcome. All of it stays while something else is looked at, so that the focus can rest on it,
/// and what is another then is written anew.
#[component]
fn OneOutcome(why: Why) -> AnyView {
    let says = Memo::new(move |_| {
        why.look.with(|look| match look {
            Look::Nothing(says) => Some(says.clone()),
            Look::Nowhere | Look::Cell(_) => None,
        })
    });
    view! {
        <SeenAs why />
        <Path why />
        <TargetAbout why />
        <SignedOnAs why />
        {move || says.get().map(|says| nothing(why, says))}
        <Show when=why.is_cell()>
            <Decision why />
            <Picture why />
            <StepByStep why />
            <PeopleReached why />
            <WouldChange why />
            <WhoElse why />
        </Show>
    }
    .into_any()
}

/// Nobody is there, or nothing to have access to: where to begin.
fn nothing(why: Why, says: String) -> AnyView {
    let route = why.session.route().get_untracked();
    let anybody = why.session.snapshot().with_untracked(|it| {
        it.as_ref().is_some_and(|it| !it.document().directory.users.is_empty())
    });
    let editor = match route.screen() {
        Some(Screen::Overview(kind) | Screen::Effective(kind)) if anybody => Some(kind),
        _ => None,
    };
    let text = "Who can do what, and why, is shown here.";
    let (verb, icon, to) = match (editor, anybody) {
        (Some(kind), _) => ("Open the editor", Icon::Right, Screen::Editor(kind)),
        (None, false) => ("Open people", Icon::Person, Screen::Directory(Tab::People)),
        // What is missing is made right here.
        (None, true) => {
            return view! { <div class="empty-state"><p class="empty-title">{says}</p></div> }
                .into_any();
        }
    };
    let go = move || route.to(to, Vec::new()).go();
    view! { <EmptyState title=says text verb icon on_verb=go /> }.into_any()
}

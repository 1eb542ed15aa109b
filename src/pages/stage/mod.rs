//! THE STAGE: effective access shown to a room. One cell in a frame among a few others, the question
//! above it, below it what the room predicts and then the reason as a caption. Everything is as large as
//! the back row needs.

mod caption;
mod excerpt;
mod predict;
mod scene;

use leptos::html;
use leptos::prelude::*;

use self::caption::Caption;
use self::excerpt::Excerpt;
use self::predict::Prediction;
use self::scene::{Cue, Scene, choices, cues};
use crate::components::{Icon, KeyCap, Show, Symbol};
use crate::platform::{self, keys, later};
use crate::shell::use_shell;
use crate::state::{Action, Presenter, Session, use_session};
use whocan_core::models::ModelKind;

/// What the parts of the stage share. Copied freely.
#[derive(Clone, Copy)]
struct Play {
    session: Session,
    kind: ModelKind,
    scene: Memo<Option<Scene>>,
    cues: RwSignal<Vec<Cue>>,
    /// Whether the room predicts before the answer is shown.
    predicts: RwSignal<bool>,
    /// What the room says, by its place among the choices.
    guess: RwSignal<Option<usize>>,
    /// Whether the answer is shown.
    revealed: RwSignal<bool>,
    /// Whether it is larger still.
    large: RwSignal<bool>,
}

impl Play {
    fn new(kind: ModelKind) -> Self {
        let session = use_session();
        let route = session.route();
        let cell = Memo::new(move |_| route.with(|route| route.cell()));
        let scene = Memo::new(move |_| {
            let asked = session.asking().chosen.get();
            let snapshot = session.snapshot().get()?;
            Scene::of(&snapshot, kind, &asked, cell.get())
        });
        let play = Self {
            session,
            kind,
            scene,
            cues: RwSignal::new(Vec::new()),
            predicts: RwSignal::new(false),
            guess: RwSignal::new(None),
            revealed: RwSignal::new(true),
            large: RwSignal::new(false),
        };
        // Another cell is another question.
        Effect::new(move |_| {
            cell.track();
            play.ask_anew();
        });
        later::after_paint(move || play.choose_cues());
        play
    }

    fn ask_anew(self) {
        self.guess.set(None);
        self.revealed.set(!self.predicts.get_untracked());
    }

    /// Chooses the questions; those that are there stay.
    fn choose_cues(self) {
        let here = self.scene.try_with_untracked(|scene| Some(scene.as_ref()?.cue.clone()));
        let snapshot = self.session.snapshot().get_untracked();
        if let (Some(Some(here)), Some(snapshot)) = (here, snapshot) {
            let asked = self.session.asking().chosen.get_untracked();
            self.cues.try_set(cues(&snapshot, self.kind, &asked, &here));
        }
    }

    /// The place of the present question among all; none where it is none of them.
    fn at(self) -> Option<usize> {
        let here = self.scene.with(|scene| Some(scene.as_ref()?.cue.clone()))?;
        self.cues.with(|cues| cues.iter().position(|cue| *cue == here))
    }

    fn go(self, cue: Cue) {
        self.session.dispatch(Action::Focus(vec![cue.user, cue.target]));
    }

    /// The next question, or the one before, round the ends.
    fn step(self, back: bool) {
        let at = untrack(|| self.at());
        let to = self.cues.with_untracked(|cues| {
            let count = cues.len();
            let to = match (at, back) {
                (Some(at), true) => (at + count - 1) % count,
                (Some(at), false) => (at + 1) % count,
                (None, _) => 0,
            };
            cues.get(to).cloned()
        });
        to.into_iter().for_each(|cue| self.go(cue));
    }

    /// Shows the answer, and then goes on.
    fn reveal(self) {
        match self.revealed.get_untracked() {
            true => self.step(false),
            false => self.revealed.set(true),
        }
    }

    fn predict(self, at: usize) {
        if !self.revealed.get_untracked() && at < choices(self.kind).len() {
            self.guess.set(Some(at));
        }
    }

    fn turn_predicting(self) {
        self.predicts.update(|predicts| *predicts = !*predicts);
        self.ask_anew();
    }

    fn pressed(self, event: &web_sys::KeyboardEvent) {
        let Some(stroke) = keys::stroke(event).filter(|stroke| !stroke.command) else { return };
        let on_button = platform::closest(event, "button").is_some();
        match stroke.key.as_str() {
            "ArrowLeft" => self.step(true),
            "ArrowRight" => self.step(false),
            // A button that has the focus is pressed.
            " " if !on_button => self.reveal(),
            digit => match digit.parse::<usize>() {
                Ok(digit @ 1..=9) => self.predict(digit - 1),
                _ => return,
            },
        }
        event.prevent_default();
    }
}

/// See the module.
#[component]
pub fn Stage(
    /// The system whose effective access is shown.
    kind: ModelKind,
) -> AnyView {
    let play = Play::new(kind);
    let stage = NodeRef::<html::Div>::new();
    Effect::new(move |_| {
        // So that its keys are heard; a press anywhere on it leaves them here.
        stage.get().iter().for_each(|stage| drop(stage.focus()));
    });
    let any = Signal::derive(move || play.scene.with(Option::is_some));
    let none = Signal::derive(move || !any.get());
    let large = Signal::derive(move || play.large.get().then_some(""));
    view! {
        <div
            class="stage"
            tabindex="-1"
            node_ref=stage
            data-large=large
            on:keydown=move |event| play.pressed(&event)
            on:click=move |event| {
                // What was pressed with the pointer leaves the keys to the stage, the space bar too.
                if event.detail() > 0 {
                    stage.get_untracked().iter().for_each(|stage| drop(stage.focus()));
                }
            }
        >
            <StageBar play />
            <main class="stage-main" id="work">
                <Show when=any>
                    <Asked play />
                    <Excerpt play />
                    <Answer play />
                </Show>
                <Show when=none>
                    <p class="stage-none">"Nobody is here yet, or there is nothing to have access to."</p>
                </Show>
            </main>
            <StageFoot play />
        </div>
    }
    .into_any()
}

#[component]
fn StageBar(play: Play) -> AnyView {
    let session = play.session;
    let presenter = session.presenter();
    let title: Signal<String> = session.title();
    let hidden = Signal::derive(move || (presenter.get() == Presenter::WithoutNames).to_string());
    let names = move |_| session.dispatch(Action::Present(presenter.get_untracked().other_names()));
    let pressed = |of: RwSignal<bool>| Signal::derive(move || of.get().to_string());
    view! {
        <header class="stage-bar" data-accent=play.kind.key()>
            <span class="stage-title">
                <span class="accent-dot"></span>
                <b>{play.kind.info().title}</b>
                <span class="stage-workspace">{title}</span>
            </span>
            <span class="stage-switches" role="group" aria-label="Presenting">
                <button type="button" class="stage-switch" aria-pressed=hidden on:click=names>
                    <Symbol icon=Icon::Person />
                    "Names hidden"
                </button>
                <button
                    type="button"
                    class="stage-switch"
                    aria-pressed=pressed(play.predicts)
                    on:click=move |_| play.turn_predicting()
                >
                    <Symbol icon=Icon::Ask />
                    "Predict first"
                </button>
                <button
                    type="button"
                    class="stage-switch"
                    aria-label="Larger type"
                    aria-pressed=pressed(play.large)
                    on:click=move |_| play.large.update(|large| *large = !*large)
                >
                    "A"
                    <small>"A"</small>
                </button>
                <button
                    type="button"
                    class="stage-switch"
                    aria-label="Stop presenting"
                    on:click=move |_| session.dispatch(Action::Present(Presenter::Off))
                >
                    <Symbol icon=Icon::Cross />
                    "Esc"
                </button>
            </span>
        </header>
    }
    .into_any()
}

/// The question in words.
#[component]
fn Asked(play: Play) -> AnyView {
    let part = move |of: fn(&Scene) -> String| {
        Signal::derive(move || play.scene.with(|scene| scene.as_ref().map(of).unwrap_or_default()))
    };
    let (who, what) = (part(|scene| scene.who.clone()), part(|scene| scene.what.clone()));
    view! {
        <h1 class="stage-question" aria-live="polite">
            "What can " <em>{who}</em> " do with " <em>{what}</em> "?"
        </h1>
    }
    .into_any()
}

/// What the room predicts, until the answer is shown.
#[component]
fn Answer(play: Play) -> AnyView {
    let open = Signal::derive(move || !play.revealed.get());
    view! {
        <Show when=open>
            <Prediction play />
        </Show>
        <Show when=play.revealed>
            <Caption play />
        </Show>
    }
    .into_any()
}

#[component]
fn StageFoot(play: Play) -> AnyView {
    let shell = use_shell();
    let where_ = Memo::new(move |_| (play.at(), play.cues.with(Vec::len)));
    let says = move || match where_.get() {
        (_, 0) => String::new(),
        (Some(at), count) => format!("question {} of {count}", at + 1),
        (None, count) => format!("{count} questions"),
    };
    let dots = move || {
        let (at, count) = where_.get();
        let dot = |nth: usize| {
            let state = match at {
                Some(at) if nth == at => "here",
                Some(at) if nth < at => "done",
                _ => "",
            };
            view! { <span data-state=state></span> }
        };
        (0..count).map(dot).collect_view()
    };
    let next = move || if play.revealed.get() { "next" } else { "reveal the answer" };
    let names = move |_| {
        let presenter = play.session.presenter().get_untracked();
        play.session.dispatch(Action::Present(presenter.other_names()));
    };
    view! {
        <footer class="stage-foot">
            <button type="button" class="stage-key" aria-label="The question before" on:click=move |_| play.step(true)>
                <KeyCap keys="←" />
            </button>
            <button type="button" class="stage-key" aria-label="The next question" on:click=move |_| play.step(false)>
                <KeyCap keys="→" />
            </button>
            <span role="status">{says}</span>
            <span class="stage-dots" aria-hidden="true">{dots}</span>
            <span class="stage-space"></span>
            <button type="button" class="stage-key" on:click=move |_| play.reveal()>
                <KeyCap keys="Space" />
                {next}
            </button>
            <button type="button" class="stage-key" on:click=move |_| shell.show_long_reason(true)>
                <KeyCap keys="W" />
                "the long reason"
            </button>
            <button type="button" class="stage-key" on:click=names>
                <KeyCap keys="N" />
                "names"
            </button>
        </footer>
    }
    .into_any()
}

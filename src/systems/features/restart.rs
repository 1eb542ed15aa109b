//! What waits for a restart: who is shown something else after it, what the list shows meanwhile, and the
//! restart.

use leptos::prelude::*;

use super::page::Page;
use crate::components::{Button, ButtonSize, Choice, Icon, Segmented, Show, Symbol};
use crate::state::context::SystemContext;
use whocan_core::diff::PolicyDiff;
use whocan_core::model::{Changes, Diff as _};
use whocan_core::models::features::{Features, Policy};

/// How many changes and how many people are told.
const MOST: usize = 12;
const NAMED: usize = 4;

// R12
/// What is stored and not running.
pub(super) fn waiting(system: SystemContext<Features>) -> Changes {
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

/// What waits.
#[derive(Clone, Default, PartialEq)]
struct Waiting {
    count: usize,
    lines: Vec<String>,
    people: Vec<String>,
}

impl Waiting {
    fn of(page: Page) -> Self {
        let found = waiting(page.system);
        let count = found.count();
        if count == 0 {
            return Self::default();
        }
        let mut lines: Vec<String> =
            found.into_lines().into_iter().map(|change| change.words).collect();
        let more = count.saturating_sub(lines.len());
        lines.extend((more > 0).then(|| format!("and {more} more")));
        Self { count, lines, people: page.facts.with(|facts| facts.who_waits()) }
    }

    /// Who changes: `4 people change`, and their names.
    fn words(&self) -> (String, String) {
        let names: Vec<&str> = self.people.iter().take(NAMED).map(String::as_str).collect();
        let more = self.people.len().saturating_sub(names.len());
        let named = match (names.as_slice(), more) {
            ([], _) => String::new(),
            ([one], 0) => format!(": {one}."),
            ([first @ .., last], 0) => format!(": {} and {last}.", first.join(", ")),
            (some, more) => format!(": {} and {more} more.", some.join(", ")),
        };
        let who = match self.people.len() {
            0 => "nobody changes.".to_owned(),
            1 => "1 person changes".to_owned(),
            count => format!("{count} people change"),
        };
        (who, named)
    }
}

/// The notice, while anything waits.
#[component]
pub(super) fn Restart(page: Page) -> AnyView {
    let waiting = Memo::new(move |_| Waiting::of(page));
    let waits = Memo::new(move |_| waiting.with(|waiting| waiting.count > 0));
    // Once nothing waits, what is stored is running.
    Effect::new(move |_| {
        if !waits.get() {
            page.is_running.set(false);
        }
    });
    view! {
        <Show when=waits>
            <Notice page waiting />
        </Show>
    }
    .into_any()
}

#[component]
fn Notice(page: Page, waiting: Memo<Waiting>) -> AnyView {
    let (open, told) = (RwSignal::new(false), RwSignal::new(false));
    let when = page.system.saved_when;
    let applied = Signal::derive(move || match when.get() {
        Some(time) => format!("Applied {time}, not running yet."),
        None => "Applied, not running yet.".to_owned(),
    });
    let short = Signal::derive(move || match waiting.with(|it| it.people.len()) {
        0 => "Restart pending: nobody differs".to_owned(),
        1 => "Restart pending: 1 person differs".to_owned(),
        count => format!("Restart pending: {count} people differ"),
    });
    let who = Signal::derive(move || waiting.with(|it| it.words().0));
    let names = Signal::derive(move || waiting.with(|it| it.words().1));
    view! {
        <div
            class="features-restart"
            role="group"
            aria-label="Restart"
            data-open=Signal::derive(move || told.get().then_some(""))
        >
            <div class="restart-row">
                <Symbol icon=Icon::Clock />
                <p class="restart-words" role="status">
                    <b>{applied}</b>
                    " After the restart "
                    <button
                        type="button"
                        class="restart-what"
                        aria-expanded=Signal::derive(move || open.get().to_string())
                        data-tip="What changes with the restart"
                        on:click=move |_| open.update(|open| *open = !*open)
                    >
                        {who}
                    </button>
                    {names}
                </p>
                <button
                    type="button"
                    class="restart-short"
                    aria-expanded=Signal::derive(move || told.get().to_string())
                    on:click=move |_| told.update(|told| *told = !*told)
                >
                    <span>{short}</span>
                    <Symbol icon=Icon::Right />
                </button>
                <Verbs page />
            </div>
            <Show when=open>
                <WaitingChanges waiting />
            </Show>
        </div>
    }
    .into_any()
}

/// What the list shows meanwhile, and the restart.
#[component]
fn Verbs(page: Page) -> AnyView {
    let value =
        Signal::derive(move || if page.is_running.get() { "running" } else { "stored" }.to_owned());
    let choices = vec![Choice::new("stored", "Stored"), Choice::new("running", "Running")];
    view! {
        <div class="restart-verbs">
            <Segmented
                label="What Effective shows"
                choices
                value
                on_choose=move |chosen: String| page.is_running.set(chosen == "running")
            />
            <Button size=ButtonSize::Small on_press=move || page.system.restart.run(())>
                "Mark as restarted"
            </Button>
        </div>
    }
    .into_any()
}

/// What changes with the restart, one by one.
#[component]
fn WaitingChanges(waiting: Memo<Waiting>) -> AnyView {
    let lines = move || {
        let lines = waiting.with(|waiting| waiting.lines.clone());
        lines.into_iter().map(|line| view! { <li>{line}</li> }).collect_view()
    };
    view! {
        <div class="restart-changes">
            <p>"What changes with the restart (running → stored)"</p>
            <ul>{lines}</ul>
        </div>
    }
    .into_any()
}

//! What was just done, with a way back. It stays for six seconds, and for as long as the pointer or the
//! focus is on it.

use std::sync::Arc;
use std::time::Duration;

use leptos::html;
use leptos::leptos_dom::helpers::TimeoutHandle;
use leptos::prelude::*;

use super::icon::{Icon, Symbol};
use super::{Button, ButtonKind, ButtonSize, For, IconButton, Prose};
use crate::platform::{page, popover};

/// How long it stays.
const STAYS: Duration = Duration::from_secs(6);

/// What takes back what was done. It belongs to the page: what was pressed may be gone by then.
pub type WayBack = Arc<dyn Fn() + Send + Sync>;

#[derive(Clone)]
struct Toast {
    key: usize,
    text: String,
    undo: Option<WayBack>,
    stays: bool,
    /// What the state was when it was shown.
    state: Option<u32>,
}

/// How many are shown at once.
const MOST: usize = 3;

/// The toasts of a page. A page provides them as context and shows them in one region.
#[derive(Clone, Copy, Default)]
pub struct Toasts {
    shown: RwSignal<Vec<Toast>>,
    next: StoredValue<usize>,
    /// Another number whenever a way back would lead from something else than what was done.
    state: Option<Signal<u32>>,
}

impl Toasts {
    /// The toasts of what has this state: another number whenever it is changed. A way back is offered
    /// as long as nothing else is done.
    pub fn of(state: Signal<u32>) -> Self {
        let toasts = Self { state: Some(state), ..Self::default() };
        Effect::new(move |_| {
            let now = state.get();
            let leads = |toast: &Toast| toast.undo.is_none() || toast.state == Some(now);
            if !toasts.shown.with_untracked(|shown| shown.iter().all(leads)) {
                toasts.shown.update(|shown| shown.retain(leads));
            }
        });
        toasts
    }

    /// Says what was done.
    pub fn say(self, text: impl Into<String>) {
        self.show(text.into(), None, false);
    }

    /// Says what was done and offers to undo it.
    pub fn offer_undo(self, text: impl Into<String>, undo: impl Fn() + Send + Sync + 'static) {
        self.show(text.into(), Some(Arc::new(undo)), false);
    }

    /// Says something, with a way back where there is one. What stays waits until it is closed, by
    /// the key that is given back or by hand: what was not done, and why.
    pub fn show(self, text: String, undo: Option<WayBack>, stays: bool) -> usize {
        let key = self.next.get_value();
        self.next.set_value(key + 1);
        let state = self.state.map(|state| state.get_untracked());
        let toast = Toast { key, text, undo, stays, state };
        self.shown.update(|shown| {
            if toast.undo.is_some() {
                // There is one last step.
                shown.retain(|other| other.undo.is_none());
            }
            shown.push(toast);
            let too_many = shown.len().saturating_sub(MOST);
            let can_go = |toast: &&Toast| !toast.stays && toast.key != key;
            let gone: Vec<usize> =
                shown.iter().filter(can_go).map(|toast| toast.key).take(too_many).collect();
            shown.retain(|toast| !gone.contains(&toast.key));
        });
        key
    }

    /// Closes one.
    pub fn close(self, key: usize) {
        self.shown.update(|shown| shown.retain(|toast| toast.key != key));
    }
}

/// The toasts, as every component below the app finds them in its context.
#[expect(clippy::expect_used, reason = "the app provides them before it draws anything")]
pub fn use_toasts() -> Toasts {
    use_context().expect("the toasts stand in the context")
}

/// Where the toasts stand: below in the middle, over everything.
#[component]
pub fn ToastRegion(
    /// What is shown.
    toasts: Toasts,
) -> AnyView {
    let keys = Signal::derive(move || {
        toasts.shown.with(|shown| shown.iter().map(|toast| toast.key).collect::<Vec<_>>())
    });
    let draw = move |key: usize| {
        let found = toasts
            .shown
            .with_untracked(|shown| shown.iter().find(|toast| toast.key == key).cloned());
        found.map(|toast| view! { <ToastCard toasts toast /> }).into_any()
    };
    view! {
        <section class="toasts" aria-label="Messages" aria-live="polite">
            <For each=keys row=draw />
        </section>
    }
    .into_any()
}

#[component]
fn ToastCard(toasts: Toasts, toast: Toast) -> AnyView {
    let Toast { key, text, undo, stays, .. } = toast;
    let card = NodeRef::<html::Div>::new();
    let (mood, icon) = if stays { ("warn", Icon::Warn) } else { ("done", Icon::Check) };
    let wait = StoredValue::new(None::<TimeoutHandle>);
    let stop =
        move || wait.update_value(|wait| wait.take().into_iter().for_each(|wait| wait.clear()));
    let start = move || {
        stop();
        if stays {
            return;
        }
        wait.set_value(set_timeout_with_handle(move || toasts.close(key), STAYS).ok());
    };
    start();
    on_cleanup(stop);
    let hovered = RwSignal::new(false);
    let left = move |event: web_sys::FocusEvent| {
        let leaves = popover::leaves(&event, card);
        if leaves && !hovered.get_untracked() {
            start();
        }
    };
    // Whoever closes it by keyboard goes on where they are.
    let close = move || {
        toasts.close(key);
        page::focus_work_if_lost();
    };
    let undo = undo.map(|undo| {
        let press = move || {
            close();
            undo();
        };
        view! {
            <Button kind=ButtonKind::Action size=ButtonSize::Small on_press=press>
                "Undo"
            </Button>
        }
    });
    view! {
        <div
            class="toast"
            data-mood=mood
            node_ref=card
            on:pointerenter=move |_| {
                hovered.set(true);
                stop();
            }
            on:pointerleave=move |_| {
                hovered.set(false);
                start();
            }
            on:focusin=move |_| stop()
            on:focusout=left
        >
            <Symbol icon />
            <span class="toast-words"><Prose text /></span>
            {undo}
            <IconButton
                icon=Icon::Cross
                label="Close"
                size=ButtonSize::Small
                on_press=close
            />
        </div>
    }
    .into_any()
}

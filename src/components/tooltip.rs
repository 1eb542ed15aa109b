//! Tooltips: one for the whole page. Whatever has the attribute `data-tip` says it after 400
//! milliseconds under the pointer or with the focus; `data-tip-key` adds a key. It stays while the
//! pointer is on it, and Escape closes it. A tooltip is never the only place of a fact.

use std::time::Duration;

use leptos::ev;
use leptos::html;
use leptos::leptos_dom::helpers::TimeoutHandle;
use leptos::prelude::*;
use web_sys::Element;

use super::unique::unique_id;
use super::{KeyCap, Show};
use crate::platform::listen::on_window;
use crate::platform::{closest, popover};

/// How long it waits.
const WAIT: Duration = Duration::from_millis(400);

/// What the tooltip is about, now and soon.
#[derive(Clone, Copy)]
struct State {
    text: RwSignal<String>,
    key: RwSignal<Option<String>>,
    about: StoredValue<Option<Element>, LocalStorage>,
    wait: StoredValue<Option<TimeoutHandle>>,
    bubble: NodeRef<html::Div>,
    id: StoredValue<String>,
}

impl State {
    fn is_about(self, element: &Element) -> bool {
        self.about.with_value(|about| about.as_ref() == Some(element))
    }

    /// Waits, then says what an element has to say.
    fn meet(self, element: Element) {
        if self.is_about(&element) {
            return;
        }
        self.leave();
        self.about.set_value(Some(element));
        let wait = set_timeout_with_handle(move || self.say(), WAIT);
        self.wait.set_value(wait.ok());
    }

    fn say(self) {
        let Some(element) = self.about.get_value() else { return };
        let Some(text) = element.get_attribute("data-tip") else { return };
        let named = element.get_attribute("aria-label").is_some_and(|label| label == text);
        self.text.set(text);
        self.key.set(element.get_attribute("data-tip-key"));
        // Once the words are in it, so that it is measured with them.
        request_animation_frame(move || {
            let Some(bubble) = self.bubble.get_untracked() else { return };
            if !self.is_about(&element) {
                return;
            }
            // Within the part of the page that it speaks of: over a modal dialog it can be pointed at only
            // from inside, and what stands outside all landmarks is found by none.
            let part = element.closest("dialog, main, nav, aside, header, footer").ok().flatten();
            part.into_iter().for_each(|part| drop(part.append_child(&bubble)));
            popover::show(&bubble, &element);
            if !named && !element.has_attribute("aria-describedby") {
                self.id.with_value(|id| element.set_attribute("aria-describedby", id).ok());
            }
        });
    }

    fn leave(self) {
        self.wait.update_value(|wait| wait.take().into_iter().for_each(|wait| wait.clear()));
        let Some(element) = self.about.try_update_value(Option::take).flatten() else { return };
        let ours =
            self.id.with_value(|id| element.get_attribute("aria-describedby").as_ref() == Some(id));
        if ours {
            element.remove_attribute("aria-describedby").ok();
        }
        self.bubble.get_untracked().into_iter().for_each(|bubble| popover::hide(&bubble));
    }
}

/// See the module; it stands once in a page.
#[component]
pub fn Tooltips() -> AnyView {
    let id = unique_id();
    let state = State {
        text: RwSignal::new(String::new()),
        key: RwSignal::new(None),
        about: StoredValue::new_local(None),
        wait: StoredValue::new(None),
        bubble: NodeRef::new(),
        id: StoredValue::new(id.clone()),
    };
    let over = move |event: &web_sys::Event| match closest(event, "[data-tip]") {
        Some(element) => state.meet(element),
        None if closest(event, ".tooltip").is_some() => (),
        None => state.leave(),
    };
    on_window(ev::pointerover, move |event| over(&event));
    on_window(ev::focusin, move |event| match closest(&event, "[data-tip]") {
        // A press shows nothing: the pointer is there already.
        Some(element) if closest(&event, ":focus-visible").is_some() => state.meet(element),
        _ => state.leave(),
    });
    on_window(ev::focusout, move |_| state.leave());
    on_window(ev::pointerdown, move |_| state.leave());
    on_window(ev::keydown, move |event| {
        if event.key() == "Escape" {
            state.leave();
        }
    });
    let key = state.key;
    view! {
        <div class="tooltip" role="tooltip" popover="manual" id=id node_ref=state.bubble>
            {state.text}
            <Show when=Signal::derive(move || key.with(Option::is_some))>
                <KeyCap keys=key.get().unwrap_or_default() />
            </Show>
        </div>
    }
    .into_any()
}

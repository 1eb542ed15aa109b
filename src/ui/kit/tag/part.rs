//! What an element has besides its children: attributes, properties, listeners. A part that
//! is drawn anew over the same part changes what differs; over another it takes its place.

use std::cell::RefCell;
use std::rc::Rc;
use std::sync::Arc;

use leptos::reactive::effect::RenderEffect;
use leptos::tachys::renderer::{RemoveEventHandler, Rndr};
use wasm_bindgen::{JsCast, JsValue, intern};
use web_sys::{Element, Event};

use super::Text;

type Bound<T> = Arc<dyn Fn() -> T + Send + Sync>;

/// What is done at an event.
type Act = Arc<dyn Fn(Event) + Send + Sync>;

/// What a text is set as.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Kind {
    /// An attribute; no text leaves it out.
    Attribute,
}

/// A part, as it is to be.
pub(super) enum Part {
    Text(Kind, &'static str, Option<Text>),
    Bound(Kind, &'static str, Bound<Option<Text>>),
    Property(&'static str, Bound<JsValue>),
    Listener(&'static str, Act),
}

/// A part that is in the page.
pub(super) enum PartState {
    Text(Kind, &'static str, Option<Text>),
    Bound(Kind, &'static str, RenderEffect<Option<Text>>),
    Property(&'static str, RenderEffect<JsValue>),
    Listener(
        &'static str,
        Rc<RefCell<Act>>,
        #[expect(dead_code, reason = "the listener lives as long as this is held")]
        RemoveEventHandler<Element>,
    ),
}

fn set(element: &Element, kind: Kind, name: &'static str, text: Option<&Text>) {
    // What the program knows of itself is handed to the browser once.
    let text = text.map(|text| match text {
        Text::Borrowed(known) => intern(known),
        Text::Owned(text) => text,
    });
    match (kind, text) {
        (Kind::Attribute, Some(text)) => Rndr::set_attribute(element, name, text),
        (Kind::Attribute, None) => Rndr::remove_attribute(element, name),
    }
}

/// Sets a text whenever it is another one than the last that was set.
fn follow_text(
    element: &Element,
    kind: Kind,
    name: &'static str,
    text: Bound<Option<Text>>,
    last: Option<Option<Text>>,
) -> RenderEffect<Option<Text>> {
    let element = element.clone();
    let effect = move |last: Option<Option<Text>>| {
        let text = text();
        if last.as_ref() != Some(&text) {
            set(&element, kind, name, text.as_ref());
        }
        text
    };
    RenderEffect::new_with_value(effect, last)
}

/// Sets a property whenever it is another one than the last that was set: what the user has typed
/// since stays while nothing else changes.
fn follow_value(
    element: &Element,
    name: &'static str,
    value: Bound<JsValue>,
    last: Option<JsValue>,
) -> RenderEffect<JsValue> {
    let element = element.clone();
    let effect = move |last: Option<JsValue>| {
        let value = value();
        if last.as_ref() != Some(&value) {
            Rndr::set_property(&element, name, &value);
        }
        value
    };
    RenderEffect::new_with_value(effect, last)
}

impl Part {
    /// Puts it on a new element.
    pub(super) fn build(self, element: &Element) -> PartState {
        match self {
            Self::Text(kind, name, text) => {
                if text.is_some() {
                    set(element, kind, name, text.as_ref());
                }
                PartState::Text(kind, name, text)
            }
            Self::Bound(kind, name, text) => {
                PartState::Bound(kind, name, follow_text(element, kind, name, text, None))
            }
            Self::Property(name, value) => {
                PartState::Property(name, follow_value(element, name, value, None))
            }
            Self::Listener(name, act) => {
                let act = Rc::new(RefCell::new(act));
                let now = act.clone();
                let run = move |event: JsValue| {
                    let act = now.borrow().clone();
                    act(event.unchecked_into());
                };
                let remove = Rndr::add_event_listener(element, name, Box::new(run));
                PartState::Listener(name, act, remove)
            }
        }
    }

    /// Whether it is the same part, perhaps with another value.
    pub(super) fn is_same(&self, state: &PartState) -> bool {
        match (self, state) {
            (Self::Text(kind, name, _), PartState::Text(old_kind, old_name, _)) => {
                (kind, name) == (old_kind, old_name)
            }
            (Self::Bound(kind, name, _), PartState::Bound(old_kind, old_name, _)) => {
                (kind, name) == (old_kind, old_name)
            }
            (Self::Property(name, _), PartState::Property(old_name, _))
            | (Self::Listener(name, _), PartState::Listener(old_name, ..)) => name == old_name,
            _ => false,
        }
    }

    /// Puts it on an element that has this part: the same with another value, or a removed one.
    pub(super) fn rebuild(self, element: &Element, state: &mut PartState) {
        if !self.is_same(state) {
            *state = self.build(element);
            return;
        }
        match (self, state) {
            (Self::Text(kind, name, text), PartState::Text(_, _, old)) if text != *old => {
                set(element, kind, name, text.as_ref());
                *old = text;
            }
            (Self::Bound(kind, name, text), PartState::Bound(_, _, old)) => {
                *old = follow_text(element, kind, name, text, old.take_value());
            }
            (Self::Property(name, value), PartState::Property(_, old)) => {
                *old = follow_value(element, name, value, old.take_value());
            }
            (Self::Listener(_, act), PartState::Listener(_, old, _)) => *old.borrow_mut() = act,
            _ => {}
        }
    }
}

impl PartState {
    /// Takes it off the element. Listeners and effects end when they are dropped.
    pub(super) fn remove(&self, element: &Element) {
        if let Self::Text(kind, name, Some(_)) | Self::Bound(kind, name, _) = self {
            set(element, *kind, name, None);
        }
    }
}

//! Elements put into the page, and drawn anew over what is there: what is the same stays, with its
//! focus and whatever the browser keeps about it.

use std::collections::BTreeSet;

use leptos::prelude::AnyView;
use leptos::tachys::html::attribute::any_attribute::AnyAttribute;
use leptos::tachys::hydration::Cursor;
use leptos::tachys::renderer::Rndr;
use leptos::tachys::view::{Mountable, Position, PositionState, Render, RenderHtml};
use web_sys::{Element, Node};

use super::part::{Part, PartState};
use super::{Child, Tag, Text};
use whocan_core::shared::collect_into;

/// An element that is in the page.
pub struct TagState {
    name: &'static str,
    key: Option<Text>,
    /// Whether what had this key is gone, and another may be drawn over it.
    is_free: bool,
    element: Element,
    parts: Vec<PartState>,
    children: Vec<ChildState>,
}

enum ChildState {
    Text(web_sys::Text, Text),
    Tag(TagState),
    View(<AnyView as Render>::State),
    Nothing,
}

impl Child {
    fn key(&self) -> Option<&Text> {
        match self {
            Self::Tag(tag) => tag.0.key.as_ref(),
            _ => None,
        }
    }

    fn is_drawn_over(&self) -> bool {
        matches!(self, Self::Tag(tag) if tag.0.over)
    }

    fn build(self) -> ChildState {
        match self {
            Self::Text(text) => ChildState::Text(Rndr::create_text_node(&text), text),
            Self::Tag(tag) => ChildState::Tag(tag.build()),
            Self::View(view) => ChildState::View(view.build()),
            Self::Nothing => ChildState::Nothing,
        }
    }
}

impl ChildState {
    fn mounted(&mut self) -> Option<&mut dyn Mountable> {
        match self {
            Self::Text(node, _) => Some(node),
            Self::Tag(tag) => Some(tag),
            Self::View(view) => Some(view),
            Self::Nothing => None,
        }
    }

    fn key(&self) -> Option<&Text> {
        match self {
            Self::Tag(tag) => tag.key.as_ref(),
            _ => None,
        }
    }

    fn set_free(&mut self, free: bool) {
        if let Self::Tag(tag) = self {
            tag.is_free = free;
        }
    }

    fn is_free(&self) -> bool {
        matches!(self, Self::Tag(tag) if tag.is_free)
    }

    fn unmount(&mut self) {
        self.mounted().into_iter().for_each(|child| child.unmount());
    }

    /// Draws another child over this one; given back where it is another kind of child.
    fn redraw(&mut self, child: Child) -> Result<(), Child> {
        match (child, self) {
            (Child::Text(text), Self::Text(node, old)) => {
                if text != *old {
                    Rndr::set_text(node, &text);
                    *old = text;
                }
            }
            (Child::Tag(tag), Self::Tag(old)) if tag.0.name == old.name => tag.rebuild(old),
            (Child::View(view), Self::View(old)) => view.rebuild(old),
            (Child::Nothing, Self::Nothing) => {}
            (child, _) => return Err(child),
        }
        Ok(())
    }
}

impl Render for Tag {
    type State = TagState;

    fn build(self) -> TagState {
        let super::Element { name, key, parts, children, .. } = *self.0;
        let element = Rndr::create_element(name, None);
        let parts = parts.into_iter().map(|part| part.build(&element)).collect();
        let mut children: Vec<ChildState> = children.into_iter().map(Child::build).collect();
        let mounted = children.iter_mut().filter_map(ChildState::mounted);
        mounted.for_each(|child| child.mount(&element, None));
        TagState { name, key, is_free: false, element, parts, children }
    }

    fn rebuild(self, state: &mut TagState) {
        if self.0.name != state.name {
            let mut new = self.build();
            state.insert_before_this(&mut new);
            state.unmount();
            *state = new;
            return;
        }
        let new = *self.0;
        let TagState { element, parts, children, .. } = state;
        redraw_parts(element, parts, new.parts);
        redraw_children(element, children, new.children);
        state.key = new.key;
        state.is_free = false;
    }
}

/// What is lost goes first: what comes may bring the same attribute at another place.
fn redraw_parts(element: &Element, old: &mut Vec<PartState>, new: Vec<Part>) {
    for lost in old.drain(new.len().min(old.len())..) {
        lost.remove(element);
    }
    let other = old.iter().zip(&new).filter(|(old, part)| !part.is_same(old));
    other.for_each(|(old, _)| old.remove(element));
    let mut new = new.into_iter();
    old.iter_mut().zip(&mut new).for_each(|(old, part)| part.rebuild(element, old));
    old.extend(new.map(|part| part.build(element)));
}

fn redraw_children(element: &Element, old: &mut Vec<ChildState>, new: Vec<Child>) {
    let keys: BTreeSet<&Text> = collect_into(new.iter().filter_map(Child::key));
    let can_reuse = new.iter().any(Child::is_drawn_over);
    old.retain_mut(|old| {
        let stays = old.key().is_none_or(|key| keys.contains(key));
        old.set_free(!stays && can_reuse);
        if !stays && !can_reuse {
            old.unmount();
        }
        stays || can_reuse
    });
    let count = new.len();
    let mut free = Vec::new();
    for (at, child) in new.into_iter().enumerate() {
        let child = match fetch(element, old, &mut free, at, &child) {
            Some(known) => match known.redraw(child) {
                Ok(()) => continue,
                Err(child) => child,
            },
            None => {
                old.insert(at.min(old.len()), ChildState::Nothing);
                child
            }
        };
        let mut new = child.build();
        mount(element, old, at, &mut new);
        if let Some(place) = old.get_mut(at) {
            place.unmount();
            *place = new;
        }
    }
    let lost = old.drain(count.min(old.len())..).chain(free);
    lost.for_each(|mut lost| lost.unmount());
}

/// What is there at a position to be drawn over: for a child with a key the one that has it,
/// wherever it stood, or where there is none one that is free.
fn fetch<'a>(
    element: &Element,
    old: &'a mut Vec<ChildState>,
    free: &mut Vec<ChildState>,
    at: usize,
    child: &Child,
) -> Option<&'a mut ChildState> {
    let Some(key) = child.key() else {
        return old.get_mut(at).filter(|old| old.key().is_none());
    };
    let known = |old: &ChildState| !old.is_free() && old.key() == Some(key);
    match old.iter().skip(at).position(known) {
        Some(0) => {}
        Some(_) => {
            // Those that are free make way, so that what stays need not move.
            while old.get(at).is_some_and(ChildState::is_free) {
                free.push(old.remove(at));
            }
            let from = at + old.iter().skip(at).position(known)?;
            if from > at {
                // Only what stood elsewhere is moved: a move takes the focus from it.
                let mut known = old.remove(from);
                mount(element, old, at, &mut known);
                old.insert(at, known);
            }
        }
        None if old.get(at).is_some_and(ChildState::is_free) => {}
        None => {
            let mut known = free.pop()?;
            mount(element, old, at, &mut known);
            old.insert(at, known);
        }
    }
    old.get_mut(at)
}

/// Puts a child into the page before what stands at a position and behind it.
fn mount(element: &Element, children: &mut [ChildState], at: usize, new: &mut ChildState) {
    let Some(new) = new.mounted() else { return };
    let mut next = children.iter_mut().skip(at).filter_map(ChildState::mounted);
    if !next.any(|next| next.insert_before_this(new)) {
        new.mount(element, None);
    }
}

impl Mountable for TagState {
    fn unmount(&mut self) {
        self.element.unmount();
    }

    fn mount(&mut self, parent: &Element, marker: Option<&Node>) {
        Rndr::insert_node(parent, &self.element, marker);
    }

    fn insert_before_this(&self, child: &mut dyn Mountable) -> bool {
        self.element.insert_before_this(child)
    }

    fn elements(&self) -> Vec<Element> {
        vec![self.element.clone()]
    }
}

leptos::tachys::no_attrs!(Tag);

/// What Leptos asks of every view. The page is drawn in the browser only: nothing is ever written
/// as HTML by a server.
impl RenderHtml for Tag {
    type AsyncOutput = Self;
    type Owned = Self;
    const MIN_LENGTH: usize = 0;

    fn dry_resolve(&mut self) {}

    async fn resolve(self) -> Self {
        self
    }

    fn to_html_with_buf(
        self,
        _: &mut String,
        _: &mut Position,
        _: bool,
        _: bool,
        _: Vec<AnyAttribute>,
    ) {
    }

    fn hydrate<const FROM_SERVER: bool>(self, _: &Cursor, _: &PositionState) -> TagState {
        self.build()
    }

    fn into_owned(self) -> Self {
        self
    }
}

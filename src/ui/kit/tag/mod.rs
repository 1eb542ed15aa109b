//! Elements, written as calls: `tag("button").class("button").on("click", act).text("Save")`. Every
//! element is one type, whatever is in it. Leptos' `view!` gives each element a type of its own and
//! compiles all that can be done to it for each; this is some 200 lines compiled once, and draws
//! with Leptos' own renderer and effects. What follows signals is named `bind`.

mod draw;
mod part;

use std::borrow::Cow;
use std::sync::{Arc, Mutex};

use leptos::prelude::{AnyView, IntoAny, event_target_checked, untrack};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::Event;

use self::part::{Kind, Part};
use whocan_core::format::sentence;

/// A text that is mostly known when the app is built.
pub type Text = Cow<'static, str>;

/// An element, as it is to be. Boxed, as every call hands it on: a pointer is moved in less code
/// than what it points to.
pub struct Tag(Box<Element>);

struct Element {
    name: &'static str,
    key: Option<Text>,
    /// Whether it is drawn over a neighbour that is no longer there.
    over: bool,
    parts: Vec<Part>,
    children: Vec<Child>,
}

enum Child {
    Text(Text),
    Tag(Tag),
    View(AnyView),
    /// Nothing now; what follows keeps its place.
    Nothing,
}

/// An element of this name.
pub fn tag(name: &'static str) -> Tag {
    Tag(Box::new(Element { name, key: None, over: false, parts: Vec::new(), children: Vec::new() }))
}

/// A button that does this when pressed.
pub fn button(label: impl Into<Text>, act: impl Fn() + Send + Sync + 'static) -> Tag {
    let press = move |_: Event| act();
    tag("button").attr("type", "button").class("button").on("click", press).text(label)
}

/// A box to tick, with what it is called.
pub fn tick(
    label: impl Into<Text>,
    checked: impl Fn() -> bool + Send + Sync + 'static,
    set: impl Fn(bool) + Send + Sync + 'static,
) -> Tag {
    let input = tag("input")
        .attr("type", "checkbox")
        .prop("checked", checked)
        .on("change", move |event: Event| set(event_target_checked(&event)));
    tag("label").class("choice").child(input).text(label)
}

/// Several things without an element around them.
pub fn all<P: Piece>(pieces: impl IntoIterator<Item = P>) -> AnyView {
    pieces.into_iter().map(Piece::any).collect::<Vec<AnyView>>().into_any()
}

/// What follows signals, as a thing of its own.
pub fn bound<P: Piece>(draw: impl Fn() -> P + Send + 'static) -> AnyView {
    let draw: Arc<Mutex<dyn FnMut() -> AnyView + Send>> =
        Arc::new(Mutex::new(move || draw().any()));
    draw.into_any()
}

/// What is made anew, with nothing kept of what was there before, whenever `of` is another one: a
/// screen. It follows `of` and nothing that is read when it is drawn.
pub fn fresh<T: Clone + Send + 'static, P: Piece>(
    of: impl Fn() -> T + Send + 'static,
    draw: impl Fn(T) -> P + Copy + Send + 'static,
) -> AnyView {
    bound(move || {
        let of = of();
        // What is bound is never drawn over something else that is bound.
        bound(move || untrack(|| draw(of.clone())))
    })
}

impl Tag {
    /// Its class.
    pub fn class(self, names: &'static str) -> Self {
        self.attr("class", names)
    }

    /// What it is the element of, one of its kind among its neighbours: where these are drawn anew
    /// it stays this one's, wherever it then stands, and so does the focus.
    pub fn key(mut self, key: impl Into<Text>) -> Self {
        self.0.key = Some(key.into());
        self
    }

    /// An attribute; none and false leave it out, true gives it an empty value.
    pub fn attr(mut self, name: &'static str, value: impl Value) -> Self {
        self.0.parts.push(Part::Text(Kind::Attribute, name, read_as(name, value.text())));
        self
    }

    /// An attribute that follows signals.
    pub fn bind<V: Value>(
        mut self,
        name: &'static str,
        value: impl Fn() -> V + Send + Sync + 'static,
    ) -> Self {
        let text = move || read_as(name, value().text());
        self.0.parts.push(Part::Bound(Kind::Attribute, name, Arc::new(text)));
        self
    }

    /// A property of the object in the page that follows signals: what a field holds.
    pub fn prop<V: Into<JsValue>>(
        mut self,
        name: &'static str,
        value: impl Fn() -> V + Send + Sync + 'static,
    ) -> Self {
        self.0.parts.push(Part::Property(name, Arc::new(move || value().into())));
        self
    }

    /// What is done at an event, whose type the caller knows.
    pub fn on<E: JsCast>(
        mut self,
        event: &'static str,
        act: impl Fn(E) + Send + Sync + 'static,
    ) -> Self {
        let act = move |event: Event| act(event.unchecked_into());
        self.0.parts.push(Part::Listener(event, Arc::new(act)));
        self
    }

    /// A text behind what is in it.
    pub fn text(mut self, text: impl Into<Text>) -> Self {
        self.0.children.push(Child::Text(seen(text.into())));
        self
    }

    /// Something behind what is in it.
    pub fn child(mut self, piece: impl Piece) -> Self {
        piece.put(&mut self);
        self
    }

    /// Several things behind what is in it.
    pub fn children<P: Piece>(mut self, pieces: impl IntoIterator<Item = P>) -> Self {
        pieces.into_iter().for_each(|piece| piece.put(&mut self));
        self
    }

    /// Something behind what is in it that follows signals.
    pub fn bind_child<P: Piece>(self, draw: impl Fn() -> P + Send + 'static) -> Self {
        self.child(bound(draw))
    }

    /// A text behind what is in it that follows signals.
    pub fn bind_text<T: Value>(self, text: impl Fn() -> T + Send + 'static) -> Self {
        let text: Arc<Mutex<dyn FnMut() -> String + Send>> =
            Arc::new(Mutex::new(move || text().text().map(seen).unwrap_or_default().into_owned()));
        self.child(text.into_any())
    }
}

/// A text as it is seen: names come from files that anybody can have made, and what in them would
/// mislead is shown. The app's own words are known to be sound.
fn seen(text: Text) -> Text {
    match text {
        Cow::Borrowed(_) => text,
        Cow::Owned(text) => match sentence(&text) {
            Cow::Borrowed(_) => Cow::Owned(text),
            Cow::Owned(seen) => Cow::Owned(seen),
        },
    }
}

/// The value of an attribute; of those that are read out or shown, as it is seen.
fn read_as(name: &str, text: Option<Text>) -> Option<Text> {
    match name {
        "aria-label" | "title" | "placeholder" => text.map(seen),
        _ => text,
    }
}

/// What the value of an attribute can be.
pub trait Value {
    /// The text; none leaves the attribute out.
    fn text(self) -> Option<Text>;
}

impl Value for &'static str {
    fn text(self) -> Option<Text> {
        Some(self.into())
    }
}

impl Value for String {
    fn text(self) -> Option<Text> {
        Some(self.into())
    }
}

impl Value for Text {
    fn text(self) -> Option<Text> {
        Some(self)
    }
}

impl Value for bool {
    fn text(self) -> Option<Text> {
        self.then_some(Cow::Borrowed(""))
    }
}

impl Value for usize {
    fn text(self) -> Option<Text> {
        Some(self.to_string().into())
    }
}

impl<V: Value> Value for Option<V> {
    fn text(self) -> Option<Text> {
        self.and_then(V::text)
    }
}

/// What can be in an element.
pub trait Piece: Sized {
    /// As a view of its own.
    fn any(self) -> AnyView;

    /// Puts it behind what is in the element.
    fn put(self, tag: &mut Tag) {
        tag.0.children.push(Child::View(self.any()));
    }
}

impl Piece for AnyView {
    fn any(self) -> AnyView {
        self
    }
}

impl Piece for Tag {
    fn any(self) -> AnyView {
        self.into_any()
    }

    fn put(self, tag: &mut Tag) {
        tag.0.children.push(Child::Tag(self));
    }
}

impl Piece for &'static str {
    fn any(self) -> AnyView {
        self.to_owned().into_any()
    }

    fn put(self, tag: &mut Tag) {
        tag.0.children.push(Child::Text(self.into()));
    }
}

impl Piece for String {
    fn any(self) -> AnyView {
        seen(self.into()).into_owned().into_any()
    }

    fn put(self, tag: &mut Tag) {
        tag.0.children.push(Child::Text(seen(self.into())));
    }
}

impl<P: Piece> Piece for Option<P> {
    fn any(self) -> AnyView {
        self.map_or_else(|| ().into_any(), P::any)
    }

    fn put(self, tag: &mut Tag) {
        match self {
            Some(piece) => piece.put(tag),
            None => tag.0.children.push(Child::Nothing),
        }
    }
}

impl<P: Piece> Piece for Vec<P> {
    fn any(self) -> AnyView {
        all(self)
    }
}

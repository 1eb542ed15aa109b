//! The two directions of the file in one: what an object has is declared once, with [`codec!`], and
//! read and written by that. Knows no section.

use std::collections::BTreeSet;

use super::{Extra, Fields, Json, Object, Otherwise, Parsed, Reader, Unread, clip};
use crate::shared::{Shared, collect_into};

/// Something that an object of the file stands for.
pub trait Codec: Sized {
    /// Reads it. None, with findings, where nothing can be made of the value: it is kept then.
    fn read(here: &Reader<'_>, json: &Json) -> Option<Self>;

    /// Writes it, with what the file says beyond it.
    fn write(&self) -> Object;
}

/// How one member of an object is read and written.
pub trait MemberCodec<T> {
    /// Takes the member. None where the object cannot be used without it.
    fn read(&self, fields: &mut Fields<'_>) -> Option<T>;

    /// Adds the member, unless its absence says the same or it stands in `extra` unread.
    fn write(&self, object: &mut Object, value: &T, extra: &Extra);
}

/// Declares the members of a struct, in the order in which they are read; the id and the name are
/// written first and the others in the same order. The struct has a field `extra` for what is left.
///
/// ```text
/// codec! {
///     Process => {
///         id: OwnId,
///         name: OwnName,
///         // Two fields come of this member, and it is written behind the others.
///         #[last]
///         parts + unread: List("parts"),
///         inferred: Flag("inferred"),
///     }
/// }
/// ```
///
/// Behind the name of the struct can stand what becomes of a value that is no object, and behind the
/// members what is done to a struct once it is read.
macro_rules! codec {
    (@bind $field:ident) => {
        $field
    };
    (@bind $($field:ident)+) => {
        ($($field),+)
    };
    (@first [] $write:stmt) => {
        $write
    };
    (@first [last] $write:stmt) => {};
    (@last [] $write:stmt) => {};
    (@last [last] $write:stmt) => {
        $write
    };
    (
        $Struct:ident $(or $otherwise:expr)? => {
            $($(#[$last:ident])? $field:ident $(+ $more:ident)* : $member:expr,)+
        }
        $(then $then:expr)?
    ) => {
        impl $crate::format::Codec for $Struct {
            fn read(
                here: &$crate::format::Reader<'_>,
                json: &$crate::format::Json,
            ) -> Option<Self> {
                use $crate::format::MemberCodec as _;
                let [otherwise, ..] = [$($otherwise,)? $crate::format::Otherwise::Kept];
                let mut fields = here.fields(json, otherwise)?;
                $(
                    let $crate::format::codec!(@bind $field $($more)*) = $member.read(&mut fields)?;
                )+
                let read = Self { $($field, $($more,)*)+ extra: fields.finish()? };
                $(let read = $then(read);)?
                Some(read)
            }

            fn write(&self) -> $crate::format::Object {
                use $crate::format::MemberCodec as _;
                let mut object = $crate::format::Object::new();
                $($crate::format::codec!(
                    @first [$($last)?]
                    $member.write(&mut object, (&self.$field $(, &self.$more)*), &self.extra)
                );)+
                $($crate::format::codec!(
                    @last [$($last)?]
                    $member.write(&mut object, (&self.$field $(, &self.$more)*), &self.extra)
                );)+
                object.extend(&self.extra);
                object
            }
        }
    };
}

pub(crate) use codec;

/// Declares a struct that an object of the file stands for: each field with the member that it is, as
/// [`codec!`] reads and writes it, and in `extra` what the file says beyond it. Behind the name of the struct
/// can stand what becomes of a value that is no object, and what is done to a struct once it is read. A field
/// can be read together with others: `items + unread: Vec<Item> = …` with what of it could not be, and
/// `one: One, + other: Other = …` with any.
macro_rules! object {
    (
        $(#[$about:meta])*
        pub struct $Object:ident $((or $otherwise:expr $(; then $then:expr)?))? {
            $(
                $(#[$about_field:meta])*
                $field:ident $(+ $unread:ident)?: $Field:ty
                $(, $(#[$about_more:meta])* + $more:ident: $More:ty)* = $member:expr,
            )+
        }
    ) => {
        $(#[$about])*
        #[derive(Clone, Debug, PartialEq)]
        pub struct $Object {
            $(
                $(#[$about_field])* pub $field: $Field,
                $(/// Items of the file that could not be read.
                pub $unread: $crate::format::Unread,)?
                $($(#[$about_more])* pub $more: $More,)*
            )+
            /// What the file says beyond this, and what of it could not be read.
            pub extra: $crate::format::Extra,
        }

        $crate::format::codec! {
            $Object $(or $otherwise)? => { $($field $(+ $unread)? $(+ $more)*: $member,)+ }
            $($(then $then)?)?
        }
    };
}

pub(crate) use object;

/// The `id`: it is taken nowhere else in the file.
pub struct OwnId;

impl<T: for<'t> From<&'t str> + ToString> MemberCodec<T> for OwnId {
    fn read(&self, fields: &mut Fields<'_>) -> Option<T> {
        fields.id().map(T::from)
    }

    fn write(&self, object: &mut Object, id: &T, _: &Extra) {
        object.push_id(id.to_string());
    }
}

/// The `name`, for which the id stands in.
pub struct OwnName;

impl MemberCodec<String> for OwnName {
    fn read(&self, fields: &mut Fields<'_>) -> Option<String> {
        Some(fields.name())
    }

    fn write(&self, object: &mut Object, name: &String, extra: &Extra) {
        object.push_name(name, extra);
    }
}

/// A text; absent is empty.
pub struct Text(pub &'static str);

impl MemberCodec<String> for Text {
    fn read(&self, fields: &mut Fields<'_>) -> Option<String> {
        Some(fields.text(self.0).unwrap_or_default())
    }

    fn write(&self, object: &mut Object, text: &String, _: &Extra) {
        object.push_some(self.0, Some(text.as_str()).filter(|text| !text.is_empty()));
    }
}

/// A text or an id that need not be there.
pub struct Maybe(pub &'static str);

impl<T: From<String> + ToString> MemberCodec<Option<T>> for Maybe {
    fn read(&self, fields: &mut Fields<'_>) -> Option<Option<T>> {
        Some(fields.text(self.0).map(T::from))
    }

    fn write(&self, object: &mut Object, text: &Option<T>, _: &Extra) {
        object.push_some(self.0, text.as_ref().map(T::to_string));
    }
}

/// A text or an id without which the object cannot be used, and what becomes of that then.
pub struct Needed(pub &'static str, pub Otherwise);

impl<T: From<String> + ToString> MemberCodec<T> for Needed {
    fn read(&self, fields: &mut Fields<'_>) -> Option<T> {
        fields.required_text(self.0, self.1).map(T::from)
    }

    fn write(&self, object: &mut Object, text: &T, _: &Extra) {
        object.push(self.0, text.to_string());
    }
}

/// Yes or no; absent is no.
pub struct Flag(pub &'static str);

impl MemberCodec<bool> for Flag {
    fn read(&self, fields: &mut Fields<'_>) -> Option<bool> {
        Some(fields.flag(self.0, Otherwise::Kept).unwrap_or_default())
    }

    fn write(&self, object: &mut Object, flag: &bool, _: &Extra) {
        object.push_some(self.0, flag.then_some(true));
    }
}

/// Yes or no of what restricts: absent is no, and what cannot be read counts as yes.
pub struct Restricts(pub &'static str);

impl MemberCodec<bool> for Restricts {
    fn read(&self, fields: &mut Fields<'_>) -> Option<bool> {
        Some(fields.flag(self.0, Otherwise::CountsAs("true")).unwrap_or(true))
    }

    fn write(&self, object: &mut Object, flag: &bool, extra: &Extra) {
        object.push_some(self.0, (*flag && extra.get(self.0).is_none()).then_some(true));
    }
}

/// The name of a value without which the object cannot be used.
pub struct OneOf(pub &'static str);

impl<T: Parsed> MemberCodec<T> for OneOf {
    fn read(&self, fields: &mut Fields<'_>) -> Option<T> {
        if fields.peek(self.0).is_none() {
            fields.missing(self.0, Otherwise::Kept);
        }
        fields.named(self.0, Otherwise::Kept)
    }

    fn write(&self, object: &mut Object, value: &T, _: &Extra) {
        object.push(self.0, Json::word(value.name()));
    }
}

/// The name of a value: what it is where there is none, and where that cannot be read.
pub struct OrElse<T>(pub &'static str, pub T, pub T);

impl<T: Parsed> MemberCodec<T> for OrElse<T> {
    fn read(&self, fields: &mut Fields<'_>) -> Option<T> {
        let Self(key, absent, otherwise) = *self;
        if fields.peek(key).is_none() {
            return Some(absent);
        }
        Some(fields.named(key, Otherwise::CountsAs(otherwise.name())).unwrap_or(otherwise))
    }

    fn write(&self, object: &mut Object, value: &T, extra: &Extra) {
        let Self(key, absent, otherwise) = *self;
        let says_more = *value != absent && !(*value == otherwise && extra.get(key).is_some());
        object.push_some(key, says_more.then(|| Json::word(value.name())));
    }
}

/// A list of texts or ids, each once; absent is empty.
pub struct Texts(pub &'static str);

impl Texts {
    fn take<C: Default + Extend<T>, T: From<String>>(&self, fields: &mut Fields<'_>) -> C {
        let texts = fields.texts(self.0).unwrap_or_default();
        collect_into(texts.into_iter().map(T::from))
    }

    fn add<'c, T: ToString + 'c>(
        &self,
        object: &mut Object,
        texts: impl IntoIterator<Item = &'c T>,
    ) {
        object.push_items(self.0, texts.into_iter().map(|text| text.to_string().into()).collect());
    }
}

impl<T: From<String> + ToString> MemberCodec<Vec<T>> for Texts {
    fn read(&self, fields: &mut Fields<'_>) -> Option<Vec<T>> {
        Some(self.take(fields))
    }

    fn write(&self, object: &mut Object, texts: &Vec<T>, _: &Extra) {
        self.add(object, texts);
    }
}

impl<T: From<String> + ToString + Ord> MemberCodec<BTreeSet<T>> for Texts {
    fn read(&self, fields: &mut Fields<'_>) -> Option<BTreeSet<T>> {
        Some(self.take(fields))
    }

    fn write(&self, object: &mut Object, texts: &BTreeSet<T>, _: &Extra) {
        self.add(object, texts);
    }
}

/// A list of objects, with those that cannot be read beside it; absent is empty.
pub struct List(pub &'static str);

impl List {
    /// Takes the list.
    pub fn read<T: Codec>(&self, fields: &mut Fields<'_>) -> Option<(Vec<T>, Unread)> {
        Some(fields.items(self.0, Otherwise::Kept, T::read).unwrap_or_default())
    }

    /// Adds the list unless it is empty.
    pub fn write<T: Codec>(
        &self,
        object: &mut Object,
        (items, unread): (&Vec<T>, &Unread),
        _: &Extra,
    ) {
        object.push_items(self.0, unread.among(items.iter().map(|item| item.write().into())));
    }
}

/// A table of objects, which keeps those that cannot be read; absent is empty.
pub struct Items(pub &'static str);

/// A member that is shared.
pub struct Part<M>(pub M);

impl<T, M: MemberCodec<T>> MemberCodec<Shared<T>> for Part<M> {
    fn read(&self, fields: &mut Fields<'_>) -> Option<Shared<T>> {
        self.0.read(fields).map(Shared::new)
    }

    fn write(&self, object: &mut Object, value: &Shared<T>, extra: &Extra) {
        self.0.write(object, value, extra);
    }
}

/// A field that does not stand in the file.
pub struct Unwritten;

impl<T: Default> MemberCodec<T> for Unwritten {
    fn read(&self, _: &mut Fields<'_>) -> Option<T> {
        Some(T::default())
    }

    fn write(&self, _: &mut Object, _: &T, _: &Extra) {}
}

/// Where the `catalogue` of a model comes from.
#[derive(Debug)]
pub enum Source<'r> {
    /// It is the shipped one, by its name or as the file says nothing else.
    Shipped,
    /// The file lists it.
    Own(&'r [Json]),
    /// Nobody knows: it stays in the file, and is empty until then.
    Unknown,
}

impl<'r> Fields<'r> {
    /// Takes the `catalogue`: the name of the shipped one, or the whole list once it was edited.
    pub fn catalogue(&mut self, shipped: &str) -> Source<'r> {
        match self.peek("catalogue") {
            None => Source::Shipped,
            Some(Json::Text(name)) if name == shipped => {
                self.any("catalogue");
                Source::Shipped
            }
            Some(Json::Text(name)) => {
                let message = format!("there is no shipped catalogue `{}`", clip(name));
                let help = format!("write the list itself, or `{shipped}`; until then it is empty");
                let here = self.here().at("catalogue");
                here.error("unknown-catalogue", message, help);
                Source::Unknown
            }
            Some(_) => match self.list("catalogue", Otherwise::Kept) {
                Some(items) => Source::Own(items),
                None => Source::Unknown,
            },
        }
    }

    /// Takes the ids of a shipped catalogue, as they would be if the list stood in the file.
    pub(crate) fn claim_shipped<'i>(&self, ids: impl IntoIterator<Item = &'i str>) {
        let here = self.here().at("catalogue");
        for id in ids {
            here.claim(id);
        }
    }
}

/// A model's section as it is written: none where it says nothing. The `catalogue` of a section that
/// says something and lists none is the `shipped` one.
pub fn section(mut section: Object, shipped: Option<&'static str>) -> Option<Json> {
    if section.is_empty() {
        return None;
    }
    if let Some(shipped) = shipped
        && section.get("catalogue").is_none()
    {
        section.push_first("catalogue", Json::word(shipped));
    }
    Some(section.into())
}

#[cfg(test)]
mod tests {
    use super::super::{Reading, compact, names, parse};
    use super::*;

    names! {
        enum Colour {
            Red = "red",
            Blue = "blue",
        }
        unknown: "`{name}` is no colour"
    }

    struct Thing {
        id: String,
        name: String,
        colour: Colour,
        hidden: bool,
        of: Vec<String>,
        parts: Vec<Thing>,
        unread: Unread,
        extra: Extra,
    }

    codec! {
        Thing => {
            colour: OneOf("colour"),
            id: OwnId,
            name: OwnName,
            hidden: Restricts("hidden"),
            of: Texts("of"),
            parts + unread: List("parts"),
        }
    }

    #[track_caller]
    fn check(text: &str, written: &str, found: &[&str]) {
        let reading = Reading::new();
        let thing = Thing::read(&reading.root(), &parse(text.as_bytes()).unwrap());
        assert_eq!(thing.map(|it| compact(&it.write().into())).unwrap_or_default(), written);
        let findings = reading.into_findings().into_list();
        let messages: Vec<String> = findings.into_iter().map(|it| it.message).collect();
        assert_eq!(messages, found);
    }

    #[test]
    fn what_is_declared_once_goes_both_ways() {
        check(
            r#"{"x":1,"of":["b"],"colour":"red","name":"A","id":"a","hidden":true,"parts":[]}"#,
            r#"{"id": "a", "name": "A", "colour": "red", "hidden": true, "of": ["b"], "x": 1}"#,
            &[],
        );
        check(
            r#"{"id":"a","colour":"blue","name":7,"hidden":1,"parts":[7,{"id":"b","name":"B","colour":"red"}]}"#,
            r#"{"id": "a", "colour": "blue", "parts": [7, {"id": "b", "name": "B", "colour": "red"}], "name": 7, "hidden": 1}"#,
            &[
                "expected a text, found a number",
                "expected true or false, found a number",
                "expected an object, found a number",
            ],
        );
        check(r#"{"id":"a"}"#, "", &["`colour` is missing"]);
    }
}

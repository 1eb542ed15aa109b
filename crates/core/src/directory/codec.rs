//! The directory's section of the file.

use super::{Directory, Entity, Group, Post, Table, Team, User};
use crate::format::{
    Codec, Extra, Fields, Items, Maybe, MemberCodec, Object, Otherwise, OwnId, OwnName, Texts,
    Unwritten, codec,
};

codec! {
    Directory => {
        users: Items("users"),
        groups: Items("groups"),
        posts: Items("posts"),
        teams: Items("teams"),
        licences: Texts("licences"),
        leaning: Unwritten,
    }
}

codec! {
    User => {
        id: OwnId,
        name: OwnName,
        login: Maybe("login"),
        groups: Texts("groups"),
        posts: Texts("posts"),
        teams: Texts("teams"),
    }
}

codec! {
    Group => {
        id: OwnId,
        name: OwnName,
        description: Maybe("description"),
    }
}

codec! {
    Post => {
        id: OwnId,
        name: OwnName,
        teams: Texts("teams"),
    }
}

codec! {
    Team => {
        id: OwnId,
        name: OwnName,
    }
}

impl<T: Entity + Codec> MemberCodec<Table<T>> for Items {
    fn read(&self, fields: &mut Fields<'_>) -> Option<Table<T>> {
        let (entities, unread) = fields.items(self.0, Otherwise::Kept, T::read).unwrap_or_default();
        Some(Table::new(entities).with_unread(unread))
    }

    fn write(&self, object: &mut Object, table: &Table<T>, _: &Extra) {
        let items = table.iter().map(|entity| entity.write().into());
        object.push_items(self.0, table.unread().among(items));
    }
}

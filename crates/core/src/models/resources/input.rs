//! What a key makes of an entry, and how entries are read from pasted text.

use super::access::letters;
use super::edit::Edit;
use super::policy::{BLOCK, EntryKey, Given, Permission, Permissions, ResourceType};
use crate::paste::Parsed;
use crate::text::same;

/// What becomes of a set where a permission is turned on: Read comes with any other.
pub fn with(given: Option<Given>, permission: Permission, kind: ResourceType) -> Option<Given> {
    let set = match given {
        Some(Given::Set(set)) => set,
        _ => Permissions::NONE,
    };
    // R2
    let set = set.with(permission).with(Permission::Read).and(kind.permissions());
    Some(Given::Set(set))
}

/// The same where one is turned off. Without Read there is no entry: a Block is asked for.
pub fn without(given: Option<Given>, permission: Permission) -> Option<Given> {
    match given {
        Some(Given::Set(set)) if permission != Permission::Read => {
            Some(Given::Set(set.without(permission.alone())))
        }
        Some(Given::Block) => Some(Given::Block),
        _ => None,
    }
}

/// The edit that makes an entry this; none where it is so already.
pub fn edit(seat: EntryKey, now: Option<Given>, then: Option<Given>) -> Option<Edit> {
    match then {
        _ if now == then => None,
        Some(given) => Some(Edit::Set(seat, given)),
        None => Some(Edit::Clear(seat)),
    }
}

/// What is said of a cell without an entry, and of one without a default.
pub const NO_ENTRY: &str = "no entry";
/// See [`NO_ENTRY`].
pub const NO_DEFAULT: &str = "no default";

/// What a pasted text gives: names, the seven letters of a cell, Block, or that there is no entry.
/// An end that stands behind the names is none of them: it is not understood, so that nobody gets for
/// ever what somebody had for a time.
pub fn parse(text: &str) -> Parsed<Option<Given>> {
    Parsed::of(text, |plain| {
        if [NO_ENTRY, NO_DEFAULT].contains(&plain) {
            return Some(None);
        }
        if same(plain, BLOCK) {
            return Some(Some(Given::Block));
        }
        let is_letters = |set: &Permissions| same(&letters(*set), plain);
        if let Some(set) = Permissions::every().find(is_letters).filter(|set| !set.is_empty()) {
            return Some(Some(Given::Set(set)));
        }
        let names = plain.split([',', ';']).map(str::trim).filter(|name| !name.is_empty());
        let known = |name: &str| Permission::ALL.into_iter().find(|it| same(it.name(), name));
        let parsed: Option<Vec<Permission>> = names.map(known).collect();
        let set = Permissions::of(parsed?);
        (!set.is_empty()).then(|| Some(Given::Set(set.with(Permission::Read))))
    })
}

/// The same in words.
pub fn words(given: Option<Given>) -> String {
    given.map_or_else(|| NO_ENTRY.to_owned(), Given::words)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn set(permissions: &[Permission]) -> Option<Given> {
        Some(Given::Set(Permissions::of(permissions.iter().copied())))
    }

    #[test]
    fn read_comes_with_any_other_and_takes_them_with_it() {
        use Permission::{Assign, Manage, Read};
        let role = ResourceType::Role;
        assert_eq!(with(None, Manage, role), set(&[Read, Manage]));
        assert_eq!(with(Some(Given::Block), Read, role), set(&[Read]));
        assert_eq!(with(None, Assign, ResourceType::Category), set(&[Read]));
        assert_eq!(without(set(&[Read, Manage]), Manage), set(&[Read]));
        assert_eq!(without(set(&[Read, Manage]), Read), None);
        assert_eq!(without(Some(Given::Block), Manage), Some(Given::Block));
    }

    #[test]
    fn entries_as_people_write_them() {
        use Permission::{GainAccess, Manage, Read};
        assert_eq!(parse(" gain access; Read "), Parsed::Value(set(&[Read, GainAccess])));
        assert_eq!(parse("manage"), Parsed::Value(set(&[Read, Manage])));
        assert_eq!(parse("RG·····"), Parsed::Value(set(&[Read, GainAccess])));
        assert_eq!(parse("block"), Parsed::Value(Some(Given::Block)));
        assert_eq!(parse("no entry"), Parsed::Value(None));
        assert_eq!(parse(" "), Parsed::Blank, "it leaves what is there");
        for given in [None, set(&[Read]), set(&[Read, Manage]), Some(Given::Block)] {
            assert_eq!(parse(&words(given)), Parsed::Value(given));
        }
    }

    #[test]
    fn what_is_not_understood_is_no_entry_and_takes_none_away() {
        for text in ["Read, fly", "–", "-", ",", "x", "✓", "1", "Read, to 2026-12-31", "·······"]
        {
            assert_eq!(parse(text), Parsed::Unknown, "{text}");
        }
    }

    #[test]
    fn what_is_so_already_is_no_edit() {
        let seat = || EntryKey::new("g", "o");
        let read = set(&[Permission::Read]);
        assert_eq!(edit(seat(), read, read), None);
        assert_eq!(edit(seat(), read, None), Some(Edit::Clear(seat())));
    }
}

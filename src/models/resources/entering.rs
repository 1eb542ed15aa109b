//! What a key makes of an entry, and how entries are read from pasted text.

use super::access::letters;
use super::edit::Edit;
use super::policy::{BLOCK, Given, Permission, Permissions, ResourceType, Seat};

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

/// What becomes of it where one is turned off. Without Read there is no entry: a Block is something
/// that one asks for.
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
pub fn edit(seat: Seat, now: Option<Given>, then: Option<Given>) -> Option<Edit> {
    match then {
        _ if now == then => None,
        Some(given) => Some(Edit::Set(seat, given)),
        None => Some(Edit::Clear(seat)),
    }
}

/// What a pasted text gives: names, the seven letters of a cell, Block, or nothing.
///
/// # Errors
/// Names what is no permission.
pub fn parse(text: &str) -> Result<Option<Given>, String> {
    let text = text.trim();
    if text.is_empty() || text == "–" {
        return Ok(None);
    }
    if text.eq_ignore_ascii_case(BLOCK) {
        return Ok(Some(Given::Block));
    }
    let is_letters = |set: &Permissions| letters(*set).eq_ignore_ascii_case(text);
    if let Some(set) = Permissions::every().find(is_letters).filter(|set| !set.is_empty()) {
        return Ok(Some(Given::Set(set)));
    }
    let names = text.split([',', ';']).map(str::trim).filter(|name| !name.is_empty());
    let parsed: Result<Vec<Permission>, String> = names
        .map(|name| {
            let known = Permission::ALL.into_iter();
            let mut known = known.filter(|known| known.name().eq_ignore_ascii_case(name));
            known.next().ok_or_else(|| format!("`{name}` is no permission"))
        })
        .collect();
    Ok(Some(Given::Set(Permissions::of(parsed?).with(Permission::Read))))
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
        assert_eq!(parse(" gain access; Read "), Ok(set(&[Read, GainAccess])));
        assert_eq!(parse("manage"), Ok(set(&[Read, Manage])));
        assert_eq!(parse("RG·····"), Ok(set(&[Read, GainAccess])));
        assert_eq!(parse("block"), Ok(Some(Given::Block)));
        assert_eq!(parse("–"), Ok(None));
        assert_eq!(parse("Read, fly"), Err("`fly` is no permission".to_owned()));
    }

    #[test]
    fn what_is_so_already_is_no_edit() {
        let seat = || Seat::new("g", "o");
        let read = set(&[Permission::Read]);
        assert_eq!(edit(seat(), read, read), None);
        assert_eq!(edit(seat(), read, None), Some(Edit::Clear(seat())));
    }
}

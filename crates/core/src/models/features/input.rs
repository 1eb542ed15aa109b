//! What can be done to an entry by a key or a menu, and how entries are read from pasted text.

use std::collections::BTreeSet;

use super::edit::Edit;
use super::policy::{Entry, FeatureId, Kind, SubjectId, Ticked, Visibility};
use crate::directory::Directory;
use crate::paste::{Parsed, joined, tick};

/// Something that is done to an entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EntryOp {
    /// Sets it to a value, ticked.
    Set(Visibility),
    /// Shows another value, ticked or not as before: the drop-down.
    Show(Visibility),
    /// OutcomeChange *Is Set*.
    Turn,
    /// Takes it away: the default, not set.
    Clear,
}

impl EntryOp {
    /// What it makes of an entry; none where the kind does not offer the value.
    pub fn on(self, now: Entry, kind: Kind, default: Visibility) -> Option<Entry> {
        let offered = |value: Visibility| kind.offers().contains(&value).then_some(value);
        Some(match self {
            Self::Set(value) => Entry::set(offered(value)?),
            Self::Show(value) => Entry { value: offered(value)?, ..now },
            Self::Turn => match now.is {
                Ticked::Set => Entry::unset(now.value),
                // R8: what the kind does not offer is ticked as what it counts as.
                Ticked::Unset => Entry::set(kind.counts(now.value)),
            },
            Self::Clear => Entry::unset(default),
        })
    }
}

/// Reads an entry as people write it: a value, which is set unless `(not set)` stands behind it.
pub fn parse(text: &str) -> Parsed<Entry> {
    Parsed::of(text, |plain| {
        let (value, is) = match plain.strip_suffix("(not set)") {
            Some(value) => (value, Ticked::Unset),
            None => (plain, Ticked::Set),
        };
        let value = match joined(value).as_str() {
            "v" | "visible" => Visibility::Visible,
            "r" | "readonly" => Visibility::ReadOnly,
            "h" | "hidden" => Visibility::Hidden,
            _ => return None,
        };
        Some(Entry { value, is })
    })
}

// R8
/// Whether a kind can have an entry: what it does not offer can be shown and not set.
pub fn can_be(entry: Entry, kind: Kind) -> bool {
    entry.is == Ticked::Unset || kind.offers().contains(&entry.value)
}

/// What a box of *Is Set* says.
pub const SET: &str = "set";
/// See [`SET`].
pub const NOT_SET: &str = "not set";

/// Reads a box of *Is Set*.
pub fn parse_is_set(text: &str) -> Parsed<Ticked> {
    let said = Parsed::of(text, |plain| match plain {
        SET => Some(true),
        NOT_SET => Some(false),
        _ => None,
    });
    let ticked = if said == Parsed::Unknown { tick(text) } else { said };
    ticked.map(|is_set| if is_set { Ticked::Set } else { Ticked::Unset })
}

/// *Set all* while only these users are shown: the edits, and how many users are left as they are.
pub fn set_all(
    directory: &Directory,
    feature: &FeatureId,
    value: Visibility,
    shown: &BTreeSet<String>,
) -> (Vec<Edit>, usize) {
    let users = directory.users.iter().map(|user| user.id.as_str());
    let users: Vec<&str> = users.filter(|user| shown.contains(*user)).collect();
    let hidden = directory.users.len() - users.len();
    // R11: everybody there is, but what a filter hides is not changed.
    if hidden == 0 {
        return (vec![Edit::SetAll(feature.clone(), value)], 0);
    }
    let entry = Entry::set(value);
    let put = |who: &str| Edit::Put(SubjectId::new(who), feature.clone(), entry);
    (users.into_iter().map(put).collect(), hidden)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::directory::{Table, User};

    #[test]
    fn entries_as_people_write_them() {
        for value in Visibility::ALL {
            for entry in [Entry::set(value), Entry::unset(value)] {
                assert_eq!(parse(&entry.words()), Parsed::Value(entry));
            }
        }
        assert_eq!(parse(" read-only "), Parsed::Value(Entry::set(Visibility::ReadOnly)));
        assert_eq!(parse(""), Parsed::Blank, "it leaves what is there");
        for text in ["shown", "✓", "x", "1", "0", "-", "—", "yes", "not set", "Hidden?", "(hidden)"]
        {
            assert_eq!(parse(text), Parsed::Unknown, "{text}");
        }
    }

    #[test]
    fn boxes_as_people_write_them() {
        let read = ["set", "✓", "not set", "0"].map(parse_is_set);
        let (on, off) = (Parsed::Value(Ticked::Set), Parsed::Value(Ticked::Unset));
        assert_eq!(read, [on.clone(), on, off.clone(), off]);
        assert_eq!(["", "?"].map(parse_is_set), [Parsed::Blank, Parsed::Unknown]);
    }

    #[test]
    fn set_all_leaves_what_a_filter_hides() {
        // R11
        let users = ["u-1", "u-2", "u-3"].map(|id| User::new(id, id));
        let directory = Directory { users: Table::new(users), ..Directory::default() };
        let (feature, hidden) = (FeatureId::new("f"), Visibility::Hidden);
        let shown = |ids: &[&str]| ids.iter().map(|id| (*id).to_owned()).collect();
        let all = set_all(&directory, &feature, hidden, &shown(&["u-3", "u-1", "g-1", "u-2"]));
        assert_eq!(all, (vec![Edit::SetAll(feature.clone(), hidden)], 0));
        let (edits, left) = set_all(&directory, &feature, hidden, &shown(&["u-2", "g-1"]));
        let put = Edit::Put("u-2".into(), feature, Entry::set(hidden));
        assert_eq!((edits, left), (vec![put], 2));
    }

    #[test]
    fn deeds() {
        let (hidden, read_only) = (Visibility::Hidden, Visibility::ReadOnly);
        let on = |deed: EntryOp, now, kind| deed.on(now, kind, Visibility::Visible);
        let unset = Entry::unset(read_only);
        assert_eq!(on(EntryOp::Turn, unset, Kind::Tabs), Some(Entry::set(read_only)));
        assert_eq!(on(EntryOp::Turn, unset, Kind::Commands), Some(Entry::set(hidden)));
        assert_eq!(on(EntryOp::Turn, Entry::set(hidden), Kind::Tabs), Some(Entry::unset(hidden)));
        assert_eq!(on(EntryOp::Set(read_only), unset, Kind::Commands), None);
        assert_eq!(on(EntryOp::Show(hidden), unset, Kind::Tabs), Some(Entry::unset(hidden)));
        let cleared = on(EntryOp::Clear, Entry::set(hidden), Kind::Tabs);
        assert_eq!(cleared, Some(Entry::unset(Visibility::Visible)));
    }
}

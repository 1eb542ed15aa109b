//! What can be done to an entry by a key or a menu, and how entries are read from pasted text.

use super::policy::{Entry, Kind, Ticked, Visibility};

/// Something that is done to an entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Deed {
    /// Sets it to a value, ticked.
    Set(Visibility),
    /// Shows another value, ticked or not as before: the drop-down.
    Show(Visibility),
    /// Turns *Is Set*.
    Turn,
    /// Takes it away: the default, not set.
    Clear,
}

impl Deed {
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

/// Reads an entry as people write it: a value, which is set; with `not set` behind it, or nothing.
///
/// # Errors
/// Says that the text is no value.
pub fn parse(text: &str, default: Visibility) -> Result<Entry, String> {
    let plain: String =
        text.chars().filter(|c| c.is_alphanumeric()).collect::<String>().to_lowercase();
    let (value, is_set) = match plain.strip_suffix("notset") {
        Some(value) => (value, false),
        None => (plain.as_str(), true),
    };
    let value = match value {
        "" => return Ok(Entry::unset(default)),
        "v" | "visible" => Visibility::Visible,
        "r" | "readonly" => Visibility::ReadOnly,
        "h" | "hidden" => Visibility::Hidden,
        _ => return Err(format!("`{}` is no value", text.trim())),
    };
    Ok(if is_set { Entry::set(value) } else { Entry::unset(value) })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn entries_as_people_write_them() {
        let hidden = Visibility::Hidden;
        for value in Visibility::ALL {
            for entry in [Entry::set(value), Entry::unset(value)] {
                assert_eq!(parse(&entry.words(), hidden), Ok(entry));
            }
        }
        assert_eq!(parse(" read only ", hidden), Ok(Entry::set(Visibility::ReadOnly)));
        assert_eq!(parse("", hidden), Ok(Entry::unset(hidden)));
        assert_eq!(parse("shown", hidden), Err("`shown` is no value".to_owned()));
    }

    #[test]
    fn deeds() {
        let (hidden, read_only) = (Visibility::Hidden, Visibility::ReadOnly);
        let on = |deed: Deed, now, kind| deed.on(now, kind, Visibility::Visible);
        let unset = Entry::unset(read_only);
        assert_eq!(on(Deed::Turn, unset, Kind::Tabs), Some(Entry::set(read_only)));
        assert_eq!(on(Deed::Turn, unset, Kind::Commands), Some(Entry::set(hidden)));
        assert_eq!(on(Deed::Turn, Entry::set(hidden), Kind::Tabs), Some(Entry::unset(hidden)));
        assert_eq!(on(Deed::Set(read_only), unset, Kind::Commands), None);
        assert_eq!(on(Deed::Show(hidden), unset, Kind::Tabs), Some(Entry::unset(hidden)));
        let cleared = on(Deed::Clear, Entry::set(hidden), Kind::Tabs);
        assert_eq!(cleared, Some(Entry::unset(Visibility::Visible)));
    }
}

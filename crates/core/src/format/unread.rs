//! Items of a list that could not be read. They keep their places, so that a file that is written
//! back differs from what was read in nothing else, and so that findings name the right item.

use super::Json;

/// Items that could not be read, in the list's order.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Unread {
    /// Each with the number of items before it that could be read.
    items: Vec<(usize, Json)>,
}

impl Unread {
    /// Notes an item that stands behind `before` items that could be read. Items are noted in the
    /// list's order.
    pub(super) fn push(&mut self, before: usize, item: Json) {
        self.items.push((before, item));
    }

    /// Whether everything could be read.
    pub fn is_empty(&self) -> bool {
        self.items.is_empty()
    }

    /// The place in the list of the item that was read as number `at`, both from 0.
    pub fn place(&self, at: usize) -> usize {
        at + self.items.partition_point(|(before, _)| *before <= at)
    }

    /// The items with their places in the list, from 0.
    pub fn items(&self) -> impl Iterator<Item = (usize, &Json)> {
        self.items.iter().enumerate().map(|(nth, (before, item))| (before + nth, item))
    }

    /// Lets go of the items that something else takes the place of; true where there were any.
    pub fn forget(&mut self, gone: impl Fn(&Json) -> bool) -> bool {
        let count = self.items.len();
        self.items.retain(|(_, item)| !gone(item));
        self.items.len() < count
    }

    /// The whole list. Where items that could be read have gone since, the others move up.
    pub fn among(&self, read: impl IntoIterator<Item = Json>) -> Vec<Json> {
        let mut unread = self.items.iter().peekable();
        let mut all = Vec::new();
        for (at, item) in read.into_iter().enumerate() {
            while let Some((_, kept)) = unread.next_if(|(before, _)| *before <= at) {
                all.push(kept.clone());
            }
            all.push(item);
        }
        all.extend(unread.map(|(_, kept)| kept.clone()));
        all
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn unread_items_keep_their_places() {
        let mut unread = Unread::default();
        unread.push(0, Json::Null);
        unread.push(2, Json::Bool(true));
        unread.push(2, Json::Bool(false));
        assert_eq!([0, 1, 2].map(|at| unread.place(at)), [1, 2, 5]);
        let places: Vec<usize> = unread.items().map(|(place, _)| place).collect();
        assert_eq!(places, [0, 3, 4]);
        let mut fewer = unread.clone();
        assert!(fewer.forget(|item| *item == Json::Bool(true)));
        assert!(!fewer.forget(|item| *item == Json::Bool(true)));
        assert_eq!(fewer.items().map(|(place, _)| place).collect::<Vec<_>>(), [0, 3]);
        let read = || ["a", "b", "c"].map(Json::from);
        let all = super::super::compact(&Json::List(unread.among(read())));
        assert_eq!(all, r#"[null, "a", "b", true, false, "c"]"#);
        let fewer = super::super::compact(&Json::List(unread.among(read().into_iter().take(1))));
        assert_eq!(fewer, r#"[null, "a", true, false]"#);
    }
}

//! What differs between two documents, in words.

use crate::verdict::Address;

/// One thing that differs between two documents, in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Changed {
    /// What, such as `Office Clerks: Student Data, Read → Read-Write`.
    pub words: String,
    /// Where it stands in the later document, as long as it does.
    pub address: Option<Address>,
}

impl Changed {
    /// A change of something that is there afterwards.
    pub fn at(address: Address, words: String) -> Self {
        Self { words, address: Some(address) }
    }

    /// A change that leaves nothing to be shown.
    pub fn gone(words: String) -> Self {
        Self { words, address: None }
    }
}

/// What differs between two documents: all of it counted, as much of it in words as is asked for.
#[derive(Clone, Debug, Default)]
pub struct Changes {
    most: usize,
    count: usize,
    lines: Vec<Changed>,
}

impl Changes {
    /// Nothing yet, of which so many at most will be put into words.
    pub fn up_to(most: usize) -> Self {
        Self { most, ..Self::default() }
    }

    /// One more.
    pub fn push(&mut self, change: Changed) {
        self.say(|| change);
    }

    /// One more, whose words cost something to find.
    pub fn say(&mut self, change: impl FnOnce() -> Changed) {
        self.count += 1;
        if self.lines.len() < self.most {
            self.lines.push(change());
        }
    }

    /// How many there are, in words or not.
    pub fn count(&self) -> usize {
        self.count
    }

    /// The first of them, in words.
    pub fn into_lines(self) -> Vec<Changed> {
        self.lines
    }
}

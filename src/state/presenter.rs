//! Showing the app to a room: larger type, and people's names hidden behind numbers. What is kept and
//! exported has the names; what is shown has none of them.

use std::collections::BTreeMap;

use leptos::prelude::*;

use crate::platform::storage;
use whocan_core::directory::{Directory, DirectoryEdit, Principal, Table, User, UserId};
use whocan_core::document::{Command, Document};
use whocan_core::shared::sort_by_key;
use whocan_core::text;
use whocan_storage::workspace::Revision;

/// The key under which it is kept: a reload in the middle of a lesson shows no name.
const KEY: &str = "whocan.presenter";
/// How many lists of people are remembered without their names: the draft's, the saved one's.
const MOST_LISTS: usize = 4;
/// Up to how many people the words of earlier saves are gone through for names; beyond that the words
/// are left out, as that would take too long.
const MOST_PEOPLE: usize = 2_000;

/// See the module.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Presenter {
    /// The app is not presented.
    #[default]
    Off,
    /// It is, and people have their names.
    WithNames,
    /// It is, and people are numbers.
    WithoutNames,
}

impl Presenter {
    fn name(self) -> &'static str {
        match self {
            Self::Off => "",
            Self::WithNames => "names",
            Self::WithoutNames => "no names",
        }
    }

    /// Names hidden where they are shown, and shown where they are hidden; off stays off.
    #[must_use]
    pub fn other_names(self) -> Self {
        match self {
            Self::Off => Self::Off,
            Self::WithNames => Self::WithoutNames,
            Self::WithoutNames => Self::WithNames,
        }
    }

    /// As it is kept.
    pub fn kept() -> Self {
        let kept = storage::preference(KEY);
        let all = [Self::WithNames, Self::WithoutNames];
        all.into_iter().find(|presenter| presenter.name() == kept).unwrap_or_default()
    }

    /// Keeps it. Where that fails it holds until the page is left.
    pub fn keep(self) {
        storage::write(KEY, self.name()).ok();
    }
}

/// Whether a command says who somebody is: not to be done by whoever sees no names.
pub(super) fn is_about_people(command: &Command) -> bool {
    match command {
        Command::Directory(edit) => matches!(
            edit,
            DirectoryEdit::AddUser(_)
                | DirectoryEdit::Rename(Principal::User(_), _)
                | DirectoryEdit::SetLogin(..)
        ),
        Command::Batch(_, commands) => commands.iter().any(is_about_people),
        _ => false,
    }
}

/// What each person is called instead. Copied freely.
#[derive(Clone, Copy)]
pub(super) struct HiddenNames {
    presenter: RwSignal<Presenter>,
    numbers: StoredValue<Numbers>,
}

#[derive(Default)]
struct Numbers {
    /// The number of each person: their place among all when first seen, the same all session.
    of: BTreeMap<UserId, usize>,
    /// Lists of people, as they are and without names.
    lists: Vec<(Table<User>, Table<User>)>,
}

impl Numbers {
    fn name(&mut self, id: &UserId) -> String {
        let next = self.of.len() + 1;
        format!("Person {}", self.of.entry(id.clone()).or_insert(next))
    }

    fn list(&mut self, users: &Table<User>) -> Table<User> {
        if let Some((_, hidden)) = self.lists.iter().find(|(known, _)| known.same(users)) {
            return hidden.clone();
        }
        let mut hidden = users.clone();
        hidden.edit_each(
            |_| true,
            |user| {
                user.name = self.name(&user.id);
                user.login = None;
            },
        );
        self.lists.truncate(MOST_LISTS - 1);
        self.lists.insert(0, (users.clone(), hidden.clone()));
        hidden
    }
}

impl HiddenNames {
    pub(super) fn new(presenter: RwSignal<Presenter>) -> Self {
        Self { presenter, numbers: StoredValue::new(Numbers::default()) }
    }

    fn are_hidden(self) -> bool {
        self.presenter.get() == Presenter::WithoutNames
    }

    /// The document as it is shown.
    pub(super) fn in_document(self, document: &Document) -> Document {
        if !self.are_hidden() {
            return document.clone();
        }
        let users = self.numbers.try_update_value(|it| it.list(&document.directory.users));
        let users = users.unwrap_or_default();
        let directory = Directory { users, ..document.directory.clone() };
        Document { directory, ..document.clone() }
    }

    /// A text that may name people of a document.
    pub(super) fn within(self, text: String, document: &Document) -> String {
        if !self.are_hidden() {
            return text;
        }
        let users = document.directory.users.iter();
        let mut named: Vec<_> = users.filter(|user| is_in(&text, user)).collect();
        // Where one name begins like another, the longer one is meant.
        sort_by_key(&mut named, |user| std::cmp::Reverse(user.name.len()));
        named.into_iter().fold(text, |text, user| {
            let number = self.numbers.try_update_value(|it| it.name(&user.id));
            text.replace(&user.name, &number.unwrap_or_default())
        })
    }

    /// The words of earlier saves.
    pub(super) fn in_revisions(self, revisions: &mut [Revision], document: &Document) {
        if !self.are_hidden() {
            return;
        }
        let few = document.directory.users.len() <= MOST_PEOPLE;
        for revision in revisions {
            for words in &mut revision.words {
                *words = match few {
                    true => self.within(std::mem::take(words), document),
                    false => "A change (names are hidden)".to_owned(),
                };
            }
        }
    }
}

fn is_in(text: &str, user: &User) -> bool {
    !text::is_blank(&user.name) && text.contains(&user.name)
}

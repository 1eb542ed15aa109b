//! A sensible beginning: the groups of an example with all that they may do, without its people.

use leptos::prelude::*;

use super::{Session, open_example};
use whocan_core::directory::{DirectoryEdit, Group, Post, Principal, Team};
use whocan_core::document::{Command, Document};
use whocan_core::examples::{self, Example};

impl Session {
    /// Puts what the groups of an example may do into the draft, as one step.
    pub(super) fn base_on(&self, slug: &str) {
        let draft = self.history.with_untracked(|it| it.as_ref().map(|it| it.draft().clone()));
        let Some((example, draft)) = examples::find(slug).zip(draft) else { return };
        let Some(base) = without_people(example) else { return };
        let next = Command::Replace(Box::new(based_on(&draft, &base, example)));
        self.run(&Command::Batch(format!("base on {}", example.title), vec![next]));
    }
}

/// An example without its people, and without what is set for them themselves.
fn without_people(example: &Example) -> Option<Document> {
    let mut document = open_example(example.slug)?;
    let people: Vec<_> = document.directory.users.iter().map(|user| user.id.clone()).collect();
    for id in people {
        let remove = Command::Directory(DirectoryEdit::Remove(Principal::User(id)));
        document = document.apply(&remove).ok()?;
    }
    Some(document)
}

/// A document with what another one sets in the systems of an example, and with all to which it is set.
fn based_on(own: &Document, base: &Document, example: &Example) -> Document {
    let mut next = own.clone();
    let (directory, from) = (&mut next.directory, &base.directory);
    // Whoever has the id already stays as they are.
    for group in from.groups.iter() {
        directory.groups.add(Group::clone(group));
    }
    for post in from.posts.iter() {
        directory.posts.add(Post::clone(post));
    }
    for team in from.teams.iter() {
        directory.teams.add(Team::clone(team));
    }
    if directory.licences.is_empty() {
        directory.licences.clone_from(&from.licences);
    }
    next.as_of = next.as_of.or(base.as_of);
    for kind in example.card.kinds {
        next.policies.put(&base.policies, *kind);
    }
    next
}

#[cfg(test)]
mod tests {
    use super::*;
    use whocan_core::directory::{Table, User};
    use whocan_core::examples;

    #[test]
    fn the_groups_of_an_example_come_with_what_they_may_do_and_without_its_people() {
        for example in examples::ALL {
            let base = without_people(example).unwrap();
            assert!(base.directory.users.is_empty(), "{}", example.slug);
            let mut own = Document::default();
            let group = base.directory.groups.iter().next().unwrap().id.clone();
            let mut ada = User::new("u-ada", "Ada");
            ada.groups = vec![group];
            own.directory.users = Table::new([ada]);
            let next = based_on(&own, &base, example);
            assert_eq!(next.directory.groups.len(), base.directory.groups.len());
            assert_eq!(next.directory.users.len(), 1);
            // Of the systems that it sets the first in their order.
            let uses = next.uses().unwrap();
            assert!(example.card.kinds.contains(&uses), "{}: {uses:?}", example.slug);
            assert!(next.checks.list.is_empty());
        }
    }
}

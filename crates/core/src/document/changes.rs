//! What differs between two documents, in words: title, day, who there is, each policy, the checks.

use super::{Check, Claim, Document, write};
use crate::diff::{self, gained};
use crate::directory::{Date, Directory, Entity, Id, Principal, Table, TeamId, User};
use crate::model::{Changed, Changes};
use crate::models::Policies;
use crate::text;
use crate::verdict::Address;

/// What differs in the draft, in words; nothing exactly when both make the same file. What follows
/// from another change, such as the end of a removed person's memberships, is not said apart.
pub fn changes(saved: &Document, draft: &Document) -> Vec<Changed> {
    changes_up_to(usize::MAX, saved, draft).into_lines()
}

/// The same, of which so many at most are put into words and the rest is only counted.
pub fn changes_up_to(most: usize, saved: &Document, draft: &Document) -> Changes {
    let mut found = Changes::up_to(most);
    if saved.title != draft.title {
        found.push(Changed::gone(format!("Title: {} → {}", saved.title, draft.title)));
    }
    if saved.as_of != draft.as_of {
        let day =
            |document: &Document| document.as_of.map_or_else(|| "no day".to_owned(), Date::words);
        found.push(Changed::gone(format!("As of: {} → {}", day(saved), day(draft))));
    }
    directory(&mut found, &saved.directory, &draft.directory);
    Policies::changes(
        &mut found,
        &saved.policies,
        &draft.policies,
        &saved.directory,
        &draft.directory,
    );
    checks(&mut found, saved, draft);
    if found.count() == 0 && !saved.same(draft) && write(saved) != write(draft) {
        found.push(Changed::gone("Something in the file that no screen shows".to_owned()));
    }
    found
}

/// What one kind of principal is called, and how its id becomes one.
struct Kind<T> {
    name: &'static str,
    principal: fn(Id<T>) -> Principal,
}

fn directory(found: &mut Changes, saved: &Directory, draft: &Directory) {
    let user = Kind { name: "person", principal: Principal::User };
    entities(found, &user, &saved.users, &draft.users, |found, old, new| {
        if let Some(old) = old.filter(|old| old.login != new.login) {
            let (was, is) = (text(&old.login), text(&new.login));
            let words = format!("{}: log-in name {was} → {is}", new.name);
            found.push(Changed::at(Address::Principal(Principal::User(new.id.clone())), words));
        }
        memberships(found, saved, draft, old, new);
    });
    let group = Kind { name: "group", principal: Principal::Group };
    entities(found, &group, &saved.groups, &draft.groups, |found, old, new| {
        if let Some(old) = old.filter(|old| old.description != new.description) {
            let (was, is) = (text(&old.description), text(&new.description));
            let words = format!("{}: description {was} → {is}", new.name);
            found.push(Changed::at(Address::group(&new.id), words));
        }
    });
    let post = Kind { name: "post", principal: Principal::Post };
    entities(found, &post, &saved.posts, &draft.posts, |found, old, new| {
        let at = || Address::Principal(Principal::Post(new.id.clone()));
        let was = old.map(|old| old.teams.as_slice()).unwrap_or_default();
        for id in gained(was, &new.teams) {
            found.push(Changed::at(at(), format!("{}: joins {}", new.name, draft.teams.name(id))));
        }
        let removed = |id: &&TeamId| saved.teams.has(id) && !draft.teams.has(id);
        for id in gained(&new.teams, was).filter(|id| !removed(id)) {
            found.push(Changed::at(at(), format!("{}: leaves {}", new.name, draft.teams.name(id))));
        }
    });
    let team = Kind { name: "service team", principal: Principal::Team };
    entities(found, &team, &saved.teams, &draft.teams, |_, _, _| {});
    for licence in gained(&saved.licences, &draft.licences) {
        let address = Address::Licence(licence.clone());
        found.push(Changed::at(address, format!("Licence added: {licence}")));
    }
    for licence in gained(&draft.licences, &saved.licences) {
        found.push(Changed::gone(format!("Licence removed: {licence}")));
    }
}

/// Who was removed, added and renamed, and what `more` finds of each who is there and not the same.
fn entities<T: Entity>(
    found: &mut Changes,
    kind: &Kind<T>,
    saved: &Table<T>,
    draft: &Table<T>,
    mut more: impl FnMut(&mut Changes, Option<&T>, &T),
) {
    let Kind { name, principal } = kind;
    let differing = diff::table(saved, draft);
    for old in differing.removed {
        found.push(Changed::gone(format!("Removed {name}: {}", old.name())));
    }
    for (old, new) in differing.changed {
        let address = || Address::Principal(principal(new.id().clone()));
        match old {
            None => found.push(Changed::at(address(), format!("New {name}: {}", new.name()))),
            Some(old) if old.name() != new.name() => {
                let words = format!("{}: renamed to {}", old.name(), new.name());
                found.push(Changed::at(address(), words));
            }
            Some(_) => {}
        }
        more(found, old, new);
    }
}

fn memberships(
    found: &mut Changes,
    saved: &Directory,
    draft: &Directory,
    old: Option<&User>,
    new: &User,
) {
    let of = |user: &User| -> Vec<Principal> {
        let groups = user.groups.iter().cloned().map(Principal::Group);
        let posts = user.posts.iter().cloned().map(Principal::Post);
        let teams = user.teams.iter().cloned().map(Principal::Team);
        groups.chain(posts).chain(teams).collect()
    };
    let (was, is) = (old.map(of).unwrap_or_default(), of(new));
    for to in gained(&was, &is) {
        let words = format!("{}: joins {}", new.name, draft.name(to));
        found.push(Changed::at(Address::Membership(new.id.clone(), to.clone()), words));
    }
    let gone = |from: &Principal| saved.has(from) && !draft.has(from);
    for from in gained(&is, &was).filter(|from| !gone(from)) {
        found.push(Changed::gone(format!("{}: leaves {}", new.name, draft.name(from))));
    }
}

fn text(text: &Option<String>) -> &str {
    text.as_deref().filter(|text| !text.is_empty()).unwrap_or("none")
}

fn checks(found: &mut Changes, saved: &Document, draft: &Document) {
    if saved.checks == draft.checks {
        return;
    }
    let (was, is) = (&saved.checks.list, &draft.checks.list);
    let differing = diff::list(was, is, |check| &check.id);
    for (old, new) in differing.changed {
        let (noun, id) = (new.noun(), &new.id);
        let Some(old) = old else {
            found.push(Changed::gone(format!("New {noun}: {}", in_words(new))));
            continue;
        };
        if old.note != new.note {
            let (was, is) = (text(&old.note), text(&new.note));
            found.push(Changed::gone(format!("Note of {noun} {id}: {was} → {is}")));
        }
        if old.claim != new.claim || old.note == new.note {
            found.push(Changed::gone(match new.claim {
                Claim::Rule(_) => format!("Rule {id}: demands something else"),
                Claim::Answer { .. } => format!("Check {id}: asks something else"),
            }));
        }
    }
    for old in differing.removed {
        found.push(Changed::gone(format!("Removed {}: {}", old.noun(), in_words(old))));
    }
    for id in diff::moved(was.iter().map(|it| &it.id), is.iter().map(|it| &it.id)) {
        found.push(Changed::gone(format!("Check {id}: moved")));
    }
}

/// A check by what it is for and its id.
fn in_words(check: &Check) -> String {
    match &check.note {
        Some(note) if !text::is_blank(note) => format!("{note} ({})", check.id),
        _ => check.id.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::super::Command;
    use super::*;
    use crate::directory::{DirectoryEdit, Group, Post, Team};
    use crate::format::Extra;

    fn document() -> Document {
        let mut amy = User::new("u-amy", "Amy");
        amy.groups = vec!["g-a".into(), "g-b".into()];
        let mut document = Document { title: "T".to_owned(), ..Document::default() };
        document.directory = Directory {
            users: Table::new([amy, User::new("u-bob", "Bob")]),
            groups: Table::new([Group::new("g-a", "A"), Group::new("g-b", "B")]),
            posts: Table::new([Post {
                id: "p".into(),
                name: "Post".to_owned(),
                teams: vec!["t".into()],
                extra: Extra::new(),
            }]),
            teams: Table::new([Team {
                id: "t".into(),
                name: "Team".to_owned(),
                extra: Extra::new(),
            }]),
            ..Directory::default()
        };
        document
    }

    #[track_caller]
    fn check(commands: &[Command], expected: &[&str]) {
        let saved = document();
        let apply = |draft: Document, command: &Command| draft.apply(command).unwrap();
        let draft = commands.iter().fold(saved.clone(), apply);
        let found = changes(&saved, &draft);
        let words: Vec<&str> = found.iter().map(|change| change.words.as_str()).collect();
        assert_eq!(words, expected);
        for address in found.iter().filter_map(|change| change.address.as_ref()) {
            use crate::verdict::Names;
            assert!(draft.name(address).is_some(), "{address:?} leads nowhere");
        }
    }

    fn edit(edit: DirectoryEdit) -> Command {
        Command::Directory(edit)
    }

    #[test]
    fn title_and_day() {
        let date = crate::directory::Date::new(2026, 1, 15);
        check(
            &[Command::Retitle("New".to_owned()), Command::SetAsOf(date)],
            &["Title: T → New", "As of: no day → 15 January 2026"],
        );
        check(&[Command::Retitle("New".to_owned()), Command::Retitle("T".to_owned())], &[]);
    }

    #[test]
    fn who_came_went_and_gained() {
        let group = |id: &str| Principal::Group(id.into());
        let user = |id: &str| Principal::User(id.into());
        check(
            &[
                edit(DirectoryEdit::AddUser(User {
                    groups: vec!["g-a".into()],
                    ..User::new("u-zoe", "Zoe")
                })),
                edit(DirectoryEdit::Rename(user("u-bob"), "Robert".to_owned())),
                edit(DirectoryEdit::SetLogin("u-bob".into(), Some("rob".to_owned()))),
                edit(DirectoryEdit::Join("u-bob".into(), Principal::Post("p".into()))),
                edit(DirectoryEdit::Leave("u-amy".into(), group("g-b"))),
                edit(DirectoryEdit::Describe("g-b".into(), Some("Second".to_owned()))),
                edit(DirectoryEdit::PostLeave("p".into(), "t".into())),
                edit(DirectoryEdit::SetLicences(vec!["SEN".to_owned()])),
            ],
            &[
                "Amy: leaves B",
                "Bob: renamed to Robert",
                "Robert: log-in name none → rob",
                "Robert: joins Post",
                "New person: Zoe",
                "Zoe: joins A",
                "B: description none → Second",
                "Post: leaves Team",
                "Licence added: SEN",
            ],
        );
    }

    #[test]
    fn what_follows_from_a_removal_is_not_said_apart() {
        let remove = |who| edit(DirectoryEdit::Remove(who));
        check(&[remove(Principal::Group("g-a".into()))], &["Removed group: A"]);
        check(&[remove(Principal::Team("t".into()))], &["Removed service team: Team"]);
        check(&[remove(Principal::User("u-amy".into()))], &["Removed person: Amy"]);
    }

    #[test]
    fn what_no_screen_shows_is_not_passed_over() {
        let saved = document();
        let mut draft = saved.clone();
        draft.directory.users.edit(&"u-amy".into(), |amy| {
            amy.extra.push("shoe", "38");
        });
        let words: Vec<String> = changes(&saved, &draft).into_iter().map(|c| c.words).collect();
        assert_eq!(words, ["Something in the file that no screen shows"]);
    }
}

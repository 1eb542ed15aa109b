//! Random documents of all models at once, and random edits of them.

use proptest::collection::vec;
use proptest::prelude::*;

use crate::directory::{Directory, DirectoryEdit, Principal, User};
use crate::document::{Command, Document};
use crate::models::conformance::{ModelUnderTest, directories};
use crate::models::{Acl, Attributes, Features, Processes, Resources};

/// Puts a random policy of one model into a document, and random edits of it behind those there are.
fn with<M: ModelUnderTest>(
    case: (Document, Vec<Command>),
) -> impl Strategy<Value = (Document, Vec<Command>)> {
    let (document, commands) = case;
    let directory = document.directory.clone();
    // A model that nobody has said anything in is one of the cases.
    let policy = prop_oneof![1 => Just(M::Policy::default()).boxed(), 4 => M::policies(&directory)];
    policy.prop_flat_map(move |policy| {
        let edits = vec(M::edits(&directory, &policy), 0..4);
        let (document, commands) = (document.clone(), commands.clone());
        edits.prop_map(move |edits| {
            let (mut document, mut commands) = (document.clone(), commands.clone());
            *M::of_mut(&mut document.policies) = policy.clone().into();
            commands.extend(edits.into_iter().map(|edit| Command::Policy(M::edit(edit))));
            (document, commands)
        })
    })
}

fn directory_edits() -> impl Strategy<Value = Command> {
    let user = || (0_usize..6).prop_map(|at| format!("u-{at}"));
    let belongs = || {
        prop_oneof![
            4 => (0_usize..5).prop_map(|at| Principal::Group(format!("g-{at}").as_str().into())),
            1 => (0_usize..2).prop_map(|at| Principal::Post(format!("p-{at}").as_str().into())),
            1 => (0_usize..2).prop_map(|at| Principal::Team(format!("t-{at}").as_str().into())),
        ]
    };
    let edit = prop_oneof![
        4 => (user(), belongs())
            .prop_map(|(user, to)| DirectoryEdit::Join(user.as_str().into(), to)),
        4 => (user(), belongs())
            .prop_map(|(user, from)| DirectoryEdit::Leave(user.as_str().into(), from)),
        1 => user().prop_map(|id| DirectoryEdit::AddUser(User {
            groups: vec!["g-0".into()],
            ..User::new(&id, "Somebody")
        })),
        1 => user().prop_map(|id| DirectoryEdit::Remove(Principal::User(id.as_str().into()))),
        1 => belongs().prop_map(DirectoryEdit::Remove),
        1 => belongs().prop_map(|who| DirectoryEdit::Rename(who, "Another name".to_owned())),
        1 => Just(DirectoryEdit::SetLicences(vec!["TYS".to_owned()])),
    ];
    edit.prop_map(Command::Directory)
}

/// A document of all models, the groups of one of its people unreadable now and then, and edits.
pub(super) fn documents() -> impl Strategy<Value = (Document, Vec<Command>)> {
    let start = |(mut directory, unsure): (Directory, bool)| {
        if unsure {
            directory.users.edit(&"u-0".into(), |user| {
                user.groups.clear();
                user.extra.push("groups", 7_u64);
            });
        }
        (Document { directory, ..Document::default() }, Vec::new())
    };
    let unsure = prop_oneof![5 => Just(false), 1 => Just(true)];
    let all = (directories(), unsure).prop_map(start);
    let all = all.prop_flat_map(with::<Processes>).prop_flat_map(with::<Acl>);
    let all = all.prop_flat_map(with::<Attributes>).prop_flat_map(with::<Resources>);
    let all = all.prop_flat_map(with::<Features>);
    (all, vec(directory_edits(), 0..5)).prop_flat_map(|((document, mut commands), more)| {
        commands.extend(more);
        (Just(document), Just(commands).prop_shuffle())
    })
}

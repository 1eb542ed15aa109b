//! Makes a person belong to what another one belongs to: what they join and leave is shown first, and it
//! is one step.

use leptos::prelude::*;

use super::{Page, memberships};
use crate::components::{Button, Choice, Combobox, Modal};
use crate::pages::groups::ask::GroupsLocked;
use crate::pages::groups::effects::{EffectParts, effects};
use crate::state::Action;
use whocan_core::directory::{Directory, DirectoryEdit, Principal, UserId};
use whocan_core::document::Command;

/// What turns what somebody belongs to into what another one belongs to.
fn edits(directory: &Directory, user: &UserId, like: &UserId) -> Vec<DirectoryEdit> {
    let (own, wanted) = (memberships(directory, user), memberships(directory, like));
    let joins = wanted.iter().filter(|who| !own.contains(who)).cloned();
    let leaves = own.iter().filter(|who| !wanted.contains(who)).cloned();
    let joins = joins.map(|who| DirectoryEdit::Join(user.clone(), who));
    joins.chain(leaves.map(|who| DirectoryEdit::Leave(user.clone(), who))).collect()
}

/// See the module.
#[component]
pub(super) fn LikeDialog(page: Page, user: UserId, making: RwSignal<bool>) -> AnyView {
    let own = user.clone();
    let title = Signal::derive(move || {
        format!("Make {} like", page.with(|it| it.document().directory.users.name(&own)))
    });
    view! {
        <Modal open=making title class="modal-wide" on_close=move || making.set(false)>
            <Form page user=user.clone() making />
        </Modal>
    }
    .into_any()
}

#[component]
fn Form(page: Page, user: UserId, making: RwSignal<bool>) -> AnyView {
    let session = page.session;
    let like = RwSignal::new(String::new());
    let own = user.clone();
    let choices = Signal::derive(move || {
        page.with(|it| {
            let others = it.document().directory.users.iter().filter(|other| other.id != own);
            others.map(|it| Choice::new(it.id.as_str(), &*it.name)).collect::<Vec<_>>()
        })
    });
    let own = user.clone();
    let steps = Memo::new(move |_| {
        let like = like.get();
        page.with(|it| edits(&it.document().directory, &own, &like.as_str().into()))
    });
    let chosen = Signal::derive(move || like.with(|like| !like.is_empty()));
    let step = Signal::derive(move || {
        let edits = steps.get();
        let all = edits.into_iter().map(Command::Directory).collect::<Vec<_>>();
        (chosen.get() && !all.is_empty()).then(|| Command::Batch(String::new(), all))
    });
    let found = effects(session, step);
    let line = |text: String| view! { <li>{text}</li> };
    let lines = move || {
        let words = |edit: &DirectoryEdit| match edit {
            DirectoryEdit::Join(_, who) => Some(("Joins ", who.clone())),
            DirectoryEdit::Leave(_, who) => Some(("Leaves ", who.clone())),
            _ => None,
        };
        let said: Vec<(&str, Principal)> =
            steps.with(|steps| steps.iter().filter_map(words).collect());
        let said = page.with(|it| {
            let name = |(verb, who): (&str, Principal)| {
                format!("{verb}{}", it.document().directory.name(&who))
            };
            said.into_iter().map(name).collect::<Vec<String>>()
        });
        match (chosen.get(), said.is_empty()) {
            (false, _) => ().into_any(),
            (true, true) => line("They belong to the same already.".to_owned()).into_any(),
            (true, false) => said.into_iter().map(line).collect_view().into_any(),
        }
    };
    let parts = move || found.get().map(|effects| view! { <EffectParts effects /> });
    let locked = page.dialogs.locked;
    let off = Signal::derive(move || {
        let of_groups = steps.with(|steps| steps.iter().any(DirectoryEdit::changes_groups));
        if let Some(why) = locked.get().filter(|_| of_groups) {
            return Some(why);
        }
        steps
            .with(|steps| steps.is_empty() || !chosen.get())
            .then(|| "Choose another person".to_owned())
    });
    let make = move || {
        let name = |id: &UserId| page.with(|it| it.document().directory.users.name(id));
        let label =
            format!("make {} like {}", name(&user), name(&like.get_untracked().as_str().into()));
        let commands = steps.get_untracked().into_iter().map(Command::Directory).collect();
        session.dispatch(Action::Run(Command::Batch(label, commands)));
        making.set(false);
    };
    view! {
        <div class="modal-body like-form">
            <Combobox
                label="Like whom"
                placeholder="Name"
                choices
                value=like
                on_choose=move |id| like.set(id)
            />
            <ul class="directory-goes" aria-label="What changes">{lines}</ul>
            <div class="like-parts">{parts}</div>
            <GroupsLocked why=locked />
            <div class="modal-buttons">
                <Button on_press=move || making.set(false)>"Cancel"</Button>
                <Button off on_press=make>
                    "Make alike"
                </Button>
            </div>
        </div>
    }
    .into_any()
}

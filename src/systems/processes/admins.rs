//! Whose account is flagged System Admin: at the foot of the groups, and the dialog that changes it.

use leptos::prelude::*;

use super::page::Page;
use crate::components::{Avatar, ButtonSize, Choice, Combobox, Icon, IconButton, Modal, Show};
use crate::platform::page as dom;
use whocan_core::directory::UserId;
use whocan_core::models::processes::Edit;

/// How many are named at the foot of the groups.
const NAMED: usize = 3;
const LIST: &str = "system-admins-list";

/// Those who have the flag, in the directory's order.
fn flagged(page: Page) -> Memo<Vec<(UserId, String)>> {
    Memo::new(move |_| {
        page.policy.with(|policy| {
            page.directory.with(|directory| {
                // Whoever has it, and not everybody who could.
                let all = policy.system_admins.iter();
                all.filter_map(|id| directory.users.get(id))
                    .map(|user| (user.id.clone(), user.name.clone()))
                    .collect()
            })
        })
    })
}

/// Who they are, in short.
#[component]
pub(super) fn SystemAdmins(page: Page) -> AnyView {
    let flagged = flagged(page);
    let person = |(_, name): (UserId, String)| {
        view! {
            <li>
                <Avatar name=name.clone() />
                <span>{name}</span>
            </li>
        }
    };
    let people = move || flagged.get().into_iter().take(NAMED).map(person).collect_view();
    let rest = Signal::derive(move || match flagged.with(Vec::len) {
        0 => "Nobody".to_owned(),
        count if count > NAMED => format!("and {} more", count - NAMED),
        _ => String::new(),
    });
    view! {
        <section class="processes-admins" aria-labelledby="system-admins">
            <div class="processes-reach-head">
                <h3 class="processes-subtitle" id="system-admins">
                    "System Admins"
                </h3>
                <IconButton
                    icon=Icon::More
                    label="Change System Admins"
                    size=ButtonSize::Small
                    on_press=move || page.admins.set(true)
                />
            </div>
            <ul>{people}</ul>
            <p class="processes-hint">{rest}</p>
        </section>
    }
    .into_any()
}

/// The dialog.
#[component]
pub(super) fn AdminsDialog(page: Page) -> AnyView {
    view! {
        <Modal
            open=page.admins
            title=Signal::stored("System Admins".to_owned())
            on_close=move || page.admins.set(false)
        >
            <AdminsForm page />
        </Modal>
    }
    .into_any()
}

#[component]
fn AdminsForm(page: Page) -> AnyView {
    let flagged = flagged(page);
    let others = Signal::derive(move || {
        page.policy.with(|policy| {
            page.directory.with(|directory| {
                let users = directory.users.iter();
                users
                    .filter(|user| !policy.system_admins.contains(&user.id))
                    .map(|user| Choice::new(user.id.to_string(), user.name.clone()))
                    .collect::<Vec<_>>()
            })
        })
    });
    let row = move |(id, name): (UserId, String)| {
        let remove = move || {
            page.send(Edit::SystemAdmin(id.clone(), false));
            dom::focus_first_soon(LIST, "button, input");
        };
        view! {
            <li>
                <Avatar name=name.clone() />
                <span class="admins-name">{name.clone()}</span>
                <IconButton
                    icon=Icon::Cross
                    label=format!("{name}: no longer System Admin")
                    size=ButtonSize::Small
                    on_press=remove
                />
            </li>
        }
    };
    let rows = move || flagged.get().into_iter().map(row).collect_view();
    let none = Signal::derive(move || flagged.with(Vec::is_empty));
    view! {
        <div class="modal-body processes-form" id=LIST>
            <p>
                "This account flag brings the highest level that each process offers, except in Data \
                 Management. It does not lift All Secured Data."
            </p>
            <ul class="admins">{rows}</ul>
            <Show when=none>
                <p class="processes-hint">"Nobody has the flag."</p>
            </Show>
            <Combobox
                label="Flag an account"
                choices=others
                value=Signal::stored(String::new())
                placeholder="Name of a person"
                on_choose=move |id: String| page.send(Edit::SystemAdmin(id.as_str().into(), true))
            />
        </div>
    }
    .into_any()
}

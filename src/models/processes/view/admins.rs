//! Whose account is flagged System Admin.

use leptos::prelude::*;

use super::super::{Edit, Processes};
use crate::directory::UserId;
use crate::ui::port::Port;

/// The panel.
pub(super) fn system_admins(port: Port<Processes>) -> impl IntoView {
    let people = move |flagged: bool| {
        let policy = port.policy.get();
        port.directory.with(|directory| {
            directory
                .users
                .iter()
                .filter(|user| policy.system_admins.contains(&user.id) == flagged)
                .map(|user| (user.id.clone(), user.name.clone()))
                .collect::<Vec<(UserId, String)>>()
        })
    };
    let flagged = move || {
        let row = |(id, name): (UserId, String)| {
            view! {
                <li>
                    <b>{name.clone()}</b>
                    <button
                        type="button"
                        class="button"
                        aria-label=format!("{name}: no longer System Admin")
                        on:click=move |_| port.send(Edit::RemoveSystemAdmin(id.clone()))
                    >"Remove the flag"</button>
                </li>
            }
        };
        people(true).into_iter().map(row).collect_view()
    };
    let others = move || {
        let option = |(id, name): (UserId, String)| {
            view! { <option value=id.to_string()>{name}</option> }
        };
        people(false).into_iter().map(option).collect_view()
    };
    let add = move |event| {
        let id = event_target_value(&event);
        if !id.is_empty() {
            port.send(Edit::AddSystemAdmin(id.into()));
        }
    };
    view! {
        <details class="panel">
            <summary>"System Admins"</summary>
            <p class="hint">
                "This account flag brings the highest level that each process offers, except in Data
                Management. It does not lift All Secured Data."
            </p>
            <ul class="needs">{flagged}</ul>
            <label class="choice">
                "Flag an account"
                <select on:change=add>
                    <option value="">"choose a person"</option>
                    {others}
                </select>
            </label>
        </details>
    }
}

//! The third step: the levels on the processes of the chosen main process, what they need, what the
//! members get from all their groups, and All Secured Data.

use leptos::prelude::*;

use super::cells::LevelGrid;
use super::needs::Interdependencies;
use super::page::Page;
use super::reach::Reach;
use super::secured::SecuredData;
use crate::components::{Icon, Menu, MenuItem, Symbol};
use crate::state::Screen;
use crate::systems::crumbs::Crumbs;
use whocan_core::models::ModelKind;

/// See the module.
#[component]
pub(super) fn LevelsPane(page: Page) -> AnyView {
    let group = page.group_name();
    let title = Signal::derive(move || format!("Processes of {}", group.get()));
    view! {
        <section class="processes-levels" aria-labelledby="processes-of">
            <div class="processes-head">
                <h3 class="processes-title" id="processes-of">
                    <span class="step-number" aria-hidden="true">"3"</span>
                    <span>{title}</span>
                </h3>
                <MoreMenu page />
            </div>
            <LevelGrid page />
            <Legend />
            <Interdependencies page />
            <Reach page />
            <SecuredData page />
            <Crumbs steps=&["Tools", "Permissions", "User Group Processes", "User Group Processes Editor"] />
        </section>
    }
    .into_any()
}

#[component]
fn MoreMenu(page: Page) -> AnyView {
    let session = page.session;
    let items = move || {
        let group = page.group.get().map(|group| group.to_string());
        let route = session.route().get();
        let groups = Screen::Directory(crate::state::Tab::Groups);
        let members = route.to(groups, group.clone().into_iter().collect()).href();
        let effective = route.to(Screen::Effective(ModelKind::Processes), Vec::new()).href();
        vec![
            MenuItem::new("Catalogue of processes…", move || page.catalogue.set(true))
                .about("Names, order, levels offered, menu routes, interdependencies")
                .icon(Icon::File),
            MenuItem::new("System Admins…", move || page.admins.set(true)).icon(Icon::Person),
            MenuItem::link("Members of this group", members).icon(Icon::Groups).begins_group(),
            MenuItem::link("Effective access of everybody", effective).icon(Icon::Eye),
        ]
    };
    view! { <Menu label="More" icon=Icon::More bare=true items=Signal::derive(items) /> }.into_any()
}

/// What the marks mean.
#[component]
fn Legend() -> AnyView {
    view! {
        <ul class="processes-legend" aria-label="Legend">
            <li>
                <span class="level-box-mark" data-sign="both" aria-hidden="true">
                    <Symbol icon=Icon::Check />
                    <Symbol icon=Icon::Cross />
                </span>
                "Permit and Deny"
            </li>
            <li>
                <span class="level-box-mark" data-off="" aria-hidden="true"></span>
                "Not offered"
            </li>
            <li>
                <span class="level-box-mark" data-was="" aria-hidden="true"></span>
                "Was set"
            </li>
        </ul>
    }
    .into_any()
}

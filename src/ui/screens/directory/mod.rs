//! Who there is: users and what they belong to, groups, posts, service teams, licences.

mod ask;
mod entities;
mod form;
mod licences;
mod members;
mod people;
mod remove;
mod users;

use leptos::prelude::*;

use crate::session::{Screen, Session, Tab};
use ask::Asked;

/// See the module.
#[component]
pub fn DirectoryScreen(session: Session, tab: Tab) -> impl IntoView {
    let asked: Asked = RwSignal::new(None);
    let body = match tab {
        Tab::Users => view! { <users::Users session asked /> }.into_any(),
        Tab::Groups => view! { <entities::Groups session asked /> }.into_any(),
        Tab::Posts => view! { <entities::PostsAndTeams session asked /> }.into_any(),
        Tab::Licences => view! { <licences::Licences session asked /> }.into_any(),
    };
    view! {
        {body}
        <ask::AskDialog session asked />
    }
}

/// The heading of the screen and the ways to its tabs.
#[component]
fn Tabs(session: Session, tab: Tab) -> impl IntoView {
    let link = move |other: Tab| {
        let href = move || {
            session.route().with(|route| route.to(Screen::Directory(other), Vec::new()).href())
        };
        view! {
            <li>
                <a class="tab" href=href aria-current=(other == tab).then_some("page")>
                    {other.label()}
                </a>
            </li>
        }
    };
    view! {
        <h2>"Directory"</h2>
        <nav aria-label="Directory">
            <ul class="tabs">{Tab::ALL.map(link).collect_view()}</ul>
        </nav>
    }
}

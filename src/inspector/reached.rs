//! Whom of a resource that is closed to somebody they reach all the same, and through what.

use leptos::prelude::*;

use super::{Why, cited};
use crate::components::{Avatar, AvatarSize, Reason, Step, Tree};
use crate::state::{Route, Screen};
use whocan_core::models::ModelKind;
use whocan_core::models::resources::Kind;
use whocan_core::query::{Reached, StillReached, Subject};
use whocan_core::text::grouped;

/// See the module.
#[component]
pub(super) fn PeopleReached(why: Why) -> AnyView {
    let draw = move || {
        let found = why.later.reached.get()?;
        why.with_cell(|_, shown| {
            let person = match &shown.question.subject {
                Subject::User(user) => Some(user.to_string()),
                Subject::Group(_) | Subject::Nobody => None,
            };
            let who = if person.is_some() { shown.who.as_str() } else { "a member" };
            let route = |key: &str| {
                let focus = vec![person.clone()?, key.to_owned()];
                Some(shown.here.to(Screen::Effective(ModelKind::Resources), focus))
            };
            section(&found, &shown.what.name, who, &route)
        })
    };
    draw.into_any()
}

fn section(
    found: &StillReached,
    resource: &str,
    who: &str,
    route: &dyn Fn(&str) -> Option<Route>,
) -> AnyView {
    let (what, none) = match found.kind {
        Kind::Person => ("People", "None of them: nothing else leads to them."),
        Kind::Requirement => ("Requirements", "None of them: nothing else leads there."),
    };
    let rows = found.first.iter().map(|one| row(one, route(&one.key), found.kind)).collect_view();
    let more = found.count.saturating_sub(found.first.len());
    let rest = match (found.count, more) {
        (0, _) => Some(none.to_owned()),
        (_, 0) => None,
        (_, more) => Some(format!("and {} more", grouped(more))),
    };
    let rest = rest.map(|said| view! { <p class="section-quiet">{said}</p> });
    view! {
        <section class="inspector-section">
            <h3 class="section-head">
                {format!("{what} of {resource} that {who} still reaches")}
                <span class="section-count">{format!("{} of {}", grouped(found.count), grouped(found.of))}</span>
            </h3>
            <ul class="reached">{rows}</ul>
            {rest}
        </section>
    }
    .into_any()
}

fn row(one: &Reached, route: Option<Route>, kind: Kind) -> AnyView {
    let avatar = (kind == Kind::Person)
        .then(|| view! { <Avatar name=one.name.clone() size=AvatarSize::Tiny /> });
    let name = match route {
        Some(route) => view! { <a href=route.href()>{one.name.clone()}</a> }.into_any(),
        None => view! { <b>{one.name.clone()}</b> }.into_any(),
    };
    let through = one.through.to_lowercase();
    let said = format!("through the {through} {}: {}", one.resource, one.because);
    let steps = vec![Step {
        reasons: vec![Reason::Text(said)],
        rule: cited(ModelKind::Resources.info(), one.rule, true),
        ..Step::default()
    }];
    view! {
        <li>
            {avatar}
            <div>
                <p class="reached-name">{name}</p>
                <Tree steps />
            </div>
        </li>
    }
    .into_any()
}

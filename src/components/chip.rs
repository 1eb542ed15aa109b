//! A thing that is named in passing: a group with its icon, a person with their initials.

use leptos::prelude::*;

use super::avatar::{Avatar, AvatarSize};
use super::{Icon, Symbol};

/// See the module.
#[component]
pub fn Chip(
    /// Its name.
    #[prop(into)]
    name: String,
    /// What kind of thing it is; without an icon it is a person.
    #[prop(optional)]
    icon: Option<Icon>,
) -> AnyView {
    let mark = match icon {
        Some(icon) => view! { <Symbol icon /> }.into_any(),
        None => view! { <Avatar name=name.clone() size=AvatarSize::Tiny /> }.into_any(),
    };
    view! { <span class="name-chip" class:name-chip-person=icon.is_none()>{mark}{name}</span> }
        .into_any()
}

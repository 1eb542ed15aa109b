//! Somebody or something that belongs to what is shown, and a cross that ends it.

use leptos::prelude::*;

use super::avatar::{Avatar, AvatarSize};
use super::{ButtonSize, Icon, IconButton, Show, Symbol};

/// See the module. An item of a list.
#[component]
pub fn MemberChip(
    /// Its name.
    #[prop(into)]
    name: String,
    /// Where its own page is.
    #[prop(into)]
    href: String,
    /// What kind of thing it is; without an icon it is a person.
    #[prop(optional)]
    icon: Option<Icon>,
    /// What the cross does, in words.
    #[prop(into)]
    remove: String,
    /// Whether there is a cross.
    #[prop(into)]
    removable: Signal<bool>,
    /// Called by the cross.
    #[prop(into)]
    on_remove: Callback<()>,
) -> AnyView {
    let mark = match icon {
        Some(icon) => view! { <Symbol icon /> }.into_any(),
        None => view! { <Avatar name=name.clone() size=AvatarSize::Tiny /> }.into_any(),
    };
    view! {
        <li class="member-chip" data-thing=icon.map(|_| "")>
            {mark}
            <a href=href>{name}</a>
            <Show when=removable>
                <IconButton
                    icon=Icon::Cross
                    label=remove.clone()
                    size=ButtonSize::Small
                    on_press=on_remove
                />
            </Show>
        </li>
    }
    .into_any()
}

//! A button that picks files. The browser's own field is in it, so that the keyboard and whoever
//! listens find what they know.

use leptos::prelude::*;
use web_sys::FileList;

use super::button::button_class;
use super::{ButtonKind, ButtonSize, Icon, Symbol};
use crate::platform::files;

/// See the module.
#[component]
pub fn FileButton(
    /// Called with what was picked.
    on_pick: Callback<FileList>,
    /// What can be picked, as the field's `accept` has it.
    #[prop(into)]
    accept: String,
    /// How loud it is.
    #[prop(optional)]
    kind: ButtonKind,
    /// How large it is.
    #[prop(optional)]
    size: ButtonSize,
    /// What stands before its words.
    icon: Icon,
    /// Its words.
    children: Children,
) -> AnyView {
    let pick = move |event: web_sys::Event| {
        files::of_field(&event).into_iter().for_each(|list| on_pick.run(list));
        files::empty_field(&event);
    };
    view! {
        <label class=format!("{} file-btn", button_class(kind, size))>
            <Symbol icon />
            {children()}
            <input class="unseen" type="file" multiple=true accept=accept on:change=pick />
        </label>
    }
    .into_any()
}

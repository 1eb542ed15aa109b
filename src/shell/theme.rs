//! Light, dark, or as the system has it.

use leptos::prelude::*;

use crate::components::{Icon, Menu, MenuItem};
use crate::state::{Action, Theme, use_session};

/// The menu that chooses the theme.
#[component]
pub fn ThemeMenu() -> AnyView {
    let items = theme_items();
    view! { <Menu label="Theme" icon=Icon::Sun bare=true items /> }.into_any()
}

/// The themes, the present one chosen.
pub(super) fn theme_items() -> Signal<Vec<MenuItem>> {
    let session = use_session();
    let present = session.theme();
    Signal::derive(move || {
        let item = |theme: Theme| {
            let choose = move || session.dispatch(Action::SetTheme(theme));
            MenuItem::new(theme.label(), choose).chosen(present.get() == theme)
        };
        Theme::ALL.map(item).to_vec()
    })
}

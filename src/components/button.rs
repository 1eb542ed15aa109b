//! Buttons: one primary in a view, the others secondary or quieter.

use leptos::prelude::*;

use super::{Icon, Symbol};

/// How loud a button is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ButtonKind {
    /// What the view is for. At most one.
    Primary,
    /// Everything else.
    #[default]
    Secondary,
    /// Without an edge, where edges would be noise.
    Ghost,
    /// Without an edge, in the colour of links: the one thing to do with what stands beside it.
    Action,
    /// What takes something away. The safe choice stands before it.
    Danger,
}

/// How large it is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ButtonSize {
    /// Beside text of 12 pixels, and in pills.
    Small,
    /// Nearly everywhere.
    #[default]
    Normal,
    /// On the start screen.
    Large,
}

/// The class of a button of a kind and size, for elements that look like one.
pub(super) fn button_class(kind: ButtonKind, size: ButtonSize) -> String {
    let kind = match kind {
        ButtonKind::Primary => "btn-primary",
        ButtonKind::Secondary => "btn-secondary",
        ButtonKind::Ghost => "btn-ghost",
        ButtonKind::Action => "btn-ghost btn-action",
        ButtonKind::Danger => "btn-secondary btn-danger",
    };
    let size = match size {
        ButtonSize::Small => " btn-small",
        ButtonSize::Normal => "",
        ButtonSize::Large => " btn-large",
    };
    format!("btn {kind}{size}")
}

/// A button that says what it does.
#[component]
pub fn Button(
    /// Called when it is pressed, unless it is off or working.
    #[prop(into)]
    on_press: Callback<()>,
    /// How loud it is.
    #[prop(optional)]
    kind: ButtonKind,
    /// How large it is.
    #[prop(optional)]
    size: ButtonSize,
    /// What stands before its words.
    #[prop(optional)]
    icon: Option<Icon>,
    /// Why it cannot be pressed now. It keeps the focus, so that the reason can be read.
    #[prop(optional, into)]
    off: Signal<Option<String>>,
    /// Whether what it started is still going on.
    #[prop(optional, into)]
    working: Signal<bool>,
    /// Its words.
    children: Children,
) -> AnyView {
    let is_off = Signal::derive(move || off.with(Option::is_some).then_some("true"));
    let press = move |_| {
        if off.with_untracked(Option::is_none) && !working.get_untracked() {
            on_press.run(());
        }
    };
    view! {
        <button
            type="button"
            class=button_class(kind, size)
            aria-disabled=is_off
            aria-busy=Signal::derive(move || working.get().then_some("true"))
            data-tip=off
            on:click=press
        >
            <span class="btn-spinner"></span>
            {icon.map(|icon| view! { <Symbol icon /> })}
            {children()}
        </button>
    }
    .into_any()
}

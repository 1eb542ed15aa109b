//! What floats beside what it belongs to: the ground of menus and lists.

use leptos::html;
use leptos::prelude::*;

use crate::platform::popover;

/// See the module. What is in it is in the page all the time and seen while it is open.
#[component]
pub fn Popup(
    /// Whether it is seen.
    open: RwSignal<bool>,
    /// What it stands beside; it is a part of that, so that keys and focus pass through there.
    anchor: NodeRef<html::Span>,
    /// Called once it is seen.
    #[prop(optional, into)]
    on_shown: Option<Callback<()>>,
    /// What is in it.
    children: Children,
) -> AnyView {
    let popup = NodeRef::<html::Div>::new();
    Effect::new(move |_| {
        let (Some(popup), Some(anchor)) = (popup.get(), anchor.get()) else { return };
        if !open.get() {
            return popover::hide(&popup);
        }
        popover::show(&popup, &anchor);
        on_shown.into_iter().for_each(|shown| shown.run(()));
        popover::on_move(move || popover::place(&popup, &anchor));
    });
    view! {
        <div class="popup" popover="manual" node_ref=popup>
            {children()}
        </div>
    }
    .into_any()
}

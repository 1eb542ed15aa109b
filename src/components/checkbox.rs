//! A box that is ticked, not ticked, or ticked for some of what it stands for.

use leptos::prelude::*;

/// How a box stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Ticked {
    /// For nothing.
    #[default]
    Off,
    /// For everything.
    On,
    /// For some.
    Some,
}

/// See the module.
#[component]
pub fn Checkbox(
    /// What it stands for.
    #[prop(into)]
    label: String,
    /// How it stands.
    #[prop(into)]
    ticked: Signal<Ticked>,
    /// Called with what it is to become; some become all.
    #[prop(into)]
    on_tick: Callback<bool>,
    /// Whether it cannot be ticked now.
    #[prop(optional, into)]
    off: Signal<bool>,
) -> AnyView {
    view! {
        <label class="check">
            <input
                class="check-box"
                type="checkbox"
                prop:checked=Signal::derive(move || ticked.get() == Ticked::On)
                prop:indeterminate=Signal::derive(move || ticked.get() == Ticked::Some)
                prop:disabled=off
                on:change:target=move |event| on_tick.run(event.target().checked())
            />
            <span>{label}</span>
        </label>
    }
    .into_any()
}

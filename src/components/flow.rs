//! `Show` and `For` as Leptos has them, compiled once and not for each place that uses them.

use leptos::children::ViewFnOnce;
use leptos::prelude::*;

/// Shows its children while a condition holds.
#[component]
pub fn Show(
    /// The condition.
    #[prop(into)]
    when: Signal<bool>,
    /// What is shown meanwhile.
    children: ChildrenFn,
) -> AnyView {
    // Only a change of the answer draws again, not each change of what it follows from.
    let when = Memo::new(move |_| when.get());
    (move || when.get().then(|| children())).into_any()
}

/// A list whose rows stay as long as their keys do. What changes within a row is a signal.
#[component]
pub fn For(
    /// The keys, in order.
    #[prop(into)]
    each: Signal<Vec<usize>>,
    /// Draws the row of a key, once.
    #[prop(into)]
    row: Callback<usize, AnyView>,
) -> AnyView {
    use leptos::prelude::For;

    let draw = move |key: usize| ViewFnOnce::from(move || row.run(key)).run();
    view! { <For each=move || each.get() key=|key| *key children=draw /> }.into_any()
}

/// Draws what stands here anew, with nothing kept of what stood there before, each time the number is
/// another one. What is read while it is drawn is not followed.
#[component]
pub fn Fresh(
    /// The number.
    #[prop(into)]
    of: Signal<usize>,
    /// Draws what stands here at a number.
    #[prop(into)]
    draw: Callback<usize, AnyView>,
) -> AnyView {
    let row = move |key: usize| untrack(|| draw.run(key));
    view! { <For each=Signal::derive(move || vec![of.get()]) row /> }.into_any()
}

/// A number that is another one whenever a name is: what says the name is drawn anew, by a [`Fresh`].
pub fn turns_with(name: Memo<String>) -> Memo<usize> {
    Memo::new(move |turn: Option<&usize>| {
        // Read, not only followed: a memo that nobody reads follows nothing.
        name.with(|_| ());
        turn.map_or(0, |turn| turn.wrapping_add(1))
    })
}

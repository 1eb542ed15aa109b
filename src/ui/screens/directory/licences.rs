//! The tab of the licences: which are installed.

use leptos::prelude::*;

use super::Tabs;
use super::ask::{Ask, Asked, HOME};
use super::remove::plural;
use super::users::directory;
use crate::session::{Session, Tab};

/// See the module.
#[component]
pub(super) fn Licences(session: Session, asked: Asked) -> impl IntoView {
    let licences = Memo::new(move |_| directory(session.moment()).licences);
    let saved = Memo::new(move |_| directory(session.saved()).licences);
    let title = move || licences.with(|all| plural(all.len(), "licence", "licences"));
    let thing = move |name: String| {
        let label = format!("Remove {name}");
        let key = name.clone();
        let is_new = Memo::new(move |_| saved.with(|saved| !saved.contains(&key)));
        let ask = Ask::RemoveLicence(name.clone());
        view! {
            <li class="thing" data-changed=move || is_new.get().then_some("")>
                <div class="thing-says">
                    <h4 class="thing-name">
                        {name}
                        {move || is_new.get().then(|| view! { <span class="unseen">", changed"</span> })}
                    </h4>
                </div>
                <div class="deeds">
                    <button
                        type="button"
                        class="button"
                        aria-label=label
                        on:click=move |_| asked.set(Some(ask.clone()))
                    >"Remove…"</button>
                </div>
            </li>
        }
    };
    view! {
        <div class="work-head">
            <Tabs session tab=Tab::Licences />
        </div>
        <div class="things-room">
            <section class="things-part">
                <div class="things-head">
                    <h3>{title}</h3>
                    <button
                        type="button"
                        class="button"
                        id=HOME
                        on:click=move |_| asked.set(Some(Ask::AddLicence))
                    >"Add licence…"</button>
                </div>
                <Show when=move || licences.with(Vec::is_empty)>
                    <p class="hint">
                        "No licence is installed. Add those that the system has: what needs one counts as
                        switched off without it."
                    </p>
                </Show>
                <ul class="things">
                    <For each=move || licences.get() key=String::clone let:name>
                        {thing(name)}
                    </For>
                </ul>
            </section>
        </div>
    }
}

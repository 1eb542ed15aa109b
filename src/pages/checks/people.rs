//! The people, groups, posts and service teams of a rule: each with a way to take it out, and a word that
//! adds one.

use leptos::prelude::*;

use super::ability::{Whom, name_of, principals, sign_of};
use super::sentence::Editing;
use super::use_page;
use super::words::{ids_of, with_member};
use crate::components::{Combobox, Icon, SentenceToken, Symbol};
use crate::platform::page as dom;
use whocan_core::format::Json;

/// How many are shown by name.
const SHOWN: usize = 24;

/// See the module.
#[component]
pub(super) fn PeopleTokens(
    editing: Editing,
    /// The member of the rule that lists them.
    key: &'static str,
    /// What the word that adds one says while there is none.
    none: &'static str,
) -> AnyView {
    let page = use_page();
    let members = editing.members();
    let ids = Memo::new(move |_| members.with(|members| ids_of(members, key)));
    let set = move |ids: Vec<String>| {
        editing.change(|members| with_member(members, key, Some(Json::texts(ids))));
    };
    let adder = format!("add-{key}");
    let home = adder.clone();
    let remove = Callback::new(move |id: String| {
        set(ids.get_untracked().into_iter().filter(|own| *own != id).collect());
        // What was pressed is gone.
        dom::focus_first(&home, "button");
    });
    let tokens = move || {
        let all = ids.get();
        let more = all.len().saturating_sub(SHOWN);
        let token = |id: String| {
            let (name, icon) = page
                .with(|it| {
                    let directory = &it.document().directory;
                    (name_of(directory, &id), sign_of(directory, &id))
                })
                .unwrap_or((id.clone(), Icon::Person));
            let label = format!("Take {name} out of the rule");
            view! {
                <span class="who-token">
                    <Symbol icon />
                    <span>{name}</span>
                    <button
                        type="button"
                        class="who-remove"
                        aria-label=label.clone()
                        data-tip=label
                        on:click=move |_| remove.run(id.clone())
                    >
                        <Symbol icon=Icon::Cross />
                    </button>
                </span>
            }
        };
        let more = (more > 0)
            .then(|| view! { <span class="who-more">{format!("and {more} more")}</span> });
        (all.into_iter().take(SHOWN).map(token).collect_view(), more)
    };
    let empty = Memo::new(move |_| ids.with(Vec::is_empty));
    let word = Signal::derive(move || match (empty.get(), none) {
        (true, none) if !none.is_empty() => none.to_owned(),
        (true, _) => "but these".to_owned(),
        (false, _) => "add".to_owned(),
    });
    let choices = Signal::derive(move || {
        page.with(|it| principals(&it.document().directory, Whom::Anybody)).unwrap_or_default()
    });
    let add = move |id: String| {
        let mut all = ids.get_untracked();
        if !all.contains(&id) {
            all.push(id);
            set(all);
        }
    };
    view! {
        {tokens}
        <span class="who-add" id=adder>
            <SentenceToken name="Who" word adds=true>
                <Combobox
                    label="Person, group, post or team"
                    choices
                    value=""
                    on_choose=add
                    placeholder="Type a name"
                />
            </SentenceToken>
        </span>
    }
    .into_any()
}

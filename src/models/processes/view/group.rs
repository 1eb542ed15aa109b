//! *Select a Group*: Looking For, Search By, the groups found, Select.

use leptos::prelude::*;

use super::super::Processes;
use super::super::search::{SearchBy, find_groups};
use crate::ui::port::Port;

/// The panel; `on_select` is called with the group's id.
pub(super) fn select_a_group(
    port: Port<Processes>,
    on_select: impl Fn(String) + Copy + Send + Sync + 'static,
) -> impl IntoView {
    let text = RwSignal::new(String::new());
    let by = RwSignal::new(None::<SearchBy>);
    let highlighted = RwSignal::new(None::<String>);
    let found = Memo::new(move |_| {
        let by = by.get()?;
        port.directory.with(|directory| {
            let groups = text.with(|text| find_groups(directory, text, by))?;
            let entry = |group: &crate::directory::Group| {
                (group.id.to_string(), group.name.clone(), group.description.clone())
            };
            Some(groups.iter().map(|group| entry(group)).collect::<Vec<_>>())
        })
    });
    let option = move |search: SearchBy| {
        view! {
            <option value=search.name() selected=move || by.get() == Some(search)>
                {search.name()}
            </option>
        }
    };
    let search_by = move |event| {
        let name = event_target_value(&event);
        by.set(SearchBy::ALL.into_iter().find(|search| search.name() == name));
        highlighted.set(None);
    };
    let select = move || highlighted.get_untracked().into_iter().for_each(on_select);
    let list = move || match (by.get(), found.get()) {
        (None, _) => view! { <p class="hint">"Enter at least one letter, then choose what to search by."</p> }.into_any(),
        (Some(_), None) => view! { <p class="hint">"Enter at least one letter."</p> }.into_any(),
        (_, Some(groups)) if groups.is_empty() => {
            view! { <p class="hint">"No group fits."</p> }.into_any()
        }
        (_, Some(groups)) => {
            let row = move |(id, name, description): (String, String, Option<String>)| {
                let (value, wanted) = (id.clone(), id.clone());
                view! {
                    <li>
                        <label class="pick">
                            <input
                                type="radio"
                                name="group"
                                value=value
                                prop:checked=move || highlighted.get().as_deref() == Some(&wanted)
                                on:change=move |_| highlighted.set(Some(id.clone()))
                                on:dblclick=move |_| select()
                            />
                            <b>{name}</b>
                            <span class="pick-more">{description}</span>
                        </label>
                    </li>
                }
            };
            view! { <ul class="picks" aria-label="Groups found">{groups.into_iter().map(row).collect_view()}</ul> }
                .into_any()
        }
    };
    view! {
        <form
            class="panel"
            aria-labelledby="select-a-group"
            on:submit=move |event| {
                event.prevent_default();
                select();
            }
        >
            <h3 id="select-a-group">"Select a Group"</h3>
            <div class="panel-line">
                <label class="choice">
                    "Looking For"
                    <input
                        class="field"
                        type="search"
                        prop:value=text
                        on:input=move |event| {
                            text.set(event_target_value(&event));
                            highlighted.set(None);
                        }
                    />
                </label>
                <label class="choice">
                    "Search By"
                    <select on:change=search_by>
                        <option value="">"choose"</option>
                        {SearchBy::ALL.map(option).collect_view()}
                    </select>
                </label>
                <button
                    type="submit"
                    class="button"
                    data-kind="main"
                    disabled=move || highlighted.get().is_none()
                >"Select"</button>
            </div>
            {list}
        </form>
    }
}

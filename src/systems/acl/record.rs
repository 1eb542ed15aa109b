//! One record: what it is, the list that counts for it, what the other priority would change, and what
//! belongs to it.

use leptos::prelude::*;

use super::dialogs::Ask;
use super::favour::OtherPriority;
use super::items::Items;
use super::page::{Page, Stand};
use super::sheet::{Give, ListForm};
use super::words::place;
use crate::components::{Button, ButtonKind, ButtonSize, Icon, Menu, MenuItem, Show, Symbol};
use whocan_core::models::acl::policy::State;

/// Where the list comes from, as a sentence.
fn origin(page: Page) -> String {
    page.sheet.with(|sheet| match &sheet.stand {
        Stand::None => {
            let inherits = page.record().is_some_and(|record| record.state == State::Inherited);
            match inherits {
                true => "Its service team has no default, so no list restricts it.",
                false => "Has no list, so the process levels alone decide.",
            }
            .to_owned()
        }
        Stand::Own => {
            let team = page.record().is_some_and(|record| page.clears_to_team(&record));
            match team {
                true => "Has its own list, so the team default does not reach it.",
                false => "Has its own list.",
            }
            .to_owned()
        }
        Stand::Written => "Not given yet: Done gives it this list.".to_owned(),
        Stand::Followed(team) => format!("Follows the default of {}.", page.team_name(team)),
        Stand::Unresolved => "Follows a service team that cannot be told.".to_owned(),
    })
}

/// See the module.
#[component]
pub(super) fn RecordDetail(page: Page) -> AnyView {
    let any = Signal::derive(move || page.sheet.with(|sheet| sheet.list.is_some()));
    let none = Signal::derive(move || !any.get());
    let says = Signal::derive(move || {
        let name = page.name();
        format!("{name} gets a list of its own.")
    });
    view! {
        <section class="acl-detail" aria-label="Record">
            <div class="acl-scroll">
                <Head page />
                <Show when=any>
                    <ListForm page />
                    <OtherPriority page />
                </Show>
                <Show when=none>
                    <NoList page />
                </Show>
                <Items page />
            </div>
            <Give page says verb=Signal::stored("Done".to_owned()) keep="Cancel" />
        </section>
    }
    .into_any()
}

#[component]
fn Head(page: Page) -> AnyView {
    let name = Signal::derive(move || page.name());
    let about = Memo::new(move |_| {
        let Some(record) = page.record() else { return String::new() };
        page.policy.with(|policy| page.directory.with(|it| place(policy, it, &record)))
    });
    let origin = Memo::new(move |_| origin(page));
    let items = Signal::derive(move || items(page));
    let back = move || page.lists.set(true);
    view! {
        <span class="acl-back">
            <Button kind=ButtonKind::Ghost size=ButtonSize::Small icon=Icon::Folder on_press=back>
                "All records"
            </Button>
        </span>
        <header class="acl-head">
            <div class="acl-head-words">
                <h2>{name}</h2>
                <p>{about} ". " {origin}</p>
            </div>
            <SetAcl page />
            <Menu label="More of this record" icon=Icon::More bare=true items />
        </header>
    }
    .into_any()
}

/// *Set ACL*, or the way back to the team's default.
#[component]
fn SetAcl(page: Page) -> AnyView {
    let stand = Memo::new(move |_| page.sheet.with(|sheet| sheet.stand.clone()));
    let to_team = Memo::new(move |_| page.record().is_some_and(|it| page.clears_to_team(&it)));
    let draw = move || match stand.get() {
        Stand::Written => ().into_any(),
        Stand::Own => {
            let words = if to_team.get() { "Follow the team default" } else { "Clear the list" };
            view! { <Button on_press=move || page.clear()>{words}</Button> }.into_any()
        }
        _ => view! { <Button on_press=move || page.write()>"Set ACL"</Button> }.into_any(),
    };
    draw.into_any()
}

fn items(page: Page) -> Vec<MenuItem> {
    let ask = move |ask: Ask| move || page.ask.set(Some(ask.clone()));
    let team = page
        .record()
        .and_then(|record| page.policy.with(|policy| policy.team_of(&record).cloned()));
    let team = team.map(|team| {
        let words = format!("Default of {}", page.team_name(&team));
        MenuItem::link(words, page.team_href(&team)).icon(Icon::Team)
    });
    let edit = MenuItem::new("Edit the record…", ask(Ask::EditRecord)).icon(Icon::File);
    let scenarios = MenuItem::new("Scenarios…", ask(Ask::Scenarios)).icon(Icon::Learn);
    let remove = MenuItem::new("Remove the record…", ask(Ask::RemoveRecord)).icon(Icon::Cross);
    let all = std::iter::once(edit).chain(team);
    all.chain([scenarios.begins_group(), remove.begins_group()]).collect()
}

/// What a record without a list means.
#[component]
fn NoList(page: Page) -> AnyView {
    let name = Signal::derive(move || page.name());
    view! {
        <div class="acl-none">
            <Symbol icon=Icon::Folder />
            <p>
                <b>"No list restricts " {name} "."</b>
                " Whoever the process levels let in can work with it. Once a list is set, whoever is \
                 not on it is denied."
            </p>
        </div>
    }
    .into_any()
}

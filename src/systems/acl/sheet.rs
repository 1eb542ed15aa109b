//! *Access Control List Definition*: Description, Access Priority, ACL Membership with the four kinds of
//! member, the members with their levels; and what is doubtful about the list as it stands.

use leptos::prelude::*;

use super::dialogs::{Ask, Kind};
use super::members::Members;
use super::page::{Here, Op, Page, Sheet};
use crate::components::{Button, ButtonSize, Choice, Icon, Segmented, Show, Symbol};
use whocan_core::directory::Directory;
use whocan_core::models::acl::findings::Belongs;
use whocan_core::models::acl::policy::{Level, Member, Priority, principal};
use whocan_core::text;

/// See the module.
#[component]
pub(super) fn ListForm(page: Page) -> AnyView {
    let at_once = Signal::derive(move || {
        let is_record = page.here.with(|here| matches!(here, Here::Record(_)));
        is_record && page.sheet.with(|sheet| sheet.is_open() && !sheet.is_written())
    });
    view! {
        <div class="acl-definition">
            <h3>"Access Control List Definition"</h3>
            <Show when=at_once>
                <p class="acl-hint">"Changes go to the draft at once."</p>
            </Show>
        </div>
        <div class="acl-form">
            <Description page />
            <AccessPriority page />
        </div>
        <section class="acl-membership" aria-labelledby="acl-membership">
            <Adders page />
            <Members page />
            <Doubts page />
        </section>
    }
    .into_any()
}

/// What the list is for. A list of one's own takes it once it is left; one that is written out at once.
#[component]
fn Description(page: Page) -> AnyView {
    let text = Memo::new(move |_| {
        page.sheet.with(|it| it.list.as_ref().map(|it| it.description.clone())).unwrap_or_default()
    });
    let open = Signal::derive(move || page.sheet.with(Sheet::is_open));
    let is_written = move || page.sheet.with_untracked(Sheet::is_written);
    let blank = RwSignal::new(false);
    Effect::new(move |_| {
        text.track();
        page.here.track();
        blank.set(false);
    });
    let heard = move |words: String, done: bool| {
        // A team's default is written out with its first change.
        let is_team = page.sheet.with_untracked(|it| {
            matches!(it.owner, Some(whocan_core::models::acl::policy::Owner::Team(_)))
        });
        let words = if is_written() || is_team { words } else { words.trim().to_owned() };
        match is_written() || is_team {
            true => page.run(&Op::Describe(words)),
            false if !done => (),
            false if words.is_empty() => blank.set(true),
            false => page.run(&Op::Describe(words)),
        }
    };
    let wrong = Signal::derive(move || blank.get().then_some("true"));
    view! {
        <div class="text-field" id="acl-description">
            <label class="field-label" for="acl-description-field">
                "Description"
            </label>
            <input
                class="field-box"
                id="acl-description-field"
                type="text"
                autocomplete="off"
                prop:value=text
                readonly=Signal::derive(move || !open.get())
                aria-invalid=wrong
                aria-describedby="acl-description-error"
                on:input:target=move |event| heard(event.target().value(), false)
                on:change:target=move |event| heard(event.target().value(), true)
            />
            <p class="field-error" id="acl-description-error" role="alert">
                {Signal::derive(move || if blank.get() { "A list needs a description." } else { "" })}
            </p>
        </div>
    }
    .into_any()
}

#[component]
fn AccessPriority(page: Page) -> AnyView {
    let value = Signal::derive(move || {
        let priority = page.sheet.with(|it| it.list.as_ref().map(|it| it.priority));
        priority.unwrap_or_default().name().to_owned()
    });
    let choices = Priority::ALL.map(|it| Choice::new(it.name(), it.name())).to_vec();
    let choose = move |name: String| {
        Priority::parse(&name).into_iter().for_each(|it| page.run(&Op::Favour(it)));
    };
    let off = Signal::derive(move || page.sheet.with(|it| !it.is_open()).then_some(""));
    view! {
        <fieldset class="acl-priority" disabled=Signal::derive(move || off.get().is_some())>
            <span class="field-label" aria-hidden="true">
                "Access Priority"
            </span>
            <Segmented label="Access Priority" choices value on_choose=choose />
        </fieldset>
    }
    .into_any()
}

/// The heading, and a button for each kind of member.
#[component]
fn Adders(page: Page) -> AnyView {
    let members = Signal::derive(move || page.sheet.with(|it| it.members().len()));
    let open = Signal::derive(move || page.sheet.with(Sheet::is_open));
    let button = move |kind: Kind| {
        view! {
            <Button size=ButtonSize::Small icon=kind.icon() on_press=move || page.ask.set(Some(Ask::Add(kind)))>
                {kind.name()}
            </Button>
        }
    };
    view! {
        <div class="acl-adders">
            <h3 id="acl-membership">"ACL Membership"</h3>
            <span class="acl-count">
                {members}
                <span class="unseen">" members"</span>
            </span>
            <Show when=open>
                <div class="acl-add" role="group" aria-label="Add">
                    <span class="acl-add-word" aria-hidden="true">
                        "Add"
                    </span>
                    {Kind::ALL.map(button).into_iter().collect_view()}
                </div>
            </Show>
        </div>
    }
    .into_any()
}

/// What is doubtful; the list can be given all the same.
fn doubts(directory: &Directory, members: &[Member]) -> Vec<String> {
    let belongs = Belongs::of(directory);
    let doubt = |member: &Member| {
        let Some(found) = principal(directory, member) else {
            return Some(format!("{} is in no directory and matches nobody.", member.who));
        };
        let name = directory.name(&found);
        let alone = member.denied.has(Level::Summary) && !member.denied.has(Level::Details);
        if !belongs.anybody(&found) {
            return Some(format!("Nobody belongs to {name}: the row matches nobody."));
        }
        alone.then(|| format!("{name}: Read Details without Read Summary opens nothing."))
    };
    members.iter().filter_map(doubt).collect()
}

#[component]
fn Doubts(page: Page) -> AnyView {
    let found = Memo::new(move |_| {
        page.sheet.with(|sheet| page.directory.with(|it| doubts(it, sheet.members())))
    });
    let line = |says: String| {
        view! {
            <li>
                <Symbol icon=Icon::Warn />
                {says}
            </li>
        }
    };
    view! {
        <div role="status">
            <ul class="acl-doubts">{move || found.get().into_iter().map(line).collect_view()}</ul>
        </div>
    }
    .into_any()
}

/// What gives a list that is written out, and what forgets it.
#[component]
pub(super) fn Give(
    page: Page,
    /// What will happen.
    #[prop(into)]
    says: Signal<String>,
    /// What gives it.
    #[prop(into)]
    verb: Signal<String>,
    /// What forgets it.
    keep: &'static str,
) -> AnyView {
    let off = Signal::derive(move || {
        page.sheet.with(|sheet| {
            let blank = sheet.list.as_ref().is_none_or(|it| text::is_blank(&it.description));
            blank.then(|| "Give it a description first.".to_owned())
        })
    });
    let why = Signal::derive(move || off.get().unwrap_or_else(|| says.get()));
    let is_off = Signal::derive(move || off.with(Option::is_some));
    let written = Signal::derive(move || page.sheet.with(Sheet::is_written));
    view! {
        <Show when=written>
            <div class="acl-give">
                <p role="status">{why}</p>
                <Button on_press=move || page.discard()>{keep}</Button>
                <button
                    type="button"
                    class="btn btn-primary"
                    disabled=is_off
                    on:click=move |_| page.give()
                >
                    {verb}
                </button>
            </div>
        </Show>
    }
    .into_any()
}

//! What stands over the editor: a new group, a new item, who belongs where, the licences, who edits, the
//! nine cases, and whether an item is to go. One at a time.

use leptos::prelude::*;

use super::cases::Cases;
use super::item::licences;
use super::page::Page;
use crate::components::{
    Button, ButtonKind, Checkbox, Choice, Combobox, DoneButton, FormButtons, Modal, ModalHead,
    SearchField, Select, TextField, Ticked as Tick, is_blank, on_submit,
};
use crate::pages::groups::ask::GroupsLocked;
use crate::platform::page as dom;
use crate::state::use_session;
use whocan_core::directory::{DirectoryEdit, Group, GroupId, Principal, belongs};
use whocan_core::models::features::policy::{Feature, FeatureId};
use whocan_core::models::features::{CORE, Edit};
use whocan_core::text::SearchText;

/// Which dialog is open.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Ask {
    /// A new group, and whose entries it begins with.
    NewGroup,
    /// A new item of the kind that is looked at.
    Item,
    /// The groups of a person, or the members of a group.
    Members,
    /// Which licences are installed.
    Licences,
    /// Who edits.
    Acting,
    /// The nine cases.
    Cases,
    /// Whether an item is to go.
    Remove(FeatureId),
}

/// How many people or groups are listed at a time.
const MOST: usize = 60;

fn title(page: Page, ask: &Ask) -> String {
    match ask {
        Ask::NewGroup => "New group".to_owned(),
        Ask::Item => format!("Add to {}", page.here.with(|here| here.kind.name())),
        Ask::Members => match page.here.with(|here| here.who.clone()) {
            Some(Principal::Group(_)) => format!("Members of {}", page.who_is_it()),
            _ => format!("Groups of {}", page.who_is_it()),
        },
        Ask::Licences => "Licences".to_owned(),
        Ask::Acting => "Who edits".to_owned(),
        Ask::Cases => "The nine documented cases".to_owned(),
        Ask::Remove(id) => format!("Remove {}?", name_of(page, id)),
    }
}

fn name_of(page: Page, id: &FeatureId) -> String {
    page.system
        .policy
        .with(|policy| policy.feature(id).map(|it| it.name.clone()).unwrap_or_default())
}

/// See the module.
#[component]
pub(super) fn Dialogs(page: Page) -> AnyView {
    let asked = page.asked;
    // Worded once, when it opens: what is being removed loses its name before the dialog is gone.
    let title = Memo::new(move |before: Option<&String>| {
        let ask = asked.get();
        ask.map(|ask| untrack(|| title(page, &ask))).or_else(|| before.cloned()).unwrap_or_default()
    });
    let content = move || match asked.get_untracked() {
        Some(Ask::NewGroup) => view! { <NewGroup page /> }.into_any(),
        Some(Ask::Item) => view! { <NewItem page /> }.into_any(),
        Some(Ask::Members) => view! { <Members page /> }.into_any(),
        Some(Ask::Licences) => view! { <Licences page /> }.into_any(),
        Some(Ask::Acting) => view! { <Acting page /> }.into_any(),
        _ => ().into_any(),
    };
    let removes = Signal::derive(move || asked.with(|it| matches!(it, Some(Ask::Remove(_)))));
    let open = Signal::derive(move || {
        asked.with(|it| !matches!(it, None | Some(Ask::Remove(_) | Ask::Cases)))
    });
    let wide = Signal::derive(move || asked.with(|it| *it == Some(Ask::Cases)));
    let close = move || asked.set(None);
    let removal = move || match asked.get_untracked() {
        Some(Ask::Remove(id)) => view! { <Removal page id /> }.into_any(),
        _ => ().into_any(),
    };
    view! {
        <Modal open title on_close=close>
            {content()}
        </Modal>
        <Modal open=wide title class="features-cases" on_close=close>
            <Cases />
        </Modal>
        <Modal open=removes title head=ModalHead::Question on_close=close>
            {removal()}
        </Modal>
    }
    .into_any()
}

/// A line of text that is being written.
#[component]
fn Written(label: &'static str, text: RwSignal<String>) -> AnyView {
    view! { <TextField label value=text on_input=move |written: String| text.set(written) /> }
        .into_any()
}

/// *New group*: its name and description, and the group whose entries it begins with.
#[component]
fn NewGroup(page: Page) -> AnyView {
    let system = page.system;
    let (name, says) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let base = RwSignal::new(String::new());
    let (blank, locked) = (is_blank(name), use_session().groups_locked());
    let off = Signal::derive(move || blank.get() || locked.with(Option::is_some));
    let groups = system.directory.with_untracked(|directory| {
        let group = |it: &Group| Choice::new(it.id.to_string(), it.name.clone());
        directory.groups.iter().map(|it| group(it)).collect::<Vec<_>>()
    });
    let choices = std::iter::once(Choice::new("", "No group")).chain(groups).collect::<Vec<_>>();
    let add = move || {
        if off.get_untracked() {
            return;
        }
        let mut group = Group::new(&system.new_id('g'), name.get_untracked().trim());
        let says = says.get_untracked().trim().to_owned();
        group.description = (!says.is_empty()).then_some(says);
        let to = group.id.clone();
        // R10: its entries, and none of its members.
        let from = Some(base.get_untracked()).filter(|id| !id.is_empty());
        let copy = from.map(|from| Edit::CopyEntries(from.as_str().into(), to.clone()));
        system.add_group(group, copy.into_iter().collect());
        page.asked.set(None);
        page.go_to(Principal::Group(to));
        dom::focus_first_soon("features-add", "button");
    };
    view! {
        <form class="modal-body features-form" on:submit=on_submit(add)>
            <GroupsLocked why=locked />
            <Written label="Name" text=name />
            <Written label="Description" text=says />
            <Select
                label="Base on group"
                choices
                value=base
                on_choose=move |id: String| base.set(id)
            />
            <p class="features-hint">
                "The new group begins with that group's entries and without its members. Later \
                 changes of one leave the other alone."
            </p>
            <FormButtons on_cancel=move |()| page.asked.set(None) done="Add group" off />
        </form>
    }
    .into_any()
}

/// A new item of the kind that is looked at.
#[component]
fn NewItem(page: Page) -> AnyView {
    let system = page.system;
    let text = || RwSignal::new(String::new());
    let (name, category, says) = (text(), text(), text());
    let off = is_blank(name);
    let add = move || {
        if off.get_untracked() {
            return;
        }
        let kind = page.here.get_untracked().kind;
        let mut feature = Feature::new(&system.new_id('f'), name.get_untracked().trim(), kind);
        feature.category = category.get_untracked().trim().to_owned();
        feature.description = says.get_untracked().trim().to_owned();
        let id = feature.id.clone();
        system.send(Edit::Add(feature));
        page.asked.set(None);
        page.go_to_item(id);
    };
    let says_of_kind = page.here.with_untracked(|here| here.kind.opens());
    view! {
        <form class="modal-body features-form" on:submit=on_submit(add)>
            <p class="features-hint">{says_of_kind}</p>
            <Written label="Name" text=name />
            <Written label="Category" text=category />
            <Written label="Description" text=says />
            <FormButtons on_cancel=move |()| page.asked.set(None) done="Add item" off />
        </form>
    }
    .into_any()
}

/// Whether an item is to go, with what is set on it.
#[component]
fn Removal(page: Page, id: FeatureId) -> AnyView {
    let facts = page.facts.get_untracked();
    let set = facts.policy.entries.values().filter(|row| row.cells.contains_key(&id)).count();
    let says = match set {
        0 => "Nothing is set on it.".to_owned(),
        1 => "1 user or group has something set on it. That goes too.".to_owned(),
        set => format!("{set} users and groups have something set on it. That goes too."),
    };
    let remove = move || {
        page.asked.set(None);
        page.system.send(Edit::Remove(id.clone()));
    };
    view! {
        <p class="modal-body">{says}</p>
        <div class="modal-buttons">
            <Button on_press=move || page.asked.set(None)>"Keep it"</Button>
            <Button kind=ButtonKind::Danger on_press=remove>
                "Remove item"
            </Button>
        </div>
    }
    .into_any()
}

/// Who belongs where: the members of a group, or the groups of a person, as boxes to tick.
#[component]
fn Members(page: Page) -> AnyView {
    let Some(who) = page.here.get_untracked().who else { return ().into_any() };
    let locked = use_session().groups_locked();
    let text = RwSignal::new(String::new());
    let of = who.clone();
    let found = Memo::new(move |_| {
        let text = SearchText::new(&text.get());
        page.system.directory.with(|directory| {
            let users = || directory.users.iter().map(|it| (it.id.to_string(), it.name.clone()));
            let groups = || directory.groups.iter().map(|it| (it.id.to_string(), it.name.clone()));
            let all: Vec<(String, String)> = match &of {
                Principal::Group(_) => users().filter(|(_, name)| text.is_in(name)).collect(),
                _ => groups().filter(|(_, name)| text.is_in(name)).collect(),
            };
            all
        })
    });
    let row = move |(id, name): (String, String)| {
        let (user, group) = pair(&who, &id);
        let now = (user.clone(), group.clone());
        let ticked = Signal::derive(move || {
            page.system.directory.with(|directory| {
                let user = directory.users.find(&now.0);
                let group = Principal::Group(now.1.clone());
                match user.is_some_and(|user| belongs(user, &group)) {
                    true => Tick::On,
                    false => Tick::Off,
                }
            })
        });
        let tick = move |inside: bool| {
            let (user, group) = (user.as_str().into(), Principal::Group(group.clone()));
            let edit = match inside {
                true => DirectoryEdit::Join(user, group),
                false => DirectoryEdit::Leave(user, group),
            };
            page.system.direct.run((String::new(), vec![edit]));
        };
        let off = Signal::derive(move || !page.may_edit.get() || locked.with(Option::is_some));
        view! { <li><Checkbox label=name ticked on_tick=tick off /></li> }
    };
    let rows = move || {
        let first: Vec<_> = found.with(|all| all.iter().take(MOST).cloned().collect());
        untrack(|| first.into_iter().map(&row).collect_view())
    };
    let rest = move || match found.with(Vec::len) {
        0 => "None of this name.".to_owned(),
        count if count > MOST => format!("{} more: type to find one.", count - MOST),
        _ => String::new(),
    };
    view! {
        <div class="modal-body features-members">
            <SearchField label="Find" value=text on_input=move |typed| text.set(typed) />
            <GroupsLocked why=locked />
            <ul class="features-ticks">{rows}</ul>
            <p class="features-hint">{rest}</p>
        </div>
        <DoneButton on_press=move |()| page.asked.set(None) />
    }
    .into_any()
}

/// The user and the group of a box.
fn pair(who: &Principal, id: &str) -> (String, GroupId) {
    match who {
        Principal::Group(group) => (id.to_owned(), group.clone()),
        other => (other.id().to_owned(), id.into()),
    }
}

/// Which licences are installed, of those that anything needs.
#[component]
fn Licences(page: Page) -> AnyView {
    let needed = Memo::new(move |_| licences(page));
    let row = move |(name, count): (String, usize)| {
        let label = match count {
            1 => format!("{name} (1 feature)"),
            count => format!("{name} ({count} features)"),
        };
        let is_core = name == CORE;
        let wanted = name.clone();
        let ticked = Signal::derive(move || {
            let there = page.system.directory.with(|it| it.licences.contains(&wanted));
            if is_core || there { Tick::On } else { Tick::Off }
        });
        let tick = move |on: bool| {
            let mut all = page.system.directory.with_untracked(|it| it.licences.clone());
            all.retain(|other| *other != name);
            all.extend(on.then(|| name.clone()));
            page.system.set_licences.run(all);
        };
        let off = Signal::derive(move || is_core || !page.may_edit.get());
        view! { <li><Checkbox label ticked on_tick=tick off /></li> }
    };
    let rows = move || {
        let all = needed.get();
        untrack(|| all.into_iter().map(&row).collect_view())
    };
    view! {
        <div class="modal-body">
            <p class="features-hint">
                "What needs a licence that is not installed is Unavailable, whatever its entries \
                 say. With the licence they count again."
            </p>
            <ul class="features-ticks">{rows}</ul>
        </div>
        <DoneButton on_press=move |()| page.asked.set(None) />
    }
    .into_any()
}

/// Who edits, to see for whom the editor is open.
#[component]
fn Acting(page: Page) -> AnyView {
    const PLANNER: &str = "";
    let asking = page.system.asking;
    let choices = Signal::derive(move || {
        page.system.directory.with(|directory| {
            let users = directory.users.iter();
            let users = users.map(|user| Choice::new(user.id.to_string(), user.name.clone()));
            std::iter::once(Choice::new(PLANNER, "Planner")).chain(users).collect::<Vec<_>>()
        })
    });
    let value = Signal::derive(move || {
        asking.chosen.with(|it| it.acting_as.as_ref().map(ToString::to_string).unwrap_or_default())
    });
    let choose = move |id: String| {
        let user = (!id.is_empty()).then(|| id.as_str().into());
        asking.chosen.update(|chosen| chosen.acting_as = user);
    };
    view! {
        <div class="modal-body">
            <Combobox label="Acting as" choices value on_choose=choose />
            <p class="features-hint">
                "The editor is open to whoever is shown Manipulate Permissions. To others it is \
                 read only."
            </p>
        </div>
        <DoneButton on_press=move |()| page.asked.set(None) />
    }
    .into_any()
}

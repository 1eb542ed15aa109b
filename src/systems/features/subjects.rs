//! The left side: users and groups, each with how much is set for them; or the items of a kind.

use leptos::prelude::{AnyView, Callable, event_target_value};

use super::editor::{Here, pressed};
use crate::reactive::{Derived, State};
use crate::ui::context::SystemContext;
use crate::ui::kit::tag::{Piece, Tag, button, tag};
use whocan_core::directory::{Directory, Principal};
use whocan_core::models::features::Features;
use whocan_core::models::features::policy::{Policy, Ticked};
use whocan_core::text::SearchText;

/// How many are listed at a time.
const MOST: usize = 100;

/// Which of the two tabs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Side {
    Users,
    Groups,
}

/// An entry of the list: what leads to it, its name, what is said beside it, whether it is chosen.
struct Entry {
    focus: Vec<String>,
    name: String,
    more: String,
    chosen: bool,
}

/// Users and groups.
pub(super) fn subjects(
    system: SystemContext<Features>,
    here: Derived<Here>,
    adding: State<bool>,
    may_edit: Derived<bool>,
) -> AnyView {
    let side = Derived::new(move |_| match here.with(|here| here.who.clone()) {
        Some(Principal::Group(_)) => Side::Groups,
        _ => Side::Users,
    });
    let to = move |side: Side| {
        let kind = here.with_untracked(|here| here.kind);
        let first = system.directory.with_untracked(|directory| match side {
            Side::Users => directory.users.nth(0).map(|user| user.id.to_string()),
            Side::Groups => directory.groups.nth(0).map(|group| group.id.to_string()),
        });
        let steps = first.map(|id| vec![id, kind.name().to_owned()]);
        system.on_focus.run(steps.unwrap_or_default());
    };
    let has_groups = move || system.directory.with(|directory| !directory.groups.is_empty());
    let tabs = tag("div")
        .class("panel-line")
        .attr("role", "group")
        .attr("aria-label", "Users or groups")
        .child(pressed("Users", move || side.get() == Side::Users, move || to(Side::Users)))
        .child(
            pressed("Groups", move || side.get() == Side::Groups, move || to(Side::Groups))
                .bind("disabled", move || !has_groups()),
        );
    let entries = move |wanted: &SearchText| {
        let (here, policy) = (here.get(), system.policy.get());
        system.directory.with(|directory| listed(&here, &policy, directory, side.get(), wanted))
    };
    let add = button("New group…", move || adding.set(true))
        .attr("id", "features-new-group")
        .bind("disabled", move || !may_edit.get());
    panel(system, "Users and groups", tabs.any(), Box::new(entries)).child(add).any()
}

/// The users or groups that a search finds.
fn listed(
    here: &Here,
    policy: &Policy,
    directory: &Directory,
    side: Side,
    wanted: &SearchText,
) -> (Vec<Entry>, usize) {
    let users = directory.users.iter().map(|it| (Principal::User(it.id.clone()), &it.name));
    let groups = directory.groups.iter().map(|it| (Principal::Group(it.id.clone()), &it.name));
    let all: Box<dyn Iterator<Item = (Principal, &String)>> = match side {
        Side::Users => Box::new(users),
        Side::Groups => Box::new(groups),
    };
    let mut found = all.filter(|(_, name)| wanted.is_in(name));
    let entry = |(who, name): (Principal, &String)| {
        let row = policy.entries.get(who.id());
        let cells = row.into_iter().flat_map(|row| row.cells.values());
        let set = cells.filter(|cell| cell.entry.is == Ticked::Set).count();
        Entry {
            focus: vec![who.id().to_owned(), here.kind.name().to_owned()],
            name: name.clone(),
            more: if set == 0 { String::new() } else { format!("{set} set") },
            chosen: here.who.as_ref() == Some(&who),
        }
    };
    let entries: Vec<Entry> = found.by_ref().take(MOST).map(entry).collect();
    (entries, found.count())
}

/// The items of the kind.
pub(super) fn items(system: SystemContext<Features>, here: Derived<Here>) -> AnyView {
    let entries = move |wanted: &SearchText| {
        let here = here.get();
        system.policy.with(|policy| {
            let mut found = policy.of_kind(here.kind).filter(|it| wanted.is_in(&it.name));
            let entries = found.by_ref().take(MOST).map(|feature| Entry {
                focus: here.steps(here.kind, Some(&feature.id)),
                name: feature.name.clone(),
                more: feature.category.clone(),
                chosen: here.feature.as_ref() == Some(&feature.id),
            });
            let entries: Vec<Entry> = entries.collect();
            (entries, found.count())
        })
    };
    let head = tag("h3").bind_text(move || here.with(|here| here.kind.name()));
    panel(system, "Items", head.any(), Box::new(entries)).any()
}

/// What a search finds, and how much more there is.
type Find = Box<dyn Fn(&SearchText) -> (Vec<Entry>, usize) + Send + Sync>;

fn panel(system: SystemContext<Features>, label: &'static str, head: AnyView, find: Find) -> Tag {
    let text = State::new(String::new());
    let search = tag("input")
        .class("field")
        .attr("type", "search")
        .attr("aria-label", format!("Find in {}", label.to_lowercase()))
        .attr("placeholder", "Find")
        .prop("value", move || text.get())
        .on("input", move |event: web_sys::Event| text.set(event_target_value(&event)));
    let entry = move |entry: Entry| {
        let Entry { focus, name, more, chosen } = entry;
        let choose = tag("button")
            .attr("type", "button")
            .class("main-process")
            .attr("aria-pressed", if chosen { "true" } else { "false" })
            .on("click", {
                let focus = focus.clone();
                move |_: web_sys::Event| system.on_focus.run(focus.clone())
            })
            .child(tag("span").text(name))
            .child(tag("span").class("pick-more").text(more));
        tag("li").key(focus.join(" ")).child(choose)
    };
    let list = move || {
        let (entries, more) = find(&SearchText::new(&text.get()));
        let more = (more > 0).then(|| tag("li").class("hint").text(format!("and {more} more")));
        let nothing = entries.is_empty().then(|| tag("li").class("hint").text("None."));
        let entries = entries.into_iter().map(entry);
        tag("ul").class("main-processes").children(entries).child(more).child(nothing)
    };
    tag("section")
        .class("panel features-side")
        .attr("aria-label", label)
        .child(head)
        .child(search)
        .bind_child(list)
}

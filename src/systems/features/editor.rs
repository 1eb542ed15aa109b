//! *Edit Permissions*: the kinds on top, users and groups or items on the left, the list on the
//! right; below it what is focused, the licences, and the table to play with.
//!
//! The focus is the user or group, the kind, the feature and the column; or `item`, the kind, the
//! feature, the user or group and the column. As far as they are chosen.

use leptos::prelude::{AnyView, Callable, untrack};

use super::detail::{add_item, detail};
use super::group::new_group;
use super::licences::licences;
use super::list::list;
use super::restart::restart;
use super::sheet::Listed;
use super::subjects::{items, subjects};
use super::table::table;
use crate::reactive::{Derived, State};
use crate::ui::context::SystemContext;
use crate::ui::kit::tag::{Piece, Tag, all, bound, button, tag};
use whocan_core::directory::{Members, Principal};
use whocan_core::models::features::policy::{EDITOR, FeatureId, Kind};
use whocan_core::models::features::{Features, Shown};

/// The first step of the focus where one item is taken against everybody.
pub(super) const ITEM: &str = "item";

/// What is looked at: one subject's features of a kind, or one feature for everybody.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Here {
    /// The user or group; none by item.
    pub(super) who: Option<Principal>,
    pub(super) kind: Kind,
    /// The feature that is focused, or chosen.
    pub(super) feature: Option<FeatureId>,
}

impl Here {
    fn of(system: SystemContext<Features>) -> Self {
        let steps = system.focus.get();
        let kind = |at: usize| {
            let name = steps.get(at)?;
            Kind::ALL.into_iter().find(|kind| kind.name() == name)
        };
        let feature = steps.get(2).map(|id| FeatureId::new(id));
        if steps.first().is_some_and(|step| step == ITEM) {
            let kind = kind(1).unwrap_or(Kind::Tabs);
            let chosen = feature.or_else(|| first(system, kind));
            return Self { who: None, kind, feature: chosen };
        }
        let who = system.directory.with(|directory| {
            let chosen = steps.first().and_then(|id| directory.principal(id));
            let first = || directory.users.nth(0).map(|user| Principal::User(user.id.clone()));
            let group = || directory.groups.nth(0).map(|it| Principal::Group(it.id.clone()));
            chosen.or_else(first).or_else(group)
        });
        Self { who, kind: kind(1).unwrap_or(Kind::Modules), feature }
    }

    pub(super) fn is_by_item(&self) -> bool {
        self.who.is_none()
    }

    /// The focus that leads here, with another kind, subject or feature.
    pub(super) fn steps(&self, kind: Kind, feature: Option<&FeatureId>) -> Vec<String> {
        let first = match &self.who {
            Some(who) => who.id().to_owned(),
            None => ITEM.to_owned(),
        };
        let feature = feature.map(ToString::to_string);
        [first, kind.name().to_owned()].into_iter().chain(feature).collect()
    }
}

/// The first feature of a kind.
fn first(system: SystemContext<Features>, kind: Kind) -> Option<FeatureId> {
    system.policy.with(|policy| policy.of_kind(kind).next().map(|feature| feature.id.clone()))
}

pub(super) fn editor(system: SystemContext<Features>) -> AnyView {
    let here = Derived::new(move |_| Here::of(system));
    let may_edit = Derived::new(move |_| may_edit(system));
    let adding = State::new(false);
    let left = move || match here.with(Here::is_by_item) {
        true => untrack(|| items(system, here)),
        false => untrack(|| subjects(system, here, adding, may_edit)),
    };
    let by_item = Derived::new(move |_| here.with(Here::is_by_item));
    let listed = move || match by_item.get() {
        true => untrack(|| list(system, here, Listed::Everybody, may_edit)),
        false => untrack(|| list(system, here, Listed::Features, may_edit)),
    };
    let split = tag("div").class("editor-split features-split").bind_child(left).child(
        tag("div")
            .class("editor-levels")
            .child(tag("div").class("features-room").bind_child(listed))
            .child(bound(move || adder(system, here, may_edit)))
            .child(detail(system, here, may_edit)),
    );
    let body = tag("div")
        .class("editor")
        .child(restart(system))
        .child(acting_as(system, may_edit))
        .child(ribbon(system, here))
        .child(split)
        .child(licences(system, may_edit))
        .child(table());
    all([crumbs().any(), body.any(), new_group(system, adding).any()])
}

/// Where this is in Maytas.
fn crumbs() -> Tag {
    let here = tag("li").attr("aria-current", "page");
    let list = tag("ol")
        .child(tag("li").text("Tools"))
        .child(here.child(tag("h2").text("Edit Permissions")));
    let crumbs =
        tag("nav").class("crumbs").attr("aria-label", "Where this is in Maytas").child(list);
    tag("div").class("work-head").child(crumbs)
}

// R13
fn may_edit(system: SystemContext<Features>) -> bool {
    let asked = system.asking.circumstances().get();
    let Some(who) = &asked.acting_as else { return true };
    let directory = system.directory.get();
    let Some(user) = directory.users.get(who) else { return true };
    let members = Members::of_user(&directory, user);
    let editor = FeatureId::new(EDITOR);
    let shown = system
        .index
        .with(|index| index.as_ref().and_then(|it| it.shown(&members, &asked, &editor)));
    !matches!(shown, Some(Shown::Hidden | Shown::Unavailable))
}

/// Who edits, to see for whom the editor is open.
fn acting_as(system: SystemContext<Features>, may: Derived<bool>) -> Tag {
    let closed = move || {
        (!may.get()).then_some(
            "They are not shown Manipulate Permissions, so the editor is read only for them.",
        )
    };
    tag("div")
        .class("panel-line")
        .child(system.asking.acting_as())
        .child(tag("span").class("hint").attr("role", "status").bind_text(closed))
}

/// The eight kinds, and which way to look at them.
fn ribbon(system: SystemContext<Features>, here: Derived<Here>) -> Tag {
    let kinds = Kind::ALL.map(|kind| {
        let go = move || {
            let here = here.get_untracked();
            system.on_focus.run(here.steps(kind, None));
        };
        pressed(kind.name(), move || here.with(|here| here.kind == kind), go)
    });
    let subject = move || {
        let kind = here.with_untracked(|here| here.kind);
        let who = system.directory.with_untracked(|it| it.users.nth(0).map(|u| u.id.to_string()));
        system.on_focus.run(who.into_iter().chain([kind.name().to_owned()]).collect());
    };
    let item = move || {
        let kind = here.with_untracked(|here| here.kind);
        system.on_focus.run(vec![ITEM.to_owned(), kind.name().to_owned()]);
    };
    let by_item = move || here.with(Here::is_by_item);
    tag("div")
        .class("features-ribbon")
        .child(
            tag("div")
                .class("panel-line")
                .attr("role", "group")
                .attr("aria-label", "Kinds")
                .children(kinds),
        )
        .child(
            tag("div")
                .class("panel-line")
                .attr("role", "group")
                .attr("aria-label", "List")
                .child(pressed("By user or group", move || !by_item(), subject))
                .child(pressed("By item", by_item, item)),
        )
}

/// A button that stays down while something is so.
pub(super) fn pressed(
    label: &'static str,
    is: impl Fn() -> bool + Send + Sync + 'static,
    act: impl Fn() + Send + Sync + 'static,
) -> Tag {
    button(label, act).bind("aria-pressed", move || if is() { "true" } else { "false" })
}

/// Adds features of a kind that each installation has of its own.
fn adder(
    system: SystemContext<Features>,
    here: Derived<Here>,
    may_edit: Derived<bool>,
) -> Option<Tag> {
    let kind = here.with(|here| here.kind);
    (!kind.is_shipped() && may_edit.get()).then(|| untrack(|| add_item(system, here, kind)))
}

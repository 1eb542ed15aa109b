//! The editor, in tabs. The focus is a group and an attribute, or the name of a tab and what is
//! chosen there.

use leptos::prelude::{AnyView, Callable};

use super::{catalogue, form, reports, see, services};
use crate::reactive::Derived;
use crate::ui::context::SystemContext;
use crate::ui::kit::tag::{Tag, all, fresh, tag};
use whocan_core::models::attributes::Attributes;

/// A tab.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Tab {
    Form,
    See,
    Reports,
    Services,
    Catalogue,
}

impl Tab {
    const ALL: [Self; 5] = [Self::Form, Self::See, Self::Reports, Self::Services, Self::Catalogue];

    /// Its name in addresses; none for the one that has groups there.
    fn key(self) -> Option<&'static str> {
        match self {
            Self::Form => None,
            Self::See => Some("see"),
            Self::Reports => Some("reports"),
            Self::Services => Some("services"),
            Self::Catalogue => Some("catalogue"),
        }
    }

    fn label(self) -> &'static str {
        match self {
            Self::Form => "Security group",
            Self::See => "What they would see",
            Self::Reports => "Reports",
            Self::Services => "Services",
            Self::Catalogue => "Catalogue",
        }
    }

    fn of(focus: &[String]) -> Self {
        let first = focus.first().map(String::as_str);
        let found = Self::ALL.into_iter().find(|tab| tab.key().is_some() && tab.key() == first);
        found.unwrap_or(Self::Form)
    }
}

pub(super) fn editor(system: SystemContext<Attributes>) -> AnyView {
    let tab = Derived::new(move |_| system.focus.with(|focus| Tab::of(focus)));
    let head = tag("div")
        .class("work-head")
        .child(tag("h2").text("Security Permissions"))
        .child(tabs(system, tab));
    let body = fresh(
        move || tab.get(),
        move |tab| match tab {
            Tab::Form => form::form(system),
            Tab::See => see::see(system),
            Tab::Reports => reports::reports(system),
            Tab::Services => services::services(system),
            Tab::Catalogue => catalogue::catalogue(system),
        },
    );
    all([head, tag("div").class("editor").child(body)])
}

fn tabs(system: SystemContext<Attributes>, now: Derived<Tab>) -> Tag {
    let entry = move |tab: Tab| {
        let choose = move |_: web_sys::Event| {
            system.on_focus.run(tab.key().into_iter().map(str::to_owned).collect());
        };
        let button = tag("button")
            .attr("type", "button")
            .class("tab")
            .bind("aria-current", move || (now.get() == tab).then_some("page"))
            .on("click", choose)
            .text(tab.label());
        tag("li").child(button)
    };
    let list = tag("ul").class("tabs").children(Tab::ALL.map(entry));
    tag("nav").attr("aria-label", "Parts of Security Permissions").child(list)
}

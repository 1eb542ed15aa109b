//! Under which circumstances a model is asked, as far as it takes them into account: the day, the
//! service, the licences, who edits. What is chosen here holds for every screen until the page is
//! left; the workspace's own day is another matter.

use leptos::prelude::{AnyView, Callable, Callback, untrack};

use crate::platform::clock;
use crate::reactive::{Derived, State};
use crate::ui::kit::choice::choice;
use crate::ui::kit::fields::date_field;
use crate::ui::kit::tag::{Piece, Tag, button, tag, tick};
use whocan_core::directory::{AsOf, Circumstances, Date, Directory};
use whocan_core::model::ModelInfo;

/// What is asked, and how the workspace stands to it. Copied freely.
#[derive(Clone, Copy)]
pub struct Asking {
    /// What was chosen; what is none is as the workspace says.
    pub chosen: State<Circumstances>,
    /// The workspace's own day.
    pub as_of: Derived<AsOf>,
    /// Who there is.
    pub directory: Derived<Directory>,
    /// Makes a day the workspace's own.
    pub keep_day: Callback<Option<Date>>,
}

impl Asking {
    /// The circumstances of every question, the day filled in.
    pub fn circumstances(self) -> Derived<Circumstances> {
        Derived::new(move |_| self.now())
    }

    /// The same at this moment.
    pub fn now(self) -> Circumstances {
        let chosen = self.chosen.get();
        let as_of = self.as_of.get();
        Circumstances { on: chosen.on.or(as_of.day), any_day: as_of.any_day, ..chosen }
    }

    /// What can be chosen for a model; nothing for one that takes none of it into account. Of the
    /// services those are offered that somebody can sign on under.
    pub fn choosers(
        self,
        about: &'static ModelInfo,
        services: impl Fn() -> Vec<String> + Send + Sync + 'static,
    ) -> Option<Tag> {
        let reads = about.reads;
        let any = reads.on || reads.service || reads.licences;
        any.then(|| {
            tag("div")
                .class("asked")
                .attr("role", "group")
                .attr("aria-label", "Under which circumstances")
                .child(reads.on.then(|| day(self)))
                .child(reads.service.then(|| service(self, services)))
                .child(reads.licences.then(|| licences(self, about)))
        })
    }

    /// The licences that count: those that are assumed, else the installed ones.
    pub fn licences(self) -> Vec<String> {
        let assumed = self.chosen.with(|chosen| chosen.licences.clone());
        assumed.unwrap_or_else(|| self.directory.with(|directory| directory.licences.clone()))
    }

    /// Assumes that a licence is installed, or that it is not.
    pub fn assume(self, name: &str, on: bool) {
        let mut all = untrack(|| self.licences());
        all.retain(|other| other != name);
        if on {
            all.push(name.to_owned());
        }
        let installed = self.directory.with_untracked(|directory| directory.licences.clone());
        let same = all.len() == installed.len() && all.iter().all(|it| installed.contains(it));
        self.chosen.update(|chosen| chosen.licences = (!same).then_some(all));
    }
}

/// The day: that of the workspace, until another one is chosen.
fn day(asking: Asking) -> Tag {
    let (asked, as_of) = (asking.chosen, asking.as_of);
    let as_of = Derived::new(move |_| as_of.get().day);
    let now = move || asked.with(|asked| asked.on).or(as_of.get());
    let choose = move |day: Option<Date>| {
        let day = day.filter(|day| Some(*day) != as_of.get_untracked());
        asked.update(|asked| asked.on = day);
    };
    let field = date_field(
        "As of",
        false,
        move || now().map(|day| day.to_string()).unwrap_or_default(),
        move |text, typed| {
            choose(Date::entered(text, typed)?);
            Ok(())
        },
    );
    let other = move || {
        asked.with(|asked| asked.on.is_some()).then(|| {
            let keep = move || {
                let day = asked.with_untracked(|asked| asked.on);
                asking.keep_day.run(day);
                asked.update(|asked| asked.on = None);
            };
            tag("span")
                .class("asked-more")
                .child(button("Back to the workspace's day", move || choose(None)))
                .child(button("Make it the workspace's day", keep))
        })
    };
    let none = move || {
        now().is_none().then(|| {
            let today = move || choose(Date::parse(&clock::day()).ok());
            tag("span")
                .class("asked-more")
                .child(tag("span").class("hint").text("No day: what has dates does not count."))
                .child(button("Today", today))
        })
    };
    let label = tag("label").class("choice").child(tag("span").text("As of")).child(field);
    tag("span").class("asked-day").child(label).bind_child(other).bind_child(none)
}

/// The service that somebody signs on under: one of these, or what is chosen already.
fn service(asking: Asking, services: impl Fn() -> Vec<String> + Send + Sync + 'static) -> Tag {
    let asked = asking.chosen;
    let options = move || {
        let mut all = services();
        let chosen = asked.with(|asked| asked.service.clone());
        all.extend(chosen.filter(|chosen| !all.contains(chosen)).into_iter().collect::<Vec<_>>());
        all.into_iter().map(|name| (name.clone(), name)).collect()
    };
    choice(
        "Signed on under",
        "no service",
        options,
        move || asked.with(|asked| asked.service.clone()),
        move |name| asked.update(|asked| asked.service = (!name.is_empty()).then_some(name)),
    )
    .class("choice")
}

/// The licences: the installed ones, until others are assumed.
fn licences(asking: Asking, about: &'static ModelInfo) -> Tag {
    let asked = asking.chosen;
    let installed = move || asking.directory.with(|directory| directory.licences.clone());
    let known = move || -> Vec<String> {
        let mut all = installed();
        for name in about.licences {
            if !all.iter().any(|known| known == name) {
                all.push((*name).to_owned());
            }
        }
        all
    };
    let one = move |name: String| {
        let (wanted, label) = (name.clone(), name.clone());
        let is_on = move || asking.licences().contains(&wanted);
        tick(label, is_on, move |on| asking.assume(&name, on))
    };
    let title = move || {
        let assumed = asked.with(|asked| asked.licences.is_some());
        if assumed { "Licences: assumed" } else { "Licences: as installed" }
    };
    let list = move || -> AnyView { known().into_iter().map(one).collect::<Vec<Tag>>().any() };
    let back = move || {
        asked
            .with(|asked| asked.licences.is_some())
            .then(|| button("As installed", move || asked.update(|asked| asked.licences = None)))
    };
    tag("details")
        .class("asked-licences")
        .child(tag("summary").bind_text(title))
        .child(tag("div").class("panel-line").bind_child(list).bind_child(back))
}

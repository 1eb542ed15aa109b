//! What a person would see, drawn as the windows of One IYSS: who, signed on under which service, and the
//! client record with and without the licence side by side. What is pressed is explained by the inspector.

use leptos::prelude::*;
use wasm_bindgen::JsCast;

use super::page::{Page, index};
use super::window::{Assumed, Window, group_of};
use crate::components::{
    Avatar, Checkbox, Choice, Combobox, EmptyState, Icon, Segmented, Show, Ticked,
};
use crate::platform::closest;
use whocan_core::directory::{Circumstances, Directory, Members, Roster, UserId};
use whocan_core::model::{Facts as _, ModelSnapshot};
use whocan_core::models::attributes::panels::PanelView;
use whocan_core::models::attributes::{Attributes, Effect as Outcome, Index, Policy};
use whocan_core::shared::Shared;

/// What is chosen here. Copied freely.
#[derive(Clone, Copy)]
struct Sight {
    page: Page,
    person: Memo<Option<UserId>>,
    /// Whether the record is drawn with and without the licence.
    both: RwSignal<bool>,
    /// Whether what is not there is drawn too.
    absent: RwSignal<bool>,
    assumed: RwSignal<Assumed>,
    /// The licence that makes the difference; none where no attribute needs any.
    licence: Memo<Option<String>>,
}

impl Sight {
    fn new(page: Page) -> Self {
        let second = page.second();
        let person = Memo::new(move |_| {
            let named = second.get();
            page.system.directory.with(|directory| {
                let found = named.and_then(|id| directory.users.find(&id));
                found.or_else(|| directory.users.nth(0)).map(|user| user.id.clone())
            })
        });
        let licence = Memo::new(move |_| {
            page.system.policy.with(|policy| {
                let mut licences = policy.catalogue.items().flat_map(|it| &it.licences);
                licences.next().cloned()
            })
        });
        Self {
            page,
            person,
            both: RwSignal::new(true),
            absent: RwSignal::new(true),
            assumed: RwSignal::new(Assumed::default()),
            licence,
        }
    }

    fn name(self) -> String {
        let person = self.person.get();
        self.page.system.directory.with(|directory| {
            person.and_then(|id| Some(directory.users.get(&id)?.name.clone())).unwrap_or_default()
        })
    }

    // R7: those that they work in, and no others.
    fn services(self) -> Vec<String> {
        let person = self.person.get();
        let areas = self.page.system.policy.with(|policy| policy.services_of(person.as_ref()));
        areas.iter().map(|area| area.name().to_owned()).collect()
    }
}

/// See the module.
#[component]
pub(super) fn See(page: Page) -> AnyView {
    let sight = Sight::new(page);
    let any = Signal::derive(move || sight.person.with(Option::is_some));
    view! {
        <Show when=any>
            <div class="see">
                <Bar sight />
                <Windows sight />
            </div>
        </Show>
        <Show when=Signal::derive(move || !any.get())>
            <div class="editor-empty">
                <EmptyState
                    title="There is nobody in the directory yet."
                    text="Add people, then see what each of them is shown."
                    verb="Open people"
                    icon=Icon::Person
                    on_verb=move || page.system.open_people.run(())
                />
            </div>
        </Show>
    }
    .into_any()
}

/// Who, signed on under what, and what is drawn.
#[component]
fn Bar(sight: Sight) -> AnyView {
    let ticked = |on: bool| if on { Ticked::On } else { Ticked::Off };
    let absent = Signal::derive(move || ticked(sight.absent.get()));
    view! {
        <div class="see-tools">
            <Person sight />
            <span class="see-word" aria-hidden="true">"signed on under"</span>
            <SignedOn sight />
            <span class="att-gap"></span>
            <Which sight />
            <Checkbox
                label="Show what is absent"
                ticked=absent
                on_tick=move |on| sight.absent.set(on)
            />
        </div>
    }
    .into_any()
}

#[component]
fn Person(sight: Sight) -> AnyView {
    let system = sight.page.system;
    let choices = Signal::derive(move || {
        system.directory.with(|directory| {
            let users = directory.users.iter();
            users.map(|it| Choice::new(it.id.to_string(), it.name.clone())).collect::<Vec<_>>()
        })
    });
    let value = Signal::derive(move || {
        sight.person.with(|id| id.as_ref().map(ToString::to_string).unwrap_or_default())
    });
    let choose = move |id: String| {
        let what = system.focus.with_untracked(|focus| focus.get(2).cloned());
        let steps = ["see".to_owned(), id];
        system.on_focus.run(steps.into_iter().chain(what).collect());
    };
    let mark = move || view! { <Avatar name=sight.name() /> };
    view! {
        <div class="see-person">
            <Combobox label="Person" choices value on_choose=choose />
            <span class="see-avatar">{mark}</span>
        </div>
    }
    .into_any()
}

#[component]
fn SignedOn(sight: Sight) -> AnyView {
    let asking = sight.page.system.asking;
    let services = Memo::new(move |_| sight.services());
    let value = Signal::derive(move || {
        let chosen = asking.chosen.with(|chosen| chosen.service.clone());
        chosen.filter(|name| services.with(|it| it.contains(name))).unwrap_or_default()
    });
    let choose = Callback::new(move |name: String| {
        let service = (!name.is_empty()).then_some(name);
        asking.chosen.update(|chosen| chosen.service = service);
    });
    let draw = move || {
        let own = services.get().into_iter().map(|name| Choice::new(name.clone(), name));
        let choices = std::iter::once(Choice::new("", "No service")).chain(own).collect();
        view! { <Segmented label="Signed on under" choices=choices value on_choose=choose /> }
    };
    draw.into_any()
}

/// One window or two; with one, whether the licence is assumed.
#[component]
fn Which(sight: Sight) -> AnyView {
    let asking = sight.page.system.asking;
    let value = Signal::derive(move || if sight.both.get() { "both" } else { "one" }.to_owned());
    let choose = Callback::new(move |name: String| sight.both.set(name == "both"));
    let draw = move || {
        let licence = sight.licence.get()?;
        let both = Choice::new("both", format!("With and without {licence}")).icon(Icon::Compare);
        let choices = vec![Choice::new("one", "One window"), both];
        let has = licence.clone();
        let ticked = Signal::derive(move || match asking.licences().contains(&has) {
            true => Ticked::On,
            false => Ticked::Off,
        });
        let label = format!("Licence {licence}");
        let assume = move |on: bool| asking.assume(&licence, on);
        let assume = Callback::new(assume);
        let one = Signal::derive(move || !sight.both.get());
        Some(view! {
            <Show when=one>
                <Checkbox label=label.clone() ticked on_tick=assume />
            </Show>
            <span class="see-which">
                <Segmented label="Windows" choices value on_choose=choose />
            </span>
        })
    };
    draw.into_any()
}

/// What everything is worked out from.
struct Model {
    directory: Directory,
    roster: Shared<Roster>,
    policy: Shared<Policy>,
    index: Shared<Index>,
    person: UserId,
    name: String,
    asked: Circumstances,
    here: String,
}

/// What somebody sees under some circumstances.
fn with_sight<T>(
    model: &Model,
    members: &Members,
    licences: Option<&[String]>,
    draw: impl FnOnce(&PanelView<'_>) -> T,
) -> T {
    let snapshot = ModelSnapshot::<Attributes> {
        directory: &model.directory,
        roster: &model.roster,
        policy: &model.policy,
        index: &model.index,
        as_of: None.into(),
    };
    // R7: a service that is not theirs was chosen for somebody else.
    let mut circumstances = snapshot.theirs(members, &model.asked);
    if let Some(licences) = licences {
        circumstances.licences = Some(licences.to_vec());
    }
    draw(&PanelView { model: snapshot, members, circumstances: &circumstances })
}

#[component]
fn Windows(sight: Sight) -> AnyView {
    let system = sight.page.system;
    let roster = Memo::new_with_compare(
        move |_| system.directory.with(|it| Shared::new(Roster::compile(it, None))),
        |old: Option<&Shared<Roster>>, new| match (old, new) {
            (Some(old), Some(new)) => !old.same(new),
            _ => true,
        },
    );
    let model = move || {
        Some(Model {
            directory: system.directory.get(),
            roster: roster.get(),
            policy: system.policy.get(),
            index: index(system),
            person: sight.person.get()?,
            name: sight.name(),
            asked: system.asking.now(),
            here: system.focus.with(|focus| focus.get(2).cloned()).unwrap_or_default(),
        })
    };
    let draw = move || {
        let model = model()?;
        let members = model.roster.of(&model.person)?.clone();
        let installed = system.asking.licences();
        let licence = sight.licence.get().filter(|_| sight.both.get());
        let assumed = sight.assumed.get();
        let window = |note: &str, licences: Option<&[String]>, rest: bool| {
            with_sight(&model, &members, licences, |sight| {
                let window = Window {
                    sight,
                    person: &model.name,
                    assumed,
                    note: note.to_owned(),
                    here: &model.here,
                };
                if rest { window.rest() } else { window.client() }
            })
        };
        let other = licence.map(|licence| {
            let has = installed.contains(&licence);
            let mut others = installed.clone();
            others.retain(|it| *it != licence);
            others.extend((!has).then(|| licence.clone()));
            let stops = stops(&model, &members, &installed, &others);
            let assumed = system.asking.chosen.with(|chosen| chosen.licences.is_some());
            (licence, has, others, stops, assumed)
        });
        Some(drawn(&model, other.as_ref(), &window, assumed))
    };
    let pressed = move |event: web_sys::MouseEvent| {
        let found = closest(&event, ".see-thing");
        let id = found.and_then(|it| it.get_attribute("value"));
        let person = sight.person.get_untracked();
        if let Some((id, person)) = id.zip(person) {
            system.on_focus.run(vec!["see".to_owned(), person.to_string(), id]);
        }
    };
    let changed = move |event: web_sys::Event| {
        let found = closest(&event, ".see-fact");
        let found = found.and_then(|it| it.dyn_into::<web_sys::HtmlInputElement>().ok());
        if let Some(input) = found {
            sight.assumed.update(|assumed| assumed.set(&input.value(), input.checked()));
        }
    };
    let absent = Signal::derive(move || match sight.absent.get() {
        true => "shown",
        false => "hidden",
    });
    view! {
        <div class="see-room" data-absent=absent on:click=pressed on:change=changed>
            {draw}
        </div>
    }
    .into_any()
}

/// With which licence the two windows differ, whether it is there, the other licences, what differs, and
/// whether licences are only assumed.
type Other = (String, bool, Vec<String>, Vec<(String, usize)>, bool);

type Draw<'a> = &'a dyn Fn(&str, Option<&[String]>, bool) -> AnyView;

fn drawn(model: &Model, other: Option<&Other>, window: Draw<'_>, assumed: Assumed) -> AnyView {
    let facts = assumed.of_client();
    let pair = match other {
        None => view! {
            <div class="see-pair">{window("", None, false)} {facts}</div>
        }
        .into_any(),
        Some((licence, has, others, stops, only_assumed)) => {
            let (with, without) = (format!("With the {licence} licence"), "Without it");
            let all: usize = stops.iter().map(|(_, count)| count).sum();
            let (first, second) = match has {
                true => (with, without.to_owned()),
                false => (format!("Without the {licence} licence"), "With it".to_owned()),
            };
            let state = match (has, only_assumed) {
                (_, true) => "only assumed",
                (true, _) => "installed",
                (false, _) => "not installed",
            };
            let counted = match (all, has) {
                (1, true) => "1 permission stops working".to_owned(),
                (1, false) => "1 permission begins to work".to_owned(),
                (all, true) => format!("{all} permissions stop working"),
                (all, false) => format!("{all} permissions begin to work"),
            };
            let note = if *has { format!("without {licence}") } else { format!("with {licence}") };
            let mood = if *has && !only_assumed { "good" } else { "warn" };
            view! {
                <div class="see-pair" data-both="">
                    <div class="see-side">
                        <h3 class="see-side-title">
                            {first} <span class="att-badge" data-mood=mood>{state}</span>
                        </h3>
                        {window("", None, false)}
                    </div>
                    <div class="see-side">
                        <h3 class="see-side-title">
                            {second}
                            <span class="see-side-fact">{counted}</span>
                        </h3>
                        {window(&note, Some(others), false)}
                    </div>
                    {facts}
                </div>
            }
            .into_any()
        }
    };
    let foot = other.map(|(licence, has, _, stops, _)| foot(&model.name, licence, *has, stops));
    view! {
        <div class="see-scroll">
            <div class="see-windows" data-both=other.map(|_| "")>
                {pair} <div class="see-rest">{window("", None, true)}</div>
            </div>
        </div>
        {foot}
    }
    .into_any()
}

/// What is effective only with the licence, by where it is seen.
fn stops(
    model: &Model,
    members: &Members,
    installed: &[String],
    others: &[String],
) -> Vec<(String, usize)> {
    let effective = |licences: &[String]| {
        with_sight(model, members, Some(licences), |sight| {
            let attributes = model.policy.catalogue.items();
            let has = attributes.map(|it| sight.effect(it.id.as_str()) == Outcome::Effective);
            has.collect::<Vec<bool>>()
        })
    };
    let both = effective(installed).into_iter().zip(effective(others));
    let sections = model.policy.catalogue.all();
    let attributes =
        sections.flat_map(|(_, section)| section.attributes.iter().map(move |it| (section, it)));
    let mut found: Vec<([&str; 2], usize)> = Vec::new();
    for ((section, attribute), (one, other)) in attributes.zip(both) {
        if one == other {
            continue;
        }
        let group = group_of(attribute.id.as_str()).unwrap_or([&section.name; 2]);
        match found.iter_mut().find(|(names, _)| *names == group) {
            Some((_, count)) => *count += 1,
            None => found.push((group, 1)),
        }
    }
    let named = |([one, several], count): ([&str; 2], usize)| {
        (if count == 1 { one } else { several }.to_owned(), count)
    };
    found.into_iter().map(named).collect()
}

fn foot(name: &str, licence: &str, has: bool, stops: &[(String, usize)]) -> AnyView {
    let (title, none) = match has {
        true => (format!("What stops without {licence}"), "Nothing stops."),
        false => (format!("What begins with {licence}"), "Nothing begins."),
    };
    let item = |(name, count): &(String, usize)| {
        view! { <li><b>{*count}</b> " " {name.clone()}</li> }
    };
    let none = stops.is_empty().then(|| view! { <li>{none}</li> });
    view! {
        <section class="see-foot" aria-label=title.clone()>
            <p>
                <b>{title.clone()}</b>
                <span class="see-side-fact">{format!("for {name}; the ticks stay")}</span>
            </p>
            <ul>{stops.iter().map(item).collect_view()} {none}</ul>
        </section>
    }
    .into_any()
}

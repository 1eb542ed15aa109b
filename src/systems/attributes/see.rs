//! What a person would see: who, signed on under which service, with which licences; below it the
//! parts of the screens. What is pressed there is explained in the preview.

use leptos::prelude::{AnyView, Callable, untrack};

use super::fields::choice;
use super::mock::{Facts, Mock};
use super::overview::index;
use super::words::chip;
use crate::reactive::{Derived, State};
use crate::ui::context::SystemContext;
use crate::ui::kit::tag::{Piece, Tag, all, bound, tag, tick};
use whocan_core::directory::{Roster, UserId};
use whocan_core::model::{Explain as _, Facts as _, Model, ModelSnapshot, Policy as _};
use whocan_core::models::attributes::panels::{Fact, PanelView};
use whocan_core::models::attributes::{Attributes, Policy};
use whocan_core::shared::Shared;
use whocan_core::verdict::{Address, Names, plain};

/// The most people that a list to choose from offers.
const MOST_PEOPLE: usize = 500;

/// What is assumed.
#[derive(Clone, Copy)]
struct Assumed {
    /// Whether what is not there is drawn too.
    absent: State<bool>,
    facts: State<Facts>,
}

pub(super) fn see(system: SystemContext<Attributes>) -> AnyView {
    let person = Derived::new(move |_| {
        let focused = system.focus.with(|focus| focus.get(1).cloned());
        system.directory.with(|directory| {
            let found = focused.and_then(|id| directory.users.find(&id).cloned());
            let user = found.or_else(|| directory.users.nth(0).cloned());
            user.map(|user| user.id.clone())
        })
    });
    let assumed = Assumed { absent: State::new(true), facts: State::new(Facts::default()) };
    bound(move || match person.get() {
        None => {
            let says = "There is nobody in the directory yet: add some people.";
            tag("p").class("empty").text(says).any()
        }
        Some(person) => untrack(|| of_person(system, person, assumed)),
    })
}

fn of_person(system: SystemContext<Attributes>, person: UserId, assumed: Assumed) -> AnyView {
    let (index, of, told) = (index(system), person.clone(), person.clone());
    let roster = Derived::by(Shared::same, move |_: Option<&Shared<Roster>>| {
        system.directory.with(|directory| Shared::new(Roster::compile(directory, None)))
    });
    // One person's sight as things are assumed, for whatever is drawn of it.
    let look = move |person: &UserId, draw: &dyn Fn(&PanelView<'_>) -> Vec<Tag>| {
        let (directory, policy) = (system.directory.get(), system.policy.get());
        let (roster, index) = (roster.get(), index.get());
        let model = ModelSnapshot::<Attributes> {
            directory: &directory,
            roster: &roster,
            policy: &policy,
            index: &index,
            as_of: None.into(),
        };
        let members = roster.of(person)?;
        // R7: a service that is not theirs was chosen for somebody else.
        let circumstances = model.theirs(members, &system.asking.circumstances().get());
        Some(draw(&PanelView { model, members, circumstances: &circumstances }))
    };
    let screens = move || {
        look(&of, &|sight| Mock { system, person: &of, sight, facts: assumed.facts }.draw())
    };
    let reasons = move || {
        let pressed = system.focus.with(|focus| focus.get(2).cloned())?;
        look(&told, &|sight| why(sight, &pressed).into_iter().collect())
    };
    all([
        chosen(system, &person, assumed).any(),
        tag("div").attr("role", "status").bind_child(reasons).any(),
        tag("div")
            .class("mocks")
            .bind("data-absent", move || if assumed.absent.get() { "shown" } else { "hidden" })
            .bind_child(screens)
            .any(),
    ])
}

/// The names of what reasons cite.
struct Here<'a>(ModelSnapshot<'a, Attributes>);

impl Names for Here<'_> {
    fn name(&self, address: &Address) -> Option<String> {
        match address {
            Address::Policy { part, keys, .. } => self.0.policy.name(part, keys),
            Address::Principal(who) | Address::Membership(_, who) => {
                Some(self.0.directory.name(who))
            }
            Address::Licence(name) => Some(name.clone()),
        }
    }
}

/// Why what was pressed is there or not, under what is assumed here.
fn why(sight: &PanelView<'_>, pressed: &str) -> Option<Tag> {
    let target = Attributes::target(sight.model.policy, pressed)?;
    let verdict = Attributes::explain(sight.model, sight.members, sight.circumstances, &target);
    let here = Here(sight.model);
    let all = verdict.because.all();
    let (root, steps) = all.split_first()?;
    let steps = steps.iter().map(|step| tag("li").text(plain(step, &here)));
    let says = tag("div")
        .class("panel-line")
        .child(chip(verdict.decision))
        .child(tag("b").text(plain(root, &here)));
    let panel = tag("div").class("panel sp-panel").child(says);
    Some(panel.child(tag("ul").class("mock-list").children(steps)))
}

/// Every licence that an attribute needs, in the catalogue's order.
fn needed(policy: &Policy) -> Vec<String> {
    let mut needed: Vec<String> = Vec::new();
    for licence in policy.catalogue.attributes().flat_map(|attribute| &attribute.licences) {
        if !needed.contains(licence) {
            needed.push(licence.clone());
        }
    }
    needed
}

fn chosen(system: SystemContext<Attributes>, person: &UserId, assumed: Assumed) -> Tag {
    let (now, asking) = (person.to_string(), system.asking);
    let people = move || {
        system.directory.with(|directory| {
            let users = directory.users.iter().take(MOST_PEOPLE);
            users.map(|user| (user.id.to_string(), user.name.clone())).collect::<Vec<_>>()
        })
    };
    let who = choice(
        "Person",
        None,
        Box::new(people),
        Box::new(move || now.clone()),
        Box::new(move |id| system.on_focus.run(vec!["see".to_owned(), id])),
    );
    // R7: those that they work in, and no others.
    let own = {
        let person = person.clone();
        move || -> Vec<String> {
            let areas = system.policy.with(|policy| policy.services_of(Some(&person)));
            areas.iter().map(|area| area.name().to_owned()).collect()
        }
    };
    let of_them = own.clone();
    let service = choice(
        "Signed on under",
        Some("no service"),
        Box::new(move || own().into_iter().map(|name| (name.clone(), name)).collect()),
        Box::new(move || {
            let chosen = asking.chosen.with(|chosen| chosen.service.clone());
            chosen.filter(|name| of_them().contains(name)).unwrap_or_default()
        }),
        Box::new(move |name| {
            let service = (!name.is_empty()).then_some(name);
            asking.chosen.update(|chosen| chosen.service = service);
        }),
    );
    let licences = move || {
        let one = |licence: String| {
            let has = licence.clone();
            tick(
                format!("Licence {licence}"),
                move || asking.licences().contains(&has),
                move |on| asking.assume(&licence, on),
            )
        };
        system.policy.with(|policy| needed(policy)).into_iter().map(one).collect::<Vec<Tag>>()
    };
    let differs = move || {
        let any = asking.chosen.with(|chosen| chosen.licences.is_some());
        any.then(|| {
            tag("p")
                .class("sp-note")
                .text("Only assumed: which licences are installed is set in the directory.")
        })
    };
    let works = {
        let person = person.clone();
        move || {
            let areas = system.policy.with(|policy| policy.services_of(Some(&person)));
            format!("Works in {}.", whocan_core::models::attributes::changes::in_words(areas))
        }
    };
    let groups = {
        let person = person.clone();
        move || {
            system.directory.with(|directory| {
                let user = directory.users.get(&person)?;
                let names = user.groups.iter().filter_map(|id| directory.groups.get(id));
                let names: Vec<&str> = names.map(|group| group.name.as_str()).collect();
                Some(match names.is_empty() {
                    true => "In no security group.".to_owned(),
                    false => format!("Security groups: {}.", names.join(", ")),
                })
            })
        }
    };
    tag("div")
        .class("panel")
        .child(tag("div").class("panel-line").child(who).child(service).bind_child(licences).child(
            tick(
                "Draw what is absent",
                move || assumed.absent.get(),
                move |on| assumed.absent.set(on),
            ),
        ))
        .child(
            tag("p")
                .class("sp-says")
                .bind_text(groups)
                .text(" ")
                .bind_text(works)
                .text(" Press anything to see why it is there or not."),
        )
        .bind_child(differs)
}

/// Whether something that is assumed holds.
pub(super) fn fact(holds: bool) -> Fact {
    if holds { Fact::Holds } else { Fact::Fails }
}

//! The catalogue: sections and the attributes in them, what is known of each, families and gates.

use leptos::prelude::{AnyView, Callable, event_target_checked, untrack};

use super::fields::{adder, choice};
use super::gates::gates;
use super::words::{areas, badge_list};
use crate::reactive::Derived;
use crate::ui::context::SystemContext;
use crate::ui::kit::fields::field;
use crate::ui::kit::tag::{Piece, Tag, all, bound, button, tag, tick};
use whocan_core::models::attributes::area::Area;
use whocan_core::models::attributes::policy::{Attribute, Section, SectionId};
use whocan_core::models::attributes::section::full_name;
use whocan_core::models::attributes::{Attributes, Edit};

pub(super) fn catalogue(system: SystemContext<Attributes>) -> AnyView {
    let chosen = Derived::new(move |_| {
        let focused = system.focus.with(|focus| focus.get(1).cloned());
        system.policy.with(|policy| {
            let found = focused.and_then(|id| {
                policy.catalogue.section(&id.into()).map(|(_, section)| section.id.clone())
            });
            let first = || policy.catalogue.sections().first().map(|section| section.id.clone());
            found.or_else(first)
        })
    });
    let section = Derived::new(move |_| {
        let id = chosen.get()?;
        system.policy.with(|policy| {
            policy.catalogue.section(&id).map(|(outer, it)| (outer.is_some(), it.clone()))
        })
    });
    let sections = move || {
        system.policy.with(|policy| {
            let all = policy.catalogue.all();
            all.map(|(outer, section)| (section.id.to_string(), full_name(outer, section)))
                .collect::<Vec<_>>()
        })
    };
    let choose = choice(
        "Section",
        None,
        Box::new(sections),
        Box::new(move || chosen.get().map(|id| id.to_string()).unwrap_or_default()),
        Box::new(move |id| system.on_focus.run(vec!["catalogue".to_owned(), id])),
    );
    let add = adder(
        "Add a section",
        Box::new(move |name| {
            let section = Section::new(&system.new_id('s'), &name);
            let focus = vec!["catalogue".to_owned(), section.id.to_string()];
            system.send(Edit::AddSection(section, None, usize::MAX));
            system.on_focus.run(focus);
        }),
    );
    let body = bound(move || {
        section
            .get()
            .map(|(is_within, section)| untrack(|| of_section(system, is_within, &section)))
    });
    tag("section")
        .class("panel sp-panel")
        .attr("aria-labelledby", "sp-catalogue")
        .child(tag("h3").attr("id", "sp-catalogue").text("Catalogue of attributes"))
        .child(tag("p").class("hint").text(
            "The families' bases and most gates were worked out: edit them until they are yours. The \
             first edit puts the whole catalogue into the file.",
        ))
        .child(tag("div").class("panel-line").child(choose).child(add))
        .child(body)
        .any()
}

fn of_section(system: SystemContext<Attributes>, is_within: bool, section: &Section) -> AnyView {
    let id = section.id.clone();
    let attribute = {
        let id = id.clone();
        adder(
            "Add an attribute",
            Box::new(move |name| {
                let attribute = Attribute::new(&system.new_id('a'), &name);
                system.send(Edit::AddAttribute(id.clone(), attribute, usize::MAX));
            }),
        )
    };
    let row = {
        let section = section.clone();
        (!section.families.is_empty()).then(|| {
            adder(
                "Add a row to the families",
                Box::new(move |base| {
                    system.send_all(format!("add {base}"), family_row(system, &section, &base))
                }),
            )
        })
    };
    let within = (!is_within).then(|| {
        adder(
            "Add a section within it",
            Box::new(move |name| {
                let section = Section::new(&system.new_id('s'), &name);
                system.send(Edit::AddSection(section, Some(id.clone()), usize::MAX));
            }),
        )
    });
    let attributes = section.attributes.iter().enumerate();
    let attributes = attributes.map(|(at, it)| attribute_row(system, section, at, it));
    let list = tag("ul").class("catalogue").children(attributes);
    all([
        properties(system, section).any(),
        list.any(),
        tag("div").class("panel-line sp-adders").child(attribute).child(row).child(within).any(),
        gates(system, section),
    ])
}

/// The members of a new row of the section's families, one for each suffix of the first.
fn family_row(system: SystemContext<Attributes>, section: &Section, base: &str) -> Vec<Edit> {
    let suffixes = section.families.first().into_iter().flatten();
    let member = |suffix: &String| {
        let attribute = Attribute::new(&system.new_id('a'), &format!("{base} - {suffix}"));
        Edit::AddAttribute(section.id.clone(), attribute, usize::MAX)
    };
    suffixes.map(member).collect()
}

/// Up, down and away; where it stands is looked up when it is pressed.
fn movers(system: SystemContext<Attributes>, id: &SectionId, name: &str) -> [Tag; 3] {
    let place = {
        let id = id.clone();
        move || {
            system.policy.with_untracked(|policy| {
                let outer = policy.catalogue.sections();
                let lists = std::iter::once(outer).chain(outer.iter().map(|it| &*it.sections));
                let mut found = lists.filter_map(|list| list.iter().position(|it| it.id == id));
                found.next().unwrap_or_default()
            })
        }
    };
    let (up, down, gone, below) = (id.clone(), id.clone(), id.clone(), place.clone());
    [
        button("↑", move || {
            system.send(Edit::MoveSection(up.clone(), place().saturating_sub(1)))
        })
        .attr("aria-label", format!("{name}: up")),
        button("↓", move || system.send(Edit::MoveSection(down.clone(), below() + 1)))
            .attr("aria-label", format!("{name}: down")),
        button("Remove", move || system.send(Edit::RemoveSection(gone.clone())))
            .attr("aria-label", format!("Remove {name}")),
    ]
}

fn properties(system: SystemContext<Attributes>, section: &Section) -> Tag {
    let set = move |section: Section| system.send(Edit::SetSection(section));
    let (named, boxed, warned, suffixed) =
        (section.clone(), section.clone(), section.clone(), section.clone());
    let explained = section.clone();
    let name = field("Name of the section".to_owned(), section.name.clone(), move |name| {
        set(Section { name, ..named.clone() })
    });
    let has = section.select_all;
    let all = tick(
        "Box for all of it",
        move || has,
        move |select_all| {
            set(Section { select_all, ..boxed.clone() });
        },
    );
    let warn = field(
        "Warning of the section".to_owned(),
        section.warn.clone().unwrap_or_default(),
        move |warn| {
            let warn = some(&warn);
            set(Section { warn, ..warned.clone() });
        },
    );
    let says = field(
        "Explanation of the section".to_owned(),
        section.description.clone().unwrap_or_default(),
        move |says| {
            let description = some(&says);
            set(Section { description, ..explained.clone() });
        },
    );
    let families: Vec<String> = section.families.iter().map(|family| family.join(", ")).collect();
    let suffixes = field("Suffixes of the families".to_owned(), families.join("; "), move |text| {
        let families = text.split(';').map(list).filter(|family| !family.is_empty());
        set(Section { families: families.collect(), ..suffixed.clone() });
    });
    tag("div")
        .class("panel-line")
        .child(labelled("Name", name))
        .child(all)
        .child(labelled("Explanation", says))
        .child(labelled("Warning", warn))
        .child(labelled("Suffixes", suffixes))
        .children(movers(system, &section.id, &section.name))
}

fn labelled(label: &'static str, field: Tag) -> Tag {
    tag("span").class("choice").child(tag("span").text(label)).child(field)
}

fn some(text: &str) -> Option<String> {
    Some(text.trim()).filter(|text| !text.is_empty()).map(str::to_owned)
}

/// Names between commas.
fn list(text: &str) -> Vec<String> {
    text.split(',').filter_map(some).collect()
}

type Turn = fn(&mut Attribute, bool);

fn attribute_row(
    system: SystemContext<Attributes>,
    section: &Section,
    at: usize,
    it: &Attribute,
) -> Tag {
    let name = it.name.clone();
    let change = |label: &str, value: &str, set: fn(&mut Attribute, String)| {
        let old = it.clone();
        let label = format!("{label} of {name}");
        field(label, value.to_owned(), move |text| {
            let mut new = old.clone();
            set(&mut new, text);
            system.send(Edit::SetAttribute(new));
        })
    };
    let flags: [(&'static str, bool, Turn); 6] = [
        ("default", it.default, |it, on| it.default = on),
        ("obsolete", it.obsolete, |it, on| it.obsolete = on),
        ("unexplained", it.unexplained, |it, on| it.unexplained = on),
        ("in no header", it.referenced, |it, on| it.referenced = on),
        ("not in the section's warning", it.unwarned, |it, on| it.unwarned = on),
        ("inferred", it.inferred, |it, on| it.inferred = on),
    ];
    let flags = flags.map(|(label, holds, turn)| {
        let old = it.clone();
        let input = tag("input")
            .attr("type", "checkbox")
            .attr("aria-label", format!("{name}: {label}"))
            .prop("checked", move || holds)
            .on("change", move |event: web_sys::Event| {
                let mut new = old.clone();
                turn(&mut new, event_target_checked(&event));
                system.send(Edit::SetAttribute(new));
            });
        tag("label").class("choice").child(input).text(label)
    });
    let (old, now) = (it.clone(), it.service.map_or("", Area::name));
    let service = choice(
        "Service",
        Some("any"),
        Box::new(areas),
        Box::new(move || now.to_owned()),
        Box::new(move |name| {
            let service = Area::parse(&name).ok();
            system.send(Edit::SetAttribute(Attribute { service, ..old.clone() }));
        }),
    );
    let (up, down, gone) = (it.id.clone(), it.id.clone(), it.id.clone());
    let (here, there) = (section.id.clone(), section.id.clone());
    let says = it.description.as_deref().unwrap_or_default();
    let first = tag("div")
        .class("panel-line")
        .child(change("Name", &name, |it, text| it.name = text))
        .child(
            change("Explanation", says, |it, text| it.description = some(&text))
                .attr("data-wide", true),
        )
        .child(labelled(
            "Licences",
            change("Licences", &it.licences.join(", "), |it, text| it.licences = list(&text)),
        ))
        .child(labelled(
            "Warning",
            change("Warning", it.warn.as_deref().unwrap_or_default(), |it, text| {
                it.warn = some(&text)
            }),
        ));
    let second = tag("div")
        .class("panel-line")
        .children(flags)
        .child(service)
        .child(
            button("↑", move || {
                system.send(Edit::MoveAttribute(up.clone(), here.clone(), at.saturating_sub(1)));
            })
            .attr("aria-label", format!("{name}: up")),
        )
        .child(
            button("↓", move || {
                system.send(Edit::MoveAttribute(down.clone(), there.clone(), at + 1))
            })
            .attr("aria-label", format!("{name}: down")),
        )
        .child(
            button("Remove", move || system.send(Edit::RemoveAttribute(gone.clone())))
                .attr("aria-label", format!("Remove {name}")),
        );
    let summary = tag("summary").text(name.clone()).children(badge_list(section, it));
    tag("li")
        .key(it.id.to_string())
        .child(tag("details").class("sp-known").child(summary).child(first).child(second))
}

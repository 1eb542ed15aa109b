//! What is known of an attribute of the catalogue, to be edited.

use leptos::prelude::*;

use super::fields::{list, some};
use super::page::Page;
use super::words::area;
use crate::components::{Button, ButtonKind, Checkbox, Choice, LineField, Select, Ticked};
use whocan_core::models::attributes::area::Area;
use whocan_core::models::attributes::policy::{Attribute, AttributeId};
use whocan_core::models::attributes::{Attributes, Edit};

use crate::state::context::SystemContext;

/// Something that holds of an attribute or does not: what it is called, whether it holds, and how it is
/// turned.
type Flag = (&'static str, fn(&Attribute) -> bool, fn(&mut Attribute, bool));

const FLAGS: [Flag; 6] = [
    ("default", |it| it.default, |it, on| it.default = on),
    ("obsolete", |it| it.obsolete, |it, on| it.obsolete = on),
    ("unexplained", |it| it.unexplained, |it, on| it.unexplained = on),
    ("in no header", |it| it.referenced, |it, on| it.referenced = on),
    ("not in the section's warning", |it| it.unwarned, |it, on| it.unwarned = on),
    ("inferred", |it| it.inferred, |it, on| it.inferred = on),
];

type Change = fn(&mut Attribute, String);

/// The texts: what each is called here and aloud, its value, and how it is set.
fn texts(it: &Attribute) -> [(&'static str, String, Change); 4] {
    let optional = |text: &Option<String>| text.clone().unwrap_or_default();
    [
        ("Name", it.name.clone(), |it, text| it.name = text),
        ("Explanation", optional(&it.description), |it, text| it.description = some(&text)),
        ("Licences", it.licences.join(", "), |it, text| it.licences = list(&text)),
        ("Warning", optional(&it.warn), |it, text| it.warn = some(&text)),
    ]
}

/// Changes an attribute as it is by now.
fn change(
    system: SystemContext<Attributes>,
    id: &AttributeId,
    change: impl FnOnce(&mut Attribute),
) {
    let found = system.policy.with_untracked(|policy| policy.catalogue.item(id).cloned());
    if let Some(mut attribute) = found {
        change(&mut attribute);
        system.send(Edit::SetAttribute(attribute));
    }
}

/// See the module.
#[component]
pub(super) fn AttributeForm(page: Page, id: AttributeId) -> AnyView {
    let system = page.system;
    let of = id.clone();
    let known = Memo::new(move |before: Option<&Attribute>| {
        let found = page.facts.with(|facts| facts.policy.catalogue.item(&of).cloned());
        found.or_else(|| before.cloned()).unwrap_or_else(|| Attribute::new(of.as_str(), ""))
    });
    let of = id.clone();
    let fields = move || {
        let it = known.get();
        let name = it.name.clone();
        let one = |(label, value, set): (&'static str, String, Change)| {
            let of = of.clone();
            let edit = move |text: String| change(system, &of, |it| set(it, text));
            let spoken = format!("{label} of {name}");
            let value = Signal::stored(value);
            view! { <LineField label spoken value on_change=edit /> }
        };
        texts(&it).into_iter().map(one).collect_view()
    };
    let of = id.clone();
    let name = known.with_untracked(|it| it.name.clone());
    let flag = |(label, holds, turn): Flag| {
        let of = of.clone();
        let ticked = Signal::derive(move || match known.with(holds) {
            true => Ticked::On,
            false => Ticked::Off,
        });
        let tick = move |on: bool| change(system, &of, |it| turn(it, on));
        view! { <Checkbox label ticked on_tick=tick /> }
    };
    let choices = Area::ALL.map(|area| Choice::new(area.name(), area.name()));
    let choices = std::iter::once(Choice::new("", "Any")).chain(choices).collect::<Vec<_>>();
    let service =
        Signal::derive(move || known.with(|it| it.service.map_or("", Area::name)).to_owned());
    let of_service = id;
    let serve = move |name: String| change(system, &of_service, |it| it.service = area(&name));
    view! {
        <div class="modal-body att-dialog">
            {fields}
            <div class="att-ticks" role="group" aria-label=format!("What holds of {name}")>
                {FLAGS.map(flag).into_iter().collect_view()}
            </div>
            <Select label="Service to be signed on under" choices value=service on_choose=serve />
        </div>
        <div class="modal-buttons">
            <Button kind=ButtonKind::Primary on_press=move || page.asked.set(None)>
                "Done"
            </Button>
        </div>
    }
    .into_any()
}

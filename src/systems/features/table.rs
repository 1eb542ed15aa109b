//! The documentation's table of nine cases as one to play with: what the user and both groups show,
//! whether it is set, the default, what comes out, and why in a sentence.

use super::words::tone;
use crate::reactive::State;
use crate::ui::kit::choice::choice;
use crate::ui::kit::tag::{Tag, button, tag, tick};
use whocan_core::models::features::cases::{Case, NAMES, cases, resolve, why};
use whocan_core::models::features::policy::{Entry, Ticked, Visibility};

use Visibility::Visible;

/// The panel.
pub(super) fn table() -> Tag {
    let all = State::new(cases().map(|(case, _)| case).to_vec());
    let heads = ["", "User", "Group A", "Group B", "Default", "Effective"];
    let heads = heads.map(|text| match text {
        "" => tag("td"),
        text => tag("th").attr("scope", "col").text(text),
    });
    let lines = (0..cases().len()).map(|at| line(all, at)).collect::<Vec<_>>();
    let table = tag("table")
        .class("features-table")
        .child(tag("caption").text("A user who is in group A and group B"))
        .child(tag("thead").child(tag("tr").children(heads)))
        .children(lines);
    let reset = button("Back to the documentation's cases", move || {
        all.set(cases().map(|(case, _)| case).to_vec());
    });
    tag("details")
        .class("panel")
        .child(tag("summary").text("How settings combine: nine cases to play with"))
        .child(tag("p").class("hint").text(
            "Change a value, tick or clear Is Set, and see what comes out. Nothing of it is part \
             of the draft.",
        ))
        .child(tag("div").class("scrolls").attr("tabindex", "0").child(table))
        .child(tag("div").class("panel-line").child(reset))
}

fn line(all: State<Vec<Case>>, at: usize) -> Tag {
    let case = move || all.with(|all| all.get(at).cloned().unwrap_or_else(nothing));
    let change = move |edit: &dyn Fn(&mut Case)| {
        all.update(|all| all.get_mut(at).into_iter().for_each(edit));
    };
    let cells = NAMES.iter().enumerate().map(|(place, name)| {
        let entry = move || case().0.get(place).copied().unwrap_or(Entry::unset(Visible));
        let set = move |edit: &dyn Fn(&mut Entry)| {
            change(&|case: &mut Case| case.0.get_mut(place).into_iter().for_each(edit));
        };
        let value = values(
            move || entry().value,
            move |value| set(&|entry: &mut Entry| entry.value = value),
        );
        let is_set = tick(
            "Is Set",
            move || entry().is == Ticked::Set,
            move |on| {
                set(&|entry: &mut Entry| entry.is = if on { Ticked::Set } else { Ticked::Unset });
            },
        );
        let unset = move || (entry().is == Ticked::Unset).then_some("");
        tag("td").child(
            tag("div")
                .class("panel-line features-case")
                .attr("role", "group")
                .attr("aria-label", format!("Case {}, {name}", at + 1))
                .bind("data-unset", unset)
                .child(value)
                .child(is_set),
        )
    });
    let cells: Vec<Tag> = cells.collect();
    let default = values(move || case().1, move |value| change(&|case: &mut Case| case.1 = value));
    let default = tag("div")
        .attr("role", "group")
        .attr("aria-label", format!("Case {}, default", at + 1))
        .child(default);
    let chip = move || {
        let out = resolve(&case());
        let glyph = tag("span").class("grid-glyph").attr("aria-hidden", "true");
        tag("span")
            .class("outcome-was")
            .attr("data-tone", tone(out).name())
            .child(glyph)
            .text(out.name())
    };
    let number = tag("th").attr("scope", "rowgroup").attr("rowspan", "2");
    let values = tag("tr")
        .child(number.text((at + 1).to_string()))
        .children(cells)
        .child(tag("td").child(default))
        .child(tag("td").bind_child(chip));
    let says = tag("td").attr("colspan", "5").class("features-why").bind_text(move || why(&case()));
    tag("tbody").child(values).child(tag("tr").child(says))
}

fn nothing() -> Case {
    ([Entry::unset(Visible); 3], Visible)
}

/// A choice of a value.
fn values(
    now: impl Fn() -> Visibility + Send + Sync + 'static,
    set: impl Fn(Visibility) + Send + Sync + 'static,
) -> Tag {
    let names = || Visibility::ALL.map(|it| (it.name().to_owned(), it.name().to_owned())).to_vec();
    choice(
        "Value",
        "",
        names,
        move || Some(now().name().to_owned()),
        move |name| {
            Visibility::parse(&name).into_iter().for_each(&set);
        },
    )
    .class("choice")
}

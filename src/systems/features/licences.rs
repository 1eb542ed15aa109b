//! Which licences are installed, of those that anything needs.

use leptos::prelude::Callable;

use crate::reactive::Derived;
use crate::ui::context::SystemContext;
use crate::ui::kit::tag::{Tag, tag, tick};
use whocan_core::models::features::Features;
use whocan_core::models::features::policy::CORE;

/// The panel.
pub(super) fn licences(system: SystemContext<Features>, may_edit: Derived<bool>) -> Tag {
    let needed = Derived::new(move |_| needed(system));
    let line = move |(name, count): (String, usize)| {
        let label = match count {
            1 => format!("{name} (1 feature)"),
            count => format!("{name} ({count} features)"),
        };
        let (wanted, key) = (name.clone(), name.clone());
        let installed = move || {
            wanted == CORE
                || system.directory.with(|directory| directory.licences.contains(&wanted))
        };
        let is_core = name == CORE;
        let set = move |on: bool| {
            let mut all = system.directory.with_untracked(|directory| directory.licences.clone());
            all.retain(|other| *other != name);
            all.extend(on.then(|| name.clone()));
            system.set_licences.run(all);
        };
        let tick = tick(label, installed, set);
        let fixed = move || is_core || !may_edit.get();
        tag("li").key(key).child(tag("fieldset").class("bare").bind("disabled", fixed).child(tick))
    };
    let lines = move || needed.get().into_iter().map(line).collect::<Vec<_>>();
    tag("details")
        .class("panel")
        .child(tag("summary").text("Licences"))
        .child(tag("p").class("hint").text(
            "What needs a licence that is not installed is Unavailable, whatever is set; with the \
             licence what is set counts again. The licences are those of the directory.",
        ))
        .child(tag("ul").class("features-licences").bind_child(lines))
}

/// The licences that anything needs, each with how many features do; Core first.
fn needed(system: SystemContext<Features>) -> Vec<(String, usize)> {
    system.policy.with(|policy| {
        let mut found = vec![(CORE.to_owned(), 0)];
        for feature in policy.features() {
            let name = policy.licence(feature);
            match found.iter_mut().find(|(other, _)| other == name) {
                Some((_, count)) => *count += 1,
                None => found.push((name.to_owned(), 1)),
            }
        }
        found
    })
}

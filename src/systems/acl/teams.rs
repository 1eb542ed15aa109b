//! *Service Team Administration*: the default list of each team, and whom it reaches.

use leptos::prelude::Callable;

use super::dialog::{Defining, reach};
use crate::ui::context::SystemContext;
use crate::ui::kit::tag::{Piece, Tag, all, button, tag};
use whocan_core::directory::{Team, TeamId};
use whocan_core::models::acl::policy::Owner;
use whocan_core::models::acl::{Acl, Edit};
use whocan_core::shared::Shared;

/// The panel.
pub(super) fn teams(system: SystemContext<Acl>, defining: Defining) -> Tag {
    let lines = move || {
        let teams = system
            .directory
            .with(|directory| directory.teams.iter().cloned().collect::<Vec<Shared<Team>>>());
        if teams.is_empty() {
            let says = "There is no service team yet: add one in the directory.";
            return tag("p").class("hint").text(says).any();
        }
        all([tag("ul")
            .class("acl-teams")
            .children(teams.iter().map(|it| team(system, it, defining)))])
    };
    tag("section")
        .class("panel")
        .attr("aria-labelledby", "acl-teams")
        .child(tag("h3").attr("id", "acl-teams").text("Service Team Administration"))
        .child(tag("p").class("hint").text(
            "The default of a team counts for all of its records that have no list of their own, \
             and for their log items: a change of it reaches all of them at once.",
        ))
        .bind_child(lines)
}

fn team(system: SystemContext<Acl>, team: &Team, defining: Defining) -> Tag {
    let policy = system.policy.get();
    let id: TeamId = team.id.clone();
    let here = system.focus.with(|focus| {
        matches!(focus.as_slice(), [first, team, ..] if first == "team" && *team == id.to_string())
    });
    let default = policy.defaults.get(&id);
    let says = match default {
        None => "no default list".to_owned(),
        Some(list) => {
            let members = list.members.len();
            format!("{}, {}, {members} members", list.description, list.priority.name())
        }
    };
    let (set, clear) = (id.clone(), id.clone());
    let label = if default.is_some() { "Change the default ACL" } else { "Set a default ACL" };
    let set = button(label, move || {
        system.on_focus.run(vec!["team".to_owned(), set.to_string()]);
        defining.set(Some(Owner::Team(set.clone())));
    });
    let set = set.attr("aria-label", format!("{label} of {}", team.name));
    let clear = default.is_some().then(|| {
        button("Remove", move || system.send(Edit::Clear(Owner::Team(clear.clone()))))
            .attr("aria-label", format!("Remove the default ACL of {}", team.name))
    });
    let reach = default.is_some().then(|| tag("p").class("hint").text(reach(&policy, &id)));
    tag("li")
        .key(id.to_string())
        .attr("aria-current", here.then_some("true"))
        .child(
            tag("div")
                .class("panel-line")
                .child(tag("b").text(team.name.clone()))
                .child(tag("span").text(says))
                .child(set)
                .child(clear),
        )
        .child(reach)
}

//! Why a person has the level they have, as reasons that cite rules and cells.

use super::Processes;
use super::policy::{Level, MainId, MainProcess, Policy, Process, ProcessId};
use crate::directory::{GroupId, Members, UserId};
use crate::model::{Asked, Explain, ModelSnapshot};
use crate::verdict::{Address, Reason, addresses};

impl Explain for Processes {
    fn because(asked: Asked<'_, Self>, process: &ProcessId, decision: Level) -> Reason {
        let Asked { model, members, .. } = asked;
        let Some((main, process)) = model.policy.catalogue.with_heading(process) else {
            return Reason::new("R1", "There is no such process, so nothing is permitted.", "Deny");
        };
        let about = Explainer { model, members, main, process };
        if process.secured { about.secured(decision) } else { about.process_level() }
    }
}

/// The address of one cell.
pub(super) fn cell(part: &'static str, group: &GroupId, process: &ProcessId) -> Address {
    let keys = vec![group.to_string(), process.to_string()];
    Address::Policy { model: "processes", part, keys }
}

addresses! {
    "processes";
    catalogue(process: ProcessId) in "catalogue";
    main_address(main: MainId) in "catalogue";
    system_admin(user: UserId) in "systemAdmins";
}

struct Explainer<'a> {
    model: ModelSnapshot<'a, Processes>,
    members: &'a Members,
    main: &'a MainProcess,
    process: &'a Process,
}

impl Explainer<'_> {
    // R9: the lower of the two, each the highest of the groups.
    fn secured(&self, decision: Level) -> Reason {
        let process = self.process_level();
        let data = self.highest(
            "secured",
            Policy::data_level,
            "Under All Secured Data, {groups} gives {level}, the highest of the groups.",
            "All Secured Data is Deny for every group of this person.",
        );
        let says = if process.outcome == data.outcome {
            "{process} has field level security, and both levels are {level}."
        } else {
            "{process} has field level security: the lower of the process level ({one}) and All \
             Secured Data ({two}) counts."
        };
        Reason::new("R9", says, decision.name())
            .name("process", catalogue(&self.process.id))
            .words("one", process.outcome.clone())
            .words("two", data.outcome.clone())
            .words("level", decision.name())
            .because([process, data])
    }

    fn process_level(&self) -> Reason {
        let groups = || {
            self.highest(
                "levels",
                Policy::level,
                "{groups} gives {level} on {process}, the highest of the groups.",
                match self.members.user {
                    Some(_) => "None of {user}'s groups permits {process}.",
                    None => "This group does not permit {process}.",
                },
            )
        };
        let admins = &self.model.policy.system_admins;
        let admin = self.members.user.as_ref().filter(|user| admins.contains(*user));
        let Some(user) = admin else { return groups() };
        if self.main.beyond_system_admin {
            // R10: these processes keep what the groups give.
            let below = groups();
            let says = "System Admin does not reach {main}: what the groups give counts.";
            return Reason::new("R10", says, below.outcome.clone())
                .name("main", main_address(&self.main.id))
                .because([below]);
        }
        let level = self.process.offered.highest();
        let says = "{user} is a {flag}, which brings the highest level {process} offers: {level}.";
        Reason::new("R10", says, level.name())
            .name("user", Address::user(user))
            .name("flag", system_admin(user))
            .name("process", catalogue(&self.process.id))
            .words("level", level.name())
    }

    // R8: the highest of the groups. Cells below it are named by their group alone: taking one
    // away would change nothing, so it is no reason.
    fn highest(
        &self,
        part: &'static str,
        level_of: impl Fn(&Policy, &GroupId, &ProcessId) -> Level,
        some: &'static str,
        none: &'static str,
    ) -> Reason {
        let process = catalogue(&self.process.id);
        let groups: Vec<&GroupId> = self.members.groups_in(self.model.directory).collect();
        let level = |group: &GroupId| level_of(self.model.policy, group, &self.process.id);
        let highest = groups.iter().map(|group| level(group)).max().unwrap_or_default();
        if groups.is_empty() {
            let deny = |says| Reason::new("R8", says, Level::Deny.name()).name("process", process);
            return match &self.members.user {
                Some(user) => deny("{user} is in no group, and permissions come from groups only.")
                    .name("user", Address::user(user)),
                None => deny("Nobody belongs to a group here, so nothing permits {process}."),
            };
        }
        if highest == Level::Deny {
            let denied = "{group} is set to Deny (the default).";
            let steps =
                groups.iter().map(|group| self.cell_reason(part, group, Level::Deny, denied));
            let reason = Reason::new("R8", none, Level::Deny.name()).name("process", process);
            let reason = match self.members.user.as_ref().filter(|_| part == "levels") {
                Some(user) => reason.name("user", Address::user(user)),
                None => reason,
            };
            return reason.because(steps);
        }
        let (giving, other): (Vec<_>, Vec<_>) =
            groups.into_iter().partition(|group| level(group) == highest);
        let reason = Reason::new("R8", some, highest.name())
            .name("process", process)
            .words("level", highest.name());
        let reason = match giving.as_slice() {
            [only] => reason.name("groups", Address::group(only)),
            several => reason.words("groups", format!("each of {} groups", several.len())),
        };
        let lower = "{group} is set to {level}, which is lower.";
        reason
            .because(giving.iter().map(|group| self.giver(part, group, highest)))
            .because(other.iter().map(|group| self.cell_reason(part, group, level(group), lower)))
    }

    /// A group whose cell decides, and so is cited.
    fn giver(&self, part: &'static str, group: &GroupId, highest: Level) -> Reason {
        let stored = self.model.policy.stored_in(part, group, &self.process.id);
        let reason = if stored != highest {
            let says =
                "{group} is set to {stored}, which {process} does not offer: {level} counts.";
            let reason = self.cell_reason(part, group, highest, says);
            Reason { rule: "R11", ..reason }.words("stored", stored.name())
        } else {
            self.cell_reason(part, group, highest, "{group} is set to {level}.")
        };
        reason.on(cell(part, group, &self.process.id))
    }

    fn cell_reason(
        &self,
        part: &'static str,
        group: &GroupId,
        level: Level,
        says: &'static str,
    ) -> Reason {
        let rule = if part == "secured" { "R9" } else { "R1" };
        Reason::new(rule, says, level.name())
            .name("group", Address::group(group))
            .name("process", catalogue(&self.process.id))
            .words("level", level.name())
    }
}

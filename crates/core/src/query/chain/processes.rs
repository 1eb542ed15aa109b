//! The groups of somebody with their levels; with field level security two lanes, of which the lower
//! counts.

use super::{ChainLane, ChainLink, Drawn, Meeting, Part, Reader, named, says, worded};
use crate::models::ModelKind;
use crate::models::processes::Level;
use crate::shared::sort_by_key;
use crate::verdict::Reason;

impl Reader<'_> {
    pub(super) fn processes(&self, because: &Reason) -> Drawn {
        let (lanes, meets) = self.of_process(because);
        let sentence = match meets {
            Some(Meeting::Same) => {
                let says = says("{process} is secured, and both levels are {level}.");
                self.with_process(says, because).words("level", because.outcome.clone())
            }
            Some(_) => {
                let lower = "{process} is secured, so the lower of process level and All Secured \
                             Data counts.";
                self.with_process(says(lower), because)
            }
            None => self.level_said(because),
        };
        Drawn { lanes, meets, sentence }
    }

    /// The lanes of a level on a process.
    pub(super) fn of_process(&self, because: &Reason) -> (Vec<ChainLane>, Option<Meeting>) {
        match because.steps.as_slice() {
            // R9
            [process, data] if because.rule == "R9" => {
                let both = [("Process level", process), ("All Secured Data", data)];
                let lane = |(title, reason): (&str, &Reason)| {
                    let decides = reason.outcome == because.outcome;
                    ChainLane { title: title.to_owned(), decides, ..self.level_lane(reason) }
                };
                let same = process.outcome == data.outcome;
                let meets = if same { Meeting::Same } else { Meeting::Lower };
                (both.map(lane).to_vec(), Some(meets))
            }
            _ => (vec![self.level_lane(because)], None),
        }
    }

    fn level_lane(&self, reason: &Reason) -> ChainLane {
        let deny = Level::Deny.name();
        let tone = |name: &str| self.tone_of(ModelKind::Processes, name);
        let at = self.groups_step(reason);
        let mut links: Vec<ChainLink> = Vec::new();
        if let Some(flag) = named(at, "flag") {
            // R10
            let link = self.link(flag, at.outcome.clone(), Part::Decides);
            links.push(ChainLink { tone: Some(tone(&at.outcome)), ..link });
        }
        // R8
        let groups = at.steps.iter().filter_map(|step| Some((step, named(step, "group")?)));
        for (step, group) in groups {
            let decides = step.outcome == at.outcome && step.outcome != deny;
            let part = if decides { Part::Decides } else { Part::Other };
            let link = self.link(group, step.outcome.clone(), part);
            links.push(ChainLink { tone: Some(tone(&step.outcome)), ..link });
        }
        // The highest first: the others may be counted only.
        sort_by_key(&mut links, |link| std::cmp::Reverse(link.tone));
        if links.is_empty() {
            links.push(ChainLink::plain("No group", &at.outcome, Part::Other));
        }
        ChainLane {
            links,
            word: reason.outcome.clone(),
            tone: tone(&reason.outcome),
            comes_to: reason.outcome.clone(),
            ..self.lane(Vec::new())
        }
    }

    /// The step that names the groups: a System Admin whom the flag does not help has it one below.
    fn groups_step<'r>(&self, reason: &'r Reason) -> &'r Reason {
        match reason.steps.as_slice() {
            [below] if reason.rule == "R10" && named(reason, "main").is_some() => below,
            _ => reason,
        }
    }

    fn with_process(&self, sentence: Reason, because: &Reason) -> Reason {
        match named(because, "process") {
            Some(process) => sentence.name("process", process.clone()),
            None => sentence.words("process", "It"),
        }
    }

    /// Why a level comes out, as the groups of somebody give it.
    pub(super) fn level_said(&self, because: &Reason) -> Reason {
        let at = self.groups_step(because);
        if named(at, "flag").is_some() {
            return says("{who} is a System Admin, which brings {level}.")
                .words("who", self.who())
                .words("level", at.outcome.clone());
        }
        let links = self.level_lane(because).links;
        let groups = links.iter().filter(|link| link.of.is_some()).count();
        let giving: Vec<&ChainLink> =
            links.iter().filter(|link| link.part == Part::Decides).collect();
        let first = giving.first().copied().or_else(|| links.first().filter(|it| it.of.is_some()));
        let sentence = match (giving.len(), groups, self.is_person()) {
            (_, 0, true) => says("{who} is in no group, and only groups permit processes."),
            (_, 0, false) => says("Nobody belongs to a group here, so nothing is permitted."),
            (0, _, false) => says("{group} does not permit {process}."),
            (0, 1, true) => says("{group}, the only group of {who}, does not permit {process}."),
            (0, ..) => says("None of {who}'s groups permits {process}."),
            (_, _, false) => says("{group} is set to {level}."),
            (1, 1, _) => says("{group} is {who}'s only group, and gives {level}."),
            (1, ..) => says("{group} gives {who} {level}, the highest of {count} groups."),
            _ => says("{some} of {who}'s {count} groups give {level}, the highest."),
        };
        let sentence = match first.and_then(|link| link.of.clone()) {
            Some(group) => sentence.name("group", group),
            None => sentence,
        };
        self.with_process(sentence, at)
            .words("who", self.who())
            .words("level", because.outcome.clone())
            .words("count", groups.to_string())
            .words("some", giving.len().to_string())
    }

    /// The name of the one group that gives a level, where one does.
    pub(super) fn only_giver(&self, because: &Reason) -> Option<crate::verdict::Address> {
        let links = self.level_lane(because).links;
        let mut giving = links.into_iter().filter(|link| link.part == Part::Decides);
        match (giving.next(), giving.next()) {
            (Some(only), None) => only.of,
            _ => None,
        }
    }

    /// What a level is called in an explanation of both.
    pub(super) fn level_word(reason: &Reason) -> &str {
        worded(reason, "level").unwrap_or(&reason.outcome)
    }
}

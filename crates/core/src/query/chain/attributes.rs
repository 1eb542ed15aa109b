//! The groups that tick an attribute, and the gate, the licence or the service that stands in its way.

use super::{ChainLane, ChainLink, Drawn, Part, Reader, named, says, worded};
use crate::verdict::Reason;

impl Reader<'_> {
    pub(super) fn attributes(&self, because: &Reason) -> Drawn {
        let outcome = &*self.outcome.name;
        if outcome == "not granted" || outcome == "not listed" {
            return self.unticked(because);
        }
        if named(because, "report").is_some() {
            let sentence = self.ticked_by(because, says("{group} ticks {report}."), "report");
            return Drawn::one(self.lane(self.ticks(because)), sentence);
        }
        let Some(granted) = because.steps.first() else {
            return Drawn::one(self.lane(Vec::new()), because.clone());
        };
        let links = match granted.rule {
            "R2" => vec![ChainLink::plain("Everybody", "default", Part::Decides)],
            _ => self.ticks(granted),
        };
        let gate = match outcome {
            "effective" => None,
            "needs licence" => self.shown(because, "licence"),
            "unreachable" => self.shown(because, "gate"),
            "other service" => worded(because, "area").map(str::to_owned),
            _ => Some("Obsolete".to_owned()),
        };
        let sentence = match outcome {
            "effective" if granted.rule == "R2" => {
                says("Everybody has {attribute} without a tick.")
            }
            "effective" => self.ticked_by(
                granted,
                says("{group} ticks {attribute}, and nothing limits it."),
                "attribute",
            ),
            "needs licence" => says("It needs the licence {licence}, which is not installed."),
            "unreachable" => self.through(because),
            "other service" => says("It counts only for whoever is signed on under {area}."),
            _ => says("{attribute} is obsolete, so its tick has no effect."),
        };
        let mut sentence = sentence;
        for (slot, fact) in &because.facts {
            if !sentence.facts.iter().any(|(own, _)| own == slot) {
                sentence.facts.push((slot, fact.clone()));
            }
        }
        Drawn::one(ChainLane { gate, ..self.lane(links) }, sentence)
    }

    /// The groups that tick something: the one that a step names, or those below it.
    fn ticks(&self, granted: &Reason) -> Vec<ChainLink> {
        let all = std::iter::once(granted).chain(&granted.steps);
        let groups = all.filter_map(|step| named(step, "group"));
        groups.map(|group| self.link(group, "ticked", Part::Decides)).collect()
    }

    fn ticked_by(&self, granted: &Reason, sentence: Reason, slot: &'static str) -> Reason {
        let groups = self.ticks(granted);
        let what = named(granted, slot).cloned();
        let sentence = match groups.as_slice() {
            [only] => match only.of.clone() {
                Some(group) => sentence.name("group", group),
                None => sentence,
            },
            several => sentence.words("group", format!("Each of {} groups", several.len())),
        };
        match what {
            Some(what) => sentence.name(slot, what),
            None => sentence.words(slot, "it"),
        }
    }

    fn unticked(&self, because: &Reason) -> Drawn {
        let groups = because.steps.iter().filter_map(|step| named(step, "group"));
        let links: Vec<ChainLink> =
            groups.map(|group| self.link(group, "not ticked", Part::Other)).collect();
        let slot = if named(because, "report").is_some() { "report" } else { "attribute" };
        let sentence = match (self.members.groups.len(), self.is_person()) {
            (0, true) => says("{who} is in no security group, and only a tick grants {what}."),
            (0, false) => {
                says("Nobody belongs to a security group here, so nothing grants {what}.")
            }
            (1, _) if self.is_person() => {
                says("{group}, the only group of {who}, does not tick {what}.")
            }
            (_, false) => says("{group} does not tick {what}."),
            _ => says("None of {who}'s groups ticks {what}."),
        };
        let own = self.members.groups_in(&self.snapshot.document().directory).next();
        let sentence = match own {
            Some(group) => sentence.name("group", crate::verdict::Address::group(group)),
            None => sentence,
        };
        let sentence = match named(because, slot) {
            Some(what) => sentence.name("what", what.clone()),
            None => sentence.words("what", "it"),
        };
        let links = match links.is_empty() {
            true => vec![ChainLink::plain("No group ticks it", "", Part::Other)],
            false => links,
        };
        Drawn::one(self.lane(links), sentence.words("who", self.who()))
    }

    /// Why a gate is closed, in as few words as can be.
    fn through(&self, because: &Reason) -> Reason {
        let gates: Vec<&Reason> =
            because.steps.iter().filter(|step| named(step, "gate").is_some()).collect();
        match gates.as_slice() {
            [only] if only.outcome == "not granted" && self.is_person() => {
                says("It needs {gate}, which no group of {who} ticks.").words("who", self.who())
            }
            [only] if only.outcome == "not granted" => {
                says("It needs {gate}, which {who} does not tick.").words("who", self.who())
            }
            [only] if only.outcome == "needs licence" => {
                says("It needs {gate}, whose licence {missing} is not installed.")
                    .words("missing", worded(only, "licence").unwrap_or_default().to_owned())
            }
            _ => says("It needs {gate}, which is not effective."),
        }
    }
}

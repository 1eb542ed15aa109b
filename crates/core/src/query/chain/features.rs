//! The entries of somebody and of their groups, of which the most restrictive counts; the default where
//! there is none; the licence that is missing.

use super::{ChainLane, ChainLink, Drawn, Part, Reader, named, says, worded};
use crate::models::ModelKind;
use crate::verdict::Reason;

impl Reader<'_> {
    pub(super) fn features(&self, because: &Reason) -> Drawn {
        // R6
        if let (Some(licence), [settings, ..]) =
            (named(because, "licence"), because.steps.as_slice())
        {
            let links = self.said(settings);
            let gate = Some(self.name(licence));
            let sentence = says("It needs the licence {licence}, which is not installed.");
            let lane = ChainLane { gate, ..self.lane(links) };
            return Drawn::one(lane, sentence.name("licence", licence.clone()));
        }
        let links = self.said(because);
        let sentence = self.entries_said(because, &links);
        Drawn::one(self.lane(links), sentence)
    }

    /// What each entry says.
    fn said(&self, settings: &Reason) -> Vec<ChainLink> {
        let tone = |word: &str| Some(self.tone_of(ModelKind::Features, word));
        // R15: a group that may be theirs, before what is known to be.
        if let (Some(group), [known]) = (named(settings, "group"), settings.steps.as_slice()) {
            let own = self.link(group, settings.outcome.clone(), Part::Decides);
            let own = ChainLink { tone: tone(&settings.outcome), ..own };
            let known = self.said(known).into_iter();
            let known = known.map(|link| ChainLink { part: link.part.max(Part::Counts), ..link });
            return std::iter::once(own).chain(known).collect();
        }
        let mut links = Vec::new();
        // R4
        if named(settings, "default").is_some() {
            let link = ChainLink::plain("Default", &settings.outcome, Part::Decides);
            links.push(ChainLink { tone: tone(&settings.outcome), ..link });
        }
        for step in &settings.steps {
            // What would have to change is no entry.
            let Some(who) = named(step, "who").filter(|_| worded(step, "then").is_none()) else {
                continue;
            };
            let (word, part) = match &*step.outcome {
                "no effect" => (worded(step, "value").unwrap_or_default(), Part::Other),
                word if word == settings.outcome && step.rule == "R1" => (word, Part::Decides),
                word => (word, Part::Counts),
            };
            let link = self.link(who, word, part);
            let name = if self.is_own(who) { format!("{}'s own", self.who()) } else { link.name };
            links.push(ChainLink { name, tone: tone(word), ..link });
        }
        links
    }

    fn entries_said(&self, because: &Reason, links: &[ChainLink]) -> Reason {
        let counting = links.iter().filter(|link| link.part <= Part::Counts).count();
        let deciding: Vec<&ChainLink> =
            links.iter().filter(|link| link.part == Part::Decides).collect();
        let value = self.outcome.name.clone();
        let sentence = match (because.rule, deciding.as_slice()) {
            ("R15", _) if named(because, "group").is_none() => {
                says("The entries cannot be read, so the least of them counts: {value}.")
            }
            ("R15", [first, ..]) => {
                says("{who} may be in {name}, which has {value}.").words("name", first.name.clone())
            }
            ("R4", _) if self.is_person() => {
                says("Nothing is set for {who}, so the default counts: {value}.")
            }
            ("R4", _) => says("Nothing is set for {who}, so the default counts: {value}."),
            (_, [only]) if counting == 1 => {
                says("Only {name} counts here: {value}.").words("name", only.name.clone())
            }
            (_, [only]) => says("{name} has {value}, the most restrictive of {count} entries.")
                .words("name", only.name.clone()),
            (_, several) if several.len() == counting => {
                says("All {count} entries that count say {value}.")
            }
            (_, several) => says("{some} of {count} entries have {value}, the most restrictive.")
                .words("some", several.len().to_string()),
        };
        sentence.words("who", self.who()).words("value", value).words("count", counting.to_string())
    }
}

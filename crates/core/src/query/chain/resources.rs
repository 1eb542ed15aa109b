//! The entries on a resource and on the units above it, with the Block that cuts them off; for a person
//! or a requirement the resources that lead there.

use super::{ChainLink, Drawn, Part, Reader, named, says, worded};
use crate::models::ModelKind;
use crate::verdict::{Address, Reason};

/// What a set of permissions is called that has none in it.
const NOTHING: &str = "nothing";

impl Reader<'_> {
    pub(super) fn resources(&self, because: &Reason) -> Drawn {
        if because.rule == "R3" {
            let link = ChainLink::plain("Admin account", "", Part::Decides);
            let sentence = says("{who} has an admin account, which may do everything.");
            return Drawn::one(self.lane(vec![link]), sentence.words("who", self.who()));
        }
        if named(because, "one").is_some() {
            return self.classified(because);
        }
        let mut links = self.entries(because, &self.question.target);
        let block = because.steps.iter().find(|step| step.rule == "R8");
        if let Some(here) = block.and_then(|block| named(block, "here")) {
            links.extend(self.cut_off(here));
        }
        let sentence = self.resource_said(because, block, &links);
        if links.is_empty() {
            links.push(ChainLink::plain("No entry", "", Part::Other));
        }
        Drawn::one(self.lane(links), sentence)
    }

    /// What the entries on the way say.
    fn entries(&self, because: &Reason, target: &str) -> Vec<ChainLink> {
        let mut links = Vec::new();
        for step in &because.steps {
            let Some(here) = named(step, "here") else { continue };
            let is_above = !matches!(here, Address::Policy { keys, .. } if keys.iter().any(|key| key == target));
            let place = if is_above { format!(" on {}", self.name(here)) } else { String::new() };
            let word = worded(step, "set").unwrap_or(&step.outcome).to_owned();
            let own = |whose: &Address, word: &str, part| {
                let own = self.is_own(whose).then(|| "Own entry".to_owned());
                let name = format!("{}{place}", own.unwrap_or_else(|| self.name(whose)));
                let of = Some(whose.clone());
                ChainLink { name, of, word: word.to_owned(), tone: None, part }
            };
            if step.rule == "R8" {
                let of = named(step, "who").cloned();
                let name = format!("Block on {}", self.name(here));
                links.push(ChainLink {
                    name,
                    of,
                    word: String::new(),
                    tone: None,
                    part: Part::Cuts,
                });
            } else if step.outcome == "does not count" {
                links.extend(named(step, "who").map(|whose| own(whose, &word, Part::Other)));
            } else if step.steps.is_empty() {
                let part = if word == NOTHING { Part::Other } else { Part::Decides };
                links.push(match named(step, "who") {
                    Some(whose) => own(whose, &word, part),
                    None => ChainLink::plain(&format!("Unreadable{place}"), &word, part),
                });
            } else {
                let each = step.steps.iter().filter_map(|one| Some((one, named(one, "who")?)));
                links.extend(each.map(|(one, whose)| {
                    let word = worded(one, "set").unwrap_or(&one.outcome);
                    own(whose, word, Part::Decides)
                }));
            }
        }
        links
    }

    /// What comes from above a Block and is cut off there.
    fn cut_off(&self, here: &Address) -> Vec<ChainLink> {
        let Address::Policy { keys, .. } = here else { return Vec::new() };
        let policy = &self.snapshot.document().policies.resources;
        let here = keys.first().and_then(|key| policy.resources.find(key));
        let Some(above) = here.and_then(|here| here.parent.clone()) else { return Vec::new() };
        let resolver = self.snapshot.in_the_end(ModelKind::Resources);
        let asked = &self.question.circumstances;
        let verdict = resolver.explain(self.members, asked, above.as_str());
        let Some(verdict) = verdict else { return Vec::new() };
        let links = self.entries(&verdict.because, "").into_iter();
        links
            .filter(|link| link.part == Part::Decides)
            .map(|link| ChainLink { part: Part::Other, ..link })
            .collect()
    }

    fn resource_said(
        &self,
        because: &Reason,
        block: Option<&Reason>,
        links: &[ChainLink],
    ) -> Reason {
        let giving: Vec<&ChainLink> =
            links.iter().filter(|link| link.part == Part::Decides).collect();
        let resource = |sentence: Reason| match named(because, "resource") {
            Some(at) => sentence.name("resource", at.clone()),
            None => sentence.words("resource", "it"),
        };
        let who = self.who();
        if self.outcome.name == NOTHING {
            if let Some((block, here)) = block.and_then(|it| Some((it, named(it, "here")?))) {
                let sentence = match named(block, "who") {
                    Some(whose) if self.is_own(whose) => {
                        says("A Block of {who}'s own on {here} cuts off what others would give.")
                    }
                    Some(whose) => {
                        says("A Block of {whose} on {here} cuts off what others would give.")
                            .name("whose", whose.clone())
                    }
                    None => says("A Block on {here} cuts off what others would give."),
                };
                return sentence.words("who", who).name("here", here.clone());
            }
            return match self.is_person() {
                true => resource(says("Nothing gives {who} Read on {resource}.")).words("who", who),
                false => resource(says("{who} has no Read on {resource}.")).words("who", who),
            };
        }
        let set = self.outcome.name.clone();
        let sentence = match giving.as_slice() {
            [only] => says("{name} gives {set}.").words("name", only.name.clone()),
            [first, others @ ..] if !others.is_empty() => {
                says("{name} and {count} more add up to {set}.")
                    .words("name", first.name.clone())
                    .words("count", others.len().to_string())
            }
            _ => resource(says("On {resource}: {set}.")),
        };
        sentence.words("set", set)
    }

    fn classified(&self, because: &Reason) -> Drawn {
        let routes = because.steps.iter().filter_map(|step| Some((step, named(step, "resource")?)));
        let link = |(route, resource): (&Reason, &Address)| {
            let leads = route.outcome != NOTHING;
            let word = if route.rule == "R9" { "Block" } else { &*route.outcome };
            self.link(resource, word, if leads { Part::Decides } else { Part::Other })
        };
        let links: Vec<ChainLink> = routes.map(link).collect();
        let leading: Vec<&ChainLink> =
            links.iter().filter(|link| link.part == Part::Decides).collect();
        let sentence = match (links.len(), leading.as_slice()) {
            (0, _) => says("{one} belongs to no resource, so nothing leads there."),
            (_, []) => {
                says("{who} cannot see {one}: nothing that {one} belongs to gives Gain Access.")
            }
            (_, [only]) => {
                says("{who} reaches {one} through {through}.").words("through", only.name.clone())
            }
            (_, [first, others @ ..]) => {
                says("{who} reaches {one} through {through} and {count} more.")
                    .words("through", first.name.clone())
                    .words("count", others.len().to_string())
            }
        };
        let sentence = match named(because, "one") {
            Some(one) => sentence.name("one", one.clone()),
            None => sentence.words("one", "it"),
        };
        let links = match links.is_empty() {
            true => vec![ChainLink::plain("No resource", "", Part::Other)],
            false => links,
        };
        Drawn::one(self.lane(links), sentence.words("who", self.who()))
    }
}

//! Who needs a record of what: the requirements that are assigned to the people of resources, and
//! whether there is a record of each. It permits nothing and takes nothing away.

use super::policy::{Classified, ClassifiedId, Kind, Policy, ResourceId, way_up};

/// See the module. Made once for all people.
#[derive(Debug)]
pub struct Compliance<'a> {
    policy: &'a Policy,
    parents: Vec<Option<u32>>,
}

/// A requirement that a person needs a record of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Need {
    /// The requirement.
    pub requirement: ClassifiedId,
    /// The first resource through which the person is assigned it.
    pub through: ResourceId,
    /// Whether there is a record.
    pub met: bool,
}

impl<'a> Compliance<'a> {
    /// Of everybody in a policy.
    pub fn new(policy: &'a Policy) -> Self {
        Self { policy, parents: policy.parents() }
    }

    // R22
    /// What a person needs, each requirement once.
    pub fn needs(&self, person: &Classified) -> Vec<Need> {
        let mut found: Vec<Need> = Vec::new();
        for holder in self.policy.holders(Kind::Person, person) {
            // R23: also what is assigned on the units above.
            for place in way_up(&self.parents, self.policy.resources.position(&holder.id)) {
                let Some(resource) = self.policy.resources.nth(place) else { break };
                for requirement in &resource.requires {
                    let known = self.policy.requirements.has(requirement);
                    if known && !found.iter().any(|need| need.requirement == *requirement) {
                        found.push(Need {
                            requirement: requirement.clone(),
                            through: resource.id.clone(),
                            met: person.records.contains(requirement),
                        });
                    }
                }
            }
        }
        found
    }

    /// Who is assigned a requirement through a resource: the people in it and in units below.
    pub fn people(&self, on: &ResourceId) -> impl Iterator<Item = &'a Classified> {
        let top = self.policy.resources.position(on);
        let below = move |start: &ResourceId| {
            let mut places = way_up(&self.parents, self.policy.resources.position(start));
            places.any(|place| Some(place) == top)
        };
        let people = self.policy.people.iter();
        people.filter(move |one| one.of.iter().any(below)).map(|one| &**one)
    }
}

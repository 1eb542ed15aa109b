//! Whom somebody still reaches: a resource that gives them nothing hides its people and requirements
//! only where nothing else that these belong to leads there.

use super::{Question, Snapshot, chain};
use crate::models::ModelKind;
use crate::models::resources::{Classified, Kind, Permission};
use crate::verdict::Grants;

/// The people or requirements of a resource that are reached in another way.
#[derive(Clone, Debug, PartialEq)]
pub struct StillReached {
    /// What belongs to the resource.
    pub kind: Kind,
    /// How many belong to it.
    pub of: usize,
    /// How many of them are reached.
    pub count: usize,
    /// The first of them, in the policy's order.
    pub first: Vec<Reached>,
}

/// One that is reached.
#[derive(Clone, Debug, PartialEq)]
pub struct Reached {
    /// Its key.
    pub key: String,
    /// Its name.
    pub name: String,
    /// The type of the resource that leads there.
    pub through: &'static str,
    /// The resource's name.
    pub resource: String,
    /// What gives that, in one sentence.
    pub because: String,
    /// The rule by which it leads there.
    pub rule: &'static str,
}

/// Whom of a resource that gives no Gain Access somebody reaches all the same, `most` by name. None
/// where the question is about something else or the resource leads there itself.
pub fn still_reached(
    snapshot: &Snapshot,
    question: &Question,
    most: usize,
) -> Option<StillReached> {
    if question.kind != ModelKind::Resources {
        return None;
    }
    let policy = &snapshot.document().policies.resources;
    let resource = policy.resources.find(&question.target)?;
    let members = question.subject.members(snapshot)?;
    let resolver = snapshot.in_the_end(ModelKind::Resources);
    let access = Grants(Permission::GainAccess.alone().bits());
    let leads = |target: &str| {
        let outcome = resolver.decide(&members, &question.circumstances, target);
        outcome.is_some_and(|outcome| outcome.grants.contains(access))
    };
    if leads(resource.id.as_str()) {
        return None;
    }
    let kind = resource.kind.holds();
    let all = policy.classified(kind).iter();
    let own: Vec<_> = all.filter(|one| one.of.contains(&resource.id)).collect();
    let reached: Vec<_> = own.iter().filter(|one| leads(one.id.as_str())).collect();
    let way = |one: &Classified| {
        let through = policy.holders(kind, one).find(|holder| leads(holder.id.as_str()))?;
        Some(Reached {
            key: one.id.to_string(),
            name: one.name.clone(),
            through: through.kind.name(),
            resource: through.name.clone(),
            because: because(snapshot, question, through.id.as_str()).unwrap_or_default(),
            rule: "R11",
        })
    };
    let first = reached.iter().take(most).filter_map(|one| way(one)).collect();
    Some(StillReached { kind, of: own.len(), count: reached.len(), first })
}

/// What gives somebody a resource, in one sentence.
fn because(snapshot: &Snapshot, question: &Question, target: &str) -> Option<String> {
    let question = Question { target: target.to_owned(), ..question.clone() };
    let resolver = snapshot.in_the_end(question.kind);
    let members = question.subject.members(snapshot)?;
    let verdict = resolver.explain(&members, &question.circumstances, target)?;
    let drawn = chain(snapshot, &question, &resolver.head(target)?, &verdict)?;
    Some(drawn.sentence_said())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::directory::Circumstances;
    use crate::document::read;
    use crate::examples;
    use crate::query::{SignedOn, Subject};

    fn asked(user: &str, target: &str) -> Option<StillReached> {
        let text = examples::find("sports-club").unwrap().text;
        let snapshot = Snapshot::new(&read(text.as_bytes()).unwrap().0, None);
        let question = Question {
            kind: ModelKind::Resources,
            target: target.to_owned(),
            subject: Subject::User(user.into()),
            circumstances: Circumstances::default(),
            signed_on: SignedOn::AsAsked,
        };
        still_reached(&snapshot, &question, 4)
    }

    #[test]
    fn a_block_closes_no_other_way_to_the_people_behind_it() {
        // R9: Dev's Block on North Pool leaves him what Coaches have on the role of Bea.
        let found = asked("u-dev", "o-north").unwrap();
        assert_eq!((found.kind, found.count, found.of), (Kind::Person, 1, 2));
        let [bea] = found.first.as_slice() else { panic!("{:?}", found.first) };
        assert_eq!((&*bea.name, bea.through, &*bea.resource), ("Bea Castillo", "Role", "Coach"));
        assert_eq!(bea.because, "Coaches gives Read, Gain Access.");
    }

    #[test]
    fn what_leads_there_itself_and_what_is_no_resource_are_not_asked_about() {
        assert_eq!(asked("u-ben", "o-north"), None);
        assert_eq!(asked("u-dev", "n-bea"), None);
        assert_eq!(asked("u-dev", "o-nothing"), None);
    }
}

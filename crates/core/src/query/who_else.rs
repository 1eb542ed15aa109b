//! Who else can: everybody beside somebody who comes to what they come to, or to more, counted, the first
//! of them by name. Without their routes, which [`super::who_can`] looks for and takes long over.

use super::{Question, Snapshot, Subject, Wanted, met_by};
use crate::directory::{Circumstances, GroupId, UserId};
use crate::shared::sort_by_key;
use crate::verdict::Outcome;

/// Who else comes to something on a target.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct WhoElse {
    /// How many do.
    pub able: usize,
    /// How many were asked beside the one that it is about.
    pub asked: usize,
    /// Those who do, by what they come to, the most first.
    pub alike: Vec<Alike>,
}

/// The people who come to the same.
#[derive(Clone, Debug, PartialEq)]
pub struct Alike {
    /// What.
    pub outcome: Outcome,
    /// How many.
    pub count: usize,
    /// The first of them, in the directory's order.
    pub first: Vec<UserId>,
}

/// Who else comes to what is wanted on the target of a question, signed on as any of what they can; of
/// each outcome `most` by name. None where there is no such target.
pub fn who_else(
    snapshot: &Snapshot,
    question: &Question,
    wanted: &Wanted,
    most: usize,
) -> Option<WhoElse> {
    let resolver = snapshot.in_the_end(question.kind);
    let decide = resolver.on(&question.target)?;
    let own = match &question.subject {
        Subject::User(user) => Some(user),
        Subject::Group(_) | Subject::Nobody => None,
    };
    let asked = Circumstances { sign_on: None, service: None, ..question.circumstances.clone() };
    let mut found = WhoElse::default();
    for members in snapshot.roster().people() {
        if own.is_some() && members.user.as_ref() == own {
            continue;
        }
        found.asked += 1;
        if let Some((_, outcome)) = met_by(&*resolver, &decide, members, &asked, wanted) {
            found.count(outcome, members.user.as_ref(), most);
        }
    }
    found.sort();
    Some(found)
}

/// What the members of a group come to on the target of a question; of each outcome `most` by name. None
/// where there is no such target or group.
pub fn members_come_to(
    snapshot: &Snapshot,
    question: &Question,
    group: &GroupId,
    most: usize,
) -> Option<WhoElse> {
    let resolver = snapshot.in_the_end(question.kind);
    let decide = resolver.on(&question.target)?;
    let at = u32::try_from(snapshot.document().directory.groups.position(group)?).ok()?;
    let mut found = WhoElse::default();
    for members in snapshot.roster().people().filter(|members| members.groups.contains(&at)) {
        found.asked += 1;
        let asked = resolver.theirs(members, &question.circumstances);
        found.count(decide(members, &asked), members.user.as_ref(), most);
    }
    found.sort();
    Some(found)
}

impl WhoElse {
    fn count(&mut self, outcome: Outcome, user: Option<&UserId>, most: usize) {
        self.able += 1;
        let same = self.alike.iter().position(|alike| alike.outcome.name == outcome.name);
        let at = same.unwrap_or_else(|| {
            self.alike.push(Alike { outcome, count: 0, first: Vec::new() });
            self.alike.len() - 1
        });
        let Some(alike) = self.alike.get_mut(at) else { return };
        alike.count += 1;
        if alike.first.len() < most {
            alike.first.extend(user.cloned());
        }
    }

    fn sort(&mut self) {
        sort_by_key(&mut self.alike, |alike| {
            let outcome = &alike.outcome;
            std::cmp::Reverse((outcome.tone, outcome.grants.0.count_ones()))
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::read;
    use crate::examples;
    use crate::models::ModelKind;
    use crate::query::{SignedOn, who_can};
    use crate::verdict::Grants;

    #[test]
    fn it_is_whoever_can_without_the_one_that_is_asked_about() {
        for (slug, kind) in [
            ("school-office", ModelKind::Processes),
            ("childrens-services", ModelKind::Acl),
            ("youth-service", ModelKind::Attributes),
            ("sports-club", ModelKind::Resources),
            ("training-provider", ModelKind::Features),
        ] {
            let document = read(examples::find(slug).unwrap().text.as_bytes()).unwrap().0;
            let snapshot = Snapshot::new(&document, None);
            let targets = snapshot.resolver(kind).targets();
            let user = document.directory.users.nth(0).unwrap().id.clone();
            let wanted = Wanted::AtLeast(Grants(1));
            for target in targets.iter().take(12) {
                let question = Question {
                    kind,
                    target: target.key.clone(),
                    subject: Subject::User(user.clone()),
                    circumstances: Circumstances::default(),
                    signed_on: SignedOn::AsAsked,
                };
                let found = who_else(&snapshot, &question, &wanted, 2).unwrap();
                let all = who_can(&snapshot, kind, &question.circumstances, &target.key, &wanted)
                    .unwrap();
                let others = all.able.iter().filter(|able| able.at != 0).count();
                assert_eq!(found.able, others, "{}", target.name);
                assert_eq!(found.asked, document.directory.users.len() - 1);
                assert_eq!(found.alike.iter().map(|it| it.count).sum::<usize>(), others);
                assert!(found.alike.iter().all(|it| it.first.len() == it.count.min(2)));
            }
        }
    }
}

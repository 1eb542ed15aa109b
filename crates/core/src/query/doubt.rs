//! What hangs on something in the file that could not be read: each question is put to two readings of
//! the document, the strict one, which decides, and the generous one. Where they differ the outcome is
//! in doubt, and the explanation says first which places could not be read.

use std::borrow::Cow;
use std::ops::Range;

use super::{Snapshot, process_of};
use crate::directory::{Circumstances, Leaning, Members};
use crate::format::Object;
use crate::model::{Ability, Answer, Ask, Decide, Facts, OutcomeInfo, Refusal, Resolver, Wraps};
use crate::models::ModelKind;
use crate::verdict::{Grants, Outcome, Reason, Verdict};

/// How many places an explanation names before it counts the others.
const MOST_NAMED: usize = 3;

/// A model that is asked in both readings.
pub(super) struct WithDoubt<'a> {
    snapshot: &'a Snapshot,
    kind: ModelKind,
    own: Box<dyn Resolver + 'a>,
    generous: Box<dyn Resolver + 'a>,
}

impl<'a> WithDoubt<'a> {
    pub(super) fn new(
        snapshot: &'a Snapshot,
        kind: ModelKind,
        own: Box<dyn Resolver + 'a>,
        generous: Box<dyn Resolver + 'a>,
    ) -> Self {
        Self { snapshot, kind, own, generous }
    }

    /// The ids of all that a decision on a target has to do with for somebody.
    fn involved(&self, members: &Members, target: &str) -> Vec<String> {
        let document = self.snapshot.document();
        let mut all = document.policies.involved(self.kind, target);
        all.push(target.to_owned());
        if self.kind == ModelKind::Acl {
            let record = document.policies.acl.records.find(target);
            let process = record.and_then(|record| process_of(&document.policies, record.kind));
            all.extend(process.map(|process| process.to_string()));
        }
        all.extend(belonging(self.snapshot, members));
        all
    }
}

/// Marks the outcomes that the generous reading has otherwise.
fn compared(own: Vec<Outcome>, generous: Vec<Outcome>) -> Vec<Outcome> {
    let pairs = own.into_iter().zip(generous);
    pairs.map(|(own, generous)| Outcome { doubtful: own != generous, ..own }).collect()
}

impl Wraps for WithDoubt<'_> {
    fn wrapped(&self) -> &dyn Facts {
        &*self.own
    }
}

impl Resolver for WithDoubt<'_> {
    fn outcomes(&self) -> &'static [OutcomeInfo] {
        self.own.outcomes()
    }

    fn row(&self, members: &Members, circumstances: &Circumstances) -> Vec<Outcome> {
        let own = self.own.row(members, circumstances);
        compared(own, self.generous.row(&members.leaning(Leaning::Generous), circumstances))
    }

    fn part_of_row(
        &self,
        members: &Members,
        circumstances: &Circumstances,
        range: Range<usize>,
    ) -> Vec<Outcome> {
        let own = self.own.part_of_row(members, circumstances, range.clone());
        let generous = members.leaning(Leaning::Generous);
        compared(own, self.generous.part_of_row(&generous, circumstances, range))
    }

    fn on(&self, target: &str) -> Option<Decide<'_>> {
        let own = self.own.on(target)?;
        let generous = self.generous.on(target);
        Some(Box::new(move |members, circumstances| {
            let own = own(members, circumstances);
            let members = members.leaning(Leaning::Generous);
            let generous = generous.as_ref().map(|decide| decide(&members, circumstances));
            Outcome { doubtful: generous.as_ref() != Some(&own), ..own }
        }))
    }

    fn abilities(&self, target: &str, name: &str) -> Option<Grants> {
        self.own.abilities(target, name)
    }

    fn column(&self, circumstances: &Circumstances, target: &str) -> Option<Vec<Outcome>> {
        let own = self.own.column(circumstances, target)?;
        Some(compared(own, self.generous.column(circumstances, target)?))
    }

    fn explain(
        &self,
        members: &Members,
        circumstances: &Circumstances,
        target: &str,
    ) -> Option<Verdict<Outcome>> {
        let Verdict { because, .. } = self.own.explain(members, circumstances, target)?;
        let decision = self.decide(members, circumstances, target)?;
        if !decision.doubtful {
            return Some(Verdict { decision, because });
        }
        let generous = members.leaning(Leaning::Generous);
        let other = self.generous.decide(&generous, circumstances, target)?;
        let involved = self.involved(members, target);
        let because = doubted(self.snapshot, self.kind, because, &other.name, &involved);
        Some(Verdict { decision, because })
    }

    fn answer(&self, ask: &Ask) -> Result<Answer, Refusal> {
        self.own.answer(ask)
    }

    fn decided(&self, ask: &Ask) -> Option<Cow<'static, str>> {
        self.own.decided(ask)
    }

    fn ability(&self, asked: &Circumstances, about: &Object) -> Result<Ability<'_>, Refusal> {
        self.own.ability(asked, about)
    }
}

/// The ids of somebody and of all that they belong to.
pub(super) fn belonging(snapshot: &Snapshot, members: &Members) -> Vec<String> {
    let directory = &snapshot.document().directory;
    let mut ids: Vec<String> = members.user.iter().map(ToString::to_string).collect();
    let groups = members.groups.iter().filter_map(|at| directory.groups.nth(*at as usize));
    ids.extend(groups.map(|group| group.id.to_string()));
    for post in members.posts.iter().filter_map(|at| directory.posts.nth(*at as usize)) {
        ids.push(post.id.to_string());
        ids.extend(post.teams.iter().map(ToString::to_string));
    }
    let teams = members.teams.iter().filter_map(|at| directory.teams.nth(*at as usize));
    ids.extend(teams.map(|team| team.id.to_string()));
    if members.unsure.groups {
        ids.extend(directory.groups.iter().map(|group| group.id.to_string()));
    }
    if members.unsure.posts {
        ids.extend(directory.posts.iter().map(|post| post.id.to_string()));
    }
    if members.unsure.teams || members.posts.iter().any(|at| is_unsure(snapshot, *at)) {
        ids.extend(directory.teams.iter().map(|team| team.id.to_string()));
    }
    ids
}

fn is_unsure(snapshot: &Snapshot, post: u32) -> bool {
    snapshot.document().directory.posts.nth(post as usize).is_some_and(|post| post.is_unsure())
}

/// An explanation of what is in doubt: before everything else stands which places could not be read,
/// and what could come out.
pub(super) fn doubted(
    snapshot: &Snapshot,
    kind: ModelKind,
    mut because: Reason,
    other: &str,
    involved: &[String],
) -> Reason {
    let document = snapshot.document();
    let mut all = document.unreadable(kind);
    if kind == ModelKind::Acl {
        // A record can hang on the level of the process that it is edited through.
        all.extend(document.unreadable(ModelKind::Processes));
    }
    let concerns = |about: &[String]| about.iter().all(|id| involved.contains(id));
    let mut paths: Vec<&str> =
        all.iter().filter(|it| concerns(&it.about)).map(|it| &*it.path).collect();
    if paths.is_empty() {
        paths = all.iter().map(|it| &*it.path).collect();
    }
    let mut places = paths.iter().take(MOST_NAMED).copied().collect::<Vec<_>>().join(", ");
    if paths.len() > MOST_NAMED {
        places.push_str(&format!(" and {} more", paths.len() - MOST_NAMED));
    }
    let says = "This is doubtful: {places} in the file cannot be read. {outcome} is the least that \
                it can mean; it could also be {other}.";
    let doubt = Reason::new(kind.info().unreadable, says, because.outcome.clone())
        .words("places", places)
        .words("outcome", because.outcome.clone())
        .words("other", other.to_owned());
    because.steps.insert(0, doubt);
    because
}

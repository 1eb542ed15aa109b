//! What is looked at: whose access to which target, as the draft has it and as it is saved. There is
//! always something where there is anybody and anything: what nothing focuses is the first there is.

use std::sync::Arc;

use crate::shell::jump::Beside;
use crate::state::context::Apart;
use crate::state::{Route, Screen};
use crate::systems::apart;
use whocan_core::directory::{Circumstances, Date, GroupId, Members, Principal, UserId, belongs};
use whocan_core::model::{Resolver, TargetHead};
use whocan_core::models::processes::policy::ProcessId;
use whocan_core::models::processes::unmet_about;
use whocan_core::models::{ModelKind, Policies};
use whocan_core::query::{Chain, Question, SignedOn, Snapshot, Subject, chain};
use whocan_core::verdict::{Outcome, Verdict};

/// What there is to be seen.
#[derive(Clone, PartialEq)]
pub(super) enum Look {
    /// The screen shows nobody's access to anything.
    Nowhere,
    /// There is nobody yet, or nothing to have access to; says so.
    Nothing(String),
    /// An outcome with its reasons.
    Cell(Arc<Shown>),
}

impl Look {
    /// The outcome, where there is one.
    pub(super) fn cell(&self) -> Option<&Shown> {
        match self {
            Self::Cell(shown) => Some(shown),
            Self::Nowhere | Self::Nothing(_) => None,
        }
    }
}

/// An outcome with its reasons, ready to be drawn.
#[derive(Clone, PartialEq)]
pub(super) struct Shown {
    /// Where this is, with the focus spelt out.
    pub(super) here: Route,
    /// What is asked beside the place.
    pub(super) beside: Beside,
    /// Whose it is: a person, or a group that somebody is in and nothing else.
    pub(super) who: String,
    /// On what.
    pub(super) what: TargetHead,
    /// What came out, and why.
    pub(super) verdict: Verdict<Outcome>,
    /// The same as a picture, with its sentence.
    pub(super) chain: Option<Chain>,
    /// What is saved.
    pub(super) before: Before,
    /// Whom else it can be seen as.
    pub(super) whom: Whom,
    /// The question, for what is worked out of it later.
    pub(super) question: Question,
    /// The service that was chosen, where they cannot sign on under it.
    pub(super) not_theirs: Option<String>,
    /// What comes out under each identity that they can sign on as, where the model asks for that.
    pub(super) identities: Vec<Identity>,
    /// Whether the target is secured data.
    pub(super) secured: bool,
    /// The menu routes and links that the target opens, as somebody wrote them down.
    pub(super) opens: Vec<String>,
    /// What is running until the restart, where that is something else.
    pub(super) running: Option<Outcome>,
    /// The day that counts, where the model asks for one.
    pub(super) day: Option<Date>,
    /// The interdependencies that the target has part in and their groups do not meet, in sentences.
    pub(super) unmet: Vec<String>,
    /// How many belong to the group that it is about, where it is about one.
    pub(super) members: Option<usize>,
}

/// What somebody can sign on as, no group or post among it, and what comes out then.
#[derive(Clone, PartialEq)]
pub(super) struct Identity {
    pub(super) who: Option<Principal>,
    pub(super) name: String,
    pub(super) outcome: Outcome,
}

/// Who can be chosen to see something as.
#[derive(Clone, PartialEq)]
pub(super) enum Whom {
    /// The one that the screen focuses.
    Fixed,
    /// A member of this group, or somebody who is in it and nothing else.
    Group(GroupId),
    /// Whoever belongs to this post or team.
    Member(Principal),
    /// Anybody.
    Anybody,
}

/// The outcome as it is saved.
#[derive(Clone, PartialEq)]
pub(super) enum Before {
    /// The same, or nothing differs at all.
    Same,
    /// Another one.
    Other(Outcome),
    /// Person, group or target are new.
    NotThere,
}

impl Before {
    /// The other outcome, where it is one.
    pub(super) fn other(&self) -> Option<&Outcome> {
        match self {
            Self::Other(outcome) => Some(outcome),
            Self::Same | Self::NotThere => None,
        }
    }
}

/// What was chosen in the inspector itself.
#[derive(Clone, Default, PartialEq)]
pub(super) struct Chosen {
    /// Whom to see it as, where the screen focuses nobody.
    pub(super) person: Option<UserId>,
    /// What they are signed on as.
    pub(super) sign_on: Option<Principal>,
}

type Asked = Result<(Beside, TargetHead, Whom), String>;

/// What is compared.
#[derive(Clone, Copy)]
pub(super) struct Moments<'a> {
    /// The draft.
    pub(super) snapshot: &'a Snapshot,
    /// What is saved.
    pub(super) saved: Option<&'a Snapshot>,
    /// What is running, where something waits for a restart.
    pub(super) running: Option<&'a Snapshot>,
}

/// What the address focuses, seen as whoever was chosen.
pub(super) fn look(
    moments: Moments<'_>,
    route: &Route,
    chosen: &Chosen,
    circumstances: &Circumstances,
) -> Look {
    let snapshot = moments.snapshot;
    let asked = match route.screen() {
        Some(Screen::Editor(kind)) if apart(kind, route.focus()) == Some(Apart::Part) => {
            return Look::Nowhere;
        }
        Some(Screen::Effective(kind)) => person(snapshot, kind, route),
        Some(Screen::Overview(kind) | Screen::Editor(kind)) => cell(snapshot, kind, route, chosen),
        _ => return Look::Nowhere,
    };
    match asked {
        Ok((beside, target, whom)) => {
            let sign_on = chosen.sign_on.clone().or_else(|| match &whom {
                Whom::Member(post @ Principal::Post(_)) => Some(post.clone()),
                _ => None,
            });
            let circumstances = Circumstances { sign_on, ..circumstances.clone() };
            let shown = show(moments, route, (beside, target, whom), circumstances);
            shown.map_or_else(|| Look::Nothing(String::new()), |shown| Look::Cell(shown.into()))
        }
        Err(nothing) => Look::Nothing(nothing),
    }
}

/// A person and a target; without a focus the first cell, as in the grid.
fn person(snapshot: &Snapshot, kind: ModelKind, route: &Route) -> Asked {
    let resolver = snapshot.resolver(kind);
    let users = &snapshot.document().directory.users;
    let focused = route.cell();
    let focused = focused.and_then(|(row, column)| users.find(&row).zip(resolver.head(&column)));
    let first = || users.nth(0).zip(resolver.targets().into_iter().next());
    let Some((user, target)) = focused.or_else(first) else {
        let nobody = users.is_empty();
        return Err(if nobody { nobody_yet() } else { no_target(kind) });
    };
    let subject = Principal::User(user.id.clone());
    Ok((Beside { kind, target: target.key.clone(), subject, group: None }, target, Whom::Fixed))
}

fn nobody_yet() -> String {
    "Nobody is in this directory yet.".to_owned()
}

fn no_target(kind: ModelKind) -> String {
    format!("There are no {} yet.", kind.info().targets)
}

/// The target that is focused; of a heading the first below it, and else the first of all.
fn target(policies: &Policies, resolver: &dyn Resolver, route: &Route) -> Option<TargetHead> {
    if let Some(head) = route.focus().iter().find_map(|step| resolver.head(step)) {
        return Some(head);
    }
    let about = resolver.info();
    let heading = |step: &String| policies.name(about.key, "catalogue", std::slice::from_ref(step));
    let targets = resolver.targets();
    let headings: Vec<String> = route.focus().iter().filter_map(heading).collect();
    let below = |head: &&TargetHead| headings.contains(&head.band);
    targets.iter().find(below).or_else(|| targets.first()).cloned()
}

/// A principal and a target, in whatever order the screen focuses them; without a principal
/// whoever was chosen, or the first there is.
fn cell(snapshot: &Snapshot, kind: ModelKind, route: &Route, chosen: &Chosen) -> Asked {
    let about = kind.info();
    if let Some(Apart::Row(says)) = apart(kind, route.focus()) {
        return Err(says.to_owned());
    }
    let document = snapshot.document();
    let directory = &document.directory;
    let focused = route.focus().iter().find_map(|step| directory.principal(step));
    let resolver = snapshot.resolver(kind);
    let target = target(&document.policies, &*resolver, route).ok_or_else(|| no_target(kind))?;
    let key = target.key.clone();
    let user = |id: &UserId| Principal::User(id.clone());
    let chosen = chosen.person.as_ref().and_then(|id| directory.users.get(id));
    let some = |belongs_to: &Principal| {
        let mut all = chosen.into_iter().chain(directory.users.iter());
        all.find(|user| belongs(user, belongs_to)).map(|found| user(&found.id))
    };
    // Some models have nothing but groups to choose from.
    let first_group = || directory.groups.nth(0).filter(|_| !about.personal);
    let focused = focused.or_else(|| Some(Principal::Group(first_group()?.id.clone())));
    let (subject, group, whom) = match focused {
        Some(Principal::Group(id)) => {
            let group = Principal::Group(id.clone());
            let member = chosen.filter(|user| belongs(user, &group));
            let subject = member.map_or(group, |member| user(&member.id));
            (subject, Some(id.to_string()), Whom::Group(id))
        }
        Some(focused @ Principal::User(_)) => (focused, None, Whom::Fixed),
        Some(focused) => match some(&focused) {
            Some(subject) => (subject, None, Whom::Member(focused)),
            None => return Err(format!("Nobody belongs to {}.", directory.name(&focused))),
        },
        None => match chosen.or_else(|| directory.users.nth(0)) {
            Some(person) => (user(&person.id), None, Whom::Anybody),
            None => return Err(nobody_yet()),
        },
    };
    Ok((Beside { kind, target: key, subject, group }, target, whom))
}

fn show(
    moments: Moments<'_>,
    route: &Route,
    (beside, what, whom): (Beside, TargetHead, Whom),
    asked: Circumstances,
) -> Option<Shown> {
    let Moments { snapshot, saved, running } = moments;
    let kind = beside.kind;
    let members = members(snapshot, &beside.subject)?;
    let resolver = snapshot.in_the_end(kind);
    // What is none of theirs was chosen for somebody else.
    let chosen = asked.service.clone();
    let asked = resolver.theirs(&members, &asked);
    let not_theirs = chosen.filter(|_| asked.service.is_none());
    let verdict = resolver.explain(&members, &asked, &what.key)?;
    let directory = &snapshot.document().directory;
    let identity = |who: Option<Principal>| {
        let asked = Circumstances { sign_on: who.clone(), ..asked.clone() };
        let outcome = resolver.decide(&members, &asked, &what.key)?;
        let name = who.as_ref().map_or_else(|| NOBODY.to_owned(), |who| directory.name(who));
        Some(Identity { who, name, outcome })
    };
    // Somebody who is in a group and nothing else has one identity, and a model that does not ask none.
    let is_person = matches!(beside.subject, Principal::User(_));
    let identities: Vec<Identity> = match resolver.info().reads.sign_on && is_person {
        true => resolver.identities(&members).into_iter().filter_map(identity).collect(),
        false => Vec::new(),
    };
    let subject = match &beside.subject {
        Principal::User(user) => Subject::User(user.clone()),
        Principal::Group(group) => Subject::Group(group.clone()),
        Principal::Post(_) | Principal::Team(_) => return None,
    };
    let day = asked.on.or(snapshot.document().as_of).filter(|_| resolver.info().reads.on);
    let of_group = |group: &Principal| {
        let users = directory.users.iter();
        users.filter(|user| belongs(user, group)).count()
    };
    let members_of = (!is_person).then(|| of_group(&beside.subject));
    let question = Question {
        kind,
        target: what.key.clone(),
        subject,
        circumstances: asked,
        signed_on: SignedOn::AsAsked,
    };
    let before =
        saved.map_or(Before::Same, |saved| before(saved, snapshot, &question, &verdict.decision));
    let running = running.filter(|_| kind.restarts().is_some());
    let running = running.and_then(|running| decided(running, &question));
    // What is not saved yet has its before already.
    let is_other =
        |running: &Outcome| *running != verdict.decision && before.other() != Some(running);
    let running = running.filter(is_other);
    let catalogue = &snapshot.document().policies.processes.catalogue;
    let process = catalogue.item(&what.key.as_str().into());
    let process = process.filter(|_| kind == ModelKind::Processes);
    let secured = process.is_some_and(|process| process.secured);
    let opens = process.map(|process| process.routes.clone()).unwrap_or_default();
    let unmet = match kind {
        ModelKind::Processes => unmet(snapshot, &members, &what.key.as_str().into()),
        _ => Vec::new(),
    };
    Some(Shown {
        here: here(route, &beside),
        who: directory.name(&beside.subject),
        chain: chain(snapshot, &question, &what, &verdict),
        beside,
        what,
        verdict,
        before,
        whom,
        question,
        not_theirs,
        identities,
        secured,
        opens,
        unmet,
        members: members_of,
        running,
        day,
    })
}

/// The interdependencies that a process has part in and groups of somebody's do not meet.
fn unmet(snapshot: &Snapshot, members: &Members, process: &ProcessId) -> Vec<String> {
    let document = snapshot.document();
    let (policy, directory) = (&document.policies.processes, &document.directory);
    let of_group = |group: &GroupId| {
        let name = || directory.groups.name(group);
        let unmet = unmet_about(policy, group, process).into_iter();
        unmet.map(|unmet| unmet.sentence(policy, &name())).collect::<Vec<String>>()
    };
    members.groups_in(directory).flat_map(of_group).collect()
}

/// What somebody is signed on as who has not chosen.
pub(super) const NOBODY: &str = "no group or post";

fn members(snapshot: &Snapshot, subject: &Principal) -> Option<Members> {
    match subject {
        Principal::User(user) => snapshot.roster().of(user).map(|members| Members::clone(members)),
        Principal::Group(group) => {
            let directory = &snapshot.document().directory;
            directory.groups.has(group).then(|| Members::of_group(directory, group))
        }
        Principal::Post(_) | Principal::Team(_) => None,
    }
}

fn before(saved: &Snapshot, snapshot: &Snapshot, question: &Question, now: &Outcome) -> Before {
    if saved.document().same(snapshot.document()) {
        return Before::Same;
    }
    let then = decided(saved, question);
    match then {
        None => Before::NotThere,
        Some(then) if then == *now => Before::Same,
        Some(then) => Before::Other(then),
    }
}

/// What comes out at another moment.
fn decided(snapshot: &Snapshot, question: &Question) -> Option<Outcome> {
    let members = question.subject.members(snapshot)?;
    let resolver = snapshot.in_the_end(question.kind);
    resolver.decide(&members, &question.circumstances, &question.target)
}

/// The present place with what a grid focuses by itself spelt out.
fn here(route: &Route, beside: &Beside) -> Route {
    match (route.screen(), &beside.group) {
        (Some(Screen::Effective(_)), _) => {
            route.with_focus(vec![beside.subject.id().to_owned(), beside.target.clone()])
        }
        (Some(Screen::Overview(_)), Some(group)) => {
            route.with_focus(vec![beside.target.clone(), group.clone()])
        }
        _ => route.clone(),
    }
}

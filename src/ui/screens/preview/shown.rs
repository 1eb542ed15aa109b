//! What the preview shows of what is focused: whose access to which target, as the draft has it
//! and as it is saved.

use crate::state::{Route, Screen};
use crate::ui::screens::jump::Beside;
use whocan_core::directory::{Circumstances, GroupId, Members, Principal, UserId, belongs};
use whocan_core::model::TargetHead;
use whocan_core::models::ModelKind;
use whocan_core::query::Snapshot;
use whocan_core::verdict::{Outcome, Verdict};

/// What there is to be seen.
#[derive(Clone, PartialEq)]
pub(super) enum Look {
    /// Nothing yet; what to do for it.
    Hint(String),
    /// An outcome with its reasons.
    Cell(Box<Shown>),
}

impl Look {
    /// What the person can sign on as.
    pub(super) fn identities(&self) -> &[Identity] {
        match self {
            Self::Cell(shown) => &shown.identities,
            Self::Hint(_) => &[],
        }
    }
}

/// An outcome with its reasons, ready to be drawn.
#[derive(Clone, PartialEq)]
pub(super) struct Shown {
    /// Where this is, with the focus spelt out.
    pub(super) here: Route,
    pub(super) other_tab_open: Beside,
    /// The person; none where they are chosen above it.
    pub(super) who: Option<String>,
    pub(super) what: String,
    pub(super) band: String,
    pub(super) verdict: Verdict<Outcome>,
    pub(super) before: Before,
    /// Whom else it can be seen as.
    pub(super) whom: Whom,
    /// Under which circumstances: what they are signed on as, the day.
    pub(super) circumstances: Circumstances,
    /// The service that was chosen, where they cannot sign on under it.
    pub(super) not_theirs: Option<String>,
    /// What comes out under each identity that they can sign on as, where the model asks for that.
    pub(super) identities: Vec<Identity>,
}

/// What somebody can sign on as, nobody in particular among it, and what comes out then.
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

/// What was chosen in the preview itself.
#[derive(Clone, Default, PartialEq)]
pub(super) struct Chosen {
    /// Whom to see it as, where the screen focuses nobody.
    pub(super) person: Option<UserId>,
    /// What they are signed on as.
    pub(super) sign_on: Option<Principal>,
}

/// What the address focuses, seen as whoever was chosen.
pub(super) fn look(
    snapshot: &Snapshot,
    saved: Option<&Snapshot>,
    route: &Route,
    chosen: &Chosen,
    circumstances: &Circumstances,
) -> Look {
    let asked = match route.screen() {
        Some(Screen::Effective(kind)) => person(snapshot, kind, route),
        Some(Screen::Overview(kind) | Screen::Editor(kind)) => cell(snapshot, kind, route, chosen),
        _ => Err("Choose a cell of an overview, or of effective access, to see why it comes out \
                  as it does."
            .to_owned()),
    };
    match asked {
        Ok((other_tab_open, target, whom)) => {
            let sign_on = chosen.sign_on.clone().or_else(|| match &whom {
                Whom::Member(post @ Principal::Post(_)) => Some(post.clone()),
                _ => None,
            });
            let circumstances = Circumstances { sign_on, ..circumstances.clone() };
            show(snapshot, saved, route, (other_tab_open, target, whom), circumstances)
        }
        Err(hint) => Look::Hint(hint),
    }
}

type Asked = Result<(Beside, TargetHead, Whom), String>;

/// A person and a target; without a focus the first cell, as in the grid.
fn person(snapshot: &Snapshot, kind: ModelKind, route: &Route) -> Asked {
    let about = kind.info();
    let resolver = snapshot.resolver(kind);
    let users = &snapshot.document().directory.users;
    let focused = route.cell();
    let focused = focused.and_then(|(row, column)| users.find(&row).zip(resolver.head(&column)));
    let first = || users.nth(0).zip(resolver.targets().into_iter().next());
    let Some((user, target)) = focused.or_else(first) else {
        return Err(format!("There is nobody here, or no {}.", about.target));
    };
    let subject = Principal::User(user.id.clone());
    Ok((Beside { kind, target: target.key.clone(), subject, group: None }, target, Whom::Fixed))
}

/// A principal and a target, in whatever order the screen focuses them; without a principal
/// whoever was chosen.
fn cell(snapshot: &Snapshot, kind: ModelKind, route: &Route, chosen: &Chosen) -> Asked {
    let about = kind.info();
    let directory = &snapshot.document().directory;
    let focused = route.focus().iter().find_map(|step| directory.principal(step));
    let resolver = snapshot.resolver(kind);
    let Some(target) = route.focus().iter().find_map(|step| resolver.head(step)) else {
        let article = if about.target.starts_with(['a', 'e', 'i', 'o', 'u']) { "an" } else { "a" };
        let target = about.target;
        return Err(format!("Choose {article} {target} to see what somebody gets, and why."));
    };
    let key = target.key.clone();
    let user = |id: &UserId| Principal::User(id.clone());
    let chosen = chosen.person.as_ref().and_then(|id| directory.users.get(id));
    let some = |belongs_to: &Principal| {
        let mut all = chosen.into_iter().chain(directory.users.iter());
        all.find(|user| belongs(user, belongs_to)).map(|found| user(&found.id))
    };
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
        // Some models have nothing but groups to choose from.
        None if !about.personal => {
            return Err("Choose a group to see what its members get, and why.".to_owned());
        }
        None => match chosen.or_else(|| directory.users.nth(0)) {
            Some(person) => (user(&person.id), None, Whom::Anybody),
            None => return Err("There is nobody in the directory yet.".to_owned()),
        },
    };
    Ok((Beside { kind, target: key, subject, group }, target, whom))
}

fn show(
    snapshot: &Snapshot,
    saved: Option<&Snapshot>,
    route: &Route,
    (other_tab_open, target, whom): (Beside, TargetHead, Whom),
    asked: Circumstances,
) -> Look {
    let Some(members) = members(snapshot, &other_tab_open.subject) else {
        return Look::Hint(String::new());
    };
    let resolver = snapshot.in_the_end(other_tab_open.kind);
    let possible = resolver.identities(&members);
    // What is none of theirs was chosen for somebody else.
    let chosen = asked.service.clone();
    let asked = resolver.theirs(&members, &asked);
    let not_theirs = chosen.filter(|_| asked.service.is_none());
    let sign_on = asked.sign_on.clone();
    let under =
        |sign_on: &Option<Principal>| Circumstances { sign_on: sign_on.clone(), ..asked.clone() };
    let verdict = resolver.explain(&members, &under(&sign_on), &target.key);
    let Some(verdict) = verdict else { return Look::Hint(String::new()) };
    let directory = &snapshot.document().directory;
    let identities = possible.into_iter().filter_map(|who| {
        let outcome = resolver.decide(&members, &under(&who), &target.key)?;
        let name = who.as_ref().map(|who| directory.name(who));
        Some(Identity { who, name: name.unwrap_or_else(|| NOBODY.to_owned()), outcome })
    });
    // Somebody who is in a group and nothing else has one identity.
    let identities: Vec<Identity> = match &other_tab_open.subject {
        Principal::User(_) => identities.collect(),
        _ => Vec::new(),
    };
    let circumstances = under(&sign_on);
    let before = saved.map_or(Before::Same, |saved| {
        before(saved, snapshot, &other_tab_open, &circumstances, &verdict)
    });
    let who = (whom == Whom::Fixed).then(|| directory.name(&other_tab_open.subject));
    let here = here(route, &other_tab_open);
    let TargetHead { name: what, band, .. } = target;
    let shown = Shown {
        here,
        other_tab_open,
        who,
        what,
        band,
        verdict,
        before,
        whom,
        circumstances,
        not_theirs,
        identities,
    };
    Look::Cell(shown.into())
}

/// What somebody is signed on as who has not chosen.
const NOBODY: &str = "nobody in particular";

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

fn before(
    saved: &Snapshot,
    snapshot: &Snapshot,
    other_tab_open: &Beside,
    circumstances: &Circumstances,
    now: &Verdict<Outcome>,
) -> Before {
    if saved.document().same(snapshot.document()) {
        return Before::Same;
    }
    let then = members(saved, &other_tab_open.subject).and_then(|members| {
        let resolver = saved.in_the_end(other_tab_open.kind);
        resolver.explain(&members, circumstances, &other_tab_open.target)
    });
    match then {
        None => Before::NotThere,
        Some(then) if then.decision == now.decision => Before::Same,
        Some(then) => Before::Other(then.decision),
    }
}

/// The present place with what a grid focuses by itself spelt out.
fn here(route: &Route, other_tab_open: &Beside) -> Route {
    match (route.screen(), &other_tab_open.group) {
        (Some(Screen::Effective(_)), _) => route.with_focus(vec![
            other_tab_open.subject.id().to_owned(),
            other_tab_open.target.clone(),
        ]),
        (Some(Screen::Overview(_)), Some(group)) => {
            route.with_focus(vec![other_tab_open.target.clone(), group.clone()])
        }
        _ => route.clone(),
    }
}

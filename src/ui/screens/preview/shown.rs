//! What the preview shows of what is focused: whose access to which target, as the draft has it
//! and as it is saved.

use crate::directory::{Circumstances, Members, Principal, UserId};
use crate::model::TargetHead;
use crate::models::ModelKind;
use crate::query::Moment;
use crate::session::{Route, Screen};
use crate::ui::screens::jump::Beside;
use crate::verdict::{Outcome, Verdict};

/// What there is to be seen.
#[derive(Clone, PartialEq)]
pub(super) enum Look {
    /// Nothing yet; what to do for it.
    Hint(String),
    /// An outcome with its reasons.
    Cell(Shown),
}

/// An outcome with its reasons, ready to be drawn.
#[derive(Clone, PartialEq)]
pub(super) struct Shown {
    /// Where this is, with the focus spelt out.
    pub(super) here: Route,
    pub(super) beside: Beside,
    /// The person; none where they are chosen above it.
    pub(super) who: Option<String>,
    pub(super) what: String,
    pub(super) band: String,
    pub(super) verdict: Verdict<Outcome>,
    pub(super) before: Before,
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

/// What the address focuses. `chosen` is the member of a focused group to see it as.
pub(super) fn look(
    moment: &Moment,
    saved: Option<&Moment>,
    route: &Route,
    chosen: Option<&UserId>,
) -> Look {
    let asked = match route.screen() {
        Some(Screen::Effective(kind)) => person(moment, kind, route),
        Some(Screen::Overview(kind) | Screen::Editor(kind)) => cell(moment, kind, route, chosen),
        _ => Err("Choose a cell of an overview, or of effective access, to see why it comes out \
                  as it does."
            .to_owned()),
    };
    match asked {
        Ok((beside, target)) => show(moment, saved, route, beside, target),
        Err(hint) => Look::Hint(hint),
    }
}

type Asked = Result<(Beside, TargetHead), String>;

/// A person and a target; without a focus the first cell, as in the grid.
fn person(moment: &Moment, kind: ModelKind, route: &Route) -> Asked {
    let about = kind.about();
    let mut targets = moment.resolver(kind).targets();
    let users = &moment.document().directory.users;
    let focused = route.cell().and_then(|(row, column)| {
        let at = targets.iter().position(|target| target.key == column)?;
        Some((users.find(&row)?, at))
    });
    let (user, at) = match (focused, users.nth(0)) {
        (Some(focused), _) => focused,
        (None, Some(user)) if !targets.is_empty() => (user, 0),
        _ => return Err(format!("There is nobody here, or no {}.", about.target)),
    };
    let target = targets.swap_remove(at);
    let subject = Principal::User(user.id.clone());
    Ok((Beside { kind, target: target.key.clone(), subject, group: None }, target))
}

/// A group or a person, and a target, in whatever order the screen focuses them.
fn cell(moment: &Moment, kind: ModelKind, route: &Route, chosen: Option<&UserId>) -> Asked {
    let about = kind.about();
    let directory = &moment.document().directory;
    let focused = route.focus().iter().find_map(|step| directory.principal(step));
    let mut targets = moment.resolver(kind).targets().into_iter();
    let target = targets.find(|target| route.focus().contains(&target.key));
    let Some(target) = target else {
        return Err(format!("Choose a {} to see what somebody gets, and why.", about.target));
    };
    let key = target.key.clone();
    match focused {
        Some(Principal::Group(group)) => {
            let is_member = |id: &&UserId| {
                directory.users.get(id).is_some_and(|user| user.groups.contains(&group))
            };
            let subject = match chosen.filter(is_member) {
                Some(user) => Principal::User(user.clone()),
                None => Principal::Group(group.clone()),
            };
            Ok((Beside { kind, target: key, subject, group: Some(group.to_string()) }, target))
        }
        Some(user @ Principal::User(_)) => {
            Ok((Beside { kind, target: key, subject: user, group: None }, target))
        }
        _ => Err("Choose a group to see what its members get, and why.".to_owned()),
    }
}

fn show(
    moment: &Moment,
    saved: Option<&Moment>,
    route: &Route,
    beside: Beside,
    target: TargetHead,
) -> Look {
    let verdict = members(moment, &beside.subject).and_then(|members| {
        let resolver = moment.resolver(beside.kind);
        resolver.explain(&members, &Circumstances::default(), &target.key)
    });
    let Some(verdict) = verdict else { return Look::Hint(String::new()) };
    let before = saved.map_or(Before::Same, |saved| before(saved, moment, &beside, &verdict));
    let who = beside.group.is_none().then(|| moment.document().directory.name(&beside.subject));
    let here = here(route, &beside);
    let TargetHead { name: what, band, .. } = target;
    Look::Cell(Shown { here, beside, who, what, band, verdict, before })
}

fn members(moment: &Moment, subject: &Principal) -> Option<Members> {
    match subject {
        Principal::User(user) => moment.roster().of(user).map(|members| Members::clone(members)),
        Principal::Group(group) => {
            let directory = &moment.document().directory;
            directory.groups.has(group).then(|| Members::of_group(directory, group))
        }
        Principal::Post(_) | Principal::Team(_) => None,
    }
}

fn before(saved: &Moment, moment: &Moment, beside: &Beside, now: &Verdict<Outcome>) -> Before {
    if saved.document().same(moment.document()) {
        return Before::Same;
    }
    let then = members(saved, &beside.subject).and_then(|members| {
        let resolver = saved.resolver(beside.kind);
        resolver.explain(&members, &Circumstances::default(), &beside.target)
    });
    match then {
        None => Before::NotThere,
        Some(then) if then.decision == now.decision => Before::Same,
        Some(then) => Before::Other(then.decision),
    }
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

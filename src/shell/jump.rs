//! Where the screens show a place of the document: from an address to a route.

use crate::state::{Route, Screen, Tab};
use whocan_core::directory::Principal;
use whocan_core::model::Place;
use whocan_core::models::ModelKind;
use whocan_core::query::Snapshot;
use whocan_core::verdict::Address;

/// What is looked at while an address is followed: people and groups are shown beside it.
#[derive(Clone, Debug, PartialEq)]
pub struct Beside {
    /// The model.
    pub kind: ModelKind,
    /// The target's key.
    pub target: String,
    /// The person or the group whose access it is.
    pub subject: Principal,
    /// The group whose cell is focused, where one is.
    pub group: Option<String>,
}

/// Where an address is shown, seen from a screen and what is looked at there; `None` where no
/// screen shows it, or where the address has nothing left.
pub fn leads_to(
    address: &Address,
    snapshot: &Snapshot,
    from: &Route,
    other_tab_open: Option<&Beside>,
) -> Option<Route> {
    let focus = |screen, focus: &[&str]| {
        Some(from.to(screen, focus.iter().map(|step| (*step).to_owned()).collect()))
    };
    match address {
        Address::Principal(who) => match (who, other_tab_open) {
            (Principal::User(user), Some(Beside { kind, target, .. })) => {
                focus(Screen::Effective(*kind), &[user.as_str(), target])
            }
            (Principal::Group(group), Some(Beside { kind, target, .. })) => {
                focus(Screen::Overview(*kind), &[target, group.as_str()])
            }
            _ => in_directory(who, from),
        },
        Address::Membership(user, of) => {
            focus(Screen::Directory(Tab::Users), &[user.as_str(), of.id()])
        }
        Address::Licence(name) => focus(Screen::Directory(Tab::Licences), &[name]),
        Address::Policy { model, part, keys } => {
            match snapshot.document().policies.place(model, part, keys) {
                Some((kind, Place::Overview(row, column))) => {
                    focus(Screen::Overview(kind), &[&row, &column])
                }
                Some((kind, Place::Editor(steps))) => Some(from.to(Screen::Editor(kind), steps)),
                Some((kind, Place::Target { key, steps })) => {
                    Some(target(kind, key, steps, snapshot, from, other_tab_open))
                }
                None => None,
            }
        }
    }
}

/// A target stands on every screen of its model: on the present one, else in effective access.
fn target(
    kind: ModelKind,
    key: String,
    steps: Vec<String>,
    snapshot: &Snapshot,
    from: &Route,
    other_tab_open: Option<&Beside>,
) -> Route {
    let group = other_tab_open.and_then(|other_tab_open| other_tab_open.group.clone());
    match (from.screen(), group) {
        (Some(screen @ Screen::Overview(_)), Some(group)) => from.to(screen, vec![key, group]),
        (Some(screen @ Screen::Editor(_)), Some(group)) => {
            from.to(screen, std::iter::once(group).chain(steps).collect())
        }
        _ => {
            let user = match other_tab_open.map(|other_tab_open| &other_tab_open.subject) {
                Some(Principal::User(user)) => Some(user.to_string()),
                _ => snapshot.document().directory.users.nth(0).map(|user| user.id.to_string()),
            };
            from.to(Screen::Effective(kind), vec![user.unwrap_or_default(), key])
        }
    }
}

/// People stand on their own page, what they belong to on that of the groups.
fn in_directory(who: &Principal, from: &Route) -> Option<Route> {
    let tab = match who {
        Principal::User(_) => Tab::People,
        Principal::Group(_) | Principal::Post(_) | Principal::Team(_) => Tab::Groups,
    };
    Some(from.to(Screen::Directory(tab), vec![who.id().to_owned()]))
}

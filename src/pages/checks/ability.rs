//! What somebody can do with something, as the members of a rule say it: which system, which target, and
//! how much at least. Read from a file, put into words, and made of what was chosen.

use crate::components::{Choice, Icon};
use crate::state::target_member;
use whocan_core::directory::{Date, Directory, Principal};
use whocan_core::document::Document;
use whocan_core::format::{Json, Object};
use whocan_core::model::TargetHead;
use whocan_core::models::ModelKind;
use whocan_core::models::resources::policy::Permission;
use whocan_core::query::{Snapshot, outcomes_of};
use whocan_core::verdict::Tone;

/// The members that say under which circumstances.
const CIRCUMSTANCES: [&str; 5] = ["as", "on", "service", "actingAs", "licences"];

/// See the module. What is empty has not been chosen yet.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Ability {
    pub(super) kind: Option<ModelKind>,
    /// The key of the target.
    pub(super) target: String,
    /// How much at least; empty where the system has no degrees.
    pub(super) at_least: String,
    /// What else the rule says: circumstances, and the process beside a record.
    rest: Object,
}

/// The members of a system's questions that name a target.
pub(super) fn target_members(kind: ModelKind) -> &'static [&'static str] {
    match kind {
        ModelKind::Processes => &["process"],
        ModelKind::Acl => &["record"],
        ModelKind::Attributes => &["attribute", "report"],
        ModelKind::Resources => &["resource", "person", "requirement"],
        ModelKind::Features => &["feature"],
    }
}

/// The target that the members of a question or a rule name.
pub(super) fn target_of(kind: ModelKind, members: &Object) -> Option<(&'static str, String)> {
    let named = |member: &&'static str| {
        let key = members.get(member)?.as_text()?;
        Some((*member, key.to_owned()))
    };
    target_members(kind).iter().find_map(named)
}

pub(super) fn model_of(members: &Object) -> Option<ModelKind> {
    members.get("model").and_then(Json::as_text).and_then(ModelKind::of)
}

impl Ability {
    /// Reads the members of a rule.
    pub(super) fn of(about: &Object) -> Self {
        let Some(kind) = model_of(about) else {
            return Self { rest: about.clone(), ..Self::default() };
        };
        let (member, target) = target_of(kind, about).unwrap_or_default();
        let degrees = ["atLeast", "permission", "may"];
        let named = degrees.iter().find_map(|key| about.get(key)?.as_text());
        let is_rest = |key: &str| key != "model" && key != member && !degrees.contains(&key);
        let rest = about.iter().filter(|(key, _)| is_rest(key));
        Self {
            kind: Some(kind),
            target,
            at_least: named.unwrap_or_default().to_owned(),
            rest: rest.map(|(key, value)| (key.to_owned(), value.clone())).collect(),
        }
    }

    /// The members of a rule that say it.
    pub(super) fn members(&self, document: &Document) -> Object {
        let mut members = Object::new();
        let Some(kind) = self.kind else { return self.rest.clone() };
        members.push("model", kind.key());
        if !self.target.is_empty() {
            let member = target_member(document, kind, &self.target);
            members.push(member, self.target.as_str());
            if let Some(degree) = degree(kind, member).filter(|_| !self.at_least.is_empty()) {
                members.push(degree, self.at_least.as_str());
            }
        }
        members.extend(&self.rest);
        members
    }

    /// Another target, asked for as much as before where it knows that.
    pub(super) fn with_target(&self, document: &Document, kind: ModelKind, target: &str) -> Self {
        let same = self.kind == Some(kind);
        let mut own = Self {
            kind: Some(kind),
            target: target.to_owned(),
            at_least: self.at_least.clone(),
            rest: if same { self.rest.clone() } else { Object::new() },
        };
        let degrees = own.degrees(document);
        if !degrees.contains(&own.at_least) {
            own.at_least = degrees.into_iter().next().unwrap_or_default();
        }
        own
    }

    /// Whether nothing is left to choose.
    pub(super) fn is_whole(&self, document: &Document) -> bool {
        let known = self.kind.is_some() && !self.target.is_empty();
        known && (!self.at_least.is_empty() || self.degrees(document).is_empty())
    }

    /// How much can be asked for at least, the least first.
    pub(super) fn degrees(&self, document: &Document) -> Vec<String> {
        let Some(kind) = self.kind else { return Vec::new() };
        let outcomes = |kind: ModelKind| {
            let some = outcomes_of(kind).iter().filter(|it| it.tone != Tone::None);
            some.map(|it| it.name.to_owned()).collect::<Vec<_>>()
        };
        let words =
            |words: &[&str]| words.iter().map(|word| (*word).to_owned()).collect::<Vec<String>>();
        match (kind, target_member(document, kind, &self.target)) {
            (ModelKind::Processes | ModelKind::Features, _) => outcomes(kind),
            (ModelKind::Acl, _) if self.rest.has("process") => {
                words(&["listed", "opened", "edited", "deleted"])
            }
            (ModelKind::Acl, _) => words(&["read only", "full access", "opening refused"]),
            (ModelKind::Resources, "person") => words(&["see", "edit", "assign", "audit"]),
            (ModelKind::Resources, "requirement") => words(&["see", "edit", "audit"]),
            (ModelKind::Resources, _) => words(&Permission::ALL.map(Permission::name)),
            (ModelKind::Attributes, _) => Vec::new(),
        }
    }

    /// In words: `Read-Write on Student Data`.
    pub(super) fn words(&self, snapshot: &Snapshot) -> String {
        let Some(kind) = self.kind else { return String::new() };
        if self.target.is_empty() {
            return kind.info().title.to_owned();
        }
        let name = target_name(snapshot, kind, &self.target);
        let document = snapshot.document();
        let degree = self.at_least.as_str();
        let what = match (kind, target_member(document, kind, &self.target)) {
            _ if degree.is_empty() => name,
            (ModelKind::Features, _) => format!("{name} as {degree}"),
            (ModelKind::Resources, "person" | "requirement") => format!("{degree} {name}"),
            (ModelKind::Acl, _) if degree == "full access" => format!("{degree} to {name}"),
            _ => format!("{degree} on {name}"),
        };
        format!("{what}{}", circumstances(&document.directory, &self.rest))
    }
}

/// The member of a rule that says how much.
fn degree(kind: ModelKind, member: &str) -> Option<&'static str> {
    match (kind, member) {
        (ModelKind::Attributes, _) => None,
        (ModelKind::Resources, "resource") => Some("permission"),
        (ModelKind::Resources, _) => Some("may"),
        _ => Some("atLeast"),
    }
}

/// The name of a target; its key where there is none.
pub(super) fn target_name(snapshot: &Snapshot, kind: ModelKind, key: &str) -> String {
    snapshot.resolver(kind).head(key).map_or_else(|| key.to_owned(), |head| head.name)
}

/// The circumstances among the members of a question, in words that begin with a comma.
pub(super) fn circumstances(directory: &Directory, members: &Object) -> String {
    let named = |id: &str| match directory.principal(id) {
        Some(who) => directory.name(&who),
        None => id.to_owned(),
    };
    let mut words = String::new();
    for key in CIRCUMSTANCES {
        let text = members.get(key).and_then(Json::as_text).unwrap_or_default();
        let part = match (key, members.get(key)) {
            (_, None) => continue,
            ("as", _) => format!(", signed on as {}", named(text)),
            ("service", _) => format!(", under {text}"),
            ("actingAs", _) => format!(", acting as {}", named(text)),
            ("on", _) => match Date::parse(text) {
                Ok(day) => format!(", on {}", day.words()),
                Err(_) => format!(", on {text}"),
            },
            (_, Some(Json::List(all))) if all.is_empty() => ", without licences".to_owned(),
            (_, Some(Json::List(all))) => {
                let all: Vec<&str> = all.iter().filter_map(Json::as_text).collect();
                format!(", with the licences {}", all.join(", "))
            }
            _ => continue,
        };
        words.push_str(&part);
    }
    words
}

/// The systems that a rule can be about: those in which anything is set, and the one that it is about.
pub(super) fn systems(document: &Document, now: Option<ModelKind>) -> Vec<Choice> {
    let used = |kind: &&ModelKind| Some(**kind) == now || !document.policies.is_blank(**kind);
    let choice = |kind: &ModelKind| Choice::new(kind.key(), kind.info().title);
    let all: Vec<Choice> = ModelKind::ALL.iter().filter(used).map(choice).collect();
    match all.is_empty() {
        true => ModelKind::ALL.iter().map(choice).collect(),
        false => all,
    }
}

/// The targets of a system, to choose from.
pub(super) fn targets(snapshot: &Snapshot, kind: ModelKind) -> Vec<Choice> {
    let choice = |head: TargetHead| {
        let label = match head.band.is_empty() || head.band == head.name {
            true => head.name,
            false => format!("{} · {}", head.name, head.band),
        };
        Choice::new(head.key, label)
    };
    snapshot.resolver(kind).targets().into_iter().map(choice).collect()
}

/// Which kinds of principals are to be chosen from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Whom {
    /// All.
    Anybody,
    /// People and groups.
    PeopleAndGroups,
}

/// People, groups, posts and teams, to choose from.
pub(super) fn principals(directory: &Directory, whom: Whom) -> Vec<Choice> {
    let groups = directory.groups.iter();
    let groups = groups.map(|it| Choice::new(it.id.as_str(), it.name.as_str()).icon(Icon::Groups));
    let users = directory.users.iter();
    let users = users.map(|it| Choice::new(it.id.as_str(), it.name.as_str()).icon(Icon::Person));
    let posts = directory.posts.iter().filter(|_| whom == Whom::Anybody);
    let posts = posts.map(|it| Choice::new(it.id.as_str(), it.name.as_str()).icon(Icon::Post));
    let teams = directory.teams.iter().filter(|_| whom == Whom::Anybody);
    let teams = teams.map(|it| Choice::new(it.id.as_str(), it.name.as_str()).icon(Icon::Team));
    match whom {
        Whom::Anybody => groups.chain(posts).chain(teams).chain(users).collect(),
        Whom::PeopleAndGroups => users.chain(groups).collect(),
    }
}

/// The name of whoever has this id; the id where nobody has.
pub(super) fn name_of(directory: &Directory, id: &str) -> String {
    directory.principal(id).map_or_else(|| id.to_owned(), |who| directory.name(&who))
}

/// The sign of whoever has this id.
pub(super) fn sign_of(directory: &Directory, id: &str) -> Icon {
    match directory.principal(id) {
        Some(Principal::Group(_)) => Icon::Groups,
        Some(Principal::Post(_)) => Icon::Post,
        Some(Principal::Team(_)) => Icon::Team,
        Some(Principal::User(_)) => Icon::Person,
        None => Icon::Warn,
    }
}

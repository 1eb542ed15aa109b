//! What is wrong with the file or doubtful, in the words of the screen: where it stands, and what mends it
//! in one step where that is clear.

use std::collections::BTreeMap;

use super::words::capital;
use crate::components::Icon;
use whocan_core::directory::{Directory, Members};
use whocan_core::document::{Command, Document};
use whocan_core::format::{Finding, Severity};
use whocan_core::models::acl::policy::{Level, Levels, List, Owner, State};
use whocan_core::models::attributes::policy::Strength;
use whocan_core::models::features::policy::{Kind as FeatureKind, Ticked};
use whocan_core::models::processes::unmet;
use whocan_core::models::resources::policy::{Given, Permission, Permissions, in_words};
use whocan_core::models::{ModelKind, PolicyEdit, acl, attributes, features, resources};
use whocan_core::query::Snapshot;
use whocan_core::verdict::Address;

/// How many members of a group are asked whether a gate is closed for them.
const ASKED: usize = 30;
/// How many problems are told at most.
const MOST: usize = 2_000;

/// Something that is wrong or doubtful.
#[derive(Clone, Debug)]
pub(super) struct Problem {
    /// Its name in addresses; the same as long as it is the same problem.
    pub(super) key: String,
    pub(super) severity: Severity,
    /// What is wrong, as a sentence without its full stop.
    pub(super) title: String,
    /// What that means, or what to do.
    pub(super) help: String,
    /// In which system.
    pub(super) kind: Option<ModelKind>,
    /// Where it stands.
    pub(super) at: Option<Address>,
    /// Where it stands in the file, where no screen shows it.
    pub(super) path: String,
    /// What mends it, each as one step: the label of its button, and what it does.
    pub(super) mends: Vec<(String, Command)>,
}

impl Problem {
    fn new(key: String, title: String, help: &str) -> Self {
        Self {
            key,
            severity: Severity::Warning,
            title,
            help: help.to_owned(),
            kind: None,
            at: None,
            path: String::new(),
            mends: Vec::new(),
        }
    }

    fn of(self, kind: ModelKind, part: &'static str, keys: &[&str]) -> Self {
        let keys = keys.iter().map(|key| (*key).to_owned()).collect();
        let at = Some(Address::Policy { model: kind.key(), part, keys });
        Self { kind: Some(kind), at, ..self }
    }

    fn mend(mut self, label: String, edit: PolicyEdit) -> Self {
        self.mends.push((label, Command::Policy(edit)));
        self
    }

    /// The sign before it.
    pub(super) fn icon(&self) -> Icon {
        match self.severity {
            Severity::Error | Severity::Warning => Icon::Warn,
            Severity::Note => Icon::Info,
        }
    }

    /// In which system it is.
    pub(super) fn system(&self) -> &'static str {
        self.kind.map_or("People and groups", |kind| kind.info().title)
    }
}

/// The findings that are told in the words of the screen and not in those of the file.
const TOLD: [&str; 7] = [
    "missing-prerequisite",
    "without-read",
    "not-of-this-type",
    "manage-unseen",
    "details-alone",
    "denies-everybody",
    "no-effect",
];

/// All problems, those that can be mended first.
pub(super) fn find(snapshot: &Snapshot) -> Vec<Problem> {
    let document = snapshot.document();
    let mut found = of_processes(document);
    found.extend(of_lists(document));
    found.extend(of_gates(snapshot));
    found.extend(of_entries(document));
    found.extend(of_features(document));
    found.extend(unreadable(document));
    let others = document.findings();
    let others = others.into_iter().filter(|finding| !TOLD.contains(&finding.code));
    found.extend(others.map(|finding| of_finding(finding, document)));
    // The same can be found twice at one place.
    let mut known: BTreeMap<String, usize> = BTreeMap::new();
    for problem in &mut found {
        let count = known.entry(problem.key.clone()).or_default();
        *count += 1;
        if *count > 1 {
            problem.key = format!("{} {count}", problem.key);
        }
    }
    found.truncate(MOST);
    found
}

/// Interdependencies that a group does not meet.
fn of_processes(document: &Document) -> Vec<Problem> {
    let policy = &document.policies.processes;
    let kind = ModelKind::Processes;
    let name = |id: &whocan_core::models::processes::policy::ProcessId| {
        let found = policy.catalogue.item(id);
        found.map_or_else(|| id.to_string(), |process| process.name.clone())
    };
    let mut found = Vec::new();
    for group in document.directory.groups.iter() {
        for unmet in unmet(policy, &group.id) {
            let (has, needs) = (name(&unmet.need.process), name(&unmet.need.needs));
            let (own, level) = (&group.name, unmet.wanted.name());
            let keys = [group.id.as_str(), unmet.need.process.as_str()];
            let key = format!("missing-prerequisite:{}", keys.join(":"));
            let key = format!("{key}:{}", unmet.need.needs);
            let help = format!("{has} works only where {needs} is {level} or higher.");
            let label = format!("Set {needs} to {level} for {own}");
            let problem = Problem::new(key, format!("{own} has {has} without {needs}"), &help)
                .of(kind, "levels", &keys)
                .mend(label, PolicyEdit::Processes(unmet.fix(&group.id)));
            found.push(problem);
        }
    }
    found
}

/// Lists that deny everybody, and rows that allow details of what cannot be listed.
fn of_lists(document: &Document) -> Vec<Problem> {
    let policy = &document.policies.acl;
    let own = policy.records.iter().filter_map(|record| match &record.state {
        State::Customised(list) => {
            Some((Owner::Record(record.id.clone()), record.name.clone(), &**list))
        }
        State::None | State::Inherited => None,
    });
    let defaults = policy.defaults.iter().map(|(team, list)| {
        (Owner::Team(team.clone()), document.directory.teams.name(team), &**list)
    });
    own.chain(defaults)
        .flat_map(|(owner, name, list)| of_list(&document.directory, &owner, &name, list))
        .collect()
}

fn of_list(directory: &Directory, owner: &Owner, name: &str, list: &List) -> Vec<Problem> {
    let kind = ModelKind::Acl;
    let part = match owner {
        Owner::Record(_) => "lists",
        Owner::Team(_) => "teamDefaults",
    };
    let mut found = Vec::new();
    if list.members.is_empty() && list.anybody.is_none() {
        let key = format!("denies-everybody:{}", owner.id());
        let title = format!("The list of {name} has no members");
        let problem = Problem::new(key, title, "It denies everybody. Add members, or clear it.")
            .of(kind, part, &[owner.id()])
            .mend(
                format!("Clear the list of {name}"),
                PolicyEdit::Acl(acl::Edit::Clear(owner.clone())),
            );
        found.push(problem);
    }
    for member in &list.members {
        if !member.denied.has(Level::Summary) || member.denied.has(Level::Details) {
            continue;
        }
        let who = super::ability::name_of(directory, member.who.as_str());
        let key = format!("details-alone:{}:{}", owner.id(), member.who);
        let title = format!("{who} may read details of {name} and no summary");
        let denied = member.denied.with(Level::Details);
        let allowed = member.denied.without(Levels::of([Level::Summary]));
        let set =
            |denied| PolicyEdit::Acl(acl::Edit::Deny(owner.clone(), member.who.clone(), denied));
        let problem = Problem::new(key, title, "What cannot be listed cannot be opened.")
            .of(kind, "members", &[owner.id(), member.who.as_str()])
            .mend(format!("Deny {who} Read Details too"), set(denied))
            .mend(format!("Allow {who} Read Summary"), set(allowed));
        found.push(problem);
    }
    found
}

/// Attributes that a group ticks and that stay behind a closed gate for all of its members.
fn of_gates(snapshot: &Snapshot) -> Vec<Problem> {
    let document = snapshot.document();
    let (policy, directory) = (&document.policies.attributes, &document.directory);
    let kind = ModelKind::Attributes;
    if policy.gates.is_empty() || policy.ticks.is_empty() {
        return Vec::new();
    }
    let resolver = snapshot.resolver(kind);
    let mut found = Vec::new();
    for (group, ticked) in policy.ticks.iter() {
        let Some(named) = directory.groups.get(group) else { continue };
        let closed = ticked.iter().filter(|attribute| {
            let mut gates = policy.gates_of(attribute);
            gates.any(|gate| gate.strength == Strength::Deny && !policy.ticks(group, &gate.needs))
        });
        let mut closed = closed.peekable();
        if closed.peek().is_none() {
            continue;
        }
        let users = directory.users.iter().filter(|user| user.groups.contains(group));
        let mut members: Vec<Members> = users
            .take(ASKED)
            .filter_map(|user| snapshot.roster().of(&user.id))
            .map(|members| Members::clone(members))
            .collect();
        if members.is_empty() {
            members.push(Members::of_group(directory, group));
        }
        for attribute in closed {
            let asked = whocan_core::directory::Circumstances::default();
            let is_closed = |members: &Members| {
                resolver
                    .decide(members, &asked, attribute.as_str())
                    .is_some_and(|outcome| outcome.name == "unreachable")
            };
            if !members.iter().all(is_closed) {
                continue;
            }
            let mut gates = policy.gates_of(attribute);
            let gate = gates.find(|gate| !policy.ticks(group, &gate.needs));
            let Some(gate) = gate else { continue };
            let (has, needs) =
                (policy.catalogue.name(attribute), policy.catalogue.name(&gate.needs));
            let own = &named.name;
            let key = format!("closed-gate:{group}:{attribute}");
            let title = format!("{own} ticks {has}, which stays behind a closed gate");
            let help = format!("{has} is reached through {needs}, which no member has.");
            let tick = |attribute: &attributes::AttributeId, tick| {
                let (group, attribute) = (group.clone(), attribute.clone());
                PolicyEdit::Attributes(attributes::Edit::Tick(group, attribute, tick))
            };
            let problem = Problem::new(key, title, &help)
                .of(kind, "ticks", &[group.as_str(), attribute.as_str()])
                .mend(format!("Tick {needs} for {own}"), tick(&gate.needs, attributes::Tick::On))
                .mend(format!("Untick {has} for {own}"), tick(attribute, attributes::Tick::Off));
            found.push(problem);
        }
    }
    found
}

/// Entries and defaults of which something comes to nothing.
fn of_entries(document: &Document) -> Vec<Problem> {
    let (policy, directory) = (&document.policies.resources, &document.directory);
    let kind = ModelKind::Resources;
    let mut found = Vec::new();
    for entry in policy.entries.iter() {
        let Given::Set(set) = entry.given else { continue };
        let Some(resource) = policy.resources.get(&entry.on) else { continue };
        let who = super::ability::name_of(directory, entry.who.as_str());
        let on = format!("{who} on {}", resource.name);
        let keys = [entry.id.as_str()];
        let key = resources::policy::EntryKey::new(entry.who.as_str(), entry.on.as_str());
        let put = |set: Permissions| {
            PolicyEdit::Resources(resources::Edit::Set(key.clone(), Given::Set(set)))
        };
        for wrong in Wrong::of(set, resource.kind.permissions()) {
            let mended = wrong.mended(set);
            let (code, title, help, label) = wrong.words(set, &on);
            let mut problem = Problem::new(format!("{code}:{}", entry.id), title, help)
                .of(kind, "entries", &keys);
            if !mended.is_empty() {
                problem = problem.mend(label, put(mended));
            }
            if wrong == Wrong::NoGainAccess {
                problem.severity = Severity::Note;
            }
            found.push(problem);
        }
    }
    for (group, by_type) in policy.defaults.iter() {
        for (of, set) in by_type.iter() {
            let who = directory.groups.name(group);
            let on = format!("{who} on new {}s", of.name());
            for wrong in Wrong::of(*set, of.permissions()) {
                let (code, title, help, label) = wrong.words(*set, &on);
                let key = format!("{code}:default:{group}:{}", of.name());
                let mended = wrong.mended(*set);
                let edit = resources::Edit::SetDefault(group.clone(), *of, mended);
                let problem = Problem { kind: Some(kind), ..Problem::new(key, title, help) };
                found.push(problem.mend(label, PolicyEdit::Resources(edit)));
            }
        }
    }
    found
}

/// What is wrong with a set of permissions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Wrong {
    NoRead,
    Foreign(Permissions),
    NoGainAccess,
}

impl Wrong {
    fn of(set: Permissions, known: Permissions) -> Vec<Self> {
        let mut found = Vec::new();
        if !set.has(Permission::Read) {
            found.push(Self::NoRead);
        }
        let foreign = set.without(known);
        if !foreign.is_empty() {
            found.push(Self::Foreign(foreign));
        }
        let unseen = set.has(Permission::Manage) && !set.has(Permission::GainAccess);
        if unseen && set.has(Permission::Read) {
            found.push(Self::NoGainAccess);
        }
        found
    }

    fn mended(self, set: Permissions) -> Permissions {
        match self {
            Self::NoRead => set.with(Permission::Read),
            Self::Foreign(foreign) => set.without(foreign),
            Self::NoGainAccess => set.with(Permission::GainAccess),
        }
    }

    /// Its code, what is wrong, what that means, and what mends it.
    fn words(self, set: Permissions, on: &str) -> (&'static str, String, &'static str, String) {
        match self {
            Self::NoRead => (
                "without-read",
                format!("{on}: {} without Read", in_words(set)),
                "Nothing comes without Read: it counts for nothing, and is no Block either.",
                "Add Read".to_owned(),
            ),
            Self::Foreign(foreign) => (
                "not-of-this-type",
                format!("{on}: {} means nothing there", in_words(foreign)),
                "Resources of this type have no such permission; it gives nothing.",
                format!("Take {} out", in_words(foreign)),
            ),
            Self::NoGainAccess => (
                "manage-unseen",
                format!("{on}: Manage without Gain Access"),
                "What cannot be listed is hard to change. Another entry may give it.",
                "Add Gain Access".to_owned(),
            ),
        }
    }
}

/// Centres that are set for groups, which have no say in them.
fn of_features(document: &Document) -> Vec<Problem> {
    let (policy, directory) = (&document.policies.features, &document.directory);
    let kind = ModelKind::Features;
    let mut found = Vec::new();
    for (who, row) in policy.entries.iter() {
        let Some(group) = directory.groups.find(who.as_str()) else { continue };
        for (id, cell) in &row.cells {
            if cell.entry.is != Ticked::Set || cell.unread.is_some() {
                continue;
            }
            let Some(feature) = policy.feature(id) else { continue };
            if feature.kind != FeatureKind::Centres {
                continue;
            }
            let (own, name) = (&group.name, &feature.name);
            let entry = features::policy::Entry::unset(cell.entry.value);
            let (who_is, feature_is) = (who.clone(), id.clone());
            let edit = features::Edit::Put(who_is, feature_is, entry);
            let help = "Groups do not count on centres. Set it for its users instead.";
            let key = format!("no-effect:{who}:{id}");
            let problem = Problem::new(key, format!("{own} sets the centre {name}"), help)
                .of(kind, "entries", &[who.as_str(), id.as_str()])
                .mend(format!("Clear Is Set for {own}"), PolicyEdit::Features(edit));
            found.push(problem);
        }
    }
    found
}

/// What could not be read and decisions can hang on.
fn unreadable(document: &Document) -> Vec<Problem> {
    let mut found: Vec<Problem> = Vec::new();
    for kind in ModelKind::ALL {
        for place in document.unreadable(*kind) {
            let key = format!("unreadable:{}", place.path);
            if found.iter().any(|problem| problem.key == key) {
                continue;
            }
            let about = place.about.iter().map(|id| named(document, *kind, id));
            let about: Vec<String> = about.collect();
            let of = match about.is_empty() {
                true => String::new(),
                false => format!(" about {}", about.join(" and ")),
            };
            let title = format!("Something the file says{of} cannot be read");
            let help =
                "It counts as the least that it can mean; decisions that hang on it are doubtful.";
            let own = of_path(&place.path);
            found.push(Problem {
                severity: Severity::Error,
                kind: own,
                path: place.path.clone(),
                at: principal_of(document, &place.about),
                ..Problem::new(key, title, help)
            });
        }
    }
    found
}

fn principal_of(document: &Document, ids: &[String]) -> Option<Address> {
    let found = ids.iter().find_map(|id| document.directory.principal(id));
    found.map(Address::Principal)
}

/// The system that a place of the file belongs to.
fn of_path(path: &str) -> Option<ModelKind> {
    let rest = path.strip_prefix("$.models.")?;
    let end = rest.find(['.', '[']).unwrap_or(rest.len());
    ModelKind::of(rest.get(..end)?)
}

/// What an id is called, whatever it is of.
fn named(document: &Document, kind: ModelKind, id: &str) -> String {
    if let Some(who) = document.directory.principal(id) {
        return document.directory.name(&who);
    }
    let policies = &document.policies;
    let parts = ["catalogue", "records", "items", "people", "requirements", "features"];
    let name = |part: &&str| policies.name(kind.key(), part, &[id.to_owned()]);
    parts.iter().find_map(name).unwrap_or_else(|| id.to_owned())
}

/// A finding in its own words, the ids in it as names.
fn of_finding(finding: Finding, document: &Document) -> Problem {
    let kind = of_path(&finding.path);
    let with_names = |text: &str| {
        let parts = text.split('`').enumerate().map(|(at, part)| match at % 2 {
            1 => format!("`{}`", named(document, kind.unwrap_or(ModelKind::Processes), part)),
            _ => part.to_owned(),
        });
        parts.collect::<String>()
    };
    let ids: Vec<String> = keys_of(&finding.path);
    Problem {
        severity: finding.severity,
        kind,
        at: place_of(document, kind, &ids),
        help: match finding.help.is_empty() {
            true => String::new(),
            false => format!("{}.", capital(&with_names(&finding.help))),
        },
        path: finding.path.clone(),
        ..Problem::new(
            format!("{}:{}", finding.code, finding.path),
            capital(&with_names(&finding.message)),
            "",
        )
    }
}

/// The keys of a JSON path, without the numbers of lists.
fn keys_of(path: &str) -> Vec<String> {
    let mut keys = Vec::new();
    for part in path.trim_start_matches('$').split('.') {
        let mut rest = part;
        while let Some((key, inner)) = rest.split_once("['") {
            keys.push(key.to_owned());
            let (quoted, behind) = inner.split_once("']").unwrap_or((inner, ""));
            keys.push(quoted.to_owned());
            rest = behind;
        }
        keys.push(rest.split('[').next().unwrap_or_default().to_owned());
    }
    keys.retain(|key| !key.is_empty());
    keys
}

/// The place that the keys of a path lead to, where a screen shows one.
fn place_of(document: &Document, kind: Option<ModelKind>, keys: &[String]) -> Option<Address> {
    let [models, model, part, ids @ ..] = keys else { return principal_of(document, keys) };
    let kind = kind.filter(|kind| models == "models" && *model == kind.key())?;
    const PARTS: [&str; 8] =
        ["levels", "secured", "ticks", "entries", "lists", "teamDefaults", "services", "licences"];
    let part = PARTS.into_iter().find(|known| known == part);
    let at = part.and_then(|part| {
        (1..=ids.len().min(2)).rev().find_map(|count| {
            let keys: Vec<String> = ids.iter().take(count).cloned().collect();
            document.policies.place(kind.key(), part, &keys)?;
            Some(Address::Policy { model: kind.key(), part, keys })
        })
    });
    at.or_else(|| principal_of(document, ids))
}

#[cfg(test)]
mod tests {
    use super::*;
    use whocan_core::document::read;

    fn problems(text: &str) -> Vec<Problem> {
        let (document, _) = read(text.as_bytes()).unwrap();
        find(&Snapshot::new(&document, None))
    }

    const OFFICE: &str = r#"{"format": "whocan", "version": 1,
        "directory": {"users": [{"id": "u", "name": "Amy", "groups": ["g"]}],
            "groups": [{"id": "g", "name": "Office"}]},
        "models": {
            "processes": {"catalogue": "one-1", "levels": {"g": {"b-results-administration": "Read"}}},
            "resources": {"admins": ["u"],
                "items": [{"id": "o", "name": "Pool", "type": "Org Unit"}],
                "entries": [{"id": "e", "who": "g", "on": "o", "set": ["Update"]}]}}}"#;

    #[test]
    fn each_mend_takes_its_problem_away() {
        let (document, _) = read(OFFICE.as_bytes()).unwrap();
        let found = problems(OFFICE);
        let codes: Vec<&str> =
            found.iter().filter_map(|problem| problem.key.split(':').next()).collect();
        assert!(codes.contains(&"missing-prerequisite"), "{codes:?}");
        assert!(codes.contains(&"without-read"), "{codes:?}");
        for problem in found.iter().filter(|problem| !problem.mends.is_empty()) {
            for (label, mend) in &problem.mends {
                let mended = document.apply(mend).unwrap();
                let left = find(&Snapshot::new(&mended, None));
                let is_left = left.iter().any(|it| it.key == problem.key);
                assert!(!is_left, "{label} leaves {}", problem.title);
            }
        }
    }

    #[test]
    fn what_is_wrong_is_said_by_names_and_leads_somewhere() {
        for problem in problems(OFFICE) {
            assert!(!problem.title.contains("g-"), "{}", problem.title);
            assert!(problem.at.is_some() || problem.kind.is_some(), "{}", problem.title);
        }
    }

    #[test]
    fn the_keys_of_a_path() {
        assert_eq!(
            keys_of("$.models.processes.levels.g-1.b-2"),
            ["models", "processes", "levels", "g-1", "b-2"]
        );
        assert_eq!(keys_of("$.directory.users[3].groups[0]"), ["directory", "users", "groups"]);
        assert_eq!(keys_of("$.models['a b'].x"), ["models", "a b", "x"]);
    }
}

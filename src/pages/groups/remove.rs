//! The question before something goes: what goes with it, in words. Removing it is one step, with
//! its memberships and what every model holds about it.

use leptos::prelude::*;

use super::ask::{Ask, Dialogs, Kind};
use crate::components::{Button, ButtonKind};
use crate::pages::checks::check_title;
use crate::state::Action;
use whocan_core::directory::{
    Circumstances, Directory, DirectoryEdit, Entity, Id, Members, Principal, Table, User, belongs,
};
use whocan_core::document::{Check, Claim, Command};
use whocan_core::format::{Json, Object};
use whocan_core::models::ModelKind;
use whocan_core::query::Snapshot;
use whocan_core::shared::Shared;
use whocan_core::verdict::Tone;

/// See the module.
#[component]
pub(super) fn RemoveQuestion(dialogs: Dialogs, ask: Ask) -> AnyView {
    let session = dialogs.session;
    let snapshot = session.snapshot().get_untracked();
    let goes = snapshot.as_ref().map(|snapshot| goes_with(snapshot, &ask)).unwrap_or_default();
    let command = snapshot.and_then(|snapshot| command(&snapshot, &ask));
    let remove = move || {
        command.clone().into_iter().for_each(|command| session.dispatch(Action::Run(command)));
        dialogs.close();
    };
    let verb = match &ask {
        Ask::Remove(who) => format!("Remove {}", Kind::of(who).one()),
        _ => "Remove licence".to_owned(),
    };
    let says = match goes.is_empty() {
        true => "Nothing else goes with it.",
        false => "This goes with it:",
    };
    let line = |line: String| view! { <li>{line}</li> };
    view! {
        <div class="modal-body">
            <p>{says}</p>
            <ul class="directory-goes">{goes.into_iter().map(line).collect_view()}</ul>
            <p class="directory-hint">"It is one step, and Undo brings all of it back."</p>
            <div class="modal-buttons">
                <Button on_press=move || dialogs.close()>"Cancel"</Button>
                <Button kind=ButtonKind::Danger on_press=remove>
                    {verb}
                </Button>
            </div>
        </div>
    }
    .into_any()
}

/// What does away with it.
pub(super) fn command(snapshot: &Snapshot, ask: &Ask) -> Option<Command> {
    let edit = match ask {
        Ask::Remove(who) => DirectoryEdit::Remove(who.clone()),
        Ask::RemoveLicence(name) => {
            let mut licences = snapshot.document().directory.licences.clone();
            licences.retain(|licence| licence != name);
            DirectoryEdit::SetLicences(licences)
        }
        _ => return None,
    };
    Some(Command::Directory(edit))
}

/// What goes with something, a sentence each.
pub(super) fn goes_with(snapshot: &Snapshot, ask: &Ask) -> Vec<String> {
    let document = snapshot.document();
    let checks = |text: &str| asking(snapshot, text);
    match ask {
        Ask::Remove(who) => {
            let mut goes = memberships(&document.directory, who);
            goes.extend(ModelKind::ALL.iter().filter_map(|kind| grants(snapshot, *kind, who)));
            goes.extend(checks(who.id()));
            goes
        }
        Ask::RemoveLicence(name) => {
            let licence = "Everything that needs this licence counts as switched off.".to_owned();
            std::iter::once(licence).chain(checks(name)).collect()
        }
        _ => Vec::new(),
    }
}

fn memberships(directory: &Directory, who: &Principal) -> Vec<String> {
    if let Principal::User(id) = who {
        let Some(user) = directory.users.get(id) else { return Vec::new() };
        let names = [
            names_of(&directory.groups, &user.groups),
            names_of(&directory.posts, &user.posts),
            names_of(&directory.teams, &user.teams),
        ]
        .concat();
        let what = plural(names.len(), "membership", "memberships");
        return (!names.is_empty())
            .then(|| format!("{what}: {}.", listed(&names)))
            .into_iter()
            .collect();
    }
    let member = |user: &&Shared<User>| belongs(user, who);
    let names: Vec<String> =
        directory.users.iter().filter(member).map(|user| user.name.clone()).collect();
    let lose = match Kind::of(who) {
        Kind::Post => "no longer holds it:no longer hold it",
        _ => "is no longer in it:are no longer in it",
    };
    let (one, many) = lose.split_once(':').unwrap_or_default();
    let people = plural(names.len(), "person", "people");
    let lose = if names.len() == 1 { one } else { many };
    let mut goes = Vec::new();
    if !names.is_empty() {
        goes.push(format!("{people} {lose}: {}.", listed(&names)));
    }
    if let Principal::Team(team) = who {
        let inside = directory.posts.iter().filter(|post| post.teams.contains(team));
        let names: Vec<String> = inside.map(|post| post.name.clone()).collect();
        if !names.is_empty() {
            let posts = plural(names.len(), "post", "posts");
            goes.push(format!("{posts} no longer in it: {}.", listed(&names)));
        }
    }
    goes
}

fn names_of<T: Entity>(table: &Table<T>, ids: &[Id<T>]) -> Vec<String> {
    ids.iter().filter_map(|id| Some(table.get(id)?.name().to_owned())).collect()
}

/// What one model holds about somebody; none where that is nothing.
fn grants(snapshot: &Snapshot, kind: ModelKind, who: &Principal) -> Option<String> {
    let document = snapshot.document();
    let edits = document.policies.forget(who);
    let edits: Vec<String> = edits
        .iter()
        .filter(|edit| edit.kind() == kind)
        .map(|edit| document.policies.describe(&document.directory, edit))
        .collect();
    if edits.is_empty() {
        return None;
    }
    let about = kind.info();
    if let Principal::Group(group) = who {
        let members = Members::of_group(&document.directory, group);
        let row = snapshot.in_the_end(kind).row(&members, &Circumstances::default());
        let some = row.iter().filter(|outcome| outcome.tone != Tone::None).count();
        let gives = match some {
            0 => "everything set for it".to_owned(),
            some => format!("what it gives on {some} of {} {}", row.len(), about.targets),
        };
        return Some(format!("{}: {gives}.", about.title));
    }
    Some(format!("{}: {}.", about.title, listed(&edits)))
}

/// The checks that mention something.
fn asking(snapshot: &Snapshot, text: &str) -> Option<String> {
    let mentions = |check: &&Check| match &check.claim {
        Claim::Answer { ask, because, .. } => {
            in_object(ask, text) || because.iter().any(|id| id == text)
        }
        Claim::Rule(rule) => in_object(rule, text),
    };
    let checks = snapshot.document().checks.list.iter().filter(mentions);
    let title = |check: &Check| format!("“{}”", check_title(check, snapshot));
    let titles: Vec<String> = checks.map(title).collect();
    let count = plural(titles.len(), "check speaks", "checks speak");
    let then = if titles.len() == 1 { "it stays, and may fail" } else { "they stay, and may fail" };
    (!titles.is_empty())
        .then(|| format!("{count} of it; {then} from then on: {}.", listed(&titles)))
}

fn in_object(object: &Object, text: &str) -> bool {
    object.iter().any(|(_, value)| in_json(value, text))
}

fn in_json(json: &Json, text: &str) -> bool {
    match json {
        Json::Text(found) => found == text,
        Json::List(items) => items.iter().any(|item| in_json(item, text)),
        Json::Object(object) => in_object(object, text),
        Json::Null | Json::Bool(_) | Json::Number(_) => false,
    }
}

/// A number with what it counts.
pub(super) fn plural(count: usize, one: &str, many: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { many })
}

/// The first few names, and how many more there are.
pub(super) fn listed(names: &[String]) -> String {
    const MOST: usize = 6;
    let shown = names.iter().take(MOST).map(String::as_str).collect::<Vec<_>>().join(", ");
    match names.len().saturating_sub(MOST) {
        0 => shown,
        more => format!("{shown} and {more} more"),
    }
}

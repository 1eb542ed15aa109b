//! What each edit is called, for undo and for a list of changes.

use super::edit::Edit;
use super::policy::{ClassifiedId, Kind, Policy, ResourceId, SubjectId};
use crate::directory::{Directory, GroupId, UserId};

pub(super) fn describe(policy: &Policy, directory: &Directory, edit: &Edit) -> String {
    let resource = |id: &ResourceId| policy.resources.name(id);
    let one = |kind: &Kind, id: &ClassifiedId| policy.classified(*kind).name(id);
    let who = |who: &SubjectId| directory.name_of(who.as_str());
    let user = |id: &UserId| directory.users.name(id);
    let group = |id: &GroupId| directory.groups.name(id);
    match edit {
        Edit::AddResource(new) => format!("add {}", new.name),
        Edit::Rename(id, name) => format!("rename {} to {name}", resource(id)),
        Edit::Note(id, _) => format!("notes on {}", resource(id)),
        Edit::Move(id, Some(to)) => format!("move {} below {}", resource(id), resource(to)),
        Edit::Move(id, None) => format!("move {} to the top", resource(id)),
        Edit::RemoveResource(id) => format!("remove {}", resource(id)),
        Edit::Add(_, new) => format!("add {}", new.name),
        Edit::RenameClassified(kind, id, name) => format!("rename {} to {name}", one(kind, id)),
        Edit::Classify(kind, id, _) => format!("what {} belongs to", one(kind, id)),
        Edit::Remove(kind, id) => format!("remove {}", one(kind, id)),
        Edit::Set(seat, given) => {
            format!("{} on {}: {}", who(&seat.who), resource(&seat.on), given.words())
        }
        Edit::Detail(seat, ..) => {
            format!("notes and dates of {} on {}", who(&seat.who), resource(&seat.on))
        }
        Edit::Clear(seat) => {
            format!("remove the entry of {} on {}", who(&seat.who), resource(&seat.on))
        }
        Edit::MakeAdmin(id) => format!("make {} an admin", user(id)),
        Edit::MakeStandard(id) => format!("make {} a standard account", user(id)),
        Edit::JoinNewUsers(id) => format!("new users join {}", group(id)),
        Edit::StopNewUsers(id) => format!("new users no longer join {}", group(id)),
        Edit::SetDefault(id, kind, _) => {
            format!("default of {} on each new {}", group(id), kind.name())
        }
        Edit::Forget(principal) => format!("remove what {} has", directory.name(principal)),
        Edit::CopyEntries { from, to } => {
            format!("give {} the entries of {}", group(to), group(from))
        }
    }
}

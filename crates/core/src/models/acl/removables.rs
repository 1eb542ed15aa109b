//! What the policy sets, piece by piece: records' own lists, and the rows of all lists.

use super::explain::{list_address, row_address};
use super::policy::{List, Member, Owner, Policy, Record, State};
use super::{Acl, Edit};
use crate::directory::{Directory, Principal};
use crate::model::{Affects, CountsFor, Removable, Removables};
use crate::shared::Shared;

/// R10: a team's default list counts for records that come later, and its rows where no record follows it
/// yet; they are left out.
impl Removables for Acl {
    fn removables(policy: &Policy, directory: &Directory) -> Vec<Removable<Edit>> {
        let mut found = Vec::new();
        // What could not be read would go with the rest.
        let certain = |list: &List| list.anybody.is_none() && list.unread.is_empty();
        for (owner, list) in policy.lists().filter(|(_, list)| certain(list)) {
            let (name, reach, follows) = match &owner {
                Owner::Record(id) => (policy.records.name(id), vec![id.to_string()], true),
                Owner::Team(team) => {
                    let of_team = policy.of_team(team);
                    // One that has a list of its own may give it up.
                    let reach = of_team.map(|record| record.id.to_string()).collect();
                    let mut of_team = policy.of_team(team);
                    let follows = of_team.any(|record| record.state == State::Inherited);
                    (format!("default list of {}", directory.teams.name(team)), reach, follows)
                }
            };
            let reach = Affects::Targets(reach);
            if matches!(owner, Owner::Record(_)) {
                let (edit, at) = (Edit::Clear(owner.clone()), list_address(&owner));
                found.push(Removable {
                    on: owner.id().to_owned(),
                    name: name.clone(),
                    value: "a list of its own".to_owned(),
                    ..Removable::new(edit, at, CountsFor::Everybody, reach.clone())
                });
            }
            let row = |member: &Member| {
                let edit = Edit::RemoveMember(owner.clone(), member.who.clone());
                let whom = CountsFor::of(directory, member.who.as_str(), |_| true);
                Removable {
                    on: owner.id().to_owned(),
                    name: name.clone(),
                    value: format!("a row that denies {}", member.denied.words(", ", "nothing")),
                    ..Removable::new(edit, row_address(&owner, member), whom, reach.clone())
                }
            };
            found.extend(list.members.iter().filter(|_| follows).map(row));
        }
        found
    }

    fn counts_later(policy: &Policy, who: &Principal) -> bool {
        let Principal::Team(team) = who else { return false };
        let own = |record: &Shared<Record>| record.team.as_ref() == Some(team);
        policy.defaults.contains_key(team) || policy.records.iter().any(own)
    }
}

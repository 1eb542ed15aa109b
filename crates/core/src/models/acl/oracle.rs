//! The same decisions worked out slowly and plainly, straight from the rules: what the fast ones
//! are compared with; and random policies and edits to try them on.

use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use proptest::sample::select;

use super::policy::{
    Level, Levels, List, Member, MemberId, Owner, Policy, Priority, Record, RecordId, RecordType,
    State,
};
use super::{Access, Acl, Edit};
use crate::directory::{Circumstances, Directory, Principal, Table, TeamId, User};
use crate::models::conformance::ModelUnderTest;
use crate::shared::{Shared, collect_into};
use crate::verdict::Address;

fn access(
    directory: &Directory,
    policy: &Policy,
    user: &User,
    circumstances: &Circumstances,
    id: &RecordId,
) -> Access {
    let record = policy.records.get(id).unwrap();
    // R10, R11, R12
    let list = match &record.state {
        State::None => return Access::NoList,
        State::Customised(list) => list,
        State::Inherited => {
            // R18
            let above = record.of.as_ref().and_then(|of| policy.records.get(of));
            let above = above.filter(|above| above.of.is_none());
            let team = match above {
                Some(above) => above.team.clone(),
                None => record.team.clone(),
            };
            // R17
            let whose = above.unwrap_or(record);
            let unread = record.extra.get("of").is_some() || whose.extra.get("team").is_some();
            let lost = match &team {
                _ if unread => true,
                Some(team) => !directory.teams.has(team),
                None => above.is_none() && record.of.is_some(),
            };
            if lost {
                return Access::Levels(Levels::NONE);
            }
            match team.and_then(|team| policy.defaults.get(&team)) {
                Some(list) => list,
                None => return Access::NoList,
            }
        }
    };
    // R4, R14
    let mut matching: Vec<String> = vec![user.id.to_string()];
    matching.extend(user.teams.iter().map(ToString::to_string));
    match &circumstances.sign_on {
        Some(Principal::Group(group)) if user.groups.contains(group) => {
            matching.push(group.to_string());
        }
        Some(Principal::Post(post)) if user.posts.contains(post) => {
            matching.push(post.to_string());
            let teams = directory.posts.get(post).map(|post| post.teams.clone());
            matching.extend(teams.unwrap_or_default().iter().map(ToString::to_string));
        }
        _ => {}
    }
    let known = |who: &str| directory.principal(who).is_some();
    let rows: Vec<&Member> = list
        .members
        .iter()
        .filter(|member| {
            let who = member.who.to_string();
            known(&who) && matching.contains(&who)
        })
        .collect();
    // R3, R5, R6, R7
    let allows = |level: Level| {
        let mut said = rows.iter().map(|row| !row.denied.has(level));
        match list.priority {
            Priority::FavourAllow => said.any(|allows| allows),
            // R17: a row that cannot be read may deny everything to anybody.
            Priority::FavourDeny if list.anybody.is_some() => false,
            Priority::FavourDeny => !rows.is_empty() && said.all(|allows| allows),
        }
    };
    Access::Levels(Levels::of(Level::ALL.into_iter().filter(|level| allows(*level))))
}

pub(super) fn levels() -> impl Strategy<Value = Levels> {
    select(Levels::every().collect::<Vec<_>>())
}

/// People, groups, posts and teams that are there, and some that are not.
fn who() -> impl Strategy<Value = MemberId> {
    let ids = ["u-0", "u-1", "u-2", "g-0", "g-1", "g-5", "p-0", "p-1", "t-0", "t-1", "t-9"];
    select(ids.map(MemberId::new).to_vec())
}

fn priorities() -> impl Strategy<Value = Priority> {
    select(Priority::ALL.to_vec())
}

fn lists() -> impl Strategy<Value = List> {
    (priorities(), vec((who(), levels()), 0..5), "[a-c]{1,2}").prop_map(
        |(priority, rows, description)| {
            let mut list = List { description, priority, ..List::default() };
            for (who, denied) in rows {
                if list.member(who.as_str()).is_none() {
                    list.members.push(Member { denied, ..Member::new(who.as_str()) });
                }
            }
            list
        },
    )
}

fn record_ids() -> impl Strategy<Value = RecordId> {
    (0_usize..5).prop_map(|at| RecordId::new(&format!("r-{at}")))
}

fn team_ids() -> impl Strategy<Value = TeamId> {
    (0_usize..3).prop_map(|at| TeamId::new(&format!("t-{at}")))
}

fn states() -> impl Strategy<Value = State> {
    prop_oneof![
        Just(State::None),
        Just(State::Inherited),
        lists().prop_map(|list| State::Customised(list.into())),
    ]
}

fn types() -> impl Strategy<Value = RecordType> {
    select(RecordType::ALL.to_vec())
}

fn policies() -> impl Strategy<Value = Policy> {
    let record = (types(), option::of(team_ids()), option::of(record_ids()), states());
    let defaults = vec((team_ids(), lists()), 0..3);
    (vec(record, 0..4), defaults).prop_map(|(records, defaults)| {
        let records = records.into_iter().enumerate().map(|(at, (kind, team, of, state))| Record {
            team,
            of,
            state,
            ..Record::new(&format!("r-{at}"), &format!("Record {at}"), kind)
        });
        let defaults = defaults.into_iter().map(|(team, list)| (team, Shared::new(list)));
        Policy {
            records: Table::new(records),
            defaults: Shared::new(collect_into(defaults)),
            ..Policy::default()
        }
    })
}

fn owners() -> impl Strategy<Value = Owner> {
    prop_oneof![record_ids().prop_map(Owner::Record), team_ids().prop_map(Owner::Team)]
}

fn principals() -> impl Strategy<Value = Principal> {
    prop_oneof![
        Just(Principal::User("u-0".into())),
        Just(Principal::Group("g-0".into())),
        Just(Principal::Post("p-0".into())),
        team_ids().prop_map(Principal::Team),
    ]
}

fn edits() -> impl Strategy<Value = Edit> {
    let new =
        (types(), option::of(team_ids()), option::of(record_ids())).prop_map(|(kind, team, of)| {
            Record { team, of, ..Record::new("r-new", "New record", kind) }
        });
    prop_oneof![
        new.prop_map(Edit::AddRecord),
        (record_ids(), "[ x]{1,2}").prop_map(|(id, name)| Edit::Rename(id, name)),
        (record_ids(), types()).prop_map(|(id, kind)| Edit::SetType(id, kind)),
        (record_ids(), option::of(team_ids())).prop_map(|(id, team)| Edit::SetTeam(id, team)),
        (record_ids(), option::of(record_ids())).prop_map(|(id, of)| Edit::SetOf(id, of)),
        record_ids().prop_map(Edit::RemoveRecord),
        (owners(), lists()).prop_map(|(owner, list)| Edit::SetList(owner, list)),
        owners().prop_map(Edit::Clear),
        (owners(), vec(who(), 1..3)).prop_map(|(owner, who)| Edit::AddMembers(owner, who)),
        (owners(), who()).prop_map(|(owner, who)| Edit::RemoveMember(owner, who)),
        (owners(), who(), levels()).prop_map(|(owner, who, denied)| Edit::Deny(owner, who, denied)),
        principals().prop_map(Edit::Forget),
        Just(Edit::CopyRows("g-0".into(), "g-1".into())),
    ]
}

impl ModelUnderTest for Acl {
    fn policies(_: &Directory) -> BoxedStrategy<Policy> {
        policies().boxed()
    }

    fn edits(_: &Directory, _: &Policy) -> BoxedStrategy<Edit> {
        edits().boxed()
    }

    fn circumstances(_: &Directory) -> BoxedStrategy<Circumstances> {
        let ids = prop_oneof![
            (0_usize..5).prop_map(|at| Principal::Group(format!("g-{at}").as_str().into())),
            (0_usize..3).prop_map(|at| Principal::Post(format!("p-{at}").as_str().into())),
        ];
        let sign_on = option::of(ids);
        sign_on.prop_map(|sign_on| Circumstances { sign_on, ..Circumstances::default() }).boxed()
    }

    fn oracle(
        directory: &Directory,
        policy: &Policy,
        user: &User,
        circumstances: &Circumstances,
        target: &RecordId,
    ) -> Access {
        access(directory, policy, user, circumstances, target)
    }

    fn grants(_: &Directory, policy: &Policy) -> Vec<(Address, Edit)> {
        let rows = policy.lists().flat_map(|(owner, list)| {
            let row = |member: &Member| {
                let at = super::explain::row_address(&owner, member);
                (at, Edit::RemoveMember(owner.clone(), member.who.clone()))
            };
            list.members.iter().map(row).collect::<Vec<_>>()
        });
        rows.collect()
    }
}

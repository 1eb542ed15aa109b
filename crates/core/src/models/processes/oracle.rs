//! The same decisions worked out slowly and plainly, straight from the rules: what the fast ones
//! are compared with.

use proptest::collection::{btree_map, vec};
use proptest::prelude::*;
use proptest::sample::select;

use super::policy::{
    Catalogue, Level, MainProcess, Need, Offered, Policy, Process, ProcessId, Row, Rows,
};
use super::{Edit, Processes};
use crate::directory::{Circumstances, Directory, GroupId, User};
use crate::format::{Extra, Unread};
use crate::models::conformance::ModelUnderTest;
use crate::shared::Shared;
use crate::verdict::Address;

fn level(directory: &Directory, policy: &Policy, user: &User, id: &ProcessId) -> Level {
    let Some((main, process)) = policy.catalogue.with_heading(id) else { return Level::Deny };
    let (mut level, mut data) = (Level::Deny, Level::Deny);
    for group in user.groups.iter().filter(|group| directory.groups.has(group)) {
        let stored = policy.levels.get(group).and_then(|row| row.cells.get(id)).copied();
        let mut stored = stored.unwrap_or(Level::Deny);
        // R2, R11: down to the next one offered.
        while !process.offered.has(stored) {
            stored = Level::ALL[stored as usize - 1];
        }
        level = level.max(stored);
        let secured = policy.secured.get(group).and_then(|row| row.cells.get(id)).copied();
        let mut secured = secured.unwrap_or(Level::Deny);
        while !process.offered.has(secured) {
            secured = Level::ALL[secured as usize - 1];
        }
        data = data.max(secured);
    }
    // R10
    if policy.system_admins.contains(&user.id) && !main.beyond_system_admin {
        level = Level::ALL.into_iter().filter(|level| process.offered.has(*level)).max().unwrap();
    }
    // R9
    if process.secured { level.min(data) } else { level }
}

pub(super) fn levels() -> impl Strategy<Value = Level> {
    select(Level::ALL.to_vec())
}

fn offers() -> impl Strategy<Value = Offered> {
    vec(levels(), 0..4).prop_map(|levels| match levels.len() {
        0..2 => Offered::ALL,
        _ => Offered::of(levels),
    })
}

/// Ids of processes that are there, and of one that is not.
fn process_ids() -> impl Strategy<Value = ProcessId> {
    (0_usize..9).prop_map(|at| ProcessId::new(&format!("b-{at}")))
}

fn group_ids() -> impl Strategy<Value = GroupId> {
    (0_usize..6).prop_map(|at| GroupId::new(&format!("g-{at}")))
}

fn catalogues() -> impl Strategy<Value = Catalogue> {
    let process = (offers(), any::<bool>());
    let main = (vec(process, 0..4), any::<bool>());
    vec(main, 0..3).prop_map(|mains| {
        let mut next = 0..;
        let mains = mains.into_iter().enumerate().map(|(at, (processes, beyond_system_admin))| {
            let processes = processes.into_iter().map(|(offered, secured)| {
                let at = next.next().unwrap();
                let process = Process::new(&format!("b-{at}"), &format!("Process {at}"));
                Process { offered, secured, ..process }
            });
            let processes = processes.collect();
            let main = MainProcess::new(&format!("m-{at}"), &format!("Main {at}"));
            MainProcess { processes, beyond_system_admin, ..main }
        });
        Catalogue::new(mains.collect())
    })
}

pub(super) fn needs() -> impl Strategy<Value = Need> {
    (process_ids(), process_ids(), levels()).prop_map(|(process, needs, at_least)| Need {
        process,
        needs,
        at_least: at_least.max(Level::Read),
        inferred: false,
        extra: Extra::new(),
    })
}

fn rows() -> impl Strategy<Value = Rows> {
    let cells = btree_map(process_ids(), levels(), 0..7);
    btree_map(group_ids(), cells, 0..6).prop_map(|rows| {
        let rows = rows.into_iter().map(|(group, cells)| {
            let mut row = Row::default();
            cells.iter().for_each(|(process, level)| row.set(process, *level));
            (group, Shared::new(row))
        });
        rows.filter(|(_, row)| !row.is_empty()).collect()
    })
}

pub(super) fn policies() -> impl Strategy<Value = Policy> {
    let admins = vec(0_usize..5, 0..2);
    (catalogues(), vec(needs(), 0..6), rows(), rows(), admins).prop_map(
        |(catalogue, needs, levels, secured, admins)| Policy {
            catalogue: catalogue.into(),
            needs: needs.into(),
            unread_needs: Unread::default(),
            levels: levels.into(),
            secured: secured.into(),
            system_admins: Shared::new(
                admins.into_iter().map(|at| format!("u-{at}").into()).collect(),
            ),
            extra: Extra::new(),
        },
    )
}

pub(super) fn edits() -> impl Strategy<Value = Edit> {
    let mains = || (0_usize..4).prop_map(|at| format!("m-{at}").into());
    let users = || (0_usize..6).prop_map(|at| format!("u-{at}").into());
    let levels = prop_oneof![
        8 => (group_ids(), process_ids(), levels())
            .prop_map(|(group, process, level)| Edit::Assign(group, process, level)),
        2 => (group_ids(), mains(), levels())
            .prop_map(|(group, main, level)| Edit::AssignMain(group, main, level)),
        3 => (group_ids(), process_ids(), levels())
            .prop_map(|(group, process, level)| Edit::Secure(group, process, level)),
        1 => (group_ids(), group_ids()).prop_map(|(from, to)| Edit::CopyLevels(from, to)),
        1 => group_ids().prop_map(Edit::ClearGroup),
        1 => users().prop_map(|user| Edit::SystemAdmin(user, true)),
        1 => users().prop_map(|user| Edit::SystemAdmin(user, false)),
    ];
    let catalogue = prop_oneof![
        (mains(), 0_usize..4).prop_map(|(main, to)| Edit::MoveMain(main, to)),
        mains().prop_map(Edit::RemoveMain),
        (0_usize..4).prop_map(|at| Edit::AddMain(MainProcess::new("m-new", "New"), at)),
        (mains(), 0_usize..4).prop_map(|(main, at)| Edit::AddProcess(
            main,
            Process::new("b-new", "New"),
            at
        )),
        (process_ids(), mains(), 0_usize..4)
            .prop_map(|(process, main, at)| Edit::MoveProcess(process, main, at)),
        process_ids().prop_map(Edit::RemoveProcess),
        (process_ids(), offers()).prop_map(|(process, offered)| Edit::Restrict(process, offered)),
        process_ids().prop_map(|process| Edit::SecureProcess(process, true)),
        process_ids().prop_map(|process| Edit::SecureProcess(process, false)),
        process_ids().prop_map(|process| Edit::SetRoutes(process, vec!["Tools".to_owned()])),
        needs().prop_map(Edit::AddNeed),
    ];
    prop_oneof![2 => levels, 1 => catalogue]
}

impl ModelUnderTest for Processes {
    fn policies(_: &Directory) -> BoxedStrategy<Policy> {
        policies().boxed()
    }

    fn edits(_: &Directory, _: &Policy) -> BoxedStrategy<Edit> {
        edits().boxed()
    }

    fn oracle(
        directory: &Directory,
        policy: &Policy,
        user: &User,
        _: &Circumstances,
        target: &ProcessId,
    ) -> Level {
        level(directory, policy, user, target)
    }

    fn grants(directory: &Directory, policy: &Policy) -> Vec<(Address, Edit)> {
        let cells = |part: &'static str, rows: &Rows| -> Vec<(Address, GroupId, ProcessId)> {
            let cell = |group: &GroupId, process: &ProcessId| {
                (super::explain::cell(part, group, process), group.clone(), process.clone())
            };
            let known = |process: &&ProcessId| policy.catalogue.item(process).is_some();
            rows.iter()
                .filter(|(group, _)| directory.groups.has(group))
                .flat_map(|(group, row)| row.cells.keys().filter(known).map(|p| cell(group, p)))
                .collect()
        };
        let levels = cells("levels", &policy.levels)
            .into_iter()
            .map(|(at, group, process)| (at, Edit::Assign(group, process, Level::Deny)));
        let secured = cells("secured", &policy.secured)
            .into_iter()
            .map(|(at, group, process)| (at, Edit::Secure(group, process, Level::Deny)));
        let admins = policy.system_admins.iter().map(|user| {
            let keys = vec![user.to_string()];
            let at = Address::Policy { model: "processes", part: "systemAdmins", keys };
            (at, Edit::SystemAdmin(user.clone(), false))
        });
        levels.chain(secured).chain(admins).collect()
    }
}

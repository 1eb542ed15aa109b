//! What the conformance kit has to know of the toy.

use proptest::collection::btree_set;
use proptest::prelude::*;

use super::{Edit, IsOn, Policy, Toy, address};
use crate::directory::{Circumstances, Directory, GroupId, User};
use crate::models::conformance::ModelUnderTest;
use crate::verdict::Address;

fn groups() -> impl Strategy<Value = GroupId> {
    (0_usize..6).prop_map(|at| format!("g-{at}").as_str().into())
}

impl ModelUnderTest for Toy {
    fn policies(_: &Directory) -> BoxedStrategy<Policy> {
        let switches =
            (0..4_usize).prop_map(|to| (0..to).map(|at| format!("Switch {at}")).collect());
        (switches, btree_set(groups(), 0..4))
            .prop_map(|(switches, on)| Policy { switches, on, ..Policy::default() })
            .boxed()
    }

    fn edits(_: &Directory, _: &Policy) -> BoxedStrategy<Edit> {
        (groups(), any::<bool>()).prop_map(|(group, on)| Edit(group, IsOn(on))).boxed()
    }

    fn oracle(
        directory: &Directory,
        of: &Policy,
        user: &User,
        _: &Circumstances,
        _: &String,
    ) -> IsOn {
        let mut groups = user.groups.iter().filter(|group| directory.groups.has(group));
        IsOn(groups.any(|group| of.on.contains(group)))
    }

    fn grants(directory: &Directory, policy: &Policy) -> Vec<(Address, Edit)> {
        let known = policy.on.iter().filter(|group| directory.groups.has(group));
        known.map(|group| (address(group), Edit(group.clone(), IsOn(false)))).collect()
    }
}

//! The edits on which a switch can hang: that any of somebody's groups is on.

use super::{Edit, IsOn, Toy};
use crate::directory::{Circumstances, Members, Principal};
use crate::model::{ModelSnapshot, Settings, Sought, Steps};

impl Steps for Toy {
    fn settings(
        model: ModelSnapshot<'_, Self>,
        members: &Members,
        _: &Circumstances,
        _: &String,
        _: Sought,
    ) -> Settings<Edit> {
        let mut found = Settings::default();
        for group in members.groups.iter().filter_map(|at| model.directory.groups.nth(*at as usize))
        {
            let is_on = model.policy.on.contains(&group.id);
            let turned = Edit(group.id.clone(), IsOn(!is_on));
            let removal = is_on.then(|| turned.clone());
            found.push(Some(Principal::Group(group.id.clone())), vec![turned], removal);
        }
        found
    }
}

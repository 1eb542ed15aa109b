//! Who gains and who loses by an edit, before it is done.

use super::{Edit, Index, Policy};
use crate::directory::{Circumstances, Directory, Members, Rejection, UserId};
use crate::model::{Edit as _, Index as _};
use crate::shared::Shared;

/// See the module.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Effects {
    /// Who can do something that they could not do before, in the directory's order.
    pub gain: Vec<UserId>,
    /// Who can no longer do something.
    pub lose: Vec<UserId>,
}

/// What edits would bring; if one of them cannot be done, why.
pub fn effects(
    policy: &Shared<Policy>,
    index: &Index,
    directory: &Directory,
    edits: &[Edit],
    circumstances: &Circumstances,
) -> Result<Effects, Rejection> {
    let mut draft = policy.clone();
    Edit::apply_all(edits, &mut draft, directory)?;
    let after = Index::compile(&draft, directory, Some(index));
    let mut effects = Effects::default();
    let Some(compare) = index.compare(&after) else { return Ok(effects) };
    for user in directory.users.iter() {
        let members = Members::of_user(directory, user);
        let outcome_change = compare(&members, circumstances, circumstances);
        effects.gain.extend(outcome_change.gains.then(|| user.id.clone()));
        effects.lose.extend(outcome_change.loses.then(|| user.id.clone()));
    }
    Ok(effects)
}

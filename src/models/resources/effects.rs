//! Who gains and who loses by an edit, before it is done.

use super::{Edit, Index, Policy, Resources, Target};
use crate::directory::{Circumstances, Directory, Members, Rejection, UserId};
use crate::model::Model;
use crate::shared::Shared;
use crate::verdict::{Decision, Grants};

/// See the module.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Effects {
    /// Who can do something that they could not do before, in the directory's order.
    pub gain: Vec<UserId>,
    /// Who can no longer do something.
    pub lose: Vec<UserId>,
}

/// What edits would bring.
///
/// # Errors
/// Says why one of them cannot be done.
pub fn effects(
    policy: &Shared<Policy>,
    index: &Index,
    directory: &Directory,
    edits: &[Edit],
    circumstances: &Circumstances,
) -> Result<Effects, Rejection> {
    let mut draft = policy.clone();
    for edit in edits {
        Resources::apply(&mut draft, directory, edit)?;
    }
    let after = Resources::compile(&draft, directory, Some(index));
    let differing = index.differing(&after).unwrap_or_else(|| {
        let heads = Resources::targets(policy).into_iter().chain(Resources::targets(&draft));
        let target =
            |key: &str| Resources::target(policy, key).or_else(|| Resources::target(&draft, key));
        heads.filter_map(|head| target(&head.key)).collect::<Vec<Target>>()
    });
    let mut effects = Effects::default();
    for user in directory.users.iter() {
        let members = Members::of_user(directory, user);
        let grants = |index: &Index, target: &Target| -> Grants {
            index.access(&members, circumstances, target).grants()
        };
        let (mut gains, mut loses) = (false, false);
        for target in &differing {
            let (was, is) = (grants(index, target), grants(&after, target));
            gains |= !is.beyond(was).is_empty();
            loses |= !was.beyond(is).is_empty();
        }
        effects.gain.extend(gains.then(|| user.id.clone()));
        effects.lose.extend(loses.then(|| user.id.clone()));
    }
    Ok(effects)
}

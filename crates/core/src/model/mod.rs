//! THE CONTRACT: what a permission model has to offer, and nothing about any of them.
//!
//! A model has a [`Policy`] (its section of the file), [`Edit`]s of it, an [`Index`] compiled from it for
//! quick answers, *targets* (what a person may or may not do something with) and *decisions*, which it
//! can [`Explain`]. The generic half of this folder turns a model into a [`Resolver`], which has
//! forgotten its types: the screens, the checks and the command line know only that.

mod ask;
mod catalogue;
mod edit;
mod facts;
mod holding;
mod index;
mod info;
pub mod planes;
mod policy;
mod removable;
mod resolver;
mod snapshot;
mod steps;

pub use crate::diff::{Changed, Changes, Turned};
pub use ask::{Answer, Answers, Ask, Explain, Limit, Refusal, unknown};
pub(crate) use catalogue::item_changes;
pub use catalogue::{Catalogue, Catalogued, Heading, Linked, Shipped};
pub use edit::{Conflict, Edit};
pub use facts::{Facts, Wraps};
pub use holding::{Holding, Holdings};
pub use index::{Compare, DecideOn, Index, OutcomeChange, Reach, Reaches, Whom};
pub use info::{ModelInfo, OutcomeInfo, Rule, Source};
pub(crate) use info::{outcomes, rules};
pub use policy::{Diff, Doubt, Place, Policy, Section, Validate};
pub use removable::{Affects, CountsFor, Removable, Removables};
pub use resolver::{Ability, Decide, Resolver};
pub use snapshot::{Asked, ModelSnapshot};
pub use steps::{Setting, Settings, Sought, Steps};

use std::fmt;

use crate::directory::{Circumstances, Members};
use crate::verdict::Decision;

/// A permission model: its types, and what is known of it before anything is decided. All functions
/// are total: a reference to something that is not there counts for nothing.
pub trait Model: Sized + 'static {
    /// The model's section of a document.
    type Policy: Policy;
    /// One edit of the policy.
    type Edit: Edit<Self>;
    /// The policy compiled for quick answers.
    type Index: Index<Self>;
    /// What a decision is about. Its text is the key by which it is asked for.
    type Target: Clone + Eq + fmt::Debug + fmt::Display + 'static;
    /// What comes out.
    type Decision: Decision;

    /// What is the same for every document.
    const INFO: ModelInfo;
    /// The product that goes on with what it was started with until it is restarted, where it does:
    /// a Save then stores, which its users know as *Apply*, and a restart makes it run.
    const RESTARTS: Option<&'static str> = None;

    /// All targets in the policy's order.
    fn targets(policy: &Self::Policy) -> Vec<TargetHead>;
    /// One of them. A model with many targets finds it without a look at the others.
    fn head(policy: &Self::Policy, target: &Self::Target) -> Option<TargetHead> {
        let key = target.to_string();
        Self::targets(policy).into_iter().find(|head| head.key == key)
    }
    /// The target with this key.
    fn target(policy: &Self::Policy, key: &str) -> Option<Self::Target>;
    /// What else than the target itself a decision on it has to do with, by ids.
    fn involved(_policy: &Self::Policy, _target: &Self::Target) -> Vec<String> {
        Vec::new()
    }
    /// The services that somebody can sign on under, where the model asks for one.
    fn services(_policy: &Self::Policy, _members: &Members) -> Vec<String> {
        Vec::new()
    }
    /// Why the one who edits may not do an edit, where the circumstances name somebody and the model
    /// says who may edit what.
    fn withheld(
        _model: ModelSnapshot<'_, Self>,
        _circumstances: &Circumstances,
        _edit: &Self::Edit,
    ) -> Option<Refusal> {
        None
    }
    /// The keys of the targets on which something takes everything away from somebody: of those it is said
    /// why nothing is permitted, by the rule that [`ModelInfo::taken_away`] names.
    fn blocked(_model: ModelSnapshot<'_, Self>, _members: &Members) -> Vec<String> {
        Vec::new()
    }
    /// What is set for somebody and what they inherit, where the product lists that on a user's page.
    fn holdings(_model: ModelSnapshot<'_, Self>, _members: &Members) -> Option<Holdings> {
        None
    }
    /// Why the one who edits may change neither groups nor who is in them, where the circumstances name
    /// somebody and the model says who may.
    fn groups_withheld(
        _model: ModelSnapshot<'_, Self>,
        _circumstances: &Circumstances,
    ) -> Option<Refusal> {
        None
    }
}

/// A target as views list it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TargetHead {
    /// The key by which it is asked for.
    pub key: String,
    /// Its name.
    pub name: String,
    /// The name of what it stands under: a main process, a section, a record type.
    pub band: String,
}

impl TargetHead {
    /// A target, by its key and name, and what it stands under.
    pub fn new(key: &str, name: &str, band: &str) -> Self {
        Self { key: key.to_owned(), name: name.to_owned(), band: band.to_owned() }
    }
}

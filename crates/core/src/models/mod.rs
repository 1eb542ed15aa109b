//! THE REGISTRY: the only file that names every model. A further model is one folder and one line
//! here; files, undo, findings, checks, the command line and the screens pick it up by walking
//! [`ModelKind::ALL`].

#[cfg(test)]
pub(crate) mod conformance;

use crate::diff::PolicyDiff;
use crate::directory::{
    AsOf, Circumstances, Directory, GroupId, Members, Principal, Rejection, Roster, Unreadable,
    UserId,
};
use crate::format::{Codec, Fields, Findings, Object, Reader, Reading};
use crate::model::{
    Asked, Changes, Compare, Conflict, Diff as _, Doubt as _, Edit as _, Index as _, Model,
    ModelInfo, ModelSnapshot, Place, Policy as _, Reach, Reaches as _, Removable, Removables,
    Resolver, Section as _, Settings, Sought, Steps as _, Validate as _,
};
use crate::shared::{Adopt, Shared};
use crate::verdict::Reason;

/// Writes what has to name each model once.
macro_rules! registry {
    ($($variant:ident in $module:ident),+ $(,)?) => {
        $(pub mod $module;)+
        $(pub use $module::$variant;)+

        /// Which model.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
        pub enum ModelKind {
            $(#[doc = concat!("The model of `", stringify!($module), "`.")] $variant,)+
        }

        #[cfg(test)]
        mod conform {
            $(#[test]
              fn $module() {
                  super::conformance::conforms::<super::$variant>();
              })+
        }

        $(#[cfg(test)]
          impl conformance::Registered for $variant {
              fn edit(edit: Self::Edit) -> PolicyEdit {
                  PolicyEdit::$variant(edit)
              }

              fn of(policies: &Policies) -> &Shared<Self::Policy> {
                  &policies.$module
              }

              fn of_mut(policies: &mut Policies) -> &mut Shared<Self::Policy> {
                  &mut policies.$module
              }
          })+

        impl ModelKind {
            /// All models, in the order in which they are shown.
            pub const ALL: &[Self] = &[$(Self::$variant),+];

            /// What is the same for every document.
            pub fn info(self) -> &'static ModelInfo {
                match self {
                    $(Self::$variant => const { &<$variant as Model>::INFO },)+
                }
            }

            /// The outcomes that all come to nothing and differ only in the reason.
            pub(crate) fn nothing(self) -> &'static [&'static str] {
                match self {
                    $(Self::$variant => <$variant as Removables>::NOTHING,)+
                }
            }

            /// The product that has to be restarted before what was saved is running, where it has.
            pub fn restarts(self) -> Option<&'static str> {
                match self {
                    $(Self::$variant => <$variant as Model>::RESTARTS,)+
                }
            }
        }

        /// One policy per model: the part of a document that says what is permitted.
        #[derive(Clone, Debug, Default)]
        pub struct Policies {
            $(#[doc = concat!("That of `", stringify!($module), "`.")]
              pub $module: Shared<<$variant as Model>::Policy>,)+
        }

        /// One edit of some model's policy.
        #[derive(Clone, Debug, PartialEq)]
        pub enum PolicyEdit {
            $(#[doc = concat!("Of `", stringify!($module), "`.")]
              $variant(<$variant as Model>::Edit),)+
        }

        impl PolicyEdit {
            /// Whose policy it edits.
            pub fn kind(&self) -> ModelKind {
                match self {
                    $(Self::$variant(_) => ModelKind::$variant,)+
                }
            }
        }

        impl Policies {
            /// Takes every section that is there; what is left of the models is unknown and kept.
            pub fn read(models: &mut Fields<'_>) -> Self {
                $(let $module = read_section::<$variant>(models);)+
                Self { $($module),+ }
            }

            /// The sections that differ from those of a new document.
            pub fn write(&self) -> Object {
                let mut models = Object::new();
                $(models.push_some($variant::INFO.key, self.$module.section());)+
                models
            }

            /// What is wrong or doubtful in any of them.
            pub fn findings(&self, directory: &Directory) -> Findings {
                let mut findings = Findings::new();
                $({
                    let look = |here: &Reader<'_>| self.$module.validate(here, directory);
                    findings.append(Reading::within(["models", $variant::INFO.key], look));
                })+
                findings
            }

            /// The policies with all that could not be read taken as generously as can be; none where
            /// nothing of it leaves a doubt. What is as it was in `previous` is taken over from what
            /// came of that.
            pub fn generous(
                &self,
                directory: &Directory,
                previous: Option<(&Self, Option<&Self>)>,
            ) -> Option<Self> {
                let mut all = self.clone();
                let mut any = false;
                $(match previous.filter(|(old, _)| old.$module == self.$module) {
                    Some((old, generous)) => {
                        let known = generous.map(|it| &it.$module);
                        if let Some(known) = known.filter(|it| **it != old.$module) {
                            all.$module = known.clone();
                            any = true;
                        }
                    }
                    None => {
                        if let Some(policy) = self.$module.generous(directory) {
                            all.$module = policy.into();
                            any = true;
                        }
                    }
                })+
                any.then_some(all)
            }

            /// The places of a model's section that could not be read and that decisions can hang on.
            pub fn unreadable(&self, kind: ModelKind, directory: &Directory) -> Vec<Unreadable> {
                match kind {
                    $(ModelKind::$variant => self.$module.unreadable(directory),)+
                }
            }

            /// What else than the target of this key a decision on it has to do with, by ids.
            pub(crate) fn involved(&self, kind: ModelKind, target: &str) -> Vec<String> {
                match kind {
                    $(ModelKind::$variant => $variant::target(&self.$module, target)
                        .map(|target| $variant::involved(&self.$module, &target))
                        .unwrap_or_default(),)+
                }
            }

            /// Does an edit. What it left where it is refused is thrown away by whoever asked for it.
            ///
            /// # Errors
            /// Says what the edit speaks of and is not there.
            pub(crate) fn make(
                &mut self,
                directory: &Directory,
                edit: &PolicyEdit,
            ) -> Result<(), Rejection> {
                match edit {
                    $(PolicyEdit::$variant(edit) => edit.make(self.$module.edit(), directory),)+
                }
            }

            /// Keeps the identity of what came out as it was before.
            pub(crate) fn keep(&mut self, before: &Self) {
                $(self.$module.keep(&before.$module);)+
            }

            /// The edit in words.
            pub fn describe(&self, directory: &Directory, edit: &PolicyEdit) -> String {
                match edit {
                    $(PolicyEdit::$variant(edit) => edit.describe(&self.$module, directory),)+
                }
            }

            /// The edits that take away everything any model holds about a principal.
            pub fn forget(&self, principal: &Principal) -> Vec<PolicyEdit> {
                let mut edits = Vec::new();
                $(
                    let found = <$variant as Model>::Edit::forget(&self.$module, principal);
                    edits.extend(found.map(PolicyEdit::$variant));
                )+
                edits
            }

            /// The edits that give one group in every model exactly what another has.
            pub(crate) fn copy_grants(&self, from: &GroupId, to: &GroupId) -> Vec<PolicyEdit> {
                vec![$({
                    let edit = <$variant as Model>::Edit::copy_grants(&self.$module, from, to);
                    PolicyEdit::$variant(edit)
                }),+]
            }

            /// The edits that set for one person in every model exactly what is set for another
            /// themselves.
            pub(crate) fn copy_own(&self, from: &UserId, to: &UserId) -> Vec<PolicyEdit> {
                let mut edits = Vec::new();
                $(
                    let found = $variant::copy_own(&self.$module, from, to);
                    edits.extend(found.into_iter().map(PolicyEdit::$variant));
                )+
                edits
            }

            /// The groups that new users join, as some model has it.
            pub(crate) fn joined_by_new_users(&self) -> Vec<GroupId> {
                let mut groups = Vec::new();
                $(groups.extend(self.$module.joined_by_new_users());)+
                groups
            }

            /// Why a draft cannot be saved over `saved` as it stands.
            pub(crate) fn review_save(
                saved: &Self,
                draft: &Self,
                directory: &Directory,
            ) -> Vec<Conflict<PolicyEdit>> {
                let mut conflicts = Vec::new();
                $(if saved.$module != draft.$module {
                    let (saved, draft) = (&saved.$module, &draft.$module);
                    let found = <$variant as Model>::Edit::review_save(saved, draft, directory);
                    conflicts.extend(found.into_iter().map(|conflict| Conflict {
                        about: conflict.about,
                        reasons: conflict.reasons,
                        settle: conflict.settle.into_iter().map(PolicyEdit::$variant).collect(),
                    }));
                })+
                conflicts
            }

            /// Everything that the policy of a model sets, each with the edit that takes it away.
            pub fn removables(
                &self,
                kind: ModelKind,
                directory: &Directory,
            ) -> Vec<Removable<PolicyEdit>> {
                match kind {
                    $(ModelKind::$variant => {
                        let found = $variant::removables(&self.$module, directory).into_iter();
                        found.map(|one| one.map(PolicyEdit::$variant)).collect()
                    })+
                }
            }

            /// What can be asked of a model beside the decisions on its targets.
            pub(crate) fn questions(&self, kind: ModelKind) -> Vec<Object> {
                match kind {
                    $(ModelKind::$variant => $variant::questions(&self.$module),)+
                }
            }

            /// The licences that anything of a model needs.
            pub(crate) fn licences(&self, kind: ModelKind) -> Vec<String> {
                match kind {
                    $(ModelKind::$variant => $variant::licences(&self.$module),)+
                }
            }

            /// Whether anything about a principal counts for people or targets that are not there yet.
            pub(crate) fn counts_later(&self, who: &Principal) -> bool {
                false $(|| $variant::counts_later(&self.$module, who))+
            }

            /// What differs in the draft, in words, in the models' order.
            pub fn changes(
                found: &mut Changes,
                saved: &Self,
                draft: &Self,
                saved_directory: &Directory,
                directory: &Directory,
            ) {
                $(if saved.$module != draft.$module {
                    let (saved, draft) = (&*saved.$module, &*draft.$module);
                    found.of(Some($variant::INFO.key));
                    let mut diff = PolicyDiff { saved, draft, saved_directory, directory, found };
                    <$variant as Model>::Policy::changes(&mut diff);
                })+
                found.of(None);
            }

            /// The model with this key, and where its screens show a place of its policy.
            pub fn place(
                &self,
                model: &str,
                part: &str,
                keys: &[String],
            ) -> Option<(ModelKind, Place)> {
                $(if model == $variant::INFO.key {
                    let place = self.$module.place(part, keys)?;
                    return Some((ModelKind::$variant, place));
                })+
                None
            }

            /// The name of a place of a policy; `None` where there is no such place.
            pub fn name(&self, model: &str, part: &str, keys: &[String]) -> Option<String> {
                $(if model == $variant::INFO.key {
                    return self.$module.name(part, keys);
                })+
                None
            }

            /// Whether the policy of a model is that of a new document.
            pub fn is_blank(&self, kind: ModelKind) -> bool {
                match kind {
                    $(ModelKind::$variant => self.$module.is_blank(),)+
                }
            }

            /// Takes the policy of one model from others.
            pub fn put(&mut self, from: &Self, kind: ModelKind) {
                match kind {
                    $(ModelKind::$variant => self.$module = from.$module.clone(),)+
                }
            }

            /// Takes over from others whatever of the policy of one model says the same there.
            pub fn adopt(&mut self, from: &Self, kind: ModelKind) {
                match kind {
                    $(ModelKind::$variant => {
                        self.$module.adopt(&from.$module);
                    })+
                }
            }

            /// Whether both hold the same policy of this model, by identity.
            pub fn same(&self, other: &Self, kind: ModelKind) -> bool {
                match kind {
                    $(ModelKind::$variant => self.$module == other.$module,)+
                }
            }
        }

        /// One index per model.
        #[derive(Clone, Debug)]
        pub struct Indexes {
            $(#[doc = concat!("That of `", stringify!($module), "`.")]
              pub $module: Shared<<$variant as Model>::Index>,)+
        }

        impl Indexes {
            /// Compiles all policies. What did not change since `previous` keeps its index.
            pub fn compile(
                policies: &Policies,
                directory: &Directory,
                previous: Option<(&Policies, &Directory, &Self)>,
            ) -> Self {
                $(let $module = match previous {
                    Some((old, then, index))
                        if old.$module == policies.$module && then.same(directory) =>
                    {
                        index.$module.clone()
                    }
                    _ => Shared::new(<$variant as Model>::Index::compile(
                        &policies.$module,
                        directory,
                        previous.map(|(_, _, index)| &*index.$module),
                    )),
                };)+
                Self { $($module),+ }
            }

            /// Whether both hold the same index of this model, by identity.
            pub fn same(&self, other: &Self, kind: ModelKind) -> bool {
                match kind {
                    $(ModelKind::$variant => self.$module == other.$module,)+
                }
            }

            /// The keys of the targets of this model that can come out differently, as
            /// [`crate::model::Index::differing`] has them.
            pub fn differing(&self, after: &Self, kind: ModelKind) -> Option<Vec<String>> {
                match kind {
                    $(ModelKind::$variant => {
                        let found = self.$module.differing(&after.$module)?;
                        Some(found.iter().map(ToString::to_string).collect())
                    })+
                }
            }

            /// What becomes of somebody in this model, as [`crate::model::Index::compare`] says it.
            pub fn compare<'a>(&'a self, after: &'a Self, kind: ModelKind) -> Option<Compare<'a>> {
                match kind {
                    $(ModelKind::$variant => self.$module.compare(&after.$module),)+
                }
            }

            /// What can come out differently in this model, as [`crate::model::Index::reach`] says it.
            pub fn reach(&self, after: &Self, kind: ModelKind) -> Reach {
                match kind {
                    $(ModelKind::$variant => self.$module.reach(&after.$module),)+
                }
            }

            $(#[doc = concat!("The part of `", stringify!($module), "`, with its types.")]
              pub fn $module<'a>(
                  &'a self,
                  policies: &'a Policies,
                  directory: &'a Directory,
                  roster: &'a Roster,
                  as_of: impl Into<AsOf>,
              ) -> ModelSnapshot<'a, $variant> {
                  let (policy, index) = (&*policies.$module, &*self.$module);
                  ModelSnapshot { directory, roster, policy, index, as_of: as_of.into() }
              })+

            /// What a decision on the target of this key can hang on, as [`crate::model::Steps`] has it;
            /// none where there is no such target.
            pub(crate) fn settings(
                &self,
                kind: ModelKind,
                (policies, directory, roster): (&Policies, &Directory, &Roster),
                (members, circumstances): (&Members, &Circumstances),
                target: &str,
                sought: Sought,
            ) -> Option<Settings<PolicyEdit>> {
                match kind {
                    $(ModelKind::$variant => {
                        let model = self.$module(policies, directory, roster, None);
                        let target = $variant::target(model.policy, target)?;
                        let asked = Asked { model, members, circumstances };
                        let found = $variant::settings(asked, &target, sought);
                        Some(found.map(PolicyEdit::$variant))
                    })+
                }
            }

            /// A model at one moment of a document, ready to be asked.
            pub fn resolver<'a>(
                &'a self,
                kind: ModelKind,
                policies: &'a Policies,
                directory: &'a Directory,
                roster: &'a Roster,
                as_of: AsOf,
            ) -> Box<dyn Resolver + 'a> {
                match kind {
                    $(ModelKind::$variant => {
                        Box::new(self.$module(policies, directory, roster, as_of))
                    })+
                }
            }
        }
    };
}

/// The models, and whatever is added to them.
macro_rules! models {
    ($($more:tt)*) => {
        registry! {
            Processes in processes,
            Acl in acl,
            Attributes in attributes,
            Resources in resources,
            Features in features,
            $($more)*
        }
    };
}

// The toy shows that a model takes no more than its folder and this line.
#[cfg(any(test, feature = "toy"))]
models! { Toy in toy }

#[cfg(not(any(test, feature = "toy")))]
models! {}

impl ModelKind {
    /// Its key in files and addresses.
    pub fn key(self) -> &'static str {
        self.info().key
    }

    /// The model with this key.
    pub fn of(key: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|kind| kind.key() == key)
    }

    /// Whose rule a step of an explanation cites, below a step of `above`.
    pub fn of_step(reason: &Reason, above: &'static ModelInfo) -> &'static ModelInfo {
        reason.of.and_then(Self::of).map_or(above, Self::info)
    }
}

impl Policies {
    /// The product that has to be restarted before what differs in `next` is running, where one has.
    pub fn restarts(&self, next: &Self) -> Option<&'static str> {
        let differs = |kind: &ModelKind| {
            let is_blank = self.is_blank(*kind) && next.is_blank(*kind);
            !is_blank && !self.same(next, *kind)
        };
        let mut waiting = ModelKind::ALL.iter().filter(|kind| kind.restarts().is_some());
        waiting.find(|kind| differs(kind)).and_then(|kind| kind.restarts())
    }
}

fn read_section<M: Model>(models: &mut Fields<'_>) -> Shared<M::Policy> {
    let key = M::INFO.key;
    let Some(json) = models.peek(key) else { return Shared::default() };
    match <M::Policy as Codec>::read(&models.here().at(key), json) {
        Some(policy) => {
            models.any(key);
            policy.into()
        }
        None => Shared::default(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_key_leads_to_its_model() {
        for kind in ModelKind::ALL {
            assert_eq!(ModelKind::of(kind.key()), Some(*kind));
        }
        assert_eq!(ModelKind::of("no such model"), None);
    }
}

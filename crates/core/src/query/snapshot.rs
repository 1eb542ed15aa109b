//! A document at one moment with everything compiled that answering needs.

use super::combined::{Combined, EditProcesses};
use super::doubt::WithDoubt;
use crate::directory::{Circumstances, Roster};
use crate::document::{Command, Document};
use crate::model::{ModelSnapshot, Refusal, Resolver};
use crate::models::{Acl, Indexes, ModelKind, Processes};
use crate::shared::Shared;

/// See the module.
#[derive(Clone, Debug)]
pub struct Snapshot {
    document: Document,
    roster: Shared<Roster>,
    indexes: Indexes,
    ways: Shared<EditProcesses>,
    generous: Option<Shared<Self>>,
}

impl Snapshot {
    /// Compiles a document. What did not change since `previous` is taken over from it: after an
    /// edit of one group's level that is everything but one row of one model.
    pub fn new(document: &Document, previous: Option<&Self>) -> Self {
        let roster = match previous {
            Some(old) if old.document.directory.same(&document.directory) => old.roster.clone(),
            _ => {
                let old = previous.map(|old| &*old.roster);
                Shared::new(Roster::compile(&document.directory, old))
            }
        };
        let old = previous.map(|p| (&p.document.policies, &p.document.directory, &p.indexes));
        let indexes = Indexes::compile(&document.policies, &document.directory, old);
        let ways = match previous {
            Some(old) if old.document.policies.same(&document.policies, ModelKind::Processes) => {
                old.ways.clone()
            }
            _ => Shared::new(EditProcesses::of(&document.policies)),
        };
        let known = previous.map(|old| (&old.document, old.generous().map(Self::document)));
        let generous = document.generous(&roster, known).map(|document| {
            let previous = previous.and_then(Self::generous);
            Shared::new(Self::compiled(document, previous))
        });
        Self { document: document.clone(), roster, indexes, ways, generous }
    }

    /// How it would be after these commands, one after the other; none where one of them is refused.
    pub fn after<'a>(&self, commands: impl IntoIterator<Item = &'a Command>) -> Option<Self> {
        let mut document = self.document.clone();
        for command in commands {
            document = document.apply(command).ok()?;
        }
        Some(Self::new(&document, Some(self)))
    }

    /// The document read as generously as can be, ready for questions.
    fn compiled(document: Document, previous: Option<&Self>) -> Self {
        let old = previous.map(|old| &*old.roster);
        let roster = Shared::new(Roster::compile(&document.directory, old));
        let old = previous.map(|p| (&p.document.policies, &p.document.directory, &p.indexes));
        let indexes = Indexes::compile(&document.policies, &document.directory, old);
        let ways = Shared::new(EditProcesses::of(&document.policies));
        Self { document, roster, indexes, ways, generous: None }
    }

    /// The same where all that could not be read is taken as generously as can be; none where nothing
    /// leaves a doubt. What comes out otherwise there is in doubt here.
    pub fn generous(&self) -> Option<&Self> {
        self.generous.as_deref()
    }

    /// The document.
    pub fn document(&self) -> &Document {
        &self.document
    }

    /// What everybody belongs to.
    pub fn roster(&self) -> &Shared<Roster> {
        &self.roster
    }

    /// The indexes of all models.
    pub fn indexes(&self) -> &Indexes {
        &self.indexes
    }

    /// The access control lists, with their types.
    pub fn acl(&self) -> ModelSnapshot<'_, Acl> {
        let Document { policies, directory, .. } = &self.document;
        self.indexes.acl(policies, directory, &self.roster, self.document.day())
    }

    /// The user group processes, with their types.
    pub fn processes(&self) -> ModelSnapshot<'_, Processes> {
        let Document { policies, directory, .. } = &self.document;
        self.indexes.processes(policies, directory, &self.roster, self.document.day())
    }

    /// Through which processes records are edited.
    pub(super) fn ways(&self) -> &EditProcesses {
        &self.ways
    }

    /// What people can do in the end, what another model has to permit as well counted in. What a file's
    /// checks ask of a model alone is asked of [`Snapshot::resolver`].
    pub fn in_the_end(&self, kind: ModelKind) -> Box<dyn Resolver + '_> {
        self.doubting(kind, |snapshot| match kind {
            ModelKind::Acl => Box::new(Combined::new(snapshot)),
            _ => snapshot.plainly(kind),
        })
    }

    /// A model by itself, ready to be asked. What hangs on something that could not be read says so.
    pub fn resolver(&self, kind: ModelKind) -> Box<dyn Resolver + '_> {
        self.doubting(kind, |snapshot| snapshot.plainly(kind))
    }

    /// Why the one who edits may change neither groups nor who is in them, as the first model has it that
    /// says who may.
    pub fn groups_withheld(&self, asked: &Circumstances) -> Option<Refusal> {
        ModelKind::ALL.iter().find_map(|kind| self.plainly(*kind).groups_withheld(asked))
    }

    /// Why the one who edits may not do something to groups; none where it touches no group. What is said
    /// of a model's own edits is said by the model.
    pub fn withheld(&self, asked: &Circumstances, command: &Command) -> Option<Refusal> {
        if asked.acting_as.is_none() || !command.changes_groups() {
            return None;
        }
        self.groups_withheld(asked)
    }

    /// A resolver in both readings, where they can differ.
    fn doubting<'a>(
        &'a self,
        kind: ModelKind,
        resolver: impl Fn(&'a Self) -> Box<dyn Resolver + 'a>,
    ) -> Box<dyn Resolver + 'a> {
        let own = resolver(self);
        match self.generous() {
            None => own,
            Some(generous) => Box::new(WithDoubt::new(self, kind, own, resolver(generous))),
        }
    }

    /// A model by itself in this reading alone.
    pub(super) fn plainly(&self, kind: ModelKind) -> Box<dyn Resolver + '_> {
        let Document { policies, directory, .. } = &self.document;
        self.indexes.resolver(kind, policies, directory, &self.roster, self.document.day())
    }
}

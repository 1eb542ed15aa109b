//! A document at one moment with everything compiled that answering needs.

use super::combined::{InTheEnd, Ways};
use crate::directory::Roster;
use crate::document::Document;
use crate::model::{Resolver, Scene};
use crate::models::{Acl, Indexes, ModelKind, Processes};
use crate::shared::Shared;

/// See the module.
#[derive(Clone, Debug)]
pub struct Moment {
    document: Document,
    roster: Shared<Roster>,
    indexes: Indexes,
    ways: Shared<Ways>,
}

impl Moment {
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
            _ => Shared::new(Ways::of(&document.policies)),
        };
        Self { document: document.clone(), roster, indexes, ways }
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
    pub fn acl(&self) -> Scene<'_, Acl> {
        let Document { policies, directory, as_of, .. } = &self.document;
        self.indexes.acl(policies, directory, &self.roster, *as_of)
    }

    /// The user group processes, with their types.
    pub fn processes(&self) -> Scene<'_, Processes> {
        let Document { policies, directory, as_of, .. } = &self.document;
        self.indexes.processes(policies, directory, &self.roster, *as_of)
    }

    /// Through which processes records are edited.
    pub(super) fn ways(&self) -> &Ways {
        &self.ways
    }

    /// What people can do in the end, what another model has to permit as well counted in. What a file's
    /// checks ask of a model alone is asked of [`Moment::resolver`].
    pub fn in_the_end(&self, kind: ModelKind) -> Box<dyn Resolver + '_> {
        match kind {
            ModelKind::Acl => Box::new(InTheEnd::new(self)),
            _ => self.resolver(kind),
        }
    }

    /// A model by itself, ready to be asked.
    pub fn resolver(&self, kind: ModelKind) -> Box<dyn Resolver + '_> {
        self.indexes.resolver(
            kind,
            &self.document.policies,
            &self.document.directory,
            &self.roster,
            self.document.as_of,
        )
    }
}

//! Undo, redo and the draft. Documents are cheap to keep, so undo is a list of them; the saved one
//! stands beside the draft, and comparing the two is comparing two documents: what both say alike
//! is the same part of both, however the draft came to say it.

use super::{Command, Document};
use crate::directory::Rejection;
use crate::model::Conflict;
use crate::models::{Policies, PolicyEdit};

/// How many steps can be undone.
const MOST_STEPS: usize = 500;

/// A document as it stood, and what was done to it next.
#[derive(Clone, Debug)]
pub struct Step {
    document: Document,
    /// What was done.
    pub label: String,
}

/// The draft with its past and future, beside the saved document.
#[derive(Clone, Debug)]
pub struct History {
    saved: Document,
    draft: Document,
    past: Vec<Step>,
    future: Vec<Step>,
}

impl History {
    /// A document that was just opened: saved and draft are the same.
    pub fn new(document: Document) -> Self {
        Self { saved: document.clone(), draft: document, past: Vec::new(), future: Vec::new() }
    }

    /// A saved document and the draft of it, as they were kept.
    pub fn restored(saved: Document, mut draft: Document) -> Self {
        draft.adopt(&saved, None);
        Self { draft, ..Self::new(saved) }
    }

    /// The document as edited.
    pub fn draft(&self) -> &Document {
        &self.draft
    }

    /// The document as last saved.
    pub fn saved(&self) -> &Document {
        &self.saved
    }

    /// Whether the draft is something else than what is saved.
    pub fn is_changed(&self) -> bool {
        !self.draft.same(&self.saved)
    }

    /// What undo would take back.
    pub fn to_undo(&self) -> Option<&str> {
        self.past.last().map(|step| step.label.as_str())
    }

    /// What redo would do again.
    pub fn to_redo(&self) -> Option<&str> {
        self.future.last().map(|step| step.label.as_str())
    }

    /// Applies a command to the draft. One that changes nothing leaves no step.
    ///
    /// # Errors
    /// Says why not; the history is as it was.
    pub fn run(&mut self, command: &Command) -> Result<(), Rejection> {
        let mut next = self.draft.apply(command)?;
        // What is edited back is no change, and what is put in the place of the draft none where it
        // is as saved.
        next.adopt(&self.saved, Some(&self.draft));
        if next.same(&self.draft) {
            return Ok(());
        }
        let label = self.draft.describe(command);
        self.step(label, next);
        Ok(())
    }

    /// Takes the last step back and returns its label.
    pub fn undo(&mut self) -> Option<String> {
        let label = travel(&mut self.draft, &mut self.past, &mut self.future);
        self.draft.adopt(&self.saved, None);
        label
    }

    /// Does the step that was taken back again and returns its label.
    pub fn redo(&mut self) -> Option<String> {
        let label = travel(&mut self.draft, &mut self.future, &mut self.past);
        self.draft.adopt(&self.saved, None);
        label
    }

    /// Puts another draft in the place of this one, as a step that can be undone.
    fn step(&mut self, label: String, next: Document) {
        let document = std::mem::replace(&mut self.draft, next);
        self.past.push(Step { document, label });
        self.future.clear();
        if self.past.len() > MOST_STEPS {
            self.past.remove(0);
        }
    }

    /// Why the draft cannot be saved as it stands.
    pub fn conflicts(&self) -> Vec<Conflict<PolicyEdit>> {
        Policies::review_save(&self.saved.policies, &self.draft.policies, &self.draft.directory)
    }

    /// Makes the draft the saved document. Undo survives.
    ///
    /// # Errors
    /// Hands back the conflicts that stand in the way; nothing is saved.
    pub fn save(&mut self) -> Result<(), Vec<Conflict<PolicyEdit>>> {
        let conflicts = self.conflicts();
        if !conflicts.is_empty() {
            return Err(conflicts);
        }
        self.saved = self.draft.clone();
        Ok(())
    }

    /// Raises the least that the conflicts demand, as one step, and saves.
    ///
    /// # Errors
    /// Says which of the edits was refused; nothing is saved.
    pub fn save_settled(&mut self) -> Result<(), Rejection> {
        let edits = self.conflicts().into_iter().flat_map(|conflict| conflict.settle);
        let commands = edits.map(Command::Policy).collect();
        self.run(&Command::Batch("settle the Invalid Request".to_owned(), commands))?;
        self.save().map_err(|_| Rejection("the request is still invalid".to_owned()))
    }

    /// Goes on from what was kept elsewhere; undo brings back the draft as it was here.
    pub fn reload(&mut self, theirs: Self) {
        self.saved = theirs.saved;
        self.step("reload what another tab has kept".to_owned(), theirs.draft);
    }

    /// Goes back to the saved document, as a step that can be undone.
    pub fn discard(&mut self) {
        if self.is_changed() {
            self.step("discard the draft".to_owned(), self.saved.clone());
        }
    }
}

fn travel(draft: &mut Document, from: &mut Vec<Step>, to: &mut Vec<Step>) -> Option<String> {
    let step = from.pop()?;
    let left = std::mem::replace(draft, step.document);
    to.push(Step { document: left, label: step.label.clone() });
    Some(step.label)
}

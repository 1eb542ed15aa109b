//! THE EDITED THING: a document is a value, cheap to clone; commands make a new one of it; history
//! keeps the old ones. Knows no browser, no clock and no storage.

mod changes;
mod check;
mod command;
mod history;
mod pseudonym;
mod sections;
mod wire;

pub use changes::{changes, changes_up_to};
pub use check::{Check, CheckId, Claim, read_ask, sign_on, texts};
pub use command::{Change, Command};
pub use history::{History, Step};
pub use pseudonym::without_names;
pub use sections::{Section, join};
pub use wire::{read, read_again, to_json, write};

use crate::directory::{Date, Directory, belongs};
use crate::format::{Extra, Finding, Findings, Unread};
use crate::models::{ModelKind, Policies};
use crate::shared::Shared;
use crate::verdict::{Address, Names};

/// A whole configuration: who there is, what each model permits, and what is expected of it.
#[derive(Clone, Debug, Default)]
pub struct Document {
    /// Its id; empty for a file that has none yet.
    pub id: String,
    /// Its title.
    pub title: String,
    /// The day of every question that names none.
    pub as_of: Option<Date>,
    /// Who there is.
    pub directory: Directory,
    /// What is permitted.
    pub policies: Policies,
    /// What is expected.
    pub checks: Shared<Checks>,
    /// Sections of models that this version does not know, or could not read.
    pub unknown_models: Extra,
    /// What else the file says.
    pub extra: Extra,
}

/// The expectations, with items of the file that could not be read.
#[derive(Clone, Debug, Default)]
pub struct Checks {
    /// In the file's order.
    pub list: Vec<Check>,
    /// Items that could not be read; they are written back.
    pub unread: Unread,
}

impl Document {
    /// Whether both are the same, by identity of what they are made of. Equal contents that were
    /// built apart count as different.
    pub fn same(&self, other: &Self) -> bool {
        self.id == other.id
            && self.title == other.title
            && self.as_of == other.as_of
            && self.directory.same(&other.directory)
            && ModelKind::ALL.iter().all(|kind| self.policies.same(&other.policies, *kind))
            && self.checks == other.checks
    }

    /// The model that it uses: of those in which anything is said the one that most checks ask, else
    /// the first.
    pub fn uses(&self) -> Option<ModelKind> {
        let asks = |kind: &ModelKind| {
            let checks = self.checks.list.iter();
            checks.filter(|check| check.claim.model() == Some(kind.key())).count()
        };
        let used = ModelKind::ALL.iter().filter(|kind| !self.policies.is_blank(**kind));
        // The last of equals is taken, so the other way round.
        used.rev().max_by_key(|kind| asks(kind)).copied()
    }

    /// What is wrong or doubtful in it, beyond what reading found.
    pub fn findings(&self) -> Vec<Finding> {
        self.doubts().into_list()
    }

    /// The same, to be put behind what reading found.
    fn doubts(&self) -> Findings {
        let mut findings = self.directory.findings();
        findings.append(self.policies.findings(&self.directory));
        findings
    }
}

impl Names for Document {
    fn name(&self, address: &Address) -> Option<String> {
        match address {
            Address::Principal(who) => self.directory.has(who).then(|| self.directory.name(who)),
            Address::Membership(user, of) => {
                let user = self.directory.users.get(user)?;
                belongs(user, of).then(|| self.directory.name(of))
            }
            Address::Licence(name) => self.directory.licences.contains(name).then(|| name.clone()),
            Address::Policy { model, part, keys } => self.policies.name(model, part, keys),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::examples;

    #[track_caller]
    fn check(text: &str, uses: Option<ModelKind>) {
        let (document, _) = read(text.as_bytes()).unwrap();
        assert_eq!(document.uses(), uses);
    }

    #[test]
    fn each_example_opens_on_the_model_it_is_about() {
        let expected = [
            ("school-office", ModelKind::Processes),
            ("childrens-services", ModelKind::Acl),
            ("sports-club", ModelKind::Resources),
            ("training-provider", ModelKind::Features),
            ("youth-service", ModelKind::Attributes),
        ];
        assert_eq!(expected.len(), examples::ALL.len());
        for (slug, kind) in expected {
            check(examples::find(slug).unwrap().text, Some(kind));
        }
    }

    #[test]
    fn of_several_models_the_one_that_is_asked_most() {
        let file = |models: &str, checks: &str| {
            format!(
                r#"{{"format":"whocan","version":1,"models":{{{models}}},"checks":[{checks}]}}"#
            )
        };
        let both = r#""processes":{"systemAdmins":["u"]},"acl":{"records":[{"id":"r","name":"R","type":"Risks"}]}"#;
        let ask = r#"{"id":"c","ask":{"model":"acl"},"expect":"x"}"#;
        check(&file(both, ""), Some(ModelKind::Processes));
        check(&file(both, ask), Some(ModelKind::Acl));
        check(&file("", ask), None);
        check(&file(r#""acl":{}"#, ""), None);
    }
}

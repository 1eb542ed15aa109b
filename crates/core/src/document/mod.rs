//! THE EDITED THING: a document is a value, cheap to clone; commands make a new one of it; history
//! keeps the old ones. Knows no browser, no clock and no storage.

mod changes;
mod check;
mod codec;
mod command;
mod history;
mod pseudonym;
mod sections;

pub use changes::{changes, changes_up_to};
pub use check::{Check, CheckEdit, CheckId, Claim, Demand, Rule, read_ask, sign_on, texts};
pub use codec::{read, to_json, write};
pub(crate) use codec::{read_again, read_json};
pub use command::Command;
pub use history::{History, Step};
pub use pseudonym::without_names;
pub use sections::{Section, join};

use crate::directory::{AsOf, Date, Directory, Leaning, Roster, Unreadable, belongs};
use crate::format::{Extra, Finding, Findings, Unread};
use crate::models::{ModelKind, Policies};
use crate::shared::{Adopt, Adopted, Shared};
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
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Checks {
    /// In the file's order.
    pub list: Vec<Check>,
    /// Items that could not be read; they are written back.
    pub unread: Unread,
}

impl Adopt for Checks {
    fn adopt(&mut self, from: &Self) -> Adopted {
        Adopted::plainly(self, from)
    }
}

impl Document {
    /// Whether both are the same, by identity of what they are made of. Equal contents that were
    /// built apart count as different.
    pub fn same(&self, other: &Self) -> bool {
        self.id == other.id
            && self.title == other.title
            && self.day() == other.day()
            && self.directory.same(&other.directory)
            && ModelKind::ALL.iter().all(|kind| self.policies.same(&other.policies, *kind))
            && self.checks == other.checks
    }

    /// Takes over from another document whatever says the same there, so that [`Document::same`] and
    /// every other comparison by identity tell what differs: whether both were read, edited back or
    /// replaced. What is as it was in `known` was looked at before.
    pub fn adopt(&mut self, from: &Self, known: Option<&Self>) {
        let is_known = |section: Section, document: &Self| {
            known.is_some_and(|known| section.same(known, document))
        };
        if !is_known(Section::Directory, self) {
            self.directory.adopt(&from.directory);
        }
        for kind in ModelKind::ALL {
            if !is_known(Section::Model(*kind), self) {
                self.policies.adopt(&from.policies, *kind);
            }
        }
        if !is_known(Section::Checks, self) {
            self.checks.adopt(&from.checks);
        }
    }

    /// The day of questions that name none.
    pub fn day(&self) -> AsOf {
        let any_day = self.any_day().then_some(self.directory.leaning);
        AsOf { day: self.as_of, any_day }
    }

    /// Whether the file has such a day and it could not be read.
    fn any_day(&self) -> bool {
        self.as_of.is_none() && self.extra.get("asOf").is_some()
    }

    /// The document with all that could not be read taken as generously as can be; none where nothing
    /// of it leaves a doubt. `roster` is its own. What is as it was in `previous` is taken over from
    /// what came of that.
    pub fn generous(
        &self,
        roster: &Roster,
        previous: Option<(&Self, Option<&Self>)>,
    ) -> Option<Self> {
        let previous = previous.filter(|(old, _)| old.directory.same(&self.directory));
        let known = previous.map(|(old, it)| (&old.policies, it.map(|it| &it.policies)));
        let policies = self.policies.generous(&self.directory, known);
        let directory = self.directory.generous(roster);
        if policies.is_none() && directory.is_none() && !self.any_day() {
            return None;
        }
        let directory = Directory { leaning: Leaning::Generous, ..self.directory.clone() };
        let policies = policies.unwrap_or_else(|| self.policies.clone());
        Some(Self { directory, policies, ..self.clone() })
    }

    /// The places of the file that could not be read and that decisions of a model can hang on.
    pub fn unreadable(&self, kind: ModelKind) -> Vec<Unreadable> {
        let mut found = self.policies.unreadable(kind, &self.directory);
        found.extend(self.directory.unreadable());
        if self.any_day() && kind.info().reads.on {
            found.push(Unreadable::new("$.asOf", []));
        }
        found
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

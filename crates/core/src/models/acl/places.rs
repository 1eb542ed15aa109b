//! The places that explanations and changes cite: what they are called, and where they are shown.

use super::policy::{Owner, Policy};
use crate::model::{self, Place};

impl model::Policy for Policy {
    fn name(&self, part: &str, keys: &[String]) -> Option<String> {
        let list = |owner: &str| {
            let own = self.list(&Owner::Record(owner.into()));
            own.or_else(|| self.list(&Owner::Team(owner.into())))
        };
        match (part, keys) {
            ("records", [id]) => self.records.find(id).map(|record| record.name.clone()),
            ("lists", [id]) => list(id).map(|_| "list".to_owned()),
            ("teamDefaults", [team]) => list(team).map(|_| "default list".to_owned()),
            ("members", [owner, who]) => list(owner)?.member(who).map(|row| row.who.to_string()),
            _ => None,
        }
    }

    fn place(&self, part: &str, keys: &[String]) -> Option<Place> {
        match (part, keys) {
            ("records" | "lists", [id]) => self
                .records
                .find(id)
                .map(|record| Place::Editor(vec!["record".to_owned(), record.id.to_string()])),
            ("teamDefaults", [team]) => Some(Place::Editor(vec!["team".to_owned(), team.clone()])),
            ("members", [owner, who]) => {
                let part = if self.records.find(owner).is_some() { "record" } else { "team" };
                Some(Place::Editor(vec![part.to_owned(), owner.clone(), who.clone()]))
            }
            _ => None,
        }
    }
}

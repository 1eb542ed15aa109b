//! The places that explanations and changes cite: what they are called, and where they are shown.

use super::policy::Policy;
use crate::model::{self, Place};

impl model::Policy for Policy {
    fn name(&self, part: &str, keys: &[String]) -> Option<String> {
        match (part, keys) {
            ("catalogue", [id]) => self.catalogue.name_of(id),
            ("ticks", [_, id]) => {
                self.catalogue.item(&id.as_str().into()).map(|attribute| attribute.name.clone())
            }
            ("reports", [id] | [id, _]) => self.reports.find(id).map(|report| report.name.clone()),
            ("services", [user]) => {
                let known = self.services.contains_key(user.as_str());
                (known || self.services_unread()).then(|| "services".to_owned())
            }
            _ => None,
        }
    }

    fn place(&self, part: &str, keys: &[String]) -> Option<Place> {
        match (part, keys) {
            ("catalogue", [id]) if self.catalogue.item(&id.as_str().into()).is_some() => {
                Some(Place::Target { key: id.clone(), steps: vec![id.clone()] })
            }
            ("catalogue", [id]) => Some(Place::Editor(vec!["catalogue".to_owned(), id.clone()])),
            ("ticks", [group, id]) => Some(Place::Overview(id.clone(), group.clone())),
            ("reports", [id] | [id, _]) => {
                Some(Place::Editor(vec!["reports".to_owned(), id.clone()]))
            }
            ("services", [user]) => Some(Place::Editor(vec!["services".to_owned(), user.clone()])),
            _ => None,
        }
    }
}

//! The places that explanations and changes cite: what they are called, and where they are shown.

use super::policy::Policy;
use crate::directory::GroupId;
use crate::model::{self, Place};

impl model::Policy for Policy {
    fn name(&self, part: &str, keys: &[String]) -> Option<String> {
        let [id] = keys else { return None };
        match part {
            "items" => self.resources.find(id).map(|it| it.name.clone()),
            "people" => self.people.find(id).map(|it| it.name.clone()),
            "requirements" => self.requirements.find(id).map(|it| it.name.clone()),
            "entries" => self.entries.find(id).map(|_| "entry".to_owned()),
            "admins" => self.admins.contains(id.as_str()).then(|| "admin account".to_owned()),
            _ => None,
        }
    }

    fn place(&self, part: &str, keys: &[String]) -> Option<Place> {
        let [id] = keys else { return None };
        match part {
            "items" => {
                let resource = self.resources.find(id)?;
                Some(Place::Editor(vec!["resource".to_owned(), resource.id.to_string()]))
            }
            "people" | "requirements" => Some(Place::Editor(vec![part.to_owned(), id.clone()])),
            "entries" => {
                let entry = self.entries.find(id)?;
                Some(Place::Overview(entry.on.to_string(), entry.who.to_string()))
            }
            "admins" => Some(Place::Editor(vec!["groups".to_owned(), id.clone()])),
            _ => None,
        }
    }

    fn joined_by_new_users(&self) -> Vec<GroupId> {
        // R16
        self.new_user_groups.iter().cloned().collect()
    }
}

//! The places that explanations and changes cite: what they are called, and where they are shown.

use super::policy::Policy;
use crate::model::{self, Place};

impl model::Policy for Policy {
    fn name(&self, part: &str, keys: &[String]) -> Option<String> {
        match (part, keys) {
            ("catalogue", [id]) => self.catalogue.name_of(id),
            ("levels" | "secured", [_, id]) => {
                self.catalogue.item(&id.as_str().into()).map(|process| process.name.clone())
            }
            ("systemAdmins", [user]) => {
                self.system_admins.contains(user.as_str()).then(|| "System Admin".to_owned())
            }
            _ => None,
        }
    }

    fn place(&self, part: &str, keys: &[String]) -> Option<Place> {
        match (part, keys) {
            ("catalogue", [id]) => {
                let (main, _) = self.catalogue.with_heading(&id.as_str().into())?;
                let steps = vec![main.id.to_string(), id.clone()];
                Some(Place::Target { key: id.clone(), steps })
            }
            ("levels", [group, id]) => Some(Place::Overview(id.clone(), group.clone())),
            ("secured", [group, id]) => {
                let (main, _) = self.catalogue.with_heading(&id.as_str().into())?;
                let level = self.secured_level(&group.as_str().into(), &id.as_str().into());
                let main = main.id.to_string();
                Some(Place::Editor(vec![group.clone(), main, id.clone(), level.name().to_owned()]))
            }
            // The editor lists them, whichever group is selected.
            ("systemAdmins", [_]) => Some(Place::Editor(Vec::new())),
            _ => None,
        }
    }
}

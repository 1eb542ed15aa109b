//! The places that explanations and changes cite: what they are called, and where they are shown.

use super::policy::Policy;
use crate::directory::Id;
use crate::model::{self, Place};

impl model::Policy for Policy {
    fn name(&self, part: &str, keys: &[String]) -> Option<String> {
        let feature = |id: &str| self.feature(&Id::new(id));
        match (part, keys) {
            ("features", [id]) => feature(id).map(|feature| feature.name.clone()),
            ("defaults", [id]) => feature(id).map(|it| self.default_of(&it.id).name().to_owned()),
            ("licences", [id]) => feature(id).map(|it| self.licence(it).to_owned()),
            ("entries", [who, id]) => {
                feature(id).map(|it| self.entry(who, &it.id).value.name().to_owned())
            }
            _ => None,
        }
    }

    fn place(&self, part: &str, keys: &[String]) -> Option<Place> {
        match (part, keys) {
            ("features" | "defaults" | "licences", [id]) => {
                let kind = self.feature(&Id::new(id))?.kind.name().to_owned();
                Some(Place::Target { key: id.clone(), steps: vec![kind, id.clone()] })
            }
            ("entries", [who, id]) => Some(Place::Overview(id.clone(), who.clone())),
            _ => None,
        }
    }
}

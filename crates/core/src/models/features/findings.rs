//! What is wrong or doubtful in the policy, with its place in the file.

use super::policy::{Feature, FeatureId, Kind, Policy, Ticked, Visibility};
use crate::directory::{Directory, Principal};
use crate::format::{Guess, Otherwise, Reader, clip};
use crate::model::Validate;

impl Validate for Policy {
    fn validate(&self, here: &Reader<'_>, directory: &Directory) {
        let features = Guess::among(self.features().map(|feature| feature.id.as_str()));
        let look = Look { policy: self, features, people: directory.guess() };
        let at = here.at("licences");
        for id in self.licences.keys() {
            look.feature(&at.at(id.as_str()), id);
        }
        look.at_defaults(&here.at("defaults"));
        look.at_entries(&here.at("entries"), directory);
    }
}

struct Look<'a> {
    policy: &'a Policy,
    features: Guess<'a>,
    people: Guess<'a>,
}

impl<'a> Look<'a> {
    fn at_defaults(&self, here: &Reader<'_>) {
        let all = self.policy.defaults.iter();
        for (id, value) in all.filter(|(id, _)| !self.policy.default_unread(id)) {
            let here = here.at(id.as_str());
            if let Some(feature) = self.feature(&here, id) {
                of_value(&here, feature, *value);
            }
        }
    }

    fn at_entries(&self, here: &Reader<'_>, directory: &Directory) {
        for (who, row) in self.policy.entries.iter() {
            let here = here.at(who.as_str());
            let principal = directory.principal(who.as_str());
            let of_group = matches!(principal, Some(Principal::Group(_)));
            if !matches!(principal, Some(Principal::User(_) | Principal::Group(_))) {
                let message = format!("`{}` is no user or group", clip(who.as_str()));
                here.unknown(message, who.as_str(), &self.people, Otherwise::Kept);
            }
            for (id, cell) in &row.cells {
                let here = here.at(id.as_str());
                let Some(feature) = self.feature(&here, id) else { continue };
                if cell.entry.is == Ticked::Unset || cell.unread.is_some() {
                    continue;
                }
                of_value(&here, feature, cell.entry.value);
                // R5
                if of_group && feature.kind == Kind::Centres {
                    let name = clip(&feature.name);
                    let message = format!("groups do not count on the centre `{name}`");
                    let help = "set it for the users instead, or take the tick away";
                    here.warning("no-effect", message, help);
                }
            }
        }
    }

    /// The feature that a place of the file speaks of, or a finding.
    fn feature(&self, here: &Reader<'_>, id: &FeatureId) -> Option<&'a Feature> {
        let feature = self.policy.feature(id);
        if feature.is_none() {
            let message = format!("there is no feature `{}`", clip(id.as_str()));
            here.unknown(message, id.as_str(), &self.features, Otherwise::Kept);
        }
        feature.map(|feature| &**feature)
    }
}

// R8: what a kind does not offer counts as Hidden, and is said.
fn of_value(here: &Reader<'_>, feature: &Feature, value: Visibility) {
    if feature.kind.offers().contains(&value) {
        return;
    }
    let (name, kind) = (clip(&feature.name), feature.kind.name());
    let message = format!("`{name}` cannot be {}: {kind} do not offer that", value.name());
    here.warning("not-for-kind", message, "it counts as Hidden; set it to Visible or Hidden");
}

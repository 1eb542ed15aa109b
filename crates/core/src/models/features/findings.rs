//! What is wrong or doubtful in the policy, with its place in the file.

use super::policy::{Feature, FeatureId, Kind, Policy, Ticked, Visibility};
use crate::directory::{Directory, Principal};
use crate::format::{Code, Finding, Findings, Guess, Severity, clip, path_to};
use crate::model::Validate;

const KEPT: &str = "it is kept in the file and counts for nothing";

impl Validate for Policy {
    fn findings(&self, directory: &Directory) -> Findings {
        findings(self, directory)
    }
}

pub(super) fn findings(policy: &Policy, directory: &Directory) -> Findings {
    let features = Guess::among(policy.features().map(|feature| feature.id.as_str()));
    let mut found = Found { policy, features, list: Findings::new() };
    let people = directory.guess();
    for id in policy.licences.keys() {
        found.feature(&["licences", id.as_str()], id);
    }
    for (id, value) in policy.defaults.iter() {
        let path = ["defaults", id.as_str()];
        if policy.default_unread(id) {
            continue;
        }
        if let Some(feature) = found.feature(&path, id) {
            found.value(&path, feature, *value);
        }
    }
    for (who, row) in policy.entries.iter() {
        let principal = directory.principal(who.as_str());
        let of_group = matches!(principal, Some(Principal::Group(_)));
        if !matches!(principal, Some(Principal::User(_) | Principal::Group(_))) {
            let message = format!("`{}` is no user or group", clip(who.as_str()));
            let path = ["entries", who.as_str()];
            let help = people.help(who.as_str(), KEPT);
            found.report(&path, Severity::Error, "unknown-reference", message, &help);
        }
        for (id, cell) in &row.cells {
            let path = ["entries", who.as_str(), id.as_str()];
            let Some(feature) = found.feature(&path, id) else { continue };
            if cell.entry.is == Ticked::Unset || cell.unread.is_some() {
                continue;
            }
            found.value(&path, feature, cell.entry.value);
            // R5
            if of_group && feature.kind == Kind::Centres {
                let message = format!("a group has no say in the centre `{}`", clip(&feature.name));
                let help = "set it for the users instead, or take the tick away";
                found.report(&path, Severity::Warning, "no-effect", message, help);
            }
        }
    }
    found.list
}

struct Found<'a> {
    policy: &'a Policy,
    features: Guess<'a>,
    list: Findings,
}

impl<'a> Found<'a> {
    fn report(
        &mut self,
        path: &[&str],
        severity: Severity,
        code: Code,
        message: String,
        help: &str,
    ) {
        let path = path_to(&[&["models", "features"], path].concat());
        self.list.push(Finding::new(severity, code, path, message, help));
    }

    /// The feature that a place of the file speaks of, or a finding.
    fn feature(&mut self, path: &[&str], id: &FeatureId) -> Option<&'a Feature> {
        let feature = self.policy.feature(id);
        if feature.is_none() {
            let message = format!("there is no feature `{}`", clip(id.as_str()));
            let help = self.features.help(id.as_str(), KEPT);
            self.report(path, Severity::Error, "unknown-reference", message, &help);
        }
        feature.map(|feature| &**feature)
    }

    // R8: what a kind does not offer counts as Hidden, and is said.
    fn value(&mut self, path: &[&str], feature: &Feature, value: Visibility) {
        if feature.kind.offers().contains(&value) {
            return;
        }
        let (name, kind) = (clip(&feature.name), feature.kind.name());
        let message = format!("`{name}` cannot be {}: {kind} do not offer that", value.name());
        let help = "it counts as Hidden; set it to Visible or Hidden";
        self.report(path, Severity::Warning, "not-for-kind", message, help);
    }
}

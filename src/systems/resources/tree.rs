//! The rows of the resources as a tree: a row for each type, its resources behind it, org units
//! below one another.

use crate::grid::Head;
use whocan_core::models::resources::VisibleResources;
use whocan_core::models::resources::policy::{Policy, Resource, ResourceType};
use whocan_core::shared::Shared;

/// What a row stands for.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Row {
    /// All resources of a type.
    Type(ResourceType),
    /// One resource.
    Resource(Shared<Resource>),
}

/// What the key of the row of a type begins with.
pub(super) const TYPE: &str = "type:";

/// What is said of such a row in place of an outcome: it has the defaults of groups.
pub(super) const DEFAULTS: &str = "A default on resources of this type that are added later: nobody has it on those that are there.";

/// The key of the row of a type.
pub(super) fn type_key(kind: ResourceType) -> String {
    format!("{TYPE}{}", kind.name())
}

/// The rows with their heads; only those that are seen, where something is not. What stands below one
/// that is not stands in its place.
pub(super) fn rows(policy: &Policy, seen: Option<&VisibleResources>) -> Vec<(Head, Row)> {
    let is_seen = |at: usize| seen.is_none_or(|seen| seen.resource(at));
    let parents = policy.parents();
    let parents = seen.map_or(parents.clone(), |seen| seen.parents(&parents));
    let mut below: Vec<Vec<usize>> = vec![Vec::new(); parents.len()];
    for (at, parent) in parents.iter().enumerate().filter(|(at, _)| is_seen(*at)) {
        if let Some(list) = parent.and_then(|parent| below.get_mut(parent as usize)) {
            list.push(at);
        }
    }
    let mut found = Vec::new();
    for kind in ResourceType::ALL {
        let mut tops = Vec::new();
        for (at, resource) in policy.resources.iter().enumerate() {
            if resource.kind == kind && parents.get(at) == Some(&None) && is_seen(at) {
                tops.push((at, 1));
            }
        }
        let head = Head::new(type_key(kind), kind.name()).marked("default on new ones");
        let head = if tops.is_empty() { head } else { head.parent() };
        found.push((head, Row::Type(kind)));
        tops.reverse();
        while let Some((at, depth)) = tops.pop() {
            let Some(resource) = policy.resources.nth(at) else { continue };
            let children = below.get(at).map(Vec::as_slice).unwrap_or_default();
            let head = Head::new(&resource.id, resource.name.clone()).at_depth(depth);
            let head = if children.is_empty() { head } else { head.parent() };
            found.push((head, Row::Resource(resource.clone())));
            tops.extend(children.iter().rev().map(|child| (*child, depth + 1)));
        }
    }
    found
}

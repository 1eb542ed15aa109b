//! The screens of Resource Access: the resources as a tree with their permissions, the people and
//! requirements that belong to them, groups and accounts; and all entries on one grid.

mod dialogs;
mod editor;
mod entries;
mod everyone;
mod fields;
mod groups;
mod log;
mod matrix;
mod nodes;
mod overview;
mod page;
mod people;
mod requirements;
mod resource;
mod table;
mod tree;
mod tree_pane;

use std::sync::Arc;

use leptos::prelude::*;

use self::editor::ResourcesEditor;
use crate::grid::AnySource;
use crate::state::context::{Apart, ModelView, SystemContext};
use whocan_core::models::resources::policy::ResourceId;
use whocan_core::models::resources::{Resources, Target};

/// A resource, as questions name it.
fn resource_target(id: &ResourceId) -> Target {
    Target::Resource(id.clone())
}

impl ModelView for Resources {
    fn editor(system: SystemContext<Self>) -> AnyView {
        view! { <ResourcesEditor system /> }.into_any()
    }

    fn overview(system: SystemContext<Self>) -> AnyView {
        overview::overview(system)
    }

    fn source(system: SystemContext<Self>) -> Arc<dyn AnySource> {
        overview::source(system)
    }

    fn apart(focus: &[String]) -> Option<Apart> {
        let is_type = focus.iter().any(|step| step.starts_with(tree::TYPE));
        is_type.then_some(Apart::Row(tree::DEFAULTS))
    }
}

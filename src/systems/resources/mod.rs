//! The screens of Resource Access: the resources with their permissions, the people and requirements
//! that belong to them, groups and accounts, what one person sees; and all entries on one grid.

mod classified;
mod editor;
mod entries;
mod groups;
mod matrix;
mod overview;
mod permissions;
mod person;
mod resource;
mod tree;
mod tree_pane;

use std::sync::Arc;

use leptos::prelude::AnyView;

use crate::grid::AnySource;
use crate::ui::context::{ModelView, SystemContext};
use whocan_core::models::resources::Resources;

impl ModelView for Resources {
    fn editor(system: SystemContext<Self>) -> AnyView {
        editor::editor(system)
    }

    fn overview(system: SystemContext<Self>) -> AnyView {
        overview::overview(system)
    }

    fn source(system: SystemContext<Self>) -> Arc<dyn AnySource> {
        overview::source(system)
    }
}

//! The screens of User Group Processes: the editor as its users know it, and everything on one grid.

mod admins;
mod catalogue;
mod editor;
mod group;
mod levels;
mod needs;
mod overview;
mod sheet;

use std::sync::Arc;

use leptos::prelude::AnyView;

use crate::grid::AnySource;
use crate::ui::context::{ModelView, SystemContext};
use whocan_core::models::processes::Processes;

impl ModelView for Processes {
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

//! The screens of User Group Processes: the editor as its users know it, and everything on one grid.

mod admins;
mod catalogue;
mod cells;
mod editor;
mod groups;
mod levels;
mod levels_pane;
mod mains;
mod needs;
mod overview;
mod page;
mod reach;
mod secured;
mod sheet;

use std::sync::Arc;

use leptos::prelude::*;

use self::editor::ProcessesEditor;
use crate::grid::AnySource;
use crate::state::context::{ModelView, SystemContext};
use whocan_core::models::processes::Processes;

impl ModelView for Processes {
    fn editor(system: SystemContext<Self>) -> AnyView {
        view! { <ProcessesEditor system /> }.into_any()
    }

    fn overview(system: SystemContext<Self>) -> AnyView {
        overview::overview(system)
    }

    fn source(system: SystemContext<Self>) -> Arc<dyn AnySource> {
        overview::source(system)
    }
}

//! The screens of Feature Permissions: the editor as its users know it, by person or group and by
//! item; and everything on one grid.

mod detail;
mod editor;
mod group;
mod licences;
mod list;
mod overview;
mod restart;
mod sheet;
mod subjects;
mod table;
mod words;

use std::sync::Arc;

use leptos::prelude::AnyView;

use crate::grid::AnySource;
use crate::ui::context::{ModelView, SystemContext};
use whocan_core::models::features::Features;

impl ModelView for Features {
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

//! The screens of Feature Permissions: the editor as its users know it, by person or group and by
//! item; and everything on one grid.

mod cases;
mod commands;
mod dialogs;
mod editor;
mod item;
mod kinds;
mod list;
mod overview;
mod page;
mod pane;
mod restart;
mod row;
mod sections;
mod words;

use std::sync::Arc;

use leptos::prelude::*;

use self::editor::FeaturesEditor;
use crate::grid::AnySource;
use crate::state::context::{ModelView, SystemContext};
use whocan_core::models::features::Features;

impl ModelView for Features {
    fn editor(system: SystemContext<Self>) -> AnyView {
        view! { <FeaturesEditor system /> }.into_any()
    }

    fn overview(system: SystemContext<Self>) -> AnyView {
        overview::overview(system)
    }

    fn source(system: SystemContext<Self>) -> Arc<dyn AnySource> {
        overview::source(system)
    }
}

//! The screens of Security Permissions: one security group as a form, what a person would see, the
//! reports, the services, the catalogue; and all groups side by side on one grid.

mod catalogue;
mod editor;
mod faces;
mod fields;
mod form;
mod gates;
mod lines;
mod mock;
mod overview;
mod reports;
mod see;
mod services;
mod words;

use std::sync::Arc;

use leptos::prelude::AnyView;

use crate::grid::AnySource;
use crate::ui::context::{ModelView, SystemContext};
use whocan_core::models::attributes::Attributes;

impl ModelView for Attributes {
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

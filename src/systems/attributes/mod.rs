//! The screens of Security Permissions: one security group as a form, what a person would see, the
//! reports, the services, the catalogue; and all groups side by side on one grid.

mod attribute;
mod catalogue;
mod dialogs;
mod editor;
mod faces;
mod fields;
mod form;
mod gates;
mod outline;
mod overview;
mod page;
mod reports;
mod row;
mod sections;
mod see;
mod services;
mod window;
mod words;

use std::sync::Arc;

use leptos::prelude::*;

use self::editor::AttributesEditor;
use crate::grid::AnySource;
use crate::state::context::{Apart, ModelView, SystemContext};
use whocan_core::models::attributes::Attributes;

impl ModelView for Attributes {
    fn editor(system: SystemContext<Self>) -> AnyView {
        view! { <AttributesEditor system /> }.into_any()
    }

    fn overview(system: SystemContext<Self>) -> AnyView {
        overview::overview(system)
    }

    fn source(system: SystemContext<Self>) -> Arc<dyn AnySource> {
        overview::source(system)
    }

    fn apart(focus: &[String]) -> Option<Apart> {
        page::Part::of(focus).is_of_nobody().then_some(Apart::Part)
    }
}

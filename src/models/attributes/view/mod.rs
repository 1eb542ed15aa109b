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

use leptos::prelude::AnyView;

use super::Attributes;
use crate::ui::port::{ModelView, Port};

impl ModelView for Attributes {
    fn editor(port: Port<Self>) -> AnyView {
        editor::editor(port)
    }

    fn overview(port: Port<Self>) -> AnyView {
        overview::overview(port)
    }
}

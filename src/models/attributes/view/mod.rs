//! The screens of Security Permissions.

mod fields;
mod overview;
mod words;

use leptos::prelude::AnyView;

use super::Attributes;
use crate::ui::port::{ModelView, Port};

impl ModelView for Attributes {
    fn editor(port: Port<Self>) -> AnyView {
        overview::overview(port)
    }

    fn overview(port: Port<Self>) -> AnyView {
        overview::overview(port)
    }
}

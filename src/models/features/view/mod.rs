//! The screens of Feature Permissions: the editor as its users know it, and everything on one grid.

mod overview;
mod words;

use leptos::prelude::AnyView;

use super::Features;
use crate::ui::port::{ModelView, Port};

impl ModelView for Features {
    fn editor(port: Port<Self>) -> AnyView {
        overview::overview(port)
    }

    fn overview(port: Port<Self>) -> AnyView {
        overview::overview(port)
    }
}

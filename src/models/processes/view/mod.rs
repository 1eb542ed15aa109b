//! The screens of User Group Processes: the editor as its users know it, and everything on one grid.

mod admins;
mod catalogue;
mod editor;
mod group;
mod levels;
mod needs;
mod overview;
mod sheet;

use leptos::prelude::AnyView;

use super::Processes;
use crate::ui::port::{ModelView, Port};

impl ModelView for Processes {
    fn editor(port: Port<Self>) -> AnyView {
        editor::editor(port)
    }

    fn overview(port: Port<Self>) -> AnyView {
        overview::overview(port)
    }
}

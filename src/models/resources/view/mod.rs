//! The screens of Resource Access: the resources with their permissions, the people and requirements
//! that belong to them, groups and accounts, what one person sees; and all entries on one grid.

mod classified;
mod editor;
mod entries;
mod groups;
mod matrix;
mod overview;
mod permissions;
mod person;
mod resource;
mod resources;
mod tree;

use leptos::prelude::AnyView;

use super::Resources;
use crate::ui::port::{ModelView, Port};

impl ModelView for Resources {
    fn editor(port: Port<Self>) -> AnyView {
        editor::editor(port)
    }

    fn overview(port: Port<Self>) -> AnyView {
        overview::overview(port)
    }
}

//! The screens of Resource Access.

use leptos::prelude::AnyView;

use super::Resources;
use crate::ui::kit::tag::Piece;
use crate::ui::kit::tag::tag;
use crate::ui::port::{ModelView, Port};

impl ModelView for Resources {
    fn editor(_: Port<Self>) -> AnyView {
        tag("p").any()
    }

    fn overview(_: Port<Self>) -> AnyView {
        tag("p").any()
    }
}

//! The screens of Access Control Lists: the records with the dialog that sets their lists, the
//! defaults of service teams, the scenarios; and all rows of all lists on one grid.

mod dialog;
mod editor;
mod members;
mod overview;
mod record;
mod records;
mod scenarios;
mod teams;
mod words;

use std::sync::Arc;

use leptos::prelude::AnyView;

use crate::grid::AnySource;
use crate::ui::context::{ModelView, SystemContext};
use whocan_core::models::acl::Acl;

impl ModelView for Acl {
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

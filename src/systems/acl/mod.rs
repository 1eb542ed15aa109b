//! The screens of Access Control Lists: the records with their lists, the defaults of service teams, the
//! scenarios; and all rows of all lists on one grid.

mod before;
mod dialogs;
mod editor;
mod favour;
mod items;
mod members;
mod outcomes;
mod overview;
mod page;
mod people;
mod record;
mod records;
mod scenarios;
mod sheet;
mod teams;
mod words;

use std::sync::Arc;

use leptos::prelude::*;

use self::editor::AclEditor;
use crate::grid::AnySource;
use crate::state::context::{ModelView, SystemContext};
use whocan_core::models::acl::Acl;

impl ModelView for Acl {
    fn editor(system: SystemContext<Self>) -> AnyView {
        view! { <AclEditor system /> }.into_any()
    }

    fn overview(system: SystemContext<Self>) -> AnyView {
        overview::overview(system)
    }

    fn source(system: SystemContext<Self>) -> Arc<dyn AnySource> {
        overview::source(system)
    }
}

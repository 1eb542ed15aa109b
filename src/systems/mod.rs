//! THE REGISTRY OF SCREENS: a folder per model and a line each, as the core's registry has its rules. A
//! model's screens are pages: they use the components, the grid, the session and what their
//! [`SystemContext`] hands them, never one another.

pub mod crumbs;
pub mod date_field;
pub mod grid_page;

use std::sync::Arc;

use whocan_core::models::{Acl, Attributes, Features, ModelKind, PolicyEdit, Processes, Resources};

use crate::grid::AnySource;
use crate::state::context::{Apart, AppContext, ModelView, SystemContext, View};

macro_rules! systems {
    ($($variant:ident in $module:ident),+ $(,)?) => {
        $(mod $module;)+

        /// The editor of a model.
        pub fn editor(kind: ModelKind, context: AppContext) -> View {
            match kind {
                $(ModelKind::$variant => $variant::editor(SystemContext::new(
                    context,
                    |policies| &policies.$module,
                    |indexes| &indexes.$module,
                    PolicyEdit::$variant,
                )),)+
            }
        }

        /// The policy of a model as it is now, for a table that is to be pasted into it.
        pub fn source(kind: ModelKind, context: AppContext) -> Arc<dyn AnySource> {
            match kind {
                $(ModelKind::$variant => $variant::source(SystemContext::new(
                    context,
                    |policies| &policies.$module,
                    |indexes| &indexes.$module,
                    PolicyEdit::$variant,
                )),)+
            }
        }

        /// What a place of a model's screens is in place of somebody's access to something; none where
        /// it is that.
        pub fn apart(kind: ModelKind, focus: &[String]) -> Option<Apart> {
            match kind {
                $(ModelKind::$variant => <$variant as ModelView>::apart(focus),)+
            }
        }

        /// The policy of a model on one grid.
        pub fn overview(kind: ModelKind, context: AppContext) -> View {
            match kind {
                $(ModelKind::$variant => $variant::overview(SystemContext::new(
                    context,
                    |policies| &policies.$module,
                    |indexes| &indexes.$module,
                    PolicyEdit::$variant,
                )),)+
            }
        }
    };
}

systems! {
    Processes in processes,
    Acl in acl,
    Attributes in attributes,
    Resources in resources,
    Features in features,
}

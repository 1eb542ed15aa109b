//! The first screen: what this browser keeps, the examples with a question each, and how to begin
//! something else.

mod examples;
mod head;
mod recents;
mod rename;

pub(super) use self::examples::example_of;

use leptos::prelude::*;

use self::examples::Examples;
use self::head::{BrandBar, Head};
use self::recents::Recents;
use self::rename::Rename;
use crate::components::{Icon, Symbol};
use crate::state::{Recent, use_session};

/// See the module.
#[component]
pub fn Start() -> AnyView {
    let session = use_session();
    let renaming = RwSignal::new(None::<Recent>);
    // Each thing that is worked out is another list, which lacks one less.
    Effect::new(move |_| {
        session.recent().with(|_| ());
        session.complete_recents();
    });
    view! {
        <div class="start">
            <BrandBar />
            <main class="start-page">
                <Head />
                <Recents renaming />
                <Examples />
                <div class="start-foot">
                    <span>
                        <Symbol icon=Icon::Drop />
                        "Drop a .whocan.json file anywhere to open it"
                    </span>
                    <span>
                        <Symbol icon=Icon::Lock />
                        "Works offline. No account, no upload."
                    </span>
                </div>
            </main>
            <Rename renaming />
        </div>
    }
    .into_any()
}

//! What stands above everything: the name of the app with theme and keys, and the two ways to begin.

use leptos::prelude::*;
use web_sys::FileList;

use crate::components::{Button, ButtonKind, ButtonSize, FileButton, Icon, IconButton, Symbol};
use crate::pages::files::{ACCEPTED, offer_files};
use crate::shell::{ThemeMenu, use_shell};
use crate::state::{Action, use_session};

/// The name of the app, and what is the same on every screen.
#[component]
pub(super) fn BrandBar() -> AnyView {
    let (session, shell) = (use_session(), use_shell());
    let keys = move || session.dispatch(Action::ShowKeys);
    view! {
        <header class="brand-bar">
            <span class="brand">
                <span class="brand-mark" aria-hidden="true">
                    <Symbol icon=Icon::Map />
                </span>
                "Whocan"
            </span>
            <span class="brand-tools">
                <ThemeMenu />
                <span class="brand-keys">
                    <IconButton icon=Icon::Keys label="Keys" key="?" on_press=keys />
                </span>
                <IconButton
                    icon=Icon::Info
                    label="About Whocan"
                    on_press=move || shell.show_about()
                />
            </span>
        </header>
    }
    .into_any()
}

/// What the app is for, and how to begin.
#[component]
pub(super) fn Head() -> AnyView {
    let session = use_session();
    let pick = Callback::new(move |list: FileList| offer_files(session, Some(list)));
    view! {
        <div class="start-head">
            <div>
                <h1>"Who can do what, and why?"</h1>
                <p class="start-lead">
                    "Plan a change to permissions and see whom it affects, before you touch the real system."
                </p>
            </div>
            <div class="start-begin">
                <Button
                    size=ButtonSize::Large
                    icon=Icon::Plus
                    on_press=move || session.dispatch(Action::New)
                >
                    "New workspace"
                </Button>
                <FileButton
                    kind=ButtonKind::Primary
                    size=ButtonSize::Large
                    icon=Icon::Folder
                    accept=ACCEPTED
                    on_pick=pick
                >
                    "Open a file"
                </FileButton>
            </div>
        </div>
    }
    .into_any()
}

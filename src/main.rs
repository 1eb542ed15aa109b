//! The page's entry point: mounts the app and nothing else.

use leptos::prelude::*;

fn main() {
    leptos::mount::mount_to_body(|| view! { <h1>"Whocan"</h1> });
}

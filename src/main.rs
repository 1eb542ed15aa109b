//! The page's entry point: brings both copies of what is kept together and mounts the app.

#![expect(
    unreachable_pub,
    reason = "nothing names a program from outside; here `pub` is what a module shows the others"
)]

mod app;
mod components;
mod grid;
mod inspector;
mod pages;
mod platform;
mod shell;
mod state;
mod systems;

use std::panic;

fn main() {
    panic::set_hook(Box::new(|info| {
        // What is in memory may be half of something: nothing more of it is kept. The static page
        // of index.html says the rest.
        crate::platform::storage::stop();
        console_error_panic_hook::hook(info);
    }));
    crate::state::reconcile_copies(|| leptos::mount::mount_to_body(app::App));
}

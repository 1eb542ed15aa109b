//! What a person sees. The components and the kit know no permissions; the screens put the session's
//! state into them. The components take the kit's place, screen by screen.

pub mod components;
pub mod context;
pub mod gallery;
pub mod kit;
pub mod screens;

pub use screens::app;

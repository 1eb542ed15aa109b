//! What a person sees. The kit knows no permissions; the screens put the session's state into it.

pub mod context;
pub mod kit;
pub mod screens;

pub use screens::app;

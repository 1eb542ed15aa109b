//! What a person sees. The kit knows no permissions; the screens put the session's state into it.

pub mod kit;
#[cfg(feature = "ui")]
pub mod port;
#[cfg(feature = "ui")]
pub mod screens;

#[cfg(feature = "ui")]
pub use screens::app;

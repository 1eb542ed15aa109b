//! The components that screens are made of. They know no permissions and no session: each takes data,
//! signals and callbacks, and has one sheet of its own in `style/components`. `#/gallery` shows all of
//! them with all their states.

mod avatar;
mod badge;
mod banner;
mod button;
mod card;
mod chain;
mod checkbox;
mod chip;
mod choice;
mod combobox;
mod dialog;
mod draft_pill;
mod empty_state;
mod flow;
mod icon;
mod icon_button;
mod key_cap;
mod level;
mod list_row;
mod menu;
mod modal;
mod outcome;
mod popup;
mod query_token;
mod search_field;
mod segmented;
mod select;
mod skeleton;
mod table;
mod tabs;
mod tag;
mod text_field;
mod toast;
mod tooltip;
mod tree;
mod unique;

#[cfg(test)]
mod tokens;

pub use avatar::{Avatar, AvatarSize, initials};
pub use badge::{Badge, Mood};
pub use banner::Banner;
pub use button::{Button, ButtonKind, ButtonSize};
pub use card::Card;
pub use chain::{Chain, ChainGroup, ChainPicture, Lane};
pub use checkbox::{Checkbox, Ticked};
pub use chip::Chip;
pub use choice::Choice;
pub use combobox::Combobox;
pub use dialog::Dialog;
pub use draft_pill::DraftPill;
pub use empty_state::EmptyState;
pub use flow::{For, Fresh, Show};
pub use icon::{Icon, Symbol};
pub use icon_button::IconButton;
pub use key_cap::KeyCap;
pub use level::{LetterBoxes, Level, LevelBox, LevelChip, LevelGlyph};
pub use list_row::ListRow;
pub use menu::{Menu, MenuItem};
pub use modal::Modal;
pub use outcome::Outcome;
pub use query_token::{Offer, OfferedChoice, QueryToken, QuestionField, RemovableToken};
pub use search_field::SearchField;
pub use segmented::Segmented;
pub use select::Select;
pub use skeleton::Skeleton;
pub use table::Table;
pub use tabs::{TabItem, TabLinks, Tabs};
pub use tag::Tag;
pub use text_field::TextField;
pub use toast::{ToastRegion, Toasts, use_toasts};
pub use tooltip::Tooltips;
pub use tree::{Reason, Step, Tree};

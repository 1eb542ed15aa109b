//! Badges, tags, chips, the draft pill; levels; avatars, accents, keys; icons.

use leptos::prelude::*;

use super::{Group, Sample};
use crate::components::{
    Avatar, AvatarSize, Badge, Chip, DraftPill, Icon, KeyCap, LetterBoxes, Level, LevelBox,
    LevelChip, MemberChip, Mood, Symbol, Tag,
};

/// What marks something as something.
#[component]
pub(super) fn Marks() -> AnyView {
    view! {
        <Group title="Badges, tags, chips">
            <Badge count=24usize of="people" />
            <Badge count=2usize of="checks fail" mood=Mood::Bad />
            <Badge count=4usize of="changes" mood=Mood::Warn />
            <Badge count=32usize of="checks hold" mood=Mood::Good />
            <Tag text="Team" />
            <Tag text="Inferred" mood=Mood::Warn />
            <Tag text="23 hold" mood=Mood::Good />
            <Tag text="2 fail" mood=Mood::Bad />
            <Tag text="Secured" icon=Icon::Lock />
            <Chip name="Senior Leaders" icon=Icon::Groups />
            <Chip name="Ingrid Solheim" />
            <ul class="directory-chips">
                <MemberChip
                    name="Senior Leaders"
                    href="#/gallery"
                    icon=Icon::Groups
                    remove="Leave Senior Leaders"
                    removable=true
                    on_remove=|| ()
                />
                <MemberChip
                    name="Ingrid Solheim"
                    href="#/gallery"
                    remove="Take Ingrid Solheim out"
                    removable=false
                    on_remove=|| ()
                />
            </ul>
        </Group>
        <Group title="Draft pill">
            <DraftPill changes=4usize gain=7usize lose=7usize href="#/gallery" />
            <DraftPill changes=1usize gain=1usize lose=0usize href="#/gallery" />
        </Group>
        <Group title="Avatar, accent, key">
            <Avatar name="Ingrid Solheim" />
            <Avatar name="Ingrid Solheim" size=AvatarSize::Large />
            <Accents />
            <KeyCap keys="Ctrl K" />
            <KeyCap keys="R" />
        </Group>
    }
    .into_any()
}

#[component]
fn Accents() -> AnyView {
    ["processes", "acl", "attributes", "resources", "features"]
        .map(|accent| view! { <span class="accent-dot" data-accent=accent></span> })
        .collect_view()
        .into_any()
}

/// What the product calls a level of the sample.
pub(super) fn word(level: Level) -> &'static str {
    match level {
        Level::None => "Deny",
        Level::Low => "Read",
        Level::Middle => "Read-Write",
        Level::Full => "Read-Write-Delete",
        Level::Block => "Block",
    }
}

/// Levels as chips, boxes and letters.
#[component]
pub(super) fn Levels() -> AnyView {
    let chip = |level: Level| view! { <LevelChip level word=word(level).to_owned() /> };
    let bare = |level: Level| view! { <LevelChip level word=word(level).to_owned() bare=true /> };
    let level_box = |level: Level| {
        view! {
            <Sample name=word(level)>
                <LevelBox level />
            </Sample>
        }
    };
    let names = ["Read", "Grant", "Update", "Move", "Add", "List", "Secure"];
    let letters =
        "RGUMAS".chars().chain(['L']).zip(names).zip([true, false, true, false, true, false, true]);
    let letters = letters.map(|((letter, name), held)| (letter, name.to_owned(), held)).collect();
    view! {
        <Group title="Levels">
            {Level::ALL.map(chip).collect_view()}
            {Level::ALL.map(bare).collect_view()}
            {Level::ALL.map(level_box).collect_view()}
            <Sample name="letters: no scale">
                <LetterBoxes letters />
            </Sample>
        </Group>
    }
    .into_any()
}

/// Every icon.
#[component]
pub(super) fn Icons() -> AnyView {
    view! {
        <Group title="Icons">
            <div class="gallery-icons">
                {Icon::ALL.map(|icon| view! { <Symbol icon /> }).collect_view()}
            </div>
        </Group>
    }
    .into_any()
}

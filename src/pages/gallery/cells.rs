//! Cells of a grid as they look in each state. The grid itself paints them: these are its classes.

use leptos::prelude::*;

use super::marks::word;
use super::{Group, Sample};
use crate::components::{Level, LevelChip, LevelGlyph};

/// A cell that is nothing but its look.
#[component]
fn Cell(level: Level, #[prop(optional)] state: &'static str) -> AnyView {
    let name = format!("{} {state}", word(level));
    view! {
        <span class="cell" data-level=level.name() data-state=state role="img" aria-label=name>
            <LevelGlyph level />
        </span>
    }
    .into_any()
}

/// See the module.
#[component]
pub(super) fn Cells() -> AnyView {
    let level = |level: Level| {
        view! {
            <Sample name=word(level)>
                <Cell level />
            </Sample>
        }
    };
    let states = [
        (Level::Low, "hover"),
        (Level::Middle, "focus"),
        (Level::Low, "changed"),
        (Level::Low, "capped"),
        (Level::Middle, "changed capped"),
        (Level::None, "absent"),
        (Level::None, "loading"),
    ];
    let state = |(level, state): (Level, &'static str)| {
        let name = match state {
            "absent" => "not offered",
            "changed capped" => "changed and capped",
            state => state,
        };
        view! {
            <Sample name=name>
                <Cell level state />
            </Sample>
        }
    };
    view! {
        <Group title="Grid cell: level">{Level::ALL.map(level).collect_view()}</Group>
        <Group title="Grid cell: state">
            {states.map(state).collect_view()}
            <Sample name="selected range, the focus in its first cell">
                <span class="cell-range">
                    <Cell level=Level::Middle state="focus" />
                    <Cell level=Level::Low state="selected" />
                    <Cell level=Level::None state="selected" />
                    <Cell level=Level::Full state="selected" />
                </span>
            </Sample>
            <Sample name="comfortable">
                <span class="cell cell-comfortable" data-level="none" data-state="changed">
                    <LevelChip level=Level::Middle word=word(Level::Middle).to_owned() />
                </span>
            </Sample>
        </Group>
    }
    .into_any()
}

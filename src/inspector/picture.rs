//! The chain picture of what is shown: the core's chain in the words and levels of the component.

use leptos::prelude::*;

use super::looked::Shown;
use super::{Why, words};
use crate::components::{Chain, ChainGroup, ChainPart, ChainPicture, Gate, Lane, Level, Show};
use whocan_core::models::ModelKind;
use whocan_core::query::{self, ChainLane, ChainLink, Part};
use whocan_core::verdict::Tone;

/// How long a word may be that stands in the picture's last box.
const LONGEST: usize = 11;

/// See the module.
#[component]
pub(super) fn Picture(why: Why) -> AnyView {
    let is_drawn = why.part(|shown| shown.chain.is_some());
    let chain = why.part(chain);
    view! {
        <Show when=is_drawn>
            <ChainPicture chain />
        </Show>
    }
    .into_any()
}

fn chain(shown: &Shown) -> Chain {
    let drawn = |chain| drawn(shown.question.kind, &shown.what.name, shown.members, chain);
    shown.chain.as_ref().map(drawn).unwrap_or_default()
}

/// A chain of the core as the component draws it: of which model, on what, and of how many people where
/// it is a group's.
pub fn drawn(kind: ModelKind, target: &str, members: Option<usize>, chain: &query::Chain) -> Chain {
    let outcome = &chain.outcome;
    let cuts = chain.lanes.iter().flat_map(|lane| &lane.links).any(|it| it.part == Part::Cuts);
    let level = match words::level(outcome) {
        Level::None if cuts => Level::Block,
        level => level,
    };
    // Bars say it where outcomes are a scale of levels; elsewhere a word does.
    let says = matches!(kind, ModelKind::Acl | ModelKind::Resources)
        && chain.lanes.len() == 1
        && outcome.name.chars().count() <= LONGEST;
    let several = chain.lanes.len() > 1;
    let lane = |lane: &ChainLane| Lane {
        title: lane.title.clone(),
        groups: lane.links.iter().map(|link| group(kind, link, several)).collect(),
        level: words::of_tone(lane.tone),
        decides: lane.decides,
        gate: lane.gate.clone().map(|name| Gate { name, target: target.to_owned() }),
    };
    Chain {
        person: chain.person.clone(),
        mark: members.map(|count| count.to_string()).unwrap_or_default(),
        lanes: chain.lanes.iter().map(lane).collect(),
        level,
        word: if says { outcome.name.to_string() } else { String::new() },
        note: chain.meets.map(|meets| meets.words().to_owned()).unwrap_or_default(),
        said: chain.said(),
    }
}

fn group(kind: ModelKind, link: &ChainLink, several: bool) -> ChainGroup {
    let part = match link.part {
        Part::Cuts => ChainPart::Cuts,
        Part::Decides => ChainPart::Decides,
        Part::Counts => ChainPart::Counts,
        Part::Other => ChainPart::Other,
    };
    let group = ChainGroup { name: link.name.clone(), part, ..ChainGroup::default() };
    match kind {
        // What each entry says is compared.
        ModelKind::Features if !several => ChainGroup {
            word: link.word.clone(),
            level: Some(words::of_tone(link.tone.unwrap_or(Tone::None))),
            ..group
        },
        // A set of permissions is no level: it is named.
        ModelKind::Resources if !link.word.is_empty() => {
            ChainGroup { name: format!("{}: {}", link.name, link.word), ..group }
        }
        ModelKind::Acl => ChainGroup { word: link.word.clone(), ..group },
        _ if several => ChainGroup { word: link.word.clone(), ..group },
        _ => group,
    }
}

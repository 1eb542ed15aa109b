//! The answer as a caption: what comes out, one sentence, the chain.

use leptos::prelude::*;

use super::Play;
use super::scene::{Scene, choices};
use crate::components::{Chain, ChainGroup, ChainPart, ChainPicture, Lane, LevelBox};
use crate::inspector::chain_picture;

/// The picture without what makes no difference, which from the back of a room is only more to read.
fn deciding(chain: Chain) -> Chain {
    let lane = |lane: Lane| {
        let counts = |group: &ChainGroup| group.part != ChainPart::Other;
        match lane.groups.iter().any(counts) {
            true => Lane { groups: lane.groups.into_iter().filter(counts).collect(), ..lane },
            false => lane,
        }
    };
    Chain { lanes: chain.lanes.into_iter().map(lane).collect(), ..chain }
}

/// See the module.
#[component]
pub(super) fn Caption(play: Play) -> AnyView {
    let draw = move || {
        let said = play.guess.get().and_then(|at| {
            let word = choices(play.kind).get(at)?.word.clone();
            Some(view! { <p class="stage-said">{format!("The room said {word}.")}</p> })
        });
        let Scene { what, outcome, chain, .. } = play.scene.get()?;
        let sentence = chain.as_ref().map(|chain| chain.sentence_said());
        let picture = chain.map(|chain| {
            let chain = deciding(chain_picture(play.kind, &what, None, &chain));
            view! { <ChainPicture chain /> }
        });
        Some(view! {
            <LevelBox level=outcome.level />
            <div class="stage-words">
                <p class="stage-outcome">{outcome.word}</p>
                <p class="stage-sentence">{sentence}</p>
                {said}
            </div>
            {picture}
        })
    };
    view! {
        <aside class="stage-caption" aria-label="Why">
            {draw}
        </aside>
    }
    .into_any()
}

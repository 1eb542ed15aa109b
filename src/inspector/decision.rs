//! The answer first: whose and on what, the outcome, what the draft makes of it, and one sentence.

use std::sync::Arc;

use leptos::prelude::*;

use super::Why;
use super::looked::{Before, Shown};
use super::words;
use crate::components::{Icon, Level, LevelBox, LevelGlyph, Mood, Outcome, Show, Symbol, Tag};
use crate::inspector::OPENER;
use whocan_core::query::Part;
use whocan_core::verdict::Span;

/// Whose access it is, and to what, with what there is to know of that.
#[component]
pub(super) fn Path(why: Why) -> AnyView {
    let part = move |of: fn(&Shown) -> String| Signal::derive(move || why.of(of));
    let (who, what) = (part(|shown| shown.who.clone()), part(|shown| shown.what.name.clone()));
    let band = part(|shown| shown.what.band.clone());
    let under = part(|shown| match shown.what.band.as_str() {
        "" => String::new(),
        band => format!(", {band}"),
    });
    let secured = Memo::new(move |_| why.of(|shown| shown.secured));
    let tag = move || secured.get().then(|| view! { <Tag text="Secured" icon=Icon::Lock /> });
    // Of what nobody is asked about it stays empty.
    let any = Memo::new(move |_| why.of(|shown| !shown.who.is_empty()));
    view! {
        <Show when=any>
            <div class="inspector-path">
                <h2>
                    <span>{who}</span>
                    <span class="unseen">" on "</span>
                    <Symbol icon=Icon::Right />
                    <span data-tip=band>{what}</span>
                    <span class="unseen">{under}</span>
                </h2>
                {tag}
            </div>
        </Show>
    }
    .into_any()
}

/// The picture of the outcome: its level, a Block, or a lock where something is closed before it.
fn picture_of(shown: &Shown) -> (Level, bool) {
    let lanes = shown.chain.iter().flat_map(|chain| &chain.lanes);
    let level = words::level(&shown.verdict.decision);
    let cuts = lanes.clone().flat_map(|lane| &lane.links).any(|link| link.part == Part::Cuts);
    let closed = lanes.clone().any(|lane| lane.gate.is_some());
    match level {
        Level::None if cuts => (Level::Block, false),
        level => (level, closed),
    }
}

/// What the outcome means, and as of when.
fn meaning(shown: &Shown) -> String {
    let means = words::meaning(shown.question.kind, &shown.verdict.decision);
    let day = shown.day.map(|day| format!("As of {}", day.words()));
    let parts: Vec<String> = [means.to_owned(), day.unwrap_or_default()]
        .into_iter()
        .filter(|it| !it.is_empty())
        .collect();
    parts.join(" · ")
}

/// The outcome with what it means, what it was before the draft, and why in one sentence.
#[component]
pub(super) fn Decision(shown: Arc<Shown>) -> AnyView {
    let (level, closed) = picture_of(&shown);
    let decision = &shown.verdict.decision;
    let word = decision.name.to_string();
    let before = shown.before.other().map(|was| (words::level(was), was.name.to_string()));
    let doubt = decision.doubtful.then(|| {
        view! { <Tag text="Doubtful" mood=Mood::Warn icon=Icon::Warn /> }
    });
    let outcome = match before {
        Some(before) => view! {
            <Outcome level word meaning=meaning(&shown) before closed />
        }
        .into_any(),
        None => view! { <Outcome level word meaning=meaning(&shown) closed /> }.into_any(),
    };
    view! {
        <div class="outcome">
            {outcome} {doubt}
        </div>
        {turn(&shown)}
        {shown.running.as_ref().map(running)}
        {remarks(&shown)}
        <p class="inspector-sentence">{sentence(&shown)}</p>
        {opens(&shown)}
    }
    .into_any()
}

/// The menu routes and links that the target opens.
fn opens(shown: &Shown) -> Option<AnyView> {
    let row = |opened: &String| view! { <li>{opened.clone()}</li> };
    (!shown.opens.is_empty()).then(|| {
        view! {
            <div class="inspector-opens">
                <p>"Menu routes and links"</p>
                <ul>{shown.opens.iter().map(row).collect_view()}</ul>
            </div>
        }
        .into_any()
    })
}

/// What the draft gives or takes, in its colour.
fn turn(shown: &Shown) -> Option<AnyView> {
    let (name, said) = match &shown.before {
        Before::Same => return None,
        Before::NotThere => ("change", "Not there before this draft".to_owned()),
        Before::Other(was) => {
            let (turn, said) = words::turn(shown.question.kind, was, &shown.verdict.decision);
            let when = match was.grants == shown.verdict.decision.grants {
                true => "before",
                false => "by",
            };
            (turn.name(), format!("{said} {when} this draft"))
        }
    };
    Some(view! { <p class="inspector-turn" data-turn=name>{said}</p> }.into_any())
}

/// What is running until the restart.
fn running(running: &whocan_core::verdict::Outcome) -> AnyView {
    let said = format!("Running until the restart: {}", running.name);
    view! {
        <p class="inspector-turn" data-turn="waits">
            <span class="turn-dot"></span>
            {said}
        </p>
    }
    .into_any()
}

/// What else is to be known before the outcome is believed.
fn remarks(shown: &Shown) -> Vec<AnyView> {
    let service = shown
        .not_theirs
        .as_ref()
        .map(|service| format!("Cannot sign on under {service}, so it is asked under no service."));
    let doubt = shown.verdict.decision.doubtful.then(|| {
        let least = &shown.verdict.decision.name;
        format!("Part of the file cannot be read. {least} is the least that it can mean.")
    });
    let remark = |said: String| {
        view! {
            <p class="inspector-remark">
                <Symbol icon=Icon::Warn />
                {said}
            </p>
        }
        .into_any()
    };
    doubt.into_iter().chain(service).map(remark).collect()
}

/// What a sentence turns on.
const KEYS: [&str; 3] = ["most restrictive", "lower", "highest"];

/// The sentence, what it turns on strong.
pub(super) fn sentence(shown: &Shown) -> Vec<AnyView> {
    let Some(chain) = &shown.chain else { return Vec::new() };
    let mut open = true;
    let mut pieces = Vec::new();
    for span in &chain.sentence {
        let Span::Words(words) = span else {
            let (Span::Words(name) | Span::Link(_, name)) = span;
            pieces.push(name.clone().into_any());
            continue;
        };
        let key = KEYS
            .iter()
            .filter(|_| open)
            .find_map(|key| words.split_once(key).map(|(before, after)| (before, *key, after)));
        match key {
            None => pieces.push(words.clone().into_any()),
            Some((before, key, after)) => {
                open = false;
                pieces.push(before.to_owned().into_any());
                pieces.push(view! { <b>{key}</b> }.into_any());
                pieces.push(after.to_owned().into_any());
            }
        }
    }
    pieces
}

/// What is seen while the rest is folded away: the outcome, and on a narrow page its sentence.
#[component]
pub(super) fn Peek(why: Why) -> AnyView {
    let part = move |of: fn(&Shown) -> String| Signal::derive(move || why.of(of));
    let about = part(|shown| format!("{} · {}", shown.who, shown.what.name));
    let word = part(|shown| shown.verdict.decision.name.to_string());
    let sentence =
        part(|shown| shown.chain.as_ref().map(|chain| chain.sentence_said()).unwrap_or_default());
    let picture = Memo::new(move |_| {
        let (level, closed) = why.of(|shown| Some(picture_of(shown))).unwrap_or_default();
        (level.name(), closed)
    });
    let level = Signal::derive(move || {
        picture.track();
        why.of(|shown| Some(picture_of(shown).0)).unwrap_or_default()
    });
    let open = why.space.open();
    view! {
        <div class="inspector-peek">
            <span class="peek-grab" aria-hidden="true"></span>
            {move || {
                let (_, closed) = picture.get();
                view! { <LevelBox level closed /> }
            }}
            <div class="peek-words">
                <p class="peek-about">{about}</p>
                <p class="peek-outcome">{word}</p>
            </div>
            <button
                type="button"
                class="btn btn-secondary btn-small peek-opener"
                id=OPENER
                aria-label="Why"
                aria-expanded=Signal::derive(move || open.get().to_string())
                data-tip="Show why"
                data-tip-key="]"
                on:click=move |_| why.space.toggle()
            >
                <span class="peek-word">"Why"</span>
                <Symbol icon=Icon::UpDown />
                <Symbol icon=Icon::PanelRight />
            </button>
            <p class="peek-sentence">{sentence}</p>
            <span class="peek-level" data-level=Signal::derive(move || picture.get().0)>
                <LevelGlyph level />
            </span>
        </div>
    }
    .into_any()
}

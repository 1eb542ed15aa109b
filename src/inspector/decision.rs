//! The answer first: whose and on what, the outcome, what the draft makes of it, and one sentence.

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
    let (who, what) =
        (why.part(|shown| shown.who.clone()), why.part(|shown| shown.what.name.clone()));
    let band = why.part(|shown| shown.what.band.clone());
    let under = why.part(|shown| match shown.what.band.as_str() {
        "" => String::new(),
        band => format!(", {band}"),
    });
    let secured = why.part(|shown| shown.secured);
    let tag = move || secured.get().then(|| view! { <Tag text="Secured" icon=Icon::Lock /> });
    // Of what nobody is asked about it stays empty.
    let any = why.part(|shown| !shown.who.is_empty());
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

/// The same, followed.
fn picture(why: Why) -> (Signal<Level>, Signal<bool>) {
    let picture = why.part(picture_of);
    (Signal::derive(move || picture.get().0), Signal::derive(move || picture.get().1))
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

/// The outcome with what it means, what it was before the draft, and why in one sentence. It stays while
/// other cells are looked at; what is another then is written anew.
#[component]
pub(super) fn Decision(why: Why) -> AnyView {
    let (level, closed) = picture(why);
    let word = why.part(|shown| shown.verdict.decision.name.to_string());
    let before =
        why.part(|shown| shown.before.other().map(|was| (words::level(was), was.name.to_string())));
    let doubtful = why.part(|shown| shown.verdict.decision.doubtful);
    let (turned, waits) = (why.part(turn), why.part(running));
    let (remarks, opens) = (why.part(remarks), why.part(|shown| shown.opens.clone()));
    view! {
        <div class="outcome">
            <Outcome level word meaning=why.part(meaning) before closed />
            <Show when=doubtful>
                <Tag text="Doubtful" mood=Mood::Warn icon=Icon::Warn />
            </Show>
        </div>
        {move || {
            turned
                .get()
                .map(|(name, said)| {
                    view! {
                        <p class="inspector-turn" data-turn=name>
                            {said}
                        </p>
                    }
                })
        }}
        {move || {
            waits
                .get()
                .map(|said| {
                    view! {
                        <p class="inspector-turn" data-turn="waits">
                            <span class="turn-dot"></span>
                            {said}
                        </p>
                    }
                })
        }}
        {move || remarks.get().into_iter().map(remark).collect_view()}
        <Sentence why />
        {move || opens.with(|opens| (!opens.is_empty()).then(|| opened(opens)))}
    }
    .into_any()
}

fn remark(said: String) -> AnyView {
    view! {
        <p class="inspector-remark">
            <Symbol icon=Icon::Warn />
            {said}
        </p>
    }
    .into_any()
}

/// The menu routes and links that the target opens.
fn opened(opens: &[String]) -> AnyView {
    let row = |opened: &String| view! { <li>{opened.clone()}</li> };
    view! {
        <div class="inspector-opens">
            <p>"Menu routes and links"</p>
            <ul>{opens.iter().map(row).collect_view()}</ul>
        </div>
    }
    .into_any()
}

/// What the draft gives or takes: which of the two, and in words.
fn turn(shown: &Shown) -> Option<(&'static str, String)> {
    match &shown.before {
        Before::Same => None,
        Before::NotThere => Some(("change", "Not there before this draft".to_owned())),
        Before::Other(was) => {
            let (turn, said) = words::turn(shown.question.kind, was, &shown.verdict.decision);
            let when = match was.grants == shown.verdict.decision.grants {
                true => "before",
                false => "by",
            };
            Some((turn.name(), format!("{said} {when} this draft")))
        }
    }
}

/// What is running until the restart.
fn running(shown: &Shown) -> Option<String> {
    shown.running.as_ref().map(|running| format!("Running until the restart: {}", running.name))
}

/// What else is to be known before the outcome is believed.
fn remarks(shown: &Shown) -> Vec<String> {
    let service = shown
        .not_theirs
        .as_ref()
        .map(|service| format!("Cannot sign on under {service}, so it is asked under no service."));
    let doubt = shown.verdict.decision.doubtful.then(|| {
        let least = &shown.verdict.decision.name;
        format!("Part of the file cannot be read. {least} is the least that it can mean.")
    });
    let unmet = shown.unmet.iter().cloned();
    doubt.into_iter().chain(service).chain(unmet).collect()
}

/// What a sentence turns on.
const KEYS: [&str; 3] = ["most restrictive", "lower", "highest"];

/// The sentence, what it turns on strong.
#[component]
pub(super) fn Sentence(why: Why) -> AnyView {
    let pieces = why.part(sentence);
    let piece = move |of: fn(&[String; 3]) -> &String| move || pieces.with(|it| of(it).clone());
    let turns = Signal::derive(move || pieces.with(|[_, key, _]| !key.is_empty()));
    view! {
        <p class="inspector-sentence">
            {piece(|[before, ..]| before)} <Show when=turns>
                <b>{piece(|[_, key, _]| key)}</b>
            </Show> {piece(|[.., after]| after)}
        </p>
    }
    .into_any()
}

/// The sentence up to what it turns on, that, and the rest; what does not turn on anything is all before.
fn sentence(shown: &Shown) -> [String; 3] {
    let Some(chain) = &shown.chain else { return <[String; 3]>::default() };
    let [mut before, mut key, mut after] = <[String; 3]>::default();
    for span in &chain.sentence {
        let (Span::Words(words) | Span::Link(_, words)) = span;
        let split = |key: &'static str| words.split_once(key).map(|(one, rest)| (one, key, rest));
        let is_open = key.is_empty() && matches!(span, Span::Words(_));
        match KEYS.into_iter().filter(|_| is_open).find_map(split) {
            Some((one, turns_on, rest)) => {
                before.push_str(one);
                key.push_str(turns_on);
                after.push_str(rest);
            }
            None if key.is_empty() => before.push_str(words),
            None => after.push_str(words),
        }
    }
    [before, key, after]
}

/// What is seen while the rest is folded away: the outcome, and on a narrow page its sentence.
#[component]
pub(super) fn Peek(why: Why) -> AnyView {
    let about = why.part(|shown| format!("{} · {}", shown.who, shown.what.name));
    let word = why.part(|shown| shown.verdict.decision.name.to_string());
    let sentence = why
        .part(|shown| shown.chain.as_ref().map(|chain| chain.sentence_said()).unwrap_or_default());
    let (level, closed) = picture(why);
    let open = why.space.open();
    view! {
        <div class="inspector-peek">
            <span class="peek-grab" aria-hidden="true"></span>
            <LevelBox level closed />
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
            <span class="peek-level" data-level=Signal::derive(move || level.get().name())>
                <LevelGlyph level />
            </span>
        </div>
    }
    .into_any()
}

//! What has come of the steps so far: what people can do, really worked out, and beside it what it will
//! look like while there is nothing.

use leptos::prelude::*;

use super::people::counted;
use crate::components::{
    ButtonKind, ButtonSize, FileButton, Icon, Level, LevelGlyph, Show, Symbol,
};
use crate::pages::files::{ACCEPTED, offer_files};
use crate::state::{Route, SaveStatus, use_session};
use whocan_core::directory::Circumstances;
use whocan_core::format::isolated;
use whocan_core::models::ModelKind;
use whocan_core::query::Snapshot;
use whocan_core::verdict::Tone;

/// How many people and how many targets are shown.
const MOST: usize = 6;
/// What a few lines of a matrix come to.
const MADE_UP: [(&str, [Level; MOST]); 3] = {
    use Level::{Full, Low, Middle, None};
    [
        ("Ada Brook", [Full, Middle, Low, Low, None, None]),
        ("Bo Lindahl", [Middle, Middle, Low, None, None, None]),
        ("Cem Arslan", [Low, Low, Low, Low, None, None]),
    ]
};

/// What people can do, as far as it is shown.
#[derive(Clone, Debug, Default, PartialEq)]
struct Sample {
    rows: Vec<(String, Vec<Level>)>,
    people: usize,
    targets: usize,
    /// How many of all cells of the people shown permit something.
    permitted: usize,
}

fn level(tone: Tone) -> Level {
    match tone {
        Tone::None => Level::None,
        Tone::Low => Level::Low,
        Tone::Middle => Level::Middle,
        Tone::Full => Level::Full,
    }
}

impl Sample {
    fn of(snapshot: &Snapshot, kind: ModelKind) -> Self {
        let resolver = snapshot.in_the_end(kind);
        let users = &snapshot.document().directory.users;
        let (targets, asked) = (resolver.targets().len(), Circumstances::default());
        let reads = resolver.info().reads;
        let mut rows: Vec<(String, Vec<Level>)> = Vec::new();
        for (user, members) in users.iter().zip(snapshot.roster().people()).take(MOST) {
            let ways = match reads.sign_on || reads.service {
                true => resolver.any_identity(members, &asked),
                false => vec![asked.clone()],
            };
            let mut most = vec![Tone::None; targets];
            for way in ways {
                let row = resolver.row(members, &way);
                most.iter_mut()
                    .zip(row)
                    .for_each(|(most, outcome)| *most = outcome.tone.max(*most));
            }
            rows.push((isolated(&user.name).into_owned(), most.into_iter().map(level).collect()));
        }
        let all = rows.iter().flat_map(|(_, levels)| levels);
        let permitted = all.filter(|level| **level != Level::None).count();
        // First what somebody can do something with.
        let is_used = |at: usize| {
            rows.iter().any(|(_, levels)| levels.get(at).is_some_and(|it| *it != Level::None))
        };
        let (used, unused): (Vec<usize>, Vec<usize>) = (0..targets).partition(|at| is_used(*at));
        let shown: Vec<usize> = used.into_iter().chain(unused).take(MOST).collect();
        for (_, levels) in &mut rows {
            *levels = shown.iter().filter_map(|at| levels.get(*at).copied()).collect();
        }
        Self { rows, people: users.len(), targets, permitted }
    }

    /// What the picture says, in words.
    fn says(&self, kind: ModelKind) -> String {
        let info = kind.info();
        match self {
            Self { people: 0, .. } => "People you add appear here.".to_owned(),
            Self { targets: 0, .. } => {
                format!("There are no {} yet: the editor adds them.", info.targets)
            }
            Self { permitted: 0, .. } if kind == ModelKind::Processes => {
                "Everyone has Deny everywhere: that is the product’s default, not a gap.".to_owned()
            }
            Self { permitted: 0, .. } => {
                "Nobody may do anything: that is the product’s default, not a gap.".to_owned()
            }
            Self { permitted, rows, targets, .. } => format!(
                "{} of {} permit something.",
                counted(*permitted, "cell", "cells"),
                rows.len() * targets
            ),
        }
    }
}

/// See the module.
#[component]
pub(super) fn SoFar(
    /// The system that was picked.
    picked: Signal<Option<ModelKind>>,
) -> AnyView {
    let session = use_session();
    let sample = Memo::new(move |_| {
        let kind = picked.get()?;
        session.snapshot().with(|snapshot| Some(Sample::of(snapshot.as_ref()?, kind)))
    });
    let nothing = Signal::derive(move || {
        sample.with(|sample| sample.as_ref().is_none_or(|sample| sample.permitted == 0))
    });
    let drawn = move || {
        let Some((kind, sample)) = picked.get().zip(sample.get()) else {
            return view! { <p class="so-far-says">"Pick a system to see what people can do."</p> }
                .into_any();
        };
        let says = sample.says(kind);
        let size = format!("{} × {}", sample.people, sample.targets);
        let rows = sample.rows.into_iter();
        let rows = rows.map(|(name, levels)| view! { <Line name levels /> }).collect_view();
        view! {
            <div class="so-far-card">
                <div class="so-far-head">
                    <span class="accent-dot" data-accent=kind.info().key></span>
                    <b>"Effective access"</b>
                    <span>{size}</span>
                </div>
                <div class="so-far-lines">{rows}</div>
            </div>
            <p class="so-far-says">{says}</p>
        }
        .into_any()
    };
    view! {
        <aside class="so-far" aria-labelledby="so-far-title">
            <div class="so-far-top">
                <h3 id="so-far-title">"What you have so far"</h3>
                <Kept />
            </div>
            {drawn}
            <Show when=nothing>
                <MadeUp />
            </Show>
            <Elsewhere />
        </aside>
    }
    .into_any()
}

/// A person's cells. The words beside the picture say the same.
#[component]
fn Line(#[prop(into)] name: String, levels: Vec<Level>) -> AnyView {
    let cells = levels.into_iter().map(|level| {
        view! {
            <span class="so-far-cell" data-level=level.name()>
                <LevelGlyph level />
            </span>
        }
    });
    view! {
        <div class="so-far-line">
            <span class="so-far-name">{name}</span>
            {cells.collect_view()}
        </div>
    }
    .into_any()
}

/// What it will look like.
#[component]
fn MadeUp() -> AnyView {
    let rows = MADE_UP.iter();
    let rows = rows.map(|(name, levels)| view! { <Line name=*name levels=levels.to_vec() /> });
    view! {
        <div class="so-far-card" aria-hidden="true">
            <div class="so-far-head">
                <b>"With three lines pasted"</b>
            </div>
            <div class="so-far-lines">{rows.collect_view()}</div>
        </div>
        <p class="so-far-says">"A made-up picture. Yours appears here as you go."</p>
    }
    .into_any()
}

/// Whether it is kept.
#[component]
fn Kept() -> AnyView {
    let status = use_session().save_status();
    let kept = Signal::derive(move || matches!(status.get(), SaveStatus::Kept));
    view! {
        <Show when=kept>
            <span class="so-far-kept">
                <Symbol icon=Icon::Check />
                "kept in this browser"
            </span>
        </Show>
    }
    .into_any()
}

/// What else there is to begin with.
#[component]
fn Elsewhere() -> AnyView {
    let session = use_session();
    let pick = Callback::new(move |list| offer_files(session, Some(list)));
    view! {
        <div class="so-far-elsewhere">
            <h3>"Rather look around first?"</h3>
            <a class="btn btn-ghost btn-action btn-small" href=Route::Start.href()>
                <Symbol icon=Icon::Map />
                "Look at the examples"
            </a>
            <FileButton
                kind=ButtonKind::Action
                size=ButtonSize::Small
                icon=Icon::Folder
                accept=ACCEPTED
                on_pick=pick
            >
                "Open a .whocan.json file"
            </FileButton>
        </div>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;
    use whocan_core::document::read;
    use whocan_core::examples;

    #[test]
    fn what_is_shown_is_what_people_can_do() {
        let example = examples::find("school-office").unwrap();
        let (document, _) = read(example.text.as_bytes()).unwrap();
        let sample = Sample::of(&Snapshot::new(&document, None), ModelKind::Processes);
        assert_eq!((sample.people, sample.targets, sample.rows.len()), (24, 24, MOST));
        assert!(sample.rows.iter().all(|(_, levels)| levels.len() == MOST));
        assert!(sample.says(ModelKind::Processes).ends_with("of 144 permit something."));
        let none = Sample::of(&Snapshot::new(&Default::default(), None), ModelKind::Acl);
        assert_eq!(none.says(ModelKind::Acl), "People you add appear here.");
    }
}

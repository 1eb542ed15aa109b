//! The course of time as a line: a point for each save, above it how many people gained, below how many
//! lost; handles to be dragged or moved by keys, and a replay that moves the later one each second.

use std::time::Duration;

use leptos::ev;
use leptos::html;
use leptos::prelude::*;
use web_sys::{KeyboardEvent, PointerEvent};

use super::address::State;
use super::moments::{Course, Moment, Tally, places};
use super::timeline::Span;
use crate::components::{Button, ButtonSize, Choice, Icon, Segmented};
use crate::platform::listen::on_window;
use crate::platform::{clock, closest, size};
use whocan_core::query::Sums;

/// How long each save is shown when they are replayed.
const STEP: Duration = Duration::from_millis(1_000);
/// How high a bar is at most, in pixels of text of 16.
const HIGHEST: f64 = 24.0;
/// How high it is for each person, where that is not too much.
const EACH: f64 = 4.6;
/// How far apart days are named, as a part of the line.
const APART: f64 = 0.065;
/// Where the points begin and end on the line.
const ENDS: (f64, f64) = (0.023, 0.955);

const ONE: &str = "one";
const TWO: &str = "two";

/// One of the handles.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Handle {
    /// The earlier one.
    From,
    /// The later one.
    To,
}

/// A point of the line.
#[derive(Clone, Debug, PartialEq)]
struct Point {
    at: f64,
    day: String,
    is_draft: bool,
    said: String,
    sums: Sums,
}

/// See the module.
#[component]
pub fn Replay(
    /// What was saved, the oldest first.
    moments: Signal<Vec<Moment>>,
    /// Where it is counted.
    course: Course,
    /// How many people the draft reaches.
    draft: Signal<Option<Sums>>,
    /// Which two are chosen.
    span: Signal<Span>,
    /// Whether two are compared.
    compares: Signal<bool>,
    /// Called with a handle and the place that it is moved to.
    on_move: Callback<(Handle, usize)>,
    /// Called when two are to be compared, or one to be looked at.
    on_compare: Callback<bool>,
) -> AnyView {
    let points = Memo::new(move |_| points_of(&moments.get(), course, draft.get()));
    let count = Memo::new(move |_| points.with(Vec::len));
    let running = RwSignal::new(false);
    replay(running, span, count.into(), on_move);
    let value = Signal::derive(move || if compares.get() { TWO } else { ONE }.to_owned());
    let choices =
        vec![Choice::new(ONE, "One save"), Choice::new(TWO, "Compare two").icon(Icon::Compare)];
    let hint = Signal::derive(move || match compares.get() {
        true => "Drag either handle. Bars: people who gained, people who lost.",
        false => "Drag the handle. Bars: people who gained, people who lost.",
    });
    let toggle = move || running.update(|running| *running = !*running);
    let word = Signal::derive(move || if running.get() { "Stop" } else { "Replay" });
    view! {
        <div class="replay">
            <div class="replay-head">
                <span class="replay-button">
                    <Button size=ButtonSize::Small icon=Icon::Right on_press=toggle>
                        {word}
                    </Button>
                </span>
                <span class="replay-hint">{hint}</span>
                <Segmented
                    label="What is shown"
                    choices
                    value
                    on_choose=move |value: String| on_compare.run(value == TWO)
                />
            </div>
            <Track points=points.into() span compares running on_move />
        </div>
    }
    .into_any()
}

/// Moves the later handle each second while it runs; a focus elsewhere stops it.
fn replay(
    running: RwSignal<bool>,
    span: Signal<Span>,
    count: Signal<usize>,
    on_move: Callback<(Handle, usize)>,
) {
    let timer = StoredValue::new(None::<IntervalHandle>);
    let stop = move || {
        timer.try_update_value(|timer| timer.take().into_iter().for_each(|timer| timer.clear()));
    };
    Effect::new(move |_| {
        stop();
        if !running.get() {
            return;
        }
        // From the end it begins anew, behind the first or what is compared with.
        let Span { from, to } = span.get_untracked();
        if to + 1 >= count.get_untracked() {
            let first = if from.is_some_and(|from| from + 1 < to) { from } else { Some(0) };
            on_move.run((Handle::To, first.map_or(0, |first| first + 1)));
        }
        let step = move || {
            let to = span.get_untracked().to + 1;
            match to < count.get_untracked() {
                true => on_move.run((Handle::To, to)),
                false => running.set(false),
            }
        };
        timer.set_value(set_interval_with_handle(step, STEP).ok());
    });
    on_cleanup(stop);
    on_window(ev::focusin, move |event| {
        if closest(&event, ".replay-button").is_none() {
            running.set(false);
        }
    });
}

fn points_of(moments: &[Moment], course: Course, draft: Option<Sums>) -> Vec<Point> {
    let mut times: Vec<u64> = moments.iter().map(|moment| moment.time).collect();
    if let [.., before, last] = times.as_mut_slice()
        && *last == 0
    {
        // The draft is no day, and stands behind the last one.
        const WEEK: u64 = 7 * 86_400_000;
        *last = before.saturating_add(WEEK);
    }
    let (first, last) = ENDS;
    let places = places(&times);
    let point = |(moment, place): (&Moment, f64)| {
        let is_draft = moment.state == State::Draft;
        let tally = course.tally(moment.state);
        Point {
            at: first + place * (last - first),
            day: match (is_draft, moment.time) {
                (true, _) => "draft".to_owned(),
                (_, 0) => "earlier".to_owned(),
                (_, time) => clock::Moment::of(time).day(),
            },
            is_draft,
            said: format!("{}, {}", moment.when(), moment.title),
            sums: match (is_draft, tally) {
                (true, _) => draft.unwrap_or_default(),
                (_, Some(Tally::Counted(sums))) => sums,
                _ => Sums::default(),
            },
        }
    };
    moments.iter().zip(places).map(point).collect()
}

#[component]
fn Track(
    points: Signal<Vec<Point>>,
    span: Signal<Span>,
    compares: Signal<bool>,
    running: RwSignal<bool>,
    on_move: Callback<(Handle, usize)>,
) -> AnyView {
    let track = NodeRef::<html::Div>::new();
    let dragged = RwSignal::new(None::<Handle>);
    let nearest = move |event: &PointerEvent| {
        let track = track.get_untracked()?;
        let (left, width) = size::across(&track);
        let x = (f64::from(event.client_x()) - left) / width;
        let far = |at: f64| (at - x).abs();
        points.with_untracked(|points| {
            let all = points.iter().enumerate();
            let found = all.min_by(|(_, one), (_, other)| far(one.at).total_cmp(&far(other.at)));
            found.map(|(at, _)| at)
        })
    };
    let go = move |handle: Handle, at: usize| {
        running.set(false);
        on_move.run((handle, at));
    };
    let down = move |event: PointerEvent| {
        let Some(at) = nearest(&event) else { return };
        let handle = match closest(&event, ".replay-handle") {
            Some(element) if element.has_attribute("data-from") => Handle::From,
            Some(_) => Handle::To,
            // Elsewhere the nearer handle comes.
            None => match (compares.get_untracked(), span.get_untracked()) {
                (true, Span { from: Some(from), to }) if at.abs_diff(from) < at.abs_diff(to) => {
                    Handle::From
                }
                _ => Handle::To,
            },
        };
        if let Some(track) = track.get_untracked() {
            // Without it a drag ends at the line's edge.
            track.set_pointer_capture(event.pointer_id()).ok();
        }
        dragged.set(Some(handle));
        go(handle, at);
    };
    let moved = move |event: PointerEvent| {
        let Some(handle) = dragged.get_untracked() else { return };
        let Some(at) = nearest(&event) else { return };
        let Span { from, to } = span.get_untracked();
        if Some(at) != if handle == Handle::From { from } else { Some(to) } {
            go(handle, at);
        }
    };
    let between = move || {
        let Span { from, to } = span.get();
        let from = from.filter(|_| compares.get())?;
        points.with(|points| {
            let (one, other) = (points.get(from)?.at, points.get(to)?.at);
            Some(view! {
                <span
                    class="replay-between"
                    style:--at=percent(one)
                    style:--wide=percent(other - one)
                ></span>
            })
        })
    };
    let draw = move || {
        let points = points.get();
        let most = points.iter().map(|it| it.sums.gain.max(it.sums.lose)).max().unwrap_or(0);
        let each = (HIGHEST / most.max(1) as f64).min(EACH);
        let mut named = -1.0;
        let point = |(at, point): (usize, Point)| {
            let is_named = point.at - named > APART;
            if is_named {
                named = point.at;
            }
            view! { <PointView point at each is_named span compares /> }
        };
        points.into_iter().enumerate().map(point).collect_view()
    };
    view! {
        <div
            class="replay-track"
            node_ref=track
            on:pointerdown=down
            on:pointermove=moved
            on:pointerup=move |_| dragged.set(None)
            on:pointercancel=move |_| dragged.set(None)
        >
            <span class="replay-line"></span>
            {between}
            {draw}
            <HandleView handle=Handle::From points span shown=compares go=Callback::new(move |at| go(Handle::From, at)) />
            <HandleView
                handle=Handle::To
                points
                span
                shown=Signal::stored(true)
                go=Callback::new(move |at| go(Handle::To, at))
            />
        </div>
    }
    .into_any()
}

fn percent(part: f64) -> String {
    format!("{:.2}%", part * 100.0)
}

/// A height of so many pixels where the text is 16.
fn rem(pixels: f64) -> String {
    format!("{:.3}rem", pixels / 16.0)
}

#[component]
fn PointView(
    point: Point,
    at: usize,
    each: f64,
    is_named: bool,
    span: Signal<Span>,
    compares: Signal<bool>,
) -> AnyView {
    let Point { at: place, day, is_draft, sums: Sums { gain, lose }, .. } = point;
    let bar = |count: usize, turn: &'static str| {
        (count > 0).then(|| {
            let high = rem((count as f64 * each).max(2.0));
            view! {
                <span class="replay-bar" data-turn=turn style:--high=high>
                    <b>{count}</b>
                </span>
            }
        })
    };
    let held = Signal::derive(move || {
        let Span { from, to } = span.get();
        (to == at || compares.get() && from == Some(at)).then_some("")
    });
    view! {
        <span
            class="replay-point"
            aria-hidden="true"
            style:--at=percent(place)
            data-draft=is_draft.then_some("")
            data-held=held
        >
            {bar(gain, "gains")}
            {bar(lose, "loses")}
            <span class="replay-dot"></span>
            <span class="replay-day" data-named=is_named.then_some("")>
                {day}
            </span>
        </span>
    }
    .into_any()
}

#[component]
fn HandleView(
    handle: Handle,
    points: Signal<Vec<Point>>,
    span: Signal<Span>,
    shown: Signal<bool>,
    go: Callback<usize>,
) -> AnyView {
    let is_from = handle == Handle::From;
    let at = Memo::new(move |_| {
        let Span { from, to } = span.get();
        if is_from { from.unwrap_or(0) } else { to }
    });
    let place = Signal::derive(move || {
        points.with(|points| points.get(at.get()).map(|point| percent(point.at)))
    });
    let said = Signal::derive(move || {
        points.with(|points| points.get(at.get()).map(|point| point.said.clone()))
    });
    let last = Signal::derive(move || points.with(Vec::len).saturating_sub(1).to_string());
    let pressed = move |event: KeyboardEvent| {
        let (at, end) = (at.get_untracked(), points.with_untracked(Vec::len).saturating_sub(1));
        let to = match event.key().as_str() {
            "ArrowRight" | "ArrowUp" => (at + 1).min(end),
            "ArrowLeft" | "ArrowDown" => at.saturating_sub(1),
            "Home" => 0,
            "End" => end,
            _ => return,
        };
        event.prevent_default();
        if to != at {
            go.run(to);
        }
    };
    let shown = Memo::new(move |_| shown.get());
    let draw = move || {
        shown.get().then(|| {
            view! {
                <span
                    class="replay-handle"
                    role="slider"
                    tabindex="0"
                    aria-label=if is_from { "Compare from" } else { "Shown save" }
                    aria-valuemin="0"
                    aria-valuemax=last
                    aria-valuenow=Signal::derive(move || at.get().to_string())
                    aria-valuetext=said
                    data-from=is_from.then_some("")
                    style:--at=place
                    on:keydown=pressed
                ></span>
            }
        })
    };
    draw.into_any()
}

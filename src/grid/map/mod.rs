//! THE MAP: everything that is shown as one picture, a point or less for a cell, with a magnifier where
//! the focus is. Arrows move it, Enter opens the cell in the compact grid; what is seen is said in words.

mod levels;
mod picture;

use std::ops::Range;
use std::sync::Arc;

use leptos::html;
use leptos::prelude::*;

use self::levels::Levels;
use self::picture::{BarPicture, Damage, Magnified, Palette, Picture, draw_lens};
use super::geometry::{Command, Step};
use super::metrics::Density;
use super::{AnySource, CellView, GridState};
use crate::components::{Level, LevelChip, Show};
use crate::platform::{self, later, page, size};
use whocan_core::keys::Stroke;
use whocan_core::text::grouped;

/// How many cells the magnifier shows, and how large each is, in CSS pixels.
const LENS: (usize, usize) = (14, 22);
const LENS_CELL: f64 = 16.0;

/// The size of the magnifier with its head, for where it is put.
const LENS_SIZE: (f64, f64) = (400.0, 292.0);

/// How long one slice of work takes, in milliseconds.
const SLICE: f64 = 8.0;

/// The height of the bars over the picture.
const BARS: f64 = 28.0;

/// What the map holds beside the grid's state.
#[derive(Clone, Copy)]
struct Map {
    state: GridState,
    levels: StoredValue<Levels, LocalStorage>,
    drawn: StoredValue<Drawn, LocalStorage>,
    /// Another number whenever more rows are filled, or other cells.
    filled: RwSignal<u32>,
    /// What is left to fill, and another number for each filling: the one before ends.
    queue: StoredValue<Queue, LocalStorage>,
    /// The size of the picture in CSS pixels.
    size: RwSignal<(f64, f64)>,
    /// Another number whenever its colours are others.
    look: RwSignal<u32>,
    palette: Memo<Palette>,
    whole: NodeRef<html::Div>,
}

/// The picture, and what of it is no longer true.
#[derive(Default)]
struct Drawn {
    picture: Picture,
    bars: BarPicture,
    damage: Damage,
}

/// Rows to fill, by their positions in the layout.
#[derive(Default)]
struct Queue {
    turn: u32,
    /// Whose levels they are.
    source: Option<Arc<dyn AnySource>>,
    rows: Vec<usize>,
    done: usize,
}

/// See the module.
#[component]
pub(super) fn MapView(state: GridState, label: String) -> AnyView {
    let (look, whole) = (RwSignal::new(0_u32), NodeRef::new());
    let palette = Memo::new(move |_| {
        look.track();
        let whole = whole.get_untracked();
        whole.map(|whole: web_sys::HtmlDivElement| Palette::of(&whole)).unwrap_or_default()
    });
    let map = Map {
        state,
        levels: StoredValue::new_local(Levels::default()),
        drawn: StoredValue::new_local(Drawn::default()),
        filled: RwSignal::new(0),
        queue: StoredValue::new_local(Queue::default()),
        size: RwSignal::new((0.0, 0.0)),
        look,
        palette,
        whole,
    };
    Effect::new(move |_| {
        // Read first: what it is worked out from is no work of the map's.
        map.state.source.track();
        map.state.layout.track();
        untrack(|| platform::clock::measured("map.levels", || map.begin()));
    });
    let words = format!("{}-map", state.id);
    let described_by = words.clone();
    view! {
        <div
            class="map"
            id=state.id
            role="application"
            aria-roledescription="map"
            tabindex="0"
            aria-label=label
            aria-describedby=described_by
            node_ref=map.whole
            on:keydown=move |event| map.key(&event)
        >
            <Bars map />
            <Bands map />
            <Picture map />
            <Shares map id=words />
            <p class="unseen" role="status">{move || map.said()}</p>
        </div>
    }
    .into_any()
}

impl Map {
    /// Fills the levels, a slice at a time: after an edit only the rows that it can have changed.
    fn begin(self) {
        let source = self.state.source.get_untracked();
        let turn = self.state.layout.with_untracked(|layout| {
            self.levels.try_update_value(|levels| {
                self.queue.try_update_value(|queue| {
                    let before = queue.source.replace(source.clone());
                    let is_full = queue.done == queue.rows.len();
                    let same = before.filter(|_| levels.is_for(&*source, layout));
                    let changed = same
                        .as_ref()
                        .filter(|_| is_full)
                        .and_then(|before| source.rows_changed(&**before, &layout.rows));
                    if same.is_none() {
                        *levels = Levels::of(&*source, layout);
                    }
                    queue.rows = changed.unwrap_or_else(|| (0..layout.rows.len()).collect());
                    queue.done = 0;
                    queue.turn = queue.turn.wrapping_add(1);
                    queue.turn
                })
            })
        });
        turn.flatten().into_iter().for_each(|turn| self.fill(turn));
    }

    fn fill(self, turn: u32) {
        const SOME: usize = 250;
        let began = platform::clock::now();
        let more = self.state.layout.try_with_untracked(|layout| {
            self.queue.try_update_value(|queue| {
                let source = queue.source.clone().filter(|_| queue.turn == turn)?;
                self.levels.try_update_value(|levels| {
                    let (first, mut changed) = (levels.filled(), Vec::new());
                    while let Some(rest) = queue.rows.get(queue.done..).filter(|it| !it.is_empty())
                    {
                        let some = rest.get(..SOME).unwrap_or(rest);
                        levels.fill(&*source, layout, some, &mut changed);
                        queue.done += some.len();
                        if platform::clock::now() - began > SLICE {
                            break;
                        }
                    }
                    self.drawn.update_value(|drawn| {
                        if !changed.is_empty() {
                            drawn.damage.add(Damage::Cells(changed));
                        }
                        if levels.filled() > first {
                            drawn.damage.add(Damage::From(first));
                        }
                    });
                    queue.done < queue.rows.len()
                })
            })
        });
        let Some(more) = more.flatten().flatten() else { return };
        self.filled.update(|filled| *filled = filled.wrapping_add(1));
        if more {
            later::soon(move || self.fill(turn));
        }
    }

    /// What the magnifier shows, followed.
    fn magnified(self) -> Magnified {
        self.filled.track();
        let (rows, columns) = self.under();
        let level = |levels: &Levels, row, column| levels.level(row, column).unwrap_or_default();
        let levels = self.levels.with_value(|levels| {
            let row = |row| columns.clone().map(move |column| level(levels, row, column));
            rows.flat_map(row).collect()
        });
        Magnified { columns: columns.len(), levels }
    }

    fn counts(self) -> (usize, usize) {
        self.state.counts()
    }

    /// The cell in the middle of the magnifier.
    fn spot(self) -> Option<(usize, usize)> {
        let (row, column) = self.state.spot.get()?;
        Some((row.saturating_sub(1), column.saturating_sub(1)))
    }

    /// The rows and columns under the magnifier.
    fn under(self) -> (Range<usize>, Range<usize>) {
        let (rows, columns) = self.counts();
        let (row, column) = self.spot().unwrap_or_default();
        let part = |at: usize, seen: usize, all: usize| {
            let first = at.saturating_sub(seen / 2).min(all.saturating_sub(seen));
            first..(first + seen).min(all)
        };
        (part(row, LENS.0, rows), part(column, LENS.1, columns))
    }

    /// The look of the cell in the middle, with the names of its row and column.
    fn view(self) -> Option<(String, String, CellView)> {
        let (row, column) = self.spot()?;
        self.state.source.with(|source| {
            self.state.layout.with(|layout| {
                let (row, column) = (*layout.rows.get(row)?, *layout.columns.get(column)?);
                let view = source.cells(row, column..column + 1).pop()?;
                let shape = source.shape();
                let names =
                    (shape.rows.get(row)?.name.clone(), shape.columns.get(column)?.name.clone());
                Some((names.0, names.1, view))
            })
        })
    }

    /// What is heard of the cell in the middle.
    fn said(self) -> String {
        let said = |(row, column, view): (String, String, CellView)| {
            let changed = if view.changed { ", changed" } else { "" };
            format!("{row}, {column}, {}{changed}", view.spoken)
        };
        self.view().map(said).unwrap_or_default()
    }

    fn key(self, event: &web_sys::KeyboardEvent) {
        let Some(stroke) = platform::keys::stroke(event).map(Stroke::in_grid) else { return };
        let held = if stroke.command { Command::Held } else { Command::Up };
        if stroke.key == "Enter" {
            self.open();
        } else if let Some(step) = Step::of_key(&stroke.key, held) {
            self.step(step);
        } else {
            return;
        }
        event.prevent_default();
        event.stop_propagation();
    }

    /// A page is as many rows as the magnifier shows.
    fn step(self, step: Step) {
        let Some((row, column)) = untrack(|| self.spot()) else { return };
        let to = step.from((row, column), untrack(|| self.counts()), LENS.0);
        to.into_iter().for_each(|(row, column)| self.state.go((row + 1, column + 1)));
    }

    /// Opens the cell in the compact grid.
    fn open(self) {
        let id = self.state.id;
        self.state.set_density(Density::Compact);
        page::focus_soon(id);
    }

    /// The picture was pressed: the magnifier goes there.
    fn press(self, event: &web_sys::MouseEvent) {
        let (rows, columns) = untrack(|| self.counts());
        let (width, height) = self.size.get_untracked();
        let place = |at: i32, size: f64, count: usize| {
            ((f64::from(at).max(0.0) / size.max(1.0) * count as f64) as usize)
                .min(count.saturating_sub(1))
        };
        let row = place(event.offset_y(), height, rows);
        let column = place(event.offset_x(), width, columns);
        self.state.go((row + 1, column + 1));
    }

    /// A cell of the magnifier was pressed: it is the one in focus.
    fn press_lens(self, event: &web_sys::MouseEvent) {
        let (rows, columns) = untrack(|| self.under());
        let at = |place: i32, of: Range<usize>| {
            of.start + (f64::from(place.max(0)) / LENS_CELL) as usize
        };
        let (row, column) = (at(event.offset_y(), rows), at(event.offset_x(), columns));
        self.state.go((row + 1, column + 1));
    }
}

/// How much each column permits.
#[component]
fn Bars(map: Map) -> AnyView {
    let canvas = NodeRef::<html::Canvas>::new();
    Effect::new(move |_| {
        let Some(canvas) = canvas.get() else { return };
        map.filled.track();
        let (width, _) = map.size.get();
        let (_, under) = map.under();
        let palette = map.palette.get();
        map.levels.with_value(|levels| {
            map.drawn.update_value(|drawn| {
                platform::clock::measured("map.bars", || {
                    drawn.bars.draw(&canvas, (width, BARS), levels, &palette, &under)
                });
            });
        });
    });
    view! { <canvas class="map-bars" aria-hidden="true" node_ref=canvas></canvas> }.into_any()
}

/// The bands of the columns, as many names as there is space for.
#[component]
fn Bands(map: Map) -> AnyView {
    /// Beside a name, and about one of its characters, in CSS pixels.
    const BESIDE: f64 = 8.0;
    const CHARACTER: f64 = 7.0;
    let bands = move || {
        let (width, _) = map.size.get();
        let mut bands: Vec<(String, usize)> = Vec::new();
        map.state.source.with(|source| {
            map.state.layout.with(|layout| {
                for at in &layout.columns {
                    let Some(head) = source.shape().columns.get(*at) else { continue };
                    match bands.last_mut().filter(|(band, _)| *band == head.band) {
                        Some((_, count)) => *count += 1,
                        None => bands.push((head.band.clone(), 1)),
                    }
                }
            });
        });
        let all = bands.iter().map(|(_, count)| count).sum::<usize>().max(1) as f64;
        let (mut at, mut free) = (0.0, 0.0);
        let band = |(name, count): (String, usize)| {
            let (left, own) = (at, count as f64 / all);
            at += own;
            // A name runs on over the bands behind its own, which then have none.
            let end = left * width + BESIDE + CHARACTER * name.chars().count() as f64;
            let fits = left * width >= free && end <= width;
            free = if fits { end } else { free };
            let name = fits.then(|| view! { <span class="map-band-name">{name}</span> });
            view! {
                <span
                    class="map-band"
                    style:left=format!("{}%", left * 100.0)
                    style:width=format!("{}%", own * 100.0)
                >
                    {name}
                </span>
            }
        };
        bands.into_iter().map(band).collect_view()
    };
    let any = Signal::derive(move || map.state.source.with(|source| source.shape().has_bands()));
    view! {
        <Show when=any>
            <div class="map-bands" aria-hidden="true">{bands}</div>
        </Show>
    }
    .into_any()
}

/// All cells, with the magnifier over them.
#[component]
fn Picture(map: Map) -> AnyView {
    let ground = NodeRef::<html::Div>::new();
    let canvas = NodeRef::<html::Canvas>::new();
    ground.on_load(move |element| {
        size::on_resize(&element, move |width, height| {
            if map.size.get_untracked() != (width, height) {
                map.size.set((width, height));
            }
        });
    });
    Effect::new(move |_| {
        let Some(canvas) = canvas.get() else { return };
        map.filled.track();
        let size = map.size.get();
        let palette = map.palette.get();
        map.levels.with_value(|levels| {
            map.drawn.update_value(|drawn| {
                let damage = std::mem::take(&mut drawn.damage);
                platform::clock::measured("map.picture", || {
                    drawn.picture.draw(&canvas, size, levels, &palette, damage)
                });
            });
        });
    });
    view! {
        <div class="map-picture" node_ref=ground>
            <canvas
                class="map-cells"
                aria-hidden="true"
                node_ref=canvas
                on:mousedown=move |event| map.press(&event)
            ></canvas>
            <Lens map />
        </div>
    }
    .into_any()
}

/// Where the magnifier stands.
#[derive(Clone, Copy, PartialEq)]
struct LensPlace {
    /// The frame around what it shows: left, top, width, height.
    frame: [f64; 4],
    left: f64,
    top: f64,
}

fn lens_place(map: Map) -> LensPlace {
    const AWAY: f64 = 40.0;
    let (width, height) = map.size.get();
    let (rows, columns) = map.under();
    let (all_rows, all_columns) = map.counts();
    let (across, down) = (width / all_columns.max(1) as f64, height / all_rows.max(1) as f64);
    let frame = [
        columns.start as f64 * across,
        rows.start as f64 * down,
        (columns.len() as f64 * across).max(8.0),
        (rows.len() as f64 * down).max(8.0),
    ];
    let [left, top, wide, _] = frame;
    let right = left + wide + AWAY;
    let fits = right + LENS_SIZE.0 <= width;
    let left = if fits { right } else { (left - AWAY - LENS_SIZE.0).max(0.0) };
    let top = (top - LENS_SIZE.1 / 2.0).clamp(0.0, (height - LENS_SIZE.1).max(0.0));
    LensPlace { frame, left, top }
}

#[component]
fn Lens(map: Map) -> AnyView {
    let canvas = NodeRef::<html::Canvas>::new();
    let magnified = Memo::new(move |_| map.magnified());
    Effect::new(move |_| {
        let Some(canvas) = canvas.get() else { return };
        map.size.track();
        let palette = map.palette.get();
        magnified.with(|shown| draw_lens(&canvas, shown, &palette, LENS_CELL));
    });
    let place = Memo::new(move |_| lens_place(map));
    let px = |value: f64| format!("{value}px");
    let frame =
        move |at: usize| px(place.with(|place| place.frame.get(at).copied().unwrap_or_default()));
    let ring = move || {
        let ((rows, columns), spot) = (map.under(), map.spot().unwrap_or_default());
        let at = |at: usize, of: &Range<usize>| at.saturating_sub(of.start) as f64 * LENS_CELL;
        format!("translate({}px,{}px)", at(spot.1, &columns), at(spot.0, &rows))
    };
    view! {
        <svg class="map-guides" aria-hidden="true">
            <path d=move || guides(place.get())></path>
        </svg>
        <div
            class="map-frame"
            aria-hidden="true"
            style:left=move || frame(0)
            style:top=move || frame(1)
            style:width=move || frame(2)
            style:height=move || frame(3)
        ></div>
        <div
            class="map-lens"
            aria-hidden="true"
            style:left=move || px(place.with(|place| place.left))
            style:top=move || px(place.with(|place| place.top))
        >
            <LensHead map />
            <div class="map-lens-cells">
                <canvas node_ref=canvas on:mousedown=move |event| map.press_lens(&event)></canvas>
                <span class="map-lens-ring" style:transform=ring></span>
            </div>
        </div>
    }
    .into_any()
}

/// The lines from the frame to the magnifier.
fn guides(LensPlace { frame: [x, y, width, height], left, top }: LensPlace) -> String {
    let right = left > x;
    let from = if right { x + width } else { x };
    let to = if right { left } else { left + LENS_SIZE.0 };
    let bottom = top + LENS_SIZE.1 - 24.0;
    format!("M{from} {y}L{to} {}M{from} {}L{to} {bottom}", top + 24.0, y + height)
}

#[component]
fn LensHead(map: Map) -> AnyView {
    let view = Memo::new(move |_| map.view());
    let names = move || {
        let names =
            view.with(|view| view.as_ref().map(|(row, column, _)| (row.clone(), column.clone())));
        names.map(|(row, column)| {
            view! {
                <span class="map-lens-name">{row}</span>
                <span class="map-lens-name">{column}</span>
            }
        })
    };
    let level = Signal::derive(move || {
        view.with(|view| view.as_ref().and_then(|(.., view)| view.level)).unwrap_or_default()
    });
    let word = Signal::derive(move || {
        view.with(|view| view.as_ref().map(|(.., view)| view.spoken.to_string()))
            .unwrap_or_default()
    });
    view! {
        <div class="map-lens-head">
            <span class="map-lens-names">{names}</span>
            <LevelChip level word />
        </div>
    }
    .into_any()
}

/// How much of everything each level has, and what a point stands for: the picture in words.
#[component]
fn Shares(map: Map, id: String) -> AnyView {
    // It has another size in each theme, which is how the pictures hear of it.
    let look = NodeRef::<html::Span>::new();
    look.on_load(move |element| {
        size::on_resize(&element, move |_, _| map.look.update(|look| *look = look.wrapping_add(1)));
    });
    let levels = [Level::None, Level::Low, Level::Middle, Level::Full];
    let share = move |at: usize| {
        map.filled.track();
        let share = map.levels.with_value(|levels| levels.shares().get(at).copied());
        format!("{:.0}%", share.unwrap_or_default() * 100.0)
    };
    let words = move |level: Level| {
        map.state.level_words.with(|words| {
            let own = words.iter().find(|(own, _)| *own == level);
            own.map_or_else(|| level.name().to_owned(), |(_, word)| word.clone())
        })
    };
    let entry = |(at, level): (usize, Level)| {
        view! {
            <li>
                <span class="map-swatch" data-level=level.name()></span>
                {move || words(level)}
                <b>{move || share(at)}</b>
            </li>
        }
    };
    let point = move || {
        let (rows, _) = map.counts();
        let (_, height) = map.size.get();
        let count = (rows as f64 / (height * size::of_pixels()).max(1.0)).ceil().max(1.0);
        let (names, _) = map.state.names;
        let what = if count > 1.0 {
            format!("One point: {} {names} on one column. ", grouped(count as usize))
        } else {
            String::new()
        };
        format!("{what}Arrow keys move the magnifier. Enter opens the cell.")
    };
    let counts = move || map.state.count_lines().join(" × ");
    view! {
        <div class="map-foot" id=id>
            <p class="unseen">{counts}</p>
            <ul class="map-shares">{levels.into_iter().enumerate().map(entry).collect_view()}</ul>
            <p class="map-point">{point}</p>
            <span class="map-look" aria-hidden="true" node_ref=look></span>
            <span class="map-quiet" aria-hidden="true"></span>
            <span class="map-strong" aria-hidden="true"></span>
        </div>
    }
    .into_any()
}

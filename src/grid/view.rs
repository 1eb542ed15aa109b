//! The grid in the page: what scrolls and has the focus, and when it is painted. The focus stays on the
//! grid as a whole and `aria-activedescendant` names the active cell.

use std::sync::Arc;

use leptos::html;
use leptos::prelude::*;
use web_sys::HtmlElement;

use super::controller::{Click, GridController, spot_of};
use super::geometry::ColumnSpans;
use super::hidden_dialog::HiddenDialog;
use super::map::MapView;
use super::metrics::{Density, Metrics, Setting};
use super::paste_dialog::PasteDialog;
use super::renderer::{Frame, Renderer};
use super::state::{GridPos, Window};
use super::tools::GridFoot;
use super::{AnySource, GridState};
use crate::components::{ContextMenu, Prose, Show};
use crate::platform::{self, clipboard, size};

/// How long a finger stays before it means the menu, in milliseconds.
const LONG_PRESS: std::time::Duration = std::time::Duration::from_millis(550);

/// A grid.
#[component]
pub fn Grid(
    /// What it shows and remembers.
    state: GridState,
    /// What it is called.
    #[prop(into)]
    label: String,
    /// What one click on a cell does.
    #[prop(optional)]
    click: Click,
    /// Whether a line below says the keys and what is selected.
    #[prop(optional)]
    foot: bool,
) -> AnyView {
    let controller = GridController::new(state, click);
    let GridController { menu, error, said, heard, .. } = controller;
    let asked = state.menu_asked;
    Effect::new(move |before: Option<u32>| {
        let now = asked.get();
        if before.is_some_and(|before| before != now) {
            untrack(|| controller.menu_at_spot());
        }
        now
    });
    let is_map = Signal::derive(move || state.is_map());
    let cells = {
        let label = label.clone();
        move || view! { <Cells controller label=label.clone() /> }
    };
    let picture = move || view! { <MapView state label=label.clone() /> };
    view! {
        <div class="grid-frame">
            <Show when=Signal::derive(move || !is_map.get())>{cells()}</Show>
            <Show when=is_map>{picture()}</Show>
            <p class="grid-error" role="alert">{move || error.get().map(|text| view! { <Prose text /> })}</p>
            <p class="grid-said" role="status">{said}</p>
            <p class="unseen" role="status">{heard}</p>
            {foot.then(|| view! { <GridFoot controller /> })}
            <PasteDialog controller />
            <HiddenDialog waiting=controller.asking of=state.names.0 />
            <ContextMenu at=menu.at title=menu.title items=menu.items home=state.id />
        </div>
    }
    .into_any()
}

/// What scrolls and has the focus.
#[component]
fn Cells(controller: GridController, label: String) -> AnyView {
    let state = controller.state;
    let node = NodeRef::<html::Div>::new();
    let painter = Painter::new(state);
    node.on_load(move |element| painter.begin(element.into()));
    Effect::new(move |_| painter.paint());
    let is_tree = Memo::new(move |_| state.source.with(|source| source.shape().is_tree()));
    let role = Signal::derive(move || if is_tree.get() { "treegrid" } else { "grid" });
    let read_only = Signal::derive(move || {
        state.source.with(|source| source.commands().is_empty()).then_some("true")
    });
    let pointers = Pointers::new(controller);
    view! {
        <div
            class="grid"
            id=state.id
            role=role
            tabindex="0"
            aria-label=label
            aria-readonly=read_only
            aria-multiselectable="true"
            aria-rowcount=Signal::derive(move || (state.counts().0 + 1).to_string())
            aria-colcount=Signal::derive(move || (state.counts().1 + 1).to_string())
            node_ref=node
            on:scroll=move |_| painter.scrolled()
            on:keydown=move |event| controller.key(&event)
            on:mousedown=move |event| controller.press(&event)
            on:mousemove=move |event| controller.drag(&event)
            on:contextmenu=move |event| controller.context_menu(&event)
            on:pointerdown=move |event| {
                painter.rest();
                pointers.down(&event);
            }
            on:pointermove=move |event| pointers.moved(&event)
            on:pointerup=move |_| pointers.end()
            on:pointercancel=move |_| pointers.end()
            on:copy=move |event| controller.copy(&event)
            on:paste=move |event| {
                clipboard::get(&event).into_iter().for_each(|text| controller.paste(&text));
            }
        ></div>
    }
    .into_any()
}

/// What paints.
#[derive(Clone, Copy)]
struct Painter {
    state: GridState,
    heart: StoredValue<Heart, LocalStorage>,
    /// Another number whenever cells may be others.
    version: Memo<u32>,
    /// Asks for a paint once the elements are there.
    ready: RwSignal<u32>,
}

/// What is remembered from paint to paint.
#[derive(Default)]
struct Heart {
    element: Option<HtmlElement>,
    renderer: Option<Renderer>,
    /// The focus and the window when the focus was brought into view last.
    revealed: Option<(Option<GridPos>, (f64, f64), Metrics)>,
    /// The names that were measured last, by what held them and how many there were.
    measured: Option<(usize, usize, f64)>,
    counts: [String; 2],
    /// What was painted last.
    parts: Option<Parts>,
    /// What is painted once scrolling rests.
    rest: Option<TimeoutHandle>,
    look: Option<(f64, f64)>,
}

/// How long nothing scrolls before it rests.
const REST: std::time::Duration = std::time::Duration::from_millis(120);

/// What a paint is made of.
#[derive(Clone)]
struct Parts {
    version: u32,
    source: Arc<dyn AnySource>,
    metrics: Metrics,
    spans: Arc<ColumnSpans>,
    side: f64,
    spot: Option<GridPos>,
}

impl Painter {
    fn new(state: GridState) -> Self {
        let version = Memo::new(move |old: Option<&u32>| {
            state.options.track();
            state.metrics();
            state.drawn();
            state.spans();
            old.map_or(1, |old| old.wrapping_add(1))
        });
        let heart = StoredValue::new_local(Heart::default());
        Self { state, heart, version, ready: RwSignal::new(0) }
    }

    /// The element is there.
    fn begin(self, element: HtmlElement) {
        let measured = element.clone();
        // A new element begins at its beginning.
        self.state.window.update_value(|window| (window.left, window.top) = (0.0, 0.0));
        self.heart.update_value(|heart| {
            heart.renderer = Renderer::new(element.clone());
            heart.element = Some(element);
            if let Some(renderer) = &heart.renderer {
                let look = renderer.look.clone();
                size::on_resize(&look, move |width, height| self.looked((width, height)));
            }
        });
        size::on_resize(&measured, move |width, height| self.resized(width, height));
    }

    fn resized(self, width: f64, height: f64) {
        let window = self.state.window;
        let Window { width: old_width, height: old_height, .. } = window.get_value();
        if (old_width, old_height) != (width, height) {
            window.update_value(|window| (window.width, window.height) = (width, height));
            let room = self.state.setting.with_untracked(|setting| setting.room);
            let (text, coarse) = (size::of_text(), size::is_coarse());
            let setting = Setting { text, coarse, room, width };
            if self.state.setting.get_untracked() != setting {
                self.state.setting.set(setting);
            }
        }
        self.ready.update(|ready| *ready = ready.wrapping_add(1));
    }

    /// The sample of the style sheet has this size: another one for each theme.
    fn looked(self, size: (f64, f64)) {
        let other = self.heart.try_update_value(|heart| {
            let before = heart.look.replace(size);
            let other = before.is_some_and(|before| before != size);
            if let Some(renderer) = heart.renderer.as_mut().filter(|_| other) {
                renderer.refresh();
            }
            other
        });
        if other == Some(true) {
            self.ready.update(|ready| *ready = ready.wrapping_add(1));
        }
    }

    /// It has been scrolled. The browser says so once a frame, before it paints.
    fn scrolled(self) {
        let place = self.heart.with_value(|heart| {
            let element = heart.element.as_ref()?;
            Some((f64::from(element.scroll_left()), f64::from(element.scroll_top())))
        });
        let Some((left, top)) = place else { return };
        let old = self.state.window.get_value();
        if (old.left, old.top) == (left, top) {
            return;
        }
        self.state.window.update_value(|window| (window.left, window.top) = (left, top));
        self.again(true);
        let unsaid = self.heart.try_update_value(|heart| {
            if let Some(rest) = heart.rest.take() {
                rest.clear();
            }
            heart.renderer.as_ref().is_some_and(Renderer::is_unsaid)
        });
        if unsaid == Some(true) {
            let rest = set_timeout_with_handle(move || self.rest(), REST).ok();
            self.heart.update_value(|heart| heart.rest = rest);
        }
    }

    /// Paints what scrolling left to be painted.
    fn rest(self) {
        let unsaid = self
            .heart
            .try_with_value(|heart| heart.renderer.as_ref().is_some_and(Renderer::is_unsaid));
        if unsaid == Some(true) {
            self.again(false);
        }
    }

    /// Paints the same at another place.
    fn again(self, hurried: bool) {
        self.heart.update_value(|heart| {
            let Some(parts) = heart.parts.clone() else { return };
            let parts = Parts { spot: self.state.spot.get_untracked(), ..parts };
            untrack(|| self.draw(heart, &parts, hurried));
        });
    }

    /// Paints what differs, and follows all that it depends on.
    fn paint(self) {
        self.ready.track();
        let version = self.version.get();
        let state = self.state;
        let source = state.source.get();
        let before = self.heart.with_value(|heart| heart.parts.clone());
        let parts = match before.filter(|parts| parts.version == version) {
            Some(parts) => parts,
            None => {
                untrack(|| self.measure(&source));
                let (metrics, spans) = untrack(|| (state.metrics(), Arc::new(state.spans())));
                Parts { version, source, metrics, spans, side: 0.0, spot: None }
            }
        };
        let parts = Parts { side: state.side(), spot: state.spot.get(), ..parts };
        state.selection.track();
        self.heart.update_value(|heart| {
            heart.parts = Some(parts.clone());
            if state.window.get_value().height > parts.metrics.top {
                untrack(|| self.draw(heart, &parts, false));
            }
        });
    }

    fn draw(self, heart: &mut Heart, parts: &Parts, hurried: bool) -> Option<()> {
        let state = self.state;
        let element = heart.element.clone()?;
        heart.renderer.as_mut()?;
        let window = state.window.get_value();
        let revealed = (parts.spot, (window.width, window.height), parts.metrics);
        let reveal = heart.revealed != Some(revealed);
        state.layout.with_untracked(|layout| {
            state.selection.with_untracked(|selection| {
                state.options.with_untracked(|options| {
                    let mut frame = Frame {
                        source: &*parts.source,
                        version: parts.version,
                        layout,
                        options,
                        selection,
                        selection_changed: false,
                        spans: &parts.spans,
                        columns: 0..0,
                        metrics: parts.metrics,
                        scale: state.scale(parts.metrics, window),
                        compact: state.drawn() == Density::Compact,
                        roomy: state.is_roomy(),
                        tiled: false,
                        hurried,
                        is_tree: parts.source.shape().is_tree(),
                        side: parts.side,
                        window,
                        spot: parts.spot,
                        counts: &heart.counts,
                        id: state.id,
                    };
                    let renderer = heart.renderer.as_mut()?;
                    renderer.set_up(&mut frame);
                    if reveal && let Some((left, top)) = state.reveal() {
                        element.set_scroll_top(top.round() as i32);
                        element.set_scroll_left(left.round() as i32);
                        frame.window.left = f64::from(element.scroll_left());
                        frame.window.top = f64::from(element.scroll_top());
                    } else {
                        // Fewer rows or columns than before leave less to scroll.
                        let (width, height) = renderer.size();
                        frame.window.left = window.left.min((width - window.width).max(0.0));
                        frame.window.top = window.top.min((height - window.height).max(0.0));
                    }
                    state.window.set_value(frame.window);
                    let space = frame.window.width - parts.side;
                    frame.columns = parts.spans.visible(frame.window.left, space);
                    renderer.paint(&mut frame);
                    Some(())
                })
            })
        })?;
        heart.revealed = Some(revealed);
        Some(())
    }

    /// Measures how wide the longest names are, and words the corner.
    fn measure(self, source: &Arc<dyn AnySource>) {
        let state = self.state;
        let shape = source.shape();
        let text = state.setting.get().scale();
        let now = (std::ptr::from_ref(shape) as usize, shape.rows.len(), text);
        let counts = state.count_lines();
        let width = self.heart.try_update_value(|heart| {
            heart.counts = counts;
            if heart.measured == Some(now) {
                return None;
            }
            heart.measured = Some(now);
            Some(names_width(&shape.rows, text))
        });
        if let Some(width) = width.flatten()
            && width != state.names_width.get_untracked()
            && !state.has_own_side()
        {
            state.names_width.set(width);
        }
    }
}

/// How wide the row heads have to be for their names, in CSS pixels.
fn names_width(heads: &[super::Head], text: f64) -> f64 {
    /// What stands beside a name: the space at both edges, and a step of the tree.
    const EDGES: f64 = 36.0;
    const STEP: f64 = 18.0;
    const INITIALS: f64 = 36.0;
    const SOME: usize = 24;
    let length =
        |head: &super::Head| head.name.chars().count() + head.mark.chars().count() + 3 * head.depth;
    let mut longest: Vec<(usize, &super::Head)> = Vec::new();
    for head in heads {
        let long = length(head);
        if longest.len() < SOME || longest.last().is_some_and(|(least, _)| *least < long) {
            let at = longest.partition_point(|(other, _)| *other >= long);
            longest.insert(at, (long, head));
            longest.truncate(SOME);
        }
    }
    let is_tree = heads.iter().any(|head| head.parent);
    let (ruler, size) = (size::Ruler::new(), 12.5 * text);
    let width = |head: &super::Head| {
        let words = match head.mark.is_empty() {
            true => head.name.clone(),
            false => format!("{} {}", head.name, head.mark),
        };
        let steps = head.depth as f64 + if is_tree && head.depth == 0 { 1.0 } else { 0.0 };
        let lock = if head.locked { STEP } else { 0.0 };
        let initials = if head.initials.is_empty() { 0.0 } else { INITIALS };
        let beside = EDGES + STEP * steps + lock + initials;
        ruler.width(&words, size) + beside * text
    };
    longest.iter().map(|(_, head)| width(head)).fold(0.0, f64::max).ceil()
}

/// Fingers and the mouse, as far as they hold something: a finger that stays means the menu, and the edge
/// of a head is dragged to make its column wider.
#[derive(Clone, Copy)]
struct Pointers {
    controller: GridController,
    waiting: StoredValue<Option<(TimeoutHandle, (i32, i32))>>,
    /// The column whose edge is dragged, from where, and how wide it was.
    dragged: StoredValue<Option<(usize, i32, f64)>>,
}

impl Pointers {
    fn new(controller: GridController) -> Self {
        Self { controller, waiting: StoredValue::new(None), dragged: StoredValue::new(None) }
    }

    fn down(self, event: &web_sys::PointerEvent) {
        self.end();
        let Some(spot) = spot_of(event) else { return };
        let state = self.controller.state;
        let at = (event.client_x(), event.client_y());
        if let (Some(grip), Some(column)) =
            (platform::closest(event, "[data-grip]"), spot.1.checked_sub(1))
        {
            // NotFoundError only for a pointer that is gone already.
            grip.set_pointer_capture(event.pointer_id()).ok();
            let width = untrack(|| state.spans().width(column));
            return self.dragged.set_value(Some((column, at.0, width)));
        }
        if event.pointer_type() == "mouse" {
            return;
        }
        let controller = self.controller;
        let open = move || controller.menu_of(spot, (f64::from(at.0), f64::from(at.1)));
        let handle = set_timeout_with_handle(open, LONG_PRESS).ok();
        self.waiting.set_value(handle.map(|handle| (handle, at)));
    }

    fn moved(self, event: &web_sys::PointerEvent) {
        const LITTLE: i32 = 8;
        let (x, y) = (event.client_x(), event.client_y());
        if let Some((column, from, width)) = self.dragged.get_value() {
            return self.controller.state.resize(Some(column), width + f64::from(x - from));
        }
        let far = self.waiting.with_value(|waiting| {
            waiting.as_ref().is_some_and(|(_, (from_x, from_y))| {
                (x - from_x).abs() > LITTLE || (y - from_y).abs() > LITTLE
            })
        });
        if far {
            self.end();
        }
    }

    fn end(self) {
        self.dragged.set_value(None);
        if let Some((handle, _)) = self.waiting.try_update_value(Option::take).flatten() {
            handle.clear();
        }
    }
}

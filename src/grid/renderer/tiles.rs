//! Small cells as a picture: each look is drawn once, then copied point by point onto one canvas over
//! the rows. What is heard of a cell stays with its element, which shows nothing itself. A look is what
//! style/grid/grid.css says of it; in forced colours, and where it says so, cells show themselves.

use wasm_bindgen::{Clamped, JsCast};
use web_sys::{CanvasRenderingContext2d, HtmlCanvasElement, HtmlElement, ImageData};

use super::dom::{append, length, make_in, set, set_flag, style, translate};
use crate::components::Level;
use crate::grid::canvas::{context_of, resize, round_rect};
use crate::grid::{CellView, Off, Sign};
use crate::platform::size;

/// How a cell looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Look {
    level: Option<Level>,
    sign: Sign,
    off: bool,
    /// Whether it is not offered at all.
    hatched: bool,
    changed: bool,
    capped: bool,
    warning: bool,
    selected: bool,
    parent: bool,
}

impl Look {
    /// The look of a cell, in the row of a parent or another.
    pub(super) fn of(view: &CellView, parent: bool) -> Self {
        Self {
            level: view.level,
            sign: view.sign,
            off: view.off.is_some(),
            hatched: matches!(view.off, Some(Off::NotOffered(_))),
            changed: view.changed,
            capped: view.capped,
            warning: view.warning.is_some(),
            selected: false,
            parent,
        }
    }

    /// The same cell selected, or not.
    pub(super) fn select(self, selected: bool) -> Self {
        Self { selected, ..self }
    }

    /// The number of the look: another for each.
    fn number(self) -> usize {
        let level = self.level.map_or(0, |level| level as usize + 1);
        let state = [self.changed, self.capped, self.warning, self.selected, self.parent];
        let flags = [self.off, self.hatched].into_iter().chain(state);
        let flags = flags.fold(0, |all, flag| all << 1 | usize::from(flag));
        (flags << 6) | (self.sign as usize) << 3 | level
    }
}

/// How many numbers there are.
const NUMBERS: usize = 1 << 13;

/// The colours as the style sheets have them now.
#[derive(Debug, Default)]
struct Palette {
    tones: Vec<(String, String)>,
    dash: String,
    quiet: String,
    plain: String,
    action: String,
    warn: String,
    off: String,
    stroke: String,
    selected: String,
    change: String,
    ground: String,
    family: String,
}

impl Palette {
    fn of(sample: &HtmlElement) -> Option<Self> {
        let colour = |token: &str| {
            style(sample, "color", &format!("var(--{token})"));
            size::style_of(sample, "color").unwrap_or_default()
        };
        let tones = ["low", "middle", "full"]
            .map(|name| (colour(&format!("tone-{name}")), colour(&format!("tone-{name}-ink"))));
        let mut tones = tones.to_vec();
        tones.push((colour("lose-wash"), colour("lose")));
        Some(Self {
            tones,
            dash: colour("tone-none"),
            quiet: colour("ink-3"),
            plain: colour("ink-2"),
            action: colour("action"),
            warn: colour("warn"),
            off: colour("hover"),
            stroke: colour("sunken"),
            selected: colour("wash"),
            change: colour("change"),
            ground: colour("surface"),
            family: size::style_of(sample, "font-family")?,
        })
    }

    /// The ground and the ink of a level.
    fn tone(&self, level: Option<Level>) -> (Option<&str>, &str) {
        let at = match level {
            None => return (None, &self.plain),
            Some(Level::None) => return (None, &self.quiet),
            Some(Level::Low) => 0,
            Some(Level::Middle) => 1,
            Some(Level::Full) => 2,
            Some(Level::Block) => 3,
        };
        self.tones.get(at).map_or((None, &self.plain), |(ground, ink)| (Some(ground), ink))
    }
}

/// See the module.
pub(super) struct Tiles {
    canvas: HtmlCanvasElement,
    context: CanvasRenderingContext2d,
    /// Where a look is drawn before it is copied.
    easel: HtmlCanvasElement,
    pen: CanvasRenderingContext2d,
    sample: HtmlElement,
    palette: Palette,
    /// The looks that are drawn, by their numbers.
    drawn: Vec<Option<usize>>,
    looks: Vec<Vec<u8>>,
    /// The size of a cell in CSS pixels, and how many points one of these has.
    cell: (f64, f64),
    ratio: f64,
    points: Vec<u8>,
    placed: Option<(f64, f64)>,
}

impl Tiles {
    /// Tiles over what is in an element. It has to be in the page, for its colours.
    pub(super) fn new(over: &HtmlElement) -> Option<Self> {
        let document = over.owner_document()?;
        let make = || document.create_element("canvas").ok()?.dyn_into::<HtmlCanvasElement>().ok();
        let (canvas, easel) = (make()?, make()?);
        canvas.set_class_name("grid-tiles");
        append(over, &canvas);
        let sample = make_in(over, "grid-sample", "presentation")?;
        set(&sample, "aria-hidden", "true");
        Some(Self {
            context: context_of(&canvas)?,
            pen: context_of(&easel)?,
            canvas,
            easel,
            palette: Palette::of(&sample)?,
            sample,
            drawn: vec![None; NUMBERS],
            looks: Vec::new(),
            cell: (0.0, 0.0),
            ratio: 0.0,
            points: Vec::new(),
            placed: None,
        })
    }

    /// Takes them out of the page.
    pub(super) fn remove(&self) {
        self.canvas.remove();
        self.sample.remove();
    }

    /// Makes ready for cells of a size; false where nothing that was drawn holds any more.
    pub(super) fn set_up(&mut self, cell: (f64, f64)) -> bool {
        let ratio = size::of_pixels();
        let same = (self.cell, self.ratio) == (cell, ratio);
        if !same {
            (self.cell, self.ratio) = (cell, ratio);
            self.looks.clear();
            self.drawn.fill(None);
        }
        same
    }

    /// Puts the picture where its first cell is.
    pub(super) fn place(&mut self, x: f64, y: f64) {
        // Between two points of the screen everything would be blurred.
        let whole = |at: f64| (at * self.ratio).round() / self.ratio;
        let at = (whole(x), whole(y));
        if self.placed != Some(at) {
            self.placed = Some(at);
            translate(&self.canvas, at.0, at.1);
        }
    }

    /// Draws cells, row by row, so many in each.
    pub(super) fn draw(&mut self, cells: &[Look], columns: usize) -> Option<()> {
        set_flag(&self.canvas, "hidden", cells.is_empty());
        let rows = cells.len().checked_div(columns)?;
        let edge = |at: usize, size: f64| (at as f64 * size * self.ratio).round() as usize;
        let (width, height) = self.cell;
        let xs: Vec<usize> = (0..=columns).map(|at| edge(at, width)).collect();
        let ys: Vec<usize> = (0..=rows).map(|at| edge(at, height)).collect();
        let (across, down) = (*xs.last()?, *ys.last()?);
        let widths: Vec<usize> =
            xs.iter().zip(xs.iter().skip(1)).map(|(a, b)| (b - a) * 4).collect();
        let numbers: Option<Vec<usize>> = cells.iter().map(|look| self.look(*look)).collect();
        let (numbers, tile) = (numbers?, self.tile().0 * 4);
        if across == 0 {
            return None;
        }
        if (self.canvas.width() as usize, self.canvas.height() as usize) != (across, down) {
            resize(&self.canvas, across as u32, down as u32);
            length(&self.canvas, "width", across as f64 / self.ratio);
            length(&self.canvas, "height", down as f64 / self.ratio);
        }
        self.points.resize(across * down * 4, 0);
        let mut lines = self.points.chunks_exact_mut(across * 4);
        for (row, (top, bottom)) in numbers.chunks(columns).zip(ys.iter().zip(ys.iter().skip(1))) {
            let looks: Vec<&[u8]> =
                row.iter().filter_map(|at| self.looks.get(*at).map(Vec::as_slice)).collect();
            for y in 0..bottom - top {
                let mut rest = lines.next()?;
                for (look, width) in looks.iter().zip(&widths) {
                    let (to, behind) = rest.split_at_mut_checked(*width)?;
                    to.copy_from_slice(look.get(y * tile..y * tile + width)?);
                    rest = behind;
                }
            }
        }
        let image = ImageData::new_with_u8_clamped_array(Clamped(&self.points), across as u32);
        self.context.put_image_data(&image.ok()?, 0.0, 0.0).ok()
    }

    /// How many points a look has, cells of all widths and heights counted in.
    fn tile(&self) -> (usize, usize) {
        let points = |size: f64| (size * self.ratio).ceil() as usize;
        (points(self.cell.0), points(self.cell.1))
    }

    /// Where a look is, which is drawn where it is not yet.
    fn look(&mut self, look: Look) -> Option<usize> {
        let number = look.number();
        if let Some(at) = self.drawn.get(number)? {
            return Some(*at);
        }
        let (across, down) = self.tile();
        resize(&self.easel, across as u32, down as u32);
        let (width, height) = (across as f64, down as f64);
        let pen = Pen { pen: &self.pen, palette: &self.palette, size: self.cell };
        self.pen.clear_rect(0.0, 0.0, width, height);
        self.pen.save();
        self.pen.scale(self.ratio, self.ratio).ok()?;
        pen.draw(look);
        self.pen.restore();
        let drawn = self.pen.get_image_data(0.0, 0.0, width, height).ok()?.data().0;
        self.looks.push(drawn);
        let at = self.looks.len() - 1;
        *self.drawn.get_mut(number)? = Some(at);
        Some(at)
    }
}

/// Draws one look.
struct Pen<'a> {
    pen: &'a CanvasRenderingContext2d,
    palette: &'a Palette,
    size: (f64, f64),
}

impl Pen<'_> {
    fn draw(&self, look: Look) {
        let Pen { palette, size: (width, height), .. } = self;
        let is_meter = look.sign == Sign::Meter;
        let (mut ground, mut ink): (Option<&str>, &str) = palette.tone(look.level);
        let has_tone = matches!(look.level, Some(Level::Low | Level::Middle | Level::Full));
        if look.selected && !has_tone {
            ground = Some(&palette.selected);
        }
        if look.parent && !is_meter {
            ground = None;
            ink = &palette.plain;
        }
        if look.off {
            ground = Some(&palette.off);
            ink = &palette.quiet;
        }
        if let Some(ground) = ground {
            self.pen.set_fill_style_str(ground);
            self.pen.begin_path();
            round_rect(self.pen, [1.0, 1.0, width - 2.0, height - 2.0], 4.0);
            self.pen.fill();
        }
        let has_level = look.level.is_some_and(|level| level != Level::None);
        if look.hatched && !has_level {
            self.hatch();
        }
        match look.sign {
            _ if look.warning => self.word("⚠", ink),
            Sign::Meter => self.meter(look.level, ink),
            Sign::Tick | Sign::Both | Sign::Cross | Sign::Doubt => {
                let (word, own) = match look.sign {
                    Sign::Cross => ("✕", &palette.quiet),
                    Sign::Doubt => ("?", &palette.warn),
                    Sign::Both => ("✓✕", &palette.action),
                    _ => ("✓", &palette.action),
                };
                let on_full = look.level == Some(Level::Full) && ground.is_some();
                self.word(word, if on_full { ink } else { own });
            }
            Sign::Indirect => {
                self.pen.set_stroke_style_str(ink);
                self.pen.set_line_width(1.0);
                self.pen.begin_path();
                round_rect(self.pen, [3.5, 3.5, width - 7.0, height - 7.0], 4.0);
                self.pen.stroke();
            }
            Sign::Blank => {}
        }
        if look.capped {
            self.pen.set_fill_style_str(&palette.warn);
            let mut x = 4.0;
            while x + 2.0 <= width - 4.0 {
                self.dot(x + 1.0, height - 3.0, 1.0);
                x += 4.0;
            }
        }
        if look.changed {
            let (x, y) = (width - 5.5, 5.5);
            self.pen.set_fill_style_str(&palette.ground);
            self.dot(x, y, 5.0);
            self.pen.set_fill_style_str(&palette.change);
            self.dot(x, y, 3.5);
        } else if look.off && look.level.is_some() {
            self.lock();
        }
    }

    /// Strokes across the whole cell.
    fn hatch(&self) {
        const STEP: f64 = 6.0;
        let (width, height) = self.size;
        self.pen.save();
        self.pen.begin_path();
        round_rect(self.pen, [1.0, 1.0, width - 2.0, height - 2.0], 4.0);
        self.pen.clip();
        self.pen.set_stroke_style_str(&self.palette.stroke);
        self.pen.set_line_width(2.0);
        self.pen.begin_path();
        let mut x = -height;
        while x < width {
            self.pen.move_to(x, height);
            self.pen.line_to(x + height, 0.0);
            x += STEP;
        }
        self.pen.stroke();
        self.pen.restore();
    }

    fn dot(&self, x: f64, y: f64, radius: f64) {
        self.pen.begin_path();
        // IndexSizeError only for a radius below zero.
        self.pen.arc(x, y, radius, 0.0, std::f64::consts::TAU).ok();
        self.pen.fill();
    }

    /// Bars, a dash, or a circle.
    fn meter(&self, level: Option<Level>, ink: &str) {
        let (width, height) = self.size;
        let (x, y) = (width / 2.0, height / 2.0);
        self.pen.set_fill_style_str(ink);
        match level {
            None => {}
            Some(Level::None) => {
                self.pen.set_fill_style_str(&self.palette.dash);
                self.pen.fill_rect((x - 3.0).round(), (y - 0.75).round(), 6.0, 1.5);
            }
            Some(Level::Block) => {
                self.pen.set_stroke_style_str(ink);
                self.pen.set_line_width(1.25);
                self.pen.begin_path();
                // IndexSizeError only for a radius below zero.
                self.pen.arc(x, y, 5.0, 0.0, std::f64::consts::TAU).ok();
                self.pen.move_to(x - 3.5, y - 3.5);
                self.pen.line_to(x + 3.5, y + 3.5);
                self.pen.stroke();
            }
            Some(level) => {
                let foot = (y + 5.5).round();
                let bars = [(-7.0, 5.0), (-2.0, 8.0), (3.0, 11.0)];
                for (nth, (left, high)) in (0..).zip(bars) {
                    self.pen.set_global_alpha(if nth < level.amount() { 1.0 } else { 0.24 });
                    self.pen.fill_rect((x + left).round(), foot - high, 4.0, high);
                }
                self.pen.set_global_alpha(1.0);
            }
        }
    }

    fn word(&self, word: &str, colour: &str) {
        let (width, height) = self.size;
        self.pen.set_fill_style_str(colour);
        self.pen.set_font(&format!("600 11.75px {}", self.palette.family));
        self.pen.set_text_align("center");
        self.pen.set_text_baseline("middle");
        self.pen.fill_text_with_max_width(word, width / 2.0, height / 2.0, width - 4.0).ok();
    }

    /// A lock at the foot: it is set and has no effect.
    fn lock(&self) {
        let (width, height) = self.size;
        let (x, y) = (width - 10.0, height - 10.0);
        self.pen.set_fill_style_str(&self.palette.warn);
        self.pen.fill_rect(x + 1.5, y + 3.5, 5.0, 3.5);
        self.pen.set_stroke_style_str(&self.palette.warn);
        self.pen.set_line_width(1.0);
        self.pen.begin_path();
        self.pen.move_to(x + 2.5, y + 4.0);
        // IndexSizeError only for a radius below zero.
        self.pen.arc(x + 4.0, y + 2.75, 1.5, std::f64::consts::PI, 0.0).ok();
        self.pen.line_to(x + 5.5, y + 4.0);
        self.pen.stroke();
    }
}

/// Whether cells may be pictures, as the style sheet has it now.
pub(super) fn allowed(grid: &HtmlElement) -> bool {
    size::style_of(grid, "--grid-tiles").is_some_and(|value| value.trim() == "1")
}

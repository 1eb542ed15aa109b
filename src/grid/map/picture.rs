//! The map's pictures on canvases: all cells, how much each column permits, and the magnifier.

use std::ops::Range;

use wasm_bindgen::{Clamped, JsCast};
use web_sys::{CanvasRenderingContext2d, Element, HtmlCanvasElement, ImageData};

use super::levels::{LEVELS, Levels};
use crate::platform::size;

/// The colour of each level, and of what is drawn over them.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Palette {
    levels: [[u8; 4]; LEVELS],
    words: [String; LEVELS],
    quiet: String,
    strong: String,
}

impl Palette {
    /// The colours as the style sheet gives them to samples within an element.
    pub(super) fn of(within: &Element) -> Self {
        let sample = |selector: &str| {
            let found = within.query_selector(selector).ok().flatten();
            found.map(|found| size::background_of(&found)).unwrap_or_default()
        };
        let names = ["none", "low", "middle", "full"];
        let words = names.map(|name| sample(&format!(".map-swatch[data-level={name}]")));
        let levels = std::array::from_fn(|at| words.get(at).map(|it| rgba(it)).unwrap_or_default());
        Self { levels, words, quiet: sample(".map-quiet"), strong: sample(".map-strong") }
    }
}

/// `rgb(1, 2, 3)` as bytes.
fn rgba(text: &str) -> [u8; 4] {
    let digits = text.split(|it: char| !it.is_ascii_digit()).filter(|part| !part.is_empty());
    let mut numbers = digits.filter_map(|part| part.parse::<u8>().ok());
    let mut next = || numbers.next().unwrap_or_default();
    [next(), next(), next(), u8::MAX]
}

/// A canvas of a size in CSS pixels, ready to be drawn on in its own points.
fn ready(canvas: &HtmlCanvasElement, width: f64, height: f64) -> Option<Ready> {
    let ratio = size::of_pixels();
    let points = ((width * ratio).round().max(1.0), (height * ratio).round().max(1.0));
    let (across, down) = (points.0 as u32, points.1 as u32);
    if (canvas.width(), canvas.height()) != (across, down) {
        canvas.set_width(across);
        canvas.set_height(down);
    }
    let context = canvas.get_context("2d").ok()??;
    let context = context.dyn_into::<CanvasRenderingContext2d>().ok()?;
    Some(Ready { context, across: across as usize, down: down as usize, ratio })
}

struct Ready {
    context: CanvasRenderingContext2d,
    across: usize,
    down: usize,
    ratio: f64,
}

/// Draws the rows that are filled.
pub(super) fn draw_cells(
    canvas: &HtmlCanvasElement,
    (width, height): (f64, f64),
    levels: &Levels,
    palette: &Palette,
) -> Option<()> {
    let Ready { context, across, down, .. } = ready(canvas, width, height)?;
    let (rows, columns) = levels.size();
    if rows == 0 || columns == 0 {
        return None;
    }
    let mut pixels: Vec<u8> = Vec::with_capacity(across * down * 4);
    let (mut line, mut points) = (usize::MAX..0, Vec::new());
    for y in 0..down {
        let of = levels.rows_of(y, down);
        if of.start >= levels.filled() {
            break;
        }
        // Lines of the same rows look the same.
        if of != line {
            levels.line(y, (across, down), &mut points);
            line = of;
        }
        for level in &points {
            pixels.extend(palette.levels.get(usize::from(*level)).unwrap_or(&[0; 4]));
        }
    }
    let image = ImageData::new_with_u8_clamped_array(Clamped(&pixels), across as u32).ok()?;
    context.put_image_data(&image, 0.0, 0.0).ok()
}

/// Draws how much each column permits, those under the magnifier in the strong colour.
pub(super) fn draw_bars(
    canvas: &HtmlCanvasElement,
    (width, height): (f64, f64),
    levels: &Levels,
    palette: &Palette,
    under: &Range<usize>,
) -> Option<()> {
    let Ready { context, across, down, .. } = ready(canvas, width, height)?;
    let (across, down) = (across as f64, down as f64);
    context.clear_rect(0.0, 0.0, across, down);
    let (_, columns) = levels.size();
    let step = across / columns.max(1) as f64;
    let highest = levels.densities().fold(0.0, f64::max).max(f64::EPSILON);
    for (column, part) in levels.densities().enumerate() {
        let colour = if under.contains(&column) { &palette.strong } else { &palette.quiet };
        context.set_fill_style_str(colour);
        let high = (down * part / highest).max(1.0);
        context.fill_rect(column as f64 * step, down - high, step.max(1.0), high);
    }
    Some(())
}

/// Draws the cells under the magnifier.
pub(super) fn draw_lens(
    canvas: &HtmlCanvasElement,
    levels: &Levels,
    palette: &Palette,
    (rows, columns): (&Range<usize>, &Range<usize>),
    cell: f64,
) -> Option<()> {
    let (width, height) = (columns.len() as f64 * cell, rows.len() as f64 * cell);
    let Ready { context, across, down, ratio } = ready(canvas, width, height)?;
    context.clear_rect(0.0, 0.0, across as f64, down as f64);
    let (side, gap) = (cell * ratio, ratio);
    for (y, row) in rows.clone().enumerate() {
        for (x, column) in columns.clone().enumerate() {
            let level = levels.level(row, column).unwrap_or_default();
            context.set_fill_style_str(palette.words.get(usize::from(level))?);
            let (left, top) = (x as f64 * side, y as f64 * side);
            context.begin_path();
            rounded(&context, (left + gap / 2.0, top + gap / 2.0), side - gap, 3.0 * ratio);
            context.fill();
        }
    }
    Some(())
}

/// A square with round corners.
fn rounded(context: &CanvasRenderingContext2d, (x, y): (f64, f64), side: f64, radius: f64) {
    let (right, bottom) = (x + side, y + side);
    context.move_to(x + radius, y);
    // RangeError only for a radius below zero.
    context.arc_to(right, y, right, bottom, radius).ok();
    context.arc_to(right, bottom, x, bottom, radius).ok();
    context.arc_to(x, bottom, x, y, radius).ok();
    context.arc_to(x, y, right, y, radius).ok();
}

#[cfg(test)]
mod tests {
    use super::rgba;

    #[test]
    fn a_colour_is_read() {
        assert_eq!(rgba("rgb(42, 95, 203)"), [42, 95, 203, 255]);
        assert_eq!(rgba(""), [0, 0, 0, 255]);
    }
}

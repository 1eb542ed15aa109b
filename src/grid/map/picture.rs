//! The map's pictures on canvases: all cells, how much each column permits, and the magnifier.

use std::ops::Range;

use wasm_bindgen::Clamped;
use web_sys::{CanvasRenderingContext2d, Element, HtmlCanvasElement, ImageData};

use super::levels::{LEVELS, Levels, Place};
use crate::grid::canvas::{context_of, resize, round_rect};
use crate::platform::size;

/// Red, green, blue, and how dense.
type Colour = [u8; 4];

/// The colour of each level, and of what is drawn over them.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Palette {
    levels: [Colour; LEVELS],
    words: [String; LEVELS],
    quiet: Colour,
    strong: Colour,
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
        let (quiet, strong) = (rgba(&sample(".map-quiet")), rgba(&sample(".map-strong")));
        Self { levels, words, quiet, strong }
    }
}

/// `rgb(1, 2, 3)` as bytes.
fn rgba(text: &str) -> Colour {
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
    resize(canvas, across, down);
    let context = context_of(canvas)?;
    Some(Ready { context, across: across as usize, down: down as usize, ratio })
}

struct Ready {
    context: CanvasRenderingContext2d,
    across: usize,
    down: usize,
    ratio: f64,
}

/// What of the picture is to be drawn anew.
#[derive(Debug, Default)]
pub(super) enum Damage {
    /// Nothing.
    #[default]
    None,
    /// The rows from this one on that are filled.
    From(usize),
    /// These cells.
    Cells(Vec<Place>),
}

impl Damage {
    /// More of it.
    pub(super) fn add(&mut self, more: Self) {
        *self = match (std::mem::take(self), more) {
            (Self::None, more) | (more, Self::None) => more,
            (Self::From(one), Self::From(other)) => Self::From(one.min(other)),
            (Self::Cells(mut cells), Self::Cells(more)) => {
                cells.extend(more);
                Self::Cells(cells)
            }
            _ => Self::From(0),
        };
    }
}

/// The picture of all cells, as its canvas shows it.
#[derive(Debug, Default)]
pub(super) struct Picture {
    points: Vec<Colour>,
    across: usize,
    down: usize,
    /// How many rows and columns it is of.
    of: (usize, usize),
    colours: [Colour; LEVELS],
}

impl Picture {
    /// Draws what is damaged; all of it where its size or colours are others.
    pub(super) fn draw(
        &mut self,
        canvas: &HtmlCanvasElement,
        (width, height): (f64, f64),
        levels: &Levels,
        palette: &Palette,
        damage: Damage,
    ) -> Option<()> {
        /// One cell in so many is drawn sooner with all others.
        const MANY: usize = 200;
        let Ready { context, across, down, .. } = ready(canvas, width, height)?;
        let (rows, columns) = levels.size();
        if rows == 0 || columns == 0 {
            return None;
        }
        let same = (self.across, self.down, self.of, self.colours)
            == (across, down, levels.size(), palette.levels);
        if !same {
            self.points.clear();
            self.points.resize(across * down, [0; 4]);
            (self.across, self.down) = (across, down);
            (self.of, self.colours) = (levels.size(), palette.levels);
        }
        let (x, y) = match damage {
            Damage::None if same => return Some(()),
            Damage::Cells(cells) if same && cells.len() < rows * columns / MANY => {
                self.cells(levels, cells)?
            }
            Damage::From(row) if same => (0..across, self.lines(levels, row)),
            _ => (0..across, self.lines(levels, 0)),
        };
        let (left, top) = (x.start as f64, y.start as f64);
        let lines = self.points.get(y.start * across..y.end * across)?;
        // What is handed over is copied: of some cells only the part that they are in.
        if x.len() == across {
            return put(&context, lines, across, (left, top));
        }
        let part = lines.chunks_exact(across).flat_map(|line| line.get(x.clone()).unwrap_or(&[]));
        put(&context, &part.copied().collect::<Vec<_>>(), x.len(), (left, top))
    }

    /// Draws the lines of the rows that are filled, from a row on, and says which these are.
    fn lines(&mut self, levels: &Levels, from: usize) -> Range<usize> {
        let (across, down) = (self.across, self.down);
        let columns = levels.size().1;
        let edge = |column: usize| (column * across).div_ceil(columns);
        let widths: Vec<usize> = (0..columns).map(|at| edge(at + 1) - edge(at)).collect();
        let first = levels.lines_of(from, down).next().unwrap_or_default();
        let (mut of, mut averages) = (None, Vec::new());
        let mut line: Vec<Colour> = Vec::with_capacity(across);
        let mut drawn = first..first;
        for (y, points) in self.points.chunks_mut(across).enumerate().skip(first) {
            let rows = levels.rows_of(y, down);
            if rows.end > levels.filled() {
                break;
            }
            // Lines of the same rows look the same.
            if of.as_ref() != Some(&rows) {
                levels.averages(rows.clone(), &mut averages);
                of = Some(rows);
                line.clear();
                for (level, width) in averages.iter().zip(&widths) {
                    let colour = *self.colours.get(usize::from(*level)).unwrap_or(&[0; 4]);
                    (0..*width).for_each(|_| line.push(colour));
                }
            }
            if let Some(line) = line.get(..points.len()) {
                points.copy_from_slice(line);
            }
            drawn.end = y + 1;
        }
        drawn
    }

    /// Draws the points of some cells, and says where these are, from the first to the last.
    fn cells(
        &mut self,
        levels: &Levels,
        cells: Vec<Place>,
    ) -> Option<(Range<usize>, Range<usize>)> {
        let (across, down) = (self.across, self.down);
        let columns = levels.size().1;
        let edge = |column: usize| (column * across).div_ceil(columns);
        let places = cells
            .into_iter()
            .flat_map(|(row, column)| levels.lines_of(row, down).map(move |line| (line, column)));
        let mut places: Vec<Place> = places.collect();
        places.sort_unstable();
        places.dedup();
        let mut drawn: Option<(Range<usize>, Range<usize>)> = None;
        for (line, column) in places {
            let level = levels.average(levels.rows_of(line, down), column);
            let colour = *self.colours.get(usize::from(level))?;
            let (left, right) = (edge(column), edge(column + 1));
            let points = self.points.get_mut(line * across + left..line * across + right)?;
            points.fill(colour);
            drawn = Some(match drawn {
                None => (left..right, line..line + 1),
                Some((x, y)) => {
                    (x.start.min(left)..x.end.max(right), y.start.min(line)..y.end.max(line + 1))
                }
            });
        }
        drawn.filter(|(x, _)| !x.is_empty())
    }
}

/// Puts points that are so many across where they belong.
fn put(
    context: &CanvasRenderingContext2d,
    points: &[Colour],
    across: usize,
    (left, top): (f64, f64),
) -> Option<()> {
    let points = Clamped(points.as_flattened());
    let image = ImageData::new_with_u8_clamped_array(points, across as u32).ok()?;
    context.put_image_data(&image, left, top).ok()
}

/// How much each column permits, as its canvas shows it.
#[derive(Debug, Default)]
pub(super) struct BarPicture {
    across: usize,
    down: usize,
    /// How high the bar of each column is, and in which colour.
    bars: Vec<(usize, Colour)>,
}

impl BarPicture {
    /// Draws the bars that are others now, those under the magnifier in the strong colour; all of them
    /// where the size is another.
    pub(super) fn draw(
        &mut self,
        canvas: &HtmlCanvasElement,
        (width, height): (f64, f64),
        levels: &Levels,
        palette: &Palette,
        under: &Range<usize>,
    ) -> Option<()> {
        let Ready { context, across, down, .. } = ready(canvas, width, height)?;
        let columns = levels.size().1;
        let highest = levels.densities().fold(0.0, f64::max).max(f64::EPSILON);
        let bar = |(column, part): (usize, f64)| {
            let colour = if under.contains(&column) { palette.strong } else { palette.quiet };
            ((down as f64 * part / highest).max(1.0).round() as usize, colour)
        };
        let bars: Vec<(usize, Colour)> = levels.densities().enumerate().map(bar).collect();
        // Bars that share a point are drawn over one another.
        let apart = columns <= across;
        let same = apart && (self.across, self.down, self.bars.len()) == (across, down, bars.len());
        let differs = |column: &usize| !same || self.bars.get(*column) != bars.get(*column);
        let differing: Vec<usize> = (0..columns).filter(differs).collect();
        let drawn = match (differing.first(), differing.last()) {
            (Some(first), Some(last)) => *first..last + 1,
            _ => 0..0,
        };
        (self.across, self.down, self.bars) = (across, down, bars);
        if drawn.is_empty() {
            return Some(());
        }
        let edge = |column: usize| column * across / columns;
        let (left, right) = (edge(drawn.start), edge(drawn.end).max(edge(drawn.start) + 1));
        let mut points: Vec<Colour> = vec![[0; 4]; (right - left) * down];
        for column in drawn {
            let (high, colour) = self.bars.get(column)?;
            let (from, to) = (edge(column) - left, edge(column + 1).max(edge(column) + 1) - left);
            for line in points.chunks_mut(right - left).skip(down.saturating_sub(*high)) {
                line.get_mut(from..to).unwrap_or_default().fill(*colour);
            }
        }
        put(&context, &points, right - left, (left as f64, 0.0))
    }
}

/// What the magnifier shows: the levels of so many columns, row by row.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Magnified {
    pub(super) columns: usize,
    pub(super) levels: Vec<u8>,
}

/// Draws the cells under the magnifier.
pub(super) fn draw_lens(
    canvas: &HtmlCanvasElement,
    shown: &Magnified,
    palette: &Palette,
    cell: f64,
) -> Option<()> {
    let columns = shown.columns.max(1);
    let (width, height) = (columns as f64 * cell, (shown.levels.len() / columns) as f64 * cell);
    let Ready { context, across, down, ratio } = ready(canvas, width, height)?;
    context.clear_rect(0.0, 0.0, across as f64, down as f64);
    let (side, gap) = (cell * ratio, ratio);
    for (level, colour) in (0..).zip(&palette.words) {
        context.set_fill_style_str(colour);
        context.begin_path();
        for (at, _) in shown.levels.iter().enumerate().filter(|(_, own)| **own == level) {
            let (left, top) = ((at % columns) as f64 * side, (at / columns) as f64 * side);
            let (left, top, side) = (left + gap / 2.0, top + gap / 2.0, side - gap);
            round_rect(&context, [left, top, side, side], 3.0 * ratio);
        }
        context.fill();
    }
    Some(())
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

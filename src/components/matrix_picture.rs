//! A matrix as a tiny picture: a square for each cell, in the tone of how much it permits. It goes with
//! words that say what it is of; nobody hears of it.

use leptos::prelude::*;

use super::Level;

/// From how many columns on the squares touch: a gap would be no pixel wide.
const DENSE: usize = 40;

/// See the module. How large it is the style sheet of its place says, unless its squares are of one size.
#[component]
pub fn MatrixPicture(
    /// A line for each row, and in it a digit for each cell, from `0` for nothing to `3` for everything.
    #[prop(into)]
    rows: String,
    /// The most rows and columns that are drawn; of more some are, evenly spread.
    #[prop(optional)]
    most: Option<(usize, usize)>,
    /// How large a square is, in half pixels, where it is the same in all pictures of a list.
    #[prop(optional)]
    half_pixels: Option<usize>,
) -> AnyView {
    let lines: Vec<&str> = rows.lines().collect();
    let columns = lines.iter().map(|line| line.len()).max().unwrap_or_default();
    let (most_rows, most_columns) = most.unwrap_or((lines.len(), columns));
    let (height, width) = (lines.len().min(most_rows), columns.min(most_columns));
    let digit = |row: usize, column: usize| {
        let line = lines.get(row * lines.len() / height.max(1))?;
        line.as_bytes().get(column * columns / width.max(1)).copied()
    };
    let is_dense = width > DENSE;
    let path = |tone: u8| {
        let mut path = String::new();
        for row in 0..height {
            let mut column = 0;
            while column < width {
                if digit(row, column) != Some(tone) {
                    column += 1;
                    continue;
                }
                let from = column;
                column += 1;
                while is_dense && digit(row, column) == Some(tone) && column < width {
                    column += 1;
                }
                path.push_str(&match is_dense {
                    true => format!("M{from} {row}h{0}v1h-{0}z", column - from),
                    // The stroke that rounds its corners adds to it on all sides.
                    false => format!("M{from}.25 {row}.25h.5v.5h-.5z"),
                });
            }
        }
        path
    };
    let tones =
        [(b'0', Level::None), (b'1', Level::Low), (b'2', Level::Middle), (b'3', Level::Full)];
    let squares = tones.map(|(tone, level)| {
        view! { <path data-level=level.name() d=path(tone)></path> }
    });
    let pixels = |squares: usize| half_pixels.map(|size| (squares * size / 2).to_string());
    view! {
        <svg
            class="matrix-picture"
            width=pixels(width)
            height=pixels(height)
            class:matrix-picture-dense=is_dense
            viewBox=format!("0 0 {} {}", width.max(1), height.max(1))
            aria-hidden="true"
        >
            {squares.collect_view()}
        </svg>
    }
    .into_any()
}

//! How much of a grid is seen at once, and the sizes that follow from it, in CSS pixels. They are
//! numbers and no style: what is in the page depends on them.

use crate::components::Icon;

/// How much is seen at once.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Density {
    /// Rows with words in their cells.
    #[default]
    Comfortable,
    /// Small cells with signs, names of columns at an angle.
    Compact,
    /// All of it as one picture.
    Map,
}

impl Density {
    /// All, from the most spacious on.
    pub const ALL: [Self; 3] = [Self::Comfortable, Self::Compact, Self::Map];

    /// Its name in what is kept.
    pub fn key(self) -> &'static str {
        match self {
            Self::Comfortable => "comfortable",
            Self::Compact => "compact",
            Self::Map => "map",
        }
    }

    /// The density of a name.
    pub fn of(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|density| density.key() == key)
    }

    /// Its name on screen.
    pub fn label(self) -> &'static str {
        match self {
            Self::Comfortable => "Comfortable",
            Self::Compact => "Compact",
            Self::Map => "Map",
        }
    }

    /// Its picture.
    pub fn icon(self) -> Icon {
        match self {
            Self::Comfortable => Icon::Comfortable,
            Self::Compact => Icon::Compact,
            Self::Map => Icon::Map,
        }
    }
}

/// Where the page is looked at.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Setting {
    /// How large text is, as a multiple of the usual size.
    pub text: f64,
    /// Whether fingers point.
    pub coarse: bool,
    /// Whether it is shown to a room.
    pub room: bool,
    /// How wide the grid is.
    pub width: f64,
}

impl Setting {
    /// How much larger a room needs it.
    const IN_A_ROOM: f64 = 1.4;

    /// How large everything is, as a multiple of the usual size.
    pub fn scale(self) -> f64 {
        self.text * if self.room { Self::IN_A_ROOM } else { 1.0 }
    }
}

/// How large the cells of Compact are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Cells {
    /// As many as there can be.
    #[default]
    Small,
    /// Large enough to be ticked one by one.
    Roomy,
}

/// What of a grid its sizes depend on.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Contents {
    /// How large its cells are in Compact.
    pub cells: Cells,
    /// How wide its columns with words are.
    pub column: f64,
    /// Whether columns stand under bands.
    pub has_bands: bool,
    /// Whether a line of totals stands below the rows.
    pub has_totals: bool,
}

/// The sizes.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Metrics {
    /// The height of a row.
    pub row: f64,
    /// The height of the heads of columns, with the row of bands.
    pub top: f64,
    /// The height of the row of bands below the heads; zero where bands stand in the heads.
    pub bands: f64,
    /// The width of a column that nobody has resized.
    pub column: f64,
    /// The width of a column that holds words.
    pub words: f64,
    /// The height of the line of totals; zero where there is none.
    pub foot: f64,
    /// How far names at an angle reach beyond the last column.
    pub overhang: f64,
}

/// How much larger text may be before small cells no longer hold what is in them.
const MOST_TEXT_IN_COMPACT: f64 = 1.5;

impl Metrics {
    /// The density that is drawn: large text needs the spacious one.
    pub fn drawn(density: Density, setting: Setting) -> Density {
        match density {
            Density::Compact if setting.text > MOST_TEXT_IN_COMPACT => Density::Comfortable,
            density => density,
        }
    }

    /// The sizes of a grid of these contents.
    pub fn of(density: Density, setting: Setting, contents: Contents) -> Self {
        let Setting { coarse, .. } = setting;
        let Contents { cells, column, has_bands, has_totals } = contents;
        let text = setting.scale();
        let words = (column * text).round();
        let foot = if has_totals { (38.0 * text).round() } else { 0.0 };
        match Self::drawn(density, setting) {
            Density::Compact => {
                let room = if setting.room { Setting::IN_A_ROOM } else { 1.0 };
                let bands = |height: f64| if has_bands { (height * room).round() } else { 0.0 };
                let (row, column, top, bands) = match cells {
                    Cells::Roomy => (if coarse { 44.0 } else { 42.0 }, 43.0, 150.0, bands(22.0)),
                    Cells::Small if coarse => (44.0, 36.0, 117.0, bands(19.0)),
                    Cells::Small => (28.0, 27.0, 117.0, bands(19.0)),
                };
                Self {
                    row: (row * room).round(),
                    top: (top * room).round() + bands,
                    bands,
                    column: (column * room).round(),
                    words,
                    foot,
                    overhang: (top - 9.0) * room,
                }
            }
            Density::Comfortable | Density::Map => Self {
                row: ((if coarse { 44.0 } else { 36.0 }) * text).round(),
                top: ((if has_bands { 68.0 } else { 52.0 }) * text).round(),
                bands: 0.0,
                column: words,
                words,
                foot,
                overhang: 0.0,
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_follow_text_and_fingers() {
        let setting = |text, coarse| Setting { text, coarse, room: false, width: 1_000.0 };
        let of = |density, setting| {
            let contents = Contents { column: 112.0, has_bands: true, ..Contents::default() };
            let Metrics { row, column, top, .. } = Metrics::of(density, setting, contents);
            (row, column, top)
        };
        assert_eq!(of(Density::Comfortable, setting(1.0, false)), (36.0, 112.0, 68.0));
        assert_eq!(of(Density::Comfortable, setting(2.0, false)), (72.0, 224.0, 136.0));
        assert_eq!(of(Density::Compact, setting(1.0, false)), (28.0, 27.0, 136.0));
        assert_eq!(of(Density::Compact, setting(1.0, true)), (44.0, 36.0, 136.0));
        let room = Setting { room: true, ..setting(1.0, false) };
        assert_eq!(of(Density::Comfortable, room), (50.0, 157.0, 95.0));
        assert_eq!(of(Density::Compact, room), (39.0, 38.0, 191.0));
        let roomy =
            Contents { cells: Cells::Roomy, column: 104.0, has_totals: true, has_bands: true };
        let Metrics { row, column, words, foot, .. } =
            Metrics::of(Density::Compact, setting(1.0, false), roomy);
        assert_eq!((row, column, words, foot), (42.0, 43.0, 104.0, 38.0));
        let large = setting(2.0, false);
        assert_eq!(of(Density::Compact, large), of(Density::Comfortable, large));
    }

    #[test]
    fn a_density_is_found_by_its_name() {
        for density in Density::ALL {
            assert_eq!(Density::of(density.key()), Some(density));
        }
        assert_eq!(Density::of("tiny"), None);
    }
}

//! The smallest counter-example as a picture: from the person through the groups to what they come to, all
//! of it ending in a ring. One sentence says the same.

use leptos::prelude::*;

use crate::components::initials;

/// What the picture shows.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Picture {
    pub(super) person: String,
    pub(super) lanes: Vec<Lane>,
    /// What stands in the ring.
    pub(super) ring: String,
    /// The same as one sentence.
    pub(super) said: String,
}

/// One way to something.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Lane {
    /// Under which circumstances; above it, where there are any.
    pub(super) caption: String,
    /// What the person belongs to that it goes through.
    pub(super) through: Vec<String>,
    /// What it comes to.
    pub(super) what: String,
    /// Whether it comes to that.
    pub(super) arrives: bool,
}

/// How many of what somebody belongs to are shown, and how many beside a count of the others.
const SHOWN: usize = 4;
const BESIDE_A_COUNT: usize = 3;

const BOX: f64 = 33.0;
const PITCH: f64 = 40.0;
const CAPTION: f64 = 18.0;
const BETWEEN: f64 = 28.0;
const RING: f64 = 20.0;

/// Where the columns stand.
#[derive(Clone, Copy, Debug)]
struct Columns {
    width: f64,
    person: f64,
    through: (f64, f64),
    what: (f64, f64),
    ring: f64,
}

const WIDE: Columns = Columns {
    width: 620.0,
    person: 150.0,
    through: (196.0, 148.0),
    what: (372.0, 176.0),
    ring: 596.0,
};
const NARROW: Columns = Columns {
    width: 340.0,
    person: 34.0,
    through: (58.0, 100.0),
    what: (174.0, 106.0),
    ring: 318.0,
};

#[derive(Clone, Debug, PartialEq)]
struct Place {
    x: f64,
    y: f64,
    width: f64,
    height: f64,
    text: String,
    part: &'static str,
}

impl Place {
    fn middle(&self) -> f64 {
        self.y + self.height / 2.0
    }

    fn right(&self) -> f64 {
        self.x + self.width
    }
}

#[derive(Clone, Debug, Default, PartialEq)]
struct Drawing {
    height: f64,
    middle: f64,
    lines: Vec<(String, bool)>,
    places: Vec<Place>,
}

fn curve(from: (f64, f64), to: (f64, f64)) -> String {
    let half = f64::midpoint(from.0, to.0);
    format!("M{} {}C{half} {} {half} {} {} {}", from.0, from.1, from.1, to.1, to.0, to.1)
}

fn shown(through: &[String]) -> Vec<String> {
    if through.len() <= SHOWN {
        return through.to_vec();
    }
    let mut shown: Vec<String> = through.iter().take(BESIDE_A_COUNT).cloned().collect();
    shown.push(format!("{} more", through.len() - BESIDE_A_COUNT));
    shown
}

impl Drawing {
    fn of(picture: &Picture, columns: Columns) -> Self {
        let mut drawing = Self::default();
        let lanes = picture.lanes.iter().map(|lane| (lane, shown(&lane.through)));
        let lanes: Vec<(&Lane, Vec<String>)> = lanes.collect();
        let rows = |through: &[String]| through.len().max(1) as f64;
        let caption = |lane: &Lane| if lane.caption.is_empty() { 0.0 } else { CAPTION };
        let heights =
            lanes.iter().map(|(lane, it)| rows(it) * PITCH - (PITCH - BOX) + caption(lane));
        let all: f64 = heights.sum::<f64>() + BETWEEN * (lanes.len().max(1) - 1) as f64;
        drawing.height = all.max(2.0 * RING + 8.0) + 2.0;
        drawing.middle = drawing.height / 2.0;
        let mut y = (drawing.height - all) / 2.0;
        for (lane, through) in lanes {
            y = drawing.lane(lane, through, columns, y) + BETWEEN;
        }
        drawing
    }

    /// Draws a lane from a height on; gives where it ends.
    fn lane(&mut self, lane: &Lane, through: Vec<String>, columns: Columns, from: f64) -> f64 {
        let mut y = from;
        let (x, width) = columns.through;
        if !lane.caption.is_empty() {
            let text = lane.caption.clone();
            let width = columns.what.0 + columns.what.1 - x;
            self.places.push(Place { x, y, width, height: 16.0, text, part: "caption" });
            y += CAPTION;
        }
        let rows = through.len().max(1) as f64;
        let middle = y + (rows * PITCH - (PITCH - BOX)) / 2.0;
        let (what_x, what_width) = columns.what;
        let part = if lane.arrives { "what" } else { "open" };
        let what = Place {
            x: what_x,
            y: middle - BOX / 2.0,
            width: what_width,
            height: BOX,
            text: lane.what.clone(),
            part,
        };
        let person = (columns.person, self.middle);
        if through.is_empty() {
            self.lines.push((curve(person, (what_x, middle)), lane.arrives));
        }
        for text in through {
            let place = Place { x, y, width, height: BOX, text, part: "through" };
            self.lines.push((curve(person, (x, place.middle())), true));
            self.lines
                .push((curve((place.right(), place.middle()), (what_x, middle)), lane.arrives));
            self.places.push(place);
            y += PITCH;
        }
        let end = (columns.ring - RING, self.middle);
        self.lines.push((curve((what.right(), middle), end), lane.arrives));
        self.places.push(what);
        y.max(middle + PITCH - BOX / 2.0) - (PITCH - BOX)
    }
}

/// See the module. It is drawn for a wide pane and for a narrow one; the style sheet shows the one that
/// fits.
#[component]
pub(super) fn CounterPicture(picture: Picture) -> AnyView {
    let said = picture.said.clone();
    view! {
        <figure class="counter">
            <Drawn picture=picture.clone() columns=WIDE class="counter-wide" />
            <Drawn picture columns=NARROW class="counter-narrow" />
            <figcaption class="unseen">{said}</figcaption>
        </figure>
    }
    .into_any()
}

#[component]
fn Drawn(picture: Picture, columns: Columns, class: &'static str) -> AnyView {
    let Drawing { height, middle, lines, places } = Drawing::of(&picture, columns);
    let wide = columns.person > 2.0 * BOX;
    let (width, ring) = (columns.width, columns.ring);
    let line = |(path, arrives): (String, bool)| {
        let part = if arrives { "breaks" } else { "open" };
        view! { <path class="counter-line" data-part=part d=path></path> }
    };
    let place = |Place { x, y, width, height, text, part }: Place| {
        view! {
            <foreignObject x=x y=y width=width height=height>
                <div class="counter-box" data-part=part>
                    <span class="counter-text">{text}</span>
                </div>
            </foreignObject>
        }
    };
    let person_width = columns.person;
    let name = wide.then(|| view! { <span class="counter-text">{picture.person.clone()}</span> });
    view! {
        <svg class=class viewBox=format!("0 0 {width} {height}") aria-hidden="true">
            {lines.into_iter().map(line).collect_view()}
            <foreignObject x="0" y=middle - 17.0 width=person_width height="34">
                <div class="counter-person" data-narrow=(!wide).then_some("")>
                    <span class="counter-initials">{initials(&picture.person)}</span>
                    {name}
                </div>
            </foreignObject>
            {places.into_iter().map(place).collect_view()}
            <circle class="counter-ring" cx=ring cy=middle r=RING></circle>
            <text class="counter-ring-word" x=ring y=middle + 4.0>
                {picture.ring}
            </text>
        </svg>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lane(count: usize) -> Lane {
        let through = (0..count).map(|at| format!("Group {at}")).collect();
        Lane { caption: "signed on".to_owned(), through, what: "What".to_owned(), arrives: true }
    }

    #[test]
    fn everything_stands_within_the_picture_and_beside_each_other() {
        for columns in [WIDE, NARROW] {
            for lanes in
                [vec![lane(1)], vec![lane(0)], vec![lane(1), lane(1)], vec![lane(9), lane(2)]]
            {
                let picture = Picture { lanes, ..Picture::default() };
                let Drawing { height, places, .. } = Drawing::of(&picture, columns);
                for (at, one) in places.iter().enumerate() {
                    let inside = one.x >= 0.0 && one.right() <= columns.width && one.y >= 0.0;
                    assert!(inside && one.y + one.height <= height, "{one:?} of {height}");
                    let apart = |other: &Place| {
                        one.right() <= other.x
                            || other.right() <= one.x
                            || one.y + one.height <= other.y
                            || other.y + other.height <= one.y
                    };
                    assert!(places[at + 1..].iter().all(apart), "{one:?}");
                }
            }
        }
    }
}

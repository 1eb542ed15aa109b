//! Why, as a picture: from the person through their groups to the level. The deciding path is strong,
//! the others are dashed; where two values meet, each has a lane. One sentence says the same.

use leptos::prelude::*;

use super::avatar::initials;
use super::{Level, LevelGlyph};

/// What the picture shows.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Chain {
    /// The person.
    pub person: String,
    /// One lane, or one for each of the values that meet.
    pub lanes: Vec<Lane>,
    /// The level that comes out.
    pub level: Level,
    /// How the lanes meet: "lower counts".
    pub note: String,
    /// The same as one sentence.
    pub said: String,
}

/// A value that counts, and the groups that it comes from, the highest first.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Lane {
    /// What it is; not seen where it is the only one.
    pub title: String,
    /// The person's groups.
    pub groups: Vec<ChainGroup>,
    /// The value.
    pub level: Level,
    /// Whether it is what comes out.
    pub decides: bool,
}

/// A group of a lane.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ChainGroup {
    /// Its name.
    pub name: String,
    /// What the model calls its level.
    pub word: String,
    /// Whether the lane's value comes from it.
    pub decides: bool,
}

/// How many groups a lane shows, and how many beside a count of the others.
const SHOWN: usize = 4;
const BESIDE_A_COUNT: usize = 3;

/// How strong something is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Strength {
    Decides,
    Counts,
    Other,
}

impl Strength {
    fn of(decides: bool, otherwise: Self) -> Self {
        if decides { Self::Decides } else { otherwise }
    }

    fn name(self) -> &'static str {
        match self {
            Self::Decides => "decides",
            Self::Counts => "counts",
            Self::Other => "other",
        }
    }
}

#[derive(Clone, Debug, PartialEq)]
struct Line {
    path: String,
    strength: Strength,
}

#[derive(Clone, Debug, PartialEq)]
enum Content {
    Group(String),
    Level(Level),
    /// Quiet words, beside or above something.
    Words(String),
}

#[derive(Clone, Debug, PartialEq)]
struct Place {
    x: f64,
    y: f64,
    width: f64,
    height: f64,
    content: Content,
    strength: Strength,
}

impl Place {
    fn middle(&self) -> f64 {
        self.y + self.height / 2.0
    }

    fn right(&self) -> f64 {
        self.x + self.width
    }
}

/// Where everything stands, in a box of `WIDTH` by `height`.
#[derive(Clone, Debug, PartialEq)]
struct Drawing {
    height: f64,
    lines: Vec<Line>,
    places: Vec<Place>,
    /// The middle of the person.
    middle: f64,
    /// What comes out as a circle, where lanes meet in it: its middle.
    meets: Option<f64>,
}

const WIDTH: f64 = 308.0;
const PERSON: f64 = 18.0;
const RADIUS: f64 = 16.0;
const MEETING: f64 = 284.0;

fn curve(from: (f64, f64), to: (f64, f64), strength: Strength) -> Line {
    let half = f64::midpoint(from.0, to.0);
    let path =
        format!("M{} {}C{half} {} {half} {} {} {}", from.0, from.1, from.1, to.1, to.0, to.1);
    Line { path, strength }
}

/// The groups that are shown, and a count of the others where they are too many.
fn shown(groups: &[ChainGroup]) -> Vec<ChainGroup> {
    if groups.len() <= SHOWN {
        return groups.to_vec();
    }
    let mut shown: Vec<ChainGroup> = groups.iter().take(BESIDE_A_COUNT).cloned().collect();
    let name = format!("{} more", groups.len() - BESIDE_A_COUNT);
    shown.push(ChainGroup { name, ..ChainGroup::default() });
    shown
}

impl Drawing {
    fn of(chain: &Chain) -> Self {
        match chain.lanes.as_slice() {
            [lane] => Self::of_one(lane, chain.level),
            lanes => Self::of_several(lanes, &chain.note),
        }
    }

    /// Groups between the person and the level.
    fn of_one(lane: &Lane, level: Level) -> Self {
        const PITCH: f64 = 40.0;
        let groups = shown(&lane.groups);
        let height = (PITCH * groups.len() as f64).max(56.0) + 4.0;
        let middle = height / 2.0;
        let level = Place {
            x: 246.0,
            y: middle - 15.0,
            width: 62.0,
            height: 30.0,
            content: Content::Level(level),
            strength: Strength::Decides,
        };
        let top = middle - PITCH * groups.len() as f64 / 2.0 + 5.0;
        let (mut lines, mut places) = (Vec::new(), Vec::new());
        for (at, group) in groups.into_iter().enumerate() {
            let strength = Strength::of(group.decides, Strength::Other);
            let y = top + PITCH * at as f64;
            let content = Content::Group(group.name);
            let place = Place { x: 58.0, y, width: 142.0, height: 30.0, content, strength };
            lines.push(curve((PERSON + RADIUS, middle), (place.x, place.middle()), strength));
            lines.push(curve((place.right(), place.middle()), (level.x, middle), strength));
            places.push(place);
        }
        places.push(level);
        Self { height, lines, places, middle, meets: None }
    }

    /// A lane for each value, meeting in what comes out.
    fn of_several(lanes: &[Lane], note: &str) -> Self {
        const PITCH: f64 = 33.0;
        const TITLE: f64 = 18.0;
        let rows: usize = lanes.iter().map(|lane| shown(&lane.groups).len()).sum();
        let between = 8.0 * (lanes.len() as f64 - 1.0);
        let height = PITCH * rows as f64 + TITLE * lanes.len() as f64 + between;
        let middle = height / 2.0;
        let (mut lines, mut places, mut y) = (Vec::new(), Vec::new(), 0.0);
        for lane in lanes {
            let content = Content::Words(lane.title.clone());
            let quiet = Strength::Other;
            places.push(Place { x: 52.0, y, width: 182.0, height: 16.0, content, strength: quiet });
            y += TITLE;
            for group in shown(&lane.groups) {
                let counts = Strength::of(lane.decides, Strength::Counts);
                let strength = if group.decides { counts } else { quiet };
                let content = Content::Group(group.name);
                let place = Place { x: 52.0, y, width: 132.0, height: 28.0, content, strength };
                let from_person = Strength::of(group.decides, quiet);
                lines.push(curve(
                    (PERSON + RADIUS, middle),
                    (place.x, place.middle()),
                    from_person,
                ));
                let content = match group.decides {
                    true => Content::Level(lane.level),
                    false => Content::Words(group.word),
                };
                let beside =
                    Place { x: 194.0, y: y + 3.0, width: 40.0, height: 22.0, content, strength };
                if group.decides {
                    let (from, to) = (place.right(), beside.x);
                    lines.push(curve((from, place.middle()), (to, place.middle()), strength));
                    let end = (MEETING - RADIUS - 2.0, middle);
                    lines.push(curve((beside.right(), place.middle()), end, strength));
                }
                places.extend([place, beside]);
                y += PITCH;
            }
            y += 8.0;
        }
        let content = Content::Words(note.to_owned());
        let below = middle + RADIUS + 6.0;
        places.push(Place {
            x: MEETING - 24.0,
            y: below,
            width: 48.0,
            height: 28.0,
            content,
            strength: Strength::Decides,
        });
        Self { height, lines, places, middle, meets: Some(middle) }
    }
}

/// See the module.
#[component]
pub fn ChainPicture(
    /// What it shows.
    chain: Chain,
) -> AnyView {
    let drawing = Drawing::of(&chain);
    let Drawing { height, lines, places, middle, meets } = drawing;
    let line = |line: Line| {
        view! { <path class="chain-line" data-strength=line.strength.name() d=line.path></path> }
    };
    let meeting = meets.map(|middle| {
        let place = Place {
            x: MEETING - 18.0,
            y: middle - 18.0,
            width: 36.0,
            height: 36.0,
            content: Content::Level(chain.level),
            strength: Strength::Decides,
        };
        view! { <ChainPlace place round=true /> }
    });
    view! {
        <figure class="chain">
            <svg viewBox=format!("0 0 {WIDTH} {height}") aria-hidden="true">
                {lines.into_iter().map(line).collect_view()}
                <circle class="chain-person" cx=PERSON cy=middle r=RADIUS></circle>
                <text class="chain-initials" x=PERSON y=middle + 4.0>
                    {initials(&chain.person)}
                </text>
                {places.into_iter().map(|place| view! { <ChainPlace place /> }).collect_view()}
                {meeting}
            </svg>
            <figcaption class="unseen">{chain.said}</figcaption>
        </figure>
    }
    .into_any()
}

/// A box of the picture. It is HTML, so that long names wrap and forced colours reach it.
#[component]
fn ChainPlace(place: Place, #[prop(optional)] round: bool) -> AnyView {
    let strength = place.strength.name();
    let content = match place.content {
        Content::Group(name) => view! {
            <div class="chain-group" data-strength=strength>
                <span class="chain-name">{name}</span>
            </div>
        }
        .into_any(),
        Content::Level(level) => view! {
            <div class="chain-level" class:chain-meeting=round data-level=level.name()>
                <LevelGlyph level />
            </div>
        }
        .into_any(),
        Content::Words(words) => view! {
            <div class="chain-words" data-strength=strength>
                {words}
            </div>
        }
        .into_any(),
    };
    view! {
        <foreignObject x=place.x y=place.y width=place.width height=place.height>
            {content}
        </foreignObject>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn groups(count: usize) -> Vec<ChainGroup> {
        let group = |at: usize| ChainGroup {
            name: format!("Group {at}"),
            word: "Deny".to_owned(),
            decides: at == 0,
        };
        (0..count).map(group).collect()
    }

    fn lane(count: usize, decides: bool) -> Lane {
        Lane { title: "Level".to_owned(), groups: groups(count), level: Level::Low, decides }
    }

    #[test]
    fn four_groups_are_shown_or_three_and_a_count() {
        let names =
            |count| shown(&groups(count)).into_iter().map(|group| group.name).collect::<Vec<_>>();
        assert_eq!(names(4).len(), 4);
        assert_eq!(names(8), ["Group 0", "Group 1", "Group 2", "5 more"]);
    }

    #[test]
    fn everything_stands_within_the_picture_and_beside_each_other() {
        for lanes in [vec![lane(1, true)], vec![lane(9, true)], vec![lane(2, false), lane(4, true)]]
        {
            let Drawing { height, places, .. } =
                Drawing::of(&Chain { lanes, note: "lower counts".to_owned(), ..Chain::default() });
            for (at, one) in places.iter().enumerate() {
                let inside = one.x >= 0.0 && one.right() <= WIDTH && one.y >= 0.0;
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

//! Why, as a picture: from the person through their groups to the level. The deciding path is strong,
//! the others are dashed; where two values meet, each has a lane. One sentence says the same.

use leptos::prelude::*;

use super::avatar::initials;
use super::{For, Icon, Level, LevelGlyph, Symbol};

/// What the picture shows.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Chain {
    /// The person.
    pub person: String,
    /// What stands for them, where it is not their initials: how many they are.
    pub mark: String,
    /// One lane, or one for each of the values that meet.
    pub lanes: Vec<Lane>,
    /// The level that comes out.
    pub level: Level,
    /// What comes out in a word, where bars would not say it.
    pub word: String,
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
    /// What stands closed before the target, where something does; seen where it is the only lane.
    pub gate: Option<Gate>,
}

/// Something closed on the way to a target.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Gate {
    /// What it is.
    pub name: String,
    /// What it keeps from being reached.
    pub target: String,
}

/// A group of a lane.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ChainGroup {
    /// Its name.
    pub name: String,
    /// What the model calls its level.
    pub word: String,
    /// Its own value, where each has one that is to be compared.
    pub level: Option<Level>,
    /// What becomes of it.
    pub part: ChainPart,
}

/// What becomes of what a group says; how strong it is drawn.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ChainPart {
    /// It takes away what the others would give.
    Cuts,
    /// The value comes from it.
    Decides,
    /// It counts, and another one decides.
    Counts,
    /// It makes no difference.
    #[default]
    Other,
}

/// How many groups a lane shows, and how many beside a count of the others.
const SHOWN: usize = 4;
const BESIDE_A_COUNT: usize = 3;

impl ChainPart {
    fn name(self) -> &'static str {
        match self {
            Self::Cuts => "cuts",
            Self::Decides => "decides",
            Self::Counts => "counts",
            Self::Other => "other",
        }
    }

    /// Whether what comes out comes from it.
    fn leads(self) -> bool {
        matches!(self, Self::Cuts | Self::Decides)
    }
}

#[derive(Clone, Debug, PartialEq)]
struct Line {
    path: String,
    part: ChainPart,
}

/// What stands somewhere.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Group,
    Level,
    /// The level that comes out, in a circle where lines meet.
    Meeting,
    /// A level as a word.
    Value,
    /// Quiet words, beside or above something.
    Words,
    /// The lock of a gate.
    Lock,
}

#[derive(Clone, Debug, PartialEq)]
struct Place {
    x: f64,
    y: f64,
    width: f64,
    height: f64,
    kind: Kind,
    level: Level,
    text: String,
    part: ChainPart,
}

impl Place {
    fn new((x, y, width, height): (f64, f64, f64, f64), kind: Kind, part: ChainPart) -> Self {
        Self { x, y, width, height, kind, level: Level::None, text: String::new(), part }
    }

    fn level(self, level: Level) -> Self {
        Self { level, ..self }
    }

    fn text(self, text: String) -> Self {
        Self { text, ..self }
    }

    fn middle(&self) -> f64 {
        self.y + self.height / 2.0
    }

    fn right(&self) -> f64 {
        self.x + self.width
    }
}

/// Where everything stands, in a box of `WIDTH` by `height`.
#[derive(Clone, Debug, Default, PartialEq)]
struct Drawing {
    height: f64,
    lines: Vec<Line>,
    places: Vec<Place>,
    /// The bars of a gate.
    bars: String,
    /// The middle of the person.
    middle: f64,
}

const WIDTH: f64 = 308.0;
const PERSON: f64 = 18.0;
const RADIUS: f64 = 16.0;
const MEETING: f64 = 284.0;

fn curve(from: (f64, f64), to: (f64, f64), part: ChainPart) -> Line {
    let half = f64::midpoint(from.0, to.0);
    let path =
        format!("M{} {}C{half} {} {half} {} {} {}", from.0, from.1, from.1, to.1, to.0, to.1);
    Line { path, part }
}

/// The groups that are shown, and a count of the others where they are too many. What cuts the others
/// off stands below them.
fn shown(groups: &[ChainGroup]) -> Vec<ChainGroup> {
    let (cuts, others): (Vec<ChainGroup>, Vec<ChainGroup>) =
        groups.iter().cloned().partition(|group| group.part == ChainPart::Cuts);
    if groups.len() <= SHOWN {
        return others.into_iter().chain(cuts).collect();
    }
    let cuts: Vec<ChainGroup> = cuts.into_iter().take(BESIDE_A_COUNT).collect();
    let named = BESIDE_A_COUNT - cuts.len();
    let name = format!("{} more", groups.len() - BESIDE_A_COUNT);
    let more = ChainGroup { name, ..ChainGroup::default() };
    others.into_iter().take(named).chain([more]).chain(cuts).collect()
}

impl Drawing {
    fn of(chain: &Chain) -> Self {
        match chain.lanes.as_slice() {
            [lane] => match &lane.gate {
                Some(gate) => Self::of_gate(lane, gate),
                None if lane.groups.iter().any(|group| group.level.is_some()) => {
                    Self::of_values(lane, chain.level)
                }
                None => Self::of_one(lane, chain),
            },
            lanes => Self::of_several(lanes, chain),
        }
    }

    /// The boxes of a lane's groups one below another around a middle, with lines from the person.
    fn column(groups: Vec<ChainGroup>, (x, width): (f64, f64), pitch: f64, middle: f64) -> Self {
        let top = middle - pitch * groups.len() as f64 / 2.0 + (pitch - 30.0) / 2.0;
        let mut drawing = Self { middle, ..Self::default() };
        for (at, group) in groups.into_iter().enumerate() {
            let (y, part) = (top + pitch * at as f64, group.part);
            let place = Place::new((x, y, width, 30.0), Kind::Group, part).text(group.name);
            drawing.lines.push(curve((PERSON + RADIUS, middle), (x, place.middle()), part));
            drawing.places.push(place);
        }
        drawing
    }

    /// What comes out, where lines meet.
    fn meeting(middle: f64, level: Level) -> Place {
        let at = (MEETING - 18.0, middle - 18.0, 36.0, 36.0);
        Place::new(at, Kind::Meeting, ChainPart::Decides).level(level)
    }

    /// Groups between the person and the level.
    fn of_one(lane: &Lane, chain: &Chain) -> Self {
        const PITCH: f64 = 40.0;
        let groups = shown(&lane.groups);
        let height = (PITCH * groups.len() as f64).max(56.0) + 4.0;
        let middle = height / 2.0;
        let (kind, x) = match chain.word.is_empty() {
            true => (Kind::Level, 246.0),
            false => (Kind::Value, 240.0),
        };
        let cuts = groups.iter().any(|group| group.part == ChainPart::Cuts);
        let part = if cuts { ChainPart::Cuts } else { ChainPart::Decides };
        let level = Place::new((x, middle - 15.0, WIDTH - x, 30.0), kind, part);
        let level = level.level(chain.level).text(chain.word.clone());
        let words: Vec<String> = groups.iter().map(|group| group.word.clone()).collect();
        let mut drawing = Self::column(groups, (58.0, 142.0), PITCH, middle);
        let mut beside = Vec::new();
        for (place, word) in drawing.places.iter().zip(words) {
            let from = (place.right(), place.middle());
            drawing.lines.push(curve(from, (level.x, middle), place.part));
            if !word.is_empty() {
                let below = place.middle() > middle + 1.0;
                let y = place.middle() + if below { 6.0 } else { -20.0 };
                let at = (203.0, y.max(0.0), 36.0, 14.0);
                beside.push(Place::new(at, Kind::Words, ChainPart::Counts).text(word));
            }
        }
        drawing.places.extend(beside);
        drawing.places.push(level);
        Self { height, ..drawing }
    }

    /// Groups with their values, of which one comes out.
    fn of_values(lane: &Lane, comes_out: Level) -> Self {
        const PITCH: f64 = 42.0;
        let groups = shown(&lane.groups);
        let height = PITCH * groups.len() as f64 + 8.0;
        let height = height.max(56.0);
        let middle = height / 2.0;
        let values: Vec<(Option<Level>, String)> =
            groups.iter().map(|group| (group.level, group.word.clone())).collect();
        let mut drawing = Self::column(groups, (58.0, 126.0), PITCH, middle);
        let mut chips = Vec::new();
        for (place, (level, word)) in drawing.places.iter().zip(values) {
            let Some(level) = level else { continue };
            let (at, part) = ((194.0, place.y + 3.0, 56.0, 24.0), place.part);
            let chip = Place::new(at, Kind::Value, part).level(level).text(word);
            let row = place.middle();
            drawing.lines.push(curve((place.right(), row), (chip.x, row), part));
            let end = (MEETING - RADIUS - 2.0, middle);
            drawing.lines.push(curve((chip.right(), row), end, part));
            chips.push(chip);
        }
        drawing.places.extend(chips);
        drawing.places.push(Self::meeting(middle, comes_out));
        Self { height, ..drawing }
    }

    /// Groups before something closed, and the target behind it.
    fn of_gate(lane: &Lane, gate: &Gate) -> Self {
        const PITCH: f64 = 40.0;
        const GATE: f64 = 182.0;
        const NAME: f64 = 18.0;
        let groups = shown(&lane.groups);
        let below = (PITCH * groups.len() as f64).max(60.0);
        let (height, middle) = (NAME + 4.0 + below, NAME + 4.0 + below / 2.0);
        let mut drawing = Self::column(groups, (52.0, 102.0), PITCH, middle);
        for place in &drawing.places {
            let from = (place.right(), place.middle());
            drawing.lines.push(curve(from, (GATE - 12.0, middle), place.part));
        }
        let other = ChainPart::Other;
        drawing.lines.push(curve((GATE + 12.0, middle), (218.0, middle), other));
        drawing.bars = [(NAME, middle - 14.0), (middle + 14.0, middle + 28.0)]
            .map(|(from, to)| format!("M{GATE} {from}V{to}"))
            .concat();
        let (name, target) = ((104.0, 0.0, 156.0, 14.0), (218.0, middle - 15.0, 90.0, 30.0));
        drawing.places.extend([
            Place::new((GATE - 12.0, middle - 11.0, 24.0, 22.0), Kind::Lock, other),
            Place::new(name, Kind::Words, ChainPart::Decides).text(gate.name.clone()),
            Place::new(target, Kind::Group, other).text(gate.target.clone()),
        ]);
        Self { height, ..drawing }
    }

    /// A lane for each value, meeting in what comes out.
    fn of_several(lanes: &[Lane], chain: &Chain) -> Self {
        const PITCH: f64 = 33.0;
        const TITLE: f64 = 18.0;
        let rows: usize = lanes.iter().map(|lane| shown(&lane.groups).len()).sum();
        let between = 8.0 * (lanes.len() as f64 - 1.0);
        let height = PITCH * rows as f64 + TITLE * lanes.len() as f64 + between;
        // As low as the words below the circle need it.
        let height = height.max(112.0);
        let middle = height / 2.0;
        let (mut lines, mut places, mut y) = (Vec::new(), Vec::new(), 0.0);
        for lane in lanes {
            let quiet = ChainPart::Other;
            let title = Place::new((52.0, y, 182.0, 16.0), Kind::Words, quiet);
            places.push(title.text(lane.title.clone()));
            y += TITLE;
            for group in shown(&lane.groups) {
                let leads = group.part.leads();
                let counts = if lane.decides { ChainPart::Decides } else { ChainPart::Counts };
                let part = if leads { counts } else { quiet };
                let place = Place::new((52.0, y, 132.0, 28.0), Kind::Group, part).text(group.name);
                lines.push(curve((PERSON + RADIUS, middle), (place.x, place.middle()), group.part));
                let at = (194.0, y + 3.0, 40.0, 22.0);
                let beside = match leads {
                    true => Place::new(at, Kind::Level, part).level(lane.level),
                    false => Place::new(at, Kind::Words, ChainPart::Counts).text(group.word),
                };
                if leads {
                    let (from, to) = (place.right(), beside.x);
                    lines.push(curve((from, place.middle()), (to, place.middle()), part));
                    let end = (MEETING - RADIUS - 2.0, middle);
                    lines.push(curve((beside.right(), place.middle()), end, part));
                }
                places.extend([place, beside]);
                y += PITCH;
            }
            y += 8.0;
        }
        // Beside the lines that come up into the circle, and clear of its edge.
        let below = (MEETING - 26.0, middle + RADIUS + 9.0, 50.0, 28.0);
        let note = Place::new(below, Kind::Words, ChainPart::Decides).text(chain.note.clone());
        places.extend([note, Self::meeting(middle, chain.level)]);
        Self { height, lines, places, middle, bars: String::new() }
    }
}

/// See the module. What it shows may change: the picture stays, and what is another then is written anew.
#[component]
pub fn ChainPicture(
    /// What it shows.
    #[prop(into)]
    chain: Signal<Chain>,
) -> AnyView {
    let drawing = Memo::new(move |_| chain.with(Drawing::of));
    let count = |of: fn(&Drawing) -> usize| {
        Signal::from(Memo::new(move |_| (0..drawing.with(of)).collect::<Vec<usize>>()))
    };
    let line = move |at| view! { <ChainLine drawing at /> }.into_any();
    let place = move |at| view! { <ChainPlace drawing at /> }.into_any();
    let mark = move || {
        chain.with(|chain| match chain.mark.as_str() {
            "" => initials(&chain.person),
            mark => mark.to_owned(),
        })
    };
    view! {
        <figure class="chain">
            <svg
                viewBox=move || drawing.with(|it| format!("0 0 {WIDTH} {}", it.height))
                aria-hidden="true"
            >
                <For each=count(|it| it.lines.len()) row=line />
                <path class="chain-bar" d=move || drawing.with(|it| it.bars.clone())></path>
                <circle
                    class="chain-person"
                    cx=PERSON
                    cy=move || drawing.with(|it| it.middle)
                    r=RADIUS
                ></circle>
                <text class="chain-initials" x=PERSON y=move || drawing.with(|it| it.middle + 4.0)>
                    {mark}
                </text>
                <For each=count(|it| it.places.len()) row=place />
            </svg>
            <figcaption class="unseen">{move || chain.with(|it| it.said.clone())}</figcaption>
        </figure>
    }
    .into_any()
}

#[component]
fn ChainLine(drawing: Memo<Drawing>, at: usize) -> AnyView {
    let part = move || drawing.with(|it| it.lines.get(at).map(|line| line.part.name()));
    let path = move || drawing.with(|it| it.lines.get(at).map(|line| line.path.clone()));
    view! { <path class="chain-line" data-part=part d=path></path> }.into_any()
}

/// A box of the picture. It is HTML, so that long names wrap and forced colours reach it.
#[component]
fn ChainPlace(drawing: Memo<Drawing>, at: usize) -> AnyView {
    fn part_of<T>(
        (drawing, at): (Memo<Drawing>, usize),
        of: impl Fn(&Place) -> T + Copy,
    ) -> impl Fn() -> Option<T> + Copy {
        move || drawing.with(|it| it.places.get(at).map(of))
    }
    let of = (drawing, at);
    let part = part_of(of, |place| place.part.name());
    let text = part_of(of, |place| place.text.clone());
    let (kind, level) = (part_of(of, |place| place.kind), part_of(of, |place| place.level));
    let (kind, level) =
        (Memo::new(move |_| kind()), Memo::new(move |_| level().unwrap_or_default()));
    let content = move || {
        kind.get().map(|kind| match kind {
            Kind::Group => view! {
                <div class="chain-group" data-part=part>
                    <span class="chain-name">{text}</span>
                </div>
            }
            .into_any(),
            Kind::Level | Kind::Meeting => view! {
                <div
                    class="chain-level"
                    class:chain-meeting=kind == Kind::Meeting
                    data-level=move || level.get().name()
                >
                    <LevelGlyph level />
                </div>
            }
            .into_any(),
            Kind::Value => view! {
                <div
                    class="chain-level chain-value"
                    data-part=part
                    data-level=move || level.get().name()
                >
                    <span class="chain-name">{text}</span>
                </div>
            }
            .into_any(),
            Kind::Words => view! {
                <div class="chain-words" data-part=part>
                    {text}
                </div>
            }
            .into_any(),
            Kind::Lock => view! {
                <div class="chain-lock">
                    <Symbol icon=Icon::Lock />
                </div>
            }
            .into_any(),
        })
    };
    view! {
        <foreignObject
            x=part_of(of, |place| place.x)
            y=part_of(of, |place| place.y)
            width=part_of(of, |place| place.width)
            height=part_of(of, |place| place.height)
        >
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
            level: None,
            part: if at == 0 { ChainPart::Decides } else { ChainPart::Other },
        };
        (0..count).map(group).collect()
    }

    fn lane(count: usize, decides: bool) -> Lane {
        let title = "Level".to_owned();
        Lane { title, groups: groups(count), level: Level::Low, decides, gate: None }
    }

    fn values(count: usize) -> Lane {
        let mut lane = lane(count, true);
        lane.groups.iter_mut().for_each(|group| group.level = Some(Level::Full));
        lane
    }

    fn gated(count: usize) -> Lane {
        let gate = Gate { name: "Gate".to_owned(), target: "Target".to_owned() };
        Lane { gate: Some(gate), ..lane(count, true) }
    }

    #[test]
    fn four_groups_are_shown_or_three_and_a_count() {
        let names =
            |count| shown(&groups(count)).into_iter().map(|group| group.name).collect::<Vec<_>>();
        assert_eq!(names(4).len(), 4);
        assert_eq!(names(8), ["Group 0", "Group 1", "Group 2", "5 more"]);
    }

    #[test]
    fn a_block_stands_below_what_it_cuts_off() {
        let names = |count| {
            let mut all = groups(count);
            all[0].part = ChainPart::Cuts;
            shown(&all).into_iter().map(|group| group.name).collect::<Vec<_>>()
        };
        assert_eq!(names(3), ["Group 1", "Group 2", "Group 0"]);
        assert_eq!(names(8), ["Group 1", "Group 2", "5 more", "Group 0"]);
    }

    #[test]
    fn everything_stands_within_the_picture_and_beside_each_other() {
        let one = (1..6).flat_map(|count| [lane(count, true), values(count), gated(count)]);
        let several = [vec![lane(2, false), lane(4, true)], vec![lane(1, true), lane(1, false)]];
        for lanes in one.map(|lane| vec![lane]).chain(several) {
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

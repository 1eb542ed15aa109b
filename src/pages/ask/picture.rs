//! An answer as a picture: people, through their routes, to the target; below and dashed who is one step
//! short. It stands beside a table that says the same.

use leptos::prelude::*;

use super::words::grouped;
use crate::components::{Level, LevelGlyph, initials};

/// How many people of a route are drawn, and how many beside a count of the others.
const DRAWN: usize = 5;
const BESIDE_A_COUNT: usize = 3;
/// How many routes are drawn, and how many of who is one step short.
const BRANCHES: usize = 4;
const NEAR: usize = 2;

/// People who come by the same routes.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Branch {
    /// The first of them.
    pub(super) people: Vec<String>,
    /// How many there are.
    pub(super) count: usize,
    /// The route.
    pub(super) route: String,
    /// How many other routes they have beside it.
    pub(super) others: usize,
}

/// People who are one step short.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct NearBranch {
    /// Who, or how many.
    pub(super) people: String,
    /// Through what they have what they have.
    pub(super) route: String,
    /// What they have.
    pub(super) outcome: String,
    /// How that looks.
    pub(super) level: Level,
}

/// See the module.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Picture {
    /// Those who can, the largest group first.
    pub(super) branches: Vec<Branch>,
    /// Those who nearly can.
    pub(super) near: Vec<NearBranch>,
    /// The target.
    pub(super) target: String,
    /// What is asked for.
    pub(super) outcome: String,
    /// How that looks.
    pub(super) level: Level,
    /// The same as one sentence.
    pub(super) said: String,
}

const WIDTH: f64 = 756.0;
const PITCH: f64 = 40.0;
const BETWEEN: f64 = 18.0;
const NEAR_PITCH: f64 = 52.0;
const PERSON: (f64, f64, f64) = (0.5, 172.0, 32.0);
const ROUTE: (f64, f64, f64) = (288.5, 192.0, 38.0);
const TARGET: (f64, f64, f64) = (570.0, 186.0, 50.0);

#[derive(Clone, Debug, PartialEq)]
enum Content {
    Person(String),
    /// How many more.
    Rest(String),
    Route(String, String),
    Target(String, String, Level),
    NearPeople(String),
    NearRoute(String),
    NearTarget(String, Level),
}

#[derive(Clone, Debug, PartialEq)]
struct Place {
    x: f64,
    y: f64,
    width: f64,
    height: f64,
    content: Content,
}

#[derive(Clone, Debug, PartialEq)]
struct Line {
    path: String,
    near: bool,
}

#[derive(Clone, Debug, Default, PartialEq)]
struct Drawing {
    height: f64,
    lines: Vec<Line>,
    places: Vec<Place>,
}

fn curve(from: (f64, f64), to: (f64, f64), near: bool) -> Line {
    let half = f64::midpoint(from.0, to.0);
    let path =
        format!("M{} {}C{half} {} {half} {} {} {}", from.0, from.1, from.1, to.1, to.0, to.1);
    Line { path, near }
}

impl Drawing {
    fn put(&mut self, (x, width, height): (f64, f64, f64), middle: f64, content: Content) {
        self.places.push(Place { x, y: middle - height / 2.0, width, height, content });
    }

    fn of(picture: &Picture) -> Self {
        let mut drawing = Self::default();
        let (from_person, to_route) = (PERSON.0 + PERSON.1, ROUTE.0);
        let from_route = ROUTE.0 + ROUTE.1;
        // The target stands in the middle of what leads to it, and is higher than one person.
        let is_one = matches!(picture.branches.as_slice(), [branch] if branch.count <= 1);
        let mut y = if is_one { TARGET.2 / 2.0 } else { PITCH / 2.0 };
        let mut middles = Vec::new();
        for branch in picture.branches.iter().take(BRANCHES) {
            let few = if branch.count > DRAWN { BESIDE_A_COUNT } else { DRAWN };
            let mut rows: Vec<Content> =
                branch.people.iter().take(few).map(|it| Content::Person(it.clone())).collect();
            if branch.count > rows.len() {
                rows.push(Content::Rest(format!("{} more", grouped(branch.count - rows.len()))));
            }
            // Two lines of a route need more room than one person.
            let height = PITCH * (rows.len().max(1) as f64 - 1.0);
            let middle = y + height / 2.0;
            for (at, content) in rows.into_iter().enumerate() {
                let own = y + PITCH * at as f64;
                drawing.lines.push(curve((from_person, own), (to_route, middle), false));
                drawing.put(PERSON, own, content);
            }
            let note = match branch.others {
                0 => grouped(branch.count),
                1 => "or 1 other way".to_owned(),
                others => format!("or {others} other ways"),
            };
            drawing.put(ROUTE, middle, Content::Route(branch.route.clone(), note));
            middles.push(middle);
            y += height + PITCH + BETWEEN;
        }
        let beyond = picture.branches.len().saturating_sub(BRANCHES);
        if beyond > 0 {
            let people: usize = picture.branches.iter().skip(BRANCHES).map(|it| it.count).sum();
            let middle = y;
            drawing.lines.push(curve((from_person, middle), (to_route, middle), false));
            drawing.put(PERSON, middle, Content::Rest(format!("{} more", grouped(people))));
            let ways =
                if beyond == 1 { "1 other way".to_owned() } else { format!("{beyond} other ways") };
            drawing.put(ROUTE, middle, Content::Route(ways, grouped(people)));
            middles.push(middle);
            y += PITCH + BETWEEN;
        }
        if let (Some(first), Some(last)) = (middles.first(), middles.last()) {
            let middle = f64::midpoint(*first, *last);
            for own in &middles {
                drawing.lines.push(curve((from_route, *own), (TARGET.0, middle), false));
            }
            let (target, outcome) = (picture.target.clone(), picture.outcome.clone());
            drawing.put(TARGET, middle, Content::Target(target, outcome, picture.level));
            y = y.max(middle + TARGET.2 / 2.0 + BETWEEN + ROUTE.2 / 2.0) + 12.0;
        }
        for near in picture.near.iter().take(NEAR) {
            drawing.lines.push(curve((from_person, y), (to_route, y), true));
            drawing.lines.push(curve((from_route, y), (TARGET.0, y), true));
            drawing.put(PERSON, y, Content::NearPeople(near.people.clone()));
            drawing.put(ROUTE, y, Content::NearRoute(near.route.clone()));
            let only = Content::NearTarget(near.outcome.clone(), near.level);
            drawing.put((TARGET.0, TARGET.1, ROUTE.2), y, only);
            y += NEAR_PITCH;
        }
        let bottom = drawing.places.iter().map(|it| it.y + it.height).fold(0.0, f64::max);
        drawing.height = bottom + 4.0;
        drawing
    }
}

/// See the module.
#[component]
pub(super) fn RoutePicture(picture: Picture) -> AnyView {
    let Drawing { height, lines, places } = Drawing::of(&picture);
    let line = |Line { path, near }: Line| {
        view! { <path class="ask-line" data-near=near.then_some("") d=path></path> }
    };
    view! {
        <figure class="ask-picture">
            <svg viewBox=format!("0 0 {WIDTH} {height}") aria-hidden="true">
                {lines.into_iter().map(line).collect_view()}
                {places.into_iter().map(draw).collect_view()}
            </svg>
            <figcaption class="unseen">{picture.said}</figcaption>
        </figure>
    }
    .into_any()
}

/// A box of the picture. It is HTML, so that long names are cut and forced colours reach it.
fn draw(place: Place) -> AnyView {
    let content = match place.content {
        Content::Person(name) => view! {
            <div class="ask-node ask-node-person">
                <span class="ask-node-initials">{initials(&name)}</span>
                <span class="ask-node-name">{name}</span>
            </div>
        }
        .into_any(),
        Content::Rest(words) => {
            view! { <div class="ask-node ask-node-person ask-node-rest">{words}</div> }.into_any()
        }
        Content::Route(name, note) => view! {
            <div class="ask-node ask-node-route">
                <span class="ask-node-name">{name}</span>
                <span class="ask-node-note">{note}</span>
            </div>
        }
        .into_any(),
        Content::Target(target, outcome, level) => view! {
            <div class="ask-node ask-node-target" data-level=level.name()>
                <LevelGlyph level />
                <span class="ask-node-words">
                    <span class="ask-node-name">{target}</span>
                    <span class="ask-node-note">{outcome}</span>
                </span>
            </div>
        }
        .into_any(),
        Content::NearPeople(words) => {
            view! { <div class="ask-node ask-node-person ask-node-near">{words}</div> }.into_any()
        }
        Content::NearRoute(words) => {
            view! { <div class="ask-node ask-node-near"><span class="ask-node-name">{words}</span></div> }
                .into_any()
        }
        Content::NearTarget(outcome, level) => view! {
            <div class="ask-node ask-node-near">
                <LevelGlyph level />
                <span class="ask-node-name">{format!("{outcome} only")}</span>
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

    fn branch(count: usize) -> Branch {
        let people = (0..count.min(5)).map(|at| format!("Person {at}")).collect();
        Branch { people, count, route: "Group".to_owned(), others: 0 }
    }

    #[track_caller]
    fn nothing_overlaps(branches: Vec<Branch>, near: usize) -> usize {
        let near = vec![NearBranch::default(); near];
        let Drawing { height, places, .. } =
            Drawing::of(&Picture { branches, near, ..Picture::default() });
        for (at, one) in places.iter().enumerate() {
            let inside =
                one.y >= 0.0 && one.y + one.height <= height && one.x + one.width <= WIDTH + 1.0;
            assert!(inside, "{one:?} of {height}");
            let apart = |other: &Place| {
                one.x + one.width <= other.x
                    || other.x + other.width <= one.x
                    || one.y + one.height <= other.y
                    || other.y + other.height <= one.y
            };
            assert!(places[at + 1..].iter().all(apart), "{one:?}");
        }
        places.len()
    }

    #[test]
    fn everything_stands_beside_each_other() {
        // Three people and one, two routes, a target; a row of three boxes for who is short.
        assert_eq!(nothing_overlaps(vec![branch(3), branch(1)], 1), 10);
        assert_eq!(nothing_overlaps(vec![branch(1)], 2), 9);
        assert_eq!(nothing_overlaps(Vec::new(), 2), 6);
        // Of many three and a count are drawn; what is beyond four routes is one more.
        assert_eq!(nothing_overlaps(vec![branch(10_000)], 0), 6);
        assert_eq!(nothing_overlaps((0..9).map(|_| branch(1)).collect(), 2), 17);
    }
}

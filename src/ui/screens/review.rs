//! What the draft changes, in words, and for whom: before Save.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

use leptos::prelude::{AnyView, Effect, event_target_value, on_cleanup, untrack};

use super::jump::{leads_to, link};
use super::preview::chip;
use crate::platform::{clock, later};
use crate::reactive::{Derived, State};
use crate::state::{Action, Route, Screen, Session};
use crate::ui::kit::tag::{Piece, Tag, all, bound, button, tag};
use whocan_core::directory::{Circumstances, Principal, UserId};
use whocan_core::document::changes_up_to;
use whocan_core::models::ModelKind;
use whocan_core::query::{CellDiff, Counting, Direction, PersonDiff, Problem, Snapshot, problems};
use whocan_core::shared::{Shared, collect_into, sorted_indices};
use whocan_core::verdict::{Address, Outcome};

/// How many changes a list names at first, and by how many more each press of its button goes on.
const MOST_CHANGES: usize = 100;
/// The same for people.
const MOST_PEOPLE: usize = 25;
/// How many lines stand under one person at first.
const MOST_LINES: usize = 8;

/// See the module.
pub fn review_screen(session: Session) -> AnyView {
    let looked = session.looked_at();
    // Beside a revision there is something to see whatever became of the draft.
    let changed = Derived::new(move |_| looked.with(Option::is_some) || session.is_changed().get());
    let title = move || if looked.with(Option::is_some) { "Compare" } else { "Review" };
    let head =
        tag("div").class("work-head").child(tag("h2").bind_text(title)).bind_child(move || {
            (changed.get() && looked.with(Option::is_none)).then(|| save_and_discard(session))
        });
    let unchanged = "Nothing has changed since the last Save. Whatever you edit is listed here \
                     before it is saved, with what it does to people.";
    // What scrolls has to be reachable by keyboard.
    let body = tag("div")
        .class("review")
        .attr("tabindex", "0")
        .attr("role", "region")
        .attr("aria-label", "Review")
        .bind_child(move || {
            if changed.get() {
                untrack(|| {
                    all([
                        view_changes(session).any(),
                        view_problems(session).any(),
                        effects(session).any(),
                    ])
                })
            } else {
                tag("p").class("empty").text(unchanged).any()
            }
        });
    all([head, body])
}

/// What to do with the draft; and what the History is to say of it, where anything is to be said.
fn save_and_discard(session: Session) -> Tag {
    let word = session.word_for_save();
    let save = button("", move || session.dispatch(Action::Save)).bind_text(move || word.get());
    let discard = button("Discard", move || session.dispatch(Action::Discard));
    let field = |label: &'static str, value: Derived<String>, set: fn(String) -> Action| {
        tag("input")
            .class("field")
            .attr("aria-label", label)
            .attr("placeholder", label)
            .prop("value", move || value.get())
            .on("change", move |event: web_sys::Event| {
                session.dispatch(set(event_target_value(&event)));
            })
    };
    tag("div")
        .class("review-do")
        .child(field("Note", session.note(), Action::SetNote))
        .child(field("Saved by", session.prefs().author(), Action::SetAuthor))
        .child(save.attr("data-kind", "main"))
        .child(discard)
}

/// What differs, each line a link to where it stands.
fn view_changes(session: Session) -> Tag {
    let most = State::new(MOST_CHANGES);
    let place = session.place();
    let found = Derived::new(move |_| {
        let route = place.get();
        let (Some(saved), Some(snapshot)) = (session.saved().get(), session.snapshot().get())
        else {
            return (0, Vec::new());
        };
        let found = changes_up_to(most.get(), saved.document(), snapshot.document());
        let count = found.count();
        let lines = found.into_lines().into_iter().map(|change| {
            let address = change.address.as_ref();
            let to = address.and_then(|at| leads_to(at, &snapshot, &route, None));
            (change.words, to)
        });
        (count, lines.collect::<Vec<_>>())
    });
    let line = move |(words, to): (String, Option<Route>)| match to {
        Some(to) => tag("li").child(link(session, &to, words)),
        None => tag("li").text(words),
    };
    let heading = move || found.with(|(count, _)| format!("What changes ({count})"));
    let same = Derived::new(move |_| found.with(|(count, _)| *count == 0));
    let hint = || tag("p").class("hint").text("The draft comes to the same as what is saved.");
    let list = move || found.get().1.into_iter().map(line).collect::<Vec<Tag>>();
    let left = Derived::new(move |_| found.with(|(count, lines)| count - lines.len()));
    tag("section")
        .class("review-part")
        .attr("aria-labelledby", "review-changes")
        .child(tag("h3").attr("id", "review-changes").bind_text(heading))
        .bind_child(move || same.get().then(hint))
        .child(tag("ul").class("review-changes").bind_child(list))
        .child(show_more(left, most, MOST_CHANGES))
}

/// What the draft makes doubtful, each line a link to where it stands, as far as a screen shows it.
fn view_problems(session: Session) -> AnyView {
    let place = session.place();
    let found = Derived::new(move |_| {
        let route = place.get();
        let (Some(saved), Some(snapshot)) = (session.saved().get(), session.snapshot().get())
        else {
            return Vec::new();
        };
        let line = |Problem { finding, at }: Problem| {
            let to = at.as_ref().and_then(|at| leads_to(at, &snapshot, &route, None));
            (finding.message, finding.help, to)
        };
        let found = problems(saved.document(), snapshot.document());
        found.into_iter().map(line).collect::<Vec<_>>()
    });
    let line = move |(message, help, to): (String, String, Option<Route>)| {
        let words = match to {
            Some(to) => link(session, &to, message),
            None => tag("span").text(message),
        };
        let help = (!help.is_empty()).then(|| tag("span").class("hint").text(format!(" ({help})")));
        tag("li").child(words).child(help)
    };
    bound(move || {
        let found = found.get();
        let (count, more) = (found.len(), found.len().saturating_sub(MOST_CHANGES));
        let lines = found.into_iter().take(MOST_CHANGES).map(line);
        let more = (more > 0).then(|| tag("li").text(format!("and {more} more")));
        (count > 0).then(|| {
            tag("section")
                .class("review-part")
                .attr("aria-labelledby", "review-problems")
                .child(
                    tag("h3")
                        .attr("id", "review-problems")
                        .text(format!("Problems that this draft makes ({count})")),
                )
                .child(tag("ul").class("review-changes").children(lines).child(more))
        })
    })
}

/// The button that goes on with a list, while anything is left of it.
fn show_more(left: Derived<usize>, most: State<usize>, by: usize) -> AnyView {
    bound(move || {
        let left = Some(left.get()).filter(|left| *left > 0)?;
        let more = move || most.update(|most| *most += by);
        let label = format!("Show {} more of {left}", by.min(left));
        Some(button(if left > by { label } else { format!("Show {left} more") }, more))
    })
}

/// A person with the lines of one side.
#[derive(Clone, PartialEq)]
struct Person {
    user: UserId,
    name: String,
    lines: Vec<Line>,
    more: usize,
}

/// One outcome that is another one.
#[derive(Clone, PartialEq)]
struct Line {
    kind: ModelKind,
    what: String,
    /// What they have to be signed on as for it.
    sign_on: Option<String>,
    diff: CellDiff,
    /// The groups that give what is gained.
    through: Vec<String>,
    to: Option<Route>,
}

/// Who gains, or who loses: those shown, and how many there are.
#[derive(Clone, Default, PartialEq)]
struct Side {
    people: Vec<Person>,
    count: usize,
}

/// Who gains and loses between what is saved and the draft, once everybody has been gone through.
type Found = Option<Shared<Counting>>;

/// What becomes of people: whose cells rise and fall stands on both sides.
fn effects(session: Session) -> Tag {
    let found: State<Found> = State::new(None);
    follow_draft(session, move |step| match step {
        Step::Begun => found.set(None),
        Step::Done(counting) => found.set(Some(Shared::new(counting))),
    });
    tag("div")
        .class("review-sides")
        .child(view_side(session, found, Direction::Gains, "review-gains", "Who gains"))
        .child(view_side(session, found, Direction::Loses, "review-loses", "Who loses"))
}

/// The people of one side by their names, as many as are shown, with their lines; all lines of those
/// who are `opened`.
fn side(
    counting: &Counting,
    turn: Direction,
    most: usize,
    opened: &BTreeSet<UserId>,
    session: Session,
) -> Side {
    let (Some(saved), Some(snapshot)) = (session.saved().get(), session.snapshot().get()) else {
        return Side::default();
    };
    let route = session.route().get();
    let numbers = counting.found(turn);
    let name = |at: &usize| {
        let user = counting.user(*at);
        user.map(|user| name(&user, &saved, &snapshot).to_lowercase()).unwrap_or_default()
    };
    let names: Vec<String> = numbers.iter().map(name).collect();
    let order =
        sorted_indices(names.len(), &mut |one, other| names.get(one).cmp(&names.get(other)));
    let shown = order.take(most).filter_map(|at| numbers.get(at).copied());
    let people = counting.people(shown);
    let titles = titles(&saved, &snapshot);
    let person = |person: &PersonDiff| {
        let cells = || person.cells.iter().filter(|cell| turn.has(cell));
        let most = if opened.contains(&person.user) { usize::MAX } else { MOST_LINES };
        let line = |cell| line(person, cell, &titles, &snapshot, &route);
        Person {
            user: person.user.clone(),
            name: self::name(&person.user, &saved, &snapshot),
            lines: cells().take(most).map(line).collect(),
            more: cells().count().saturating_sub(most),
        }
    };
    Side { people: people.iter().map(person).collect(), count: numbers.len() }
}

/// The names of all targets there are or were.
type Titles = BTreeMap<(&'static str, String), String>;

fn titles(saved: &Snapshot, snapshot: &Snapshot) -> Titles {
    let of = |snapshot: &Snapshot| {
        let kinds = ModelKind::ALL.iter();
        let targets = kinds.flat_map(|kind| {
            let targets = snapshot.resolver(*kind).targets().into_iter();
            targets.map(|target| ((kind.info().key, target.key), target.name))
        });
        targets.collect::<Vec<_>>()
    };
    // What is there now has the last word.
    collect_into(of(saved).into_iter().chain(of(snapshot)))
}

fn line(
    person: &PersonDiff,
    diff: &CellDiff,
    titles: &Titles,
    snapshot: &Snapshot,
    route: &Route,
) -> Line {
    let title = titles.get(&(diff.kind.info().key, diff.target.clone()));
    let focus = vec![person.user.to_string(), diff.target.clone()];
    let there = diff.after.is_some();
    Line {
        kind: diff.kind,
        what: title.unwrap_or(&diff.target).clone(),
        sign_on: diff.sign_on.as_ref().map(|who| snapshot.document().directory.name(who)),
        diff: diff.clone(),
        through: if diff.gains() { through(snapshot, person, diff) } else { Vec::new() },
        to: there.then(|| route.to(Screen::Effective(diff.kind), focus)),
    }
}

fn name(user: &UserId, saved: &Snapshot, snapshot: &Snapshot) -> String {
    let user = Principal::User(user.clone());
    let there = snapshot.document().directory.has(&user);
    if there { snapshot } else { saved }.document().directory.name(&user)
}

/// The names of the groups whose cells the outcome rests on.
fn through(snapshot: &Snapshot, person: &PersonDiff, diff: &CellDiff) -> Vec<String> {
    let directory = &snapshot.document().directory;
    let verdict = snapshot.roster().of(&person.user).and_then(|members| {
        let resolver = snapshot.in_the_end(diff.kind);
        let circumstances = diff.under(&Circumstances::default());
        resolver.explain(members, &circumstances, &diff.target)
    });
    let mut names = Vec::new();
    for step in verdict.iter().flat_map(|verdict| verdict.because.all()) {
        let ids = step.rests_on.iter().flat_map(Address::ids);
        for group in ids.filter_map(|id| directory.groups.find(&id)) {
            if !names.contains(&group.name) {
                names.push(group.name.clone());
            }
        }
    }
    names
}

fn view_side(
    session: Session,
    found: State<Found>,
    turn: Direction,
    id: &'static str,
    title: &'static str,
) -> Tag {
    let most = State::new(MOST_PEOPLE);
    let opened: State<BTreeSet<UserId>> = State::new(BTreeSet::new());
    let side = Derived::new(move |_| {
        let counting = found.get()?;
        Some(opened.with(|opened| side(&counting, turn, most.get(), opened, session)))
    });
    let nobody =
        Derived::new(move |_| side.with(|side| side.as_ref().is_some_and(|side| side.count == 0)));
    let people = move || {
        let people = side.get().into_iter().flat_map(|side| side.people);
        people.map(|person| view_person(session, person, opened)).collect::<Vec<Tag>>()
    };
    let left = Derived::new(move |_| {
        side.with(|side| side.as_ref().map_or(0, |side| side.count - side.people.len()))
    });
    let heading = move || {
        side.with(|side| match side {
            Some(side) => format!("{title} ({})", side.count),
            None => format!("{title} (counting)"),
        })
    };
    tag("section")
        .class("review-part")
        .attr("aria-labelledby", id)
        .child(tag("h3").attr("id", id).bind_text(heading))
        .bind_child(move || nobody.get().then(|| tag("p").class("hint").text("Nobody.")))
        .child(tag("ul").class("review-people").bind_child(people))
        .child(show_more(left, most, MOST_PEOPLE))
}

fn view_person(session: Session, person: Person, opened: State<BTreeSet<UserId>>) -> Tag {
    let Person { user, name, lines, more } = person;
    let key = user.to_string();
    let lines = lines.into_iter().map(|line| view_line(session, line));
    let more = (more > 0).then(|| {
        let label = format!("and {more} more of {name}");
        let open = move || {
            opened.update(|opened| opened.insert(user.clone()));
        };
        tag("li").child(button(format!("and {more} more"), open).attr("aria-label", label))
    });
    let lines = tag("ul").class("review-lines").children(lines).child(more);
    tag("li").key(key).child(tag("b").text(name)).child(lines)
}

fn view_line(session: Session, line: Line) -> Tag {
    let Line { kind, what, sign_on, diff, through, to } = line;
    let what = match to {
        Some(to) => link(session, &to, what),
        None => tag("span").text(what),
    };
    // Models have targets of the same name; with one model nobody needs to be told.
    let model = (ModelKind::ALL.len() > 1)
        .then(|| tag("span").class("review-model").text(format!(" {}", kind.info().title)));
    let through = (!through.is_empty()).then(|| format!(", through {}", through.join(" and ")));
    let side = |outcome: Option<Outcome>| match outcome {
        Some(outcome) => chip(&outcome),
        None => tag("span").text("not there"),
    };
    tag("li")
        .child(what)
        .child(sign_on.map(|who| format!(" as {who}")))
        .text(": ")
        .child(side(diff.before))
        .text(" → ")
        .child(side(diff.after))
        .child(through)
        .child(model)
}

/// How far the counting of a draft is.
enum Step {
    /// It is another draft than before.
    Begun,
    /// Everybody has been gone through.
    Done(Counting),
}

/// What is done at each step.
type Tell = Arc<dyn Fn(Step) + Send + Sync>;

/// Finds out who gains and loses by the draft, again for each draft.
fn follow_draft(session: Session, tell: impl Fn(Step) + Send + Sync + 'static) {
    let tell: Tell = Arc::new(tell);
    let latest = Latest::default();
    on_cleanup({
        let latest = latest.clone();
        move || {
            latest.next();
        }
    });
    Effect::new(move |_| {
        let (Some(before), Some(after)) = (session.saved().get(), session.snapshot().get()) else {
            return;
        };
        let mine = latest.next();
        tell(Step::Begun);
        let (latest, tell) = (latest.clone(), tell.clone());
        later::after_paint(move || {
            if latest.is(mine) {
                let counting = Counting::new(before, after, Circumstances::default());
                count_on(counting, mine, latest, tell);
            }
        });
    });
}

/// Which draft is being counted: another number for each, and once the place is gone.
#[derive(Clone, Default)]
struct Latest(Arc<AtomicU32>);

impl Latest {
    fn next(&self) -> u32 {
        self.0.fetch_add(1, Ordering::Relaxed).wrapping_add(1)
    }

    fn is(&self, mine: u32) -> bool {
        self.0.load(Ordering::Relaxed) == mine
    }
}

/// Counts for a moment and, where somebody is left, goes on later. What was begun for an earlier
/// draft, or for a place that is gone from the page, is dropped.
fn count_on(mut counting: Counting, mine: u32, latest: Latest, tell: Tell) {
    const PEOPLE: usize = 200;
    const MILLISECONDS: f64 = 4.0;
    if !latest.is(mine) {
        return;
    }
    let began = clock::now();
    while clock::now() - began < MILLISECONDS {
        if counting.step(PEOPLE).is_some() {
            tell(Step::Done(counting));
            return;
        }
    }
    later::soon(move || count_on(counting, mine, latest, tell));
}

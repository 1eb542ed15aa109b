//! What the draft changes, in words, and for whom: before Save.

use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

use leptos::prelude::{AnyView, Effect, event_target_value, on_cleanup, untrack};

use super::jump::{leads_to, link};
use super::preview::chip;
use crate::directory::{Circumstances, Principal};
use crate::document::changes;
use crate::models::ModelKind;
use crate::platform::{clock, later};
use crate::query::{CellDiff, Counting, Moment, PersonDiff, Sums as Counted, diff};
use crate::reactive::{Derived, State};
use crate::session::{Action, Route, Screen, Session};
use crate::shared::ranked;
use crate::ui::kit::tag::{Piece, Tag, all, button, tag};
use crate::verdict::{Address, Outcome};

/// How many people a list names before it says how many more there are.
const MOST_PEOPLE: usize = 200;
/// How many lines stand under one person.
const MOST_LINES: usize = 60;

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
                untrack(|| all([view_changes(session), effects(session)]))
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
    let lines = Derived::new(move |_| {
        let route = session.route().get();
        match (session.saved().get(), session.moment().get()) {
            (Some(saved), Some(moment)) => {
                let found = changes(saved.document(), moment.document()).into_iter();
                found
                    .map(|change| {
                        let address = change.address.as_ref();
                        let to = address.and_then(|at| leads_to(at, &moment, &route, None));
                        (change.words, to)
                    })
                    .collect()
            }
            _ => Vec::new(),
        }
    });
    let same = Derived::new(move |_| lines.with(Vec::is_empty));
    let line = move |(words, to): (String, Option<Route>)| match to {
        Some(to) => tag("li").child(link(session, &to, words)),
        None => tag("li").text(words),
    };
    let heading = move || lines.with(|lines| format!("What changes ({})", lines.len()));
    let hint = || tag("p").class("hint").text("The draft comes to the same as what is saved.");
    let list = move || lines.get().into_iter().map(line).collect::<Vec<Tag>>();
    tag("section")
        .class("review-part")
        .attr("aria-labelledby", "review-changes")
        .child(tag("h3").attr("id", "review-changes").bind_text(heading))
        .bind_child(move || same.get().then(hint))
        .child(tag("ul").class("review-changes").bind_child(list))
}

/// A person with the lines of one side.
#[derive(Clone, PartialEq)]
struct Person {
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

/// Who gains, or who loses.
#[derive(Clone, Default, PartialEq)]
struct Side {
    people: Vec<Person>,
    count: usize,
}

/// What becomes of people: whose cells rise and fall stands on both sides.
fn effects(session: Session) -> Tag {
    let sides = Derived::new(move |_| {
        let route = session.route().get();
        let (Some(saved), Some(moment)) = (session.saved().get(), session.moment().get()) else {
            return (Side::default(), Side::default());
        };
        let people = diff(&saved, &moment, &Circumstances::default());
        let names: Vec<String> =
            people.iter().map(|person| name(person, &saved, &moment).to_lowercase()).collect();
        let order = ranked(people.len(), &mut |one, other| names.get(one).cmp(&names.get(other)));
        let people: Vec<&PersonDiff> = order.filter_map(|at| people.get(at)).collect();
        let side = |of: fn(&CellDiff) -> bool| side(&people, of, &saved, &moment, &route);
        (side(CellDiff::gains), side(CellDiff::loses))
    });
    let gains = Derived::new(move |_| sides.with(|(gains, _)| gains.clone()));
    let loses = Derived::new(move |_| sides.with(|(_, loses)| loses.clone()));
    tag("div")
        .class("review-sides")
        .child(view_side(session, gains, "review-gains", "Who gains"))
        .child(view_side(session, loses, "review-loses", "Who loses"))
}

fn name(person: &PersonDiff, saved: &Moment, moment: &Moment) -> String {
    let user = Principal::User(person.user.clone());
    let there = moment.document().directory.has(&user);
    if there { moment } else { saved }.document().directory.name(&user)
}

fn side(
    people: &[&PersonDiff],
    of: fn(&CellDiff) -> bool,
    saved: &Moment,
    moment: &Moment,
    route: &Route,
) -> Side {
    let names: Vec<(ModelKind, String, String)> = ModelKind::ALL
        .iter()
        .flat_map(|kind| {
            let targets = moment.resolver(*kind).targets().into_iter();
            let gone = saved.resolver(*kind).targets().into_iter();
            targets.chain(gone).map(|target| (*kind, target.key, target.name))
        })
        .collect();
    let directory = &moment.document().directory;
    let line = |person: &PersonDiff, diff: &CellDiff| {
        let named = names.iter().find(|(kind, key, _)| *kind == diff.kind && *key == diff.target);
        let focus = vec![person.user.to_string(), diff.target.clone()];
        let there = diff.after.is_some();
        Line {
            kind: diff.kind,
            what: named.map_or_else(|| diff.target.clone(), |(.., name)| name.clone()),
            sign_on: diff.sign_on.as_ref().map(|who| directory.name(who)),
            diff: diff.clone(),
            through: if diff.gains() { through(moment, person, diff) } else { Vec::new() },
            to: there.then(|| route.to(Screen::Effective(diff.kind), focus)),
        }
    };
    let concerned = || people.iter().filter(|person| person.cells.iter().any(of));
    let shown = concerned().take(MOST_PEOPLE).map(|person| {
        let cells = || person.cells.iter().filter(|cell| of(cell));
        Person {
            name: name(person, saved, moment),
            lines: cells().take(MOST_LINES).map(|cell| line(person, cell)).collect(),
            more: cells().count().saturating_sub(MOST_LINES),
        }
    });
    Side { people: shown.collect(), count: concerned().count() }
}

/// The names of the groups whose cells the outcome rests on.
fn through(moment: &Moment, person: &PersonDiff, diff: &CellDiff) -> Vec<String> {
    let directory = &moment.document().directory;
    let verdict = moment.roster().of(&person.user).and_then(|members| {
        let resolver = moment.resolver(diff.kind);
        let circumstances =
            Circumstances { sign_on: diff.sign_on.clone(), ..Circumstances::default() };
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

fn view_side(session: Session, side: Derived<Side>, id: &'static str, title: &'static str) -> Tag {
    let nobody = Derived::new(move |_| side.with(|side| side.count == 0));
    let people = move || {
        let people = side.get().people.into_iter();
        people.map(|person| view_person(session, person)).collect::<Vec<Tag>>()
    };
    let more = move || {
        let more = side.with(|side| side.count.saturating_sub(side.people.len()));
        (more > 0).then(|| tag("p").class("hint").text(format!("and {more} more")))
    };
    let heading = move || format!("{title} ({})", side.with(|side| side.count));
    tag("section")
        .class("review-part")
        .attr("aria-labelledby", id)
        .child(tag("h3").attr("id", id).bind_text(heading))
        .bind_child(move || nobody.get().then(|| tag("p").class("hint").text("Nobody.")))
        .child(tag("ul").class("review-people").bind_child(people))
        .bind_child(more)
}

fn view_person(session: Session, person: Person) -> Tag {
    let Person { name, lines, more } = person;
    let lines = lines.into_iter().map(|line| view_line(session, line));
    let more = (more > 0).then(|| tag("li").class("hint").text(format!("and {more} more")));
    let lines = tag("ul").class("review-lines").children(lines).child(more);
    tag("li").child(tag("b").text(name)).child(lines)
}

fn view_line(session: Session, line: Line) -> Tag {
    let Line { kind, what, sign_on, diff, through, to } = line;
    let what = match to {
        Some(to) => link(session, &to, what),
        None => tag("span").text(what),
    };
    // Models have targets of the same name; with one model nobody needs to be told.
    let model = (ModelKind::ALL.len() > 1)
        .then(|| tag("span").class("review-model").text(format!(" {}", kind.about().title)));
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

/// How much the draft changes, and how many people gain and lose by it: counted after paint and in
/// slices, so that no key waits for it.
pub fn sums(session: Session) -> AnyView {
    let count = Derived::new(move |_| match (session.saved().get(), session.moment().get()) {
        (Some(saved), Some(moment)) => changes(saved.document(), moment.document()).len(),
        _ => 0,
    });
    let sums = State::new(None);
    let turn = Turn::default();
    on_cleanup({
        let turn = turn.clone();
        move || {
            turn.next();
        }
    });
    Effect::new(move |_| {
        let (Some(before), Some(after)) = (session.saved().get(), session.moment().get()) else {
            return;
        };
        let mine = turn.next();
        sums.set(None);
        let counting = Counting::new(before, after, Circumstances::default());
        let turn = turn.clone();
        later::after_paint(move || count_on(counting, mine, turn, sums));
    });
    let counted = move || sums.get().map_or_else(|| "counting".to_owned(), in_words);
    all([
        tag("span").class("draft-state").bind_text(move || unsaved(count.get())),
        tag("span").class("draft-sums").bind_text(counted),
    ])
}

/// Whose turn to count it is: another number for each draft, and once the place is gone.
#[derive(Clone, Default)]
struct Turn(Arc<AtomicU32>);

impl Turn {
    fn next(&self) -> u32 {
        self.0.fetch_add(1, Ordering::Relaxed).wrapping_add(1)
    }

    fn is(&self, mine: u32) -> bool {
        self.0.load(Ordering::Relaxed) == mine
    }
}

/// Counts for a moment and, where somebody is left, goes on later. What was begun for an earlier
/// draft, or for a place that is gone from the page, is dropped.
fn count_on(mut counting: Counting, mine: u32, turn: Turn, sums: State<Option<Counted>>) {
    const PEOPLE: usize = 50;
    const MILLISECONDS: f64 = 4.0;
    if !turn.is(mine) {
        return;
    }
    let began = clock::now();
    while clock::now() - began < MILLISECONDS {
        if let Some(done) = counting.step(PEOPLE) {
            sums.set(Some(done));
            return;
        }
    }
    later::soon(move || count_on(counting, mine, turn, sums));
}

fn unsaved(count: usize) -> String {
    match count {
        0 => "Unsaved, but the same as saved".to_owned(),
        1 => "1 unsaved change".to_owned(),
        more => format!("{more} unsaved changes"),
    }
}

fn in_words(sums: Counted) -> String {
    let people = |count: usize| if count == 1 { "1 person" } else { "people" };
    let of = |count: usize, one: &str, more: &str| match count {
        1 => format!("{} {one}", people(1)),
        _ => format!("{count} {} {more}", people(count)),
    };
    match (sums.gain, sums.lose) {
        (0, 0) => "nobody gains or loses".to_owned(),
        (gain, 0) => of(gain, "gains", "gain"),
        (0, lose) => of(lose, "loses", "lose"),
        (gain, 1) => format!("{}, 1 loses", of(gain, "gains", "gain")),
        (gain, lose) => format!("{}, {lose} lose", of(gain, "gains", "gain")),
    }
}

//! `whocan ends`: what begins or ends within a span of days, and whom that reaches.

use std::io;

use super::args::EndsArgs;
use super::asked::{marked, open};
use super::table::Table;
use super::text::{count, line};
use super::{Exit, Stop, Streams, Trouble};
use whocan_core::directory::{Date, UserId};
use whocan_core::document::Document;
use whocan_core::format::{self, Json, Object};
use whocan_core::query::{Change, Ends, Snapshot, Turn, ends};

/// How many decisions are made at most.
const BUDGET: usize = 200_000_000;
/// How many people or targets are named one by one.
const MOST_NAMED: usize = 3;

/// Runs the command.
pub(super) fn run(args: &EndsArgs, streams: &mut Streams<'_>) -> Result<Exit, Stop> {
    let help = "write the year, the month and the day";
    let day = |text: &str| Date::parse(text).map_err(|wrong| Trouble::new(wrong, help));
    let (from, to) = (day(&args.from)?, day(&args.to)?);
    if to < from {
        return Err(Trouble::new("the span ends before it begins", "exchange the two days").into());
    }
    let document = open(&args.file, streams)?;
    let snapshot = Snapshot::new(&document, None);
    let found = ends(&snapshot, from, to, BUDGET);
    let answer = Answer { document: &document, snapshot: &snapshot, found: &found, from, to };
    if !found.complete && !args.form.json {
        let says = "not everybody was looked at: the file is too large; there may be more";
        line(streams.errors, 0, says)?;
    }
    if args.form.json {
        streams.output.write_all(format::write(&answer.json().into()).as_bytes())?;
    } else if args.form.csv {
        answer.cells().write_csv(streams.output)?;
    } else {
        answer.write(streams)?;
    }
    Ok(Exit::AllTrue)
}

struct Answer<'a> {
    document: &'a Document,
    snapshot: &'a Snapshot,
    found: &'a Ends,
    from: Date,
    to: Date,
}

/// Some people who come from one outcome to another on some targets.
struct Alike<'a> {
    targets: Vec<&'a str>,
    users: Vec<&'a UserId>,
    change: &'a Change,
}

impl Answer<'_> {
    fn write(&self, streams: &mut Streams<'_>) -> io::Result<()> {
        let out = &mut *streams.output;
        let number = count(self.found.turns.len(), "date", "dates");
        let (title, from, to) = (&self.document.title, self.from.words(), self.to.words());
        line(out, 0, &format!("{title}: {number} from {from} to {to}"))?;
        if !self.found.turns.is_empty() {
            line(out, 0, "")?;
        }
        let mut table = Table::new(["Day", "", "What", "Whom it reaches"]);
        for turn in &self.found.turns {
            let day = turn.day.words();
            table.row([&*day, turn.event.name(), &turn.what, &self.whom(turn)]);
        }
        table.write(out, streams.width)
    }

    /// Whom it reaches, in words.
    fn whom(&self, turn: &Turn) -> String {
        if turn.changes.is_empty() {
            return "nobody: nothing changes by it".to_owned();
        }
        let says = alike(&turn.changes).into_iter().map(|alike| {
            let users = alike.users.iter().map(|id| self.document.directory.users.name(id));
            let targets = alike.targets.iter().map(|key| self.target(turn, key));
            let (users, targets) = (some(users.collect()), some(targets.collect()));
            let (before, after) = (marked(&alike.change.before), marked(&alike.change.after));
            format!("{users}: {before} to {after} on {targets}")
        });
        says.collect::<Vec<_>>().join("; ")
    }

    fn target(&self, turn: &Turn, key: &str) -> String {
        let head = self.snapshot.in_the_end(turn.kind).head(key);
        head.map_or_else(|| key.to_owned(), |head| head.name)
    }

    /// A row for each decision that comes out otherwise, and one for what changes nothing.
    fn cells(&self) -> Table {
        let heads = ["Day", "Event", "Model", "What", "Person id", "Person", "Target id", "Target"];
        let mut table = Table::new(heads.into_iter().chain(["Before", "After"]));
        for turn in &self.found.turns {
            let day = turn.day.to_string();
            let turns = [&*day, turn.event.name(), turn.kind.info().title, &turn.what];
            for change in &turn.changes {
                let user = self.document.directory.users.name(&change.user);
                let target = self.target(turn, &change.target);
                let whom = [change.user.as_str(), &user, &change.target, &target];
                let outcomes = [&*marked(&change.before), &*marked(&change.after)];
                table.row(turns.into_iter().chain(whom).chain(outcomes));
            }
            if turn.changes.is_empty() {
                table.row(turns.into_iter().chain([""; 6]));
            }
        }
        table
    }

    fn json(&self) -> Object {
        let change = |it: &Change| {
            let mut object = Object::new();
            object.push("user", it.user.as_str()).push("target", it.target.as_str());
            object.push("before", &*it.before.name).push("after", &*it.after.name);
            let doubtful = it.before.doubtful || it.after.doubtful;
            object.push_some("doubtful", doubtful.then_some(true));
            Json::from(object)
        };
        let turn = |it: &Turn| {
            let mut object = Object::new();
            object.push("day", it.day.to_string()).push("event", it.event.name());
            object.push("model", it.kind.key()).push("what", it.what.as_str());
            object.push("at", Json::texts(it.at.ids()));
            object.push("changes", it.changes.iter().map(change).collect::<Vec<Json>>());
            Json::from(object)
        };
        let mut object = Object::new();
        object.push("format", "whocan-ends").push("version", 1_u64);
        object.push("title", self.document.title.as_str());
        object.push("from", self.from.to_string()).push("to", self.to.to_string());
        object.push("complete", self.found.complete);
        object.push("turns", self.found.turns.iter().map(turn).collect::<Vec<Json>>());
        object
    }
}

/// The changes that are alike, taken together: first people on one target, then targets of the same people.
fn alike(changes: &[Change]) -> Vec<Alike<'_>> {
    let mut by_target: Vec<Alike<'_>> = Vec::new();
    let same =
        |one: &Change, other: &Change| (&one.before, &one.after) == (&other.before, &other.after);
    for change in changes {
        let known = by_target.iter_mut();
        let mut known = known.filter(|it| it.targets == [change.target.as_str()]);
        match known.find(|it| same(it.change, change)) {
            Some(alike) => alike.users.push(&change.user),
            None => by_target.push(Alike {
                targets: vec![&change.target],
                users: vec![&change.user],
                change,
            }),
        }
    }
    let mut found: Vec<Alike<'_>> = Vec::new();
    for alike in by_target {
        let mut known = found.iter_mut();
        match known.find(|it| it.users == alike.users && same(it.change, alike.change)) {
            Some(known) => known.targets.extend(alike.targets),
            None => found.push(alike),
        }
    }
    found
}

/// The first of these, and how many more there are.
fn some(names: Vec<String>) -> String {
    let first: Vec<&str> = names.iter().take(MOST_NAMED).map(String::as_str).collect();
    match names.len().saturating_sub(MOST_NAMED) {
        0 => first.join(", "),
        more => format!("{} and {more} more", first.join(", ")),
    }
}

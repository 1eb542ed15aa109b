//! `whocan diff`: what differs between two files, in words and in people.

use std::io;

use super::args::DiffArgs;
use super::asked::{circumstances, marked, open};
use super::table::Table;
use super::text::{count, line};
use super::{Exit, Stop, Streams};
use whocan_core::directory::{Principal, UserId};
use whocan_core::document::changes;
use whocan_core::format::{self, Json, Object};
use whocan_core::model::Changed;
use whocan_core::query::{Batch, CellDiff, Impact, Snapshot, impact};
use whocan_core::verdict::Outcome;

/// Runs the command.
pub(super) fn diff(args: &DiffArgs, streams: &mut Streams<'_>) -> Result<Exit, Stop> {
    let (old, new) = (open(&args.old, streams)?, open(&args.new, streams)?);
    let asked = circumstances(&args.conditions, None, &new)?;
    let changed = changes(&old, &new);
    let before = Snapshot::new(&old, None);
    // What both say alike need not be compiled twice.
    let mut new = new;
    new.adopt(&old, None);
    let after = Snapshot::new(&new, Some(&before));
    let found = impact(&before, &after, &asked);
    let both = Both { before: &before, after: &after };
    if args.form.json {
        both.write_json(streams, &changed, &found)?;
    } else if args.form.csv {
        both.table(&found).write_csv(streams.output)?;
        both.remark_left(streams, &found)?;
    } else {
        both.write(streams, &changed, &found, args.people)?;
    }
    Ok(Exit::AllTrue)
}

struct Both<'a> {
    before: &'a Snapshot,
    after: &'a Snapshot,
}

impl Both<'_> {
    /// The name of somebody or something of the directory, as it is or was.
    fn name(&self, who: &Principal) -> String {
        let (was, is) = (self.before.document(), self.after.document());
        if is.directory.has(who) { is.directory.name(who) } else { was.directory.name(who) }
    }

    fn user(&self, user: &UserId) -> String {
        self.name(&Principal::User(user.clone()))
    }

    fn target(&self, cell: &CellDiff) -> String {
        let head = |snapshot: &Snapshot| snapshot.in_the_end(cell.kind).head(&cell.target);
        let head = head(self.after).or_else(|| head(self.before));
        head.map_or_else(|| cell.target.clone(), |head| head.name)
    }

    fn write(
        &self,
        streams: &mut Streams<'_>,
        changed: &[Changed],
        found: &Impact,
        people: bool,
    ) -> io::Result<()> {
        let out = &mut *streams.output;
        line(out, 0, &count(changed.len(), "change", "changes"))?;
        for change in changed {
            line(out, 2, &change.words)?;
        }
        let (gain, lose) = (found.sums.gain, found.sums.lose);
        let who = |number: usize, one: &str, many: &str| match number {
            0 => format!("nobody {one}"),
            1 => format!("1 person {one}"),
            number => format!("{number} people {many}"),
        };
        line(out, 0, "")?;
        let sums = [who(gain, "gains", "gain"), who(lose, "loses", "lose")].join(", ");
        line(out, 0, &sums)?;
        for batch in &found.batches {
            line(out, 2, &model_and_words(batch, self.before, self.after))?;
            if people && batch.people.len() > 1 {
                let names: Vec<String> = batch.people.iter().map(|it| self.user(it)).collect();
                line(out, 4, &names.join(", "))?;
            }
        }
        self.remark_left(streams, found)
    }

    /// Says where not everybody was looked at.
    fn remark_left(&self, streams: &mut Streams<'_>, found: &Impact) -> io::Result<()> {
        if found.left == 0 {
            return Ok(());
        }
        let people = count(found.left, "person was", "people were");
        line(streams.errors, 0, &format!("{people} not looked at: too much differs"))
    }

    /// A row for each person and each outcome that differs.
    fn table(&self, found: &Impact) -> Table {
        let heads = [
            "Id",
            "Name",
            "Model",
            "Target id",
            "Target",
            "As",
            "Service",
            "Before",
            "After",
            "Effect",
            "Through",
        ];
        let mut table = Table::new(heads);
        for batch in &found.batches {
            let through = batch.through.iter().flatten().map(|who| self.name(who));
            let through = through.collect::<Vec<_>>().join(", ");
            for cell in &batch.changes {
                let said = |outcome: &Option<Outcome>| {
                    outcome.as_ref().map(|it| marked(it).into_owned()).unwrap_or_default()
                };
                let rest = [
                    cell.kind.info().title.to_owned(),
                    cell.target.clone(),
                    self.target(cell),
                    cell.sign_on.as_ref().map(|who| self.name(who)).unwrap_or_default(),
                    cell.service.clone().unwrap_or_default(),
                    said(&cell.before),
                    said(&cell.after),
                    effect(cell).to_owned(),
                    through.clone(),
                ];
                for user in &batch.people {
                    let who = [user.to_string(), self.user(user)];
                    table.row(who.into_iter().chain(rest.iter().cloned()));
                }
            }
        }
        table
    }

    fn write_json(
        &self,
        streams: &mut Streams<'_>,
        changed: &[Changed],
        found: &Impact,
    ) -> io::Result<()> {
        let mut object = Object::new();
        object.push("format", "whocan-diff").push("version", 1_u64);
        let words = changed.iter().map(|change| Json::from(change.words.as_str()));
        object.push("changes", words.collect::<Vec<Json>>());
        object.push("gain", found.sums.gain as u64).push("lose", found.sums.lose as u64);
        object.push("notLookedAt", found.left as u64);
        let batches = found.batches.iter();
        let batches = batches.map(|batch| batch_json(batch, self.before, self.after));
        object.push("batches", batches.collect::<Vec<Json>>());
        let json = Json::from(object);
        streams.output.write_all(format::write(&json).as_bytes())
    }
}

/// What an outcome that differs means for a person.
fn effect(cell: &CellDiff) -> &'static str {
    match (cell.gains(), cell.loses()) {
        (true, true) => "gains and loses",
        (true, false) => "gains",
        (false, true) => "loses",
        (false, false) => "neither",
    }
}

/// People of whom the same becomes, in words behind the title of the model.
pub(super) fn model_and_words(batch: &Batch, before: &Snapshot, after: &Snapshot) -> String {
    format!("{}: {}", batch.kind.info().title, batch.words(before, after))
}

/// The same as JSON.
pub(super) fn batch_json(batch: &Batch, before: &Snapshot, after: &Snapshot) -> Json {
    let both = Both { before, after };
    let mut object = Object::new();
    object.push("model", batch.kind.key()).push("says", batch.words(before, after));
    let changes = batch.changes.iter().map(|cell| {
        let mut object = Object::new();
        object.push("target", cell.target.as_str()).push("name", both.target(cell));
        object.push_some("as", cell.sign_on.as_ref().map(Principal::id));
        object.push_some("service", cell.service.as_deref());
        let said = |outcome: &Option<Outcome>| outcome.as_ref().map(|it| it.name.to_string());
        object.push_some("before", said(&cell.before)).push_some("after", said(&cell.after));
        let is_doubtful =
            |outcome: &Option<Outcome>| outcome.as_ref().is_some_and(|it| it.doubtful);
        let doubtful = is_doubtful(&cell.before) || is_doubtful(&cell.after);
        object.push_some("doubtful", doubtful.then_some(true)).push("effect", effect(cell));
        Json::from(object)
    });
    object.push("changes", changes.collect::<Vec<Json>>());
    object.push_texts("people", &batch.people);
    let through =
        batch.through.as_ref().map(|through| Json::texts(through.iter().map(|it| it.id())));
    object.push_some("through", through);
    object.into()
}

//! `whocan compare`: two people, two groups, one person on two days or signed on in two ways, or the same
//! in two files: what differs, and why on each side.

use std::io;

use super::answers::{
    circumstances_json, head_json, heading, kinds, name_of, outcome_json, outcome_words, sentence,
    subject,
};
use super::args::{CompareArgs, Conditions};
use super::asked::{circumstances, marked, open, targets_told_apart};
use super::table::Table;
use super::text::{count, line};
use super::{Exit, Stop, Streams, Trouble, reasons};
use whocan_core::document::Document;
use whocan_core::format::{self, Json, Object};
use whocan_core::model::ModelInfo;
use whocan_core::query::{Cell, Compared, Side, Snapshot, Subject, compare};
use whocan_core::verdict::Reason;

/// Runs the command.
pub(super) fn run(args: &CompareArgs, streams: &mut Streams<'_>) -> Result<Exit, Stop> {
    let kinds = kinds(args.model.as_deref())?;
    let about = args.model.as_ref().and_then(|_| kinds.first()).map(|kind| kind.info());
    if !args.names_another() {
        let help = "name what is other on the right: --with-user, --with-group, --with-file, \
                    --with-as, --with-on or --with-service";
        return Err(Trouble::new("there is nothing to compare with", help).into());
    }
    let document = open(&args.file, streams)?;
    let other = args.with_file.as_ref().map(|file| open(file, streams)).transpose()?;
    let left = Snapshot::new(&document, None);
    let right = other.as_ref().map(|other| Snapshot::new(other, Some(&left)));
    let right = right.as_ref().unwrap_or(&left);
    let named = (args.user.as_deref(), args.group.as_deref());
    let others = match (args.with_user.as_deref(), args.with_group.as_deref()) {
        (None, None) => named,
        others => others,
    };
    let whose = |document: &Document, named| {
        let found = subject(document, named)?;
        found.ok_or_else(|| Trouble::new("say whom to compare", "name --user or --group"))
    };
    let left = Side {
        snapshot: &left,
        subject: whose(&document, named)?,
        circumstances: circumstances(&args.conditions, about, &document)?,
    };
    let right = Side {
        snapshot: right,
        subject: whose(right.document(), others)?,
        circumstances: circumstances(&args.conditions_of_right(), about, right.document())?,
    };
    let gone = || Trouble::new("the directory does not have whom you name", "");
    let mut found = compare(&left, &right).ok_or_else(gone)?;
    found.retain(|system| kinds.contains(&system.kind));
    let answer = Answer { left, right, found };
    match (args.form.json, args.form.csv) {
        (true, _) => answer.write_json(streams)?,
        (_, true) => answer.write_csv(streams)?,
        _ => answer.write(streams)?,
    }
    Ok(Exit::AllTrue)
}

impl CompareArgs {
    fn names_another(&self) -> bool {
        let names = [&self.with_user, &self.with_group, &self.with_as, &self.with_on];
        self.with_file.is_some()
            || self.with_service.is_some()
            || names.into_iter().any(|name| name.is_some())
    }

    /// The right side has what is not said otherwise of it in common with the left one.
    fn conditions_of_right(&self) -> Conditions {
        let either = |other: &Option<String>, own: &Option<String>| other.clone().or(own.clone());
        Conditions {
            sign_on: either(&self.with_as, &self.conditions.sign_on),
            on: either(&self.with_on, &self.conditions.on),
            service: either(&self.with_service, &self.conditions.service),
            acting_as: self.conditions.acting_as.clone(),
            licence: self.conditions.licence.clone(),
        }
    }
}

struct Answer<'a> {
    left: Side<'a>,
    right: Side<'a>,
    found: Vec<Compared>,
}

/// The outcome of a side in words.
fn outcome(cell: Option<&Cell>, side: &Side<'_>) -> String {
    let Some(cell) = cell else { return "not in this file".to_owned() };
    let directory = &side.snapshot.document().directory;
    let (sign_on, service) = (cell.sign_on.as_ref(), cell.service.as_deref());
    outcome_words(&cell.outcome, directory, sign_on, service)
}

fn why(because: Option<&Reason>, side: &Side<'_>, about: &'static ModelInfo) -> String {
    sentence(because, side.snapshot.document(), about)
}

impl Answer<'_> {
    fn sides(&self) -> [(&'static str, &Side<'_>); 2] {
        [("left", &self.left), ("right", &self.right)]
    }

    fn write(&self, streams: &mut Streams<'_>) -> io::Result<()> {
        let out = &mut *streams.output;
        for (at, side) in self.sides() {
            let document = side.snapshot.document();
            let whose = name_of(&side.subject, &document.directory);
            line(out, 0, &format!("{}: {whose}", if at == "left" { "Left" } else { "Right" }))?;
        }
        for system in &self.found {
            let about = system.kind.info();
            let document = self.left.snapshot.document();
            line(out, 0, "")?;
            line(out, 0, &heading(about, document, &self.left.circumstances))?;
            let refused = [&system.refused.0, &system.refused.1];
            for ((at, _), refusal) in self.sides().into_iter().zip(refused) {
                if let Some(refusal) = refusal {
                    line(out, 0, &format!("not compared: {at} cannot sign on so: {refusal}"))?;
                }
            }
            if refused.into_iter().any(Option::is_some) {
                continue;
            }
            let (differ, all) = (system.differing.len(), system.differing.len() + system.same);
            let differ = count(differ, "differs", "differ");
            line(out, 0, &format!("{differ} of {all} {}", about.targets))?;
            let mut table = Table::new(["What", "", "Outcome", "Why"]);
            let names = targets_told_apart(system.differing.iter().map(|it| &it.head));
            for (differing, name) in system.differing.iter().zip(names) {
                let (left, right) = differing.why(system.kind, &self.left, &self.right);
                let sides = [(left, &differing.left), (right, &differing.right)];
                for ((at, side), (because, cell)) in self.sides().into_iter().zip(sides) {
                    let what = if at == "left" { name.clone() } else { String::new() };
                    let outcome = outcome(cell.as_ref(), side);
                    table.row([what, at.to_owned(), outcome, why(because.as_ref(), side, about)]);
                }
            }
            table.write(out, streams.width)?;
        }
        Ok(())
    }

    fn write_csv(&self, streams: &mut Streams<'_>) -> io::Result<()> {
        let mut table = Table::new([
            "Model",
            "Id",
            "Name",
            "Under",
            "Left",
            "Right",
            "Left because",
            "Right because",
        ]);
        for system in &self.found {
            let about = system.kind.info();
            for differing in &system.differing {
                let (left, right) = differing.why(system.kind, &self.left, &self.right);
                let outcome = |cell: &Option<Cell>| match cell {
                    Some(cell) => marked(&cell.outcome).into_owned(),
                    None => String::new(),
                };
                table.row([
                    system.kind.key().to_owned(),
                    differing.head.key.clone(),
                    differing.head.name.clone(),
                    differing.head.band.clone(),
                    outcome(&differing.left),
                    outcome(&differing.right),
                    why(left.as_ref(), &self.left, about),
                    why(right.as_ref(), &self.right, about),
                ]);
            }
        }
        table.write_csv(streams.output)
    }

    fn write_json(&self, streams: &mut Streams<'_>) -> io::Result<()> {
        let mut object = Object::new();
        object.push("format", "whocan-compare").push("version", 1_u64);
        for (at, side) in self.sides() {
            let document = side.snapshot.document();
            let mut of = Object::new();
            of.push("title", document.title.as_str());
            match &side.subject {
                Subject::User(id) => of.push("user", id.as_str()),
                Subject::Group(id) => of.push("group", id.as_str()),
                Subject::Nobody => &mut of,
            };
            of.push("circumstances", circumstances_json(&side.circumstances, document.as_of));
            object.push(at, of);
        }
        let systems = self.found.iter().map(|system| self.system_json(system));
        object.push("systems", systems.collect::<Vec<Json>>());
        streams.output.write_all(format::write(&object.into()).as_bytes())
    }

    fn system_json(&self, system: &Compared) -> Json {
        let mut object = Object::new();
        object.push("model", system.kind.key());
        let refused = [&system.refused.0, &system.refused.1];
        for ((at, _), refusal) in self.sides().into_iter().zip(refused) {
            let member = format!("{at}Refused");
            object.push_some(&member, refusal.as_ref().map(|refusal| refusal.0.as_str()));
        }
        object.push("same", u64::try_from(system.same).unwrap_or(u64::MAX));
        let differing = system.differing.iter().map(|differing| {
            let mut object = head_json(&differing.head);
            let (left, right) = differing.why(system.kind, &self.left, &self.right);
            let sides = [(left, &differing.left), (right, &differing.right)];
            for ((at, side), (because, cell)) in self.sides().into_iter().zip(sides) {
                let Some(cell) = cell else { continue };
                let mut of = Object::new();
                outcome_json(&mut of, &cell.outcome);
                of.push_some("as", cell.sign_on.as_ref().map(|who| who.id()));
                of.push_some("service", cell.service.as_deref());
                let document = side.snapshot.document();
                let because = because.map(|it| reasons::json(&it, document, system.kind.info()));
                of.push_some("because", because);
                object.push(at, of);
            }
            object.into()
        });
        object.push("differing", differing.collect::<Vec<Json>>());
        object.into()
    }
}

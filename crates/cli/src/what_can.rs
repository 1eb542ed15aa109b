//! `whocan what-can`: all that one person, or a member of one group, can do in all systems, and where
//! it comes from.

use std::io;

use super::answers::{
    circumstances_json, head_json, heading, kinds, name_of, outcome_json, outcome_words,
    places_json, routes, routes_json, sentence, subject,
};
use super::args::WhatCanArgs;
use super::asked::{circumstances, marked, open, permits, remark_ignored, targets_told_apart};
use super::table::Table;
use super::text::line;
use super::{Exit, Stop, Streams, Trouble, reasons};
use whocan_core::directory::{Circumstances, Members};
use whocan_core::document::Document;
use whocan_core::format::{self, Json, Object};
use whocan_core::model::Resolver;
use whocan_core::query::{Cell, Origin, Snapshot, Subject, System, origin, what_can};

/// Runs the command.
pub(super) fn run(args: &WhatCanArgs, streams: &mut Streams<'_>) -> Result<Exit, Stop> {
    let kinds = kinds(args.model.as_deref())?;
    let document = open(&args.file, streams)?;
    let snapshot = Snapshot::new(&document, None);
    let named = (args.user.as_deref(), args.group.as_deref());
    let subject = subject(&document, named)?
        .ok_or_else(|| Trouble::new("say whose permissions are meant", "name --user or --group"))?;
    let about = args.model.as_ref().and_then(|_| kinds.first()).map(|kind| kind.info());
    let asked = circumstances(&args.conditions, about, &document)?;
    if let Some(about) = about {
        remark_ignored(streams, about, &asked)?;
    }
    let gone = || Trouble::new("the directory does not have whom you name", "");
    let members = subject.members(&snapshot).ok_or_else(gone)?;
    let mut systems = what_can(&snapshot, &subject, &asked).ok_or_else(gone)?;
    systems.retain(|system| kinds.contains(&system.kind));
    let answer = Answer { snapshot: &snapshot, subject, members, asked, systems };
    match (args.form.json, args.form.csv) {
        (true, _) => answer.write_json(streams)?,
        (_, true) => answer.write_csv(streams)?,
        _ => answer.write(streams)?,
    }
    Ok(Exit::AllTrue)
}

struct Answer<'a> {
    snapshot: &'a Snapshot,
    subject: Subject,
    members: Members,
    asked: Circumstances,
    systems: Vec<System>,
}

/// Whether it is worth a line: it permits something, is in doubt, or is less than everybody has.
fn shown(cell: &Cell) -> bool {
    permits(&cell.outcome) || cell.outcome.doubtful || cell.own
}

impl Answer<'_> {
    fn document(&self) -> &Document {
        self.snapshot.document()
    }

    fn origin(&self, resolver: &dyn Resolver, cell: &Cell) -> Option<Origin> {
        origin(resolver, &self.members, &cell.circumstances(&self.asked), &cell.head.key)
    }

    /// What an outcome comes through; where it grants nothing, why.
    fn source(&self, resolver: &dyn Resolver, cell: &Cell) -> String {
        let Some(origin) = self.origin(resolver, cell) else { return String::new() };
        match origin.routes.is_empty() {
            true => sentence(Some(&origin.because), self.document(), resolver.info()),
            false => routes(&origin.routes, origin.complete, &self.document().directory),
        }
    }

    fn write(&self, streams: &mut Streams<'_>) -> io::Result<()> {
        let (out, directory) = (&mut *streams.output, &self.document().directory);
        let whose = name_of(&self.subject, directory);
        let mut any_own = false;
        for (at, system) in self.systems.iter().enumerate() {
            let resolver = self.snapshot.in_the_end(system.kind);
            if at > 0 {
                line(out, 0, "")?;
            }
            line(out, 0, &heading(resolver.info(), self.document(), &self.asked))?;
            if let Some(refusal) = &system.refused {
                line(out, 0, &format!("{whose} cannot sign on so: {refusal}"))?;
                continue;
            }
            let permitted = system.cells.iter().filter(|cell| permits(&cell.outcome)).count();
            let (number, targets) = (system.cells.len(), resolver.info().targets);
            line(out, 0, &format!("{whose}: {permitted} of {number} {targets}"))?;
            let mut table = Table::new(["", "What", "Outcome", "Through"]);
            let names = targets_told_apart(system.cells.iter().map(|cell| &cell.head));
            let cells = system.cells.iter().zip(names).filter(|(cell, _)| shown(cell));
            for (cell, name) in cells {
                any_own |= cell.own;
                let outcome = outcome_words(
                    &cell.outcome,
                    directory,
                    cell.sign_on.as_ref(),
                    cell.service.as_deref(),
                );
                let mark = if cell.own { "*" } else { "" };
                let through = self.source(&*resolver, cell);
                table.row([mark.to_owned(), name, outcome, through]);
            }
            table.write(out, streams.width)?;
        }
        if self.systems.is_empty() {
            line(out, 0, &format!("{whose}: nothing is set in any system"))?;
        }
        if any_own {
            line(out, 0, "")?;
            line(out, 0, "* other than what a person in no group has")?;
        }
        Ok(())
    }

    fn write_csv(&self, streams: &mut Streams<'_>) -> io::Result<()> {
        let directory = &self.document().directory;
        let mut table = Table::new([
            "Model", "Id", "Name", "Under", "Outcome", "Own", "As", "Service", "Through",
        ]);
        for system in &self.systems {
            let resolver = self.snapshot.in_the_end(system.kind);
            for cell in &system.cells {
                let head = &cell.head;
                let own = if cell.own { "yes" } else { "no" };
                let sign_on = cell.sign_on.as_ref().map(|who| directory.name(who));
                let through =
                    if shown(cell) { self.source(&*resolver, cell) } else { String::new() };
                table.row([
                    system.kind.key().to_owned(),
                    head.key.clone(),
                    head.name.clone(),
                    head.band.clone(),
                    marked(&cell.outcome).into_owned(),
                    own.to_owned(),
                    sign_on.unwrap_or_default(),
                    cell.service.clone().unwrap_or_default(),
                    through,
                ]);
            }
        }
        table.write_csv(streams.output)
    }

    fn write_json(&self, streams: &mut Streams<'_>) -> io::Result<()> {
        let document = self.document();
        let mut object = Object::new();
        object.push("format", "whocan-what-can").push("version", 1_u64);
        object.push("title", document.title.as_str());
        match &self.subject {
            Subject::User(id) => object.push("user", id.as_str()),
            Subject::Group(id) => object.push("group", id.as_str()),
            Subject::Nobody => &mut object,
        };
        object.push("circumstances", circumstances_json(&self.asked, document.as_of));
        let systems = self.systems.iter().map(|system| {
            let resolver = self.snapshot.in_the_end(system.kind);
            let mut object = Object::new();
            object.push("model", system.kind.key());
            object.push_some("refused", system.refused.as_ref().map(|it| it.0.as_str()));
            let cells = system.cells.iter().map(|cell| self.cell_json(&*resolver, cell));
            object.push("targets", cells.collect::<Vec<Json>>());
            object.into()
        });
        object.push("systems", systems.collect::<Vec<Json>>());
        streams.output.write_all(format::write(&object.into()).as_bytes())
    }

    fn cell_json(&self, resolver: &dyn Resolver, cell: &Cell) -> Json {
        let mut object = head_json(&cell.head);
        outcome_json(&mut object, &cell.outcome);
        object.push("own", cell.own);
        object.push_some("as", cell.sign_on.as_ref().map(|who| who.id()));
        object.push_some("service", cell.service.as_deref());
        if let Some(origin) = self.origin(resolver, cell).filter(|_| shown(cell)) {
            let of = (&self.members, self.document());
            let asked = cell.circumstances(&self.asked);
            let routes = routes_json(&origin.routes, resolver, of, &asked, &cell.head.key);
            object.push_some("routes", (!routes.is_empty()).then_some(routes));
            object.push_some("incomplete", (!origin.complete).then_some(true));
            object.push("restsOn", places_json(&origin.places));
            let because = reasons::json(&origin.because, self.document(), resolver.info());
            object.push("because", because);
        }
        object.into()
    }
}

//! `whocan who-can`: everybody who comes to an outcome on a target, with every route, and who nearly
//! does.

use std::io;

use super::answers::{
    circumstances_json, head_json, heading, outcome_json, outcome_words, person_json, routes,
    routes_json,
};
use super::args::WhoCanArgs;
use super::asked::{
    circumstances, marked, model, no_such_outcome, one_target, open, people_told_apart,
    remark_ignored, target,
};
use super::table::Table;
use super::text::{count, line};
use super::{Exit, Stop, Streams, Trouble};
use whocan_core::directory::{Circumstances, User};
use whocan_core::document::Document;
use whocan_core::format::{self, Json, Object};
use whocan_core::model::{Resolver, TargetHead};
use whocan_core::query::{AskedPeople, Snapshot, Wanted, WhoCan, who_can};
use whocan_core::shared::Shared;

/// Runs the command.
pub(super) fn run(args: &WhoCanArgs, streams: &mut Streams<'_>) -> Result<Exit, Stop> {
    let kind = model(&args.model)?;
    let document = open(&args.file, streams)?;
    let snapshot = Snapshot::new(&document, None);
    let resolver = snapshot.in_the_end(kind);
    let head = one_target(&*resolver, &args.target)?;
    let asked = circumstances(&args.conditions, Some(resolver.info()), &document)?;
    let (wanted, words) = wanted(args, &*resolver, &head.key)?;
    let found = who_can(&snapshot, kind, &asked, &head.key, &wanted);
    let found = found.ok_or_else(|| Trouble::new("there is no such target", ""))?;
    remark_ignored(streams, resolver.info(), &asked)?;
    let answer = Answer {
        snapshot: &snapshot,
        resolver: &*resolver,
        head: &head,
        asked: &asked,
        words,
        found,
    };
    match (args.form.json, args.form.csv) {
        (true, _) => answer.write_json(streams)?,
        (_, true) => answer.table_of_all().write_csv(streams.output)?,
        _ => answer.write(streams)?,
    }
    Ok(Exit::AllTrue)
}

/// What is asked for, and the same in words behind a target's name.
fn wanted(
    args: &WhoCanArgs,
    resolver: &dyn Resolver,
    target: &str,
) -> Result<(Wanted, String), Trouble> {
    Ok(match (&args.exactly, &args.at_least, &args.permission) {
        (Some(name), _, _) => {
            let wanted = Wanted::exactly(resolver, target, name).map_err(no_such_outcome)?;
            (wanted, format!("exactly {name}"))
        }
        (_, Some(name), _) => {
            let wanted = Wanted::at_least(resolver, target, name).map_err(no_such_outcome)?;
            (wanted, format!("at least {name}"))
        }
        (_, _, Some(name)) => {
            let wanted = Wanted::at_least(resolver, target, name).map_err(no_such_outcome)?;
            (wanted, format!("with {name}"))
        }
        (None, None, None) => {
            let wanted = Wanted::anything(resolver, target).ok_or_else(|| {
                Trouble::new("say which outcome is meant", "name it with --at-least or --exactly")
            })?;
            (wanted, "anything".to_owned())
        }
    })
}

struct Answer<'a> {
    snapshot: &'a Snapshot,
    resolver: &'a dyn Resolver,
    head: &'a TargetHead,
    asked: &'a Circumstances,
    /// What is asked for.
    words: String,
    found: WhoCan,
}

impl Answer<'_> {
    fn document(&self) -> &Document {
        self.snapshot.document()
    }

    fn user(&self, at: usize) -> Option<&Shared<User>> {
        self.document().directory.users.nth(at)
    }

    fn write(&self, streams: &mut Streams<'_>) -> io::Result<()> {
        let (out, directory) = (&mut *streams.output, &self.document().directory);
        let names = people_told_apart(self.document());
        let name = |at: usize| names.get(at).cloned().unwrap_or_default();
        line(out, 0, &heading(self.resolver.info(), self.document(), self.asked))?;
        let people = AskedPeople {
            people: vec![0; self.found.able.len() + self.found.unable],
            left_out: self.found.left_out,
        };
        if let Some(left_out) = people.words(self.resolver, directory, self.asked) {
            line(out, 0, &left_out)?;
        }
        line(out, 0, "")?;
        let (able, all) = (self.found.able.len(), people.people.len());
        let (head, words) = (target(self.head), &self.words);
        line(out, 0, &format!("{head}, {words}: {able} of {all} people"))?;
        for group in &self.found.groups {
            let through = routes(&group.routes, group.complete, directory);
            let number = count(group.people.len(), "person", "people");
            line(out, 0, "")?;
            line(out, 0, &format!("{number} through {through}"))?;
            let mut table = Table::new(["Who", "Outcome"]);
            for able in group.people.iter().filter_map(|at| self.found.able.get(*at)) {
                let outcome = outcome_words(
                    &able.outcome,
                    directory,
                    able.sign_on.as_ref(),
                    able.service.as_deref(),
                );
                table.row([name(able.at), outcome]);
            }
            table.write(out, streams.width)?;
        }
        let (short, maybe) = (&self.found.short, &self.found.maybe);
        if !short.is_empty() {
            line(out, 0, "")?;
            line(
                out,
                0,
                &format!("{} one step short", count(short.len(), "person is", "people are")),
            )?;
            let mut table = Table::new(["Who", "Has"]);
            for short in short {
                table.row([name(short.at), marked(&short.outcome).into_owned()]);
            }
            table.write(out, streams.width)?;
        }
        if !maybe.is_empty() {
            line(out, 0, "")?;
            let people = count(maybe.len(), "person", "people");
            let says = "may as well: that hangs on something in the file that cannot be read";
            line(out, 0, &format!("{people} {says}"))?;
            let mut table = Table::new(["Who"]);
            maybe.iter().for_each(|at| table.row([name(*at)]));
            table.write(out, streams.width)?;
        }
        Ok(())
    }

    /// Everybody who can, nearly can or may.
    fn table_of_all(&self) -> Table {
        let directory = &self.document().directory;
        let heads = ["Id", "Name", "Log-in", "Standing", "Outcome", "As", "Service", "Through"];
        let mut table = Table::new(heads);
        let mut row = |at: usize, rest: [String; 5]| {
            if let Some(user) = self.user(at) {
                let login = user.login.clone().unwrap_or_default();
                let who = [user.id.to_string(), user.name.clone(), login];
                table.row(who.into_iter().chain(rest));
            }
        };
        for (at, able) in self.found.able.iter().enumerate() {
            let group = self.found.group_of(at);
            let through = group.map(|group| routes(&group.routes, group.complete, directory));
            let sign_on = able.sign_on.as_ref().map(|who| directory.name(who)).unwrap_or_default();
            let service = able.service.clone().unwrap_or_default();
            let outcome = marked(&able.outcome).into_owned();
            let through = through.unwrap_or_default();
            row(able.at, ["can".to_owned(), outcome, sign_on, service, through]);
        }
        let none = String::new;
        for short in &self.found.short {
            let outcome = marked(&short.outcome).into_owned();
            row(short.at, ["one step short".to_owned(), outcome, none(), none(), none()]);
        }
        for at in &self.found.maybe {
            row(*at, ["may".to_owned(), none(), none(), none(), none()]);
        }
        table
    }

    fn write_json(&self, streams: &mut Streams<'_>) -> io::Result<()> {
        let mut object = Object::new();
        let document = self.document();
        object.push("format", "whocan-who-can").push("version", 1_u64);
        object.push("title", document.title.as_str());
        object.push("model", self.resolver.info().key);
        object.push("target", head_json(self.head)).push("wanted", self.words.as_str());
        object.push("circumstances", circumstances_json(self.asked, document.as_of));
        let number = |number: usize| u64::try_from(number).unwrap_or(u64::MAX);
        object.push("able", number(self.found.able.len()));
        object.push("unable", number(self.found.unable));
        let left_out = number(self.found.left_out);
        object.push_some("leftOut", (left_out > 0).then_some(left_out));
        let groups = self.found.groups.iter().map(|group| {
            let able = || group.people.iter().filter_map(|at| self.found.able.get(*at));
            let first = able().next().and_then(|able| self.snapshot.roster().nth(able.at));
            let mut object = Object::new();
            let all = first.map(|members| {
                let of = (&**members, document);
                routes_json(&group.routes, self.resolver, of, self.asked, &self.head.key)
            });
            object.push("routes", all.unwrap_or_default());
            object.push_some("incomplete", (!group.complete).then_some(true));
            let people = able().filter_map(|able| {
                let mut object = person_json(self.user(able.at)?);
                outcome_json(&mut object, &able.outcome);
                object.push_some("as", able.sign_on.as_ref().map(|who| who.id()));
                object.push_some("service", able.service.as_deref());
                Some(object.into())
            });
            object.push("people", people.collect::<Vec<Json>>());
            object.into()
        });
        object.push("groups", groups.collect::<Vec<Json>>());
        let short = self.found.short.iter().filter_map(|short| {
            let mut object = person_json(self.user(short.at)?);
            outcome_json(&mut object, &short.outcome);
            Some(object.into())
        });
        object.push("oneStepShort", short.collect::<Vec<Json>>());
        let maybe =
            self.found.maybe.iter().filter_map(|at| Some(person_json(self.user(*at)?).into()));
        object.push("maybe", maybe.collect::<Vec<Json>>());
        streams.output.write_all(format::write(&object.into()).as_bytes())
    }
}

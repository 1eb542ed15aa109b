//! `whocan effective`: what people can do, worked out by the same resolver as in the page. Chooses
//! whom and what the question is about; how the answer is written is up to the modules below.

mod json;
mod lines;
mod matrix;

use std::borrow::Cow;
use std::io;

use super::args::EffectiveArgs;
use super::choose::{Choice, choose};
use super::text::{count, line};
use super::{Exit, Stop, Streams, Trouble, input};
use whocan_core::directory::{Circumstances, Date, Members, Reads, User};
use whocan_core::document::{Document, sign_on};
use whocan_core::format::{Finding, Severity};
use whocan_core::model::{ModelInfo, Resolver, TargetHead};
use whocan_core::models::ModelKind;
use whocan_core::query::{AskedPeople, Snapshot};
use whocan_core::shared::Shared;
use whocan_core::verdict::{Outcome, Tone, Verdict};

/// Runs the command.
pub(super) fn effective(args: &EffectiveArgs, streams: &mut Streams<'_>) -> Result<Exit, Stop> {
    let name = args.file.display().to_string();
    let opened = input::open(&args.file, streams.input);
    let (document, findings) = opened.map_err(|trouble| {
        Trouble::new(format!("{name} cannot be read: {}", trouble.message), trouble.help)
    })?;
    let kind = model(&args.model)?;
    let snapshot = Snapshot::new(&document, None);
    let question = Question::of(args, kind, &snapshot)?;
    remark(streams, &name, &findings, &question)?;
    // The lines have a place for it.
    if let Some(left_out) = question.left_out().filter(|_| !args.why && (args.csv || args.json)) {
        line(streams.errors, 0, &left_out)?;
    }
    match (args.why, args.json, args.csv) {
        (true, json, _) => {
            let why = question.why()?;
            if json {
                json::write_why(streams.output, &question, &why)?;
            } else {
                lines::write_why(streams.output, &question, &why)?;
            }
        }
        (_, true, _) => json::write(streams.output, &question)?,
        (_, _, true) => matrix::write(streams.output, &question)?,
        _ => lines::write(streams.output, &question)?,
    }
    Ok(Exit::AllTrue)
}

/// What was asked, with everything found that it names.
struct Question<'a> {
    document: &'a Document,
    snapshot: &'a Snapshot,
    about: &'static ModelInfo,
    resolver: Box<dyn Resolver + 'a>,
    circumstances: Circumstances,
    /// Circumstances that were given and that the model does not read, in words.
    ignored: Vec<&'static str>,
    people: Picked,
    /// Those of them who can sign on so.
    asked: AskedPeople,
    targets: Picked,
    /// All of the model's targets.
    heads: Vec<TargetHead>,
}

/// Which rows or columns are asked for.
enum Picked {
    /// All there are; nobody named any.
    All(usize),
    /// These positions, in the order in which they were named.
    Some(Vec<usize>),
}

impl Picked {
    fn positions(&self) -> Vec<usize> {
        match self {
            Self::All(number) => (0..*number).collect(),
            Self::Some(positions) => positions.clone(),
        }
    }

    fn is_named(&self) -> bool {
        matches!(self, Self::Some(_))
    }
}

/// One person with what came out for them.
struct Row<'a> {
    user: &'a Shared<User>,
    outcomes: Vec<Outcome>,
}

/// One outcome with its explanation.
struct Why<'a> {
    user: &'a Shared<User>,
    head: &'a TargetHead,
    verdict: Verdict<Outcome>,
}

impl<'a> Question<'a> {
    fn of(args: &EffectiveArgs, kind: ModelKind, snapshot: &'a Snapshot) -> Result<Self, Trouble> {
        let document = snapshot.document();
        let resolver = snapshot.in_the_end(kind);
        let about = resolver.info();
        let heads = resolver.targets();
        let people = pick("user", &args.user, document.directory.users.len(), || people(document))?;
        let targets = pick(about.target, &args.target, heads.len(), || {
            heads.iter().map(|head| choice(&head.key, [head.name.as_str()])).collect()
        })?;
        let circumstances = circumstances(args, about, document)?;
        let asked = AskedPeople::of(snapshot, &*resolver, people.positions(), &circumstances);
        let ignored = ignored(&circumstances, about.reads);
        Ok(Self {
            document,
            snapshot,
            about,
            resolver,
            circumstances,
            ignored,
            people,
            asked,
            targets,
            heads,
        })
    }

    /// The targets asked for.
    fn heads(&self) -> Vec<&TargetHead> {
        self.targets.positions().iter().filter_map(|at| self.heads.get(*at)).collect()
    }

    /// The day that the answer is for, where the model takes it into account.
    fn day(&self) -> Option<Date> {
        let day = self.circumstances.on.or(self.document.as_of);
        day.filter(|_| self.about.reads.on)
    }

    /// The people asked for, each worked out when it is their turn.
    fn rows(&self) -> impl Iterator<Item = Row<'_>> {
        let targets = self.targets.positions();
        self.asked.people.iter().filter_map(move |at| {
            let (user, members) = self.person(*at)?;
            let row = self.resolver.row(members, &self.circumstances);
            let outcomes = targets.iter().filter_map(|at| row.get(*at).cloned()).collect();
            Some(Row { user, outcomes })
        })
    }

    /// How many people are left out and why, where some are.
    fn left_out(&self) -> Option<String> {
        self.asked.words(&*self.resolver, &self.document.directory, &self.circumstances)
    }

    fn person(&self, at: usize) -> Option<(&Shared<User>, &Shared<Members>)> {
        Some((self.document.directory.users.nth(at)?, self.snapshot.roster().nth(at)?))
    }

    /// The one answer with its explanation.
    fn why(&self) -> Result<Why<'_>, Trouble> {
        let (people, heads) = (self.people.positions(), self.heads());
        let one = match (people.as_slice(), heads.as_slice()) {
            ([at], [head]) => self.person(*at).map(|person| (person, *head)),
            _ => None,
        };
        if let Some(((user, members), _)) = one
            && let Err(refusal) = self.resolver.own_sign_on(members, &self.circumstances)
        {
            let message = format!("{} cannot sign on so: {}", person(user), refusal.0);
            return Err(Trouble::new(message, self.possible(members)));
        }
        let found = one.and_then(|((user, members), head)| {
            let verdict = self.resolver.explain(members, &self.circumstances, &head.key)?;
            Some(Why { user, head, verdict })
        });
        found.ok_or_else(|| {
            let target = self.about.target;
            Trouble::new(
                "--why explains one answer",
                format!("name one person with --user and one {target} with --target"),
            )
        })
    }
}

impl Question<'_> {
    /// What somebody can sign on as or under.
    fn possible(&self, members: &Members) -> String {
        let directory = &self.document.directory;
        let identities = self.resolver.identities(members).into_iter().flatten();
        let identities = identities.map(|who| format!("{} ({})", who.id(), directory.name(&who)));
        let own: Vec<String> = identities.chain(self.resolver.services(members)).collect();
        match own.as_slice() {
            [] => "they have nothing to sign on as".to_owned(),
            own => format!("they have: {}", own.join(", ")),
        }
    }
}

/// Whether an outcome lets somebody do anything.
fn permits(outcome: &Outcome) -> bool {
    !outcome.grants.is_empty() || outcome.tone != Tone::None
}

/// The name of an outcome, with a mark where it hangs on something that could not be read.
fn marked(outcome: &Outcome) -> Cow<'_, str> {
    match outcome.doubtful {
        true => format!("{} (doubtful)", outcome.name).into(),
        false => Cow::Borrowed(&outcome.name),
    }
}

/// How many of these outcomes are in doubt, behind another number; nothing where none is.
fn in_doubt<'o>(outcomes: impl IntoIterator<Item = &'o Outcome>) -> String {
    match outcomes.into_iter().filter(|outcome| outcome.doubtful).count() {
        0 => String::new(),
        some => format!(", {some} doubtful"),
    }
}

/// A person's name with the log-in, where there is one.
fn person(user: &User) -> String {
    match &user.login {
        Some(login) => format!("{} ({login})", user.name),
        None => user.name.clone(),
    }
}

/// A target's name with what it stands under, unless both are called the same.
fn target(head: &TargetHead) -> String {
    if head.band.is_empty() || head.band == head.name {
        head.name.clone()
    } else {
        format!("{}: {}", head.band, head.name)
    }
}

fn model(wanted: &str) -> Result<ModelKind, Trouble> {
    let abouts = ModelKind::ALL.iter().map(|kind| kind.info());
    let choices: Vec<Choice> = abouts.map(|about| choice(about.key, [about.title])).collect();
    let at = choose("model", wanted, &choices)?;
    ModelKind::ALL.get(at).copied().ok_or_else(|| Trouble::new("there is no such model", ""))
}

fn choice<'s>(id: &str, names: impl IntoIterator<Item = &'s str>) -> Choice {
    Choice { id: id.to_owned(), names: names.into_iter().map(str::to_owned).collect() }
}

fn people(document: &Document) -> Vec<Choice> {
    let users = document.directory.users.iter();
    users
        .map(|user| {
            choice(user.id.as_str(), [user.name.as_str()].into_iter().chain(user.login.as_deref()))
        })
        .collect()
}

/// The positions of those that were named; all where none was.
fn pick(
    what: &str,
    wanted: &[String],
    number: usize,
    choices: impl FnOnce() -> Vec<Choice>,
) -> Result<Picked, Trouble> {
    if wanted.is_empty() {
        return Ok(Picked::All(number));
    }
    let choices = choices();
    let mut positions = Vec::new();
    for name in wanted {
        let at = choose(what, name, &choices)?;
        if !positions.contains(&at) {
            positions.push(at);
        }
    }
    Ok(Picked::Some(positions))
}

fn circumstances(
    args: &EffectiveArgs,
    about: &ModelInfo,
    document: &Document,
) -> Result<Circumstances, Trouble> {
    let directory = &document.directory;
    let mut circumstances =
        Circumstances { service: service(args, about)?, ..Circumstances::default() };
    if let Some(wanted) = &args.sign_on {
        let groups =
            directory.groups.iter().map(|group| choice(group.id.as_str(), [group.name.as_str()]));
        let posts =
            directory.posts.iter().map(|post| choice(post.id.as_str(), [post.name.as_str()]));
        let choices: Vec<Choice> = groups.chain(posts).collect();
        let at = choose("group or post", wanted, &choices)?;
        let id = choices.get(at).map(|choice| choice.id.as_str()).unwrap_or_default();
        let found = sign_on(directory, id).map_err(|refusal| Trouble::new(refusal.0, ""))?;
        circumstances.sign_on = Some(found);
    }
    if let Some(date) = &args.on {
        let help = "write the year, the month and the day";
        circumstances.on = Some(Date::parse(date).map_err(|wrong| Trouble::new(wrong, help))?);
    }
    if let Some(wanted) = &args.acting_as {
        let at = choose("user", wanted, &people(document))?;
        circumstances.acting_as = directory.users.nth(at).map(|user| user.id.clone());
    }
    if !args.licence.is_empty() {
        circumstances.licences = Some(args.licence.clone());
    }
    Ok(circumstances)
}

/// The service that was named, as the model spells it; any where the model does not ask for one.
fn service(args: &EffectiveArgs, about: &ModelInfo) -> Result<Option<String>, Trouble> {
    let Some(wanted) = args.service.as_ref().filter(|_| about.reads.service) else {
        return Ok(args.service.clone());
    };
    let choices: Vec<Choice> = about.services.iter().map(|name| choice(name, [*name])).collect();
    let at = choose("service", wanted, &choices)?;
    Ok(about.services.get(at).map(|name| (*name).to_owned()))
}

/// Which of the circumstances that were given the model does not read, in words.
fn ignored(given: &Circumstances, reads: Reads) -> Vec<&'static str> {
    let reads_or_absent = Reads {
        sign_on: reads.sign_on || given.sign_on.is_none(),
        on: reads.on || given.on.is_none(),
        service: reads.service || given.service.is_none(),
        acting_as: reads.acting_as || given.acting_as.is_none(),
        licences: reads.licences || given.licences.is_none(),
    };
    reads_or_absent.ignored()
}

/// Says what the answer does not take into account, and what is wrong in the file.
fn remark(
    streams: &mut Streams<'_>,
    name: &str,
    findings: &[Finding],
    question: &Question<'_>,
) -> io::Result<()> {
    if !question.ignored.is_empty() {
        let title = question.about.title;
        let ignored = question.ignored.join(", ");
        line(streams.errors, 0, &format!("{title} does not take into account: {ignored}"))?;
    }
    let errors = findings.iter().filter(|finding| finding.severity == Severity::Error).count();
    if errors > 0 {
        let errors = count(errors, "error", "errors");
        line(streams.errors, 0, &format!("{name} has {errors}: see `whocan check {name}`"))?;
    }
    Ok(())
}

//! What commands have in common: opening a file, finding what was named in it, the circumstances of a
//! question, and the names of people, targets and outcomes.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::io;
use std::path::Path;

use super::args::Conditions;
use super::choose::{Choice, choose};
use super::text::{count, line};
use super::{Streams, Trouble, input};
use whocan_core::directory::{
    Circumstances, Date, Directory, GroupId, Principal, Reads, User, UserId,
};
use whocan_core::document::{Document, sign_on};
use whocan_core::format::{Finding, Severity};
use whocan_core::model::{ModelInfo, Refusal, Resolver, TargetHead};
use whocan_core::models::ModelKind;
use whocan_core::text::folded;
use whocan_core::verdict::{Outcome, Tone};

/// Opens a file to be asked something; on the way it is said how many errors it has.
///
/// # Errors
/// Says why it cannot be read.
pub(super) fn open(path: &Path, streams: &mut Streams<'_>) -> Result<Document, super::Stop> {
    let name = path.display().to_string();
    let opened = input::open(path, streams.input);
    let (document, findings) = opened.map_err(|trouble| {
        Trouble::new(format!("{name} cannot be read: {}", trouble.message), trouble.help)
    })?;
    remark_errors(streams, &name, &findings)?;
    Ok(document)
}

/// An outcome that cannot be asked for.
pub(super) fn no_such_outcome(refusal: Refusal) -> Trouble {
    Trouble::new(refusal.0, "name one of these")
}

/// Whether an outcome lets somebody do anything.
pub(super) fn permits(outcome: &Outcome) -> bool {
    !outcome.grants.is_empty() || outcome.tone != Tone::None
}

/// The name of an outcome, with a mark where it hangs on something that could not be read.
pub(super) fn marked(outcome: &Outcome) -> Cow<'_, str> {
    match outcome.doubtful {
        true => format!("{} (doubtful)", outcome.name).into(),
        false => Cow::Borrowed(&outcome.name),
    }
}

/// A person's name with the log-in, where there is one.
pub(super) fn person(user: &User) -> String {
    match &user.login {
        Some(login) => format!("{} ({login})", user.name),
        None => user.name.clone(),
    }
}

/// A target's name with what it stands under, unless both are called the same.
pub(super) fn target(head: &TargetHead) -> String {
    if head.band.is_empty() || head.band == head.name {
        head.name.clone()
    } else {
        format!("{}: {}", head.band, head.name)
    }
}

/// Everybody's name in the directory's order, with the id behind it where several are called the same.
pub(super) fn people_told_apart(document: &Document) -> Vec<String> {
    let users = || document.directory.users.iter();
    told_apart(users().map(|user| (person(user), user.id.as_str())).collect())
}

/// The names of targets, with the key behind each that several are called.
pub(super) fn targets_told_apart<'h>(
    heads: impl IntoIterator<Item = &'h TargetHead>,
) -> Vec<String> {
    told_apart(heads.into_iter().map(|head| (target(head), head.key.as_str())).collect())
}

/// What looks the same is the same name.
fn told_apart(names: Vec<(String, &str)>) -> Vec<String> {
    let mut known: BTreeMap<String, usize> = BTreeMap::new();
    for (name, _) in &names {
        *known.entry(folded(name)).or_default() += 1;
    }
    let shared = |name: &str| known.get(&folded(name)).is_some_and(|number| *number > 1);
    let named = names.into_iter().map(|(name, id)| match shared(&name) {
        true => format!("{name} [{id}]"),
        false => name,
    });
    named.collect()
}

/// The model that is meant.
pub(super) fn model(wanted: &str) -> Result<ModelKind, Trouble> {
    let abouts = ModelKind::ALL.iter().map(|kind| kind.info());
    let choices: Vec<Choice> = abouts.map(|about| choice(about.key, [about.title])).collect();
    let at = choose("model", wanted, &choices)?;
    ModelKind::ALL.get(at).copied().ok_or_else(|| Trouble::new("there is no such model", ""))
}

/// Something with an id and names.
pub(super) fn choice<'s>(id: &str, names: impl IntoIterator<Item = &'s str>) -> Choice {
    Choice { id: id.to_owned(), names: names.into_iter().map(str::to_owned).collect() }
}

/// Everybody, in the directory's order.
pub(super) fn people(document: &Document) -> Vec<Choice> {
    let users = document.directory.users.iter();
    users
        .map(|user| {
            choice(user.id.as_str(), [user.name.as_str()].into_iter().chain(user.login.as_deref()))
        })
        .collect()
}

/// The person that is meant, by id, name or log-in.
pub(super) fn user(document: &Document, wanted: &str) -> Result<UserId, Trouble> {
    let at = choose("user", wanted, &people(document))?;
    let found = document.directory.users.nth(at).map(|user| user.id.clone());
    found.ok_or_else(|| Trouble::new("there is no such user", ""))
}

/// All groups, in the directory's order.
fn groups(document: &Document) -> Vec<Choice> {
    let groups = document.directory.groups.iter();
    groups.map(|group| choice(group.id.as_str(), [group.name.as_str()])).collect()
}

/// The group that is meant, by id or name.
pub(super) fn group(document: &Document, wanted: &str) -> Result<GroupId, Trouble> {
    let at = choose("group", wanted, &groups(document))?;
    let found = document.directory.groups.nth(at).map(|group| group.id.clone());
    found.ok_or_else(|| Trouble::new("there is no such group", ""))
}

/// The target of a model that is meant, by id or name.
pub(super) fn one_target(resolver: &dyn Resolver, wanted: &str) -> Result<TargetHead, Trouble> {
    let heads = resolver.targets();
    let choices: Vec<Choice> = targets(&heads);
    let at = choose(resolver.info().target, wanted, &choices)?;
    heads.into_iter().nth(at).ok_or_else(|| Trouble::new("there is no such target", ""))
}

/// Targets to choose from.
pub(super) fn targets(heads: &[TargetHead]) -> Vec<Choice> {
    heads.iter().map(|head| choice(&head.key, [head.name.as_str(), &target(head)])).collect()
}

/// The circumstances that were given, as the model takes them.
///
/// # Errors
/// Names what there is not.
pub(super) fn circumstances(
    args: &Conditions,
    about: Option<&ModelInfo>,
    document: &Document,
) -> Result<Circumstances, Trouble> {
    let directory = &document.directory;
    let mut circumstances =
        Circumstances { service: service(args, about)?, ..Circumstances::default() };
    if let Some(wanted) = &args.sign_on {
        let groups = groups(document).into_iter();
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

/// The service that was named, as the model spells it; any where no model asked asks for one.
fn service(args: &Conditions, about: Option<&ModelInfo>) -> Result<Option<String>, Trouble> {
    let reading = match about {
        Some(about) => vec![about],
        None => ModelKind::ALL.iter().map(|kind| kind.info()).collect(),
    };
    let reading = reading.into_iter().filter(|about| about.reads.service);
    let services: Vec<&str> = reading.flat_map(|about| about.services).copied().collect();
    let Some(wanted) = args.service.as_ref().filter(|_| !services.is_empty()) else {
        return Ok(args.service.clone());
    };
    let choices: Vec<Choice> = services.iter().map(|name| choice(name, [*name])).collect();
    let at = choose("service", wanted, &choices)?;
    Ok(services.get(at).map(|name| (*name).to_owned()))
}

/// Which of the circumstances that were given the model does not read, in words.
pub(super) fn ignored(given: &Circumstances, reads: Reads) -> Vec<&'static str> {
    let reads_or_absent = Reads {
        sign_on: reads.sign_on || given.sign_on.is_none(),
        on: reads.on || given.on.is_none(),
        service: reads.service || given.service.is_none(),
        acting_as: reads.acting_as || given.acting_as.is_none(),
        licences: reads.licences || given.licences.is_none(),
    };
    reads_or_absent.ignored()
}

/// Says what the answer does not take into account.
pub(super) fn remark_ignored(
    streams: &mut Streams<'_>,
    about: &ModelInfo,
    given: &Circumstances,
) -> io::Result<()> {
    let ignored = ignored(given, about.reads);
    if ignored.is_empty() {
        return Ok(());
    }
    let (title, ignored) = (about.title, ignored.join(", "));
    line(streams.errors, 0, &format!("{title} does not take into account: {ignored}"))
}

/// Says how many errors a file has.
fn remark_errors(streams: &mut Streams<'_>, name: &str, findings: &[Finding]) -> io::Result<()> {
    let errors = findings.iter().filter(|finding| finding.severity == Severity::Error).count();
    if errors == 0 {
        return Ok(());
    }
    let errors = count(errors, "error", "errors");
    line(streams.errors, 0, &format!("{name} has {errors}: see `whocan check {name}`"))
}

/// What somebody is signed on as, and under which service.
pub(super) fn sign_on_words(
    directory: &Directory,
    sign_on: Option<&Principal>,
    service: Option<&str>,
) -> Vec<String> {
    let sign_on = sign_on.map(|who| format!("signed on as {}", directory.name(who)));
    let service = service.map(|service| format!("signed on under {service}"));
    sign_on.into_iter().chain(service).collect()
}

/// How somebody is signed on, to go behind their name.
pub(super) fn signed_on(document: &Document, circumstances: &Circumstances) -> String {
    let Circumstances { sign_on, service, .. } = circumstances;
    let all = sign_on_words(&document.directory, sign_on.as_ref(), service.as_deref());
    all.iter().map(|words| format!(", {words}")).collect()
}

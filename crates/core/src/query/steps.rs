//! The single steps that can make a decision another one: each is one command on the document, or one
//! change of the circumstances.

use super::{Snapshot, Subject, Wanted, process_of};
use crate::directory::{
    Circumstances, DirectoryEdit, Members, Principal, Roster, TeamId, User, UserId, belongs, join,
    leave,
};
use crate::document::Command;
use crate::model::{Decide, Resolver, Settings, Sought};
use crate::models::{ModelKind, PolicyEdit};
use crate::verdict::{Grants, Outcome};

/// One decision: whose, on what, and under which circumstances.
#[derive(Clone, Debug, PartialEq)]
pub struct Question {
    /// The model; what counts is what comes out in the end.
    pub kind: ModelKind,
    /// The target's key.
    pub target: String,
    /// Whose.
    pub subject: Subject,
    /// Under which circumstances.
    pub circumstances: Circumstances,
    /// What the circumstances leave open.
    pub signed_on: SignedOn,
}

/// How circumstances are taken that do not say what somebody is signed on as, or under which service.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SignedOn {
    /// As nobody in particular, and under none.
    AsAsked,
    /// As any of what they can sign on as: somebody has what they have as one of them.
    AsAny,
}

/// One step.
#[derive(Clone, Debug)]
pub enum Step {
    /// The document becomes another one.
    Document(Command),
    /// The document stays, and the circumstances are these.
    Circumstances(Circumstances),
}

/// What kind of step it is, the smallest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum StepKind {
    /// Another group or post to sign on as.
    SignOn,
    /// Another service to sign on under.
    Service,
    /// Another day.
    Day,
    /// Another licence that is assumed.
    AssumedLicence,
    /// A membership of the person's.
    Membership,
    /// Something that is set for the person.
    Own,
    /// Something that is set for what they belong to.
    Belonging,
    /// Something that goes for everybody.
    Everybody,
    /// A licence that is installed or removed.
    Licence,
}

impl StepKind {
    /// Its stable name.
    pub fn name(self) -> &'static str {
        match self {
            Self::SignOn => "sign-on",
            Self::Service => "service",
            Self::Day => "day",
            Self::AssumedLicence => "assumed licence",
            Self::Membership => "membership",
            Self::Own => "own setting",
            Self::Belonging => "setting of a group",
            Self::Everybody => "setting for everybody",
            Self::Licence => "licence",
        }
    }
}

/// What is to come out.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Aim {
    Wanted(Wanted),
    /// Any other outcome than the one of this name.
    Otherwise(String),
    /// All of this, and no more.
    Just(Grants),
}

impl Aim {
    /// Whether it comes out, and how. What is to be had is had as any of what somebody can sign on as;
    /// what is not to be had, as none of it.
    pub(super) fn met(
        &self,
        decide: &Decide<'_>,
        members: &Members,
        ways: &[Circumstances],
    ) -> Option<(Circumstances, Outcome)> {
        let mut all = ways.iter().map(|way| (way, decide(members, way)));
        let own = |(way, outcome): (&Circumstances, Outcome)| (way.clone(), outcome);
        match self {
            Self::Wanted(wanted @ (Wanted::AtLeast(_) | Wanted::Exactly(_))) => {
                all.find(|(_, outcome)| wanted.is_met(outcome)).map(own)
            }
            Self::Wanted(wanted @ Wanted::LessThan(_)) => {
                let all: Vec<_> = all.collect();
                let met = all.iter().all(|(_, outcome)| wanted.is_met(outcome));
                met.then(|| all.into_iter().next().map(own)).flatten()
            }
            Self::Otherwise(name) => all.find(|(_, outcome)| outcome.name != *name).map(own),
            Self::Just(grants) => {
                let all: Vec<_> = all.collect();
                let sum = all.iter().fold(0, |sum, (_, outcome)| sum | outcome.grants.0);
                (sum == grants.0).then(|| all.into_iter().next().map(own)).flatten()
            }
        }
    }

    /// Whether it comes out. Who cannot sign on so has nothing.
    pub(super) fn comes_out(
        &self,
        decide: &Decide<'_>,
        members: &Members,
        ways: &[Circumstances],
    ) -> bool {
        let of_nobody = match self {
            Self::Wanted(Wanted::LessThan(_)) => true,
            Self::Just(grants) => grants.is_empty(),
            Self::Wanted(_) | Self::Otherwise(_) => false,
        };
        ways.is_empty() && of_nobody || self.met(decide, members, ways).is_some()
    }

    /// What it says of the grants.
    pub(super) fn sought(&self, resolver: &dyn Resolver, target: &str) -> Sought {
        let just = |with: Grants| Sought { with, without: Grants(!with.0) };
        match self {
            Self::Wanted(Wanted::AtLeast(with)) => Sought { with: *with, without: Grants(0) },
            Self::Wanted(Wanted::LessThan(without)) => {
                Sought { with: Grants(0), without: *without }
            }
            Self::Wanted(Wanted::Exactly(name)) => {
                just(resolver.abilities(target, name).unwrap_or_default())
            }
            Self::Otherwise(_) => Sought::default(),
            Self::Just(with) => just(*with),
        }
    }
}

/// Under which circumstances a decision is made.
pub(super) fn ways(
    resolver: &dyn Resolver,
    members: &Members,
    asked: &Circumstances,
    signed_on: SignedOn,
) -> Vec<Circumstances> {
    match signed_on {
        SignedOn::AsAsked => vec![asked.clone()],
        SignedOn::AsAny => resolver.any_identity(members, asked),
    }
}

/// What can be made of one place of the document.
#[derive(Clone, Debug)]
pub(super) struct Place {
    pub(super) kind: StepKind,
    /// Nobody else's decisions hang on it; none where anybody's can.
    pub(super) of: Option<Principal>,
    /// The commands, the least change first.
    pub(super) commands: Vec<Command>,
    /// The one that takes away what is there.
    pub(super) removal: Option<Command>,
}

/// A membership that begins or ends: what somebody belongs to then, and in what.
#[derive(Clone, Debug)]
pub(super) struct Membership {
    pub(super) command: Command,
    pub(super) members: Members,
    pub(super) with: Principal,
    pub(super) begins: bool,
}

/// The settings and licences on which a decision can hang for somebody, and the days.
pub(super) fn places(
    snapshot: &Snapshot,
    question: &Question,
    members: &Members,
    sought: Sought,
) -> Settings<PolicyEdit> {
    let document = snapshot.document();
    let asked = &question.circumstances;
    let on = asked.on.or(document.as_of);
    let asked = Circumstances { on, ..asked.clone() };
    let settings = |kind: ModelKind, target: &str| {
        let of = (&document.policies, &document.directory, &**snapshot.roster());
        snapshot.indexes().settings(kind, of, (members, &asked), target, sought)
    };
    let mut found = settings(question.kind, &question.target).unwrap_or_default();
    if question.kind == ModelKind::Acl && snapshot.ways().is_set() {
        // R13 of the lists: the process must permit as well.
        let record = document.policies.acl.records.find(&question.target);
        let process = record.and_then(|it| process_of(&document.policies, it.kind));
        let beside = process.and_then(|id| settings(ModelKind::Processes, id.as_str()));
        found.list.extend(beside.into_iter().flat_map(|it| it.list));
    }
    found
}

/// The settings as commands.
pub(super) fn of_settings(settings: &Settings<PolicyEdit>, subject: &Subject) -> Vec<Place> {
    let own = |of: &Principal| match (of, subject) {
        (Principal::User(user), Subject::User(own)) => user == own,
        _ => false,
    };
    let place = |it: &crate::model::Setting<PolicyEdit>| Place {
        kind: match &it.of {
            None => StepKind::Everybody,
            Some(of) if own(of) => StepKind::Own,
            Some(_) => StepKind::Belonging,
        },
        of: it.of.clone(),
        commands: it.edits.iter().cloned().map(Command::Policy).collect(),
        removal: it.removal.clone().map(Command::Policy),
    };
    settings.list.iter().map(place).collect()
}

/// The licences as commands: each installed or removed.
pub(super) fn of_licences(snapshot: &Snapshot, licences: &[String]) -> Vec<Place> {
    let installed = &snapshot.document().directory.licences;
    let place = |licence: &String| {
        let has = installed.contains(licence);
        let command = Command::Directory(DirectoryEdit::SetLicences(turned(installed, licence)));
        Place {
            kind: StepKind::Licence,
            of: None,
            removal: has.then(|| command.clone()),
            commands: vec![command],
        }
    };
    licences.iter().map(place).collect()
}

fn turned(licences: &[String], licence: &String) -> Vec<String> {
    let rest = licences.iter().filter(|it| *it != licence).cloned();
    let new = (!licences.contains(licence)).then(|| licence.clone());
    rest.chain(new).collect()
}

/// The memberships that somebody can end or begin, as far as the model asks for them.
pub(super) fn memberships(
    snapshot: &Snapshot,
    resolver: &dyn Resolver,
    user: &UserId,
) -> Vec<Membership> {
    let directory = &snapshot.document().directory;
    let Some(user) = directory.users.get(user) else { return Vec::new() };
    // Only models that ask what people sign on as know of posts and service teams.
    let all = directory.belongings();
    let all = all.filter(|it| matches!(it, Principal::Group(_)) || resolver.info().reads.sign_on);
    let turned = all.map(|with| {
        let mut other = User::clone(user);
        let begins = !belongs(user, &with);
        let edit = if begins {
            join(&mut other, &with);
            DirectoryEdit::Join(user.id.clone(), with.clone())
        } else {
            leave(&mut other, &with);
            DirectoryEdit::Leave(user.id.clone(), with.clone())
        };
        let members = Members::of_user(directory, &other);
        Membership { command: Command::Directory(edit), members, with, begins }
    });
    turned.collect()
}

/// The teams that somebody's posts can be put into or taken out of, where the model asks for them.
pub(super) fn of_posts(
    snapshot: &Snapshot,
    resolver: &dyn Resolver,
    members: &Members,
) -> Vec<Place> {
    let directory = &snapshot.document().directory;
    let mut found = Vec::new();
    let posts = members.posts.iter().filter(|_| resolver.info().reads.sign_on);
    for post in posts.filter_map(|at| directory.posts.nth(*at as usize)) {
        for team in directory.teams.iter() {
            let has = post.teams.contains(&team.id);
            let edit = match has {
                true => DirectoryEdit::PostLeave(post.id.clone(), team.id.clone()),
                false => DirectoryEdit::PostJoin(post.id.clone(), team.id.clone()),
            };
            let command = Command::Directory(edit);
            found.push(Place {
                kind: StepKind::Belonging,
                of: Some(Principal::Post(post.id.clone())),
                removal: has.then(|| command.clone()),
                commands: vec![command],
            });
        }
    }
    found
}

/// The other circumstances of which one alone is different.
pub(super) fn of_circumstances(
    resolver: &dyn Resolver,
    question: &Question,
    members: &Members,
    settings: &Settings<PolicyEdit>,
    day: Option<crate::directory::Date>,
) -> Vec<(StepKind, Circumstances)> {
    let asked = &question.circumstances;
    let reads = resolver.info().reads;
    let open = question.signed_on == SignedOn::AsAny;
    let mut found = Vec::new();
    if reads.sign_on && !(open && asked.sign_on.is_none()) {
        let others = resolver.identities(members).into_iter();
        let others = others.filter(|who| *who != asked.sign_on);
        let with = |sign_on| Circumstances { sign_on, ..asked.clone() };
        found.extend(others.map(|who| (StepKind::SignOn, with(who))));
    }
    if reads.service && !(open && asked.service.is_none()) {
        let others = resolver.services(members).into_iter().map(Some).chain([None]);
        let others = others.filter(|service| *service != asked.service);
        let with = |service| Circumstances { service, ..asked.clone() };
        found.extend(others.map(|service| (StepKind::Service, with(service))));
    }
    if reads.on {
        let mut days = settings.days.clone();
        // The days to come first, then those of the past, each in their order.
        let order = |at: usize| days.get(at).map(|it| (day.is_some_and(|day| *it < day), *it));
        let order = crate::shared::sorted_indices(days.len(), &mut |one, other| {
            order(one).cmp(&order(other))
        });
        days = order.filter_map(|at| days.get(at).copied()).collect();
        days.dedup();
        days.retain(|it| Some(*it) != day);
        let with = |on| Circumstances { on: Some(on), ..asked.clone() };
        found.extend(days.into_iter().map(|on| (StepKind::Day, with(on))));
    }
    if let Some(assumed) = asked.licences.as_ref().filter(|_| reads.licences) {
        let with = |it| Circumstances { licences: Some(turned(assumed, it)), ..asked.clone() };
        let licences = settings.licences.iter();
        found.extend(licences.map(|it| (StepKind::AssumedLicence, with(it))));
    }
    found
}

/// Whether somebody's decisions can hang on what is set for a principal.
pub(super) fn hangs_on(roster: &Roster, at: usize, of: &Where) -> bool {
    let Some(members) = roster.nth(at) else { return false };
    match of {
        Where::Anybody => true,
        Where::User(user) => members.user.as_ref() == Some(user),
        Where::Group(group) => members.unsure.groups || members.groups.contains(group),
        Where::Post(post) => members.unsure.posts || members.posts.contains(post),
        Where::Team(team, posts) => {
            members.unsure.teams
                || members.unsure.posts
                || members.teams.contains(team)
                || members.posts.iter().any(|post| posts.contains(post))
        }
    }
}

/// A principal by its place.
pub(super) enum Where {
    Anybody,
    User(UserId),
    Group(u32),
    Post(u32),
    /// With the posts that bring it.
    Team(u32, Vec<u32>),
}

impl Where {
    pub(super) fn of(snapshot: &Snapshot, principal: Option<&Principal>) -> Self {
        let directory = &snapshot.document().directory;
        let place = |at: Option<usize>| at.and_then(|at| u32::try_from(at).ok());
        let found = match principal {
            None => None,
            Some(Principal::User(id)) => Some(Self::User(id.clone())),
            Some(Principal::Group(id)) => place(directory.groups.position(id)).map(Self::Group),
            Some(Principal::Post(id)) => place(directory.posts.position(id)).map(Self::Post),
            Some(Principal::Team(id)) => place(directory.teams.position(id))
                .map(|team| Self::Team(team, posts_with(snapshot, id))),
        };
        found.unwrap_or(Self::Anybody)
    }
}

fn posts_with(snapshot: &Snapshot, team: &TeamId) -> Vec<u32> {
    let posts = (0..).zip(snapshot.document().directory.posts.iter());
    let posts = posts.filter(|(_, post)| post.teams.contains(team) || post.is_unsure());
    posts.map(|(at, _)| at).collect()
}

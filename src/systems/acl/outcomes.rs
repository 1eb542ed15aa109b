//! What a list comes to for everybody under each sign-on, by itself and with the process level, and what
//! differs between two lists.

use whocan_core::directory::Table;
use whocan_core::directory::{Circumstances, Directory, Members, Principal, User, UserId, belongs};
use whocan_core::model::Index as _;
use whocan_core::models::ModelKind;
use whocan_core::models::acl::Index;
use whocan_core::models::acl::access::Access;
use whocan_core::models::acl::policy::{
    Level, List, Member, Policy, Record, RecordId, RecordType, State, principal,
};
use whocan_core::query::Snapshot;
use whocan_core::verdict::{Decision, Outcome};

/// What somebody is signed on as; none for no group or post.
pub(super) type SignOn = Option<Principal>;

/// What a list comes to for somebody.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Person<T = Access> {
    pub(super) id: UserId,
    pub(super) name: String,
    /// Under each sign-on, the one as themselves first.
    pub(super) signs: Vec<(SignOn, T)>,
}

/// A sign-on with what comes out, as it is shown.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Line<T> {
    pub(super) who: SignOn,
    pub(super) label: String,
    pub(super) is: T,
}

/// What somebody can sign on as, none first.
pub(super) fn sign_ons(directory: &Directory, user: &User) -> Vec<SignOn> {
    let groups = user.groups.iter().map(|id| Principal::Group(id.clone()));
    let posts = user.posts.iter().map(|id| Principal::Post(id.clone()));
    let known = groups.chain(posts).filter(|who| directory.has(who)).map(Some);
    std::iter::once(None).chain(known).collect()
}

/// The list by itself, compiled as that of a record of this id.
fn compiled(directory: &Directory, list: Option<&List>, id: &RecordId) -> Index {
    let mut record = Record::new(id.as_str(), "", RecordType::PersonDetails);
    if let Some(list) = list {
        record.state = State::Customised(list.clone().into());
    }
    let policy = Policy { records: Table::new([record]), ..Policy::default() };
    Index::compile(&policy, directory, None)
}

/// What a list comes to for everybody, by itself.
pub(super) fn outcomes(snapshot: &Snapshot, list: Option<&List>) -> Vec<Person> {
    let id = RecordId::from("list");
    let index = compiled(&snapshot.document().directory, list, &id);
    everybody(snapshot, |members, asked| index.decide(members, asked, &id))
}

/// What a record comes to for everybody in the end: by the list that counts for it, and the process level.
/// Where the level takes nothing away it is called what the list makes of it.
pub(super) fn in_the_end(
    snapshot: &Snapshot,
    record: &RecordId,
    list: &List,
) -> Vec<Person<Outcome>> {
    let index = compiled(&snapshot.document().directory, Some(list), record);
    let resolver = snapshot.in_the_end(ModelKind::Acl);
    let Some(decide) = resolver.on(record.as_str()) else { return Vec::new() };
    everybody(snapshot, |members, asked| {
        let (access, outcome) = (index.decide(members, asked, record), decide(members, asked));
        match reach(access) & !outcome.grants.0 {
            0 => Outcome { grants: outcome.grants, ..Outcome::of(&access) },
            _ => outcome,
        }
    })
}

/// How far a list lets somebody come with a record: listed, opened, edited, as bits of what comes out in
/// the end.
fn reach(access: Access) -> u32 {
    let Access::Levels(levels) = access else { return 0 };
    let wanted = [Level::Summary, Level::Details, Level::Write];
    let allowed = wanted.into_iter().take_while(|level| levels.has(*level)).count();
    (1 << allowed) - 1
}

/// What comes out for everybody under each sign-on.
fn everybody<T>(
    snapshot: &Snapshot,
    decide: impl Fn(&Members, &Circumstances) -> T,
) -> Vec<Person<T>> {
    let directory = &snapshot.document().directory;
    let person = |user: &User| {
        let members = snapshot.roster().of(&user.id)?;
        let sign = |who: SignOn| {
            let asked = Circumstances { sign_on: who, ..Circumstances::default() };
            let is = decide(members, &asked);
            (asked.sign_on, is)
        };
        let signs = sign_ons(directory, user).into_iter().map(sign).collect();
        Some(Person { id: user.id.clone(), name: user.name.clone(), signs })
    };
    directory.users.iter().filter_map(|user| person(user)).collect()
}

/// What is signed on as, in words.
fn label(directory: &Directory, who: &SignOn) -> String {
    match who {
        None => "as themselves".to_owned(),
        Some(who) => format!("as {}", directory.name(who)),
    }
}

/// The sign-ons that say something: one for all where all say the same, else the first and those that
/// say something else.
fn telling<T: PartialEq + Clone>(directory: &Directory, all: Vec<(SignOn, T)>) -> Vec<Line<T>> {
    let Some((_, first)) = all.first().cloned() else { return Vec::new() };
    if all.iter().all(|(_, is)| *is == first) {
        let label = "however they sign on".to_owned();
        return vec![Line { who: None, label, is: first }];
    }
    let tells = all.into_iter().enumerate().filter(|(at, (_, is))| *at == 0 || *is != first);
    let line =
        |(_, (who, is)): (usize, (SignOn, T))| Line { label: label(directory, &who), who, is };
    tells.map(line).collect()
}

impl Person<Outcome> {
    /// Whether they find the record under some sign-on.
    pub(super) fn reaches(&self) -> bool {
        self.signs.iter().any(|(_, outcome)| finds(outcome))
    }

    /// What is shown of them.
    pub(super) fn lines(&self, directory: &Directory) -> Vec<Line<Outcome>> {
        telling(directory, self.signs.clone())
    }
}

/// Whether somebody finds a record at all.
pub(super) fn finds(outcome: &Outcome) -> bool {
    outcome.grants.0 != 0
}

/// What changes for somebody.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Change {
    pub(super) id: UserId,
    pub(super) name: String,
    /// Under which sign-ons, with what comes out before and after.
    pub(super) lines: Vec<Line<(Access, Access)>>,
}

impl Change {
    /// Whether they can do something that they cannot do before.
    pub(super) fn gains(&self) -> bool {
        self.lines.iter().any(|line| !line.is.0.grants().contains(line.is.1.grants()))
    }

    /// Whether they can no longer do something.
    pub(super) fn loses(&self) -> bool {
        self.lines.iter().any(|line| !line.is.1.grants().contains(line.is.0.grants()))
    }
}

/// What changes, by two rounds of the same people.
pub(super) fn changes(directory: &Directory, before: &[Person], after: &[Person]) -> Vec<Change> {
    let change = |(was, is): (&Person, &Person)| {
        let pairs = was.signs.iter().zip(&is.signs);
        let pairs: Vec<_> = pairs.map(|((who, was), (_, is))| (who.clone(), (*was, *is))).collect();
        if pairs.iter().all(|(_, (was, is))| was == is) {
            return None;
        }
        let lines = telling(directory, pairs).into_iter().filter(|line| line.is.0 != line.is.1);
        Some(Change { id: is.id.clone(), name: is.name.clone(), lines: lines.collect() })
    };
    before.iter().zip(after).filter_map(change).collect()
}

/// The rows of a list that match somebody under a sign-on.
pub(super) fn matching<'a>(
    directory: &'a Directory,
    list: &'a List,
    user: &'a UserId,
    sign_on: &'a SignOn,
) -> impl Iterator<Item = &'a Member> {
    let user = directory.users.get(user);
    let post = match sign_on {
        Some(Principal::Post(id)) => directory.posts.get(id),
        _ => None,
    };
    list.members.iter().filter(move |member| match principal(directory, member) {
        Some(Principal::User(id)) => user.is_some_and(|user| user.id == id),
        Some(team @ Principal::Team(_)) => {
            let of_post = post.is_some_and(|it| it.teams.iter().any(|id| id.as_str() == team.id()));
            of_post || user.is_some_and(|user| belongs(user, &team))
        }
        other => other.is_some() && other == *sign_on,
    })
}

//! THE CONTRACT: what a permission model has to offer, and nothing about any of them.
//!
//! A model has a *policy* (its section of the file), *edits* of it, an *index* compiled from it for
//! quick answers, *targets* (what a person may or may not do something with) and *decisions*. The
//! generic half of this file turns a model into a [`Resolver`], which has forgotten its types: the
//! screens, the checks and the command line know only that.

use std::borrow::Cow;
use std::fmt;
use std::ops::Range;

use crate::directory::{
    AsOf, Circumstances, Directory, GroupId, Leaning, Members, Principal, Reads, Rejection, Roster,
    Unreadable, UserId,
};
use crate::format::{Findings, Json, Object, Reader, clip};
use crate::shared::Shared;
use crate::verdict::{Address, Decision, Grants, Outcome, Reason, Tone, Verdict};

/// What is the same for every document of a model.
#[derive(Debug)]
pub struct ModelInfo {
    /// Its key in files and addresses, such as `processes`.
    pub key: &'static str,
    /// Its title on screen.
    pub title: &'static str,
    /// What it can be asked, in a sentence.
    pub answers: &'static str,
    /// What one of its targets is called.
    pub target: &'static str,
    /// What several are called.
    pub targets: &'static str,
    /// Which circumstances it takes into account.
    pub reads: Reads,
    /// Whether it sets anything for people themselves, and not for their groups alone.
    pub personal: bool,
    /// The services that somebody can sign on under, where it asks for that.
    pub services: &'static [&'static str],
    /// The licences that it speaks of.
    pub licences: &'static [&'static str],
    /// Its rules, in order.
    pub rules: &'static [Rule],
    /// The number of the rule for what the file says and nobody can read.
    pub unreadable: &'static str,
    /// What the short forms in its cells stand for, where they need to be said.
    pub short_forms: &'static [(&'static str, &'static str)],
    /// Its outcomes that have a name of their own.
    pub outcomes: &'static [OutcomeInfo],
    /// The keys that its grids add to those of every grid, each with what it does.
    pub keys: &'static [(&'static str, &'static str)],
}

/// An outcome with its names.
#[derive(Debug)]
pub struct OutcomeInfo {
    /// The stable name, as checks spell it and as it is spoken.
    pub name: &'static str,
    /// A name short enough for a cell.
    pub short: &'static str,
    /// What it lets a person do.
    pub means: &'static str,
    /// How it looks.
    pub tone: Tone,
}

impl ModelInfo {
    /// The names of an outcome, where it has its own.
    pub fn outcome(&self, name: &str) -> Option<&'static OutcomeInfo> {
        self.outcomes.iter().find(|named| named.name == name)
    }

    /// The rule with this number.
    pub fn rule(&self, id: &str) -> Option<&'static Rule> {
        self.rules.iter().find(|rule| rule.id == id)
    }
}

/// One numbered rule of a model.
#[derive(Debug)]
pub struct Rule {
    /// Its number, such as `R8`.
    pub id: &'static str,
    /// What it says, in one or two sentences.
    pub says: &'static str,
    /// Where it comes from.
    pub source: Source,
}

/// Where a rule comes from. An inferred one is marked wherever it decides something.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Source {
    /// The product's own documentation says so.
    Stated,
    /// Other public material of the product says so.
    Public,
    /// Worked out; the reason goes with it.
    Inferred(&'static str),
}

/// A target as views list it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TargetHead {
    /// The key by which it is asked for.
    pub key: String,
    /// Its name.
    pub name: String,
    /// The name of what it stands under: a main process, a section, a record type.
    pub band: String,
}

/// Why a draft cannot be saved as it stands, with the edits that would make it so.
#[derive(Clone, Debug, PartialEq)]
pub struct Conflict<E> {
    /// Whose permissions it is about.
    pub about: Principal,
    /// Why: each refused change with what it would invalidate.
    pub reasons: Vec<Reason>,
    /// What saves the rest: the least that must be raised.
    pub settle: Vec<E>,
}

/// One thing that differs between two documents, in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Changed {
    /// What, such as `Office Clerks: Student Data, Read → Read-Write`.
    pub words: String,
    /// Where it stands in the later document, as long as it does.
    pub address: Option<Address>,
}

impl Changed {
    /// A change of something that is there afterwards.
    pub fn at(address: Address, words: String) -> Self {
        Self { words, address: Some(address) }
    }

    /// A change that leaves nothing to be shown.
    pub fn gone(words: String) -> Self {
        Self { words, address: None }
    }
}

/// What differs between two documents: all of it counted, as much of it in words as is asked for.
#[derive(Clone, Debug, Default)]
pub struct Changes {
    most: usize,
    count: usize,
    lines: Vec<Changed>,
}

impl Changes {
    /// Nothing yet, of which so many at most will be put into words.
    pub fn up_to(most: usize) -> Self {
        Self { most, ..Self::default() }
    }

    /// One more.
    pub fn push(&mut self, change: Changed) {
        self.say(|| change);
    }

    /// One more, whose words cost something to find.
    pub fn say(&mut self, change: impl FnOnce() -> Changed) {
        self.count += 1;
        if self.lines.len() < self.most {
            self.lines.push(change());
        }
    }

    /// How many there are, in words or not.
    pub fn count(&self) -> usize {
        self.count
    }

    /// The first of them, in words.
    pub fn into_lines(self) -> Vec<Changed> {
        self.lines
    }
}

/// Where a model's screens show a place of its policy.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Place {
    /// On its grid, in this row and column.
    Overview(String, String),
    /// In its editor, by these steps.
    Editor(Vec<String>),
    /// Wherever its targets stand.
    Target {
        /// The target's key.
        key: String,
        /// The steps that lead to it in the editor, behind the group.
        steps: Vec<String>,
    },
}

/// A question, as a file's checks and the command line ask it. The members that only some model
/// understands stay in `about`.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Ask {
    /// The person, where one is meant.
    pub user: Option<UserId>,
    /// The group, where one is meant.
    pub group: Option<GroupId>,
    /// Under which circumstances.
    pub circumstances: Circumstances,
    /// What is asked about.
    pub about: Object,
}

/// The answer to an [`Ask`].
#[derive(Clone, Debug, PartialEq)]
pub struct Answer {
    /// The outcome's stable name.
    pub outcome: Cow<'static, str>,
    /// Why, where the question has an explanation.
    pub because: Option<Reason>,
}

/// Why a question has no answer: it speaks of something that the document does not have, or asks
/// for something the model does not know. One line, the user's words in backticks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal(pub String);

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for Refusal {}

/// Whether anything comes out differently for somebody, and what that means for them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct OutcomeChange {
    /// Whether anything does.
    pub differs: bool,
    /// Whether they can do something that they could not do before.
    pub gains: bool,
    /// Whether they can no longer do something.
    pub loses: bool,
}

/// Says what becomes of somebody whose memberships are the same, under the circumstances of before
/// and of after.
pub type Compare<'a> = Box<dyn Fn(&Members, &Circumstances, &Circumstances) -> OutcomeChange + 'a>;

/// What a permission model has to offer. All functions are total: a reference to something that is
/// not there counts for nothing.
pub trait Model: Sized + 'static {
    /// The model's section of a document; its default is that of a new document.
    type Policy: Clone + Default + fmt::Debug + Send + Sync;
    /// One edit of the policy.
    type Edit: Clone + fmt::Debug + PartialEq + Send + Sync;
    /// The policy compiled for quick answers.
    type Index: fmt::Debug + Send + Sync;
    /// What a decision is about.
    type Target: Clone + Eq + fmt::Debug;
    /// What comes out.
    type Decision: Decision;

    /// What is the same for every document.
    const INFO: ModelInfo;
    /// The product that goes on with what it was started with until it is restarted, where it does:
    /// a Save then stores, which its users know as *Apply*, and a restart makes it run.
    const RESTARTS: Option<&'static str> = None;

    /// Reads the section; what does not fit is reported and kept.
    fn read(here: &Reader<'_>, json: &Json) -> Option<Self::Policy>;
    /// Writes the section; `None` for that of a new document.
    fn write(policy: &Self::Policy) -> Option<Json>;
    /// Whether the policy is that of a new document: nobody has said anything in it yet.
    fn is_blank(policy: &Self::Policy) -> bool {
        Self::write(policy).is_none()
    }
    /// The policy with all that could not be read taken as generously as can be; none where nothing
    /// of it leaves a doubt. The policy as it is read takes it as strictly as can be.
    fn generous(policy: &Self::Policy, directory: &Directory) -> Option<Self::Policy>;
    /// The places of the section that could not be read and that decisions can hang on.
    fn unreadable(policy: &Self::Policy, directory: &Directory) -> Vec<Unreadable>;
    /// What else than the target itself a decision on it has to do with, by ids.
    fn involved(_policy: &Self::Policy, _target: &Self::Target) -> Vec<String> {
        Vec::new()
    }
    /// What is wrong or doubtful, with JSON paths from the top of the file.
    fn findings(policy: &Self::Policy, directory: &Directory) -> Findings;
    /// The name of a place of the policy; `None` where it has no such place.
    fn name(policy: &Self::Policy, part: &str, keys: &[String]) -> Option<String>;
    /// Where a place of the policy is shown; `None` where no screen shows it.
    fn place(policy: &Self::Policy, part: &str, keys: &[String]) -> Option<Place>;

    /// Applies an edit.
    ///
    /// # Errors
    /// Says what the edit speaks of and is not there, or what it would break; nothing is changed.
    fn apply(
        policy: &mut Shared<Self::Policy>,
        directory: &Directory,
        edit: &Self::Edit,
    ) -> Result<(), Rejection>;
    /// The edit in words, for undo and for a list of changes.
    fn describe(policy: &Self::Policy, directory: &Directory, edit: &Self::Edit) -> String;
    /// The edits that take away everything the policy holds about a principal.
    fn forget(policy: &Self::Policy, principal: &Principal) -> Vec<Self::Edit>;
    /// The edits that give one group exactly what another has.
    fn copy_grants(policy: &Self::Policy, from: &GroupId, to: &GroupId) -> Vec<Self::Edit>;
    /// The groups that new users join at once.
    fn joined_by_new_users(_policy: &Self::Policy) -> Vec<GroupId> {
        Vec::new()
    }
    /// Why the draft cannot be saved as it stands.
    fn review_save(
        saved: &Self::Policy,
        draft: &Self::Policy,
        directory: &Directory,
    ) -> Vec<Conflict<Self::Edit>>;

    /// What differs in the draft, in words. What follows from somebody's leaving the directory, or
    /// from what else is named, needs no words of its own.
    fn changes(
        found: &mut Changes,
        saved: &Self::Policy,
        draft: &Self::Policy,
        saved_directory: &Directory,
        directory: &Directory,
    );

    /// Compiles the policy, reusing what did not change since `previous`.
    fn compile(
        policy: &Shared<Self::Policy>,
        directory: &Directory,
        previous: Option<&Self::Index>,
    ) -> Self::Index;
    /// All targets in the policy's order.
    fn targets(policy: &Self::Policy) -> Vec<TargetHead>;
    /// The target with this key.
    fn target(policy: &Self::Policy, key: &str) -> Option<Self::Target>;
    /// The decision for one person and target.
    fn decide(
        index: &Self::Index,
        members: &Members,
        circumstances: &Circumstances,
        target: &Self::Target,
    ) -> Self::Decision;
    /// The decisions for one person, in the order of [`Model::targets`].
    fn row(
        index: &Self::Index,
        members: &Members,
        circumstances: &Circumstances,
    ) -> Vec<Self::Decision>;
    /// The same for a range of the targets only: what is on screen.
    fn part_of_row(
        index: &Self::Index,
        members: &Members,
        circumstances: &Circumstances,
        range: Range<usize>,
    ) -> Vec<Self::Decision> {
        let row = Self::row(index, members, circumstances).into_iter();
        row.skip(range.start).take(range.len()).collect()
    }
    /// The services that somebody can sign on under, where the model asks for one.
    fn services(_policy: &Self::Policy, _members: &Members) -> Vec<String> {
        Vec::new()
    }
    /// The targets that can come out differently between two indexes, one for each set of them that
    /// differs in the same way for everybody whose memberships are the same; `None` where any can.
    fn differing(_before: &Self::Index, _after: &Self::Index) -> Option<Vec<Self::Target>> {
        None
    }
    /// What becomes of somebody between two indexes, where that can be said without going through
    /// all targets; `None` where it cannot.
    fn compare<'a>(_before: &'a Self::Index, _after: &'a Self::Index) -> Option<Compare<'a>> {
        None
    }
    /// The key of a target.
    fn key(target: &Self::Target) -> String;
    /// The decision with its reasons; the decision equals [`Model::decide`]'s.
    fn explain(
        model: ModelSnapshot<'_, Self>,
        members: &Members,
        circumstances: &Circumstances,
        target: &Self::Target,
    ) -> Verdict<Self::Decision>;

    /// Why the one who edits may not do an edit, where the circumstances name somebody and the model
    /// says who may edit what.
    fn withheld(
        _scene: ModelSnapshot<'_, Self>,
        _circumstances: &Circumstances,
        _edit: &Self::Edit,
    ) -> Option<Refusal> {
        None
    }

    /// Answers a question of a file's checks.
    ///
    /// # Errors
    /// Says what is missing from the question or the document.
    fn answer(model: ModelSnapshot<'_, Self>, ask: &Ask) -> Result<Answer, Refusal>;
    /// Reads what a rule forbids: a target, and the abilities that nobody outside may have.
    ///
    /// # Errors
    /// Says what is missing from the rule or the document.
    fn limit(
        model: ModelSnapshot<'_, Self>,
        about: &Object,
    ) -> Result<(Self::Target, Grants), Refusal>;
}

/// A model's part of one moment of a document, ready to be asked.
#[derive(Debug)]
pub struct ModelSnapshot<'a, M: Model> {
    /// Who there is.
    pub directory: &'a Directory,
    /// What everybody belongs to.
    pub roster: &'a Roster,
    /// The policy.
    pub policy: &'a M::Policy,
    /// Its index.
    pub index: &'a M::Index,
    /// The day of questions that name none.
    pub as_of: AsOf,
}

impl<M: Model> Clone for ModelSnapshot<'_, M> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<M: Model> Copy for ModelSnapshot<'_, M> {}

impl<M: Model> ModelSnapshot<'_, M> {
    /// Whom a question is about: the person, or somebody who is in the group and nothing else.
    ///
    /// # Errors
    /// Names the person or group that is not in the directory, or says that neither is named.
    pub fn subject(&self, ask: &Ask) -> Result<Members, Refusal> {
        match (&ask.user, &ask.group) {
            (Some(user), None) => self
                .roster
                .of(user)
                .map(|members| Members::clone(members))
                .ok_or_else(|| unknown("user", user.as_str())),
            (None, Some(group)) if self.directory.groups.has(group) => {
                Ok(Members::of_group(self.directory, group))
            }
            (None, Some(group)) => Err(unknown("group", group.as_str())),
            (Some(_), Some(_)) => Err(Refusal("name a `user` or a `group`, not both".to_owned())),
            (None, None) => Err(Refusal("name a `user` or a `group`".to_owned())),
        }
    }

    /// The target that a member of the question names.
    ///
    /// # Errors
    /// Says that the member is missing, or names what the policy does not have.
    pub fn target_of(&self, about: &Object, member: &str) -> Result<M::Target, Refusal> {
        let Some(key) = about.get(member).and_then(Json::as_text) else {
            return Err(Refusal(format!("name a `{member}`")));
        };
        M::target(self.policy, key).ok_or_else(|| unknown(member, key))
    }

    /// What somebody can sign on as, where the model asks for that: nobody in particular first, then
    /// their groups and posts.
    pub fn identities(&self, members: &Members) -> Vec<Option<Principal>> {
        let mut all = vec![None];
        if M::INFO.reads.sign_on {
            let groups =
                members.groups.iter().filter_map(|at| self.directory.groups.nth(*at as usize));
            all.extend(groups.map(|group| Some(Principal::Group(group.id.clone()))));
            let posts =
                members.posts.iter().filter_map(|at| self.directory.posts.nth(*at as usize));
            all.extend(posts.map(|post| Some(Principal::Post(post.id.clone()))));
            // What they belong to and could not be read may be anything.
            let generous = members.leaning == Leaning::Generous;
            if generous && members.unsure.groups {
                let groups = self.directory.groups.iter();
                all.extend(groups.map(|group| Some(Principal::Group(group.id.clone()))));
            }
            if generous && members.unsure.posts {
                let posts = self.directory.posts.iter();
                all.extend(posts.map(|post| Some(Principal::Post(post.id.clone()))));
            }
        }
        all
    }

    /// Whether somebody can sign on so: as one of their own groups or posts, under a service that
    /// they work in. What the model does not take into account can be anything.
    ///
    /// # Errors
    /// Names the group, post or service that is none of theirs.
    pub fn own_sign_on(&self, members: &Members, asked: &Circumstances) -> Result<(), Refusal> {
        let reads = M::INFO.reads;
        if let Some(who) = asked.sign_on.as_ref().filter(|_| reads.sign_on)
            && !self.identities(members).iter().flatten().any(|own| own == who)
        {
            let says = format!("`{}` is none of this person's groups and posts", who.id());
            return Err(Refusal(says));
        }
        if let Some(service) = asked.service.as_ref().filter(|_| reads.service)
            && !M::services(self.policy, members).contains(service)
        {
            let says = match members.user {
                Some(_) => "is none of the services that this person works in",
                None => "is no service of whoever is in a group and nothing else",
            };
            return Err(Refusal(format!("`{}` {says}", clip(service))));
        }
        Ok(())
    }

    /// The same circumstances without a sign-on that is none of this person's.
    pub fn theirs(&self, members: &Members, asked: &Circumstances) -> Circumstances {
        let mut own = asked.clone();
        let is_own = |part| self.own_sign_on(members, &part).is_ok();
        let sign_on = asked.sign_on.clone();
        if !is_own(Circumstances { sign_on, ..Circumstances::default() }) {
            own.sign_on = None;
        }
        let service = asked.service.clone();
        if !is_own(Circumstances { service, ..Circumstances::default() }) {
            own.service = None;
        }
        own
    }

    /// The circumstances of a rule for one person: as it names an identity or a service those of
    /// whoever can sign on so, else those of any identity and under any service of theirs.
    pub fn any_identity(&self, members: &Members, asked: &Circumstances) -> Vec<Circumstances> {
        if self.own_sign_on(members, asked).is_err() {
            return Vec::new();
        }
        let identities = self.identities(members).into_iter();
        let wanted = |identity: &Option<Principal>| {
            !M::INFO.reads.sign_on || asked.sign_on.is_none() || *identity == asked.sign_on
        };
        let services = match &asked.service {
            None => M::services(self.policy, members),
            Some(_) => Vec::new(),
        };
        let mut services: Vec<Option<String>> = services.into_iter().map(Some).collect();
        if services.is_empty() {
            services.push(asked.service.clone());
        }
        let under = |sign_on: Option<Principal>| {
            let each = services.iter();
            let each = each.map(move |service| Circumstances {
                sign_on: sign_on.clone(),
                service: service.clone(),
                ..asked.clone()
            });
            each.collect::<Vec<_>>()
        };
        identities.filter(wanted).flat_map(under).collect()
    }

    /// Whether the service that is asked about is one that there is.
    fn known_service(&self, asked: &Circumstances) -> Result<(), Refusal> {
        let services = M::INFO.services;
        match &asked.service {
            Some(name) if M::INFO.reads.service && !services.contains(&name.as_str()) => {
                let there_are = services.join(", ");
                Err(Refusal(format!("there is no service `{}`; there are {there_are}", clip(name))))
            }
            _ => Ok(()),
        }
    }

    /// The circumstances of a question, its day filled in.
    pub fn circumstances(&self, asked: &Circumstances) -> Circumstances {
        let on = asked.on.or(self.as_of.day);
        let any_day = if on.is_none() { self.as_of.any_day } else { None };
        Circumstances { on, any_day, ..asked.clone() }
    }
}

/// The refusal of a name that leads nowhere.
pub fn unknown(member: &str, id: &str) -> Refusal {
    Refusal(format!("there is no {member} `{id}`"))
}

/// A model at one moment of a document, its types forgotten.
pub trait Resolver {
    /// What is the same for every document of the model.
    fn info(&self) -> &'static ModelInfo;
    /// What can come out and has a name of its own.
    fn outcomes(&self) -> &'static [OutcomeInfo] {
        self.info().outcomes
    }
    /// All targets in order.
    fn targets(&self) -> Vec<TargetHead>;
    /// What somebody can sign on as, as far as the model asks for that; nobody in particular first.
    fn identities(&self, members: &Members) -> Vec<Option<Principal>>;
    /// The services that somebody can sign on under, as far as the model asks for one.
    fn services(&self, members: &Members) -> Vec<String>;
    /// Whether somebody can sign on so.
    ///
    /// # Errors
    /// Names the group, post or service that is none of theirs.
    fn own_sign_on(&self, members: &Members, asked: &Circumstances) -> Result<(), Refusal>;
    /// The same circumstances without a sign-on that is none of this person's.
    fn theirs(&self, members: &Members, asked: &Circumstances) -> Circumstances;
    /// The outcomes for one person, in the targets' order.
    fn row(&self, members: &Members, circumstances: &Circumstances) -> Vec<Outcome>;
    /// The same for a range of the targets only.
    fn part_of_row(
        &self,
        members: &Members,
        circumstances: &Circumstances,
        range: Range<usize>,
    ) -> Vec<Outcome>;
    /// The outcome for one person and target; `None` where there is no such target.
    fn decide(
        &self,
        members: &Members,
        circumstances: &Circumstances,
        target: &str,
    ) -> Option<Outcome>;
    /// The outcomes of everybody for one target, in the directory's order; `None` where there is
    /// no such target.
    fn column(&self, circumstances: &Circumstances, target: &str) -> Option<Vec<Outcome>>;
    /// One outcome with its reasons; `None` where there is no such target.
    fn explain(
        &self,
        members: &Members,
        circumstances: &Circumstances,
        target: &str,
    ) -> Option<Verdict<Outcome>>;
    /// Answers a question.
    ///
    /// # Errors
    /// Says what is missing from the question or the document.
    fn answer(&self, ask: &Ask) -> Result<Answer, Refusal>;
    /// Who has what a rule forbids, in the directory's order.
    ///
    /// # Errors
    /// Says what is missing from the rule or the document.
    fn holders(
        &self,
        circumstances: &Circumstances,
        about: &Object,
    ) -> Result<Vec<UserId>, Refusal>;
}

impl<M: Model> Resolver for ModelSnapshot<'_, M> {
    fn info(&self) -> &'static ModelInfo {
        const { &M::INFO }
    }

    fn targets(&self) -> Vec<TargetHead> {
        M::targets(self.policy)
    }

    fn identities(&self, members: &Members) -> Vec<Option<Principal>> {
        ModelSnapshot::identities(self, members)
    }

    fn services(&self, members: &Members) -> Vec<String> {
        M::services(self.policy, members)
    }

    fn own_sign_on(&self, members: &Members, asked: &Circumstances) -> Result<(), Refusal> {
        ModelSnapshot::own_sign_on(self, members, asked)
    }

    fn theirs(&self, members: &Members, asked: &Circumstances) -> Circumstances {
        ModelSnapshot::theirs(self, members, asked)
    }

    fn row(&self, members: &Members, circumstances: &Circumstances) -> Vec<Outcome> {
        let circumstances = self.circumstances(circumstances);
        M::row(self.index, members, &circumstances).iter().map(Outcome::of).collect()
    }

    fn part_of_row(
        &self,
        members: &Members,
        circumstances: &Circumstances,
        range: Range<usize>,
    ) -> Vec<Outcome> {
        let circumstances = self.circumstances(circumstances);
        let row = M::part_of_row(self.index, members, &circumstances, range);
        row.iter().map(Outcome::of).collect()
    }

    fn decide(
        &self,
        members: &Members,
        circumstances: &Circumstances,
        target: &str,
    ) -> Option<Outcome> {
        let target = M::target(self.policy, target)?;
        let circumstances = self.circumstances(circumstances);
        Some(Outcome::of(&M::decide(self.index, members, &circumstances, &target)))
    }

    fn column(&self, circumstances: &Circumstances, target: &str) -> Option<Vec<Outcome>> {
        let target = M::target(self.policy, target)?;
        let circumstances = self.circumstances(circumstances);
        let decide = |members| M::decide(self.index, members, &circumstances, &target);
        Some(self.roster.people().map(|members| Outcome::of(&decide(members))).collect())
    }

    fn explain(
        &self,
        members: &Members,
        circumstances: &Circumstances,
        target: &str,
    ) -> Option<Verdict<Outcome>> {
        let target = M::target(self.policy, target)?;
        let verdict = M::explain(*self, members, &self.circumstances(circumstances), &target);
        Some(Verdict { decision: Outcome::of(&verdict.decision), because: verdict.because })
    }

    fn answer(&self, ask: &Ask) -> Result<Answer, Refusal> {
        self.known_service(&ask.circumstances)?;
        let circumstances = self.circumstances(&ask.circumstances);
        M::answer(*self, &Ask { circumstances, ..ask.clone() })
    }

    fn holders(
        &self,
        circumstances: &Circumstances,
        about: &Object,
    ) -> Result<Vec<UserId>, Refusal> {
        self.known_service(circumstances)?;
        let (target, wanted) = M::limit(*self, about)?;
        let circumstances = self.circumstances(circumstances);
        let holds = |members: &Members| {
            let mut any = self.any_identity(members, &circumstances).into_iter();
            any.any(|it| M::decide(self.index, members, &it, &target).grants().contains(wanted))
        };
        Ok(self
            .roster
            .people()
            .filter(|members| holds(members))
            .filter_map(|members| members.user.clone())
            .collect())
    }
}

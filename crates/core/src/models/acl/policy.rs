//! The section of the document: the records, their access control lists, and the default lists of
//! service teams.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use super::codec::{Acl, Denied, LIST, Link, Members, ROW, TeamDefaults};
use crate::directory::{Directory, Id, Principal, Table, TeamId, entity};
use crate::enum_set::EnumSet;
use crate::format::{
    Extra, Items, Json, Needed, OneOf, OrElse, Part, Text, Unwritten, names, object,
};
use crate::shared::{Shared, adopt};
use crate::text;

/// Names a record.
pub type RecordId = Id<Record>;

entity! {
    /// What can carry an access control list.
    pub struct Record(
        "record",
        /// What kind of record it is.
        kind: RecordType = OneOf("type")
    ) {
        /// The service team it belongs to itself.
        team: Option<TeamId> = Link("team"),
        /// The record it is an item of, such as the involvement of a log item.
        of: Option<RecordId> = Link("of"),
        /// Where its list comes from.
        state: State = Acl,
    }
}

names! {
    /// The types of record that can carry a list, in the product's order.
    #[derive(PartialOrd, Ord)]
    pub enum RecordType {
        Student = "B2B: Student",
        PersonDetails = "Person Details",
        CommunicationLog = "Communication Log",
        Activities = "Activities",
        Provision = "Provision",
        Equipment = "Equipment",
        Exclusions = "Exclusions",
        Involvements = "Involvements",
        Risks = "Risks",
        EarlyYears = "Early Years Maintain Provider",
        Sen2Returns = "SEN2 Returns",
        ServiceLevelAgreements = "Service Level Agreements",
        Adoption = "Adoption",
        Fostering = "Fostering",
        CaseNotes = "Case Notes",
        ServiceProvision = "Service Provision",
    }
    unknown: "`{name}` is no type of record"
}

/// Where a record's list comes from.
#[derive(Clone, Debug, Default)]
pub enum State {
    /// It has none.
    #[default]
    None,
    /// The default of its service team, whatever that is.
    Inherited,
    /// One of its own.
    Customised(Shared<List>),
}

impl State {
    /// Its name on screen.
    pub fn name(&self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Inherited => "inherited from the team",
            Self::Customised(_) => "customised",
        }
    }
}

/// Two are equal that say the same, however they came to be.
impl PartialEq for State {
    fn eq(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Customised(one), Self::Customised(other)) => **one == **other,
            (one, other) => std::mem::discriminant(one) == std::mem::discriminant(other),
        }
    }
}

object! {
    /// An access control list.
    #[derive(Default)]
    pub struct List(or LIST; then Self::settled) {
        /// What it is for.
        description: String = Text("description"),
        /// Which of two members who say different things is heard.
        priority: Priority = OrElse("priority", Priority::FavourAllow, Priority::FavourDeny),
        /// Its rows, in order, each member once.
        members + unread: Vec<Member> = Members,
        /// What rows that may be anybody's allow, where the file has any: they could not be read.
        anybody: Option<Levels> = Unwritten,
    }
}

impl List {
    /// A list that admits nobody: what counts in the place of one that could not be read.
    pub fn nobody() -> Self {
        // R17
        Self { anybody: Some(Levels::NONE), ..Self::default() }
    }

    /// The same list in any record that counts as having it.
    fn shared_nobody() -> &'static Shared<Self> {
        static NOBODY: OnceLock<Shared<List>> = OnceLock::new();
        NOBODY.get_or_init(|| Shared::new(Self::nobody()))
    }

    /// Says anew whether any of its rows may be anybody's.
    #[must_use]
    pub(super) fn settled(mut self) -> Self {
        if !self.members.is_empty() {
            self.extra.remove("members");
        }
        // A row whose member is known is unread only because another one of theirs stands before it.
        let unknown = |row: &Json| match row {
            Json::Object(row) => row.get("who").and_then(Json::as_text).is_none_or(text::is_blank),
            _ => true,
        };
        let any = self.unread.items().any(|(_, row)| unknown(row));
        self.anybody = (any || self.extra.has("members")).then_some(Levels::NONE);
        self
    }

    /// The row of a member.
    pub fn member(&self, who: &str) -> Option<&Member> {
        self.members.iter().find(|member| member.who.as_str() == who)
    }
}

names! {
    /// Which of two rows that say different things is heard.
    #[derive(Default)]
    pub enum Priority {
        /// The one that allows.
        #[default]
        FavourAllow = "Favour Allow",
        /// The one that denies.
        FavourDeny = "Favour Deny",
    }
    unknown: "`{name}` is no access priority"
}

/// Names a member: the id of a user, post, group or service team.
pub type MemberId = Id<Member>;

object! {
    /// A row of a list: somebody, and what they are denied.
    pub struct Member(or ROW) {
        /// Whose row it is. What the directory does not know matches nobody.
        who: MemberId = Needed("who", ROW),
        /// What it denies; the rest it allows.
        denied: Levels = Denied,
    }
}

impl Member {
    /// A new row: it allows everything.
    pub fn new(who: &str) -> Self {
        // R1: a new member is allowed all three levels.
        Self { who: who.into(), denied: Levels::NONE, extra: Extra::new() }
    }

    /// What it allows.
    pub fn allowed(&self) -> Levels {
        Levels::ALL.without(self.denied)
    }

    /// Whether it is a principal's row.
    pub fn is(&self, principal: &Principal) -> bool {
        self.who.as_str() == principal.id()
    }
}

names! {
    /// One of the three levels of access to a record.
    #[derive(PartialOrd, Ord)]
    pub enum Level {
        /// It stands in lists and summaries.
        Summary = "Read Summary",
        /// It can be opened.
        Details = "Read Details",
        /// It can be changed.
        Write = "Write",
    }
    unknown: "`{name}` is no level of access"
}

/// A set of levels.
pub type Levels = EnumSet<Level>;

/// Whose list.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Owner {
    /// A record's own.
    Record(RecordId),
    /// The default of a service team.
    Team(TeamId),
}

impl Owner {
    /// The id of the record or team.
    pub fn id(&self) -> &str {
        match self {
            Self::Record(id) => id.as_str(),
            Self::Team(id) => id.as_str(),
        }
    }
}

/// The default lists of service teams.
pub type Defaults = BTreeMap<TeamId, Shared<List>>;

object! {
    /// The model's section of the document.
    #[derive(Default)]
    pub struct Policy {
        /// The records.
        records: Table<Record> = Items("records"),
        /// The defaults.
        defaults: Shared<Defaults> = Part(TeamDefaults),
    }
}

adopt!(Policy { records, defaults; extra });
adopt!(List);

impl Policy {
    /// The record that another one is an item of.
    pub(super) fn above(&self, record: &Record) -> Option<&Shared<Record>> {
        // R12: one step up. R18: what leads nowhere, or round in a circle, leads to nothing.
        self.records.get(record.of.as_ref()?).filter(|of| of.of.is_none())
    }

    /// The service team that a record belongs to.
    pub fn team_of<'a>(&'a self, record: &'a Record) -> Option<&'a TeamId> {
        match self.above(record) {
            None => record.team.as_ref(),
            Some(of) => of.team.as_ref(),
        }
    }

    /// Whether a record follows a service team that cannot be told: nobody knows what its list is.
    pub(crate) fn is_unresolved(&self, directory: &Directory, record: &Record) -> bool {
        if record.state != State::Inherited {
            return false;
        }
        let above = self.above(record);
        let whose = above.map_or(record, |of| of);
        // R17: what it is an item of may be among the records that could not be read.
        let lost = above.is_none() && record.of.is_some() && !self.records.unread().is_empty();
        if lost || record.extra.has("of") || whose.extra.has("of") || whose.extra.has("team") {
            return true;
        }
        match &whose.team {
            Some(team) if !directory.teams.has(team) => true,
            Some(team) => {
                !self.defaults.contains_key(team)
                    && self.extra.unread_section("teamDefaults").is_some()
            }
            // R18
            None => above.is_none() && record.of.is_some(),
        }
    }

    /// The list that counts for a record, and whose it is; one that cannot be told admits nobody.
    pub fn list_of<'a>(
        &'a self,
        directory: &Directory,
        record: &'a Record,
    ) -> Option<(Owner, &'a Shared<List>)> {
        match &record.state {
            State::None => None,
            // R11: its own list counts, whatever becomes of the team's.
            State::Customised(list) => Some((Owner::Record(record.id.clone()), list)),
            State::Inherited if self.is_unresolved(directory, record) => {
                Some((Owner::Record(record.id.clone()), List::shared_nobody()))
            }
            // R10: the default of its team, as it is now.
            State::Inherited => {
                let team = self.team_of(record)?;
                Some((Owner::Team(team.clone()), self.defaults.get(team)?))
            }
        }
    }

    /// The list of an owner.
    pub fn list(&self, owner: &Owner) -> Option<&Shared<List>> {
        match owner {
            Owner::Team(team) => self.defaults.get(team),
            Owner::Record(id) => match &self.records.get(id)?.state {
                State::Customised(list) => Some(list),
                _ => None,
            },
        }
    }

    /// All lists with their owners: records' own, then the teams'.
    pub fn lists(&self) -> impl Iterator<Item = (Owner, &Shared<List>)> {
        let own = self.records.iter().filter_map(|record| match &record.state {
            State::Customised(list) => Some((Owner::Record(record.id.clone()), list)),
            _ => None,
        });
        let teams = self.defaults.iter().map(|(team, list)| (Owner::Team(team.clone()), list));
        own.chain(teams)
    }

    /// What a record goes back to when its own list is cleared.
    pub fn cleared(&self, record: &Record) -> State {
        // R15: to the team's default where there is one.
        match self.team_of(record).filter(|team| self.defaults.contains_key(*team)) {
            Some(_) => State::Inherited,
            None => State::None,
        }
    }

    /// The records of a team, in order.
    pub fn of_team<'a>(&'a self, team: &'a TeamId) -> impl Iterator<Item = &'a Shared<Record>> {
        self.records.iter().filter(move |record| self.team_of(record) == Some(team))
    }
}

/// The principal that a member is, where the directory knows it.
pub fn principal(directory: &Directory, member: &Member) -> Option<Principal> {
    directory.principal(member.who.as_str())
}

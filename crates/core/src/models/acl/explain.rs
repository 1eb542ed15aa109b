//! Why a person may do with a record what they may, as reasons that cite rules and rows.

use super::Acl;
use super::access::Access;
use super::index::SignedOn;
use super::policy::{Level, List, Member, Owner, Priority, Record, RecordId, principal};
use crate::directory::{Circumstances, Members, Principal};
use crate::model::{Asked, Explain, ModelSnapshot};
use crate::verdict::{Address, Decision, Reason, addresses};

impl Explain for Acl {
    fn because(asked: Asked<'_, Self>, id: &RecordId, decision: Access) -> Reason {
        let Asked { model, members, circumstances } = asked;
        let Some(record) = model.policy.records.get(id) else {
            return Reason::new("R2", "There is no such record.", decision.outcome());
        };
        let signed_on = SignedOn::of(model.directory, members, circumstances);
        Explainer { model, members, signed_on, asked: circumstances, record }.access(decision)
    }
}

addresses! {
    "acl";
    record_address(record: RecordId) in "records";
}

/// The address of a list.
pub(super) fn list_address(owner: &Owner) -> Address {
    let part = match owner {
        Owner::Record(_) => "lists",
        Owner::Team(_) => "teamDefaults",
    };
    Address::Policy { model: "acl", part, keys: vec![owner.id().to_owned()] }
}

/// The address of a row.
pub(super) fn row_address(owner: &Owner, member: &Member) -> Address {
    let keys = vec![owner.id().to_owned(), member.who.to_string()];
    Address::Policy { model: "acl", part: "members", keys }
}

struct Explainer<'a> {
    model: ModelSnapshot<'a, Acl>,
    members: &'a Members,
    signed_on: SignedOn,
    asked: &'a Circumstances,
    record: &'a Record,
}

/// A row that matches somebody, and who that is.
type Match<'a> = (&'a Member, Principal);

impl Explainer<'_> {
    fn access(&self, decision: Access) -> Reason {
        let record = || record_address(&self.record.id);
        let Access::Levels(levels) = decision else {
            let says = "{record} has no access control list, so none restricts it.";
            return Reason::new("R2", says, decision.outcome()).name("record", record());
        };
        let Some((owner, list)) = self.model.policy.list_of(self.model.directory, self.record)
        else {
            return Reason::new("R2", "There is no list.", decision.outcome());
        };
        let matches = self.matches(list);
        // R8 names what is documented, R9 what was worked out.
        let senseless = levels.has(Level::Details) && !levels.has(Level::Summary);
        let system =
            levels.has(Level::Write) && !levels.has(Level::Details) && levels.has(Level::Summary);
        let rule = if senseless || system { "R9" } else { "R8" };
        let says = "{record} allows {levels}: {outcome}.";
        let root = Reason::new(rule, says, decision.outcome())
            .name("record", record())
            .words("levels", levels.words(" + ", "no level"))
            .words("outcome", decision.outcome());
        if self.model.policy.is_unresolved(self.model.directory, self.record) {
            return root.because([unresolved(self.record)]);
        }
        let root = root.because([self.origin(&owner)]).because(self.not_own());
        // R17
        if let Some(reason) = self.unread_rows(&owner, list) {
            return root.because([reason]);
        }
        if matches.is_empty() {
            return root.because([self.nobody(&owner, list)]);
        }
        let level = |level: Level| self.level(level, levels.has(level), &owner, list, &matches);
        root.because(Level::ALL.map(level))
    }

    // R17: what may be anybody's row, or that of a team they may be in, denies what it can.
    fn unread_rows(&self, owner: &Owner, list: &List) -> Option<Reason> {
        let unsure = match self.signed_on {
            SignedOn::Post(at) => {
                let post = self.model.directory.posts.nth(at as usize);
                post.is_some_and(|post| post.is_unsure())
            }
            SignedOn::MaybeGroup(_) | SignedOn::MaybePost(_) => true,
            SignedOn::Nobody | SignedOn::Group(_) => false,
        };
        let says = match list.priority {
            _ if list.anybody.is_some() && list.members.is_empty() => {
                "The {list} has no row that can be read, and so admits nobody."
            }
            Priority::FavourDeny if list.anybody.is_some() => {
                "Favour Deny: a row of the {list} cannot be read, and it may deny everything to anybody."
            }
            Priority::FavourDeny if unsure || self.members.unsure.teams => {
                "Favour Deny: whom this person belongs to cannot be read, so other rows of the \
                 {list} may deny."
            }
            _ => return None,
        };
        Some(
            Reason::new("R17", says, "denied")
                .name("list", list_address(owner))
                .because(list.members.iter().filter_map(|member| self.may_deny(owner, member))),
        )
    }

    /// A row that is or may be theirs and denies something.
    fn may_deny(&self, owner: &Owner, member: &Member) -> Option<Reason> {
        let principal = principal(self.model.directory, member)?;
        let says = "The {kind} row {row} allows {levels}.";
        let levels = member.allowed().words(" + ", "nothing");
        let reason = of_row(Reason::new("R1", says, levels.clone()), &principal);
        Some(reason.words("levels", levels).on(row_address(owner, member)))
    }

    // R10, R11: where the list comes from.
    fn origin(&self, owner: &Owner) -> Reason {
        match owner {
            Owner::Record(id) => {
                let says = "{record} has a list of its own, whatever its team's default is.";
                Reason::new("R11", says, "customised").name("record", record_address(id))
            }
            Owner::Team(team) => {
                let team = Principal::Team(team.clone());
                let reason = match (self.model.policy.above(self.record), &self.record.of) {
                    (None, None) => {
                        Reason::new("R10", "{record} follows the {list} of {team}.", "inherited")
                    }
                    (None, Some(_)) => {
                        let says = "What {record} is an item of cannot be told, so it follows the \
                                    {list} of its own {team}.";
                        Reason::new("R18", says, "inherited")
                    }
                    (Some(of), _) => {
                        // R12
                        let says =
                            "{record} belongs to {of}, and so to {team}: it follows its {list}.";
                        Reason::new("R12", says, "inherited").name("of", record_address(&of.id))
                    }
                };
                reason
                    .name("record", record_address(&self.record.id))
                    .name("list", list_address(owner))
                    .name("team", Address::Principal(team))
            }
        }
    }

    /// R14: what they asked to sign on as is not theirs.
    fn not_own(&self) -> Option<Reason> {
        let asked = self.asked.sign_on.as_ref()?;
        if self.signed_on != SignedOn::Nobody || !self.model.directory.has(asked) {
            return None;
        }
        let says = "{as} is none of this person's groups and posts, so it brings no row.";
        Some(Reason::new("R14", says, "not theirs").name("as", Address::Principal(asked.clone())))
    }

    // R4: their own row, that of what they signed on as, and those of their service teams.
    fn matches<'l>(&self, list: &'l List) -> Vec<Match<'l>> {
        let rows = self.model.index.rows_of(self.members, self.signed_on, &self.record.id);
        let found = rows.into_iter().filter_map(|at| {
            let member = list.members.get(at)?;
            Some((member, principal(self.model.directory, member)?))
        });
        found.collect()
    }

    // R3: no row matches.
    fn nobody(&self, owner: &Owner, list: &List) -> Reason {
        let who = match self.signed_on {
            _ if list.members.is_empty() => "The {list} has no members, and so denies everybody.",
            SignedOn::Nobody => {
                "No row of the {list} matches this person or their service teams. They are \
                 signed on as no group or post."
            }
            _ => {
                "No row of the {list} matches this person, what they are signed on as, or a \
                 service team of either."
            }
        };
        Reason::new("R3", who, "denied").name("list", list_address(owner))
    }

    // R5, R6: one level, from the rows that match.
    fn level(
        &self,
        level: Level,
        is_allowed: bool,
        owner: &Owner,
        list: &List,
        matches: &[Match<'_>],
    ) -> Reason {
        let rule = if list.priority == Priority::FavourAllow { "R5" } else { "R6" };
        let says = match (list.priority, is_allowed) {
            _ if matches.len() == 1 => only(is_allowed),
            (Priority::FavourAllow, true) => "Favour Allow: the {kind} row {row} allows {level}.",
            (Priority::FavourAllow, false) => "Favour Allow: no row that matches allows {level}.",
            (Priority::FavourDeny, false) => "Favour Deny: the {kind} row {row} denies {level}.",
            (Priority::FavourDeny, true) => "Favour Deny: every row that matches allows {level}.",
        };
        let mut rows = matches.iter();
        let deciding = rows.find(|(member, _)| member.allowed().has(level) == is_allowed);
        let outcome = if is_allowed { "allowed" } else { "denied" };
        let mut reason = Reason::new(rule, says, outcome).words("level", level.name());
        if let Some((_, whose)) = deciding {
            reason = of_row(reason, whose);
        }
        // R7: each row speaks for itself, and those that do not match say nothing.
        let row = |(member, whose): &Match<'_>| {
            let (says, outcome) = match member.allowed().has(level) {
                true => ("The {kind} row {row} allows {level}.", "allowed"),
                false => ("The {kind} row {row} denies {level}.", "denied"),
            };
            of_row(Reason::new("R1", says, outcome), whose)
                .words("level", level.name())
                .on(row_address(owner, member))
        };
        match matches {
            // The sentence has said it all.
            [(only, _)] => reason.on(row_address(owner, only)),
            several => reason.because(several.iter().map(row)),
        }
    }
}

/// Says whose row a reason is about.
fn of_row(reason: Reason, whose: &Principal) -> Reason {
    reason.words("kind", whose.kind()).name("row", Address::Principal(whose.clone()))
}

// R17, R18
/// What is said of a record that follows a service team which cannot be told.
fn unresolved(record: &Record) -> Reason {
    let (rule, says) = match record.of {
        Some(_) => (
            "R18",
            "{record} follows its service team, and which one that is cannot be told from what it \
             belongs to: nobody is admitted.",
        ),
        None => ("R17", "{record} follows a service team that cannot be told: nobody is admitted."),
    };
    Reason::new(rule, says, "denied").name("record", record_address(&record.id))
}

/// What is said where one row alone matches: the priority has nothing to choose from.
fn only(is_allowed: bool) -> &'static str {
    match is_allowed {
        true => "The {kind} row {row}, the only one that matches, allows {level}.",
        false => "The {kind} row {row}, the only one that matches, denies {level}.",
    }
}

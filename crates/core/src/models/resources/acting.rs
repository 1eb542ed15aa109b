//! Whoever edits as somebody may do what that person may: each permission opens what it is for and
//! nothing else. A lens: where nobody in particular edits, everything is open.

use super::edit::Edit;
use super::index::in_order;
use super::policy::{
    Classified, ClassifiedId, Kind, Permission, Resource, ResourceId, SubjectId, principal,
};
use super::{Resources, Target};
use crate::directory::{Circumstances, Members, Principal};
use crate::model::{Asked, Index as _, ModelSnapshot, Refusal};

/// See the module.
#[derive(Clone, Copy, Debug)]
pub struct Acting<'a> {
    asked: Asked<'a, Resources>,
}

/// What somebody finds in lists and can open, by the places of the tables.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct VisibleResources {
    /// The resources with Read.
    pub resources: Vec<bool>,
    /// The people who are reached by Gain Access.
    pub people: Vec<bool>,
    /// The requirements that are.
    pub requirements: Vec<bool>,
}

impl VisibleResources {
    /// Whether the one at this place of its table is.
    pub fn classified(&self, kind: Kind, at: usize) -> bool {
        let of = match kind {
            Kind::Person => &self.people,
            Kind::Requirement => &self.requirements,
        };
        of.get(at) == Some(&true)
    }

    /// Whether the resource at this place is.
    pub fn resource(&self, at: usize) -> bool {
        self.resources.get(at) == Some(&true)
    }

    /// For each resource the position of the nearest one above it that is seen, from the one that each
    /// stands below: what is hidden leaves what stands below it in its place.
    pub fn parents(&self, parents: &[Option<u32>]) -> Vec<Option<u32>> {
        let mut found: Vec<Option<u32>> = vec![None; parents.len()];
        let known = |of: &[Option<u32>], at: u32| of.get(at as usize).copied().flatten();
        for at in in_order(parents) {
            let parent = known(parents, at);
            let seen = parent.filter(|parent| self.resource(*parent as usize));
            let above = seen.or_else(|| known(&found, parent?));
            found.get_mut(at as usize).into_iter().for_each(|it| *it = above);
        }
        found
    }
}

fn refuse(says: String) -> Result<(), Refusal> {
    Err(Refusal(says))
}

impl<'a> Acting<'a> {
    /// Whoever these memberships are of, under circumstances that name the day.
    pub fn new(
        model: ModelSnapshot<'a, Resources>,
        members: &'a Members,
        asked: &'a Circumstances,
    ) -> Self {
        Self { asked: Asked { model, members, circumstances: asked } }
    }

    /// Their name.
    pub fn name(&self) -> String {
        let person = self.asked.members.person();
        person.map(|person| self.asked.model.directory.name(&person)).unwrap_or_default()
    }

    /// Whether it is an admin account.
    pub fn is_admin(&self) -> bool {
        self.asked.model.index.is_admin(self.asked.members)
    }

    fn has(&self, permission: Permission, target: &Target) -> bool {
        self.asked.decide(target).set().has(permission)
    }

    // R19
    /// Whether they may do with a resource what a permission is for; if not, what is not done without it.
    pub fn may(&self, permission: Permission, on: &Resource) -> Result<(), Refusal> {
        if self.has(permission, &Target::Resource(on.id.clone())) {
            return Ok(());
        }
        let without = match (permission, on.kind.holds()) {
            (Permission::Read, _) => "it is neither listed nor opened",
            (Permission::GainAccess, Kind::Person) => "its people are not listed",
            (Permission::GainAccess, Kind::Requirement) => "its requirements are not listed",
            (Permission::Update, _) => "it is neither renamed nor given notes",
            (Permission::Manage, Kind::Person) => "nobody is put in or taken out",
            (Permission::Manage, Kind::Requirement) => "no requirement is put in or taken out",
            (Permission::Assign, _) => "nobody in it is given a requirement",
            (Permission::Secure, _) => "nobody's permissions on it are set",
            (Permission::Audit, _) => "its log is not read",
        };
        let (name, permission) = (self.name(), permission.name());
        refuse(format!("{name} has no {permission} on {}: without it {without}.", on.name))
    }

    // R19
    /// Whether they find a person or requirement and can open it; if not, what is missing.
    pub fn sees(&self, kind: Kind, one: &Classified) -> Result<(), Refusal> {
        self.reaches(Permission::GainAccess, kind, one, "is neither listed nor opened")
    }

    // R19
    /// Whether they may change a person or requirement; if not, what is missing.
    pub fn changes(&self, kind: Kind, one: &Classified) -> Result<(), Refusal> {
        self.reaches(Permission::Manage, kind, one, "is not changed")
    }

    fn reaches(
        &self,
        permission: Permission,
        kind: Kind,
        one: &Classified,
        without: &str,
    ) -> Result<(), Refusal> {
        if self.has(permission, &Target::Classified(kind, one.id.clone())) {
            return Ok(());
        }
        let (name, permission, of) = (self.name(), permission.name(), &one.name);
        refuse(format!(
            "{name} has no {permission} on anything that {of} belongs to: {of} {without}."
        ))
    }

    // R14
    /// Whether they may set what somebody has on a resource; if not, why.
    pub fn secures(&self, whose: &Principal, on: &Resource) -> Result<(), Refusal> {
        let (may, reason) = self.asked.may_secure(whose, on);
        if may {
            return Ok(());
        }
        let says = reason.says.replace("{acting}", &self.name());
        let says = says.replace("{whose}", &self.asked.model.directory.name(whose));
        refuse(says.replace("{resource}", &on.name))
    }

    // R20
    /// Whether they may do what only admins do; if not, what that is.
    pub fn admin(&self, does: &str) -> Result<(), Refusal> {
        if self.is_admin() { Ok(()) } else { refuse(format!("Only an admin {does}.")) }
    }

    // R20
    /// Whether they may add, rename, copy and remove groups, and say who is in them.
    ///
    /// # Errors
    /// Says who may.
    pub fn changes_groups(&self) -> Result<(), Refusal> {
        match self.is_admin() {
            true => Ok(()),
            false => refuse(format!("Acting as {}: only an admin changes groups.", self.name())),
        }
    }

    /// Everything that they find in lists: one row of what they may.
    pub fn seen(&self) -> VisibleResources {
        let Asked { model: ModelSnapshot { policy, index, .. }, members, circumstances } =
            self.asked;
        let row = index.row(members, circumstances);
        let (resources, people) = (policy.resources.len(), policy.people.len());
        let mut seen = VisibleResources::default();
        for (at, access) in row.into_iter().enumerate() {
            let (of, takes) = match at {
                at if at < resources => (&mut seen.resources, Permission::Read),
                at if at < resources + people => (&mut seen.people, Permission::GainAccess),
                _ => (&mut seen.requirements, Permission::GainAccess),
            };
            of.push(access.set().has(takes));
        }
        seen
    }

    /// Whether they may do an edit; if not, why. What is not there is for the edit to refuse.
    pub fn does(&self, edit: &Edit) -> Result<(), Refusal> {
        match edit {
            Edit::AddResource(_) | Edit::Move(..) | Edit::RemoveResource(_) => {
                self.admin("adds, moves and removes resources")
            }
            Edit::Rename(id, _) | Edit::Note(id, _) => self.on(Permission::Update, id),
            Edit::Add(_, one) => self.puts(&one.of),
            Edit::RenameClassified(kind, id, _) => {
                self.of(*kind, id, |one| self.changes(*kind, one))
            }
            Edit::Classify(kind, id, of) => {
                self.of(*kind, id, |one| self.classifies(*kind, one, of))
            }
            Edit::Remove(kind, id) => self.of(*kind, id, |one| self.puts(&one.of)),
            Edit::Email(id, _) | Edit::Record(id, ..) => {
                self.of(Kind::Person, id, |one| self.changes(Kind::Person, one))
            }
            // R19
            Edit::Require(id, ..) => self.on(Permission::Assign, id),
            Edit::Set(seat, _) | Edit::Detail(seat, ..) | Edit::Clear(seat) => {
                self.seats(&seat.who, &seat.on)
            }
            Edit::Admin(_, true) => self.admin("makes accounts admin or standard ones"),
            Edit::Admin(user, false) => {
                self.admin("makes accounts admin or standard ones")?;
                // R17
                match &self.asked.members.user {
                    Some(own) if own == user => {
                        refuse("Nobody makes their own account a standard one.".to_owned())
                    }
                    _ => Ok(()),
                }
            }
            Edit::NewUsers(..) => self.admin("says which groups new users join"),
            Edit::SetDefault(..) => self.admin("sets defaults"),
            Edit::Forget(_) | Edit::CopyEntries(..) => {
                self.admin("takes away or copies everything that a person has")
            }
        }
    }

    fn on(&self, permission: Permission, id: &ResourceId) -> Result<(), Refusal> {
        let resource = self.asked.model.policy.resources.get(id);
        resource.map_or(Ok(()), |resource| self.may(permission, resource))
    }

    fn of(
        &self,
        kind: Kind,
        id: &ClassifiedId,
        may: impl FnOnce(&Classified) -> Result<(), Refusal>,
    ) -> Result<(), Refusal> {
        self.asked.model.policy.classified(kind).get(id).map_or(Ok(()), |one| may(one))
    }

    /// Whether they may put something new into all of these, or take it out of all of them for good.
    fn puts(&self, of: &[ResourceId]) -> Result<(), Refusal> {
        if of.is_empty() {
            return self.admin("adds and removes what belongs to no resource");
        }
        of.iter().try_for_each(|id| self.on(Permission::Manage, id))
    }

    /// Whether they may put it into what is new of these, and take it out of the others.
    fn classifies(&self, kind: Kind, one: &Classified, of: &[ResourceId]) -> Result<(), Refusal> {
        let out = one.of.iter().filter(|id| !of.contains(id));
        let mut turned = out.chain(of.iter().filter(|id| !one.of.contains(id))).peekable();
        if turned.peek().is_none() {
            return self.changes(kind, one);
        }
        turned.try_for_each(|id| self.on(Permission::Manage, id))
    }

    fn seats(&self, who: &SubjectId, on: &ResourceId) -> Result<(), Refusal> {
        let Some(resource) = self.asked.model.policy.resources.get(on) else { return Ok(()) };
        match principal(self.asked.model.directory, who) {
            Some(whose) => self.secures(&whose, resource),
            None => self.may(Permission::Secure, resource),
        }
    }
}

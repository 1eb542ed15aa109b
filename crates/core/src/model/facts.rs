//! What is known of a model at one moment of a document before anything is decided: its targets, and
//! what people can sign on as.

use super::{Holdings, Model, ModelInfo, ModelSnapshot, Refusal, TargetHead};
use crate::directory::{Circumstances, Directory, Leaning, Members, Principal};
use crate::format::clip;

/// See the module.
pub trait Facts {
    /// What is the same for every document of the model.
    fn info(&self) -> &'static ModelInfo;
    /// Who there is.
    fn directory(&self) -> &Directory;
    /// All targets in order.
    fn targets(&self) -> Vec<TargetHead>;
    /// The target with this key; `None` where there is none.
    fn head(&self, key: &str) -> Option<TargetHead>;
    /// The services that somebody can sign on under, as far as the model asks for one.
    fn services(&self, members: &Members) -> Vec<String>;
    /// The keys of the targets on which something takes everything away from somebody.
    fn blocked(&self, members: &Members) -> Vec<String>;
    /// What is set for somebody and what they inherit, where the product lists that on a user's page.
    fn holdings(&self, members: &Members) -> Option<Holdings>;
    /// Why the one who edits may change neither groups nor who is in them; none where they may.
    fn groups_withheld(&self, asked: &Circumstances) -> Option<Refusal>;

    /// What somebody can sign on as, where the model asks for that: nobody in particular first, then
    /// their groups and posts.
    fn identities(&self, members: &Members) -> Vec<Option<Principal>> {
        let mut all = vec![None];
        let directory = self.directory();
        if self.info().reads.sign_on {
            let groups = members.groups.iter().filter_map(|at| directory.groups.nth(*at as usize));
            all.extend(groups.map(|group| Some(Principal::Group(group.id.clone()))));
            let posts = members.posts.iter().filter_map(|at| directory.posts.nth(*at as usize));
            all.extend(posts.map(|post| Some(Principal::Post(post.id.clone()))));
            // What they belong to and could not be read may be anything.
            let generous = members.leaning == Leaning::Generous;
            if generous && members.unsure.groups {
                let groups = directory.groups.iter();
                all.extend(groups.map(|group| Some(Principal::Group(group.id.clone()))));
            }
            if generous && members.unsure.posts {
                let posts = directory.posts.iter();
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
    fn own_sign_on(&self, members: &Members, asked: &Circumstances) -> Result<(), Refusal> {
        let reads = self.info().reads;
        if let Some(who) = asked.sign_on.as_ref().filter(|_| reads.sign_on)
            && !self.identities(members).iter().flatten().any(|own| own == who)
        {
            let says = format!("`{}` is none of this person's groups and posts", who.id());
            return Err(Refusal(says));
        }
        if let Some(service) = asked.service.as_ref().filter(|_| reads.service)
            && !self.services(members).contains(service)
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
    fn theirs(&self, members: &Members, asked: &Circumstances) -> Circumstances {
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
    fn any_identity(&self, members: &Members, asked: &Circumstances) -> Vec<Circumstances> {
        if self.own_sign_on(members, asked).is_err() {
            return Vec::new();
        }
        let identities = self.identities(members).into_iter();
        let wanted = |identity: &Option<Principal>| {
            !self.info().reads.sign_on || asked.sign_on.is_none() || *identity == asked.sign_on
        };
        let services = match &asked.service {
            None => self.services(members),
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
        let services = self.info().services;
        match &asked.service {
            Some(name) if self.info().reads.service && !services.contains(&name.as_str()) => {
                let there_are = services.join(", ");
                Err(Refusal(format!("there is no service `{}`; there are {there_are}", clip(name))))
            }
            _ => Ok(()),
        }
    }
}

impl<M: Model> Facts for ModelSnapshot<'_, M> {
    fn info(&self) -> &'static ModelInfo {
        const { &M::INFO }
    }

    fn directory(&self) -> &Directory {
        self.directory
    }

    fn targets(&self) -> Vec<TargetHead> {
        M::targets(self.policy)
    }

    fn head(&self, key: &str) -> Option<TargetHead> {
        M::head(self.policy, &M::target(self.policy, key)?)
    }

    fn services(&self, members: &Members) -> Vec<String> {
        M::services(self.policy, members)
    }

    fn blocked(&self, members: &Members) -> Vec<String> {
        M::blocked(*self, members)
    }

    fn holdings(&self, members: &Members) -> Option<Holdings> {
        M::holdings(*self, members)
    }

    fn groups_withheld(&self, asked: &Circumstances) -> Option<Refusal> {
        M::groups_withheld(*self, asked)
    }
}

/// Whoever decides otherwise than a model by itself, and knows the same of it.
pub trait Wraps {
    /// The model that is decided on.
    fn wrapped(&self) -> &dyn Facts;
}

impl<T: Wraps> Facts for T {
    fn info(&self) -> &'static ModelInfo {
        self.wrapped().info()
    }

    fn directory(&self) -> &Directory {
        self.wrapped().directory()
    }

    fn targets(&self) -> Vec<TargetHead> {
        self.wrapped().targets()
    }

    fn head(&self, key: &str) -> Option<TargetHead> {
        self.wrapped().head(key)
    }

    fn services(&self, members: &Members) -> Vec<String> {
        self.wrapped().services(members)
    }

    fn blocked(&self, members: &Members) -> Vec<String> {
        self.wrapped().blocked(members)
    }

    fn holdings(&self, members: &Members) -> Option<Holdings> {
        self.wrapped().holdings(members)
    }

    fn groups_withheld(&self, asked: &Circumstances) -> Option<Refusal> {
        self.wrapped().groups_withheld(asked)
    }
}

//! Whom a question reaches that names what people sign on as: whoever can sign on so. The others are
//! left out and counted, as an answer for them would speak of nobody.

use super::Snapshot;
use crate::directory::{Circumstances, Directory};
use crate::model::Resolver;
use crate::models::ModelKind;

/// Who is asked, and how many are not.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AskedPeople {
    /// The positions in the directory of those who can sign on so, in their order.
    pub people: Vec<usize>,
    /// How many cannot.
    pub left_out: usize,
}

impl AskedPeople {
    /// Of the people at these positions those who can sign on as the circumstances say, as far as
    /// the model takes that into account.
    pub fn of(
        snapshot: &Snapshot,
        resolver: &dyn Resolver,
        positions: impl IntoIterator<Item = usize>,
        circumstances: &Circumstances,
    ) -> Self {
        let mut asked = Self::default();
        for at in positions {
            let members = snapshot.roster().nth(at);
            match members.map(|members| resolver.own_sign_on(members, circumstances)) {
                Some(Ok(())) => asked.people.push(at),
                _ => asked.left_out += 1,
            }
        }
        asked
    }

    /// How many are left out and why, in a sentence without its full stop; nothing where nobody is.
    pub fn words(
        &self,
        resolver: &dyn Resolver,
        directory: &Directory,
        circumstances: &Circumstances,
    ) -> Option<String> {
        let all = self.people.len() + self.left_out;
        let reads = resolver.info().reads;
        let sign_on = circumstances.sign_on.as_ref().filter(|_| reads.sign_on);
        let sign_on = sign_on.map(|who| format!(" as {}", directory.name(who)));
        let service = circumstances.service.as_ref().filter(|_| reads.service);
        let service = service.map(|service| format!(" under {service}"));
        let how: String = sign_on.into_iter().chain(service).collect();
        let are = if self.left_out == 1 { "is" } else { "are" };
        let people = if all == 1 { "person" } else { "people" };
        (self.left_out > 0).then(|| {
            let number = self.left_out;
            format!("{number} of {all} {people} {are} left out: they cannot sign on{how}")
        })
    }
}

/// The services that anybody can sign on under, in the model's order.
pub fn services(snapshot: &Snapshot, kind: ModelKind) -> Vec<String> {
    let resolver = snapshot.resolver(kind);
    let all = resolver.info().services;
    let mut found = vec![false; all.len()];
    for members in snapshot.roster().people() {
        if found.iter().all(|found| *found) {
            break;
        }
        let own = resolver.services(members);
        for (service, found) in all.iter().zip(&mut found) {
            *found |= own.iter().any(|own| own == service);
        }
    }
    let found = all.iter().zip(found).filter(|(_, found)| *found);
    found.map(|(service, _)| (*service).to_owned()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::directory::Principal;
    use crate::document::{Document, read};

    const FILE: &str = r#"{"format":"whocan","version":1,"directory":{
        "users":[{"id":"u","name":"U","groups":["g"]},{"id":"v","name":"V","posts":["p"]},
            {"id":"w","name":"W"}],
        "groups":[{"id":"g","name":"G"}],"posts":[{"id":"p","name":"P"}]},
        "models":{"attributes":{"services":{"u":["Other"],"w":["Crime Prevention","Other"]}}}}"#;

    fn document() -> Document {
        read(FILE.as_bytes()).unwrap().0
    }

    #[track_caller]
    fn check(kind: ModelKind, asked: &Circumstances, people: &[usize], words: Option<&str>) {
        let document = document();
        let snapshot = Snapshot::new(&document, None);
        let resolver = snapshot.resolver(kind);
        let found = AskedPeople::of(&snapshot, &*resolver, 0..3, asked);
        assert_eq!(found.people, people);
        assert_eq!(found.left_out, 3 - people.len());
        assert_eq!(found.words(&*resolver, &document.directory, asked).as_deref(), words);
    }

    #[test]
    fn who_cannot_sign_on_so_is_left_out_and_counted() {
        // R14 of Access Control Lists, R7 of Security Permissions
        let none = Circumstances::default();
        let as_what = |who| Circumstances { sign_on: Some(who), ..none.clone() };
        let under = |name: &str| Circumstances { service: Some(name.to_owned()), ..none.clone() };
        let group = as_what(Principal::Group("g".into()));
        let post = as_what(Principal::Post("p".into()));
        let says = |number, how: &str| {
            let are = if number == 1 { "is" } else { "are" };
            Some(format!("{number} of 3 people {are} left out: they cannot sign on {how}"))
        };
        check(ModelKind::Acl, &none, &[0, 1, 2], None);
        check(ModelKind::Acl, &group, &[0], says(2, "as G").as_deref());
        check(ModelKind::Acl, &post, &[1], says(2, "as P").as_deref());
        check(ModelKind::Attributes, &under("Other"), &[0, 2], says(1, "under Other").as_deref());
        let nobody = says(3, "under Teenage Pregnancy");
        check(ModelKind::Attributes, &under("Teenage Pregnancy"), &[], nobody.as_deref());
        // What a model does not take into account leaves nobody out.
        check(ModelKind::Attributes, &group, &[0, 1, 2], None);
        check(ModelKind::Acl, &under("Other"), &[0, 1, 2], None);
    }

    #[test]
    fn services_are_those_that_somebody_works_in() {
        let document = document();
        let snapshot = Snapshot::new(&document, None);
        assert_eq!(services(&snapshot, ModelKind::Attributes), ["Crime Prevention", "Other"]);
        assert_eq!(services(&snapshot, ModelKind::Acl), [""; 0]);
    }
}

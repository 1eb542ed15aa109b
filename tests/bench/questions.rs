//! Questions over the large example: 10,000 people in 200 groups with 500 processes. The plain way asks
//! for each decision by itself, or does every edit anew.

use whocan_core::directory::Circumstances;
use whocan_core::document::Command;
use whocan_core::models::ModelKind;
use whocan_core::query::{
    Budget, Question, SignedOn, Snapshot, Subject, Wanted, impact, nearest, what_can, who_can,
};

use super::PEOPLE;
use super::measure::{line, time};

const KIND: ModelKind = ModelKind::Processes;

/// Asks a snapshot of the large example; `edit` is one of a cell.
pub(crate) fn of_questions(snapshot: &Snapshot, edit: &Command) {
    let document = snapshot.document();
    let none = Circumstances::default();
    let processes = &document.policies.processes;
    let keys: Vec<String> =
        processes.catalogue.items().map(|process| process.id.to_string()).collect();
    let target = keys[77].as_str();
    let resolver = snapshot.in_the_end(KIND);
    let wanted = Wanted::at_least(&*resolver, target, "Read-Write").unwrap();

    let who = || who_can(snapshot, KIND, &none, target, &wanted).unwrap();
    // Everybody by themselves, and each of their groups for each of them.
    let plain_who = |people: usize| -> Vec<usize> {
        let all = snapshot.roster().people().enumerate().take(people);
        let able = all.filter(|(_, members)| {
            let outcome = resolver.decide(members, &none, target).unwrap();
            let groups = document.directory.users.get(members.user.as_ref().unwrap()).unwrap();
            let through = groups.groups.iter().filter(|group| {
                let members = Subject::Group((*group).clone()).members(snapshot).unwrap();
                wanted.is_met(&resolver.decide(&members, &none, target).unwrap())
            });
            through.count() > 0 || wanted.is_met(&outcome)
        });
        able.map(|(at, _)| at).collect()
    };
    let sample = 500;
    let able: Vec<usize> = who().able.iter().map(|able| able.at).collect();
    let of_sample: Vec<usize> = able.iter().copied().filter(|at| *at < sample).collect();
    assert_eq!(of_sample, plain_who(sample));
    line(
        "Who can, of 10,000, with every route",
        time(who),
        Some(time(|| plain_who(sample)) * (PEOPLE / sample) as f64),
    );

    let user = document.directory.users.nth(4_321).unwrap().id.clone();
    let subject = Subject::User(user);
    let what = || what_can(snapshot, &subject, &none).unwrap();
    let members = subject.members(snapshot).unwrap();
    let plain_what = || -> Vec<String> {
        let each = keys.iter().map(|key| resolver.explain(&members, &none, key).unwrap());
        each.map(|verdict| verdict.decision.name.into_owned()).collect()
    };
    let system = what().into_iter().find(|system| system.kind == KIND).unwrap();
    let names: Vec<String> =
        system.cells.iter().map(|cell| cell.outcome.name.to_string()).collect();
    assert_eq!(names, plain_what());
    line("What one person can do, in all systems", time(what), Some(time(plain_what)));

    // A process without field level security, so that a single step is enough, and somebody who is short
    // of it.
    let mut open = processes.catalogue.items().filter(|process| !process.secured);
    let open = open.next().unwrap().id.to_string();
    let wanted = Wanted::at_least(&*resolver, &open, "Read-Write").unwrap();
    let able = who_can(snapshot, KIND, &none, &open, &wanted).unwrap().able;
    let mut short = snapshot.roster().people().enumerate();
    let short = short.find(|(at, _)| able.iter().all(|able| able.at != *at)).unwrap().1;
    let question = Question {
        kind: KIND,
        target: open,
        subject: Subject::User(short.user.clone().unwrap()),
        circumstances: none.clone(),
        signed_on: SignedOn::AsAny,
    };
    let near = || nearest(snapshot, &question, &wanted, Budget::default()).unwrap();
    let steps = near().steps.len();
    assert!(steps > 0);
    // As many documents, each compiled anew and everybody compared.
    let edited = document.apply(edit).unwrap();
    let plain_step = time(|| impact(snapshot, &Snapshot::new(&edited, None), &none));
    line("The nearest misses of one cell", time(near), Some(plain_step * steps as f64));
}

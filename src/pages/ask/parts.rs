//! What the tokens of a question choose from: people and groups, the targets of all systems, the
//! outcomes by the model's own names. Names are folded once; a list is cut to what is shown.

use whocan_core::directory::{Circumstances, Principal};
use whocan_core::model::Resolver;
use whocan_core::models::ModelKind;
use whocan_core::query::{Snapshot, met_by, outcome_of, services};
use whocan_core::search::plain;
use whocan_core::shared::{Shared, sort_by, sort_by_key};
use whocan_core::verdict::Grants;

use super::question::{Given, Mode, NOBODY_NAMED, Question, Sentence, Thing, Whom};
use super::words::ability_words;
use crate::components::{Icon, Offer, OfferedChoice};

/// How many a list shows.
const LISTED: usize = 8;
/// For how many people it is looked up what comes out on a target whose model names no outcomes, and
/// how many people and targets the first question is chosen by.
const SAMPLED: usize = 400;
const TRIED: usize = 60;

/// Something to choose.
#[derive(Clone, Debug)]
pub struct Part {
    /// What it is called in questions.
    pub key: String,
    /// Its name.
    pub name: String,
    /// What it stands under, or how it is told from others.
    pub about: String,
    /// Its name as it is searched.
    pub plain: String,
    icon: Icon,
}

impl Part {
    fn new(key: String, name: &str, about: String, icon: Icon) -> Self {
        Self { key, name: name.to_owned(), about, plain: plain(name), icon }
    }

    fn choice(&self) -> OfferedChoice {
        OfferedChoice {
            value: self.key.clone(),
            label: self.name.clone(),
            about: self.about.clone(),
            icon: Some(self.icon),
        }
    }
}

/// What stands between the model and the key of a target in the value of a choice.
const BETWEEN: char = '/';

/// The parts of a workspace's questions.
pub struct Parts {
    /// What they are of.
    pub snapshot: Shared<Snapshot>,
    /// The systems in use.
    pub kinds: Vec<ModelKind>,
    /// People, then groups, then a person in no group.
    pub whom: Vec<Part>,
    /// The targets of all systems in use, `model/key`.
    pub targets: Vec<Part>,
    /// What outcomes are called, by their models and in questions, as it is searched.
    pub outcomes: String,
}

impl Parts {
    /// Those of a document. Some systems may be in use though nothing is set in them yet.
    pub fn of(snapshot: &Shared<Snapshot>, added: &[ModelKind]) -> Self {
        let directory = &snapshot.document().directory;
        let users = directory.users.iter().map(|user| {
            let login = user.login.clone().unwrap_or_default();
            Part::new(user.id.to_string(), &user.name, login, Icon::Person)
        });
        let groups = directory.groups.iter().map(|group| {
            Part::new(group.id.to_string(), &group.name, "group".to_owned(), Icon::Groups)
        });
        let nobody = Part::new(
            Whom(None).key(),
            NOBODY_NAMED,
            "what everybody has".to_owned(),
            Icon::Person,
        );
        let whom = users.chain(groups).chain([nobody]).collect();
        let kinds = kinds(snapshot, added);
        let several = kinds.len() > 1;
        let targets = kinds.iter().copied().flat_map(|kind| {
            let heads = snapshot.in_the_end(kind).targets().into_iter();
            heads.map(move |head| {
                let title = if several { kind.info().title } else { "" };
                let under = if head.band == head.name { "" } else { head.band.as_str() };
                let between = if title.is_empty() || under.is_empty() { "" } else { " · " };
                let key = format!("{}{BETWEEN}{}", kind.key(), head.key);
                Part::new(key, &head.name, format!("{under}{between}{title}"), Icon::File)
            })
        });
        let targets = targets.collect();
        let outcomes = kinds.iter().map(|kind| outcome_words(snapshot, *kind)).collect();
        Self { snapshot: snapshot.clone(), kinds, whom, targets, outcomes }
    }
}

/// What the outcomes of a system are called, as it is searched.
fn outcome_words(snapshot: &Snapshot, kind: ModelKind) -> String {
    let resolver = snapshot.in_the_end(kind);
    let short = kind.info().short_forms.iter().map(|(_, name)| *name);
    let names = short.chain(resolver.outcomes().iter().map(|outcome| outcome.name));
    names.map(|name| said_outcome(kind, name)).collect()
}

/// What an outcome is called, by its model and in questions, as it is searched; a line of its own.
pub fn said_outcome(kind: ModelKind, name: &str) -> String {
    format!("{}\n{}\n", plain(name), plain(&ability_words(kind, name)))
}

/// The systems in which anything is set and those that were added; all where there is none.
pub fn kinds(snapshot: &Snapshot, added: &[ModelKind]) -> Vec<ModelKind> {
    let policies = &snapshot.document().policies;
    let all = ModelKind::ALL.iter().copied();
    let is_used = |kind: &ModelKind| !policies.is_blank(*kind) || added.contains(kind);
    let used: Vec<ModelKind> = all.clone().filter(is_used).collect();
    if used.is_empty() { all.collect() } else { used }
}

/// Of these the first few that are called like a text: those that begin with it first, then those of
/// which a word does.
pub fn find(parts: &[Part], text: &str) -> Offer {
    let text = plain(text);
    let mut ranks: [Vec<&Part>; 3] = [Vec::new(), Vec::new(), Vec::new()];
    let mut count = 0_usize;
    for part in parts {
        let Some(at) = part.plain.find(&text) else { continue };
        count += 1;
        let begins_word = |at: usize| {
            let before = part.plain.get(..at).and_then(|before| before.chars().next_back());
            before.is_none_or(|before| !before.is_alphanumeric())
        };
        let rank = if at == 0 { 0 } else { 2 - usize::from(begins_word(at)) };
        let Some(rank) = ranks.get_mut(rank) else { continue };
        if rank.len() < LISTED {
            rank.push(part);
        }
    }
    let choices = ranks.iter().flatten().take(LISTED).map(|part| part.choice());
    Offer { choices: choices.collect(), rest: count.saturating_sub(LISTED) }
}

/// A target as a choice names it.
pub fn target_of(value: &str) -> Option<(ModelKind, String)> {
    let (kind, key) = value.split_once(BETWEEN)?;
    Some((ModelKind::of(kind)?, key.to_owned()))
}

/// The names of outcomes and permissions that can be asked for on a target, the least first.
pub fn outcomes(resolver: &dyn Resolver, target: &str) -> Vec<String> {
    let grants = |name: &str| resolver.abilities(target, name).filter(|it| !it.is_empty());
    let named = resolver.outcomes().iter().map(|outcome| outcome.name.to_owned());
    let short = resolver.info().short_forms.iter().map(|(_, name)| (*name).to_owned());
    let mut found: Vec<String> = Vec::new();
    for name in named.chain(short).filter(|name| grants(name).is_some()) {
        if !found.contains(&name) {
            found.push(name);
        }
    }
    if found.is_empty() {
        // Some targets have permissions of their own, which only their outcomes name.
        let column = resolver.column(&Circumstances::default(), target).unwrap_or_default();
        let names = column.iter().take(SAMPLED).flat_map(|outcome| outcome.name.split(", "));
        for name in names.filter(|name| grants(name).is_some()) {
            if !found.iter().any(|known| known == name) {
                found.push(name.to_owned());
            }
        }
    }
    sort_by_key(&mut found, |name| grants(name).map_or(0, |grants| grants.0.count_ones()));
    found
}

/// The outcomes of a target that are called like a text.
pub fn find_outcome(snapshot: &Snapshot, kind: ModelKind, target: &str, text: &str) -> Offer {
    let text = plain(text);
    let resolver = snapshot.in_the_end(kind);
    let all = outcomes(&*resolver, target).into_iter().map(|name| {
        let label = ability_words(kind, &name);
        let means = outcome_of(kind, &name).map(|it| it.means);
        let own = if plain(&label) == plain(&name) { String::new() } else { name.clone() };
        let about = match (own.is_empty(), means) {
            (false, _) => own,
            (true, means) => means.unwrap_or_default().to_owned(),
        };
        OfferedChoice { value: name, label, about, icon: None }
    });
    let fits =
        |it: &OfferedChoice| plain(&it.label).contains(&text) || plain(&it.value).contains(&text);
    let mut choices: Vec<OfferedChoice> = all.filter(fits).collect();
    let rest = choices.len().saturating_sub(LISTED);
    choices.truncate(LISTED);
    Offer { choices, rest }
}

/// What a condition can be, where it is chosen from a list.
pub fn find_condition(parts: &Parts, given: Given, text: &str) -> Offer {
    let (snapshot, kinds) = (&parts.snapshot, &parts.kinds);
    let directory = &snapshot.document().directory;
    let info = || kinds.iter().map(|kind| kind.info());
    let plainly = |name: &str| Part::new(name.to_owned(), name, String::new(), Icon::Flag);
    let all: Vec<Part> = match given {
        Given::SignOn => {
            let groups =
                parts.whom.iter().filter(|part| directory.groups.find(&part.key).is_some());
            let posts = directory.posts.iter().map(|post| {
                Part::new(post.id.to_string(), &post.name, "post".to_owned(), Icon::Post)
            });
            posts.chain(groups.cloned()).collect()
        }
        Given::ActingAs => {
            let is_user = |part: &&Part| directory.users.find(&part.key).is_some();
            parts.whom.iter().filter(is_user).cloned().collect()
        }
        Given::Service => {
            let all = kinds.iter().filter(|kind| kind.info().reads.service);
            all.flat_map(|kind| services(snapshot, *kind)).map(|name| plainly(&name)).collect()
        }
        Given::Licence => {
            let known = info().flat_map(|info| info.licences.iter().map(|name| (*name).to_owned()));
            let installed = directory.licences.iter().cloned();
            let mut names: Vec<String> = installed.chain(known).collect();
            sort_by(&mut names, &mut Ord::cmp);
            names.dedup();
            names.iter().map(|name| plainly(name)).collect()
        }
        Given::On | Given::Saved => Vec::new(),
    };
    find(&all, text)
}

/// A question to begin with: of the system that the workspace is about, on the first target on which
/// people differ the most, who comes to the highest that somebody has and not most people have.
pub fn first_question(snapshot: &Snapshot, added: &[ModelKind]) -> Question {
    let uses = snapshot.document().uses();
    let all = || uses.into_iter().chain(kinds(snapshot, added));
    let thing = all().find_map(|kind| telling(snapshot, kind));
    let thing = thing.or_else(|| all().find_map(|kind| least(snapshot, kind)));
    Question::new(thing.map_or(Sentence::WhatCan(Whom(None)), Sentence::WhoCan))
}

/// The least that can be asked for on the first target of a system.
fn least(snapshot: &Snapshot, kind: ModelKind) -> Option<Thing> {
    let resolver = snapshot.in_the_end(kind);
    let target = resolver.targets().into_iter().next()?.key;
    let outcome = outcomes(&*resolver, &target).into_iter().next()?;
    Some(Thing { kind, target, outcome })
}

/// What tells the most of who can do what in a system, as far as a look at its first targets shows.
fn telling(snapshot: &Snapshot, kind: ModelKind) -> Option<Thing> {
    let resolver = snapshot.in_the_end(kind);
    let asked = Circumstances::default();
    let mut best: Option<(usize, Thing)> = None;
    for head in resolver.targets().into_iter().take(TRIED) {
        let Some(decide) = resolver.on(&head.key) else { continue };
        // What comes out, and for how many.
        let mut seen: Vec<(u32, usize)> = Vec::new();
        for members in snapshot.roster().people().take(SAMPLED) {
            let grants = decide(members, &asked).grants.0;
            match seen.iter_mut().find(|(known, _)| *known == grants) {
                Some((_, count)) => *count += 1,
                None => seen.push((grants, 1)),
            }
        }
        let some = seen.iter().filter(|(grants, _)| *grants != 0);
        let Some((grants, count)) = some.max_by_key(|(grants, _)| grants.count_ones()) else {
            continue;
        };
        let people: usize = seen.iter().map(|(_, count)| count).sum();
        // That few can is worth more than that there is one level more.
        let score = seen.len() + usize::from(*count * 2 <= people) * TRIED;
        if best.as_ref().is_some_and(|(known, _)| *known >= score) {
            continue;
        }
        let reaches = |name: &String| {
            let of = resolver.abilities(&head.key, name);
            of.is_some_and(|of| Grants(*grants).contains(of))
        };
        let names = outcomes(&*resolver, &head.key);
        if let Some(outcome) = names.into_iter().rev().find(reaches) {
            best = Some((score, Thing { kind, target: head.key, outcome }));
        }
    }
    best.map(|(_, thing)| thing)
}

/// The same parts in another of the four sentences, as far as it has a place for them.
pub fn in_mode(
    snapshot: &Snapshot,
    added: &[ModelKind],
    question: &Question,
    mode: Mode,
) -> Option<Question> {
    let directory = &snapshot.document().directory;
    let thing = match &question.sentence {
        Sentence::WhoCan(thing) | Sentence::Both(thing, _) => Some(thing.clone()),
        _ => None,
    };
    let thing = || {
        thing.clone().or_else(|| match first_question(snapshot, added).sentence {
            Sentence::WhoCan(thing) => Some(thing),
            _ => None,
        })
    };
    let user = |at: usize| directory.users.nth(at).map(|user| Whom(Some(user.id.to_string())));
    let whom = || match &question.sentence {
        Sentence::WhatCan(whom) | Sentence::Compare(whom, _) => Some(whom.clone()),
        // Whoever can is somebody to ask about.
        Sentence::WhoCan(thing) | Sentence::Both(thing, _) => {
            able_person(snapshot, thing).or_else(|| user(0))
        }
    };
    let sentence = match mode {
        Mode::WhoCan => Sentence::WhoCan(thing()?),
        Mode::WhatCan => Sentence::WhatCan(whom().unwrap_or(Whom(None))),
        Mode::Compare => {
            let one = whom().unwrap_or(Whom(None));
            let other = (0..2).filter_map(user).find(|other| *other != one);
            Sentence::Compare(one, other.unwrap_or(Whom(None)))
        }
        Mode::Both => {
            let one = thing()?;
            let other = beside(snapshot, &one).unwrap_or_else(|| one.clone());
            Sentence::Both(one, other)
        }
    };
    Some(question.with(sentence))
}

/// The first person who can do something.
fn able_person(snapshot: &Snapshot, thing: &Thing) -> Option<Whom> {
    let ability = thing.ability(snapshot).ok()?;
    let resolver = snapshot.in_the_end(thing.kind);
    let decide = resolver.on(&thing.target)?;
    let asked = Circumstances::default();
    let mut people = snapshot.roster().people();
    let able = people
        .find(|members| met_by(&*resolver, &decide, members, &asked, &ability.wanted).is_some())?;
    Some(Whom(Some(able.user.as_ref()?.to_string())))
}

/// Another thing to hold beside one: the same on the target that follows, or on the first.
pub fn beside(snapshot: &Snapshot, thing: &Thing) -> Option<Thing> {
    let resolver = snapshot.in_the_end(thing.kind);
    let heads = resolver.targets();
    let at = heads.iter().position(|head| head.key == thing.target)?;
    let after = heads.iter().skip(at + 1).chain(heads.iter().take(at));
    let mut things = after.filter_map(|head| {
        let names = outcomes(&*resolver, &head.key);
        let same = names.iter().find(|name| **name == thing.outcome);
        let outcome = same.or_else(|| names.last())?.clone();
        Some(Thing { kind: thing.kind, target: head.key.clone(), outcome })
    });
    things.next()
}

/// The thing with another target: with the same outcome where that is asked for there as well.
pub fn at_target(snapshot: &Snapshot, thing: &Thing, kind: ModelKind, target: String) -> Thing {
    let resolver = snapshot.in_the_end(kind);
    let names = outcomes(&*resolver, &target);
    let same = names.iter().find(|name| **name == thing.outcome);
    let outcome = same.or_else(|| names.first()).cloned().unwrap_or_default();
    Thing { kind, target, outcome }
}

/// The icon of what somebody belongs to.
pub fn icon_of_principal(principal: &Principal) -> Icon {
    match principal {
        Principal::User(_) => Icon::Person,
        Principal::Group(_) => Icon::Groups,
        Principal::Post(_) => Icon::Post,
        Principal::Team(_) => Icon::Team,
    }
}

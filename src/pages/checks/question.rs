//! An expectation as a sentence: who has what on which target, under which circumstances. What else a
//! question asks is said and kept as it is.

use leptos::prelude::*;

use super::ability::{
    Whom, circumstances, model_of, name_of, principals, systems, target_name, target_of, targets,
};
use super::sentence::Editing;
use super::use_page;
use super::words::{details, with_member};
use crate::components::{Choice, Combobox, Select, SentenceToken, Show};
use crate::state::target_member;
use whocan_core::directory::{Circumstances, Date, Principal, UserId};
use whocan_core::document::{Claim, read_ask};
use whocan_core::format::{Json, Object};
use whocan_core::models::ModelKind;
use whocan_core::query::{Snapshot, outcomes_of};

/// See the module.
#[component]
pub(super) fn QuestionSentence(editing: Editing) -> AnyView {
    let page = use_page();
    let ask = editing.members();
    let of_group = Memo::new(move |_| ask.with(|ask| ask.has("group")));
    let other = Memo::new(move |_| {
        let words = page.with(|it| ask.with(|ask| details(ask, it))).unwrap_or_default();
        words.join(", ")
    });
    let is_cell = Memo::new(move |_| ask.with(is_cell));
    let has_other = Signal::derive(move || !other.with(String::is_empty));
    view! {
        <p class="rule-line">
            <Show when=of_group>
                <span>"A member of"</span>
            </Show>
            <SubjectToken editing />
            <span>{move || if is_cell.get() { "has" } else { "gets" }}</span>
            <OutcomeToken editing />
            <Show when=is_cell>
                <span>"on"</span>
                <TargetToken editing />
            </Show>
            <Show when=has_other>
                <span class="rule-rest">{other}</span>
            </Show>
            <CircumstancesToken editing />
        </p>
    }
    .into_any()
}

/// Whether a question names a target, or nothing yet.
fn is_cell(ask: &Object) -> bool {
    let special = ["panel", "section", "main", "denying", "may"].iter().any(|key| ask.has(key));
    match model_of(ask) {
        None => true,
        Some(kind) => target_of(kind, ask).is_some() || !special,
    }
}

/// Whose access it is.
#[component]
fn SubjectToken(editing: Editing) -> AnyView {
    let page = use_page();
    let ask = editing.members();
    let subject = Memo::new(move |_| {
        let named = |ask: &Object| {
            let named =
                ["user", "group", "actingAs"].iter().find_map(|key| ask.get(key)?.as_text());
            named.unwrap_or_default().to_owned()
        };
        ask.with(named)
    });
    let word = Signal::derive(move || match subject.get() {
        id if id.is_empty() => "choose who".to_owned(),
        id => page.with(|it| name_of(&it.document().directory, &id)).unwrap_or(id),
    });
    let question = Signal::derive(move || subject.with(String::is_empty));
    let choices = Signal::derive(move || {
        let whom = Whom::PeopleAndGroups;
        page.with(|it| principals(&it.document().directory, whom)).unwrap_or_default()
    });
    let pick = move |id: String| {
        let is_group = page.untracked(|it| it.document().directory.groups.find(&id).is_some());
        let member = if is_group == Some(true) { "group" } else { "user" };
        editing.change(|ask| {
            let was = ["user", "group"].into_iter().find(|key| ask.has(key));
            let mut all = Object::new();
            for (key, value) in ask.iter() {
                match Some(key) == was {
                    true => drop(all.push(member, id.as_str())),
                    false => drop(all.push(key.to_owned(), value.clone())),
                }
            }
            if was.is_none() {
                all.push(member, id.as_str());
            }
            all
        });
    };
    view! {
        <SentenceToken name="Who" word open_question=question>
            <Combobox
                label="Person or group"
                choices
                value=subject
                on_choose=pick
                placeholder="Type a name"
            />
        </SentenceToken>
    }
    .into_any()
}

/// On what.
#[component]
fn TargetToken(editing: Editing) -> AnyView {
    let page = use_page();
    let ask = editing.members();
    let target = Memo::new(move |_| {
        ask.with(|ask| {
            let kind = model_of(ask)?;
            Some((kind, target_of(kind, ask)?.1))
        })
    });
    let word = Signal::derive(move || match target.get() {
        None => "choose what".to_owned(),
        Some((kind, key)) => page.with(|it| target_name(it, kind, &key)).unwrap_or(key),
    });
    let question = Signal::derive(move || target.with(Option::is_none));
    view! {
        <SentenceToken name="What" word open_question=question>
            <TargetPanel editing target />
        </SentenceToken>
    }
    .into_any()
}

#[component]
fn TargetPanel(editing: Editing, target: Memo<Option<(ModelKind, String)>>) -> AnyView {
    let page = use_page();
    let now = target.with_untracked(|it| it.as_ref().map(|(kind, _)| *kind));
    let all = page.untracked(|it| systems(it.document(), now)).unwrap_or_default();
    let uses = page.untracked(|it| it.document().uses()).flatten();
    let kind = RwSignal::new(
        now.or(uses).or_else(|| all.first().and_then(|choice| ModelKind::of(&choice.value))),
    );
    let system = (all.len() > 1).then(|| {
        let value = Signal::derive(move || kind.get().map_or("", ModelKind::key).to_owned());
        let pick = move |key: String| kind.set(ModelKind::of(&key));
        view! { <Select label="System" choices=all value on_choose=pick /> }
    });
    let choices = Memo::new(move |_| {
        let Some(kind) = kind.get() else { return Vec::new() };
        page.with(|it| targets(it, kind)).unwrap_or_default()
    });
    let value = Signal::derive(move || match target.get() {
        Some((of, key)) if Some(of) == kind.get() => key,
        _ => String::new(),
    });
    let pick = move |key: String| {
        let Some(kind) = kind.get_untracked() else { return };
        let member = page.untracked(|it| target_member(it.document(), kind, &key));
        let member = member.unwrap_or(kind.info().target);
        let claim = editing.claim.get_untracked();
        let Some(Claim::Answer { ask, expect, because }) = claim else { return };
        let was = model_of(&ask);
        let old = was.and_then(|was| target_of(was, &ask)).map(|(member, _)| member);
        let mut all = Object::new();
        all.push("model", kind.key());
        for (own, value) in ask.iter() {
            // What only the other system understands goes with it.
            let stays = was == Some(kind) || ["user", "group"].contains(&own);
            if own != "model" && Some(own) != old && stays {
                all.push(own.to_owned(), value.clone());
            }
        }
        all.push(member, key);
        if member == "person" || member == "requirement" {
            all = with_member(&all, "may", Some("see".into()));
        }
        let known = page.untracked(|it| outcomes(it, &all)).unwrap_or_default();
        let expect = if known.contains(&expect) { expect } else { String::new() };
        editing.put.run(Claim::Answer { ask: all, expect, because });
    };
    view! {
        {system}
        <Combobox label="What" choices value on_choose=pick placeholder="Type a name" />
    }
    .into_any()
}

/// What is expected.
#[component]
fn OutcomeToken(editing: Editing) -> AnyView {
    let page = use_page();
    let expect = Memo::new(move |_| {
        editing.claim.with(|claim| match claim {
            Some(Claim::Answer { expect, .. }) => expect.clone(),
            _ => String::new(),
        })
    });
    let word = Signal::derive(move || match expect.get() {
        expect if expect.is_empty() => "choose an outcome".to_owned(),
        expect => expect,
    });
    let question = Signal::derive(move || expect.with(String::is_empty));
    let ask = editing.members();
    let pick = move |expect: String| {
        if let Some(Claim::Answer { ask, because, .. }) = editing.claim.get_untracked() {
            editing.put.run(Claim::Answer { ask, expect, because });
        }
    };
    let choices = Memo::new(move |_| {
        let mut all = page.with(|it| ask.with(|ask| outcomes(it, ask))).unwrap_or_default();
        let now = expect.get();
        if !now.is_empty() && !all.contains(&now) {
            all.insert(0, now);
        }
        all.into_iter().map(|it| Choice::new(it.clone(), it)).collect::<Vec<_>>()
    });
    view! {
        <SentenceToken name="Outcome" word open_question=question>
            <Combobox
                label="Expected outcome"
                choices
                value=expect
                on_choose=pick
                placeholder="Type an outcome"
            />
        </SentenceToken>
    }
    .into_any()
}

/// The outcomes that can be expected of a question, that which it has now among them.
fn outcomes(snapshot: &Snapshot, ask: &Object) -> Vec<String> {
    let Some(kind) = model_of(ask) else { return Vec::new() };
    let target = target_of(kind, ask);
    let mut all: Vec<String> = match (&target, kind) {
        (Some(("report", _)), _) => vec!["listed".to_owned(), "not listed".to_owned()],
        (Some(("person" | "requirement", _)), _) => vec!["yes".to_owned(), "no".to_owned()],
        (Some(_), ModelKind::Resources) if ask.has("permission") => {
            vec!["yes".to_owned(), "no".to_owned()]
        }
        (Some((_, key)), ModelKind::Resources) if !ask.has("validity") => {
            let column = snapshot.resolver(kind).column(&Circumstances::default(), key);
            column.unwrap_or_default().into_iter().map(|it| it.name.into_owned()).collect()
        }
        (Some(_), ModelKind::Acl) if ask.has("process") => named(outcomes_of(kind)),
        (Some(_), _) => named(kind.info().outcomes),
        (None, _) => Vec::new(),
    };
    let found = read_ask(&snapshot.document().directory, ask).ok();
    let found = found.and_then(|ask| snapshot.in_the_end(kind).answer(&ask).ok());
    all.extend(found.map(|answer| answer.outcome.into_owned()));
    let mut once: Vec<String> = Vec::new();
    for name in all {
        if !once.contains(&name) {
            once.push(name);
        }
    }
    once
}

fn named(outcomes: &[whocan_core::model::OutcomeInfo]) -> Vec<String> {
    outcomes.iter().map(|it| it.name.to_owned()).collect()
}

/// Under which circumstances, where the system takes any into account.
#[component]
fn CircumstancesToken(editing: Editing) -> AnyView {
    let page = use_page();
    let ask = editing.members();
    let said = Memo::new(move |_| {
        let said = |it: &Snapshot| {
            ask.with(|ask| {
                // Who acts is the one whose access it is, where nobody else is named.
                let own = match ask.has("user") || ask.has("group") {
                    true => ask.clone(),
                    false => with_member(ask, "actingAs", None),
                };
                circumstances(&it.document().directory, &own)
            })
        };
        let said = page.with(said).unwrap_or_default();
        said.trim_start_matches(", ").to_owned()
    });
    let reads = Memo::new(move |_| {
        ask.with(|ask| {
            model_of(ask).is_some_and(|kind| {
                let reads = kind.info().reads;
                reads.sign_on || reads.service || reads.on
            })
        })
    });
    let is_open = Signal::derive(move || reads.get() || !said.with(String::is_empty));
    let word = Signal::derive(move || match said.get() {
        said if said.is_empty() => "add circumstances".to_owned(),
        said => said,
    });
    view! {
        <Show when=is_open>
            <SentenceToken name="Circumstances" word adds=true>
                <CircumstancesPanel editing />
            </SentenceToken>
        </Show>
    }
    .into_any()
}

#[component]
fn CircumstancesPanel(editing: Editing) -> AnyView {
    let page = use_page();
    let ask = editing.members();
    let now = ask.get_untracked();
    let reads = model_of(&now).map(|kind| kind.info().reads).unwrap_or_default();
    let text = move |key: &'static str| {
        Signal::derive(move || {
            ask.with(|ask| ask.get(key).and_then(Json::as_text).unwrap_or_default().to_owned())
        })
    };
    let set = move |key: &'static str, value: String| {
        let value = Some(value).filter(|value| !value.is_empty()).map(Json::from);
        editing.change(|ask| with_member(ask, key, value));
    };
    let sign_on = reads.sign_on.then(|| {
        let choices = page.untracked(|it| identities(it, &now)).unwrap_or_default();
        view! {
            <Select
                label="Signed on as"
                choices
                value=text("as")
                on_choose=move |id| set("as", id)
            />
        }
    });
    let service = reads.service.then(|| {
        let all = model_of(&now).map(|kind| kind.info().services).unwrap_or_default();
        let none = std::iter::once(Choice::new("", "no service"));
        let choices = none.chain(all.iter().map(|it| Choice::new(*it, *it))).collect();
        view! {
            <Select
                label="Under the service"
                choices
                value=text("service")
                on_choose=move |id| set("service", id)
            />
        }
    });
    let refused = RwSignal::new(String::new());
    let put_day = move |day: String| {
        if day.is_empty() || Date::parse(&day).is_ok() {
            refused.set(String::new());
            return set("on", day);
        }
        refused.set("There is no such day.".to_owned());
    };
    let day = reads.on.then(|| {
        view! {
            <label class="check-number">
                <span class="field-label">"On the day"</span>
                <input
                    class="field-box"
                    type="date"
                    prop:value=text("on")
                    on:change:target=move |event| put_day(event.target().value())
                />
                <span class="field-error" role="alert">
                    {refused}
                </span>
            </label>
        }
    });
    view! {
        {sign_on}
        {service}
        {day}
    }
    .into_any()
}

/// What the person of a question can sign on as.
fn identities(snapshot: &Snapshot, ask: &Object) -> Vec<Choice> {
    let directory = &snapshot.document().directory;
    let user = ask.get("user").and_then(Json::as_text).map(UserId::from);
    let members = user.and_then(|user| snapshot.roster().of(&user).cloned());
    let kind = model_of(ask);
    let own = members.zip(kind).map(|(members, kind)| snapshot.resolver(kind).identities(&members));
    let choice = |who: Principal| Choice::new(who.id(), directory.name(&who));
    let own = own.into_iter().flatten().flatten().map(choice);
    std::iter::once(Choice::new("", "no group or post")).chain(own).collect()
}

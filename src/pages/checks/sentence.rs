//! A check as a sentence whose words can be changed in place. The sentence is drawn anew only when it is
//! built otherwise; what a word says is a signal.

use leptos::prelude::*;

use super::ability::{Ability, systems, targets};
use super::people::PeopleTokens;
use super::question::QuestionSentence;
use super::use_page;
use super::words::{ability_at, ids_of, with_ability, with_member};
use crate::components::{Choice, Combobox, Fresh, Select, SentenceToken};
use whocan_core::document::Claim;
use whocan_core::format::{Json, Object};
use whocan_core::models::ModelKind;

/// What is edited, and what is done with what it becomes. Copied freely.
#[derive(Clone, Copy)]
pub(super) struct Editing {
    /// What it says; none once it is gone.
    pub(super) claim: Signal<Option<Claim>>,
    /// Called with what it is to say.
    pub(super) put: Callback<Claim>,
}

impl Editing {
    /// The members of the rule or the question.
    pub(super) fn members(self) -> Signal<Object> {
        Signal::derive(move || {
            self.claim.with(|claim| match claim {
                Some(Claim::Rule(members) | Claim::Answer { ask: members, .. }) => members.clone(),
                None => Object::new(),
            })
        })
    }

    /// Makes the members others.
    pub(super) fn change(self, change: impl FnOnce(&Object) -> Object) {
        let claim = self.claim.get_untracked();
        let changed = match claim {
            Some(Claim::Rule(members)) => Claim::Rule(change(&members)),
            Some(Claim::Answer { ask, expect, because }) => {
                Claim::Answer { ask: change(&ask), expect, because }
            }
            None => return,
        };
        self.put.run(changed);
    }
}

/// How the sentence is built.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Form {
    Gone,
    Question,
    /// Which demands the rule makes, one bit each.
    Rule(usize),
}

impl Form {
    fn of(claim: Option<&Claim>) -> Self {
        match claim {
            None => Self::Gone,
            Some(Claim::Answer { .. }) => Self::Question,
            Some(Claim::Rule(members)) => {
                let has = |(at, part): (usize, &Part)| usize::from(members.has(part.key())) << at;
                Self::Rule(Part::ALL.iter().enumerate().map(has).sum())
            }
        }
    }

    fn number(self) -> usize {
        match self {
            Self::Gone => 0,
            Self::Question => 1,
            Self::Rule(bits) => 2 + bits,
        }
    }
}

/// A demand of a rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Part {
    Only,
    Each,
    AtMost,
    Both,
    NoNew,
}

impl Part {
    const ALL: [Self; 5] = [Self::Only, Self::Each, Self::AtMost, Self::Both, Self::NoNew];

    fn key(self) -> &'static str {
        match self {
            Self::Only => "nobodyOutside",
            Self::Each => "everybodyIn",
            Self::AtMost => "atMost",
            Self::Both => "nobodyHoldsBoth",
            Self::NoNew => "noNewAccess",
        }
    }
}

/// See the module.
#[component]
pub(super) fn Sentence(editing: Editing) -> AnyView {
    let form = Memo::new(move |_| editing.claim.with(|claim| Form::of(claim.as_ref()).number()));
    let draw = move |_: usize| match editing.claim.with_untracked(|it| Form::of(it.as_ref())) {
        Form::Gone => ().into_any(),
        Form::Question => view! { <QuestionSentence editing /> }.into_any(),
        Form::Rule(bits) => {
            let made = Part::ALL.into_iter().enumerate();
            let made = made.filter(|(at, _)| (bits >> at) & 1 == 1).map(|(_, part)| part);
            made.map(|part| view! { <Demanded editing part /> }).collect_view().into_any()
        }
    };
    view! {
        <div class="rule-sentence">
            <Fresh of=form draw />
        </div>
    }
    .into_any()
}

/// One demand as a line.
#[component]
fn Demanded(editing: Editing, part: Part) -> AnyView {
    let nobody = Signal::derive(move || {
        editing.members().with(|members| ids_of(members, part.key()).is_empty())
    });
    let line = match part {
        Part::Only => view! {
            <span>{move || if nobody.get() { "Nobody" } else { "Only" }}</span>
            <PeopleTokens editing key=part.key() none="" />
            <span>"may hold"</span>
            <AbilityToken editing at=0 name="What" />
        }
        .into_any(),
        Part::Each => view! {
            <span>"Each of"</span>
            <PeopleTokens editing key=part.key() none="choose a group" />
            <span>"must hold"</span>
            <AbilityToken editing at=0 name="What" />
        }
        .into_any(),
        Part::AtMost => view! {
            <span>"At most"</span>
            <NumberToken editing />
            <span>"may hold"</span>
            <AbilityToken editing at=0 name="What" />
        }
        .into_any(),
        Part::Both => view! {
            <span>"Nobody may hold both"</span>
            <AbilityToken editing at=0 name="First" />
            <span>"and"</span>
            <AbilityToken editing at=1 name="Second" />
        }
        .into_any(),
        Part::NoNew => view! {
            <span>"Nobody may gain"</span>
            <AbilityToken editing at=0 name="What" />
            <span>"since the last save"</span>
        }
        .into_any(),
    };
    view! { <p class="rule-line">{line}</p> }.into_any()
}

/// What somebody can do: the system, the target, and how much at least.
#[component]
pub(super) fn AbilityToken(
    editing: Editing,
    /// Which of the abilities of the rule.
    at: usize,
    /// What it is called by whoever does not see where it stands.
    name: &'static str,
) -> AnyView {
    let page = use_page();
    let members = editing.members();
    let ability = Memo::new(move |_| members.with(|it| Ability::of(&ability_at(it, at))));
    let any = Memo::new(move |_| {
        members.with(|it| it.has("noNewAccess")) && ability.with(|it| it.kind.is_none())
    });
    let whole = Memo::new(move |_| {
        any.get() || page.with(|it| ability.with(|own| own.is_whole(it.document()))).unwrap_or(true)
    });
    let word = Memo::new(move |_| {
        if any.get() {
            return "any access".to_owned();
        }
        let words = page.with(|it| ability.with(|own| own.words(it))).unwrap_or_default();
        match (ability.with(|own| own.target.is_empty()), words.is_empty()) {
            (_, true) => "choose what".to_owned(),
            (true, false) => format!("choose in {words}"),
            (false, false) => words,
        }
    });
    let choose = Callback::new(move |ability: Ability| {
        let about = page.untracked(|it| ability.members(it.document())).unwrap_or_default();
        editing.change(|members| with_ability(members, at, about));
    });
    let question = Signal::derive(move || !whole.get());
    view! {
        <SentenceToken name word open_question=question>
            <AbilityPanel ability choose />
        </SentenceToken>
    }
    .into_any()
}

/// What an ability is changed by.
#[component]
fn AbilityPanel(ability: Memo<Ability>, choose: Callback<Ability>) -> AnyView {
    let page = use_page();
    let now = ability.get_untracked();
    let all = page.untracked(|it| systems(it.document(), now.kind)).unwrap_or_default();
    let only = all.first().filter(|_| all.len() == 1).and_then(|it| ModelKind::of(&it.value));
    let kind = RwSignal::new(
        now.kind.or(only).or_else(|| page.untracked(|it| it.document().uses()).flatten()),
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
    let target = Signal::derive(move || {
        let same = ability.with(|own| own.kind == kind.get());
        if same { ability.with(|own| own.target.clone()) } else { String::new() }
    });
    let pick = move |key: String| {
        let Some(kind) = kind.get_untracked() else { return };
        let own = page.untracked(|it| {
            ability.with_untracked(|own| own.with_target(it.document(), kind, &key))
        });
        own.into_iter().for_each(|own| choose.run(own));
    };
    view! {
        {system}
        <Combobox
            label="What"
            choices=choices
            value=target
            on_choose=pick
            placeholder="Type a name"
        />
        <Degrees ability choose />
    }
    .into_any()
}

/// How much at least, where the system has degrees.
#[component]
fn Degrees(ability: Memo<Ability>, choose: Callback<Ability>) -> AnyView {
    let page = use_page();
    let degrees = Memo::new(move |_| {
        page.with(|it| ability.with(|own| own.degrees(it.document()))).unwrap_or_default()
    });
    let value = Signal::derive(move || ability.with(|own| own.at_least.clone()));
    let pick = move |at_least: String| {
        let mut own = ability.get_untracked();
        own.at_least = at_least;
        choose.run(own);
    };
    let draw = move || {
        let has_target = ability.with(|own| !own.target.is_empty());
        let degrees = degrees.get();
        (has_target && !degrees.is_empty()).then(|| {
            let choices = degrees.into_iter().map(|it| Choice::new(it.clone(), it)).collect();
            view! { <Select label="At least" choices value on_choose=pick /> }
        })
    };
    draw.into_any()
}

/// How many people at most.
#[component]
fn NumberToken(editing: Editing) -> AnyView {
    let members = editing.members();
    let number = Memo::new(move |_| {
        members.with(|members| match members.get("atMost") {
            Some(Json::Number(number)) => number.as_u64().unwrap_or_default(),
            _ => 0,
        })
    });
    let word = Signal::derive(move || super::words::so_many(number.get() as usize));
    let put = move |text: String| {
        if let Ok(number) = text.trim().parse::<u64>() {
            let value = Json::from(number.min(1_000_000));
            editing.change(|members| with_member(members, "atMost", Some(value)));
        }
    };
    view! {
        <SentenceToken name="How many" word>
            <label class="check-number">
                <span class="field-label">"How many people at most"</span>
                <input
                    class="field-box"
                    type="number"
                    min="0"
                    prop:value=Signal::derive(move || number.get().to_string())
                    on:change:target=move |event| put(event.target().value())
                />
            </label>
        </SentenceToken>
    }
    .into_any()
}

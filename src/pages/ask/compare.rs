//! The answer to "compare": what differs first, with why on each side; what is the same stays folded.

use std::sync::Arc;

use leptos::prelude::*;

use super::beside::aside;
use super::keep::{Keepable, stays};
use super::parts::icon_of_principal;
use super::question::{Condition, Given, Gone, Question, Sentence, Somebody, Thing, Whom};
use super::words::{capital, count, grouped, level, marked, permits, sentence, signed_on};
use super::{AnswerHead, Ask};
use crate::components::{
    Avatar, AvatarSize, ButtonSize, Choice, Icon, IconButton, LevelChip, Segmented, Show, Symbol,
};
use whocan_core::directory::{Circumstances, Date, Directory, Members, Principal};
use whocan_core::model::TargetHead;
use whocan_core::models::ModelKind;
use whocan_core::query::{
    Cell, Compared, Differing, Side, Snapshot, Subject, compare as ask_core, what_can,
};
use whocan_core::shared::Shared;
use whocan_core::text::first_name;
use whocan_core::verdict::Reason;

/// How many differences of a system are drawn.
const DRAWN: usize = 100;
/// How many names stand in the line of what is the same.
const FOLDED: usize = 6;
/// How many people can be chosen from below each name.
const CHIPS: usize = 12;

/// A side, as it is drawn.
#[derive(Clone)]
struct Half {
    somebody: Somebody,
    snapshot: Shared<Snapshot>,
    /// What tells it from the other side, where both are the same person.
    as_what: String,
    side_name: String,
}

/// See the module.
pub(super) fn compare(
    ask: Ask,
    snapshot: &Shared<Snapshot>,
    saved: Option<&Shared<Snapshot>>,
    question: &Question,
) -> Result<AnyView, Gone> {
    let Sentence::Compare(one, other) = &question.sentence else { return Err(Gone(String::new())) };
    let there = match (question.compares_saved(), saved) {
        (true, Some(saved)) => saved,
        _ => snapshot,
    };
    let (left, right) = (one.somebody(snapshot)?, other.somebody(there)?);
    let asked = (
        question.circumstances(snapshot.document(), false)?,
        question.circumstances(there.document(), true)?,
    );
    let halves = two_halves(question, (snapshot, &left), (there, &right));
    let sides = two_sides(&halves, &asked);
    let found = ask_core(&sides.0, &sides.1).ok_or_else(|| Gone("one of the two".to_owned()))?;
    let number: usize = found.iter().map(|system| system.differing.len()).sum();
    let title = match number {
        0 => "No differences".to_owned(),
        number => count(number, "difference", "differences"),
    };
    let about = about(&found, &halves, number);
    let everything = RwSignal::new(false);
    let keep = Keep {
        ask,
        halves: Arc::new(halves.clone()),
        asked: Arc::new(asked.clone()),
        both: !question.compares_saved(),
    };
    let systems =
        found.iter().map(|system| drawn(system, &sides, &keep, everything)).collect_view();
    let copied = {
        let (found, halves, asked) = (found.clone(), halves.clone(), asked.clone());
        Callback::new(move |()| table(&found, &two_sides(&halves, &asked), &halves))
    };
    let shown =
        Signal::derive(move || if everything.get() { "all" } else { "differences" }.to_owned());
    let choices = vec![Choice::new("differences", "Differences"), Choice::new("all", "Everything")];
    let ids: Vec<String> = [&left, &right].into_iter().filter_map(|it| it.whom.0.clone()).collect();
    let next = next(&left, &right, &found);
    let of = format!("{} or {}", first_name(&left.name), first_name(&right.name));
    let heads = [&halves.0, &halves.1].map(|half| half.side_name.clone());
    let [left_head, right_head] = heads;
    let signed = signed_on_as(ask, snapshot, &left, question);
    Ok(view! {
        <div class="ask-columns ask-columns-wide">
            <div class="ask-main">
                {cards(&halves)}
                <AnswerHead title about table=copied>
                    <Segmented
                        label="What is shown"
                        choices=choices
                        value=shown
                        on_choose=move |value: String| everything.set(value == "all")
                    />
                    {signed}
                </AnswerHead>
                <div class="ask-scroll" role="region" tabindex="0" aria-label="Differences">
                    <table class="ask-table ask-compare">
                        <caption class="unseen">"What differs, and why"</caption>
                        <thead>
                            <tr>
                                <th scope="col">"Permission"</th>
                                <th scope="col">{left_head}</th>
                                <th scope="col">{right_head}</th>
                                <th scope="col">"Why they differ"</th>
                                <th scope="col">
                                    <span class="unseen">"Keep"</span>
                                </th>
                            </tr>
                        </thead>
                        {systems}
                    </table>
                </div>
            </div>
            {aside(ask, snapshot, None, &next, &ids, &of)}
        </div>
    }
    .into_any())
}

/// Both sides as the engine asks them.
fn two_sides<'a>(
    halves: &'a (Half, Half),
    asked: &(Circumstances, Circumstances),
) -> (Side<'a>, Side<'a>) {
    let side = |half: &'a Half, circumstances: &Circumstances| Side {
        snapshot: &half.snapshot,
        subject: half.somebody.subject.clone(),
        circumstances: circumstances.clone(),
    };
    (side(&halves.0, &asked.0), side(&halves.1, &asked.1))
}

fn two_halves(
    question: &Question,
    (left_of, left): (&Shared<Snapshot>, &Somebody),
    (right_of, right): (&Shared<Snapshot>, &Somebody),
) -> (Half, Half) {
    let same = left.whom == right.whom;
    let own: Vec<String> = question
        .conditions
        .iter()
        .filter(|it| it.second && it.given != Given::Saved)
        .map(|it| {
            let directory = &right_of.document().directory;
            let value = directory.principal(&it.value);
            let value = value.map_or_else(|| it.value.clone(), |who| directory.name(&who));
            match it.given {
                Given::On => {
                    let day = Date::parse(&it.value);
                    format!("on {}", day.map_or(value, Date::words))
                }
                given => format!("{} {value}", given.label().to_lowercase()),
            }
        })
        .chain(question.compares_saved().then(|| "as saved".to_owned()))
        .collect();
    let as_what = own.join(", ");
    let draft = if same && question.compares_saved() { "in the draft" } else { "" };
    let named = |name: &str, what: &str| match what {
        "" => capital(name),
        what => format!("{}, {what}", capital(name)),
    };
    let half = |of: &Shared<Snapshot>, somebody: &Somebody, what: &str| Half {
        somebody: somebody.clone(),
        snapshot: of.clone(),
        as_what: what.to_owned(),
        side_name: named(&somebody.name, what),
    };
    (half(left_of, left, draft), half(right_of, right, &as_what))
}

/// Who has more, in a few words.
fn about(found: &[Compared], halves: &(Half, Half), number: usize) -> String {
    if number == 0 {
        return "both can do the same".to_owned();
    }
    let grants =
        |cell: &Option<Cell>| cell.as_ref().map(|it| it.outcome.grants.0).unwrap_or_default();
    let all = || found.iter().flat_map(|system| &system.differing);
    let left = all().filter(|it| grants(&it.left) & !grants(&it.right) != 0).count();
    let right = all().filter(|it| grants(&it.right) & !grants(&it.left) != 0).count();
    let name = |half: &Half| match half.as_what.as_str() {
        "" => first_name(&half.somebody.name).to_owned(),
        what => format!("{} {what}", first_name(&half.somebody.name)),
    };
    let (one, other) = (capital(&name(&halves.0)), capital(&name(&halves.1)));
    match (left, right) {
        (left, 0) if left == number => format!("{one} has more in all of them"),
        (0, right) if right == number => format!("{other} has more in all of them"),
        (left, right) => {
            format!("{one} has more in {}, {other} in {}", grouped(left), grouped(right))
        }
    }
}

/// What somebody belongs to.
fn belongs(members: &Members, directory: &Directory) -> Vec<Principal> {
    let groups = members.groups.iter().filter_map(|at| directory.groups.nth(*at as usize));
    let posts = members.posts.iter().filter_map(|at| directory.posts.nth(*at as usize));
    let teams = members.teams.iter().filter_map(|at| directory.teams.nth(*at as usize));
    let groups = groups.map(|it| Principal::Group(it.id.clone()));
    let posts = posts.map(|it| Principal::Post(it.id.clone()));
    groups.chain(posts).chain(teams.map(|it| Principal::Team(it.id.clone()))).collect()
}

/// Both sides with what they belong to; what only one of them belongs to stands out.
fn cards(halves: &(Half, Half)) -> AnyView {
    let of = |half: &Half| belongs(&half.somebody.members, &half.snapshot.document().directory);
    let (left, right) = (of(&halves.0), of(&halves.1));
    let card = |half: &Half, own: &[Principal], others: &[Principal]| {
        let directory = &half.snapshot.document().directory;
        let login = match &half.somebody.subject {
            Subject::User(id) => directory.users.get(id).and_then(|user| user.login.clone()),
            Subject::Group(_) => Some("whoever is in this group alone".to_owned()),
            Subject::Nobody => Some("what everybody has".to_owned()),
        };
        let about: Vec<String> = login
            .into_iter()
            .chain((!half.as_what.is_empty()).then(|| half.as_what.clone()))
            .collect();
        let chip = |who: &Principal| {
            let only = (!others.contains(who)).then_some("");
            view! {
                <li class="ask-chip" data-only=only>
                    <Symbol icon=icon_of_principal(who) />
                    {directory.name(who)}
                    {only.map(|_| view! { <span class="unseen">", only here"</span> })}
                </li>
            }
        };
        let rest = own.len().saturating_sub(CHIPS);
        let rest =
            (rest > 0).then(|| view! { <li class="ask-quiet">{format!("{rest} more")}</li> });
        let mark = match half.somebody.subject {
            Subject::User(_) => {
                view! { <Avatar name=half.somebody.name.clone() size=AvatarSize::Large /> }
                    .into_any()
            }
            _ => {
                view! { <span class="ask-card-icon"><Symbol icon=Icon::Groups /></span> }.into_any()
            }
        };
        view! {
            <section class="ask-side" aria-label=half.side_name.clone()>
                <div class="ask-side-head">
                    {mark}
                    <div>
                        <p class="ask-side-name">{capital(&half.somebody.name)}</p>
                        <p class="ask-side-about">{about.join(" · ")}</p>
                    </div>
                </div>
                <ul class="ask-chips">
                    {own.iter().take(CHIPS).map(chip).collect_view()}
                    {rest}
                </ul>
            </section>
        }
    };
    view! {
        <div class="ask-sides">
            {card(&halves.0, &left, &right)}
            <span class="ask-swap">
                <Symbol icon=Icon::Compare />
            </span>
            {card(&halves.1, &right, &left)}
        </div>
    }
    .into_any()
}

/// What both are signed on as, where a system asks for that.
fn signed_on_as(ask: Ask, snapshot: &Snapshot, left: &Somebody, question: &Question) -> AnyView {
    let kinds = ModelKind::ALL
        .iter()
        .filter(|kind| kind.info().reads.sign_on && !snapshot.document().policies.is_blank(**kind));
    if kinds.count() == 0 {
        return ().into_any();
    }
    let directory = &snapshot.document().directory;
    let own = belongs(&left.members, directory).into_iter();
    let own = own.filter(|who| matches!(who, Principal::Group(_) | Principal::Post(_)));
    let own = own.map(|who| (who.id().to_owned(), directory.name(&who)));
    let chosen = question.conditions.iter().find(|it| it.given == Given::SignOn && !it.second);
    let chosen = chosen.map(|it| it.value.clone()).unwrap_or_default();
    let option = |(id, name): (String, String)| {
        let is = id == chosen;
        view! {
            <option value=id selected=is>
                {name}
            </option>
        }
    };
    let any = ("".to_owned(), "any group or post".to_owned());
    let mut all: Vec<(String, String)> = std::iter::once(any).chain(own).collect();
    if !chosen.is_empty() && !all.iter().any(|(id, _)| *id == chosen) {
        let name = directory.principal(&chosen).map(|who| directory.name(&who));
        all.push((chosen.clone(), name.unwrap_or_else(|| chosen.clone())));
    }
    let question = question.clone();
    let choose = move |value: String| {
        let mut next = question.clone();
        next.conditions.retain(|it| it.given != Given::SignOn || it.second);
        let next = match value.is_empty() {
            true => next,
            false => next.given(Condition { given: Given::SignOn, value, second: false }),
        };
        ask.go(&next);
    };
    view! {
        <label class="ask-signed">
            <span>"Signed on as"</span>
            <select on:change:target=move |event| choose(event.target().value())>
                {all.into_iter().map(option).collect_view()}
            </select>
            <Symbol icon=Icon::Down />
        </label>
    }
    .into_any()
}

/// The targets of a system on which both come to the same: those on which they have something, and how
/// many others there are.
fn same(system: &Compared, side: &Side<'_>) -> (Vec<Cell>, usize) {
    let systems = what_can(side.snapshot, &side.subject, &side.circumstances).unwrap_or_default();
    let cells = systems.into_iter().find(|it| it.kind == system.kind).map(|it| it.cells);
    let differs = |cell: &Cell| system.differing.iter().any(|it| it.head.key == cell.head.key);
    let same = cells.unwrap_or_default().into_iter().filter(|cell| !differs(cell));
    let (some, none): (Vec<Cell>, Vec<Cell>) = same.partition(|cell| permits(&cell.outcome));
    (some, none.len())
}

fn chip(cell: &Option<Cell>, directory: &Directory) -> AnyView {
    let Some(cell) = cell else {
        return view! { <span class="ask-quiet">"not there"</span> }.into_any();
    };
    let how = signed_on(directory, cell.sign_on.as_ref(), cell.service.as_deref());
    let how = (!how.is_empty()).then(|| view! { <span class="ask-quiet ask-how">{how}</span> });
    view! {
        <LevelChip
            level=Signal::stored(level(&cell.outcome))
            word=Signal::stored(marked(&cell.outcome))
        />
        {how}
    }
    .into_any()
}

fn name_of(head: &TargetHead) -> AnyView {
    let band = (!head.band.is_empty() && head.band != head.name)
        .then(|| view! { <span class="ask-band-of">{head.band.clone()}</span> });
    view! { {head.name.clone()} " " {band} }.into_any()
}

/// Why both sides come to what they do: the reason at which they part.
fn reasons(kind: ModelKind, differing: &Differing, sides: &(Side<'_>, Side<'_>)) -> [String; 2] {
    let (left, right) = differing.why(kind, &sides.0, &sides.1);
    let words = |reason: Option<Reason>, side: &Side<'_>| {
        reason.map(|reason| sentence(&reason, side.snapshot)).unwrap_or_default()
    };
    [words(left, &sides.0), words(right, &sides.1)]
}

/// Keeps what both come to as checks; of the saved state there are none.
#[derive(Clone)]
struct Keep {
    ask: Ask,
    halves: Arc<(Half, Half)>,
    asked: Arc<(Circumstances, Circumstances)>,
    both: bool,
}

impl Keep {
    fn button(&self, kind: ModelKind, differing: &Differing) -> AnyView {
        let label = format!("Keep as a check: {}", differing.head.name);
        let (keep, differing) = (self.clone(), differing.clone());
        let press = move || keep.ask.keep(keep.all(kind, &differing));
        view! {
            <span class="ask-row-actions">
                <IconButton icon=Icon::Checks label size=ButtonSize::Small on_press=press />
            </span>
        }
        .into_any()
    }

    fn all(&self, kind: ModelKind, differing: &Differing) -> Vec<Keepable> {
        let (halves, asked) = (&*self.halves, &*self.asked);
        let of = |half: &Half, cell: &Option<Cell>, asked: &Circumstances| {
            let who = (&half.somebody.subject, half.somebody.name.as_str());
            stays(&half.snapshot, kind, who, cell.as_ref()?, asked)
        };
        let left = of(&halves.0, &differing.left, &asked.0);
        let right = of(&halves.1, &differing.right, &asked.1).filter(|_| self.both);
        left.into_iter().chain(right).collect()
    }
}

/// A system: its differences, then what is the same.
fn drawn(
    system: &Compared,
    sides: &(Side<'_>, Side<'_>),
    keep: &Keep,
    everything: RwSignal<bool>,
) -> AnyView {
    let halves = &*keep.halves;
    let info = system.kind.info();
    let refused = [(&system.refused.0, &halves.0), (&system.refused.1, &halves.1)];
    let refused: Vec<String> = refused
        .into_iter()
        .filter(|(refusal, _)| refusal.is_some())
        .map(|(_, half)| format!("{} cannot sign on so", half.side_name))
        .collect();
    let (some, none) = match refused.is_empty() {
        true => same(system, &sides.1),
        false => (Vec::new(), 0),
    };
    let counts = match refused.is_empty() {
        true => {
            format!("{} differ, {} the same", grouped(system.differing.len()), grouped(some.len()))
        }
        false => refused.join("; "),
    };
    let row = |differing: &Differing| {
        let [left, right] = reasons(system.kind, differing, sides);
        let side = |half: &Half, why: String| {
            let name = match half.as_what.as_str() {
                "" => capital(first_name(&half.somebody.name)),
                what => capital(what),
            };
            (!why.is_empty()).then(|| view! { <p class="ask-why">{format!("{name}: {why}")}</p> })
        };
        view! {
            <tr>
                <th scope="row">{name_of(&differing.head)}</th>
                <td data-label=halves.0.side_name.clone()>
                    {chip(&differing.left, &sides.0.snapshot.document().directory)}
                </td>
                <td data-label=halves.1.side_name.clone()>
                    {chip(&differing.right, &sides.1.snapshot.document().directory)}
                </td>
                <td data-label="Why they differ">{side(&halves.0, left)} {side(&halves.1, right)}</td>
                <td>{keep.button(system.kind, differing)}</td>
            </tr>
        }
    };
    let rows = system.differing.iter().take(DRAWN).map(row).collect_view();
    let beyond = system.differing.len().saturating_sub(DRAWN);
    let beyond = (beyond > 0).then(|| {
        view! {
            <tr class="ask-near">
                <td colspan="5">{format!("{} more. The copied table has them all.", grouped(beyond))}</td>
            </tr>
        }
    });
    let (number, open) = (some.len(), RwSignal::new(false));
    let names: Vec<String> = some.iter().take(FOLDED).map(|cell| cell.head.name.clone()).collect();
    let dots = if some.len() > FOLDED { "…" } else { "" };
    let nothing = match none {
        0 => String::new(),
        none => format!(" · {} that neither has", grouped(none)),
    };
    let words = match number {
        0 => format!("Nothing else that both have{nothing}"),
        _ => format!("{} the same: {}{dots}{nothing}", grouped(number), names.join(", ")),
    };
    let is_open = Signal::derive(move || number > 0 && (open.get() || everything.get()));
    let fold = (refused.is_empty() && (number > 0 || none > 0)).then(|| {
        let toggle = move |_| open.update(|open| *open = !*open);
        view! {
            <tr class="ask-same">
                <td colspan="5">
                    <button
                        type="button"
                        class="ask-same-fold"
                        aria-expanded=Signal::derive(move || is_open.get().to_string())
                        on:click=toggle
                    >
                        <Symbol icon=Icon::Right />
                        {words}
                    </button>
                </td>
            </tr>
        }
    });
    let directory = sides.1.snapshot.document().directory.clone();
    let same = StoredValue::new((some, directory));
    let same_rows = move || {
        same.with_value(|(cells, directory)| {
            let row = |cell: &Cell| {
                let outcome = Some(cell.clone());
                view! {
                    <tr class="ask-same-row">
                        <th scope="row">{name_of(&cell.head)}</th>
                        <td>{chip(&outcome, directory)}</td>
                        <td>{chip(&outcome, directory)}</td>
                        <td class="ask-quiet" colspan="2">
                            "The same"
                        </td>
                    </tr>
                }
            };
            cells.iter().take(DRAWN).map(row).collect_view()
        })
        .into_any()
    };
    view! {
        <tbody data-accent=system.kind.key()>
            <tr class="ask-group">
                <th scope="rowgroup" colspan="5">
                    <span class="ask-group-head">
                        <span class="accent-dot"></span>
                        {info.title}
                        <span class="ask-quiet">{counts}</span>
                    </span>
                </th>
            </tr>
            {rows}
            {beyond}
            {fold}
            <Show when=is_open>{same_rows()}</Show>
        </tbody>
    }
    .into_any()
}

fn table(
    found: &[Compared],
    sides: &(Side<'_>, Side<'_>),
    halves: &(Half, Half),
) -> Vec<Vec<String>> {
    let (left, right) = (&halves.0.side_name, &halves.1.side_name);
    let heads = ["System", "Under", "What", left, right];
    let because = [format!("{left}, because"), format!("{right}, because")];
    let mut table = vec![heads.into_iter().map(str::to_owned).chain(because).collect()];
    let outcome =
        |cell: &Option<Cell>| cell.as_ref().map(|it| marked(&it.outcome)).unwrap_or_default();
    for system in found {
        for it in &system.differing {
            let what = [
                system.kind.info().title.to_owned(),
                it.head.band.clone(),
                it.head.name.clone(),
                outcome(&it.left),
                outcome(&it.right),
            ];
            table.push(what.into_iter().chain(reasons(system.kind, it, sides)).collect());
        }
    }
    table
}

fn next(left: &Somebody, right: &Somebody, found: &[Compared]) -> Vec<Question> {
    let what = |somebody: &Somebody| Sentence::WhatCan(somebody.whom.clone());
    let mut all = vec![what(left)];
    if left.whom != right.whom {
        all.push(what(right));
        all.push(Sentence::Compare(right.whom.clone(), left.whom.clone()));
    } else {
        all.push(Sentence::Compare(left.whom.clone(), Whom(None)));
    }
    let first = found.iter().find_map(|system| Some((system.kind, system.differing.first()?)));
    if let Some((kind, differing)) = first {
        let cells = [&differing.left, &differing.right].into_iter().flatten();
        let most = cells.max_by_key(|cell| cell.outcome.grants.0.count_ones());
        all.extend(most.filter(|cell| permits(&cell.outcome)).map(|cell| {
            let (target, outcome) = (cell.head.key.clone(), cell.outcome.name.to_string());
            Sentence::WhoCan(Thing { kind, target, outcome })
        }));
    }
    all.into_iter().map(Question::new).collect()
}

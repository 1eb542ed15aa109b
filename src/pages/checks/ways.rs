//! Ways to make a broken rule hold: found by doing them, those first by which the least is lost, each with
//! who loses and which other checks would fail then. Looked for once the screen rests, a bit at a time.

use std::collections::{BTreeSet, VecDeque};
use std::sync::Arc;

use leptos::prelude::*;

use super::check::Looked;
use super::words::{self, capital, ids_of, listed, with_member};
use crate::components::{Button, ButtonSize, Dialog, Skeleton, TextField, use_toasts};
use crate::platform::{later, page as dom};
use crate::shell::offer_undo;
use crate::state::{Action, with_checks};
use whocan_core::directory::{Circumstances, UserId};
use whocan_core::document::{Check, Claim, Command, Demand, Rule, read_ask};
use whocan_core::format::Json;
use whocan_core::models::ModelKind;
use whocan_core::query::{
    Breach, Budget, Direction, Goal, PersonDiff, Snapshot, Wanted, WishAnswer, make_so, run_checks,
};
use whocan_core::shared::{Shared, sort_by, sort_by_key};
use whocan_core::verdict::Grants;

/// How much is looked at for one set of goals.
const BUDGET: Budget = Budget { documents: 150, people: 24_000, outcomes: 40_000 };
/// How many ways are shown.
const SHOWN: usize = 6;
/// How many are held against the other checks.
const TRIED: usize = 9;
/// With more people than this nothing is looked for unasked.
const UNASKED: usize = 1_500;
/// How many other checks a way is held against, and with how many people in all.
const OTHERS: usize = 400;
const ASKED: usize = 400_000;
/// Of how many holders each is looked at in turn, where one too many holds something.
const IN_TURN: usize = 12;
/// How long the screen rests first, in milliseconds.
const REST: u64 = 180;

/// A way to make it hold.
#[derive(Clone, Debug)]
pub(super) struct Way {
    /// What to do, a step each.
    words: Vec<String>,
    commands: Vec<Command>,
    /// How many people lose something, and their names.
    losing: usize,
    names: Vec<String>,
    /// How many different permissions are lost.
    lost: usize,
    /// How many gain something.
    gaining: usize,
    /// The checks that would fail then and hold now.
    failing: Vec<String>,
    /// What is lost and gained in all: what the ways are sorted by.
    cost: (usize, usize, usize),
}

/// What was found.
#[derive(Clone, Debug, Default)]
pub(super) struct Found {
    ways: Vec<Way>,
    /// Whether everything was looked at.
    complete: bool,
    /// Whether the other checks were asked as well.
    others_asked: bool,
}

/// How far the search is.
#[derive(Clone, Debug)]
enum Looking {
    /// The rule holds, or cannot be asked.
    Nothing,
    /// It waits to be asked for.
    Waits,
    /// It is under way.
    UnderWay,
    /// It is through.
    Through(Arc<Found>),
}

/// A search that is under way.
struct Search {
    snapshot: Shared<Snapshot>,
    saved: Option<Shared<Snapshot>>,
    check: Check,
    circumstances: Circumstances,
    /// What has to come out, a set for each way to go about it.
    goals: VecDeque<Vec<(UserId, Goal)>>,
    /// The abilities that are taken away, for what is said to be lost.
    about: Vec<(ModelKind, String, bool)>,
    answers: VecDeque<(Way, Snapshot)>,
    found: Found,
    is_sorted: bool,
}

/// An ability of a rule, ready to be a goal.
struct Asked {
    kind: ModelKind,
    target: String,
    wanted: Grants,
    circumstances: Circumstances,
    /// Who has it.
    holders: Vec<UserId>,
}

fn asked(snapshot: &Snapshot, rule: &Rule) -> Option<Vec<Asked>> {
    let one = |about: &whocan_core::format::Object| {
        let ask = read_ask(&snapshot.document().directory, about).ok()?;
        let kind = about.get("model").and_then(Json::as_text).and_then(ModelKind::of)?;
        let resolver = snapshot.in_the_end(kind);
        let ability = resolver.ability(&ask.circumstances, &ask.about).ok()?;
        let people = snapshot.roster().people();
        let has = people.filter(|members| ability.had_by(&*resolver, members).is_some());
        let holders = has.filter_map(|members| members.user.clone()).collect();
        Some(Asked {
            kind,
            target: ability.target.clone(),
            wanted: ability.wanted,
            circumstances: ask.circumstances,
            holders,
        })
    };
    rule.about.iter().map(one).collect()
}

impl Search {
    /// What has to come out for the rule to hold; none where that is no matter of single people.
    fn new(
        snapshot: Shared<Snapshot>,
        saved: Option<Shared<Snapshot>>,
        check: &Check,
        breach: &Breach,
    ) -> Option<Self> {
        let Claim::Rule(members) = &check.claim else { return None };
        let rule = Rule::read(members).ok()?;
        let [demand] = rule.demands.as_slice() else { return None };
        let asked = asked(&snapshot, &rule)?;
        let first = asked.first()?;
        let goal = |of: &Asked, user: &UserId, wanted: fn(Grants) -> Wanted| {
            (user.clone(), Goal::new(user.clone(), of.kind, &of.target, wanted(of.wanted)))
        };
        let of_all = |of: &Asked, wanted: fn(Grants) -> Wanted| {
            breach.people.iter().map(|user| goal(of, user, wanted)).collect::<Vec<_>>()
        };
        let mut complete = true;
        let goals: VecDeque<Vec<(UserId, Goal)>> = match demand {
            Demand::NobodyOutside(_) | Demand::NoNewAccess => {
                VecDeque::from([of_all(first, Wanted::LessThan)])
            }
            Demand::EverybodyIn(_) => VecDeque::from([of_all(first, Wanted::AtLeast)]),
            Demand::NobodyHoldsBoth => {
                // Of several people each may lose another one of the two.
                complete = breach.people.len() == 1;
                asked.iter().map(|of| of_all(of, Wanted::LessThan)).collect()
            }
            Demand::AtMost(_) if breach.people.len() == 1 => {
                complete = first.holders.len() <= IN_TURN;
                let holders = first.holders.iter().rev().take(IN_TURN);
                holders.map(|user| vec![goal(first, user, Wanted::LessThan)]).collect()
            }
            Demand::AtMost(_) => {
                complete = false;
                VecDeque::from([of_all(first, Wanted::LessThan)])
            }
        };
        let takes = !matches!(demand, Demand::EverybodyIn(_));
        let about = asked.iter().map(|it| (it.kind, it.target.clone(), takes)).collect();
        let circumstances = first.circumstances.clone();
        let found = Found { complete, others_asked: true, ..Found::default() };
        let (answers, is_sorted) = (VecDeque::new(), false);
        let check = check.clone();
        Some(Self {
            snapshot,
            saved,
            check,
            circumstances,
            goals,
            about,
            answers,
            found,
            is_sorted,
        })
    }

    /// Goes on for one step; true once nothing is left to do.
    fn step(&mut self) -> bool {
        if let Some(goals) = self.goals.pop_front() {
            self.meet(goals);
            return false;
        }
        if !self.is_sorted {
            let mut answers: Vec<_> = self.answers.drain(..).collect();
            sort_by_key(&mut answers, |(way, _)| way.cost);
            let mut known: BTreeSet<Vec<String>> = BTreeSet::new();
            answers.retain(|(way, _)| {
                let mut words = way.words.clone();
                sort_by(&mut words, &mut Ord::cmp);
                known.insert(words)
            });
            self.found.complete &= answers.len() <= TRIED;
            answers.truncate(TRIED);
            self.answers = answers.into();
            self.is_sorted = true;
            return false;
        }
        let Some((way, after)) = self.answers.pop_front() else { return true };
        if self.found.ways.len() < SHOWN {
            self.hold_against_others(way, &after);
        }
        false
    }

    /// Looks for the ways that meet some goals.
    fn meet(&mut self, goals: Vec<(UserId, Goal)>) {
        let (users, goals): (Vec<UserId>, Vec<Goal>) = goals.into_iter().unzip();
        let granted = make_so(&self.snapshot, goals, &self.circumstances, BUDGET);
        self.found.complete &= granted.complete;
        for answer in granted.answers {
            if answer.commands.is_empty() {
                continue;
            }
            let Some(after) = self.snapshot.after(&answer.commands) else { continue };
            let own = with_checks(&after, vec![self.check.clone()]);
            let holds = run_checks(&own, self.saved.as_deref());
            if holds.iter().all(|result| result.status.holds()) {
                let way = self.way(answer, &users);
                self.answers.push_back((way, after));
            }
        }
    }

    /// What a way comes to for people.
    fn way(&self, answer: WishAnswer, goals: &[UserId]) -> Way {
        let mut losing: BTreeSet<UserId> = BTreeSet::new();
        let mut lost: BTreeSet<(ModelKind, String)> = BTreeSet::new();
        let (mut losses, mut gains) = (0, 0);
        let takes = self.about.iter().any(|(_, _, takes)| *takes);
        if takes {
            losing.extend(goals.iter().cloned());
            lost.extend(self.about.first().map(|(kind, target, _)| (*kind, target.clone())));
            losses += goals.len();
        }
        let mut gaining = if takes { 0 } else { goals.len() };
        let all: Vec<&PersonDiff> = answer.own.iter().chain(&answer.others).collect();
        for person in all {
            let of = |turn: Direction| person.cells.iter().filter(move |cell| turn.has(cell));
            for cell in of(Direction::Loses) {
                losing.insert(person.user.clone());
                lost.insert((cell.kind, cell.target.clone()));
                losses += 1;
            }
            let gained = of(Direction::Gains).count();
            gains += gained;
            gaining += usize::from(gained > 0 && (takes || !goals.contains(&person.user)));
        }
        let users = &self.snapshot.document().directory.users;
        let names = losing.iter().take(3).map(|user| users.name(user)).collect();
        Way {
            words: answer.words.iter().map(|words| capital(words)).collect(),
            cost: (losses, gains, answer.commands.len()),
            commands: answer.commands,
            losing: losing.len(),
            names,
            lost: lost.len(),
            gaining,
            failing: Vec::new(),
        }
    }

    /// Finds out which of the other checks, that hold now, would fail.
    fn hold_against_others(&mut self, mut way: Way, after: &Snapshot) {
        let list = &self.snapshot.document().checks.list;
        let people = self.snapshot.roster().people().len().max(1);
        let most = OTHERS.min(ASKED / people);
        let others = list.iter().filter(|check| check.id != self.check.id);
        let others: Vec<Check> = others.take(most).cloned().collect();
        self.found.others_asked &= list.len() <= others.len() + 1;
        let saved = self.saved.as_deref();
        let then = run_checks(&with_checks(after, others.clone()), saved);
        let fails: Vec<Check> = then
            .iter()
            .zip(&others)
            .filter(|(result, _)| !result.status.holds())
            .map(|(_, check)| check.clone())
            .collect();
        // What fails now is not broken by this.
        let now = run_checks(&with_checks(&self.snapshot, fails.clone()), saved);
        let broken = now.iter().zip(fails).filter(|(result, _)| result.status.holds());
        way.failing = broken.map(|(_, check)| words::title(&check, &self.snapshot)).collect();
        self.found.ways.push(way);
    }
}

/// See the module.
#[component]
pub(super) fn WaysToHold(looked: Looked, broken: Memo<Option<Breach>>) -> AnyView {
    let looking = RwSignal::new(Looking::Nothing);
    let turn = StoredValue::new(0_u32);
    let page = looked.page;
    let begin = move |mine: u32| {
        let search = page.snapshot.get_untracked().and_then(|snapshot| {
            let saved = page.session.saved().get_untracked();
            let check = looked.check.get_untracked()?;
            let breach = broken.get_untracked()?;
            Search::new(snapshot, saved, &check, &breach)
        });
        match search {
            Some(search) => {
                looking.set(Looking::UnderWay);
                later::in_a_while(REST, move || go(search, turn, mine, looking));
            }
            None => looking.set(Looking::Through(Arc::default())),
        }
    };
    Effect::new(move |_| {
        let mine = turn.get_value().wrapping_add(1);
        turn.set_value(mine);
        if broken.with(Option::is_none) {
            return looking.set(Looking::Nothing);
        }
        let people = page.with(|it| it.roster().people().len()).unwrap_or_default();
        match people > UNASKED {
            true => looking.set(Looking::Waits),
            false => begin(mine),
        }
    });
    let ask = Callback::new(move |()| begin(turn.get_value()));
    let draw = move || match looking.get() {
        Looking::Nothing => ().into_any(),
        Looking::Waits => view! {
            <Button size=ButtonSize::Small on_press=ask>
                "Look for ways"
            </Button>
        }
        .into_any(),
        Looking::UnderWay => view! { <Skeleton lines=3 /> }.into_any(),
        Looking::Through(found) => view! { <WaysTable looked broken found /> }.into_any(),
    };
    let shown = Memo::new(move |_| !matches!(looking.get(), Looking::Nothing));
    view! {
        <section class="ways" aria-labelledby="ways-title" hidden=Signal::derive(move || !shown.get())>
            <div class="ways-head">
                <h2 class="check-title" id="ways-title">
                    "Ways to make it hold"
                </h2>
                <span class="checks-quiet">"fewest losses first"</span>
            </div>
            {draw}
        </section>
    }
    .into_any()
}

/// Goes on with a search as long as it is wanted.
fn go(mut search: Search, turn: StoredValue<u32>, mine: u32, looking: RwSignal<Looking>) {
    if turn.try_get_value() != Some(mine) {
        return;
    }
    if search.step() {
        return looking.set(Looking::Through(Arc::new(search.found)));
    }
    later::soon(move || go(search, turn, mine, looking));
}

#[component]
fn WaysTable(looked: Looked, broken: Memo<Option<Breach>>, found: Arc<Found>) -> AnyView {
    let rows = found.ways.iter().map(|way| view! { <WayRow looked way=way.clone() /> });
    let rows = rows.collect_view();
    let none = found.ways.is_empty().then(|| {
        view! { <p class="checks-quiet ways-none">"No way was found in the time there is."</p> }
    });
    let said = match (found.ways.is_empty(), found.complete, found.others_asked) {
        (true, ..) | (_, true, true) => "",
        (_, false, true) => "Not everything was looked at: there may be other ways.",
        (_, true, false) => "Not all other checks were asked.",
        (_, false, false) => "Not everything was looked at, and not all other checks were asked.",
    };
    view! {
        {none}
        <table class="ways-table">
            <caption class="unseen">"Ways to make it hold"</caption>
            <thead class="unseen">
                <tr>
                    <th scope="col">"What to do"</th>
                    <th scope="col">"Who loses"</th>
                    <th scope="col">"Try it"</th>
                </tr>
            </thead>
            <tbody>
                {rows}
                <ExceptionRow looked broken />
            </tbody>
        </table>
        <p class="checks-quiet ways-said">{said}</p>
    }
    .into_any()
}

#[component]
fn WayRow(looked: Looked, way: Way) -> AnyView {
    let Way { words, commands, losing, names, lost, gaining, failing, .. } = way;
    let what = words.join("; then ");
    let label = format!("Try it: {what}");
    let tag = match failing.len() {
        0 => None,
        1 => Some(format!("1 other check fails: {}", listed(&failing, 1))),
        count => Some(format!("{count} other checks fail: {}", listed(&failing, count))),
    };
    let tag = tag.map(|says| view! { <span class="way-fails">{says}</span> });
    let (loses, permissions) = match (losing, lost) {
        (0, _) => (String::new(), String::new()),
        (1, 1) => ("1 loses".to_owned(), " 1 permission".to_owned()),
        (1, lost) => ("1 loses".to_owned(), format!(" {lost} permissions")),
        (many, 1) => (format!("{many} lose"), " 1 permission".to_owned()),
        (many, lost) => (format!("{many} lose"), format!(" {lost} permissions")),
    };
    let nobody = (losing == 0).then_some("nobody loses");
    let who = (losing > 0).then(|| view! { <span class="way-who">{listed(&names, losing)}</span> });
    let gains = (gaining > 0).then(|| {
        let says = if gaining == 1 { "1 gains".to_owned() } else { format!("{gaining} gain") };
        view! { <span class="way-gains">{says}</span> }
    });
    let toasts = use_toasts();
    let page = looked.page;
    let said = what.clone();
    let press = move || {
        let name = looked.check.with_untracked(|it| it.as_ref().map(|it| it.name().to_owned()));
        let command = match commands.as_slice() {
            [only] => only.clone(),
            all => {
                let label = format!("make {} hold", name.unwrap_or_default());
                Command::Batch(label, all.to_vec())
            }
        };
        let session = page.session;
        session.dispatch(Action::Run(command));
        offer_undo(session, toasts, format!("Tried: {said}."));
        // The button goes with what it stood for.
        dom::focus_soon(super::MIDDLE);
    };
    view! {
        <tr>
            <td>
                <span class="way-what">{what}</span>
                {tag}
            </td>
            <td>
                <b class="way-loses">{loses}</b>
                {permissions}
                {nobody}
                {who}
                {gains}
            </td>
            <td>
                <Button size=ButtonSize::Small on_press=press>
                    "Try it"
                    <span class="unseen">{label.trim_start_matches("Try it").to_owned()}</span>
                </Button>
            </td>
        </tr>
    }
    .into_any()
}

/// Where a rule names who may, whoever breaks it can be one of them; a reason goes into what it is for.
#[component]
fn ExceptionRow(looked: Looked, broken: Memo<Option<Breach>>) -> AnyView {
    let page = looked.page;
    let open = RwSignal::new(false);
    let reason = RwSignal::new(String::new());
    let allowed = looked.check.with_untracked(|check| {
        let Claim::Rule(members) = &check.as_ref()?.claim else { return None };
        let breach = broken.get_untracked()?;
        let [only] = &*breach.people else { return None };
        members.has("nobodyOutside").then(|| (only.clone(), members.clone()))
    });
    let Some((user, members)) = allowed else { return ().into_any() };
    let name = page.untracked(|it| it.document().directory.users.name(&user)).unwrap_or_default();
    let (title, said) = (format!("Allow {name} as an exception?"), name.clone());
    let allow = move || {
        let mut ids = ids_of(&members, "nobodyOutside");
        ids.push(user.to_string());
        let claim = Claim::Rule(with_member(&members, "nobodyOutside", Some(Json::texts(ids))));
        let reason = reason.get_untracked().trim().to_owned();
        let note = if reason.is_empty() { reason } else { format!("({said}: {reason})") };
        looked.say_and_note(claim, &note);
        dom::focus_soon(super::MIDDLE);
    };
    view! {
        <tr>
            <td>
                <span class="way-what">{format!("Allow {name} as an exception, with a reason")}</span>
            </td>
            <td>"nobody loses"</td>
            <td>
                <Button size=ButtonSize::Small on_press=move || open.set(true)>
                    "Allow…"
                </Button>
                <Dialog open title keep="Leave the rule" verb="Allow" on_verb=allow>
                    <p>"The rule names them among those who may. It stays a rule for everybody else."</p>
                    <TextField label="Why" value=reason on_input=move |it| reason.set(it) />
                </Dialog>
            </td>
        </tr>
    }
    .into_any()
}

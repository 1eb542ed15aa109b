//! People by targets at one moment, as the grid shows them.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::ops::Range;
use std::sync::OnceLock;

use crate::components::Level;
use crate::grid::{CellPos, CellView, GridSource, Head, LevelBits, NoCommand, Shape, Sign};
use whocan_core::directory::{Circumstances, Members, Principal, UserId};
use whocan_core::model::Resolver;
use whocan_core::models::ModelKind;
use whocan_core::models::processes::Scratch;
use whocan_core::query::{AskedPeople, Snapshot, diff_in, may_differ, outcome_of};
use whocan_core::shared::{Shared, collect_into};
use whocan_core::verdict::{Outcome, Tone};

/// See the module. Nobody and nothing while no workspace is open.
#[derive(Clone, Default)]
pub(super) struct EffectiveSource {
    now: Option<Moment>,
    shape: Shared<Shape>,
}

/// What is shown, and what it is compared with.
#[derive(Clone)]
struct Moment {
    snapshot: Shared<Snapshot>,
    /// What is saved, where the draft is another one.
    saved: Option<Shared<Snapshot>>,
    kind: ModelKind,
    asked: Circumstances,
    /// The people of the rows.
    who: Shared<AskedPeople>,
    /// For whom the draft differs, once that is asked.
    changed: Shared<OnceLock<BTreeSet<UserId>>>,
}

impl PartialEq for EffectiveSource {
    fn eq(&self, other: &Self) -> bool {
        match (&self.now, &other.now) {
            (None, None) => true,
            (Some(one), Some(other)) => {
                one.snapshot == other.snapshot
                    && one.saved == other.saved
                    && one.kind == other.kind
                    && one.asked == other.asked
            }
            _ => false,
        }
    }
}

impl EffectiveSource {
    /// The source of a moment; heads that are the same as before keep their identity.
    pub(super) fn new(
        snapshot: Option<Shared<Snapshot>>,
        saved: Option<Shared<Snapshot>>,
        kind: ModelKind,
        asked: Circumstances,
        previous: Option<&Self>,
    ) -> Self {
        let Some(snapshot) = snapshot else { return Self::default() };
        let about = kind.info();
        let (resolver, users) = (snapshot.resolver(kind), &snapshot.document().directory.users);
        let who = AskedPeople::of(&snapshot, &*resolver, 0..users.len(), &asked);
        let rows = who.people.iter().filter_map(|at| users.nth(*at));
        let rows = rows.map(|user| Head::new(&user.id, user.name.clone())).collect();
        let secured = secured(&snapshot, kind);
        let targets = resolver.targets().into_iter().enumerate();
        let columns = targets.map(|(at, target)| {
            let locked = secured.get(at).copied().unwrap_or_default();
            Head::new(target.key, target.name).under(target.band).locked(locked)
        });
        let shape = Shape::new(&format!("Person, {}", about.target), rows, columns.collect());
        let same = previous.map(|previous| &previous.shape).filter(|old| ***old == shape);
        let shape = same.cloned().unwrap_or_else(|| shape.into());
        drop(resolver);
        let saved = saved.filter(|saved| *saved != snapshot);
        let (who, changed) = (Shared::new(who), Shared::new(OnceLock::new()));
        let now = Moment { snapshot, saved, kind, asked, who, changed };
        Self { now: Some(now), shape }
    }

    /// Whether there are any people.
    pub(super) fn has_rows(&self) -> bool {
        !self.shape.rows.is_empty()
    }

    /// Whether something can lower what a person has.
    pub(super) fn can_cap(&self) -> bool {
        self.shape.columns.iter().any(|head| head.locked)
    }

    /// How many people are left out and why, where some are.
    pub(super) fn left_out(&self, kind: ModelKind) -> Option<String> {
        let Moment { snapshot, asked, who, .. } = self.now.as_ref()?;
        who.words(&*snapshot.resolver(kind), &snapshot.document().directory, asked)
    }
}

/// Which targets something else than their own levels can lower, in their order.
fn secured(snapshot: &Snapshot, kind: ModelKind) -> Vec<bool> {
    match kind {
        ModelKind::Processes => {
            let catalogue = &snapshot.processes().policy.catalogue;
            catalogue.items().map(|process| process.secured).collect()
        }
        _ => Vec::new(),
    }
}

impl Moment {
    fn members(&self, row: usize) -> Option<&Members> {
        self.snapshot.roster().nth(*self.who.people.get(row)?).map(|members| &**members)
    }

    /// Whether the draft differs for a person.
    fn is_changed(&self, row: usize) -> Option<bool> {
        let saved = self.saved.as_ref()?;
        let changed = self.changed.get_or_init(|| {
            let people = diff_in(self.kind, saved, &self.snapshot, &self.asked);
            collect_into(people.into_iter().map(|person| person.user))
        });
        Some(changed.contains(self.members(row)?.user.as_ref()?))
    }

    /// The looks of a person's cells, and of how each was before.
    fn views(&self, row: usize, columns: Range<usize>) -> Option<Vec<CellView>> {
        let members = self.members(row)?;
        let mut views = self.of_snapshot(&self.snapshot, members, &columns)?;
        if self.kind == ModelKind::Processes {
            self.cap(members, &columns, &mut views);
        }
        let saved = self.saved.as_ref().and_then(|saved| {
            let before = members_of(saved, members.user.as_ref()?)?;
            self.of_snapshot(saved, before, &columns)
        });
        if let Some(before) = saved.filter(|before| before.len() == views.len()) {
            for (view, before) in views.iter_mut().zip(before) {
                view.changed = view.spoken != before.spoken;
            }
        }
        Some(views)
    }

    fn of_snapshot(
        &self,
        snapshot: &Snapshot,
        members: &Members,
        columns: &Range<usize>,
    ) -> Option<Vec<CellView>> {
        let resolver = snapshot.in_the_end(self.kind);
        let identities = resolver.identities(members);
        let rows = self.rows(&*resolver, members, &identities, columns);
        let first = rows.first()?;
        let cell = |(at, outcome): (usize, &Outcome)| {
            let mut others = rows.iter().filter_map(|row| row.get(at));
            match others.all(|other| other == outcome) {
                true => view(self.kind, outcome),
                false => {
                    self.depends(snapshot, &identities, rows.iter().filter_map(|it| it.get(at)))
                }
            }
        };
        Some(first.iter().enumerate().map(cell).collect())
    }

    /// What comes out, for each of what somebody can sign on as.
    fn rows(
        &self,
        resolver: &dyn Resolver,
        members: &Members,
        identities: &[Option<Principal>],
        columns: &Range<usize>,
    ) -> Vec<Vec<Outcome>> {
        let under = |sign_on: &Option<Principal>| {
            let circumstances = Circumstances { sign_on: sign_on.clone(), ..self.asked.clone() };
            resolver.part_of_row(members, &circumstances, columns.clone())
        };
        identities.iter().map(under).collect()
    }

    /// The look of a cell that depends on what the person signs on as: as much as they can have.
    fn depends<'a>(
        &self,
        snapshot: &Snapshot,
        identities: &[Option<Principal>],
        all: impl Iterator<Item = &'a Outcome> + Clone,
    ) -> CellView {
        let directory = &snapshot.document().directory;
        let said = identities.iter().zip(all.clone()).map(|(who, outcome)| {
            let name = who.as_ref().map_or("no group or post".to_owned(), |it| directory.name(it));
            format!("{} as {name}", said(outcome))
        });
        let said: Vec<String> = said.collect();
        let most = all.map(|outcome| outcome.tone).max().unwrap_or(Tone::None);
        CellView {
            text: "depends".into(),
            level: Some(most.into()),
            sign: Sign::Both,
            spoken: format!("depends on the sign-on: {}", said.join(", ")).into(),
            ..CellView::default()
        }
    }

    /// Marks what All Secured Data lowers.
    fn cap(&self, members: &Members, columns: &Range<usize>, views: &mut [CellView]) {
        let processes = self.snapshot.processes();
        let uncapped = processes.index.process_levels(members, columns.clone());
        for (view, uncapped) in views.iter_mut().zip(uncapped) {
            let level: Level = whocan_core::verdict::Decision::tone(&uncapped).into();
            view.capped = view.level.is_some_and(|own| own.amount() < level.amount());
        }
    }
}

fn members_of<'a>(snapshot: &'a Snapshot, user: &UserId) -> Option<&'a Members> {
    let at = snapshot.document().directory.users.position(user)?;
    snapshot.roster().nth(at).map(|members| &**members)
}

/// The name of an outcome as it is spoken, with its doubt.
fn said(outcome: &Outcome) -> Cow<'static, str> {
    match outcome.doubtful {
        true => format!("{}, doubtful", outcome.name).into(),
        false => outcome.name.clone(),
    }
}

fn view(kind: ModelKind, outcome: &Outcome) -> CellView {
    let named = outcome_of(kind, &outcome.name);
    let text = named.map_or(outcome.short.clone(), |named| named.short.into());
    let sign = if outcome.doubtful { Sign::Doubt } else { Sign::Meter };
    let level = Some(outcome.tone.into());
    CellView { text, level, sign, spoken: said(outcome), ..CellView::default() }
}

impl GridSource for EffectiveSource {
    type Command = NoCommand;

    fn shape(&self) -> &Shape {
        &self.shape
    }

    fn cells(&self, row: usize, columns: Range<usize>) -> Vec<CellView> {
        let end = columns.end.min(self.shape.columns.len());
        let moment = self.now.as_ref();
        moment.and_then(|it| it.views(row, columns.start.min(end)..end)).unwrap_or_default()
    }

    fn changed(&self, row: usize) -> bool {
        let moment = self.now.as_ref();
        moment.and_then(|moment| moment.is_changed(row)).unwrap_or_default()
    }

    fn is_set(&self, row: usize) -> bool {
        let mut any = false;
        self.levels(&[row], &mut |bits| any = bits.is_any());
        any
    }

    fn rank(&self, (row, column): CellPos) -> u32 {
        let view = self.cells(row, column..column + 1).pop();
        view.and_then(|view| view.level).map_or(0, |level| level.amount().into())
    }

    fn levels(&self, rows: &[usize], row: &mut dyn FnMut(&LevelBits)) {
        let Some(moment) = &self.now else { return };
        let mut bits = LevelBits::default();
        let people = || rows.iter().map(|row| moment.members(*row));
        if moment.kind == ModelKind::Processes {
            // Nothing acts together with it; millions of these are asked for.
            let index = moment.snapshot.processes().index;
            let mut scratch = Scratch::default();
            for members in people() {
                bits.clear();
                if let Some(members) = members {
                    bits.set_planes(index.planes(members, &mut scratch));
                }
                row(&bits);
            }
            return;
        }
        let resolver = moment.snapshot.in_the_end(moment.kind);
        let columns = 0..self.shape.columns.len();
        let amount = |outcome: &Outcome| Level::from(outcome.tone).amount();
        for members in people() {
            bits.clear();
            if let Some(members) = members {
                let identities = resolver.identities(members);
                let rows = moment.rows(&*resolver, members, &identities, &columns);
                let most = |at: usize| rows.iter().filter_map(|row| row.get(at)).map(amount).max();
                columns.clone().for_each(|at| bits.push(most(at).unwrap_or_default()));
            }
            row(&bits);
        }
    }

    fn groups(&self, row: usize) -> Option<&[u32]> {
        Some(&self.now.as_ref()?.members(row)?.groups)
    }

    fn level_places(&self) -> Option<Vec<usize>> {
        let moment = self.now.as_ref().filter(|it| it.kind == ModelKind::Processes)?;
        Some(moment.snapshot.processes().index.places().to_vec())
    }

    fn rows_changed(&self, before: &Self, rows: &[usize]) -> Option<Vec<usize>> {
        let (was, is) = (before.now.as_ref()?, self.now.as_ref()?);
        let same = is.kind == was.kind && was.asked == is.asked && before.shape.same(&self.shape);
        if !same {
            return None;
        }
        let people = may_differ(&was.snapshot, &is.snapshot, is.kind)?;
        let mut reached = vec![false; is.snapshot.roster().people().len()];
        for at in people {
            reached.get_mut(at as usize).into_iter().for_each(|it| *it = true);
        }
        let is_reached = |row: &usize| {
            let at = is.who.people.get(*row).and_then(|at| reached.get(*at));
            at.copied().unwrap_or_default()
        };
        let found = rows.iter().enumerate().filter(|(_, row)| is_reached(row));
        Some(found.map(|(at, _)| at).collect())
    }
}

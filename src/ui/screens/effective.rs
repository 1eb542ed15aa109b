//! Effective access: people by the targets of one model, with the outcome of each.

use std::borrow::Cow;
use std::ops::Range;
use std::sync::Arc;

use leptos::prelude::{AnyView, untrack};

use crate::reactive::Derived;
use crate::state::{Action, Session};
use crate::ui::kit::grid::{
    At, Changes, Click, Face, GridState, Head, Shape, Sheet, Sign, grid, grid_tools,
};
use crate::ui::kit::tag::{Piece, Tag, all, bound, short_form, tag};
use whocan_core::directory::{Circumstances, Principal};
use whocan_core::model::OutcomeInfo;
use whocan_core::models::ModelKind;
use whocan_core::query::{AskedPeople, Snapshot, outcome_of, outcomes_of, services};
use whocan_core::shared::Shared;
use whocan_core::verdict::{Outcome, Tone};

/// See the module.
pub fn effective(session: Session, kind: ModelKind) -> AnyView {
    let route = session.route();
    let sheet = Derived::new(move |previous: Option<&Option<EffectiveSheet>>| {
        session.snapshot().get().map(|snapshot| {
            let previous = previous.and_then(Option::as_ref);
            EffectiveSheet::new(snapshot, kind, session.asking().chosen.get(), previous)
        })
    });
    // Who cannot sign on so is no row, and is counted.
    let left_out = move || {
        sheet.with(|sheet| {
            let words = sheet.as_ref()?.left_out()?;
            Some(tag("p").class("hint").text(format!("{words}.")))
        })
    };
    let can_sign_on = move || {
        let snapshot = session.snapshot().get();
        snapshot.map(|snapshot| services(&snapshot, kind)).unwrap_or_default()
    };
    let sheet = Derived::by(
        |_, _| false,
        move |_| -> Arc<dyn Sheet> {
            match sheet.get() {
                Some(sheet) => Arc::new(sheet),
                None => Arc::new(Empty::default()),
            }
        },
    );
    let active = Derived::new(move |_| route.with(|route| route.cell()));
    let on_active = move |row, column| session.dispatch(Action::Focus(vec![row, column]));
    let state = GridState::of("effective", sheet, active, on_active);
    let about = kind.info();
    let head = tag("div")
        .class("work-head")
        .child(tag("h2").text(format!("{}: effective access", about.title)))
        .child(grid_tools(state, "people", about.targets, Changes::NotOffered))
        .child(session.asking().choosers(about, can_sign_on))
        .child(tag("div").attr("role", "status").bind_child(left_out))
        .child(legend(kind))
        .bind_child(move || session.snapshot().with(doubt));
    let rows = Derived::new(move |_| !sheet.with(|sheet| sheet.shape().rows.is_empty()));
    let anybody = Derived::new(move |_| {
        session.snapshot().with(|snapshot| {
            snapshot.as_ref().is_some_and(|it| !it.document().directory.users.is_empty())
        })
    });
    let people = bound(move || match (rows.get(), anybody.get()) {
        (true, _) => untrack(|| grid(state, "Effective access", Click::Focuses)),
        (_, true) => tag("p").class("empty").text("Nobody here can sign on so.").any(),
        _ => tag("p").class("empty").text("Nobody is in this directory yet.").any(),
    });
    all([head.any(), people])
}

/// What a question mark in a cell means, where there may be one.
fn doubt(snapshot: &Option<Shared<Snapshot>>) -> Option<Tag> {
    let says = "A question mark stands where something in the file cannot be read: the cell shows the \
                least that it can mean.";
    snapshot.as_ref()?.generous()?;
    Some(tag("p").class("hint").attr("data-sign", "doubt").text(says))
}

/// What the cells' signs mean.
fn legend(kind: ModelKind) -> Tag {
    let entry = |named: &OutcomeInfo| {
        tag("li")
            .attr("data-tone", named.tone.name())
            .child(tag("span").class("grid-glyph").attr("aria-hidden", "true"))
            .text(named.name)
            .child(tag("span").class("unseen").text(format!(": {}", named.means)))
    };
    tag("ul")
        .class("legend")
        .attr("aria-label", "What the cells mean")
        .children(outcomes_of(kind).iter().map(entry))
        .children(kind.info().short_forms.iter().map(|(short, name)| short_form(short, name)))
}

/// People by targets at one moment.
#[derive(Clone)]
struct EffectiveSheet {
    snapshot: Shared<Snapshot>,
    kind: ModelKind,
    asked: Circumstances,
    /// The people of the rows.
    who: Shared<AskedPeople>,
    shape: Shared<Shape>,
}

impl PartialEq for EffectiveSheet {
    fn eq(&self, other: &Self) -> bool {
        self.snapshot == other.snapshot && self.kind == other.kind && self.asked == other.asked
    }
}

impl EffectiveSheet {
    /// The sheet of a moment; heads that are the same as before keep their identity.
    fn new(
        snapshot: Shared<Snapshot>,
        kind: ModelKind,
        asked: Circumstances,
        previous: Option<&Self>,
    ) -> Self {
        let about = kind.info();
        let (resolver, users) = (snapshot.resolver(kind), &snapshot.document().directory.users);
        let who = AskedPeople::of(&snapshot, &*resolver, 0..users.len(), &asked);
        let rows = who.people.iter().filter_map(|at| users.nth(*at));
        let rows = rows.map(|user| Head::new(&user.id, user.name.clone())).collect();
        let targets = resolver.targets().into_iter();
        let columns = targets.map(|t| Head::new(t.key, t.name).under(t.band)).collect();
        let shape = Shape::new(&format!("Person, {}", about.target), rows, columns);
        let same = previous.map(|previous| &previous.shape).filter(|old| ***old == shape);
        let shape = same.cloned().unwrap_or_else(|| shape.into());
        drop(resolver);
        Self { snapshot, kind, asked, who: Shared::new(who), shape }
    }

    /// How many people are left out and why, where some are.
    fn left_out(&self) -> Option<String> {
        let directory = &self.snapshot.document().directory;
        self.who.words(&*self.snapshot.resolver(self.kind), directory, &self.asked)
    }
}

impl EffectiveSheet {
    /// The face of a cell that depends on what the person signs on as: as much as they can have.
    fn depends(&self, identities: &[Option<Principal>], all: &[&Outcome]) -> Face {
        let directory = &self.snapshot.document().directory;
        let said = identities.iter().zip(all).map(|(who, outcome)| {
            let name =
                who.as_ref().map_or("nobody in particular".to_owned(), |it| directory.name(it));
            format!("{} as {name}", said(outcome))
        });
        let said: Vec<String> = said.collect();
        let most = all.iter().map(|outcome| outcome.tone).max().unwrap_or(Tone::None);
        Face {
            text: "depends".into(),
            tone: most.name(),
            sign: Sign::Both,
            spoken: format!("depends on the sign-on: {}", said.join(", ")).into(),
            ..Face::default()
        }
    }
}

impl Sheet for EffectiveSheet {
    fn shape(&self) -> &Shape {
        &self.shape
    }

    fn is_set(&self, row: usize) -> bool {
        let columns = 0..self.shape.columns.len();
        self.line(row, columns).iter().any(|face| face.tone != Tone::None.name())
    }

    fn rank(&self, (row, column): At) -> u32 {
        let faces = self.line(row, column..column + 1);
        let tone = faces.first().map(|face| face.tone);
        ["none", "low", "middle", "full"]
            .iter()
            .position(|t| Some(*t) == tone)
            .map_or(0, |at| at as u32)
    }

    fn line(&self, row: usize, columns: Range<usize>) -> Vec<Face> {
        let at = self.who.people.get(row).copied();
        let members = at.and_then(|at| self.snapshot.roster().nth(at));
        let Some(members) = members else { return Vec::new() };
        let resolver = self.snapshot.in_the_end(self.kind);
        let identities = resolver.identities(members);
        let under = |sign_on: &Option<Principal>| {
            let circumstances = Circumstances { sign_on: sign_on.clone(), ..self.asked.clone() };
            resolver.part_of_row(members, &circumstances, columns.clone())
        };
        let rows: Vec<Vec<Outcome>> = identities.iter().map(under).collect();
        let Some(first) = rows.first() else { return Vec::new() };
        let cell = |(at, outcome): (usize, &Outcome)| {
            let all: Vec<&Outcome> = rows.iter().filter_map(|row| row.get(at)).collect();
            if all.iter().all(|other| *other == outcome) {
                return face(self.kind, outcome.clone());
            }
            self.depends(&identities, &all)
        };
        first.iter().enumerate().map(cell).collect()
    }
}

fn face(kind: ModelKind, outcome: Outcome) -> Face {
    let named = outcome_of(kind, &outcome.name);
    let spoken = said(&outcome);
    let text = named.map_or(outcome.short, |named| named.short.into());
    let sign = if outcome.doubtful { Sign::Doubt } else { Sign::Meter };
    Face { text, tone: outcome.tone.name(), sign, spoken, ..Face::default() }
}

/// The name of an outcome as it is spoken, with its doubt.
fn said(outcome: &Outcome) -> Cow<'static, str> {
    match outcome.doubtful {
        true => format!("{}, doubtful", outcome.name).into(),
        false => outcome.name.clone(),
    }
}

/// The sheet of no workspace.
#[derive(Default)]
struct Empty(Shape);

impl Sheet for Empty {
    fn shape(&self) -> &Shape {
        &self.0
    }

    fn line(&self, _: usize, _: Range<usize>) -> Vec<Face> {
        Vec::new()
    }
}

//! Effective access: people by the targets of one model, with the outcome of each.

use std::ops::Range;
use std::sync::Arc;

use leptos::prelude::*;

use crate::directory::Circumstances;
use crate::model::About;
use crate::models::ModelKind;
use crate::query::Moment;
use crate::session::{Action, Session};
use crate::shared::Shared;
use crate::ui::kit::grid::{At, Face, Grid, GridState, GridTools, Head, Shape, Sheet};
use crate::verdict::{Outcome, Tone};

/// See the module.
#[component]
pub fn Effective(session: Session, kind: ModelKind) -> impl IntoView {
    let route = session.route();
    let sheet = Memo::new(move |previous: Option<&Option<EffectiveSheet>>| {
        session.moment().get().map(|moment| {
            let previous = previous.and_then(Option::as_ref);
            EffectiveSheet::new(moment, kind, previous)
        })
    });
    let sheet = Signal::derive(move || -> Arc<dyn Sheet> {
        match sheet.get() {
            Some(sheet) => Arc::new(sheet),
            None => Arc::new(Empty::default()),
        }
    });
    let active = Signal::derive(move || route.with(|route| route.cell()));
    let on_active = move |row, column| session.dispatch(Action::Focus(vec![row, column]));
    let state = GridState::new("effective", sheet, active, on_active);
    let targets = Signal::stored(kind.about().targets);
    view! {
        <div class="work-head">
            <h2>{format!("{}: effective access", kind.about().title)}</h2>
            <GridTools state rows=Signal::stored("people") columns=targets />
            <Legend kind />
        </div>
        <Show
            when=move || sheet.with(|sheet| !sheet.shape().rows.is_empty())
            fallback=|| view! { <p class="empty">"Nobody is in this directory yet."</p> }
        >
            <Grid state label=Signal::stored("Effective access".to_owned()) />
        </Show>
    }
}

/// What the cells' signs mean.
#[component]
fn Legend(kind: ModelKind) -> impl IntoView {
    let entry = |named: &'static crate::model::Named| {
        view! {
            <li data-tone=named.tone.name()>
                <span class="grid-glyph" aria-hidden="true"></span>
                {named.name}
                <span class="unseen">{format!(": {}", named.means)}</span>
            </li>
        }
    };
    let entries = kind.about().outcomes.iter().map(entry).collect_view();
    view! { <ul class="legend" aria-label="What the cells mean">{entries}</ul> }
}

/// People by targets at one moment.
#[derive(Clone)]
struct EffectiveSheet {
    moment: Shared<Moment>,
    kind: ModelKind,
    shape: Shared<Shape>,
}

impl PartialEq for EffectiveSheet {
    fn eq(&self, other: &Self) -> bool {
        self.moment == other.moment && self.kind == other.kind
    }
}

impl EffectiveSheet {
    /// The sheet of a moment; heads that are the same as before keep their identity.
    fn new(moment: Shared<Moment>, kind: ModelKind, previous: Option<&Self>) -> Self {
        let about = kind.about();
        let users = moment.document().directory.users.iter();
        let rows = users.map(|user| Head::new(&user.id, user.name.clone())).collect();
        let targets = moment.resolver(kind).targets().into_iter();
        let columns = targets.map(|t| Head::new(t.key, t.name).under(t.band)).collect();
        let shape = Shape::new(&format!("Person, {}", about.target), rows, columns);
        let same = previous.map(|previous| &previous.shape).filter(|old| ***old == shape);
        let shape = same.cloned().unwrap_or_else(|| shape.into());
        Self { moment, kind, shape }
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
        let Some(members) = self.moment.roster().nth(row) else { return Vec::new() };
        let outcomes = self.moment.resolver(self.kind).row(members, &Circumstances::default());
        let about = self.kind.about();
        let seen = outcomes.into_iter().skip(columns.start).take(columns.len());
        seen.map(|outcome| face(about, outcome)).collect()
    }
}

fn face(about: &About, outcome: Outcome) -> Face {
    let text = about.outcome(&outcome.name).map_or("?", |named| named.short);
    Face { text: text.into(), tone: outcome.tone.name(), spoken: outcome.name, ..Face::default() }
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

//! Effective access: people by the targets of one model, with what each can do in the end.

mod conditions;
mod source;

use leptos::prelude::*;

use self::conditions::Conditions;
use self::source::EffectiveSource;
use crate::components::Level;
use crate::grid::{Density, Filters, GridState, LegendEntry};
use crate::state::{Action, use_session};
use crate::systems::grid_page::GridPage;
use whocan_core::model::OutcomeInfo;
use whocan_core::models::ModelKind;
use whocan_core::query::{Snapshot, outcomes_of};
use whocan_core::shared::{Shared, sort_by_key};

/// See the module.
#[component]
pub fn Effective(
    /// Whose targets stand in the columns.
    kind: ModelKind,
) -> AnyView {
    let session = use_session();
    let about = kind.info();
    let source = Memo::new(move |previous: Option<&EffectiveSource>| {
        let asked = session.asking().chosen.get();
        EffectiveSource::new(session.snapshot().get(), session.saved().get(), kind, asked, previous)
    });
    let route = session.route();
    let active = Memo::new(move |_| route.with(|route| route.cell()));
    let on_active = move |row, column| session.dispatch(Action::Focus(vec![row, column]));
    let state = GridState::new("effective", source, active, on_active)
        .called("people", about.targets)
        .with_words(outcomes_of(kind).iter().map(word).collect())
        .with_densities(Density::Compact, density_key(kind));
    let changes = session.is_changed();
    let legend = Signal::derive(move || {
        let caps = source.with(EffectiveSource::can_cap);
        let levels = match state.density() {
            Density::Comfortable => words_of(kind),
            // A picture of a level is all that is seen there.
            Density::Compact | Density::Map => pictures_of(kind),
        };
        legend(levels, changes.get(), caps)
    });
    let chosen = session.asking().chosen;
    let reads = about.reads;
    let narrowed = Signal::derive(move || {
        chosen.with(|chosen| {
            (reads.on && chosen.on.is_some())
                || (reads.service && chosen.service.is_some())
                || (reads.licences && chosen.licences.is_some())
        })
    });
    let any = Signal::derive(move || source.with(|source| source.has_rows()));
    let anybody = Signal::derive(move || {
        session.snapshot().with(|snapshot| {
            snapshot.as_ref().is_some_and(|it| !it.document().directory.users.is_empty())
        })
    });
    let empty = Signal::derive(move || {
        let words = match anybody.get() {
            true => "Nobody here can sign on so.",
            false => "Nobody is in this directory yet.",
        };
        words.to_owned()
    });
    view! {
        <GridPage
            state
            title=format!("{}: effective access", about.title)
            label="Effective access"
            changes=changes
            filters=Filters::Behind
            legend
            narrowed
            any
            empty
        >
            <Conditions kind />
        </GridPage>
        <Notes kind source />
    }
    .into_any()
}

/// What is to be known of what is shown: who is left out, and what is in doubt.
#[component]
fn Notes(kind: ModelKind, source: Memo<EffectiveSource>) -> AnyView {
    let session = use_session();
    let left_out =
        move || source.with(|source| source.left_out(kind)).map(|words| format!("{words}."));
    let doubt = move || session.snapshot().with(doubt);
    view! {
        <div class="grid-notes" role="status">
            {move || left_out().map(|words| view! { <p class="hint">{words}</p> })}
            {move || doubt().map(|words| view! { <p class="hint" data-sign="doubt">{words}</p> })}
        </div>
    }
    .into_any()
}

/// What a question mark in a cell means, where there may be one.
fn doubt(snapshot: &Option<Shared<Snapshot>>) -> Option<&'static str> {
    snapshot.as_ref()?.generous()?;
    Some(
        "A question mark stands where something in the file cannot be read: the cell shows the least \
         that it can mean.",
    )
}

/// What stands in cells that have words: each outcome, as they rise, and the letters.
fn words_of(kind: ModelKind) -> Vec<LegendEntry> {
    let level = |named: &OutcomeInfo| {
        LegendEntry::Level(named.tone.into(), named.name.to_owned(), named.means.to_owned())
    };
    let short =
        |(short, name): &(&str, &str)| LegendEntry::Short((*short).to_owned(), (*name).to_owned());
    let mut legend: Vec<LegendEntry> = outcomes_of(kind).iter().map(level).collect();
    sort_by_key(&mut legend, |entry| match entry {
        LegendEntry::Level(level, ..) => level.amount(),
        _ => 0,
    });
    legend.extend(kind.info().short_forms.iter().map(short));
    legend
}

/// What the pictures of levels stand for, each once, as they rise. Of several outcomes with one picture
/// the least is named, and of several kinds of nothing what it lacks; what each means is heard.
fn pictures_of(kind: ModelKind) -> Vec<LegendEntry> {
    let outcomes = outcomes_of(kind);
    let about = kind.info();
    // What is a set of permissions has a name only where it is all or nothing.
    let of_sets = |level: Level| match level {
        Level::Low if !about.short_forms.is_empty() => Some("Read or Gain Access alone"),
        Level::Middle if !about.short_forms.is_empty() => Some("more"),
        _ => None,
    };
    let entry = |level: &Level| {
        let named = outcomes.iter().filter(|named| Level::from(named.tone) == *level);
        let named: Vec<&OutcomeInfo> = named.collect();
        let names: Vec<&str> = match named.is_empty() {
            true => of_sets(*level).into_iter().collect(),
            false => named.iter().map(|named| named.name).collect(),
        };
        let full = outcomes.iter().find(|named| Level::from(named.tone) == Level::Full);
        let word = match (names.as_slice(), level) {
            ([], _) => return None,
            ([only], _) => (*only).to_owned(),
            (_, Level::None) => format!("not {}", full?.name),
            ([least, ..], _) => format!("{least} or more"),
        };
        let means: Vec<&str> = named.iter().map(|named| named.means).collect();
        Some(LegendEntry::Level(*level, word, means.join("; ")))
    };
    let mut legend: Vec<LegendEntry> = Level::ALL.iter().filter_map(entry).collect();
    let depends = || LegendEntry::Mark("both", "depends on the sign-on".to_owned());
    legend.extend(about.reads.sign_on.then(depends));
    legend
}

/// What the cells' signs mean.
fn legend(mut legend: Vec<LegendEntry>, changed: bool, capped: bool) -> Vec<LegendEntry> {
    legend.extend(changed.then(|| LegendEntry::Mark("changed", "Changed".to_owned())));
    legend.extend(capped.then(|| LegendEntry::Mark("capped", "Capped".to_owned())));
    legend
}

fn word(named: &OutcomeInfo) -> (Level, String) {
    (named.tone.into(), named.name.to_owned())
}

/// What the density of this page is kept under.
fn density_key(kind: ModelKind) -> &'static str {
    match kind.key() {
        "processes" => "effective.processes",
        "acl" => "effective.acl",
        "attributes" => "effective.attributes",
        "resources" => "effective.resources",
        _ => "effective.features",
    }
}

//! A page that is a grid: its tools, the grid flush below them, or what to do where there is nothing.
//! It tells the grid what only the session knows: where the focus begins, how densely the
//! address wants it shown, and what the inspector offers of a cell.

use std::cell::RefCell;
use std::collections::BTreeMap;

use leptos::prelude::*;

use crate::components::{Icon, Show};
use crate::grid::{Active, Density, Filters, Grid, GridState, GridTools, LegendEntry, PageOffer};
use crate::inspector::InspectorDoor;
use crate::state::{Action, Notice, Presenter, Route, Session, use_session};

/// See the module.
#[component]
pub fn GridPage(
    /// What the grid shows and remembers.
    state: GridState,
    /// What the page is called, for whoever listens and on paper.
    #[prop(into)]
    title: String,
    /// What the grid is called.
    #[prop(optional, into)]
    label: Option<String>,
    /// Whether cells can differ from what is saved.
    #[prop(optional, into)]
    changes: Signal<bool>,
    /// Where the choices of what is shown stand.
    #[prop(optional)]
    filters: Filters,
    /// What the signs mean.
    #[prop(optional, into)]
    legend: Signal<Vec<LegendEntry>>,
    /// Whether there is anything.
    #[prop(into)]
    any: Signal<bool>,
    /// What is said where there is nothing.
    #[prop(into)]
    empty: Signal<String>,
    /// Whether anything is chosen of what the children offer.
    #[prop(optional, into)]
    narrowed: Signal<bool>,
    /// More that narrows what is shown.
    #[prop(optional)]
    children: Option<Children>,
) -> AnyView {
    let more = children.map(|children| children());
    let label = label.unwrap_or_else(|| "Overview".to_owned());
    let session = use_session();
    follow_density(session, state);
    remember_focus(session, state);
    offer_more(session, state);
    state.follow();
    view! {
        <section class="grid-page">
            <h2 class="unseen">{title.clone()}</h2>
            <GridTools state changes filters legend title narrowed>{more}</GridTools>
            <Show when=any>
                <Grid state label=label.clone() foot=true />
            </Show>
            <Show when=Signal::derive(move || !any.get())>
                <p class="empty grid-empty">{empty}</p>
            </Show>
        </section>
    }
    .into_any()
}

/// Shows the density that the address names, and has the address name the one that was chosen.
fn follow_density(session: Session, state: GridState) {
    let route = session.route();
    let screen = route.with_untracked(|route| route.screen());
    let tell = move |density: Density| session.dispatch(Action::ShowDensely(density));
    let follow = move |route: &Route| match (route.density(), state.kept_density()) {
        // The grid of a screen that is being left still hears of the next place.
        _ if route.screen() != screen => {}
        (Some(named), _) => state.show_densely(named),
        (None, Some(kept)) => tell(kept),
        (None, None) => {}
    };
    follow(&route.get_untracked());
    state.on_density(Callback::new(tell));
    Effect::new(move |_| follow(&route.get()));
    let presenter = session.presenter();
    Effect::new(move |_| state.show_to_room(presenter.get() != Presenter::Off));
}

thread_local! {
    /// The cell that had the focus on each screen of each workspace, as long as the page is open.
    static REMEMBERED: RefCell<BTreeMap<String, (String, String)>> =
        const { RefCell::new(BTreeMap::new()) };
}

/// Puts the focus on a cell where the address names none, and remembers where it is.
fn remember_focus(session: Session, state: GridState) {
    let route = session.route();
    let screen = route.with_untracked(|route| route.screen());
    let begun = StoredValue::new(None::<(String, String)>);
    // The grid of a screen that is being left still hears of the next place.
    let name = move || {
        let steps = route.with_untracked(|route| {
            (route.screen() == screen).then(|| route.with_focus(Vec::new()).steps())
        });
        Some(steps?.into_iter().take(3).collect::<Vec<_>>().join("/"))
    };
    Effect::new(move |_| {
        if !state.waits() {
            return;
        }
        let Some(name) = name() else { return };
        let known = |cells: &RefCell<BTreeMap<String, (String, String)>>| -> Active {
            cells.try_borrow().ok()?.get(&name).cloned()
        };
        let first = untrack(|| state.first(REMEMBERED.with(known)));
        begun.set_value(first.clone());
        first.into_iter().for_each(|(row, column)| {
            session.dispatch(Action::BeginAt(vec![row, column]));
        });
    });
    Effect::new(move |_| {
        let (Some(cell), Some(name)) = (state.active().get(), name()) else { return };
        // Where nobody went is no place to come back to.
        if begun.with_value(|begun| begun.as_ref() == Some(&cell)) {
            return;
        }
        begun.set_value(None);
        REMEMBERED.with(|cells| {
            if let Ok(mut cells) = cells.try_borrow_mut() {
                cells.insert(name, cell);
            }
        });
    });
}

/// Offers of the cell in focus what the inspector knows of it.
fn offer_more(session: Session, state: GridState) {
    let Some(door) = use_context::<InspectorDoor>() else { return };
    let keep = move |()| match door.keep() {
        Some(made) if made.was_there => session.say(Notice::done("This is a check already.")),
        Some(_) => session.say(Notice::done("Kept as a check.")),
        None => (),
    };
    state.offer(Callback::new(move |()| {
        let offer = |label: String, icon, key, act| PageOffer { label, icon, key, act };
        let why = Callback::new(move |()| door.open());
        let who_can = door.who_can().map(|(label, route)| {
            let go = Callback::new(move |()| session.dispatch(Action::Go(route.clone())));
            offer(label, Icon::Ask, "", go)
        });
        let keep = offer("Keep as a check".to_owned(), Icon::Checks, "K", Callback::new(keep));
        let why = offer("Why".to_owned(), Icon::Info, "Enter", why);
        std::iter::once(why).chain(who_can).chain([keep]).collect()
    }));
}

//! Kinds of things side by side with how many there are of each: as many as there is room for, the others
//! behind More. Left and Right go from one to the next.

use leptos::html;
use leptos::prelude::*;

use super::tabs::split;
use super::{ButtonKind, Menu, MenuItem, Show};
use crate::platform::{page, size};

/// A kind.
#[derive(Clone, Debug, PartialEq)]
pub struct RibbonItem {
    /// What the program calls it.
    pub value: String,
    /// What it is called on screen.
    pub label: String,
    /// How many there are.
    pub count: usize,
}

/// What stands around the words of an item, and what More takes, in the root's text sizes.
const AROUND: f64 = 1.625;
const MORE: f64 = 4.75;
/// How large the words are, in pixels where the root's text is as large as usual.
const SIZE: f64 = 12.5;

/// How many of these widths fit into a room, with More where not all do.
fn fitting(widths: &[f64], room: f64, more: f64) -> usize {
    if widths.iter().sum::<f64>() <= room {
        return widths.len();
    }
    let mut left = room - more;
    let fits = |width: &&f64| {
        left -= **width;
        left >= 0.0
    };
    widths.iter().take_while(fits).count().max(1)
}

/// See the module.
#[component]
pub fn Ribbon(
    /// What the kinds are of.
    #[prop(into)]
    label: String,
    /// The kinds.
    #[prop(into)]
    items: Signal<Vec<RibbonItem>>,
    /// The value of the chosen one.
    #[prop(into)]
    value: Signal<String>,
    /// Called with the value of another one.
    #[prop(into)]
    on_choose: Callback<String>,
) -> AnyView {
    let bar = NodeRef::<html::Div>::new();
    let room = RwSignal::new(None::<f64>);
    Effect::new(move |_| {
        if let Some(bar) = bar.get() {
            size::on_resize(&bar, move |width, _| room.set(Some(width)));
        }
    });
    let parts = Memo::new(move |_| {
        let items = items.get();
        let fits = room.get().map(|room| {
            let (text, ruler) = (size::of_text(), size::Ruler::new());
            let width = |item: &RibbonItem| {
                let words = format!("{} {}", item.label, item.count);
                ruler.width(&words, SIZE * text) + AROUND * 16.0 * text
            };
            let widths: Vec<f64> = items.iter().map(width).collect();
            fitting(&widths, room, MORE * 16.0 * text)
        });
        value.with(|value| split(&items, fits.unwrap_or(items.len()), |item| item.value == *value))
    });
    let item = move |item: RibbonItem| {
        let (is, own) = (item.value.clone(), item.value);
        let chosen = Signal::derive(move || value.with(|value| *value == is).to_string());
        view! {
            <button
                type="button"
                class="ribbon-item"
                aria-pressed=chosen
                on:click=move |_| on_choose.run(own.clone())
            >
                {item.label}
                " "
                <span class="ribbon-count">{item.count}</span>
            </button>
        }
    };
    // Drawn anew only where others are in sight, so that the focus stays.
    let seen = Memo::new(move |_| parts.with(|(seen, _)| seen.clone()));
    let more = Signal::derive(move || {
        let item = |item: &RibbonItem| {
            let own = item.value.clone();
            MenuItem::new(format!("{} {}", item.label, item.count), move || {
                on_choose.run(own.clone());
            })
        };
        parts.with(|(_, more)| more.iter().map(item).collect::<Vec<_>>())
    });
    let any = Signal::derive(move || parts.with(|(_, more)| !more.is_empty()));
    let pressed = move |event: web_sys::KeyboardEvent| {
        let by = match event.key().as_str() {
            "ArrowRight" => 1,
            "ArrowLeft" => -1,
            _ => return,
        };
        let moved =
            bar.get_untracked().is_some_and(|bar| page::focus_among(&bar, &["ribbon-item"], by));
        if moved {
            event.prevent_default();
        }
    };
    view! {
        <div class="ribbon" role="group" aria-label=label node_ref=bar on:keydown=pressed>
            {move || seen.get().into_iter().map(item).collect_view()}
            <Show when=any>
                <Menu label="More" kind=ButtonKind::Ghost items=more />
            </Show>
        </div>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn items(count: usize) -> Vec<RibbonItem> {
        let item =
            |at: usize| RibbonItem { value: at.to_string(), label: at.to_string(), count: at };
        (0..count).map(item).collect()
    }

    #[test]
    fn all_are_in_sight_where_there_is_room_for_all() {
        assert_eq!(fitting(&[10.0, 10.0, 10.0], 30.0, 8.0), 3);
        assert_eq!(fitting(&[10.0, 10.0, 10.0], 29.0, 8.0), 2);
        assert_eq!(fitting(&[10.0, 10.0, 10.0], 5.0, 8.0), 1);
    }

    #[test]
    fn what_is_chosen_is_in_sight() {
        let of = |value: &str| {
            let (seen, more) = split(&items(5), 3, |item| item.value == value);
            let values = |items: Vec<RibbonItem>| items.into_iter().map(|it| it.value).collect();
            let (seen, more): (String, String) = (values(seen), values(more));
            (seen, more)
        };
        assert_eq!(of("1"), ("012".to_owned(), "34".to_owned()));
        assert_eq!(of("4"), ("014".to_owned(), "23".to_owned()));
    }
}

//! The size of an element as it changes, of words, and of a point.

use leptos_use_resize_observer::use_resize_observer;
use wasm_bindgen::JsCast;
use web_sys::CanvasRenderingContext2d;

/// Where an element begins, and how wide it is, in CSS pixels of the window.
pub fn across(element: &web_sys::Element) -> (f64, f64) {
    let place = element.get_bounding_client_rect();
    (place.left(), place.width().max(1.0))
}

/// Calls back with width and height inside an element's scroll bars, in CSS pixels: now and
/// whenever they change, until the calling component is gone.
pub fn on_resize(element: &web_sys::Element, mut resized: impl FnMut(f64, f64) + 'static) {
    let measured = element.clone();
    use_resize_observer(element.clone(), move |_, _| {
        resized(f64::from(measured.client_width()), f64::from(measured.client_height()));
    });
}

/// How large text is, as a multiple of the usual size.
pub fn of_text() -> f64 {
    const USUAL: f64 = 16.0;
    let size = || {
        let (window, document) = (super::window()?, super::document()?);
        let style = window.get_computed_style(&document.document_element()?).ok()??;
        style.get_property_value("font-size").ok()?.trim_end_matches("px").parse::<f64>().ok()
    };
    size().filter(|size| *size > 0.0).unwrap_or(USUAL) / USUAL
}

/// Whether fingers point, and not something finer.
pub fn is_coarse() -> bool {
    matches("(pointer: coarse)")
}

fn matches(query: &str) -> bool {
    let found = super::window().and_then(|window| window.match_media(query).ok().flatten());
    found.is_some_and(|list| list.matches())
}

/// The family of type, as the style sheets have it. To ask the browser for it would make it work out the
/// styles of a page that is just being made.
const FAMILY: &str =
    "system-ui, -apple-system, \"Segoe UI\", Roboto, \"Noto Sans\", \"DejaVu Sans\", sans-serif";

/// Measures words in the page's family of type. To make one costs more than to use it.
pub struct Ruler {
    context: Option<CanvasRenderingContext2d>,
}

impl Ruler {
    /// One that is ready.
    pub fn new() -> Self {
        let context = || {
            let canvas = super::document()?.create_element("canvas").ok()?;
            let canvas = canvas.dyn_into::<web_sys::HtmlCanvasElement>().ok()?;
            canvas.get_context("2d").ok()??.dyn_into().ok()
        };
        Self { context: context() }
    }

    /// How wide words are at a size, in CSS pixels.
    pub fn width(&self, words: &str, size: f64) -> f64 {
        /// About the width of a character, as a part of the size, where nothing can be measured.
        const CHARACTER: f64 = 0.6;
        let measured = || {
            let context = self.context.as_ref()?;
            context.set_font(&format!("600 {size}px {FAMILY}"));
            Some(context.measure_text(words).ok()?.width())
        };
        measured().unwrap_or_else(|| words.chars().count() as f64 * size * CHARACTER)
    }
}

/// How many points of the screen a CSS pixel has.
pub fn of_pixels() -> f64 {
    super::window().map_or(1.0, |window| window.device_pixel_ratio()).clamp(1.0, 3.0)
}

/// The colour of an element's ground, as the browser works it out.
pub fn background_of(element: &web_sys::Element) -> String {
    style_of(element, "background-color").unwrap_or_default()
}

/// A property of an element's style, as the browser works it out.
pub fn style_of(element: &web_sys::Element, name: &str) -> Option<String> {
    let style = super::window()?.get_computed_style(element).ok()??;
    style.get_property_value(name).ok()
}

#[cfg(test)]
mod tests {
    use super::FAMILY;

    #[test]
    fn the_family_is_that_of_the_style_sheets() {
        let tokens = include_str!("../../style/tokens.css");
        assert!(tokens.contains(&format!("--font: {FAMILY};")), "{FAMILY}");
    }
}

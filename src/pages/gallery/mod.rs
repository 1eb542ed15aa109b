//! All components with all their states on one page, `#/gallery`: for whoever builds screens, and for
//! the tests of both themes, of keys, of forced colours and of large text. Nothing links to it.

mod cells;
mod controls;
mod fields;
mod lists;
mod marks;
mod overlays;
mod reasons;
mod things;

use leptos::prelude::*;

use cells::Cells;
use controls::{Buttons, Switches};
use fields::Fields;
use lists::Lists;
use marks::{Icons, Levels, Marks};
use overlays::Overlays;
use reasons::{Chains, Reasons};
use things::{Things, Type};

use crate::components::{Choice, Segmented};

/// See the module.
#[component]
pub fn Gallery(
    /// The name of the theme.
    #[prop(into)]
    theme: Signal<String>,
    /// The themes.
    themes: Vec<Choice>,
    /// Called with the name of another one.
    #[prop(into)]
    on_theme: Callback<String>,
) -> AnyView {
    view! {
        <main class="gallery" id="work">
            <header class="gallery-head">
                <h1>"Components and states"</h1>
                <Segmented label="Theme" choices=themes value=theme on_choose=on_theme />
            </header>
            <div class="gallery-columns">
                <Buttons />
                <Fields />
                <Switches />
                <Marks />
                <Levels />
                <Cells />
                <Icons />
                <Overlays />
                <Chains />
                <Reasons />
                <Things />
                <Lists />
                <Type />
            </div>
        </main>
    }
    .into_any()
}

/// Components of one kind.
#[component]
fn Group(#[prop(into)] title: String, children: Children) -> AnyView {
    view! {
        <section class="gallery-group">
            <h2>{title}</h2>
            <div class="gallery-samples">{children()}</div>
        </section>
    }
    .into_any()
}

/// A component in one state. `look` shows it as if the pointer or the focus were on it.
#[component]
fn Sample(
    #[prop(into)] name: String,
    #[prop(optional)] look: &'static str,
    children: Children,
) -> AnyView {
    view! {
        <div class="gallery-sample">
            <div data-look=look>{children()}</div>
            <span class="gallery-name">{name}</span>
        </div>
    }
    .into_any()
}

/// What is only there to be looked at.
fn nothing() {}

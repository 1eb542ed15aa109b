//! By item: the feature that is taken against everybody, what it is for, its default and the licence it
//! needs; one's own can be renamed and removed.

use leptos::prelude::*;

use super::dialogs::Ask;
use super::page::Page;
use crate::components::{Button, ButtonKind, ButtonSize, Choice, Icon, LineField, Select, Show};
use whocan_core::models::features::policy::{Feature, FeatureId, Visibility};
use whocan_core::models::features::{CORE, Edit};
use whocan_core::shared::Shared;

/// See the module.
#[component]
pub(super) fn Item(page: Page) -> AnyView {
    let feature = Memo::new(move |_| {
        let id = page.here.with(|here| here.feature.clone().filter(|_| here.by_item))?;
        page.system.policy.with(|policy| policy.feature(&id).cloned())
    });
    let id = Memo::new(move |_| feature.with(|it| it.as_ref().map(|it| it.id.clone())));
    let name = Signal::derive(move || text(feature, |it| it.name.clone()));
    let band = Signal::derive(move || text(feature, Feature::band));
    let says = Signal::derive(move || text(feature, Feature::says));
    // Drawn anew for another feature only, so that what is typed stays.
    let fields = move || {
        let id = id.get()?;
        Some(untrack(|| view! { <Fields page feature id /> }))
    };
    view! {
        <Show when=Signal::derive(move || id.with(Option::is_some))>
            <section class="features-item" aria-label="Feature">
                <div class="item-head">
                    <h2 class="item-name">{name}</h2>
                    <p class="item-band">{band}</p>
                </div>
                <p class="item-says">{says}</p>
                {fields}
            </section>
        </Show>
    }
    .into_any()
}

type Looked = Memo<Option<Shared<Feature>>>;

fn text(feature: Looked, of: impl Fn(&Feature) -> String) -> String {
    feature.with(|feature| feature.as_ref().map(|feature| of(feature)).unwrap_or_default())
}

#[component]
fn Fields(page: Page, feature: Looked, id: FeatureId) -> AnyView {
    let own = feature.with_untracked(|it| it.as_ref().is_some_and(|it| !it.kind.is_shipped()));
    let off = Signal::derive(move || !page.may_edit.get());
    let state = {
        let id = id.clone();
        Signal::derive(move || {
            let facts = page.facts.get();
            let Some(feature) = facts.policy.feature(&id) else { return String::new() };
            let (licence, there) = facts.licence_of(feature);
            let there = if there { "installed" } else { "not installed, so it is Unavailable" };
            format!("Licence {licence}: {there}.")
        })
    };
    let own = own.then(|| view! { <Own page feature id=id.clone() /> });
    view! {
        <fieldset class="item-fields" disabled=off>
            <Default page id=id.clone() />
            <Licence page id />
            {own}
        </fieldset>
        <p class="item-licence">{state}</p>
    }
    .into_any()
}

#[component]
fn Default(page: Page, id: FeatureId) -> AnyView {
    let system = page.system;
    let kind = page.here.with_untracked(|here| here.kind);
    let offered = kind.offers().iter().map(|value| Choice::new(value.name(), value.name()));
    let shown = id.clone();
    let value = Signal::derive(move || {
        system.policy.with(|policy| policy.default_of(&shown).name().to_owned())
    });
    let choose = move |name: String| {
        let value = Visibility::parse(&name).ok();
        value.into_iter().for_each(|value| system.send(Edit::SetDefault(id.clone(), value)));
    };
    view! { <Select label="Default" choices=offered.collect() value on_choose=choose /> }.into_any()
}

/// Which licence it needs, of those that anything needs.
#[component]
fn Licence(page: Page, id: FeatureId) -> AnyView {
    let system = page.system;
    let shown = id.clone();
    let value = Signal::derive(move || {
        system.policy.with(|policy| {
            policy.feature(&shown).map(|it| policy.licence(it).to_owned()).unwrap_or_default()
        })
    });
    let choices = licences(page).into_iter().map(|(name, _)| Choice::new(name.clone(), name));
    let choose = move |name: String| system.send(Edit::SetLicence(id.clone(), Some(name)));
    view! { <Select label="Licence" choices=choices.collect() value on_choose=choose /> }.into_any()
}

/// The licences that anything needs or that are installed, each with how many features need it; Core
/// first.
pub(super) fn licences(page: Page) -> Vec<(String, usize)> {
    page.system.policy.with(|policy| {
        let mut found = vec![(CORE.to_owned(), 0)];
        for feature in policy.features() {
            let name = policy.licence(feature);
            match found.iter_mut().find(|(other, _)| other == name) {
                Some((_, count)) => *count += 1,
                None => found.push((name.to_owned(), 1)),
            }
        }
        page.system.directory.with(|directory| {
            for name in &directory.licences {
                if !found.iter().any(|(other, _)| other == name) {
                    found.push((name.clone(), 0));
                }
            }
        });
        found
    })
}

/// What can be changed of a feature that does not come with the product.
#[component]
fn Own(page: Page, feature: Looked, id: FeatureId) -> AnyView {
    type Of = fn(&Feature) -> String;
    type Make = fn(FeatureId, String) -> Edit;
    let fields: [(&'static str, Of, Make); 2] = [
        ("Name", |it| it.name.clone(), Edit::Rename),
        ("Category", |it| it.category.clone(), Edit::SetCategory),
    ];
    let description: (_, Of, Make) = ("Description", |it| it.description.clone(), Edit::Describe);
    let field = |(label, of, make): (&'static str, Of, Make)| {
        let id = id.clone();
        let value = Signal::derive(move || text(feature, of));
        let change = move |written: String| page.system.send(make(id.clone(), written));
        view! { <LineField label value on_change=change /> }
    };
    let fields = fields.map(&field);
    let name = Signal::derive(move || text(feature, |it| it.name.clone()));
    view! {
        {fields.collect_view()}
        <div class="item-description">{field(description)}</div>
        <span class="item-remove">
            <Button
                kind=ButtonKind::Danger
                size=ButtonSize::Small
                icon=Icon::Cross
                on_press=move || page.asked.set(Some(Ask::Remove(id.clone())))
            >
                "Remove"
                <span class="unseen">" "{name}</span>
            </Button>
        </span>
    }
    .into_any()
}

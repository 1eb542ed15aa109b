//! A few people by a few targets, one cell in a frame. Where the room is to predict it, that cell keeps
//! its answer.

use leptos::prelude::*;

use super::Play;
use super::scene::{Cue, Drawn, Row, Scene};
use crate::components::{Level, LevelGlyph};

/// See the module.
#[component]
pub(super) fn Excerpt(play: Play) -> AnyView {
    let hidden = Memo::new(move |_| !play.revealed.get());
    let draw = move || {
        let hidden = hidden.get();
        play.scene.get().map(|scene| table(play, scene, hidden))
    };
    view! { <div class="stage-table">{draw}</div> }.into_any()
}

fn table(play: Play, scene: Scene, hidden: bool) -> AnyView {
    let Scene { cue, columns, rows, .. } = scene;
    let heads = columns.iter().map(|(key, name)| {
        let here = (*key == cue.target).then_some("");
        view! { <th scope="col" data-here=here>{name.clone()}</th> }
    });
    let heads = heads.collect_view();
    let row = |Row { user, name, cells }: Row| {
        let here = user == cue.user;
        let cells = cells.into_iter().zip(&columns).map(|(drawn, (key, title))| {
            let own = Cue { user: user.clone(), target: key.clone() };
            let is_asked = own == cue;
            let about = format!("{name}, {title}");
            view! { <td>{cell(play, own, &about, drawn, is_asked, is_asked && hidden)}</td> }
        });
        view! {
            <tr data-here=here.then_some("")>
                <th scope="row">{name.clone()}</th>
                {cells.collect_view()}
            </tr>
        }
    };
    view! {
        <table>
            <caption class="unseen">"Who can do what"</caption>
            <thead>
                <tr>
                    <td></td>
                    {heads}
                </tr>
            </thead>
            <tbody>{rows.into_iter().map(row).collect_view()}</tbody>
        </table>
    }
    .into_any()
}

fn cell(play: Play, own: Cue, about: &str, drawn: Drawn, is_asked: bool, hidden: bool) -> AnyView {
    let Drawn { level, word } = drawn;
    let said = if hidden { "not shown yet" } else { word.as_str() };
    let label = format!("{about}: {said}");
    // A dash says enough of nothing.
    let shown = match level {
        Level::None if !is_asked => String::new(),
        _ => word,
    };
    let content = match hidden {
        true => "?".into_any(),
        false => view! {
            <LevelGlyph level />
            <span>{shown}</span>
        }
        .into_any(),
    };
    view! {
        <button
            type="button"
            class="stage-cell"
            data-level=(!hidden).then(|| level.name())
            data-hidden=hidden.then_some("")
            aria-label=label
            aria-current=is_asked.then_some("true")
            on:click=move |_| play.go(own.clone())
        >
            {content}
        </button>
    }
    .into_any()
}

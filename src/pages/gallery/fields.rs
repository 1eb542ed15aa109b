//! Fields: text, search, select, combobox, checkboxes.

use leptos::prelude::*;

use super::{Group, Sample, nothing};
use crate::components::{
    Adder, Checkbox, Choice, Combobox, DoneButton, FormButtons, LineField, Offer, OfferedChoice,
    PairAdder, QueryToken, QuestionField, Radios, RemovableToken, SearchField, Select,
    SentenceToken, TextArea, TextField, Ticked, is_blank, on_submit,
};

/// The people of the school office.
const PEOPLE: [&str; 24] = [
    "Amy Adeyemi",
    "Bilal Hussain",
    "Chiara Lombardi",
    "Dafydd Pryce",
    "Esi Mensah",
    "Farah Nazari",
    "Grace O’Donnell",
    "Hamza Yılmaz",
    "Ingrid Solheim",
    "Jun Watanabe",
    "Kofi Asante",
    "Leila Haddad",
    "Mateusz Kowalczyk",
    "Nia Campbell",
    "Oskar Lindgren",
    "Priya Raman",
    "Quỳnh Trần",
    "Rosa Delgado",
    "Saoirse Byrne",
    "Tomáš Novák",
    "Uma Patel",
    "Viktor Petrov",
    "Wanjiru Kamau",
    "Xin Li",
];

/// Each kind of field, and each state.
#[component]
pub(super) fn Fields() -> AnyView {
    view! {
        <Group title="Fields">
            <TextFields />
            <Lists />
            <Checkboxes />
            <SentenceTokens />
        </Group>
        <Group title="Forms">
            <Forms />
        </Group>
        <Group title="Parts of a question">
            <QuestionParts />
        </Group>
    }
    .into_any()
}

/// What counts once it is left, what is added by its name, and the buttons below a form.
#[component]
fn Forms() -> AnyView {
    let (name, last) = (RwSignal::new("Heads of Year".to_owned()), RwSignal::new(String::new()));
    let blank = is_blank(last);
    let pair = vec![Choice::new("view", "View"), Choice::new("change", "Change")];
    view! {
        <div class="gallery-fields">
            <LineField label="Counts once it is left" value=name on_change=move |text| name.set(text) />
            <LineField label="Cannot be changed" value=name off=true on_change=|_| () />
            <Adder label="Add a report" on_add=move |text: String| last.set(text) />
            <PairAdder
                label="Add the gate"
                fields=["The attribute behind the gate", "What it needs"]
                placeholders=["This attribute", "That attribute"]
                choices=Signal::stored(pair)
                refusals=["Choose both attributes first.", "An attribute cannot need itself."]
                on_add=move |(one, other)| last.set(format!("{one}, {other}"))
            />
        </div>
        <Sample name="once something is added above">
            <form on:submit=on_submit(nothing)>
                <FormButtons done="Add group" off=blank on_cancel=|()| nothing() />
            </form>
        </Sample>
        <Sample name="what counts at once">
            <DoneButton on_press=|()| nothing() />
        </Sample>
    }
    .into_any()
}

#[component]
fn QuestionParts() -> AnyView {
    let whom = RwSignal::new("Ingrid Solheim".to_owned());
    let search = |text: String| {
        let text = text.to_lowercase();
        let fits = PEOPLE.iter().filter(|name| name.to_lowercase().contains(&text));
        let choice = |name: &&str| OfferedChoice {
            value: (*name).to_owned(),
            label: (*name).to_owned(),
            about: "School office".to_owned(),
            icon: None,
        };
        let rest = fits.clone().count().saturating_sub(8);
        Offer { choices: fits.take(8).map(choice).collect(), rest }
    };
    let choose = move |name: String| whom.set(name);
    view! {
        <Sample name="token">
            <QueryToken label="Whose" text=whom search=search on_choose=choose />
        </Sample>
        <Sample name="small">
            <QueryToken label="Acting as" text=whom search=search on_choose=choose small=true />
        </Sample>
        <Sample name="condition">
            <RemovableToken text="on 4 May 2026" on_remove=nothing />
        </Sample>
        <Sample name="whole question">
            <QuestionField
                label="Type a question"
                id="gallery-question"
                search=search
                on_choose=choose
            />
        </Sample>
    }
    .into_any()
}

#[component]
fn TextFields() -> AnyView {
    let (name, search) = (RwSignal::new(String::new()), RwSignal::new("Ingrid".to_owned()));
    let taken = RwSignal::new("Heads of Year".to_owned());
    let error = Signal::derive(move || {
        let is_taken = taken.with(|name| name == "Heads of Year");
        is_taken.then(|| "There is already a group of this name.".to_owned())
    });
    let off = Some("The name of a saved revision stays as it is.".to_owned());
    view! {
        <div class="gallery-fields">
            <TextField
                label="New group"
                value=name
                on_input=move |text| name.set(text)
                placeholder="Name"
            />
            <div data-look="focus">
                <TextField label="With the focus" value="Ingrid".to_owned() on_input=|_| () />
            </div>
            <TextField label="Group name" value=taken on_input=move |text| taken.set(text) error />
            <TextField label="Saved by" value="Grace O’Donnell".to_owned() on_input=|_| () off />
            <SearchField label="Find people" value=search on_input=move |text| search.set(text) />
            <TextArea
                label="What is it for?"
                value="Clerks no longer delete from the log.".to_owned()
                on_input=|_| ()
            />
        </div>
    }
    .into_any()
}

#[component]
fn Lists() -> AnyView {
    let (sort, person) = (RwSignal::new("name".to_owned()), RwSignal::new(String::new()));
    let sorts = vec![
        Choice::new("name", "Group name"),
        Choice::new("people", "Number of people"),
        Choice::new("changed", "Changed first"),
    ];
    let people = PEOPLE.map(|name| Choice::new(name, name)).to_vec();
    view! {
        <div class="gallery-fields">
            <Select label="Sort by" choices=sorts value=sort on_choose=move |value| sort.set(value) />
            <Combobox
                label="Person"
                choices=people
                value=person
                on_choose=move |value| person.set(value)
                placeholder="Choose a person"
            />
        </div>
    }
    .into_any()
}

/// Words of a sentence that can be changed in place.
#[component]
fn SentenceTokens() -> AnyView {
    view! {
        <Sample name="word of a sentence">
            <SentenceToken name="What" word="Read-Write on Student Data">
                "What it can be changed by stands here."
            </SentenceToken>
        </Sample>
        <Sample name="to be chosen">
            <SentenceToken name="Second" word="choose what" open_question=true>
                "What there is to choose from stands here."
            </SentenceToken>
        </Sample>
        <Sample name="adds a word">
            <SentenceToken name="Who" word="add" adds=true>
                "Whom it can add stands here."
            </SentenceToken>
        </Sample>
    }
    .into_any()
}

#[component]
fn Checkboxes() -> AnyView {
    let all = RwSignal::new(Ticked::Some);
    let one = RwSignal::new(Ticked::Off);
    let keep = RwSignal::new("least".to_owned());
    let kept = vec![
        Choice::new("least", "Keep the least that is valid: Read"),
        Choice::new("was", "Leave Bases as it was: Read-Write"),
    ];
    let tick = |of: RwSignal<Ticked>| move |on| of.set(if on { Ticked::On } else { Ticked::Off });
    view! {
        <Sample name="some">
            <Checkbox label="All sections" ticked=all on_tick=tick(all) />
        </Sample>
        <Sample name="off">
            <Checkbox label="Hide empty rows" ticked=one on_tick=tick(one) />
        </Sample>
        <Sample name="on">
            <Checkbox label="Changed only" ticked=Ticked::On on_tick=|_| () />
        </Sample>
        <Sample name="focus" look="focus">
            <Checkbox label="Licence" ticked=Ticked::Off on_tick=|_| () />
        </Sample>
        <Sample name="one of a few">
            <Radios label="The request" choices=kept value=keep on_choose=move |value| keep.set(value) />
        </Sample>
        <Sample name="cannot be ticked">
            <Checkbox label="Archive" ticked=Ticked::On off=true on_tick=|_| () />
        </Sample>
    }
    .into_any()
}

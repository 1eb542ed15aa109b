//! What `who-can`, `what-can` and `compare` have in common: headings, routes in words, and the parts of
//! their JSON.

use super::asked::{group, marked, sign_on_words, user};
use super::{Trouble, reasons};
use whocan_core::directory::{Circumstances, Date, Directory, Members, Principal, User};
use whocan_core::document::Document;
use whocan_core::format::{Json, Object};
use whocan_core::model::{ModelInfo, Resolver, TargetHead};
use whocan_core::models::ModelKind;
use whocan_core::query::{Route, Subject, places};
use whocan_core::verdict::{Address, Outcome, Reason};

/// The model's title with the document's, and the day where the model takes it into account.
pub(super) fn heading(about: &ModelInfo, document: &Document, asked: &Circumstances) -> String {
    let mut heading = about.title.to_owned();
    if !document.title.is_empty() {
        heading = format!("{heading}: {}", document.title);
    }
    match asked.on.or(document.as_of).filter(|_| about.reads.on) {
        Some(day) => format!("{heading}, {}", day.words()),
        None => heading,
    }
}

/// The models that are asked: the one that was named, or all.
pub(super) fn kinds(named: Option<&str>) -> Result<Vec<ModelKind>, Trouble> {
    match named {
        Some(name) => Ok(vec![super::asked::model(name)?]),
        None => Ok(ModelKind::ALL.to_vec()),
    }
}

/// The person, or member of a group, that was named.
pub(super) fn subject(
    document: &Document,
    (of_user, of_group): (Option<&str>, Option<&str>),
) -> Result<Option<Subject>, Trouble> {
    Ok(match (of_user, of_group) {
        (Some(name), _) => Some(Subject::User(user(document, name)?)),
        (None, Some(name)) => Some(Subject::Group(group(document, name)?)),
        (None, None) => None,
    })
}

/// Whom an answer is about, in words.
pub(super) fn name_of(subject: &Subject, directory: &Directory) -> String {
    match subject {
        Subject::User(id) => {
            let user = directory.users.get(id);
            user.map_or_else(|| id.to_string(), |user| super::asked::person(user))
        }
        Subject::Group(id) => format!("a member of {}", directory.groups.name(id)),
        Subject::Nobody => "a person in no group".to_owned(),
    }
}

/// What is signed on as and under, behind other words; nothing where nothing is.
pub(super) fn signed_on(
    directory: &Directory,
    sign_on: Option<&Principal>,
    service: Option<&str>,
) -> String {
    let all = sign_on_words(directory, sign_on, service);
    if all.is_empty() { String::new() } else { format!(" ({})", all.join(", ")) }
}

/// What a route goes through, and how somebody has to be signed on for it.
fn route(route: &Route, directory: &Directory) -> String {
    let through = route.through.iter().map(|who| directory.name(who));
    let own = route.themselves.then(|| "their own settings".to_owned());
    let all: Vec<String> = through.chain(own).collect();
    let all = if route.is_everybodys() { "what everybody has".to_owned() } else { all.join(" + ") };
    let signed_on = signed_on(directory, route.sign_on.as_ref(), route.service.as_deref());
    format!("{all}{signed_on}")
}

/// Routes in words, one or the other of which is enough.
pub(super) fn routes(routes: &[Route], complete: bool, directory: &Directory) -> String {
    let mut all: Vec<String> = routes.iter().map(|it| route(it, directory)).collect();
    if !complete {
        all.push("others that were not looked for".to_owned());
    }
    all.join(", or ")
}

/// A route as JSON, to be added to.
pub(super) fn route_json(route: &Route) -> Object {
    let mut object = Object::new();
    let through: Vec<&str> = route.through.iter().map(Principal::id).collect();
    object.push("through", Json::texts(&through));
    object.push_some("themselves", route.themselves.then_some(true));
    object.push_some("as", route.sign_on.as_ref().map(Principal::id));
    object.push_some("service", route.service.as_deref());
    outcome_json(&mut object, &route.outcome);
    object
}

/// Routes as JSON, each with the explanation of what it comes to by itself.
pub(super) fn routes_json(
    routes: &[Route],
    resolver: &dyn Resolver,
    (members, document): (&Members, &Document),
    asked: &Circumstances,
    target: &str,
) -> Vec<Json> {
    let each = routes.iter().map(|route| {
        let mut object = route_json(route);
        if let Some(verdict) = route.explain(resolver, members, asked, target) {
            object.push("restsOn", places_json(&places(&verdict.because, target)));
            let because = reasons::json(&verdict.because, document, resolver.info());
            object.push("because", because);
        }
        object.into()
    });
    each.collect()
}

/// An outcome's name, with a mark where it is doubtful.
pub(super) fn outcome_json(object: &mut Object, outcome: &Outcome) {
    object.push("outcome", &*outcome.name);
    object.push_some("doubtful", outcome.doubtful.then_some(true));
}

/// Places of policies as JSON.
pub(super) fn places_json(places: &[Address]) -> Vec<Json> {
    let each = places.iter().filter_map(|place| match place {
        Address::Policy { model, part, keys } => {
            let mut object = Object::new();
            object.push("model", *model).push("part", *part).push("ids", Json::texts(keys));
            Some(object.into())
        }
        _ => None,
    });
    each.collect()
}

/// A person as JSON, to be added to.
pub(super) fn person_json(user: &User) -> Object {
    let mut object = Object::new();
    object.push("id", user.id.as_str()).push("name", user.name.as_str());
    object.push_some("login", user.login.clone());
    object
}

/// A target as JSON, to be added to.
pub(super) fn head_json(head: &TargetHead) -> Object {
    let mut object = Object::new();
    object.push("id", head.key.as_str()).push("name", head.name.as_str());
    object.push_some("under", (!head.band.is_empty()).then_some(head.band.as_str()));
    object
}

/// The circumstances as a check spells them; on this day, where they name none.
pub(super) fn circumstances_json(given: &Circumstances, day: Option<Date>) -> Object {
    let mut object = Object::new();
    object.push_some("as", given.sign_on.as_ref().map(Principal::id));
    object.push_some("on", given.on.or(day).map(|day| day.to_string()));
    object.push_some("service", given.service.as_deref());
    object.push_some("actingAs", given.acting_as.as_ref().map(|user| user.as_str()));
    object.push_some("licences", given.licences.as_ref().map(Json::texts));
    object
}

/// An outcome with how somebody is signed on for it.
pub(super) fn outcome_words(
    outcome: &Outcome,
    directory: &Directory,
    sign_on: Option<&Principal>,
    service: Option<&str>,
) -> String {
    format!("{}{}", marked(outcome), signed_on(directory, sign_on, service))
}

/// The first sentence of an explanation, with its rule.
pub(super) fn sentence(
    because: Option<&Reason>,
    document: &Document,
    about: &'static ModelInfo,
) -> String {
    because.map(|because| reasons::sentence(because, document, about)).unwrap_or_default()
}

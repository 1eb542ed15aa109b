//! What the tests of questions ask about: random documents of all models, and a small one.

use proptest::prelude::*;

use super::Snapshot;
use super::tests::cases as lists_and_processes;
use crate::directory::Circumstances;
use crate::document::{Document, read};
use crate::models::conformance::documents;
use crate::models::toy::Toy;
use crate::models::{Acl, Attributes, Features, ModelKind, Processes, Resources};

/// Documents of every model, and of the two that act together.
pub(in crate::query) fn any_documents()
-> impl Strategy<Value = (Document, Circumstances, ModelKind)> {
    let with = |kind: ModelKind| move |(document, asked)| (document, asked, kind);
    let together = lists_and_processes().prop_map(|(document, _)| document);
    prop_oneof![
        2 => documents::<Processes>().prop_map(with(ModelKind::Processes)),
        2 => documents::<Acl>().prop_map(with(ModelKind::Acl)),
        2 => documents::<Attributes>().prop_map(with(ModelKind::Attributes)),
        2 => documents::<Resources>().prop_map(with(ModelKind::Resources)),
        2 => documents::<Features>().prop_map(with(ModelKind::Features)),
        1 => documents::<Toy>().prop_map(with(ModelKind::Toy)),
        2 => together.prop_map(|it| (it, Circumstances::default(), ModelKind::Acl)),
    ]
}

/// Four people, two groups, a post, a service team, and one section of a model.
pub(super) fn snapshot(model: &str, section: &str) -> Snapshot {
    let file = format!(
        r#"{{"format":"whocan","version":1,"directory":{{
            "users":[
                {{"id":"ann","name":"Ann","groups":["g","h"]}},
                {{"id":"bob","name":"Bob","groups":["g"],"posts":["p"]}},
                {{"id":"cem","name":"Cem","groups":["h"],"teams":["t"]}},
                {{"id":"dee","name":"Dee"}}],
            "groups":[{{"id":"g","name":"G"}},{{"id":"h","name":"H"}}],
            "posts":[{{"id":"p","name":"P","teams":["t"]}}],
            "teams":[{{"id":"t","name":"T"}}]}},
            "models":{{"{model}":{section}}}}}"#
    );
    Snapshot::new(&read(file.as_bytes()).unwrap().0, None)
}

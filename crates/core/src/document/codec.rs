//! The whole file: version 1 of the format, as `docs/format.md` describes it.

use super::check::{Check, Claim};
use super::{Checks, Document};
use crate::directory::{self, Directory, read_date};
use crate::format::{
    Extra, Fields, Finding, Findings, Json, Object, ReadError, Reader, Reading, Severity, clip,
    parse,
};
use crate::models::Policies;

/// Reads a file. What could not be used is named by the findings and kept in the document.
///
/// # Errors
/// A file that is not one of ours, or damaged beyond its grammar.
pub fn read(bytes: &[u8]) -> Result<(Document, Vec<Finding>), ReadError> {
    let (document, mut findings) = read_parts(bytes, Reading::new())?;
    findings.append(document.doubts());
    Ok((document, findings.into_list()))
}

/// The same without what is found to be doubtful in the whole: for what was written here, and whoever
/// looks at it asks for its findings.
///
/// # Errors
/// As those of [`read`].
pub fn read_again(bytes: &[u8]) -> Result<Document, ReadError> {
    read_parts(bytes, Reading::quiet()).map(|(document, _)| document)
}

fn read_parts(bytes: &[u8], reading: Reading) -> Result<(Document, Findings), ReadError> {
    let json = parse(bytes)?;
    check_envelope(&json)?;
    let document = {
        let root = reading.root();
        root.fields(&json).map(read_document).unwrap_or_default()
    };
    Ok((document, reading.into_findings()))
}

/// `format` and `version` say whether the rest is worth reading at all.
fn check_envelope(json: &Json) -> Result<(), ReadError> {
    let Json::Object(object) = json else { return Err(ReadError::NotOurs { found: None }) };
    match object.get("format").and_then(Json::as_text) {
        Some("whocan") => {}
        other => return Err(ReadError::NotOurs { found: other.map(str::to_owned) }),
    }
    match object.get("version") {
        Some(Json::Number(number)) => match number.as_u64() {
            Some(1) => Ok(()),
            Some(version) if version > 1 => Err(ReadError::Newer { version }),
            _ => Err(ReadError::NoVersion),
        },
        _ => Err(ReadError::NoVersion),
    }
}

fn read_document(mut fields: Fields<'_>) -> Document {
    let here = fields.here();
    fields.any("format");
    fields.any("version");
    let id = fields.text("id").unwrap_or_default();
    let title = fields.text("title").unwrap_or_default();
    let as_of = read_date(&mut fields, "asOf");
    let directory = match fields.peek("directory") {
        None => Directory::default(),
        Some(json) => match directory::read(&here.at("directory"), json) {
            Some(directory) => {
                fields.any("directory");
                directory
            }
            None => Directory::default(),
        },
    };
    let models = fields.map("models");
    let (policies, unknown_models) = {
        let at = here.at("models");
        let mut models = at.members(models);
        let policies = Policies::read(&mut models);
        let unknown_models = models.rest();
        for (key, _) in unknown_models.iter().filter(|(key, _)| !is_known(key)) {
            at.at(key).report(
                Severity::Note,
                "unknown-model",
                format!("this Whocan has no model `{}`", clip(key)),
                "the section is kept as it is",
            );
        }
        (policies, unknown_models)
    };
    let items = fields.list("checks");
    let (list, unread) = here.at("checks").list(items, read_check);
    let checks = Checks { list, unread }.into();
    let extra = fields.rest();
    Document { id, title, as_of, directory, policies, checks, unknown_models, extra }
}

/// A known section that is left over was reported already, for what it is.
fn is_known(key: &str) -> bool {
    crate::models::ModelKind::of(key).is_some()
}

fn read_check(here: &Reader<'_>, json: &Json) -> Option<Check> {
    let mut fields = here.fields(json)?;
    let id = fields.id()?;
    let note = fields.text("note");
    let asks = fields.peek("ask").is_some();
    if asks == fields.peek("rule").is_some() {
        here.report(
            Severity::Error,
            "not-a-check",
            "a check needs either `ask` or `rule`",
            "it is kept in the file and not asked",
        );
        return None;
    }
    let claim = if asks {
        let ask = members(&mut fields, "ask")?;
        let expect = fields.required_text("expect")?;
        let because = match fields.peek("because") {
            None => Vec::new(),
            // Without it the check would hold for less than it asks, so it is not asked at all.
            Some(_) => fields.optional_texts("because")?,
        };
        Claim::Answer { ask, expect, because }
    } else {
        Claim::Rule(members(&mut fields, "rule")?)
    };
    Some(Check { id: id.into(), note, claim, extra: fields.rest() })
}

/// The members of a question; a question that is no object is reported.
fn members(fields: &mut Fields<'_>, key: &str) -> Option<Object> {
    let object = fields.map(key);
    if fields.peek(key).is_some() {
        return None;
    }
    Some(fields.here().at(key).members(object).rest())
}

/// The canonical text of a document: the same document gives the same bytes.
pub fn write(document: &Document) -> String {
    crate::format::write(&to_json(document))
}

/// The same before it is text.
pub fn to_json(document: &Document) -> Json {
    let mut object = Object::new();
    object.push("format", "whocan").push("version", 1_u64);
    push_text(&mut object, "id", &document.id);
    push_text(&mut object, "title", &document.title);
    object.push_some("asOf", document.as_of.map(|date| date.to_string()));
    push_object(&mut object, "directory", directory::write(&document.directory), &document.extra);
    let mut models = document.policies.write();
    models.extend(&document.unknown_models);
    push_object(&mut object, "models", models.into(), &document.extra);
    let checks = document.checks.unread.among(document.checks.list.iter().map(write_check));
    if !checks.is_empty() {
        object.push("checks", checks);
    }
    object.extend(&document.extra);
    object.into()
}

fn push_text(object: &mut Object, key: &str, text: &str) {
    object.push_some(key, (!text.is_empty()).then_some(text));
}

/// An empty section gives way to one that could not be read and was kept.
fn push_object(object: &mut Object, key: &str, section: Json, kept: &Extra) {
    let empty = matches!(&section, Json::Object(members) if members.is_empty());
    if !empty || kept.get(key).is_none() {
        object.push(key, section);
    }
}

fn write_check(check: &Check) -> Json {
    let mut object = Object::new();
    object.push("id", check.id.to_string());
    object.push_some("note", check.note.clone());
    match &check.claim {
        Claim::Answer { ask, expect, because } => {
            object.push("ask", ask.clone()).push("expect", expect.as_str());
            object.push_texts("because", because);
        }
        Claim::Rule(rule) => drop(object.push("rule", rule.clone())),
    }
    object.extend(&check.extra);
    object.into()
}

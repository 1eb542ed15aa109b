//! The whole file: version 1 of the format, as `docs/format.md` describes it.

use super::check::{Check, Claim, Rule};
use super::{Checks, Document};
use crate::directory::{Date, Directory};
use crate::format::{
    Codec, Extra, Fields, Finding, Findings, Json, List, Maybe, MemberCodec, Object, Otherwise,
    OwnId, Part, ReadError, Reading, Text, Texts, clip, codec, parse,
};
use crate::models::{ModelKind, Policies};

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
pub(crate) fn read_again(bytes: &[u8]) -> Result<Document, ReadError> {
    read_parts(bytes, Reading::quiet()).map(|(document, _)| document)
}

fn read_parts(bytes: &[u8], reading: Reading) -> Result<(Document, Findings), ReadError> {
    let json = parse(bytes)?;
    check_envelope(&json)?;
    let document = read_value(&reading, &json);
    Ok((document, reading.into_findings()))
}

/// The same of a file of ours that is no text yet.
pub(crate) fn read_json(json: &Json) -> Document {
    read_value(&Reading::quiet(), json)
}

fn read_value(reading: &Reading, json: &Json) -> Document {
    let mut document = Document::read(&reading.root(), json).unwrap_or_default();
    document.extra.remove("format");
    document.extra.remove("version");
    document
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

codec! {
    Document => {
        id: Text("id"),
        title: Text("title"),
        as_of: Day("asOf"),
        directory: Who,
        policies + unknown_models: Models,
        checks: Part(Expectations),
    }
}

codec! {
    Check => {
        id: OwnId,
        note: Maybe("note"),
        claim: Asked,
        added: Day("added"),
        added_by: Maybe("addedBy"),
    }
}

/// A day that need not be there.
struct Day(&'static str);

impl MemberCodec<Option<Date>> for Day {
    fn read(&self, fields: &mut Fields<'_>) -> Option<Option<Date>> {
        Some(fields.parsed(self.0, &[], Date::parse, Otherwise::Kept))
    }

    fn write(&self, object: &mut Object, day: &Option<Date>, _: &Extra) {
        object.push_some(self.0, day.map(|day| day.to_string()));
    }
}

struct Who;

impl MemberCodec<Directory> for Who {
    fn read(&self, fields: &mut Fields<'_>) -> Option<Directory> {
        let Some(json) = fields.peek("directory") else { return Some(Directory::default()) };
        let directory = Directory::read(&fields.here().at("directory"), json);
        if directory.is_some() {
            fields.any("directory");
        }
        Some(directory.unwrap_or_default())
    }

    fn write(&self, object: &mut Object, directory: &Directory, extra: &Extra) {
        push_section(object, "directory", directory.write(), extra);
    }
}

/// The sections of the models, with those that are not known or could not be read.
struct Models;

impl Models {
    fn read(&self, fields: &mut Fields<'_>) -> Option<(Policies, Extra)> {
        let at = fields.here().at("models");
        let mut models = at.members(fields.map("models", Otherwise::Kept));
        let policies = Policies::read(&mut models);
        let unknown = models.rest();
        // A known section that is left over was reported already, for what it is.
        for (key, _) in unknown.iter().filter(|(key, _)| ModelKind::of(key).is_none()) {
            at.at(key).note(
                "unknown-model",
                format!("this Whocan has no model `{}`", clip(key)),
                "the section is kept as it is",
            );
        }
        Some((policies, unknown))
    }

    fn write(&self, object: &mut Object, (policies, unknown): (&Policies, &Extra), extra: &Extra) {
        let mut models = policies.write();
        models.extend(unknown);
        push_section(object, "models", models, extra);
    }
}

/// An empty section gives way to one that could not be read and was kept.
fn push_section(object: &mut Object, key: &str, section: Object, extra: &Extra) {
    if !section.is_empty() || extra.get(key).is_none() {
        object.push(key, section);
    }
}

struct Expectations;

impl MemberCodec<Checks> for Expectations {
    fn read(&self, fields: &mut Fields<'_>) -> Option<Checks> {
        let (list, unread) = List("checks").read(fields)?;
        Some(Checks { list, unread })
    }

    fn write(&self, object: &mut Object, checks: &Checks, extra: &Extra) {
        List("checks").write(object, (&checks.list, &checks.unread), extra);
    }
}

/// `ask` with `expect` and `because`, or `rule`.
struct Asked;

impl MemberCodec<Claim> for Asked {
    fn read(&self, fields: &mut Fields<'_>) -> Option<Claim> {
        let asks = fields.peek("ask").is_some();
        if asks == fields.peek("rule").is_some() {
            fields.here().error(
                "not-a-check",
                "a check needs either `ask` or `rule`",
                "it is kept in the file and not asked",
            );
            return None;
        }
        if !asks {
            let rule = members(fields, "rule")?;
            // It is kept as it is, and does not hold.
            if let Err(refusal) = Rule::read(&rule) {
                let help = "mend the rule; until then it is kept and does not hold";
                fields.here().at("rule").error("not-a-rule", refusal.0, help);
            }
            return Some(Claim::Rule(rule));
        }
        let ask = members(fields, "ask")?;
        let expect = fields.required_text("expect", Otherwise::Kept)?;
        let because = match fields.peek("because") {
            None => Vec::new(),
            // Without it the check would hold for less than it asks, so it is not asked at all.
            Some(_) => fields.texts("because")?,
        };
        Some(Claim::Answer { ask, expect, because })
    }

    fn write(&self, object: &mut Object, claim: &Claim, extra: &Extra) {
        match claim {
            Claim::Answer { ask, expect, because } => {
                object.push("ask", ask.clone()).push("expect", expect.as_str());
                Texts("because").write(object, because, extra);
            }
            Claim::Rule(rule) => drop(object.push("rule", rule.clone())),
        }
    }
}

/// The members of a question; a question that is no object is reported.
fn members(fields: &mut Fields<'_>, key: &str) -> Option<Object> {
    let object = fields.map(key, Otherwise::Kept);
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
    let mut object = document.write();
    object.push_first("version", 1_u64).push_first("format", "whocan");
    object.into()
}

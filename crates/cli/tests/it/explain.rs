//! `whocan explain` and `whocan wish`: what they print is what the library finds, and what cannot be
//! asked is refused.

use whocan::Exit;
use whocan_core::format::{Json, Object, parse};

use crate::cli::{self, Printed};

const FILE: &str = r#"{"format":"whocan","version":1,"title":"Two offices","directory":{
    "users":[{"id":"u-sam","name":"Sam","groups":["g-office"]},
        {"id":"u-ingrid","name":"Ingrid","groups":["g-leaders"]},
        {"id":"u-bo","name":"Bo","groups":["g-office"]},{"id":"u-bo-2","name":"Bo"}],
    "groups":[{"id":"g-office","name":"Office"},{"id":"g-leaders","name":"Leaders"}]},
    "models":{"processes":{"levels":{"g-leaders":{"b-exclusions":"Read"}}}}}"#;

fn whocan(args: &str) -> (Exit, String, String) {
    let Printed { exit, output, errors } = cli::whocan(args.split(' '), FILE);
    (exit, output, errors)
}

fn json(args: &str) -> Object {
    let (exit, output, errors) = whocan(args);
    assert_eq!((exit, errors.as_str()), (Exit::AllTrue, ""));
    match parse(output.as_bytes()).unwrap() {
        Json::Object(object) => object,
        other => panic!("{other:?}"),
    }
}

fn list<'j>(object: &'j Object, member: &str) -> Vec<&'j Object> {
    let Some(Json::List(items)) = object.get(member) else { panic!("{member}: {object:?}") };
    let object = |item: &'j Json| match item {
        Json::Object(object) => object,
        other => panic!("{other:?}"),
    };
    items.iter().map(object).collect()
}

fn text<'j>(object: &'j Object, member: &str) -> &'j str {
    object.get(member).and_then(Json::as_text).unwrap_or_else(|| panic!("{member}: {object:?}"))
}

#[test]
fn the_steps_are_there_with_whom_they_touch() {
    let found = json("explain - --model processes --user Sam --target b-exclusions --json");
    assert_eq!((text(&found, "outcome"), text(&found, "wanted")), ("Deny", "at least Read"));
    assert!(list(&found, "restsOn").is_empty(), "nothing denies it");
    let steps = list(&found, "steps");
    let says = |step: &&Object| (text(step, "step").to_owned(), text(step, "kind").to_owned());
    let says: Vec<_> = steps.iter().map(says).collect();
    let expected = [
        ("Sam joins Leaders", "membership"),
        ("make Sam System Admin", "own setting"),
        ("Office: Exclusions to Read", "setting of a group"),
    ];
    assert_eq!(says, expected.map(|(step, kind)| (step.to_owned(), kind.to_owned())));
    let others: Vec<String> =
        steps.iter().map(|step| format!("{:?}", step.get("others").unwrap())).collect();
    assert!(others[0].contains('0') && others[1].contains('0') && others[2].contains('1'));

    let found = json("explain - --model processes --user Ingrid --target Exclusions --json");
    let rests: Vec<&str> = list(&found, "restsOn").iter().map(|it| text(it, "step")).collect();
    assert_eq!(rests, ["Ingrid leaves Leaders", "Leaders: Exclusions to Deny"]);
}

#[test]
fn a_group_can_be_asked_and_less_can_be_wanted() {
    let (exit, output, _) =
        whocan("explain - --model processes --group Leaders --target Exclusions --less-than Read");
    assert_eq!(exit, Exit::AllTrue);
    assert!(output.starts_with("whoever is in Leaders and nothing else, "), "{output}");
    assert!(output.contains("What makes it less than Read:\n"), "{output}");
    assert!(output.contains("Leaders: Exclusions to Deny"), "{output}");
}

#[test]
fn what_cannot_be_asked_is_refused() {
    for (args, says) in [
        ("explain - --model processes --user Bo --target Exclusions", "u-bo (Bo), u-bo-2 (Bo)"),
        ("explain - --model processes --user Sam --target Nothing", "there is no process"),
        (
            "explain - --model processes --user Sam --target Exclusions --at-least Everything",
            "nothing can be asked for as `Everything` at least; there are: Read",
        ),
        (
            "explain - --model processes --user Sam --target Exclusions --less-than Deny",
            "everybody has `Deny` at least",
        ),
        (
            "explain - --model processes --user Sam --target Exclusions --exactly Everything",
            "there is no outcome `Everything`; there are: Read",
        ),
        ("explain - --model processes --target Exclusions", "--user"),
        ("wish - --user Sam", "--like"),
        ("wish - --user Sam --like Ingrid --model processes", "--target"),
        ("wish - --only Leaders --model processes --target Exclusions", "--at-least"),
        ("wish -", "this is no wish"),
    ] {
        let (exit, output, errors) = whocan(args);
        assert_eq!((exit, output.as_str()), (Exit::Unusable, ""), "{args}");
        assert!(errors.contains(says), "{args}: {errors}");
    }
}

#[test]
fn a_wish_says_who_else_gains() {
    let wish = "wish - --user Sam --like Ingrid --model processes --target Exclusions";
    let (exit, output, _) = whocan(wish);
    assert_eq!(exit, Exit::AllTrue);
    assert!(output.starts_with("Wish: Sam can do what Ingrid can on "), "{output}");
    assert!(output.contains("1. 1 edit\n   Sam joins Leaders\n   Nothing else changes.\n"));
    let found = json(&format!("{wish} --json"));
    let answers = list(&found, "answers");
    let last = answers.last().unwrap();
    assert_eq!(last.get("opensMore"), Some(&Json::from(true)));
    assert_eq!(last.get("gain"), Some(&Json::texts(&["u-bo".to_owned()])));

    let (_, output, _) = whocan("wish - --user Sam --like Ingrid");
    assert!(output.starts_with("Wish: Sam has the same as Ingrid\n"), "{output}");
    let only = "wish - --only Leaders --model processes --target Exclusions --at-least Read";
    let (_, output, _) = whocan(only);
    assert!(output.ends_with("It is so already.\n"), "{output}");
}

#[test]
fn spreadsheets_get_a_row_for_each_step() {
    let (_, output, _) = whocan("explain - --model processes --user Sam --target Exclusions --csv");
    let rows: Vec<&str> = output.lines().collect();
    let expected = [
        "for,step,outcome,others",
        "at least Read,Sam joins Leaders,Read,0",
        "at least Read,make Sam System Admin,Read-Write-Delete,0",
        "at least Read,Office: Exclusions to Read,Read,1",
    ];
    assert_eq!(rows, expected);
    let (_, output, _) = whocan("wish - --user Sam --like Ingrid --csv");
    let first = "way,edit,others who gain,others who lose\r\n1,Sam joins Leaders,0,0\r\n";
    assert!(output.starts_with(first), "{output}");
}

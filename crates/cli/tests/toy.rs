//! The toy model, which shows what a model takes, answers the command like any other:
//! `cargo test -p whocan --features toy --test toy`.

use std::ffi::OsString;

use whocan::{Exit, Streams, run};

/// Two people, one of whom has the heating on, and what is expected of that.
fn file(expect: &str) -> String {
    format!(
        r#"{{"format":"whocan","version":1,
            "directory":{{"groups":[{{"id":"g","name":"Caretakers"}}],
                "users":[{{"id":"amy","name":"Amy","groups":["g"]}},{{"id":"ben","name":"Ben"}}]}},
            "models":{{"toy":{{"switches":["Heating"],"on":["g"]}}}},
            "checks":[
                {{"id":"c-1","ask":{{"model":"toy","user":"amy","switch":"Heating"}},"expect":"on",
                    "because":["R1","g"]}},
                {{"id":"c-2","ask":{{"model":"toy","user":"ben","switch":"Heating"}},"expect":"{expect}"}},
                {{"id":"c-3","rule":{{"model":"toy","switch":"Heating","nobodyOutside":["g"]}}}}]}}"#
    )
}

fn whocan(args: &[&str], input: &str) -> (Exit, String) {
    let (mut output, mut errors) = (Vec::new(), Vec::new());
    let streams = Streams {
        input: &mut input.as_bytes(),
        output: &mut output,
        errors: &mut errors,
        width: None,
    };
    let exit = run(["whocan"].iter().chain(args).map(OsString::from), streams);
    output.extend(errors);
    (exit, String::from_utf8_lossy(&output).into_owned())
}

#[test]
fn its_checks_are_asked() {
    let (exit, said) = whocan(&["check", "-"], &file("off"));
    assert_eq!(exit, Exit::AllTrue, "{said}");
    let (exit, said) = whocan(&["check", "-"], &file("on"));
    assert_eq!(exit, Exit::SomethingFalse, "{said}");
    assert!(said.contains("c-2"), "{said}");
}

#[test]
fn its_outcomes_are_listed_and_explained() {
    let (exit, said) = whocan(&["effective", "--model", "toy", "-"], &file("off"));
    assert_eq!(exit, Exit::AllTrue, "{said}");
    assert!(said.contains("Heating") && said.contains("Amy"), "{said}");
    let one = ["effective", "--model", "toy", "--user", "amy", "--target", "Heating", "--why", "-"];
    let (exit, said) = whocan(&one, &file("off"));
    assert_eq!(exit, Exit::AllTrue, "{said}");
    assert!(said.contains("R1") && said.contains("on"), "{said}");
}

#[test]
fn what_it_refers_to_and_is_not_there_is_found() {
    let file = file("off").replace(r#""on":["g"]"#, r#""on":["g","nowhere"]"#);
    let (exit, said) = whocan(&["check", "-"], &file);
    assert_eq!(exit, Exit::SomethingFalse, "{said}");
    assert!(said.contains("$.models.toy.on") && said.contains("nowhere"), "{said}");
}

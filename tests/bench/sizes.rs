//! Whether reading, findings and checks stay in step with the size of a file: for each kind of file the
//! time for one size and for four times that. About 4 is in step, 16 is quadratic. `cargo bench -p
//! whocan-bench --bench sizes` prints the table; a word behind it measures the kinds that have it in their name.

use std::hint::black_box;
use std::time::Instant;

use whocan_core::document::read;
use whocan_core::query::{Snapshot, run_checks};

/// A kind of file: its name, the smaller size, and its text at a size.
type Kind = (&'static str, usize, fn(usize) -> String);

const KINDS: &[Kind] = &[
    ("people", 40_000, |n| directory(&[("users", &users(n, r#","groups":["g-0"]"#)), GROUP])),
    ("people of one name", 40_000, |n| {
        let user = |at: usize| format!(r#"{{"id":"u-{at}","name":"Amy","login":"amy"}}"#);
        directory(&[("users", &list(n, user))])
    }),
    ("groups of one person, the last first", 20_000, |n| {
        let groups = list(n, |at| format!(r#""g-{}""#, n - 1 - at));
        let group = |at: usize| format!(r#"{{"id":"g-{at}","name":"G {at}"}}"#);
        directory(&[
            ("users", &users(1, &format!(r#","groups":[{groups}]"#))),
            ("groups", &list(n, group)),
        ])
    }),
    ("groups of one name", 20_000, |n| {
        directory(&[("groups", &list(n, |at| format!(r#"{{"id":"g-{at}","name":"G"}}"#)))])
    }),
    ("ids that lead nowhere", 20_000, |n| {
        let groups = list(n, |at| format!(r#""x-{at}""#));
        directory(&[("users", &users(1, &format!(r#","groups":[{groups}]"#)))])
    }),
    ("ids that stand twice", 40_000, |n| {
        directory(&[("users", &list(n, |_| r#"{"id":"u","name":"U"}"#.to_owned()))])
    }),
    ("keys that stand twice", 100_000, |n| {
        model("processes", &format!(r#""levels":{{{}}}"#, list(n, |_| r#""g":{}"#.to_owned())))
    }),
    ("items that cannot be read", 100_000, |n| {
        directory(&[("users", &list(n, |_| "7".to_owned()))])
    }),
    ("unknown members", 100_000, |n| {
        file(&format!(r#""x":{{{}}}"#, list(n, |at| format!(r#""k{at}":{at}"#))))
    }),
    ("a ring of units", 20_000, |n| units(n, |at, n| Some((at + n - 1) % n))),
    ("a ring of units, the other way", 20_000, |n| units(n, |at, n| Some((at + 1) % n))),
    ("units in a line", 20_000, |n| units(n, |at, _| at.checked_sub(1))),
    ("entries", 10_000, |n| {
        let entry =
            |at: usize| format!(r#"{{"id":"e-{at}","who":"u-{at}","on":"r","set":["Read"]}}"#);
        let items = r#"{"id":"r","name":"R","type":"Org Unit"}"#;
        let section =
            format!(r#""resources":{{"items":[{items}],"entries":[{}]}}"#, list(n, entry));
        file(&format!(r#""directory":{{"users":[{}]}},"models":{{{section}}}"#, users(n, "")))
    }),
    ("records that are items of one another", 10_000, |n| {
        let of = |at: usize| {
            at.checked_sub(1).map_or_else(String::new, |of| format!(r#","of":"r-{of}""#))
        };
        let record = |at: usize| {
            format!(r#"{{"id":"r-{at}","name":"R","type":"Risks","acl":"team"{}}}"#, of(at))
        };
        model("acl", &format!(r#""records":[{}]"#, list(n, record)))
    }),
    ("members of a list", 20_000, |n| {
        file(&format!(r#""directory":{{"users":[{}]}},"models":{{{}}}"#, users(n, ""), one_list(n)))
    }),
    ("lists", 10_000, |n| {
        let record = |at: usize| {
            format!(
                r#"{{"id":"r-{at}","name":"R","type":"Risks","acl":{{"members":[{{"who":"u-0"}}]}}}}"#
            )
        };
        let records = format!(r#""acl":{{"records":[{}]}}"#, list(n, record));
        file(&format!(r#""directory":{{"users":[{}]}},"models":{{{records}}}"#, users(1, "")))
    }),
    ("main processes", 10_000, |n| {
        let main = |at: usize| {
            format!(r#"{{"id":"m-{at}","name":"M","processes":[{{"id":"p-{at}","name":"P"}}]}}"#)
        };
        model("processes", &format!(r#""catalogue":[{}]"#, list(n, main)))
    }),
    ("interdependencies, and groups", 3_000, |n| {
        let process = |at: usize| format!(r#"{{"id":"p-{at}","name":"P"}}"#);
        let need = |at: usize| format!(r#"{{"process":"p-{at}","needs":"p-{}"}}"#, (at + 1) % n);
        let level = |at: usize| format!(r#""g-{at}":{{"p-{at}":"Read"}}"#);
        let group = |at: usize| format!(r#"{{"id":"g-{at}","name":"G {at}"}}"#);
        let section = format!(
            r#""processes":{{"catalogue":[{{"id":"m","name":"M","processes":[{}]}}],"needs":[{}],"levels":{{{}}}}}"#,
            list(n, process),
            list(n, need),
            list(n, level)
        );
        file(&format!(r#""directory":{{"groups":[{}]}},"models":{{{section}}}"#, list(n, group)))
    }),
    ("attributes and gates in a ring", 10_000, |n| {
        let attribute = |at: usize| format!(r#"{{"id":"a-{at}","name":"A"}}"#);
        let gate = |at: usize| format!(r#"{{"attribute":"a-{at}","needs":"a-{}"}}"#, (at + 1) % n);
        model(
            "attributes",
            &format!(
                r#""catalogue":[{{"id":"s","name":"S","attributes":[{}]}}],"gates":[{}]"#,
                list(n, attribute),
                list(n, gate)
            ),
        )
    }),
    ("features, each with a licence", 5_000, |n| {
        let item = |at: usize| format!(r#"{{"id":"f-{at}","name":"F","kind":"Tabs"}}"#);
        let licence = |at: usize| format!(r#""f-{at}":"L {at}""#);
        let section = format!(
            r#""features":{{"items":[{}],"licences":{{{}}}}}"#,
            list(n, item),
            list(n, licence)
        );
        let installed = list(n, |at| format!(r#""L {at}""#));
        file(&format!(r#""directory":{{"licences":[{installed}]}},"models":{{{section}}}"#))
    }),
    ("checks of one process", 3_000, |n| {
        let ask =
            |_| r#""ask":{"model":"processes","user":"u-0","process":"b-student-data"}"#.to_owned();
        checks("", r#""processes":{"catalogue":"one-1"}"#, n, ask)
    }),
    ("checks of a main process each", 3_000, |n| {
        let main = |at: usize| {
            format!(r#"{{"id":"m-{at}","name":"M","processes":[{{"id":"p-{at}","name":"P"}}]}}"#)
        };
        let section = format!(r#""processes":{{"catalogue":[{}]}}"#, list(n, main));
        checks("", &section, n, |at| {
            format!(r#""ask":{{"model":"processes","group":"g-0","main":"m-{at}"}}"#)
        })
    }),
    ("checks of saves, each of a group", 1_500, |n| {
        let level = |at: usize| format!(r#""g-{}":{{"p":"Read","q":"Read"}}"#, at + 1);
        let section = format!(
            r#""processes":{{"catalogue":[{{"id":"m","name":"M","processes":[{{"id":"p","name":"P"}},{{"id":"q","name":"Q"}}]}}],"needs":[{{"process":"p","needs":"q"}}],"levels":{{{}}}}}"#,
            list(n, level)
        );
        let groups = format!(",{}", list(n, |at| format!(r#"{{"id":"g-{}","name":"G"}}"#, at + 1)));
        let ask = |at: usize| {
            format!(r#""ask":{{"model":"processes","group":"g-{}","denying":["q"]}}"#, at + 1)
        };
        checks(&groups, &section, n, ask)
    }),
    ("checks of a list, each of a member", 1_500, |n| {
        let ask = |at: usize| format!(r#""ask":{{"model":"acl","user":"u-{at}","record":"r"}}"#);
        let users = users(n, "");
        let checks = list(n, |at| format!(r#"{{"id":"c-{at}",{},"expect":"x"}}"#, ask(at)));
        let directory = format!(r#""directory":{{"users":[{users}]}}"#);
        file(&format!(r#"{directory},"models":{{{}}},"checks":[{checks}]"#, one_list(n)))
    }),
    ("checks of an attribute each", 1_500, |n| {
        let attribute = |at: usize| format!(r#"{{"id":"a-{at}","name":"A"}}"#);
        let gate =
            |at: usize| format!(r#"{{"attribute":"a-{}","needs":"a-{at}"}}"#, (at / 2) * 2 + 1);
        let section = format!(
            r#""attributes":{{"catalogue":[{{"id":"s","name":"S","attributes":[{}]}}],"gates":[{}],"ticks":{{"g-0":[{}]}}}}"#,
            list(n, attribute),
            list(n, gate),
            list(n, |at| format!(r#""a-{at}""#))
        );
        checks("", &section, n, |at| {
            format!(r#""ask":{{"model":"attributes","user":"u-0","attribute":"a-{at}"}}"#)
        })
    }),
    ("checks of a section each", 1_500, |n| {
        let one = |at: usize| {
            format!(
                r#"{{"id":"s-{at}","name":"S","selectAll":true,"attributes":[{{"id":"a-{at}","name":"A"}}]}}"#
            )
        };
        let section = format!(r#""attributes":{{"catalogue":[{}]}}"#, list(n, one));
        checks("", &section, n, |at| {
            format!(r#""ask":{{"model":"attributes","group":"g-0","section":"s-{at}"}}"#)
        })
    }),
    ("checks of a resource each", 1_500, |n| {
        let unit = |at: usize| format!(r#"{{"id":"r-{at}","name":"R","type":"Org Unit"}}"#);
        let entry =
            |at: usize| format!(r#"{{"id":"e-{at}","who":"u-0","on":"r-{at}","set":["Read"]}}"#);
        let section = format!(
            r#""resources":{{"items":[{}],"entries":[{}]}}"#,
            list(n, unit),
            list(n, entry)
        );
        checks("", &section, n, |at| {
            format!(r#""ask":{{"model":"resources","user":"u-0","resource":"r-{at}"}}"#)
        })
    }),
    ("checks of a command each, of a module each", 1_000, |n| {
        let module = |at: usize| {
            format!(r#"{{"id":"m-{at}","name":"M","kind":"Modules","licence":"L {at}"}}"#)
        };
        let command = |at: usize| {
            format!(r#"{{"id":"k-{at}","name":"K","kind":"Commands","licence":"L {at}"}}"#)
        };
        let section =
            format!(r#""features":{{"catalogue":[{},{}]}}"#, list(n, module), list(n, command));
        let ask = |at: usize| {
            format!(
                r#""ask":{{"model":"features","user":"u-0","feature":"k-{at}","licences":["L {at}"]}}"#
            )
        };
        checks("", &section, n, ask)
    }),
    ("rules of the same, each with others inside", 500, |n| {
        let rule = |at: usize| {
            format!(
                r#""rule":{{"model":"processes","process":"b-student-data","atLeast":"Read","nobodyOutside":["u-{at}"]}}"#
            )
        };
        let checks = list(n, |at| format!(r#"{{"id":"c-{at}",{}}}"#, rule(at % 20)));
        let people = users(20, r#","groups":["g-0"]"#);
        let levels =
            r#""processes":{"catalogue":"one-1","levels":{"g-0":{"b-student-data":"Read"}}}"#;
        let groups = GROUP.1;
        file(&format!(
            r#""directory":{{"users":[{people}],"groups":[{groups}]}},"models":{{{levels}}},"checks":[{checks}]"#
        ))
    }),
    ("a rule with everybody inside", 10_000, |n| {
        let people = users(n, r#","groups":["g-0"]"#);
        let inside = list(n, |at| format!(r#""u-{at}""#));
        let rule = format!(
            r#"{{"id":"c","rule":{{"model":"processes","process":"b-student-data","atLeast":"Read","nobodyOutside":[{inside}]}}}}"#
        );
        let levels =
            r#""processes":{"catalogue":"one-1","levels":{"g-0":{"b-student-data":"Read"}}}"#;
        let groups = GROUP.1;
        file(&format!(
            r#""directory":{{"users":[{people}],"groups":[{groups}]}},"models":{{{levels}}},"checks":[{rule}]"#
        ))
    }),
];

const GROUP: (&str, &str) = ("groups", r#"{"id":"g-0","name":"G"}"#);

fn list(n: usize, item: impl Fn(usize) -> String) -> String {
    (0..n).map(item).collect::<Vec<_>>().join(",")
}

fn users(n: usize, more: &str) -> String {
    list(n, |at| format!(r#"{{"id":"u-{at}","name":"U {at}"{more}}}"#))
}

fn file(more: &str) -> String {
    format!(r#"{{"format":"whocan","version":1,{more}}}"#)
}

fn directory(members: &[(&str, &str)]) -> String {
    let members: Vec<String> =
        members.iter().map(|(key, it)| format!(r#""{key}":[{it}]"#)).collect();
    file(&format!(r#""directory":{{{}}}"#, members.join(",")))
}

fn model(key: &str, section: &str) -> String {
    file(&format!(r#""models":{{"{key}":{{{section}}}}}"#))
}

fn units(n: usize, parent: fn(usize, usize) -> Option<usize>) -> String {
    let unit = |at: usize| {
        let parent = parent(at, n).map_or_else(String::new, |it| format!(r#","parent":"r-{it}""#));
        format!(r#"{{"id":"r-{at}","name":"R","type":"Org Unit"{parent}}}"#)
    };
    model("resources", &format!(r#""items":[{}]"#, list(n, unit)))
}

/// The access control lists with one list of so many users.
fn one_list(n: usize) -> String {
    let members = list(n, |at| format!(r#"{{"who":"u-{at}"}}"#));
    format!(
        r#""acl":{{"records":[{{"id":"r","name":"R","type":"Risks","acl":{{"members":[{members}]}}}}]}}"#
    )
}

/// So many checks, of one user who is in one group.
fn checks(groups: &str, section: &str, n: usize, ask: impl Fn(usize) -> String) -> String {
    let checks = list(n, |at| format!(r#"{{"id":"c-{at}",{},"expect":"x"}}"#, ask(at)));
    let people = users(1, r#","groups":["g-0"]"#);
    let groups = format!("{}{groups}", GROUP.1);
    file(&format!(
        r#""directory":{{"users":[{people}],"groups":[{groups}]}},"models":{{{section}}},"checks":[{checks}]"#
    ))
}

/// How long it takes to read a file, find what is doubtful and ask its checks, in milliseconds: the
/// least of three.
#[expect(clippy::disallowed_methods, reason = "this measures")]
fn time(text: &str) -> f64 {
    let run = || {
        let began = Instant::now();
        if let Ok((document, findings)) = read(text.as_bytes()) {
            black_box((run_checks(&Snapshot::new(&document, None), None), findings));
        }
        began.elapsed().as_secs_f64() * 1000.0
    };
    (0..3).map(|_| run()).fold(f64::INFINITY, f64::min)
}

fn main() {
    let wanted: Vec<String> =
        std::env::args().skip(1).filter(|arg| !arg.starts_with('-')).collect();
    println!("| what | how many | milliseconds | four times as many | ratio |");
    println!("|---|---|---|---|---|");
    for (name, n, text) in KINDS {
        if !wanted.is_empty() && !wanted.iter().any(|word| name.contains(word.as_str())) {
            continue;
        }
        let (one, four) = (time(&text(*n)), time(&text(4 * n)));
        println!("| {name} | {n} | {one:.1} | {four:.1} | {:.1} |", four / one);
    }
}

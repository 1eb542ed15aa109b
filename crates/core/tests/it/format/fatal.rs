//! Files that cannot be opened, each with its message.

use whocan_core::document::read;
use whocan_core::format::{MAX_BYTES, MAX_DEPTH, MAX_ROOM};

use super::{file, open};

#[track_caller]
fn check(bytes: impl AsRef<[u8]>, expected: &str) {
    match read(bytes.as_ref()) {
        Ok((_, findings)) => panic!("it can be opened, with {findings:?}"),
        Err(error) => {
            assert_eq!(error.to_string(), expected);
            assert!(!error.to_string().contains('\n'), "one line");
        }
    }
}

const NOT_OURS: &str = r#"this is not a Whocan file: it has no `"format": "whocan"`"#;
const NO_VERSION: &str = "the file does not say which `version` of the format it has";

#[test]
fn nothing_in_it() {
    check("", "the file is empty");
    check(" \t\r\n \n", "the file is empty");
    check("\u{feff}", "the file is empty");
    check("\u{feff}\n", "the file is empty");
}

#[test]
fn not_json() {
    let not_json = |rest: &str| format!("the file is not JSON: {rest}");
    check("hello", &not_json("expected value at line 1, column 1"));
    check("id;name\nu-amy;Amy\n", &not_json("expected value at line 1, column 1"));
    check("<!doctype html>", &not_json("expected value at line 1, column 1"));
    check("{\n  \"format\": whocan\n}", &not_json("expected value at line 2, column 13"));
    check("{\n  'format': 'whocan'\n}", &not_json("key must be a string at line 2, column 3"));
    check("{\n  // mine\n}", &not_json("key must be a string at line 2, column 3"));
    check(file("\"id\":\"w\",\n"), &not_json("trailing comma at line 2, column 1"));
    check(file("\"checks\":[1,\n]"), &not_json("trailing comma at line 2, column 1"));
    check(file("\"id\" \"w\""), &not_json("expected `:` at line 1, column 37"));
    check(file("\"id\": \"w\" \"v\""), &not_json("expected `,` or `}` at line 1, column 42"));
    check(file("\"id\":01"), &not_json("invalid number at line 1, column 38"));
    check(file("\"id\":NaN"), &not_json("expected value at line 1, column 37"));
    check(file("\"id\":TRUE"), &not_json("expected value at line 1, column 37"));
    check(file("\"id\":nul"), &not_json("expected ident at line 1, column 40"));
    check(file(r#""id":"\x""#), &not_json("invalid escape at line 1, column 39"));
    check("{} {}", &not_json("trailing characters at line 1, column 4"));
    check("{}\u{feff}", &not_json("trailing characters at line 1, column 3"));
    check(
        file("\"id\":\"two\nlines\""),
        &not_json(
            "control character (\\u0000-\\u001F) found while parsing a string at line 2, column 1",
        ),
    );
}

#[test]
fn the_column_counts_bytes_and_a_byte_order_mark_counts_nothing() {
    let expected = "the file is not JSON: expected value at line 1, column 8";
    check("{\"é\": é}", expected);
    check("\u{feff}{\"é\": é}", expected);
}

#[test]
fn cut_short() {
    let whole = file(r#""title":"A","directory":{"users":[{"id":"u","name":"é"}]}"#);
    let cut = |at: usize, expected: &str| {
        check(&whole.as_bytes()[..at], &format!("the file is not JSON: {expected}"));
    };
    cut(1, "EOF while parsing an object at line 1, column 1");
    cut(5, "EOF while parsing a string at line 1, column 5");
    cut(9, "EOF while parsing an object at line 1, column 9");
    cut(10, "EOF while parsing a value at line 1, column 10");
    cut(whole.len() - 3, "EOF while parsing a list at line 1, column 87");
    cut(whole.len() - 1, "EOF while parsing an object at line 1, column 89");
    for at in 0..whole.len() {
        assert!(read(&whole.as_bytes()[..at]).is_err(), "cut at {at}");
    }
    let inside_a_letter = whole.find('é').unwrap() + 1;
    check(&whole.as_bytes()[..inside_a_letter], "line 1 is not valid UTF-8 text");
}

#[test]
fn not_ours() {
    for text in ["{}", "[]", "null", "true", "7", "\"whocan\"", r#"[{"format":"whocan"}]"#] {
        check(text, NOT_OURS);
    }
    for format in ["null", "5", "true", "[\"whocan\"]", "{}"] {
        check(format!(r#"{{"format":{format},"version":1}}"#), NOT_OURS);
    }
    check(r#"{"Format":"whocan","version":1}"#, NOT_OURS);
    let other = |format: &str| format!("this is not a Whocan file: its `format` is `{format}`");
    check(r#"{"format":"geojson"}"#, &other("geojson"));
    check(r#"{"format":"Whocan","version":1}"#, &other("Whocan"));
    check(r#"{"format":"whocan ","version":1}"#, &other("whocan "));
    check(r#"{"format":"","version":1}"#, &other(""));
    check(r#"{"format":"a\nb\u0007","version":1}"#, &other("a␊b␇"));
    check(
        format!(r#"{{"format":"{}","version":1}}"#, "x".repeat(100_000)),
        &other(&format!("{}…", "x".repeat(60))),
    );
    check(r#"{"format":"whocan","format":"geojson","version":1}"#, &other("geojson"));
}

#[test]
fn no_version() {
    check(r#"{"format":"whocan"}"#, NO_VERSION);
    for version in ["0", "-1", "1.5", "1.0", "1e0", "\"1\"", "null", "true", "[1]", "{}", "1e300"] {
        check(format!(r#"{{"format":"whocan","version":{version}}}"#), NO_VERSION);
    }
}

#[test]
fn newer() {
    for version in ["2", "3", "18446744073709551615"] {
        check(
            format!(r#"{{"format":"whocan","version":{version},"whatever":[]}}"#),
            &format!("the file has format version {version}; this Whocan reads up to version 1"),
        );
    }
}

#[test]
fn too_large() {
    let text = file("\"id\":\"w\"");
    let padded = |length: usize| {
        let mut bytes = text.clone().into_bytes();
        bytes.resize(length, b' ');
        bytes
    };
    open(padded(MAX_BYTES));
    check(padded(MAX_BYTES + 1), "the file has 61 MB; at most 60 MB can be read");
    check(padded(MAX_BYTES + 5_000_001), "the file has 66 MB; at most 60 MB can be read");
}

#[test]
fn too_much() {
    let ones = |count: usize| file(&format!("\"x\":[\n{}1]", "1,".repeat(count)));
    let most = MAX_ROOM / 32;
    // Forty million bytes of text, and twenty million values.
    let refused = "the values in the file take more than 256 MB of memory: line 2 passes that";
    check(ones(20_000_000), refused);
    check(ones(most), refused);
    assert!(ones(most).len() < MAX_BYTES, "that is no matter of its size as text");
    open(ones(1_000_000));
    // What is not JSON is refused for what it takes as well, before anything is built.
    check(format!("[{}", "[],".repeat(10_000_000)), &refused.replace("line 2", "line 1"));
}

#[test]
fn too_deep() {
    let deep = "the file nests more than 128 brackets within brackets at line";
    let lists = |depth: usize| "[".repeat(depth) + &"]".repeat(depth);
    let objects = |depth: usize| "{\"a\":\n".repeat(depth) + "1" + &"}".repeat(depth);
    // One level is the file's own.
    open(file(&format!("\"x\":{}", lists(MAX_DEPTH - 1))));
    check(file(&format!("\"x\":{}", lists(MAX_DEPTH))), &format!("{deep} 1"));
    open(file(&format!("\"x\":{}", objects(MAX_DEPTH - 1))));
    check(file(&format!("\"x\":{}", objects(MAX_DEPTH))), &format!("{deep} 128"));
    check(file(&format!("\"x\":{}", lists(10_000))), &format!("{deep} 1"));
    check(file(&format!("\"x\":{}", objects(10_000))), &format!("{deep} 128"));
    check("[".repeat(10_000), &format!("{deep} 1"));
    check("{\"a\":\n".repeat(10_000), &format!("{deep} 129"));
    // Many side by side are not deep, and brackets in texts are none.
    open(file(&format!("\"x\":[{}[]]", "[],".repeat(10_000))));
    open(file(&format!(r#""title":"{}\"[{{""#, "[".repeat(1_000))));
}

#[test]
fn not_text() {
    let binary = "the file is not text";
    check(b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", binary);
    check(b"\x89PNG\r\n\x1a\n", binary);
    check(b"\xff\xd8\xff\xe0\x00\x10JFIF", binary);
    check(b"PK\x03\x04\x14\x00\x06\x00", binary);
    check(b"PK\x03\x04 and no NUL", binary);
    check(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", binary);
    check(b"\x1f\x8b\x08\x00", binary);
    check(b"\0", binary);
    check(file("\"id\":\"a\0b\""), binary);
    check("{}\0", binary);
}

#[test]
fn another_encoding() {
    let utf16 = "the file is text in UTF-16, not UTF-8";
    let text = file("\"id\":\"w\"");
    let mut little = vec![0xFF, 0xFE];
    little.extend(text.encode_utf16().flat_map(u16::to_le_bytes));
    check(&little, utf16);
    let mut big = vec![0xFE, 0xFF];
    big.extend(text.encode_utf16().flat_map(u16::to_be_bytes));
    check(&big, utf16);
    check(&little[2..], utf16);
    check(&big[2..], utf16);
    // Two marks, and a mark before text of another kind.
    let marked = |rest: &[u8]| [b"\xEF\xBB\xBF", rest].concat();
    open(String::from_utf8(marked(text.as_bytes())).unwrap());
    check(marked(&marked(text.as_bytes())), "the file begins with two byte order marks");
    check("\u{feff}\u{feff}{}", "the file begins with two byte order marks");
    check(marked(&little), utf16);

    check(b"{\"format\":\"whocan\",\n\"title\":\n\"caf\xe9\"}", "line 3 is not valid UTF-8 text");
    check(b"{\"\xc3\x28\"}", "line 1 is not valid UTF-8 text");
    // A surrogate, an overlong slash and a code point too high, each spelled in bytes.
    for bytes in [&b"{\"\xed\xa0\x80\"}"[..], b"{\"\xc0\xaf\"}", b"{\"\xf4\x90\x80\x80\"}"] {
        check(bytes, "line 1 is not valid UTF-8 text");
    }
}

#[test]
fn escapes_that_spell_no_text() {
    let not_json = |rest: &str| format!("the file is not JSON: {rest}");
    check(file(r#""id":"\ud800""#), &not_json("unexpected end of hex escape at line 1, column 44"));
    check(
        file(r#""id":"\udc00""#),
        &not_json("lone leading surrogate in hex escape at line 1, column 43"),
    );
    check(
        file(r#""id":"\ud800A""#),
        &not_json("unexpected end of hex escape at line 1, column 44"),
    );
    check(file(r#""id":"\u12""#), &not_json("invalid escape at line 1, column 43"));
}

#[test]
fn numbers_that_are_none() {
    check(file("\"x\":1e"), "the file is not JSON: invalid number at line 1, column 38");
    check(file("\"x\":01"), "the file is not JSON: invalid number at line 1, column 37");
}

//! Writes JSON in the one canonical layout: two spaces a level, and a value on one line when all
//! its members are plain (scalars, or lists of scalars), but for a map of long lists. So an entity or
//! a row of cells is a line, and a text comparison of two files shows what changed.

use super::{Json, Object};

/// The canonical text of a value, with a line feed at its end.
pub fn write(json: &Json) -> String {
    let mut text = String::new();
    write_value(&mut text, json, 0);
    text.push('\n');
    text
}

/// The value on one line.
pub fn compact(json: &Json) -> String {
    let mut text = String::new();
    write_line(&mut text, json);
    text
}

fn write_value(text: &mut String, json: &Json, depth: usize) {
    match json {
        Json::Object(object) if !is_row(object) => {
            text.push('{');
            for (index, (key, value)) in object.iter().enumerate() {
                break_line(text, index, depth + 1);
                write_text(text, key);
                text.push_str(": ");
                write_value(text, value, depth + 1);
            }
            end_line(text, depth);
            text.push('}');
        }
        Json::List(items) if !items.iter().all(is_scalar) => {
            text.push('[');
            for (index, item) in items.iter().enumerate() {
                break_line(text, index, depth + 1);
                write_value(text, item, depth + 1);
            }
            end_line(text, depth);
            text.push(']');
        }
        plain => write_line(text, plain),
    }
}

fn is_scalar(json: &Json) -> bool {
    !matches!(json, Json::List(_) | Json::Object(_))
}

fn is_row(object: &Object) -> bool {
    object.iter().all(|(_, value)| match value {
        Json::List(items) => items.iter().all(is_scalar),
        other => is_scalar(other),
    }) && !is_rows_of_lists(object)
}

/// How many items the lists of an object hold that stands on one line though it is nothing but
/// lists.
const SHORT: usize = 20;

/// Whether an object is a map with a row for each member: what groups tick, say.
fn is_rows_of_lists(object: &Object) -> bool {
    let lengths = object.iter().map(|(_, value)| match value {
        Json::List(items) => Some(items.len()),
        _ => None,
    });
    let lengths: Option<Vec<usize>> = lengths.collect();
    lengths.is_some_and(|lengths| lengths.len() > 1 && lengths.iter().sum::<usize>() > SHORT)
}

fn break_line(text: &mut String, index: usize, depth: usize) {
    if index > 0 {
        text.push(',');
    }
    end_line(text, depth);
}

fn end_line(text: &mut String, depth: usize) {
    text.push('\n');
    text.extend(std::iter::repeat_n("  ", depth));
}

fn write_line(text: &mut String, json: &Json) {
    match json {
        Json::Null => text.push_str("null"),
        Json::Bool(true) => text.push_str("true"),
        Json::Bool(false) => text.push_str("false"),
        Json::Number(number) => text.push_str(&number.to_string()),
        Json::Text(content) => write_text(text, content),
        Json::List(items) => {
            text.push('[');
            for (index, item) in items.iter().enumerate() {
                if index > 0 {
                    text.push_str(", ");
                }
                write_line(text, item);
            }
            text.push(']');
        }
        Json::Object(object) => {
            text.push('{');
            for (index, (key, value)) in object.iter().enumerate() {
                if index > 0 {
                    text.push_str(", ");
                }
                write_text(text, key);
                text.push_str(": ");
                write_line(text, value);
            }
            text.push('}');
        }
    }
}

/// Escapes what JSON demands, and beyond it `<` and the two line separators, so that the text can
/// stand inside a page's script without ending it.
fn write_text(text: &mut String, content: &str) {
    text.push('"');
    // Nearly every text is plain, and a file has a hundred thousand of them.
    if content
        .bytes()
        .all(|byte| matches!(byte, b' '..=b'~') && !matches!(byte, b'"' | b'\\' | b'<'))
    {
        text.push_str(content);
        text.push('"');
        return;
    }
    for c in content.chars() {
        match c {
            '"' => text.push_str("\\\""),
            '\\' => text.push_str("\\\\"),
            '\n' => text.push_str("\\n"),
            '\r' => text.push_str("\\r"),
            '\t' => text.push_str("\\t"),
            '<' | '\u{2028}' | '\u{2029}' => push_escape(text, c),
            c if c.is_control() => push_escape(text, c),
            c => text.push(c),
        }
    }
    text.push('"');
}

/// Only characters of the basic plane come here, so four digits do.
fn push_escape(text: &mut String, c: char) {
    text.push_str(&format!("\\u{:04x}", u32::from(c)));
}

#[cfg(test)]
mod tests {
    use super::super::parse;
    use super::*;

    #[track_caller]
    fn check(input: &str, expected: &str) {
        let json = parse(input.as_bytes()).unwrap();
        assert_eq!(write(&json), expected);
        assert_eq!(parse(write(&json).as_bytes()).unwrap(), json, "reads back as it was");
    }

    #[test]
    fn a_row_is_a_line_and_a_map_of_rows_is_not() {
        check(
            r#"{"a":1,"b":["x","y"],"c":{}}"#,
            "{\n  \"a\": 1,\n  \"b\": [\"x\", \"y\"],\n  \"c\": {}\n}\n",
        );
        check(
            r#"[{"id":"u","in":[]},{"id":"v"}]"#,
            "[\n  {\"id\": \"u\", \"in\": []},\n  {\"id\": \"v\"}\n]\n",
        );
        check(r#"{"g":{"p":"Read"}}"#, "{\n  \"g\": {\"p\": \"Read\"}\n}\n");
    }

    #[test]
    fn a_map_of_long_lists_has_a_line_for_each() {
        check(r#"{"g":["a"],"h":["b"]}"#, "{\"g\": [\"a\"], \"h\": [\"b\"]}\n");
        let long = ["\"a\""; 20].join(", ");
        check(
            &format!("{{\"g\":[{long}],\"h\":[\"b\"]}}"),
            &format!("{{\n  \"g\": [{long}],\n  \"h\": [\"b\"]\n}}\n"),
        );
        check(&format!("{{\"g\":[{long}, 1]}}"), &format!("{{\"g\": [{long}, 1]}}\n"));
    }

    #[test]
    fn markup_and_control_characters_are_escaped() {
        check(r#"["</script>\u0007\"\\"]"#, "[\"\\u003c/script>\\u0007\\\"\\\\\"]\n");
        check("[\"\u{2028}😀é\"]", "[\"\\u2028😀é\"]\n");
    }

    #[test]
    fn numbers_keep_every_digit() {
        check(
            "[1, -2, 0.50, 1e400, 123456789012345678901234567890.1]",
            "[1, -2, 0.50, 1e+400, 123456789012345678901234567890.1]\n",
        );
    }
}

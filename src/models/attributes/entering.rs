//! How boxes are read from pasted text.

use super::policy::Tick;

/// Reads a box as people write it; what a header shows is passed over.
///
/// # Errors
/// Says that the text is neither.
pub fn parse(text: &str) -> Result<Option<Tick>, String> {
    let plain = text.trim().to_lowercase();
    match plain.as_str() {
        "" | "-" | "0" | "no" | "n" | "false" => Ok(Some(Tick::Off)),
        "1" | "x" | "yes" | "y" | "true" | "✓" => Ok(Some(Tick::On)),
        plain if plain.starts_with("ticked") => Ok(Some(Tick::On)),
        plain if plain.starts_with("not ticked") => Ok(Some(Tick::Off)),
        plain if plain.contains(" of ") || plain.starts_with("nothing") => Ok(None),
        _ => Err(format!("`{}` is neither ticked nor not", text.trim())),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn boxes_as_people_write_them() {
        assert_eq!(parse("ticked"), Ok(Some(Tick::On)));
        assert_eq!(parse("not ticked, default"), Ok(Some(Tick::Off)));
        assert_eq!(parse(" X "), Ok(Some(Tick::On)));
        assert_eq!(parse("ticked, but obsolete"), Ok(Some(Tick::On)));
        assert_eq!(parse("some ticked, 3 of 13"), Ok(None));
        assert_eq!(parse("maybe"), Err("`maybe` is neither ticked nor not".to_owned()));
    }
}

//! How levels are read from pasted text.

use super::policy::Level;

/// Reads a level as people write it.
///
/// # Errors
/// Says that the text is none.
pub fn parse(text: &str) -> Result<Level, String> {
    let plain: String =
        text.chars().filter(|c| c.is_alphanumeric()).collect::<String>().to_lowercase();
    match plain.as_str() {
        "" | "d" | "deny" | "0" => Ok(Level::Deny),
        "r" | "read" | "1" => Ok(Level::Read),
        "rw" | "w" | "readwrite" | "2" => Ok(Level::ReadWrite),
        "rwd" | "x" | "rwdelete" | "readwritedelete" | "3" => Ok(Level::ReadWriteDelete),
        _ => Err(format!("`{}` is no level", text.trim())),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn levels_as_people_write_them() {
        for level in Level::ALL {
            assert_eq!(parse(level.name()), Ok(level));
        }
        assert_eq!(parse(" read write "), Ok(Level::ReadWrite));
        // As a cell shows it, and as people shorten it.
        assert_eq!(parse("RW-Delete"), Ok(Level::ReadWriteDelete));
        assert_eq!(parse("RWD"), Ok(Level::ReadWriteDelete));
        assert_eq!(parse(""), Ok(Level::Deny));
        assert_eq!(parse("write"), Err("`write` is no level".to_owned()));
    }
}

//! Finding what somebody named: by id or by name, and saying what there is where nothing fits.

use super::Trouble;
use whocan_core::format::clip;
use whocan_core::text::{Match, Names, folded};

/// How many suggestions a message makes.
const MOST: usize = 10;

/// Something that can be named.
pub(super) struct Choice {
    /// Its id.
    pub(super) id: String,
    /// What else it is called, its name first.
    pub(super) names: Vec<String>,
}

impl Choice {
    /// How far what is wanted is from being one of its names.
    fn distance(&self, wanted: &str) -> usize {
        let wanted = folded(wanted);
        std::iter::once(&self.id)
            .chain(&self.names)
            .map(|name| folded(name))
            .map(|name| if name.contains(&wanted) { 0 } else { edits(&wanted, &name) })
            .min()
            .unwrap_or(usize::MAX)
    }
}

/// The position of the one that is meant: the id counts first, then the names, then an id that only
/// looks the same.
pub(super) fn choose(what: &str, wanted: &str, choices: &[Choice]) -> Result<usize, Trouble> {
    if let Some(at) = choices.iter().position(|choice| choice.id == wanted) {
        return Ok(at);
    }
    let all = choices.iter().enumerate();
    let names =
        all.flat_map(|(at, choice)| choice.names.iter().map(move |name| (at, name.as_str())));
    let ids = choices.iter().enumerate().map(|(at, choice)| (at, choice.id.as_str()));
    let called = match Names::of(names).find(wanted) {
        Match::None => Names::of(ids).find(wanted),
        found => found,
    };
    match called {
        Match::One(only) => Ok(only),
        Match::None => Err(Trouble::new(
            format!("there is no {what} `{}`", clip(wanted)),
            nearest(wanted, choices),
        )),
        Match::Several(several) => {
            let meant: Vec<&Choice> = several.iter().filter_map(|at| choices.get(*at)).collect();
            Err(Trouble::new(
                format!("`{}` is the name of {} of them", clip(wanted), several.len()),
                format!("give an id: {}", list(&meant, meant.len(), |names| names.last())),
            ))
        }
    }
}

/// What there is, the nearest first.
fn nearest(wanted: &str, choices: &[Choice]) -> String {
    if choices.is_empty() {
        return "there is none at all".to_owned();
    }
    let mut order: Vec<(usize, &Choice)> =
        choices.iter().map(|choice| (choice.distance(wanted), choice)).collect();
    order.sort_by_key(|(distance, _)| *distance);
    let order: Vec<&Choice> = order.into_iter().map(|(_, choice)| choice).collect();
    format!("there are: {}", list(&order, choices.len(), |names| names.first()))
}

/// Some of them, each with one of its names: where they share the first, the last tells them apart.
fn list(choices: &[&Choice], of: usize, name: impl Fn(&[String]) -> Option<&String>) -> String {
    let shown: Vec<String> = choices
        .iter()
        .take(MOST)
        .map(|choice| match name(&choice.names) {
            Some(name) if *name != choice.id => format!("{} ({})", clip(&choice.id), clip(name)),
            _ => clip(&choice.id),
        })
        .collect();
    let rest = of.saturating_sub(shown.len());
    let more = if rest > 0 { format!(" and {rest} more") } else { String::new() };
    format!("{}{more}", shown.join(", "))
}

/// How many letters have to be put in, left out or changed to make one of the other.
fn edits(from: &str, to: &str) -> usize {
    let to: Vec<char> = to.chars().collect();
    // How far the letters of `from` so far are from each beginning of `to`.
    let mut row: Vec<usize> = (0..=to.len()).collect();
    for (at, letter) in from.chars().enumerate() {
        let (mut diagonal, mut left) = (at, at + 1);
        for (above, other) in row.iter_mut().skip(1).zip(&to) {
            let here = (diagonal + usize::from(letter != *other)).min(*above + 1).min(left + 1);
            diagonal = std::mem::replace(above, here);
            left = here;
        }
        if let Some(first) = row.first_mut() {
            *first = at + 1;
        }
    }
    row.last().copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn choices() -> Vec<Choice> {
        [("u-amy", "Amy Adeyemi"), ("u-bo", "Bo Li"), ("u-bo-2", "Bo Li"), ("Amy Adeyemi", "Odd")]
            .map(|(id, name)| Choice { id: id.to_owned(), names: vec![name.to_owned()] })
            .into()
    }

    #[track_caller]
    fn check(wanted: &str, expected: Result<usize, (&str, &str)>) {
        let found = choose("user", wanted, &choices());
        let found = found.map_err(|trouble| (trouble.message, trouble.help));
        let found = found.as_ref().map_err(|(message, help)| (message.as_str(), help.as_str()));
        assert_eq!(found.copied(), expected);
    }

    #[test]
    fn an_id_counts_before_a_name() {
        check("u-bo", Ok(1));
        check("Amy Adeyemi", Ok(3));
        check("amy adeyemi", Ok(0));
        check(
            "bo li",
            Err(("`bo li` is the name of 2 of them", "give an id: u-bo (Bo Li), u-bo-2 (Bo Li)")),
        );
    }

    #[test]
    fn a_name_that_looks_the_same_is_the_same() {
        check("Amy\u{a0} ADEYEMI", Ok(0));
        check("\u{200b}amy\nadeyemi", Ok(0));
        check("U-Bo-2", Ok(2));
        check("Ｏdd", Ok(3));
    }

    #[test]
    fn the_nearest_comes_first() {
        check(
            "u-boo",
            Err((
                "there is no user `u-boo`",
                "there are: u-bo (Bo Li), u-bo-2 (Bo Li), u-amy (Amy Adeyemi), Amy Adeyemi (Odd)",
            )),
        );
    }

    #[test]
    fn letters_apart() {
        assert_eq!(edits("", "abc"), 3);
        assert_eq!(edits("abc", ""), 3);
        assert_eq!(edits("kitten", "sitting"), 3);
        assert_eq!(edits("same", "same"), 0);
    }
}

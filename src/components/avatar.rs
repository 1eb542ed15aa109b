//! A person as their initials, beside their name.

use leptos::prelude::*;

/// How large it is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum AvatarSize {
    /// Within a chip.
    Tiny,
    /// In rows.
    #[default]
    Normal,
    /// At the head of a card.
    Large,
}

/// The initials of a name: of its first and its last word. A number at its end is what tells it from
/// others: it stands alone, and where there is no space for it nothing of it does.
pub fn initials(name: &str) -> String {
    const DIGITS: usize = 3;
    let mut words = name.split_whitespace();
    let (first, last) = (words.next(), words.next_back());
    let number = last.filter(|word| word.chars().all(|it| it.is_ascii_digit()));
    if let Some(number) = number.filter(|it| it.len() <= DIGITS) {
        return number.to_owned();
    }
    let last = last.filter(|_| number.is_none());
    let letters = first.into_iter().chain(last).filter_map(|word| word.chars().next());
    letters.flat_map(char::to_uppercase).collect()
}

/// See the module.
#[component]
pub fn Avatar(
    /// The person's name.
    #[prop(into)]
    name: String,
    /// How large it is.
    #[prop(optional)]
    size: AvatarSize,
) -> AnyView {
    let size = match size {
        AvatarSize::Tiny => "tiny",
        AvatarSize::Normal => "normal",
        AvatarSize::Large => "large",
    };
    view! {
        <span class="avatar" data-size=size aria-hidden="true">
            {initials(&name)}
        </span>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::initials;

    #[test]
    fn initials_are_of_the_first_and_the_last_word() {
        let cases = [
            ("Ingrid Solheim", "IS"),
            ("Anna de Vries", "AV"),
            ("Madonna", "M"),
            ("", ""),
            ("Person 10", "10"),
            ("Person 10000", "P"),
        ];
        assert_eq!(cases.map(|(name, _)| initials(name)), cases.map(|(_, made)| made.to_owned()));
    }
}

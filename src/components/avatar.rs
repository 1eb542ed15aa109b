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

/// The initials of a name: of its first and its last word.
pub fn initials(name: &str) -> String {
    let mut words = name.split_whitespace().filter_map(|word| word.chars().next());
    let (first, last) = (words.next(), words.next_back());
    first.into_iter().chain(last).flat_map(char::to_uppercase).collect()
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
        let cases = [("Ingrid Solheim", "IS"), ("Anna de Vries", "AV"), ("Madonna", "M"), ("", "")];
        assert_eq!(cases.map(|(name, _)| initials(name)), cases.map(|(_, made)| made.to_owned()));
    }
}

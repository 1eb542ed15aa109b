//! Enums whose values have names, in files, in questions or on screen. Knows none of them.

use std::str::FromStr;

use super::clip;

/// An enum of which each value has a name. The macro `names!` derives it.
pub trait Named: Copy + PartialEq + 'static {
    /// All values, in the order of the enum.
    const ALL: &'static [Self];
    /// Their names, in that order.
    const NAMES: &'static [&'static str];

    /// The name of this value.
    fn name(self) -> &'static str;
}

/// A named enum that can be read from its name; the error says that there is no such value.
pub trait Parsed: Named + FromStr<Err = String> {}

impl<T: Named + FromStr<Err = String>> Parsed for T {}

/// The value of a name. `unknown` is what is said where there is none: it can quote the `{name}` and
/// list the `{names}` that there are.
pub(crate) fn parse_name<T: Named>(name: &str, unknown: &str) -> Result<T, String> {
    let found = T::ALL.iter().copied().find(|value| value.name() == name);
    found.ok_or_else(|| {
        let unknown = unknown.replace("{names}", &listed(T::NAMES));
        unknown.replace("{name}", &clip(name))
    })
}

/// `a`, `a and b`, `a, b and c`.
pub(crate) fn listed(names: &[&str]) -> String {
    match names {
        [] => String::new(),
        [one] => (*one).to_owned(),
        [others @ .., last] => format!("{} and {last}", others.join(", ")),
    }
}

/// Declares an enum with the name of each value beside it, which says what it is where nothing more is to
/// be said, and derives `ALL`, `NAMES` and `name()`, besides what every such enum is: `Clone`, `Copy`, `Debug`,
/// `PartialEq` and `Eq`.
/// With a line that says what to answer to an `unknown` name it can be parsed as well:
///
/// ```text
/// names! {
///     /// A level of access.
///     #[derive(PartialOrd, Ord)]
///     pub enum Level {
///         /// View.
///         Read = "Read",
///         /// View and update.
///         ReadWrite = "Read-Write",
///     }
///     unknown: "`{name}` is no level; there are {names}"
/// }
/// ```
macro_rules! names {
    (
        $(#[$attribute:meta])*
        $visible:vis enum $Enum:ident {
            $($(#[$about:meta])* $Variant:ident = $name:expr,)+
        }
        $(unknown: $unknown:literal)?
    ) => {
        $(#[$attribute])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        $visible enum $Enum {
            $($(#[$about])* #[doc = concat!("By name ", stringify!($name), ".")] $Variant,)+
        }

        impl $Enum {
            /// All values, in order.
            $visible const ALL: [Self; [$($name),+].len()] = [$(Self::$Variant),+];

            /// Their names, in that order.
            $visible const NAMES: [&'static str; [$($name),+].len()] = [$($name),+];

            /// Its name.
            $visible const fn name(self) -> &'static str {
                match self {
                    $(Self::$Variant => $name,)+
                }
            }

            $(
                /// The value of this name.
                ///
                /// # Errors
                /// Says that there is none.
                $visible fn parse(name: &str) -> Result<Self, String> {
                    $crate::format::parse_name(name, $unknown)
                }
            )?
        }

        impl $crate::format::Named for $Enum {
            const ALL: &'static [Self] = &Self::ALL;
            const NAMES: &'static [&'static str] = &Self::NAMES;

            fn name(self) -> &'static str {
                self.name()
            }
        }

        $crate::format::from_str!($Enum $(, $unknown)?);
    };
}

/// Nothing for an enum that is never read from its name.
macro_rules! from_str {
    ($Enum:ident) => {};
    ($Enum:ident, $unknown:literal) => {
        impl std::str::FromStr for $Enum {
            type Err = String;

            fn from_str(name: &str) -> Result<Self, String> {
                Self::parse(name)
            }
        }
    };
}

pub(crate) use {from_str, names};

#[cfg(test)]
mod tests {
    names! {
        /// A side.
        enum Side {
            /// The left one.
            Left = "left",
            /// The right one.
            Right = "right",
            /// Both.
            Both = "left and right",
        }
        unknown: "`{name}` is no side; there are {names}"
    }

    #[test]
    fn names_stand_once() {
        assert_eq!(Side::ALL.map(Side::name), Side::NAMES);
        for side in Side::ALL {
            assert_eq!(Side::parse(side.name()), Ok(side));
            assert_eq!(side.name().parse(), Ok(side));
        }
        let unknown = "`{names}` is no side; there are left, right and left and right";
        assert_eq!(Side::parse("{names}"), Err(unknown.to_owned()));
    }
}

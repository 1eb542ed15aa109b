//! The documentation's nine cases: what a user and two groups are set to, what comes out, and why in a
//! sentence. The screen lets them be changed.

use super::policy::{Entry, Visibility};
use crate::format::listed;
use crate::text::capital;

use Visibility::{Hidden, Visible};

/// A case: what the user, group A and group B show, and the default.
pub type Case = ([Entry; 3], Visibility);

/// Whose the three entries of a case are.
pub const NAMES: [&str; 3] = ["the user", "group A", "group B"];

/// The documentation's cases, and what it says comes out.
pub fn cases() -> [(Case, Visibility); 9] {
    let (v, h) = (Entry::set(Visible), Entry::set(Hidden));
    let (uv, uh) = (Entry::unset(Visible), Entry::unset(Hidden));
    [
        (([uv, uv, uv], Hidden), Hidden),
        (([v, uv, uv], Hidden), Visible),
        (([uv, v, uv], Hidden), Visible),
        (([uh, uh, uh], Visible), Visible),
        (([h, uh, uh], Visible), Hidden),
        (([uh, v, uh], Hidden), Visible),
        (([h, v, uh], Hidden), Hidden),
        (([v, v, h], Visible), Hidden),
        (([h, v, v], Visible), Hidden),
    ]
}

/// What comes out of a case.
pub fn resolve((of, default): &Case) -> Visibility {
    // R2, R4
    of.iter().filter_map(|entry| entry.counting()).max().unwrap_or(*default)
}

/// Why.
pub fn why(case: &Case) -> String {
    let (of, default) = case;
    let out = resolve(case).name();
    let who = |wanted: &dyn Fn(Visibility) -> bool| -> Vec<&'static str> {
        let set = of.iter().zip(NAMES);
        let set = set.filter(|(entry, _)| entry.counting().is_some_and(wanted));
        set.map(|(_, name)| name).collect()
    };
    let deciding = who(&|value| value == resolve(case));
    let other = who(&|value| value != resolve(case));
    match (deciding.as_slice(), other.as_slice()) {
        ([], _) => format!("Nothing is set, so the default counts: {out}."),
        (some, []) if *default == resolve(case) => {
            format!("Only {} {} set: {out}. The default says the same.", listed(some), verb(some))
        }
        (some, []) => {
            let default = default.name();
            let only = listed(some);
            let set = verb(some);
            format!("Only {only} {set} set: {out}. The default, {default}, does not count.")
        }
        (some, others) => format!(
            "{} {} set to {out}, more restrictive than {}.",
            capital(&listed(some)),
            verb(some),
            listed(others)
        ),
    }
}

fn verb(names: &[&str]) -> &'static str {
    if names.len() == 1 { "is" } else { "are" }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_cases_come_out_as_documented_each_with_its_sentence() {
        let said = cases().map(|(case, expected)| {
            assert_eq!(resolve(&case), expected);
            why(&case)
        });
        assert_eq!(
            said,
            [
                "Nothing is set, so the default counts: Hidden.",
                "Only the user is set: Visible. The default, Hidden, does not count.",
                "Only group A is set: Visible. The default, Hidden, does not count.",
                "Nothing is set, so the default counts: Visible.",
                "Only the user is set: Hidden. The default, Visible, does not count.",
                "Only group A is set: Visible. The default, Hidden, does not count.",
                "The user is set to Hidden, more restrictive than group A.",
                "Group B is set to Hidden, more restrictive than the user and group A.",
                "The user is set to Hidden, more restrictive than group A and group B.",
            ]
        );
    }
}

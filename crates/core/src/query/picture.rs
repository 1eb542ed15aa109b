//! A system as a tiny picture: people down, targets across, a digit for how much each person can do
//! with each target. Of many it shows some, evenly spread, so that it costs the same whatever the size.

use super::Snapshot;
use crate::directory::Circumstances;
use crate::models::ModelKind;
use crate::verdict::Tone;

/// What people can do in a system in the end: a line for each person shown, and in it a digit for each
/// target shown, from `0` for nothing to `3` for everything. As far as it hangs on what they sign on as
/// it is the most that they can have.
pub fn picture(snapshot: &Snapshot, kind: ModelKind, most: (usize, usize)) -> String {
    let (most_rows, most_columns) = most;
    let resolver = snapshot.in_the_end(kind);
    let reads = resolver.info().reads;
    let targets = resolver.targets();
    let columns: Vec<_> = spread(targets.len(), most_columns)
        .filter_map(|at| resolver.on(&targets.get(at)?.key))
        .collect();
    let asked = Circumstances::default();
    let mut lines = String::new();
    for at in spread(snapshot.document().directory.users.len(), most_rows) {
        let Some(members) = snapshot.roster().nth(at) else { continue };
        let ways = match reads.sign_on || reads.service {
            true => resolver.any_identity(members, &asked),
            false => vec![asked.clone()],
        };
        lines.extend(columns.iter().map(|decide| {
            let tones = ways.iter().map(|way| decide(members, way).tone);
            digit(tones.max().unwrap_or(Tone::None))
        }));
        lines.push('\n');
    }
    lines
}

/// Positions of so many things, at most so many of them and evenly spread.
fn spread(count: usize, most: usize) -> impl Iterator<Item = usize> {
    let shown = count.min(most);
    (0..shown).map(move |at| at.saturating_mul(count) / shown.max(1))
}

fn digit(tone: Tone) -> char {
    match tone {
        Tone::None => '0',
        Tone::Low => '1',
        Tone::Middle => '2',
        Tone::Full => '3',
    }
}

#[cfg(test)]
mod tests {
    use super::super::cases::snapshot;
    use super::*;

    #[test]
    fn each_digit_is_what_a_person_can_do() {
        let of = snapshot(
            "processes",
            r#"{"catalogue":[{"id":"m","name":"M","processes":[
                {"id":"a","name":"A"},{"id":"b","name":"B"}]}],
                "levels":{"g":{"a":"Read"},"h":{"a":"Read-Write","b":"Read-Write-Delete"}}}"#,
        );
        // Ann is in both groups, Bob in the first, Cem in the second, Dee in none.
        assert_eq!(picture(&of, ModelKind::Processes, (9, 9)), "23\n10\n23\n00\n");
        assert_eq!(picture(&of, ModelKind::Processes, (2, 1)), "2\n2\n");
        assert_eq!(picture(&of, ModelKind::Processes, (0, 0)), "");
    }

    #[test]
    fn of_many_some_are_shown_evenly_spread() {
        assert_eq!(spread(10, 4).collect::<Vec<_>>(), [0, 2, 5, 7]);
        assert_eq!(spread(3, 4).collect::<Vec<_>>(), [0, 1, 2]);
        assert_eq!(spread(0, 4).count(), 0);
    }

    #[test]
    fn what_hangs_on_the_sign_on_is_the_most_that_can_be_had() {
        let of = snapshot(
            "acl",
            r#"{"records":[{"id":"r","name":"R","type":"Risks",
                "list":[{"member":{"group":"g"},"levels":["Read Summary"]}]}]}"#,
        );
        let drawn = picture(&of, ModelKind::Acl, (4, 1));
        let most = |line: &str| line.chars().all(|digit| ('0'..='3').contains(&digit));
        assert!(drawn.lines().count() == 4 && drawn.lines().all(most), "{drawn}");
    }
}

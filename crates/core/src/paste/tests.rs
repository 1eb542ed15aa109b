//! Pasting into a grid of levels with headings that stand for their rows, and copying it back.

use std::collections::BTreeMap;

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;

use super::*;

/// A grid of levels: rows as `depth name`, columns by name, what is set, and which rows a filter
/// hides.
#[derive(Clone, Debug, Default)]
struct Sample {
    rows: Vec<(usize, String)>,
    columns: Vec<String>,
    set: BTreeMap<At, &'static str>,
    left_out: Vec<usize>,
    folded: Vec<usize>,
    shown_rows: Option<Vec<usize>>,
    makes: (bool, bool),
}

fn level(plain: &str) -> Option<&'static str> {
    match joined(plain).as_str() {
        "d" | "deny" => Some("Deny"),
        "r" | "read" => Some("Read"),
        "w" | "write" => Some("Write"),
        _ => None,
    }
}

impl Sample {
    fn of(rows: &[&str], columns: &[&str]) -> Self {
        let row = |row: &&str| {
            let name = row.trim_start();
            (row.len() - name.len(), name.to_owned())
        };
        let columns = columns.iter().map(|name| (*name).to_owned()).collect();
        Self { rows: rows.iter().map(row).collect(), columns, ..Self::default() }
    }

    fn school() -> Self {
        let rows = ["Students", " Attendance", " View", "Reports", " View", " Exports"];
        Self::of(&rows, &["Office", "Exams", "Heads"])
    }

    fn with<T>(&self, then: impl FnOnce(&Grid<'_>) -> T) -> T {
        let keys: Vec<String> =
            (0..self.rows.len().max(self.columns.len())).map(|at| format!("k-{at}")).collect();
        let visibility = |row: usize| match () {
            () if self.left_out.contains(&row) => HeadVisibility::LeftOut,
            () if self.folded.contains(&row) => HeadVisibility::Folded,
            () => HeadVisibility::Shown,
        };
        let rows: Vec<Head<'_>> = self
            .rows
            .iter()
            .enumerate()
            .map(|(at, (depth, name))| {
                let visibility = visibility(at);
                Head { key: &keys[at], name, depth: *depth, visibility, ..Head::default() }
            })
            .collect();
        let columns = self.columns.iter().zip(&keys);
        let columns = columns.map(|(name, key)| Head { key, name, ..Head::default() }).collect();
        let all = (0..self.rows.len()).filter(|row| visibility(*row) == HeadVisibility::Shown);
        let shown = self.shown_rows.clone().unwrap_or_else(|| all.collect());
        let rows = Axis::new(rows, shown);
        let columns = Axis::new(columns, (0..self.columns.len()).collect());
        then(&Grid { corner: "Process, group", rows: &rows, columns: &columns })
    }

    fn plan(&self, text: &str, areas: &[Area]) -> Plan {
        self.with(|grid| plan(text, grid, areas, self)).unwrap()
    }

    /// What is set, as `row,column value`, then what else the plan says.
    #[track_caller]
    fn check(&self, text: &str, at: [usize; 4], sets: &[&str], says: &[&str]) {
        let [top, left, bottom, right] = at;
        let plan = self.plan(text, &[Area { top, left, bottom, right }]);
        let found: Vec<String> = plan
            .sets
            .iter()
            .map(|((row, column), value)| format!("{row},{column} {value}"))
            .collect();
        assert_eq!(found, sets, "{text:?}");
        let rest: Vec<String> =
            plan.says().into_iter().filter(|line| !line.contains("by the names")).skip(1).collect();
        assert_eq!(rest, says, "{text:?}");
    }

    fn whole(&self) -> String {
        self.with(|grid| {
            let (rows, columns) = (grid.rows.shown.len(), grid.columns.shown.len());
            let area = Area { top: 0, left: 0, bottom: rows - 1, right: columns - 1 };
            copied(grid, area, self)
        })
    }
}

impl Cells for Sample {
    fn parse(&self, text: &str) -> Parsed<String> {
        Parsed::of(text, level).map(str::to_owned)
    }
    fn read(&self, _: At, text: &str) -> Parsed<String> {
        self.parse(text)
    }
    fn now(&self, at: At) -> Option<String> {
        Some(self.copied(at))
    }
    fn copied(&self, at: At) -> String {
        (*self.set.get(&at).unwrap_or(&"Deny")).to_owned()
    }
    fn below(&self, row: usize) -> Option<Below> {
        let depth = self.rows.get(row).map(|(depth, _)| *depth)?;
        let below = self.rows.iter().enumerate().skip(row + 1);
        let rows: Vec<usize> =
            below.take_while(|(_, (other, _))| *other > depth).map(|(at, _)| at).collect();
        (!rows.is_empty()).then_some(Below { rows, missing: 0 })
    }
    fn makes(&self) -> (bool, bool) {
        self.makes
    }
}

const HERE: [usize; 4] = [1, 0, 1, 0];

#[test]
fn a_mark_that_is_not_understood_sets_nothing_and_is_named() {
    let grid = Sample::of(&["Bases", "Core Data", "Student Data"], &["Office", "Exams"]);
    let ticks = "\tOffice\tExams\nBases\t✓\t\nCore Data\t✔\t—\nStudent Data\t●\t✗\n";
    let named = "Not understood, and nothing is set for it: `✓` once, `✔` once, `—` once, `●` once, `✗` once.";
    grid.check(ticks, HERE, &[], &[named]);
    assert_eq!(grid.plan(ticks, &[]).blank, 1);
    grid.check(
        "x\n?\n?",
        [0, 0, 0, 0],
        &[],
        &["Not understood, and nothing is set for it: `x` once, `?` twice."],
    );
    grid.check(
        "Read?\nR!\nread",
        [0, 0, 0, 0],
        &["2,0 Read"],
        &["Not understood, and nothing is set for it: `Read?` once, `R!` once."],
    );
    assert!(!grid.plan("x", &[Area { top: 0, left: 0, bottom: 0, right: 0 }]).is_plain());
}

#[test]
fn a_blank_cell_leaves_what_is_there_and_says_so() {
    let mut grid = Sample::school();
    grid.set.insert((1, 0), "Read");
    grid.check("\n Write \n\u{200b}", HERE, &["2,0 Write"], &[]);
    let plan = grid.plan("\n Write \n\u{200b}", &[Area { top: 1, left: 0, bottom: 1, right: 0 }]);
    assert!(plan.is_plain());
    assert_eq!(plan.sum(), "1 cell changes; 2 are blank and leave what is there.");
}

#[test]
fn a_block_begins_at_the_top_left_and_repeats_as_often_as_it_fits() {
    let grid = Sample::of(&["a", "b", "c", "d"], &["1", "2", "3"]);
    // One cell fills all, one row goes down, one column across, a block as often as it goes.
    grid.check("R", [1, 1, 2, 2], &["1,1 Read", "1,2 Read", "2,1 Read", "2,2 Read"], &[]);
    grid.check("R\tW", [1, 1, 2, 2], &["1,1 Read", "1,2 Write", "2,1 Read", "2,2 Write"], &[]);
    grid.check("R\nW", [0, 0, 1, 1], &["0,0 Read", "0,1 Read", "1,0 Write", "1,1 Write"], &[]);
    grid.check("R\nW", [0, 2, 3, 2], &["0,2 Read", "1,2 Write", "2,2 Read", "3,2 Write"], &[]);
    // What does not go into it is put once.
    grid.check("R\nW", [0, 2, 2, 2], &["0,2 Read", "1,2 Write"], &[]);
    grid.check(
        "R\tW",
        [0, 1, 3, 1],
        &[
            "0,1 Read",
            "0,2 Write",
            "1,1 Read",
            "1,2 Write",
            "2,1 Read",
            "2,2 Write",
            "3,1 Read",
            "3,2 Write",
        ],
        &[],
    );
    let areas = [
        Area { top: 0, left: 0, bottom: 0, right: 0 },
        Area { top: 2, left: 2, bottom: 2, right: 2 },
    ];
    assert_eq!(grid.plan("R", &areas).sets.len(), 2);
    assert_eq!(grid.plan("R\tR", &areas).sets, [((2, 2), "Read".to_owned())]);
}

#[test]
fn what_lies_beyond_the_edge_is_counted() {
    let grid = Sample::of(&["a", "b"], &["1", "2"]);
    grid.check(
        "R\tR\tR\nR\tR\t",
        [1, 1, 1, 1],
        &["1,1 Read"],
        &["4 cells lie beyond the edge and are left out."],
    );
    grid.check(
        "\t1\nb\tR\tW",
        HERE,
        &["1,0 Read"],
        &["1 cell lies beyond the edge and is left out."],
    );
}

#[test]
fn names_in_the_first_row_and_column_decide() {
    let grid = Sample::school();
    let text = "\theads\tNobody\nATTENDANCE\tRead\tx\nGone\tDeny\ty";
    grid.check(
        text,
        HERE,
        &["1,2 Read"],
        &["Not found among the rows: Gone.", "Not found among the columns: Nobody."],
    );
    // Looks the same, is the same.
    let text = "\t\u{feff}He\u{ad}ads\u{a0}\n\"atten\u{200b}dance\n\"\tRead";
    grid.check(text, HERE, &["1,2 Read"], &[]);
}

#[test]
fn what_could_be_made_is_checked_before_it_is() {
    let grid = Sample { makes: (false, true), ..Sample::school() };
    let text = "\tOffice\tNight\nAttendance\tRead\t✓\nGone\tx\tx";
    grid.check(
        text,
        HERE,
        &["1,0 Read"],
        &[
            "Not understood, and nothing is set for it: `✓` once.",
            "Not found among the rows: Gone.",
            "Not found among the columns: Night.",
        ],
    );
}

#[test]
fn headings_that_nothing_has_are_told_from_values() {
    let grid = Sample::school();
    // Some known, some not: still a matrix, and not a word of it a value.
    grid.check(
        "\tNight\tDay\nAttendance\tR\tR",
        HERE,
        &[],
        &["Not found among the columns: Night, Day."],
    );
    grid.check("\tOffice\nTheatre\tR", HERE, &[], &["Not found among the rows: Theatre."]);
    grid.check(
        "action\tNight\tDay\nsing\tR\tW",
        HERE,
        &[],
        &["Not found among the rows: sing.", "Not found among the columns: Night, Day."],
    );
    // Values all over are no headings.
    grid.check("R\tW\nW\tR", HERE, &["1,0 Read", "1,1 Write", "2,0 Write", "2,1 Read"], &[]);
    grid.check(
        "R\tmaybe\nW\tR",
        HERE,
        &["1,0 Read", "2,0 Write", "2,1 Read"],
        &["Not understood, and nothing is set for it: `maybe` once."],
    );
}

#[test]
fn a_column_of_modules_says_which_of_several_is_meant() {
    let grid = Sample::school();
    let text = "Module,Action,Office\nStudents,View,R\nReports,View,W\n,Exports,W\nOther,View,R";
    grid.check(
        text,
        HERE,
        &["2,0 Read", "4,0 Write", "5,0 Write"],
        &["Not found among the rows: Other: View."],
    );
    grid.check("\tOffice\nreports: view\tW", HERE, &["4,0 Write"], &[]);
    // Headings that say so themselves, though the grid has none of it and names are values.
    let text = "Module,Action,Pupil\nusers,read,1\nusers,write,0";
    let rows = "Not found among the rows: users: read, users: write.";
    grid.check(text, HERE, &[], &[rows, "Not found among the columns: Pupil."]);
}

#[test]
fn of_several_of_one_name_never_the_first_is_taken() {
    let grid = Sample::school();
    grid.check(
        "\tOffice\nView\tR",
        HERE,
        &[],
        &["Rows that are left out, because the name stands for several: View."],
    );
    // As often as there are: in order.
    grid.check("\tOffice\nView\tR\nView\tW", HERE, &["2,0 Read", "4,0 Write"], &[]);
    // Not where the grid shows them in another order, or not all of them.
    let sorted = Sample { shown_rows: Some(vec![0, 3, 4, 5, 1, 2]), ..grid.clone() };
    assert_eq!(sorted.plan("\tOffice\nView\tR\nView\tW", &[]).doubtful_rows, ["View"]);
    // One that stands twice in the table is not taken either.
    grid.check(
        "\tOffice\tOFFICE\nExports\tR\tW",
        HERE,
        &[],
        &["Columns that are left out, because the name stands for several: Office."],
    );
}

#[test]
fn commas_and_semicolons_separate_where_they_are_no_prose() {
    let grid = Sample::school();
    grid.check("Process;Office;Exams\r\nAttendance;R;W\r\n", HERE, &["1,0 Read", "1,1 Write"], &[]);
    grid.check("R,W\nW,R", HERE, &["1,0 Read", "1,1 Write", "2,0 Write", "2,1 Read"], &[]);
    let prose = "Not understood, and nothing is set for it: `R, W` once.";
    grid.check("R, W", HERE, &[], &[prose]);
    assert!(grid.with(|all| plan("a,\"b", all, &[], &grid)).is_err());
    assert_eq!(grid.with(|all| plan("a\n\"b", all, &[], &grid)).unwrap_err().line, 2);
}

#[test]
fn what_a_filter_hides_is_not_pasted_over() {
    // Of the rows under Students only one is shown, and a folded one is no filter's.
    let grid = Sample { left_out: vec![2, 4], folded: vec![5], ..Sample::school() };
    let text = "\tOffice\nStudents: View\tR\nAttendance\tR\nExports\tW";
    grid.check(
        text,
        HERE,
        &["1,0 Read", "5,0 Write"],
        &["1 cell that the filter hides is left as it is."],
    );
    // A heading stands for those that are shown.
    grid.check(
        "\tOffice\nStudents\tR",
        HERE,
        &["1,0 Read"],
        &["1 cell that the filter hides is left as it is."],
    );
    grid.check(
        "R",
        [0, 0, 0, 0],
        &["1,0 Read"],
        &["1 cell that the filter hides is left as it is."],
    );
    let all = Sample::school();
    all.check("R", [0, 0, 0, 0], &["0,0 Read"], &[]);
}

#[test]
fn a_heading_goes_behind_what_is_said_of_its_rows() {
    let mut grid = Sample::school();
    grid.set.insert((1, 0), "Deny");
    // Attendance is said to stay as it is: the heading as a whole is not set.
    grid.check("R\nDeny", [0, 0, 1, 0], &["2,0 Read"], &[]);
}

#[test]
fn doubles_come_back_by_what_they_stand_under_or_by_key() {
    let mut grid = Sample::of(
        &["Students", " Students", " View", "Reports", " View"],
        &["Office", "Office", "office"],
    );
    grid.set.insert((2, 1), "Write");
    grid.set.insert((4, 0), "Read");
    let text = grid.whole();
    assert!(text.starts_with("Process, group\tOffice (k-0)\tOffice (k-1)\toffice\n"), "{text}");
    assert!(
        text.contains("\nStudents (k-0)\t") && text.contains("\nStudents: Students\t"),
        "{text}"
    );
    assert!(text.contains("\nReports: View\tRead\t"), "{text}");
    let mut plain = Sample { set: BTreeMap::new(), ..grid.clone() };
    assert_eq!(
        plain.plan(&text, &[]).sets,
        [((2, 1), "Write".to_owned()), ((4, 0), "Read".to_owned())]
    );
    plain.left_out = vec![3, 4];
    assert_eq!(plain.plan(&text, &[]).sets, [((2, 1), "Write".to_owned())]);
    assert_eq!(grid.plan(&text, &[]).sets, []);
}

#[test]
fn units_of_one_name_under_several_parents_are_told_apart() {
    let units = [
        "総務部",
        " 総務課",
        "  総務班",
        "郷ノ浦支所",
        " 市民生活班",
        "勝本支所",
        " 市民生活班",
        " 地域班",
        "芦辺支所",
        " 市民生活班",
        " 地域班",
        "教育総務課",
        " 総務班",
    ];
    let mut grid = Sample::of(&units, &["Office", "Audit"]);
    grid.set.insert((9, 0), "Read");
    grid.set.insert((4, 1), "Write");
    let text = grid.whole();
    assert_eq!(grid.plan(&text, &[]).sets, []);
    let blank = Sample { set: BTreeMap::new(), ..grid.clone() };
    let expected = [((4, 1), "Write".to_owned()), ((9, 0), "Read".to_owned())];
    assert_eq!(blank.plan(&text, &[]).sets, expected);
    // As a spreadsheet may have it: in any order, with the parent beside the unit, in wide characters.
    let text = "所属,ユニット,Office\n芦辺支所,市民生活班,R\n郷ノ浦支所,市民生活班,Ｗ\n,総務班,R";
    let plan = blank.plan(text, &[]);
    assert_eq!(plan.sets, [((4, 0), "Write".to_owned()), ((9, 0), "Read".to_owned())]);
    assert_eq!(plan.unknown_rows, ["郷ノ浦支所: 総務班"]);
    assert_eq!(blank.plan("\tOffice\n市民生活班\tR", &[]).doubtful_rows, ["市民生活班"]);
}

/// Names as they come: doubles, odd spaces, formulas, quotes, line breaks, marks, values.
fn name() -> impl Strategy<Value = String> {
    let odd = select(vec![
        "Office",
        "office",
        "Zoë",
        "Zoe\u{308}",
        " a  b ",
        "=1+1",
        "'=1",
        "-",
        "\"q\"",
        "a\tb",
        "x\ny",
        "\r=",
        "Read",
        "Deny",
        "",
        "\u{200b}",
        "a, b",
        "5\" tape",
        "Office: View",
        "View (k-1)",
        "@",
        "総務班",
        "👩\u{200d}🏫",
    ]);
    prop_oneof![odd.prop_map(str::to_owned), "[ -~]{0,6}", any::<String>()]
}

fn sample() -> impl Strategy<Value = Sample> {
    let rows = vec((0_usize..3, name()), 1..8);
    let columns = vec(name(), 1..5);
    let set = vec(select(vec!["Deny", "Read", "Write"]), 40);
    let left_out = vec(0_usize..8, 0..3);
    (rows, columns, set, left_out).prop_map(|(rows, columns, set, left_out)| {
        let width = columns.len();
        let at = |at: usize| (at / width, at % width);
        let set = set.into_iter().enumerate().map(|(place, value)| (at(place), value)).collect();
        Sample { rows, columns, set, left_out, ..Sample::default() }
    })
}

proptest! {
    #[test]
    fn pasting_back_what_was_copied_changes_nothing(grid in sample()) {
        prop_assume!((0..grid.rows.len()).any(|row| !grid.left_out.contains(&row)));
        let text = grid.whole();
        let (rows, columns) = grid.with(|grid| (grid.rows.shown.len(), grid.columns.shown.len()));
        let all = Area { top: 0, left: 0, bottom: rows - 1, right: columns - 1 };
        let plan = grid.plan(&text, &[all]);
        prop_assert_eq!(&plan.sets, &[], "{:?}", text);
        prop_assert_eq!(plan.by_names, rows * columns > 1);
        prop_assert_eq!(plan.unchanged, rows * columns, "{:?} {:?}", text, plan);
        // Without headings too.
        for bottom in 0..rows {
            let area = Area { bottom, right: 0, ..all };
            let part = grid.with(|all| copied(all, area, &grid));
            prop_assert_eq!(&grid.plan(&part, &[area]).sets, &[], "{:?}", part);
        }
    }

    #[test]
    fn no_text_makes_the_planner_stumble(grid in sample(), text: String, top in 0_usize..9, left in 0_usize..9) {
        let area = Area { top, left, bottom: top + 1, right: left };
        let plan = grid.with(|all| plan(&text, all, &[area], &grid));
        if let Ok(plan) = plan {
            for ((row, _), _) in &plan.sets {
                prop_assert!(!grid.left_out.contains(row));
            }
        }
    }
}

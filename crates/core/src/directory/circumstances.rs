//! The circumstances of a question: what a person signed on as, the date, the service, who acts
//! for whom, which licences are installed. One struct for all models; each says what it reads.

use std::fmt;

use super::{Leaning, Principal, UserId};
use crate::format::clip;
use crate::keys::Typed;

/// A day of the calendar, `2026-01-15`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Date {
    year: u16,
    month: u8,
    day: u8,
}

impl Date {
    /// The day, where the calendar has it.
    pub fn new(year: u16, month: u8, day: u8) -> Option<Self> {
        let leap =
            year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
        let days = match month {
            2 if leap => 29,
            2 => 28,
            4 | 6 | 9 | 11 => 30,
            1..=12 => 31,
            _ => return None,
        };
        let sound = Self::YEARS.contains(&year) && (1..=days).contains(&day);
        sound.then_some(Self { year, month, day })
    }

    /// The years that there are dates of. What lies before or after them is a slip of the keyboard:
    /// a year of which two digits are typed so far is not yet one.
    pub(crate) const YEARS: std::ops::RangeInclusive<u16> = 1900..=9999;

    /// The day as sentences and cells have it: `15 January 2026`. Always in this one way; files have
    /// it as [`fmt::Display`] writes it.
    pub fn words(self) -> String {
        const MONTHS: [&str; 12] = [
            "January",
            "February",
            "March",
            "April",
            "May",
            "June",
            "July",
            "August",
            "September",
            "October",
            "November",
            "December",
        ];
        let at = usize::from(self.month).saturating_sub(1);
        let month = MONTHS.get(at).copied().unwrap_or_default();
        format!("{} {month} {}", self.day, self.year)
    }

    /// The day after; none after the last day of the year 9999.
    pub fn next(self) -> Option<Self> {
        let Self { year, month, day } = self;
        Self::new(year, month, day + 1)
            .or_else(|| Self::new(year, month + 1, 1))
            .or_else(|| Self::new(year + 1, 1, 1))
    }

    /// The day before; none before the first day of the year 1900.
    pub fn previous(self) -> Option<Self> {
        let Self { year, month, day } = self;
        let last = |year, month| (28..=31).rev().find_map(|day| Self::new(year, month, day));
        Self::new(year, month, day - 1)
            .or_else(|| last(year, month - 1))
            .or_else(|| last(year - 1, 12))
    }

    fn no_year(text: &str) -> String {
        let (first, last) = (Self::YEARS.start(), Self::YEARS.end());
        format!("the year of `{}` is none from {first} to {last}", clip(text))
    }

    /// Reads `YYYY-MM-DD`; a year of the years that there are dates of.
    ///
    /// # Errors
    /// Says what the text is instead of a date.
    pub fn parse(text: &str) -> Result<Self, String> {
        let wrong = || format!("`{}` is not a date of the form 2026-01-15", clip(text));
        let parts: Vec<&str> = text.split('-').collect();
        let [year, month, day] = parts.as_slice() else { return Err(wrong()) };
        let sound = [(year, 4), (month, 2), (day, 2)]
            .iter()
            .all(|(part, len)| part.len() == *len && part.bytes().all(|b| b.is_ascii_digit()));
        // As some fields of browsers write years that were typed on and on.
        let years = |part: &str| part.len() > 4 && part.bytes().all(|b| b.is_ascii_digit());
        if years(year) {
            return Err(Self::no_year(text));
        }
        let (true, Ok(year), Ok(month), Ok(day)) =
            (sound, year.parse(), month.parse(), day.parse())
        else {
            return Err(wrong());
        };
        if !Self::YEARS.contains(&year) {
            return Err(Self::no_year(text));
        }
        Self::new(year, month, day).ok_or_else(|| format!("the calendar has no day `{text}`"))
    }
}

impl Date {
    /// What comes of a date that was typed into a field which is left now. Until then nothing does:
    /// on the way from one date to another lie others that nobody means.
    ///
    /// # Errors
    /// Says why the date that was there stays.
    pub fn entered(text: &str, typed: Typed) -> Result<Option<Self>, String> {
        match (typed, text) {
            (Typed::Part, _) => Err("The date is not complete. It stays as it was.".to_owned()),
            (Typed::Whole, "") => Ok(None),
            (Typed::Whole, text) => Self::parse(text)
                .map(Some)
                .map_err(|why| format!("Not set: {why}. The date stays as it was.")),
        }
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }
}

/// Under which circumstances somebody asks. What is `None` is not known or not chosen.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Circumstances {
    /// The group or post that the person signed on as.
    pub sign_on: Option<Principal>,
    /// The day of the question.
    pub on: Option<Date>,
    /// The service that the person signed on under.
    pub service: Option<String>,
    /// Who edits the permissions, where that is asked.
    pub acting_as: Option<UserId>,
    /// Licences to assume instead of the directory's.
    pub licences: Option<Vec<String>>,
    /// How the day is taken where the question names none and that of the file cannot be read: it
    /// may be any.
    pub any_day: Option<Leaning>,
}

/// The day of questions that name none.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct AsOf {
    /// The day, where the file has one that can be read.
    pub day: Option<Date>,
    /// How it is taken where the file has one that cannot be read.
    pub any_day: Option<Leaning>,
}

impl From<Option<Date>> for AsOf {
    fn from(day: Option<Date>) -> Self {
        Self { day, any_day: None }
    }
}

/// Which of the circumstances a model takes into account. The preview offers only these and names
/// the others as not considered.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Reads {
    /// What the person signed on as.
    pub sign_on: bool,
    /// The date.
    pub on: bool,
    /// The service.
    pub service: bool,
    /// Who edits.
    pub acting_as: bool,
    /// The licences.
    pub licences: bool,
}

impl Reads {
    /// None of them.
    pub const NOTHING: Self =
        Self { sign_on: false, on: false, service: false, acting_as: false, licences: false };

    /// What is not taken into account, in words.
    pub fn ignored(self) -> Vec<&'static str> {
        [
            (self.sign_on, "what the person signs on as"),
            (self.on, "the date"),
            (self.service, "the service signed on to"),
            (self.acting_as, "who edits the permissions"),
            (self.licences, "licences"),
        ]
        .into_iter()
        .filter_map(|(reads, words)| (!reads).then_some(words))
        .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: Result<&str, &str>) {
        let found = Date::parse(text).map(|date| date.to_string());
        assert_eq!(found.as_deref().map_err(String::as_str), expected);
    }

    #[track_caller]
    fn check_next(day: &str, expected: Option<&str>) {
        let next = Date::parse(day).unwrap().next();
        assert_eq!(next.map(|day| day.to_string()).as_deref(), expected);
        assert!(next.is_none_or(|next| next.previous() == Date::parse(day).ok()));
    }

    #[test]
    fn the_day_after() {
        check_next("2026-01-15", Some("2026-01-16"));
        check_next("2026-02-28", Some("2026-03-01"));
        check_next("2028-02-28", Some("2028-02-29"));
        check_next("2026-12-31", Some("2027-01-01"));
        check_next("9999-12-31", None);
        assert_eq!(Date::parse("1900-01-01").unwrap().previous(), None);
    }

    #[test]
    fn a_date_counts_once_it_is_complete_and_left() {
        let day = Date::parse("2026-07-31").unwrap();
        assert_eq!(Date::entered("2026-07-31", Typed::Whole), Ok(Some(day)));
        assert_eq!(Date::entered("", Typed::Whole), Ok(None));
        let part = "The date is not complete. It stays as it was.";
        assert_eq!(Date::entered("", Typed::Part), Err(part.to_owned()));
        assert_eq!(Date::entered("2026-07-31", Typed::Part), Err(part.to_owned()));
        let year = "Not set: the year of `0202-07-31` is none from 1900 to 9999. The date stays as it was.";
        assert_eq!(Date::entered("0202-07-31", Typed::Whole), Err(year.to_owned()));
    }

    #[test]
    fn a_date_is_written_in_one_way() {
        assert_eq!(Date::parse("2026-05-04").unwrap().words(), "4 May 2026");
        assert_eq!(Date::parse("2026-01-31").unwrap().words(), "31 January 2026");
        assert_eq!(Date::parse("1900-12-01").unwrap().words(), "1 December 1900");
    }

    #[test]
    fn dates() {
        check("2026-01-15", Ok("2026-01-15"));
        check("2028-02-29", Ok("2028-02-29"));
        check("2026-02-29", Err("the calendar has no day `2026-02-29`"));
        check("1900-02-29", Err("the calendar has no day `1900-02-29`"));
        check("1900-01-01", Ok("1900-01-01"));
        check("9999-12-31", Ok("9999-12-31"));
        check("1899-12-31", Err("the year of `1899-12-31` is none from 1900 to 9999"));
        check("0020-07-31", Err("the year of `0020-07-31` is none from 1900 to 9999"));
        check("12026-07-31", Err("the year of `12026-07-31` is none from 1900 to 9999"));
        check("2026-13-01", Err("the calendar has no day `2026-13-01`"));
        check("26-1-5", Err("`26-1-5` is not a date of the form 2026-01-15"));
        check("+026-01-05", Err("`+026-01-05` is not a date of the form 2026-01-15"));
        check("today", Err("`today` is not a date of the form 2026-01-15"));
    }
}

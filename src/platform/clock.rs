//! How much time passes, to stay within what a page may take at a time; and what time it is, for what
//! is kept. No question is answered by it: those have a date of their own.

use whocan_core::directory::Date;

/// Milliseconds since the page began. Without a clock no time passes.
pub fn now() -> f64 {
    super::window().and_then(|window| window.performance()).map_or(0.0, |clock| clock.now())
}

/// Does some work and tells the browser's own record how long it took, for whoever measures the page.
pub fn measured<T>(name: &str, work: impl FnOnce() -> T) -> T {
    let Some(clock) = super::window().and_then(|window| window.performance()) else {
        return work();
    };
    // SyntaxError only for a name that the browser itself uses.
    clock.mark(name).ok();
    let done = work();
    clock.measure_with_start_mark(name, name).ok();
    // Whoever listens has been told; nothing is kept.
    clock.clear_marks_with_mark_name(name);
    clock.clear_measures_with_measure_name(name);
    done
}

/// What time it is, in whole milliseconds since 1970.
pub fn time() -> u64 {
    js_sys::Date::now() as u64
}

/// Today as files are named by it: `2026-01-15`, by the user's own clock.
pub fn day() -> String {
    let now = js_sys::Date::new_0();
    format!("{:04}-{:02}-{:02}", now.get_full_year(), now.get_month() + 1, now.get_date())
}

/// The day of a time by the user's own clock: `2026-01-15`.
pub fn day_of(time: u64) -> String {
    let date = js_sys::Date::new(&(time as f64).into());
    format!("{:04}-{:02}-{:02}", date.get_full_year(), date.get_month() + 1, date.get_date())
}

/// A time in words, by the user's own clock: `4 May 2026, 09:30`.
pub fn said(time: u64) -> String {
    let day = Date::parse(&day_of(time)).map(Date::words).unwrap_or_default();
    format!("{day}, {}", Moment::of(time).clock())
}

/// The time of day in the user's own way of writing it.
pub fn of_day(time: u64) -> String {
    let date = js_sys::Date::new(&(time as f64).into());
    date.to_locale_time_string("default").into()
}

/// A time as the year, month, day, hour, minute and second of the user's own clock.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Moment {
    /// The year.
    pub year: u32,
    month: u32,
    day: u32,
    hour: u32,
    minute: u32,
    second: u32,
}

impl Moment {
    /// The moment of a time.
    pub fn of(time: u64) -> Self {
        let date = js_sys::Date::new(&(time as f64).into());
        Self {
            year: date.get_full_year(),
            month: date.get_month(),
            day: date.get_date(),
            hour: date.get_hours(),
            minute: date.get_minutes(),
            second: date.get_seconds(),
        }
    }

    /// The day, such as `12 Jan`.
    pub fn day(self) -> String {
        const MONTHS: [&str; 12] =
            ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
        let month = usize::try_from(self.month).ok().and_then(|month| MONTHS.get(month));
        format!("{} {}", self.day, month.copied().unwrap_or_default())
    }

    /// The time of day, such as `09:30`.
    pub fn clock(self) -> String {
        format!("{:02}:{:02}", self.hour, self.minute)
    }

    /// The time of day to the second, such as `09:30:05`.
    pub fn exact_clock(self) -> String {
        format!("{}:{:02}", self.clock(), self.second)
    }

    /// The day as a date field has it, such as `2026-01-12`.
    pub fn date(self) -> String {
        format!("{:04}-{:02}-{:02}", self.year, self.month + 1, self.day)
    }
}

/// A time as lists have it, such as `12 Jan 2026, 09:30`.
pub fn dated(time: u64) -> String {
    let moment = Moment::of(time);
    format!("{} {}, {}", moment.day(), moment.year, moment.clock())
}

/// Today in words: `4 May 2026`, by the user's own clock.
pub fn today() -> String {
    Date::parse(&day()).map(Date::words).unwrap_or_default()
}

/// A time as a list says when something was: `Today, 14:02`, `Yesterday`, `19 November`, and with its
/// year where that is another one.
pub fn when(time: u64) -> String {
    let date = js_sys::Date::new(&(time as f64).into());
    let now = js_sys::Date::new_0();
    let midnight = |of: &js_sys::Date| {
        let (month, day) = (of.get_month() as i32, of.get_date() as i32);
        js_sys::Date::new_with_year_month_day(of.get_full_year(), month, day).get_time()
    };
    // A day has 23 hours where the clocks go forward, and 25 where they go back.
    match ((midnight(&now) - midnight(&date)) / 86_400_000.0).round() as i64 {
        0 => format!("Today, {:02}:{:02}", date.get_hours(), date.get_minutes()),
        1 => "Yesterday".to_owned(),
        _ => {
            let (year, month, day) = (date.get_full_year(), date.get_month() + 1, date.get_date());
            let words = Date::parse(&format!("{year:04}-{month:02}-{day:02}")).map(Date::words);
            let words = words.unwrap_or_default();
            match now.get_full_year() == year {
                true => words.strip_suffix(&format!(" {year}")).map(str::to_owned),
                false => None,
            }
            .unwrap_or(words)
        }
    }
}

//! `whocan example`: the shipped examples as files.

use std::io;

use super::args::ExampleArgs;
use super::choose::{Choice, choose};
use super::text::{line, pad, widest};
use super::{Exit, Stop, Streams, Trouble};
use whocan_core::document::write;
use whocan_core::examples::large::{self, SEED, Size};
use whocan_core::examples::{ALL, Example};

/// Runs the command.
pub(super) fn example(args: &ExampleArgs, streams: &mut Streams<'_>) -> Result<Exit, Stop> {
    let Some(name) = &args.name else {
        if args.seed.is_some() || args.people.is_some() {
            return Err(only_large());
        }
        list(streams)?;
        return Ok(Exit::AllTrue);
    };
    let shipped = ALL.iter().map(|example| (example.slug, example.title));
    let choices: Vec<Choice> = shipped
        .chain([(large::SLUG, large::TITLE)])
        .map(|(slug, title)| Choice { id: slug.to_owned(), names: vec![title.to_owned()] })
        .collect();
    let text = match ALL.get(choose("example", name, &choices)?) {
        Some(_) if args.seed.is_some() || args.people.is_some() => return Err(only_large()),
        Some(example) => example.text.to_owned(),
        None => {
            let people = args.people.and_then(|people| usize::try_from(people).ok());
            let size = Size::default();
            let size = Size { people: people.unwrap_or(size.people), ..size };
            write(&large::large(size, args.seed.unwrap_or(SEED)))
        }
    };
    streams.output.write_all(text.as_bytes())?;
    Ok(Exit::AllTrue)
}

fn only_large() -> Stop {
    Trouble::new(
        format!("only the example `{}` is made up", large::SLUG),
        "leave --seed and --people out",
    )
    .into()
}

fn list(streams: &mut Streams<'_>) -> io::Result<()> {
    let shipped = ALL.iter().map(|Example { slug, title, about, .. }| (*slug, *title, *about));
    let all: Vec<_> = shipped.chain([(large::SLUG, large::TITLE, large::INFO)]).collect();
    let width = widest(all.iter().map(|(slug, ..)| *slug));
    for (slug, title, about) in all {
        line(streams.output, 0, &format!("{}  {title}", pad(slug, width)))?;
        line(streams.output, width + 2, about)?;
    }
    Ok(())
}

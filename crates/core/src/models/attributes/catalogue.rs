//! The shipped catalogue, compiled in as a text of lines that say by their first sign what they are;
//! the text itself begins with what each sign means. Whatever is no such line is passed over: tests
//! see to it that none is.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use super::area::Area;
use super::policy::{Gate, Policy, Strength};
use super::section::{Attribute, Catalogue, Section};
use crate::directory::Table;
use crate::format::{Extra, Unread};
use crate::shared::Shared;

/// The name under which it is frozen.
pub(super) const NAME: &str = "iyss-1";

/// Why the product's Asset attributes remain without effect.
const ASSET: &str = "Not needed since Asset was switched off.";

/// What begins the part of a description that says what is odd about it.
pub const NOTE: &str = "Note: ";

pub(super) fn shipped() -> &'static Policy {
    static SHIPPED: OnceLock<Policy> = OnceLock::new();
    SHIPPED.get_or_init(|| {
        let mut reading = Reading::default();
        include_str!("catalogue/iyss-1.txt").lines().for_each(|line| reading.line(line));
        Policy {
            catalogue: Catalogue::new(reading.sections).into(),
            gates: reading.gates.into(),
            unread_gates: Unread::default(),
            ticks: Shared::default(),
            reports: Table::default(),
            services: Shared::default(),
            extra: Extra::new(),
        }
    })
}

/// A letter for the kind and the words of a name, in small letters.
pub(super) fn slug(kind: char, name: &str) -> String {
    let mut id = String::from(kind);
    for part in name.split(|c: char| !c.is_ascii_alphanumeric()).filter(|part| !part.is_empty()) {
        id.push('-');
        id.push_str(&part.to_ascii_lowercase());
    }
    id
}

/// What is read so far.
#[derive(Default)]
struct Reading<'t> {
    sections: Vec<Section>,
    gates: Vec<Gate>,
    /// What the suffixes of the present section mean.
    meanings: BTreeMap<&'t str, &'t str>,
    /// The licence that all of it needs.
    licence: Option<&'t str>,
    /// What all that follows in it needs.
    needs: Option<&'t str>,
}

impl<'t> Reading<'t> {
    fn line(&mut self, line: &'t str) {
        let (sign, rest) = line.split_once(' ').unwrap_or((line, ""));
        match sign {
            "=" => {
                self.sections.push(Section::new(&slug('s', rest), rest));
                self.begin();
            }
            "==" => {
                let within = Section::new(&slug('s', rest), rest);
                if let Some(outer) = self.sections.last_mut() {
                    outer.sections.push(within);
                }
                self.begin();
            }
            "*" => self.section().into_iter().for_each(|it| it.select_all = true),
            "/" => {
                let suffixes = rest.split(", ").map(str::to_owned).collect();
                if let Some(section) = self.section() {
                    section.families.push(suffixes);
                }
            }
            "." => self.meanings.extend(rest.split_once(": ")),
            "+" => self.members(rest),
            "-" => {
                self.add(Attribute { unexplained: true, ..Attribute::new(&slug('a', rest), rest) });
            }
            "~~" => self.licence = rest.strip_prefix("licence "),
            "<<" => self.needs = Some(rest).filter(|needs| !needs.is_empty()),
            "<" => self.gate(rest, Strength::Deny),
            "?" => self.gate(rest, Strength::Warn),
            "!" => {
                if let Some(Section { attributes, warn, .. }) = self.section() {
                    let warn = attributes.last_mut().map_or(warn, |it| &mut it.warn);
                    *warn = Some(rest.to_owned());
                }
            }
            ":" => {
                let Some(Section { attributes, description, .. }) = self.section() else { return };
                match attributes.last_mut() {
                    Some(it) => {
                        it.unexplained = rest.starts_with(NOTE);
                        it.description = Some(rest.to_owned());
                    }
                    None => *description = Some(rest.to_owned()),
                }
            }
            "~" => self.attribute().into_iter().for_each(|it| property(it, rest)),
            _ => {}
        }
    }

    fn begin(&mut self) {
        self.meanings.clear();
        self.licence = None;
        self.needs = None;
    }

    fn section(&mut self) -> Option<&mut Section> {
        let outer = self.sections.last_mut()?;
        if outer.sections.is_empty() { Some(outer) } else { outer.sections.last_mut() }
    }

    fn attribute(&mut self) -> Option<&mut Attribute> {
        self.section()?.attributes.last_mut()
    }

    fn add(&mut self, mut attribute: Attribute) {
        attribute.licences.extend(self.licence.map(str::to_owned));
        if let Some(section) = self.section() {
            section.attributes.push(attribute);
        }
        if let Some(needs) = self.needs {
            self.gate(needs, Strength::Deny);
        }
    }

    /// `base; base: suffix, suffix < needed, suffix ? advised`
    fn members(&mut self, line: &'t str) {
        let Some((bases, suffixes)) = line.split_once(": ") else { return };
        for base in bases.split("; ") {
            for member in suffixes.split(", ") {
                let (suffix, behind) = match (member.split_once(" < "), member.split_once(" ? ")) {
                    (Some((suffix, needs)), _) => (suffix, Some((needs, Strength::Deny))),
                    (None, Some((suffix, needs))) => (suffix, Some((needs, Strength::Warn))),
                    (None, None) => (member, None),
                };
                let name = format!("{base} - {suffix}");
                self.add(Attribute {
                    description: self.meanings.get(suffix).map(|means| (*means).to_owned()),
                    inferred: true,
                    ..Attribute::new(&slug('a', &name), &name)
                });
                if let Some((needs, strength)) = behind {
                    self.gate(&format!("{base} - {needs}"), strength);
                }
            }
        }
    }

    fn gate(&mut self, needs: &str, strength: Strength) {
        let Some(attribute) = self.attribute().map(|it| it.id.clone()) else { return };
        let gate = Gate::new(attribute, slug('a', needs).into());
        self.gates.push(Gate { strength, inferred: true, ..gate });
    }
}

fn property(attribute: &mut Attribute, line: &str) {
    match line {
        "default" => attribute.default = true,
        "obsolete" => attribute.obsolete = true,
        "referenced" => attribute.referenced = true,
        "unwarned" => attribute.unwarned = true,
        "asset" => {
            attribute.obsolete = true;
            attribute.unexplained = false;
            attribute.description = Some(ASSET.to_owned());
        }
        _ => {
            attribute.licences.extend(line.strip_prefix("licence ").map(str::to_owned));
            let area = line.strip_prefix("service ").and_then(|name| Area::parse(name).ok());
            attribute.service = attribute.service.or(area);
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn every_line_of_the_shipped_catalogue_is_understood() {
        const SIGNS: [&str; 15] =
            ["=", "==", "*", "/", ".", "+", "-", "~~", "<<", "<", "?", "!", ":", "~", ""];
        let text = include_str!("catalogue/iyss-1.txt");
        for line in text.lines().filter(|line| !line.starts_with('#')) {
            let (sign, rest) = line.split_once(' ').unwrap_or((line, ""));
            assert!(SIGNS.contains(&sign), "{line}");
            assert_eq!(rest.trim(), rest, "{line}");
        }
    }

    #[test]
    fn its_ids_are_unique_and_its_gates_lead_somewhere() {
        let shipped = shipped();
        let ids: Vec<&str> = shipped
            .catalogue
            .all()
            .map(|(_, section)| section.id.as_str())
            .chain(shipped.catalogue.items().map(|attribute| attribute.id.as_str()))
            .collect();
        let unique: BTreeSet<&str> = ids.iter().copied().collect();
        assert_eq!(unique.len(), ids.len());
        for gate in shipped.gates.iter() {
            for end in [&gate.attribute, &gate.needs] {
                assert!(shipped.catalogue.item(end).is_some(), "{end}");
            }
        }
    }

    #[test]
    fn slugs_are_the_words_in_small_letters() {
        assert_eq!(
            slug('a', "Prov/Opp (.net) Change Health and Safety"),
            "a-prov-opp-net-change-health-and-safety"
        );
        assert_eq!(slug('a', "Substance Misuse -DX"), "a-substance-misuse-dx");
    }
}

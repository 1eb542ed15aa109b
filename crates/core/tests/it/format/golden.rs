//! Files of version 1 that are never edited: what they were read as once, they are read as ever
//! after. A new kind of content gets a new file.

use whocan_core::format::Finding;

use super::{lost, open};

const CANONICAL: &str = include_str!("../../../../../tests/data/version-1.whocan.json");
const BY_HAND: &str = include_str!("../../../../../tests/data/version-1-by-hand.json");
const BROKEN: &str = include_str!("../../../../../tests/data/version-1-broken.json");
const BROKEN_FINDINGS: &str = include_str!("../../../../../tests/data/version-1-broken.findings");

#[test]
fn a_canonical_file_is_written_as_it_was_read() {
    let (_, findings, written) = open(CANONICAL);
    let notes: Vec<&str> = findings.iter().map(|finding| finding.path.as_str()).collect();
    assert_eq!(notes, ["$.models.a-model-to-come"], "{findings:?}");
    assert_eq!(written, CANONICAL);
}

#[test]
fn the_same_written_by_hand_comes_to_the_same() {
    let (_, findings, written) = open(BY_HAND);
    assert_eq!(findings.len(), 1, "{findings:?}");
    assert_eq!(written, CANONICAL);
}

#[test]
fn a_file_with_many_mistakes_gives_the_same_findings_ever_after() {
    let (_, findings, written) = open(BROKEN);
    let found: Vec<String> = findings.iter().map(Finding::to_string).collect();
    let expected: Vec<&str> = BROKEN_FINDINGS.lines().collect();
    assert_eq!(found, expected);
    assert_eq!(lost(BROKEN.as_bytes(), &written), [] as [String; 0]);
}

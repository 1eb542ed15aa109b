//! Why something comes out so, as a tree whose names lead to where they stand.

use crate::components::{Reason as Piece, Step};
use crate::inspector::cited;
use crate::shell::jump::{Beside, leads_to};
use crate::state::Route;
use whocan_core::model::{ModelInfo, Source};
use whocan_core::models::ModelKind;
use whocan_core::query::Snapshot;
use whocan_core::verdict::{Reason, Span, phrase};

/// A reason and what it rests on, seen from a cell.
pub(super) fn step(
    reason: &Reason,
    kind: ModelKind,
    snapshot: &Snapshot,
    here: &Route,
    beside: Option<&Beside>,
) -> Step {
    below(reason, (kind.info(), kind.info()), snapshot, here, beside)
}

fn below(
    reason: &Reason,
    (asked, above): (&'static ModelInfo, &'static ModelInfo),
    snapshot: &Snapshot,
    here: &Route,
    beside: Option<&Beside>,
) -> Step {
    let info = ModelKind::of_step(reason, above);
    let piece = |span: Span| match span {
        Span::Words(words) => Piece::Text(words),
        Span::Link(address, name) => match leads_to(&address, snapshot, here, beside) {
            Some(route) => Piece::Link(name, route.href()),
            None => Piece::Text(name),
        },
    };
    let inferred =
        info.rule(reason.rule).is_some_and(|rule| matches!(rule.source, Source::Inferred(_)));
    let steps = reason.steps.iter().map(|step| below(step, (asked, info), snapshot, here, beside));
    Step {
        reasons: phrase(reason, snapshot.document()).into_iter().map(piece).collect(),
        rule: cited(info, reason.rule, info.key == asked.key),
        inferred,
        steps: steps.collect(),
    }
}

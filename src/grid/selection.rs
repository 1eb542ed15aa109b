//! Which cells are selected: the block between anchor and active cell, and blocks set aside with
//! Ctrl. Positions are those of the layout. Plain data; no browser.

use super::CellPos;
use whocan_core::shared::sorted_indices;

/// A block of cells; both corners belong to it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Block {
    top: usize,
    left: usize,
    bottom: usize,
    right: usize,
}

impl Block {
    /// The block between two cells, whichever way they lie.
    pub fn between(a: CellPos, b: CellPos) -> Self {
        Self { top: a.0.min(b.0), left: a.1.min(b.1), bottom: a.0.max(b.0), right: a.1.max(b.1) }
    }

    /// Whether a cell is in it.
    pub fn has(&self, (row, column): CellPos) -> bool {
        (self.top..=self.bottom).contains(&row) && (self.left..=self.right).contains(&column)
    }

    /// Its cells, row by row.
    pub fn cells(&self) -> impl Iterator<Item = CellPos> + use<> {
        let (left, right) = (self.left, self.right);
        (self.top..=self.bottom)
            .flat_map(move |row| (left..=right).map(move |column| (row, column)))
    }

    /// Its rows.
    pub fn rows(&self) -> std::ops::RangeInclusive<usize> {
        self.top..=self.bottom
    }

    /// Its columns.
    pub fn columns(&self) -> std::ops::RangeInclusive<usize> {
        self.left..=self.right
    }
}

/// See the module. Without a block only the active cell is selected.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Selection {
    blocks: Vec<Block>,
    anchor: Option<CellPos>,
}

impl Selection {
    /// Nothing but the active cell.
    pub fn none() -> Self {
        Self::default()
    }

    /// Whether more than the active cell is selected.
    pub fn is_more(&self) -> bool {
        !self.blocks.is_empty()
    }

    /// Extends the last block, begun at the active cell, to another one.
    pub fn extend(&mut self, active: CellPos, to: CellPos) {
        let anchor = *self.anchor.get_or_insert(active);
        if !self.blocks.is_empty() {
            self.blocks.pop();
        }
        self.blocks.push(Block::between(anchor, to));
    }

    /// Adds a cell of its own, keeping the rest.
    pub fn add(&mut self, active: CellPos, cell: CellPos) {
        if self.blocks.is_empty() {
            self.blocks.push(Block::between(active, active));
        }
        self.blocks.push(Block::between(cell, cell));
        self.anchor = Some(cell);
    }

    /// Selects one block only.
    pub fn only(&mut self, from: CellPos, to: CellPos) {
        self.blocks = vec![Block::between(from, to)];
        self.anchor = Some(from);
    }

    /// The last block, or that of the active cell.
    pub fn last(&self, active: CellPos) -> Block {
        self.blocks.last().copied().unwrap_or(Block::between(active, active))
    }

    /// All blocks, the last one last; that of the active cell where there is none.
    pub fn blocks(&self, active: CellPos) -> Vec<Block> {
        match self.blocks.is_empty() {
            true => vec![Block::between(active, active)],
            false => self.blocks.clone(),
        }
    }

    /// The blocks that are selected beside the active cell.
    pub fn all(&self) -> &[Block] {
        &self.blocks
    }

    /// Whether a cell is selected.
    pub fn has(&self, cell: CellPos) -> bool {
        self.blocks.iter().any(|block| block.has(cell))
    }

    /// Every selected cell once, row by row.
    pub fn cells(&self, active: CellPos) -> Vec<CellPos> {
        if self.blocks.is_empty() {
            return vec![active];
        }
        let mut cells: Vec<CellPos> = self.blocks.iter().flat_map(Block::cells).collect();
        if self.blocks.len() > 1 {
            let order = sorted_indices(cells.len(), &mut |one, other| {
                cells.get(one).cmp(&cells.get(other))
            });
            cells = order.filter_map(|at| cells.get(at).copied()).collect();
            cells.dedup();
        }
        cells
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn extending_goes_on_from_the_anchor() {
        let mut selection = Selection::none();
        assert_eq!(selection.cells((4, 4)), [(4, 4)]);
        selection.extend((1, 1), (2, 2));
        selection.extend((2, 2), (0, 1));
        assert_eq!(selection.cells((0, 1)), [(0, 1), (1, 1)]);
    }

    #[test]
    fn added_cells_are_kept_and_count_once() {
        let mut selection = Selection::none();
        selection.add((0, 0), (2, 0));
        selection.add((2, 0), (0, 0));
        assert_eq!(selection.cells((0, 0)), [(0, 0), (2, 0)]);
        selection.extend((0, 0), (1, 0));
        assert_eq!(selection.cells((1, 0)), [(0, 0), (1, 0), (2, 0)]);
        assert!(selection.has((2, 0)) && !selection.has((3, 0)));
    }
}

// The same ten thousand rows of five hundred columns in two known grids, as small as their documentation
// has it. The address says which, how densely, and how large: `#ag,comfortable,840,640`, `#glide,compact,840,640`.

import { AllCommunityModule, createGrid, ModuleRegistry } from "ag-grid-community";
import DataEditor, { GridCellKind } from "@glideapps/glide-data-grid";
import "@glideapps/glide-data-grid/dist/index.css";
import { createRoot } from "react-dom/client";

const [which, density, width, height] = location.hash.slice(1).split(",");
const compact = density === "compact";
const names = compact ? ["–", "▂", "▅", "█"] : ["Deny", "Read", "Read-Write", "RW-Delete"];
const sizes = compact ? { column: 27, row: 28 } : { column: 112, row: 36 };
const people = 10_000;
const processes = 500;
const level = (row, column) => names[(Math.imul(row * processes + column, 2654435761) >>> 28) & 3];
const root = document.getElementById("root");
root.style.width = `${width}px`;
root.style.height = `${height}px`;

if (which === "ag") {
  ModuleRegistry.registerModules([AllCommunityModule]);
  const columns = Array.from({ length: processes }, (_, at) => ({
    headerName: compact ? `${at}` : `Process ${at}`,
    width: sizes.column,
    minWidth: sizes.column,
    valueGetter: ({ data }) => level(data.row, at),
  }));
  createGrid(root, {
    columnDefs: [{ headerName: "Person", pinned: "left", width: 208, valueGetter: ({ data }) => `Person ${data.row}` }, ...columns],
    rowData: Array.from({ length: people }, (_, row) => ({ row })),
    rowHeight: sizes.row,
  });
} else {
  const columns = [{ title: "Person", width: 208 }, ...Array.from({ length: processes }, (_, at) => ({ title: compact ? `${at}` : `Process ${at}`, width: sizes.column }))];
  const cell = ([column, row]) => {
    const text = column === 0 ? `Person ${row}` : level(row, column - 1);
    return { kind: GridCellKind.Text, data: text, displayData: text, allowOverlay: false };
  };
  createRoot(root).render(
    <DataEditor columns={columns} rows={people} rowHeight={sizes.row} freezeColumns={1} getCellContent={cell} width={Number(width)} height={Number(height)} />,
  );
}

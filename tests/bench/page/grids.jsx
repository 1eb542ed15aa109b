// The same ten thousand rows of five hundred columns in two known grids, as small as their documentation
// has it. The address says which: `#ag` or `#glide`.

import { AllCommunityModule, createGrid, ModuleRegistry } from "ag-grid-community";
import DataEditor, { GridCellKind } from "@glideapps/glide-data-grid";
import "@glideapps/glide-data-grid/dist/index.css";
import { createRoot } from "react-dom/client";

const names = ["Deny", "Read", "Read-Write", "RW-Delete"];
const people = 10_000;
const processes = 500;
const level = (row, column) => names[(Math.imul(row * processes + column, 2654435761) >>> 28) & 3];
const root = document.getElementById("root");

if (location.hash === "#ag") {
  ModuleRegistry.registerModules([AllCommunityModule]);
  const columns = Array.from({ length: processes }, (_, at) => ({
    headerName: `Process ${at}`,
    width: 116,
    valueGetter: ({ data }) => level(data.row, at),
  }));
  createGrid(root, {
    columnDefs: [{ headerName: "Person", pinned: "left", width: 208, valueGetter: ({ data }) => `Person ${data.row}` }, ...columns],
    rowData: Array.from({ length: people }, (_, row) => ({ row })),
    rowHeight: 30,
  });
} else {
  const columns = [{ title: "Person", width: 208 }, ...Array.from({ length: processes }, (_, at) => ({ title: `Process ${at}`, width: 116 }))];
  const cell = ([column, row]) => {
    const text = column === 0 ? `Person ${row}` : level(row, column - 1);
    return { kind: GridCellKind.Text, data: text, displayData: text, allowOverlay: false };
  };
  createRoot(root).render(
    <DataEditor columns={columns} rows={people} rowHeight={30} freezeColumns={1} getCellContent={cell} width={840} height={640} />,
  );
}

// Saves the workbooks listed in a JSON file, each with the writer that it asks for: node write.mjs LIST.json
// LIST: [{path, writer: "sheetjs" | "exceljs", sheets: [{name, cells: [[row, column, value]], merges, widths, table}]}]
import {readFileSync} from 'node:fs';

import ExcelJS from 'exceljs';
import XLSX from 'xlsx';

const SAVED = new Date('2026-07-01T00:00:00Z');  // the same file every time

function withSheetJs({path, sheets}) {
  const workbook = XLSX.utils.book_new();
  workbook.Props = {CreatedDate: SAVED, ModifiedDate: SAVED};
  for (const {name, cells, merges, widths} of sheets) {
    const sheet = XLSX.utils.aoa_to_sheet([]);
    for (const [row, column, value] of cells) XLSX.utils.sheet_add_aoa(sheet, [[value]], {origin: {r: row, c: column}});
    sheet['!merges'] = merges.map(([r1, c1, r2, c2]) => ({s: {r: r1, c: c1}, e: {r: r2, c: c2}}));
    sheet['!cols'] = widths.map((width) => ({wch: width}));
    XLSX.utils.book_append_sheet(workbook, sheet, name);
  }
  XLSX.writeFile(workbook, path, {bookType: 'xlsx', compression: true, bookSST: true});
}

async function withExcelJs({path, sheets}) {
  const workbook = new ExcelJS.Workbook();
  workbook.created = workbook.modified = SAVED;
  const thin = {style: 'thin'};
  for (const {name, cells, merges, widths, table} of sheets) {
    const sheet = workbook.addWorksheet(name);
    sheet.columns = widths.map((width) => ({width}));
    for (const [row, column, value] of cells) sheet.getCell(row + 1, column + 1).value = value;
    for (let row = table[0]; row <= table[2]; ++row)
      for (let column = table[1]; column <= table[3]; ++column)
        sheet.getCell(row + 1, column + 1).border = {top: thin, left: thin, bottom: thin, right: thin};
    for (const [r1, c1, r2, c2] of merges) sheet.mergeCells(r1 + 1, c1 + 1, r2 + 1, c2 + 1);
  }
  await workbook.xlsx.writeFile(path);
}

for (const job of JSON.parse(readFileSync(process.argv[2], 'utf8')))
  await (job.writer === 'sheetjs' ? withSheetJs : withExcelJs)(job);

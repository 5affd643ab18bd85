// Text from a spreadsheet as rows of cells: tabs, semicolons or commas, quoted cells with line breaks in them.

const MOST_CHARACTERS = 2_000_000;
const [MOST_ROWS, MOST_COLUMNS] = [2_000, 1_000];

/** Tabs when there is one, else semicolons, else commas. */
function delimiterOf(text: string): string {
  return ['\t', ';', ','].find((one) => text.includes(one)) ?? '\t';
}

function cellsOf(text: string, delimiter: string): string[][] {
  const rows: string[][] = [[]];
  let cell = '';
  let isQuoted = false;
  const endCell = () => {
    rows.at(-1)?.push(cell);
    cell = '';
  };
  for (let at = 0; at < text.length; at++) {
    const character = text[at] ?? '';
    if (isQuoted) {
      if (character !== '"') cell += character;
      else if (text[at + 1] === '"') cell += text[++at] ?? '';
      else isQuoted = false;
    } else if (character === '"' && cell === '' && text.indexOf('"', at + 1) >= 0) isQuoted = true;
    else if (character === delimiter) endCell();
    else if (character === '\n') {
      endCell();
      rows.push([]);
    } else cell += character;
  }
  endCell();
  return rows;
}

/** Rows of equal length without empty rows and columns; cells are trimmed. Null where the text is too much for a schedule. */
export function pastedCells(text: string): readonly (readonly string[])[] | null {
  if (text.length > MOST_CHARACTERS) return null;
  const plain = text
    .replaceAll('\r\n', '\n')
    .replaceAll('\r', '\n')
    .replace(/^\ufeff/, '');
  const rows = cellsOf(plain, delimiterOf(plain)).map((row) => row.map((cell) => cell.replaceAll(/[\u00a0\u202f]/g, ' ').trim()));
  const filled = rows.filter((row) => row.some((cell) => cell !== ''));
  const width = filled.reduce((most, row) => Math.max(most, row.length), 0);
  if (filled.length > MOST_ROWS || width > MOST_COLUMNS) return null;
  const columns = Array.from({ length: width }, (_, column) => column).filter((column) => filled.some((row) => row[column]));
  return filled.map((row) => columns.map((column) => row[column] ?? ''));
}

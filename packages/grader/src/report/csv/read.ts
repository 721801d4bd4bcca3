/** Read a table as RFC 4180 has it, and as spreadsheets save it: with a byte order mark, or with semicolons. */

export interface CsvRow {
  /** In the file, from 1 on: a field can go over several lines. */
  readonly line: number;
  readonly fields: readonly string[];
}

/** @returns the rows that are not empty, or the number of the line where a quoted field begins that never ends */
export function parseCsv(text: string): readonly CsvRow[] | number {
  const source = text.replace(/^\ufeff/, "");
  const separator = separatorOf(source);
  const rows: CsvRow[] = [];
  let [fields, field, line, start, quotedAt]: [string[], string, number, number, number] = [[], "", 1, 1, 0];
  const endRow = (): void => {
    fields.push(field);
    if (fields.some((each) => each !== "")) rows.push({ line: start, fields });
    [fields, field] = [[], ""];
    start = line + 1;
  };
  for (let i = 0; i < source.length; i++) {
    const sign = source[i]!;
    if (quotedAt > 0) {
      if (sign === '"' && source[i + 1] === '"') field += source[++i]!;
      else if (sign === '"') quotedAt = 0;
      else field += sign;
    } else if (sign === '"' && field === "") quotedAt = line;
    else if (sign === separator) {
      fields.push(field);
      field = "";
    } else if (sign === "\n") endRow();
    else if (sign !== "\r" || source[i + 1] !== "\n") field += sign;
    if (sign === "\n") line++;
  }
  if (quotedAt > 0) return quotedAt;
  if (field !== "" || fields.length > 0) endRow();
  return rows;
}

/** Of the two that are used, the one that the first line has more of. */
function separatorOf(text: string): string {
  const [head] = text.split("\n", 1);
  return head!.split(";").length > head!.split(",").length ? ";" : ",";
}

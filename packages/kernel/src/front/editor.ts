/** The comm `gradus.editor`: tells a notebook's editor what is wrong with a cell while somebody writes it. */

import type { Problem } from "../check/checker.js";
import type { Target } from "./comms.js";
import type { Names } from "./names.js";
import { declaredIn } from "./requests.js";
import type { Types } from "./types.js";

type Question =
  | { readonly type: "check"; readonly id: number; readonly code: string }
  | { readonly type: "signature"; readonly id: number; readonly code: string; readonly offset: number };

/** Of the cell itself, in UTF-16 offsets. */
const shown = ({ start, end, severity, code, message, hint }: Problem): object => ({
  start,
  end,
  severity,
  code,
  message,
  ...(hint !== undefined && { hint }),
});

export const editor =
  (names: Names, types: Types): Target =>
  async (data) => {
    const question = data as unknown as Question;
    const { type, id, code } = question;
    const seen = names.seenBeside(declaredIn(code));
    switch (type) {
      case "check": {
        const problems = await types.problems(code, seen);
        return { type: "problems", id, problems: problems.filter(({ file }) => !file).map(shown) };
      }
      case "signature":
        return { type, id, signature: (await types.signature(code, question.offset, seen)) ?? null };
      default:
        return undefined;
    }
  };

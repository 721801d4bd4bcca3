/** Takes the export off a statement: what is left declares something, or is the statement itself. */

import type { Statement } from "@oxc-project/types";

export const declarationIn = (statement: Statement): Statement =>
  "declaration" in statement ? ((statement.declaration as Statement | null) ?? statement) : statement;

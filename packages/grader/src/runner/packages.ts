/** What cells can import: the engine as it is, and of the notebook's package only what needs no notebook. */

import * as core from "@gradus/core";
import * as notebook from "./notebook.js";

export const packages: Readonly<Record<string, Readonly<Record<string, unknown>> | undefined>> = {
  "@gradus/core": core,
  "@gradus/notebook": notebook,
};

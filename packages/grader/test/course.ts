/** The notebooks of the course, for tests that read hand-ins. */

import { join } from "node:path";
import { openAssignment } from "../src/model/assignment.js";

export const exercise3 = openAssignment(join(import.meta.dirname, "../../../notebooks/exercise-3"));

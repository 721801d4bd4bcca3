/**
 * Runs the code of one hand-in, in a process of its own behind the walls of a sandbox, and answers the judge. It knows no
 * test and no expected value, and nothing that it says is taken for more than a value of the student's.
 */

import { Channel } from "./channel.js";
import { Host } from "./host.js";

const channel = new Channel();
const host = new Host();

// A promise that nobody waits for is no reason to end.
process.on("unhandledRejection", () => undefined);
// Nothing is left that could settle what the judge waits for.
process.on("beforeExit", () => {
  channel.giveUp("Endless", "waits for a promise that nothing will settle");
});

async function serve(): Promise<void> {
  for (let request = channel.read(); request; request = channel.read())
    await channel.answer(request, (each) => host.perform(each));
  process.exit(0);
}

void serve();

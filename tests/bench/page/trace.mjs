// What the page's main thread did, by the browser's own trace.

import { readFileSync } from "node:fs";

const categories = ["toplevel", "__metadata"];
/** What a task that draws a frame was asked by. */
const FRAME = "ScheduledActionSendBeginMainFrame";

/**
 * Runs `work` and says, in milliseconds, how long the page's main thread was busy in all (`busy`) and at
 * the longest without a pause, the drawing of frames apart (`longest`).
 */
export async function tasks(browser, page, work) {
  await browser.startTracing(page, { categories });
  const result = await work();
  const { traceEvents } = JSON.parse((await browser.stopTracing()).toString());
  const threads = new Map(
    traceEvents
      .filter((event) => event.name === "thread_name" && event.args.name === "CrRendererMain")
      .map((event) => [`${event.pid}.${event.tid}`, 0]),
  );
  const runs = traceEvents.filter(
    (event) => event.ph === "X" && event.name === "ThreadControllerImpl::RunTask" && threads.has(`${event.pid}.${event.tid}`),
  );
  for (const run of runs) {
    const thread = `${run.pid}.${run.tid}`;
    threads.set(thread, threads.get(thread) + run.dur);
  }
  // The page is the busiest of them; others are left over from pages before.
  const [busiest, busy] = [...threads].sort(([, a], [, b]) => b - a)[0] ?? ["", 0];
  const own = runs.filter((run) => `${run.pid}.${run.tid}` === busiest);
  const apart = own.filter((run) => run.args?.src_func !== FRAME);
  if (own.length && apart.length === own.length) throw new Error("no frame was drawn, or they are no longer told apart");
  return { result, busy: busy / 1000, longest: Math.max(0, ...apart.map((run) => run.dur)) / 1000 };
}

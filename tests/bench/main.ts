/**
 * The benchmarks: prints figures and ratios, and asserts nothing. Trust ratios more than times.
 *
 * @module
 */

import { measureAdds } from "./adds.ts";
import { measureReads } from "./reads.ts";
import { measureStart } from "./start.ts";

console.log(`Deno ${Deno.version.deno} on ${Deno.build.os}, ${navigator.hardwareConcurrency} cores`);
await measureAdds();
await measureReads();
await measureStart();

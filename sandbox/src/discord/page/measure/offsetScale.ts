/** Below this the scale is linear, in ms. */
const linearMs = 10
/** What fills the graph, in ms. */
const fullMs = 10_000

const compress = (ms: number): number => (ms <= linearMs ? ms / linearMs : 1 + Math.log10(ms / linearMs))

/** −1 (far behind) to 1 (far ahead), 0 for the middle. */
export const offsetHeight = (offsetMs: number): number =>
  (Math.sign(offsetMs) * Math.min(compress(Math.abs(offsetMs)), compress(fullMs))) / compress(fullMs)

/** Ids as Discord makes them: milliseconds since 2015, then 22 bits that tell apart what one instant made. */
const DISCORD_EPOCH_MS = 1_420_070_400_000
const COUNTER_BITS = 22n

export function createSnowflakes(now: () => number): () => string {
  let counter = 0n
  return () => {
    counter = (counter + 1n) % (1n << COUNTER_BITS)
    return String((BigInt(Math.floor(now()) - DISCORD_EPOCH_MS) << COUNTER_BITS) | counter)
  }
}

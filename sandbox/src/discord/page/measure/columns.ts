/** Narrower frames than this wrap, in CSS px. */
const minFrameWidth = 340

/** How many frames to put side by side: one row as long as they stay usable, else rows of equal length. */
export function columnsFor(count: number, widthPx: number): number {
  const fitting = Math.max(1, Math.min(count, Math.floor(widthPx / minFrameWidth)))
  const rows = Math.max(1, Math.ceil(count / fitting))
  return Math.max(1, Math.ceil(count / rows))
}

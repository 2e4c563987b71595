/**
 * Where an arrow key leads from `index` in a grid of `count` cards in rows of `columns`; null when the key isn't one
 * of the grid's or leads out of it.
 */
export function gridStep(key: string, index: number, { count, columns }: { count: number; columns: number }) {
  const target = targetOf(key, index, count, columns)
  return target !== null && target >= 0 && target < count && target !== index ? target : null
}

function targetOf(key: string, index: number, count: number, columns: number): number | null {
  switch (key) {
    case 'ArrowLeft':
      return index - 1
    case 'ArrowRight':
      return index + 1
    case 'ArrowUp':
      return index - columns
    case 'ArrowDown':
      // From above a short last row, down still leads into it.
      return Math.floor(index / columns) < Math.floor((count - 1) / columns)
        ? Math.min(index + columns, count - 1)
        : null
    case 'Home':
      return 0
    case 'End':
      return count - 1
    default:
      return null
  }
}

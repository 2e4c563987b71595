const svgNamespace = 'http://www.w3.org/2000/svg'

/** Strokes on a 16 × 16 grid. */
const paths = {
  muted: 'M2 6h2.5L8 3v10L4.5 10H2z M11 6l3 4 M14 6l-3 4',
  sound: 'M2 6h2.5L8 3v10L4.5 10H2z M10.5 6a3 3 0 0 1 0 4 M12.5 4a6 6 0 0 1 0 8',
  voice: 'M8 2a2 2 0 0 1 2 2v4a2 2 0 0 1-4 0V4a2 2 0 0 1 2-2z M4 8a4 4 0 0 0 8 0 M8 12v2.5',
  more: 'M3.5 8h.01 M8 8h.01 M12.5 8h.01',
  turn: 'M2.5 1.5H8v8H2.5z M10.5 2.5A4.5 4.5 0 0 1 13.5 7 M11.5 5.5l2 2 1.5-2.3 M5 12v2.5h9V9.5h-3.5',
  play: 'M5 3.5v9l7-4.5z',
  chat: 'M2.5 3.5h11v7.5H7l-3 2.5v-2.5H2.5z',
  close: 'M4 4l8 8 M12 4l-8 8',
  outside: 'M9.5 2.5h4v4 M13.5 2.5L8 8 M11.5 9v4.5h-9v-9H7',
  send: 'M2.5 8h10 M8.5 4l4 4-4 4',
  people:
    'M6 8a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5z M1.5 13.5a4.5 4 0 0 1 9 0 M11 8a2.2 2.2 0 0 0 0-4.5 M12.5 10a4 4 0 0 1 2 3.5',
} as const

export type IconName = keyof typeof paths

export function icon(name: IconName): SVGSVGElement {
  const svg = document.createElementNS(svgNamespace, 'svg')
  svg.setAttribute('viewBox', '0 0 16 16')
  svg.setAttribute('class', 'icon')
  svg.setAttribute('aria-hidden', 'true')
  const path = document.createElementNS(svgNamespace, 'path')
  path.setAttribute('d', paths[name])
  svg.append(path)
  return svg
}

import type { Crowd } from '../crowd.ts'
import { inStepMs } from '../measure/healTracker.ts'
import type { History, Moment } from '../measure/history.ts'
import { offsetHeight } from '../measure/offsetScale.ts'
import { element } from './element.ts'

/** A lower graph has no room for every label, in CSS px. */
const spaciousPx = 90

/** What the labels at the left take, in CSS px. */
const labelsPx = 36

const rulesMs = [-1000, -100, -10, 10, 100, 1000]
const essentialRulesMs = [0, 100]

interface Sheet {
  readonly pen: CanvasRenderingContext2D
  readonly width: number
  readonly height: number
  readonly nowMs: number
  readonly spanMs: number
}

/**
 * Each person's distance from the middle one over the last minute: ahead is up. The scale is linear
 * up to 10 ms and logarithmic beyond, so that 5 ms of noise and 5 s of a stall are both seen.
 */
export function createOffsetGraph(crowd: Crowd, history: History) {
  const canvas = element('canvas', { role: 'img', 'aria-label': graphLabel })
  const colours = coloursOf(canvas)
  return {
    element: element('div', { class: 'offset-graph' }, canvas),
    draw: (nowMs: number): void => {
      const pen = canvas.getContext('2d')
      if (pen === null) return
      const { clientWidth: width, clientHeight: height } = canvas
      fitPixels(canvas, pen)
      const sheet: Sheet = { pen, width, height, nowMs, spanMs: history.spanMs }
      pen.clearRect(0, 0, width, height)
      drawRules(sheet, colours())
      drawMarks(sheet, history, colours())
      for (const { user } of crowd.people) drawLine(sheet, history.moments, user.name, user.color)
    },
  }
}

const graphLabel = 'Distance of each person from the middle one over the last minute, in milliseconds'

function coloursOf(canvas: HTMLElement) {
  let read: { readonly band: string; readonly rule: string; readonly text: string } | null = null
  return () => {
    const style = getComputedStyle(canvas)
    read ??= {
      band: style.getPropertyValue('--raised'),
      rule: style.getPropertyValue('--line'),
      text: style.getPropertyValue('--quiet'),
    }
    return read
  }
}

type Colours = ReturnType<ReturnType<typeof coloursOf>>

function fitPixels(canvas: HTMLCanvasElement, pen: CanvasRenderingContext2D): void {
  const ratio = window.devicePixelRatio
  const width = Math.round(canvas.clientWidth * ratio)
  const height = Math.round(canvas.clientHeight * ratio)
  if (canvas.width !== width) canvas.width = width
  if (canvas.height !== height) canvas.height = height
  pen.setTransform(ratio, 0, 0, ratio, 0, 0)
}

const yOf = ({ height }: Sheet, offsetMs: number): number => (height / 2) * (1 - offsetHeight(offsetMs))
const xOf = ({ width, nowMs, spanMs }: Sheet, atMs: number): number =>
  width - ((width - labelsPx) * (nowMs - atMs)) / spanMs

function drawRules(sheet: Sheet, colours: Colours): void {
  const { pen, width } = sheet
  pen.fillStyle = colours.band
  const top = yOf(sheet, inStepMs / 2)
  pen.fillRect(labelsPx, top, width - labelsPx, yOf(sheet, -inStepMs / 2) - top)
  pen.strokeStyle = colours.rule
  pen.lineWidth = 1
  pen.font = '10px system-ui, sans-serif'
  pen.textBaseline = 'middle'
  pen.fillStyle = colours.text
  for (const offsetMs of [0, ...rulesMs]) {
    const y = Math.round(yOf(sheet, offsetMs)) + 0.5
    stroke(pen, [
      [labelsPx, y],
      [width, y],
    ])
    if (essentialRulesMs.includes(Math.abs(offsetMs)) || sheet.height >= spaciousPx)
      pen.fillText(ruleLabel(offsetMs), 0, y)
  }
}

const ruleLabel = (offsetMs: number): string => {
  const sign = offsetMs > 0 ? '+' : offsetMs < 0 ? '−' : ''
  const size = Math.abs(offsetMs)
  return size >= 1000 ? `${sign}${size / 1000} s` : `${sign}${size}`
}

function drawMarks(sheet: Sheet, history: History, colours: Colours): void {
  const { pen, height, width } = sheet
  pen.strokeStyle = colours.text
  pen.fillStyle = colours.text
  pen.setLineDash([2, 3])
  for (const { atMs, label } of history.marks) {
    const x = xOf(sheet, atMs)
    stroke(pen, [
      [x, 0],
      [x, height],
    ])
    const fits = x + 4 + pen.measureText(label).width < width
    pen.textAlign = fits ? 'left' : 'right'
    pen.fillText(label, fits ? x + 4 : x - 4, 6)
  }
  pen.setLineDash([])
  pen.textAlign = 'left'
}

function drawLine(sheet: Sheet, moments: readonly Moment[], handle: string, colour: string): void {
  const { pen } = sheet
  pen.strokeStyle = colour
  pen.lineWidth = 1.5
  pen.lineJoin = 'round'
  let points: [number, number][] = []
  for (const { atMs, offsetsMs, spreadMs } of moments) {
    const offsetMs = offsetsMs[handle]
    if (offsetMs === undefined || spreadMs === null) {
      stroke(pen, points)
      points = []
    } else points.push([xOf(sheet, atMs), yOf(sheet, offsetMs)])
  }
  stroke(pen, points)
}

function stroke(pen: CanvasRenderingContext2D, points: readonly (readonly [number, number])[]): void {
  if (points.length < 2) return
  pen.beginPath()
  for (const [x, y] of points) pen.lineTo(x, y)
  pen.stroke()
}

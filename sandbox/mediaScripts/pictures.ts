import { type Colour, hsl, mix, type Shader } from './picture.ts'

export const FRAME = { width: 640, height: 360 }
/** The test card's dial; the moving marks of `cardGraph.ts` turn around the same centre. */
export const DIAL = { x: 168, y: 160, outerRadius: 112, innerRadius: 78 }

const opaque = (colour: Colour) => ({ colour, alpha: 1 })

/** A dial with sixty ticks, a faint grid, and a strip of colour and grey steps. */
export const cardBackground =
  (hue: number): Shader =>
  (x, y) => {
    const strip = colourStrip(x, y)
    if (strip) return opaque(strip)
    const base = mix(hsl(hue, 0.3, 0.115), hsl(hue + 20, 0.32, 0.06), y / FRAME.height)
    const grid = Math.min(distanceToLine(x, 40, 0), distanceToLine(y, 40, 0))
    const ground = grid < 0.5 ? mix(base, [255, 255, 255], 0.045) : base
    return opaque(dial(ground, hue, Math.hypot(x - DIAL.x, y - DIAL.y), Math.atan2(y - DIAL.y, x - DIAL.x)))
  }

const distanceToLine = (value: number, spacing: number, offset: number): number =>
  Math.abs(((value - offset + spacing / 2) % spacing) - spacing / 2)

const dial = (ground: Colour, hue: number, radius: number, angle: number): Colour => {
  const turn = (angle / (2 * Math.PI) + 1.25) % 1
  const fromTick = Math.abs(((turn * 60 + 0.5) % 1) - 0.5) * ((2 * Math.PI * radius) / 60)
  const isFifth = Math.round(turn * 60) % 5 === 0
  const length = isFifth ? 13 : 7
  const inTick = radius < DIAL.outerRadius - 8 && radius > DIAL.outerRadius - 8 - length
  if (inTick && fromTick < (isFifth ? 1.5 : 0.8)) return hsl(hue, 0.35, isFifth ? 0.82 : 0.5)
  if (Math.abs(radius - DIAL.outerRadius) < 1) return hsl(hue, 0.4, 0.42)
  if (Math.abs(radius - DIAL.innerRadius) < 0.8) return hsl(hue, 0.35, 0.3)
  return radius < DIAL.innerRadius ? mix(ground, hsl(hue, 0.45, 0.2), 0.55) : ground
}

/** Muted colour bars on the left, grey steps on the right, along the lower edge. */
const colourStrip = (x: number, y: number): Colour | undefined => {
  if (y < 300 || y > 324 || x < 40 || x > 600) return undefined
  const step = Math.floor((x - 40) / 35)
  if (step < 8) return hsl(step * 45 + 8, 0.46, 0.52)
  return hsl(0, 0, (step - 8) / 7)
}

/** Degrees of hue from the ground's to the others. Warm ones stay close, or suns would turn green. */
const shiftsOf = (hue: number): { sky: number; sun: number; hills: number } =>
  hue < 100 ? { sky: 8, sun: 18, hills: 10 } : { sky: 40, sun: 60, hills: 30 }

/** Layered hills under a low sun: quiet, and another picture for every hue and seed. */
export const hillsBackground =
  (hue: number, seed: number): Shader =>
  (x, y) => {
    const { sky: skyShift, sun: sunShift } = shiftsOf(hue)
    const sky = mix(hsl(hue, 0.42, 0.13), hsl(hue + skyShift, 0.5, 0.42), y / 250)
    const sun = { x: 140 + ((seed * 83) % 360), y: 112 + ((seed * 31) % 40) }
    const toSun = Math.hypot(x - sun.x, y - sun.y)
    const lit = mix(hsl(hue + sunShift, 0.7, 0.72), sky, Math.min(1, 0.35 + toSun / 260))
    const air = toSun < 34 ? hsl(hue + sunShift, 0.75, 0.8) : lit
    return opaque(hills(air, { x, y, hue, seed }))
  }

const HILL_LAYERS = 5

const hills = (air: Colour, at: { x: number; y: number; hue: number; seed: number }): Colour => {
  let colour = air
  for (let layer = 0; layer < HILL_LAYERS; layer += 1) {
    const phase = at.seed * 1.7 + layer * 2.3
    const ridge =
      168 +
      layer * 36 +
      (20 - layer * 2) * Math.sin(at.x / (92 - layer * 9) + phase) +
      7 * Math.sin(at.x / 31 + phase * 2.1)
    if (at.y > ridge) colour = hsl(at.hue + shiftsOf(at.hue).hills - layer * 9, 0.4, 0.3 - layer * 0.052)
  }
  return colour
}

/** A lecture's empty slide: a plain ground with a lighter page on it. */
export const slideBackground =
  (hue: number): Shader =>
  (x, y) => {
    const onPage = x > 36 && x < 604 && y > 32 && y < 296
    const rule = onPage && Math.abs(y - 100) < 0.8 && x > 60 && x < 580
    if (rule) return opaque(hsl(hue, 0.45, 0.45))
    if (onPage && x < 42) return opaque(hsl(hue, 0.55, 0.55))
    return opaque(onPage ? hsl(hue, 0.22, 0.145) : hsl(hue, 0.28, 0.075))
  }

/** A strip of film with nothing on it, for entries without media. */
export const placeholderBackground: Shader = (x, y) => {
  const ground = mix(hsl(215, 0.16, 0.15), hsl(215, 0.2, 0.09), y / FRAME.height)
  const fromMiddle = Math.abs(y - FRAME.height / 2)
  if (fromMiddle > 78) return opaque(ground)
  const isHole = fromMiddle > 58 && fromMiddle < 70 && distanceToLine(x, 32, 16) < 8
  const isFrame = fromMiddle < 46 && distanceToLine(x, 160, 0) < 72
  if (isHole) return opaque(ground)
  return opaque(isFrame ? hsl(215, 0.16, 0.14) : hsl(215, 0.14, 0.2))
}

/** A soft disc, to move over a background. The size of its picture is twice `radius`. */
export const disc =
  (radius: number, colour: Colour): Shader =>
  (x, y) => {
    const distance = Math.hypot(x - radius, y - radius) / radius
    return { colour, alpha: distance < 0.55 ? 1 : Math.max(0, 1 - (distance - 0.55) / 0.45) ** 2 * 0.6 }
  }

/** A plain block, for bars that slide in. */
export const block =
  (colour: Colour): Shader =>
  () =>
    opaque(colour)

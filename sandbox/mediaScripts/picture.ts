/** Colours are linear steps 0..255 per channel; coordinates are pixels, the origin at the top left. */
export type Colour = readonly [red: number, green: number, blue: number]

/** What a picture shows at one point: colour and opacity 0..1. */
export type Shader = (x: number, y: number) => { readonly colour: Colour; readonly alpha: number }

/** Samples per pixel and axis: enough for smooth edges, and still under a second for a whole picture. */
const SUPERSAMPLING = 3

/** Renders a shader as a PAM image, the simplest format with an alpha channel that ffmpeg reads. */
export const renderPicture = (size: { width: number; height: number }, shader: Shader): Buffer => {
  const { width, height } = size
  const pixels = Buffer.alloc(width * height * 4)
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) writePixel(pixels, (y * width + x) * 4, samplePixel(shader, x, y))
  }
  const header = `P7\nWIDTH ${width}\nHEIGHT ${height}\nDEPTH 4\nMAXVAL 255\nTUPLTYPE RGB_ALPHA\nENDHDR\n`
  return Buffer.concat([Buffer.from(header), pixels])
}

const samplePixel = (shader: Shader, x: number, y: number): readonly number[] => {
  const sum = [0, 0, 0, 0]
  for (let i = 0; i < SUPERSAMPLING * SUPERSAMPLING; i += 1) {
    const dx = ((i % SUPERSAMPLING) + 0.5) / SUPERSAMPLING
    const dy = (Math.floor(i / SUPERSAMPLING) + 0.5) / SUPERSAMPLING
    const { colour, alpha } = shader(x + dx, y + dy)
    colour.forEach((value, channel) => {
      sum[channel] = (sum[channel] ?? 0) + value * alpha
    })
    sum[3] = (sum[3] ?? 0) + alpha
  }
  const coverage = sum[3] ?? 0
  const scale = coverage === 0 ? 0 : 1 / coverage
  return [...sum.slice(0, 3).map(value => value * scale), (255 * coverage) / (SUPERSAMPLING * SUPERSAMPLING)]
}

const writePixel = (pixels: Buffer, offset: number, values: readonly number[]): void => {
  values.forEach((value, channel) => {
    pixels[offset + channel] = Math.round(Math.min(255, Math.max(0, value)))
  })
}

/** `hue` in degrees, `saturation` and `lightness` 0..1. */
export const hsl = (hue: number, saturation: number, lightness: number): Colour => {
  const chroma = saturation * Math.min(lightness, 1 - lightness)
  const channel = (n: number): number => {
    const k = (n + hue / 30 + 12) % 12
    return 255 * (lightness - chroma * Math.max(-1, Math.min(k - 3, 9 - k, 1)))
  }
  return [channel(0), channel(8), channel(4)]
}

export const mix = (from: Colour, to: Colour, share: number): Colour => {
  const t = Math.min(1, Math.max(0, share))
  return [from[0] + (to[0] - from[0]) * t, from[1] + (to[1] - from[1]) * t, from[2] + (to[2] - from[2]) * t]
}

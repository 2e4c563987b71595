/** How often the level is told, ms: quick enough to follow speech, slow enough not to flicker. */
const EVERY_MS = 100
/** Loudness at which the meter is full: a voice near the microphone. */
const FULL = 0.25

/** So many samples are one sound: 20 ms or so. */
const BLOCK = 1024

/** How loud it is, from 0 to 1, until it is closed. Silent where the browser has no way to measure. */
export function createLevelMeter(stream: MediaStream, tell: (level: number) => void): { close(): void } {
  if (stream.getAudioTracks().length === 0 || typeof AudioContext === 'undefined')
    return { close: () => undefined }
  const context = new AudioContext()
  const analyser = context.createAnalyser()
  // Longer than the pause between two looks: nothing is missed, however short.
  analyser.fftSize = 8192
  context.createMediaStreamSource(stream).connect(analyser)
  const samples = new Float32Array(analyser.fftSize)
  const timer = setInterval(() => {
    analyser.getFloatTimeDomainData(samples)
    tell(Math.min(1, loudest(samples) / FULL))
  }, EVERY_MS)
  return {
    close() {
      clearInterval(timer)
      void context.close()
    },
  }
}

function loudest(samples: Float32Array): number {
  let most = 0
  for (let start = 0; start < samples.length; start += BLOCK) {
    const block = samples.subarray(start, start + BLOCK)
    const power = block.reduce((sum, sample) => sum + sample * sample, 0) / block.length
    most = Math.max(most, Math.sqrt(power))
  }
  return most
}

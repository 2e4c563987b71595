/** Epoch ms with fraction, on the clock that the frames' samples are taken with. */
export const trueNowMs = (): number => performance.timeOrigin + performance.now()

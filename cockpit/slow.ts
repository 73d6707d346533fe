import { useSyncExternalStore } from 'react'

/** Fewer frames a second look broken (ux: slow wall): what moves on the map stands still then, and the wall says so. */
const fewest = 20
/** It moves again once there is room for it, so that it does not go to and fro. */
const enough = 30
/** Counted for so long, once a minute: counting all the time would itself keep the wall drawing. */
const countMs = 2_000
const everyMs = 60_000

/** `poor`: counts in a row with too few frames. Two of them are slow: one may be the moment a screen is changed. */
export type Drawing = { slow: boolean; poor: number }
export const atRest: Drawing = { slow: false, poor: 0 }

/** What another count of frames a second makes of it. */
export function counted({ slow, poor }: Drawing, perS: number): Drawing {
  const low = perS < (slow ? enough : fewest)
  return { slow: low && (slow || poor > 0), poor: low ? poor + 1 : 0 }
}

let drawing = atRest
const watching = new Set<() => void>()

/** Frames a second that are drawn just now; null: nobody looks at this page. */
function framesPerS(): Promise<number | null> {
  if (document.hidden) return Promise.resolve(null)
  const began = performance.now()
  return new Promise((done) => {
    let frames = 0
    const frame = (): void => {
      frames++
      const ms = performance.now() - began
      if (document.hidden) done(null)
      else if (ms >= countMs) done((1000 * frames) / ms)
      else requestAnimationFrame(frame)
    }
    requestAnimationFrame(frame)
  })
}

async function look(): Promise<void> {
  const perS = await framesPerS()
  if (perS === null) return
  drawing = counted(drawing, perS)
  document.documentElement.toggleAttribute('data-slow', drawing.slow)
  for (const tell of watching) tell()
}

/** Counts once a minute how the wall is drawn. Returns how to stop. */
export function watchDrawing(): () => void {
  const timer = setInterval(() => void look(), everyMs)
  return () => clearInterval(timer)
}

/** Is the wall drawn too slowly for anything to move on it? */
export const useSlow = (): boolean =>
  useSyncExternalStore(
    (tell) => {
      watching.add(tell)
      return () => watching.delete(tell)
    },
    () => drawing.slow,
  )

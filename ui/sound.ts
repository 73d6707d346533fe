import { createStore } from './store.ts'

const WANTED = 'zhili.sound'

/** Browsers allow sound only after a person touched the page. Screens show "开启提示音" while this is false. */
export const soundOn = createStore<boolean>(false)

let audio: AudioContext | null = null

/** Switches sound on. Call it from a press, else the browser refuses; resolves to whether sound is possible. */
export async function enableSound(): Promise<boolean> {
  audio ??= new AudioContext()
  try {
    await audio.resume()
  } catch {
    return false // the machine has no sound device: the screen keeps showing the control
  }
  soundOn.set(audio.state === 'running')
  if (soundOn.get()) localStorage.setItem(WANTED, 'on')
  return soundOn.get()
}

/** The control itself is pressed for what it says; it must not find the sound switched on by that very press. */
const isControl = ({ target }: Event): boolean => target instanceof Element && target.closest('[aria-pressed]') !== null

/**
 * Where sound was on the last time (or nothing was chosen yet and `otherwise` says so), the first press or key anywhere on the page brings
 * it back. Returns what takes the watch off.
 */
export function resumeSound(otherwise = false): () => void {
  const isWanted = () => (localStorage.getItem(WANTED) ?? (otherwise ? 'on' : 'off')) === 'on'
  const touched = ['pointerup', 'keydown'] as const
  const first = (event: Event) => {
    if (isControl(event)) return
    stop()
    if (isWanted() && !soundOn.get()) void enableSound()
  }
  const stop = () => {
    for (const what of touched) window.removeEventListener(what, first)
  }
  for (const what of touched) window.addEventListener(what, first)
  return stop
}

/** Switches sound off on this machine. A red call then stays silent: the screen must say so. */
export function disableSound(): void {
  localStorage.setItem(WANTED, 'off')
  soundOn.set(false)
  stopRed()
}

function beep(hz: number, startS: number, lengthS: number) {
  if (!audio || !soundOn.get()) return
  const tone = audio.createOscillator()
  const volume = audio.createGain()
  const from = audio.currentTime + startS
  tone.frequency.value = hz
  volume.gain.setValueAtTime(0, from)
  volume.gain.linearRampToValueAtTime(0.35, from + 0.02)
  volume.gain.setValueAtTime(0.35, from + lengthS - 0.04)
  volume.gain.linearRampToValueAtTime(0, from + lengthS)
  tone.connect(volume).connect(audio.destination)
  tone.start(from)
  tone.stop(from + lengthS)
}

/** Orange: two tones, once. */
export function soundOrange(): void {
  beep(660, 0, 0.18)
  beep(660, 0.26, 0.18)
}

function redOnce() {
  for (const at of [0, 0.22, 0.44]) beep(880, at, 0.16)
}

/** Red repeats this often (ms) until everyone has accepted: often enough to be noticed, seldom enough to telephone beside it. */
const RED_EVERY = 4000
const unaccepted = new Set<string>()
let repeat: ReturnType<typeof setInterval> | undefined

/** Red: repeats until `acceptRed` was called for every event that raised it. */
export function soundRed(eventId: string): void {
  unaccepted.add(eventId)
  if (repeat !== undefined) return
  redOnce()
  repeat = setInterval(redOnce, RED_EVERY)
}

/** One red event has been accepted (or merged, or was a false alarm). The last one stops the sound. */
export function acceptRed(eventId: string): void {
  unaccepted.delete(eventId)
  if (unaccepted.size === 0) stopRed()
}

function stopRed() {
  if (repeat !== undefined) clearInterval(repeat)
  repeat = undefined
}

/** A test tone, for the "试听" button. */
export const soundTest = (): void => soundOrange()

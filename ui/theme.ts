import { createStore } from './store.ts'

/** Light for day, dark for the wall and night duty, outdoor (every text pair 7:1) for a phone in the sun. */
export type Theme = 'light' | 'dark' | 'outdoor'

const THEME = 'zhili.theme'
const LETTERS = 'zhili.letters'
const themes: readonly Theme[] = ['light', 'dark', 'outdoor']

const read = (key: string) => globalThis.localStorage?.getItem(key) ?? null

/** What somebody chose by hand on this machine; null: nobody has. */
const chosen = (): Theme | null => themes.find((x) => x === read(THEME)) ?? null

/** An app that has one theme only. */
let kept = false

/** The dark setting of the browser or its machine. */
const darkMachine = globalThis.matchMedia?.('(prefers-color-scheme: dark)') ?? null
const machineTheme = (): Theme => (darkMachine?.matches ? 'dark' : 'light')

export const theme = createStore<Theme>(chosen() ?? machineTheme())

// Until somebody chooses by hand the page goes with the machine, also when that turns dark in the evening.
darkMachine?.addEventListener('change', () => {
  if (kept || chosen()) return
  theme.set(machineTheme())
  applyTheme()
})

/** 大字版: all sizes grow by 1.3 (17 px becomes 22 on the phone). */
export const bigLetters = createStore<boolean>(read(LETTERS) === 'big')

/** Puts theme and letters on the document. Call once before the first paint; the setters call it again. */
export function applyTheme(): void {
  document.documentElement.dataset.theme = theme.get()
  document.documentElement.dataset.letters = bigLetters.get() ? 'big' : 'normal'
}

/** One theme whatever this machine chose or is: for the wall. Before the first paint. */
export function keepTheme(always: Theme): void {
  kept = true
  theme.set(always)
  applyTheme()
}

/** Chooses a theme and remembers it on this machine. */
export function setTheme(next: Theme): void {
  localStorage.setItem(THEME, next)
  theme.set(next)
  applyTheme()
}

/** Switches big letters and remembers it on this machine. */
export function setBigLetters(big: boolean): void {
  localStorage.setItem(LETTERS, big ? 'big' : 'normal')
  bigLetters.set(big)
  applyTheme()
}

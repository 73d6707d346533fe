import { useEffect, useRef } from 'react'
import { createStore } from './store.ts'

/**
 * One table of all keys of the console (ux: keyboard). Menus, tooltips, the key bar and the help page all read it.
 * `press` is what is shown and matched; `G I` is two strokes. `group` heads the help page.
 */
export const keyTable = {
  command: { press: 'Ctrl K', group: 'any' },
  help: { press: '?', group: 'any' },
  search: { press: '/', group: 'any' },
  back: { press: 'Escape', group: 'any' },
  area: { press: 'U', group: 'any' },
  undo: { press: 'Ctrl Z', group: 'any' },
  submitForm: { press: 'Ctrl Enter', group: 'any' },
  newEvent: { press: 'C', group: 'any' },
  goInbox: { press: 'G I', group: 'go' },
  goEvents: { press: 'G E', group: 'go' },
  goMap: { press: 'G M', group: 'go' },
  goDispatch: { press: 'G D', group: 'go' },
  goCheck: { press: 'G V', group: 'go' },
  goDuty: { press: 'G Z', group: 'go' },
  drill: { press: '.', group: 'any' },
  drillBack: { press: ',', group: 'any' },
  tilt: { press: 'L', group: 'any' },
  next: { press: 'J', group: 'list' },
  previous: { press: 'K', group: 'list' },
  open: { press: 'Enter', group: 'list' },
  select: { press: 'X', group: 'list' },
  selectNext: { press: 'Shift J', group: 'list' },
  selectPrevious: { press: 'Shift K', group: 'list' },
  triageDispatch: { press: '1', group: 'triage' },
  triageMerge: { press: '2', group: 'triage' },
  triageDecline: { press: '3', group: 'triage' },
  triageLater: { press: 'H', group: 'triage' },
  accept: { press: 'A', group: 'event' },
  transfer: { press: 'T', group: 'event' },
  return: { press: 'B', group: 'event' },
  urge: { press: 'D', group: 'event' },
  sendToCheck: { press: 'V', group: 'event' },
  previousEvent: { press: '[', group: 'event' },
  nextEvent: { press: ']', group: 'event' },
} as const satisfies Record<string, { press: string; group: 'any' | 'go' | 'list' | 'triage' | 'event' }>

/** The name of an action that has a key. */
export type KeyAction = keyof typeof keyTable

/** The caps of an action's key, to be drawn one by one: "Ctrl K" → ["Ctrl", "K"]. */
export const capsOf = (action: KeyAction): string[] => keyTable[action].press.split(' ').map((c) => (c === 'Escape' ? 'Esc' : c))

const SINGLE = 'zhili.single-keys'

/** Single letters may be switched off (WCAG 2.1.4); keys with Ctrl/⌘, arrows, Enter and Esc always work. */
export const singleKeys = createStore<boolean>(globalThis.localStorage?.getItem(SINGLE) !== 'off')

export function setSingleKeys(on: boolean): void {
  localStorage.setItem(SINGLE, on ? 'on' : 'off')
  singleKeys.set(on)
}

/** The part of a keyboard event that the rules look at. */
export type Stroke = {
  key: string
  ctrlKey: boolean
  metaKey: boolean
  altKey: boolean
  shiftKey: boolean
  isComposing: boolean
  keyCode: number
  target: unknown
}

const TYPING = 'input:not([type=checkbox],[type=radio],[type=range],[type=button]), textarea, select, [contenteditable=true]'

/** Is the person writing? Then no letter may act. Composing (Chinese input, key code 229) counts even where the focus is elsewhere. */
export function isTyping(stroke: Stroke): boolean {
  if (stroke.isComposing || stroke.keyCode === 229) return true
  const target = stroke.target as { matches?: (selector: string) => boolean } | null
  return target?.matches?.(TYPING) ?? false
}

/** The stroke as it is written in the table: "Ctrl K", "Shift J", "?", "1". Ctrl and ⌘ are one. */
export function strokeName(stroke: Stroke): string {
  const key = stroke.key === ' ' ? 'Space' : stroke.key.length === 1 ? stroke.key.toUpperCase() : stroke.key
  const letter = /^[A-Z]$/.test(key)
  return [stroke.ctrlKey || stroke.metaKey ? 'Ctrl ' : '', stroke.shiftKey && letter ? 'Shift ' : '', key].join('')
}

export type KeyState = { first: string; at: number }

/** Two strokes belong together within this time (ms). */
const SEQUENCE = 1200

/**
 * Which action does this stroke mean, given the one before it? Pure: `now` in milliseconds. Returns the action (or null) and the state
 * for the next stroke. Alt is never ours. While writing only Ctrl keys and Escape act; with single keys off the same holds everywhere.
 */
export function actionOf(
  stroke: Stroke,
  before: KeyState,
  now: number,
  single: boolean,
): { action: KeyAction | null; state: KeyState } {
  const none: KeyState = { first: '', at: 0 }
  if (stroke.altKey || stroke.isComposing || stroke.keyCode === 229) return { action: null, state: none }
  const name = strokeName(stroke)
  const held = name.startsWith('Ctrl ')
  if (!held && name !== 'Escape' && (isTyping(stroke) || (!single && name.length === 1))) return { action: null, state: none }
  const find = (press: string) => (Object.keys(keyTable) as KeyAction[]).find((a) => keyTable[a].press === press) ?? null
  if (before.first && now - before.at < SEQUENCE) {
    const second = find(`${before.first} ${name}`)
    if (second) return { action: second, state: none }
  }
  if (name === 'G') return { action: null, state: { first: 'G', at: now } }
  return { action: find(name), state: none }
}

/** What a screen does with its keys. Return `false` to let the browser have the stroke. */
export type KeyHandlers = Partial<Record<KeyAction, () => unknown>>

/**
 * Lets the keys of a screen act while it is shown; where several are shown the innermost wins. Enter and Space are left to a focused
 * button or link, arrows to lists, and behind an open dialog nothing acts but Escape.
 */
export function useKeys(handlers: KeyHandlers): void {
  const latest = useRef(handlers)
  useEffect(() => {
    latest.current = handlers
  })
  useEffect(() => {
    let state: KeyState = { first: '', at: 0 }
    const onKey = (e: KeyboardEvent) => {
      if (e.defaultPrevented) return
      const target = e.target instanceof Element ? e.target : null
      if (
        (e.key === 'Enter' || e.key === ' ') &&
        target?.closest('button, a, summary, [role=button], [role=option], [role=menuitem]')
      )
        return
      if (e.key !== 'Escape' && document.querySelector('[role=dialog], [role=alertdialog]')) return
      const found = actionOf(e, state, performance.now(), singleKeys.get())
      state = found.state
      const handler = found.action ? latest.current[found.action] : undefined
      if (handler && handler() !== false) e.preventDefault()
    }
    window.addEventListener('keydown', onKey)
    return () => window.removeEventListener('keydown', onKey)
  }, [])
}

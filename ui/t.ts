import { keepLang, keptLang, type Lang } from './kept-lang.ts'
import { en } from './messages/en.ts'
import { zh } from './messages/zh.ts'
import { createStore } from './store.ts'

/** Values put into a message. Numbers are written as they are: format them first where a format matters. */
export type Params = Readonly<Record<string, string | number>>

const store = createStore<Lang>(keptLang())

/** The language of the screens now. */
export const lang = (): Lang => store.get()

/** The language, re-rendering the caller when it is switched. `Root` uses it; parts below need not. */
export const useLang = (): Lang => store.use()

/** What stands between the parts of a list in a sentence. */
export const comma = (): string => (lang() === 'en' ? ', ' : '、')

/** Switches the language of all screens and remembers it on this machine. */
export function setLang(next: Lang): void {
  keepLang(next)
  if (globalThis.document) document.documentElement.lang = next
  store.set(next)
}

/** Puts values into a message: `{name}` is replaced, `{n|minute|minutes}` chooses singular or plural by the value of `n`. */
export function fill(text: string, params: Params = {}): string {
  return text.replace(/\{(\w+)(?:\|([^|}]*)\|([^}]*))?\}/g, (whole, name: string, one?: string, many?: string) => {
    const value = params[name]
    if (value === undefined) return whole
    return one === undefined ? String(value) : Number(value) === 1 ? one : (many ?? '')
  })
}

/** A translator over one table of messages. An unknown key is a compile error, a key missing in English too. */
export type Translate<Key extends string> = (key: Key, params?: Params) => string

/**
 * Makes the translator of an app from its two tables: `export const t = createT(zh, en)` in `console/messages.ts`.
 * Each app has its own; the parts use the one below.
 */
export function createT<const Zh extends Readonly<Record<string, string>>>(
  chinese: Zh,
  english: { readonly [K in keyof Zh]: string },
): Translate<keyof Zh & string> {
  return (key, params) => fill((store.get() === 'en' ? english : chinese)[key], params)
}

/** Looks up a key that is only known at run time (a fact kind, a problem code). Null when no table holds it. */
export function lookup(
  table: Readonly<Record<Lang, Readonly<Record<string, string>>>>,
  key: string,
  params?: Params,
): string | null {
  const text = table[store.get()][key]
  return text === undefined ? null : fill(text, params)
}

/** The translator of the parts. */
export const t = createT(zh, en)

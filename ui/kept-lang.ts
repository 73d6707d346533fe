/** The two languages of the screens. Chinese is the default, English is complete. */
export type Lang = 'zh-CN' | 'en'

const KEY = 'zhili.lang'

/** The language this machine was left in. */
export const keptLang = (): Lang => (globalThis.localStorage?.getItem(KEY) === 'en' ? 'en' : 'zh-CN')

/** Remembers the language on this machine. */
export const keepLang = (lang: Lang): void => globalThis.localStorage?.setItem(KEY, lang)

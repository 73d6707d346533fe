import { createT, lang, lookup, type Params } from '../ui/t.ts'
import { en } from './messages/en.ts'
import { zh } from './messages/zh.ts'

/** The words of the console. */
export const t = createT(zh, en)

/** A key of the console's messages. */
export type Key = keyof typeof zh

/** Words that came with the data, in the language of the screens. */
export const say = (words: { zh: string; en: string }): string => (lang() === 'en' ? words.en : words.zh)

const tables = { 'zh-CN': zh, en }

/** Words for a code that came with the data (`why.merged`), or null when this build does not know it. */
export const tell = (key: string, params?: Params): string | null => lookup(tables, key, params)

import type { Language } from '../../../contract/rule-words/language.ts'
import { lang } from '../../../ui/t.ts'

/** The language sentences are written in: that of the screens. */
export const sentenceLang = (): Language => (lang() === 'en' ? 'en' : 'zh')

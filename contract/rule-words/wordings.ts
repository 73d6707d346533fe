import { chinese } from './chinese.ts'
import { english } from './english.ts'
import type { Language, Wording } from './language.ts'

export const wordings: Record<Language, Wording> = { zh: chinese, en: english }

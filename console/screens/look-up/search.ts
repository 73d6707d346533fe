import { given, text } from '../../search.ts'

/** `q`: what is looked up; left out: nothing was asked yet. */
export type LookUpSearch = { q?: string }
export const lookUpSearch = (raw: Readonly<Record<string, unknown>>): LookUpSearch => given({ q: text(raw, 'q', 60) })

import { createT } from '../../../ui/t.ts'
import { knownEn } from '../../messages/en-known.ts'
import { knownZh } from '../../messages/zh-known.ts'

/** The words of numbers as they were known at a moment; they come with the panes that say them. */
export const t = createT(knownZh, knownEn)

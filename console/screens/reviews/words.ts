import { createT } from '../../../ui/t.ts'
import { reviewEn } from './en.ts'
import { reviewZh } from './zh.ts'

/** The words of reviews, which come with their pages. */
export const r = createT(reviewZh, reviewEn)

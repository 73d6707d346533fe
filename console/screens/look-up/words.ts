import { createT } from '../../../ui/t.ts'
import { lookUpEn } from './en.ts'
import { lookUpZh } from './zh.ts'

/** The words of 体征一键查, which come with its page and not with the console. */
export const t = createT(lookUpZh, lookUpEn)

import { createT } from '../../../ui/t.ts'
import { targetEn } from './en.ts'
import { targetZh } from './zh.ts'

/** The words of target boards, which come with their screens and not with the console. */
export const g = createT(targetZh, targetEn)

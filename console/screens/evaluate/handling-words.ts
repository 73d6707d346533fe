import { createT } from '../../../ui/t.ts'
import { handlingEn } from './en.ts'
import { handlingZh } from './zh.ts'

/** The words of 办理评价, which the list behind a figure says as well. */
export const h = createT(handlingZh, handlingEn)

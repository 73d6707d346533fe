import { createT } from '../../../ui/t.ts'
import { vitalsEn } from '../../messages/en-vitals.ts'
import { vitalsZh } from '../../messages/zh-vitals.ts'

/** The words of vitals; they come with the screen that says them. */
export const t = createT(vitalsZh, vitalsEn)

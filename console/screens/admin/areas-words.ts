import { createT } from '../../../ui/t.ts'
import { areasEn } from '../../messages/en-areas.ts'
import { areasZh } from '../../messages/zh-areas.ts'

/** The words of changes of areas; they come with the screen that says them. */
export const t = createT(areasZh, areasEn)

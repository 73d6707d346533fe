import { createT } from '../../../ui/t.ts'
import { waysEn } from '../../messages/en-ways.ts'
import { waysZh } from '../../messages/zh-ways.ts'

/** The words of ways that are closed; they come with the screens that say them. */
export const t = createT(waysZh, waysEn)

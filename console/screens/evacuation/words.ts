import { createT } from '../../../ui/t.ts'
import { evacuationEn } from '../../messages/en-evacuation.ts'
import { evacuationZh } from '../../messages/zh-evacuation.ts'

/** The words of evacuation lists and households; they come with the screens that say them. */
export const t = createT(evacuationZh, evacuationEn)

import { createT } from '../../../ui/t.ts'
import { packsEn } from '../../messages/en-packs.ts'
import { packsZh } from '../../messages/zh-packs.ts'

/** The words of packs; they come with the screen that says them. */
export const t = createT(packsZh, packsEn)

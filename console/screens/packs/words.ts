import { createT } from '../../../ui/t.ts'
import { packRequestsEn } from '../../messages/en-pack-requests.ts'
import { packsEn } from '../../messages/en-packs.ts'
import { packRequestsZh } from '../../messages/zh-pack-requests.ts'
import { packsZh } from '../../messages/zh-packs.ts'

/** The words of packs; they come with the screen that says them. */
export const t = createT(packsZh, packsEn)

/** The words of what is asked by one and confirmed by another. */
export const tr = createT(packRequestsZh, packRequestsEn)

import { createT } from '../../../../ui/t.ts'
import { ratedEn } from '../../../messages/en-rated.ts'
import { ratedZh } from '../../../messages/zh-rated.ts'

/** Words of this part, loaded with it and not with the first page. */
export const t = createT(ratedZh, ratedEn)

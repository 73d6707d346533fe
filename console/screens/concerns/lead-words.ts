import { createT } from '../../../ui/t.ts'
import { leadEn } from '../../messages/en-lead.ts'
import { leadZh } from '../../messages/zh-lead.ts'

/** Words of requests to lead: they come with the screens that show them, not with the first load. */
export const lead = createT(leadZh, leadEn)

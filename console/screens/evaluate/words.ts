import { createT } from '../../../ui/t.ts'
import { en } from '../../messages/en.ts'
import { kpiEn } from '../../messages/en-kpi.ts'
import { zh } from '../../messages/zh.ts'
import { kpiZh } from '../../messages/zh-kpi.ts'

/** The words of this screen beside the console's own; they come with it. */
export const t = createT({ ...zh, ...kpiZh }, { ...en, ...kpiEn })

import { createT } from '../../../ui/t.ts'
import { overEn } from '../../messages/en-over.ts'
import { overZh } from '../../messages/zh-over.ts'

/** The words of coarser periods; they come with the pane that says them. */
export const t = createT(overZh, overEn)

import { createT } from '../../../ui/t.ts'
import { lineageEn } from '../../messages/en-lineage.ts'
import { lineageZh } from '../../messages/zh-lineage.ts'

/** The words of what a number comes from; they come with the pane that says them. */
export const t = createT(lineageZh, lineageEn)

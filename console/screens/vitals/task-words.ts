import { createT } from '../../../ui/t.ts'
import { vitalTasksEn } from '../../messages/en-vital-tasks.ts'
import { vitalTasksZh } from '../../messages/zh-vital-tasks.ts'

/** The words of what comes of a vital; they come with the panes that say them. */
export const t = createT(vitalTasksZh, vitalTasksEn)

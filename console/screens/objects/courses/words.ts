import { createT } from '../../../../ui/t.ts'
import { coursesEn } from '../../../messages/en-courses.ts'
import { coursesZh } from '../../../messages/zh-courses.ts'

/** The words of what lies upstream; they come with the panes that say them. */
export const t = createT(coursesZh, coursesEn)

import { createT } from '../../../ui/t.ts'
import { publishersEn } from '../../messages/en-publishers.ts'
import { publishersZh } from '../../messages/zh-publishers.ts'

/** The words of publishers; they come with the screen that says them. */
export const t = createT(publishersZh, publishersEn)

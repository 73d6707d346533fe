import { createT } from '../../../ui/t.ts'
import { wallEn } from './en.ts'
import { wallZh } from './zh.ts'

/** The words of walls, which come with their page and not with the console. */
export const w = createT(wallZh, wallEn)

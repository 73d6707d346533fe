import { createT } from '../ui/t.ts'
import { en } from './messages/en.ts'
import { zh } from './messages/zh.ts'

/** The words of the cockpit. */
export const t = createT(zh, en)

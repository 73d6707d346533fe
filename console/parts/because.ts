import { en } from '../../ui/messages/en.ts'
import { zh } from '../../ui/messages/zh.ts'
import { lookup } from '../../ui/t.ts'

const tables = { 'zh-CN': zh, en }

/** Why somebody was called (`no-answer` → 前一级未签收), as on the timeline; a code this build does not know stays as it is. */
export const because = (code: string): string => lookup(tables, `because.${code}`) ?? code

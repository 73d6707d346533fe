import { createT } from '../../../ui/t.ts'
import { replayEn } from './en.ts'
import { replayZh } from './zh.ts'

/** The words of the replay, which come with its page. */
export const p = createT(replayZh, replayEn)

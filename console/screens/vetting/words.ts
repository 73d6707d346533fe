import { createT } from '../../../ui/t.ts'
import { en } from '../../messages/en.ts'
import { haulEn } from '../../messages/en-haul.ts'
import { ticketsEn } from '../../messages/en-tickets.ts'
import { zh } from '../../messages/zh.ts'
import { haulZh } from '../../messages/zh-haul.ts'
import { ticketsZh } from '../../messages/zh-tickets.ts'

/** The words of this screen beside the console's own; they come with it. */
export const t = createT({ ...zh, ...ticketsZh }, { ...en, ...ticketsEn })

/** The words of firms and of sheets of baselines; they come with the screen that says them. */
export const haul = createT(haulZh, haulEn)

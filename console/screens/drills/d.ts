import { createT, lookup } from '../../../ui/t.ts'
import { drillEn } from './en.ts'
import { drillZh } from './zh.ts'

/** The words of the drills, which come with their screens and not with the console. */
export const d = createT(drillZh, drillEn)

/** How a way of a call is said; one this build does not know as it is written. */
export const wayWords = (way: string): string => lookup({ 'zh-CN': drillZh, en: drillEn }, `way.${way}`) ?? way

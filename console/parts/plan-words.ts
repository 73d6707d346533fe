import { t } from '../messages.ts'

/** 「沼气 预案第 3 版」: which plan an event runs by; one that was never changed here is that of its pack. */
export const planWords = (plan: string, { version, planVersion }: { version: number; planVersion: number }): string =>
  planVersion > 0 ? t('event.plan-version', { plan, n: planVersion }) : t('event.plan-shipped', { plan, n: version })

import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import type { z } from 'zod'
import type { Backtest, BacktestList } from '../../../contract/backtest.ts'
import type { DetectRule } from '../../../contract/pack.ts'
import type {
  PackRules,
  PackRulesList,
  RulesChecked,
  RulesVersion,
  RulesVersionLine,
  RulesWeek,
} from '../../../contract/rules.ts'
import { get, post } from '../../../ui/api.ts'

export type VersionLine = z.infer<typeof RulesVersionLine>
export type Checked = z.infer<typeof RulesChecked>
export type Finding = RulesVersion['findings'][number]
export type Remark = Checked['faults'][number]

const of = (pack: string): string => `/rules/${encodeURIComponent(pack)}`

export const rulePacksQuery = () =>
  queryOptions({ queryKey: ['rules'], queryFn: ({ signal }) => get<z.infer<typeof PackRulesList>>('/rules', undefined, signal) })

export const packRulesQuery = (pack: string) =>
  queryOptions({ queryKey: ['rules', pack], queryFn: ({ signal }) => get<PackRules>(of(pack), undefined, signal) })

export const versionQuery = (pack: string, no: number) =>
  queryOptions({
    queryKey: ['rules', pack, no],
    queryFn: ({ signal }) => get<RulesVersion>(`${of(pack)}/versions/${no}`, undefined, signal),
  })

export const weekQuery = (pack: string, area: string | undefined) =>
  queryOptions({
    queryKey: ['rules', pack, 'week', area],
    queryFn: ({ signal }) => get<RulesWeek>(`${of(pack)}/week`, { area }, signal),
  })

export type Given = { rules: (DetectRule | string)[]; lang: 'zh' | 'en' }
/** What the check says of rules that are not saved; what it said before stays while it is asked again. */
export const checkQuery = (pack: string, given: Given | null) =>
  queryOptions({
    queryKey: ['rules', pack, 'check', given],
    queryFn: ({ signal }) => post<Checked>(`${of(pack)}/check`, given, { signal }),
    enabled: given !== null,
    placeholderData: keepPreviousData,
    retry: false,
  })

export const backtestsQuery = (pack: string) =>
  queryOptions({
    queryKey: ['rules', pack, 'backtests'],
    queryFn: ({ signal }) => get<z.infer<typeof BacktestList>>('/backtests', { pack }, signal),
  })

const PROGRESS_EVERY = 1_000
export const isUnderWay = ({ state }: Pick<Backtest, 'state'>): boolean => state === 'waiting' || state === 'running'
/** A back-test with its progress: no fact tells of it, so it is asked for while it runs. */
export const backtestQuery = (id: string) =>
  queryOptions({
    queryKey: ['backtest', id],
    queryFn: ({ signal }) => get<Backtest>(`/backtests/${encodeURIComponent(id)}`, undefined, signal),
    refetchInterval: ({ state }) => (state.data && !isUnderWay(state.data) ? false : PROGRESS_EVERY),
  })

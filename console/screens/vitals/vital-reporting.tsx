import { useQuery } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import { periodWords } from '../../../contract/period-words.ts'
import type { VitalReporting, VitalReportingLine } from '../../../contract/vital-reporting.ts'
import { When } from '../../../ui/age.tsx'
import { Button } from '../../../ui/button.tsx'
import { number, percent } from '../../../ui/format.ts'
import { useKeys } from '../../../ui/keys.ts'
import { EmptyState, Failed, Loading } from '../../../ui/screen.tsx'
import { SelectField } from '../../../ui/select-field.tsx'
import { lang } from '../../../ui/t.ts'
import { FieldNote } from '../../../ui/text-field.tsx'
import { say } from '../../messages.ts'
import { fetchSheet, useSheetSend } from '../objects/send-sheet.ts'
import { t as registry } from './registry-words.ts'
import { windowsBefore } from './reporting-windows.ts'
import { t } from './task-words.ts'
import { reportingQuery } from './vital-queries.ts'

type Props = { area: string | undefined; onShow: (code: string) => void; onClose: () => void }
type Figures = VitalReporting['total']

/** 报数情况: of what was due, how much was told and how much in time, unit by unit; a unit opens its vitals, a vital its page. */
export function VitalReportingPane({ area, onShow, onClose }: Props): ReactNode {
  const [period, setPeriod] = useState<string>()
  const [unit, setUnit] = useState<string>()
  const query = useQuery(reportingQuery({ area, period, unit }))
  // The windows to choose from stand beside the month that runs, whichever is shown.
  const running = useQuery(reportingQuery({ area, period: undefined, unit: undefined })).data
  useKeys({ back: onClose })
  const data = query.data
  return (
    <>
      <section>
        <div className="row top">
          <h2 className="grow">{t('report.title')}</h2>
          <Button small kind="ghost" icon="x" label={t('task.close')} onPress={onClose} />
        </div>
        <p className="meta">{t('report.how')}</p>
        {running && (
          <SelectField
            label={t('report.period')}
            choices={windowsBefore(running.period).map((id) => ({ id, label: say(periodWords(id)) }))}
            value={period ?? running.period}
            onChange={setPeriod}
          />
        )}
        <Sheets area={area} period={period} />
      </section>
      {!data && (query.error ? <Failed error={query.error} onRetry={() => void query.refetch()} /> : <Loading />)}
      {data?.total.owed === 0 && (
        <EmptyState empty={{ kind: 'nothing-yet', title: t('report.none'), note: t('report.none-note') }} />
      )}
      {data && data.total.owed > 0 && (
        <Units data={data} unit={unit} onUnit={(one) => setUnit(one === unit ? undefined : one)} onShow={onShow} />
      )}
    </>
  )
}

function Sheets({ area, period }: { area: string | undefined; period: string | undefined }): ReactNode {
  const send = useSheetSend()
  const wish = { area, period, lang: lang() === 'en' ? 'en' : 'zh' }
  return (
    <>
      <div className="row wrap">
        {(['xlsx', 'csv'] as const).map((as) => (
          <Button
            key={as}
            small
            icon="export"
            busy={send.busy}
            onPress={() => void send.run(() => fetchSheet(as, wish, 'vital-reporting'))}
          >
            {registry(`sheet.${as}`)}
          </Button>
        ))}
      </div>
      <FieldNote error={send.error} />
    </>
  )
}

type UnitsProps = { data: VitalReporting; unit: string | undefined; onUnit: (id: string) => void; onShow: Props['onShow'] }

function Units({ data, unit, onUnit, onShow }: UnitsProps): ReactNode {
  return (
    <section>
      <p className="meta">
        {data.area.name} · {say(periodWords(data.period))} · <When at={data.until} />
      </p>
      <ul className="k10-tasks">
        <li>
          <b>{t('report.total')}</b>
          <span className="right">{t('report.owed', { n: number(data.total.owed) })}</span>
          <Rates of={data.total} />
        </li>
        {data.units.map((one) => {
          const [id, name] = [one.unit ?? 'none', one.name ?? t('report.nobody')]
          return (
            <li key={id}>
              <button
                type="button"
                aria-expanded={unit === id}
                aria-label={t('report.lines', { name })}
                onClick={() => onUnit(id)}
              >
                {name}
              </button>
              <span className="right">{t('report.owed', { n: number(one.owed) })}</span>
              <Rates of={one} />
              {unit === id && <Lines lines={data.lines} onShow={onShow} />}
            </li>
          )
        })}
      </ul>
    </section>
  )
}

const Lines = ({ lines, onShow }: { lines: readonly VitalReportingLine[]; onShow: Props['onShow'] }): ReactNode => (
  <ul className="k10-tasks wide k10-below">
    {lines.map((line) => (
      <li key={line.vital}>
        <button type="button" aria-label={t('task.open', { name: say(line.name) })} onClick={() => onShow(line.vital)}>
          {say(line.name)}
        </button>
        <span className="right">{t('report.owed', { n: number(line.owed) })}</span>
        <Rates of={line} />
        <span className="meta wide">{t('report.each', { areas: number(line.areas), periods: number(line.periods) })}</span>
      </li>
    ))}
  </ul>
)

/** Below this many a share says nothing (domain.md 12): only its two numbers stand. */
const enough = 10

/** 已报 12/31 · 39 %   按时 9/31 · 29 %, and how old the newest is. */
function Rates({ of: { owed, told, inTime, newest } }: { of: Figures }): ReactNode {
  const share = (n: number): string => (owed >= enough ? ` · ${percent(n, owed)} %` : '')
  return (
    <span className="meta wide row wrap">
      <span>
        {t('report.told')} {number(told)}/{number(owed)}
        {share(told)}
      </span>
      <span>
        {t('report.in-time')} {number(inTime)}/{number(owed)}
        {share(inTime)}
      </span>
      <span>
        {newest ? (
          <>
            {t('report.newest')} <When at={newest} />
          </>
        ) : (
          t('report.never')
        )}
      </span>
    </span>
  )
}

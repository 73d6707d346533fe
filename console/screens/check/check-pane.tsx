import { Link } from '@tanstack/react-router'
import { type ReactNode, useState } from 'react'
import { placeWords } from '../../../contract/case-place.ts'
import type { CheckRow } from '../../../contract/check.ts'
import { When } from '../../../ui/age.tsx'
import { BeforeAfter, type Side } from '../../../ui/before-after.tsx'
import { Button } from '../../../ui/button.tsx'
import { CaseTitle, DrillStrip } from '../../../ui/case-title.tsx'
import { CheckList } from '../../../ui/check-list.tsx'
import { Checkbox } from '../../../ui/checkbox.tsx'
import { Evidence } from '../../../ui/evidence.tsx'
import { clockTime, distance } from '../../../ui/format.ts'
import { gradeWords } from '../../../ui/grade-badge.tsx'
import { connection } from '../../../ui/live.ts'
import { Panel } from '../../../ui/panel.tsx'
import { GradeShape } from '../../../ui/risk-shape.tsx'
import { lang, t as part } from '../../../ui/t.ts'
import { Tag } from '../../../ui/tag.tsx'
import { FieldNote } from '../../../ui/text-field.tsx'
import { toast } from '../../../ui/toast.tsx'
import { say, t } from '../../messages.ts'
import { ObjectCurve } from '../../parts/object-curve.tsx'
import { OpenedByPanel } from '../../parts/opened-by.tsx'
import { ReasonForm } from '../../parts/reason-form.tsx'
import { usePhotos } from '../../parts/use-photos.ts'
import { useAct } from '../../use-act.ts'
import { CaseVitals } from '../event-detail/vital-panel.tsx'

function Pictures({ row }: { row: CheckRow }): ReactNode {
  const [before, after] = [row.before.at(-1), row.after.at(-1)]
  const files = [...row.before, ...row.after, ...row.evidence].flatMap((e) => (e.file ? [e.file] : []))
  const srcOf = usePhotos(files)
  const side = (e: CheckRow['before'][number] | undefined): Side | null => {
    const src = e?.file ? srcOf(e.file) : ''
    return e && src ? { src, alt: say(e.label), caption: `${say(e.label)} ${clockTime(e.takenAt)} ${e.byName}` } : null
  }
  const rest = [...row.before.slice(0, -1), ...row.after.slice(0, -1), ...row.evidence]
  return (
    <>
      <Panel
        title={t('check.pictures')}
        note={row.apartM === null ? undefined : t('check.apart', { distance: distance(row.apartM) })}
      >
        {before || after ? (
          <BeforeAfter before={side(before)} after={side(after)} />
        ) : (
          <p className="meta">{t('check.no-pictures')}</p>
        )}
      </Panel>
      {rest.length > 0 && (
        <Panel title={t('check.rest', { n: rest.length })}>
          <Evidence items={rest} srcOf={srcOf} />
        </Panel>
      )}
    </>
  )
}

/** The curve of what was measured, from before the event to now: what it came down from, and to where. */
function Reading({ row }: { row: CheckRow }): ReactNode {
  if (row.object === null) return null
  const submitted = { at: Date.parse(row.checkingAt), words: `${clockTime(row.checkingAt)} ${t('mark.submitted')}` }
  return <ObjectCurve object={row.object} openedAt={row.openedAt} marks={[submitted]} height={176} clears />
}

/** Is what was measured back to normal: the vitals of the case, and its alarm where the closing asks for it. */
function Back({ reading }: Pick<CheckRow, 'reading'>): ReactNode {
  const { needed, vitals, severity, clearedAt } = reading
  return (
    <>
      {vitals.map(({ name, areaName, outside }) => (
        <Line key={`${name.zh}${areaName}`} label={`${areaName} ${say(name)}`} stands={outside}>
          {t(outside ? 'check.vital-outside' : 'check.vital-inside')}
        </Line>
      ))}
      {needed && (severity !== null || clearedAt !== null || vitals.length === 0) && (
        <Line label={t('check.reading')} stands={severity !== null}>
          {alarmWords(reading)}
        </Line>
      )}
    </>
  )
}

function alarmWords({ severity, clearedAt }: CheckRow['reading']): string {
  if (severity) return t('check.reading-not', { severity: part(`severity.${severity}`) })
  return clearedAt ? t('check.reading-back', { time: clockTime(clearedAt) }) : t('check.reading-none')
}

function Line({ label, stands, children }: { label: string; stands: boolean; children: ReactNode }): ReactNode {
  return (
    <li>
      <span className="grow">{label}</span>
      <Tag kind={stands ? 'ink' : 'plain'}>{children}</Tag>
    </li>
  )
}

/** Said by lines of their own. */
const toldApart = new Set<string>(['far-photo', 'defect', 'reading'])

function Doubts({ row }: { row: CheckRow }): ReactNode {
  const far = row.missing.some((m) => m.code === 'far-photo')
  const other = row.missing.filter((m) => !toldApart.has(m.code))
  return (
    <Panel title={t('check.doubts')}>
      <ul className="near">
        <Back reading={row.reading} />
        <li>
          <span className="grow">{t('check.place')}</span>
          {row.placeM === null ? (
            <Tag>{t('check.place-none')}</Tag>
          ) : (
            <Tag kind={far ? 'ink' : 'plain'}>{distance(row.placeM)}</Tag>
          )}
        </li>
        {row.defects.map((d) => (
          <li key={d}>
            <span className="grow">{t('check.defect')}</span>
            <Tag kind="ink">{t(`defect.${d}`)}</Tag>
          </li>
        ))}
        {other.map((m) => (
          <li key={m.code}>
            <span className="grow">{say(m)}</span>
            <Tag kind="ink">{t('check.doubt')}</Tag>
          </li>
        ))}
        {row.defects.length === 0 && row.missing.length === 0 && (
          <li>
            <span className="t2">{t('check.no-doubts')}</span>
          </li>
        )}
      </ul>
    </Panel>
  )
}

function Said({ row }: { row: CheckRow }): ReactNode {
  const items = row.checklist.map((c) => ({
    id: c.id,
    words: say(c.name),
    state: c.done ? ('done' as const) : ('open' as const),
    doneAt: c.doneAt,
    required: c.required,
  }))
  return (
    <Panel title={t('check.result')} note={[row.unitName, row.holderName].filter(Boolean).join(' · ')}>
      <p className="said">{row.result ?? t('check.no-result')}</p>
      {row.cause && <p className="meta">{t('check.cause', { cause: row.cause })}</p>}
      {items.length > 0 && <CheckList items={items} />}
    </Panel>
  )
}

type Props = { row: CheckRow; onDone: () => void; onBack: (() => void) | null }

/** One finished event: before and after, the reading, what is odd, what was said; pass and close, or send back with a reason. */
export function CheckPane({ row, onDone, onBack }: Props): ReactNode {
  return (
    <section className="pane" aria-label={row.title}>
      <header className="hd">
        {onBack && <Button kind="ghost" icon="back" label={t('inbox.back')} onPress={onBack} />}
        <span className="shape">
          <GradeShape grade={row.grade} size={24} label="" />
        </span>
        <div className="grow">
          <h2>
            <CaseTitle title={row.title} />
          </h2>
          <p className="meta facts">
            <b className="b ink">{gradeWords(row.grade)}</b>
            <span>{[placeWords(row, lang()), row.address].filter(Boolean).join(' ')}</span>
            <span>
              {t('check.submitted')} <When at={row.checkingAt} />
            </span>
            <Link to="/events/$id" params={{ id: row.event }}>
              {row.no}
            </Link>
          </p>
        </div>
      </header>
      <DrillStrip title={row.title} />
      <div className="check-body">
        <div className="col">
          <Pictures row={row} />
          <Reading row={row} />
          {row.reading.vitals.length > 0 && <CaseVitals id={row.event} />}
        </div>
        <div className="col">
          <OpenedByPanel by={row.openedBy} />
          <Said row={row} />
          <Doubts row={row} />
        </div>
      </div>
      <Decide row={row} onDone={onDone} />
    </section>
  )
}

/** The lead always goes back; of the other units that must take part, those that are ticked. */
function Others({
  row,
  back,
  onChange,
}: {
  row: CheckRow
  back: readonly string[]
  onChange: (back: string[]) => void
}): ReactNode {
  if (row.assists.length === 0) return null
  return (
    <section className="row wrap" aria-label={t('check.also-back')}>
      <span className="meta">{t('check.also-back')}</span>
      {row.assists.map(({ order, unitName }) => (
        <Checkbox
          key={order}
          value={back.includes(order)}
          onChange={(on) => onChange(on ? [...back, order] : back.filter((id) => id !== order))}
        >
          {unitName}
        </Checkbox>
      ))}
    </section>
  )
}

type Form = 'none' | 'fail' | 'waive'

/** Pass or send back. A reading that is not back to normal may be waived, in words; nobody checks their own work. */
function Decide({ row, onDone }: { row: CheckRow; onDone: () => void }): ReactNode {
  const [form, setForm] = useState<Form>('none')
  const [back, setBack] = useState<readonly string[]>([])
  const act = useAct()
  const offline = connection.use().state === 'offline' ? t('act.offline') : null
  const off = row.mayCheck ? offline : t('check.own')
  const waives = row.needsWaiver
  const isReading = row.reading.needed && !row.reading.clear
  const send = async (body: { passed: boolean; reason?: string; waiver?: string; orders?: readonly string[] }) => {
    const done = await act.run(`/events/${row.event}/check`, { version: row.version, ...body })
    if (!done) return null
    toast({ words: t(body.passed ? 'check.passed' : 'check.failed', { title: row.title }) })
    onDone()
    return done
  }
  const close = () => {
    act.clear()
    setForm('none')
  }
  if (form !== 'none') {
    const fail = form === 'fail'
    return (
      <footer className="act form">
        <ReasonForm
          draft={`check-${form}-${row.event}`}
          title={t(fail ? 'check.fail-title' : isReading ? 'check.waive-title' : 'check.doubt-title')}
          note={t(fail ? 'check.fail-note' : 'check.waive-note')}
          label={t(fail ? 'form.reason' : 'check.waiver')}
          verb={t(fail ? 'check.fail' : 'check.pass')}
          ready={
            fail
              ? [t('check.why-photo'), t('check.why-reading'), t('check.why-thin')]
              : isReading
                ? [t('check.waive-sensor')]
                : []
          }
          act={act}
          onSend={(reason) => send(fail ? { passed: false, reason, orders: back } : { passed: true, waiver: reason })}
          onCancel={close}
        >
          {fail && <Others row={row} back={back} onChange={setBack} />}
        </ReasonForm>
      </footer>
    )
  }
  return (
    <footer className="act">
      <Button kind="primary" busy={act.busy} off={off} onPress={() => (waives ? setForm('waive') : void send({ passed: true }))}>
        {t('check.pass')}
        {waives ? '…' : ''}
      </Button>
      <Button off={off} onPress={() => setForm('fail')}>
        {t('check.fail-more')}
      </Button>
      <span className="grow" />
      {act.error ? (
        <FieldNote error={act.error.message} />
      ) : (
        <span className="meta tells">
          {row.mayCheck ? (waives ? t(isReading ? 'check.waits' : 'check.doubt-waits') : '') : t('check.own')}
        </span>
      )}
    </footer>
  )
}

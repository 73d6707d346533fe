import { useQuery, useQueryClient } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import type { PublicReport } from '../../contract/report.ts'
import { ApiError, get, post } from '../../ui/api.ts'
import { Button, ButtonLink } from '../../ui/button.tsx'
import { useNow } from '../../ui/clock.ts'
import { clockTime, dateTime, day } from '../../ui/format.ts'
import { Icon } from '../../ui/icons.tsx'
import { Screen } from '../../ui/screen.tsx'
import { lang } from '../../ui/t.ts'
import { TextField } from '../../ui/text-field.tsx'
import { toast } from '../../ui/toast.tsx'
import { newId } from '../outbox/new-id.ts'
import { p } from './messages.ts'
import { hrefOf, spaced } from './route.ts'
import { Page } from './shell.tsx'

type Step = PublicReport['steps'][number]
const final: readonly Step['state'][] = ['closed', 'rejected']

function StepRow({ step, last }: { step: Step; last: boolean }): ReactNode {
  const now = useNow()
  const running = last && !final.includes(step.state)
  const sameDay = day(step.at, now, lang()) === day(now, now, lang())
  return (
    <li>
      <span className={running ? 'k n' : 'k d'}>{!running && <Icon name="check" size={14} />}</span>
      <span>
        {running ? <b className="b">{p(`step.${step.state}`)}</b> : p(`step.${step.state}`)}
        {step.until && <span className="t2 block">{p('step.parked-until', { date: day(step.until, now, lang()) })}</span>}
      </span>
      <span className="t2 nw">{sameDay ? clockTime(step.at) : dateTime(step.at, now, lang())}</span>
    </li>
  )
}

const ends = ['closed', 'false-alarm', 'rejected', 'merged', 'self-handled'] as const

function Steps({ report }: { report: PublicReport }): ReactNode {
  const last = report.steps.at(-1)
  const end = ends.find((one) => one === report.outcome)
  return (
    <>
      <ul className="st5">
        {report.steps.map((step) => (
          <StepRow key={`${step.at}${step.state}`} step={step} last={step === last} />
        ))}
        {last && !final.includes(last.state) && (
          <li>
            <span className="k" />
            <span className="t2">{p('step.ahead')}</span>
            <span />
          </li>
        )}
      </ul>
      {end && <p className="t2">{p(`end.${end}`)}</p>}
    </>
  )
}

function Dispute({ code, onBack }: { code: string; onBack: () => void }): ReactNode {
  const [reason, setReason] = useState('')
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<string | null>(null)
  const [key] = useState(newId)
  const client = useQueryClient()
  const send = async () => {
    setBusy(true)
    try {
      const after = await post<PublicReport>(
        `/public/reports/${code}/dispute`,
        { reason: reason.trim() },
        { idempotencyKey: key },
      )
      client.setQueryData(['public-report', code], after)
      toast({ words: p('dispute.done') })
      onBack()
    } catch (error) {
      setProblem(error instanceof ApiError ? error.message : String(error))
    } finally {
      setBusy(false)
    }
  }
  return (
    <div className="col grow foot-col">
      <TextField
        label={p('dispute.reason')}
        lines={3}
        maxLength={500}
        value={reason}
        onChange={setReason}
        audience="internal"
        error={problem}
        autoFocus
      />
      <div className="acts">
        <Button onPress={onBack}>{p('dispute.back')}</Button>
        <Button kind="primary" busy={busy} off={reason.trim().length < 2 ? p('dispute.empty') : null} onPress={() => void send()}>
          {p('dispute.send')}
        </Button>
      </div>
    </div>
  )
}

/** What became of a report, in public words: never who, never a return between offices. */
export function Look({ code }: { code: string }): ReactNode {
  const [open, setOpen] = useState(false)
  const now = useNow()
  const report = useQuery({
    queryKey: ['public-report', code],
    queryFn: ({ signal }) => get<PublicReport>(`/public/reports/${code}`, undefined, signal),
    refetchInterval: 60_000,
  })
  const foot =
    report.data?.mayDispute &&
    (open ? (
      <Dispute code={code} onBack={() => setOpen(false)} />
    ) : (
      <Button onPress={() => setOpen(true)}>{p('dispute.open')}</Button>
    ))
  return (
    <Page title={p('look.title')} back foot={foot}>
      <Screen query={report} title={p('look.title')}>
        {(data) => (
          <section className="card">
            <h2>{lang() === 'en' ? data.type.en : data.type.zh}</h2>
            <p className="t2">
              {data.areaName}
              <br />
              {dateTime(data.receivedAt, now, lang())} · {spaced(data.code)}
            </p>
            <Steps report={data} />
          </section>
        )}
      </Screen>
      {report.error instanceof ApiError && report.error.status === 404 && (
        <ButtonLink href={hrefOf({ at: 'home' })}>{p('look.again')}</ButtonLink>
      )}
    </Page>
  )
}

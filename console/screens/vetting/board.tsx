import { type ReactNode, useState } from 'react'
import type { HaulBoardRow, HaulEffect } from '../../../contract/haul-effect.ts'
import { Age, When } from '../../../ui/age.tsx'
import { Button } from '../../../ui/button.tsx'
import { NONE, number } from '../../../ui/format.ts'
import { TextField } from '../../../ui/text-field.tsx'
import { toast } from '../../../ui/toast.tsx'
import { t } from '../../messages.ts'
import { ReasonForm } from '../../parts/reason-form.tsx'
import { may, useSession } from '../../session.ts'
import { useAct } from '../../use-act.ts'
import { BaselineSheet } from './baseline-sheet.tsx'
import { haul } from './words.ts'

type Numbers = { found: number; handled: number; parked?: number; hours: number | null }
/** From here on days say more. */
const longHours = 72
const share = ({ found, handled }: Numbers): string => (found === 0 ? NONE : `${Math.round((100 * handled) / found)} %`)
const length = ({ hours }: Numbers): string =>
  hours === null
    ? t('board.hours-none')
    : hours < longHours
      ? t('board.hours', { n: number(hours) })
      : t('board.hours-days', { n: number(hours), d: number(hours / 24, hours % 24 === 0 ? 0 : 1) })

/** Before and after of each district: both numbers, how long it took, where the before comes from and how old it is, since when the after counts. Nothing entered is said, never zero; a part of a district has no before. */
export function Board({ page }: { page: HaulEffect }): ReactNode {
  const mayFill = may(useSession(), 'pack.tune')
  const [fills, setFills] = useState<HaulBoardRow | null>(null)
  const [brings, setBrings] = useState(false)
  const own = page.board.filter(({ district }) => district !== null)
  if (page.board.length === 0 && !mayFill) return null
  return (
    <>
      <header className="sect">
        <h2>{t('board.title')}</h2>
        {mayFill && !brings && (
          <Button small icon="upload" onPress={() => setBrings(true)}>
            {haul('baseline.sheet')}
          </Button>
        )}
      </header>
      {brings && (
        <BaselineSheet pack={page.pack} districts={own.map(({ areaName }) => areaName)} onClose={() => setBrings(false)} />
      )}
      {page.board.length > 0 && <Rows page={page} onFill={mayFill ? setFills : null} />}
      {fills && <BaselineForm key={fills.district} pack={page.pack} row={fills} onClose={() => setFills(null)} />}
    </>
  )
}

type Filling = { page: HaulEffect; onFill: ((row: HaulBoardRow) => void) | null }

function Rows({ page, onFill }: Filling): ReactNode {
  return (
    <table className="tb board" aria-label={t('board.title')}>
      <thead>
        <tr>
          <th>{t('board.district')}</th>
          <th className="num">{t('board.before')}</th>
          <th className="num">{t('board.rate')}</th>
          <th className="num">{t('board.middle')}</th>
          <th className="num">{t('board.after')}</th>
          <th className="num">{t('board.rate')}</th>
          <th className="num">{t('board.middle')}</th>
          <th>{t('board.source')}</th>
        </tr>
      </thead>
      <tbody>
        {page.board.map((row) => (
          <Row key={row.district ?? row.areaName} row={row} onFill={onFill && row.district !== null ? () => onFill(row) : null} />
        ))}
      </tbody>
    </table>
  )
}

function Row({ row, onFill }: { row: HaulBoardRow; onFill: (() => void) | null }): ReactNode {
  const { district, areaName, on, before, after } = row
  return (
    <tr>
      <td>{areaName}</td>
      {before ? (
        <Three numbers={before} />
      ) : (
        <td className="num t2" colSpan={3}>
          {t(district === null ? 'board.before-part' : 'board.before-none')}
        </td>
      )}
      {after ? (
        <Three numbers={after} />
      ) : (
        <td className="num t2" colSpan={3}>
          {t('board.after-none')}
        </td>
      )}
      <td>
        {before && (
          <span className="t2">
            {t('board.period', { from: before.from, to: before.to })} · {before.source} · {before.byName} <Age at={before.at} />
          </span>
        )}
        <span className="t2 board-since">
          <Since on={on} first={after?.since ?? null} />
        </span>
        {onFill && (
          <button type="button" className="linkish" onClick={onFill}>
            {t(before ? 'board.refill' : 'board.fill')}
          </button>
        )}
      </td>
    </tr>
  )
}

/** Since when "after" counts: the moment the pack was switched on there, and by what; without one that is said, and all cases count. */
function Since({ on, first }: { on: HaulBoardRow['on']; first: string | null }): ReactNode {
  return (
    <>
      {on.at ? (
        <>
          {haul(`board.on.${on.how}`)} <When at={on.at} />
        </>
      ) : (
        <>
          {haul('board.on.unknown')}
          {first && (
            <>
              {' '}
              {haul('board.on.first')} <When at={first} />
            </>
          )}
        </>
      )}
      {on.off && <b className="b"> {haul('board.on.off')}</b>}
    </>
  )
}

function Three({ numbers }: { numbers: Numbers }): ReactNode {
  return (
    <>
      <td className="num">
        {`${number(numbers.handled)}/${number(numbers.found)}`}
        {numbers.parked ? <span className="t2 board-since">{t('board.parked', { n: numbers.parked })}</span> : null}
      </td>
      <td className="num b">{share(numbers)}</td>
      <td className="num">{length(numbers)}</td>
    </>
  )
}

type Form = { pack: string; row: HaulBoardRow; onClose: () => void }

/** What was before, as a paper of the district says it; the paper is named, and who entered it is kept. */
function BaselineForm({ pack, row, onClose }: Form): ReactNode {
  const act = useAct()
  const { before } = row
  const [from, setFrom] = useState(before?.from ?? '')
  const [to, setTo] = useState(before?.to ?? '')
  const [found, setFound] = useState(before ? String(before.found) : '')
  const [handled, setHandled] = useState(before ? String(before.handled) : '')
  const [hours, setHours] = useState(before?.hours ? String(before.hours) : '')
  const isDay = (text: string): boolean => /^\d{4}-\d\d-\d\d$/.test(text)
  const isCount = (text: string): boolean => /^\d+$/.test(text.trim())
  const off =
    !isDay(from) || !isDay(to) || from > to
      ? t('board.days-missing')
      : !isCount(found) || !isCount(handled) || Number(found) < 1 || Number(handled) > Number(found)
        ? t('board.numbers-missing')
        : hours.trim() !== '' && !(Number(hours) >= 0)
          ? t('board.hours-wrong')
          : null
  const send = async (source: string) => {
    const counts = { found: Number(found), handled: Number(handled), hours: hours.trim() === '' ? null : Number(hours) }
    const done = await act.run('/haulage-baselines', { pack, district: row.district, from, to, ...counts, source })
    if (!done) return null
    toast({ words: t('board.done', { area: row.areaName }) })
    onClose()
    return done
  }
  return (
    <ReasonForm
      draft={`baseline-${pack}-${row.district}`}
      title={t('board.form', { area: row.areaName })}
      note={t('board.form-note')}
      label={t('board.paper')}
      most={200}
      verb={t('board.save')}
      off={off}
      act={act}
      onSend={send}
      onCancel={onClose}
    >
      <div className="row wrap top">
        <TextField label={t('board.from')} hint="2025-01-01" value={from} onChange={setFrom} />
        <TextField label={t('board.to')} hint="2025-12-31" value={to} onChange={setTo} />
        <TextField label={t('board.found')} kind="number" value={found} onChange={setFound} />
        <TextField label={t('board.handled')} kind="number" value={handled} onChange={setHandled} />
        <TextField label={t('board.hours-field')} hint={t('board.hours-hint')} kind="number" value={hours} onChange={setHours} />
      </div>
    </ReasonForm>
  )
}

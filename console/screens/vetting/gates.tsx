import { useQuery } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import type { CameraGate, CameraGates } from '../../../contract/vetting.ts'
import { Button } from '../../../ui/button.tsx'
import { clockTime, NONE, number } from '../../../ui/format.ts'
import { EmptyState, Screen } from '../../../ui/screen.tsx'
import { TextField } from '../../../ui/text-field.tsx'
import { say, t } from '../../messages.ts'
import { may, useSession } from '../../session.ts'
import { GateForm } from './gate-form.tsx'
import { gatesQuery } from './vetting-queries.ts'
import { haul } from './words.ts'

const share = (n: number): string => `${Math.round(n * 100)} %`
const both = (real: number, of: number): string => (of === 0 ? NONE : `${number(real)}/${number(of)}`)

/** How often cameras and models were right by what people said, both numbers, and where that put their gates. */
export function Gates(): ReactNode {
  const changes = may(useSession(), 'feed.change')
  const [chosen, setChosen] = useState<CameraGate | null>(null)
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard (WCAG 2.1.1)
    <section className="plain-list" tabIndex={0} aria-label={t('vetting.gates')}>
      <Screen
        query={useQuery(gatesQuery)}
        title={t('place.vetting.title')}
        empty={({ rows }) =>
          rows.length === 0 ? { kind: 'nothing-yet', title: t('vetting.gates'), note: t('vetting.gates-none') } : null
        }
      >
        {(page) => (
          <div className="stack">
            <Bounds page={page} />
            {chosen && <GateForm key={`${chosen.camera} ${chosen.type}`} gate={chosen} onClose={() => setChosen(null)} />}
            <Models page={page} />
            <Cameras page={page} onSet={changes ? setChosen : null} />
          </div>
        )}
      </Screen>
    </section>
  )
}

function Bounds({ page }: { page: CameraGates }): ReactNode {
  const first = page.rows[0]
  if (!first) return <EmptyState empty={{ kind: 'nothing-yet', title: t('vetting.gates'), note: t('vetting.gates-none') }} />
  const bounds = { least: share(first.least), most: share(first.most) }
  return <span className="t2">{t('vetting.gates-note', { ...bounds, time: clockTime(page.at, true) })}</span>
}

function Models({ page }: { page: CameraGates }): ReactNode {
  if (page.models.length === 0) return null
  return (
    <>
      <header className="sect">
        <h2>{t('vetting.models')}</h2>
      </header>
      <table className="tb" aria-label={t('vetting.models')}>
        <thead>
          <tr>
            <th>{t('vetting.model')}</th>
            <th>{t('vetting.type')}</th>
            <th className="num">{t('vetting.cameras')}</th>
            <th className="num">{t('vetting.real-of')}</th>
          </tr>
        </thead>
        <tbody>
          {page.models.map((one) => (
            <tr key={`${one.model} ${one.typeName.zh}`}>
              <td>{one.model}</td>
              <td>{say(one.typeName)}</td>
              <td className="num">{number(one.cameras)}</td>
              <td className="num">{both(one.real, one.answered)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  )
}

function whyWords(row: CameraGate): string {
  const start = share(row.start)
  const why = t(`vetting.by.${row.by}`, { start, by: row.setBy ?? '', reason: row.reason ?? '' })
  return row.since ? `${why} · ${t('vetting.since', { day: row.since })}` : why
}

/** So many cameras stand on the page at once; the others are a press away, the one most often wrong first. */
const atOnce = 50

function Cameras({ page, onSet }: { page: CameraGates; onSet: ((gate: CameraGate) => void) | null }): ReactNode {
  const [words, setWords] = useState('')
  const [shown, setShown] = useState(atOnce)
  const wish = words.trim().toLowerCase()
  const rows = page.rows.filter(({ name, camera, model }) => `${name ?? ''} ${camera} ${model}`.toLowerCase().includes(wish))
  return (
    <>
      <header className="sect">
        <h2>{t('vetting.by-camera')}</h2>
      </header>
      <div className="row wrap">
        <TextField
          label={haul('gates.find')}
          hideLabel
          kind="search"
          placeholder={haul('gates.find-hint')}
          value={words}
          onChange={setWords}
        />
        <span className="t2" role="status">
          {haul('gates.shown', { n: number(Math.min(shown, rows.length)), of: number(rows.length) })}
        </span>
        {rows.length > shown && (
          <Button small onPress={() => setShown(shown + atOnce)}>
            {haul('gates.more')}
          </Button>
        )}
      </div>
      <table className="tb" aria-label={t('vetting.by-camera')}>
        <thead>
          <tr>
            <th>{t('vetting.camera')}</th>
            <th>{t('vetting.type')}</th>
            <th className="num">{t('vetting.real-of')}</th>
            <th className="num">{t('vetting.model-of')}</th>
            <th className="num">{t('vetting.gate')}</th>
            <th>{t('vetting.why')}</th>
            {onSet && (
              <th>
                <span className="vh">{t('vetting.set')}</span>
              </th>
            )}
          </tr>
        </thead>
        <tbody>
          {rows.slice(0, shown).map((row) => (
            <tr key={`${row.number} ${row.camera} ${row.type}`}>
              <td>{row.name ?? row.camera}</td>
              <td>{say(row.typeName)}</td>
              <td className="num">{both(row.real, row.answered)}</td>
              <td className="num">{both(row.modelReal, row.modelAnswered)}</td>
              <td className="num">{share(row.gate)}</td>
              <td>{whyWords(row)}</td>
              {onSet && (
                <td className="r">
                  <Button small kind="ghost" onPress={() => onSet(row)}>
                    {t('vetting.set')}…
                  </Button>
                </td>
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </>
  )
}

import { useQuery } from '@tanstack/react-query'
import { type ReactNode, useDeferredValue, useState } from 'react'
import { placeWords } from '../../../contract/case-place.ts'
import type { EventDetail } from '../../../contract/event.ts'
import type { SignalDetail } from '../../../contract/signal.ts'
import { Button } from '../../../ui/button.tsx'
import { useNow } from '../../../ui/clock.ts'
import { Dialog } from '../../../ui/dialog.tsx'
import { ago, distance, NONE } from '../../../ui/format.ts'
import { gradeWords } from '../../../ui/grade-badge.tsx'
import { List } from '../../../ui/list.tsx'
import { Photo } from '../../../ui/photo.tsx'
import { GradeShape } from '../../../ui/risk-shape.tsx'
import { lang } from '../../../ui/t.ts'
import { FieldNote, TextField } from '../../../ui/text-field.tsx'
import { toast } from '../../../ui/toast.tsx'
import { say, t } from '../../messages.ts'
import { stateWords } from '../../parts/state-words.ts'
import { usePhotos } from '../../parts/use-photos.ts'
import { eventPageQuery, eventQuery } from '../../queries.ts'
import { distanceM } from '../../rules/local-map.ts'
import { useAct } from '../../use-act.ts'
import { Score } from './score.tsx'

type Candidate = {
  id: string
  no: string
  title: string
  grade: SignalDetail['grade']
  state: string
  distanceM: number
  openedAt: string
}

function useCandidates(s: SignalDetail, words: string): Candidate[] {
  const wanted = useDeferredValue(words.trim())
  const found = useQuery({ ...eventPageQuery({ view: 'open', q: wanted }, 20), enabled: wanted.length > 0 })
  if (!wanted) return s.nearby
  return (found.data?.rows ?? []).map((e) => ({ ...e, distanceM: Math.round(distanceM(s, e)) }))
}

/** A candidate the server has compared; what a search found beyond has no score. */
const scoredOf = (s: SignalDetail, id: string) => s.nearby.find((near) => near.id === id)

function Lines({ lines }: { lines: readonly (readonly [string, ReactNode, ReactNode])[] }): ReactNode {
  return lines.map(([name, left, right]) => (
    <tr key={name}>
      <th scope="row">{name}</th>
      <td>{left || NONE}</td>
      <td>{right || NONE}</td>
    </tr>
  ))
}

function Pair({ s, e, away }: { s: SignalDetail; e: EventDetail; away: number }): ReactNode {
  const now = useNow()
  const scored = scoredOf(s, e.id)
  const photoOf = e.evidence.find((x) => x.kind === 'photo')?.file ?? null
  const srcOf = usePhotos([...s.photos.map((p) => p.id), ...(photoOf ? [photoOf] : [])])
  const mine = s.photos[0]?.id
  const picture = (file: string | null | undefined) =>
    file ? <Photo src={srcOf(file) || null} label={t('signal.photo')} /> : <span className="meta">{t('merge.no-photo')}</span>
  return (
    <table className="pair">
      <thead>
        <tr>
          <td />
          <th scope="col">{t('merge.this')}</th>
          <th scope="col">{t('merge.into', { no: e.no })}</th>
        </tr>
      </thead>
      <tbody>
        <Lines
          lines={[
            [t('merge.title'), s.title, e.title],
            [t('merge.type'), say(s.typeName), say(e.typeName)],
            [t('merge.photo'), picture(mine), picture(photoOf)],
            [
              t('merge.place'),
              [placeWords(s, lang()), s.address].filter(Boolean).join(' '),
              [placeWords(e, lang()), e.address].filter(Boolean).join(' '),
            ],
            [t('merge.distance'), '', distance(away)],
            [t('merge.score'), '', scored ? <Score key="score" of={scored} /> : null],
            [t('merge.time'), ago(s.receivedAt, now, lang()), ago(e.openedAt, now, lang())],
            [t('merge.said'), s.content ?? s.reading, e.content],
            [t('merge.state'), t('merge.undecided'), stateWords(e.state)],
            [t('merge.holder'), '', [e.leadName, e.holder].filter(Boolean).join(' · ')],
          ]}
        />
      </tbody>
    </table>
  )
}

type Props = { s: SignalDetail; open: boolean; first: string | null; onClose: () => void; onDone: () => void }

/** Merging is decided by looking: candidates by score or by search at the left, both side by side at the right. */
export function MergePicker({ s, open, first, onClose, onDone }: Props): ReactNode {
  const [words, setWords] = useState('')
  const [chosen, setChosen] = useState<string | null>(null)
  const act = useAct()
  const rows = useCandidates(s, words)
  const id = chosen ?? first ?? rows[0]?.id ?? null
  const event = useQuery({ ...eventQuery(id ?? ''), enabled: open && id !== null }).data
  const same = event && event.id === id ? event : null
  const merge = async () => {
    if (!same) return
    const done = await act.run(`/signals/${s.id}/merge`, { version: s.version, event: same.id })
    if (!done) return
    toast({ words: t('merge.done', { title: s.title, no: same.no }) })
    onClose()
    onDone()
  }
  return (
    <Dialog
      open={open}
      onClose={onClose}
      title={t('merge.head', { title: s.title })}
      shape="wide"
      footer={
        <>
          <Button
            kind="primary"
            autoFocus={!words}
            busy={act.busy}
            off={same ? null : t('merge.choose')}
            onPress={() => void merge()}
          >
            {same ? t('merge.do', { no: same.no }) : t('triage.merge')}
          </Button>
          <Button onPress={onClose}>{t('reason.cancel')}</Button>
          <FieldNote error={act.error?.message ?? null} />
        </>
      }
    >
      <div className="merge">
        <div className="col merge-list">
          <TextField
            label={t('merge.search')}
            hideLabel
            kind="search"
            placeholder={t('merge.search')}
            value={words}
            onChange={setWords}
          />
          <List
            label={t('merge.candidates')}
            rows={rows}
            keyOf={(r) => r.id}
            words={(r) => r.title}
            current={id}
            onCurrent={setChosen}
            none={<p className="meta state">{t(words ? 'merge.none-found' : 'signal.near-none')}</p>}
            rowOf={(r) => (
              <>
                <GradeShape grade={r.grade} size={18} label={gradeWords(r.grade)} />
                <span className="col">
                  <span className="h el">{r.title}</span>
                  <span className="l el">
                    {distance(r.distanceM)} · {stateWords(r.state)}
                    {scoredOf(s, r.id) && ` · ${t('near.score', { n: Math.round((scoredOf(s, r.id)?.score ?? 0) * 100) })}`}
                  </span>
                </span>
              </>
            )}
          />
        </div>
        {same ? (
          <Pair s={s} e={same} away={distanceM(s, same)} />
        ) : (
          rows.length > 0 && <p className="meta state">{t('merge.choose')}</p>
        )}
      </div>
    </Dialog>
  )
}

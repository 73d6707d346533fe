import { useInfiniteQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import type { Detail } from '../../../contract/detail.ts'
import { When } from '../../../ui/age.tsx'
import { Button } from '../../../ui/button.tsx'
import { t, tell } from '../../messages.ts'
import { historyQuery } from './object-queries.ts'
import { fieldValue, fieldWords } from './value-words.ts'
import { levelTurn } from './why/level-turn.ts'
import { Looked } from './why/on-spot.tsx'
import { type Proof, Proofs } from './why/proofs.tsx'
import { t as rated } from './why/words.ts'

type Defs = Readonly<Record<string, Detail>>
type Change = { field: string; personal: boolean; from: unknown; to: unknown }

/** What happened to an object in the register, newest first: each field with what it was and what it is. */
export function History({ id, details }: { id: string; details: Defs }): ReactNode {
  const query = useInfiniteQuery(historyQuery(id))
  const rows = query.data?.pages.flatMap((page) => page.rows) ?? []
  return (
    <section>
      <h3>{t('objects.history')}</h3>
      {query.data && rows.length === 0 && <p className="meta">{t('objects.history-none')}</p>}
      <ul className="shifts">
        {rows.map(({ id: fact, kind, at, by, body, risk, onSpot }) => (
          <li key={fact}>
            <p className="row wrap">
              <When at={at} />
              <b className="b">{tell(`objects.did.${kind}`, paramsOf(body)) ?? kind}</b>
              <span className="t2">{by}</span>
              {typeof body.confirmedByName === 'string' && (
                <span className="t2">{rated('confirmed-by', { name: body.confirmedByName })}</span>
              )}
              {typeof body.sheet === 'string' && <span className="t2">{t('objects.by-sheet', { sheet: body.sheet })}</span>}
            </p>
            {changesOf(body).map((change) => (
              <p key={change.field} className="wrap-anywhere">
                <span className="t2">{fieldWords(change.field, details)}</span> {wordsOf(change, details)}
              </p>
            ))}
            {kind === 'object.changed' && typeof body.reason === 'string' && (
              <p className="wrap-anywhere">{rated('because', { reason: body.reason })}</p>
            )}
            {kind.startsWith('object.change-') && typeof body.note === 'string' && (
              <p className="wrap-anywhere">{rated('because', { reason: body.note })}</p>
            )}
            {risk && <p>{levelTurn(risk)}</p>}
            {onSpot && <Looked look={onSpot} />}
            {Array.isArray(body.evidence) && <Proofs files={body.evidence as Proof[]} />}
          </li>
        ))}
      </ul>
      {query.hasNextPage && (
        <Button small busy={query.isFetchingNextPage} onPress={() => void query.fetchNextPage()}>
          {t('more')}
        </Button>
      )}
    </section>
  )
}

const changesOf = (body: Record<string, unknown>): Change[] => (Array.isArray(body.changes) ? (body.changes as Change[]) : [])

const paramsOf = (body: Record<string, unknown>): Record<string, string> => ({
  n: typeof body.n === 'number' ? String(body.n) : '',
  where: typeof body.where === 'string' ? body.where : '',
  reason: typeof body.reason === 'string' ? body.reason : '',
  device: typeof body.deviceName === 'string' ? body.deviceName : '',
  title: typeof body.title === 'string' ? body.title : '',
  until: typeof body.validUntil === 'string' ? body.validUntil : '',
  role: typeof body.role === 'string' ? (tell(`objects.role.${body.role}`) ?? '') : '',
})

function wordsOf({ field, personal, from, to }: Change, details: Defs): string {
  if (personal) return t('objects.personal-changed')
  return `${fieldValue(field, from, details)} → ${fieldValue(field, to, details)}`
}

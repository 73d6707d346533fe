import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import type { WarningDetail } from '../../../contract/warning.ts'
import { When } from '../../../ui/age.tsx'
import { useNow } from '../../../ui/clock.ts'
import { OldNote, Unread } from '../../../ui/screen.tsx'
import { Tag } from '../../../ui/tag.tsx'
import { WarningFlag } from '../../../ui/warning-flag.tsx'
import { t } from '../../messages.ts'
import { warningQuery } from '../../queries.ts'
import { StateTag } from './warnings.tsx'
import { spanWords, warningName } from './words.ts'

/** One message whole: what, where, when, what to do, from whom; and what came before and after it. */
export function WarningPane({ id, onChoose }: { id: string; onChoose: (id: string) => void }): ReactNode {
  const query = useQuery(warningQuery(id))
  return (
    <aside className="side k6-pane" aria-label={query.data ? warningName(query.data) : t('place.warnings.title')}>
      {query.data && <OldNote query={query} />}
      {query.data ? <Whole warning={query.data} onChoose={onChoose} /> : <Unread query={query} />}
    </aside>
  )
}

function Whole({ warning, onChoose }: { warning: WarningDetail; onChoose: (id: string) => void }): ReactNode {
  const now = useNow()
  const areas = warning.areas.map(({ name }) => name).join(t('list.and'))
  return (
    <>
      <section>
        <h2>{warning.headline ?? warningName(warning)}</h2>
        <p className="row wrap">
          <WarningFlag colour={warning.colour} words={warningName(warning)} />
          <StateTag warning={warning} />
          {warning.restricted && <Tag kind="solid">{t('warnings.restricted')}</Tag>}
        </p>
        <p>{spanWords(warning, now)}</p>
      </section>
      {warning.description && (
        <section>
          <p className="said">{warning.description}</p>
        </section>
      )}
      {warning.instruction && (
        <section>
          <h3>{t('warnings.instruction')}</h3>
          <p className="said">{warning.instruction}</p>
        </section>
      )}
      <section>
        <h3>{t('warnings.areas')}</h3>
        <p>{areas}</p>
        {warning.areaWords && <p className="t2">{warning.areaWords}</p>}
      </section>
      <section>
        <h3>{t('warnings.from-whom')}</h3>
        <p>
          {warning.publisher} <span className="t2">{warning.sender}</span>
        </p>
        <p className="code">{warning.identifier}</p>
        {warning.division && <p className="meta">{t('warnings.division', { code: warning.division })}</p>}
      </section>
      <Chain warning={warning} onChoose={onChoose} />
    </>
  )
}

function Chain({ warning, onChoose }: { warning: WarningDetail; onChoose: (id: string) => void }): ReactNode {
  return (
    <section>
      <h3>{t('warnings.chain')}</h3>
      {warning.chain.length < 2 && <p className="meta">{t('warnings.chain-only')}</p>}
      {warning.chain.length > 1 && (
        <ul className="shifts">
          {warning.chain.map((one) => (
            <li key={one.id}>
              <p className="row wrap">
                <When at={one.sentAt} />
                <span className="t2">{t(`warnings.kind.${one.kind}`)}</span>
                {one.id === warning.id ? (
                  <b className="b">{warningName(one)}</b>
                ) : (
                  <button type="button" className="linkish" onClick={() => onChoose(one.id)}>
                    {warningName(one)}
                  </button>
                )}
              </p>
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}

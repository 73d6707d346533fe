import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { type ReactNode, useState } from 'react'
import type { BusinessItem, BusinessItemEntry, SpecialApp } from '../../../contract/business-item.ts'
import { When } from '../../../ui/age.tsx'
import { ApiError } from '../../../ui/api.ts'
import { Button } from '../../../ui/button.tsx'
import { clockTime, NONE } from '../../../ui/format.ts'
import { useKeys } from '../../../ui/keys.ts'
import { EmptyState, Failed, Loading } from '../../../ui/screen.tsx'
import { Tag } from '../../../ui/tag.tsx'
import { say } from '../../messages.ts'
import { may, useSession } from '../../session.ts'
import { ItemForm, StopForm } from './item-form.tsx'
import { appQuery, itemQuery } from './item-queries.ts'
import type { OnChange } from './items.tsx'
import { fieldWords, g, limitWords, valueWords } from './words.ts'

type Close = { onClose: () => void }

/** One item with everything that is known of it; what nobody registered says so. */
export function ItemPane({ code, change, onClose }: { code: string; change: OnChange } & Close): ReactNode {
  const query = useQuery(itemQuery(code))
  const [doing, setDoing] = useState<'change' | 'stop' | null>(null)
  const done = () => setDoing(null)
  useKeys(doing ? {} : { back: onClose })
  if (!query.data) return <Waiting code={code} error={query.error} onRetry={() => void query.refetch()} onClose={onClose} />
  const { item, history, mayChange } = query.data
  if (doing)
    return (
      <aside className="side k6-pane it-pane" aria-label={item.name}>
        {doing === 'change' ? <ItemForm item={item} onDone={done} onClose={done} /> : <StopForm item={item} onDone={done} />}
      </aside>
    )
  return (
    <aside className="side k6-pane it-pane" aria-label={item.name}>
      <Head name={item.name} code={item.code} onClose={onClose}>
        <Tag>{g(`tier.${item.tier}`)}</Tag>
        <Tag {...(item.state === 'stopped' ? { kind: 'strong' as const } : {})}>{g(`state.${item.state}`)}</Tag>
      </Head>
      <section>
        <ItemFields item={item} />
        <p className="meta">{g('limit.note')}</p>
      </section>
      <section>
        <div className="row wrap">
          {mayChange && (
            <>
              <Button small onPress={() => setDoing('change')}>
                {g('change')}
              </Button>
              <Button small onPress={() => setDoing('stop')}>
                {g(item.state === 'stopped' ? 'resume' : 'stop')}
              </Button>
            </>
          )}
          <Button small onPress={() => change(others({ unit: item.unit.id }))}>
            {g('unit-items')}
          </Button>
          {item.type && (
            <Button small onPress={() => change(others({ type: item.type ?? undefined }))}>
              {g('type-items')}
            </Button>
          )}
        </div>
      </section>
      <History history={history} version={item.version} at={item.changedAt} />
    </aside>
  )
}

/** A filter of its own: what was chosen before does not narrow it. */
const others = (next: { unit?: string; type?: string | undefined }) => ({
  ...{ tier: undefined, state: undefined, q: undefined, unit: undefined, type: undefined, id: undefined },
  ...next,
})

function ItemFields({ item }: { item: BusinessItem }): ReactNode {
  const unknown = g('unknown')
  return (
    <dl className="kv it-kv">
      <dt>{g('unit')}</dt>
      <dd>{item.unit.name}</dd>
      <dt>{g('area')}</dt>
      <dd>{item.areaName}</dd>
      <dt>{g('type')}</dt>
      <dd>{item.type ? <Type type={item.type} name={item.typeName ? say(item.typeName) : item.type} /> : NONE}</dd>
      <dt>{g('trigger')}</dt>
      <dd>{item.trigger ?? g('trigger-none')}</dd>
      <dt>{g('accept')}</dt>
      <dd>{limitWords(item.accept) ?? unknown}</dd>
      <dt>{g('finish')}</dt>
      <dd>{limitWords(item.finish) ?? unknown}</dd>
      <dt>{g('basis')}</dt>
      <dd>{item.basis ?? unknown}</dd>
    </dl>
  )
}

/** Leads to the events of the type, for whoever sees events. */
function Type({ type, name }: { type: string; name: string }): ReactNode {
  if (!may(useSession(), 'event.read')) return name
  return (
    <Link to="/events" search={{ view: 'all', type }}>
      {name}
    </Link>
  )
}

/** One app; a pack of ours that is it leads to the pack. */
export function AppPane({ code, onClose }: { code: string } & Close): ReactNode {
  const query = useQuery(appQuery(code))
  useKeys({ back: onClose })
  if (!query.data) return <Waiting code={code} error={query.error} onRetry={() => void query.refetch()} onClose={onClose} />
  const { app, history } = query.data
  return (
    <aside className="side k6-pane it-pane" aria-label={app.name}>
      <Head name={app.name} code={app.code} onClose={onClose}>
        <Tag>{g(`state.${app.state}`)}</Tag>
      </Head>
      <section>
        <dl className="kv it-kv">
          <dt>{g('district')}</dt>
          <dd>{app.district?.name ?? g('district-none')}</dd>
          <dt>{g('unit')}</dt>
          <dd>{app.unit.name}</dd>
          <dt>{g('since')}</dt>
          <dd>{app.since ?? NONE}</dd>
          <dt>{g('pack')}</dt>
          <dd>
            <Pack app={app} />
          </dd>
        </dl>
      </section>
      <History history={history} version={app.version} at={app.changedAt} />
    </aside>
  )
}

function Pack({ app: { pack, packName } }: { app: SpecialApp }): ReactNode {
  const reads = may(useSession(), 'rule.read')
  if (!pack) return g('pack-none')
  const name = packName ? say(packName) : pack
  return reads && packName ? (
    <Link to="/packs" search={{ pack }}>
      {name}
    </Link>
  ) : (
    name
  )
}

function Head({ name, code, onClose, children }: { name: string; code: string; children: ReactNode } & Close): ReactNode {
  return (
    <section>
      <div className="row top">
        <h2 className="grow">{name}</h2>
        <Button small kind="ghost" icon="x" label={g('close')} onPress={onClose} />
      </div>
      <p className="row wrap">
        <span className="code">{code}</span>
        {children}
      </p>
    </section>
  )
}

type HistoryProps = { history: BusinessItemEntry['history']; version: number; at: string }

/** What was done to it, the newest first: each field with what it was and what it is. */
function History({ history, version, at }: HistoryProps): ReactNode {
  return (
    <section>
      <h3>{g('history')}</h3>
      <p className="meta">{g('version', { n: version, time: clockTime(at, true) })}</p>
      {history.length === 0 && <p className="meta">{g('history-none')}</p>}
      <ul className="shifts">
        {history.map(({ id, at: when, by, changes, sheet, reason }) => (
          <li key={id}>
            <p className="row wrap">
              <When at={when} />
              {changes === null && <b className="b">{g('registered')}</b>}
              <span className="t2">{by}</span>
              {sheet && <span className="t2">{g('by-sheet', { sheet })}</span>}
            </p>
            {reason && <p>{reason}</p>}
            {changes?.map((change) => (
              <p key={change.field}>
                <span className="t2">{fieldWords(change.field)}</span> {valueWords(change.field, change.from, NONE)} →{' '}
                {valueWords(change.field, change.to, NONE)}
              </p>
            ))}
          </li>
        ))}
      </ul>
    </section>
  )
}

function Waiting({
  code,
  error,
  onRetry,
  onClose,
}: { code: string; error: Error | null; onRetry: () => void } & Close): ReactNode {
  const gone = error instanceof ApiError && error.status === 404
  return (
    <aside className="side k6-pane it-pane" aria-label={code}>
      {gone ? (
        <EmptyState
          empty={{ kind: 'no-match', title: g('gone.title', { code }), action: { label: g('close'), onPress: onClose } }}
        />
      ) : error ? (
        <Failed error={error} onRetry={onRetry} />
      ) : (
        <Loading />
      )}
    </aside>
  )
}

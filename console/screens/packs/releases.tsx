import { useQuery } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import type { PackPage, ReleasePage } from '../../../contract/packs.ts'
import { When } from '../../../ui/age.tsx'
import { Button } from '../../../ui/button.tsx'
import { NONE } from '../../../ui/format.ts'
import { Failed, Loading } from '../../../ui/screen.tsx'
import { Tag } from '../../../ui/tag.tsx'
import { FieldNote } from '../../../ui/text-field.tsx'
import { toast } from '../../../ui/toast.tsx'
import { say } from '../../messages.ts'
import { ReasonForm } from '../../parts/reason-form.tsx'
import { useAct } from '../../use-act.ts'
import { Holds, Upgrade } from './brings.tsx'
import { Models } from './model.tsx'
import { releaseQuery } from './pack-queries.ts'
import { t } from './words.ts'

type Line = PackPage['releases'][number]

/** The releases of a pack, newest first; one that waits shows what it changes and is put in force by a second person. */
export function Releases({
  page,
  shown,
  onShow,
}: {
  page: PackPage
  shown: number | null
  onShow: (no: number) => void
}): ReactNode {
  const waiting = page.releases.find(({ state }) => state === 'waiting')
  const no = shown ?? waiting?.no ?? null
  return (
    <>
      {page.allowed.includes('roll-back') && !waiting && <Back page={page} onDone={onShow} />}
      {page.releases.length === 0 && <p className="t2">{t('packs.no-releases')}</p>}
      <ul className="pack-releases">
        {page.releases.map((line) => (
          <li key={line.no}>
            <button type="button" aria-current={line.no === no} onClick={() => onShow(line.no)}>
              <ReleaseHead line={line} />
            </button>
            {line.no === no && <ReleaseView pack={page.pack} no={line.no} />}
          </li>
        ))}
      </ul>
    </>
  )
}

function ReleaseHead({ line }: { line: Line }): ReactNode {
  return (
    <>
      <span className="row wrap">
        <b className="b">{t('packs.version', { version: line.version })}</b>
        <Tag kind={line.state === 'live' ? 'ink' : line.state === 'waiting' ? 'strong' : 'plain'}>
          {t(`packs.state.${line.state}`)}
        </Tag>
        <span>{line.publisher ?? t('packs.shipped')}</span>
      </span>
      <span className="wrap-any">{line.note}</span>
      <span className="meta">
        {t('packs.asked-by', { name: line.askedByName ?? NONE })} {line.askedAt && <When at={line.askedAt} />}
        {line.publishedAt && (
          <>
            {' · '}
            {t('packs.published-by', { name: line.publishedByName ?? NONE })} <When at={line.publishedAt} />
          </>
        )}
      </span>
    </>
  )
}

/** One release with what may be done with it now; also of a pack that is not in force yet. */
export function ReleaseView({ pack, no }: { pack: string; no: number }): ReactNode {
  const query = useQuery(releaseQuery(pack, no))
  if (!query.data) return query.error ? <Failed error={query.error} missing onRetry={() => void query.refetch()} /> : <Loading />
  const { line, brings } = query.data
  return (
    <div className="pack-release stack">
      {line.state === 'waiting' && <Decide page={query.data} />}
      {line.state === 'waiting' && brings.before !== null && <Upgrade brings={brings} choosing={null} />}
      <Holds brings={brings} />
      <Models models={brings.models} />
    </div>
  )
}

function Decide({ page: { line, brings } }: { page: ReleasePage }): ReactNode {
  const act = useAct()
  const [refusing, setRefusing] = useState(false)
  const path = `/packs/${encodeURIComponent(line.pack)}/releases/${line.no}`
  const { version } = line
  const publish = async () => {
    if (await act.run(`${path}/publish`)) toast({ words: t('packs.published', { name: say(brings.title), version }) })
  }
  const discard = async (note: string) => {
    const done = await act.run(`${path}/discard`, { note })
    if (done) toast({ words: t('packs.discarded', { version }) })
    return done
  }
  const off = line.allowed.includes('publish') ? null : line.why ? say(line.why) : t('packs.install-off')
  return (
    <section className="rform" aria-label={t('packs.publish')}>
      <p>{t('packs.publish-note')}</p>
      <div className="row wrap">
        <Button kind="primary" busy={act.busy} off={off} onPress={() => void publish()}>
          {t('packs.publish')}
        </Button>
        {line.allowed.includes('discard') && <Button onPress={() => setRefusing(true)}>{t('packs.discard')}</Button>}
        {off && <span className="meta">{off}</span>}
      </div>
      <FieldNote error={act.error?.message ?? null} />
      {refusing && (
        <ReasonForm
          draft={`packs.${line.pack}.${line.no}.discard`}
          title={t('packs.discard')}
          verb={t('packs.discard')}
          act={act}
          onSend={discard}
          onCancel={() => setRefusing(false)}
        />
      )}
    </section>
  )
}

function Back({ page, onDone }: { page: PackPage; onDone: (no: number) => void }): ReactNode {
  const act = useAct()
  const [asking, setAsking] = useState(false)
  const send = async (note: string) => {
    const done = await act.run<{ no: number; version: number }>(`/packs/${encodeURIComponent(page.pack)}/roll-back`, { note })
    if (!done) return null
    setAsking(false)
    toast({ words: t('packs.back-done', { version: done.version }) })
    onDone(done.no)
    return done
  }
  if (!asking)
    return (
      <div className="row">
        <Button icon="undo" onPress={() => setAsking(true)}>
          {t('packs.back')}
        </Button>
      </div>
    )
  return (
    <ReasonForm
      draft={`packs.${page.pack}.back`}
      title={t('packs.back')}
      note={t('packs.back-note')}
      verb={t('packs.back')}
      act={act}
      onSend={send}
      onCancel={() => setAsking(false)}
    />
  )
}

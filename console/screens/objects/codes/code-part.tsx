import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { type ReactNode, useState } from 'react'
import type { z } from 'zod'
import type { CodeDone, ObjectCode, ObjectCodes } from '../../../../contract/object-code.ts'
import type { ObjectEntry } from '../../../../contract/register.ts'
import { When } from '../../../../ui/age.tsx'
import { Button } from '../../../../ui/button.tsx'
import { Photo } from '../../../../ui/photo.tsx'
import { Qr } from '../../../../ui/qr.tsx'
import { Failed } from '../../../../ui/screen.tsx'
import { Tag } from '../../../../ui/tag.tsx'
import { FieldNote } from '../../../../ui/text-field.tsx'
import { toast } from '../../../../ui/toast.tsx'
import { t } from '../../../messages.ts'
import { ReasonForm } from '../../../parts/reason-form.tsx'
import { usePhotos } from '../../../parts/use-photos.ts'
import { useAct } from '../../../use-act.ts'
import { codesQuery, spacedCode } from './code-queries.ts'

type Done = z.infer<typeof CodeDone>
type Doing = 'post' | 'renew' | 'end' | null

/** The code of an object: what stands on its plate, whether it hangs and where, what it was before; and what a keeper does with it. */
export function CodePart({ entry }: { entry: ObjectEntry }): ReactNode {
  const query = useQuery(codesQuery(entry.id))
  const codes = query.data
  return (
    <section>
      <h3>{t('codes.title')}</h3>
      {query.error && <Failed error={query.error} onRetry={() => void query.refetch()} />}
      {codes && (codes.live ? <Live entry={entry} codes={codes} live={codes.live} /> : <None entry={entry} codes={codes} />)}
      {codes && codes.before.length > 0 && <Before codes={codes.before} />}
    </section>
  )
}

function None({ entry, codes }: { entry: ObjectEntry; codes: ObjectCodes }): ReactNode {
  const act = useAct()
  const issue = async () => {
    const done = await act.run<Done>(`/objects/${encodeURIComponent(entry.id)}/codes`)
    if (done) toast({ words: t('codes.issued', { code: spacedCode(done.code) }) })
  }
  return (
    <>
      <p className="meta">{t('codes.none')}</p>
      {codes.mayKeep && (
        <Button small busy={act.busy} onPress={() => void issue()}>
          {t('codes.issue')}
        </Button>
      )}
      <FieldNote error={act.error?.message ?? null} />
    </>
  )
}

function Live({ entry, codes, live }: { entry: ObjectEntry; codes: ObjectCodes; live: ObjectCode }): ReactNode {
  const [doing, setDoing] = useState<Doing>(null)
  const address = `/public/code/${live.code}`
  const photos = usePhotos(live.posted?.file ? [live.posted.file] : [])
  return (
    <>
      <div className="code-live">
        <Qr text={`${location.origin}${address}`} size={96} />
        <div className="col">
          <b className="code">{spacedCode(live.code)}</b>
          <span className="row wrap">
            <Tag>{t(live.posted ? 'codes.state.posted' : 'codes.state.issued')}</Tag>
            <a href={address} target="_blank" rel="noreferrer">
              {t('codes.public')}
            </a>
          </span>
          <span className="meta">
            {t('codes.issued-by', { by: live.issuedBy })} <When at={live.issuedAt} />
          </span>
        </div>
      </div>
      {live.posted ? (
        <p>
          {t('codes.posted-at', { where: live.posted.where })}{' '}
          <span className="meta">
            {live.posted.by} <When at={live.posted.at} />
          </span>
        </p>
      ) : (
        <p className="meta">{t('codes.not-posted')}</p>
      )}
      {live.posted?.file && <Photo src={photos(live.posted.file) || null} label={t('codes.photo')} />}
      {doing === null && (
        <div className="row wrap">
          <Link className="btn sm" to="/plates" search={{ object: entry.id }}>
            {t('codes.print')}
          </Link>
          {codes.mayPost && (
            <Button small onPress={() => setDoing('post')}>
              {t(live.posted ? 'codes.post-again' : 'codes.post')}
            </Button>
          )}
          {codes.mayKeep && (
            <>
              <Button small onPress={() => setDoing('renew')}>
                {t('codes.renew')}
              </Button>
              <Button small onPress={() => setDoing('end')}>
                {t('codes.end')}
              </Button>
            </>
          )}
        </div>
      )}
      {doing && <DoForm doing={doing} object={entry.id} onClose={() => setDoing(null)} />}
    </>
  )
}

function DoForm({ doing, object, onClose }: { doing: NonNullable<Doing>; object: string; onClose: () => void }): ReactNode {
  const act = useAct()
  const isPost = doing === 'post'
  const words = (done: Done): string => {
    if (doing === 'renew') return t('codes.renewed', { code: spacedCode(done.code) })
    return t(isPost ? 'codes.post-done' : 'codes.ended')
  }
  return (
    <ReasonForm
      draft={`code-${doing}:${object}`}
      title={t(`codes.${doing}`)}
      note={t(`codes.${doing}-note`)}
      verb={t(`codes.${doing}`)}
      {...(isPost ? { label: t('codes.post-where'), most: 80 } : { most: 200 })}
      act={act}
      onSend={async (said) => {
        const body = isPost ? { where: said } : { reason: said }
        const done = await act.run<Done>(`/objects/${encodeURIComponent(object)}/codes/${doing}`, body)
        if (!done) return null
        toast({ words: words(done) })
        onClose()
        return done
      }}
      onCancel={onClose}
    />
  )
}

function Before({ codes }: { codes: readonly ObjectCode[] }): ReactNode {
  return (
    <details>
      <summary>{t('codes.before', { n: codes.length })}</summary>
      <ul className="shifts">
        {codes.map(({ id, code, ended }) => (
          <li key={id} className="row wrap">
            <span className="code">{spacedCode(code)}</span>
            {ended && (
              <>
                <span>{t(ended.renewed ? 'codes.before-renewed' : 'codes.before-ended', { reason: ended.reason })}</span>
                <When at={ended.at} />
              </>
            )}
          </li>
        ))}
      </ul>
    </details>
  )
}

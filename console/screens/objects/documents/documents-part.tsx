import { useQuery } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import type { ObjectDocument } from '../../../../contract/object-document.ts'
import { When } from '../../../../ui/age.tsx'
import { Button } from '../../../../ui/button.tsx'
import { Failed } from '../../../../ui/screen.tsx'
import { Tag } from '../../../../ui/tag.tsx'
import { toast } from '../../../../ui/toast.tsx'
import { ReasonForm } from '../../../parts/reason-form.tsx'
import { useAct } from '../../../use-act.ts'
import { DocumentForm } from './document-form.tsx'
import { documentsQuery } from './document-queries.ts'
import { Look, type Looked, savePaper } from './look.tsx'
import { kindWord, sizeWords, t } from './words.ts'
import './documents.css'

type Doing = { what: 'bring' } | { what: 'next' | 'withdraw'; paper: ObjectDocument } | null

/** The papers of an object: by title with their last day, to be looked at, brought, replaced and withdrawn. */
export function DocumentsPart({ id }: { id: string }): ReactNode {
  const query = useQuery(documentsQuery(id))
  const [doing, setDoing] = useState<Doing>(null)
  const [looked, setLooked] = useState<Looked | null>(null)
  const papers = query.data
  const stop = () => setDoing(null)
  const live = papers?.rows.filter(({ withdrawn }) => withdrawn === null) ?? []
  const gone = papers?.rows.filter(({ withdrawn }) => withdrawn !== null) ?? []
  return (
    <section>
      <div className="row">
        <h3 className="grow">{t('title')}</h3>
        {papers?.mayKeep && doing === null && (
          <Button small icon="plus" onPress={() => setDoing({ what: 'bring' })}>
            {t('bring')}
          </Button>
        )}
      </div>
      {query.error && <Failed error={query.error} onRetry={() => void query.refetch()} />}
      {doing?.what === 'bring' && <DocumentForm object={id} before={null} onClose={stop} />}
      {doing?.what === 'next' && <DocumentForm key={doing.paper.id} object={id} before={doing.paper} onClose={stop} />}
      {doing?.what === 'withdraw' && <Withdraw paper={doing.paper} onClose={stop} />}
      {papers && live.length === 0 && doing === null && <p className="meta">{t('none')}</p>}
      <ul className="shifts">
        {live.map((paper) => (
          <li key={paper.id}>
            <Paper paper={paper} mayKeep={papers!.mayKeep && doing === null} onDo={setDoing} onLook={setLooked} />
          </li>
        ))}
      </ul>
      {gone.length > 0 && (
        <details>
          <summary className="meta">{t('gone', { n: gone.length })}</summary>
          <ul className="shifts">
            {gone.map((paper) => (
              <li key={paper.id}>
                <Paper paper={paper} mayKeep={false} onDo={setDoing} onLook={setLooked} />
                <p className="meta">{t('withdrawn-by', { by: paper.withdrawn!.by, reason: paper.withdrawn!.reason })}</p>
              </li>
            ))}
          </ul>
        </details>
      )}
      {looked && <Look paper={looked} onClose={() => setLooked(null)} />}
    </section>
  )
}

type PaperProps = {
  paper: ObjectDocument
  mayKeep: boolean
  onDo: (doing: Doing) => void
  onLook: (paper: Looked) => void
}

function Paper({ paper, mayKeep, onDo, onLook }: PaperProps): ReactNode {
  const { title, former } = paper
  return (
    <>
      <p className="row wrap">
        <b className="b wrap-anywhere">{title}</b>
        {(paper.standing === 'soon' || paper.standing === 'expired') && !paper.withdrawn && (
          <Tag kind={paper.standing === 'expired' ? 'strong' : 'plain'}>{t(`standing.${paper.standing}`)}</Tag>
        )}
      </p>
      <p className="t2">
        {[
          kindWord(paper.kind),
          paper.validUntil ? t('until-day', { day: paper.validUntil }) : t('undated'),
          t('version', { n: paper.version }),
          sizeWords(paper.size),
        ].join(' · ')}
      </p>
      <p className="meta">
        {paper.by} <When at={paper.at} />
      </p>
      <div className="row wrap">
        <Button small label={t('look-this', { title })} onPress={() => onLook(paper)}>
          {t('look')}
        </Button>
        <Button small label={t('save-this', { title })} onPress={() => void savePaper(paper)}>
          {t('save')}
        </Button>
        {mayKeep && (
          <>
            <Button small kind="ghost" label={t('next-this', { title })} onPress={() => onDo({ what: 'next', paper })}>
              {t('next')}
            </Button>
            <Button small kind="ghost" label={t('withdraw-this', { title })} onPress={() => onDo({ what: 'withdraw', paper })}>
              {t('withdraw')}
            </Button>
          </>
        )}
      </div>
      {former.length > 0 && (
        <details>
          <summary className="meta">{t('former', { n: former.length })}</summary>
          <ul className="shifts">
            {former.map((one) => (
              <li key={one.version} className="row wrap">
                <span className="t2">
                  {t('version', { n: one.version })} · {one.title} · {one.by}
                </span>
                <When at={one.at} />
                <Button
                  small
                  kind="ghost"
                  label={t('look-this', { title: `${one.title} ${t('version', { n: one.version })}` })}
                  onPress={() => onLook(one)}
                >
                  {t('look')}
                </Button>
              </li>
            ))}
          </ul>
        </details>
      )}
    </>
  )
}

function Withdraw({ paper, onClose }: { paper: ObjectDocument; onClose: () => void }): ReactNode {
  const act = useAct()
  return (
    <ReasonForm
      draft={`paper-withdraw:${paper.id}`}
      title={t('withdraw-this', { title: paper.title })}
      note={t('withdraw-note')}
      label={t('withdraw-why')}
      verb={t('withdraw')}
      most={300}
      act={act}
      onSend={async (reason) => {
        const done = await act.run(`/object-documents/${paper.id}/withdraw`, { version: paper.version, reason })
        if (done) {
          toast({ words: t('withdrawn-now', { title: paper.title }) })
          onClose()
        }
        return done
      }}
      onCancel={onClose}
    />
  )
}

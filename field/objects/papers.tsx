import { type ReactNode, useEffect, useState } from 'react'
import type { ObjectBrief } from '../../contract/object-brief.ts'
import { ownHeaders } from '../../ui/api.ts'
import { apiUrl } from '../../ui/ask.ts'
import { Button } from '../../ui/button.tsx'
import { crew } from '../../ui/crew-words.ts'
import { Tag } from '../../ui/tag.tsx'
import { t } from './crew-words.ts'

type Paper = ObjectBrief['documents'][number]

/** Floor plans are read once as soon as the object is opened, so that they stand on the phone when the network does not reach into the building. */
const keptPlans = 4
const keptBytes = 5 * 1024 * 1024

const read = async (file: string): Promise<Blob> => {
  const answer = await fetch(apiUrl(`/files/${file}`), { headers: ownHeaders(), credentials: 'same-origin' })
  if (!answer.ok) throw new Error(String(answer.status))
  return answer.blob()
}

/** The papers of an object, floor plans first: a picture is shown here, a PDF by whatever the phone has for it. */
export function Papers({ papers }: { papers: ObjectBrief['documents'] }): ReactNode {
  const plans = papers.filter(({ kind, size }) => kind === 'floor-plan' && size <= keptBytes).slice(0, keptPlans)
  const files = plans.map(({ file }) => file).join(' ')
  useEffect(() => {
    // The worker keeps what it answers; whoever has no worker reads it when it is opened.
    for (const file of files.split(' ').filter(Boolean)) void read(file).catch(() => null)
  }, [files])
  const sorted = papers.toSorted((a, b) => Number(b.kind === 'floor-plan') - Number(a.kind === 'floor-plan'))
  return (
    <section className="card">
      <h3>{crew('papers')}</h3>
      {papers.length === 0 && <p className="t2">{crew('papers-none')}</p>}
      <ul className="object-rows">
        {sorted.map((paper) => (
          <li key={paper.id}>
            <OnePaper paper={paper} />
          </li>
        ))}
      </ul>
      {plans.length > 0 && <p className="meta">{t('kept')}</p>}
    </section>
  )
}

function OnePaper({ paper }: { paper: Paper }): ReactNode {
  const [url, setUrl] = useState<string | null>(null)
  const [failed, setFailed] = useState(false)
  useEffect(() => () => void (url && URL.revokeObjectURL(url)), [url])
  const isPdf = paper.type === 'application/pdf'
  const open = async () => {
    if (url) return setUrl(null)
    setFailed(false)
    try {
      setUrl(URL.createObjectURL(await read(paper.file)))
    } catch {
      setFailed(true)
    }
  }
  return (
    <>
      <p className="row base">
        <b className="b grow">{paper.title}</b>
        {(paper.standing === 'soon' || paper.standing === 'expired') && (
          <Tag kind={paper.standing === 'expired' ? 'strong' : 'plain'}>{t(`standing.${paper.standing}`)}</Tag>
        )}
      </p>
      <p className="t2">
        {[t(`kind.${paper.kind}`), paper.validUntil && crew('until', { day: paper.validUntil })].filter(Boolean).join(' · ')}
      </p>
      <div className="row wrap">
        <Button label={t(url ? 'close-this' : 'open-this', { title: paper.title })} onPress={() => void open()}>
          {t(url ? 'close' : 'open')}
        </Button>
        {url && isPdf && (
          <a className="btn" href={url} download={`${paper.title}.pdf`}>
            {t('save')}
          </a>
        )}
      </div>
      {failed && <p role="alert">{t('failed')}</p>}
      {url && !isPdf && <img className="object-paper" src={url} alt={paper.title} />}
    </>
  )
}

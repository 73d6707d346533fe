import { useQuery } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import { periodWords } from '../../../contract/period-words.ts'
import type { TargetBoard, TargetEntry } from '../../../contract/target.ts'
import { When } from '../../../ui/age.tsx'
import { Button } from '../../../ui/button.tsx'
import { number } from '../../../ui/format.ts'
import { Failed, Loading } from '../../../ui/screen.tsx'
import { comma } from '../../../ui/t.ts'
import { Tag } from '../../../ui/tag.tsx'
import { say } from '../../messages.ts'
import { Look, type Looked } from '../objects/documents/look.tsx'
import '../objects/documents/documents.css'
import { sizeWords } from '../objects/documents/words.ts'
import { g } from './g.ts'
import { entriesQuery } from './target-queries.ts'

/** All that was said of one thing, the newest first: nothing is ever changed or taken out. */
export function History({ board, subject }: { board: TargetBoard; subject: string }): ReactNode {
  const { data, error, refetch } = useQuery(entriesQuery(board.id, subject))
  const [looked, setLooked] = useState<Looked | null>(null)
  return (
    <section>
      <h3>{g('history')}</h3>
      {error ? <Failed error={error} onRetry={() => void refetch()} /> : !data && <Loading />}
      {data?.rows.length === 0 && <p className="meta">{g('no-history')}</p>}
      <ol className="tg-history">
        {data?.rows.map((entry) => (
          <li key={entry.id}>
            <p>
              <b>{g(`kind.${entry.kind}`)}</b> <span className="meta">{say(periodWords(entry.quarter))}</span>{' '}
              {entry.sample && <Tag>{g('sample')}</Tag>}
            </p>
            <p className="wrap-anywhere">{entryWords(entry, board)}</p>
            <Paper entry={entry} onLook={setLooked} />
            <p className="meta">
              {entry.unitName} · <When at={entry.at} />
            </p>
          </li>
        ))}
      </ol>
      {looked && <Look paper={looked} onClose={() => setLooked(null)} />}
    </section>
  )
}

function Paper({ entry: { said }, onLook }: { entry: TargetEntry; onLook: (paper: Looked) => void }): ReactNode {
  if (said.kind !== 'evidence' || !said.file) return null
  const { id, type, size } = said.file
  return (
    <p className="row wrap">
      <Button small label={`${g('file.look')} ${said.words}`} onPress={() => onLook({ title: said.words, file: id, type })}>
        {g('file.look')}
      </Button>
      <span className="meta">{sizeWords(size)}</span>
    </p>
  )
}

function entryWords({ said, subject }: TargetEntry, board: TargetBoard): string {
  const unit = (id: string) => board.units.find((one) => one.id === id)?.name ?? id
  switch (said.kind) {
    case 'progress':
      return [said.percent === null ? '' : `${number(said.percent, 0)}%`, said.words, said.stuck ? g('stuck') : '']
        .filter(Boolean)
        .join(' · ')
    case 'milestone': {
      const item = board.items.find(({ id }) => id === subject)
      const name = item?.milestones.find(({ id }) => id === said.milestone)?.name
      return `${name ? say(name) : said.milestone} · ${said.done === null ? g('taken-back') : g('reached', { day: said.done })}`
    }
    case 'value':
      return [say(periodWords(said.period)), said.value === null ? g('taken-back') : number(said.value, 4), said.why]
        .filter(Boolean)
        .join(' · ')
    case 'next':
      return [said.words, said.due && g('by', { day: said.due })].filter(Boolean).join(' · ')
    case 'evidence':
      return [said.words, said.day].filter(Boolean).join(' · ')
    case 'reason':
      return said.words
    case 'owner':
      return [unit(said.unit), ...said.coUnits.map(unit)].join(comma())
  }
}

import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import type { EventParts } from '../../../contract/part.ts'
import { Tag } from '../../../ui/tag.tsx'
import { t } from '../../messages.ts'
import { AskLead } from '../concerns/ask-lead.tsx'
import { partsQuery } from '../concerns/concern-queries.ts'

type Concerned = { district: string; name: string; ways: string[] }

/** Each district once, with all its reasons; whoever leads first. */
function districtsOf({ lead, parts }: EventParts): Concerned[] {
  const found = [...Map.groupBy(parts, ({ district }) => district)].map(([district, of]) => ({
    ...{ district, name: of[0]!.districtName },
    ways: [...new Set(of.map(({ why, placeName }) => `${t(`part.why.${why}`)} ${placeName}`))],
  }))
  return found.toSorted((a, b) => Number(b.district === lead.code) - Number(a.district === lead.code))
}

/** Which districts a case concerns and why, who leads, and who should by the rule; nothing where it concerns only its own. */
export function EventPartsLine({ id }: { id: string }): ReactNode {
  const { data } = useQuery(partsQuery(id))
  if (!data?.crosses) return null
  const leads = districtsOf(data)
  return (
    <>
      <p className="meta facts">
        {!leads.some(({ district }) => district === data.lead.code) && (
          <Tag kind="ink">{t('part.leads', { name: data.lead.name })}</Tag>
        )}
        {leads.map(({ district, name, ways }) => (
          <span key={district} className="row">
            <Tag kind={district === data.lead.code ? 'ink' : 'plain'}>
              {district === data.lead.code ? t('part.leads', { name }) : t('part.concerns', { name })}
            </Tag>
            {ways.join(' · ')}
          </span>
        ))}
        {data.due && <b className="b ink">{t('part.due', { name: data.due.name })}</b>}
      </p>
      <AskLead id={id} />
    </>
  )
}

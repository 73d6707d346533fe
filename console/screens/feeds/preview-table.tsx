import type { UseQueryResult } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import type { MappedFeedList, Preview } from '../../../contract/mapped-feed.ts'
import { When } from '../../../ui/age.tsx'
import { number } from '../../../ui/format.ts'
import { FieldNote } from '../../../ui/text-field.tsx'
import { say } from '../../messages.ts'
import { t } from './words.ts'

type Props = { query: UseQueryResult<Preview>; readings: MappedFeedList['readings'] }

/** The first rows of a sample, and what each would become. */
export function PreviewTable({ query: { data, error }, readings }: Props): ReactNode {
  if (error) return <FieldNote error={error.message} />
  if (!data) return null
  if (data.refusal) return <FieldNote error={say(data.refusal)} />
  const words = new Map(readings.map((one) => [one.name, one]))
  const valueWords = ([name, value]: [string, number]): string => {
    const known = words.get(name)
    return `${known ? say(known) : name} ${number(value, 6)}${known?.unit ? ` ${known.unit}` : ''}`
  }
  return (
    <div className="feed-preview">
      <table className="tb" aria-label={t('mapped.preview', { n: data.rows.length, total: number(data.total) })}>
        <caption>{t('mapped.preview', { n: data.rows.length, total: number(data.total) })}</caption>
        <thead>
          <tr>
            <th className="num">{t('mapped.line')}</th>
            {data.columns.map((column, at) => (
              <th key={at}>{column}</th>
            ))}
            <th>{t('mapped.becomes')}</th>
          </tr>
        </thead>
        <tbody>
          {data.rows.map((row) => (
            <tr key={row.n}>
              <td className="num">{row.n}</td>
              {data.columns.map((_, at) => (
                <td key={at}>{row.cells[at] ?? ''}</td>
              ))}
              <td>
                {row.refusal ? (
                  <b className="b">{t('mapped.refusal', { text: say(row.refusal) })}</b>
                ) : (
                  row.device && (
                    <>
                      {row.device} · {row.at && <When at={row.at} seconds />} ·{' '}
                      {Object.entries(row.values).map(valueWords).join(t('list.and'))}
                    </>
                  )
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

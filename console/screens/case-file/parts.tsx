import type { ReactNode } from 'react'
import type { CaseFile, CasePart } from '../../../contract/case-file.ts'
import { type CasePartKind, caseParts, casePartWords } from '../../../contract/case-parts.ts'
import { When } from '../../../ui/age.tsx'
import { number } from '../../../ui/format.ts'
import { Photo } from '../../../ui/photo.tsx'
import { say, t } from '../../messages.ts'
import { usePhotos } from '../../parts/use-photos.ts'

/** The parts of a case under their headings, in the order of the archive. */
export function CaseSections({ file }: { file: CaseFile }): ReactNode {
  const { parts } = file
  const srcOf = usePhotos(parts.flatMap((part) => part.file ?? []))
  const of = (kind: CasePartKind) => parts.filter((part) => part.kind === kind)
  return caseParts
    .filter((kind) => of(kind).length > 0)
    .map((kind) => (
      <section key={kind} aria-label={say(casePartWords[kind])}>
        <h3>{say(casePartWords[kind])}</h3>
        {kind === 'positions' && <PlacesDrawing file={file} />}
        {of(kind).map((part) => (
          <Part key={part.path} part={part} src={part.file ? srcOf(part.file) : null} />
        ))}
      </section>
    ))
}

function Part({ part, src }: { part: CasePart; src: string | null }): ReactNode {
  const { n, title, at, lon, lat, lines, sha256, size, path, gone } = part
  return (
    <div className="case-part">
      <h4>
        {n}. {say(title)}
      </h4>
      {(at || lat !== null) && (
        <p className="t2">
          {at && <When at={at} seconds />}
          {at && lat !== null && ' · '}
          {lon !== null && lat !== null && t('case.place', { lat: lat.toFixed(5), lon: lon.toFixed(5) })}
        </p>
      )}
      {src !== null && <Photo src={src || null} label={say(title)} caption={String(n)} />}
      <dl>
        {lines.map((line, at) => (
          <div key={at} style={{ display: 'contents' }}>
            <dt>{say(line.name)}</dt>
            <dd>{say(line.value)}</dd>
          </div>
        ))}
      </dl>
      <p className="case-hash">
        {path} · {gone ? t('case.gone') : t('case.bytes', { n: number(size ?? 0) })}
        <br />
        SHA-256 {sha256}
      </p>
    </div>
  )
}

const [width, height, edge] = [640, 280, 16]

/** Where the thing was, north above, drawn to fit: it claims no streets, because we have none. */
function PlacesDrawing({ file: { places, event } }: { file: CaseFile }): ReactNode {
  const all = [...places, event]
  const [west, east] = [Math.min(...all.map(({ lon }) => lon)), Math.max(...all.map(({ lon }) => lon))]
  const [south, north] = [Math.min(...all.map(({ lat }) => lat)), Math.max(...all.map(({ lat }) => lat))]
  const wide = Math.cos((north * Math.PI) / 180)
  const scale = Math.min(
    (width - 2 * edge) / Math.max((east - west) * wide, 1e-6),
    (height - 2 * edge) / Math.max(north - south, 1e-6),
  )
  const x = (lon: number): number => edge + (lon - west) * wide * scale
  const y = (lat: number): number => height - edge - (lat - south) * scale
  return (
    <svg className="case-map" viewBox={`0 0 ${width} ${height}`} role="img" aria-label={t('case.places', { n: places.length })}>
      <polyline points={places.map(({ lon, lat }) => `${x(lon).toFixed(1)},${y(lat).toFixed(1)}`).join(' ')} />
      {places.map(({ at, lon, lat }) => (
        <circle key={at} cx={x(lon)} cy={y(lat)} r={2} />
      ))}
      <circle className="at" cx={x(event.lon)} cy={y(event.lat)} r={7} />
    </svg>
  )
}

// What CAP keeps as text inside one element: rings, circles, lists of words, references.
import type { Circle, Point, Reference } from './types.ts'

const coordinate = /^[+-]?\d+(?:\.\d+)?$/

function pointOf(text: string): Point | null {
  const [lat = '', lon = '', more] = text.split(',')
  return more === undefined && coordinate.test(lat) && coordinate.test(lon) ? [Number(lat), Number(lon)] : null
}

/** `lat,lon lat,lon …`, as a list of one ring; null when it is none. */
export function polygonOf(text: string): Point[][] | null {
  const points = text.split(/\s+/).map(pointOf)
  return points.every((point) => point !== null) ? [points] : null
}

/** `lat,lon radius`, the radius in kilometres; null when it is none. */
export function circleOf(text: string): Circle | null {
  const [centre = '', radius = '', more] = text.split(/\s+/)
  const point = pointOf(centre)
  return point && more === undefined && /^\d+(?:\.\d+)?$/.test(radius)
    ? { lat: point[0], lon: point[1], radiusKm: Number(radius) }
    : null
}

/** Words with blanks between them; one with blanks inside stands in quotes. */
export function wordsOf(text: string): string[] {
  return [...text.matchAll(/"([^"]*)"|(\S+)/g)].map(([, quoted, plain]) => quoted ?? plain ?? '')
}

/** `sender,identifier,sent` with blanks between; what is no such triple is left out (and a breach). */
export function referencesOf(text: string): Reference[] {
  return text.split(/\s+/).flatMap((triple) => {
    const [sender, identifier, sent, more] = triple.split(',')
    return sender && identifier && sent && more === undefined ? [{ sender, identifier, sent }] : []
  })
}

import { gradeNumerals, shapeOutlines } from '../../../ui/scale-marks.ts'
import { arcsOf } from './ring.ts'

/** Reads a token of the theme in force: the map's canvas cannot use CSS variables. */
export type Token = (name: string) => string

/** Tokens of an element's theme. */
export function tokensOf(element: Element): Token {
  const style = getComputedStyle(element)
  return (name) => style.getPropertyValue(`--${name}`).trim()
}

/** Names of the images the layers ask for: `risk|1`, `grade|2`, `ring|1,0,3,12,40,7|1|63` (the counts in the order of a ring). */
export const riskImage = (level: number): string => `risk|${level}`
export const gradeImageOf = (level: number): string => `grade|${level}`
/** The small mark of an open case at an object: the shape of its grade. */
export const caseImageOf = (level: number): string => `case|${level}`

const numerals: Readonly<Record<number, string>> = {
  1: gradeNumerals.extraordinary,
  2: gradeNumerals.major,
  3: gradeNumerals.serious,
  4: gradeNumerals.ordinary,
}

type Pen = { context: CanvasRenderingContext2D; token: Token; ratio: number }

function shape({ context, token }: Pen, level: number, at: { x: number; y: number; size: number }): void {
  const path = new Path2D(shapeOutlines[level])
  context.save()
  context.translate(at.x - at.size / 2, at.y - at.size / 2)
  context.scale(at.size / 24, at.size / 24)
  context.lineJoin = 'round'
  context.strokeStyle = token('map-halo')
  context.lineWidth = 4.5
  context.stroke(path)
  context.fillStyle = level === 0 ? token('surface') : token(`level-${level}`)
  context.fill(path)
  context.strokeStyle = level === 0 ? token('nodata') : token(`level-${level}-edge`)
  context.lineWidth = 1.4
  if (level === 0) context.setLineDash([3.5, 2.6])
  context.stroke(path)
  context.restore()
}

function sign({ context, token }: Pen, level: number, text: string, at: { x: number; y: number; size: number }): void {
  context.fillStyle = token(`level-${level}-on`)
  context.font = `700 ${at.size * 0.54}px ${token('font')}`
  context.textAlign = 'center'
  context.textBaseline = 'alphabetic'
  context.fillText(text, at.x, at.y + at.size * (level === 2 ? 0.28 : 0.2))
}

/** Turns from the top as an angle of the canvas. */
const angle = (turns: number): number => (turns - 0.25) * 2 * Math.PI

function ring(pen: Pen, counts: readonly number[], worst: number, total: string): void {
  const { context, token } = pen
  const [middle, radius, width] = [23, 20, 4.5]
  context.beginPath()
  context.arc(middle, middle, radius + width / 2 + 1, 0, 2 * Math.PI)
  context.fillStyle = token('surface')
  context.fill()
  for (const { level, from, to } of arcsOf(counts)) {
    context.beginPath()
    context.arc(middle, middle, radius, angle(from), angle(to))
    context.strokeStyle = token(level === 0 ? 'nodata' : `level-${level}`)
    context.lineWidth = width
    // Nobody rated it: in strokes, as its own mark is, and no level's colour.
    context.setLineDash(level === 0 ? [1.6, 1.6] : [])
    context.stroke()
  }
  context.setLineDash([])
  const sign = 10
  context.fillStyle = token('text')
  context.font = `600 ${total.length > 2 ? 10.5 : 12}px ${token('font')}`
  context.textAlign = 'left'
  context.textBaseline = 'middle'
  const left = middle - (sign + 1 + context.measureText(total).width) / 2
  context.fillText(total, left + sign + 1, middle + 0.5)
  shape(pen, worst, { x: left + sign / 2, y: middle, size: sign })
}

/** Size of each kind of image in CSS pixels. */
const sizes = { risk: 28, grade: 30, ring: 46, case: 20 } as const

/** Each canvas is drawn and read back: on a graphics card every reading waits for the card, a second in all for a city's rings. */
export const readOnce: CanvasRenderingContext2DSettings = { willReadFrequently: true }

/** Draws the image of a name for the screen's pixel ratio; null for a name that is none of ours. */
export function drawImage(name: string, token: Token, ratio: number): ImageData | null {
  const [kind, what = '', worst = '', total = ''] = name.split('|')
  if (kind !== 'risk' && kind !== 'grade' && kind !== 'ring' && kind !== 'case') return null
  const size = sizes[kind]
  const canvas = document.createElement('canvas')
  canvas.width = canvas.height = Math.ceil(size * ratio)
  const context = canvas.getContext('2d', readOnce)
  if (!context) return null
  context.scale(ratio, ratio)
  const pen = { context, token, ratio }
  if (kind === 'ring') ring(pen, what.split(',').map(Number), Number(worst), total)
  else {
    const level = Number(what)
    const at = { x: size / 2, y: size / 2, size: size - (kind === 'case' ? 4 : 6) }
    shape(pen, level, at)
    const text = kind === 'risk' ? String(level) : numerals[level]
    if (level > 0 && text) sign(pen, level, text, at)
  }
  return context.getImageData(0, 0, canvas.width, canvas.height)
}

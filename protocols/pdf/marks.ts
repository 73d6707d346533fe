import type { Mark } from './types.ts'

type Place = { x: number; y: number; size: number }
const round = (n: number): string => String(Math.round(n * 100) / 100)

/** Colours of the levels on paper, and of the sign in the shape: what is light is dark on light, so that a copy in black and white shows it too. */
const colours = [
  { fill: '1 1 1', sign: '0.25 0.25 0.25' },
  { fill: '0.76 0.11 0.13', sign: '1 1 1' },
  { fill: '0.93 0.49 0.1', sign: '0 0 0' },
  { fill: '0.98 0.82 0.2', sign: '0 0 0' },
  { fill: '0.16 0.42 0.78', sign: '1 1 1' },
  { fill: '0.2 0.56 0.32', sign: '1 1 1' },
] as const
/** Corners of octagon, triangle, diamond and square on a field of 24 × 24 from its top left, as on screens. */
const corners: Partial<Record<Mark['level'], readonly (readonly [number, number])[]>> = {
  1: [
    [7.6, 1.4],
    [16.4, 1.4],
    [22.6, 7.6],
    [22.6, 16.4],
    [16.4, 22.6],
    [7.6, 22.6],
    [1.4, 16.4],
    [1.4, 7.6],
  ],
  2: [
    [12, 1.6],
    [23.2, 21.8],
    [0.8, 21.8],
  ],
  3: [
    [12, 0.6],
    [23.4, 12],
    [12, 23.4],
    [0.6, 12],
  ],
  4: [
    [2.4, 2.4],
    [21.6, 2.4],
    [21.6, 21.6],
    [2.4, 21.6],
  ],
}

/** The shape of a level: octagon, triangle, diamond, square, circle; 0 the dashed ring. The middle of `place` is the middle of the field. */
export function drawShape({ level }: Mark, { x, y, size }: Place): string {
  const unit = size / 24
  const at = ([right, down]: readonly [number, number]): string =>
    `${round(x + (right - 12) * unit)} ${round(y - (down - 12) * unit)}`
  const points = corners[level]
  const path = points
    ? `${at(points[0]!)} m ${points
        .slice(1)
        .map((one) => `${at(one)} l`)
        .join(' ')} h`
    : ring({ x, y, size: (level === 0 ? 19.2 : 20.8) * unit })
  const dash = level === 0 ? '[1.4 1] 0 d' : '[] 0 d'
  return `q ${colours[level].fill} rg 0.25 0.25 0.25 RG 0.5 w ${dash} ${path} B Q`
}

/** The colour of what stands in a shape. */
export const signColour = ({ level }: Mark): string => colours[level].sign

function ring({ x, y, size }: Place): string {
  const [r, k] = [size / 2, (size / 2) * 0.5523]
  const arc = (parts: readonly number[]): string => `${parts.map(round).join(' ')} c`
  return [
    `${round(x + r)} ${round(y)} m`,
    arc([x + r, y + k, x + k, y + r, x, y + r]),
    arc([x - k, y + r, x - r, y + k, x - r, y]),
    arc([x - r, y - k, x - k, y - r, x, y - r]),
    arc([x + k, y - r, x + r, y - k, x + r, y]),
    'h',
  ].join(' ')
}

import { type SceneKind, sceneKindIds } from '../../../contract/scene-kinds.ts'
import { cameraSign, mixedSign, sceneField, sceneSigns } from './scene-symbols.ts'
import { readOnce, type Token } from './shapes.ts'

/** Names of the images: `scene|hydrant` alone, `scenes|hydrant|12` several, `scenes|mixed|12` of several kinds. */
const size = { alone: 28, tall: 26, wide: 54 } as const

/** Draws the image of a name for the screen's pixel ratio; null for a name that is none of these. */
export function drawSceneImage(name: string, token: Token, ratio: number): ImageData | null {
  const [what, kind = '', total = ''] = name.split('|')
  const sign = kind === 'mixed' ? mixedSign : sceneKindIds.includes(kind as SceneKind) ? sceneSigns[kind as SceneKind] : null
  if ((what !== 'scene' && what !== 'scenes') || sign === null) return null
  const [width, height] = what === 'scene' ? [size.alone, size.alone] : [size.wide, size.tall]
  return drawn({ width, height, ratio }, (context) => {
    if (what === 'scene') signed(context, token, { sign, x: 2, y: 2, side: size.alone - 4 })
    else pill(context, token, { sign, total })
  })
}

/** Names of the images of cameras: `camera|off` one of a state, `cameras|out|12` several of which some are out (`cameras|all|12`: none). */
export function drawCameraImage(name: string, token: Token, ratio: number): ImageData | null {
  const [what, state = '', total = ''] = name.split('|')
  if (what !== 'camera' && what !== 'cameras') return null
  const sign = cameraSign(state)
  const [width, height] = what === 'camera' ? [size.alone, size.alone] : [size.wide, size.tall]
  return drawn({ width, height, ratio }, (context) => {
    if (what === 'camera') signed(context, token, { sign, x: 2, y: 2, side: size.alone - 4, dashed: state === 'unsaid' })
    else pill(context, token, { sign, total })
  })
}

type Sized = { width: number; height: number; ratio: number }
function drawn({ width, height, ratio }: Sized, draw: (context: CanvasRenderingContext2D) => void): ImageData | null {
  const canvas = document.createElement('canvas')
  canvas.width = Math.ceil(width * ratio)
  canvas.height = Math.ceil(height * ratio)
  const context = canvas.getContext('2d', readOnce)
  if (!context) return null
  context.scale(ratio, ratio)
  draw(context)
  return context.getImageData(0, 0, canvas.width, canvas.height)
}

/** A field with its sign, dark on light or light on dark, with a halo: legible on ground, water and roofs. */
type Placed = { sign: string; x: number; y: number; side: number; dashed?: boolean }
function signed(context: CanvasRenderingContext2D, token: Token, at: Placed): void {
  context.save()
  context.translate(at.x, at.y)
  context.scale(at.side / 24, at.side / 24)
  const field = new Path2D(sceneField)
  context.strokeStyle = token('map-halo')
  context.lineWidth = 4
  context.stroke(field)
  context.fillStyle = token('surface')
  context.fill(field)
  context.strokeStyle = token('text-2')
  context.lineWidth = at.dashed ? 2 : 1.4
  if (at.dashed) context.setLineDash([3, 2.6])
  context.stroke(field)
  context.setLineDash([])
  strokes(context, token, at.sign)
  context.restore()
}

function strokes(context: CanvasRenderingContext2D, token: Token, sign: string): void {
  context.strokeStyle = token('text')
  context.lineWidth = 1.9
  context.lineCap = 'round'
  context.lineJoin = 'round'
  context.stroke(new Path2D(sign))
}

function pill(context: CanvasRenderingContext2D, token: Token, { sign, total }: { sign: string; total: string }): void {
  context.beginPath()
  context.roundRect(2, 2, size.wide - 4, size.tall - 4, 6)
  context.strokeStyle = token('map-halo')
  context.lineWidth = 3
  context.stroke()
  context.fillStyle = token('surface')
  context.fill()
  context.strokeStyle = token('text-2')
  context.lineWidth = 1.2
  context.stroke()
  context.save()
  context.translate(3, 3)
  context.scale(20 / 24, 20 / 24)
  strokes(context, token, sign)
  context.restore()
  context.fillStyle = token('text')
  context.font = `600 12px ${token('font')}`
  context.textAlign = 'center'
  context.textBaseline = 'middle'
  context.fillText(total, 36.5, size.tall / 2 + 0.5)
}

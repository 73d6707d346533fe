import type { SceneKind } from '../../../contract/scene-kinds.ts'

/**
 * The signs of scene features, drawn on a square of 24 units: a letter-like form in a round field, told apart by form and not by colour, so
 * that none is mistaken for a level of risk. `ring`: the form of the field.
 */
export const sceneSigns: Readonly<Record<SceneKind, string>> = {
  // a standpipe with its two outlets
  hydrant: 'M9.5 18V9.5a2.5 2.5 0 015 0V18M7.5 18h9M7 12.5h2.5M14.5 12.5H17M12 7V5.5',
  // a drop
  water: 'M12 5.5c3 3.6 4.5 6 4.5 8.2a4.5 4.5 0 01-9 0c0-2.2 1.5-4.6 4.5-8.2z',
  // a road running away
  road: 'M9.5 6L7 18M14.5 6L17 18M12 7v2M12 11v2M12 15v2',
  // a roof over someone
  shelter: 'M5.5 12.5L12 6.5l6.5 6M8 11.5V17h8v-5.5',
  // a place where arrows meet
  assembly:
    'M12 6v4M12 18v-4M6 12h4M18 12h-4M10.6 8.8L12 10.2l1.4-1.4M10.6 15.2L12 13.8l1.4 1.4M8.8 10.6l1.4 1.4-1.4 1.4M15.2 10.6L13.8 12l1.4 1.4',
  // a house with a mark
  'key-unit': 'M7 18V8.5h10V18M6 18h12M12 11v3.5M12 16.2v.3',
  // an outline of a building
  footprint: 'M7 7h6v4h4v6H7z',
}

/** A field no level has: a rounded square, so that a level's shapes and these are never one. */
export const sceneField = 'M7 3.5h10a3.5 3.5 0 013.5 3.5v10a3.5 3.5 0 01-3.5 3.5H7A3.5 3.5 0 013.5 17V7A3.5 3.5 0 017 3.5z'
/** Several kinds in one place: three sheets. */
export const mixedSign = 'M12 6l5.5 3-5.5 3-5.5-3zM6.5 12.5l5.5 3 5.5-3'

const camera = 'M6 9.5h7.5a1.5 1.5 0 011.5 1.5v2.5a1.5 1.5 0 01-1.5 1.5H6zM15 11.5l3.5-1.5v5L15 13.5'
/** A camera; crossed out when it is off or not listed any more (of several: when some are). What nobody told of is drawn in a dashed field. */
export const cameraSign = (state: string): string => (['off', 'gone', 'out'].includes(state) ? `${camera}M6.5 18L17.5 6` : camera)

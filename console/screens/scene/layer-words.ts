import type { SceneLayer } from '../../../contract/scene.ts'
import { sceneKinds } from '../../../contract/scene-kinds.ts'
import { number } from '../../../ui/format.ts'
import { say, t } from '../../messages.ts'

/** 消火栓 60 · 道路 8. */
export const kindCounts = (counts: SceneLayer['counts']): string =>
  counts.map(({ kind, n }) => t('scene.count', { kind: say(sceneKinds[kind]), n: number(n) })).join(' · ')

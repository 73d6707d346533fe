import { attachPhotos } from '../../city/file/store.ts'
import type { Tx } from '../../kernel/spine.ts'
import { photosOf } from '../1-ingest/cameras/store.ts'
import type { SignalRecord } from './types.ts'

/**
 * What cameras took of a signal becomes evidence of the event it went into, seen and kept like it; null: it came out of that event again.
 * A signal of a camera bears the id of its suspicion.
 */
export async function tiePictures(
  tx: Tx,
  { id, source }: Pick<SignalRecord, 'id' | 'source'>,
  event: string | null,
): Promise<void> {
  if (source === 'camera') await attachPhotos(tx, await photosOf(tx, id), event)
}

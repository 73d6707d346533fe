import type { OutItem } from './types.ts'

/** A photograph on the phone: the picture as it will be sent (longest edge 2048 px), and a small one for lists. */
export type KeptPhoto = { id: string; blob: Blob; thumb: Blob }

const NAME = 'zhili-field'
let opened: Promise<IDBDatabase> | null = null

function open(): Promise<IDBDatabase> {
  opened ??= new Promise((done, fail) => {
    const asking = indexedDB.open(NAME, 1)
    asking.onupgradeneeded = () => {
      asking.result.createObjectStore('items', { keyPath: 'id' })
      asking.result.createObjectStore('photos', { keyPath: 'id' })
    }
    asking.onsuccess = () => done(asking.result)
    asking.onerror = () => fail(asking.error ?? new Error('IndexedDB'))
  })
  return opened
}

type Store = 'items' | 'photos'

/** Runs one request in its own transaction; resolves when the transaction is on the disk, not when the request was answered. */
async function run<T>(store: Store, mode: IDBTransactionMode, work: (store: IDBObjectStore) => IDBRequest<T>): Promise<T> {
  const db = await open()
  return new Promise((done, fail) => {
    // `strict`: what the person was told is safe must survive a dead battery
    const tx = db.transaction(store, mode, { durability: 'strict' })
    const asking = work(tx.objectStore(store))
    tx.oncomplete = () => done(asking.result)
    tx.onabort = () => fail(tx.error ?? new Error('IndexedDB'))
  })
}

/** All items on this phone, of whoever used it. */
export const allItems = (): Promise<OutItem[]> => run('items', 'readonly', (s) => s.getAll() as IDBRequest<OutItem[]>)

/** Writes an item. Rejects when the phone's store is full: then the person must be told at once. */
export const putItem = async (item: OutItem): Promise<void> => void (await run('items', 'readwrite', (s) => s.put(item)))

/** Forgets an item: only sent ones after their time, or a draft its writer threw away. */
export const dropItem = async (id: string): Promise<void> => void (await run('items', 'readwrite', (s) => s.delete(id)))

export const putPhoto = async (photo: KeptPhoto): Promise<void> => void (await run('photos', 'readwrite', (s) => s.put(photo)))

export const photoById = (id: string): Promise<KeptPhoto | undefined> =>
  run('photos', 'readonly', (s) => s.get(id) as IDBRequest<KeptPhoto | undefined>)

export const dropPhoto = async (id: string): Promise<void> => void (await run('photos', 'readwrite', (s) => s.delete(id)))

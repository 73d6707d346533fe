import { queryOptions } from '@tanstack/react-query'
import type { ObjectDevices } from '../../../../contract/object-device.ts'
import { get } from '../../../../ui/api.ts'

export const devicesQuery = (object: string) =>
  queryOptions({
    queryKey: ['objects', 'devices', object],
    queryFn: ({ signal }) => get<ObjectDevices>(`/objects/${encodeURIComponent(object)}/devices`, {}, signal),
  })

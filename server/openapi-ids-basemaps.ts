/** Names of the operations on base maps that are brought in. Part of `openapi-ids.ts`. */
export const baseMapIds: Readonly<Record<string, string>> = {
  'GET /api/v1/base-maps': 'base-maps.list',
  'POST /api/v1/base-maps': 'base-maps.begin',
  'PUT /api/v1/base-maps/{id}/bytes': 'base-maps.send',
  'GET /api/v1/base-maps/{id}/tiles/{z}/{x}/{y}': 'base-maps.get-tile',
  'POST /api/v1/base-maps/{id}/enforce': 'base-maps.enforce',
  'POST /api/v1/base-maps/{id}/withdraw': 'base-maps.withdraw',
  'POST /api/v1/base-maps/{id}/discard': 'base-maps.discard',
}

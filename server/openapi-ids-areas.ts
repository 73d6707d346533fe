/** Ids of the operations of changes of areas. Part of `openapi-ids.ts`. */
export const areaIds: Record<string, string> = {
  'GET /api/v1/admin/area-changes': 'admin-area-changes.list',
  'POST /api/v1/admin/area-changes/look': 'admin-area-changes.look',
  'POST /api/v1/admin/area-changes': 'admin-area-changes.ask',
  'POST /api/v1/admin/area-changes/{id}/withdraw': 'admin-area-changes.withdraw',
}

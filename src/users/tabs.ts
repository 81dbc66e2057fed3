import { _ } from '#platform/i18n/i18n.ts'
import { attachmentsRoutes } from './attachments/attachments.routes.ts'
import { blocksRoutes } from './blocks/blocks.routes.ts'
import { contactRoutes } from './contact/contact.routes.ts'
import { generalRoutes } from './general/general.routes.ts'
import { identifiersRoutes } from './identifiers/identifiers.routes.ts'
import { notesRoutes } from './notes/notes.routes.ts'
import { passwordPart } from './password/password.routes.ts'
import { photoFileRoutes, photoPart } from './photo/photo.routes.ts'
import { proxiesRoutes } from './proxies/proxies.routes.ts'
import { accountTypeRoutes } from './record/account-type.routes.ts'
import { binRoutes } from './record/bin.routes.ts'
import { duplicateRoutes } from './record/duplicate.routes.ts'
import { exportRoutes } from './record/export.routes.ts'
import { historyRoutes } from './record/history.routes.ts'
import { printRoutes } from './record/print.routes.ts'
import { recordTypeRoutes } from './record/record-type.routes.ts'
import { statisticsRoutes } from './statistics/statistics.routes.ts'
import { userRolesPart } from './user-roles/user-roles.routes.ts'
import type { Tab } from './user-scope.ts'

/** The tabs of User Details, in their order. Router and tab bar both walk this list. */
export const tabs: readonly Tab[] = [
  {
    slug: 'general',
    label: _('General information'),
    permission: 'see users',
    routes: generalRoutes,
    parts: [photoPart, userRolesPart, passwordPart],
  },
  {
    slug: 'contact',
    label: _('Contact information'),
    permission: 'see users',
    count: (header) => header.contact,
    routes: contactRoutes,
  },
  {
    slug: 'identifiers',
    label: _('Identifiers'),
    permission: 'see users',
    count: (header) => header.identifiers,
    routes: identifiersRoutes,
  },
  { slug: 'notes', label: _('Notes'), permission: 'see notes', count: (header) => header.notes, routes: notesRoutes },
  {
    slug: 'blocks',
    label: _('Blocks'),
    permission: 'see users',
    count: (header) => header.blocks,
    alarming: true,
    routes: blocksRoutes,
  },
  {
    slug: 'statistics',
    label: _('Statistics'),
    permission: 'see users',
    count: (header) => header.statistics,
    routes: statisticsRoutes,
  },
  {
    slug: 'attachments',
    label: _('Attachments'),
    permission: 'see users',
    count: (header) => header.attachments,
    routes: attachmentsRoutes,
  },
  {
    slug: 'proxies',
    label: _('Proxy for'),
    permission: 'see users',
    count: (header) => header.proxies,
    routes: proxiesRoutes,
  },
  { slug: 'history', label: _('History'), permission: 'see history', routes: historyRoutes },
]

/** The pages of acts on the whole record (acts.view.ts lists them), below /users/:id like the tabs. Each asks the right itself. */
export const acts: readonly Tab['routes'][] = [
  duplicateRoutes,
  printRoutes,
  exportRoutes,
  recordTypeRoutes,
  accountTypeRoutes,
  binRoutes,
  photoFileRoutes,
]

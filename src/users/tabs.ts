import { _ } from '#platform/i18n/i18n.ts'
import { blocksRoutes } from './blocks/blocks.routes.ts'
import { contactRoutes } from './contact/contact.routes.ts'
import { generalRoutes } from './general/general.routes.ts'
import { identifiersRoutes } from './identifiers/identifiers.routes.ts'
import { notesRoutes } from './notes/notes.routes.ts'
import { passwordPart } from './password/password.routes.ts'
import { historyRoutes } from './record/history.routes.ts'
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
    parts: [userRolesPart, passwordPart],
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
  { slug: 'history', label: _('History'), permission: 'see history', routes: historyRoutes },
]

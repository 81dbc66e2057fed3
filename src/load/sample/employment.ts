import type { Person } from './person.ts'
import { chance, pick } from './random.ts'

const descriptions: Record<string, string[]> = {
  CATALOGER: ['Music and maps', 'Rare books and manuscripts', 'Serials and electronic titles'],
  CIRCULATION: ['Main desk, mornings', 'Main desk, evenings and Saturdays', 'Stacks and returns'],
  ACQUISITIONS: ['Orders and invoices', 'Gifts and exchange', 'Electronic licences'],
  REFERENCE: ['Research support, sciences', 'Research support, humanities', 'Courses and tours'],
  SYSTEMS: ['Library systems', 'Web pages and discovery'],
  MANAGEMENT: ['Head of user services', 'Deputy director', 'Budget and buildings'],
}

export function employmentOf({ random, recordType }: Person) {
  if (recordType !== 'STAFF') return {}
  const category = pick(random, Object.keys(descriptions))
  return {
    job_category: category,
    job_description: chance(random, 0.7) ? pick(random, descriptions[category] ?? []) : undefined,
  }
}

type Names = {
  [Part in 'firstName' | 'middleName' | 'lastName' | 'prefFirstName' | 'prefMiddleName' | 'prefLastName']: string | null
}

const shown = (user: Names) => ({
  first: user.prefFirstName ?? user.firstName,
  middle: user.prefMiddleName ?? user.middleName,
  last: user.prefLastName ?? user.lastName,
})

/** The name people see: "Last, First Middle"; each preferred part stands for its own main part. */
export function nameShown(user: Names & { primaryId?: string }): string {
  const { first, middle, last } = shown(user)
  const given = [first, middle].filter(Boolean).join(' ')
  return [last, given].filter(Boolean).join(', ') || (user.primaryId ?? '')
}

/** The name as one says it: "First Last". */
export function nameSpoken(user: Names & { primaryId?: string }): string {
  const { first, last } = shown(user)
  return [first, last].filter(Boolean).join(' ') || (user.primaryId ?? '')
}

/** One or two letters for the round mark beside a name. */
export function initials(user: Names): string {
  const { first, last } = shown(user)
  return [first, last]
    .map((name) => [...(name ?? '')][0] ?? '')
    .join('')
    .toUpperCase()
}

// Single keys that lead somewhere: n, g then u, s or c, [ and ], and j or k within a list. Off wherever shortcuts.js is off.
const off = () => document.documentElement.dataset.shortcuts === 'off'
const inField = (target) => target.closest?.('input, select, textarea, [contenteditable]:not([contenteditable="false"])')
const rows = () => [...document.querySelectorAll('[data-row]')]

function follow(selector) {
  const link = document.querySelector(selector)
  link?.click()
  return link
}

// Real focus moves, so that Enter opens the row and a screen reader says it.
function move(step) {
  const all = rows()
  if (all.length === 0) return undefined
  const here = all.indexOf(
    document.activeElement.closest?.('tr')?.querySelector('[data-row]') ?? document.querySelector('tr:target [data-row]'),
  )
  const next = all[here < 0 ? (step > 0 ? 0 : all.length - 1) : Math.max(0, Math.min(all.length - 1, here + step))]
  next.focus()
  return next
}

let went = 0
const justPressedG = () => performance.now() - went < 1500
const keys = {
  n: () => follow('.topbar a[aria-keyshortcuts="n"]'),
  g: () => {
    went = performance.now()
    return true
  },
  u: () => justPressedG() && follow('.sidenav a[href="/users"]'),
  s: () => justPressedG() && follow('.sidenav a[href="/synchronisation"]'),
  c: () => justPressedG() && follow('.sidenav a[href="/configuration"]'),
  '[': () => follow('[data-previous]'),
  ']': () => follow('[data-next]'),
  j: () => move(1),
  k: () => move(-1),
}
const arrows = { ArrowDown: 1, ArrowUp: -1 }

document.addEventListener('keydown', (event) => {
  const modified = event.ctrlKey || event.metaKey || event.altKey || event.isComposing
  if (off() || modified || event.defaultPrevented || inField(event.target) || document.querySelector('dialog[open]')) return
  const onRow = document.activeElement.matches?.('[data-row]')
  if (keys[event.key]?.() || (onRow && arrows[event.key] && move(arrows[event.key]))) event.preventDefault()
})

// The list under the search field. Enter takes what the arrows chose and else searches for what was typed, as it would
// without this list: a scanner's Enter never meets a choice that nobody made.
const field = () => document.getElementById('q')
const place = () => document.getElementById('suggestions')
const options = () => [...(place()?.querySelectorAll('[role=option]') ?? [])]
const isOpen = () => place()?.hidden === false
let wanted = false

function mark(option) {
  for (const one of options()) one.setAttribute('aria-selected', String(one === option))
  if (option) field().setAttribute('aria-activedescendant', option.id)
  else field().removeAttribute('aria-activedescendant')
  option?.scrollIntoView({ block: 'nearest' })
}

function say(words) {
  const said = document.getElementById('suggestions-said')
  if (said) said.textContent = words
}

function close() {
  wanted = false
  if (!isOpen()) return
  place().hidden = true
  field().setAttribute('aria-expanded', 'false')
  mark(undefined)
  say('')
}

function open() {
  place().hidden = false
  field().setAttribute('aria-expanded', 'true')
  say(place().querySelector('[data-said]').dataset.said)
}

const fits = () => place()?.querySelector('[data-typed]')?.dataset.typed === field().value.trim() && options().length > 0

function step(by) {
  const all = options()
  const here = all.findIndex((one) => one.getAttribute('aria-selected') === 'true')
  // Before the first and after the last is the field itself.
  const next = here < 0 && by < 0 ? all.length - 1 : here + by
  mark(all[next])
}

function ask() {
  wanted = true
  field().dispatchEvent(new CustomEvent('suggest', { bubbles: true }))
}

function arrow(by) {
  if (isOpen()) step(by)
  else if (fits() && field().value.trim() !== '') {
    open()
    step(by)
  } else ask()
}

const keys = {
  ArrowDown: () => arrow(1),
  ArrowUp: () => arrow(-1),
  Escape() {
    const was = isOpen()
    close()
    return was
  },
  Enter() {
    const chosen = isOpen() && options().find((one) => one.getAttribute('aria-selected') === 'true')
    close()
    if (chosen) location.assign(chosen.dataset.url)
    return chosen
  },
}
const kept = ['ArrowDown', 'ArrowUp']

document.addEventListener('keydown', (event) => {
  if (event.target !== field() || event.isComposing || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return
  if (keys[event.key]?.() || kept.includes(event.key)) event.preventDefault()
})

document.addEventListener('input', ({ target }) => {
  if (target !== field()) return
  wanted = target.value.trim() !== ''
  if (wanted) mark(undefined)
  else close()
})

document.addEventListener('htmx:after:swap', ({ detail }) => {
  if (detail?.ctx?.target !== place()) return
  const shows = wanted && document.activeElement === field() && fits()
  if (shows) {
    mark(undefined)
    open()
  } else if (isOpen()) {
    place().hidden = true
    field().setAttribute('aria-expanded', 'false')
    mark(undefined)
    say('')
  }
})

// The field keeps the focus, and what is pressed is chosen where it is let go.
document.addEventListener('mousedown', (event) => {
  if (event.target.closest?.('#suggestions')) event.preventDefault()
  else if (event.target === field() && field().value === '' && !isOpen()) ask()
})
document.addEventListener('click', ({ target }) => {
  const chosen = target.closest?.('#suggestions [role=option]')
  if (chosen) location.assign(chosen.dataset.url)
})
document.addEventListener('focusout', ({ target }) => target === field() && close())
document.addEventListener('submit', ({ target }) => target === field()?.form && close())
window.addEventListener('pagehide', close)

// Without this script the field is a plain one, and is not told as anything else.
function dress() {
  const input = field()
  if (!input || input.getAttribute('role') === 'combobox') return
  const roles = { role: 'combobox', 'aria-autocomplete': 'list', 'aria-expanded': 'false', 'aria-haspopup': 'listbox' }
  for (const [name, value] of Object.entries({ ...roles, 'aria-controls': 'suggestion-list' })) input.setAttribute(name, value)
}
dress()
document.addEventListener('htmx:after:swap', dress)
